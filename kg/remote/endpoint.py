"""A SPARQL 1.1 endpoint that is asked (SPARQL 1.1 Protocol, through SPARQLWrapper), and how one is found.

People give the address of a server, a data set or of the endpoint itself; kg/data/stores.toml says where stores have
their services below it. The questions of the catalogue are of the union of all named graphs: what a store needs for
that is found by asking for the description that stands in one of them.
"""

from __future__ import annotations

import ast
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.data import toml
from kg.iri import VOID
from kg.rdf.dataset import DCAT, NAME
from kg.remote.http import Address, RemoteError, explained, read, send

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

_CUT = ("Chidao-Truncated", "X-SPARQL-MaxRows")
"""Headers that say that an answer was cut: ours, Virtuoso's."""
_BASES = f"SELECT ?graph ?space {{ GRAPH ?graph {{ ?d a <{DCAT}Dataset> ; <{VOID}uriSpace> ?space }} }}"


@dataclass(frozen=True)
class Endpoint:
    """The endpoint at an address; `union` are parameters that make its default graph the union of all."""

    address: Address
    seconds: float = 30
    most: int = 64 << 20
    union: Mapping[str, str] = field(default_factory=dict)

    def ask(self, query: str, *, union: bool = True) -> bool:
        """The answer to an ASK."""
        import json

        found: Any = _parsed(lambda: json.loads(self.fetch(query, "json", union=union)), self)
        if not isinstance(found, dict) or not isinstance(found.get("boolean"), bool):
            raise _no_sparql(self)
        return bool(found["boolean"])

    def select(self, query: str, *, union: bool = True) -> QuerySolutions:
        """The answer to a SELECT, as pyoxigraph gives those of a store here."""
        import pyoxigraph as ox

        data = self.fetch(query, "json", union=union)
        found: Any = _parsed(lambda: ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON), self)
        return found  # type: ignore[no-any-return]

    def fetch(self, query: str, form: str, *, union: bool = True, dataset: Sequence[tuple[str, str]] = ()) -> bytes:
        """The answer as it comes: `json`, `xml`, `csv`, `tsv` for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.

        `dataset` are parameters of the protocol that name graphs. Raises RemoteError.
        """
        import SPARQLWrapper as client  # noqa: N813 - costs 0.2 s
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        asked = client.SPARQLWrapper(self.address.url, agent="chidao")
        asked.setQuery(query)
        asked.setMethod(client.POST)
        asked.setOnlyConneg(True)
        asked.setReturnFormat("turtle" if asked.queryType in ("CONSTRUCT", "DESCRIBE") else form)
        asked.setTimeout(max(1, int(self.seconds)))
        if self.address.user:
            asked.setCredentials(self.address.user, self.address.password)
        for name, value in (*(self.union.items() if union else ()), *dataset):
            asked.addParameter(name, value)
        with explained(self.address.url, self.seconds):
            try:
                response = asked.query().response
            except SPARQLWrapperException as error:
                raise RemoteError(f"{self.address.url}: {_reason(error)}", 400) from None
            with response:
                cut = next((f"{name}: {response.headers[name]}" for name in _CUT if response.headers[name]), None)
                if cut:
                    raise RemoteError(f"{self.address.url}: cut its answer ({cut}); ask for less")
                return read(response.read, self.most, self.seconds)


def _parsed(parse: Any, endpoint: Endpoint) -> Any:
    try:
        return parse()
    except (ValueError, SyntaxError, OSError):
        raise _no_sparql(endpoint) from None


def _no_sparql(endpoint: Endpoint) -> RemoteError:
    return RemoteError(f"{endpoint.address.url}: answers no SPARQL; give the address of a SPARQL 1.1 store")


def _reason(error: Exception) -> str:
    """What an exception of SPARQLWrapper says, on one line: its class, and the body as the repr of bytes."""
    from kg.remote.http import _said

    said, _, body = str(error).partition("Response:\n")
    try:
        detail = _said(ast.literal_eval(body))
    except (ValueError, SyntaxError, AttributeError):
        detail = ""
    return " ".join(said.partition(": ")[2].split()).rstrip(". ") + detail


@dataclass(frozen=True)
class Services:
    """Where a store is asked and filled; `graphs` or `update` is None where the store has no such service."""

    query: Endpoint
    graphs: Address | None
    update: Address | None


def find(url: str, seconds: float, most: int = 64 << 20, *, to_fill: bool = False) -> Services:
    """The services of a store by its address, or by that of its endpoint; raises RemoteError.

    Where it is to be filled, those that can be written to are looked for too.
    """
    address = Address.of(url)
    answering: Services | None = None
    failed: RemoteError | None = None
    known: dict[str, bool] = {}
    for layout in toml("stores")["layouts"]:
        below = address.url.removesuffix(layout["query"]) if layout["query"] else address.url
        endpoint = Endpoint(address.at(below + layout["query"]), seconds, most)
        try:
            if endpoint.address.url not in known:
                known[endpoint.address.url] = False
                known[endpoint.address.url] = endpoint.ask("ASK {}") or True
        except RemoteError as error:
            if not error.status and "cannot be reached" in str(error):
                raise
            failed = failed or error
        if not known[endpoint.address.url]:
            continue
        if not to_fill:
            return Services(endpoint, None, None)
        graphs = address.at(below + layout["graphs"])
        update = address.at(below + layout["update"])
        if _answers("HEAD", graphs.at(f"{graphs.url}?default"), None, "", seconds):
            return Services(endpoint, graphs, None)
        if answering is None and _answers("POST", update, b"INSERT DATA {}", "application/sparql-update", seconds):
            answering = Services(endpoint, None, update)
    if answering is not None:
        return answering
    if any(known.values()):
        raise RemoteError(f"{address.url}: can be asked, but not be filled; give --graphs or --update")
    raise RemoteError(f"{address.url}: has no SPARQL endpoint that answers ({failed})")


def _answers(method: str, address: Address, body: bytes | None, media: str, seconds: float) -> bool:
    try:
        send(method, address, body, media, seconds)
    except RemoteError:
        return False
    return True


def base_of(endpoint: Endpoint, wanted: str) -> str:
    """The base of the data that an endpoint has: `wanted` where there are several; raises RemoteError for none."""
    rows = endpoint.select(_BASES, union=False)
    pairs = {(str(row["graph"].value), str(row["space"].value)) for row in rows}
    bases = sorted(space for graph, space in pairs if graph == space + NAME)
    if len(bases) > 1 and wanted not in bases:
        raise RemoteError(f"{endpoint.address.url}: has data of several bases ({', '.join(bases)}); set CHIDAO_BASE")
    if not bases:
        raise RemoteError(f"{endpoint.address.url}: has no graph of chidao; fill it with: chidao push ADDRESS")
    return wanted if wanted in bases else bases[0]


def with_union(endpoint: Endpoint, base: str) -> Endpoint:
    """The endpoint asked so that its default graph is the union of all named graphs; raises RemoteError."""
    for parameters in toml("stores")["unions"]:
        tried = replace(endpoint, union=parameters)
        try:
            if tried.ask(f"ASK {{ <{base}dataset> <{VOID}uriSpace> ?space }}"):
                return tried
        except RemoteError as error:
            if not error.status:
                raise
    raise RemoteError(
        f"{endpoint.address.url}: its default graph is not the union of its named graphs; set it up so"
        " (as with: oxigraph serve --union-default-graph)"
    )


def graph_url(graphs: Address, name: str) -> Address:
    """Where the Graph Store Protocol has a named graph (section 4.2, indirect identification)."""
    return graphs.at(f"{graphs.url}?graph={urllib.parse.quote(name, safe='')}")
