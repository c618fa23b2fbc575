"""The page of the graph explorer: its frame and words. What is in it web/static/graph asks of /api/graph."""

from __future__ import annotations

from web.pages.page import Page, View
from web.pages.words import table

_HEAD = "explorer."
_ZONE = "zone."
"""Names of parts of the head and the foot of a document."""


def view(page: Page) -> View:
    """The page; `focus` is the IRI of the thing to begin with, `view=large` shows the whole graph."""
    said = {
        key.removeprefix(_HEAD): each[page.language] for key, each in table().items() if key.startswith((_HEAD, _ZONE))
    }
    large = page.given.get("view") == "large"
    data = {"focus": page.given.get("focus", ""), "large": large, "base": page.base, "api": "/api/graph"}
    return View("graph.html", said["large" if large else "title"], {**data, "said": said})
