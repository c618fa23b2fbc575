"""The page of a work: its kind, place and field, each place that names it with its words, what is asked and told."""

from __future__ import annotations

from typing import Any

from web.pages.page import NotHereError, Page, View

TOLD = ("stage", "placeName", "capital", "scale", "period", "investor")


def view(page: Page) -> View:
    """The page of the work at `project/…`; raises NotHereError where the graph has none."""
    iri = page.base + page.path
    about = page.ask("project-about", project=iri)
    if not about:
        raise NotHereError(page.words("thing_page.not_in_graph", iri=iri[:300]))
    first = about[0]
    said = page.answer("project", 0, project=iri)
    mentions = [_mention(row) for row in said.dicts()]
    tasks = list(dict.fromkeys(each["task"] for each in mentions if each["task"]))
    places = list(dict.fromkeys((row["place"], row["placeLabel"]) for row in about if row["place"]))
    english = page.language == "en"
    data: dict[str, Any] = {
        "project": iri, "label": first["label"],
        "kind": (first["kindEn"] if english else "") or first["kindName"], "field": first["field"],
        "fieldName": (first["fieldEn"] if english else "") or first["fieldName"],
        "places": [{"iri": place, "label": label} for place, label in places],
        "wordings": _wordings(first["label"], [row["otherName"] for row in about], mentions),
        "mentions": mentions, "tasks": page.ask("tasks", task=" ".join(tasks)) if tasks else [],
        "documents": len({each["document"] for each in mentions}),
    }  # fmt: skip
    return View("project.html", first["label"], data, said)


def _mention(row: dict[str, str]) -> dict[str, Any]:
    told = {name: row[name] for name in TOLD if row[name]}
    return {**{name: row[name] for name in ("mention", "document", "documentLabel", "path", "quote", "name", "task")},
            "asks": sorted(each for each in row["asks"].split("|") if each), "told": told}  # fmt: skip


def _wordings(label: str, others: list[str], mentions: list[dict[str, Any]]) -> list[str]:
    """The other names by which documents call it."""
    names = [*others, *(each["name"] for each in mentions)]
    return [name for name in dict.fromkeys(names) if name and name.casefold() != label.casefold()]
