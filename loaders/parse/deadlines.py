"""When work is due: the expressions of time in a provision that say so.

What counts and how it is written down is ruled by the gold guidelines ("Deadlines"); words and patterns stand in
loaders/data/deadlines.toml. Dates of documents, horizons of plans and periods of the past are none.

>>> find("báo cáo trước ngày 20 tháng 10 hằng năm")[0][1:]
('--10-20', 'annual', None, None, '--10-20')
>>> [(d.date, d.kind) for d in find("hoàn thành trong quý I/2026; trình ban hành trước 31/12/2026", "2025-11-02")]
[('2026-03-31', 'quarter'), ('2026-12-31', 'by')]
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from loaders.model import Deadline, Span
from loaders.text.fold import fold
from loaders.text.patterns import Match, Pattern, load

Kind = Literal["by", "annual", "quarter", "year"]
_DIGITS = frozenset("0123456789")
_WORDS = ("hằng năm", "hàng năm", "mỗi năm", "Hằng năm", "Hàng năm", "Mỗi năm", "HẰNG NĂM", "HÀNG NĂM", "quý ", "quí ", "Quý ", "Quí ")
LEFT = 56  # code points before an expression in which the word stands that makes it a deadline


class When(NamedTuple):
    """A deadline without its document: see `loaders.model.Deadline`."""

    span: Span
    date: str | None
    kind: Kind
    due_from: str | None = None
    due_by: str | None = None
    recurs: str | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """An expression of time: `first`..`last` where it has both, `shape` of what kind it is."""

    shape: str
    first: datetime.date | None = None
    last: datetime.date | None = None
    month_day: str | None = None
    count: tuple[int, str, bool] | None = None


@cache
def _patterns() -> dict[str, Pattern]:
    data = load("deadlines")
    names = ("unit", "before", "after", "words")
    return {f"{table}.{name}": data[f"{table}.{name}"] for table in names for name in data.data[table]}


def extract(text: str, date: str | None, offset: int = 0, label: bool = False, folded: str | None = None) -> tuple[Deadline, ...]:
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
        unit = _unit(match.group(), today)
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
        goes_on = found and last_end >= 0 and p["after.next"].search(folded[last_end:start]) if start - last_end < 16 else None
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
    return before.isalnum() or (before in "/.-" and start > 1 and folded[start - 2].isalnum()) or after.isalnum() or (
        after in "/-%" and end + 1 < len(folded) and folded[end + 1].isalnum())


def _quotes(text: str) -> list[tuple[int, int]]:
    """Stretches in quotation marks."""
    out: list[tuple[int, int]] = []
    at = 0
    while True:
        starts = [i for mark in "“«\"" if (i := text.find(mark, at)) >= 0]
        if not starts:
            return out
        start = min(starts)
        ends = [i for mark in "”»\"" if (i := text.find(mark, start + 1)) >= 0]
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
        while stop < len(folded) and folded[stop] != ";" and not (folded[stop] == "." and folded[stop + 1 : stop + 2] in (" ", "")):
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


def _counts(unit: _Unit, how: str | None, folded: str, start: int, at: int, label: bool, ranged: bool, left: str) -> bool:
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
        return unit.shape in ("date", "month", "quarter") and not folded[max(0, at - 6) : at].endswith("tính ") and not ranged
    # a bare quarter opens its clause: "Quý IV/2026, trình …"
    return unit.shape == "quarter" and unit.last is not None and (not left.strip() or left.rstrip()[-1:] in ".;:(-") and bool(
        p["words.finish"].search(folded[start : start + 160]))


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
    unit = _unit(matches[i - 1].group(), today)
    if unit and unit.first is None and unit.month_day and today:
        unit = _dated(unit, today)
    return unit.first.isoformat() if unit and unit.first else None


def _unit(words: str, today: datetime.date | None) -> _Unit | None:
    """An expression taken apart; None where it is no date ("ngày 31/02")."""
    p = _patterns()
    words = " ".join(words.split())
    match = p["unit.full"].search(words)
    if match:
        month, year = match.group("m") or match.group("m2"), match.group("y") or match.group("y2")
        return _date(match.group("d"), month, year, words.startswith("ngày") or match.group("m2") is not None)
    if p["unit.recur"].search(words):
        return _Unit("recur")
    for shape in ("quarter", "half", "years", "year", "day", "count", "month"):
        match = p[f"unit.{shape}"].search(words)
        if match:
            return _SHAPES[shape](match, today)
    return None


def _date(day: str, month: str | None, year: str | None, plain: bool) -> _Unit | None:
    if month is None or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    if year is None:
        if int(day) > calendar.monthrange(2024, int(month))[1]:
            return None
        return _Unit("date" if plain else "short", month_day=f"--{int(month):02}-{int(day):02}")
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return _Unit("date", found, found, f"--{int(month):02}-{int(day):02}")


def _stretch(shape: str, year: int, first_month: int, months: int) -> _Unit:
    last = first_month + months - 1
    return _Unit(shape, datetime.date(year, first_month, 1), datetime.date(year, last, calendar.monthrange(year, last)[1]))


def _near(today: datetime.date | None, year: str | None, last_month: int) -> int | None:
    """The year that is meant: the printed one, else that of the next such month from the document's date on."""
    if year:
        return int(year)
    if today is None:
        return None
    return today.year if last_month >= today.month else today.year + 1


def _quarter(match: Match, today: datetime.date | None) -> _Unit:
    printed = match.group("q")
    number = int(printed) if printed.isdigit() else {"i": 1, "ii": 2, "iii": 3, "iv": 4}[printed]
    year = _near(today, match.group("y"), number * 3)
    return _stretch("quarter", year, number * 3 - 2, 3) if year else _Unit("quarter")


def _month(match: Match, today: datetime.date | None) -> _Unit | None:
    month = int(match.group("m"))
    if not 1 <= month <= 12:
        return None
    year = _near(today, match.group("y"), month)
    return _stretch("month", year, month, 1) if year else _Unit("month")


def _half(match: Match, today: datetime.date | None) -> _Unit:
    first = match.group("h") == "đầu"
    year = _near(today, match.group("y"), 6 if first else 12)
    return _stretch("half", year, 1 if first else 7, 6) if year else _Unit("half")


def _years(match: Match, today: datetime.date | None) -> _Unit | None:
    first, last = int(match.group("a")), int(match.group("b"))
    return _Unit("years", datetime.date(first, 1, 1), datetime.date(last, 12, 31)) if first <= last else None


def _year(match: Match, today: datetime.date | None) -> _Unit:
    return _stretch("year", int(match.group("y")), 1, 12)


def _only_day(match: Match, today: datetime.date | None) -> _Unit | None:
    return _Unit("day") if 1 <= int(match.group("d")) <= 31 else None


def _count(match: Match, today: datetime.date | None) -> _Unit:
    return _Unit("count", count=(int(match.group("n")), match.group("u"), match.group("w") is not None))


_SHAPES = {"quarter": _quarter, "month": _month, "half": _half, "years": _years, "year": _year, "day": _only_day, "count": _count}


def _dated(unit: _Unit, today: datetime.date) -> _Unit:
    """A date without a year in the year that is meant: the next such day."""
    month, day = int((unit.month_day or "--01-01")[2:4]), int((unit.month_day or "--01-01")[5:7])
    for year in range(today.year, today.year + 9):
        try:
            found = datetime.date(year, month, day)
        except ValueError:  # 29 February
            continue
        if found >= today:
            return _Unit("date", found, found, unit.month_day)
    return unit


def _when(unit: _Unit, how: str | None, span: Span, right: str, recurring: bool, today: datetime.date | None) -> When | None:
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
            unit = _dated(unit, today)
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


def _stretched(unit: _Unit, how: str | None, span: Span, right: str, yearly: bool) -> When:
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


def _said(unit: _Unit, last: datetime.date) -> str:
    return str(last.year) if unit.shape in ("year", "years") else last.isoformat()


def _counted(unit: _Unit, folded: str, start: int, end: int, left: str, today: datetime.date | None, label: bool) -> When | None:
    """ "chậm nhất 15 ngày kể từ ngày …": the day itself only where it is counted from the document's own."""
    how, at = _how(left, start)
    p = _patterns()
    base = p["after.base"].search(folded[end : end + 100])
    if unit.count is None or (how not in ("latest", "in", "first") and not (label and base)) or (how in ("in", "first") and not base):
        return None
    if how in ("in", "first") and base and how == "first":
        return None  # "trước 15 ngày" counts backwards
    stop = end + (base.end() if base else 0)
    span = Span(at if how else start, stop)
    number, what, working = unit.count
    if base and today and p["after.own"].search(base.group("what")):
        due = _counted_from(today, number, what, working).isoformat()
        return When(span, due, "by", None, due)
    return When(span, None, "by")


def _counted_from(day: datetime.date, number: int, what: str, working: bool) -> datetime.date:
    if what == "tháng":
        month = day.month - 1 + number
        year, month = day.year + month // 12, month % 12 + 1
        return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if what == "tuần":
        return day + datetime.timedelta(weeks=number)
    if not working:
        return day + datetime.timedelta(days=number)
    while number > 0:
        day += datetime.timedelta(days=1)
        number -= day.weekday() < 5
    return day
