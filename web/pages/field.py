"""The page of a field: its tasks with the words that put each there, its works, and how many in each province."""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.together import together
from queries.run import Answer
from web.pages.fields import in_language
from web.pages.filters import options
from web.pages.kept import kept
from web.pages.listing import pager
from web.pages.page import MOST_ROWS, PAGE, Page, View

WORKS = 20


def view(page: Page) -> View:
    """The page of the field at `field/…`; `province` narrows it, `offset` is where the page of tasks begins."""
    iri = page.base + page.path
    known = next((row for row in kept(page, "fields").dicts() if row["field"] == iri), None)
    if known is None:
        from web.pages.thing import view as thing

        return thing(page)
    in_language(page, [known])
    given = {"province": page.given["province"]} if page.given.get("province") else {}
    offset = page.number("offset")
    tasks, provinces, works = together(
        partial(page.answer, "tasks-by-field", PAGE, offset, field=iri, **given),
        partial(page.ask, "field-provinces", field=iri),
        partial(page.answer, "projects", WORKS, field=iri, **given) if int(known["projects"]) else _none,
    )
    path = page.links.entity(iri).strip("/")
    data: dict[str, Any] = {
        "field": known, "iri": iri, "given": given, "provinces": provinces,
        "tasks": _reasoned(tasks.dicts()), "projects": works.dicts(), "more_projects": works.truncated,
        "options": options(page, "provinces"), "pager": pager(page, path, given, offset, tasks),
    }  # fmt: skip
    whole = partial(page.answer, "tasks-by-field", MOST_ROWS, field=iri, **given)
    return View("field.html", known["name"], data, tasks, all_rows=None if offset else whole)


def _none() -> Answer:
    """What is known to be empty is not looked for."""
    return Answer((), ())


def _reasoned(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """A row a task, with each of the words by which it is in the field."""
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = made.setdefault(row["task"], {**row, "reasons": []})
        reason = {"words": row["reason"], "path": row["reasonPath"]}
        if reason not in one["reasons"]:
            one["reasons"].append(reason)
    return list(made.values())
