"""Finding things in a real Chromium: suggestions by keys alone, on a phone, in the dark, without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.web.browser import watched
from tests.web.conftest import Served
from tests.web.test_finding import GTVT, PAGES, path_of

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_clean_and_fit_a_phone(served: Served, browser: Any, address: str) -> None:
    with watched(browser, served.url, viewport=PHONE, color_scheme="dark") as found:
        found.page.goto(served.url + address)
        found.clean()
        assert found.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_search_suggests_and_is_led_by_keys(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(served.url)
        field = page.locator("#q")
        assert field.get_attribute("role") == "combobox"
        field.press_sequentially("so gtvt tuyen quang")
        page.wait_for_selector(".suggestions:not([hidden]) li")
        assert field.get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        chosen = field.get_attribute("aria-activedescendant")
        assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
        page.keyboard.press("Escape")
        assert field.get_attribute("aria-expanded") == "false"
        page.keyboard.press("ArrowDown")
        page.wait_for_selector(".suggestions:not([hidden]) li")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/agency/**")
        assert "Sở Giao thông" in page.locator("h1").inner_text()
        found.clean()


def test_what_is_typed_is_searched_where_nothing_is_chosen(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(served.url)
        found.page.fill("#q", "nq 13")
        found.page.keyboard.press("Enter")
        found.page.wait_for_url("**/search?q=nq+13")
        assert found.page.locator(".exact .name").inner_text() == "Nghị quyết 13-NQ/TW"
        found.clean()


def test_a_filter_is_filled_with_what_is_suggested(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(f"{served.url}/tasks")
        page.locator("#f-lead").press_sequentially("so giao thong van tai tuyen")
        page.wait_for_selector(".suggestions:not([hidden]) li")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.locator("#f-lead").input_value() == "Sở Giao thông vận tải tỉnh Tuyên Quang"
        page.keyboard.press("Enter")
        page.wait_for_url("**/tasks?**lead=**")
        assert page.locator("tbody tr").count() == 2
        found.clean()


def test_a_suggestion_can_be_clicked(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(served.url)
        found.page.locator("#q").press_sequentially("bac lieu")
        found.page.wait_for_selector(".suggestions:not([hidden]) li")
        found.page.locator(".suggestions li", has_text=re.compile("^Tỉnh Bạc Liêu")).first.click()
        found.page.wait_for_url("**/place/**")
        found.clean()


def test_it_works_without_a_script(served: Served, browser: Any) -> None:
    with watched(browser, served.url, java_script_enabled=False, viewport=PHONE) as found:
        page = found.page
        page.goto(f"{served.url}/tasks")
        assert page.locator("#f-lead").is_visible()
        page.fill("#f-lead", "So GTVT")
        page.locator(".filters button").click()
        assert page.locator("tbody tr").count() > 0


def test_a_row_is_a_card_on_a_phone(served: Served, browser: Any) -> None:
    with watched(browser, served.url, viewport=PHONE) as found:
        found.page.goto(f"{served.url}/tasks?lead=So+GTVT")
        assert not found.page.locator("#f-lead").is_visible()
        assert found.page.evaluate("getComputedStyle(document.querySelector('tbody tr')).display") == "block"
        head = "getComputedStyle(document.querySelector('td.agents'), '::before').content"
        assert "Chủ trì" in found.page.evaluate(head)


def test_from_home_to_the_sentence_in_four_clicks(served: Served, browser: Any) -> None:
    """Who leads this in Tuyên Quang, by when, and the sentence that says so."""
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(served.url)
        page.locator(".chain a", has_text="Tuyên Quang").first.click()
        row = page.locator("tbody tr", has_text="Sở Giao thông vận tải").first
        said = row.locator("td.provision").inner_text()
        assert "Sở Giao thông vận tải" in row.locator("td.agents").first.inner_text()
        row.locator("a.evidence").click()
        assert " ".join(said.split())[:50] in " ".join(page.locator("main").inner_text().split())
        found.clean()


def test_a_day_of_the_month_leads_to_what_is_due(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(f"{served.url}/due?month=2024-12")
        day = page.locator(".calendar a.many").first
        target = day.get_attribute("href")
        day.click()
        assert page.url.endswith(target)
        assert page.locator(f"[id='{target[1:]}']").is_visible()
        found.clean()


def test_the_heat_map_is_a_table_with_heads(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(f"{served.url}/coverage?doc=72-KL/TW")
        table = page.locator("table.heat")
        assert table.locator("thead th[scope=col]").count() > 2
        cell = table.locator("td a").first
        count = int(cell.inner_text())
        cell.click()
        assert page.locator("ul.tasks > li").count() == count
        found.clean()


def test_an_agency_can_be_seen_on_another_day(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(f"{served.url}{path_of(GTVT)}")
        assert "Sở Xây dựng" in page.locator("section[aria-labelledby=now]").inner_text()
        page.fill("#as_of", "1/1/2024")
        page.keyboard.press("Enter")
        page.wait_for_url("**as_of=**")
        assert "Sở Xây dựng" not in page.locator("section[aria-labelledby=now]").inner_text()
        found.clean()
