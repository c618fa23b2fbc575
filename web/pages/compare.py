"""The page that compares two plans; without them a form, with suggestions of plans of the same cascade."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from kg.together import together
from loaders.parse.fields.lexicon import SCHEMES
from queries.comparison import Comparison
from queries.lineage import above
from queries.lookup import Entry
from queries.run import Answer, QueryError
from web.pages.chosen import Chosen
from web.pages.fields import scheme_of
from web.pages.page import Page, View

Data = dict[str, Any]
PLAN = "Kế hoạch"
"""The type of documents that are offered where none is chosen."""
START, ABOVE, SUGGESTED = 24, 6, 24
ALONE = 60
"""Tasks of one plan alone that are shown; its list of tasks has the rest."""
HEAD = ("number", "issuerName", "date", "title", "provinceName", "periodStart", "periodEnd", "visionYear", "signerName")
COLUMNS = ("state", "oneTask", "onePath", "oneText", "oneLeads", "oneDue", "otherTask", "otherPath", "otherText",
           "otherLeads", "otherDue", "differences")  # fmt: skip


def view(page: Page) -> View:
    """The comparison of the documents that `one` and `other` mean; a form where either means none or several."""
    ends = [Chosen(page, "one"), Chosen(page, "other")]
    one, other = (each.entry for each in ends)
    data: Data = {"ends": [each.as_data() for each in ends], "given": dict(page.given), "compared": False,
                  "suggested": [], "same": False, "shown_alone": ALONE}  # fmt: skip
    title = page.words("compare_page.title")
    if one is None or other is None or one.iri == other.iri:
        data["suggested"] = _suggested(page, one or other)
        data["same"] = one is not None and one == other
        return View("compare.html", title, data)
    made = Comparison(page.generation, one.iri, other.iri)
    header, fields, targets, counts = together(
        partial(_header, page, one, other), partial(_fields, page, made, {"one": one.iri, "other": other.iri}),
        made.targets, made.counts,
    )  # fmt: skip
    alike, alone = made.alike(), made.alone()
    data |= {
        "compared": True, "header": header, "counts": counts, **fields,
        "alike": alike, "alone": list(alone), "leads": made.leads(), "targets": targets,
        "deadlines": made.deadlines(), "unread": [each.iri for each in (one, other) if not each.read],
    }  # fmt: skip
    return View("compare.html", f"{title}: {one.label} · {other.label}", data, _table(alike, alone))


def _header(page: Page, *ends: Entry) -> list[Data]:
    said: list[dict[str, str]] = []
    for entry in ends:
        rows = page.ask("document", 0, 0, doc=entry.iri)
        said.append({row["property"].rpartition("#")[2]: row["value"] for row in rows})
    made = [{"property": name, "values": [each.get(name, "") for each in said]} for name in HEAD]
    return [row for row in made if any(row["values"])]


def _fields(page: Page, made: Comparison, ends: dict[str, str]) -> Data:
    """The fields of one scheme: the one asked for (`scheme`), else the one in which both plans set more; a task may be
    in a field of either, so that both together would count it twice."""
    rows = [{"field": row["field"], "name": row[page.language] or row["vi"] or row["field"], "counts": row["counts"]}
            for row in made.fields()]  # fmt: skip
    found = {name: [row for row in rows if scheme_of(row["field"]) == name] for name in SCHEMES}
    totals = {name: sum(sum(row["counts"]) for row in own) for name, own in found.items()}
    asked = page.given.get("scheme", "")
    if asked and asked not in found:
        raise QueryError(f"{asked!r}: no such scheme of fields; there are: {', '.join(SCHEMES)}")
    scheme = asked or max(totals, key=lambda name: totals[name])
    schemes = [{"name": name, "href": page.links.to("compare", ends, scheme=name)} for name in SCHEMES]
    return {"fields": found[scheme], "scheme": scheme, "schemes": schemes}


def _suggested(page: Page, entry: Entry | None) -> list[Data]:
    """Plans of the same cascade as a document, nearest first; of none plans that were read."""
    if entry is None:
        rows = page.ask("documents", START, type=PLAN) or page.ask("documents", START)
        return [
            {"document": row["document"], "label": row["label"], "issuer": row["issuerName"], "date": row["date"],
             "tasks": ""} for row in rows if row["read"] == "true"
        ]  # fmt: skip
    found: dict[str, Data] = {}
    for iri in [*above(page.generation, entry.iri)[:ABOVE], entry.iri]:
        if len(found) >= SUGGESTED:
            break  # the nearest directive has enough, and each further one takes as long
        for row in _covered(page, iri):
            if len(found) >= SUGGESTED:
                break
            if row["document"] != entry.iri and row["tasks"] != "0":
                found.setdefault(row["document"], {
                    "document": row["document"], "label": row["documentLabel"], "issuer": row["issuerName"],
                    "date": row["date"], "tasks": row["tasks"],
                })  # fmt: skip
    return list(found.values())


def _covered(page: Page, directive: str) -> Iterator[dict[str, str]]:
    """The first rows of the question `coverage-documents`: some more than are offered, and those of its own page only
    for who takes these too."""
    few = page.answer("coverage-documents", SUGGESTED + ABOVE, 0, doc=directive)
    yield from few.dicts()
    if few.truncated:
        yield from page.ask("coverage-documents", None, 0, doc=directive)[len(few.rows) :]


def _table(alike: list[Data], alone: tuple[list[Data], list[Data]]) -> Answer:
    """The tasks of both as a table."""
    rows = [("alike", *_cells(each["one"]), *_cells(each["other"]), _apart(each["differences"])) for each in alike]
    rows += [("one", *_cells(each), *_cells(None), None) for each in alone[0]]
    rows += [("other", *_cells(None), *_cells(each), None) for each in alone[1]]
    return Answer(COLUMNS, tuple(rows))


def _cells(task: Data | None) -> tuple[str | None, ...]:
    if task is None:
        return (None,) * 5
    return task["task"], task["path"], task["text"], "|".join(task["leads"]), "|".join(task["due"])


def _apart(differences: list[dict[str, str]]) -> str:
    return "|".join(f"{each['one']} → {each['other']}" for each in differences)
