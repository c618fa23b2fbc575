"""What the data set and its endpoint say of themselves, so that editors and programs work with them unconfigured.

VoID (statistics, classes with their properties), `sh:declare` (prefixes), `sh:SPARQLExecutable` (the catalogue as
examples; the convention of the SIB's sparql-examples, which sparql-editor and sparql-llm read) stand in a named graph
of their own, `{base}graph/dataset`. SPARQL 1.1 Service Description is made for each request, since it holds its URL.

>>> from pyoxigraph import Store
>>> sorted({str(t.predicate.value).rsplit("#")[-1] for t in service("http://h/sparql", Store(), True, None)})[:3]
['defaultDataset', 'defaultEntailmentRegime', 'defaultGraph']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from queries.run import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.store.generations import Generation
    from queries.catalogue import Question

SH, VOID, SD = "http://www.w3.org/ns/shacl#", "http://rdfs.org/ns/void#", "http://www.w3.org/ns/sparql-service-description#"
_EXT = "http://ldf.fi/void-ext#"
_DCTERMS = "http://purl.org/dc/terms/"
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


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_node(_XSD, "integer"))


def graph_of_description(base: str) -> NamedNode:
    """The named graph that holds the description of the data set."""
    return NamedNode(f"{base}graph/dataset")


def description(generation: Generation, store: Store, endpoint: str) -> Iterator[Quad]:
    """The description of a generation: data set, prefixes, examples, classes and their properties."""
    base = str(generation.manifest["base"])
    graph, dataset = graph_of_description(base), NamedNode(f"{base}dataset")
    for triple in _triples(generation, store, dataset, endpoint, base):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _triples(generation: Generation, store: Store, dataset: NamedNode, endpoint: str, base: str) -> Iterator[Triple]:
    yield Triple(dataset, TYPE, _node(VOID, "Dataset"))
    yield Triple(dataset, _node(_DCTERMS, "title"), Literal("Đồ thị văn bản chỉ đạo, điều hành", language="vi"))
    yield Triple(dataset, _node(_DCTERMS, "title"), Literal("Graph of directives and plans", language="en"))
    made = Literal(str(generation.manifest["made"]), datatype=_node(_XSD, "dateTime"))
    yield Triple(dataset, _node(_DCTERMS, "created"), made)
    yield Triple(dataset, _node(VOID, "sparqlEndpoint"), NamedNode(endpoint))
    yield Triple(dataset, _node(VOID, "uriSpace"), Literal(base))
    yield Triple(dataset, _node(VOID, "vocabulary"), NamedNode(PREFIXES["cd"].rstrip("#")))
    yield Triple(dataset, _node(VOID, "triples"), _number(sum(count for count, _ in generation.graphs.values())))
    for name, namespace in sorted((PREFIXES | MORE_PREFIXES).items()):
        prefix = NamedNode(f"{dataset.value}#prefix-{name}")
        yield Triple(dataset, _node(SH, "declare"), prefix)
        yield Triple(prefix, TYPE, _node(SH, "PrefixDeclaration"))
        yield Triple(prefix, _node(SH, "prefix"), Literal(name))
        yield Triple(prefix, _node(SH, "namespace"), Literal(namespace, datatype=_node(_XSD, "anyURI")))
    yield from _examples(generation, dataset, endpoint)
    yield from _partitions(store, dataset)


def _examples(generation: Generation, dataset: NamedNode, endpoint: str) -> Iterator[Triple]:
    from queries.catalogue import Catalogue

    for question in Catalogue.shipped():
        node = NamedNode(f"{dataset.value}#query-{question.name}")
        yield Triple(node, TYPE, _node(SH, "SPARQLExecutable"))
        yield Triple(node, TYPE, _node(SH, "SPARQLSelectExecutable"))
        # One comment: editors show an example once for each.
        yield Triple(node, COMMENT, Literal(f"{question.summary_vi} / {question.summary_en}"))
        yield Triple(node, LABEL, Literal(question.summary_vi, language="vi"))
        yield Triple(node, LABEL, Literal(question.summary_en, language="en"))
        yield Triple(node, _node(SH, "prefixes"), dataset)
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


def _partitions(store: Store, dataset: NamedNode) -> Iterator[Triple]:
    """Each class with its instances counted, and the properties and what they lead to, of the first SAMPLE of them."""
    classes: Any = store.query(
        "SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class", use_default_graph_as_union=True
    )
    for row in sorted(classes, key=str):
        kind = row["class"]
        if not isinstance(kind, NamedNode):
            continue
        part = NamedNode(f"{dataset.value}#class-{_local(kind)}")
        yield Triple(dataset, _node(VOID, "classPartition"), part)
        yield Triple(part, _node(VOID, "class"), kind)
        yield Triple(part, _node(VOID, "entities"), _number(int(row["n"].value)))
        yield from _properties(store, part, kind)


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


def service(endpoint: str, store: Store, union: bool, described_in: str | None) -> Iterator[Triple]:
    """SPARQL 1.1 Service Description of an endpoint, and the description of the data set (graph `described_in`)."""
    here = NamedNode(endpoint)
    yield Triple(here, TYPE, _node(SD, "Service"))
    yield Triple(here, _node(SD, "endpoint"), here)
    yield Triple(here, _node(SD, "supportedLanguage"), _node(SD, "SPARQL11Query"))
    yield Triple(here, _node(SD, "defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple"))
    for name in _RESULT_FORMATS:
        yield Triple(here, _node(SD, "resultFormat"), _node(_FORMATS, name))
    if union:
        yield Triple(here, _node(SD, "feature"), _node(SD, "UnionDefaultGraph"))
    dataset, default = NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default")
    yield Triple(here, _node(SD, "defaultDataset"), dataset)
    yield Triple(dataset, TYPE, _node(SD, "Dataset"))
    yield Triple(dataset, _node(SD, "defaultGraph"), default)
    yield Triple(default, TYPE, _node(SD, "Graph"))
    for number, graph in enumerate(sorted(store.named_graphs(), key=str)):
        node = NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(dataset, _node(SD, "namedGraph"), node)
        yield Triple(node, TYPE, _node(SD, "NamedGraph"))
        yield Triple(node, _node(SD, "name"), graph)
    if described_in is not None:
        for quad in store.quads_for_pattern(None, None, None, NamedNode(described_in)):
            yield quad.triple
