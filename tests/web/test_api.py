"""The catalogue over HTTP: the same answers as on the command line, page by page, as JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import httpx
import pytest

from kg.store.generations import Generation, Generations
from queries.catalogue import Catalogue
from queries.run import ask
from tests.web.conftest import Served

NAMES = Catalogue.shipped().names()


@pytest.fixture(scope="module")
def generation(served: Served) -> Iterator[Generation]:
    with Generations(served.store).open() as found:
        yield found


@pytest.mark.parametrize("name", NAMES)
def test_each_question_is_answered_as_on_the_command_line(served: Served, generation: Generation, name: str) -> None:
    given = {p.name: p.example for p in Catalogue.shipped().get(name).parameters if p.required}
    answer = served.get(f"/api/query/{name}", params=given)
    if answer.status_code in (404, 409):  # its example is a document that the samples do not have
        assert answer.json()["detail"]
        return
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    data = answer.json()
    data.pop("notes", None)
    assert data == ask(generation, name, given).as_data()
    table = list(csv.reader(io.StringIO(served.get(f"/api/query/{name}.csv", params=given).text)))
    assert table[0] == data["columns"]
    assert len(table) == data["count"] + 1


def test_most_questions_have_an_example_that_is_answered(served: Served) -> None:
    """Or the test above would say little."""
    answered = 0
    for name in NAMES:
        given = {p.name: p.example for p in Catalogue.shipped().get(name).parameters if p.required}
        answered += served.get(f"/api/query/{name}", params=given).status_code == 200
    assert answered >= len(NAMES) - 3


def test_pages_follow_each_other_and_are_together_the_whole(served: Served, generation: Generation) -> None:
    whole = ask(generation, "tasks", {}, limit=0).as_data()["rows"]
    rows: list[object] = []
    path: str | None = "/api/query/tasks?limit=50"
    pages = 0
    while path:
        answer = served.get(path)
        data = answer.json()
        assert data["truncated"] is ("next" in answer.links)
        assert ("chidao-truncated" in answer.headers) is data["truncated"]
        rows += data["rows"]
        path = answer.links["next"]["url"] if "next" in answer.links else None
        pages += 1
    assert pages == -(-len(whole) // 50) > 2
    assert rows == whole
    assert served.get("/api/query/tasks?limit=0").json()["rows"] == whole
    assert served.get(f"/api/query/tasks?offset={len(whole)}").json()["rows"] == []


def test_a_question_without_pages_has_an_offset_too(served: Served) -> None:
    whole = served.get("/api/query/statistics").json()["rows"]
    assert len(whole) > 3
    assert served.get("/api/query/statistics?offset=2").json()["rows"] == whole[2:]
    assert served.get("/api/query/statistics?offset=1&limit=2").json() == {
        "columns": ["class", "count"], "count": 2, "truncated": True, "rows": whole[1:3],
    }  # fmt: skip


def test_names_are_understood_in_any_spelling_and_it_says_how(served: Served) -> None:
    plain = served.get("/api/query/tasks-by-lead", params={"agency": "so gtvt"}).json()
    assert plain["rows"] == served.get("/api/query/tasks-by-lead", params={"agency": "Sở Giao thông vận tải"}).json()["rows"]
    part = served.get("/api/query/tasks-by-lead", params={"agency": "giao thong"}).json()
    assert "those whose name holds it" in part["notes"][0]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/query/nothing", 404, "no such question"), ("/api/query/task", 404, "did you mean"),
        ("/api/query/cascade", 400, "doc is missing"), ("/api/query/cascade?doc=999-NQ/TW", 404, "no such document"),
        ("/api/query/tasks?nothing=1", 400, "no parameter 'nothing'"), ("/api/query/tasks?limit=-1", 400, "no whole number"),
        ("/api/query/tasks?limit=99999999999", 400, "no whole number"), ("/api/query/tasks?offset=x", 400, "no whole number"),
        ("/api/query/tasks-due-before?date=tomorrow", 400, "is no date"), ("/api/query/agencies?province=A&province=B", 400, "stands twice"),
        ("/api/search", 400, "ask with ?q="), ("/api/search?q=%3F%21", 400, "no word"),
    ],
)  # fmt: skip
def test_errors_say_what_to_do(served: Served, path: str, status: int, says: str) -> None:
    answer = served.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]


def test_who_asks_for_several_documents_is_shown_them(served: Served) -> None:
    answer = served.get("/api/query/cascade", params={"doc": "kế hoạch"})
    assert answer.status_code == 409
    assert {"iri", "label", "issuer", "date"} <= set(answer.json()["candidates"][0])


def test_values_are_values_and_never_syntax(served: Served) -> None:
    for value in ('" } DROP ALL #', "> . ?x ?y ?z . <", "\\u0022 }", "'; SELECT"):
        answer = served.get("/api/query/tasks-by-lead", params={"agency": value})
        assert answer.status_code == 404, answer.text
        assert served.get("/api/query/evidence", params={"node": f"urn:{value}"}).status_code in (200, 400)


def test_accept_and_ending_choose_the_format(served: Served) -> None:
    url = f"{served.url}/api/query/statistics"
    assert httpx.get(url, headers={"Accept": "text/csv"}).text == httpx.get(f"{url}.csv").text
    assert httpx.get(f"{url}.json", headers={"Accept": "text/csv"}).headers["content-type"] == "application/json"
    assert httpx.get(url, headers={"Accept": "image/png"}).status_code == 406


def test_search(served: Served) -> None:
    data = served.get("/api/search", params={"q": "duong bo", "limit": 3}).json()
    assert data["columns"] == ["iri", "document", "path", "snippet"]
    assert (data["count"], data["truncated"]) == (3, True)
    assert "[" in data["rows"][0]["snippet"]


def test_the_catalogue_lists_what_forms_need(served: Served) -> None:
    rows = {row["name"]: row for row in served.get("/api/query").json()["rows"]}
    assert set(rows) == set(NAMES)
    assert rows["cascade"]["summary"]["vi"]
    assert {"name", "type", "required", "example", "vi", "en"} <= set(rows["cascade"]["parameters"][0])
    assert served.get(rows["statistics"]["href"]).status_code == 200
    index = served.get("/api").json()
    assert index["generation"] == "000001"
    assert all(served.get(index[name]).status_code == 200 for name in ("sparql", "graphs", "void", "questions"))
