"""A store elsewhere in the place of a generation, for the server: `chidao serve --endpoint URL`.

Its graph is asked over the SPARQL Protocol; names and words are looked up in a list that is kept here
(kg.remote.names). Whether the data there changed is looked after now and then; then workers open it anew.

    python -m web.elsewhere < JSON      lists the names and words of a store, and prints its state

>>> from kg.store.generations import StoreError
>>> from kg.remote.http import RemoteError, RemoteTimeoutError
>>> [status(error) for error in (RemoteError("x", 400), RemoteError("x"), RemoteTimeoutError("x"), StoreError("x"))]
[400, 502, 504, 500]
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.rdf.dataset import NAME
from kg.settings import Settings
from kg.store.generations import StoreError
from queries.remote import Remote

if TYPE_CHECKING:
    from pyoxigraph import Quad

CHECK_SECONDS = 30.0
"""So often it is looked whether the data changed."""


def status(error: StoreError) -> int:
    """The status of HTTP for what went wrong with a store."""
    from kg.remote.http import RemoteError, RemoteTimeoutError

    if isinstance(error, RemoteTimeoutError):
        return 504
    if isinstance(error, RemoteError):
        return 400 if error.status == 400 else 502
    return 500


class Watched:
    """What the server serves: like web.served.Served, of a store elsewhere."""

    def __init__(self, url: str, settings: Settings) -> None:
        self._url, self._settings = url, settings
        self._next = 0.0
        self.source: dict[str, Any] = {}

    async def renew(self) -> bool:
        """Take what is newer than what is served; whether there was. Raises StoreError."""
        if self.source and time.monotonic() < self._next:
            return False
        said = await self._look()
        self._next = time.monotonic() + CHECK_SECONDS
        if self.source.get("state") == said["state"]:
            return False
        self.source = {
            "folder": None, "graph": "", "union": True, "description": [said["base"] + NAME], "endpoint": self._url,
            "kept": str(self._settings.store), "state": said["state"],
        }  # fmt: skip
        return True

    async def _look(self) -> dict[str, str]:
        """Names and words listed, in a process of its own; the state of the data and their base."""
        pipe = asyncio.subprocess.PIPE
        words = [sys.executable, "-m", "web.elsewhere"]  # the address may hold a password: it is no argument
        process = await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe, stderr=pipe)
        try:
            asked = json.dumps({"endpoint": self._url, "kept": str(self._settings.store)}).encode()
            told, wrong = await process.communicate(asked)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise
        if process.returncode:
            raise StoreError(wrong.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1])
        found: dict[str, str] = json.loads(told)
        return found

    def release(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Nothing is held."""


class Elsewhere(Remote):
    """The graph at an endpoint, with all that the server asks of a store."""

    state = ""

    @staticmethod
    def of(source: Mapping[str, Any]) -> Elsewhere:
        """That of a source of jobs; raises RemoteError where it does not answer."""
        settings = Settings.from_environment(store=Path(source["kept"]))
        found = Remote.at(source["endpoint"], settings, words=True)
        made = Elsewhere(found.endpoint, found.base, found.folder, words=True)
        made.state, made.rows = source.get("state", ""), settings.query_rows
        return made

    rows = 100_000

    @property
    def id(self) -> str:
        """What its data are, as a mark."""
        return self.state[:12]

    @cached_property
    def _graph(self) -> _Graph:
        return _Graph(self)

    @property
    def store(self) -> Any:
        """What is asked."""
        return self._graph


class _Graph:
    """The methods of pyoxigraph's Store that the server uses, over the SPARQL Protocol."""

    def __init__(self, there: Elsewhere) -> None:
        self._there = there

    def query(
        self, query: str, *, base_iri: str | None = None, prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False, default_graph: Sequence[Any] = (), named_graphs: Sequence[Any] = (),
    ) -> Any:  # fmt: skip
        """The answer as pyoxigraph gives that of a store here; raises SyntaxError as it does, and RemoteError."""
        import pyoxigraph as ox

        # The grammar of the server holds, whatever the store takes: what is refused here is refused there.
        kind = type(ox.Store().query(query, base_iri=base_iri, prefixes=dict(prefixes or {})))
        head = f"BASE <{base_iri}>\n" if base_iri else ""
        head += "".join(f"PREFIX {name}: <{space}>\n" for name, space in (prefixes or {}).items())
        dataset = [("default-graph-uri", each.value) for each in default_graph]
        dataset += [("named-graph-uri", each.value) for each in named_graphs]
        form = "turtle" if kind is ox.QueryTriples else "json"
        fetch = self._there.endpoint.fetch
        data = fetch(head + query, form, union=use_default_graph_as_union, dataset=dataset)
        if kind is not ox.QueryTriples:
            return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        store = ox.Store()
        store.bulk_load(data, format=ox.RdfFormat.TURTLE)
        return store.query("CONSTRUCT WHERE { ?s ?p ?o }")

    def quads_for_pattern(self, subject: Any, predicate: Any, value: Any, graph: Any = None) -> Iterator[Quad]:
        """The quads that fit, as many as an answer may have and one more; of any graph where `graph` is None."""
        import pyoxigraph as ox

        terms = {"?s": subject, "?p": predicate, "?o": value}
        pattern = " ".join(name if term is None else str(term) for name, term in terms.items())
        named = isinstance(graph, ox.NamedNode)
        where = f"{{ GRAPH {graph} {{ {pattern} }} }}" if named else f"{{ {pattern} }}"
        query = f"SELECT * {where} LIMIT {self._there.rows + 1}"
        rows = self.query(query, use_default_graph_as_union=graph is None)
        names = [variable.value for variable in rows.variables]
        for row in rows:
            found = {name: row[name] for name in names}
            yield ox.Quad(
                found.get("s", subject), found.get("p", predicate), found.get("o", value), graph if named else None
            )

    def named_graphs(self) -> list[Any]:
        """The names of its graphs."""
        rows = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 100000")
        return [row["g"] for row in rows]

    def contains_named_graph(self, graph: Any) -> bool:
        """Whether it has a graph of this name."""
        return bool(self.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))


def main() -> int:
    """List what is looked up, and print the state; exit code 1, and one line, where that cannot be done."""
    asked = json.load(sys.stdin)
    try:
        remote = Remote.at(asked["endpoint"], Settings.from_environment(store=Path(asked["kept"])), words=True)
        json.dump({"state": remote.search.stem, "base": remote.base}, sys.stdout)
    except (StoreError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
