"""The lists that agencies form in a text: parted by commas, "và", titles and brackets only."""

from __future__ import annotations

from functools import cache, lru_cache

from loaders.parse.agencies.found import Found, Run, joints
from loaders.parse.agencies.scan import scan
from loaders.parse.agencies.share import share
from loaders.text.fold import fold
from loaders.text.patterns import load

__all__ = ["Found", "Run", "runs", "scan"]

GAP = 200  # code points between two bodies of a list, brackets included
BEFORE = 80  # code points before a list in which the titles of its first body stand


def runs(text: str, found: list[Found], folded: str | None = None) -> list[Run]:
    """The lists that the agencies of `text` form: parted by commas, "và", titles and brackets only.

    What stands in brackets within a list is no part of it; a body "thuộc" another is named without that other.

    >>> text = "Sở Y tế (qua Văn phòng Sở), Giám đốc Công an tỉnh và Chi cục Thủy lợi thuộc Sở Xây dựng chủ trì"
    >>> [[f.name for f in run.found] for run in runs(text, scan(text))]
    [['Sở Y tế', 'Công an tỉnh', 'Chi cục Thủy lợi']]
    """
    folded = fold(text) if folded is None else folded
    brackets = _brackets(text)
    out: list[Run] = []
    current: list[Found] = []
    end = -1
    for one in found:
        if brackets and _inside(brackets, one.start):
            continue
        gap = folded[end : one.start] if current else ""
        if current and (
            _joins("of", gap) or (gap.strip() in ("-", ",") and one.name.startswith("Cơ quan thường trực"))
        ):
            end = one.end
        elif current and len(gap) < GAP and _joins("glue", gap):
            current.append(one)
            end = one.end
        else:
            if current:
                out.append(_run(folded, current, end))
            current, end = [one], one.end
    if current:
        out.append(_run(folded, current, end))
    return out


@lru_cache(maxsize=4096)
def _joins(how: str, gap: str) -> bool:
    """Whether the words between two bodies join them: in a list (`glue`), or the second to the first (`of`)."""
    if how == "glue" and len(gap) < 5:
        return gap in ("", ", ", " và ", "; ")
    return joints()[how].fullmatch(gap) is not None


@cache
def _before() -> frozenset[str]:
    """Last words of what may stand directly before the first body of a list."""
    data = load("agencies")
    words = (*data.words("titles.words"), *data.words("heads.plural"), "các", "và", "của")
    return frozenset(word.split()[-1].rstrip(")") for word in words)


@cache
def _compounds() -> tuple[str, ...]:
    """First words of compounds whose second word looks like a head: "đồng bộ, Bộ Y tế …"."""
    return load("agencies").words("not.before")


def _run(folded: str, found: list[Found], end: int) -> Run:
    start = found[0].start
    before = folded[max(0, start - BEFORE) : start].rstrip(" ,;:)")
    last = before[before.rfind(" ") + 1 :].lstrip("(")
    match = joints()["titles"].search(folded[max(0, start - BEFORE) : start]) if last in _before() else None
    if match and not folded[: max(0, start - BEFORE) + match.start("t")].endswith(_compounds()):
        start = max(0, start - BEFORE) + match.start("t")
    return Run(start, end, share(folded, found))


def _brackets(text: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    start = text.find("(")
    while start >= 0:
        end = text.find(")", start)
        if end < 0:
            break
        out.append((start, end))
        start = text.find("(", end)
    return out


def _inside(brackets: list[tuple[int, int]], at: int) -> bool:
    return any(start < at < end for start, end in brackets)
