"""Names in the graph explorer: large enough to be read, and in its pictures too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Served
from tests.web.test_explorer import EXPLORER, PLAN, _libraries, focus, opened, saved

__all__ = ["_libraries"]  # a fixture that each test of this file has


@pytest.mark.slow
def test_a_picture_has_the_names_of_its_relations(browser: Any, served: Served, tmp_path: Path) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        named = f"{EXPLORER}.canvas.cy.edges().map((edge) => edge.style('label')).filter(Boolean).length"
        page.evaluate(f"{EXPLORER}.canvas.cy.elements().removeClass('near chosen')")
        before = page.evaluate(named)
        # What is named while the picture is made is asked of Cytoscape at that moment.
        page.evaluate(
            f"() => {{ const {{ cy }} = {EXPLORER}.canvas, made = cy.png.bind(cy);"
            f" cy.png = (given) => {{ window.named = {named}; return made(given); }}; }}"
        )
        saved(page, "png", tmp_path)
        assert before == 0
        assert page.evaluate("window.named") == page.evaluate(f"{EXPLORER}.canvas.cy.edges().length") > 0
        assert page.evaluate(named) == 0


def test_names_can_be_read_in_the_first_view(browser: Any, served: Served) -> None:
    with opened(browser, served) as found:
        seen = f"(() => {{ const {{ cy }} = {EXPLORER}.canvas; return cy.zoom() * parseFloat(cy.nodes().not('.band').first().style('font-size')); }})()"
        assert found.page.evaluate(seen) >= 9
