"""What a worker does: one question on one generation, answered within limits of rows and bytes.

A job is a dict that says its `kind`, its `source` and what the kind needs; the answer is a header and the body.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.lexer import RefusedError, brief, names_dataset
from web.guard import all_variables, guarded, is_update
from web.negotiate import GRAPHS, RESULTS, Format, choose
from web.pages.notes import Notes
from web.results import Cut, boolean

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat, Store

    from kg.store.generations import Generation

GZIP_FROM = 1024  # bytes; below, the header of gzip eats what it saves
CUT = "Chidao-Truncated"
READ_ONLY = "the graph is read-only: updates are refused; build it again from changed files instead"
Answer = tuple[dict[str, Any], bytes]


class Place:
    """What is open: a generation (None for a bare store) and the graph that is asked; `union`: its default graph is
    the union of all."""

    def __init__(self, source: dict[str, Any]) -> None:
        import pyoxigraph

        from kg.store.generations import LOCK, Generation
        from kg.store.locks import Lock

        self.source = source
        self.store: Store
        self.union = bool(source["union"])
        self.generation: Generation | None = None
        if source.get("endpoint"):
            from web.elsewhere import Elsewhere

            there = Elsewhere.of(source)
            self.generation, self.store = there, there.store
            return
        if source["folder"]:
            folder = Path(source["folder"])
            lock = Lock.shared(folder / LOCK)
            if lock is None:
                raise FileNotFoundError(folder)
            self.generation = Generation(folder, lock)
        self.store = pyoxigraph.Store.read_only(source["graph"])
        if self.generation is not None:
            self.generation.__dict__["store"] = self.store  # the same graph, with its description beside it

    def close(self) -> None:
        """Let go of the graph and of the lock."""
        if self.generation is not None:
            self.generation.close()
        del self.store

    def held(self) -> Generation:
        """The generation; raises ValueError where only a bare store is served."""
        if self.generation is None:
            raise ValueError("this server has no catalogue: it serves a bare store")
        return self.generation


def refusal(status: int, detail: str, **more: Any) -> Answer:
    """The answer that is an error."""
    return {"status": status, "detail": " ".join(detail.split()), "more": more}, b""


def answer(place: Place, job: dict[str, Any]) -> Answer:
    """The answer to a job; never raises but for memory."""
    try:
        header, body = _KINDS[job["kind"]](place, job)
    except RefusedError as error:
        return refusal(403, str(error))
    except MemoryError:
        raise
    except Exception as error:
        return _failed(error)
    header.setdefault("status", 200)
    if job.get("gzip") and len(body) >= GZIP_FROM:
        body = gzip.compress(body, 4, mtime=0)
        header.setdefault("headers", {})["Content-Encoding"] = "gzip"
    return header, body


def _failed(error: Exception) -> Answer:
    from kg.search import SearchError
    from kg.store.generations import StoreError
    from queries.lookup import LookupFailedError

    if isinstance(error, LookupFailedError):
        several = [entry._asdict() for entry in error.candidates]
        return refusal(409 if several else 404, str(error), **({"candidates": several} if several else {}))
    if isinstance(error, StoreError):
        from web.elsewhere import status

        return refusal(status(error), str(error))
    if isinstance(error, SearchError | ValueError | RuntimeError):  # RuntimeError: a query that cannot be evaluated
        return refusal(400, str(error))
    return refusal(500, f"{type(error).__name__}: {error}")


def _cut(job: dict[str, Any]) -> Cut:
    return Cut(int(job["rows"]), int(job["size"]))


def _headers(cut: Cut) -> dict[str, str]:
    limit = cut.rows if cut.said == "rows" else cut.size
    return {CUT: f"{cut.said}; limit={limit}"} if cut.said else {}


def _not_acceptable(offered: tuple[Format, ...]) -> Answer:
    return refusal(406, f"this is to be had as: {', '.join(each.types[0] for each in offered)}")


def rdf_format(form: Format) -> RdfFormat:
    """Oxigraph's name of a syntax."""
    from pyoxigraph import RdfFormat

    names = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML", "trig": "TRIG"}
    kind: RdfFormat = getattr(RdfFormat, names.get(form.name, "N_QUADS"))
    return kind


def sparql(place: Place, job: dict[str, Any]) -> Answer:
    """A query of SPARQL 1.1; `accept` chooses the format, `default` and `named` are the dataset of the request."""
    import pyoxigraph as ox

    from queries.run import PREFIXES

    text = str(job["query"])
    query = guarded(text)
    dataset: dict[str, Any] = {}
    if job["default"] or job["named"]:
        dataset["default_graph"] = [ox.NamedNode(iri) for iri in job["default"]]
        dataset["named_graphs"] = [ox.NamedNode(iri) for iri in job["named"]]
    elif place.union and not names_dataset(query):
        dataset["use_default_graph_as_union"] = True
    try:
        result: Any = place.store.query(query, base_iri=job["base"], prefixes=PREFIXES, **dataset)
    except SyntaxError as error:
        if is_update(text):
            return refusal(403, READ_ONLY)
        if query != text:
            return refusal(403, "SERVICE asks another server and is refused; ask this graph alone")
        return refusal(400, f"not a query: {brief(error)}")
    cut = _cut(job)
    if isinstance(result, ox.QueryTriples):
        form = choose(job["accept"], GRAPHS)
        if form is None:
            return _not_acceptable(GRAPHS)
        body = cut.graph(result, rdf_format(form), **PREFIXES)
    else:
        form = choose(job["accept"], RESULTS)
        if form is None:
            return _not_acceptable(RESULTS)
        truth = isinstance(result, ox.QueryBoolean)
        body = boolean(result, form.name) if truth else cut.select(result, form.name, all_variables(query))
    return {"media": form.media, "headers": _headers(cut)}, body


def graph(place: Place, job: dict[str, Any]) -> Answer:
    """One graph (SPARQL 1.1 Graph Store HTTP Protocol, section 5.2): the one named `graph`, or the default graph."""
    import pyoxigraph as ox

    from queries.run import PREFIXES

    form = choose(job["accept"], GRAPHS)
    if form is None:
        return _not_acceptable(GRAPHS)
    if job["graph"] is None:
        wanted: Any = None if place.union else ox.DefaultGraph()
    else:
        wanted = ox.NamedNode(job["graph"])
        if not place.store.contains_named_graph(wanted):
            return refusal(404, f"{job['graph'][:200]}: no such graph here")
    cut = _cut(job)
    triples = (quad.triple for quad in place.store.quads_for_pattern(None, None, None, wanted))
    body = cut.graph(triples, rdf_format(form), **PREFIXES)
    return {"media": form.media, "headers": _headers(cut)}, body


def void(place: Place, job: dict[str, Any]) -> Answer:
    """All that describes the data set and its endpoint."""
    import pyoxigraph as ox

    from queries.run import PREFIXES

    form = choose(job["accept"], GRAPHS)
    if form is None:
        return _not_acceptable(GRAPHS)
    graphs = [ox.NamedNode(name) for name in place.source["description"]]
    triples = (q.triple for name in graphs for q in place.store.quads_for_pattern(None, None, None, name))
    cut = _cut(job)
    body = cut.graph(triples, rdf_format(form), **PREFIXES)
    return {"media": form.media, "headers": _headers(cut)}, body


def describe(place: Place, job: dict[str, Any]) -> Answer:
    """The service description of the endpoint `endpoint`."""
    from queries.run import PREFIXES
    from web.describe import service

    form = choose(job["accept"], GRAPHS)
    if form is None:
        return _not_acceptable(GRAPHS)
    triples = service(job["endpoint"], place.store, place.union, place.source["description"])
    return {"media": form.media}, _cut(job).graph(triples, rdf_format(form), **PREFIXES)


def ask(place: Place, job: dict[str, Any]) -> Answer:
    """A question of the catalogue, in the envelope of `chidao query run --json`, or as CSV; beside tasks what offices
    reported of them, as there."""
    from queries.bind import page
    from queries.catalogue import question as kept
    from queries.present import csv_text
    from queries.progress import reported
    from queries.run import Answer as Table
    from queries.run import answer as run
    from queries.run import unknown

    try:
        question = kept(job["name"])
    except KeyError:
        return refusal(404, str(unknown(job["name"])))
    with Notes() as notes:
        found = run(place.held(), question, job["given"], job["limit"], job["offset"])
    if page(question.text) is None and job["limit"] and len(found.rows) > job["limit"]:
        found = Table(found.columns, found.rows[: job["limit"]], truncated=True)
    found = reported(place.held(), found)
    header: dict[str, Any] = {"headers": {CUT: "rows"} if found.truncated else {}, "more": found.truncated}
    if job["form"] == "csv":
        return {**header, "media": "text/csv; charset=utf-8"}, csv_text(found.columns, found.rows).encode()
    data = found.as_data() | ({"notes": notes.said} if notes.said else {})
    return {**header, "media": "application/json"}, json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def search(place: Place, job: dict[str, Any]) -> Answer:
    """Provisions in which words stand, best first, in the same envelope."""
    from kg.search import search as find
    from queries.present import csv_text

    limit = int(job["limit"])
    hits = find(place.held().search, job["words"], limit + 1)
    columns = ("iri", "document", "path", "snippet")
    rows = [(hit.iri, hit.document, hit.path, hit.snippet(job["words"])) for hit in hits[:limit]]
    header: dict[str, Any] = {"headers": {CUT: "rows"} if len(hits) > limit else {}}
    if job["form"] == "csv":
        return {**header, "media": "text/csv; charset=utf-8"}, csv_text(columns, rows).encode()
    data = {"columns": list(columns), "count": len(rows), "truncated": len(hits) > limit,
            "rows": [dict(zip(columns, row, strict=True)) for row in rows]}  # fmt: skip
    return {**header, "media": "application/json"}, json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def explore(place: Place, job: dict[str, Any]) -> Answer:
    """A view of the graph explorer."""
    from web.graph.jobs import explored

    return explored(place.held(), job)


def page(place: Place, job: dict[str, Any]) -> Answer:
    """A page of the browser, or its data."""
    from web.pages.work import page as made

    return made(place, job)


def entity(place: Place, job: dict[str, Any]) -> Answer:
    """A thing of the graph in RDF."""
    from web.pages.work import entity as made

    return made(place, job)


_KINDS: dict[str, Callable[[Place, dict[str, Any]], Answer]] = {
    "sparql": sparql, "graph": graph, "describe": describe, "void": void, "ask": ask, "search": search,
    "page": page, "entity": entity, "explore": explore,
}  # fmt: skip
