"""Quads by graph, in one order, with a digest: what makes two builds comparable.

Source of the form: W3C RDF 1.1 N-Quads, canonical form (one line a quad), lines sorted by code point.

>>> from pyoxigraph import Literal, NamedNode, Quad
>>> a, g, h = NamedNode("urn:a"), NamedNode("urn:g"), NamedNode("urn:h")
>>> graphs, repeated = by_graph([Quad(a, a, Literal("2"), g), Quad(a, a, Literal("1"), g), Quad(a, a, Literal("1"), h)])
>>> [(name, len(graph.quads)) for name, graph in graphs.items()], [str(each.where) for each in repeated]
([('urn:g', 2)], ['urn:h'])
>>> graphs["urn:g"].lines()[0]
b'<urn:a> <urn:a> "1" <urn:g> .'
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store, Triple


class QuadError(ValueError):
    """Quads that break a rule of the model: a blank node, or no graph."""


class Repeated(NamedTuple):
    """A triple that stands in graph `kept` was found in graph `where` as well, and left out there."""

    triple: Triple
    kept: str
    where: str


@dataclass(frozen=True)
class NamedGraph:
    """The quads of one named graph, each once."""

    name: str
    quads: list[Quad]

    def lines(self) -> list[bytes]:
        """Its N-Quads, sorted, without line ends."""
        from pyoxigraph import RdfFormat, serialize

        data = serialize(self.quads, format=RdfFormat.N_QUADS)
        # N-Quads escapes line ends inside literals, so a line is a quad; splitlines() would break at U+0085 too.
        return sorted((data or b"").split(b"\n")[:-1])

    def digest(self) -> str:
        """SHA-256 of its sorted N-Quads, hexadecimal."""
        digest = hashlib.sha256()
        for line in self.lines():
            digest.update(line + b"\n")
        return digest.hexdigest()


def by_graph(quads: Iterable[Quad]) -> tuple[dict[str, NamedGraph], list[Repeated]]:
    """The quads of each named graph, in the order of the graphs' names, and the triples that stood in several.

    A union of named graphs does not deduplicate, so a triple in two graphs would be counted twice by every query: it
    is kept in the graph whose name comes first. Raises QuadError for a blank node or a quad outside named graphs.
    """
    from pyoxigraph import BlankNode, NamedNode

    found: dict[str, set[Quad]] = {}
    for quad in quads:
        graph = quad.graph_name
        if not isinstance(graph, NamedNode):
            raise QuadError(f"{quad}: stands in no named graph; give it one")
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise QuadError(f"{quad}: holds a blank node; give it an IRI")
        found.setdefault(graph.value, set()).add(quad)
    graphs: dict[str, NamedGraph] = {}
    repeated: list[Repeated] = []
    owner: dict[Triple, str] = {}
    for name in sorted(found):
        kept: list[Quad] = []
        for quad in found[name]:
            first = owner.setdefault(quad.triple, name)
            if first == name:
                kept.append(quad)
            else:
                repeated.append(Repeated(quad.triple, first, name))
        if kept:
            graphs[name] = NamedGraph(name, kept)
    return graphs, sorted(repeated, key=lambda each: (each.where, str(each.triple)))


def digest_of(graphs: Mapping[str, tuple[int, str]]) -> str:
    """One digest of a dataset from those of its graphs."""
    digest = hashlib.sha256()
    for name in sorted(graphs):
        digest.update(f"{name} {graphs[name][1]}\n".encode())
    return digest.hexdigest()


def dump(store: Store, out: IO[bytes]) -> int:
    """Write all quads of a store as sorted N-Quads, return how many."""
    from pyoxigraph import RdfFormat

    data = store.dump(format=RdfFormat.N_QUADS) or b""
    lines = sorted(data.split(b"\n")[:-1])
    for line in lines:
        out.write(line + b"\n")
    return len(lines)
