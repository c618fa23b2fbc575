"""Tasks and reports by their days, as an iCalendar file (RFC 5545): what the question `due` answers, an event each.

A deadline is an all-day event on its last day; what comes back is one event with a rule (RRULE) from its first day to
its last, the end of the plan (`cd:occursOn`), or of the interval where the document has no date. A paragraph that is
both a task and a report has one event. What an office reported stands in the description and as a category; the STATUS
of an event knows no "done" (RFC 5545, 3.8.1.11), so what is done has a tick before its title. UIDs come from the
deadline, so that a calendar imported again changes its events and doubles none.

>>> rule("--12-05", [date(2023, 12, 5), date(2024, 12, 5)])
{'FREQ': 'YEARLY', 'BYMONTH': 12, 'BYMONTHDAY': 5, 'UNTIL': datetime.date(2024, 12, 5)}
>>> rule("---30", [date(2024, 1, 30), date(2024, 2, 29)])["BYMONTHDAY"]
[28, 29, 30]
>>> rule("--12-05", [date(2023, 12, 5), date(2025, 12, 5)]) is None  # not each year
True
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.export.xml import held
from kg.progress import statuses
from kg.store.generations import Generation
from queries import progress
from queries.commands.context import due, local, words
from queries.commands.evidence import decided_leads, ground, of_deadlines, of_duties
from queries.commands.today import answering
from queries.progress import line
from queries.run import QueryError, ask

if TYPE_CHECKING:
    from icalendar import Event

ALWAYS = ("1900-01-01", "2100-12-31")
TITLE = 90  # letters of the provision in the title of an event; the description has it whole
_KINDS = {"ReportingDuty": ("Báo cáo", "report"), "Task": ("Nhiệm vụ", "task")}
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A calendar: its bytes, how many events it has on how many days, and how many duties have a deadline without a
    day (each quarter, within ten days of something; each 10 December by a document without a date, where no interval
    is asked for), which no calendar can show."""

    data: bytes
    events: int
    days: int
    dayless: int


def calendar(generation: Generation, given: dict[str, str], name: str, as_of: str | None = None) -> Made:
    """The calendar of what the question `due` finds for `given` (`lead`, `province`, `doc`, `from`, `to`), with who
    answers on the day `as_of` (today without it).

    Raises QueryError where nothing is due on a day, and as `queries.run.ask` does.
    """
    from icalendar import Calendar

    interval = {"from": given.get("from", ALWAYS[0]), "to": given.get("to", ALWAYS[1])}
    found: dict[str, list[Row]] = {}
    rows = ask(generation, "due", given | interval, 0).dicts()
    said = of_duties(generation, (row["duty"] for row in rows))
    reports = progress.reports(generation, (row["duty"] for row in rows))
    now = answering(generation, said, {row["duty"]: row["text"] for row in rows}, as_of or date.today().isoformat())
    for row in of_deadlines(said, rows):
        state = reports.get(row["duty"])
        told = {"status": state.status, "reported": state.at} if state else {"status": "", "reported": ""}
        told |= {"progress": line(state), "decided": "\n".join(decided_leads(said[row["duty"]]))}
        told["now"] = "\n".join(f"Ngày / on {now.day}: {each}" for each in now.changes(row["duty"]))
        found.setdefault(row["deadline"], []).append(row | told)
    whose = {key: value for key, value in given.items() if key in ("lead", "province", "doc")}
    shown = {row["duty"] for rows in found.values() for row in rows}
    dayless = len({row["duty"] for row in ask(generation, "due-without-day", whose, 0).dicts()} - shown)
    if not found:
        more = f"; {dayless} duties have deadlines without a day: chidao query run due-without-day" if dayless else ""
        raise QueryError(f"nothing is due on a day there, so there is no calendar to write{more}")
    made = Calendar()
    made.add("prodid", "-//Chi Dao//chidao//VI")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name)
    stamp = datetime.fromisoformat(str(generation.manifest["made"]))
    for same in found.values():
        for event in _events(same, stamp):
            made.add_component(event)
    days = sum(len({row["day"] for row in same}) for same in found.values())
    return Made(made.to_ical(), len(made.subcomponents), days, dayless)


def rule(recurs: str, days: list[date]) -> dict[str, Any] | None:
    """The recurrence rule that gives exactly these days (in order); None where `recurs` has none that does.

    Of a day that a month does not have, the month's last day is meant, as in cd:occursOn.
    """
    if recurs.startswith("---"):
        wanted = int(recurs[3:])
        said: dict[str, Any] = {"FREQ": "MONTHLY", "BYMONTHDAY": wanted}
        if wanted > 28:
            said |= {"BYMONTHDAY": list(range(28, wanted + 1)), "BYSETPOS": -1}
        months = range(days[0].year * 12 + days[0].month - 1, days[-1].year * 12 + days[-1].month)
        given = [date(m // 12, m % 12 + 1, min(wanted, monthrange(m // 12, m % 12 + 1)[1])) for m in months]
    elif recurs.startswith("--"):
        month, day = (int(part) for part in recurs[2:].split("-"))
        said = {"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": day}
        years = range(days[0].year, days[-1].year + 1)
        given = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    else:
        return None
    return said | {"UNTIL": days[-1]} if given == days else None


def _events(rows: list[Row], stamp: datetime) -> list[Event]:
    """The events of one deadline: one with a rule, or one for each day where no rule gives these days."""
    days = sorted({date.fromisoformat(row["day"]) for row in rows})
    if len(days) == 1:
        return [_event(rows, days[0], stamp, "", once=not rows[0]["recurs"])]
    said = rule(rows[0]["recurs"], days)
    if said is None:
        return [_event(rows, day, stamp, day.isoformat()) for day in days]
    event = _event(rows, days[0], stamp, "")
    event.add("rrule", said)
    return [event]


def _event(rows: list[Row], day: date, stamp: datetime, which: str, *, once: bool = False) -> Event:
    """One event; what is due `once` and was reported done has a tick before its title."""
    from icalendar import Event

    row = rows[0]
    states = sorted({each["status"] for each in rows if each["status"]})
    tick = "✓ " if once and states == ["done"] else ""
    # Programs take an event in again where it is stamped later (RFC 5546, 2.1.5).
    stamp = max([stamp, *(datetime.fromisoformat(each["reported"]) for each in rows if each["reported"])])
    kinds = sorted({_KINDS.get(local(each["class"]), ("Việc", "duty")) for each in rows})
    text = held(words(row["text"], row["path"]))  # RFC 5545 forbids control characters as XML does
    event = Event()
    event.add("uid", uid(row["deadline"], which))
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # the day after: DTEND is not included (RFC 5545, 3.6.1)
    event.add("summary", f"{tick}{kinds[0][0]}: {_short(text)} ({row['documentLabel'] or row['document']})")
    event.add("description", held("\n".join(_said(rows, text))))
    event.add("categories", [*(word for kind in kinds for word in kind), *(statuses()[name] for name in states)])
    event.add("transp", "TRANSPARENT")
    event.add("url", quote(row["duty"], safe=":/#?&=%.-_~"))
    return event


def uid(deadline: str, which: str = "") -> str:
    """The same for the same deadline, in whichever calendar.

    >>> uid("a") == uid("a") != uid("b")
    True
    """
    return f"{hashlib.sha256(chr(10).join((deadline, which)).encode()).hexdigest()[:32]}@chidao"


def _said(rows: list[Row], text: str) -> list[str]:
    row = rows[0]
    leads = sorted({name for each in rows for name in each["leads"].split("|") if name})
    where = f"{row['path']}, dòng / line {row['line']}" if row["line"] else row["path"]
    said = [
        text,
        f"Chủ trì, báo cáo / leads, reports: {'; '.join(leads)}" if leads else "",
        *dict.fromkeys(each for row in rows for each in row["now"].split("\n")),
        *dict.fromkeys(each["progress"] for each in rows),
        f"Lặp lại / comes back: {due(row['recurs'])}" if row["recurs"] else "",
        *dict.fromkeys(line for each in rows for line in each["decided"].split("\n")),
        f"Thời hạn / deadline: {ground(row)}",
        " · ".join(filter(None, (row["documentLabel"], row["issuerName"], where))),
        *sorted({each["duty"] for each in rows}),
    ]
    return list(filter(None, said))


def _short(text: str) -> str:
    return text if len(text) <= TITLE else f"{text[: TITLE - 1].rsplit(' ', 1)[0]}…"
