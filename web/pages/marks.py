"""Words of a provision cut where facts begin and end, so that overlapping ones can be marked in HTML, which only nests.

>>> spans = [Span(0, None, None), Span(1, 5, 12), Span(2, 8, 12)]
>>> [(s.text, s.facts, s.marked) for s in segments("Giao Sở Y tế", spans)]
[('Giao ', (0,), False), ('Sở ', (1, 0), True), ('Y tế', (2, 1, 0), True)]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Where the words of a fact stand: code points of its provision; all of it where they are None."""

    fact: int
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on which the same facts stand, the narrowest first. `marked`: one of these is not the whole provision."""

    text: str
    facts: tuple[int, ...]
    marked: bool

    def as_data(self) -> dict[str, Any]:
        """For JSON and templates."""
        return {"text": self.text, "facts": list(self.facts), "marked": self.marked}


def segments(text: str, spans: Iterable[Span], cuts: Iterable[int] = ()) -> list[Segment]:
    """The words of a provision in order; put together they are `text`. Also cut at `cuts`."""
    length = len(text)
    bounds = []
    for each in spans:
        start = 0 if each.start is None else max(0, min(each.start, length))
        end = length if each.end is None else max(start, min(each.end, length))
        bounds.append((start, end, each.fact, each.start is not None))
    places = sorted({0, length, *cuts, *(b[0] for b in bounds), *(b[1] for b in bounds)})
    made = []
    for start, end in pairwise(places):
        here = [b for b in bounds if b[0] <= start and end <= b[1]]
        here.sort(key=lambda b: (b[1] - b[0], b[2]))
        made.append(Segment(text[start:end], tuple(b[2] for b in here), any(b[3] for b in here)))
    return made


def lines(text: str, spans: Iterable[Span]) -> list[list[Segment]]:
    """The same by lines: the cells of a row of a table, each with the line break that ends it.

    >>> [[s.text for s in line] for line in lines("1\\nTrồng cây", [Span(0, 2, 7)])]
    [['1\\n'], ['Trồng', ' cây']]
    """
    cuts = [at + 1 for at, letter in enumerate(text) if letter == "\n"]
    made: list[list[Segment]] = [[]]
    for segment in segments(text, spans, cuts):
        made[-1].append(segment)
        if segment.text.endswith("\n"):
            made.append([])
    return [line for line in made if line]
