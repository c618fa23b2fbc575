"""The directives that a visitor is led to first, on every page that lets one begin with a document."""

from __future__ import annotations

from web.pages.kept import kept
from web.pages.page import Page

MOST = 200


def directives(page: Page) -> list[dict[str, str]]:
    """Documents that others carry out, the top of each chain first, then by how many provinces and plans they have."""
    return sorted(kept(page, "directives", MOST).dicts(), key=_rank)


def _rank(row: dict[str, str]) -> tuple[bool, int, int, str]:
    return row["top"] != "true", -int(row["provinces"]), -int(row["plans"]), row["document"]
