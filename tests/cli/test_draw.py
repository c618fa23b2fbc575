"""`chidao draw`: pictures as people see them, in a real browser, from a file."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Chidao
from tests.cli.pictures import Watched, watched
from tests.web.browser import launched

EVIL = "</script><img src=x onerror=\"document.title='bad';alert(1)\"><b>đậm</b>{{ 7+7 }}<!--"
HOSTILE = f"""ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

Số: 71/KH-UBND

Bạc Liêu, ngày 5 tháng 6 năm 2023

KẾ HOẠCH
Thực hiện Nghị quyết số 9-NQ/TU ngày 01/02/2023 của Tỉnh ủy {EVIL}

I. NHIỆM VỤ

1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính dọn kênh {EVIL} trước ngày 31/12/2023.
"""
EVERY_PANEL = """() => [...document.querySelectorAll("#list button")].map(button => {
  button.click();
  return document.getElementById("panel").innerText;
})"""
VERBS: list[tuple[str, ...]] = [
    ("lineage", "13-NQ/TW"),
    ("document", "34/KH-UBND"),
    ("agency", "Sở GTVT", "--province", "Bạc Liêu"),
    ("question", "tasks", "doc=208/KH-UBND"),
    ("sparql", "CONSTRUCT { ?a cd:cites ?b } { ?a cd:cites ?b }"),
    ("sparql", "SELECT ?task { ?task a cd:Task } LIMIT 5"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as found:
        yield found


@pytest.fixture
def seen(browser: Any) -> Iterator[Watched]:
    made = watched(browser)
    yield made
    made.page.close()


def drawn(run: Chidao, out: Path, *words: str | Path) -> str:
    done = run("draw", *words, "-o", out)
    assert done.returncode == 0, done.stderr
    return done.stdout


def nodes(seen: Watched) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seen.page.evaluate("() => picture.nodes.get()")
    return found


def number(seen: Watched, name: str) -> int:
    return next(int(node["id"]) for node in nodes(seen) if node["name"].startswith(name))


def click(seen: Watched, node: int) -> None:
    """With the mouse, where the node is on the canvas; what is told of it is in the panel then."""
    script = "id => { const at = picture.network.getPosition(id); return picture.network.canvasToDOM(at); }"
    seen.page.wait_for_function("() => !picture.network.physics.stabilizationStarted || picture.network.physics.stabilized")
    at, box = seen.page.evaluate(script, node), seen.page.locator("#picture").bounding_box()
    seen.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    told = "id => document.querySelector('#panel h2')?.textContent === picture.nodes.get(id).name"
    seen.page.wait_for_function(told, arg=node)


@pytest.mark.parametrize("words", VERBS, ids=lambda words: " ".join(words[:2]).replace("/", "-"))
def test_a_picture_asks_for_nothing_but_itself(on_samples: Chidao, seen: Watched, tmp_path: Path, words: tuple[str, ...]) -> None:
    out = tmp_path / "a.html"
    said = drawn(on_samples, out, *words)
    seen.open(out)
    seen.page.wait_for_timeout(300)
    assert seen.requests == [out.as_uri()]
    assert not seen.errors
    assert f" {len(nodes(seen))} đối tượng" in said
    assert len(nodes(seen)) > 4
    assert seen.page.locator("#list li").count() == len(nodes(seen))
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_a_lineage_in_layers_whose_words_open_with_a_click(on_samples: Chidao, seen: Watched, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    drawn(on_samples, out, "lineage", "13-NQ/TW")
    told = json.loads(on_samples("lineage", "13-NQ/TW", "--json", "--evidence").stdout)["down"]
    seen.open(out)
    level = {node["iri"]: node["level"] for node in nodes(seen)}
    assert set(level) == {step[end] for step in told for end in ("from", "to")}
    assert all(level[step["from"]] < level[step["to"]] for step in told)
    height = seen.page.evaluate("() => picture.nodes.get().map(n => [n.iri, picture.network.getPosition(n.id).y])")
    assert all(dict(height)[step["from"]] < dict(height)[step["to"]] for step in told)
    step = next(step for step in told if step["label"] == "Kế hoạch 208/KH-UBND")
    click(seen, number(seen, "Kế hoạch 208/KH-UBND"))
    panel = seen.page.locator("#panel").inner_text()
    assert "Ủy ban nhân dân tỉnh Tuyên Quang" in panel
    assert "2024-11-20" in panel
    assert f"« {step['evidence'][0]['quote']} »" in panel
    assert "dòng" in panel


def test_a_document_with_tasks_and_who_leads_them(on_samples: Chidao, seen: Watched, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    drawn(on_samples, out, "document", "34/KH-UBND")
    rows = json.loads(on_samples("tasks", "--doc", "34/KH-UBND", "--json", "--limit", "0").stdout)["rows"]
    seen.open(out)
    kinds = [node["kindName"] for node in nodes(seen)]
    assert kinds.count("Nhiệm vụ") == len(rows)
    box = {node["iri"]: seen.page.evaluate("id => picture.network.getBoundingBox(id)", node["id"]) for node in nodes(seen)}
    tasks = [box[row["task"]] for row in rows]
    assert all(one["bottom"] < other["top"] for one, other in itertools.pairwise(tasks))  # in their order
    apart = sorted((each for iri, each in box.items() if "/agency/" in iri or "/group/" in iri), key=lambda each: each["top"])
    assert all(one["bottom"] < other["top"] for one, other in itertools.pairwise(apart))
    assert min(each["left"] for each in apart) > max(each["right"] for each in tasks)
    seen.page.locator("#find").fill("so giao thong")
    seen.page.locator("#list button:visible").last.click()
    panel = seen.page.locator("#panel").inner_text()
    assert panel.startswith("Sở Giao thông vận tải tỉnh Bạc Liêu")
    assert panel.count("← do cơ quan chủ trì") == sum("Sở Giao thông vận tải" in row["leads"] for row in rows)
    assert "« Sở Giao thông vận tải »" in panel


def test_an_agency_and_who_carries_it_on(on_samples: Chidao, seen: Watched, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    drawn(on_samples, out, "agency", "so gtvt", "--province", "bac lieu", "--as-of", "1/11/2026", "--lang", "en")
    seen.open(out)
    click(seen, number(seen, "Sở Giao thông vận tải tỉnh Bạc Liêu"))
    panel = seen.page.locator("#panel").inner_text()
    assert "Sở Xây dựng tỉnh Cà Mau" in panel
    assert "45/2025/NĐ-CP" in panel
    assert "led by" in panel
    assert seen.page.locator("#legend").inner_text() == "Legend"
    assert "Agency" in seen.page.locator(".legend").inner_text()


def test_the_picture_says_what_it_leaves_out(on_samples: Chidao, seen: Watched, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    words = ("sparql", "CONSTRUCT { ?a cd:cites ?b } { ?a cd:cites ?b }")
    said = drawn(on_samples, out, *words, "--limit", "7")
    total = re.search(r"--limit (\d+)", said)
    assert total is not None
    seen.open(out)
    assert len(nodes(seen)) == 7
    assert f"7 trong {total[1]} đối tượng" in seen.page.locator("#size").inner_text()
    assert len(drawn(on_samples, out, *words, "--limit", total[1]).splitlines()) == 1


def test_words_of_documents_are_words_and_nothing_else(chidao: Chidao, seen: Watched, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "evil.txt").write_text(HOSTILE, encoding="utf-8")
    unnumbered = HOSTILE.replace("Số: 71/KH-UBND", "").replace("Thực hiện Nghị quyết số 9-NQ/TU ngày 01/02/2023 của Tỉnh ủy ", "Nuôi tôm ")
    (tmp_path / "docs" / "other.txt").write_text(unnumbered, encoding="utf-8")
    store = tmp_path / "store"
    assert chidao("build", tmp_path / "docs", "--store", store).returncode == 0
    everything = []
    for words in (("document", "71/KH-UBND"), ("lineage", "nuôi tôm"), ("sparql", f"SELECT ?d {{ ?d a cd:Document FILTER(?d != '{EVIL.replace(chr(39), '')}') }}")):
        out = tmp_path / "a.html"
        drawn(chidao, out, *words, "--store", store)
        seen.open(out)
        everything += seen.page.evaluate(EVERY_PANEL)
        seen.page.wait_for_timeout(300)
        assert not seen.dialogs
        assert seen.page.title() != "bad"
        assert seen.page.locator("img, b, iframe").count() == 0
        assert not seen.errors
        assert set(seen.requests) == {out.as_uri()}
        assert "nuôi tôm" not in words or EVIL[:20] in seen.page.locator("h1").inner_text()
    assert sum("onerror=" in each and "{{ 7+7 }}" in each for each in everything) > 3


def test_a_script_put_into_the_page_does_not_run(on_samples: Chidao, seen: Watched, tmp_path: Path) -> None:
    """The policy runs the two scripts of the page alone: what slipped past every escape would do nothing."""
    out = tmp_path / "a.html"
    drawn(on_samples, out, "lineage", "13-NQ/TW")
    planted = "<script>document.title='bad'</script><img src='data:,' onerror=\"document.title='bad'\"></body>"
    out.write_text(out.read_text(encoding="utf-8").replace("</body>", planted), encoding="utf-8")
    seen.open(out)
    seen.page.wait_for_timeout(300)
    assert seen.page.title() == "Nghị quyết 13-NQ/TW"
    assert seen.errors


def test_the_same_answer_gives_the_same_bytes(on_samples: Chidao, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        drawn(on_samples, tmp_path / name, "document", "34/KH-UBND")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lineage", "13-NQ/TW", "-o", "a.png"), "a picture is .html; name it so"),
        (("lineage", "13-NQ/TW", "-o", "none/a.html"), "no such folder"),
        (("lineage", "999-NQ/TW", "-o", "a.html"), "no such document"),
        (("agency", "Sở Bánh kẹo", "-o", "a.html"), "no such agency"),
        (("agency", "Sở GTVT", "-o", "a.html", "--as-of", "mai"), "is no date"),
        (("question", "nothing", "-o", "a.html"), "no such question"),
        (("question", "cascade", "doc", "-o", "a.html"), "name=value"),
        (("question", "statistics", "-o", "a.html"), "nothing to draw"),
        (("sparql", "ASK { ?s ?p ?o }", "-o", "a.html"), "nobody can draw"),
        (("sparql", "SELECT", "-o", "a.html"), "not a query"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_line(on_samples: Chidao, words: tuple[str, ...], said: str) -> None:
    done = on_samples("draw", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
