"""Deadlines: a year by its months or a month as a calendar, narrowed by agency, province or document; also as .ics."""

from __future__ import annotations

import re
from calendar import Calendar, monthrange
from datetime import date, timedelta
from functools import partial
from typing import Any

from kg.progress import Ledger
from kg.together import together
from queries import progress
from queries.run import Answer, QueryError
from queries.today import iso
from web.pages import duties
from web.pages.filters import chips, form
from web.pages.notes import Notes
from web.pages.page import MOST_ROWS, Page, View
from web.pages.soon import grouped

MOST = 600
"""Duties of an interval that are shown; of more, one chooses a month or a filter."""
FEW = 50
"""Duties that are shown where it is told that there are more than MOST: their number stands beside them, and by days
and months."""
HALF = 100
"""Duties of the first part, where they are asked for in two."""
FILTERS: list[dict[str, Any]] = [
    {"name": "lead", "suggest": "agency", "hint": "lead"}, {"name": "province", "options": "provinces"},
    {"name": "doc", "suggest": "document", "hint": "doc"}, {"name": "as_of", "kind": "date", "hint": "day"},
]  # fmt: skip
WHOSE = ("lead", "province", "doc")
TOLD = 75
"""Entries, the next to come first, of which it is told who answers today; of more only where `as_of` asks for it."""
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)


def view(page: Page) -> View:
    """The page; `year` (2026) or `month` (2026-12), this year without them, and `lead`, `province`, `doc`,
    and `as_of`, the day for which it is told who carries on agencies that ended.

    Raises QueryError for what is no year, month or day."""
    first, last, month = interval(page)
    whose = {name: page.given[name] for name in WHOSE if page.given.get(name)}
    with Notes() as notes:
        found = _due(page, first, last, whose)
    items = _told(page, grouped(found.dicts()))
    # Of the year that goes on, what is still to come is read first.
    begun = not month and first.isoformat() < page.today <= last.isoformat()
    coming = [each for each in items if not each["past"]] if begun else items
    said = whose | ({"as_of": page.given["as_of"]} if page.given.get("as_of") else {})
    when = {"month": f"{first:%Y-%m}"} if month else {"year": f"{first:%Y}"}
    hidden = chips(page, "due", FILTERS, said)
    data: dict[str, Any] = {
        "given": {**said, **when}, "whose": said, "year": first.year, "month": f"{first:%Y-%m}" if month else "",
        "months": _months(page, items, first, said, month, found.truncated),
        "weeks": _weeks(items, first) if month else [],
        "by_month": _days(coming), "past_by_month": _days([each for each in items if each["past"]]) if begun else [],
        "begun": begun, "truncated": found.truncated, "count": len(items), "notes": notes.said, "total": 0, "gone": 0,
        "late": sum(each["state"] == "overdue" for each in items), "chips": hidden,
        "kept": {**{each["key"]: each["value"] for each in hidden}, **when},
        "fields": form(page, FILTERS, said), "today": page.today, **_around(page, first, month, said),
        **_answering(page, coming, {**said, **when}),
        "calendar": page.links.form(page.links.to("due", whose), "ics"),
    }  # fmt: skip
    if found.truncated and not whose:
        _counted(page, data, first, last)

    def whole() -> Answer:
        given = {"from": first.isoformat(), "to": last.isoformat(), **whose}
        return _table(page, page.answer("due", MOST_ROWS, **given))

    forms = {"ics": (ICS, lambda: _calendar(page))}
    return View("due.html", page.words("nav.due"), data, _table(page, found), forms=forms, all_rows=whole)


ICS = "text/calendar; charset=utf-8"


def _due(page: Page, first: date, last: date, whose: dict[str, str]) -> Answer:
    """What is due in an interval, all or the first FEW of more than MOST rows: of one that today stands in what is to
    come before what is past, so that it is not the coming ones that are left out; in the order of the days all the
    same."""
    start, today, end = first.isoformat(), page.today, last.isoformat()
    many = not whose and sum(_days_told(page, first, last).values()) > MOST
    most = min(FEW, MOST) if many else MOST
    if not start < today <= end:
        return _rows(page, most, start, end, whose)
    yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
    coming = _rows(page, most, today, end, whose)
    left = most - len(coming.rows)
    if not left:
        return Answer(coming.columns, coming.rows, truncated=True)
    past = _rows(page, left, start, yesterday, whose)
    return Answer(coming.columns, (*past.rows, *coming.rows), coming.truncated or past.truncated)


def _rows(page: Page, most: int, first: str, last: str, whose: dict[str, str]) -> Answer:
    """The first `most` duties of an interval; many are asked for in two parts beside one another, since looking up what
    is told of each takes longer than finding which they are."""
    given = {"from": first, "to": last, **whose}
    if most <= HALF:
        return page.answer("due", most, **given)
    one, other = together(
        partial(page.answer, "due", HALF, 0, **given), partial(page.answer, "due", most - HALF, HALF, **given)
    )
    return Answer(one.columns, (*one.rows, *other.rows), other.truncated)


def _days_told(page: Page, first: date, last: date) -> dict[str, int]:
    """How many duties are due on each day of an interval, without those that come back each year in documents that
    tell no years."""
    found = page.ask("due-days", **{"from": first.isoformat(), "to": last.isoformat()})
    return {row["day"]: int(row["duties"]) for row in found}


def _counted(page: Page, data: dict[str, Any], first: date, last: date) -> None:
    """Tell how many are due in all, in each month and on each day, where only the first are shown."""
    days = _days_told(page, date(first.year, 1, 1), date(first.year, 12, 31))
    for each in data["months"]:
        each["count"] = sum(count for day, count in days.items() if day.startswith(each["month"])) or None
    for cell in (cell for week in data["weeks"] for cell in week if cell["within"]):
        cell["count"] = days.get(cell["day"], len(cell["items"]))
    data["gone"] = sum(count for day, count in days.items() if day < page.today)
    data["total"] = sum(count for day, count in days.items() if first.isoformat() <= day <= last.isoformat())


def _answering(page: Page, items: list[dict[str, Any]], given: dict[str, str]) -> dict[str, Any]:
    """Who leads entries, and who that is on a day where that agency ended; of many only where a day is asked."""
    asked = page.given.get("as_of", "")
    as_of = iso(asked or page.today, "as_of")
    near = sorted(items, key=lambda each: (each["past"], each["day"]))
    told: duties.Agents = {}
    if asked or len(near) <= TOLD:
        told = duties.agents(page, (each["duty"] for each in near[:TOLD]))
    return {
        "agents": told, "carriers": duties.answering(page, told, as_of), "as_of": as_of,
        "told": min(TOLD, len(near)) if told else 0, "many": len(near) > TOLD,
        "tell": page.links.to("due", given, as_of=page.today),
    }


def interval(page: Page) -> tuple[date, date, bool]:
    """The first and the last day that are asked for, and whether they are those of a month."""
    said = page.given.get("month", "")
    try:
        if said:
            found = _MONTH.fullmatch(said)
            year, month = (int(found[1]), int(found[2])) if found else (0, 0)
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), True
        year = page.number("year", int(page.today[:4]))
        return date(year, 1, 1), date(year, 12, 31), False
    except (ValueError, IndexError):
        wrong = said or page.given.get("year", "")
        raise QueryError(f"year, month: {wrong!r} is none; for example year=2026, month=2026-12") from None


def _told(page: Page, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with its state: what was last reported of it, or `overdue`; empty where nothing is known of any task."""
    ledger = Ledger.beside(page.generation)
    reports = ledger.current(duty for each in items for duty in each["duties"])
    watched = ledger.path.exists()
    for each in items:
        said = next((reports[duty].status for duty in each["duties"] if duty in reports), "")
        # One that comes back is reported of once, and not told of which time.
        late = watched and each["day"] < page.today and not each["recurs"] and said != "done"
        each["state"] = "overdue" if late else said
        each["past"] = each["day"] < page.today
    return items


def _months(
    page: Page, items: list[dict[str, Any]], first: date, whose: dict[str, str], one: bool, cut: bool
) -> list[dict[str, Any]]:
    """The months of the year, each with how many are due and where it is shown; counts of a whole year alone: of some
    of its duties (`cut`) a count would be too low, and a month without any not known to be empty."""
    counts: dict[str, int] = {}
    for each in items:
        counts[each["day"][:7]] = counts.get(each["day"][:7], 0) + 1
    names = [f"{first.year:04}-{month:02}" for month in range(1, 13)]
    return [
        {"month": name, "number": int(name[5:]),
         "count": None if cut or (one and name not in counts) else counts.get(name, 0),
         "href": page.links.to("due", whose, month=name), "current": one and name == f"{first:%Y-%m}"}
        for name in names
    ]  # fmt: skip


def _weeks(items: list[dict[str, Any]], first: date) -> list[list[dict[str, Any]]]:
    by_day: dict[str, list[dict[str, Any]]] = {}
    for each in items:
        by_day.setdefault(each["day"], []).append(each)

    def cell(day: date) -> dict[str, Any]:
        within = day.month == first.month
        due = by_day.get(day.isoformat(), []) if within else []
        return {"day": day.isoformat(), "number": day.day, "within": within, "items": due, "count": len(due)}

    weeks = Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    return [[cell(day) for day in week] for week in weeks]


def _days(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same by month, for reading one after the other."""
    made: dict[str, list[dict[str, Any]]] = {}
    for each in items:
        made.setdefault(each["day"][:7], []).append(each)
    return [{"month": month, "items": rows} for month, rows in made.items()]


def _around(page: Page, first: date, month: bool, whose: dict[str, str]) -> dict[str, str]:
    """The year or month before and after."""
    if not month:
        before, after = {"year": first.year - 1}, {"year": first.year + 1}
    else:
        at = first.year * 12 + first.month - 1
        before, after = ({"month": f"{n // 12:04}-{n % 12 + 1:02}"} for n in (at - 1, at + 1))  # type: ignore[assignment]
    return {"previous": page.links.to("due", whose, **before), "next": page.links.to("due", whose, **after),
            "whole": page.links.to("due", whose, year=first.year)}  # fmt: skip


def _table(page: Page, found: Answer) -> Answer:
    return progress.beside(page.generation, found)


def _calendar(page: Page) -> bytes:
    """The calendar that `chidao calendar` writes for the same; of all years where none is asked for."""
    from queries.outputs.calendar import calendar

    given = {name: page.given[name] for name in (*WHOSE, "from", "to") if page.given.get(name)}
    if page.given.get("year") or page.given.get("month"):
        first, last, _ = interval(page)
        given |= {"from": first.isoformat(), "to": last.isoformat()}
    name = " · ".join(value for key, value in given.items() if key in WHOSE and "://" not in value) or "Chỉ Đạo"
    return calendar(page.generation, given, name).data
