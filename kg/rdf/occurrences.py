"""The days on which a deadline comes back in the years of a plan.

Only what says its day has days: `--12-05` (each year) and `---20` (each month); "hằng quý" has none. They run from the
document's date to the end of its plan; where it states no end, for the five years after the date. Nothing is guessed
for a document without a date.

>>> occurrences("--12-05", "2024-03-01", 2021, 2025)
['2024-12-05', '2025-12-05']
>>> occurrences("---31", "2024-11-15", None, 2025)[:3], occurrences("P3M", "2024-11-15", None, 2025)
(['2024-11-30', '2024-12-31', '2025-01-31'], [])
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

YEARS = 5  # after the date of a document that states no end of its plan
MOST = 240  # days at most, so that a plan until 2100 stays small


def occurrences(recurs: str, issued: str | None, first: int | None, last: int | None) -> list[str]:
    """ISO dates on which what `recurs` comes back. `issued` is the ISO date of the document, `first` and `last` the
    years of its plan."""
    if not recurs.startswith("--"):
        return []
    try:
        begin = date.fromisoformat(issued) if issued else date(first, 1, 1) if first else None
    except ValueError:
        begin = None
    if begin is None:
        return []
    if last is None or last < begin.year:
        last = begin.year + YEARS
    days = _monthly(recurs, begin.year, last) if recurs.startswith("---") else _yearly(recurs, begin.year, last)
    return [day.isoformat() for day in days if day >= begin][:MOST]


def _yearly(recurs: str, first: int, last: int) -> list[date]:
    month, _, day = recurs[2:].partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return []
    return [
        date(year, int(month), int(day))
        for year in range(first, last + 1)
        if 1 <= int(day) <= monthrange(year, int(month))[1]  # 29 February comes back every fourth year
    ]


def _monthly(recurs: str, first: int, last: int) -> list[date]:
    if not recurs[3:].isdigit() or not 1 <= int(recurs[3:]) <= 31:
        return []
    return [
        date(year, month, min(int(recurs[3:]), monthrange(year, month)[1]))
        for year in range(first, last + 1)
        for month in range(1, 13)
    ]
