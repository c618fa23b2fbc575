"""Calendars as another program reads them: vobject, which expands rules with dateutil."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vRecur

from kg.rdf.occurrences import occurrences
from kg.store.generations import Generation
from queries.outputs.calendar import calendar, rule, uid
from queries.run import QueryError

DEADLINES = """
PREFIX cd: <https://w3id.org/chidao/ont#>
SELECT DISTINCT ?deadline ?day { ?duty cd:deadline ?deadline . ?deadline cd:dueBy|cd:occursOn ?day }
"""


def expanded(data: bytes, first: date, last: date) -> dict[str, list[date]]:
    """UID -> the days of its event in an interval."""
    found: dict[str, list[date]] = {}
    for event in vobject.readOne(data.decode()).vevent_list:
        rules = event.getrruleset(addRDate=True)
        days = [day.date() for day in rules] if rules else [event.dtstart.value]
        assert event.uid.value not in found
        found[event.uid.value] = [day for day in days if first <= day <= last]
    return found


def in_graph(generation: Generation, first: date, last: date) -> dict[str, list[date]]:
    """Deadline -> its days in the interval, as the graph has them."""
    found: dict[str, set[date]] = defaultdict(set)
    solutions: Any = generation.store.query(DEADLINES, use_default_graph_as_union=True)
    for solution in solutions:
        day = date.fromisoformat(solution["day"].value)
        found[uid(solution["deadline"].value)] |= {day} if first <= day <= last else set()
    return {key: sorted(days) for key, days in found.items()}


def test_the_days_are_those_of_the_graph(samples_graph: Generation) -> None:
    first, last = date(2024, 1, 1), date(2027, 12, 31)
    made = calendar(samples_graph, {}, "Tất cả")
    known = in_graph(samples_graph, first, last)
    assert expanded(made.data, first, last) == known
    assert sum(map(len, known.values())) > 50
    assert any(len(days) == 26 for days in known.values())  # each month from November 2025 on
    assert made.days == sum(map(len, in_graph(samples_graph, date(1900, 1, 1), date(2100, 12, 31)).values()))


def test_what_comes_back_is_one_event_until_the_end_of_its_plan(samples_graph: Generation) -> None:
    made = calendar(samples_graph, {"doc": "34/KH-UBND"}, "34/KH-UBND")
    (event,) = vobject.readOne(made.data.decode()).vevent_list
    assert event.rrule.value == "FREQ=YEARLY;UNTIL=20251205;BYMONTHDAY=5;BYMONTH=12"
    assert event.dtstart.params["VALUE"] == ["DATE"]
    assert (event.dtstart.value, event.dtend.value) == (date(2022, 12, 5), date(2022, 12, 6))
    said = event.description.value
    assert "« trước ngày 05 tháng 12 hàng năm »" in said
    assert "Kế hoạch 34/KH-UBND" in said
    assert "III/3/-1" in said
    assert {kind for each in event.contents["categories"] for kind in each.value} == {"Báo cáo", "report", "Nhiệm vụ", "task"}
    assert made.dayless == 1


def test_an_interval_cuts_what_comes_back(samples_graph: Generation) -> None:
    wanted = {"doc": "34/KH-UBND", "from": "2023-12-06", "to": "2025-12-04"}
    assert list(expanded(calendar(samples_graph, wanted, "x").data, date(1900, 1, 1), date(2100, 1, 1)).values()) == [
        [date(2024, 12, 5)]
    ]


def test_the_same_graph_gives_the_same_calendar(samples_graph: Generation) -> None:
    assert calendar(samples_graph, {}, "x") == calendar(samples_graph, {}, "x")


def test_nothing_due_is_said(samples_graph: Generation) -> None:
    with pytest.raises(QueryError, match="nothing is due"):
        calendar(samples_graph, {"doc": "34/KH-UBND", "from": "2090-01-01"}, "x")


recurring = st.one_of(
    st.integers(1, 31).map(lambda day: f"---{day:02}"),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"--{day:%m-%d}"),
)


@given(recurring, st.dates(date(2012, 1, 1), date(2030, 1, 1)), st.integers(1, 12))
def test_a_rule_gives_the_occurrences(recurs: str, issued: date, years: int) -> None:
    days = [date.fromisoformat(day) for day in occurrences(recurs, issued.isoformat(), None, issued.year + years)]
    if len(days) < 2:
        return
    said = rule(recurs, days)
    assert said is not None
    start = datetime.combine(days[0], datetime.min.time())
    assert [day.date() for day in rrulestr(vRecur(said).to_ical().decode(), dtstart=start)] == days


@pytest.mark.parametrize(("day", "told"), [("2023-01-01", False), ("2026-11-01", True)])
def test_an_event_says_who_answers(samples_graph: Generation, day: str, told: bool) -> None:
    made = calendar(samples_graph, {"doc": "34/KH-UBND"}, "34/KH-UBND", day)
    (event,) = vobject.readOne(made.data.decode()).vevent_list  # a task and its report are one event
    assert {"Nhiệm vụ", "Báo cáo"} <= {word for line in event.categories_list for word in line.value}
    line = f"Ngày / on {day}: Ủy ban nhân dân các huyện, thị xã, thành phố (tỉnh Bạc Liêu) → Ủy ban nhân dân tỉnh Cà Mau"
    assert (line in event.description.value) == told
