"""Filters of lists: what a form shows of each, what one may choose from, and what else a list was narrowed by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kg.index import reading
from kg.progress import statuses
from loaders.text.order import order
from ontology.tables import rows
from queries import finding, lookup_tables
from queries.commands.context import local
from queries.understood import LookupFailedError
from web.pages.fields import english_of, named
from web.pages.kinds import english
from web.pages.page import Page
from web.pages.shown import dated, day

Spec = Mapping[str, Any]


KNOWN = ("provinces", "fields", "types", "works")
"""Lists of data from which one may choose."""


@cache
def known(what: str) -> tuple[str, ...]:
    """The values of a list of data: names of provinces, fields, types of documents, kinds of works."""
    from loaders.parse.fields import lexicon
    from loaders.parse.projects.lexicon import kinds

    if what == "provinces":
        return tuple(name for group in provinces().values() for name in group)
    if what == "fields":
        return tuple(dict.fromkeys(one.name for one in lexicon.fields().values()))
    if what == "types":
        return tuple(row["name"].split(" (")[0] for row in rows("document_types"))
    return tuple(kinds())


@cache
def provinces() -> dict[str, tuple[str, ...]]:
    """The names of provinces: `today` those that there are, `before` those that are no more, each in order.

    >>> [(group, len(names), names[0]) for group, names in provinces().items()]
    [('today', 34, 'An Giang'), ('before', 31, 'Bà Rịa - Vũng Tàu')]
    """
    today = {row["name"] for row in rows("provinces") if not row["valid_to"]}
    before = {row["name"] for row in rows("provinces")} - today
    return {group: tuple(sorted(names, key=order)) for group, names in (("today", today), ("before", before))}


def options(page: Page, what: str) -> list[dict[str, str]]:
    """What one may choose from: value and name.

    `what` is provinces, fields, types, works or statuses."""
    if what == "statuses":
        return [{"value": each, "name": page.words(f"status.{each}")} for each in ("none", *statuses())]
    if what == "provinces":
        return [{"value": name, "name": name, "group": page.words(f"provinces.{group}")}
                for group, names in provinces().items() for name in names]  # fmt: skip
    names = english_of() if what == "fields" else english()
    return [{"value": each, "name": names.get(each, each) if page.language == "en" else each} for each in known(what)]


def form(page: Page, specs: Sequence[Spec], given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields of a form. A value that is an IRI stands beside the form by its name (`chips`), not in it."""
    return [
        {
            "name": each["name"], "label": page.words(f"filter.{each['name']}"),
            "kind": "choice" if each.get("options") == "provinces" else each.get("kind", "text"),
            "value": value_of(each.get("options", each.get("kind", "")), given.get(each["name"], "")),
            "suggest": each.get("suggest", ""),
            "options": options(page, each["options"]) if "options" in each else [],
            "hint": page.words(f"hint.{each['hint']}") if "hint" in each else "",
        }
        for each in specs
    ]  # fmt: skip


def value_of(kind: str, said: str) -> str:
    """What stands in a field: a province by its name, however it was typed, a day as it is written; nothing for what is
    given by its IRI."""
    if kind == "date":
        return day(said)
    if "://" in said or kind != "provinces" or not said:
        return "" if "://" in said else said
    try:
        return lookup_tables.province(said)
    except LookupFailedError:
        return said


def chips(page: Page, name: str, specs: Sequence[Spec], given: Mapping[str, str]) -> list[dict[str, str]]:
    """What a list is narrowed by and no field shows: its label, what it is called, and the list without it."""
    shown = {each["name"] for each in specs}
    hidden = [key for key, value in given.items() if key not in shown or "://" in value]
    return [
        {
            "key": key, "value": given[key], "label": page.words(f"filter.{key}"), "name": called(page, given[key]),
            "iri": given[key] if "://" in given[key] and " " not in given[key] else "",
            "without": page.links.to(name, {k: v for k, v in given.items() if k != key}),
        }
        for key in hidden
    ]  # fmt: skip


def called(page: Page, value: str) -> str:
    """What a thing is called that was given by its IRI; the value itself where it is no IRI, a day as it is written."""
    if "://" not in value:
        return dated(value)
    first = value.split()[0]
    known = finding.entries(page.generation, [first]).get(first)
    name = known.label if known else _agent(page, first) or _thing(page, first) or local(first)
    name = named(first, name, page.language)
    return f"{name} …" if " " in value else name


def _agent(page: Page, iri: str) -> str:
    with reading(page.generation.search) as connection:
        row = connection.execute("SELECT label FROM agents WHERE iri = ?", (iri,)).fetchone()
    return row[0] if row else ""


def _thing(page: Page, iri: str) -> str:
    return next((row["name"] for row, _ in finding.names(page.generation).rows if row["thing"] == iri), "")
