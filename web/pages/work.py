"""What a worker does for a page: ask the view, and put what it found into the form that is wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.lexer import RefusedError
from queries.present import csv_text
from web.pages.cased import cased
from web.pages.links import Links
from web.pages.page import MovedError, NotHereError, Page, View
from web.pages.render import render
from web.pages.table import view

if TYPE_CHECKING:
    from web.work import Answer, Place

HTML = "text/html; charset=utf-8"
DESCRIBE = Path(__file__).parent.parent / "data" / "describe.rq"
"""What is said of a thing."""
ONTOLOGY = DESCRIBE.with_name("ontology.rq")
"""What is said of the ontology: all of it."""


def page(place: Place, job: dict[str, Any]) -> Answer:
    """The answer to a job of the kind `page`: `name`, `path`, `given`, `lang`, `today`, `address`, `form`."""
    from web.work import CUT, refusal, sparql

    def endpoint(query: str, accept: str) -> Answer:
        asked = {"query": query, "accept": accept, "base": f"{job['origin']}/sparql", "default": [], "named": []}
        try:
            return sparql(place, {**job, **asked})
        except RefusedError as error:
            return refusal(403, str(error))

    generation = place.held()
    links = Links(str(generation.manifest["base"]))
    asked = Page(
        generation, job["lang"], job["path"], job["given"], job["today"], job["address"], links, job["origin"], endpoint
    )  # fmt: skip
    try:
        found = _found(asked, job)
    except NotHereError as error:
        return refusal(404, str(error))
    except MovedError as error:
        return {"status": 301, "media": HTML, "headers": {"Location": links.entity(error.iri)}}, b""
    if job["form"] in found.forms:
        media, made = found.forms[job["form"]]
        return {"media": media}, made()
    if job["form"] not in ("html", "json", "csv"):
        return refusal(404, f"{job['address'][:200]}: not in this form; take .json")
    if job["form"] == "json":
        text = json.dumps(found.data, ensure_ascii=False)
        return {"media": "application/json", "status": found.status}, text.encode("utf-8", "replace")
    if job["form"] == "csv":
        if found.table is None:
            return refusal(406, f"{job['address'][:200]}: no table; take .json")
        table = found.all_rows() if found.all_rows else found.table
        text = csv_text(table.columns, table.rows)
        headers = {CUT: f"rows; limit={len(table.rows)}"} if found.all_rows and table.truncated else {}
        header = {"media": "text/csv; charset=utf-8", "status": found.status, "headers": headers}
        return header, text.encode("utf-8", "replace")
    frame = {"title": cased(found.title), "address": job["address"], "generation": generation.id, "today": job["today"],
             "tabular": found.table is not None, "active": job["name"]}  # fmt: skip
    said = render(found.template, {**found.data, **frame}, job["lang"], links)
    return {"media": HTML, "status": found.status}, said.encode("utf-8", "replace")


def _found(page: Page, job: dict[str, Any]) -> View:
    """What the view found; for people, where a name means nothing or too much, what they may have meant."""
    from queries.lookup import LookupFailedError
    from web.pages.unclear import unclear

    try:
        return view(job["name"])(page)
    except LookupFailedError as error:
        if job["form"] != "html":
            raise
        return unclear(page, job["name"], error)


def entity(place: Place, job: dict[str, Any]) -> Answer:
    """The answer to a job of the kind `entity`: what the graph says of a thing, in RDF."""
    from pyoxigraph import NamedNode

    from queries.bind import bind
    from queries.run import PREFIXES
    from web.negotiate import GRAPHS, choose
    from web.results import Cut
    from web.work import CUT, rdf_format, refusal

    generation = place.held()
    form = next((each for each in GRAPHS if each.name == job["form"]), None) or choose(job["accept"], GRAPHS)
    if form is None:
        return refusal(406, "take text/turtle, application/ld+json or another syntax of RDF")
    iri = str(generation.manifest["base"]) + job["path"]
    try:
        wanted = NamedNode(iri)
    except ValueError:
        return refusal(404, f"{iri[:200]!r} is no IRI")
    if next(iter(generation.store.quads_for_pattern(wanted, None, None, None)), None) is None:
        return refusal(404, f"{iri[:300]}: not in the graph")
    about = ONTOLOGY if job["path"] == "ont" else DESCRIBE
    query = bind(about.read_text(encoding="utf-8"), {"iri": [wanted]})
    triples: Any = generation.store.query(query, use_default_graph_as_union=True)
    cut = Cut(int(job["rows"]), int(job["size"]))
    body = cut.graph(triples, rdf_format(form), **PREFIXES)
    return {"media": form.media, "headers": {CUT: cut.said} if cut.said else {}}, body
