"""What pages said that could be taken for something else: days that count, places of today, what is due next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.web.conftest import Served
from tests.web.test_finding import BASE, TUYEN_QUANG, ask, data, page


def _days(rows: list[dict[str, str]]) -> set[str]:
    return {day for row in rows for day in row["due"].split("|") if day[:1].isdigit()}


def test_a_day_until_which_things_are_due_counts(served: Served) -> None:
    last = max(_days(ask(served, "tasks")))
    year, month, _ = last.split("-")
    on_the_day = {row["task"] for row in ask(served, "tasks") if last in row["due"].split("|")}
    before = {row["task"] for row in ask(served, "tasks", due_before=last, limit="0")}
    assert on_the_day and not on_the_day <= before
    for typed in (last, "/".join(reversed(last.split("-"))), f"{month}/{year}", year):
        rows = served.get("/api/query/tasks", params={"due_before": f"{int(year) + 1}-01-01", "limit": "0"}).json()["rows"]
        listed = {row["task"] for row in data(served, "/tasks.json", due_by=typed, doc=TUYEN_QUANG)["rows"]}
        assert listed <= {row["task"] for row in rows}
        csv = served.get("/tasks.csv", params={"due_by": typed}).text
        assert any(task in csv for task in on_the_day), typed
    shown = page(served, "/tasks", due_by=last)
    assert "Hạn đến hết ngày" in shown and f'name="due_by" value="{last}"' in shown
    assert "không kể ngày này" in page(served, "/tasks", due_before=last)


def test_what_is_due_next_is_read_first(served: Served) -> None:
    today = date.today().isoformat()
    found = data(served, "/due.json")
    for name, true in (("by_month", today.__le__), ("past_by_month", today.__gt__)):
        assert all(true(row["day"]) for group in found[name] for row in group["items"]), name
    listed = sum(len(group["items"]) for name in ("by_month", "past_by_month") for group in found[name])
    assert listed == found["count"] == sum(each["count"] for each in found["months"])
    last_year = (date.today() - timedelta(days=366)).year
    assert data(served, "/due.json", year=str(last_year))["past_by_month"] == []


@pytest.mark.parametrize("place", ["tuyên-quang", "bạc-liêu"])
def test_a_province_of_today_shows_what_those_before_it_set(served: Served, place: str) -> None:
    [change] = data(served, f"/place/{place}.json")["changes"]["after"]
    [now] = change["results"]
    address = f"/{now['iri'].removeprefix(BASE)}"
    found = data(served, f"{address}.json")
    [old] = [each for each in found["before"] if each["iri"] == f"{BASE}place/{place}"]
    assert [row["task"] for row in old["tasks"]] == [row["task"] for row in ask(served, "tasks", place=old["iri"])][: len(old["tasks"])]
    assert old["tasks"] and old["documents"]
    shown = page(served, address)
    assert f"Trang của {old['label']} cũ" in shown
