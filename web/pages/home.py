"""The home page: search, questions that lead somewhere, what the graph holds, what is due soon, which chains of
documents there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from queries.lookup import counted
from web.pages.directives import directives
from web.pages.kept import kept, once
from web.pages.page import Page, View
from web.pages.place import is_province
from web.pages.soon import grouped

SOON_DAYS, SOON_ROWS, CHAINS, DOCUMENTS, BELOW = 90, 30, 6, 12, 8
LOOKED = 12
"""Directives whose chains are looked at: of many that have the same plans below them one is told."""
SOON_SHOWN = 8
GLANCE = {
    "Task": "tasks", "Agency": "agencies", "Project": "projects", "Target": "targets", "ReportingDuty": "reports",
}  # fmt: skip
"""Classes that are counted at a glance, and the list of each; documents are those that were read."""


def view(page: Page) -> View:
    """The home page."""
    today = date.fromisoformat(page.today)
    until = (today + timedelta(days=SOON_DAYS)).isoformat()
    counts = {row["class"].rpartition("#")[2]: int(row["count"]) for row in kept(page, "statistics").dicts()}
    read, cited = counted(page.generation.search)
    first = directives(page)
    chains = once(page.generation, "chains", lambda: _chains(page, first))
    glance = [{"list": "documents", "count": read}]
    data = {
        "examples": _examples(page, chains),
        "counts": glance + [{"list": where, "count": counts.get(name, 0)} for name, where in GLANCE.items()],
        "cited": cited,
        "due": grouped(kept(page, "due", SOON_ROWS, **{"from": page.today, "to": until}).dicts())[:SOON_SHOWN],
        "until": until, "chains": chains, "documents": _documents(page, first), "provinces": _provinces(page),
    }  # fmt: skip
    return View("home.html", page.words("home"), data)


def _chains(page: Page, first: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The directives with the most below them in the most provinces, the top of each chain first, with the plans that
    set tasks."""
    made: list[dict[str, Any]] = []
    seen: set[str] = set()
    for row in first[:LOOKED]:
        if len(made) == CHAINS:
            break
        plans = [each for each in page.ask("coverage-documents", doc=row["document"]) if each["tasks"] != "0"]
        below = [each for each in plans if each["document"] != row["document"]]
        known = {each["document"] for each in below}
        if not below or known <= seen:
            continue  # a lower document of a chain that is told already
        seen |= known
        shown = sorted(below, key=lambda each: (not each["province"], each["province"], each["date"], each["document"]))
        made.append({**row, "plans": _named(shown[:BELOW]), "more": max(0, len(shown) - BELOW),
                     "tasks": sum(int(each["tasks"]) for each in below)})  # fmt: skip
    return made


def _named(plans: list[dict[str, str]]) -> list[dict[str, str]]:
    """Plans with what each is `called` on a card: its province, where several of one stand there with its label.

    >>> one, two = ({"province": "Cà Mau", "documentLabel": f"Kế hoạch {n}/KH-UBND"} for n in (1, 2))
    >>> [each["called"] for each in _named([one])], [each["called"] for each in _named([one, two])]
    (['Cà Mau'], ['Cà Mau: Kế hoạch 1/KH-UBND', 'Cà Mau: Kế hoạch 2/KH-UBND'])
    """
    often = Counter(each["province"] for each in plans)

    def called(plan: dict[str, str]) -> str:
        named = (plan["province"], plan["documentLabel"])
        return ": ".join(filter(None, named)) if often[named[0]] > 1 else next(filter(None, named), "")

    return [{**each, "called": called(each)} for each in plans]


def _documents(page: Page, directed: list[dict[str, str]]) -> list[dict[str, str]]:
    """Documents that were read: those with others below them first, then the latest."""
    first = [row for row in directed if row["read"] == "true"]
    rest = kept(page, "documents", DOCUMENTS).dicts()
    names = ("document", "label", "issuerName", "date", "title")
    rows = {row["document"]: {name: row[name] for name in names} for row in [*first, *rest] if row["read"] == "true"}
    return list(rows.values())[:DOCUMENTS]


def _provinces(page: Page) -> list[dict[str, str]]:
    """Provinces of which there are tasks, for those who come for their own."""
    rows = kept(page, "provinces-with-tasks").dicts()
    return [{"name": row["province"]} for row in rows if is_province(row["province"])]


def _examples(page: Page, chains: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Questions whose answers the graph holds: who leads what in a province, what a directive became, what an agency
    that is no more had to do."""
    made: list[dict[str, str]] = []
    plan = next((each for chain in chains for each in chain["plans"] if each["province"]), None)
    if plan is not None:
        chain = next(chain for chain in chains if plan in chain["plans"])
        made.append({"ask": "who", "name": chain["label"], "place": plan["province"],
                     "href": page.links.to("tasks", doc=plan["document"])})  # fmt: skip
    several = next((chain for chain in chains if len({each["province"] for each in chain["plans"]}) > 1), None)
    if several is not None:
        made.append({"ask": "what", "name": several["label"], "place": "",
                     "href": page.links.to("coverage", doc=several["document"])})  # fmt: skip
    gone = _gone(page)
    if gone is not None:
        made.append({"ask": "today", "name": gone["label"], "place": "", "href": page.links.entity(gone["who"])})
    return made


def _gone(page: Page) -> dict[str, str] | None:
    """The agency that leads the most and has ended; the one that leads the most where none has."""
    busy = [row["agency"] for row in kept(page, "agencies").dicts() if "/agency/" in row["agency"]][:200]
    if not busy:
        return None
    rows: Iterable[dict[str, str]] = kept(page, "agency", agency=" ".join(busy)).dicts()
    leading = sorted(rows, key=lambda row: (not _over(row, page.today), -int(row["leads"]), row["who"]))
    return leading[0] if leading else None


def _over(row: dict[str, str], day: str) -> bool:
    return bool(row["validTo"]) and row["validTo"] < day
