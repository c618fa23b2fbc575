"""An expression of time that says when work is due, written down as the model has it.

>>> import datetime
>>> from loaders.parse.deadlines.units import taken_apart
>>> day = datetime.date(2026, 2, 1)
>>> due(taken_apart("quý iii", day), "in", Span(0, 7), "", False, day)[1:]
('2026-09-30', 'quarter', '2026-07-01', '2026-09-30', None)
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from loaders.model import DeadlineKind, Span
from loaders.parse.deadlines.clues import patterns
from loaders.parse.deadlines.units import Unit, counted_from, dated
from loaders.text.patterns import Match

Kind = DeadlineKind


class When(NamedTuple):
    """A deadline without its document: see `loaders.model.Deadline`."""

    span: Span
    date: str | None
    kind: Kind
    due_from: str | None = None
    due_by: str | None = None
    recurs: str | None = None


def due(
    unit: Unit, how: str | None, span: Span, right: str, recurring: bool, today: datetime.date | None
) -> When | None:
    """The deadline that `unit` at `span` says after the word of kind `how`; `right` are the words after it,
    `recurring` whether the provision speaks of every year."""
    p = patterns()
    if unit.shape == "day":
        monthly = p["after.monthly"].search(right)
        other = monthly or p["after.quarterly"].search(right)
        end = span.end + (other.end() if other else 0)
        day = unit.count[0] if unit.count else 1
        return When(Span(span.start, end), None, "periodic", recurs=f"---{day:02}" if monthly else "P3M")
    yearly = p["after.yearly"].search(right)
    if yearly:
        span = Span(span.start, span.end + yearly.end())
    if yearly or (unit.yearless and recurring):
        each = _eve(unit) if how == "first" and unit.shape in ("quarter", "month", "half") else unit.month_day
        return When(span, each, "annual", recurs=each or "P1Y")
    if unit.yearless and today and (following := p["after.following"].search(right)):
        span = Span(span.start, span.end + following.end())
        unit = dated(unit, datetime.date(today.year + 1, 1, 1))
    elif unit.first is None and today:
        unit = dated(unit, today)
    if unit.first is None or unit.last is None:
        return When(span, None, "quarter" if unit.shape == "quarter" else "by")
    if unit.shape in ("date", "short"):
        return When(span, unit.last.isoformat(), "by", None, unit.last.isoformat())
    return _stretch(unit, unit.first, unit.last, how, span, right)


def _eve(unit: Unit) -> str | None:
    """The last day of a year before a month or quarter of it begins: "trước quý II hằng năm" is 31 March."""
    if unit.first is None:
        return unit.month_day
    eve = unit.first - datetime.timedelta(days=1)
    return f"--{eve.month:02}-{eve.day:02}"


def _stretch(unit: Unit, first: datetime.date, last: datetime.date, how: str | None, span: Span, right: str) -> When:
    """A month, quarter or year: within it, or before it begins."""
    years = unit.shape in ("year", "years")
    kind: Kind = "quarter" if unit.shape == "quarter" else "year" if years else "by"
    said = str(last.year) if years else last.isoformat()
    onward = patterns()["after.onward"].search(right)
    if onward:
        return When(Span(span.start, span.end + onward.end()), said, kind, first.isoformat(), None)
    if how == "first" and unit.shape != "years":
        day = (first - datetime.timedelta(days=1)).isoformat()
        return When(span, day, "by" if years else kind, None, day)
    begin = first.isoformat() if how in (None, "in", "on", "done") else None
    return When(span, said, kind, begin, last.isoformat(), None)


def counted(unit: Unit, span: Span, base: Match | None, today: datetime.date | None) -> When | None:
    """A number of days, weeks or months: the day itself only where it is counted from the document's own. `base`
    matches what it is counted from, in the words after `span`."""
    if unit.count is None:
        return None
    if base is None:
        return When(span, None, "relative")
    span = Span(span.start, span.end + base.end())
    if today and patterns()["after.own"].search(base.group("what")):
        day = counted_from(today, *unit.count).isoformat()
        return When(span, day, "by", None, day)
    return When(span, None, "relative")
