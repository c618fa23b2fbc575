"""The page of a provision, which is that of its task: who leads, by when, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from kg.search import sharing
from kg.together import together
from queries import progress
from queries.alike import differences, likest
from queries.today import carried_on, iso
from queries.validity import validity
from web.pages import told
from web.pages.document import LISTS, lists, once
from web.pages.facts import Facts, put_together, said
from web.pages.marks import lines
from web.pages.page import NotHereError, Page, View
from web.pages.tree import blocks
from web.pages.where import where

BESIDE = 2
"""Provisions before and behind it that are shown."""
ALIKE = 20
"""Tasks alike that are shown."""


def view(page: Page) -> View:
    """The page of the provision at `doc/…`; raises NotHereError where there is none."""
    iri = page.base + page.path
    answer = page.answer("provision", 0, 0, provision=iri)
    above = answer.dicts()
    if not above or above[-1]["above"] != iri:
        raise NotHereError(page.words("thing_page.not_in_graph", iri=iri[:300]))
    own = above[-1]
    as_of = iso(page.given.get("as_of", page.today))
    doc = own["document"]
    told_of, around, holds, alike = together(
        partial(said, page, doc, provision=iri),
        partial(page.ask, "around", 0, 0, provision=iri),
        partial(validity, page.generation, [doc], as_of),
        partial(_alike, page, own) if page.given.get("alike") else lambda: None,
    )
    facts = put_together(page, told_of, doc, {row["above"]: row["text"] for row in above}, iri)
    found = lists(page, facts)
    beside = [row for row in around if row["place"] == "beside"]
    at = next((n for n, row in enumerate(beside) if row["near"] == iri), 0)
    data: dict[str, Any] = {
        "doc": doc, "anchors": facts.anchors(), "places": [own["path"]],
        "provision": own, "above": above[:-1], "as_of": as_of,
        "validity": holds.get(doc, []), "alike": alike,
        "block": _block(own, facts), "cells": _cells(above, facts),
        "before": beside[max(0, at - BESIDE) : at], "after": beside[at + 1 : at + 1 + BESIDE],
        "below": [row for row in around if row["place"] == "below"],
        "header": told.header(facts, []), **found,
    }  # fmt: skip
    duties = [*found["tasks"], *found["reports"]]
    data["carriers"], table = together(partial(_carriers, page, duties, as_of), partial(_table, page, iri, duties))
    for role in (role for duty in duties for role in duty["roles"] if not role["label"] and role["agent"]):
        # Its words stand in a heading, so that facts-names, which is asked of the provision alone, does not have it.
        role["label"] = data["carriers"].get(role["agent"], {}).get("label", "")
    reports = progress.reports(page.generation, [duty["iri"] for duty in found["tasks"]])
    data["status"] = {
        task: {**progress.cells(report), "state": report.status, "who": report.who} for task, report in reports.items()
    }
    seen = once([data["header"], *(found[name] for name in LISTS)])
    data["others"] = [each for each in told.unlisted(facts, seen, page.language) if each["path"] == own["path"]]
    title = f"{where(page.language)(own['path'])} · {own['documentLabel']}"
    return View("provision.html", title, data, table)


def _table(page: Page, iri: str, duties: list[dict[str, Any]]) -> Any:
    """The evidence of its duties as a table."""
    nodes = " ".join(duty["iri"] for duty in duties)
    return page.answer("task-evidence", 0, 0, task=nodes) if nodes else None


def _block(own: dict[str, str], facts: Facts) -> dict[str, Any]:
    row = {"provision": own["above"], "path": own["path"], "kind": own["kind"], "text": own["text"],
           "line": own["line"]}  # fmt: skip
    return blocks([row], facts.spans(), facts.doc)[0]


def _cells(above: list[dict[str, str]], facts: Facts) -> list[dict[str, Any]]:
    """The cells of a row of a table, each with its column's heading; empty where their numbers differ, or it is none.

    An empty cell leaves no trace in the graph, so that columns are certain only in a row that has all of them."""
    own = above[-1]
    head = next((row["text"] for row in above[:-1] if row["kind"].endswith("#table")), "")
    if not own["kind"].endswith("#row") or not head:
        return []
    made = lines(own["text"], facts.spans().get(own["above"], []))
    heads = head.split("\n")
    if len(heads) != len(made):
        return []
    return [{"head": name, "segments": [s.as_data() for s in cell]} for name, cell in zip(heads, made, strict=True)]


def _alike(page: Page, own: dict[str, str]) -> list[dict[str, Any]]:
    """Tasks of other documents of the same cascade that are alike to the provision, with the words in which they
    differ. Found by the index of words, since a cascade may have more tasks than can be read for one page."""
    tops = _tops(page, [own["document"]]).get(own["document"], set())
    if not tops:
        return []
    hits = [hit for hit in sharing(page.generation.search, own["text"]) if hit.path and hit.document != own["document"]]
    near = [hits[n] for n in likest(own["text"], [hit.text for hit in hits])]
    others = _tops(page, dict.fromkeys(hit.document for hit in near[: 2 * ALIKE]))
    beside = {document for document, above in others.items() if tops & above}
    tasks = [f"{hit.iri}#task" for hit in near if hit.document in beside][:ALIKE]
    known = {row["task"]: row for row in page.ask("tasks", 0, 0, task=" ".join(tasks))} if tasks else {}
    found = [known[task] for task in tasks if task in known]
    apart = [[{"one": a, "other": b} for a, b in differences(own["text"], row["text"])] for row in found]
    return [{**row, "differences": said} for row, said in zip(found, apart, strict=True)]


def _tops(page: Page, documents: Collection[str]) -> dict[str, set[str]]:
    """Document -> the directives above it that carry out no other."""
    found: dict[str, set[str]] = {}
    for row in page.ask("tops", doc=" ".join(documents)) if documents else ():
        found.setdefault(row["document"], set()).add(row["top"])
    return found


def _carriers(page: Page, duties: list[dict[str, Any]], as_of: str) -> dict[str, Any]:
    """Agency -> who it is on a day, of all that have a part in duties."""
    agents = {role["agent"] for duty in duties for role in duty["roles"] if role["agent"]}
    return {iri: today.as_data() for iri, today in carried_on(page.generation, agents, as_of).items()}


