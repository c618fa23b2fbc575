"""Pages that are a list: which question, columns and filters each has stands in data/lists.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from queries.catalogue import Catalogue, Question
from queries.run import Answer
from web.pages.notes import Notes
from web.pages.page import PAGE, Page, View

_FILE = Path(__file__).parent.parent / "data" / "lists.toml"


@cache
def lists() -> dict[str, dict[str, Any]]:
    """What data/lists.toml says.

    >>> lists()["tasks"]["question"]
    'tasks'
    """
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def view(page: Page) -> View:
    """A page of a list; `offset` and the parameters of its question choose what is on it.

    Raises QueryError and LookupFailedError for what is no value of a filter, ValueError for what is no offset.
    """
    name = page.address.strip("/").partition("?")[0].partition(".")[0]
    made = lists()[name]
    question = _question(made["question"])
    offset = page.number("offset")
    given = {key: value for key, value in page.given.items() if key != "offset"}
    with Notes() as notes:
        found = page.answer(question.name, PAGE, offset, **given)
    data = {
        "given": given, "columns": made["columns"], "rows": found.dicts(), "notes": notes.said,
        "count": len(found.rows), "truncated": found.truncated,
        "fields": [field(page, question, each, given) for each in made["filters"]],
        "pager": pager(page, name, given, offset, found),
    }  # fmt: skip
    return View("listing.html", page.words(f"nav.{name}"), data, found)


@cache
def _question(name: str) -> Question:
    return Catalogue.shipped().get(name)


def field(page: Page, question: Question, name: str, given: dict[str, str]) -> dict[str, str]:
    """A filter: a parameter of a question as a form shows it."""
    found = question.parameter(name)
    if found is None:
        raise ValueError(f"data/lists.toml: {question.name} has no parameter {name!r}")
    label = found.vi if page.language == "vi" else found.en
    return {"name": name, "label": label.split(";")[0].split(":")[0], "value": given.get(name, ""),
            "kind": found.type, "hint": "" if found.type == "iri" else found.example}  # fmt: skip


def pager(page: Page, name: str, given: dict[str, str], offset: int, found: Answer) -> dict[str, Any]:
    """Where the pages before and after this one are; empty where there is none."""
    before = page.links.to(name, given, offset=max(0, offset - PAGE) or None) if offset else ""
    after = page.links.to(name, given, offset=offset + PAGE) if found.truncated else ""
    first, last = offset + 1 if found.rows else 0, offset + len(found.rows)
    return {"first": first, "last": last, "previous": before, "next": after}
