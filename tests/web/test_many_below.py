"""A directive with more documents below it than a page tells of: the nearest are shown, and that there are more."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generations
from queries.lineage import ways_of
from queries.run import QueryError, ask
from tests.kg.letters import plan
from tests.web.test_reading_compare import shown

ABOVE = "Quyết định số 693/QĐ-TTg ngày 01 tháng 7 năm 2020 của Thủ tướng Chính phủ"
PLANS = ("Bạc Liêu", "Cà Mau", "Sơn La", "Hà Nam")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, made = tmp_path_factory.mktemp("plans"), tmp_path_factory.mktemp("store")
    for number, name in enumerate(PLANS, 60):
        text = plan(name, number, "01/03/2021", ABOVE)
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
