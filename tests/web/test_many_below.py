"""A directive with more documents below it than a page tells of: the nearest are shown, and that there are more."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.build import build
from kg.rdf.summary import FIRST_STEPS
from kg.settings import Settings
from kg.store.generations import Generations
from queries import lookup
from queries.lineage import ways_of
from queries.run import QueryError, ask
from tests.kg.letters import plan
from tests.web.test_reading_compare import shown
from web.pages import document, lineage
from web.pages.page import Page

ABOVE = "Quyết định số 693/QĐ-TTg ngày 01 tháng 7 năm 2020 của Thủ tướng Chính phủ"
NAMED = "Nghị định số 31/2021/NĐ-CP ngày 26 tháng 3 năm 2021 của Chính phủ"
PLANS = ("Bạc Liêu", "Cà Mau", "Sơn La", "Hà Nam")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, made = tmp_path_factory.mktemp("plans"), tmp_path_factory.mktemp("store")
    for number, name in enumerate(PLANS, 60):
        text = plan(name, number, "01/03/2021", ABOVE).replace("làm việc này", f"làm việc này theo {NAMED}")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    build([folder], Settings.from_environment({}, store=made))
    return made


def test_the_nearest_steps_are_shown_and_the_others_counted(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.lineage.STEPS", 3)
    data, html = shown(store, "lineage", doc="693/QĐ-TTg")
    assert (len(data["steps"]), data["left"]) == (3, {"up": 0, "down": 1})
    assert "Còn 1 bước không kể ở đây" in html
    monkeypatch.undo()
    assert shown(store, "lineage", doc="693/QĐ-TTg")[0]["left"] == {"up": 0, "down": 0}


def test_so_they_are_beside_a_document(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Generations(store).open() as generation:
        [row] = [each for each in ask(generation, "directives", {}).dicts() if each["label"].endswith("693/QĐ-TTg")]
        base = str(generation.manifest["base"])
    monkeypatch.setattr("web.pages.document.STEPS", 2)
    data, html = shown(store, "doc", row["document"].removeprefix(base))
    assert (len(data["below"]), data["left"]) == (2, 2)
    assert "và 2 bước nữa" in html


def test_nearest_steps_are_the_first_of_all(store: Path) -> None:
    with Generations(store).open() as generation:
        [row] = [each for each in ask(generation, "directives", {}).dicts() if each["label"].endswith("693/QĐ-TTg")]
        every = ways_of(generation, row["document"], ["down"])["down"]
        some = ways_of(generation, row["document"], ["down"], most=3)["down"]
    assert len(every[row["document"]]) == len(PLANS)
    assert some[row["document"]] == every[row["document"]][:3]
    assert (every.left, some.left) == (0, 1)


def test_of_those_that_name_a_document_the_page_says_that_there_are_more(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Generations(store).open() as generation:
        path = lookup.document(generation.search, "31/2021/NĐ-CP").iri.removeprefix(str(generation.manifest["base"]))
    data, html = shown(store, "doc", path)
    assert (len(data["named_by"]), data["named_more"]) == (len(PLANS), False)
    assert "queries/named-by" not in html
    monkeypatch.setattr("web.pages.document.NAMED_BY", 3)
    data, html = shown(store, "doc", path)
    assert (len(data["named_by"]), data["named_more"]) == (3, True)
    assert "Đây là 3 văn bản đầu; xem tất cả" in html and "queries/named-by" in html


def test_a_page_wants_no_more_steps_than_are_told_to_be_first() -> None:
    """Of a document with more it would pass over some and go on with those below it."""
    assert max(document.STEPS, lineage.STEPS) <= FIRST_STEPS


def test_words_of_many_steps_are_those_of_each(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one, _ = shown(store, "lineage", doc="693/QĐ-TTg")
    monkeypatch.setattr("web.pages.lineage.FEW", 1)
    asked: list[str] = []
    real = Page.ask
    monkeypatch.setattr(Page, "ask", lambda page, name, *a, **k: asked.append(name) or real(page, name, *a, **k))
    at_once, _ = shown(store, "lineage", doc="693/QĐ-TTg")
    assert "steps-words" in asked and "step-words" not in asked
    assert at_once["steps"] == one_by_one["steps"]
    assert all(step["evidence"] for step in at_once["steps"].values())


def test_tables_of_too_many_tasks_are_refused_with_what_to_do(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.coverage.TASKS", 1)
    with pytest.raises(QueryError, match=r"4 tasks in 4 plans are too many for this page; ask with: chidao coverage"):
        shown(store, "coverage", doc="693/QĐ-TTg")
    monkeypatch.undo()
    assert len(shown(store, "coverage", doc="693/QĐ-TTg")[0]["plans"]) == len(PLANS)


def test_what_stands_above_is_told_nearest_first(store: Path) -> None:
    from queries.lineage import above

    with Generations(store).open() as generation:
        [row] = [each for each in ask(generation, "directives", {}).dicts() if each["label"].endswith("693/QĐ-TTg")]
        rows = ask(generation, "coverage-documents", {"doc": row["document"]}).dicts()
        assert [above(generation, each["document"]) for each in rows] == [[row["document"]]] * len(PLANS)
        tops = ask(generation, "tops", {"doc": " ".join(each["document"] for each in rows)}).dicts()
        assert {(each["document"], each["top"]) for each in tops} == {(each["document"], row["document"]) for each in rows}
