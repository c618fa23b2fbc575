"""The page of any thing that has none of its own: what the graph says of it, and what names it."""

from __future__ import annotations

from typing import Any

from queries.commands.context import local
from web.pages.page import NotHereError, Page, View

SOME = 50
"""Things that name it which are listed, of each relation."""
NAMES = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel")


def view(page: Page) -> View:
    """The page of the thing at the path of its IRI; raises NotHereError where the graph does not have it."""
    iri = page.base + page.path
    rows = page.ask("thing", iri=iri)
    if not rows:
        raise NotHereError(page.words("thing_page.not_in_graph", iri=iri[:300]))
    said = "propertyVi" if page.language == "vi" else "propertyEn"
    facts: dict[str, dict[str, Any]] = {}
    for row in rows:
        fact = facts.setdefault(row["property"], {"property": row["property"], "name": _name(row, said), "values": []})
        name = row["valueName"] if page.language == "vi" else row["valueEn"] or row["valueName"]
        value = {"value": row["value"], "name": name, "language": row["language"]}
        if value not in fact["values"]:
            fact["values"].append(value)
    naming = [_naming(page, iri, row, said) for row in page.ask("naming-counts", iri=iri)]
    names = [v for each in NAMES for v in facts.get(each, {"values": []})["values"]]
    names.sort(key=lambda v: v["language"] not in ("", page.language))
    title = names[0]["value"] if names else local(iri)
    return View("thing.html", title, {"iri": iri, "facts": list(facts.values()), "naming": naming})


def _naming(page: Page, iri: str, row: dict[str, str], said: str) -> dict[str, Any]:
    """One relation that leads to it: how many things have it, and SOME of them by their IRIs."""
    asked = {"iri": iri, "property": row["property"]}
    found = page.answer("naming-some", SOME, **asked)
    listed = sorted(found.dicts(), key=lambda one: one["thing"])
    things = [{"iri": one["thing"], "name": one["thingName"]} for one in listed]
    more = page.links.to("queries/naming-some", asked) if found.truncated else ""
    name = _name(row, said)
    return {"property": row["property"], "name": name, "count": row["count"], "things": things, "more": more}


def _name(row: dict[str, str], column: str) -> str:
    return row[column] or row["propertyVi"] or local(row["property"])
