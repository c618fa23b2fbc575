"""Which pages there are: the name of each, the module of its view, and the addresses it answers to.

A view is `view(page: Page) -> View` in its module. Things of the graph have their page at the path of their IRI.

>>> module("home"), module("agency")
('web.pages.home', 'web.pages.agency')
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from web.pages.page import Page, View

LISTS = ("documents", "tasks", "agencies", "projects", "targets", "reports", "places", "fields")
"""Pages that are a list of the catalogue's answers: data/lists.toml says which question, columns and filters."""
FIXED: dict[str, str] = {
    "home": "home", **dict.fromkeys(LISTS, "listing"), "search": "search", "suggest": "suggest", "due": "due",
    "coverage": "coverage", "lineage": "lineage", "compare": "compare",
    "graph": "graph", "ontology": "model", "about": "about", "editor": "editor",
}  # fmt: skip
"""Pages with an address of their own, and the module of each."""
CALENDARS = ("due",)
"""Pages that are a calendar (.ics) too."""
PUBLISHED = ("home", *LISTS, "due", "coverage", "lineage")
"""Pages of a site of files: those that need nothing typed."""
NESTED: dict[str, str] = {"queries": "queries"}
"""Pages with an address of their own that has pages below it (`/queries/tasks`)."""
ENTITIES: dict[str, str] = {
    "doc": "document", "agency": "agency", "group": "agency", "place": "place", "project": "project", "field": "field",
    **dict.fromkeys(("kind", "change", "type", "type-group", "document-kind", "dataset", "graph-of"), "thing"),
    "ont": "model", "voc": "vocabulary", "scheme": "vocabulary",
}  # fmt: skip
"""The first part of a thing's path, and the module of its page."""
BELOW: dict[str, tuple[str, str]] = {"due": ("day", "thing")}
"""Of a page with an address of its own that has things of the graph below it (`/due/2026-12-31`) the name and the
module of their page."""


def module(name: str) -> str:
    """The module of a page."""
    return f"web.pages.{(FIXED | NESTED | ENTITIES | dict(BELOW.values()))[name]}"


@cache
def view(name: str) -> Callable[[Page], View]:
    """The view of a page; raises KeyError for a name that is none."""
    found: Callable[[Page], View] = import_module(module(name)).view
    return found
