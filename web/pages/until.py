"""Days as people mean them who say "until 31/12": the day that is named counts, and so does all of a month or year.

The questions of the catalogue take a day before which things are due, which leaves that day out.

>>> before("31/12/2026"), before("12/2026"), before("quý IV/2026"), before("2026")
('2027-01-01', '2027-01-01', '2027-01-01', '2027-01-01')
>>> before("30/6/2026", "1/2/2026")
'2026-02-01'
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.dates import day, typed
from queries.today import iso


def before(last: str, other: str = "") -> str:
    """The first day that `last`, a day, month, quarter or year, does not hold; `other`, a day too, where it is earlier.

    Raises QueryError for what is no date.
    """
    found = _after(date.fromisoformat(iso(last, "due_by")), typed(last))
    return min(found, date.fromisoformat(iso(other, "due_before"))).isoformat() if other else found.isoformat()


def _after(first: date, said: str) -> date:
    """The day after what `said` names, as kg.dates.typed writes it: 2026-12-31, 2026-12, 2026-Q4 or 2026."""
    if len(said) == len("2026-12-31"):
        return first + timedelta(days=1)
    months = 12 if len(said) == len("2026") else 3 if "Q" in said else 1
    month = first.month - 1 + months
    return day(f"{first.year + month // 12}-{month % 12 + 1}-1")
