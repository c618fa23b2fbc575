"""Finding a thing in the graph explorer while answers come late."""

from __future__ import annotations

from typing import Any

from tests.web.browser import Held
from tests.web.conftest import Served
from tests.web.test_explorer import _libraries, opened

__all__ = ["_libraries"]  # a fixture that each test of this file has

FOUND = "#results button"
ASKED = "**/api/graph/search?*"
WORDS = "so giao thong van tai"


def names(page: Any) -> list[str]:
    return [name.strip() for name in page.locator(FOUND).all_inner_texts()]


def held_at_the_second(page: Any, held: Held, words: str) -> str:
    """The list of WORDS, gone down to its second entry while other words are not answered yet; what that entry is."""
    page.fill("#thing", WORDS)
    page.locator(FOUND).nth(1).wait_for()
    held.asked("#thing", words)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    return str(page.evaluate("document.activeElement.innerText.trim()"))


def test_a_later_answer_leaves_the_focus_on_what_it_still_has(browser: Any, served: Served) -> None:
    with opened(browser, served) as found:
        page = found.page
        on = held_at_the_second(page, held := Held(page, ASKED), f"{WORDS} ")
        assert on == names(page)[1]
        page.evaluate(f"document.querySelector({FOUND!r}).dataset.old = 1")
        held.answer()
        page.wait_for_function(f"!document.querySelector({FOUND!r})?.dataset.old")
        assert page.evaluate("document.activeElement.innerText?.trim()") == on


def test_where_it_has_that_no_more_the_focus_is_in_the_field(browser: Any, served: Served) -> None:
    with opened(browser, served) as found:
        page = found.page
        held_at_the_second(page, held := Held(page, ASKED), "qwxz")
        held.answer()
        page.wait_for_function("document.getElementById('results').hidden")
        assert page.evaluate("document.activeElement.id") == "thing"


def test_an_answer_after_escape_opens_no_list(browser: Any, served: Served) -> None:
    with opened(browser, served) as found:
        page, held = found.page, Held(found.page, ASKED)
        held.asked("#thing", WORDS)
        page.keyboard.press("Escape")
        held.answer()
        page.wait_for_timeout(100)
        assert page.locator("#results").is_hidden() and not names(page)
