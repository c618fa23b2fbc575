"""Dates directly after a number or a name (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4; older ways of writing too).

>>> after(", ngày 16 tháng 01 năm 2012 của")
Date(iso='2012-01-16', year=2012, end=27)
>>> after(" ngày 2-9-2024"), after(" (23.02.2024) và")
(Date(iso='2024-09-02', year=2024, end=14), Date(iso='2024-02-23', year=2024, end=12))
>>> after(" ngày / /2024 của"), after(" ngày 31/02/2024"), after(" của ngày")
(Date(iso=None, year=2024, end=13), Date(iso=None, year=2024, end=16), None)
"""

from __future__ import annotations

import datetime
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.text.patterns import Match, Pattern, load

LONGEST = 60  # code points that a date with its comma and "ngày" takes at most


class Date(NamedTuple):
    """`iso` is None where the day is blank or none of the calendar's; `end` counts from where the search began."""

    iso: str | None
    year: int | None
    end: int


@cache
def _patterns() -> tuple[Pattern, Pattern]:
    data = load("citations")
    return data["date.after"], data["date.blank"]


@lru_cache(maxsize=1024)
def after(folded: str) -> Date | None:
    """The date that the folded words begin with, after a blank, comma or bracket; None if there is none."""
    if "ngày" not in folded[:20] and "(" not in folded[:3]:
        return None
    full, blank = _patterns()
    match = full.match(folded)
    if match is not None:
        iso = of(match)
        return Date(iso, int(match.group("y") or match.group("y2")), match.end())
    match = blank.match(folded)
    return Date(None, int(match.group("y")), match.end()) if match is not None else None


def of(match: Match) -> str | None:
    """The ISO date of a match with groups d, m or m2, y or y2; None if the calendar has no such day."""
    try:
        year, month = match.group("y") or match.group("y2"), match.group("m") or match.group("m2")
        return datetime.date(int(year), int(month), int(match.group("d"))).isoformat()
    except ValueError:
        return None
