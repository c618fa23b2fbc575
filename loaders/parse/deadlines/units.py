"""Expressions of time taken apart into days: "31/12/2026", "quý III", "tháng 6 năm 2027", "15 ngày làm việc".

What they look like stands in loaders/data/deadlines.toml, table `unit`. Whether one says when work is due is not
judged here.

>>> import datetime
>>> found = taken_apart("quý iii", datetime.date(2026, 2, 1))
>>> found.shape, str(found.first), str(found.last), found.month_day, found.yearless
('quarter', '2026-07-01', '2026-09-30', '--09-30', True)
>>> taken_apart("ngày 31/02/2026", None) is None
True
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from functools import cache

from loaders.text.patterns import Match, Pattern, load


@dataclass(frozen=True, slots=True)
class Unit:
    """An expression of time: `first`..`last` where it has both, `shape` of what kind it is; `month_day` its last day
    in any year; `yearless` where no year is printed with it."""

    shape: str
    first: datetime.date | None = None
    last: datetime.date | None = None
    month_day: str | None = None
    count: tuple[int, str, bool] | None = None
    yearless: bool = False


@cache
def _patterns() -> dict[str, Pattern]:
    data = load("deadlines")
    return {name: data[f"unit.{name}"] for name in data.data["unit"]}


def taken_apart(words: str, today: datetime.date | None) -> Unit | None:
    """An expression taken apart; None where it is no date ("ngày 31/02")."""
    p = _patterns()
    words = " ".join(words.split())
    match = p["full"].search(words)
    if match:
        month, year = match.group("m") or match.group("m2"), match.group("y") or match.group("y2")
        return _date(match.group("d"), month, year, "ngày" in words or match.group("m2") is not None)
    if p["recur"].search(words):
        return Unit("recur")
    for shape in ("quarter", "half", "years", "year", "day", "count", "month"):
        match = p[shape].search(words)
        if match:
            return _SHAPES[shape](match, today)
    return None


def _date(day: str, month: str | None, year: str | None, plain: bool) -> Unit | None:
    if month is None or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    if year is None:
        if int(day) > calendar.monthrange(2024, int(month))[1]:
            return None
        return Unit("date" if plain else "short", month_day=f"--{int(month):02}-{int(day):02}", yearless=True)
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Unit("date", found, found, f"--{int(month):02}-{int(day):02}")


def _stretch(shape: str, year: int | None, first_month: int, months: int, yearless: bool = False) -> Unit:
    """`months` from `first_month` on; without days where nobody says of which year."""
    last = first_month + months - 1
    month_day = f"--{last:02}-{calendar.monthrange(year or 2025, last)[1]:02}"
    if year is None:
        return Unit(shape, month_day=month_day, yearless=yearless)
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Unit(shape, datetime.date(year, first_month, 1), end, month_day, yearless=yearless)


def _near(today: datetime.date | None, year: str | None, last_month: int) -> int | None:
    """The year that is meant: the printed one, else that of the next such month from the document's date on."""
    if year:
        return int(year)
    if today is None:
        return None
    return today.year if last_month >= today.month else today.year + 1


def _quarter(match: Match, today: datetime.date | None) -> Unit:
    printed = match.group("q")
    number = int(printed) if printed.isdigit() else {"i": 1, "ii": 2, "iii": 3, "iv": 4}[printed]
    year = _near(today, match.group("y"), number * 3)
    return _stretch("quarter", year, number * 3 - 2, 3, not match.group("y"))


def _month(match: Match, today: datetime.date | None) -> Unit | None:
    month = int(match.group("m"))
    if not 1 <= month <= 12:
        return None
    year = _near(today, match.group("y"), month)
    return _stretch("month", year, month, 1, not match.group("y"))


def _half(match: Match, today: datetime.date | None) -> Unit:
    first, said = match.group("h") == "đầu", match.group("n") or "6"
    months = int(said) if said.isdigit() else {"sáu": 6, "chín": 9}[said]
    year = _near(today, match.group("y"), months if first else 12)
    return _stretch("half", year, 1 if first else 13 - months, months, not match.group("y"))


def _years(match: Match, today: datetime.date | None) -> Unit | None:
    first, last = int(match.group("a")), int(match.group("b"))
    return Unit("years", datetime.date(first, 1, 1), datetime.date(last, 12, 31)) if first <= last else None


def _year(match: Match, today: datetime.date | None) -> Unit:
    return _stretch("year", int(match.group("y")), 1, 12)


def _only_day(match: Match, today: datetime.date | None) -> Unit | None:
    day = int(match.group("d"))
    return Unit("day", count=(day, "ngày", False)) if 1 <= day <= 31 else None


def _count(match: Match, today: datetime.date | None) -> Unit:
    return Unit("count", count=(int(match.group("n")), match.group("u"), match.group("w") is not None))


_SHAPES = {
    "quarter": _quarter,
    "month": _month,
    "half": _half,
    "years": _years,
    "year": _year,
    "day": _only_day,
    "count": _count,
}


def dated(unit: Unit, today: datetime.date) -> Unit:
    """A date without a year in the year that is meant: the next such day."""
    month, day = int((unit.month_day or "--01-01")[2:4]), int((unit.month_day or "--01-01")[5:7])
    for year in range(today.year, today.year + 9):
        try:
            found = datetime.date(year, month, day)
        except ValueError:  # 29 February
            continue
        if found >= today:
            return Unit("date", found, found, unit.month_day)
    return unit


def counted_from(day: datetime.date, number: int, what: str, working: bool) -> datetime.date:
    """`number` days, weeks ("tuần") or months ("tháng") after `day`; `working`: Saturdays and Sundays not counted."""
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
