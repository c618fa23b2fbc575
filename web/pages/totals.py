"""How many tasks there are in all of a list that one thing narrows: counts that the build put beside documents and
fields. Those of agencies count reports too. Where several things narrow a list nobody has counted, and counting would
take longer than the page."""

from __future__ import annotations

from typing import Any

from web.pages.kept import kept, once
from web.pages.page import Page


def tasks(page: Page, asked: dict[str, str], rows: list[dict[str, str]]) -> int | None:
    """The number of tasks that a list in full has, of which `rows` stand on the page; None where it is not known."""
    given = {name: value for name, value in asked.items() if value}
    if len(given) != 1 or not rows:
        return None
    [(name, value)] = given.items()
    if name == "doc" and value.count("://") < 2:
        return _of_document(page, rows[0]["document"])  # however it was typed
    if name == "field":
        found = [row for row in kept(page, "fields").dicts() if value in (row["field"], row["name"])]
        return int(found[0]["tasks"]) if len(found) == 1 else None
    return _of_province(page, value) if name == "province" else None


def _of_document(page: Page, iri: str) -> int | None:
    from pyoxigraph import NamedNode

    from kg.rdf.terms import TASK_COUNT

    said = next(iter(page.generation.store.quads_for_pattern(NamedNode(iri), TASK_COUNT, None, None)), None)
    return int(_value(said)) if said is not None else None


def _of_province(page: Page, typed: str) -> int | None:
    from queries.lookup_tables import province

    return of_provinces(page).get(province(typed))


def of_provinces(page: Page) -> dict[str, int]:
    """Province -> tasks of its documents, counted once for a generation."""
    counts: dict[str, int] = once(page.generation, "tasks of provinces", lambda: _provinces(page))
    return counts


def _provinces(page: Page) -> dict[str, int]:
    from kg.rdf.terms import PROVINCE_NAME, TASK_COUNT

    store = page.generation.store
    tasks = {str(quad.subject): int(_value(quad)) for quad in store.quads_for_pattern(None, TASK_COUNT, None, None)}
    found: dict[str, int] = {}
    for quad in store.quads_for_pattern(None, PROVINCE_NAME, None, None):
        name = _value(quad)
        found[name] = found.get(name, 0) + tasks.get(str(quad.subject), 0)
    return found


def _value(quad: Any) -> str:
    return str(quad.object.value)
