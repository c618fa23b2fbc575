"""Deadlines as people read them: what one paragraph says once, though it is both a task and a report.

>>> row = {"duty": "d/II/1#task", "day": "2026-12-10", "class": "ont#Task", "leads": "Sở B||Sở A", "recurs": ""}
>>> [each["kinds"] for each in grouped([row, row | {"duty": "d/II/1#report", "class": "ont#ReportingDuty"}])]
[['ReportingDuty', 'Task']]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from queries.commands.context import local


def grouped(rows: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    """Rows of the question `due`, one a day and provision: `duties` are the duties behind it, `kinds` their classes."""
    made: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        provision = row["duty"].partition("#")[0]
        one = made.setdefault((row["day"], provision), {**row, "provision": provision, "duties": [], "kinds": []})
        one["duties"] = sorted({*one["duties"], row["duty"]})
        one["kinds"] = sorted({*one["kinds"], local(row["class"])})
        names = {name for said in (one["leads"], row["leads"]) for name in said.split("|") if name}
        one["leads"] = "|".join(sorted(names))
        one["recurs"] = one["recurs"] or row["recurs"]
    return list(made.values())
