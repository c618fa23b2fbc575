"""Quads by graph, in one order, with a digest: what makes two builds comparable.

Source of the form: W3C RDF 1.1 N-Quads, canonical form (one line a quad), lines sorted by code point.

>>> from pyoxigraph import Literal, NamedNode, Quad
>>> a, g, h = NamedNode("urn:a"), NamedNode("urn:g"), NamedNode("urn:h")
>>> graphs, repeated = by_graph([Quad(a, a, Literal("2"), g), Quad(a, a, Literal("1"), g), Quad(a, a, Literal("1"), h)])
>>> [(name, len(graph)) for name, graph in graphs.items()], [str(each.where) for each in repeated]
([('urn:g', 2)], ['urn:h'])
>>> graphs["urn:g"].lines[0]
b'<urn:a> <urn:a> "1" <urn:g> .'
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
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
    """The quads of one named graph, each once, as sorted lines of N-Quads: the form they are told apart by, and the
    one that is loaded fastest. `data` is all lines with their ends, `size` how many there are."""

    name: str
    data: bytes
    size: int

    def __len__(self) -> int:
        return self.size

    @property
    def lines(self) -> list[bytes]:
        """The lines without their ends."""
        # N-Quads escapes line ends inside literals, so a line is a quad; splitlines() would break at U+0085 too.
        return self.data.split(b"\n")[:-1]

    def digest(self) -> str:
        """SHA-256 of its sorted N-Quads, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def by_graph(quads: Iterable[Quad]) -> tuple[dict[str, NamedGraph], list[Repeated]]:
    """The quads of each named graph, in the order of the graphs' names, and the triples that stood in several.

    A union of named graphs does not deduplicate, so a triple in two graphs would be counted twice by every query: it
    is kept in the graph whose name comes first. Raises QuadError for a blank node or a quad outside named graphs.
    """
    found = _grouped(quads)
    graphs: dict[str, list[bytes]] = {}
    repeated: list[Repeated] = []
    subjects: dict[bytes, list[str]] = {}  # of each subject: the graphs in which it stands
    for name in sorted(found):
        lines = _lines(found.pop(name))
        twice = dict(_again(name, lines, subjects, graphs))
        if twice:
            repeated += [Repeated(_triple(line), kept, name) for line, kept in twice.items()]
            lines = [line for line in lines if line not in twice]
        if lines:
            graphs[name] = lines
    repeated.sort(key=lambda each: (each.where, str(each.triple)))
    return {name: _named(name, graphs) for name in list(graphs)}, repeated


def _named(name: str, graphs: dict[str, list[bytes]]) -> NamedGraph:
    """A graph of its lines, which are let go."""
    lines = graphs.pop(name)
    lines.append(b"")
    return NamedGraph(name, b"\n".join(lines), len(lines) - 1)


def _grouped(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    from pyoxigraph import NamedNode

    found: dict[str, list[Quad]] = {}
    last: object = None
    mine: list[Quad] = []
    for quad in quads:
        graph = quad.graph_name
        if graph != last:  # a document's quads come one after the other
            if not isinstance(graph, NamedNode):
                raise QuadError(f"{quad}: stands in no named graph; give it one")
            last, mine = graph, found.setdefault(graph.value, [])
        mine.append(quad)
    return found


def _lines(quads: list[Quad]) -> list[bytes]:
    """The N-Quads of one graph, sorted, each once, without line ends."""
    from pyoxigraph import RdfFormat, serialize

    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    lines = sorted(set(data.split(b"\n")[:-1]))
    if b"_:" in data:  # that may stand in a literal
        for line in lines:
            subject, _, rest = line.split(b" ", 2)
            if subject.startswith(b"_:") or rest.startswith(b"_:"):
                raise QuadError(f"{line.decode()}: holds a blank node; give it an IRI")
    return lines


def _again(
    name: str, lines: list[bytes], subjects: dict[bytes, list[str]], graphs: Mapping[str, list[bytes]]
) -> Iterator[tuple[bytes, str]]:
    """The lines whose triple stands in one of `graphs` as well, each with that graph's name; notes their subjects.

    Only what is said of the same subject can be the same, and few subjects stand in two graphs.
    """
    size = len(f" <{name}> .".encode())
    last = b""
    others: tuple[str, ...] = ()
    for line in lines:
        subject = line[: line.index(b" ")]
        if subject != last:
            last, stands = subject, subjects.setdefault(subject, [])
            others = tuple(stands)
            stands.append(name)
        for other in others:
            known = graphs[other]
            there = line[:-size] + f" <{other}> .".encode()
            i = bisect_left(known, there)
            if i < len(known) and known[i] == there:
                yield line, other
                break


def _triple(line: bytes) -> Triple:
    from pyoxigraph import RdfFormat, parse

    triple: Triple = next(iter(parse(line, format=RdfFormat.N_QUADS))).triple
    return triple


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
