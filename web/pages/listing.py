"""Pages that are a list: which question, columns and filters each has stands in data/lists.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from queries import progress
from queries.catalogue import Question
from queries.catalogue import question as read
from queries.run import Answer
from queries.today import iso
from web.pages import duties
from web.pages.filters import chips, form
from web.pages.kept import kept
from web.pages.notes import Notes
from web.pages.page import PAGE, Page, View

_FILE = Path(__file__).parent.parent / "data" / "lists.toml"
_BESIDE = ("offset", "as_of", "status")
"""Parameters of the page that are none of its question."""
_WHOLE = ("agencies", "fields", "places")
"""Questions that count all of the graph where nothing narrows them."""


@cache
def lists() -> dict[str, dict[str, Any]]:
    """What data/lists.toml says.

    >>> lists()["tasks"]["question"]
    'tasks'
    """
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def view(page: Page) -> View:
    """A page of a list; `offset`, the parameters of its question, and for tasks `as_of` and `status`, choose what is
    on it.

    Raises QueryError and LookupFailedError for what is no value of a filter, ValueError for what is no offset.
    """
    name = page.address.strip("/").partition("?")[0].partition(".")[0]
    made = lists()[name]
    question = read(made["question"])
    offset = page.number("offset")
    asked = {key: value for key, value in page.given.items() if key not in _BESIDE}
    given = {key: value for key, value in page.given.items() if key != "offset"}
    with Notes() as notes:
        found = _answer(page, question, offset, asked)
    rows = found.dicts()
    known = duties.reported(page) if name == "tasks" else False
    columns = [each for each in made["columns"] if each["show"] != "status" or known]
    filters = [each for each in made["filters"] if each["name"] != "status" or known]
    hidden = chips(page, name, filters, given)
    data = {
        "given": given, "columns": columns, "rows": rows, "notes": notes.said,
        "count": len(found.rows), "truncated": found.truncated, "chips": hidden,
        "kept": {each["key"]: each["value"] for each in hidden}, "fields": form(page, filters, given),
        "pager": pager(page, name, given, offset, found), **_beside(page, rows, columns, known),
    }  # fmt: skip
    table = progress.beside(page.generation, found) if known else found
    return View("listing.html", page.words(f"nav.{name}"), data, table)


def _answer(page: Page, question: Question, offset: int, asked: dict[str, str]) -> Answer:
    state = page.given.get("status", "")
    if question.name == "tasks" and state:
        found, _ = progress.tasks(page.generation, asked, 0, state)
        return _stretch(page, found, offset)
    if question.name in _WHOLE and not asked:
        whole = kept(page, question.name)
        return _stretch(page, whole, offset)
    return page.answer(question.name, page.most(PAGE), offset, **asked)


def _stretch(page: Page, found: Answer, offset: int) -> Answer:
    """The rows of an answer that stand on a page of the list."""
    end = offset + page.most(PAGE) if page.most(PAGE) else len(found.rows)
    return Answer(found.columns, found.rows[offset:end], truncated=len(found.rows) > end)


def _beside(page: Page, rows: list[dict[str, str]], columns: list[dict[str, Any]], known: bool) -> dict[str, Any]:
    """What is told of the rows: their agencies, who these are on the day `as_of`, their issuers, their status."""
    shown = {each["show"]: each for each in columns}
    data: dict[str, Any] = {"agents": {}, "carriers": None, "as_of": "", "statuses": {}, "issuers": {}}
    if "agents" in shown:
        data["agents"] = duties.agents(page, (row[shown["agents"]["iri"]] for row in rows))
        if page.given.get("as_of"):
            data["as_of"] = iso(page.given["as_of"], "as_of")
            data["carriers"] = duties.today(page, data["agents"], data["as_of"])
    if known:
        data["statuses"] = duties.statuses(page, (row["task"] for row in rows))
    if "issuers" in shown and rows:
        for row in page.ask("issuers", doc=" ".join(row["document"] for row in rows)):
            data["issuers"].setdefault(row["doc"], []).append({"iri": row["issuer"], "name": row["label"]})
    return data


def pager(page: Page, name: str, given: dict[str, str], offset: int, found: Answer) -> dict[str, Any]:
    """Where the pages before and after this one are; empty where there is none."""
    before = page.links.to(name, given, offset=max(0, offset - PAGE) or None) if offset else ""
    after = page.links.to(name, given, offset=offset + PAGE) if found.truncated else ""
    first, last = offset + 1 if found.rows else 0, offset + len(found.rows)
    return {"first": first, "last": last, "previous": before, "next": after}
