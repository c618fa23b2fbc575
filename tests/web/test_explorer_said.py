"""What the explorer says when something does not work: in Vietnamese on a Vietnamese page."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.web.browser import watched
from tests.web.conftest import Served
from tests.web.test_explorer import PLAN, _libraries, focus

__all__ = ["_libraries"]  # a fixture that each test of this file has


@pytest.mark.parametrize(("language", "said"), [("vi", "máy chủ không trả lời"), ("en", "the server does not answer")])
def test_a_server_that_is_gone_is_told_in_the_language_of_the_page(
    browser: Any, served: Served, language: str, said: str
) -> None:
    with watched(browser, served.url) as found:
        cookie = {"name": "lang", "value": language, "url": served.url}
        found.page.context.add_cookies([cookie])
        found.page.goto(f"{served.url}/graph{focus(PLAN)}")
        found.page.wait_for_selector("#explorer[data-ready]")
        found.page.context.set_offline(True)
        found.page.fill("#thing", "so giao thong")
        found.page.press("#thing", "Enter")
        found.page.wait_for_function("(said) => document.querySelector('main').innerText.includes(said)", arg=said)
        assert "Failed to fetch" not in found.page.inner_text("main")


@pytest.mark.parametrize("posted", [{"content": b"x"}, {"json": {"iris": 1}}, {"json": {"iris": ["no IRI"]}}])
def test_what_cannot_be_posted_is_said_in_vietnamese(served: Served, posted: dict[str, Any]) -> None:
    error = httpx.post(f"{served.url}/api/graph/view", timeout=60, **posted).json()
    assert error["status"] in (400, 415)
    assert error["detailVi"] != error["detail"] and "chương trình báo" not in error["detailVi"]
