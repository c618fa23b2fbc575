"""`kg.open`: the graph for programs in Python."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generation, Generations, NoGenerationError, StoreError
from queries.catalogue import Catalogue
from queries.lookup import LookupFailedError
from queries.run import QueryError, ask


@pytest.fixture
def graph(samples_graph: Generation) -> Iterator[Any]:
    with kg.open(samples_graph.folder.parents[1]) as opened:
        yield opened


def test_a_question_gives_what_the_command_line_gives(graph: Any, samples_graph: Generation) -> None:
    for name, given in (("tasks", {"lead": "Sở GTVT"}), ("cascade", {"doc": "13-NQ/TW"}), ("documents", {}), ("due", {"from": "2025", "to": "2027"})):
        rows = graph.ask(name, **{f"{k}_" if k == "from" else k: v for k, v in given.items()})
        told = ask(samples_graph, name, given, 0)
        assert rows.columns == told.columns
        assert len(rows) == len(told.rows) > 0
        for row, cells in zip(rows, told.rows, strict=True):
            plain = ["|".join(sorted(filter(None, c.split("|")))) if isinstance(r, tuple) else c for r, c in zip(row, cells, strict=True)]
            assert ["|".join(r) if isinstance(r, tuple) else None if r is None else str(r).lower() if isinstance(r, bool) else str(r) for r in row] == plain


def test_rows_are_plain_and_cannot_be_changed(graph: Any) -> None:
    rows = graph.ask("tasks", lead="Sở Tài chính", due_before=date(2026, 12, 31))
    assert rows[0].leads == ("Sở Tài chính",)
    assert rows[0].due == ("2025-12-31",)
    assert rows[0].requested is False
    with pytest.raises(AttributeError):
        rows[0].due = ()
    with pytest.raises(AttributeError):
        rows.columns = ()
    assert [row.path for row in rows[:2]] == [row.path for row in rows][:2]
    assert graph.ask("cascade", doc="13-NQ/TW")[0].from_.endswith("13-nq-tw")
    assert {type(row.date) for row in graph.ask("documents")} <= {date, type(None)}
    assert graph.ask("statistics")[0].count > 0


def test_a_limit_says_that_there_is_more(graph: Any) -> None:
    rows = graph.ask("tasks", limit=3)
    assert (len(rows), rows.truncated) == (3, True)
    every = graph.ask("tasks")
    assert len(every) > 200  # more than a page
    assert not every.truncated


def test_frames_have_the_columns_of_the_answer(graph: Any) -> None:
    rows = graph.ask("tasks", lead="Sở GTVT")
    frame = rows.to_frame()
    assert tuple(frame.columns) == rows.columns
    assert len(frame) == len(rows) == 7
    assert set(frame.explode("supports")["supports"].dropna()) == {name for row in rows for name in row.supports}
    assert tuple(graph.ask("tasks", doc="11-NQ/TU").to_frame().columns) == rows.columns


def test_without_pandas_it_says_what_to_install(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'chidao\[frames\]'") as told:
        graph.ask("documents").to_frame()
    assert "\n" not in str(told.value)


def test_every_question_of_the_catalogue_is_told_and_can_be_asked_with_its_examples(graph: Any) -> None:
    asked = graph.questions()
    assert [each.name for each in asked] == [each.name for each in Catalogue.shipped()]
    for each in asked:
        given = {f"{name}_" if name == "from" else name: each.example[name] for name in each.needed}
        assert graph.ask(each.name, limit=2, **given).columns


def test_documents_and_sparql(graph: Any) -> None:
    found = graph.document("nghị quyết 13")
    assert (found.number, found.date, found.read) == ("13-NQ/TW", date(2012, 1, 16), False)
    rows = graph.sparql("SELECT ?d ?day (1.5 AS ?n) ?_no { ?d a cd:Document ; cd:date ?day } ORDER BY ?day LIMIT 2")
    assert isinstance(rows[0].day, date)
    assert rows[0].n == Decimal("1.5")
    assert rows[0][3] is None


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda g: g.ask("nothing"), QueryError, "no such question"),
        (lambda g: g.ask("tasks", boss="x"), QueryError, "no parameter 'boss'"),
        (lambda g: g.ask("cascade"), QueryError, "doc is missing"),
        (lambda g: g.ask("tasks", limit=0), QueryError, "give a number from 1"),
        (lambda g: g.ask("tasks", lead="Sở Bánh kẹo"), LookupFailedError, "no such agency"),
        (lambda g: g.document("999-NQ/TW"), LookupFailedError, "no such document"),
        (lambda g: g.sparql("ASK { ?s ?p ?o }"), QueryError, "rows of a SELECT"),
        (lambda g: g.sparql("CONSTRUCT WHERE { ?s a cd:Task }"), QueryError, "rows of a SELECT"),
        (lambda g: g.sparql("SELECT"), QueryError, "not a query"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_line(graph: Any, call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said) as told:
        call(graph)
    assert "\n" not in str(told.value)


def test_it_stands_on_one_generation_until_it_is_closed(root: Path, tmp_path: Path) -> None:
    settings = Settings.from_environment({}, store=tmp_path / "store")
    plan = root / "samples" / "34-kh-ubnd-bac-lieu.txt"
    build([plan], settings)
    graph = kg.open(str(settings.store))
    before = graph.ask("documents")
    for n in range(3):  # a store keeps the last two generations; this one is neither
        (tmp_path / f"{n}.md").write_text(f"KẾ HOẠCH\n\nDọn kênh {n}\n\n1. Sở Y tế chủ trì dọn kênh.\n", encoding="utf-8")
        build([plan, tmp_path / f"{n}.md"], settings)
    assert graph.ask("documents") == before
    with Generations(settings.store).open() as now:
        assert now.id != graph.generation
    graph.close()
    with pytest.raises(StoreError, match="closed"):
        graph.ask("documents")
    with kg.open(settings.store) as later:
        assert len(later.ask("documents")) == len(before) + 1


def test_an_empty_store_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIDAO_STORE", str(tmp_path))
    with pytest.raises(NoGenerationError, match="chidao build"):
        kg.open()


def test_importing_kg_brings_in_nothing_of_what_stands_above_it() -> None:
    program = "import sys, kg, kg.api; print(sorted(n for n in sys.modules if n.split('.')[0] in ('queries', 'web', 'pandas', 'pyoxigraph')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
