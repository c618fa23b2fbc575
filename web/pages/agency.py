"""The page of an agency: what it leads and supports, with whom, by when, and who it is today."""

from __future__ import annotations

from typing import Any

from queries.today import carried_on
from web.pages.page import NotHereError, Page, View

ROWS = 20


def view(page: Page) -> View:
    """The page of the agency at `agency/…`; raises NotHereError where the graph has none."""
    iri = page.base + page.path
    known = page.ask("agency", agency=iri)
    if not known:
        from web.pages.thing import view as thing

        return thing(page)
    agency = known[0]
    as_of = page.given.get("as_of", page.today)
    today = carried_on(page.generation, [iri], as_of).get(iri)
    leads = page.answer("tasks", ROWS, lead=iri)
    data: dict[str, Any] = {
        "agency": agency, "as_of": as_of, "now": today.as_data() if today else None,
        "leads": leads.dicts(), "more_leads": leads.truncated,
        "supports": page.ask("tasks", ROWS, support=iri),
    }  # fmt: skip
    if not agency["label"]:
        raise NotHereError(page.words("thing_page.not_in_graph", iri=iri))
    return View("agency.html", agency["label"], data, leads)
