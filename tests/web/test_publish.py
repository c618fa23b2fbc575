"""A site of files: every link leads somewhere, and it works where there is no server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from kg.store.generations import Generations
from tests.web.browser import followed
from web.publish.site import MARK, SiteError, publish


@pytest.fixture(scope="module")
def site(samples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "site"
    heard: list[tuple[int, int]] = []
    with Generations(samples_store).open() as generation:
        made = publish(generation, out, "vi", "2026-11-01", lambda done, every: heard.append((done, every)))
    assert heard[-1] == (made.pages, made.pages)
    assert sum(1 for _ in out.rglob("*.html")) == made.pages
    return out


def test_every_link_leads_somewhere(site: Path) -> None:
    marks: dict[Path, set[str]] = {}
    pages = {file: html.parse(str(file)).getroot() for file in site.rglob("*.html")}
    for file, page in pages.items():
        marks[file.resolve()] = set(page.xpath("//@id"))
    lost = []
    for file, page in pages.items():
        for said in page.xpath("//a/@href | //link/@href | //script/@src"):
            if said.startswith(("http://", "https://")):
                continue
            path, _, mark = said.partition("#")
            target = (file.parent / unquote(path)).resolve() if path else file.resolve()
            if not said or not target.is_file() or (mark and target in marks and unquote(mark) not in marks[target]):
                lost.append((file.name, said))
    assert lost == []


def test_it_works_from_a_folder(site: Path, browser: Any) -> None:
    errors: list[str] = []
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "index.html").as_uri())
    assert page.locator(".asks a").count() == page.locator(".asks li").count(), "each question leads to its answer"
    assert page.locator(".chain .chips a").count() > 2
    page.fill("#site-q", "so xay dung ca mau")
    with followed(page):
        page.click("#site-found a")
    assert page.inner_text("h1") == "Sở Xây dựng tỉnh Cà Mau"
    with followed(page):
        page.click("nav a:has-text('Nhiệm vụ')")
    assert page.locator("tbody tr").count() > 200
    document = next((site / "doc").glob("208-kh-ubnd-*.html"))
    page.goto(document.as_uri())
    page.hover("#facts [data-f]")
    page.wait_for_selector("#words .lit")
    page.goto(next((site / "lineage").glob("13-nq-tw-*.html")).as_uri())
    page.locator("svg.lineage a.how").first.click()
    page.wait_for_selector("details[open] blockquote")
    assert errors == []
    assert all(url.startswith(("file:", "data:")) for url in asked)
    context.close()


def test_a_folder_of_somebody_else_is_left_alone(samples_store: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with Generations(samples_store).open() as generation, pytest.raises(SiteError, match="choose another folder"):
        publish(generation, tmp_path, "vi", "2026-11-01")
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_what_fails_leaves_the_old_site(site: Path, samples_store: Path) -> None:
    before = (site / "index.html").read_bytes()

    def stop(done: int, every: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with Generations(samples_store).open() as generation, pytest.raises(KeyboardInterrupt):
        publish(generation, site, "en", "2026-11-01", stop)
    assert (site / "index.html").read_bytes() == before
    assert (site / MARK).is_file()
    assert not list(site.parent.glob(".*.new"))


def test_pages_of_files_say_what_they_lack(site: Path) -> None:
    for name in ("index.html", "tasks.html"):
        said = (site / name).read_text(encoding="utf-8")
        assert "so sánh kế hoạch, đồ thị tương tác" in said and "chidao serve" in said
        assert not html.fromstring(said).xpath("//nav//a[contains(@href, 'compare') or contains(@href, 'graph')]")


@pytest.mark.slow
def test_the_command_says_what_was_written_and_nothing_else(root: Path, samples_store: Path, tmp_path: Path) -> None:
    """How names were understood on the way is no matter of who publishes."""
    command = [sys.executable, "-m", "cli", "publish", "-o", str(tmp_path / "site"), "--store", str(samples_store)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root)
    assert done.stdout.count("\n") == 1 and "pages" in done.stdout
    assert done.stderr == ""
