"""What a directive and the plans under it cover: fields by provinces, what is left out or lacking, who has how much to
do and with whom, what plans say alike."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from loaders.parse.fields.lexicon import SCHEMES
from queries import lookup
from queries.coverage import LACKS, NO_FIELD, OWN, PARTS, Coverage
from queries.run import Answer, QueryError
from web.pages.duties import ended
from web.pages.fields import named
from web.pages.filters import called, form
from web.pages.kept import kept
from web.pages.page import Page, View

STEPS = 5
SOME, GROUPS, GAPS = 20, 12, 60
DIRECTIVES = 50
TASKS = 30_000
"""Tasks under a directive of which tables are made for a page; with more it would not be there in time."""
_KEPT: OrderedDict[tuple[str, str, str], dict[str, Any]] = OrderedDict()
_MOST = 4


def view(page: Page) -> View:
    """The directives that have plans; with `doc` the tables of one, in the scheme of fields `scheme`; with `field` and
    `column` the tasks of one cell.

    Raises LookupFailedError for what is no document, QueryError for what is no scheme."""
    text = page.given.get("doc", "")
    filters = form(page, [{"name": "doc", "suggest": "document", "hint": "doc"}], page.given)
    if not text:
        rows = [row for row in kept(page, "directives", 200).dicts() if int(row["plans"])][:DIRECTIVES]
        data: dict[str, Any] = {"fields": filters, "directives": rows, "given": {}}
        return View("coverage_start.html", page.words("nav.coverage"), data, kept(page, "directives", 200))
    entry = lookup.document(page.generation.search, text)
    tables = _tables(page, entry.iri, page.given.get("scheme", ""))
    here = {"doc": text, "scheme": tables["scheme"]}
    if "column" in page.given:
        return _cell(page, entry, tables, here)
    most = max((cell["count"] for row in tables["fields"] for cell in row["provinces"].values()), default=0)
    data = {
        "document": entry._asdict(), "given": {"doc": text}, "filters": filters, "scheme": tables["scheme"],
        "schemes": [
            {"name": name, "tasks": tables["classified"][name],
             "href": page.links.to("coverage", doc=text, scheme=name)} for name in SCHEMES
        ],
        "columns": tables["columns"], "own": OWN, "no_field": NO_FIELD, "rows": _heat(page, tables, here, most),
        "steps": _legend(most), "plans": tables["plans"], "lacking": _lacking(tables), "lacks": list(LACKS),
        "gaps": tables["gaps"], "missing": _missing(tables["missing"], page.language),
        "agencies": tables["agencies"][:SOME],
        "pairs": tables["pairs"][:SOME], "over": _over(page, tables), "alike": tables["alike"][:GROUPS],
        "more_alike": max(0, len(tables["alike"]) - GROUPS),
        "shown_gaps": GAPS,
    }  # fmt: skip
    return View("coverage.html", f"{page.words('nav.coverage')}: {entry.label}", data, _flat(tables))


def _tables(page: Page, document: str, scheme: str) -> dict[str, Any]:
    """All tables of one directive, made once of a generation by each process."""
    which = (str(page.generation.folder), document, scheme)
    if which not in _KEPT:
        made = Coverage(page.generation, document, scheme or None)
        count = sum(int(row["tasks"]) for row in made.documents)
        if count > TASKS and not page.whole:
            many = f"{count:,} tasks in {len(made.plans):,} plans are too many for this page"
            raise QueryError(f"{made.entry.label}: {many}; ask with: chidao coverage {made.entry.number or document}")
        told: dict[str, Any] = {part: made.table(part) for part in PARTS}
        told |= {"scheme": made.scheme, "classified": made.classified, "columns": made.columns,
                 "plans": [*made.own, *made.plans]}  # fmt: skip
        _KEPT[which] = told
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    _KEPT.move_to_end(which)
    return _KEPT[which]


def step(count: int, most: int) -> int:
    """Which of the colours a count has: 0 for none, else 1 to 5 by its share of the largest.

    >>> [step(n, 40) for n in (0, 1, 8, 9, 40)]
    [0, 1, 1, 2, 5]
    """
    return 0 if not count else min(STEPS, 1 + (count * STEPS - 1) // most)


def _legend(most: int) -> list[dict[str, int]]:
    """The colours with the counts of each."""
    made: dict[int, list[int]] = {}
    for count in range(1, most + 1):
        made.setdefault(step(count, most), []).append(count)
    return [{"step": at, "from": counts[0], "to": counts[-1]} for at, counts in sorted(made.items())]


def _heat(page: Page, tables: dict[str, Any], here: dict[str, str], most: int) -> list[dict[str, Any]]:
    rows = []
    for row in tables["fields"]:
        cells = [
            {"column": place, "count": cell["count"], "step": step(cell["count"], most),
             "href": page.links.to("coverage", here, field=row["field"], column=place) if cell["count"] else ""}
            for place, cell in row["provinces"].items()
        ]  # fmt: skip
        name = named(row["field"], row["fieldName"], page.language)
        rows.append({"field": row["field"], "fieldName": name, "total": row["total"], "cells": cells})
    return rows


def _cell(page: Page, entry: lookup.Entry, tables: dict[str, Any], here: dict[str, str]) -> View:
    """The tasks of one cell."""
    wanted, column = page.given.get("field", ""), page.given["column"]
    row = next((each for each in tables["fields"] if each["field"] == wanted), None)
    name = named(wanted, row["fieldName"], page.language) if row else called(page, wanted)
    tasks = row["provinces"].get(column, {"tasks": []})["tasks"] if row else []
    found = page.answer("tasks", 0, task=" ".join(tasks)) if tasks else Answer((), ())
    data = {
        "document": entry._asdict(), "given": here, "fieldName": name,
        "field": wanted, "column": column, "own": OWN, "no_field": NO_FIELD, "tasks": found.dicts(),
        "back": page.links.to("coverage", here),
    }  # fmt: skip
    return View("coverage_cell.html", page.words("nav.coverage"), data, found)


def _over(page: Page, tables: dict[str, Any]) -> dict[str, str]:
    """Agency -> its last day, of those shown that have ended."""
    shown = [row["agency"] for row in tables["agencies"][:SOME]]
    shown += [row[name] for row in tables["pairs"][:SOME] for name in ("agency", "other")]
    return ended(page, shown, page.today)


def _lacking(tables: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each plan, how many tasks lack what."""
    made = []
    for plan in tables["plans"]:
        own = [row["lacks"] for row in tables["gaps"] if row["document"] == plan["document"]]
        counts = {what: sum(what in lacks for lacks in own) for what in LACKS}
        made.append({**plan, "counts": counts})
    return made


def _missing(rows: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Of each plan, the fields in which it sets no task, those of other plans first."""
    plans: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda each: -each["others"]):
        told = {name: row[name] for name in ("document", "documentLabel", "province", "cut")}
        one = plans.setdefault(row["document"], {**told, "fields": []})
        one["fields"].append({"iri": row["field"], "name": named(row["field"], row["fieldName"], language),
                              "others": row["others"]})
    return list(plans.values())


def _flat(tables: dict[str, Any]) -> Answer:
    columns = ("field", "fieldName", *tables["columns"], "total")
    rows = [
        (row["field"], row["fieldName"], *(str(row["provinces"][place]["count"]) for place in tables["columns"]),
         str(row["total"]))
        for row in tables["fields"]
    ]  # fmt: skip
    return Answer(columns, tuple(rows))
