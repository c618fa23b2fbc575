"""The page of a place: what was issued there, its agencies, tasks, works and targets, what it became and was made
of."""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.together import together
from queries import finding, lookup_tables
from queries.run import Answer
from queries.understood import LookupFailedError
from web.pages.page import MOST_ROWS, Page, View

ROWS = 15
BEFORE, BEFORE_ROWS = 12, 8
"""Places that went into this one, and the rows of each that are shown."""
AGENCIES = 30


def view(page: Page) -> View:
    """The page of the place at `place/…`; a thing like any other where the graph does not know it as a place."""
    iri = page.base + page.path
    known = page.ask("place", place=iri)
    if not known:
        from web.pages.thing import view as thing

        return thing(page)
    place = known[0]
    changes, (documents, tasks), parts, same, of_province, agencies = together(
        partial(_changes, page, iri),
        partial(_said_there, page, iri, ROWS),
        partial(page.ask, "places", 200, within=iri),
        partial(_same, page, place),
        partial(_of_province, page, place["label"]),
        partial(page.answer, "agencies", AGENCIES, place=iri),
    )
    data: dict[str, Any] = {
        "place": {**place, "names": sorted(each for each in place["names"].split("|") if each)}, "iri": iri,
        "changes": changes, "before": _before(page, changes["before"]),
        "documents": documents.dicts(), "more_documents": documents.truncated,
        "agencies": agencies.dicts(), "more_agencies": agencies.truncated,
        "tasks": tasks.dicts(), "more_tasks": tasks.truncated, "parts": parts, "same": same, **of_province,
    }  # fmt: skip
    whole = partial(page.answer, "tasks", MOST_ROWS, place=iri)
    return View("place.html", place["label"] or iri, data, tasks, all_rows=whole)


def _of_province(page: Page, label: str) -> dict[str, Any]:
    """The works and targets of a province, which are asked for by its name."""
    if not is_province(label):
        return {"province": "", "projects": [], "targets": [], "more_projects": False, "more_targets": False}
    works = page.answer("projects", ROWS, province=label)
    goals = page.answer("targets", ROWS, province=label)
    return {
        "province": label, "projects": works.dicts(), "more_projects": works.truncated,
        "targets": goals.dicts(), "more_targets": goals.truncated,
    }  # fmt: skip


def _said_there(page: Page, iri: str, rows: int) -> tuple[Answer, Answer]:
    """The first documents that were issued in a place, and its first tasks."""
    documents = page.answer("documents", rows, place=iri)
    return documents, _tasks(page, iri, documents, rows)


def _tasks(page: Page, iri: str, documents: Answer, rows: int) -> Answer:
    """The first tasks of a place: its list begins with those of its first document, which most often are enough."""
    first = next((row["document"] for row in documents.dicts() if row["read"] == "true"), "")
    if first:
        found = page.answer("tasks", rows, doc=first)
        if found.truncated:
            return found
    return page.answer("tasks", rows, place=iri)


def _before(page: Page, changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The places of which it was made, each with its own documents and tasks: what these say was said there, and holds
    for the place of today only as far as somebody carries it on. Those without any are left out."""
    olds = {each["iri"]: {**each, "day": one["day"]} for one in changes for each in one["originals"]}
    made = []
    shown = list(olds.values())[:BEFORE]
    said = together(*(partial(_said_there, page, old["iri"], BEFORE_ROWS) for old in shown))
    for old, (documents, tasks) in zip(shown, said, strict=True):
        if documents.rows or tasks.rows:
            made.append({**old, "documents": documents.dicts(), "more_documents": documents.truncated,
                         "tasks": tasks.dicts(), "more_tasks": tasks.truncated})  # fmt: skip
    return made


def is_province(label: str) -> bool:
    """Whether the registry has a province of this name: works and targets are asked for by it."""
    try:
        return bool(label) and lookup_tables.province(label) == label
    except LookupFailedError:
        return False


def _same(page: Page, place: dict[str, str]) -> list[dict[str, str]]:
    """Other places of this name: those before and after a change, which are places of their own."""
    found = finding.names(page.generation).fitting(place["label"], "place")
    return [
        {"iri": each.iri, "label": each.label, "detail": each.detail}
        for each in found
        if each.iri != place["place"] and each.label.endswith(place["label"])
    ]


def _changes(page: Page, iri: str) -> dict[str, list[dict[str, Any]]]:
    """What it became (`after`) and what it was made of (`before`): a row a change, with the places and legal bases."""
    made: dict[str, dict[str, Any]] = {}
    for row in page.ask("place-changes", place=iri):
        one = made.setdefault(row["change"], {
            "change": row["change"], "day": row["day"], "kind": row["kind"], "originals": [], "results": [],
            "legalBases": sorted(each for each in row["legalBases"].split("|") if each),
        })  # fmt: skip
        for which, to in (("original", "originals"), ("result", "results")):
            said = {"iri": row[which], "label": row[f"{which}Label"]}
            if said["iri"] and said not in one[to]:
                one[to].append(said)
    after = [one for one in made.values() if any(each["iri"] == iri for each in one["originals"])]
    return {"after": after, "before": [one for one in made.values() if one not in after]}
