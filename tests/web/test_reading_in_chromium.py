"""The reading pages in a real Chromium: text and facts light up each other, by pointer and by keys; clean, on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.browser import watched
from tests.web.conftest import Served, until
from tests.web.reading import BASE, OTHER, PLAN, STUB, TASK

PATHS = [PLAN, f"{OTHER}?part=all", TASK, f"{PLAN}/III/2", STUB, "lineage", "lineage?doc=13-NQ/TW", "compare",
         f"compare?one={BASE}{PLAN}", f"compare?one={BASE}{PLAN}&other={BASE}{OTHER}"]  # fmt: skip
LIT = "[...document.querySelectorAll('#{side} .lit')].map(e => e.textContent)"


def lit(page: Any, side: str) -> list[str]:
    found: list[str] = page.evaluate(LIT.format(side=side))
    return found


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_clean_and_fit_a_phone(served: Served, browser: Any, path: str) -> None:
    with watched(browser, served.url, viewport={"width": 360, "height": 740}, color_scheme="dark") as found:
        found.page.goto(f"{served.url}/{path}")
        assert found.page.locator("h1").count() == 1
        assert found.page.evaluate("document.documentElement.scrollWidth") <= 360
        found.clean()


def test_a_fact_lights_up_its_words_and_they_come_into_view(served: Served, browser: Any) -> None:
    with watched(browser, served.url, viewport={"width": 1300, "height": 700}, reduced_motion="reduce") as found:
        page = found.page
        page.goto(f"{served.url}/{PLAN}")
        fact = page.locator("[id='III/2/2.4/-1#lead-sở-giao-thông-vận-tải']")
        fact.hover()
        seen = "document.querySelector('#words .lit')?.getBoundingClientRect().bottom <= innerHeight"
        assert until(lambda: page.evaluate(seen))
        assert lit(page, "words") == ["Sở Giao thông vận tải"], "the words of the heading, from which the task has its lead"
        page.mouse.move(5, 5)
        assert until(lambda: lit(page, "words") == [])
        found.clean()


def test_words_light_up_their_facts(served: Served, browser: Any) -> None:
    with watched(browser, served.url, viewport={"width": 1300, "height": 700}, reduced_motion="reduce") as found:
        page = found.page
        page.goto(f"{served.url}/{PLAN}")
        page.locator("[id='III/2/2.4'] a.m", has_text="Sở Giao thông vận tải").hover()
        assert until(lambda: any("chủ trì" in words or "Sở Giao thông vận tải" in words for words in lit(page, "facts")))
        seen = (
            "document.querySelector('#facts .lit').getBoundingClientRect().bottom"
            " <= document.getElementById('facts').getBoundingClientRect().bottom"
        )
        assert until(lambda: page.evaluate(seen))
        found.clean()


def test_the_same_with_keys(served: Served, browser: Any) -> None:
    with watched(browser, served.url, viewport={"width": 1300, "height": 700}, reduced_motion="reduce") as found:
        page = found.page
        page.goto(f"{served.url}/{PLAN}")
        page.locator("[id='III/2/2.4'] a.m").first.focus()
        assert lit(page, "facts")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#facts') !== null")
        assert lit(page, "words")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#words') !== null")
        page.keyboard.press("Escape")
        assert lit(page, "words") == lit(page, "facts") == []
        found.clean()


def test_marks_are_links_without_a_script(served: Served, browser: Any) -> None:
    with watched(browser, served.url, java_script_enabled=False) as found:
        page = found.page
        page.goto(f"{served.url}/{PLAN}")
        page.locator("[id='III/2/2.4'] a.m").first.click()
        page.wait_for_url("**#III/2/2.4**")
        assert page.locator(":target").count() == 1


def test_every_fact_lights_up_its_quote(served: Served, browser: Any) -> None:
    """In the browser, for each fact of a plan: what is lit in the text is the quote that the data has."""
    data = served.get(f"/{PLAN}.json").json()
    expected = {duty["iri"]: duty["quote"] for duty in data["tasks"]} | {
        part["iri"]: part["quote"] for duty in data["tasks"] for part in (*duty["roles"], *duty["due"], *duty["fields"])
    }
    with watched(browser, served.url, viewport={"width": 1300, "height": 700}, reduced_motion="reduce") as found:
        found.page.goto(f"{served.url}/{PLAN}")
        shown = found.page.evaluate(
            """ids => Object.fromEntries(ids.map(id => {
              const each = document.getElementById(id);
              if (!each) return [id, null];
              each.focus();
              return [id, [...document.querySelectorAll('#words .lit')].map(e => e.textContent).join('')];
            }))""",
            [iri.removeprefix(f"{BASE}{PLAN}/") for iri in expected],
        )
        assert {f"{BASE}{PLAN}/{name}": words for name, words in shown.items()} == expected
        found.clean()


def test_words_on_a_line_of_the_picture_open_the_evidence(served: Served, browser: Any) -> None:
    with watched(browser, served.url, viewport={"width": 1300, "height": 900}) as found:
        page = found.page
        page.goto(f"{served.url}/lineage?doc=13-NQ/TW")
        page.locator("svg a.how").first.click()
        assert until(lambda: page.evaluate("document.querySelector(':target > details')?.open"))
        assert page.locator(":target > details blockquote").first.is_visible()
        found.clean()


def test_on_paper_the_text_is_black_and_whole(served: Served, browser: Any) -> None:
    with watched(browser, served.url, color_scheme="dark") as found:
        found.page.emulate_media(media="print")
        found.page.goto(f"{served.url}/{PLAN}")
        assert found.page.locator("header.top").is_hidden()
        assert found.page.evaluate("getComputedStyle(document.getElementById('facts')).overflowY") == "visible"
        found.clean()
