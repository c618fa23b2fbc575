"""Commands on a store elsewhere answer as on the graph here, within limits, and say what is the matter."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from kg.names import write_tables
from kg.remote import names
from kg.remote.endpoint import find
from kg.remote.http import RemoteError
from kg.settings import Settings
from kg.store.generations import Generations
from queries.catalogue import Catalogue
from queries.lookup import LookupFailedError
from queries.remote import Remote
from queries.run import Answer, QueryError, answer, free
from tests.cli.conftest import Chidao, chidao  # noqa: F401 - a fixture
from tests.remote.conftest import Proxy, before, oxigraph
from tests.remote.test_push import pushed

LOOK_UP = "SELECT (COUNT(*) AS ?n) { ?t a cd:Task }"
VERBS = [
    ("docs",), ("docs", "--type", "KH", "--json"), ("show", "34/KH-UBND", "--evidence"), ("lineage", "13-NQ/TW", "--evidence"),
    ("lineage", "34/KH-UBND", "--json"), ("tasks", "--lead", "so y te", "--evidence"), ("agency", "Sở Y tế", "--json"),
    ("tasks", "--as-of", "2026-01-01", "--limit", "5"), ("resolve",), ("query", "run", "tasks-by-lead", "agency=so y te", "--csv"),
    ("targets", "--json"), ("reports", "--json"), ("due", "--from", "1/1/2020", "--to", "31/12/2030", "--json"), ("projects", "--json"),
    ("search", "so y te", "--limit", "7"), ("search", "y tế", "--json"),
    ("sparql", LOOK_UP), ("sparql", "ASK { ?t a cd:Task }"), ("sparql", f"{LOOK_UP}", "--format", "csv"),
    ("sparql", "SELECT ?n { GRAPH ?g { <https://w3id.org/chidao/dataset> <http://rdfs.org/ns/void#triples> ?n } }", "--format", "tsv"),
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(samples: Path) -> Iterator[str]:
    with oxigraph() as url:
        assert not pushed(samples, url).wrong
        yield url


@pytest.fixture
def remote(filled: str, tmp_path: Path) -> Remote:
    return Remote.at(filled, Settings(tmp_path))


@pytest.mark.parametrize("words", VERBS, ids=lambda words: " ".join(words)[:40])
def test_verbs_say_the_same_of_it_as_of_the_graph_here(
    chidao: Chidao, filled: str, samples: Path, words: tuple[str, ...]  # noqa: F811
) -> None:
    here = chidao(*words, CHIDAO_STORE=str(samples))
    there = chidao(*words, CHIDAO_ENDPOINT=filled)
    assert here.returncode == there.returncode == 0, there.stderr
    assert here.stdout == there.stdout != ""
    assert here.stderr == there.stderr


@pytest.mark.parametrize(
    ("words", "refused"),
    [(("--status", "done"), True), (("--status", "none"), True), (("--overdue",), True), ((), False)],
)
def test_progress_is_not_asked_of_it(
    chidao: Chidao, filled: str, words: tuple[str, ...], refused: bool  # noqa: F811
) -> None:
    done = chidao("tasks", "--endpoint", filled, *words)
    if refused:
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "progress is not in an endpoint" in done.stderr
    else:
        assert (done.returncode, done.stderr) == (0, "")


def _sorted(answer: Answer) -> list[str]:
    """The rows in one order, and what is concatenated in them too: SPARQL has none for it."""
    return sorted(str([sorted((cell or "").split("|")) for cell in row]) for row in answer.rows)


def test_every_question_is_answered_the_same(remote: Remote, samples: Path) -> None:
    asked = 0
    with Generations(samples).open() as here:
        for question in Catalogue.shipped():
            given = {p.name: p.example for p in question.parameters if p.required}
            try:
                wanted = answer(here, question, given)
            except (LookupFailedError, QueryError) as error:
                with pytest.raises(type(error)) as raised:
                    answer(remote, question, given)
                assert str(raised.value) == str(error)
                continue
            found = answer(remote, question, given)
            assert (found.columns, _sorted(found)) == (wanted.columns, _sorted(wanted)), question.name
            asked += bool(wanted.rows)
    assert asked > 10


def test_a_graph_comes_as_turtle(remote: Remote) -> None:
    said = free(remote, "CONSTRUCT { ?t a cd:Task } { ?t a cd:Task } LIMIT 3", "json", 30, 4096)
    import rdflib

    assert len(rdflib.Graph().parse(data=said.decode(), format="turtle")) == 3


@pytest.mark.parametrize("words", ["serve", "union"])
def test_other_endpoints_that_show_the_union_work_too(root: Path, samples: Path, words: str, tmp_path: Path) -> None:
    from tests.web.conftest import start

    with Generations(samples).open() as local:
        count = free(local, LOOK_UP, "csv", 30, 4096)
    if words == "serve":
        server = start(root, samples, described=False)
        try:
            assert free(Remote.at(server.url, Settings(tmp_path)), LOOK_UP, "csv", 30, 4096) == count
        finally:
            server.stop()
        return
    with oxigraph("--union-default-graph") as url:
        pushed(samples, url)
        found = Remote.at(f"{url}/query", Settings(tmp_path))
        assert dict(found.endpoint.union) == {}
        assert free(found, LOOK_UP, "csv", 30, 4096) == count


def test_names_are_listed_page_by_page_as_a_build_writes_them(
    remote: Remote, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "_PAGE", 7)
    with Generations(samples).open() as generation, closing(sqlite3.connect(":memory:")) as here:
        write_tables(here, generation.store)
        wanted = "\n".join(here.iterdump())
    with closing(sqlite3.connect(remote.search)) as there:
        assert "\n".join(there.iterdump()) == wanted


def test_the_list_of_names_is_kept_until_the_store_changes(samples: Path, tmp_path: Path, store: str) -> None:
    pushed(samples, store)

    def listed() -> tuple[str, int]:
        file = Remote.at(store, Settings(tmp_path)).search
        return file.name, file.stat().st_mtime_ns

    first = listed()
    assert listed() == first
    record = {"graph": "https://w3id.org/chidao/graph/pushed"}
    httpx.delete(f"{store}/store", params=record)  # filled by other means: told by the description
    second = listed()
    assert second != first
    assert listed() == second
    httpx.delete(f"{store}/store", params={"graph": "https://w3id.org/chidao/graph/links"})
    pushed(samples, store)
    assert listed()[0] == first[0]
    assert len(list((tmp_path / "remote").iterdir())) == 1, "older lists are removed"


def test_a_verb_that_cannot_says_that_it_asks_the_graph_here(chidao: Chidao, filled: str, samples: Path) -> None:  # noqa: F811
    done = chidao("stats", CHIDAO_STORE=str(samples), CHIDAO_ENDPOINT=filled)
    assert done.returncode == 0
    assert done.stderr == "chidao: this is asked of the graph here, not of CHIDAO_ENDPOINT\n"


# -- what is the matter ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s", "chidao: "),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "updates are refused"),
        ("SELECT * { SERVICE <http://h> { ?s ?p ?o } }", "SERVICE asks another server"),
    ],
)
def test_queries_that_are_none_or_refused_are_one_line(chidao: Chidao, filled: str, query: str, said: str) -> None:  # noqa: F811
    done = chidao("sparql", query, CHIDAO_ENDPOINT=filled)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_addresses_that_are_none(chidao: Chidao, store: str, samples: Path, tmp_path: Path) -> None:  # noqa: F811
    with socket.socket() as free_port:
        free_port.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free_port.getsockname()[1]}"
        for words in (("docs", "--endpoint", nobody), ("push", nobody, "--store", samples)):
            done = chidao(*words)
            assert done.returncode == 2
            assert "cannot be reached" in done.stderr
            assert done.stderr.count("\n") == 1
    with pytest.raises(RemoteError, match="no address of a store"):
        find("file:///etc/passwd", 5)
    with pytest.raises(RemoteError, match="has no graph of chidao"):
        Remote.at(store, Settings(tmp_path))
    with before(store) as proxy:
        proxy.instead = lambda method, path, body: (200, b"<html>hello</html>", 0)
        with pytest.raises(RemoteError, match=r"no SPARQL endpoint that answers .*answers no SPARQL"):
            find(proxy.url, 5)


def test_a_store_without_the_union_is_told(filled: str, tmp_path: Path) -> None:
    with before(filled) as proxy:
        proxy.change = lambda body: body.replace(b"union-default-graph", b"nothing")
        with pytest.raises(RemoteError, match="oxigraph serve --union-default-graph"):
            Remote.at(proxy.url, Settings(tmp_path))


def test_late_long_and_cut_answers_are_told(filled: str, tmp_path: Path) -> None:
    def asked(proxy: Proxy, **limits: int) -> None:
        with pytest.raises(RemoteError) as raised:
            free(Remote.at(proxy.url, Settings(tmp_path, **limits)), "SELECT * { ?s ?p ?o }", "json", 30, 4096)  # type: ignore[arg-type]
        said.append(str(raised.value))

    said: list[str] = []
    whole = b"%3Fs+%3Fp+%3Fo"
    with before(filled) as proxy:
        asked(proxy, query_result_mb=1)
        proxy.headers = {"X-SPARQL-MaxRows": "100"}
        asked(proxy)
        proxy.headers = {}
        proxy.instead = lambda method, path, body: (200, b"", 3) if whole in body else None
        asked(proxy, query_seconds=1)
    assert "more than 1 MiB" in said[0]
    assert "cut its answer (X-SPARQL-MaxRows: 100)" in said[1]
    assert "within 1 s" in said[2]


def test_push_says_what_it_did_as_json(chidao: Chidao, samples: Path, store: str) -> None:  # noqa: F811
    first = json.loads(chidao("push", store, "--json", "--store", samples).stdout)
    assert first["verified"] is True
    assert first["sent"] == first["graphs"]
    again = chidao("push", f"{store}/", "--update", f"{store}/update", "--store", samples)
    assert again.returncode == 0
    assert f"0 sent, {first['graphs']} there already" in again.stdout
