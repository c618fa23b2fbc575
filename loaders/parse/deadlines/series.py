"""Quarters and months that share their year, where all of the words say when: "Quý I, II/2026", "Tháng 3-6/2026".

>>> [(words.start, words.end, when.date, when.due_from) for words, when in series("quý i, quý iii năm 2026")]
[(0, 5, '2026-03-31', '2026-01-01'), (7, 23, '2026-09-30', '2026-07-01')]
>>> [(when.date, when.due_from, when.due_by) for _, when in series("tháng 3 - 6/2026")]
[('2026-06-30', '2026-03-01', '2026-06-30')]
"""

from __future__ import annotations

from loaders.model import Span
from loaders.parse.deadlines.clues import patterns
from loaders.parse.deadlines.due import When, due
from loaders.parse.deadlines.units import taken_apart


def series(folded: str) -> list[tuple[Span, When]]:
    """The deadlines of all such lists in words that say when (folded), with the words of each."""
    out: list[tuple[Span, When]] = []
    for match in patterns()["unit.series"].finditer(folded):
        start, end = match.span()
        if (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum():
            continue
        word, year = match.group("w"), match.group("y")
        parts = list(patterns()["unit.counted"].finditer(folded, match.start("all"), match.end("all")))
        units = [taken_apart(f"{word} {part.group('n')}/{year}", None) for part in parts]
        if len(units) < 2 or any(unit is None or unit.first is None or unit.last is None for unit in units):
            continue
        ranged = any(c in match.group("all") for c in ("-", "đến", "tới"))
        spans = [Span(part.start(), part.end()) for part in parts]
        spans[0], spans[-1] = Span(start, spans[0].end), Span(spans[-1].start, end)
        if ranged:
            units, spans = [units[0], units[-1]], [spans[0], Span(start, end)]
        made = [due(unit, None, span, "", False, None) for unit, span in zip(units, spans, strict=True) if unit]
        whens = [when for when in made if when is not None]
        if ranged:
            whens = [whens[-1]._replace(due_from=whens[0].due_from)]
        out += [(when.span, when) for when in whens]
    return out
