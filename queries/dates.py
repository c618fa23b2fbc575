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
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def day(text: str) -> datetime.date:
    """The day that is meant; of a month, a quarter or a year the first one. Day stands before month, as in Viet Nam.

    Raises ValueError for anything else, also for days that no calendar has.

    >>> day("30/02/2025")
    Traceback (most recent call last):
    ValueError: day is out of range for month
    """
    said = bare(key(text))
    for form in _FORMS:
        found = form.fullmatch(said)
        if found:
            part = found.groupdict()
            quarter = part.get("quarter")
            month = 3 * (_QUARTERS.get(quarter) or int(quarter)) - 2 if quarter else int(part.get("month") or 1)
            return datetime.date(int(part["year"]), month, int(part.get("day") or 1))
    raise ValueError(f"{text!r} is no date; give it as {EXAMPLES}")
