"""What may be meant by what is being typed, for the list below a field: `/suggest?q=so+gi&kind=agency`."""

from __future__ import annotations

from queries import finding
from queries.nearest import begins
from web.pages.cased import cased
from web.pages.page import Page, View
from web.pages.search import LONGEST

MOST = 10
LEAST = 2
"""Letters below which nothing is suggested: it would be anything."""


def view(page: Page) -> View:
    """Suggestions of one kind (`kind`), or some of each; those whose name begins so come first."""
    typed = finding.plain(page.given.get("q", "")).strip()[:LONGEST]
    wanted = page.given.get("kind", "")
    kinds = (wanted,) if wanted in finding.KINDS else finding.KINDS
    each = MOST if len(kinds) == 1 else 4
    found = [
        one for kind in kinds for one in finding.of_kind(page.generation, typed, kind)[:each]
    ] if len(typed) >= LEAST else []  # fmt: skip
    rows = [
        {"kind": one.kind, "kindName": page.words(f"search_page.one.{one.kind}"), "label": cased(one.label),
         "detail": one.detail, "value": one.value, "iri": one.iri, "href": page.links.entity(one.iri)}
        for one in sorted(found, key=lambda one: not begins(typed, one.label))[: MOST if len(kinds) == 1 else 12]
    ]  # fmt: skip
    return View("suggest.html", page.words("search_page.title"), {"query": typed, "suggestions": rows})
