"""Finding things in a real Chromium: suggestions by keys alone, on a phone, in the dark, without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.web.browser import Held, followed, watched
from tests.web.conftest import Served
from tests.web.test_finding import GTVT, PAGES, path_of

PHONE = {"width": 390, "height": 844}
SUGGESTED = "**/suggest.json?*"
LISTED = ".suggestions:not([hidden]) li"
SO_GTVT = "Sở Giao thông vận tải tỉnh Tuyên Quang"


def listed(page: Any, field: str, words: str) -> None:
    """Wait for the list that answers what stands in the field, in which this is."""
    page.locator(LISTED, has_text=words).first.wait_for()
    page.wait_for_selector(f"{field}:not([aria-busy])")


def chosen(page: Any, field: str) -> str:
    """What is chosen in the list of a field."""
    page.wait_for_selector(f"{field}[aria-activedescendant]")
    one = page.locator(f"#{page.get_attribute(field, 'aria-activedescendant')}")
    assert one.get_attribute("aria-selected") == "true"
    assert page.locator(f"{LISTED}[aria-selected=true]").count() == 1
    return str(one.inner_text())


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
        listed(page, "#q", SO_GTVT)
        assert field.get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        assert SO_GTVT in chosen(page, "#q")
        page.keyboard.press("Escape")
        assert field.get_attribute("aria-expanded") == "false"
        page.keyboard.press("ArrowDown")
        listed(page, "#q", SO_GTVT)
        assert field.get_attribute("aria-activedescendant") is None, "who opens the list has chosen nothing"
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
        listed(page, "#f-lead", SO_GTVT)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.locator("#f-lead").input_value() == SO_GTVT
        page.keyboard.press("Enter")
        page.wait_for_url("**/tasks?**lead=**")
        assert page.locator("tbody tr").count() == 2
        found.clean()


def test_a_suggestion_can_be_clicked(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(served.url)
        found.page.locator("#q").press_sequentially("bac lieu")
        listed(found.page, "#q", "Tỉnh Bạc Liêu")
        found.page.locator(LISTED, has_text=re.compile("^Tỉnh Bạc Liêu")).first.click()
        found.page.wait_for_url("**/place/**")
        found.clean()


def test_keys_choose_nothing_from_a_list_that_answers_other_words(served: Served, browser: Any) -> None:
    """Who types on and presses an arrow at once means what now stands there; the list stays until it is answered."""
    with watched(browser, served.url) as found:
        page, held = found.page, Held(found.page, SUGGESTED)
        page.goto(f"{served.url}/tasks")
        page.fill("#f-lead", "so y te")
        listed(page, "#f-lead", "Sở Y tế")
        page.keyboard.press("ArrowDown")
        assert "Sở Y tế" in chosen(page, "#f-lead")
        held.asked("#f-lead", "so giao thong van tai tuyen")
        field = page.locator("#f-lead")
        assert field.get_attribute("aria-activedescendant") is None, "what was chosen of other words"
        page.keyboard.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") is None
        assert field.get_attribute("aria-busy") == "true"
        assert "Sở Y tế" in page.locator(LISTED).first.inner_text(), "no flicker"
        held.answer()
        assert SO_GTVT in chosen(page, "#f-lead"), "the arrow has waited"
        assert field.get_attribute("aria-busy") is None
        page.keyboard.press("Enter")
        assert field.input_value() == SO_GTVT
        found.clean()


def test_enter_takes_what_is_typed_where_the_list_answers_other_words(served: Served, browser: Any) -> None:
    with watched(browser, served.url) as found:
        page, held = found.page, Held(found.page, SUGGESTED)
        page.goto(served.url)
        page.fill("#q", "so y te")
        listed(page, "#q", "Sở Y tế")
        page.keyboard.press("ArrowDown")
        held.asked("#q", "nq 13")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=nq+13")


def test_an_answer_that_comes_late_is_shown_to_nobody(served: Served, browser: Any) -> None:
    """Neither when further words were answered before it, nor after Escape."""
    with watched(browser, served.url) as found:
        page, held = found.page, Held(found.page, SUGGESTED)
        page.goto(f"{served.url}/tasks")
        held.asked("#f-lead", "so y te")
        page.fill("#f-lead", "so giao thong van tai tuyen")
        listed(page, "#f-lead", SO_GTVT)
        held.answer()
        page.keyboard.press("ArrowDown")
        assert SO_GTVT in chosen(page, "#f-lead")
        held.asked("#f-lead", "so y te")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        held.answer()
        page.evaluate("new Promise((then) => requestAnimationFrame(() => setTimeout(then)))")
        assert page.locator(LISTED).count() == 0
        assert page.locator("#f-lead").input_value() == "so y te"
        assert page.get_attribute("#f-lead", "aria-busy") is None
        found.clean()


def test_it_works_without_a_script(served: Served, browser: Any) -> None:
    with watched(browser, served.url, java_script_enabled=False, viewport=PHONE) as found:
        page = found.page
        page.goto(f"{served.url}/tasks")
        assert page.locator("#f-lead").is_visible()
        page.fill("#f-lead", "So GTVT")
        with followed(page):
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
        with followed(page):
            page.locator(".chain a", has_text="Tuyên Quang").first.click()
        row = page.locator("tbody tr", has_text="Sở Giao thông vận tải").first
        said = row.locator("td.provision").inner_text()
        assert "Sở Giao thông vận tải" in row.locator("td.agents").first.inner_text()
        with followed(page):
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
        page.wait_for_url(f"**{target}")
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
        with followed(page):
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
