"""A store elsewhere in the place of a generation: what the questions and the look-up of names need of one.

It is asked over SPARQL 1.1 Protocol; names are looked up in a list of its own that is kept (kg.remote.names).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.remote import names
from kg.remote.endpoint import Endpoint, base_of, find, with_union
from kg.settings import Settings
from kg.store.generations import Generation
from queries.lexer import names_dataset

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import QuerySolutions


class Remote(Generation):
    """The graph at an endpoint."""

    def __init__(self, endpoint: Endpoint, base: str, kept: Path, *, words: bool = False) -> None:
        self.folder = kept
        self.words = words
        self.endpoint = endpoint
        self.base = base

    @staticmethod
    def at(url: str, settings: Settings, *, words: bool = False) -> Remote:
        """The store at an address, its `words` to be searched; raises RemoteError where it does not answer or has no
        graph of ours."""
        asked = find(url, settings.query_seconds, settings.query_result_mb << 20).query
        base = base_of(asked, settings.base)
        return Remote(with_union(asked, base), base, settings.store / "remote", words=words)

    def __repr__(self) -> str:
        return f"Remote({self.endpoint.address.url!r})"

    @property
    def manifest(self) -> dict[str, Any]:
        """Of the manifest, what can be known of a store elsewhere."""
        return {"base": self.base}

    @cached_property
    def search(self) -> Path:
        """The tables of names, and the search index where words are to be searched."""
        return names.index(self.folder, self.endpoint, self.base, words=self.words)

    @property
    def store(self) -> _Store:  # type: ignore[override]
        """What is asked."""
        return _Store(self.endpoint)

    def free(self, query: str, kind: str) -> bytes:
        """The result of a query as it comes, serialised as `queries.run.free` says."""
        from queries.run import PREFIXES

        declared = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
        return self.endpoint.fetch(declared + query, kind, union=not names_dataset(query))

    def close(self) -> None:
        """Nothing is held."""


class _Store:
    """The methods of a store that the catalogue's questions use."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def query(self, query: str, *, use_default_graph_as_union: bool = False) -> QuerySolutions:
        """The rows of a SELECT."""
        return self._endpoint.select(query, union=use_default_graph_as_union)
