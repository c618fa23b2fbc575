"""Documents with a tree made by hand: an outline, indented two blanks a level, in; a `Document` without tasks out.

Labels say what a line is: `I.` roman, `1.` arabic, `1.1.` decimal, `a)` letter, `Điều 1.`, `-`, `+`; a line without one
is a paragraph. Before the body stands what begins with `>`: the opening.
"""

from __future__ import annotations

import re
from typing import cast

from loaders.model import Document, Header, Provision, ProvisionKind, Said, Span, Text
from loaders.parse.tasks import extract

LABELS = [
    ("dieu", re.compile(r"Điều (\d+)\. ")),
    ("chuong", re.compile(r"Chương ([IVX]+)\.? ?")),
    ("decimal", re.compile(r"(\d+(?:\.\d+)+)\.? ")),
    ("roman", re.compile(r"([IVX]+)\. ")),
    ("arabic", re.compile(r"(\d+)\. ")),
    ("diem", re.compile(r"([a-zđ])\) ")),
    ("dash", re.compile(r"- ")),
    ("plus", re.compile(r"\+ ")),
]
PREFIX = {"dieu": "Điều-", "chuong": "Chương-"}


def made(
    outline: str,
    kind: str | None = "Kế hoạch",
    province: str | None = "Bạc Liêu",
    issuer: str | None = "Ủy ban nhân dân tỉnh Bạc Liêu",
    date: str | None = "2024-03-15",
) -> Document:
    """The document of an outline; its tasks are not extracted."""
    lines = [line for line in outline.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    text = Text.of_paragraphs([line.strip().removeprefix("> ") for line in lines])
    provisions: list[Provision] = []
    above: list[Provision] = []
    count: dict[str | None, int] = {}
    taken: dict[str, int] = {}
    for line, block in zip(lines, text.blocks, strict=True):
        depth = (len(line) - len(line.lstrip()) - margin) // 2
        words = line.strip()
        if words.startswith("> "):
            name = f"head/opening.{len(provisions) + 1}"
            provisions.append(Provision(name, "opening", block.start, block.end, block.start))
            continue
        above = above[:depth]
        parent = above[-1] if above else None
        path_of_parent = parent.path if parent else None
        kind_of, label, mark = _marked(words)
        if mark:
            own = PREFIX.get(kind_of, "") + mark
        else:
            count[path_of_parent] = count.get(path_of_parent, 0) + 1
            own = f"-{count[path_of_parent]}"
        path = f"{path_of_parent}/{own}" if path_of_parent else own
        taken[path] = taken.get(path, 0) + 1
        path = path if taken[path] == 1 else f"{path}.{taken[path]}"
        provision = Provision(
            path,
            cast(ProvisionKind, kind_of),
            block.start,
            block.end,
            block.start + len(label),
            label.strip(),
            None,
            path_of_parent,
        )
        if parent:
            parent.leaf = False
        provisions.append(provision)
        above.append(provision)
    header = Header(type=_said(kind), issuer=_said(issuer), province=_said(province), date=_said(date))
    return Document(text, Span(0, len(text.text)), header, provisions)


def _marked(words: str) -> tuple[str, str, str]:
    """Kind of provision, printed label with the blank after it, what the label counts."""
    for kind, pattern in LABELS:
        match = pattern.match(words)
        if match:
            return kind, match.group(), (match.groups() or ("",))[0]
    return "paragraph", "", ""


def told(outline: str, kind: str | None = "Kế hoạch", **said: str | None) -> Document:
    """The document of an outline with its tasks."""
    document = made(outline, kind, **said)
    extract(document)
    return document


def tasks(outline: str, kind: str | None = "Kế hoạch", **said: str | None) -> list[str]:
    """The paths of its tasks."""
    return [task.provision for task in told(outline, kind, **said).tasks or []]


Facts = dict[str, tuple[list[str], str | None, list[str]]]


def roles(outline: str, kind: str | None = "Kế hoạch", **said: str | None) -> Facts:
    """Path -> (who leads, basis, who supports) of its tasks."""
    out: Facts = {}
    for task in told(outline, kind, **said).tasks or []:
        lead = [a for a in task.assignments if a.role == "lead"]
        support = [a.agency for a in task.assignments if a.role == "support"]
        bases = {a.basis for a in lead}
        assert len(bases) <= 1, "all who lead have one basis"
        out[task.provision] = ([a.agency for a in lead], bases.pop() if bases else None, support)
    return out


def _said(value: str | None) -> Said | None:
    return Said(value, ()) if value is not None else None
