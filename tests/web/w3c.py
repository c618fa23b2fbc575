"""The W3C's suites for SPARQL 1.1 over HTTP: query evaluation, syntax, result formats, protocol, service description.

Their data stand in one store, each file a named graph, and each test's data set is asked for as the protocol has it
(default-graph-uri, named-graph-uri). What cannot hold here is listed with its reason in w3c_exceptions.toml.

    python -m tests.web.w3c FOLDER EARL.ttl      run all, write an EARL report
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import rdflib
from rdflib import RDF, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from queries.lexer import names_dataset

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
EARL = Namespace("http://www.w3.org/ns/earl#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
BASE = "http://example.org/w3c/"
SUITES = (
    "aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation", "project-expression",
    "property-path", "subquery", "syntax-query", "csv-tsv-res", "json-res", "protocol", "service-description",
)  # fmt: skip
MEDIA = {".srx": "application/sparql-results+xml", ".srj": "application/sparql-results+json", ".csv": "text/csv",
         ".tsv": "text/tab-separated-values", ".ttl": "text/turtle", ".rdf": "application/rdf+xml"}  # fmt: skip
RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
GRAPHS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
NUMBERS = {"integer", "decimal", "double", "float"}


@dataclass(frozen=True)
class Test:
    """One test of a manifest."""

    __test__ = False
    id: str
    iri: str
    name: str
    kind: str
    suite: str
    node: URIRef
    manifest: rdflib.Graph
    folder: Path

    def path(self, iri: Any) -> Path:
        return self.folder / str(iri).removeprefix(f"{BASE}{self.suite}/")


def tests(folder: Path) -> Iterator[Test]:
    """All tests of the suites in the folder `sparql11`."""
    for suite in SUITES:
        graph = rdflib.Graph().parse(folder / suite / "manifest.ttl", format="turtle", publicID=f"{BASE}{suite}/manifest.ttl")
        entries = [node for head in graph.objects(None, MF.entries) for node in Collection(graph, head)]
        for node in entries:
            kind = str(graph.value(node, RDF.type)).rpartition("#")[2]
            name = str(graph.value(node, MF.name))
            yield Test(f"{suite}#{str(node).rpartition('#')[2]}", str(node), name, kind, suite, URIRef(node), graph, folder / suite)


def exceptions() -> dict[str, str]:
    """Id of a test -> why it cannot hold here."""
    said = tomllib.loads(Path(__file__).with_name("w3c_exceptions.toml").read_text(encoding="utf-8"))
    return {test: each["reason"] for each in said["exception"] for test in each["tests"]}


def fill(folder: Path, target: Path) -> None:
    """A store with all data of the suites: each file under its IRI, and under the name a test of the protocol gives it."""
    store = ox.Store(str(target))
    wanted: dict[str, Path] = {}
    for test in tests(folder):
        action = test.manifest.value(test.node, MF.action)
        for prop in (QT.data, QT.graphData):
            wanted |= {str(iri): test.path(iri) for iri in test.manifest.objects(action, prop)}
        for node in test.manifest.objects(test.node, UT.graphData):
            label = str(test.manifest.value(node, rdflib.RDFS.label))
            wanted[label] = test.path(test.manifest.value(node, UT.graph))
    # What a query names itself: FROM <…>.
    for suite in SUITES:
        wanted |= {f"{BASE}{suite}/{p.name}": p for p in (folder / suite).iterdir() if p.suffix in GRAPHS and "manifest" not in p.name}
    for name, path in wanted.items():
        store.load(path=str(path), format=GRAPHS[path.suffix], base_iri=name, to_graph=ox.NamedNode(name))
    store.flush()


def run(test: Test, url: str) -> str:
    """What is wrong with the answer to a test; empty if nothing is."""
    return _RUNNERS[test.kind](test, url)


def _query(test: Test, node: Any) -> str:
    """The text of a query; a server knows no file it came from, so the text says its base."""
    text = test.path(node).read_text(encoding="utf-8")
    return f"BASE <{BASE}{test.suite}/{test.path(node).name}>\n{text}"


def _evaluation(test: Test, url: str) -> str:
    action = test.manifest.value(test.node, MF.action)
    default = [str(iri) for iri in test.manifest.objects(action, QT.data)]
    named = [str(iri) for iri in test.manifest.objects(action, QT.graphData)]
    text = _query(test, test.manifest.value(action, QT.query))
    if names_dataset(text):
        default = named = []  # that of the query, by the names its base gives them
    elif not default and not named:
        default = ["http://example.org/empty"]
    expected = test.path(test.manifest.value(test.node, MF.result))
    answer = httpx.post(
        f"{url}/sparql", data={"query": text, "default-graph-uri": default, "named-graph-uri": named},
        headers={"Accept": MEDIA[expected.suffix] if expected.suffix != ".ttl" else "text/turtle, text/csv;q=0"}, timeout=60,
    )  # fmt: skip
    if answer.status_code == 406 and expected.suffix in (".ttl", ".rdf"):  # a result of SELECT, written as RDF
        answer = httpx.post(f"{url}/sparql", data={"query": text, "default-graph-uri": default, "named-graph-uri": named},
                            headers={"Accept": MEDIA[".srj"]}, timeout=60)  # fmt: skip
        return _same(_as_graph(answer.content, ".srj"), _from_rs(expected, f"{BASE}{test.suite}/{expected.name}"))
    if answer.status_code != 200:
        return f"{answer.status_code}: {answer.text[:200]}"
    if expected.suffix == ".csv":
        return "" if _csv(answer.content) == _csv(expected.read_bytes()) else f"other rows: {answer.text[:300]}"
    if expected.suffix in GRAPHS:
        got = rdflib.Graph().parse(data=answer.content, format="turtle" if expected.suffix == ".ttl" else "xml")
        wanted = rdflib.Graph().parse(expected, publicID=f"{BASE}{test.suite}/{expected.name}")
        return "" if isomorphic(got, wanted) else f"another graph: {answer.text[:300]}"
    return _same(_as_graph(answer.content, expected.suffix), _as_graph(expected.read_bytes(), expected.suffix))


def _csv(data: bytes) -> Counter[tuple[str, ...]]:
    rows = list(csv.reader(io.StringIO(data.decode())))
    return Counter(tuple("_:" if cell.startswith("_:") else cell for cell in row) for row in rows)


def _term(term: Any) -> Any:
    """A term for comparison: numbers and truth values by value."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    kind = term.datatype.value
    value = term.value
    if kind.rpartition("#")[2] in NUMBERS:
        try:
            value = format(Decimal(value).normalize(), "E")
        except InvalidOperation:
            value = term.value
    if kind.endswith("#boolean"):
        value = {"0": "false", "1": "true"}.get(value, value)
    if term.language:
        return rdflib.Literal(value, lang=term.language.lower())
    return rdflib.Literal(value, datatype=URIRef(f"{kind}-by-value"))  # so that rdflib changes nothing


def _as_graph(data: bytes, suffix: str) -> rdflib.Graph:
    """A result as RDF, so that blank nodes can be compared."""
    graph = rdflib.Graph()
    found = ox.parse_query_results(data, format=RESULTS[suffix])
    if isinstance(found, ox.QueryBoolean):
        graph.add((rdflib.BNode(), RS.boolean, rdflib.Literal(bool(found))))
        return graph
    names = [variable.value for variable in found.variables]
    graph.add((rdflib.BNode(), RS.variables, rdflib.Literal(" ".join(sorted(names)))))
    for row in found:
        node = rdflib.BNode()
        graph.add((node, RDF.type, RS.ResultSet))
        for name in names:
            if row[name] is not None:
                graph.add((node, RS[name], _term(row[name])))
    return graph


def _from_rs(path: Path, base: str) -> rdflib.Graph:
    """A result that is written in the result set vocabulary."""
    said, graph = rdflib.Graph().parse(path, publicID=base), rdflib.Graph()
    names = sorted(str(name) for name in said.objects(None, RS.resultVariable))
    graph.add((rdflib.BNode(), RS.variables, rdflib.Literal(" ".join(names))))
    for solution in said.objects(None, RS.solution):
        node = rdflib.BNode()
        graph.add((node, RDF.type, RS.ResultSet))
        for binding in said.objects(solution, RS.binding):
            value = said.value(binding, RS.value)
            assert value is not None
            graph.add((node, RS[str(said.value(binding, RS.variable))], _term(next(iter(ox.parse(  # type: ignore[arg-type]
                f"<urn:s> <urn:p> {value.n3()} .".encode(), format=ox.RdfFormat.TURTLE))).object)))
    return graph


def _same(got: rdflib.Graph, wanted: rdflib.Graph) -> str:
    if isomorphic(got, wanted):
        return ""
    rows = [Counter(str(t[1:]) for t in each if t[1] != RDF.type) for each in (got, wanted)]
    return f"too much: {list(rows[0] - rows[1])[:5]}, missing: {list(rows[1] - rows[0])[:5]}"


def _positive(test: Test, url: str) -> str:
    text = _query(test, test.manifest.value(test.node, MF.action))
    answer = httpx.post(f"{url}/sparql", data={"query": text, "default-graph-uri": "http://example.org/empty"}, timeout=60)
    return "" if answer.status_code == 200 else f"{answer.status_code}: {answer.text[:300]}"


def _negative(test: Test, url: str) -> str:
    text = _query(test, test.manifest.value(test.node, MF.action))
    answer = httpx.post(f"{url}/sparql", data={"query": text, "default-graph-uri": "http://example.org/empty"}, timeout=60)
    return "" if answer.status_code == 400 else f"{answer.status_code} and not 400: {answer.text[:200]}"


def _protocol(test: Test, url: str) -> str:
    graph = test.manifest
    action = graph.value(test.node, MF.action)
    for number, request in enumerate(Collection(graph, graph.value(action, HT.requests)), start=1):  # type: ignore[arg-type]
        wrong = _exchange(graph, request, url)
        if wrong:
            return f"request {number}: {wrong}"
    return ""


def _exchange(graph: rdflib.Graph, request: Any, url: str) -> str:
    path, method = str(graph.value(request, HT.absolutePath)), str(graph.value(request, HT.methodName))
    head = graph.value(request, HT.headers)
    headers = {
        str(graph.value(each, HT.fieldName)): str(graph.value(each, HT.fieldValue))
        for each in (Collection(graph, head) if head is not None else ())
    }
    content = graph.value(request, HT.body)
    body = None
    if content is not None:
        coded = str(graph.value(content, CNT.characterEncoding))
        body = str(graph.value(content, CNT.chars)).encode(coded)
    answer = httpx.request(method, f"{url}{path}", headers=headers, content=body, timeout=60)
    expected = graph.value(request, HT.resp)
    wanted = {str(each).rpartition("StatusCode")[2][0] for each in graph.objects(expected, MF.expectedStatus)}
    if str(answer.status_code)[0] not in wanted:
        return f"{answer.status_code}, wanted {sorted(wanted)}xx: {answer.text[:200]}"
    media = answer.headers.get("content-type", "").partition(";")[0]
    form = str(graph.value(expected, MF.expectedFormat) or "")
    kinds = {"boolean": (".srx", ".srj"), "tabular": (".srx", ".srj", ".csv", ".tsv"), "RDF": (".ttl", ".rdf")}
    if form and media not in {MEDIA[suffix] for suffix in kinds[form]} | {"application/n-triples"}:
        return f"{media} is no {form}"
    truth = graph.value(expected, MF.expectedBoolean)
    if truth is not None and answer.json()["boolean"] is not truth.toPython():
        return f"{answer.json()['boolean']}, wanted {truth}"
    return ""


def _service(test: Test, url: str) -> str:
    """SPARQL 1.1 Service Description, section 3.1: an endpoint triple, and only known terms where sd: is used."""
    for media in ("text/turtle", "application/rdf+xml"):
        answer = httpx.get(f"{url}/sparql", headers={"Accept": media}, timeout=60)
        if answer.status_code != 200 or not answer.headers["content-type"].startswith(media):
            return f"{answer.status_code} {answer.headers.get('content-type')}"
        graph = rdflib.Graph().parse(data=answer.content, format=media)
        sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
        service = graph.value(None, sd.endpoint, URIRef(f"{url}/sparql"))
        if service is None or (service, RDF.type, sd.Service) not in graph:
            return f"no sd:endpoint <{url}/sparql> of an sd:Service"
        known = {  # section 3.2 to 3.4
            "Service", "Language", "Function", "Aggregate", "EntailmentRegime", "EntailmentProfile", "GraphCollection", "Dataset",
            "Graph", "NamedGraph", "Feature", "SPARQL10Query", "SPARQL11Query", "SPARQL11Update", "DereferencesURIs",
            "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery", "endpoint", "feature",
            "defaultEntailmentRegime", "entailmentRegime", "defaultSupportedEntailmentProfile", "supportedEntailmentProfile",
            "extensionFunction", "extensionAggregate", "languageExtension", "supportedLanguage", "propertyFeature",
            "defaultDataset", "availableGraphs", "resultFormat", "inputFormat", "defaultGraph", "namedGraph", "name", "graph",
        }  # fmt: skip
        used = {str(t)[len(str(sd)) :] for triple in graph for t in triple if str(t).startswith(str(sd))}
        if used - known:
            return f"unknown terms: {sorted(used - known)}"
    return ""


_RUNNERS: dict[str, Callable[[Test, str], str]] = {
    "QueryEvaluationTest": _evaluation, "CSVResultFormatTest": _evaluation, "PositiveSyntaxTest11": _positive,
    "NegativeSyntaxTest11": _negative, "ProtocolTest": _protocol, "ServiceDescriptionTest": _service,
}  # fmt: skip


def report(outcomes: list[tuple[Test, str]]) -> rdflib.Graph:
    """The outcomes in EARL 1.0: passed, failed, or inapplicable for what is listed as an exception."""
    graph, known = rdflib.Graph(), exceptions()
    graph.bind("earl", EARL)
    subject = URIRef("https://w3id.org/chidao/software")
    graph.add((subject, RDF.type, EARL.TestSubject))
    for test, wrong in outcomes:
        assertion, result = URIRef(f"{subject}#{quote(test.id)}"), URIRef(f"{subject}#{quote(test.id)}-result")
        outcome = "passed" if not wrong else "inapplicable" if test.id in known else "failed"
        for triple in (
            (assertion, RDF.type, EARL.Assertion), (assertion, EARL.assertedBy, subject), (assertion, EARL.subject, subject),
            (assertion, EARL.test, URIRef(test.iri)), (assertion, EARL.mode, EARL.automatic), (assertion, EARL.result, result),
            (result, RDF.type, EARL.TestResult), (result, EARL.outcome, EARL[outcome]),
        ):  # fmt: skip
            graph.add(triple)
        if wrong:
            graph.add((result, EARL.info, rdflib.Literal(known.get(test.id, wrong))))
    return graph


def main(folder: Path, target: Path) -> int:
    """Run all and write the report; exit code 1 where a test fails that is no exception."""
    from tests.web.bare import serving

    with tempfile.TemporaryDirectory() as place:
        fill(folder, Path(place) / "graph")
        with serving(Path(place) / "graph") as url:
            outcomes = [(test, run(test, url)) for test in tests(folder)]
    report(outcomes).serialize(target, format="turtle")
    known = exceptions()
    failed = [(test, wrong) for test, wrong in outcomes if wrong and test.id not in known]
    for test, wrong in failed:
        sys.stdout.write(f"{test.id}: {wrong}\n")
    inapplicable = sum(1 for test, wrong in outcomes if wrong and test.id in known)
    sys.stdout.write(f"{len(outcomes) - len(failed) - inapplicable} passed, {inapplicable} inapplicable, {len(failed)} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
