"""Pages in a real Chromium: no error, no request elsewhere, light and dark, on a phone, with keys alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.browser import watched
from tests.web.conftest import Served
from web.pages.table import LISTS


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name in LISTS), "/agency/cà-mau-2025/sở-xây-dựng", "/nope"])
def test_pages_are_clean(served: Served, browser: Any, path: str) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(served.url + path)
        if path != "/nope":  # whose status Chromium's console reports as an error, as it should
            found.clean()
        assert found.elsewhere == []
        assert found.page.locator("h1").count() == 1


def test_a_phone_has_no_sideways_scrolling(served: Served, browser: Any) -> None:
    with watched(browser, served.url, viewport={"width": 360, "height": 740}) as found:
        for path in ("/", "/tasks", "/agencies"):
            found.page.goto(served.url + path)
            assert found.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_keys_reach_the_content_and_the_search(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(served.url)
        found.page.keyboard.press("Tab")
        assert found.page.evaluate("document.activeElement.className") == "skip"
        found.page.keyboard.press("Enter")
        assert found.page.evaluate("document.activeElement.id") == "main"
        found.page.keyboard.press("/")
        assert found.page.evaluate("document.activeElement.id") == "q"


def test_light_and_dark(served: Served, browser: Any) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    with watched(browser, served.url, color_scheme="dark") as found:
        found.page.goto(served.url)
        dark = found.page.evaluate(colour)
        found.page.click("#theme")
        light = found.page.evaluate(colour)
        assert dark != light
        found.page.reload()
        assert found.page.evaluate(colour) == light
