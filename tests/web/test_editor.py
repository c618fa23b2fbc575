"""The SPARQL editor: without a script, and as YASQE in a real Chromium under the policy of all pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

import pytest

from tests.web.browser import watched
from tests.web.conftest import Served
from web.pages.editor import LIBRARY
from web.static_files import shipped

HTML = {"Accept": "text/html"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_who_looks_at_the_endpoint_with_a_browser_comes_to_the_editor(served: Served) -> None:
    looked = served.get("/sparql", headers=BROWSER)
    assert (looked.status_code, looked.headers["location"]) == (303, "/editor")
    assert served.get("/sparql").headers["content-type"].startswith("text/turtle")
    assert served.get("/sparql?query=ASK%7B%7D", headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT ?t { ?t a cd:Task } LIMIT 3", 200, 'href="/doc/'),
        ("ASK {}", 200, "Trả lời: có"),
        ("CONSTRUCT { ?t a cd:Task } WHERE { ?t a cd:Task } LIMIT 1", 200, "a cd:Task ."),
        ("SELECT ?x { }", 200, "<td></td>"),
        ("SELECT", 400, "không phải câu hỏi SPARQL"),
        ("SELECT * { SERVICE <http://other.example/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", 403, "chỉ để đọc"),
        ("</textarea><script>alert(1)</script>", 400, "&lt;/textarea&gt;"),
    ],
)
def test_it_works_without_a_script(served: Served, query: str, status: int, said: str) -> None:
    page = served.get(f"/editor?run=1&query={quote_plus(query)}", headers=HTML)
    assert page.status_code == status
    assert said in page.text
    assert "<script>alert" not in page.text


def test_a_question_comes_with_what_was_given(served: Served) -> None:
    page = served.get("/editor.json?question=tasks&lead=so+gtvt").json()
    assert "VALUES ?lead { <https://w3id.org/chidao/kind/" in page["query_text"]
    assert "#? support" not in page["query_text"]
    rows = served.values(page["query_text"])
    assert len(rows) == served.get("/api/query/tasks", params={"lead": "so gtvt"}).json()["count"]
    assert served.get("/editor?question=nothing", headers=HTML).status_code == 400


@pytest.mark.slow
def test_all_examples_are_queries(served: Served) -> None:
    for each in served.get("/editor.json").json()["examples"]:
        text = served.get("/editor.json", params={"question": each["name"]}).json()["query_text"]
        assert "VALUES" in text or "SELECT" in text
        assert served.get("/sparql", params={"query": text}).status_code == 200, each["name"]


def test_without_the_library_it_says_how_to_build_it(served: Served) -> None:
    page = served.get("/editor", headers=HTML).text
    assert ("make assets" in page) != (shipped(LIBRARY) is not None)
    assert "<textarea" in page


@pytest.fixture
def library() -> None:
    if shipped(LIBRARY) is None:
        pytest.skip("the libraries of the browser are not built: make assets")


def test_in_a_browser_results_link_to_the_pages(served: Served, browser: Any, library: None) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(f"{served.url}/editor")
        page.click("#run")
        page.wait_for_selector("#result table")
        assert page.locator("#result tbody tr").count() == 20
        page.locator("#result tbody a").first.click()
        page.wait_for_url("**/doc/**")
        assert page.locator("h1").is_visible()
        found.clean()


def test_in_a_browser_errors_are_told_and_terms_completed(served: Served, browser: Any, library: None) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(f"{served.url}/editor?query={quote_plus('PREFIX cd: <https://w3id.org/chidao/ont#> SELECT * { ?s a cd:')}")
        page.wait_for_selector(".CodeMirror")
        page.click(".CodeMirror")
        page.keyboard.press("Control+End")
        page.keyboard.type("Tas")
        page.keyboard.press("Control+Space")
        page.wait_for_selector("text=cd:Task")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#result .problem")
        assert "not a query" in page.inner_text("#result")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "run", "Tab leaves the editor"
        assert found.elsewhere == []
        assert all("status of 400" in error for error in found.errors)


def test_in_a_browser_a_query_can_be_stopped(served: Served, browser: Any, library: None) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(f"{served.url}/editor?query={quote_plus('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }')}")
        found.page.wait_for_selector(".CodeMirror")
        found.page.click("#run")
        found.page.wait_for_selector("#stop:visible")
        found.page.click("#stop")
        found.page.wait_for_selector("#stop", state="hidden")
        assert found.page.inner_text("#result") == ""
        found.clean()
