"""What long lists are sorted by and what is counted again and again, told once: the graph `graph/summary`.

A list that is sorted by IRIs has each of them looked up at each comparison, and a count reads all that it counts; with
10,000 documents that takes seconds (docs/decisions/0080-pages-of-long-lists.md). Numbers need no look-up. All of this
follows from the other graphs, and is made anew by each build.

>>> summary = Summary()
>>> summary.add("urn:g", [f"<urn:a> {t.RDF_TYPE} {t.DOCUMENT} <urn:g> .".encode()])
>>> [str(quad.triple) for quad in summary.quads()]
['<urn:a> <https://w3id.org/chidao/ont#rank> "1"^^<http://www.w3.org/2001/XMLSchema#integer>']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.iri import DEFAULT_BASE
from kg.rdf import terms as t

NAME = "graph/summary"


def _key(term: NamedNode) -> bytes:
    return str(term).encode()


_TYPE, _FILE, _REPEATS, _MATCHES = map(_key, (t.RDF_TYPE, t.SOURCE_FILE_OF, t.REPEATS, t.MATCHES))
_CITED, _LED, _SUPPORTED = map(_key, (t.REFERS_TO, t.LED_BY, t.SUPPORTED_BY))
_CLASSIFIED, _FIELD, _CONFIDENCE = map(_key, (t.CLASSIFICATION, t.FIELD, t.CONFIDENCE))
_DOCUMENT, _TASK = _key(t.DOCUMENT), _key(t.TASK)


class Summary:
    """Filled with one graph after the other, each as the sorted lines of its N-Quads."""

    def __init__(self) -> None:
        self._documents: set[bytes] = set()
        self._read: set[bytes] = set()
        self._counts: dict[bytes, Counter[bytes]] = {name: Counter() for name in (_CITED, _LED, _SUPPORTED, _FIELD)}
        self._doubts: dict[bytes, bytes] = {}
        self._aside: set[bytes] = set()  # what is doubtful but not listed

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """Take in a graph: `name` is its IRI."""
        end = -len(f" <{name}> .".encode())
        links = name.endswith("/links")
        tasks: set[bytes] = set()
        classes: list[tuple[bytes, bytes]] = []
        fields: dict[bytes, bytes] = {}
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if predicate == _TYPE:
                value = rest[:end]
                if value == _TASK:
                    tasks.add(subject)
                elif value == _DOCUMENT:
                    self._documents.add(subject)
            elif predicate in (_CITED, _LED, _SUPPORTED):
                self._counts[predicate][rest[:end]] += 1
            elif predicate == _CLASSIFIED:
                classes.append((subject, rest[:end]))
            elif predicate == _FIELD:
                fields[subject] = rest[:end]
            elif predicate == _FILE:
                self._read.add(subject)
            elif predicate in (_REPEATS, _MATCHES):
                self._aside.add(subject)
            elif links and predicate == _CONFIDENCE:
                self._doubts[subject] = rest[:end].split(b'"')[1]
        of_fields = {(task, fields[found]) for task, found in classes if task in tasks and found in fields}
        self._counts[_FIELD].update(field for _, field in of_fields)

    def quads(self, base: str = DEFAULT_BASE) -> Iterator[Quad]:
        """All of the summary."""
        graph = NamedNode(base + NAME)

        def number(term: bytes, predicate: NamedNode, value: int) -> Quad:
            return Quad(NamedNode(term[1:-1].decode()), predicate, t.integer(value), graph)

        listed = sorted(self._documents, key=lambda node: (node not in self._read, node[:-1]))
        for rank, node in enumerate(listed, start=1):
            yield number(node, t.RANK, rank)
        doubts = ((float(sure), node) for node, sure in self._doubts.items() if node not in self._aside)
        for rank, (_, node) in enumerate(sorted(doubts, key=lambda pair: (pair[0], pair[1][:-1])), start=1):
            yield number(node, t.DOUBT_RANK, rank)
        led, supported = self._counts[_LED], self._counts[_SUPPORTED]
        for agent in led.keys() | supported.keys():
            yield number(agent, t.LEAD_COUNT, led[agent])
            yield number(agent, t.SUPPORT_COUNT, supported[agent])
        for predicate, name in ((_CITED, t.TIMES_CITED), (_FIELD, t.TASK_COUNT)):
            for node, count in self._counts[predicate].items():
                yield number(node, name, count)
