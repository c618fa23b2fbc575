"""What one sees first of the graph explorer: names that do not cover each other, days as people write them, and which
documents are only cited, in the list as in the drawing."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from tests.web.conftest import Served
from tests.web.test_explorer import EXPLORER, PLAN, _libraries, focus, opened

__all__ = ["_libraries"]  # a fixture that each test of this file has

BOXES = f"""() => {EXPLORER}.canvas.cy.nodes().not('.band').map((node) => {{
  const box = (given) => {{ const {{ x1, x2, y1, y2 }} = node.boundingBox({{ includeEdges: false, includeOverlays: false, ...given }}); return [x1, x2, y1, y2]; }};
  return {{ id: node.id(), name: box({{ includeNodes: false }}), node: box({{ includeLabels: false }}) }};
}})"""
SLACK = 3.0
"""Cytoscape adds some margin to the boxes of labels."""


def crossing(one: list[float], other: list[float]) -> bool:
    return (
        min(one[1], other[1]) - max(one[0], other[0]) > SLACK and min(one[3], other[3]) - max(one[2], other[2]) > SLACK
    )


@pytest.mark.parametrize("size", [(1300, 900), (1280, 800), (390, 800)])
@pytest.mark.parametrize("address", ["", focus(PLAN)])
def test_no_name_covers_another_thing_at_first(
    browser: Any, served: Served, address: str, size: tuple[int, int]
) -> None:
    with opened(browser, served, address, viewport={"width": size[0], "height": size[1]}) as found:
        boxes = found.page.evaluate(BOXES)
        assert len(boxes) > 3
        covered = [
            (one["id"], other["id"])
            for one, other in itertools.permutations(boxes, 2)
            if crossing(one["name"], other["node"]) or crossing(one["name"], other["name"])
        ]
        assert not covered, covered


def test_days_are_written_as_elsewhere(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        found.page.wait_for_selector("#panel blockquote")
        panel = found.page.inner_text("#panel")
        assert "23/03/2022" in panel
        assert not re.search(r"\d{4}-\d{2}-\d{2}", panel)
        found.page.fill("#thing", "34/KH-UBND")
        found.page.press("#thing", "Enter")
        found.page.wait_for_selector("#results li")
        assert "23/03/2022" in found.page.inner_text("#results")


def test_the_list_marks_what_is_only_cited(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        cited = set(page.evaluate(f"{EXPLORER}.canvas.cy.nodes('[?citedOnly]').map((node) => node.id())"))
        marked = page.locator("#list button", has=page.locator('svg [fill="none"]'))
        assert {each.get_attribute("data-iri") for each in marked.all()} == cited != set()
        assert all("chỉ được dẫn" in (each.text_content() or "") for each in marked.all())
        assert "chỉ được dẫn" not in (page.locator(f'#list button[data-iri="{PLAN}"]').text_content() or "")
        assert "khung rỗng" in page.inner_text("#legend")


def test_the_page_ends_below_the_legend(browser: Any, served: Served) -> None:
    """Words for screen readers within the list, which scrolls by itself, make the page no longer."""
    with opened(browser, served) as found:
        ends = "document.documentElement.scrollHeight - document.querySelector('footer.foot').getBoundingClientRect().bottom"
        assert found.page.evaluate(ends) <= 1
