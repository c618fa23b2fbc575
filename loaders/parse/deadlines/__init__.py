"""When work is due: the expressions of time in a provision that say so.

What counts and how it is written down is ruled by the gold guidelines ("Deadlines"); words and patterns stand in
loaders/data/deadlines.toml. Dates of documents, horizons of plans and periods of the past are none.

>>> find("báo cáo trước ngày 20 tháng 10 hằng năm")[0][1:]
('--10-20', 'annual', None, None, '--10-20')
>>> [(d.date, d.kind) for d in find("hoàn thành trong quý I/2026; trình ban hành trước 31/12/2026", "2025-11-02")]
[('2026-03-31', 'quarter'), ('2026-12-31', 'by')]
"""

from __future__ import annotations

import datetime
import re

from loaders.model import Deadline, Span
from loaders.parse.deadlines.clues import Clues, joined, patterns
from loaders.parse.deadlines.due import When, counted, due
from loaders.parse.deadlines.recurring import EVENTS, HINTS, undated
from loaders.parse.deadlines.series import series
from loaders.parse.deadlines.units import Unit, dated, taken_apart
from loaders.text.fold import fold
from loaders.text.patterns import Match
from loaders.text.phrases import holds

__all__ = ["When", "extract", "find"]

_DIGIT = re.compile("[0-9]")
_WORDS = ("hằng năm", "hàng năm", "mỗi năm", "quý ", "quí ")
_SERIES = ("date", "short", "quarter", "month", "half", "year")


def extract(
    text: str, date: str | None, offset: int = 0, label: bool = False, folded: str | None = None
) -> tuple[Deadline, ...]:
    """The deadlines of a provision's words as the model has them; `offset` is where the words begin."""
    return tuple(
        Deadline(Span(w.span.start + offset, w.span.end + offset), *w[1:]) for w in find(text, date, label, folded)
    )


def find(text: str, date: str | None = None, label: bool = False, folded: str | None = None) -> list[When]:
    """All deadlines in `text` (a provision's words), in order.

    `date` is the ISO date of the document: it gives the year to dates without one, is counted from where the text
    says so, and what lies before it is past and no deadline. `label`: the whole text says when ("Quý I năm 2026").
    `folded` is the folded text where it is at hand.
    """
    folded = fold(text) if folded is None else folded
    dated = _DIGIT.search(folded) is not None or holds(folded, _WORDS)
    hinted = holds(folded, HINTS) or ((label or ":" in folded) and holds(folded, EVENTS))
    if not dated and not hinted:
        return []
    finder = _Finder(text, folded, _day(date), label)
    found = finder.run() if dated else []
    more = undated(folded, finder.clues) if hinted else []
    if not more:
        return found
    taken = [when.span for when in found]
    more = [w for w in more if not any(s.start < w.span.end and w.span.start < s.end for s in taken)]
    return sorted([*found, *more], key=lambda when: when.span)


def _day(date: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError:
        return None


def _meet(match: Match, span: Span) -> bool:
    return match.start() < span.end and span.start < match.end()


class _Finder:
    """The search of one provision: `found` so far, `how` and `shape` of the last of them."""

    def __init__(self, text: str, folded: str, today: datetime.date | None, label: bool) -> None:
        self.folded, self.today = folded, today
        self.clues = Clues(text, folded, label)
        self.found: list[When] = []
        self.bare: When | None = None
        self.end = -1
        self.how: str | None = None
        self.shape = ""

    def run(self) -> list[When]:
        matches = list(patterns()["unit.any"].finditer(self.folded))
        if self.clues.whole:
            listed = [when for _, when in series(self.folded)]
            self.found += [w for w in listed if not self.today or not w.due_by or w.due_by >= self.today.isoformat()]
            matches = [m for m in self._with_years(matches) if not any(_meet(m, when.span) for when in listed)]
        for i, match in enumerate(matches):
            start, end = match.span()
            if start < self.end or self.clues.beside_the_point(start, end):
                continue
            unit = taken_apart(match.group(), self.today)
            if unit is None:
                continue
            if unit.shape == "recur":
                if self.bare is None and self.clues.every_year(start):
                    self.bare = When(Span(start, end), None, "annual", recurs="P1Y")
                continue
            when = self._counted(unit, start, end) if unit.shape == "count" else self._dated(unit, matches, i)
            if when is None:
                continue
            self.found.append(when)
            self.end = when.span.end
        if self.bare and not any(w.kind == "annual" for w in self.found):
            self.found.append(self.bare)
        return sorted(self.found, key=lambda w: w.span.start)

    def _with_years(self, matches: list[Match]) -> list[Match]:
        """The expressions, and between them years that stand alone ("2026", "2025; 2026")."""
        out: list[Match] = []
        at = 0
        for match in [*matches, None]:
            stop = match.start() if match else len(self.folded)
            out += patterns()["unit.alone"].finditer(self.folded, at, stop)
            if match:
                out.append(match)
                at = match.end()
        return out

    def _counted(self, unit: Unit, start: int, end: int) -> When | None:
        """ "chậm nhất 15 ngày kể từ ngày …"."""
        how, at = self.clues.how(start)
        base = patterns()["after.base"].search(self.folded[end : end + 100])
        if how == "latest" or (base and (how == "in" or (self.clues.labelled(start) and how != "first"))):
            return counted(unit, Span(at if how else start, end), base, self.today)
        return None  # "trước 15 ngày" counts backwards

    def _dated(self, unit: Unit, matches: list[Match], i: int) -> When | None:
        """The deadline that one expression with a date, month, quarter or year is, if it is one."""
        start, end = matches[i].span()
        clues = self.clues
        labelled = clues.labelled(start)
        how, at = clues.how(start)
        if clues.of_a_document(start) and how not in ("first", "latest"):
            return None
        if how is None and self._goes_on(unit, start):
            how, at = self.how, start
        if unit.shape == "short" and how not in ("first", "latest", "until"):
            return None  # "26/3" alone is rarely a date
        begins = self._range(matches, i) if labelled or how in ("to", "until") else None
        if not clues.counts(unit, how, start, end, at, begins is not None):
            return self._since(unit, matches, i) if labelled and how is None else None
        if labelled and how is None and i + 1 < len(matches) and joined(self.folded[end : matches[i + 1].start()]):
            return None  # the beginning of "từ … đến …": its end is the deadline
        when = due(unit, how, Span(at if how else start, end), clues.after(end), clues.recurring, self.today)
        if when is None:
            return None
        if begins:
            first = matches[i - 1].start()
            first -= 3 if self.folded[first - 3 : first] == "từ " else 0
            when = when._replace(due_from=begins, span=Span(first, when.span.end))
        if self.today and when.due_by and when.kind != "annual" and when.due_by < self.today.isoformat():
            return None
        self.how, self.shape = how, unit.shape
        return when

    def _since(self, unit: Unit, matches: list[Match], i: int) -> When | None:
        """What is done from a time on and has no end: "Từ quý II/2027"."""
        start, end = matches[i].span()
        begins = patterns()["before.since"].search(self.folded[max(0, start - 16) : start])
        ends = i + 1 < len(matches) and joined(self.folded[end : matches[i + 1].start()])
        if begins is None or ends or unit.first is None:
            return None
        at = start - min(start, 16) + begins.start("t")
        return When(Span(at, end), None, "continuous", unit.first.isoformat())

    def _goes_on(self, unit: Unit, start: int) -> bool:
        """Whether an expression goes on a series: "trước ngày 10/6 và 10/12", "trong quý I và quý III"."""
        if not self.found or start - self.end >= 16 or self.how is None:
            return False
        alike = unit.shape == self.shape or {unit.shape, self.shape} <= {"date", "short"}
        gap = self.folded[self.end : start]
        return alike and unit.shape in _SERIES and patterns()["after.next"].search(gap) is not None

    def _range(self, matches: list[Match], i: int) -> str | None:
        """The first day of "từ … đến …", where the expression before is its beginning."""
        if not i or not joined(self.folded[matches[i - 1].end() : matches[i].start()]):
            return None
        unit = taken_apart(matches[i - 1].group(), self.today)
        if unit and unit.first is None and unit.month_day and self.today:
            unit = dated(unit, self.today)
        return unit.first.isoformat() if unit and unit.first else None
