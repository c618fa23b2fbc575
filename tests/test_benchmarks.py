"""The benchmarks run and mean what they say, on a graph too small to measure anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def benchmarks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder's modules can be imported."""
    monkeypatch.syspath_prepend(root / "benchmarks")


@pytest.mark.usefixtures("benchmarks")
def test_an_aim_is_a_limit_from_below_or_above() -> None:
    """Without an aim there is nothing to meet."""
    from measure import Figure

    assert Figure("a", 75.0, "documents/s", ">= 75").met is True
    assert Figure("a", 74.9, "documents/s", ">= 75").met is False
    assert Figure("a", 0.36, "s", "<= 0.35").met is False
    assert Figure("a", 1.0, "s").met is None


@pytest.mark.usefixtures("benchmarks")
@pytest.mark.parametrize(("part", "value"), [(0.5, 10.0), (0.95, 19.0), (1.0, 20.0), (0.0, 1.0)])
def test_percentiles_are_measured_values(part: float, value: float) -> None:
    """Nearest rank: of twenty times the 19th is p95."""
    from measure import percentile

    assert percentile([float(n) for n in range(20, 0, -1)], part) == value


@pytest.mark.usefixtures("benchmarks")
def test_a_longer_document_repeats_its_body_alone() -> None:
    """Head and foot stand once."""
    from extraction import longer

    assert longer("KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Một\nNơi nhận:\n- Lưu", 2) == (
        "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Một\nI. MỤC ĐÍCH\n1. Một\nNơi nhận:\n- Lưu"
    )


@pytest.mark.usefixtures("benchmarks")
def test_generated_documents_are_told_apart_and_keep_their_facts(root: Path) -> None:
    """Otherwise the large graph would be small."""
    from graph import variants

    from kg.assemble import assemble
    from loaders.parse import parse
    from loaders.read import read

    sample = next((root / "samples").glob("34-*.txt"))
    (document,) = parse(read(sample))
    several = assemble(variants([document], 70))
    assert len({listed.iri for listed in several.documents}) == 70
    assert not several.duplicates
    tasks = sum(quad.predicate.value.endswith("#assignment") for quad in several.quads)
    assert tasks == 70 * sum(quad.predicate.value.endswith("#assignment") for quad in assemble([document]).quads)


@pytest.mark.usefixtures("benchmarks")
def test_the_generated_graph_can_be_served(root: Path, tmp_path: Path) -> None:
    """It is a generation like those that are built, with what lists are sorted by."""
    from graph import cases, variants
    from over_http import path_of
    from pages import kinds, pages
    from store import write_store

    from kg.store.generations import Generations
    from loaders.parse import parse
    from loaders.read import read
    from queries.run import ask

    (document,) = parse(read(next((root / "samples").glob("34-*.txt"))))
    made = write_store(variants([document], 3), tmp_path)
    with Generations(tmp_path).open() as generation:
        assert made["triples"] == len(generation.store)
        read_ones = [row for row in ask(generation, "documents").dicts() if row["read"] == "true"]
        assert len(read_ones) == made["documents"] == 3
        case = next(case for case in cases(generation.store) if case.question == "tasks-by-document")
        assert path_of(case).startswith("/api/query/tasks-by-document?doc=https%3A%2F%2F")
        addresses = dict(pages(generation.store, str(generation.manifest["base"])))
    assert addresses.keys() == kinds().keys() and len(addresses["document"]) == 3
    assert all(address.startswith("/doc/") and address.isascii() for address in addresses["document"])
    assert len(addresses["compare"]) == 1 and addresses["compare"][0].count("https%3A%2F%2F") == 2
    assert len(addresses["query, its form"]) == len(addresses["query, with results"])


@pytest.mark.usefixtures("benchmarks")
def test_every_page_of_the_browser_is_measured() -> None:
    """A page that is added is added to the table."""
    from pages import kinds

    from web.pages.table import ENTITIES, FIXED, NESTED

    first = {kind.path.partition("?")[0].strip("/").partition("/")[0] or "home" for kind in kinds().values()}
    rare = {"type-group", "dataset", "graph-of", "ont"}  # pages of any thing, as kinds and changes have them
    assert {*FIXED, *NESTED, *ENTITIES} - first == rare


@pytest.mark.usefixtures("benchmarks")
def test_pages_that_fail_are_named() -> None:
    """And so are kinds of which the graph has no page; neither counts as quick."""
    from pages import Taken, figures, table

    there = Taken({"/a": 9.0, "/b": 300.0}, {"/a": 8.0, "/b": 200.0}, {"/a": 4.0, "/b": 150.0}, {"/c": 404})
    every = {"home": there, "place": Taken()}
    over_all, _, worst = figures(every)
    assert over_all.value == 200.0 and over_all.met is False
    assert "none in this graph: place" in over_all.note and "home (404)" in over_all.note
    assert worst.note == "home; over the aim: home"
    assert table(every).splitlines()[1].split() == ["home", "2", "4", "150", "8", "200", "300"]


@pytest.mark.usefixtures("benchmarks")
def test_a_section_is_measured_again_and_the_others_stay() -> None:
    """With what they missed, and the page says which is which."""
    from measure import Figure
    from run import page, parts

    slow, quick = Figure("a", 9.0, "ms", "<= 5", "", "a profile"), Figure("a", 1.0, "ms", "<= 5")
    other = Figure("b", 2.0, "s", "<= 1")
    first = page([("One", [slow]), ("Two", [other])], [])
    assert parts(first).keys() == {"One", "Two", "Aims missed"}
    second = page([("One", [quick]), ("Two", None)], [], parts(first))
    assert parts(second)["Two"] == parts(first)["Two"]
    assert parts(second)["Aims missed"] == "**b**: 2.000 s, aim <= 1."
    assert "a profile" in first and "a profile" not in second
    assert "the rest earlier: One." in second and "earlier" not in first
    third = page([("One", None), ("Two", [other])], [], parts(first))
    assert "a profile" in third and third.count("**b**") == 1


def test_a_section_that_is_not_there_is_an_error(root: Path, tmp_path: Path) -> None:
    """The page would be written anew with nothing measured."""
    page = tmp_path / "page.md"
    page.write_text("as it was")
    command = [sys.executable, root / "benchmarks" / "run.py", "--only", "Nothing", "--out", page]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "--only Nothing: no section has that" in done.stderr
    assert page.read_text() == "as it was"


@pytest.mark.slow
def test_the_whole_benchmark_runs(root: Path, tmp_path: Path) -> None:
    """And writes a page that names no host and hides no aim."""
    page = tmp_path / "page.md"
    command = [sys.executable, root / "benchmarks" / "run.py", "--documents", "10", "--out", page]
    command += ["--peer-documents", "2", "--clients", "4", "--seconds", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    for words in ("extraction, one core", "written end to end", "question over HTTP, p95", "answered 200 within", "query without end", "chidao lineage", "## Aims missed"):
        assert words in text
