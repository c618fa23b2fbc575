"""Writing what the summary of a graph tells: ranks, counts and links in the graph `graph/summary` (kg.rdf.summary)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.iri import slug
from kg.rdf import terms as t

NAME = "graph/summary"


def words_of(literal: bytes) -> str:
    """The words of a literal as N-Quads writes it.

    >>> words_of('"Sở Y tế"@vi'.encode())
    'Sở Y tế'
    """
    (quad,) = parse(b"<urn:a> <urn:a> " + literal + b" .", format=RdfFormat.N_QUADS)
    return str(quad.object.value)


class Writer:
    """The triples of the summary.

    >>> print(Writer("urn:b/").number(b"<urn:a>", t.RANK, 3).triple)
    <urn:a> <https://w3id.org/chidao/ont#rank> "3"^^<http://www.w3.org/2001/XMLSchema#integer>
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._graph = NamedNode(base + NAME)

    def quad(self, node: bytes, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        """A triple of it; `node` is an IRI as N-Quads writes it."""
        return Quad(NamedNode(node[1:-1].decode()), predicate, value, self._graph)

    def number(self, node: bytes, predicate: NamedNode, value: int) -> Quad:
        """A whole number of a node."""
        return self.quad(node, predicate, t.integer(value))

    def ranks(self, predicate: NamedNode, nodes: Iterable[bytes]) -> Iterator[Quad]:
        """The place of each, from 1."""
        return (self.number(node, predicate, rank) for rank, node in enumerate(nodes, start=1))

    def day(self, day: bytes, count: int) -> Iterator[Quad]:
        """How much is due on a day, which is a literal."""
        told = day.split(b'"')[1]
        node = f"<{self.base}due/{told.decode()}>".encode()
        yield self.quad(node, t.RDF_TYPE, t.DUE_DAY)
        yield self.quad(node, t.ON_DAY, t.date(told.decode()))
        yield self.number(node, t.DUE_COUNT, count)

    def field(self, field: bytes, province: bytes, tasks: int, documents: int) -> Iterator[Quad]:
        """How many tasks of a field the documents of a province set; without one (empty) those of the centre."""
        above = field[1:-1].decode()
        name = words_of(province) if province else ""
        node = f"<{above}#{slug(name) if name else '-'}>".encode()
        yield self.quad(node, t.RDF_TYPE, t.FIELD_COUNT)
        yield self.quad(node, t.COUNT_OF, NamedNode(above))
        if name:
            yield self.quad(node, t.COUNT_IN, Literal(name))
        yield self.number(node, t.TASK_COUNT, tasks)
        yield self.number(node, t.DOCUMENT_COUNT, documents)
