"""In a real Chromium: the menu by keys, the way to the text, lists on paper, the table of coverage on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.browser import watched
from tests.web.conftest import Served
from tests.web.manners import DOCUMENT, axe, broken_rules
from web.pages.table import FIXED

STOPS = "[...document.querySelectorAll('.top :is(a, button, input, summary)')].filter((e) => e.checkVisibility()).length"


def test_the_menu_has_few_entries_and_opens_by_keys(served: Served, browser: Any, root: Any) -> None:
    with watched(browser, served.url) as found:
        shown = found.page
        shown.goto(f"{served.url}/tasks")
        entries = "[...document.querySelectorAll('#menu nav > *')].filter((e) => e.checkVisibility()).length"
        assert shown.evaluate(entries) <= 7
        assert shown.evaluate(STOPS) <= 12
        shown.locator("#more-menu > summary").focus()
        shown.keyboard.press("Enter")
        assert shown.locator("#more-menu a").first.is_visible()
        assert broken_rules(shown, axe(root)) == []
        linked = shown.evaluate("[...document.querySelectorAll('#menu nav a')].map((e) => new URL(e.href).pathname.slice(1))")
        assert set(FIXED) - {"home", "search", "suggest"} <= set(linked)
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.closest('#more-menu') !== null")
        shown.keyboard.press("Escape")
        assert not shown.locator("#more-menu a").first.is_visible()
        assert shown.evaluate("document.activeElement.tagName") == "SUMMARY"
        shown.goto(f"{served.url}/projects")
        assert shown.locator("#more-menu > summary").inner_text() == "Thêm: Dự án"
        found.clean()


def test_the_menu_is_there_without_a_script(served: Served, browser: Any) -> None:
    with watched(browser, served.url, java_script_enabled=False) as found:
        found.page.goto(f"{served.url}/tasks")
        found.page.locator("#menu > summary").click()
        found.page.locator("#more-menu > summary").click()
        found.page.locator("#more-menu a", has_text="So sánh").click()
        found.page.wait_for_url("**/compare")


def test_a_document_has_a_way_to_its_text(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        shown = found.page
        shown.goto(served.url + DOCUMENT)
        shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.getAttribute('href')") == "#words"
        shown.keyboard.press("Enter")
        assert shown.evaluate("document.activeElement.id") == "words"
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.closest('#words') !== null")


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/tasks?lead=so+gtvt&due_by=2030", "Hạn đến hết ngày: 2030"), ("/documents?province=Tuyên+Quang", "Tuyên Quang"),
        ("/due?year=2024&province=Bạc+Liêu", "Bạc Liêu"), ("/queries/tasks?lead=so+gtvt", "so gtvt"), ("/coverage?doc=72-KL/TW", ""),
    ],
)  # fmt: skip
def test_a_list_on_paper_names_its_filters_and_is_not_cut(served: Served, browser: Any, address: str, named: str) -> None:
    with watched(browser, served.url, viewport={"width": 1050, "height": 720}) as found:
        shown = found.page
        shown.goto(served.url + address)
        if named:
            assert not shown.locator(".on-paper").is_visible()
        shown.emulate_media(media="print")
        if named:
            assert shown.locator(".on-paper").is_visible()
            assert named in shown.locator(".on-paper").inner_text()
        assert shown.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        cut = "[...document.querySelectorAll('.wide')].filter((e) => e.scrollWidth > e.clientWidth + 1).length"
        assert shown.evaluate(cut) == 0


def test_coverage_is_cards_on_a_phone(served: Served, browser: Any) -> None:
    with watched(browser, served.url, viewport={"width": 360, "height": 740}) as found:
        shown = found.page
        shown.goto(f"{served.url}/coverage?doc=72-KL/TW")
        assert shown.evaluate("[...document.querySelectorAll('.wide')].every((e) => e.scrollWidth <= e.clientWidth + 1)")
        cell = shown.locator("table.heat td:has(a)").first
        assert cell.evaluate("(e) => getComputedStyle(e, '::before').content").strip('"').rstrip(": ") == cell.get_attribute("data-head")
        found.clean()
