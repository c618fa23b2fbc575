"""The SPARQL editor: a query in a box, its result as a table, the catalogue as examples.

    /editor?query=SELECT…               the query, and with run=1 its result
    /editor?question=tasks&lead=…       a question of the catalogue, with what is given in its place

It works without a script: the form asks for this page again. With the library of `make assets` the box becomes YASQE,
the editor of YASGUI, and queries go to /sparql from the browser (docs/decisions/0095-sparql-editor.md).
"""

from __future__ import annotations

import json
from typing import Any

from queries.lookup import LookupFailedError
from queries.run import PREFIXES, Answer, QueryError
from web.pages.page import Page, View
from web.pages.queries import bound, catalogue, names, source
from web.pages.terms import model
from web.static_files import shipped

LIBRARY, STYLE = "vendor/yasgui.js", "vendor/yasgui.css"
ROWS = 500
"""Rows of a result that a page shows."""
FIRST = """PREFIX cd: <https://w3id.org/chidao/ont#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?task ?words ?agency {
  ?task a cd:Task ; cd:in/cd:text ?words ; cd:ledBy/rdfs:label ?agency .
} LIMIT 20
"""
"""The query that the editor begins with."""


def view(page: Page) -> View:
    """The editor."""
    query, problem = _query(page)
    data: dict[str, Any] = {
        "query_text": query, "problem": problem, "built": shipped(LIBRARY) is not None, "prefixes": PREFIXES,
        "examples": [{"name": q.name, "vi": q.summary_vi, "en": q.summary_en} for q in catalogue().values()],
        "terms": terms(page.base), "ran": False, "truth": None, "graph": "",
        "columns": [], "heads": [], "rows": [], "names": {},
        "truncated": False,
    }  # fmt: skip
    if page.given.get("run") and query.strip() and not problem:
        status, found = _run(page, query, data)
        return View("editor.html", page.words("editor_page.title"), data, found, status)
    return View("editor.html", page.words("editor_page.title"), data, status=400 if problem else 200)


def _query(page: Page) -> tuple[str, str]:
    """The query to begin with, and what is wrong with what was asked for."""
    name = page.given.get("question", "")
    if not name:
        return page.given.get("query", FIRST), ""
    question = catalogue().get(name)
    if question is None:
        return FIRST, page.words("editor_page.no_question", name=name[:100])
    given = {key: value for key, value in page.given.items() if key not in ("question", "run", "query")}
    try:
        return bound(page, question, given), ""
    except LookupFailedError:  # its example means nothing in this graph
        return source(question), ""
    except QueryError as error:
        return source(question), str(error)


def _run(page: Page, query: str, data: dict[str, Any]) -> tuple[int, Answer | None]:
    """The result of a query as the endpoint gives it, put into `data`; the status of HTTP, and the table it is."""
    accept = "application/sparql-results+json, text/turtle;q=0.5"
    header, body = page.sparql(query, accept)
    if header.get("status", 200) >= 400:
        data["problem"] = header["detail"]
        return int(header["status"]), None
    data |= {"ran": True, "truncated": bool(header.get("headers"))}
    if header["media"].startswith("text/turtle"):
        data["graph"] = body.decode("utf-8", "replace")
        return 200, None
    said = json.loads(body)
    if "boolean" in said:
        data["truth"] = said["boolean"]
        return 200, None
    columns = tuple(said["head"]["vars"])
    rows = [tuple(row[c]["value"] if c in row else None for c in columns) for row in said["results"]["bindings"]]
    found = Answer(columns, tuple(rows[:ROWS]), truncated=len(rows) > ROWS)
    data |= {
        "columns": list(columns), "heads": [{"name": c, "head": c, "label": ""} for c in columns],
        "rows": found.dicts(),
        "names": names(page, found), "truncated": data["truncated"] or found.truncated,
    }  # fmt: skip
    return 200, found


def terms(base: str) -> dict[str, list[str]]:
    """The classes and properties of the ontology, which the editor completes."""
    return {kind: [each["iri"] for each in model(base)[kind]] for kind in ("classes", "properties")}
