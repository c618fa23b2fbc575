"""Pages as HTTP: each as HTML and as data, in both languages, refused in a page where a page was asked for."""

from __future__ import annotations

import pytest

from tests.web.conftest import Served
from web.pages.page import PAGE
from web.pages.table import LISTS

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name in LISTS)])
def test_each_page_is_html_and_data(served: Served, path: str) -> None:
    page = served.get(path, headers=HTML)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>" in page.text
    assert served.get(path, headers=HTML | {"If-None-Match": page.headers["etag"]}).status_code == 304
    data = served.get(f"{path if path != '/' else '/home'}.json")
    assert data.headers["content-type"] == "application/json"
    assert isinstance(data.json(), dict)


def test_a_list_is_the_answer_of_the_catalogue(served: Served) -> None:
    page = served.get("/tasks.json", params={"lead": "so gtvt"}).json()
    asked = served.get("/api/query/tasks", params={"lead": "so gtvt"}).json()
    assert page["rows"] == [{k: v or "" for k, v in row.items()} for row in asked["rows"]]
    assert page["rows"]
    assert served.get("/tasks.csv", params={"lead": "so gtvt"}).text.count("\n") > len(page["rows"])


def test_a_list_goes_on(served: Served) -> None:
    first = served.get("/tasks.json").json()
    assert first["truncated"]
    assert first["pager"]["next"] == f"/tasks?offset={PAGE}"
    second = served.get("/tasks.json", params={"offset": PAGE}).json()
    assert not {row["task"] for row in first["rows"]} & {row["task"] for row in second["rows"]}
    assert second["pager"]["previous"] == "/tasks"


def test_the_language_is_kept(served: Served) -> None:
    assert "Trang đầu" in served.get("/", headers=HTML).text
    chosen = served.get("/tasks?lead=So+GTVT&lang=en", headers=HTML)
    assert (chosen.status_code, chosen.headers["location"].split("/tasks")[1]) == (303, "?lead=So+GTVT")
    english = served.get("/", headers=HTML | {"Cookie": "lang=en"})
    assert english.headers["content-language"] == "en"
    assert "Tasks" in english.text and "Nhiệm vụ" not in english.text


def test_a_thing_is_found_at_the_path_of_its_iri(served: Served) -> None:
    path = "/agency/cà-mau-2025/sở-xây-dựng"
    assert "Sở Xây dựng tỉnh Cà Mau" in served.get(path, headers=HTML).text
    turtle = served.get(path, headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert "sở-xây-dựng" in turtle.text
    assert served.get(f"{path}.jsonld").headers["content-type"] == "application/ld+json"


def test_each_kind_of_thing_is_found_at_the_path_of_its_iri(served: Served) -> None:
    """One of each first part that IRIs of the graph have, as a page and in RDF."""
    base = "https://w3id.org/chidao/"
    rows = served.values(f"""SELECT (SAMPLE(?s) AS ?one) {{ {{ SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(ISIRI(?s) && STRSTARTS(STR(?s), "{base}") && !CONTAINS(STR(?s), "#")) }} }}
        BIND(REPLACE(STR(?s), "^{base}([^/]+).*$", "$1") AS ?first) }} GROUP BY ?first""")
    found = {row["one"].removeprefix(base) for row in rows if "/graph/" not in row["one"]}  # these are at /graphs?graph=
    assert {"due", "document-kind", "doc", "change"} <= {path.partition("/")[0] for path in found}
    for path in found:
        asked = [served.get(f"/{path}", headers={"Accept": accept}, follow_redirects=True) for accept in ("text/html", "text/turtle")]
        assert [each.status_code for each in asked] == [200, 200], path


@pytest.mark.parametrize("path", ["/agency/nowhere/nobody", "/nope", "/static/../app.py", "/static/app.py"])
def test_what_is_not_there_is_said_in_the_form_that_is_read(served: Served, path: str) -> None:
    page = served.get(path, headers=HTML)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    said = served.get(path, headers={"Accept": "application/json"})
    assert said.json()["status"] == 404


def test_what_was_typed_is_shown_as_text(served: Served) -> None:
    page = served.get("/tasks", params={"lead": "<script>alert(1)</script>"}, headers=HTML)
    assert page.status_code in (400, 404)
    assert "<script>alert" not in page.text and "&lt;script&gt;alert" in page.text


def test_static_files_are_kept_by_their_mark(served: Served) -> None:
    page = served.get("/", headers=HTML).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    style = served.get(address)
    assert "immutable" in style.headers["cache-control"]
    assert served.get("/static/base.css").headers["cache-control"] == "no-cache"


def test_days_are_written_as_elsewhere_on_pages_of_any_thing(served: Served) -> None:
    base = "https://w3id.org/chidao/"
    rows = served.values(f'SELECT ?s ?day {{ ?s cd:effectiveDate ?day FILTER(STRSTARTS(STR(?s), "{base}change/")) }} ORDER BY ?s LIMIT 1')
    year, month, day = rows[0]["day"].split("-")
    page = served.get("/" + rows[0]["s"].removeprefix(base), headers=HTML).text
    assert f"<span>{day}/{month}/{year}</span>" in page and f">{rows[0]['day']}<" not in page
    listed = served.get("/reports", params={"as_of": "2026-11-28"}, headers=HTML).text
    assert "28/11/2026" in listed.split('class="chips"')[1].split("</ul>")[0]
