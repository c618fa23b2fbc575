"""What this is: the data set as the graph describes itself, how it was read, what is unknown, versions, limits, use."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from kg.settings import Settings
from queries.run import Answer
from web.pages.page import Page, View

GRAPHS = ("ontology", "registry", "entities", "links", "inferred", "dataset")
"""Graphs that can be had by themselves, beside one for each document."""
LIMITS = ("query_seconds", "query_memory_mb", "query_rows", "query_result_mb")
_COUNTED = {
    "documents": "Document", "provisions": "Provision", "tasks": "Task", "assignments": "Assignment",
    "deadlines": "Deadline", "agencies": "Agency", "citations": "Citation", "projects": "Project", "targets": "Target",
    "reports": "ReportingDuty",
}  # fmt: skip


def view(page: Page) -> View:
    """The page."""
    said = _described(page)
    rows = page.ask("partitions")
    counts = {row["term"].rpartition("#")[2]: int(row["count"]) for row in rows if row["kind"] == "class"}
    facts = {row["term"].rpartition("#")[2]: int(row["count"]) for row in rows if row["kind"] == "property"}
    settings = Settings.from_environment()
    manifest = page.generation.manifest
    data: dict[str, Any] = {
        **said,
        "counts": [{"what": what, "count": counts.get(name, 0)} for what, name in _COUNTED.items()],
        "read": facts.get("sourceFile", 0), "doubtful": facts.get("reason", 0),
        "versions": {"program": version("chidao"), "ontology": _ontology(page), "made": str(manifest.get("made", ""))},
        "graphs": [{"name": name, "address": _graph(page, name)} for name in GRAPHS],
        "limits": {name: getattr(settings, name) for name in LIMITS},
        "endpoint": f"{page.origin}/sparql", "base_iri": page.base,
    }  # fmt: skip
    table = Answer(("term", "kind", "count"), tuple((row["term"], row["kind"], row["count"]) for row in rows))
    return View("about.html", page.words("about_page.title"), data, table)


def _graph(page: Page, name: str) -> str:
    return page.links.to("graphs", graph=f"{page.base}graph/{name}")


def _described(page: Page) -> dict[str, Any]:
    """Title, licence, sources, size and parts, as the graph says them of itself, in the language of the page."""
    whole: dict[str, list[str]] = {}
    parts: dict[str, dict[str, str]] = {}
    for row in page.ask("dataset"):
        name = row["property"].replace("#", "/").rpartition("/")[2]
        if row["language"] not in ("", page.language):
            continue
        if row["about"] == f"{page.base}dataset":
            whole.setdefault(name, []).append(row["value"])
        else:
            parts.setdefault(row["about"], {"part": row["about"]})[name] = row["value"]
    here = [each for each in parts.values() if each["part"].startswith(page.base)]
    named = [each for each in here if each.keys() >= {"title", "triples"}]
    first = {name: values[0] for name, values in whole.items()}
    return {
        "name": first.get("title", ""), "description": first.get("description", ""),
        "licence": first.get("license", ""), "rights": first.get("rights", ""), "sources": whole.get("source", []),
        "triples": int(first.get("triples", 0)), "classes": int(first.get("classes", 0)),
        "properties": int(first.get("properties", 0)),
        "parts": [{"title": each["title"], "triples": int(each["triples"])} for each in named],
    }  # fmt: skip


def _ontology(page: Page) -> str:
    from web.pages.terms import number

    return number(page.base)
