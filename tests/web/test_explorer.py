"""The graph explorer in a real Chromium, under the server's own policy: what a person does with it, by mouse and by keys."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import networkx
import pytest

from tests.web.browser import Watched, followed, watched
from tests.web.conftest import Served, until
from web.static_files import FOLDER, shipped

BASE = "https://w3id.org/chidao/"
PLAN = f"{BASE}doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd"
ABOVE = f"{BASE}doc/tỉnh-ủy-bạc-liêu/nghị-quyết/2020-2025/11-nq-tu"
TASK = f"{PLAN}/III/2/2.4/-1#task"
LEAD = f"{BASE}agency/bạc-liêu/sở-giao-thông-vận-tải"
EXPLORER = "document.getElementById('explorer').explorer"


@pytest.fixture(autouse=True)
def _libraries() -> None:
    if shipped("vendor/cytoscape.js") is None:
        pytest.skip("the libraries of the browser are not built: make assets")


@contextmanager
def opened(browser: Any, served: Served, address: str = "", **options: Any) -> Iterator[Watched]:
    """The explorer at an address, when it has drawn; at the end nothing went wrong and nothing went elsewhere."""
    options = {"viewport": {"width": 1300, "height": 900}, "reduced_motion": "reduce", **options}
    with watched(browser, served.url, **options) as found:
        found.page.goto(f"{served.url}/graph{address}")
        found.page.wait_for_selector("#explorer[data-ready]", timeout=30_000)
        yield found
        found.clean()


def focus(iri: str) -> str:
    return f"?focus={quote(iri, safe='')}"


def shown(page: Any) -> set[str]:
    """What is drawn: asked of Cytoscape, not of the model."""
    return set(page.evaluate(f"{EXPLORER}.canvas.cy.nodes().not('.band').map((node) => node.id())"))


def wait_shown(page: Any, iri: str) -> None:
    page.wait_for_function(f"(iri) => {EXPLORER}?.canvas?.cy?.getElementById(iri).nonempty()", arg=iri, timeout=15_000)


def point(page: Any, iri: str) -> tuple[float, float]:
    """Where a node is on the page."""
    at = page.evaluate(f"(iri) => {EXPLORER}.canvas.cy.getElementById(iri).renderedPosition()", iri)
    box = page.locator("#canvas").bounding_box()
    return box["x"] + at["x"], box["y"] + at["y"]


def click(page: Any, iri: str) -> None:
    """Choose a node with the mouse; its panel, which is made anew when the server has answered, is whole then."""
    page.mouse.click(*point(page, iri))
    page.wait_for_function(f"(iri) => {EXPLORER}.model.selected?.node === iri", arg=iri)
    page.wait_for_selector("#panel h3")


def settled(page: Any) -> str:
    """The address, when the fragment of what is shown has been written."""
    written = """async () => {
        const { written } = await import('/static/graph/link.js');
        const root = document.getElementById('explorer');
        return location.hash === await written(root.explorer.model, document.getElementById('layout').value, root.dataset.base); }"""
    assert until(lambda: page.evaluate(written))
    return str(page.evaluate("location.hash"))


def test_it_begins_with_an_overview_of_documents(browser: Any, served: Served) -> None:
    with opened(browser, served) as found:
        assert len(shown(found.page)) == 40
        assert found.page.evaluate(f"{EXPLORER}.canvas.cy.edges().length") >= 20
        levels = found.page.evaluate(f"{EXPLORER}.canvas.cy.nodes('.band').map((node) => [node.position('y'), node.data('name')])")
        assert [name for _, name in sorted(levels)][:4] == ["Đảng, trung ương", "Nhà nước, trung ương", "Đảng, tỉnh", "Nhà nước, tỉnh"]


def test_it_is_in_english_by_a_switch(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        assert found.page.text_content("h1") == "Đồ thị"
        assert "do văn bản giao" in found.page.text_content("#panel .expand")
        with followed(found.page):
            found.page.click("a.switch")
        found.page.wait_for_selector("#explorer[data-ready]")
        assert found.page.text_content("h1") == "Graph"
        found.page.wait_for_selector("#panel .expand")
        assert "set by" in found.page.text_content("#panel .expand")
        assert "Document" in found.page.text_content("#legend")


def test_a_node_is_expanded_by_a_relation_whose_count_is_told_before(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        assert {PLAN, ABOVE} <= shown(page)
        assert TASK not in shown(page)
        page.wait_for_selector(".expand button")
        button = page.locator(".expand button[data-relation=setBy]")
        count = int(button.locator(".dim").text_content())
        before = len(shown(page))
        button.click()
        wait_shown(page, TASK)
        assert len(shown(page)) == before + count
        assert page.locator(".expand button[data-relation=setBy]").is_disabled(), "all are shown"
        page.click("#undo")
        assert len(shown(page)) == before
        page.click("#redo")
        assert len(shown(page)) == before + count


def test_a_node_and_an_edge_tell_their_words(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        click(page, ABOVE)
        assert page.locator("#undo").is_disabled(), "choosing is no step"
        assert page.text_content("#panel h2") == "Nghị quyết 11-NQ/TU"
        assert page.get_attribute("#panel .acts a", "href") == f"/{quote(ABOVE.removeprefix(BASE))}"
        one, two = point(page, ABOVE), point(page, PLAN)
        page.mouse.click((one[0] + two[0]) / 2, (one[1] + two[1]) / 2)
        page.wait_for_function(f"{EXPLORER}.model.selected?.edge")
        page.wait_for_selector("#panel .quote")
        assert page.text_content("#panel h2") == "thực hiện"
        assert "11-NQ/TU" in page.text_content("#panel .quote")
        where = page.get_attribute("#panel .quote a", "href")
        assert where == f"/{quote(PLAN.removeprefix(BASE))}/head/title"
        assert served.get(where, headers={"Accept": "text/html"}).status_code == 200
        link = page.locator(f'#panel a[href="/{quote(PLAN.removeprefix(BASE))}"]')
        assert link.count() == 1


def test_a_thing_is_found_by_its_name_and_put_in(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        page.fill("#thing", "so gtvt bac lieu")
        page.wait_for_selector("#results button")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        wait_shown(page, LEAD)
        page.wait_for_selector("#panel h2")
        assert page.text_content("#panel h2") == "Sở Giao thông vận tải tỉnh Bạc Liêu"


def test_filters_of_class_relation_place_and_time(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        everything = shown(page)
        page.uncheck("#legend input[data-name=Agency]")
        assert 0 < len(shown(page)) < len(everything)
        assert not [iri for iri in shown(page) if "/agency/" in iri]
        page.check("#legend input[data-name=Agency]")
        assert shown(page) == everything
        edges = f"{EXPLORER}.canvas.cy.edges().length"
        before = page.evaluate(edges)
        page.uncheck("#legend input[data-name=implements]")
        assert page.evaluate(edges) == before - 1
        page.check("#legend input[data-name=implements]")
        page.select_option("#place", "Bạc Liêu")
        assert {PLAN, ABOVE} <= shown(page) < everything
        page.select_option("#place", "")
        page.fill("#from", "2022")
        page.wait_for_function(f"(iri) => {EXPLORER}.canvas.cy.getElementById(iri).empty()", arg=ABOVE)
        assert PLAN in shown(page)


def test_a_way_between_two_things(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(TASK)) as found:
        page = found.page
        page.wait_for_selector("#panel .expand")
        page.click("text=Tìm đường từ đây")
        page.fill("#thing", "11-NQ/TU Bạc Liêu")
        page.wait_for_selector("#results button")
        page.click("#results button")
        wait_shown(page, ABOVE)
        page.wait_for_function(f"{EXPLORER}.canvas.cy.nodes('.way').length === 3")
        assert "2 bước" in page.text_content("#status")
        assert page.evaluate(f"{EXPLORER}.canvas.cy.edges('.way').length") >= 2


def test_pin_hide_and_begin_here(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        page.wait_for_selector("#panel .expand")
        at = f"(iri) => {EXPLORER}.canvas.cy.getElementById(iri).position()"
        x, y = point(page, ABOVE)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 20, steps=5)
        page.mouse.up()
        put = page.evaluate(at, ABOVE)
        for layout in ("circle", "force"):
            page.select_option("#layout", layout)
            page.wait_for_timeout(400)
            moved = page.evaluate(at, ABOVE)
            assert (moved["x"], moved["y"]) == pytest.approx((put["x"], put["y"]), abs=1), "what was put somewhere stays there"
        click(page, ABOVE)
        page.click("#panel >> text='Ẩn'")
        assert ABOVE not in shown(page)
        page.click("#unhide")
        assert ABOVE in shown(page)
        click(page, ABOVE)
        page.click("text=Bắt đầu từ đây")
        page.wait_for_function(f"{EXPLORER}.canvas.cy.nodes('.chosen').length === 1")
        assert ABOVE in shown(page)


def test_a_link_brings_the_view_back(browser: Any, served: Served) -> None:
    state = f"""(() => {{ const {{ canvas, model }} = {EXPLORER}; return {{
        nodes: canvas.cy.nodes().not('.band').map((node) => [node.id(), Math.round(node.position('x')), Math.round(node.position('y'))]).sort(),
        hidden: [...model.hidden], pinned: [...model.pinned], selected: model.selected, relations: [...model.filters.relations], layout: document.getElementById('layout').value }}; }})()"""
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        page.wait_for_selector(".expand button")
        page.click(".expand button[data-relation=setBy]")
        wait_shown(page, TASK)
        page.select_option("#layout", "circle")
        page.uncheck("#legend input[data-name=cites]")
        page.evaluate("document.getElementById('canvas').focus()")
        page.keyboard.press("p")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("h")
        fragment = settled(page)
        before = page.evaluate(state)
        assert len(before["hidden"]) == len(before["pinned"]) == 1
        assert fragment.startswith("#v1=")
    with opened(browser, served, fragment) as found:
        found.page.wait_for_timeout(300)
        assert found.page.evaluate(state) == before


def test_a_broken_link_begins_anew(browser: Any, served: Served) -> None:
    with opened(browser, served, f"{focus(PLAN)}#v1=broken") as found:
        assert PLAN in shown(found.page)


def test_it_is_used_by_keys_alone(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        page.focus("#list button")
        page.keyboard.press("ArrowDown")
        name = page.evaluate("document.activeElement.dataset.iri")
        page.keyboard.press("Enter")
        page.wait_for_selector("#panel .expand")
        assert page.evaluate("document.activeElement.closest('#panel') !== null"), "details are read next"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the button that closes
        assert page.evaluate("document.activeElement.dataset.iri") == name, "back in the list where one was"
        page.evaluate("document.getElementById('canvas').focus()")
        page.keyboard.press("ArrowDown")
        first = page.evaluate(f"{EXPLORER}.model.selected.node")
        page.keyboard.press("ArrowDown")
        assert page.evaluate(f"{EXPLORER}.model.selected.node") != first
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "H2"
        before = len(shown(page))
        page.evaluate("document.getElementById('canvas').focus()")
        page.keyboard.press("h")
        assert len(shown(page)) == before - 1
        page.keyboard.press("Control+z")
        assert len(shown(page)) == before
        zoom = f"{EXPLORER}.canvas.cy.zoom()"
        level = page.evaluate(zoom)
        page.keyboard.press("+")
        assert page.evaluate(zoom) > level


def test_the_list_shows_what_the_drawing_shows(browser: Any, served: Served) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        listed = page.eval_on_selector_all("#list button", "(all) => all.map((each) => each.dataset.iri)")
        assert set(listed) == shown(page)
        page.fill("#list-filter", "nghi quyet")
        page.wait_for_function("(all) => document.querySelectorAll('#list button').length < all", arg=len(listed))
        assert page.locator("#list button").count() > 0
        assert page.get_attribute("#list button", "aria-pressed") in ("true", "false")


def saved(page: Any, form: str, folder: Path) -> Path:
    page.click("#export summary")
    with page.expect_download() as waiting:
        page.click(f"#export button[data-form={form}]")
    path = folder / str(waiting.value.suggested_filename)
    waiting.value.save_as(path)
    return path


def test_files_of_the_view(browser: Any, served: Served, tmp_path: Path) -> None:
    with opened(browser, served, focus(PLAN)) as found:
        page = found.page
        here = shown(page)
        graph = networkx.read_graphml(saved(page, "graphml", tmp_path))
        assert set(graph.nodes) == here
        assert graph.nodes[PLAN]["label"] == "Kế hoạch 34/KH-UBND"
        assert (PLAN, ABOVE, "implements") in graph.edges(data="relation")
        data = json.loads(saved(page, "json", tmp_path).read_text(encoding="utf-8"))
        assert {node["iri"] for node in data["nodes"]} == here
        drawn = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()  # noqa: S314 - our own file
        texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
        assert "Kế hoạch 34/KH-UBND" in texts
        assert "thực hiện" in texts
        png = saved(page, "png", tmp_path).read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert len(png) > 5000


@pytest.mark.parametrize("address", [focus(PLAN), "?view=large"])
@pytest.mark.parametrize("width", [360, 800])
def test_a_small_screen_has_no_sideways_scrolling(browser: Any, served: Served, address: str, width: int) -> None:
    with opened(browser, served, address, viewport={"width": width, "height": 740}) as found:
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        box = found.page.locator("#canvas").bounding_box()
        assert box["width"] > width * 0.5
        assert box["height"] > 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [focus(PLAN), "?view=large"])
def test_rules_of_accessibility(browser: Any, served: Served, root: Path, address: str, scheme: str) -> None:
    """Those of WCAG 2.2, levels A and AA, that axe-core can check."""
    axe = root / "web" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not here: make assets")
    with opened(browser, served, address, color_scheme=scheme) as found:
        if address != "?view=large":
            found.page.wait_for_selector("#panel .expand")
        found.page.evaluate(axe.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        broken = found.page.evaluate("(values) => axe.run(document, { runOnly: { type: 'tag', values } })", tags)["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in broken] == []


def test_without_the_library_the_list_works_and_one_line_says_what_to_do(browser: Any, served: Served) -> None:
    with watched(browser, served.url) as found:
        found.page.route("**/static/vendor/**", lambda route: route.fulfill(status=404, body=""))
        found.page.goto(f"{served.url}/graph{focus(PLAN)}")
        found.page.wait_for_selector("#explorer[data-ready]")
        assert "make assets" in found.page.text_content("#status")
        found.page.click(f'#list button[data-iri="{ABOVE}"]')
        found.page.wait_for_selector("#panel .expand")
        assert found.page.text_content("#panel h2") == "Nghị quyết 11-NQ/TU"


def test_an_unknown_thing_is_told_in_one_line(browser: Any, served: Served) -> None:
    with watched(browser, served.url) as found:
        found.page.goto(f"{served.url}/graph{focus(BASE + 'none')}")
        found.page.wait_for_selector("#explorer[data-ready]")
        assert "trong kho không có" in found.page.text_content("#status")


def test_every_word_that_scripts_use_is_there(browser: Any, served: Served) -> None:
    """A key without words would be shown as it is."""
    import re

    from web.pages.words import table

    used = {key for file in (FOLDER / "graph").glob("*.js") for key in re.findall(r'\bt\("(\w+)"', file.read_text(encoding="utf-8"))}
    assert len(used) > 30
    assert {key for key in used if f"explorer.{key}" not in table()} == set()
