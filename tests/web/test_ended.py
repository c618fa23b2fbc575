"""Agencies that have ended: deadlines say who answers today, lists and answers say that one has ended and lead on."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from tests.web.conftest import Served
from web.pages import due

PAGE = {"Accept": "text/html"}
OLD = "agency/bạc-liêu/sở-giao-thông-vận-tải"


def text(served: Served, path: str, **given: object) -> str:
    answer = served.get(path, params=given, headers=PAGE)
    assert answer.status_code == 200, answer.text
    return answer.text


def entries(page: str) -> list[str]:
    """The entries of the deadlines of a page, in the order in which they stand."""
    return re.findall(r'<li[^>]*><span class="when.*?</li>', page, re.DOTALL)


def test_deadlines_say_of_which_province_they_are(served: Served) -> None:
    found = entries(text(served, "/due", year=2025))
    assert found
    assert all(re.search(r"\((?:Ủy ban nhân dân|[^)]*)", each) for each in found)
    assert any("Ủy ban nhân dân tỉnh Bạc Liêu" in each for each in found)


def test_deadlines_say_who_answers_today(served: Served) -> None:
    data = served.get("/due.json", params={"year": 2025, "province": "Bạc Liêu"}).json()
    rows = [row for month in data["by_month"] for row in month["items"]]
    leads = {each["agent"] for row in rows for each in data["agents"][row["duty"]] if each["role"] == "lead"}
    assert data["carriers"] and set(data["carriers"]) <= leads
    page = text(served, "/due", year=2025, province="Bạc Liêu")
    for names in data["carriers"].values():
        assert all(each["name"].split(" (")[0] in page for each in names)
    assert "sau dấu →" in page


def test_the_day_is_the_one_that_is_asked_for(served: Served) -> None:
    before: dict[str, Any] = served.get(
        "/due.json", params={"year": 2025, "province": "Bạc Liêu", "as_of": "1/1/2024"}
    ).json()
    assert before["carriers"] == {} and before["as_of"] == "2024-01-01"
    assert "as_of=" in before["next"] and "as_of=" in before["months"][0]["href"]
    assert served.get("/due.json", params={"as_of": "tomorrow"}).status_code == 400


def test_of_many_deadlines_it_is_told_when_asked(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.store.generations import Generations
    from web.pages.links import Links
    from web.pages.page import Page

    monkeypatch.setattr(due, "TOLD", 1)
    with Generations(served.store).open() as generation:
        links = Links(str(generation.manifest["base"]))
        seen = [due.view(Page(generation, "vi", "", {"year": "2025", **more}, "2026-11-28", "/due", links)).data
                for more in ({}, {"as_of": "2026-11-28"})]  # fmt: skip
    assert [(len(each["agents"]), each["told"], each["many"]) for each in seen] == [(0, 0, True), (1, 1, True)]
    assert "as_of=2026-11-28" in seen[0]["tell"]


def test_a_list_with_an_agency_that_ended_leads_to_who_answers_today(served: Served) -> None:
    page = text(served, "/tasks", province="Bạc Liêu")
    hint = re.search(r"đã kết thúc, như [^<]+\(đến \d\d/\d\d/\d{4}\)\. <a href=\"([^\"]+)\"", page)
    assert hint and "as_of=" in hint[1]
    assert "Các " not in hint[0], "an agency by its name is told rather than a collective"
    after = served.get(hint[1].replace("&amp;", "&"), headers=PAGE).text
    assert "đã kết thúc, như" not in after and '<span class="now">→' in after
    assert "đã kết thúc, như" not in text(served, "/tasks", province="Hà Nội")


def test_an_answer_with_an_agency_that_ended_leads_to_its_page(served: Served) -> None:
    page = text(served, "/queries/agency", agency=f"https://w3id.org/chidao/{OLD}")
    hint = re.search(r"đã kết thúc, như Sở Giao thông vận tải tỉnh Bạc Liêu \(đến 28/02/2025\)\. <a href=\"([^\"]+)\"", page)
    assert hint and served.get(hint[1]).status_code == 200
    given = {"agency": f"https://w3id.org/chidao/{OLD}", "date": "2026-11-28"}
    assert "đã kết thúc, như" not in text(served, "/queries/agency-today", **given)


def test_lists_of_agencies_say_which_have_ended(served: Served) -> None:
    data = served.get("/agencies.json", params={"province": "Bạc Liêu"}).json()
    assert data["over"][f"https://w3id.org/chidao/{OLD}"] == "2025-02-28"
    page = text(served, "/agencies", province="Bạc Liêu")
    assert re.search(r">Sở Giao thông vận tải tỉnh Bạc Liêu</a> <span class=\"dim\">\(đến 28/02/2025\)</span>", page)
    assert page.count(") </span>") + len(re.findall(r"\(đến \d\d/\d\d/\d{4}\)</span>", page)) == len(data["over"])


def test_what_a_directive_covers_says_which_agencies_have_ended(served: Served) -> None:
    data = served.get("/coverage.json", params={"doc": "13-NQ/TW"}).json()
    agencies = {row["agency"]: row["label"] for row in data["agencies"]}
    gone = [agencies[each] for each in data["over"] if each in agencies]
    assert gone and max(data["over"].values()) < datetime.date.today().isoformat()
    page = text(served, "/coverage", doc="13-NQ/TW")
    assert all(re.search(rf">{re.escape(name)}</a> <span class=\"dim\">\(đến \d\d/\d\d/\d{{4}}\)</span>", page) for name in gone)
