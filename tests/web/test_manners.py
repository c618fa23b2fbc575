"""All pages in a real Chromium: accessible in light and dark, with keys alone, on a phone, on paper, without a network,
nothing asked of other hosts, nothing that was typed ever run. Pictures of all go to out/screenshots."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import httpx
import pytest

from tests.web.browser import watched
from tests.web.conftest import Served
from tests.web.manners import FILLED, FOCUSABLE, PAGES, address, axe, broken_rules, expects_error
from web.pages.table import FIXED, NESTED

HTML = {"Accept": "text/html"}
PAYLOAD = "\"'><img src=x onerror=window.ran=1><script>window.ran=1</script>{{7*7}}"


def name_of(page: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", page.removesuffix("/…")).strip("-")


@pytest.fixture(scope="session")
def pictures(root: Path) -> Path:
    folder = root / "out" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_rules_of_accessibility(served: Served, browser: Any, root: Path, pictures: Path, page: str, scheme: str) -> None:
    language = {"name": "lang", "value": "vi" if scheme == "light" else "en", "url": served.url}
    with watched(browser, served.url, color_scheme=scheme) as found:
        found.page.context.add_cookies([language])
        found.page.goto(served.url + address(served, page), wait_until="load")
        found.page.wait_for_timeout(400)
        found.page.screenshot(path=str(pictures / f"{name_of(page)}-{scheme}.png"))
        assert broken_rules(found.page, axe(root)) == []
        assert found.page.locator("h1").count() == 1
        assert found.elsewhere == []
        if not expects_error(served, page):
            found.clean()


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_keys_alone_a_phone_and_paper(served: Served, browser: Any, pictures: Path, page: str) -> None:
    with watched(browser, served.url, viewport={"width": 360, "height": 740}) as found:
        shown = found.page
        shown.goto(served.url + address(served, page), wait_until="load")
        shown.wait_for_timeout(300)
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360
        shown.screenshot(path=str(pictures / f"{name_of(page)}-phone.png"))
        assert shown.evaluate(FOCUSABLE) == []
        shown.emulate_media(media="print")
        # A query stays on paper, and where in its document a provision stands.
        hidden = "[...document.querySelectorAll('.top, nav, form, .skip')].filter((e) => e.checkVisibility()).map((e) => e.className)"
        assert [each for each in shown.evaluate(hidden) if each not in ("ask", "crumbs")] == []
        assert shown.locator("h1").is_visible()


@pytest.mark.slow
@pytest.mark.parametrize("page", ["home", "/tasks", "/queries", "/editor", "/about"])
def test_tab_goes_through_the_page_and_comes_out(served: Served, browser: Any, page: str) -> None:
    """Each press of Tab moves on; none is caught."""
    with watched(browser, served.url) as found:
        shown = found.page
        shown.goto(served.url + address(served, page))
        shown.wait_for_timeout(300)
        shown.evaluate("() => { let n = 0; document.addEventListener('focusin', (e) => { e.target.dataset.turn = ++n; }, true); }")
        number = shown.evaluate("[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')].filter((e) => e.checkVisibility()).length")
        presses = min(number, 90)
        for _ in range(presses):
            shown.keyboard.press("Tab")
        assert shown.evaluate("document.querySelectorAll('[data-turn]').length") >= presses * 0.9


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_open_stays_when_the_network_is_gone(served: Served, browser: Any, page: str) -> None:
    with watched(browser, served.url) as found:
        shown = found.page
        shown.goto(served.url + address(served, page))
        shown.wait_for_timeout(300)
        shown.context.set_offline(True)
        before = shown.evaluate("getComputedStyle(document.body).backgroundColor")
        shown.click("#theme")
        assert shown.evaluate("getComputedStyle(document.body).backgroundColor") != before
        assert shown.locator("h1").is_visible()
        assert found.elsewhere == []


@pytest.mark.parametrize("page", PAGES)
def test_headers(served: Served, page: str) -> None:
    where = address(served, page)
    said = served.get(where, headers=HTML)
    policy = said.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert said.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<[^>]+ (?:style|on[a-z]+)=", said.text), "the policy would refuse it"
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!w3id|creativecommons)[^\"]*\.(?:js|css|woff2?|png|svg)", said.text)
    assert "http-equiv" not in said.text
    packed = httpx.Client(base_url=served.url, headers=HTML | {"Accept-Encoding": "gzip"}, timeout=60)
    with packed, packed.stream("GET", where) as raw:
        body = b"".join(raw.iter_raw())
        if len(said.content) > 1024 and said.status_code < 400:
            assert raw.headers["content-encoding"] == "gzip"
            assert gzip.decompress(body).decode() == said.text
    if expects_error(served, page):
        assert said.headers["cache-control"] == "no-store"
        return
    assert served.get(where, headers=HTML | {"If-None-Match": said.headers["etag"]}).status_code == 304
    english = served.get(where, headers=HTML | {"Cookie": "lang=en"})
    assert english.headers["etag"] != said.headers["etag"]
    assert '<html lang="en">' in english.text and '<html lang="vi">' in said.text


PARAMETERS = (
    "q", "lead", "support", "doc", "province", "field", "issuer", "type", "year", "words", "who", "to", "from", "kind", "due_before", "due_by", "agency",
    "as_of", "offset", "query", "question", "focus", "one", "other", "a", "b", "lang", "run", "view",
)  # fmt: skip


EVERY = [*(f"/{name}" for name in (*FIXED, *NESTED) if name != "home"), "/", "/search", *FILLED.values()]
SOME = 4
"""Of how many pages, one after the other, each parameter is tried on one where there is no time for all."""


@pytest.mark.parametrize(
    ("page", "names"),
    [
        *((page, PARAMETERS[n % SOME :: SOME]) for n, page in enumerate(EVERY)),
        *(pytest.param(page, PARAMETERS, marks=pytest.mark.slow) for page in EVERY),
    ],
    ids=[*(f"{page} some" for page in EVERY), *(f"{page} all" for page in EVERY)],
)
def test_what_was_typed_is_never_part_of_the_page(served: Served, page: str, names: tuple[str, ...]) -> None:
    joined = "&" if "?" in page else "?"
    for name in names:
        said = served.get(f"{page}{joined}{name}={quote_plus(PAYLOAD)}", headers=HTML)
        assert said.status_code < 500, (name, said.text[-500:])
        assert "<img src=x" not in said.text and "<script>window" not in said.text, name
        assert "49" not in said.text or "{{7*7}}" in said.text or "7*7" not in said.text
    path = served.get(f"/{quote_plus(PAYLOAD)}", headers=HTML)
    assert path.status_code == 404 and "<img src=x" not in path.text


@pytest.mark.slow
@pytest.mark.parametrize("page", ["/tasks?lead=", "/queries/tasks?lead=", "/search?q=", "/editor?run=1&query=", "/graph?focus=", "/documents?issuer="])
def test_what_was_typed_never_runs(served: Served, browser: Any, page: str) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(f"{served.url}{page}{quote_plus(PAYLOAD)}")
        found.page.wait_for_timeout(300)
        assert found.page.evaluate("window.ran") is None
        assert found.page.locator("img[src=x]").count() == 0
        assert found.elsewhere == []
