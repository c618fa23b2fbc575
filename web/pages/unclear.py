"""Where a name in a filter means nothing or too much: what may have been meant, to choose from."""

from __future__ import annotations

from typing import Any

from queries import finding
from queries.lookup import LookupFailedError
from web.pages.page import Page, View


def unclear(page: Page, name: str, error: LookupFailedError) -> View:
    """The page that lets one choose; 409 where several fit, 404 where none does."""
    typed = _typed(page, error)
    where = name if "/" not in page.address.strip("/") else "search"
    given = {key: value for key, value in page.given.items() if key != "offset"}

    def chosen(value: str) -> str:
        return page.links.to(where, {**given, typed: value}) if typed else page.links.to("search", q=value)

    candidates: list[dict[str, Any]] = [
        {"iri": each.iri, "label": each.label, "issuer": each.issuer or "", "date": each.date or "",
         "read": each.read, "choose": chosen(each.iri)}
        for each in error.candidates
    ]  # fmt: skip
    near = [{"name": each, "choose": chosen(each)} for each in error.near]
    if not candidates and not near and typed:
        near = [
            {"name": said, "choose": page.links.to("search", q=said)}
            for _, said in finding.nearest(page.generation, given[typed])[:5]
        ]
    data = {"typed": given.get(typed, ""), "candidates": candidates, "near": near, "without": page.links.to(where)}
    return View("unclear.html", page.words("unclear.title"), data, status=409 if candidates else 404)


def _typed(page: Page, error: LookupFailedError) -> str:
    """The parameter whose value was not understood: the message begins with it."""
    said = str(error)
    return next((key for key, value in page.given.items() if value and said.startswith(repr(value))), "")
