"""The page that compares two plans: what is alike, what each has alone, and nothing counted twice or lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generations
from queries.comparison import paired
from tests.web.conftest import Served, start
from tests.web.reading import BASE, OTHER, PLAN
from web.pages.links import Links
from web.pages.page import Page
from web.pages.render import render
from web.pages.table import view

HTML = {"Accept": "text/html"}
HEAD = """ỦY BAN NHÂN DÂN
TỈNH {place}

Số: {number}/KH-UBND
{name}, ngày 5 tháng 4 năm 2024

KẾ HOẠCH
Trồng rừng ngập mặn ven biển giai đoạn 2024-2027

Thực hiện Quyết định số 77/QĐ-TTg ngày 3 tháng 2 năm 2024 của Thủ tướng Chính phủ về rừng ngập mặn.

I. NHIỆM VỤ
"""
ALIKE = """1. Sở Công Thương chủ trì, phối hợp với Sở Tài chính ươm đủ cây giống đước và cây bần
cho các xã bãi ngang, nghiệm thu từng lô trước khi giao cho dân trồng, hoàn thành trước ngày {day}/9/2025.
"""
ONE = ALIKE.format(day=10).replace("\n", " ") + "\n2. Sở Y tế <script>alert(1)</script> phát túi thuốc cho người đi trồng rừng.\n"
TWO = ALIKE.format(day=25).replace("\n", " ") + "\n2. Công an tỉnh cắm biển cấm chăn thả ở những bãi vừa trồng cây.\n"
END = "\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Thị B\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    texts = {"a": HEAD.format(place="BẠC LIÊU", number=61, name="Bạc Liêu") + ONE + END,
             "b": HEAD.format(place="CÀ MAU", number=62, name="Cà Mau") + TWO + END}  # fmt: skip
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    store = tmp_path_factory.mktemp("store")
    build([folder], Settings.from_environment({}, store=store))
    return store


def shown(store: Path, name: str, path: str = "", **given: str) -> tuple[Any, str]:
    """The data and the HTML of a page, made in this process."""
    with Generations(store).open() as generation:
        links = Links(BASE)
        found = view(name)(Page(generation, "vi", path, given, "2026-01-01", f"/{name}", links))
        frame = {"title": found.title, "address": "/", "generation": "1", "today": "", "tabular": False, "active": name}
        return found.data, render(found.template, {**found.data, **frame}, "vi", links)


def test_what_both_set_and_what_one_sets_alone(made: Path) -> None:
    data, html = shown(made, "compare", one="61/KH-UBND", other="62/KH-UBND")
    [alike] = data["alike"]
    assert (alike["one"]["path"], alike["other"]["path"]) == ("I/1", "I/1")
    assert alike["differences"] == [{"one": "10/9/2025", "other": "25/9/2025"}]
    assert [[task["path"] for task in own] for own in data["alone"]] == [["I/2"], ["I/2"]]
    leads = {row["name"]: row["counts"] for row in data["leads"]}
    assert leads["Sở Công Thương"] == [1, 1]
    assert [(row["due"], [len(own) for own in row["tasks"]]) for row in data["deadlines"]] == [
        ("2025-09-10", [1, 0]), ("2025-09-25", [0, 1]),
    ]  # fmt: skip
    assert "<del>10/9/2025</del>" in html and "<ins>25/9/2025</ins>" in html


def test_of_many_tasks_some_are_shown_and_the_list_has_the_rest(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data are whole."""
    monkeypatch.setattr("web.pages.compare.ALONE", 0)
    data, html = shown(made, "compare", one="61/KH-UBND", other="62/KH-UBND")
    assert [len(own) for own in data["alone"]] == [1, 1]
    assert html.count("và 1 việc nữa") == 2 and html.count('href="/tasks?doc=') == 2


def test_words_of_further_steps_are_a_link(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They stand on the page of the lower document's lineage."""
    _, whole = shown(made, "lineage", doc="61/KH-UBND")
    monkeypatch.setattr("web.pages.lineage.WORDS", 0)
    data, html = shown(made, "lineage", doc="61/KH-UBND")
    assert [step["evidence"] for step in data["steps"].values()] == [None]
    assert '<details class="words">' in whole and '<details class="words">' not in html
    assert '<a class="words" href="/lineage?doc=' in html


def test_what_documents_say_is_never_markup(made: Path) -> None:
    _, html = shown(made, "compare", one="61/KH-UBND", other="62/KH-UBND")
    document = "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2024/61-kh-ubnd"
    for said in (html, shown(made, "doc", document)[1], shown(made, "doc", f"{document}/I/2")[1]):
        assert "<script>alert" not in said
        assert "&lt;script&gt;alert" in said


def test_plans_of_the_same_cascade_are_suggested(made: Path) -> None:
    data, _ = shown(made, "compare", one="61/KH-UBND")
    assert [each["label"] for each in data["suggested"]] == ["Kế hoạch 62/KH-UBND"]


def test_a_long_document_comes_in_parts(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2024/61-kh-ubnd"
    whole, _ = shown(made, "doc", document)
    from web.pages import document as module
    from web.pages.parts import parts

    monkeypatch.setattr(module, "parts", lambda rows: parts(rows, 6, 4))
    first, html = shown(made, "doc", document)
    assert len(first["parts"]) > 2
    assert "đây là phần 1" in html
    places, facts = [], set()
    for each in first["parts"]:
        data, _ = shown(made, "doc", document, part=str(each["number"]))
        places += data["places"]
        facts |= {task["iri"] for task in data["tasks"]}
    assert places == whole["places"]
    assert facts == {task["iri"] for task in whole["tasks"]}
    at, _ = shown(made, "doc", document, at="I/2")
    assert "I/2" in at["places"]
    everything, _ = shown(made, "doc", document, part="all")
    assert everything["places"] == whole["places"]


def test_a_table_that_goes_on_in_the_next_part_has_its_columns(
    samples_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from web.pages import document as module
    from web.pages.parts import parts

    document = "doc/ủy-ban-nhân-dân-xã-suối-gạo/kế-hoạch/2025/15-kh-ubnd"
    whole, _ = shown(samples_store, "doc", document)
    [table] = [block for block in whole["blocks"] if "table" in block]
    heads = ["".join(s["text"] for s in cell).strip() for cell in table["rows"][0]["cells"]]
    monkeypatch.setattr(module, "parts", lambda rows: parts(rows, 4, 3))
    at, html = shown(samples_store, "doc", document, at=table["rows"][-1]["path"])
    [again] = [block for block in at["blocks"] if "table" in block]
    assert again["rows"][0]["kind"] == "row" and again["head"] == heads
    assert all(f"<th>{head}</th>" in html for head in heads)


def test_tasks_alike_in_other_plans_are_found_when_asked_for(made: Path) -> None:
    task = "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2024/61-kh-ubnd/I/1"
    assert shown(made, "doc", task)[0]["alike"] is None
    [found] = shown(made, "doc", task, alike="1")[0]["alike"]
    assert (found["documentLabel"], found["path"]) == ("Kế hoạch 62/KH-UBND", "I/1")
    assert found["differences"] == [{"one": "10/9/2025", "other": "25/9/2025"}]


def test_status_is_what_was_reported(made: Path) -> None:
    from kg.progress import Entry, Ledger, Source

    task = f"{BASE}doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2024/61-kh-ubnd/I/1#task"
    Ledger(made).record(Source("Văn phòng", "2025-01-01T00:00:00Z", "a.csv", "0"), [Entry(task, "done", "2025-08-01")])
    _, html = shown(made, "doc", task.removeprefix(BASE).partition("#")[0])
    assert "đã hoàn thành</strong>, 01/08/2025 (theo báo cáo của Văn phòng)" in html


def test_a_kept_page_is_asked_for_again_when_something_was_reported(root: Path, made: Path) -> None:
    from kg.progress import Entry, Ledger, Source

    task = "doc/ủy-ban-nhân-dân-tỉnh-cà-mau/kế-hoạch/2024/62-kh-ubnd/I/1"
    server = start(root, made, described=False)
    try:
        tag = server.get(f"/{task}", headers=HTML).headers["etag"]
        assert server.get(f"/{task}", headers=HTML | {"If-None-Match": tag}).status_code == 304
        Ledger(made).record(Source("A", "2025-01-01T00:00:00Z", "b.csv", "1"), [Entry(f"{BASE}{task}#task", "late")])
        again = server.get(f"/{task}", headers=HTML | {"If-None-Match": tag})
        assert again.status_code == 200 and "chậm tiến độ" in again.text
    finally:
        server.stop()


def test_real_plans_add_up(served: Served) -> None:
    found = served.get("/compare.json", params={"one": f"{BASE}{PLAN}", "other": f"{BASE}{OTHER}"}).json()
    for n in (0, 1):
        assert found["counts"][n]["tasks"] == len(found["alike"]) + len(found["alone"][n])
        assert sum(row["counts"][n] for row in found["leads"]) >= found["counts"][n]["led"]
    lines = served.get("/compare.csv", params={"one": f"{BASE}{PLAN}", "other": f"{BASE}{OTHER}"}).text.splitlines()
    assert lines[0].startswith("state,oneTask")


@pytest.mark.parametrize("given", [{}, {"one": "208/KH-UBND"}, {"one": "nothing 999/XX", "other": "208/KH-UBND"},
                                   {"one": "208/KH-UBND", "other": "208/KH-UBND"}])  # fmt: skip
def test_a_form_where_two_are_not_chosen(served: Served, given: dict[str, str]) -> None:
    answer = served.get("/compare", params=given, headers=HTML)
    assert answer.status_code == 200
    tree = lxml.html.fromstring(answer.text)
    assert tree.xpath("//form//input[@name='one']") and not tree.xpath("//table")


def test_plans_are_offered_to_begin_with(served: Served) -> None:
    offered = served.get("/compare.json").json()["suggested"]
    assert offered and all(each["label"].startswith("Kế hoạch") for each in offered)


def test_each_text_is_in_one_pair_at_most() -> None:
    text = "Rà soát, bổ sung quy hoạch mạng lưới trường học trên địa bàn tỉnh, hoàn thành trong năm {}"
    texts = [text.format(year) for year in (2024, 2025, 2026)]
    assert paired(texts[:2], texts[1:]) == [(0, 1), (1, 0)]
    assert paired(texts, texts[:1]) == [(0, 0)]
