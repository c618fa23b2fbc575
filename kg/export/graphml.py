"""Statements of the graph as GraphML, for Gephi, yEd, Cytoscape and networkx.

A node is a thing; what is said of it in words or numbers are its attributes (several values parted by ` | `), its
classes the attribute `type`; an edge is a statement about two things, its attribute `relation` the property.

>>> import io, networkx
>>> out = io.BytesIO()
>>> cites, label = Statement("a:a", "o:#cites", "a:b", True), Statement("a:a", "o:#label", "A", False)
>>> write([cites, label], out)
>>> graph = networkx.read_graphml(io.BytesIO(out.getvalue()))
>>> graph.nodes["a:a"]["label"], list(graph.edges(data="relation"))
('A', [('a:a', 'a:b', 'cites')])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from kg.export.xml import held

if TYPE_CHECKING:
    from kg.store.generations import Generation

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABELS = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel")


class Statement(NamedTuple):
    """A triple; `linked` where the object is a thing and no literal."""

    subject: str
    predicate: str
    object: str
    linked: bool


def statements(triples: Iterable[Any]) -> list[Statement]:
    """Triples or quads of pyoxigraph, without their graphs, each once, sorted."""
    import pyoxigraph as ox

    return sorted({
        Statement(str(t.subject.value), t.predicate.value, str(t.object.value), isinstance(t.object, ox.NamedNode))
        for t in triples
    })  # fmt: skip


def named(generation: Generation, said: list[Statement]) -> list[Statement]:
    """The statements with the labels and classes of what they lead to, so that no node is a bare IRI."""
    import pyoxigraph as ox

    own = {each.subject for each in said}
    ends = sorted({each.object for each in said if each.linked and each.predicate != TYPE} - own)
    more: list[Any] = []
    for end in ends:
        for predicate in (*LABELS, TYPE):
            more += generation.store.quads_for_pattern(ox.NamedNode(end), ox.NamedNode(predicate), None, None)
    return said + statements(more)


def write(said: Iterable[Statement], out: IO[bytes]) -> None:
    """Write the GraphML of the statements."""
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, object_, linked in said:
        graph.add_node(subject)
        name = local(predicate)
        if predicate == TYPE:
            values[subject]["type"].add(local(object_))
        elif linked:
            graph.add_edge(subject, object_, key=name, relation=name)
        else:
            values[subject][name].add(object_)
    for node, attributes in sorted(values.items()):
        for name, found in sorted(attributes.items()):
            graph.nodes[node][name] = held(" | ".join(sorted(found)))
    nx.write_graphml(graph, out, encoding="utf-8")


def local(iri: str) -> str:
    """The end of an IRI: the name of a term.

    >>> local("https://w3id.org/chidao/ont#cites")
    'cites'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
