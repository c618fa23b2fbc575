"""The names of a store elsewhere, listed once and kept in the folder of the store, so that they are looked up as here.

Kept is the same SQLite file as beside a generation, without the words of provisions where they are not wanted. It is
made again when the store says another digest of what it holds (kg.remote.push notes it), or, where it was not filled by
a push, another description of itself.

>>> _ordered("SELECT DISTINCT ?iri ?name { ?iri ?p ?name }", 20)
'SELECT DISTINCT ?iri ?name { ?iri ?p ?name } ORDER BY ?iri ?name LIMIT 10000 OFFSET 20'
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.names import write_tables
from kg.rdf.dataset import NAME
from kg.remote import push
from kg.remote.endpoint import Endpoint
from kg.remote.http import RemoteError
from kg.search import write_index

_PAGE = 10_000
_MOST = 2_000_000
"""Rows of one listing: what has more is no list of names."""


def index(folder: Path, endpoint: Endpoint, base: str, *, words: bool = False) -> Path:
    """The file with the names of the store, and the `words` of its provisions where they are wanted; made where it is
    not there yet. Raises RemoteError, OSError."""
    whose = _digest(f"{endpoint.address.url} {base}")
    state = f"{whose}-{_state(endpoint, base)}"
    file = folder / f"{state}{'-words' if words else ''}.sqlite"
    if file.exists():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    making = file.with_suffix(f".{os.getpid()}")
    try:
        connection = sqlite3.connect(making)
        try:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            listing: Any = _Listing(endpoint)
            if words:
                write_index(connection, listing)
            write_tables(connection, listing)
        finally:
            connection.close()
        for old in folder.glob(f"{whose}-*.sqlite"):
            if not old.name.startswith(state):
                old.unlink(missing_ok=True)
        making.replace(file)
    finally:
        making.unlink(missing_ok=True)
    return file


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _state(endpoint: Endpoint, base: str) -> str:
    """What changes when the data of the store change."""
    checksum = f"<{push.SPDX}checksum>/<{push.SPDX}checksumValue>"
    pushed = endpoint.select(
        f"SELECT ?sum {{ GRAPH <{base}{push.NAME}> {{ <{base}dataset> {checksum} ?sum }} }}", union=False
    )
    sums = sorted(str(row["sum"].value) for row in pushed)
    if len(sums) == 1:
        return _digest(sums[0])
    described = endpoint.select(f"SELECT ?s ?p ?o {{ GRAPH <{base}{NAME}> {{ ?s ?p ?o }} }}", union=False)
    return _digest("\n".join(sorted(f"{row['s']} {row['p']} {row['o']}" for row in described)))


class _Listing:
    """What kg.names asks of a store, asked page by page: many stores give no more than some thousand rows at once."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def query(self, query: str, **_: object) -> Iterator[Any]:
        """The rows of a SELECT."""
        seen = 0
        while True:
            rows = list(self._endpoint.select(_ordered(query, seen)))
            yield from rows
            seen += len(rows)
            if not rows:
                return
            if seen > _MOST:
                raise RemoteError(f"{self._endpoint.address.url}: has more than {_MOST:,} names; ask it in SPARQL")

    def quads_for_pattern(self, subject: None, predicate: Any, value: None) -> Iterator[Any]:
        """The quads of a predicate."""
        from pyoxigraph import Quad

        for row in self.query(f"SELECT ?s ?o {{ ?s {predicate} ?o }}"):
            yield Quad(row["s"], predicate, row["o"])


def _ordered(query: str, offset: int) -> str:
    columns = re.findall(r"\?[A-Za-z]+", query.partition("SELECT")[2].partition("{")[0])
    return f"{query.rstrip()} ORDER BY {' '.join(columns)} LIMIT {_PAGE} OFFSET {offset}"
