"""How many tasks an agency has in each document and with each other agency: told in the summary of a graph.

Who has tasks in thousands of documents would have each of them looked up to count them, and again to sort them
(docs/decisions/0108-counts-of-agencies.md). Reports are not counted here: a report is a task as well.

>>> shares = Shares()
>>> for agency, led in ((b"<urn:b/agency/a>", True), (b"<urn:b/agency/c>", False)):
...     shares.add(b"<urn:b/doc/1#task>", b"<urn:b/doc/1>", agency, led=led)
>>> found = list(shares.quads(Writer("urn:b/"), [b"<urn:b/doc/1>"]))
>>> [quad.subject.value for quad in found if quad.predicate in (t.TASKS_LED, t.TASKS_SHARED)]
['urn:b/agency/a#doc/1', 'urn:b/agency/c#doc/1', 'urn:b/agency/a#with/agency/c', 'urn:b/agency/c#with/agency/a']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from pyoxigraph import NamedNode, Quad

from kg.rdf import terms as t
from kg.rdf.told import Writer


class Shares:
    """Filled with one task of an agency or group after the other."""

    def __init__(self) -> None:
        self._counts: dict[bytes, dict[bytes, list[int]]] = {}  # agency, document: tasks led, supported
        self._agencies: dict[bytes, set[bytes]] = {}  # of a task

    def add(self, task: bytes, document: bytes, agency: bytes, *, led: bool) -> None:
        """Count a task of a document that an agency leads or supports, each once: IRIs as N-Quads writes them."""
        both = self._counts.setdefault(agency, {}).setdefault(document, [0, 0])
        both[0 if led else 1] += 1
        self._agencies.setdefault(task, set()).add(agency)

    def quads(self, write: Writer, listed: Sequence[bytes]) -> Iterator[Quad]:
        """All counts; those of an agency are in order: most tasks led, then supported, then as the documents are
        `listed`."""
        place = {document: rank for rank, document in enumerate(listed)}
        for agency, counts in self._counts.items():
            order = sorted(counts, key=lambda each: (-counts[each][0], -counts[each][1], place[each]))
            for rank, document in enumerate(order, start=1):
                node = _below(write, agency, document)
                yield write.quad(node, t.RDF_TYPE, t.AGENCY_COUNT)
                yield write.quad(node, t.COUNT_OF_AGENCY, _iri(agency))
                yield write.quad(node, t.COUNT_IN_DOCUMENT, _iri(document))
                yield write.number(node, t.COUNT_RANK, rank)
                yield write.number(node, t.TASKS_LED, counts[document][0])
                yield write.number(node, t.TASKS_SUPPORTED, counts[document][1])
        pairs = Counter(pair for agencies in self._agencies.values() for pair in permutations(sorted(agencies), 2))
        for (agency, other), count in pairs.items():
            node = _below(write, agency, other, "with/")
            yield write.quad(node, t.RDF_TYPE, t.PARTNER_COUNT)
            yield write.quad(node, t.PARTNERS_OF, _iri(agency))
            yield write.quad(node, t.PARTNER, _iri(other))
            yield write.number(node, t.TASKS_SHARED, count)


def _below(write: Writer, agency: bytes, other: bytes, how: str = "") -> bytes:
    """The node that counts something of an agency: below its IRI, named by the IRI of the other."""
    return f"<{_iri(agency).value}#{how}{_iri(other).value.removeprefix(write.base)}>".encode()


def _iri(node: bytes) -> NamedNode:
    return NamedNode(node[1:-1].decode())
