"""The page of a document: its text beside the facts read from it; what it carries out, and whether it holds."""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.together import together
from queries import lookup
from queries.lineage import Plain, ways_of
from queries.run import Answer
from queries.today import iso
from queries.validity import validity
from web.pages import told
from web.pages.facts import Facts, put_together, said
from web.pages.kept import kept
from web.pages.page import MovedError, Page, View
from web.pages.parts import Part, holding, parts, shown
from web.pages.tree import blocks, columned

NAMED_BY = 200
STEPS = 50
"""Steps of a lineage, in each way, that stand beside a document."""


def view(page: Page) -> View:
    """The page at `doc/…`: a document's, or that of a provision, which shows its tasks.

    Raises MovedError for a former IRI, LookupFailedError where that may mean several documents, NotHereError for what
    is not in the graph.
    """
    iri = page.base + page.path
    now = lookup.follow(page.generation.search, iri)
    if now != [iri]:
        if len(now) == 1:
            raise MovedError(now[0])
        raise _several(page, iri)
    if entry := next((e for e in lookup.documents(page.generation.search, iri) if e.iri == iri), None):
        return _document(page, entry)
    from web.pages.provision import view as provision

    return provision(page)


def _several(page: Page, iri: str) -> lookup.LookupFailedError:
    found = tuple(lookup.documents(page.generation.search, iri))
    return lookup.LookupFailedError(f"{iri}: a former address that may mean {len(found)} documents:", found)


def _document(page: Page, entry: lookup.Entry) -> View:
    as_of = iso(page.given.get("as_of", page.today))
    (text, table, facts), named, head, holds, ways = together(
        partial(_text if entry.read else _no_text, page, entry.iri),
        partial(_naming, page, entry),
        partial(page.ask, "document", 0, 0, doc=entry.iri),
        partial(validity, page.generation, [entry.iri], as_of),
        partial(ways_of, page.generation, entry.iri, ("up", "down"), most=page.most(STEPS)),
    )
    data: dict[str, Any] = {
        "document": {**entry._asdict(), **_named(head)}, "as_of": as_of, "validity": holds.get(entry.iri, []),
        "above": _flat(entry.iri, ways["up"]), "below": _flat(entry.iri, {entry.iri: ways["down"].get(entry.iri, [])}),
        "deeper": len(_flat(entry.iri, ways["down"])), "left": ways["down"].left,
        "named_by": named.dicts(), "named_more": named.truncated,
        "candidates": [] if entry.read else _candidates(page, [entry.iri]).get(entry.iri, []),
    }  # fmt: skip
    data |= {**text, "header": told.header(facts, head)}
    if entry.read:
        shown_above = once([data["header"], *(data[name] for name in LISTS)])
        data["others"] = told.unlisted(facts, shown_above, page.language)
    return View("document.html", entry.label, data, table)


def _naming(page: Page, entry: lookup.Entry) -> Answer:
    """What names a document that was not read: that is all there is of it."""
    return Answer((), ()) if entry.read else page.answer("named-by", page.most(NAMED_BY), 0, doc=entry.iri)


def _no_text(page: Page, doc: str) -> tuple[dict[str, Any], None, Facts]:
    """What stands for the text of a document that was not read."""
    data = {"blocks": [], "parts": [], "part": 1, "outline": [], "anchors": [], "places": [], "doc": doc, "reasons": {}}
    return data, None, Facts([], [], {}, doc)


def _text(page: Page, doc: str) -> tuple[dict[str, Any], Answer, Facts]:
    """The text, or the part of it that is asked for, with its facts."""
    outline = page.ask("outline", 0, 0, doc=doc)
    whole = page.whole or page.given.get("part") == "all"
    found = [] if whole else parts(outline)
    number = 1 if whole else _wanted(page, outline, found)
    given = found[number - 1].given() if found else {}
    answer, told_of = together(
        partial(page.answer, "provisions", 0, 0, doc=doc, **given), partial(said, page, doc, **given)
    )
    rows = answer.dicts()
    facts = put_together(page, told_of, doc, {row["provision"]: row["text"] for row in rows})
    tops = [row for row in outline if row["heading"]]
    made = blocks(rows, facts.spans(), doc)
    if made and made[0].get("rows") and made[0]["rows"][0]["kind"] == "row":
        _headed(page, made[0])
    data: dict[str, Any] = {
        "doc": doc, "anchors": facts.anchors(), "places": [row["path"] for row in rows],
        "parts": shown(found, number), "part": number,
        "outline": [{"path": row["path"], "heading": " ".join(row["heading"].split()),
                     "part": holding(found, int(row["start"]))} for row in tops],
        "blocks": made, **lists(page, facts),
    }  # fmt: skip
    return data, answer, facts


def _headed(page: Page, table: dict[str, Any]) -> None:
    """Give a table that goes on from the part before the names of its columns again."""
    above = page.ask("provision", 0, 0, provision=table["rows"][0]["iri"])
    head = next((row["text"] for row in above if row["kind"].endswith("#table")), "")
    table["head"] = head.split("\n") if head else []
    columned(table)


def _wanted(page: Page, outline: list[dict[str, str]], found: list[Part]) -> int:
    """Which part is asked for: by its number (`part`), or as the one that holds a path (`at`)."""
    number = page.number("part", 1)
    start = next((int(row["start"]) for row in outline if row["path"] == page.given.get("at")), None)
    return min(max(1, number if start is None else holding(found, start)), max(1, len(found)))


LISTS = ("relations", "tasks", "reports", "targets", "projects", "citations")


def lists(page: Page, facts: Facts) -> dict[str, Any]:
    """What the facts of a document, or of a part of it, say by kind."""
    doubtful = [f.one("refersTo") for f in facts.of("Citation") if f.said.get("reason")]
    return {
        "relations": told.relations(facts, page.language),
        "tasks": told.duties(facts, "Task", page.language),
        "reports": told.duties(facts, "ReportingDuty", page.language),
        "targets": told.targets(facts),
        "projects": told.projects(facts, page.language),
        "citations": told.citations(facts, page.language, _candidates(page, doubtful)),
        "reasons": _reasons(page, facts),
    }


def once(data: Any, seen: dict[str, int] | None = None) -> set[int]:
    """Take the anchor away from each fact but where it is told first: a page has each once. The numbers of all facts.

    >>> said = [{"n": 1, "id": "a", "due": [{"n": 3, "id": "b"}]}, {"n": 3, "id": "b"}]
    >>> sorted(once(said)), said[1]
    ([1, 3], {'n': 3, 'id': ''})
    """
    seen = {} if seen is None else seen
    if isinstance(data, dict):
        if data.get("id") and "n" in data:
            if data["id"] in seen:
                data["id"] = ""
            else:
                seen[data["id"]] = data["n"]
        data = data.values()
    for each in data:
        if each and isinstance(each, dict | list):
            once(each, seen)
    return set(seen.values())


def _reasons(page: Page, facts: Facts) -> dict[str, str]:
    """The words of each reason for doubt that facts have."""
    if not any(each.said.get("reason") for each in facts.all):
        return {}
    return {row["reason"].rpartition("#")[2]: row[page.language] for row in kept(page, "reasons").dicts()}


def _candidates(page: Page, documents: list[str]) -> dict[str, list[dict[str, str]]]:
    """Cited documents that several fit, each with these, the best first."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for iri in dict.fromkeys(filter(None, documents)):
        for row in page.ask("candidates", 0, 0, doc=iri):
            found.setdefault(iri, {}).setdefault(row["candidate"], row)
    return {iri: list(rows.values()) for iri, rows in found.items()}


def _named(head: list[dict[str, str]]) -> dict[str, str]:
    """Title and file of a document."""
    names = {row["property"].rpartition("#")[2]: row["value"] for row in head}
    return {"title": names.get("title", ""), "file": names.get("fileName", "")}


def _flat(root: str, steps: Plain) -> list[dict[str, Any]]:
    """The steps of a way, each document once, in the order in which they are reached, with how deep."""
    found: dict[str, dict[str, Any]] = {}

    def reach(iri: str, depth: int) -> None:
        for step in steps.get(iri, []):
            if step.iri != root and step.iri not in found:
                found[step.iri] = {"iri": step.iri, "label": step.label, "issuer": step.issuer, "date": step.date,
                                   "read": step.read, "confidence": step.confidence, "depth": depth,
                                   "relations": sorted(set(step.relations))}  # fmt: skip
                reach(step.iri, depth + 1)

    reach(root, 0)
    return list(found.values())
