"""A question that needs days is answered from today on where none is given."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from tests.web.conftest import Served

PAGE = {"Accept": "text/html"}


def day(page: str, name: str) -> str:
    found = re.search(rf'<input id="p-{name}" name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("given", [{}, {"province": "Bạc Liêu"}, {"province": "Bạc Liêu", "from": "", "to": ""}])
def test_the_form_has_days_from_today_on(served: Served, given: dict[str, str]) -> None:
    found = served.get("/queries/due", params=given, headers=PAGE)
    assert found.status_code == 200
    first, last = (datetime.strptime(day(found.text, name), "%d/%m/%Y").date() for name in ("from", "to"))
    assert 0 <= (date.today() - first).days <= 1
    assert 364 <= (last - first).days <= 366
    assert "còn thiếu" not in found.text


def test_days_that_are_given_stay(served: Served) -> None:
    page = served.get("/queries/due", params={"from": "2023-01-01", "province": "Bạc Liêu"}, headers=PAGE).text
    assert day(page, "from") == "01/01/2023"
    data = served.get("/queries/due.json", params={"from": "2023-01-01", "to": "2023-12-31"}).json()
    assert data["given"] == {"from": "2023-01-01", "to": "2023-12-31"} and data["rows"]


def test_today_is_the_day_on_which_it_is_told_who_carries_on(served: Served) -> None:
    data = served.get("/queries/agency-today.json", params={"agency": "Sở Giao thông vận tải Bạc Liêu"}).json()
    assert data["asked"] and data["rows"] and not data["problem"]


def test_programs_are_told_all_that_is_missing(served: Served) -> None:
    error = served.get("/api/query/due").json()
    assert error["detail"].startswith("due: from, to are missing; for example: from=") and " to=" in error["detail"]
