"""Thousands of things in the graph explorer: five thousand stay fluid, fifty thousand open in the large view."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.browser import followed, watched
from tests.web.conftest import Served
from tests.web.test_explorer import BASE, EXPLORER, PLAN, _libraries, opened, shown, wait_shown

__all__ = ["_libraries"]  # a fixture that each test of this file has


def quiet(busy: Callable[[], float], page: Any) -> None:
    """Wait until scripts have little to do, if that comes: what goes on for ever is part of what is measured."""
    for _ in range(8):
        before = busy()
        page.wait_for_timeout(250)
        if busy() - before < 0.01:
            return


@pytest.mark.slow
def test_five_thousand_nodes_stay_fluid(browser: Any, served: Served) -> None:
    """Dragging takes little of the page's own time: a drawing that is moved is a picture of it."""
    nodes = [{"iri": f"{BASE}doc/{n}", "class": "Task" if n % 20 else "Document", "label": f"Việc {n}", "place": "", "date": "", "level": 3} for n in range(5000)]
    edges = [{"source": nodes[n]["iri"], "relation": "setBy", "target": nodes[n // 20 * 20]["iri"], "confidence": 1, "inferred": False} for n in range(5000) if n % 20]
    body = json.dumps({"nodes": nodes, "edges": edges, "truncated": False})
    with watched(browser, served.url, viewport={"width": 1300, "height": 900}) as found:
        page = found.page
        page.route("**/api/graph/start", lambda route: route.fulfill(body=body, content_type="application/json"))
        page.goto(f"{served.url}/graph")
        page.wait_for_selector("#explorer[data-ready]", timeout=60_000)
        assert len(shown(page)) == 5000
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})  # its own time, not that of a busy machine

        def busy() -> float:
            return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}["ScriptDuration"]

        quiet(busy, page)
        box = page.locator("#canvas").bounding_box()
        page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(box["x"] + 9, box["y"] + 9)
        quiet(busy, page)
        began, moves = busy(), 60
        for n in range(moves):
            page.mouse.move(box["x"] + 10 + 3 * n, box["y"] + 10 + n % 7)
        spent = (busy() - began) / moves
        page.mouse.up()
        assert spent < 0.015, f"{1000 * spent:.1f} ms of script a move"
        found.clean()


def test_the_large_view(browser: Any, served: Served) -> None:
    with opened(browser, served, "?view=large") as found:
        page = found.page
        size = page.evaluate(f"{EXPLORER}.graph.order")
        assert size > 500
        assert f"{size} thực thể" in page.text_content("#count")
        pixels = "(() => { const c = document.querySelectorAll('#canvas canvas'); return c.length; })()"
        assert page.evaluate(pixels) > 2
        page.fill("#thing", "34/KH-UBND Bạc Liêu")
        page.wait_for_selector("#results button")
        page.click("#results button")
        page.wait_for_selector("#panel .quote")
        assert page.text_content("#panel h2") == "Kế hoạch 34/KH-UBND"
        page.uncheck("#legend input[data-name=Task]")
        hidden = f"{EXPLORER}.graph.nodes().filter((n) => {EXPLORER}.sigma.getNodeDisplayData(n).hidden).length"
        page.wait_for_function(f"{hidden} > 100")
        place = f"(() => {{ const data = {EXPLORER}.graph.getNodeAttributes('0'); return [data.x, data.y]; }})()"
        before = page.evaluate(place)
        page.click("#rearrange")
        page.wait_for_function(f"(before) => {{ const data = {EXPLORER}.graph.getNodeAttributes('0'); return data.x !== before[0]; }}", arg=before, timeout=30_000)
        with followed(page):
            page.click("#panel >> text=Mở trong đồ thị chi tiết")
        page.wait_for_selector("#layout")
        wait_shown(page, PLAN)


@pytest.mark.slow
def test_fifty_thousand_nodes_open_in_the_large_view(browser: Any, served: Served) -> None:
    size = 50_000
    data = {
        "base": BASE, "classes": ["Document", "Task"], "relations": ["setBy"], "iri": [f"doc/{n}" for n in range(size)],
        "label": [f"Việc {n}" for n in range(size)], "class": [int(n % 25 > 0) for n in range(size)],
        "x": [n % 223 for n in range(size)], "y": [n // 223 for n in range(size)], "degree": [1] * size,
        "edges": [end for n in range(size) if n % 25 for end in (n, 0, n // 25 * 25)], "truncated": False, "limit": {"nodes": 60000},
    }  # fmt: skip
    body = json.dumps(data)
    with watched(browser, served.url, viewport={"width": 1300, "height": 900}) as found:
        found.page.route("**/api/graph/large", lambda route: route.fulfill(body=body, content_type="application/json"))
        found.page.goto(f"{served.url}/graph?view=large")
        found.page.wait_for_selector("#explorer[data-ready]", timeout=120_000)
        assert found.page.evaluate(f"{EXPLORER}.graph.order") == size
        found.clean()
