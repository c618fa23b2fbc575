"""Times without a day: what comes back ("định kỳ 6 tháng"), goes on ("thường xuyên"), waits for an event ("ngay khi").

Which it is is said; no day is guessed. Words and patterns: loaders/data/deadlines.toml, table `also`.

>>> [(w.kind, w.recurs) for w in undated("định kỳ 6 tháng báo cáo", Clues("", "định kỳ 6 tháng báo cáo"))]
[('periodic', 'P6M')]
>>> words = "ngay sau khi nghị định được ban hành, rà soát"
>>> [(words[w.span.start:w.span.end], w.kind, w.date) for w in undated(words, Clues("", words))]
[('ngay sau khi nghị định được ban hành', 'relative', None)]
"""

from __future__ import annotations

from functools import cache

from loaders.model import Span
from loaders.parse.deadlines.clues import Clues
from loaders.parse.deadlines.due import When
from loaders.text.patterns import Match, Pattern, load

HINTS = ("hằng ", "hàng ", "mỗi ", "định kỳ", "lần", "ngay ")
EVENTS = ("sau ", "trước ", "từ ", "thường xuyên", "liên tục")  # under a label of time
_LEFT = 24


@cache
def _p() -> dict[str, Pattern]:
    data = load("deadlines")
    return {name: data[f"also.{name}"] for name, value in data.data["also"].items() if isinstance(value, str)}


def undated(folded: str, clues: Clues) -> list[When]:
    """The times without a day in the words of a provision, in order."""
    out: list[When] = []
    if clues.labels:
        out += _always(folded, clues)
    p = _p()
    for match in p["weekday"].finditer(folded):
        out.append(When(Span(*match.span()), None, "periodic", recurs="P1W"))
    for match in p["every"].finditer(folded):
        start, end = match.span()
        if _inside(folded, start, end) or any(w.span.start < end and start < w.span.end for w in out):
            continue
        recurs = _duration(match)
        stated = clues.labelled(start) or match.group("m") or match.group("n")
        if recurs and (stated or p["opens"].search(folded[max(0, start - _LEFT) : start])):
            out.append(When(Span(start, end), None, "annual" if recurs == "P1Y" else "periodic", recurs=recurs))
    if "ngay " in folded:
        for match in p["event"].finditer(folded):
            out.append(When(Span(match.start("w"), match.end("w")), None, "relative"))
    return sorted(out, key=lambda when: when.span)


def _always(folded: str, clues: Clues) -> list[When]:
    """What goes on all the time or waits for an event, under a label of time."""
    out = []
    for start, end in clues.labels:
        words = folded[start:end]
        blank = len(words) - len(words.lstrip())
        plain = words.strip(" .")
        always = _p()["always"].match(plain)
        if always:
            out.append(When(Span(start + blank, start + blank + always.end()), None, "continuous"))
        elif _p()["after"].match(plain):
            out.append(When(Span(start + blank, start + blank + len(plain)), None, "relative"))
    return out


def _duration(match: Match) -> str | None:
    """The ISO 8601 duration after which it comes back; None for a number that is none."""
    data = load("deadlines").data["also"]
    unit = match.group("u") or match.group("v") or match.group("w")
    said = match.group("n") or match.group("m") or "1"
    number = data["numbers"].get(said) or int(said) if said.isdigit() or said in data["numbers"] else 0
    if unit == "quý":
        unit, number = "tháng", number * 3
    return f"P{number}{data['units'][unit]}" if number else None


def _inside(folded: str, start: int, end: int) -> bool:
    """Whether it is a part of a longer word, or the day of a month stands before it ("ngày 20 hằng tháng")."""
    before, after = folded[:start], folded[end : end + 1]
    return before[-1:].isalnum() or after.isalnum() or before.rstrip()[-1:].isdigit()
