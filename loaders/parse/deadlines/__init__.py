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
from functools import cache
from typing import Literal, NamedTuple

from loaders.model import Deadline, Span
from loaders.parse.deadlines.units import Unit, counted_from, dated, taken_apart
from loaders.text.fold import fold
from loaders.text.patterns import Match, Pattern, load

Kind = Literal["by", "annual", "quarter", "year"]
_DIGITS = frozenset("0123456789")
_WORDS = (
    "hằng năm",
    "hàng năm",
    "mỗi năm",
    "Hằng năm",
    "Hàng năm",
    "Mỗi năm",
    "HẰNG NĂM",
    "HÀNG NĂM",
    "quý ",
    "quí ",
    "Quý ",
    "Quí ",
)
LEFT = 56  # code points before an expression in which the word stands that makes it a deadline


class When(NamedTuple):
    """A deadline without its document: see `loaders.model.Deadline`."""

    span: Span
    date: str | None
    kind: Kind
    due_from: str | None = None
    due_by: str | None = None
    recurs: str | None = None


@cache
def _patterns() -> dict[str, Pattern]:
    data = load("deadlines")
    names = ("unit", "before", "after", "words")
    return {f"{table}.{name}": data[f"{table}.{name}"] for table in names for name in data.data[table]}


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
    if _DIGITS.isdisjoint(text) and not any(word in text for word in _WORDS):
        return []
    folded = fold(text) if folded is None else folded
    today = _day(date)
    p = _patterns()
    labels = [(0, len(text))] if label else _labels(folded)
    quotes = _quotes(text)
    found: list[When] = []
    recurring: bool | None = None
    bare: list[When] = []
    last_end = -1
    matches = list(p["unit.any"].finditer(folded))
    for i, match in enumerate(matches):
        start, end = match.span()
        if start < last_end or _within_word(folded, start, end) or any(a < start < b for a, b in quotes):
            continue
        unit = taken_apart(match.group(), today)
        if unit is None:
            continue
        left = folded[max(0, start - LEFT) : start]
        right = folded[end : end + 80]
        in_label = any(a <= start < b for a, b in labels)
        if unit.shape == "recur":
            if in_label or p["words.yearly"].search(folded[:start][-24:]):
                bare.append(When(Span(start, end), None, "annual", recurs="P1Y"))
            continue
        if unit.shape == "count":
            when = _counted(unit, folded, start, end, left, today, in_label)
            if when:
                found.append(when)
                last_end = when.span.end
            continue
        how, at = _how(left, start)
        goes_on = (
            found and last_end >= 0 and p["after.next"].search(folded[last_end:start])
            if start - last_end < 16
            else None
        )
        if p["before.number"].search(left) and how not in ("first", "latest"):
            continue
        if how is None and goes_on and unit.shape in ("date", "short"):
            how, at = "first", start
        if unit.shape == "short" and how not in ("first", "latest", "until"):
            continue  # "26/3" alone is rarely a date
        span_from = _range_start(matches, i, folded, today) if in_label or how == "to" else None
        if not _counts(unit, how, folded, start, at, in_label, span_from is not None, left):
            continue
        if in_label and how is None and i + 1 < len(matches) and _joined(folded[end : matches[i + 1].start()]):
            continue  # the beginning of "từ … đến …": its end is the deadline
        if unit.shape == "day" and not (p["after.monthly"].search(right) or p["after.quarterly"].search(right)):
            continue
        if recurring is None:
            recurring = bool(p["words.recurring"].search(folded))
        when = _when(unit, how, Span(at if how else start, end), right, recurring, today)
        if when is None:
            continue
        if span_from:
            begin = matches[i - 1].start()
            begin -= 3 if folded[begin - 3 : begin] == "từ " else 0
            when = when._replace(due_from=span_from, span=Span(begin, when.span.end))
        if today and when.due_by and when.kind != "annual" and when.due_by < today.isoformat():
            continue
        found.append(when)
        last_end = when.span.end
    if bare and not any(w.kind == "annual" for w in found):
        found = sorted([*found, bare[0]], key=lambda w: w.span.start)
    return found


def _day(date: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError:
        return None


def _within_word(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return (
        before.isalnum()
        or (before in "/.-" and start > 1 and folded[start - 2].isalnum())
        or after.isalnum()
        or (after in "/-%" and end + 1 < len(folded) and folded[end + 1].isalnum())
    )


def _quotes(text: str) -> list[tuple[int, int]]:
    """Stretches in quotation marks."""
    out: list[tuple[int, int]] = []
    at = 0
    while True:
        starts = [i for mark in '“«"' if (i := text.find(mark, at)) >= 0]
        if not starts:
            return out
        start = min(starts)
        ends = [i for mark in '”»"' if (i := text.find(mark, start + 1)) >= 0]
        if not ends:
            return out
        at = min(ends) + 1
        out.append((start, at))


def _labels(folded: str) -> list[tuple[int, int]]:
    """Where a label says that what follows, up to the end of the sentence, is when."""
    if ":" not in folded:
        return []
    out = []
    for match in _patterns()["words.label"].finditer(folded):
        if match.start() and folded[match.start() - 1].isalnum():
            continue
        end = match.end()
        stop = end
        while (
            stop < len(folded)
            and folded[stop] != ";"
            and not (folded[stop] == "." and folded[stop + 1 : stop + 2] in (" ", ""))
        ):
            stop += 1
        out.append((end, stop))
    return out


_ORDER = ("first", "latest", "until", "done", "to", "in", "on")


def _how(left: str, start: int) -> tuple[str | None, int]:
    """The word before an expression that makes it a deadline, and where it begins."""
    p = _patterns()
    for name in _ORDER:
        match = p[f"before.{name}"].search(left)
        if match:
            at = match.start("t")
            return name, start if at < 0 else start - len(left) + at
    return None, start


def _counts(
    unit: Unit, how: str | None, folded: str, start: int, at: int, label: bool, ranged: bool, left: str
) -> bool:
    """Whether an expression with this word before it says when the work is due."""
    p = _patterns()
    if how is not None and how not in ("first", "latest") and p["before.status"].search(folded[max(0, at - 24) : at]):
        return False
    if label:
        return not p["before.status"].search(left[-12:]) or ranged or how is not None
    if how in ("first", "latest", "on"):
        return how != "on" or unit.shape in ("year", "date", "month", "quarter", "half")
    if how == "until":
        return not p["before.status"].search(folded[max(0, at - 16) : at]) and unit.shape != "years"
    if how == "done":
        return unit.shape != "years"
    if how == "in":
        if unit.shape == "year":
            return bool(_clause_finishes(folded, at))
        return unit.shape in ("quarter", "month", "half", "date")
    if how == "to":
        return (
            unit.shape in ("date", "month", "quarter")
            and not folded[max(0, at - 6) : at].endswith("tính ")
            and not ranged
        )
    # a bare quarter opens its clause: "Quý IV/2026, trình …"
    return (
        unit.shape == "quarter"
        and unit.last is not None
        and (not left.strip() or left.rstrip()[-1:] in ".;:(-")
        and bool(p["words.finish"].search(folded[start : start + 160]))
    )


def _clause_finishes(folded: str, at: int) -> bool:
    p = _patterns()
    begin = max(folded.rfind(".", 0, at), folded.rfind(";", 0, at)) + 1
    clause = folded[begin:at].strip(" -+")
    return bool(p["words.finish"].search(clause)) and not p["words.other"].search(clause)


def _joined(gap: str) -> bool:
    return gap.strip() in ("-", "đến", "đến hết", "đến ngày", "tới", "đến tháng", "đến quý", "đến năm")


def _range_start(matches: list[Match], i: int, folded: str, today: datetime.date | None) -> str | None:
    """The first day of "từ … đến …", where the expression before is its beginning."""
    if not i or not _joined(folded[matches[i - 1].end() : matches[i].start()]):
        return None
    unit = taken_apart(matches[i - 1].group(), today)
    if unit and unit.first is None and unit.month_day and today:
        unit = dated(unit, today)
    return unit.first.isoformat() if unit and unit.first else None


def _when(
    unit: Unit, how: str | None, span: Span, right: str, recurring: bool, today: datetime.date | None
) -> When | None:
    p = _patterns()
    yearly = p["after.yearly"].search(right)
    if yearly:
        span = Span(span.start, span.end + yearly.end())
    if unit.shape in ("date", "short"):
        if unit.first is None or yearly:
            if yearly or recurring:
                return When(span, unit.month_day, "annual", recurs=unit.month_day)
            if today is None:
                return When(span, None, "by")
            unit = dated(unit, today)
        day = unit.last.isoformat() if unit.last else None
        return When(span, day, "by", None, day)
    if unit.shape == "day":
        monthly = p["after.monthly"].search(right)
        other = monthly or p["after.quarterly"].search(right)
        end = span.end + (other.end() if other else 0)
        return When(Span(span.start, end), None, "by", recurs="P1M" if monthly else "P3M")
    if unit.first is None or unit.last is None:
        if yearly or recurring:
            return When(span, None, "annual", recurs="P1Y")
        return When(span, None, "quarter" if unit.shape == "quarter" else "by")
    return _stretched(unit, how, span, right, bool(yearly))


def _stretched(unit: Unit, how: str | None, span: Span, right: str, yearly: bool) -> When:
    """A month, quarter or year: within it, or before it begins."""
    first, last = unit.first or datetime.date.min, unit.last or datetime.date.max
    kind: Kind = "quarter" if unit.shape == "quarter" else "year" if unit.shape in ("year", "years") else "by"
    onward = _patterns()["after.onward"].search(right)
    if onward:
        return When(Span(span.start, span.end + onward.end()), _said(unit, last), kind, first.isoformat(), None)
    if how == "first" and unit.shape != "years":
        end = (first - datetime.timedelta(days=1)).isoformat()
        return When(span, _said(unit, last) if kind == "year" else end, kind, None, end)
    begin = first.isoformat() if how in (None, "in", "on", "done") else None
    return When(span, _said(unit, last), kind, begin, last.isoformat(), None)


def _said(unit: Unit, last: datetime.date) -> str:
    return str(last.year) if unit.shape in ("year", "years") else last.isoformat()


def _counted(
    unit: Unit, folded: str, start: int, end: int, left: str, today: datetime.date | None, label: bool
) -> When | None:
    """ "chậm nhất 15 ngày kể từ ngày …": the day itself only where it is counted from the document's own."""
    how, at = _how(left, start)
    p = _patterns()
    base = p["after.base"].search(folded[end : end + 100])
    if (
        unit.count is None
        or (how not in ("latest", "in", "first") and not (label and base))
        or (how in ("in", "first") and not base)
    ):
        return None
    if how in ("in", "first") and base and how == "first":
        return None  # "trước 15 ngày" counts backwards
    stop = end + (base.end() if base else 0)
    span = Span(at if how else start, stop)
    number, what, working = unit.count
    if base and today and p["after.own"].search(base.group("what")):
        due = counted_from(today, number, what, working).isoformat()
        return When(span, due, "by", None, due)
    return When(span, None, "by")
