"""A real Chromium on the served samples, which notes what no page may do: errors, and requests to another host."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest


def chromium() -> str:
    """The program; the test is skipped where the machine has none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("chromium is not installed: apt install chromium")
    return found


@dataclass
class Watched:
    """A page, the errors of its console, and the requests that left the server."""

    page: Any
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def clean(self) -> None:
        """Nothing went wrong, and nothing was asked of another host."""
        assert self.errors == []
        assert self.elsewhere == []


@contextmanager
def watched(browser: Any, url: str, **options: Any) -> Iterator[Watched]:
    """A page of its own, with its own cookies; `options` are those of Playwright's new_context."""
    context = browser.new_context(**options)
    found = Watched(context.new_page())
    host = urlsplit(url).netloc

    def request(asked: Any) -> None:
        parts = urlsplit(asked.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != host:
            found.elsewhere.append(asked.url)

    found.page.on("request", request)
    found.page.on("console", lambda m: found.errors.append(m.text) if m.type in ("error", "warning") else None)
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    try:
        yield found
    finally:
        context.close()


@contextmanager
def followed(page: Any) -> Iterator[None]:
    """What is done within leads to another address, whose page is whole when this ends."""
    with page.expect_navigation(wait_until="load"):
        yield


@contextmanager
def launched() -> Iterator[Any]:
    """A browser without a window; software drawing, since machines of tests have no graphics."""
    from playwright.sync_api import sync_playwright

    words = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=words)
        try:
            yield browser
        finally:
            browser.close()


class Held:
    """Questions of a field, to an address as in page.route, that are not answered before the test says so."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.holds = False
        self.waiting: list[Any] = []
        page.route(address, self._came)

    def _came(self, route: Any) -> None:
        if self.holds:
            self.waiting.append(route)
        else:
            route.continue_()

    def asked(self, field: str, typed: str) -> None:
        """Put words in the field and wait for its question, which is held."""
        self.holds = True
        with self.page.expect_request(self.address):
            self.page.fill(field, typed)
        while not self.waiting:
            self.page.evaluate("0")  # what the browser tells is taken in with the next thing that is asked of it
        self.holds = False

    def answer(self) -> None:
        """Let go what was held; when this ends the page has had its answer."""
        for each in self.waiting:
            with self.page.expect_event("requestfinished", lambda one, asked=each.request: one.url == asked.url):
                each.continue_()
        self.waiting.clear()
