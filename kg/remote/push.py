"""Filling a SPARQL 1.1 store with a generation: a request a named graph, resumable, verified by counts.

What was sent stands in the store itself, in the graph `{base}graph/pushed`: each graph of ours, and the SHA-256 of what
it holds once it is all there (`spdx:checksum`, as DCAT 3 has it). So a push that was stopped goes on where it was, from
any machine, and a graph that a later generation no longer has is removed. Graphs of others are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.build.progress import Progress, Step, silent
from kg.remote.endpoint import Services, graph_url
from kg.remote.http import RemoteError, send
from kg.store.nquads import digest_of

if TYPE_CHECKING:
    from kg.store.generations import Generation

NAME = "graph/pushed"
_SD_GRAPH = "http://www.w3.org/ns/sparql-service-description#NamedGraph"
SPDX = "http://spdx.org/rdf/terms#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_BATCH = 100  # graphs between two notes of what is there: so much at most is sent again
_PUT_BYTES, _UPDATE_BYTES = 8 << 20, 1 << 20
_NTRIPLES, _UPDATE = "application/n-triples", "application/sparql-update"
_COUNTS = "SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), \"{base}\")) }} GROUP BY ?g"
_RECORD = (
    "SELECT ?g ?sum {{ GRAPH <{record}> {{ ?g a <" + _SD_GRAPH + "> . "
    "OPTIONAL {{ ?g <" + SPDX + "checksum> ?c . ?c <" + SPDX + "checksumValue> ?sum }} }} }}"
)


@dataclass(frozen=True)
class Pushed:
    """What a push did: how many graphs were sent, were there already, were removed; `wrong` are graphs whose count is
    not that of the generation afterwards."""

    url: str
    generation: str
    protocol: str
    graphs: int
    sent: int
    there: int
    removed: int
    triples: int
    wrong: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"wrong": list(self.wrong), "verified": not self.wrong}


def push(generation: Generation, services: Services, seconds: float, progress: Progress = silent) -> Pushed:
    """Make the store hold each named graph of the generation; raises RemoteError where it cannot be filled."""
    target = _Target(services, seconds)
    base = str(generation.manifest["base"])
    record = base + NAME
    counts, sums = target.counts(base), target.record(record)
    wanted = generation.graphs
    there = {g for g, (n, digest) in wanted.items() if sums.get(g) == {digest} and counts.get(g) == n}
    todo = sorted(set(wanted) - there)
    old = sorted(set(sums) - set(wanted))
    target.put(record, _noted({g: wanted[g][1] if g in there else "" for g in {*wanted, *old}}, base))
    for name in old:
        target.remove(name)
    for done, name in enumerate(todo):
        progress(Step("push", done, len(todo)))
        target.put(name, _triples(generation, name))
        if (done + 1) % _BATCH == 0:
            target.add(record, _noted({g: wanted[g][1] for g in todo[done + 1 - _BATCH : done + 1]}, base))
    counts = target.counts(base)
    wrong = tuple(g for g, (n, _) in sorted(wanted.items()) if counts.get(g) != n and target.count(g) != n)
    sure = {g: "" if g in wrong else digest for g, (_, digest) in wanted.items()}
    whole = {} if wrong else {f"{base}dataset": digest_of(wanted)}
    target.put(record, _noted(sure | whole, base))
    triples = sum(n for n, _ in wanted.values())
    return Pushed(services.query.address.url, generation.id, target.protocol, len(wanted), len(todo), len(there),
                  len(old), triples, wrong)  # fmt: skip


def _triples(generation: Generation, name: str) -> Iterator[bytes]:
    """The lines of a graph as N-Triples."""
    from pyoxigraph import NamedNode

    for quad in generation.store.quads_for_pattern(None, None, None, NamedNode(name)):
        yield f"{quad.triple} .\n".encode()


def _noted(sums: dict[str, str], base: str) -> Iterator[bytes]:
    """What the record says of graphs, and of the whole (`{base}dataset`), each with its digest; "" where unknown."""
    for name, digest in sorted(sums.items()):
        if name != f"{base}dataset":
            yield f"<{name}> <{_TYPE}> <{_SD_GRAPH}> .\n".encode()
        if digest:
            node = f"<{base}{NAME}#sha256-{digest}>"
            yield f"<{name}> <{SPDX}checksum> {node} .\n".encode()
            yield f'{node} <{SPDX}checksumValue> "{digest}" .\n'.encode()


def chunks(lines: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Whole lines together, `most` bytes or so at a time; one empty chunk for none.

    >>> list(chunks([b"aa", b"bb", b"cc"], 4)), list(chunks([], 4))
    ([b'aabb', b'cc'], [b''])
    """
    parts: list[bytes] = []
    size, given = 0, False
    for line in lines:
        if parts and size + len(line) > most:
            yield b"".join(parts)
            parts, size, given = [], 0, True
        parts.append(line)
        size += len(line)
    if parts or not given:
        yield b"".join(parts)


class _Target:
    """A store that is filled by the Graph Store Protocol, or by updates where it has no other way."""

    def __init__(self, services: Services, seconds: float) -> None:
        self.services, self.seconds = services, seconds
        self.protocol = "graph store" if services.graphs is not None else "update"

    def put(self, name: str, lines: Iterable[bytes]) -> None:
        """Make a graph hold these triples and no others."""
        if self.services.graphs is None:
            before = f"DROP SILENT GRAPH <{name}> ;\n"
            for chunk in chunks(lines, _UPDATE_BYTES):
                self._insert(before, name, chunk)
                before = ""
            return
        method = "PUT"
        for chunk in chunks(lines, _PUT_BYTES):
            send(method, graph_url(self.services.graphs, name), chunk, _NTRIPLES, self.seconds)
            method = "POST"

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """Add triples to a graph."""
        for chunk in chunks(lines, _UPDATE_BYTES):
            if self.services.graphs is None:
                self._insert("", name, chunk)
            else:
                send("POST", graph_url(self.services.graphs, name), chunk, _NTRIPLES, self.seconds)

    def remove(self, name: str) -> None:
        """Remove a graph, if it is there."""
        if self.services.graphs is None:
            self._update(f"DROP SILENT GRAPH <{name}>".encode())
            return
        try:
            send("DELETE", graph_url(self.services.graphs, name), None, "", self.seconds)
        except RemoteError as error:
            if error.status != 404:
                raise

    def _insert(self, before: str, name: str, chunk: bytes) -> None:
        self._update(f"{before}INSERT DATA {{ GRAPH <{name}> {{\n".encode() + chunk + b"} }")

    def _update(self, text: bytes) -> None:
        assert self.services.update is not None  # noqa: S101 - kg.remote.endpoint.find gives one of both
        send("POST", self.services.update, text, _UPDATE, self.seconds)

    def counts(self, base: str) -> dict[str, int]:
        """Triples of each graph below a base."""
        rows = self.services.query.select(_COUNTS.format(base=base), union=False)
        return {str(row["g"].value): int(row["n"].value) for row in rows}

    def count(self, name: str) -> int:
        """Triples of one graph: of a long list a store may give a part."""
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
        return int(next(iter(self.services.query.select(query, union=False)))["n"].value)

    def record(self, record: str) -> dict[str, set[str]]:
        """Graphs that were pushed before, with their digests; several where a newer one was being sent."""
        found: dict[str, set[str]] = {}
        for row in self.services.query.select(_RECORD.format(record=record), union=False):
            sums = found.setdefault(str(row["g"].value), set())
            if row["sum"] is not None:
                sums.add(str(row["sum"].value))
        return found
