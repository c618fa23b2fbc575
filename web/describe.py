"""What the data set and its endpoint say of themselves, so that editors and programs work with them unconfigured.

The build describes the data set (`{base}graph/dataset`: kg.rdf.dataset). What belongs to the endpoint stands beside
it, in `{base}graph/service`: its URL, `sh:declare` (prefixes), `sh:SPARQLExecutable` (the catalogue as examples; the
convention of the SIB's sparql-examples, which sparql-editor and sparql-llm read), and below the build's class
partitions the properties of each class. SPARQL 1.1 Service Description is made for each request: it holds its URL.

>>> from pyoxigraph import Store
>>> sorted({str(t.predicate.value).rsplit("#")[-1] for t in service("http://h/sparql", Store(), True, ())})[:3]
['defaultDataset', 'defaultEntailmentRegime', 'defaultGraph']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.iri import DCTERMS, VOID
from kg.rdf import dataset
from queries.run import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.store.generations import Generation
    from queries.catalogue import Question

SH, SD = "http://www.w3.org/ns/shacl#", "http://www.w3.org/ns/sparql-service-description#"
_EXT = "http://ldf.fi/void-ext#"
_SCHEMA = "https://schema.org/"
_FORMATS = "http://www.w3.org/ns/formats/"
_XSD = PREFIXES["xsd"]
TYPE = NamedNode(PREFIXES["rdf"] + "type")
LABEL, COMMENT = NamedNode(PREFIXES["rdfs"] + "label"), NamedNode(PREFIXES["rdfs"] + "comment")
SAMPLE = 2000
"""Of each class so many instances are looked at to tell its properties."""
MORE_PREFIXES = {"basis": "https://w3id.org/chidao/voc/basis#", "due": "https://w3id.org/chidao/voc/due#",
                 "why": "https://w3id.org/chidao/voc/why#", "void": VOID, "sh": SH, "sd": SD}  # fmt: skip
_RESULT_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
                   "N-Triples", "JSON-LD", "RDF_XML", "TriG")  # fmt: skip


def _node(namespace: str, name: str) -> NamedNode:
    return NamedNode(namespace + name)


NAME = "graph/service"


def description(generation: Generation, store: Store, endpoint: str) -> Iterator[Quad]:
    """What an endpoint adds to the description of a generation: prefixes, examples, the properties of each class."""
    base = str(generation.manifest["base"])
    graph, node = NamedNode(base + NAME), NamedNode(f"{base}dataset")
    for triple in _triples(generation, store, node, endpoint, base):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _triples(generation: Generation, store: Store, node: NamedNode, endpoint: str, base: str) -> Iterator[Triple]:
    made = Literal(str(generation.manifest["made"]), datatype=_node(_XSD, "dateTime"))
    yield Triple(node, _node(DCTERMS, "created"), made)
    yield Triple(node, _node(VOID, "sparqlEndpoint"), NamedNode(endpoint))
    for name, namespace in sorted((PREFIXES | MORE_PREFIXES).items()):
        prefix = NamedNode(f"{node.value}#prefix-{name}")
        yield Triple(node, _node(SH, "declare"), prefix)
        yield Triple(prefix, TYPE, _node(SH, "PrefixDeclaration"))
        yield Triple(prefix, _node(SH, "prefix"), Literal(name))
        yield Triple(prefix, _node(SH, "namespace"), Literal(namespace, datatype=_node(_XSD, "anyURI")))
    yield from _examples(generation, node, endpoint)
    yield from _partitions(store, base)


def _examples(generation: Generation, whole: NamedNode, endpoint: str) -> Iterator[Triple]:
    from queries.catalogue import Catalogue

    for question in Catalogue.shipped():
        node = NamedNode(f"{whole.value}#query-{question.name}")
        yield Triple(node, TYPE, _node(SH, "SPARQLExecutable"))
        yield Triple(node, TYPE, _node(SH, "SPARQLSelectExecutable"))
        # One comment: editors show an example once for each.
        yield Triple(node, COMMENT, Literal(f"{question.summary_vi} / {question.summary_en}"))
        yield Triple(node, LABEL, Literal(question.summary_vi, language="vi"))
        yield Triple(node, LABEL, Literal(question.summary_en, language="en"))
        yield Triple(node, _node(SH, "prefixes"), whole)
        yield Triple(node, _node(SH, "select"), Literal(example(generation, question)))
        yield Triple(node, _node(_SCHEMA, "target"), NamedNode(endpoint))
        for tag in question.tags:
            yield Triple(node, _node(_SCHEMA, "keywords"), Literal(tag))


def example(generation: Generation, question: Question) -> str:
    """The SPARQL of a question without its header, with the example of each required parameter where it means
    something in this graph; the slot stays open (no restriction) where it does not."""
    import logging

    from queries.bind import bind
    from queries.header import MARK
    from queries.lookup import LookupFailedError
    from queries.run import QueryError, terms

    text = "\n".join(line for line in question.text.split("\n") if not line.startswith(MARK)).strip() + "\n"
    logging.getLogger("chidao").addHandler(logging.NullHandler())  # how an example was understood interests nobody
    given = {p.name: p.example for p in question.parameters if p.required}
    try:
        return bind(text, terms(generation, question, given))
    except (LookupFailedError, QueryError):
        return bind(text, {})


def _partitions(store: Store, base: str) -> Iterator[Triple]:
    """Below each class that the build counted: the properties, and what they lead to, of the first SAMPLE instances."""
    described = NamedNode(base + dataset.NAME)
    for quad in sorted(store.quads_for_pattern(None, _node(VOID, "class"), None, described), key=str):
        kind = quad.object
        if isinstance(kind, NamedNode):
            yield from _properties(store, NamedNode(dataset.partition(base, "class", kind.value)), kind)


def _properties(store: Store, part: NamedNode, kind: NamedNode) -> Iterator[Triple]:
    found: Any = store.query(
        "SELECT DISTINCT ?p ?class (DATATYPE(?o) AS ?datatype) {"
        f" {{ SELECT ?s {{ ?s a {kind} }} LIMIT {SAMPLE} }} ?s ?p ?o OPTIONAL {{ ?o a ?class }} }}",
        use_default_graph_as_union=True,
    )
    for row in sorted(found, key=str):
        prop, other, datatype = row["p"], row["class"], row["datatype"]
        if prop == TYPE:
            continue
        node = NamedNode(f"{part.value}-{_local(prop)}")
        yield Triple(part, _node(VOID, "propertyPartition"), node)
        yield Triple(node, _node(VOID, "property"), prop)
        if isinstance(other, NamedNode):
            target = NamedNode(f"{node.value}-{_local(other)}")
            yield Triple(node, _node(VOID, "classPartition"), target)
            yield Triple(target, _node(VOID, "class"), other)
        elif isinstance(datatype, NamedNode):
            target = NamedNode(f"{node.value}-{_local(datatype)}")
            yield Triple(node, _node(_EXT, "datatypePartition"), target)
            yield Triple(target, _node(_EXT, "datatype"), datatype)


def _local(term: NamedNode) -> str:
    """A name for an IRI that is unique among the terms of a vocabulary: its prefix and its local name."""
    from urllib.parse import quote

    known = {"http://www.w3.org/2002/07/owl#": "owl-"} | {space: f"{p}-" for p, space in PREFIXES.items() if p != "cd"}
    for namespace, prefix in {PREFIXES["cd"]: "", **known}.items():
        if term.value.startswith(namespace):
            return prefix + quote(term.value[len(namespace) :], safe="")
    return quote(term.value, safe="")


def service(endpoint: str, store: Store, union: bool, described_in: Sequence[str]) -> Iterator[Triple]:
    """SPARQL 1.1 Service Description of an endpoint, and what describes the data set (the graphs `described_in`)."""
    here = NamedNode(endpoint)
    yield Triple(here, TYPE, _node(SD, "Service"))
    yield Triple(here, _node(SD, "endpoint"), here)
    yield Triple(here, _node(SD, "supportedLanguage"), _node(SD, "SPARQL11Query"))
    yield Triple(here, _node(SD, "defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple"))
    for name in _RESULT_FORMATS:
        yield Triple(here, _node(SD, "resultFormat"), _node(_FORMATS, name))
    if union:
        yield Triple(here, _node(SD, "feature"), _node(SD, "UnionDefaultGraph"))
    data, default = NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default")
    yield Triple(here, _node(SD, "defaultDataset"), data)
    yield Triple(data, TYPE, _node(SD, "Dataset"))
    yield Triple(data, _node(SD, "defaultGraph"), default)
    yield Triple(default, TYPE, _node(SD, "Graph"))
    for number, graph in enumerate(sorted(store.named_graphs(), key=str)):
        node = NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(data, _node(SD, "namedGraph"), node)
        yield Triple(node, TYPE, _node(SD, "NamedGraph"))
        yield Triple(node, _node(SD, "name"), graph)
    for name in described_in:
        for quad in store.quads_for_pattern(None, None, None, NamedNode(name)):
            yield quad.triple
