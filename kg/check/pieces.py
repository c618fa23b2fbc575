"""The graph in small pieces for SHACL: each document with its links and what they lead to, shared entities by some
hundred. A piece has a digest of all its triples, so that what did not change need not be checked again.

A piece is checked for its own nodes; of their neighbours it holds classes, names and dates alone. Rules ask for classes
and dates; a neighbour without a name would break a rule itself, which pySHACL takes long to report and nobody reads.
Reading all pieces is linear in the size of the graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from kg.rdf import terms as t
from kg.rdf.schema import schema_quads

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.store.generations import Generation

OF_NEIGHBOURS = (t.RDF_TYPE, t.RDFS_LABEL, t.PREF_LABEL, t.DATE)
ENTITIES = 200
"""Nodes of a shared graph in one piece, about; more make pySHACL no faster, fewer repeat its start."""
SHARED = ("entities", "registry", "ontology")
"""Graphs of things that are of no document. The links and what follows from them go with the nodes they are of."""
PARTS = (t.MATCH_OF, t.CONTINUATION)
"""From a node to what hangs on it and stands in no graph of a document or of shared things: it is checked with it."""
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@dataclass(frozen=True)
class Piece:
    """A part of the graph that is checked at once; `own` are the nodes that are checked."""

    name: str
    triples: tuple[Triple, ...]
    own: frozenset[str]

    def digest(self) -> str:
        """SHA-256 of its triples in order, and of which nodes are its own."""
        lines = sorted(str(triple) for triple in self.triples)
        return hashlib.sha256("\n".join([*lines, *sorted(self.own)]).encode()).hexdigest()


def pieces(generation: Generation) -> Iterator[Piece]:
    """All pieces of a generation, documents first, in the order of their names."""
    base = str(generation.manifest["base"])
    store = generation.store
    for name in sorted(generation.graphs):
        if name.startswith(f"{base}graph/doc/"):
            subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, NamedNode(name))}
            yield _piece(name, subjects, store)
    for name in (f"{base}graph/{shared}" for shared in SHARED):
        subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, NamedNode(name))}
        for number, some in enumerate(buckets(subjects)):
            yield _piece(f"{name}#{number}", some, store)


def buckets(subjects: Iterable[object], size: int = ENTITIES) -> list[set[object]]:
    """Nodes in sets of about `size`, by a hash of their names: one more changes its own set and no other.

    >>> [len(part) for part in buckets(NamedNode(f"urn:{i}") for i in range(1000))]
    [124, 122, 134, 129, 139, 141, 103, 108]
    """
    known = set(subjects)
    count = 1
    while count * size < len(known):
        count *= 2
    found: list[set[object]] = [set() for _ in range(count)]
    for node in known:
        found[int.from_bytes(hashlib.sha256(str(node).encode()).digest()[:4]) % count].add(node)
    return [some for some in found if some]


def _piece(name: str, subjects: AbstractSet[object], store: Store) -> Piece:
    """These nodes and what hangs on them, with all that is said of them in any graph, and their neighbours."""
    hang = (q.object for p in PARTS for node in subjects for q in store.quads_for_pattern(node, p, None, None))  # type: ignore[arg-type]
    subjects = {*subjects, *hang}
    triples = [quad.triple for node in subjects for quad in store.quads_for_pattern(node, None, None, None)]  # type: ignore[arg-type]
    near = {o for triple in triples if isinstance(o := triple.object, NamedNode)} - subjects
    for node in near:
        for predicate in OF_NEIGHBOURS:
            triples += [quad.triple for quad in store.quads_for_pattern(node, predicate, None, None)]
    own = frozenset(node.value for node in subjects if isinstance(node, NamedNode))
    return Piece(name, (*triples, *class_triples()), own)


def class_triples() -> list[Triple]:
    """Which class of ours is below which: a task is a duty, a kind of agency is a concept."""
    return [
        quad.triple
        for quad in schema_quads()
        if quad.predicate == _SUBCLASS and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    ]
