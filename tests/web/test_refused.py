"""What the server must never do: ask others, change the graph, read other files, take in more than a query."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.web.conftest import Served
from web.guard import guarded

LIT = "SELECT * { ?s ?p 'SERVICE <urn:x>' } # SERVICE"


class Canary:
    """A server that only notes whether anybody came."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.visits = 0
        threading.Thread(target=self._note, daemon=True).start()

    def _note(self) -> None:
        while True:
            try:
                visit, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visit.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    found = Canary()
    yield found
    found.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "PREFIX x: <URL> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <URL> SELECT * { ?a ?b trueSERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?a ?b trueSERVICE<URL>{ ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE<URL>{ ?s ?p ?o } } } } }",
        "SELECT * { VALUES ?e { <URL> } SERVICE ?e { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERV\\U00000049CE <URL> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT * { # comment\n SERVICE\n<URL>\n{ ?s ?p ?o } }",
        "ASK { MINUS { SERVICE <URL> { ?s ?p ?o } } }",
        "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
        "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
        "PREFIX service: <URL> SELECT * { service:x { ?s ?p ?o } }",
        "PREFIX s0rvice: <URL> PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    ],
)
def test_no_query_asks_another_server(served: Served, canary: Canary, query: str) -> None:
    answer = served.query(query.replace("URL", canary.url))
    assert answer.status_code == 403, answer.text
    assert "SERVICE asks another server" in answer.json()["detail"]
    assert canary.visits == 0


def test_the_canary_is_seen_where_the_guard_is_missing(canary: Canary) -> None:
    """Or the test above could not fail: Oxigraph itself does ask."""
    import pyoxigraph

    with pytest.raises(OSError):
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <{canary.url}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    assert canary.visits == 1


@pytest.mark.parametrize(
    "query",
    [
        LIT, "SELECT ?service { ?service ?p ?o } LIMIT 1", "SELECT * { ?s <urn:service> ?o }", 'ASK { ?s ?p "LOAD <urn:x>"@service }',
        "PREFIX service: <urn:s#> SELECT * { ?s service:of ?o . ?o service:of/service:is 'x' }",
        "PREFIX myService: <urn:s#> SELECT * { { ?s ?p ?o } UNION { myService:a ?p myService:service } } LIMIT 1",
        "SELECT ?update ?insert { ?update ?insert 'DROP ALL ; CLEAR DEFAULT' }",
    ],
)  # fmt: skip
def test_words_that_only_look_like_it_are_no_offence(served: Served, query: str) -> None:
    assert served.query(query).status_code == 200


def test_a_prefix_that_is_written_otherwise_still_means_the_same(served: Served) -> None:
    query = "PREFIX service: <https://w3id.org/chidao/ont#> PREFIX s0rvice: <urn:no#> SELECT * { ?s a service:Task } LIMIT 4"
    assert guarded(query) != query
    assert len(served.values(query)) == 4


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL", "CREATE GRAPH <urn:g>",
        "LOAD <URL>", "LOAD SILENT <URL> INTO GRAPH <urn:g>", "PREFIX x: <urn:x> COPY DEFAULT TO <urn:g>",
        "INSERT { ?s ?p ?o } WHERE { SELECT * { ?s ?p ?o } }", "LOAD <file:///etc/passwd>",
    ],
)  # fmt: skip
def test_no_update_runs_whichever_way_it_comes(served: Served, canary: Canary, update: str) -> None:
    text, url = update.replace("URL", canary.url), f"{served.url}/sparql"
    before = served.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    answers = [
        httpx.get(url, params={"query": text}), httpx.post(url, data={"query": text}), httpx.post(url, data={"update": text}),
        httpx.get(url, params={"update": text}),
        httpx.post(url, content=text, headers={"Content-Type": "application/sparql-update"}),
        httpx.post(url, content=text, headers={"Content-Type": "application/sparql-query"}),
        httpx.post(f"{url}?update={quote(text)}", data={"query": "ASK {}"}),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} <= {400, 403}
    assert served.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before
    assert canary.visits == 0


@pytest.mark.parametrize(
    "query", ["SELECT * FROM <URL> { ?s ?p ?o }", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }"]
)
def test_from_fetches_nothing(served: Served, canary: Canary, query: str) -> None:
    assert served.values(query.replace("URL", canary.url)) == []
    assert canary.visits == 0


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/query/../../../etc/passwd", "/api/query/..%2f..%2f..%2fetc%2fpasswd",
        "/api/query/%2e%2e%2frun", "/api/query/..", "//etc/passwd", "/api/query/tasks.rq", "/api/query/%00", "/.well-known/../cli.py",
        "/graphs/../../etc/passwd", "/api/query/....//....//etc/passwd", "/\\..\\..\\etc\\passwd",
        "/static/../app.py", "/static/../assets/package.json", "/static/%2e%2e/assets/package.json", "/static/..%2fdata/lists.toml",
        "/static//etc/passwd", "/static/../../../../../../../../etc/passwd", "/static/./../templates/home.html", "/static/.", "/static/",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_served(served: Served, path: str) -> None:
    with socket.create_connection(("127.0.0.1", int(served.url.rsplit(":", 1)[1])), timeout=10) as raw:  # httpx tidies paths
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        said = b"".join(iter(lambda: raw.recv(65536), b""))
    assert said.split(b" ")[1] in (b"404", b"400"), said[:300]
    assert b"root:" not in said
    assert b"import" not in said and b"devDependencies" not in said


def test_no_graph_of_a_file_is_given(served: Served) -> None:
    for name in ("file:///etc/passwd", "file:cli.py"):
        assert served.get("/graphs", params={"graph": name}).status_code == 404


def test_a_body_that_is_too_long_is_not_read(served: Served) -> None:
    host, port = "127.0.0.1", int(served.url.rsplit(":", 1)[1])
    with socket.create_connection((host, port), timeout=20) as raw:
        raw.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 99999999999\r\n\r\n")
        assert b" 413 " in raw.recv(65536)  # said before any of it was sent

    def endless() -> Iterator[bytes]:
        for _ in range(100_000):
            yield b" " * 65536

    sent = 0

    def counted() -> Iterator[bytes]:
        nonlocal sent
        for part in endless():
            sent += len(part)
            yield part

    headers = {"Content-Type": "application/sparql-query"}
    try:
        answer = httpx.post(f"{served.url}/sparql", content=counted(), headers=headers, timeout=30)
        assert answer.status_code == 413
    except (httpx.WriteError, httpx.ReadError):  # it answered and closed while we were still sending
        pass
    assert sent < 64 << 20
    assert served.query("ASK {}").status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/sparql", b"413"), ("/api/query", b"405")])
def test_who_sends_what_is_not_wanted_sees_the_answer(served: Served, path: str, status: bytes) -> None:
    """It goes on sending meanwhile, and no connection is reset before it has read why."""
    size = 3 << 20
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {size}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", int(served.url.rsplit(":", 1)[1])), timeout=20) as raw:
        raw.sendall(head.encode())
        for _ in range(3):
            time.sleep(0.2)
            raw.sendall(b"x" * (size // 3))
        assert raw.recv(65536).split()[1] == status


@pytest.mark.parametrize("path", ["/graphs?graph=urn:x", "/graphs?default", "/api/query", "/"])
def test_nothing_is_uploaded(served: Served, path: str) -> None:
    for method in ("POST", "PUT"):
        answer = httpx.request(method, served.url + path, files={"file": b"<urn:a> <urn:b> <urn:c> ."})
        assert answer.status_code == 405
    assert served.values("SELECT * { <urn:a> ?p ?o }") == []


@pytest.mark.parametrize(
    "said",
    [
        b"\x00\xff\x00", b"GET\r\n\r\n", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)  # fmt: skip
def test_what_is_no_http_leaves_it_answering(served: Served, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(served.url.rsplit(":", 1)[1])), timeout=10) as raw:
        try:
            raw.sendall(said)
            raw.shutdown(socket.SHUT_WR)
            answer = raw.recv(65536)
        except OSError:  # it has closed the connection already
            answer = b""
    assert not answer or answer.split(b" ")[1].startswith(b"4")
    assert served.query("ASK {}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }", "SELECT * " + "{" * 100_000 + "}" * 100_000,
        "SELECT * { ?s " + "/".join(["<urn:p>"] * 100_000) + " ?o }", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "SELECT * { ?s ?p 'x" + "\\u0000" * 1000 + "' }",
    ],
    ids=["brackets", "groups", "path", "surrogate", "nul"],
)  # fmt: skip
def test_queries_that_are_made_to_break_it_break_one_worker_at_most(served: Served, query: str) -> None:
    answer = httpx.post(f"{served.url}/sparql", data={"query": query}, timeout=60)
    assert answer.status_code in (200, 400, 504, 507)
    assert served.query("ASK {}").status_code == 200
