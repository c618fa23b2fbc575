"""Days as people in Viet Nam type them.

>>> day("31/12/2025"), day("2025-12-31"), day("ngày 5 tháng 6 năm 2026")
(datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), datetime.date(2026, 6, 5))
>>> day("12/2025"), day("quý IV/2025"), day("2026")
(datetime.date(2025, 12, 1), datetime.date(2025, 10, 1), datetime.date(2026, 1, 1))
"""

from __future__ import annotations

import datetime
import re

from loaders.text.fold import bare, key

# Shown where a date is wrong: one of each form.
EXAMPLES = "2025-12-31, 31/12/2025, 12/2025, quý IV/2025 or 2025"

_MARK = r"\s*[-/.]\s*"
_YEAR = r"(?P<year>[12][0-9]{3})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}{_MARK}(?P<month>[0-9]{{1,2}})(?:{_MARK}(?P<day>[0-9]{{1,2}}))?",
        rf"(?:ngay )?(?P<day>[0-9]{{1,2}}){_MARK}(?P<month>[0-9]{{1,2}}){_MARK}{_YEAR}",
        rf"(?:ngay )?(?P<day>[0-9]{{1,2}}) thang (?P<month>[0-9]{{1,2}})(?: nam |{_MARK}| ){_YEAR}",
        rf"(?:thang )?(?P<month>[0-9]{{1,2}})(?: nam |{_MARK}){_YEAR}",
        rf"(?:quy )(?P<quarter>iv|i{{1,3}}|[1-4])(?: nam |{_MARK}| ){_YEAR}",
        rf"(?:nam )?{_YEAR}",
    )
)
_AGAIN = re.compile(rf"(?:ngay )?(?P<day>[0-9]{{1,2}})(?:{_MARK}| thang )(?P<month>[0-9]{{1,2}}) (?:hang|moi) nam|"
                    r"(?:hang|moi) (?P<every>nam|quy|thang)")  # fmt: skip
_EVERY = {"nam": "P1Y", "quy": "P3M", "thang": "P1M"}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def day(text: str) -> datetime.date:
    """The day that is meant; of a month, a quarter or a year the first one. Day stands before month, as in Viet Nam.

    Raises ValueError for anything else, also for days that no calendar has.

    >>> day("30/02/2025")
    Traceback (most recent call last):
    ValueError: day is out of range for month
    """
    found = _parts(text)
    if found is None:
        raise ValueError(f"{text!r} is no date; give it as {EXAMPLES}")
    return _first(*found)


def typed(text: str) -> str:
    """A day, month, quarter or year that was typed, as ISO 8601 writes it, a quarter as 2026-Q4; all else as it is.

    >>> typed("31/12/2026"), typed("tháng 6/2026"), typed("quý IV/2026"), typed("2026"), typed("--06-30")
    ('2026-12-31', '2026-06', '2026-Q4', '2026', '--06-30')

    What comes back may be said in words too.

    >>> typed("31/2/2026"), typed("ngày 30/6 hằng năm"), typed("hằng tháng")
    ('31/2/2026', '--06-30', 'P1M')
    """
    again = _AGAIN.fullmatch(bare(key(text)))
    if again and again["every"]:
        return _EVERY[again["every"]]
    if again:
        return f"--{int(again['month']):02}-{int(again['day']):02}"
    found = _parts(text)
    if found is None:
        return text
    _, month, quarter, of_month = found
    try:
        first = _first(*found).isoformat()
    except ValueError:
        return text
    if quarter:
        return f"{first[:4]}-Q{quarter}"
    return first if of_month is not None else first[:7] if month is not None else first[:4]


def _first(year: int, month: int | None, quarter: int | None, of_month: int | None) -> datetime.date:
    return datetime.date(year, 1 if month is None else month, 1 if of_month is None else of_month)


def _parts(text: str) -> tuple[int, int | None, int | None, int | None] | None:
    """Year, month, quarter and day of the month; the month of a quarter is its first."""
    said = bare(key(text))
    for form in _FORMS:
        if found := form.fullmatch(said):
            part = found.groupdict()
            name = part.get("quarter")
            quarter = (_QUARTERS.get(name) or int(name)) if name else None
            month = 3 * quarter - 2 if quarter else int(part["month"]) if part.get("month") else None
            return int(part["year"]), month, quarter, int(part["day"]) if part.get("day") else None
    return None
