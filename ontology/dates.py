"""Days as xsd:date writes them."""

from __future__ import annotations

from datetime import date


def is_date(value: str | None) -> bool:
    """Whether a value is a whole ISO date of the calendar, fit for xsd:date (weeks are not: "2024-W01-1").

    >>> is_date("2024-02-29"), is_date("2023-02-29"), is_date("2024-W01-1"), is_date("2024-02"), is_date(None)
    (True, False, False, False, False)
    """
    if value is None or len(value) != 10 or not value.isascii() or value[4] + value[7] != "--":
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
