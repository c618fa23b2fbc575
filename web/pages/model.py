"""The page of the ontology (`/ontology`, and `/ont`, where its terms have their IRIs): classes with how many things
there are of each, properties, vocabularies, and the rules that a graph is held to, in words."""

from __future__ import annotations

from typing import Any

from queries.run import Answer
from web.pages.home import GLANCE
from web.pages.page import Page, View
from web.pages.terms import ONT, model


def view(page: Page) -> View:
    """The page of the ontology; of what lies below `/ont`, the page of any thing."""
    if page.path not in ("", "ont"):
        from web.pages.thing import view as thing

        return thing(page)
    found = model(page.base)
    counts = {row["term"]: row["count"] for row in page.ask("partitions") if row["kind"] == "class"}
    classes = [each | {"count": int(counts.get(each["iri"], 0)), "things": _things(page, each["name"])}
               for each in found["classes"]]  # fmt: skip
    data = {"base_iri": page.base, "classes": classes, "properties": found["properties"],
            "vocabularies": found["vocabularies"]}  # fmt: skip
    columns = ("term", "kind", "vi", "en", "definitionVi", "definitionEn")
    rows = [(each["iri"], kind, each["vi"], each["en"], each["definition"]["vi"], each["definition"]["en"])
            for kind in ("classes", "properties") for each in found[kind]]  # fmt: skip
    return View("ontology.html", page.words("model_page.title"), data, Answer(columns, tuple(rows)))


def _things(page: Page, name: str) -> str:
    """Where the things of a class are listed: the list that shows them, else a query."""
    local = name.removeprefix("cd:")
    if local in GLANCE:
        return page.links.to(GLANCE[local])
    query = f"PREFIX cd: <{ONT}>\n\nSELECT ?thing {{\n  ?thing a {name} .\n}} LIMIT 500\n"
    return page.links.to("editor", query=query, run="1")


def concepts(page: Page) -> dict[str, Any] | None:
    """The vocabulary at the path of the page, if one is there."""
    iri = page.base + page.path
    return next((each for each in model(page.base)["vocabularies"] if each["iri"] == iri), None)
