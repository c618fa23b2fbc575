"""Prints what docs/queries.md and docs/cli.md say of the catalogue and of the settings; docs/generate.py puts it there.

    python -m queries.pages questions
    python -m queries.pages settings

>>> settings().splitlines()[0].split(" ")[0]
'**`CHIDAO_STORE`**'
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields

from kg.settings import Settings
from queries.catalogue import Catalogue, Question


def questions() -> str:
    """The catalogue as Markdown: a table of all questions, then each with its parameters and a command to try."""
    found = list(Catalogue.shipped())
    rows = ((f"[{q.name}](#{q.name})", q.summary_vi, q.summary_en) for q in found)
    lines = _table(("question", "câu hỏi", "asks"), rows)
    for question in found:
        lines += ["", *_one(question)]
    return "\n".join(lines)


def settings() -> str:
    """The environment variables in Markdown, a paragraph each."""
    return "\n\n".join(f"**`{each.metadata['env']}`** {each.metadata['help']}" for each in fields(Settings))


def _one(question: Question) -> list[str]:
    lines = [f"## {question.name}", "", f"{question.summary_vi} / {question.summary_en}.", ""]
    if question.description:
        said = [each for each in (question.description_vi, question.description) if each]
        lines += ["\n\n".join(said), ""]
    if question.parameters:
        rows = (
            (f"`{p.name}`", p.type, "yes" if p.required else "no", p.vi, p.en, f"`{p.example}`")
            for p in question.parameters
        )
        lines += [*_table(("parameter", "type", "needed", "tiếng Việt", "English", "example"), rows), ""]
    needed = [f"{p.name}={p.example}" for p in question.parameters if p.required]
    return [*lines, f"`chidao {shlex.join(['query', 'run', question.name, *needed])}`"]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    escaped = ([cell.replace("|", "\\|") for cell in row] for row in rows)
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in escaped)]


def main(words: Sequence[str]) -> int:
    """Print the part that is named; exit code 2 for another."""
    made = {"questions": questions, "settings": settings}.get(words[0] if len(words) == 1 else "")
    if made is None:
        sys.stderr.write("usage: python -m queries.pages questions|settings\n")
        return 2
    sys.stdout.write(made() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
