"""The server over a store elsewhere: the same pages and answers as over the graph here, within limits, faults told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.settings import Settings
from tests.remote.conftest import before, oxigraph
from tests.remote.test_push import pushed
from tests.web.conftest import Served, start
from web import elsewhere
from web.pages.table import FIXED

HTML = {"Accept": "text/html"}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def filled(samples: Path) -> Iterator[str]:
    with oxigraph() as url:
        assert not pushed(samples, url).wrong
        yield url


@pytest.fixture(scope="module")
def here(root: Path, samples: Path) -> Iterator[Served]:
    server = start(root, samples)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def there(root: Path, filled: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = start(root, tmp_path_factory.mktemp("elsewhere"), "--endpoint", filled, described=False, CHIDAO_QUERY_SECONDS="5")
    yield server
    assert server.stop() == 0


def alike(one: Any, other: Any) -> None:
    """The same, but for the order in which SPARQL concatenates and what only a build knows."""
    def plain(said: Any) -> Any:
        if isinstance(said, dict):
            return {key: plain(value) for key, value in said.items() if key not in ("versions", "endpoint", "limits")}
        if isinstance(said, list):
            return sorted((plain(each) for each in said), key=str)
        return sorted(said.split("|")) if isinstance(said, str) and "|" in said else said

    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    "path",
    ["/home", *(f"/{name}" for name in FIXED if name not in ("home", "graph")), "/agency/cà-mau-2025/sở-xây-dựng", "/place/cà-mau-2025",
     "/queries/tasks", "/queries/lineage", "/api/query/documents", "/ont"],
)  # fmt: skip
def test_pages_are_the_same(here: Served, there: Served, path: str) -> None:
    one, other = here.get(f"{path}.json"), there.get(f"{path}.json")
    assert one.status_code == other.status_code
    if one.status_code == 200:
        alike(one.json(), other.json())
        page = there.get("/" if path == "/home" else path, headers=HTML if not path.startswith("/api") else {})
        assert page.status_code == 200
        assert page.headers["etag"]


def test_names_and_words_are_looked_up(here: Served, there: Served) -> None:
    alike(here.get("/tasks.json?lead=so+gtvt").json(), there.get("/tasks.json?lead=so+gtvt").json())
    asked = "/api/search?q=giao+thong&limit=50"
    alike(here.get(asked).json(), there.get(asked).json())


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "application/sparql-results+xml", "text/tab-separated-values"])
def test_queries_answer_as_here(here: Served, there: Served, accept: str) -> None:
    query = "SELECT ?t ?d ?l { ?t a cd:Task ; cd:setBy ?d . ?d rdfs:label ?l } ORDER BY ?t LIMIT 20"
    one, other = here.query(query, accept), there.query(query, accept)
    assert one.status_code == other.status_code == 200
    assert one.content == other.content


def test_graphs_and_descriptions(there: Served) -> None:
    turtle = there.query("CONSTRUCT { ?t a cd:Task } WHERE { ?t a cd:Task } LIMIT 3", "text/turtle").text
    assert turtle.count("a cd:Task") >= 1
    assert "sd:Service" in there.get("/sparql").text or "service-description#Service" in there.get("/sparql").text
    assert "classPartition" in there.get("/.well-known/void").text
    assert there.get("/graphs?graph=https://w3id.org/chidao/graph/ontology").status_code == 200
    assert there.get("/graphs?graph=urn:none").status_code == 404
    inside = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/chidao/graph/links> { ?s ?p ?o }"
    assert 0 < int(there.values(inside)[0]["n"]) < int(there.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])
    named = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "default-graph-uri": "https://w3id.org/chidao/graph/links"}
    said = there.get("/sparql", params=named, headers={"Accept": "application/sparql-results+json"}).json()
    assert said["results"]["bindings"][0]["n"]["value"] == there.values(inside)[0]["n"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("DELETE WHERE { ?s ?p ?o }", 403), ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403), ("SELECT", 400), (ENDLESS, 504)],
)
def test_limits_and_refusals_are_the_same(there: Served, query: str, status: int) -> None:
    said = there.query(query)
    assert said.status_code == status
    assert said.json()["status"] == status
    assert there.get("/api/query/statistics").status_code == 200


def test_a_store_that_is_gone_is_told_in_one_line(root: Path, samples: Path, tmp_path: Path) -> None:
    with oxigraph() as url, before(url) as proxy:
        pushed(samples, url)
        server = start(root, tmp_path, "--endpoint", proxy.url, described=False)
        try:
            assert server.get("/tasks", headers=HTML).status_code == 200
            proxy.instead = lambda method, path, body: (503, b"resting", 0)
            page = server.get("/agencies", headers=HTML)
            assert page.status_code == 502
            assert "503" in page.text and "Traceback" not in page.text
            proxy.instead = lambda method, path, body: None
            assert server.get("/agencies", headers=HTML).status_code == 200
        finally:
            assert server.stop() == 0


def test_it_moves_on_when_the_data_change(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "CHECK_SECONDS", 0.0)
    with oxigraph() as url:
        pushed(samples, url)
        watched = elsewhere.Watched(url, Settings(tmp_path))

        async def moves() -> tuple[bool, bool, bool]:
            first, second = await watched.renew(), await watched.renew()
            update = "DELETE WHERE { GRAPH <https://w3id.org/chidao/graph/pushed> { ?s ?p ?o } }"
            httpx.post(f"{url}/update", content=update, headers={"Content-Type": "application/sparql-update"}, timeout=30)
            return first, second, await watched.renew()

        # In a thread: a browser that another test left running has a loop of its own in this one.
        with ThreadPoolExecutor(max_workers=1) as thread:
            assert thread.submit(lambda: asyncio.run(moves())).result(60) == (True, False, True)


def test_an_address_that_is_none_is_one_line(root: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    words = [sys.executable, "-m", "cli", "serve", "--store", str(tmp_path), "--port", "0", "--endpoint", "http://127.0.0.1:9/"]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "cannot be reached" in done.stderr
