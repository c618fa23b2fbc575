"""Lines that say who, when and what of the task they stand under: "Cơ quan chủ trì: Sở Y tế".

>>> [(s.kind, s.words) for s in segments("Chủ trì: Sở Y tế; Phối hợp: Sở Tài chính. Thời gian: Quý I/2026")]
[('lead', 'Sở Y tế'), ('support', 'Sở Tài chính'), ('time', 'Quý I/2026')]
>>> first("nội dung thực hiện: tổ chức tập huấn"), first("tổ chức tập huấn")
('content', None)
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from loaders.text.fold import fold
from loaders.text.patterns import Pattern, compile_pattern, load

KINDS = ("content", "lead", "support", "executor", "time", "other")
ROLES = frozenset({"lead", "support", "executor"})


class Segment(NamedTuple):
    """One label's words, `start`..`end` in the provision's words."""

    kind: str
    words: str
    start: int
    end: int


@cache
def _patterns() -> tuple[Pattern, Pattern, Pattern]:
    data = load("roles")
    groups = "|".join(
        f"(?P<{kind}>{data.source(f'label.{kind}')})"
        for kind in ("lead", "support", "executor", "time", "content", "other")
    )
    label = rf"(?:{groups}) *(?:\([^()]*\))? *:"
    return (
        compile_pattern(rf'^[-+*"( ]*{label}', "loaders/data/roles.toml: label"),
        compile_pattern(rf"(?:^|[.;(] *|[^\pL]- *|/ *)(?P<all>{label})", "loaders/data/roles.toml: label"),
        data["label.when"],
    )


def first(folded: str) -> str | None:
    """The kind of label that a provision's words (folded) begin with; None if with none."""
    start, _, when = _patterns()
    if ":" in folded[:90]:
        match = start.match(folded[:120])
        if match:
            return _kind(match.groupdict())
    return "time" if folded.startswith("thời ") and when.search(folded) else None


def within(folded: str) -> bool:
    """Whether a provision may say in its own words, after what is to be done, who leads: "… Cơ quan chủ trì: …"."""
    return ":" in folded and any(word in folded for word in ("chủ trì", "phối hợp", "thực hiện", "đầu mối"))


def _kind(groups: dict[str, str | None]) -> str:
    return next(kind for kind in KINDS if groups.get(kind) is not None)


def segments(text: str, folded: str | None = None) -> list[Segment]:
    """All labels of a provision with their words, in order; what stands before the first label is left out."""
    folded = fold(text) if folded is None else folded
    if ":" not in folded:
        if first(folded) == "time":
            return [Segment("time", text, 0, len(text))]
        return []
    marks: list[tuple[str, int, int]] = []
    for match in _patterns()[1].finditer(folded):
        marks.append((_kind(match.groupdict()), match.start("all"), match.end("all")))
    out: list[Segment] = []
    for i, (kind, _, start) in enumerate(marks):
        stop = marks[i + 1][1] if i + 1 < len(marks) else len(text)
        words = text[start:stop]
        lead = len(words) - len(words.lstrip())
        words = words.strip().rstrip(" .;(-/")
        out.append(Segment(kind, words, start + lead, start + lead + len(words)))
    if not out and first(folded) == "time":
        return [Segment("time", text, 0, len(text))]
    return out
