"""Clients that others wrote: SPARQLWrapper, rdflib's SPARQLStore, curl; and the questions that editors ask first."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, EndPointNotFound, QueryBadFormed

from tests.web.conftest import Served

CD = rdflib.Namespace("https://w3id.org/chidao/ont#")
TASKS = f"SELECT ?task ?part {{ ?task a <{CD.Task}> ; <{CD['in']}> ?part }} ORDER BY ?task LIMIT 7"


def wrapper(served: Served, query: str, form: str = JSON) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{served.url}/sparql", returnFormat=form)
    client.setQuery(query)
    return client


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("posted", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_reads_select_and_ask(served: Served, method: str, posted: str) -> None:
    client = wrapper(served, TASKS)
    client.setMethod(method)
    client.setRequestMethod(posted)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert len(rows) == 7
    assert all(row["part"]["type"] == "uri" for row in rows)
    client.setQuery("ASK { ?s ?p ?o }")
    assert client.queryAndConvert()["boolean"] is True


def test_sparqlwrapper_reads_the_other_formats(served: Served) -> None:
    assert len(wrapper(served, TASKS, XML).queryAndConvert().getElementsByTagName("result")) == 7
    assert len(list(csv.reader(io.StringIO(wrapper(served, TASKS, CSV).queryAndConvert().decode())))) == 8
    build = "CONSTRUCT { ?s a ?c } { ?s a ?c } LIMIT 9"
    assert len(wrapper(served, build, RDFXML).queryAndConvert()) == 9
    assert len(rdflib.Graph().parse(data=wrapper(served, build, TURTLE).queryAndConvert())) == 9


def test_sparqlwrapper_understands_refusals(served: Served) -> None:
    with pytest.raises(QueryBadFormed):
        wrapper(served, "SELECT * { ?s").query()
    client = wrapper(served, "INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    client.setMethod(POST)
    with pytest.raises(Exception, match="403"):
        client.query()
    with pytest.raises(EndPointNotFound):
        SPARQLWrapper(f"{served.url}/nothing", returnFormat=JSON).query()
    assert EndPointInternalError  # what it would raise for 500


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_works_on_it_as_on_a_graph(served: Served, method: str) -> None:
    store = SPARQLStore(f"{served.url}/sparql", method=method, returnFormat="xml")
    graph = rdflib.Graph(store)
    tasks = {row[0] for row in graph.query(f"SELECT ?t {{ ?t a <{CD.Task}> }}")}  # type: ignore[index]
    assert tasks
    assert set(graph.subjects(rdflib.RDF.type, CD.Task)) == tasks
    one = sorted(tasks)[0]
    assert (one, rdflib.RDF.type, CD.Task) in graph
    assert graph.value(one, CD.setBy) is not None
    assert bool(graph.query("ASK { ?s ?p ?o }").askAnswer)
    assert len(graph.query(f"CONSTRUCT {{ ?t a <{CD.Task}> }} {{ ?t a <{CD.Task}> }}").graph) == len(tasks)  # type: ignore[arg-type]


def test_rdflib_asks_one_named_graph(served: Served) -> None:
    name = rdflib.URIRef("https://w3id.org/chidao/graph/registry")
    store = SPARQLStore(f"{served.url}/sparql", context_aware=True)
    kinds = set(rdflib.Graph(store, identifier=name).subjects(rdflib.RDF.type, CD.AgencyKind))
    assert kinds
    assert not set(rdflib.Graph(store, identifier=name).subjects(rdflib.RDF.type, CD.Task))


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl")
def test_curl(served: Served) -> None:
    def curl(*words: str) -> str:
        return subprocess.run(["curl", "-sS", "--fail-with-body", *words], capture_output=True, text=True, check=True).stdout

    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    n = curl("-H", "Accept: text/csv", "--get", "--data-urlencode", f"query={query}", f"{served.url}/sparql").split()[1]
    assert n == curl("-H", "Accept: text/csv", "--data-urlencode", f"query={query}", f"{served.url}/sparql").split()[1]
    whole = curl("--compressed", "-H", "Accept: application/n-triples", f"{served.url}/graphs?default")
    assert whole.count("\n") == int(n)


# -- what sparql-editor, sparql-llm and the like ask an endpoint first -------------------------------------------------

PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix"""
EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query } ORDER BY ?sq"""
CLASSES = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {
  { ?cp void:class ?subjectClass ; void:propertyPartition ?pp . ?pp void:property ?prop .
    OPTIONAL { { ?pp void:classPartition [ void:class ?objectClass ] }
               UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] } } }
  UNION { ?ls void:subjectsTarget [ void:class ?subjectClass ] ; void:linkPredicate ?prop ; void:objectsTarget [ void:class ?objectClass ] } }"""


def test_editors_find_the_prefixes(served: Served) -> None:
    found = {row["prefix"]: row["namespace"] for row in served.values(PREFIXES)}
    assert found["cd"] == str(CD)
    assert {"role", "part", "rdfs", "skos", "xsd"} <= set(found)
    heads = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in found.items())
    assert served.values(f"{heads} SELECT ?t {{ ?t a cd:Task }} LIMIT 1")


def test_editors_find_the_catalogue_as_examples_that_run(served: Served) -> None:
    found = served.values(EXAMPLES)
    names = served.get("/api/query").json()["rows"]
    assert {row["sq"].rsplit("#query-")[1] for row in found} == {row["name"] for row in names}
    assert len(found) == len(names), "one comment each"
    answered = {}
    for row in found:
        assert not row["query"].startswith("#+")
        answer = served.query(row["query"])
        assert answer.status_code == 200, (row["sq"], answer.text)
        answered[row["sq"].rsplit("#query-")[1]] = len(answer.json()["results"]["bindings"])
    assert answered["tasks-by-lead"] > 0
    assert answered["cascade"] > 0
    target = "PREFIX schema: <https://schema.org/> SELECT DISTINCT ?t { ?q schema:target ?t }"
    assert served.values(target) == [{"t": f"{served.url}/sparql"}]


def test_programs_find_which_properties_lead_from_class_to_class(served: Served) -> None:
    found = {(row["subjectClass"], row["prop"], row.get("objectClass") or row.get("objectDatatype")) for row in served.values(CLASSES)}
    assert (str(CD.Task), str(CD.setBy), str(CD.Document)) in found
    assert (str(CD.Document), str(CD.number), str(rdflib.XSD.string)) in found
    for kind, prop, target in sorted(found)[::5]:  # what is said is so
        rest = f"{{ ?o a <{target}> }} UNION {{ FILTER(DATATYPE(?o) = <{target}>) }}" if target else ""
        assert served.query(f"ASK {{ ?s a <{kind}> ; <{prop}> ?o . {rest} }}").json()["boolean"] or target, (kind, prop, target)


def test_the_description_is_beside_the_data_and_nothing_else_was_changed(served: Served) -> None:
    described = "https://w3id.org/chidao/graph/service"
    everything = served.get("/graphs", params={"graph": described}, headers={"Accept": "application/n-triples"})
    assert len(list(ox.parse(everything.content, format=ox.RdfFormat.N_TRIPLES))) > 100
    with ox_store(served) as (before, after):
        assert after == before | {described}


def test_what_describes_the_endpoint_says_nothing_again(served: Served) -> None:
    twice = "SELECT ?s ?p ?o { GRAPH ?a { ?s ?p ?o } GRAPH <https://w3id.org/chidao/graph/service> { ?s ?p ?o } FILTER(?a != <https://w3id.org/chidao/graph/service>) }"
    assert served.values(twice) == []
    loose = """PREFIX void: <http://rdfs.org/ns/void#> SELECT ?part {
        GRAPH <https://w3id.org/chidao/graph/service> { ?part void:propertyPartition ?p }
        FILTER NOT EXISTS { GRAPH <https://w3id.org/chidao/graph/dataset> { ?whole void:classPartition ?part . ?part void:class ?class } } }"""
    assert served.values(loose) == []


class ox_store:  # noqa: N801
    """Names of the graphs in the generation on disk, and of those that are served."""

    def __init__(self, served: Served) -> None:
        self._served = served

    def __enter__(self) -> tuple[set[str], set[str]]:
        from kg.store.generations import Generations

        with Generations(self._served.store).open() as generation:
            before = {str(name.value) for name in generation.store.named_graphs()}
        return before, {row["g"] for row in self._served.values("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}

    def __exit__(self, *raised: object) -> None:
        pass
