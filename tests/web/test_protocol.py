"""SPARQL 1.1 Protocol and the read side of the Graph Store Protocol, on the graph of the samples."""

from __future__ import annotations

import gzip
import json
import socket
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from tests.web.conftest import Served

TASKS = "PREFIX cd: <https://w3id.org/chidao/ont#> SELECT ?task { ?task a cd:Task } ORDER BY ?task LIMIT 3"
BUILD = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 5"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/json", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", ox.QueryResultsFormat.TSV),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("*/*", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("image/png, application/*;q=0.2", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ],
)
def test_formats_of_select(served: Served, accept: str, media: str, form: ox.QueryResultsFormat) -> None:
    answer = served.query(TASKS, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    found = ox.parse_query_results(answer.content, format=form)
    assert isinstance(found, ox.QuerySolutions)
    assert len([row["task"] for row in found]) == 3


def test_formats_agree(served: Served) -> None:
    """The same terms in JSON, XML and TSV as Oxigraph reads them; language, datatype, quotes and unbound ones too."""
    query = """SELECT ?a ?b ?c { VALUES (?a ?b ?c) {
      (<urn:a> "tab\\there \\"q\\" <&>"@vi 4) (UNDEF "dòng\\nmới" 2.5) (<urn:b> "" "x"^^<urn:t>) } }"""
    found = []
    for media, form in (("application/sparql-results+json", ox.QueryResultsFormat.JSON), ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
                        ("text/tab-separated-values", ox.QueryResultsFormat.TSV)):  # fmt: skip
        rows = ox.parse_query_results(served.query(query, media).content, format=form)
        found.append([[row[i] for i in range(3)] for row in rows])
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 3
    assert found[0][0][1] == ox.Literal('tab\there "q" <&>', language="vi")
    assert served.query(query, "text/csv").text.split("\r\n")[1] == 'urn:a,"tab\there ""q"" <&>",4'


def test_characters_that_xml_cannot_hold_leave_it_well_formed(served: Served) -> None:
    answer = served.query('SELECT ("\\u0001\\u0008x" AS ?a) {}', "application/sparql-results+xml")
    assert next(iter(ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.XML)))["a"].value == "\ufffd\ufffdx"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE), ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD), ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/trig", ox.RdfFormat.TRIG),
    ],
)  # fmt: skip
@pytest.mark.parametrize("query", [BUILD, "DESCRIBE <https://w3id.org/chidao/ont#Task>"])
def test_formats_of_construct_and_describe(served: Served, query: str, accept: str, form: ox.RdfFormat) -> None:
    answer = served.query(query, accept)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, accept)
    assert len(list(ox.parse(answer.content, format=form))) >= 5


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"])
def test_formats_of_ask(served: Served, accept: str) -> None:
    answer = served.query("ASK { ?s ?p ?o }", accept)
    assert answer.status_code == 200
    assert "true" in answer.text


@pytest.mark.parametrize(("query", "accept"), [(TASKS, "text/turtle"), (TASKS, "image/png"), (BUILD, "text/csv"), ("ASK {}", "text/html;q=0.5")])
def test_what_is_not_to_be_had_is_406_and_says_what_is(served: Served, query: str, accept: str) -> None:
    answer = served.query(query, accept)
    assert answer.status_code == 406
    assert "this is to be had as" in answer.json()["detail"]


def test_the_three_ways_to_ask_give_the_same(served: Served) -> None:
    url, accept = f"{served.url}/sparql", {"Accept": "text/csv"}
    direct = {**accept, "Content-Type": "application/sparql-query; charset=utf-8"}
    answers = [
        httpx.get(url, params={"query": TASKS}, headers=accept),
        httpx.post(url, data={"query": TASKS}, headers=accept),
        httpx.post(url, content=TASKS.encode(), headers=direct),
        httpx.get(f"{url}/", params={"query": TASKS}, headers=accept),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


def test_the_dataset_of_the_request_comes_before_that_of_the_query(served: Served) -> None:
    registry, links = "https://w3id.org/chidao/graph/registry", "https://w3id.org/chidao/graph/links"
    count = "SELECT (COUNT(*) AS ?n) {0} {{ ?s ?p ?o }}"
    whole, one, other = (
        int(served.values(count.format(of))[0]["n"]) for of in ("", f"FROM <{registry}>", f"FROM <{links}>")
    )
    assert 0 < one < whole
    assert 0 < other < whole
    assert one != other

    def n(query: str, **dataset: object) -> int:
        return int(served.query(query, **dataset).json()["results"]["bindings"][0]["n"]["value"])

    assert n(count.format(""), **{"default-graph-uri": registry}) == one
    assert n(count.format(f"FROM <{links}>"), **{"default-graph-uri": registry}) == one
    assert n(count.format(""), **{"default-graph-uri": [registry, links]}) == one + other
    assert n(count.format(""), **{"named-graph-uri": registry}) == 0
    assert n("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": links}) == other
    body = httpx.post(f"{served.url}/sparql", params={"default-graph-uri": links}, content=count.format("").encode(),
                      headers={"Content-Type": "application/sparql-query"})  # fmt: skip
    assert int(body.json()["results"]["bindings"][0]["n"]["value"]) == other


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/sparql?query=SELECT%20*%20%7B", 400, "not a query: error at 1:"),
        ("/sparql?query=", 400, "not a query"),
        ("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400, "one query"),
        ("/sparql?query=ASK%20%7B%7D&default-graph-uri=nothing", 400, "no absolute IRI"),
        ("/sparql?query=ASK%20%7B%7D&named-graph-uri=%3Curn:a%3E", 400, "no absolute IRI"),
        ("/sparql?query=%FF%FE", 400, "no UTF-8"),
        ("/sparql?query=SELECT%20(%3Curn:f%3E()%20AS%20?x)%20%7B%7D", 400, "urn:f"),
        ("/graphs", 400, "ask for one graph"),
        ("/graphs?graph=urn:a&default", 400, "ask for one graph"),
        ("/graphs?graph=relative", 400, "no absolute IRI"),
        ("/graphs?graph=urn:nothing", 404, "no such graph"),
        ("/nothing", 404, "there is nothing here"),
    ],
)
def test_errors_have_one_shape(served: Served, path: str, status: int, says: str) -> None:
    answer = served.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    said = answer.json()
    assert said["status"] == status
    assert says in said["detail"]
    assert "\n" not in said["detail"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"ASK {}", 415), ("application/sparql-query; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400), ("application/x-www-form-urlencoded", b"q=1", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n", 415), ("", b"ASK {}", 415), ("application/sparql-update", b"CLEAR ALL", 403),
    ],
)  # fmt: skip
def test_bodies_that_are_no_query(served: Served, kind: str, body: bytes, status: int) -> None:
    answer = httpx.post(f"{served.url}/sparql", content=body, headers={"Content-Type": kind} if kind else {})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/graphs?default", "/api/query", "/.well-known/void"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_and_say_which_there_are(served: Served, path: str, method: str) -> None:
    answer = httpx.request(method, served.url + path, content=b"<urn:a> <urn:b> <urn:c> .")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_relative_iris_are_resolved_against_the_endpoint(served: Served) -> None:
    answer = served.values("SELECT (<x> AS ?here) {}")
    assert answer == [{"here": f"{served.url}/x"}]


# -- graph store protocol --------------------------------------------------------------------------------------------


def test_the_graph_store_gives_each_graph_and_the_union(served: Served) -> None:
    name = "https://w3id.org/chidao/graph/registry"
    answer = served.get(f"/graphs?graph={quote(name, safe='')}", headers={"Accept": "application/n-triples"})
    n = served.values(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")[0]["n"]
    assert answer.text.count("\n") == int(n) > 0
    whole = served.get("/graphs?default", headers={"Accept": "application/n-triples"})
    assert whole.text.count("\n") == int(served.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])
    head = httpx.head(f"{served.url}/graphs?graph={quote(name, safe='')}", headers={"Accept": "application/n-triples"})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])
    assert httpx.head(f"{served.url}/graphs?graph=urn:nothing").status_code == 404


# -- descriptions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples", ""])
def test_the_endpoint_describes_itself(served: Served, accept: str) -> None:
    answer = served.get("/sparql", headers={"Accept": accept})
    media = answer.headers["content-type"].split(";")[0]
    assert media == (accept or "text/turtle")
    graph = rdflib.Graph().parse(data=answer.text, format="json-ld" if "json" in media else "nt" if "n-triples" in media else media)
    here, sd = rdflib.URIRef(f"{served.url}/sparql"), rdflib.Namespace(SD)
    assert (here, sd.endpoint, here) in graph
    assert (here, sd.feature, sd.UnionDefaultGraph) in graph
    names = {str(name) for name in graph.objects(None, sd.name)}
    assert names == {row["g"] for row in served.values("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    assert served.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_void_counts_what_there_is(served: Served) -> None:
    answer = served.get("/.well-known/void", headers={"Accept": "text/turtle"})
    graph, void = rdflib.Graph().parse(data=answer.text), rdflib.Namespace("http://rdfs.org/ns/void#")
    [dataset] = graph.subjects(void.sparqlEndpoint)
    assert (dataset, rdflib.RDF.type, void.Dataset) in graph
    assert str(graph.value(dataset, void.sparqlEndpoint)) == f"{served.url}/sparql"
    described = len(graph)
    whole = int(served.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])
    assert int(str(graph.value(dataset, void.triples))) == whole - described
    task = rdflib.URIRef("https://w3id.org/chidao/ont#Task")
    part = next(p for p in graph.subjects(void["class"], task) if graph.value(p, void.entities) is not None)
    assert str(graph.value(part, void.entities)) == served.values(f"SELECT (COUNT(*) AS ?n) {{ ?s a <{task}> }}")[0]["n"]
    properties = {str(graph.value(p, void.property)) for p in graph.objects(part, void.propertyPartition)}
    assert properties == {row["p"] for row in served.values(f"SELECT DISTINCT ?p {{ ?s a <{task}> ; ?p ?o }}")} - {str(rdflib.RDF.type)}
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]


# -- manners ---------------------------------------------------------------------------------------------------------


def test_what_was_not_changed_is_not_sent_again(served: Served) -> None:
    url, accept = f"{served.url}/sparql", {"Accept": "text/csv"}
    first = httpx.get(url, params={"query": TASKS}, headers=accept)
    tag = first.headers["etag"]
    again = httpx.get(url, params={"query": TASKS}, headers={**accept, "If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert httpx.get(url, params={"query": TASKS}, headers={**accept, "If-None-Match": '"other"'}).status_code == 200
    tags = {
        tag,
        httpx.get(url, params={"query": TASKS}, headers={"Accept": "text/tab-separated-values"}).headers["etag"],
        httpx.get(url, params={"query": TASKS + " "}, headers=accept).headers["etag"],
        httpx.get(url, params={"query": TASKS}, headers={**accept, "Accept-Encoding": "identity"}).headers["etag"],
    }
    assert len(tags) == 4
    assert "etag" not in httpx.get(url, params={"query": "SELECT (RAND() AS ?r) {}"}, headers=accept).headers
    assert "etag" not in httpx.get(url, params={"query": "SELECT"}, headers=accept).headers


def test_long_answers_are_compressed_for_who_takes_it(served: Served) -> None:
    params = {"query": "SELECT * { ?s ?p ?o } LIMIT 200"}
    with httpx.Client() as client:
        packed = client.send(client.build_request("GET", f"{served.url}/sparql", params=params, headers={"Accept-Encoding": "gzip"}), stream=True)
        raw = b"".join(packed.iter_raw())
    plain = httpx.get(f"{served.url}/sparql", params=params, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert json.loads(gzip.decompress(raw)) == plain.json()
    assert len(raw) < len(plain.content) / 2
    assert "Accept-Encoding" in packed.headers["vary"]


@pytest.mark.parametrize("path", ["/sparql?query=ASK%20%7B%7D", "/sparql", "/api/query", "/nothing", "/sparql?query=x"])
def test_nothing_of_others_runs_or_loads_in_a_browser(served: Served, path: str) -> None:
    headers = served.get(path).headers
    policy = dict(each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {source for name, sources in policy.items() for source in sources.split()} <= {"'self'", "'none'", "data:"}
    assert policy["script-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_pages_of_other_sites_may_ask(served: Served) -> None:
    url, origin = f"{served.url}/sparql", {"Origin": "https://editor.example"}
    asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type, accept",
             "Access-Control-Request-Private-Network": "true"}  # fmt: skip
    before = httpx.options(url, headers=asked)
    assert before.status_code == 200
    assert before.headers["access-control-allow-origin"] == "*"
    assert "POST" in before.headers["access-control-allow-methods"]
    assert before.headers["access-control-allow-private-network"] == "true"  # a page on the web asks this machine
    answer = httpx.get(url, params={"query": "ASK {}"}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Chidao-Truncated" in answer.headers["access-control-expose-headers"]
    refused = {**asked, "Access-Control-Request-Method": "DELETE"}
    assert httpx.options(url, headers=refused).status_code == 400


def test_it_listens_on_the_loopback_alone(served: Served) -> None:
    port = int(served.url.rsplit(":", 1)[1])
    others = {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    # The whole network 127 is this machine: who listens on all addresses is reached there too, whatever others it has.
    for address in {*others, "127.0.0.2"}:
        with socket.socket() as attempt:
            attempt.settimeout(2)
            assert attempt.connect_ex((address, port)) != 0, address
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
