"""What several tests ask of a graph: quads by graph, quotes rebuilt from evidence, as an analyst's query would."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, QuerySolutions, Store
from rdflib import Graph
from rdflib.compare import to_isomorphic

from kg.iri import DEFAULT_BASE

PREFIXES = """
PREFIX cd: <https://w3id.org/chidao/ont#>
PREFIX role: <https://w3id.org/chidao/voc/role#>
PREFIX part: <https://w3id.org/chidao/voc/part#>
PREFIX why: <https://w3id.org/chidao/voc/why#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
BASE <https://w3id.org/chidao/>
"""


def store_of(quads: Iterable[Quad]) -> Store:
    """A store in memory."""
    store = Store()
    store.extend(quads)
    return store


def ask(store: Store, query: str) -> list[tuple[str | None, ...]]:
    """The answers as plain strings; the default graph is the union of all."""
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple(value.value if value is not None else None for value in row) for row in found]  # type: ignore[union-attr]


def quotes(store: Store, node_class: str) -> dict[str, str]:
    """Node -> the words it stands for, for all nodes of a class."""
    rows = ask(
        store,
        f"""SELECT ?node ?text ?from ?to WHERE {{
          ?node a cd:{node_class} ; cd:in ?part . ?part cd:text ?text .
          OPTIONAL {{ ?node cd:from ?from ; cd:to ?to }} }}""",
    )
    return {
        str(node): str(text)[int(start) : int(end)] if start is not None and end is not None else str(text)
        for node, text, start, end in rows
    }


def in_graph(quads: Iterable[Quad], name: str) -> set[Quad]:
    """The quads of one named graph, by its IRI without base."""
    return {q for q in quads if q.graph_name.value == f"{DEFAULT_BASE}graph/{name}"}


def isomorphic(one: Iterable[Quad], turtle: str) -> bool:
    """Whether these quads, whatever their graphs, are the triples of a Turtle text."""
    left = Graph().parse(data="\n".join(f"{q.triple} ." for q in one), format="nt")
    return bool(
        to_isomorphic(left) == to_isomorphic(Graph().parse(data=turtle, format="turtle", publicID=DEFAULT_BASE))
    )
