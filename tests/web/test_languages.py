"""Each page speaks one language: days that come back, kinds, and what the explorer could not do."""

from __future__ import annotations

import pytest

from tests.web.conftest import Served
from web.pages.kinds import english, kind

ENGLISH = {"Accept": "text/html", "Cookie": "lang=en"}
VIETNAMESE = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("address", "english_words", "vietnamese_words"),
    [("/due?year=2026", "each year", "hằng năm"), ("/places", ">province<", ">tỉnh<"), ("/projects", ">road<", ">đường bộ<")],
)
def test_kinds_and_days_that_come_back(
    served: Served, address: str, english_words: str, vietnamese_words: str
) -> None:
    said = {language: served.get(address, headers=given).text.split("<main")[1]
            for language, given in (("en", ENGLISH), ("vi", VIETNAMESE))}  # fmt: skip
    assert english_words in said["en"] and english_words not in said["vi"]
    assert vietnamese_words in said["vi"]
    if address != "/due?year=2026":  # there the document's own words stand beside it
        assert vietnamese_words not in said["en"]


def test_what_one_chooses_from_has_names_in_the_language(served: Served) -> None:
    page = served.get("/documents", headers=ENGLISH).text
    assert '<option value="Kế hoạch">Plan</option>' in page
    assert '<option value="Kế hoạch"></option>' in served.get("/documents", headers=VIETNAMESE).text


def test_every_kind_of_the_registry_has_an_english_name() -> None:
    from web.pages.filters import known

    lacking = [each for what in ("works", "types") for each in known(what) if kind(each, "en") == each]
    assert not lacking, lacking
    assert all(english().values())


@pytest.mark.parametrize(
    ("address", "vietnamese"),
    [
        ("/api/graph/focus?iri=urn:x:none", "trong kho không có"), ("/api/graph/focus?iri=none", "không phải là IRI"),
        ("/api/graph/search", "hãy cho lời cần tìm"), ("/api/graph/node?other=1", "không có tham số này"),
    ],
)  # fmt: skip
def test_the_explorers_errors_in_both_languages(served: Served, address: str, vietnamese: str) -> None:
    found = served.get(address)
    assert found.status_code in (400, 404)
    error = found.json()
    assert vietnamese in error["detailVi"] and vietnamese not in error["detail"]


@pytest.mark.parametrize(("question", "head"), [("agency-today", "Cơ quan"), ("reports", "Ai báo cáo")])
def test_who_is_called_what_it_is(served: Served, question: str, head: str) -> None:
    given = {"agency": "Sở Giao thông vận tải Bạc Liêu"} if question == "agency-today" else {}
    found = served.get(f"/queries/{question}.json", params=given).json()
    assert {each["name"]: each["head"] for each in found["heads"]}["who"] == head
