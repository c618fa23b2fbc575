"""The page of an agency or a collective: what it leads and supports, with whom, by when, who it
is today, what it was."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from kg.together import together
from queries.run import Answer
from queries.today import carried_on, iso
from web.pages.duties import reported, statuses
from web.pages.page import MOST_ROWS, NotHereError, Page, View
from web.pages.soon import grouped

ROWS, SOON, DOCUMENTS = 15, 10, 50
AHEAD_DAYS = 730


def view(page: Page) -> View:
    """The page of the agency at `agency/…` or of the collective at `group/…`; `as_of` is a day.

    Raises NotHereError where the graph has none, QueryError for what is no date."""
    iri = page.base + page.path
    known = page.ask("agency", agency=iri)
    if not known:
        from web.pages.thing import view as thing

        return thing(page)
    agency = known[0]
    if not agency["label"]:
        raise NotHereError(page.words("thing_page.not_in_graph", iri=iri[:300]))
    as_of = iso(page.given.get("as_of") or page.today, "as_of")
    leads, groups, before, load, partners, projects, today, due, supports = together(
        partial(page.answer, "tasks", page.most(ROWS), lead=iri),
        partial(_groups, page, iri),
        partial(_before, page, iri, as_of),
        partial(_load, page, iri),
        partial(page.ask, "agency-partners", ROWS, agency=iri),
        partial(_projects, page, iri),
        partial(carried_on, page.generation, [iri], as_of),
        partial(_due, page, iri),
        partial(page.answer, "tasks", page.most(ROWS), support=iri),
    )
    data: dict[str, Any] = {
        "agency": agency, "iri": iri, "as_of": as_of, "now": today[iri].as_data() if iri in today else None,
        "before": before,
        "leads": leads.dicts(), "more_leads": leads.truncated,
        "supports": supports.dicts(), "more_supports": supports.truncated,
        "due": due, "load": load.dicts(), "more_load": load.truncated, "partners": partners,
        "projects": projects, "statuses": {}, **groups,
    }  # fmt: skip
    if reported(page):
        data["statuses"] = statuses(page, (row["task"] for row in [*data["leads"], *data["supports"]]))
    whole = partial(page.answer, "tasks", MOST_ROWS, lead=iri)
    return View("agency.html", agency["label"], data, leads, all_rows=whole)


def _load(page: Page, iri: str) -> Answer:
    """How many tasks it has in each document: of an agency with thousands of them only the first are looked up."""
    most = page.most(DOCUMENTS)
    return page.answer("agency-documents", most, agency=iri, **({"first": str(most + 1)} if most else {}))


def _before(page: Page, iri: str, as_of: str) -> list[dict[str, Any]]:
    """The agencies whose work it carries on, each with how many tasks it brought."""
    rows = page.ask("agency-before", agency=iri, date=as_of)
    olds = " ".join(dict.fromkeys(row["before"] for row in rows))
    had = {row["who"]: row for row in page.ask("agency", agency=olds)} if olds else {}
    return [
        {**row, "functions": [each for each in row["functions"].split("|") if each],
         "legalBases": sorted(each for each in row["legalBases"].split("|") if each),
         "leads": had.get(row["before"], {}).get("leads", "0"),
         "supports": had.get(row["before"], {}).get("supports", "0"), "part": row["share"].endswith("#part")}
        for row in rows
    ]  # fmt: skip


def _groups(page: Page, iri: str) -> dict[str, Any]:
    """The members of a collective; the collectives of an agency, and what falls to it through them."""
    if page.path.startswith("group/"):
        return {"groups": [], "group_tasks": [], "members": page.ask("group-members", 200, group=iri)}
    groups = page.ask("agency-groups", agency=iri)
    return {"groups": groups, "group_tasks": _of_groups(page, iri) if groups else [], "members": []}


def _of_groups(page: Page, iri: str) -> list[dict[str, str]]:
    """The tasks that fall to the agency through its collectives alone: what it leads or supports by its own name is
    told as that, and not a second time as one of many."""
    found = page.ask("agency-group-tasks", ROWS * 3, agency=iri)
    tasks = " ".join(dict.fromkeys(row["task"] for row in found))
    roles = page.ask("duty-agents", duty=tasks) if tasks else []
    own = {row["duty"] for row in roles if row["agent"] == iri}
    return [row for row in found if row["task"] not in own][:ROWS]


def _due(page: Page, iri: str) -> list[dict[str, Any]]:
    until = (date.fromisoformat(page.today) + timedelta(days=AHEAD_DAYS)).isoformat()
    rows = page.ask("due", SOON * 3, **{"from": page.today, "to": until, "lead": iri})
    return grouped(rows)[:SOON]


def _projects(page: Page, iri: str) -> list[dict[str, Any]]:
    """The works its tasks are about, each with those tasks."""
    made: dict[str, dict[str, Any]] = {}
    for row in page.ask("agency-projects", agency=iri):
        one = made.setdefault(row["project"], {"project": row["project"], "label": row["label"], "tasks": []})
        one["tasks"].append({name: row[name] for name in ("task", "role", "document", "documentLabel", "path")})
    return list(made.values())
