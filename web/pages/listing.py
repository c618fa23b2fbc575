"""Pages that are a list: which question, columns and filters each has stands in data/lists.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from queries import progress
from queries.catalogue import Question
from queries.catalogue import question as read
from queries.merged import merged
from queries.run import Answer
from queries.today import iso
from web.pages import duties, totals
from web.pages.fields import english_of, in_language
from web.pages.filters import chips, form, value_of
from web.pages.home import GLANCE
from web.pages.kept import kept
from web.pages.notes import Notes
from web.pages.page import MOST_ROWS, PAGE, Page, View
from web.pages.until import before
from web.pages.words import table

_FILE = Path(__file__).parent.parent / "data" / "lists.toml"
_BESIDE = ("offset", "as_of", "status", "due_by")
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
    """A page of a list; `offset`, the parameters of its question, and for tasks `as_of`, `status` and `due_by` (a
    day, month or year that counts itself), choose what is on it.

    Raises QueryError and LookupFailedError for what is no value of a filter, ValueError for what is no offset.
    """
    name = page.address.strip("/").partition("?")[0].partition(".")[0]
    made = lists()[name]
    question = read(made["question"])
    offset = page.number("offset")
    asked = {key: value for key, value in page.given.items() if key not in _BESIDE}
    if name == "tasks" and page.given.get("due_by"):
        asked["due_before"] = before(page.given["due_by"], asked.get("due_before", ""))
    given = {key: value for key, value in page.given.items() if key != "offset"}
    with Notes() as notes:
        found, total = _answer(page, question, offset, asked)
    rows = found.dicts()
    if name == "fields":
        in_language(page, rows)
    if name == "projects" and page.language == "en":
        rows = [{**row, "fieldName": english_of().get(row["fieldName"], row["fieldName"])} for row in rows]
    known = duties.reported(page) if name == "tasks" else False
    shown = [{**each, "label": page.words(_head(each["head"]))} for each in made["columns"]
             if each["show"] != "status" or known]  # fmt: skip
    filters = [each for each in made["filters"] if each["name"] != "status" or known]
    hidden = chips(page, name, filters, given)
    data = {
        "joined": _joined(page, name, given, notes.said),
        "given": given, "columns": list(found.columns), "shown": shown, "rows": rows, "notes": notes.said,
        "count": len(found.rows), "total": total, "truncated": found.truncated, "chips": hidden,
        "kept": {each["key"]: each["value"] for each in hidden}, "fields": form(page, filters, given),
        "pager": pager(page, name, given, offset, found, total), **_beside(page, rows, shown, known),
        "whole_list": page.links.form(page.links.to(name, given), "csv"), "most_rows": MOST_ROWS,
    }  # fmt: skip

    def told(answer: Answer) -> Answer:
        return progress.beside(page.generation, answer) if known else answer

    whole = None if "offset" in page.given else lambda: told(_answer(page, question, 0, asked, MOST_ROWS)[0])
    return View("listing.html", page.words(f"nav.{name}"), data, told(found), all_rows=whole)


def _head(name: str) -> str:
    """The words of the head of a column."""
    return f"sheet.{name}" if f"sheet.{name}" in table() else f"column.{name}"


def _answer(
    page: Page, question: Question, offset: int, asked: dict[str, str], most: int = PAGE
) -> tuple[Answer, int | None]:
    """The rows of a page of the list, and how many there are in all where that is known without counting them."""
    state = page.given.get("status", "")
    if question.name == "tasks" and state:
        found, _ = progress.tasks(page.generation, asked, 0, state)
        return _stretch(page, found, offset, most), len(found.rows)
    if question.name in _WHOLE and not asked:
        whole = kept(page, question.name)
        return _stretch(page, whole, offset, most), len(whole.rows)
    found = page.answer(question.name, page.most(most), offset, **asked)
    if found.rows and not found.truncated:
        return found, offset + len(found.rows)
    if question.name == "tasks" and any(asked.values()):
        return found, totals.tasks(page, asked, found.dicts())
    return found, None if asked else _counted(page, question.name)


def _counted(page: Page, name: str) -> int | None:
    """How many things a list has that nothing narrows, as they were counted when the graph was built."""
    of = {where: which for which, where in GLANCE.items()} | {"documents": "Document"}
    counts = {row["class"].rpartition("#")[2]: int(row["count"]) for row in kept(page, "statistics").dicts()}
    return counts.get(of.get(name, ""))


def _stretch(page: Page, found: Answer, offset: int, most: int) -> Answer:
    """The rows of an answer that stand on a page of the list."""
    end = offset + page.most(most) if page.most(most) else len(found.rows)
    return Answer(found.columns, found.rows[offset:end], truncated=len(found.rows) > end)


def _beside(page: Page, rows: list[dict[str, str]], columns: list[dict[str, Any]], known: bool) -> dict[str, Any]:
    """What is told of the rows: their agencies, who these are on the day `as_of`, their issuers, their status."""
    shown = {each["show"]: each for each in columns}
    data: dict[str, Any] = {"agents": {}, "carriers": None, "as_of": "", "ended": None, "statuses": {}, "issuers": {},
                            "over": {}}
    if "agents" in shown:
        data["agents"] = duties.agents(page, (row[shown["agents"]["iri"]] for row in rows))
        if page.given.get("as_of"):
            data["as_of"] = iso(page.given["as_of"], "as_of")
            data["carriers"] = duties.today(page, data["agents"], data["as_of"])
        else:
            data["ended"] = _ended(page, data["agents"])
    if shown.get("thing", {}).get("iri") == "agency":
        data["over"] = duties.ended(page, (row["agency"] for row in rows), page.today)
    if known:
        data["statuses"] = duties.statuses(page, (row["task"] for row in rows))
    if "issuers" in shown and rows:
        for row in page.ask("issuers", doc=" ".join(row["document"] for row in rows)):
            data["issuers"].setdefault(row["doc"], []).append({"iri": row["issuer"], "name": row["label"]})
    return data


def _joined(page: Page, name: str, given: dict[str, str], notes: list[str]) -> list[dict[str, str]]:
    """The same list of each province that became part of the one that is chosen, where a note tells of them."""
    said = value_of("provinces", given.get("province", ""))
    return [{"name": old, "href": page.links.to(name, {**given, "province": old})}
            for old, last in merged(said) if any(f"{old} ({last})" in each for each in notes)]  # fmt: skip


def _ended(page: Page, told: duties.Agents) -> dict[str, str] | None:
    """One agency of the rows that has ended: its name and last day, and the same list with who answers today."""
    names = {each["agent"]: each["label"] or each["name"] for rows in told.values() for each in rows if each["agent"]}
    over = duties.ended(page, names, page.today)
    # A collective says less to who looks for an agency.
    first = min((iri for iri in names if iri in over), key=lambda iri: "/group/" in iri, default="")
    if not first:
        return None
    name, given = page.address.strip("/").partition("?")[0].partition(".")[0], dict(page.given)
    return {"name": names[first], "day": over[first], "href": page.links.to(name, given, as_of=page.today)}


def pager(
    page: Page, name: str, given: dict[str, str], offset: int, found: Answer, total: int | None = None
) -> dict[str, Any]:
    """Where the pages before and after this one are; empty where there is none. `total` is how many rows there are,
    None where that is not known."""
    before = page.links.to(name, given, offset=max(0, offset - PAGE) or None) if offset else ""
    after = page.links.to(name, given, offset=offset + PAGE) if found.truncated else ""
    first, last = offset + 1 if found.rows else 0, offset + len(found.rows)
    return {"first": first, "last": last, "previous": before, "next": after, "total": total}
