"""From the home page to the sentence, by clicking alone: who leads a task in Tuyên Quang, by when, and what says so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.browser import followed, watched
from tests.web.conftest import Served

MOST = 4
DUE = ("Ủy ban nhân dân thành phố Tuyên Quang", "31/12/2030")
"""The task of the samples that has a deadline there: who leads it, and by when."""


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, {"width": 360, "height": 740}])
def test_who_leads_a_task_by_when_and_the_sentence_that_says_so(served: Served, browser: Any, viewport: dict[str, int]) -> None:
    lead, day = DUE
    with watched(browser, served.url, viewport=viewport) as found:
        page = found.page
        clicks = 0

        def click(what: Any) -> None:
            nonlocal clicks
            clicks += 1
            with followed(page):
                what.click()

        page.goto(served.url)
        click(page.locator("main").get_by_role("link", name="Tuyên Quang", exact=True).first)
        row = page.locator("main tr").filter(has_text=day)
        assert lead in row.inner_text()
        click(row.locator("a.evidence"))
        sentence = page.locator("blockquote.sentence")
        assert sentence.is_visible()
        words = sentence.inner_text()
        assert "UBND thành phố Tuyên Quang chủ trì" in words and "2030" in words
        told = page.locator("#task").inner_text()
        assert lead in told and day in told
        assert page.locator("blockquote.sentence mark").count() >= 2, "the words each fact stands on are marked"
        click(page.locator("blockquote.sentence footer a").first)
        assert "2030" in page.locator("main").inner_text(), "the sentence in its document"
        assert clicks <= MOST
        found.clean()
