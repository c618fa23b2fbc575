"""What people type into one box, and what of the graph fits it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.store.generations import Generation
from queries import finding


def labels(found: list[finding.Found]) -> list[str]:
    return [each.label for each in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("208/KH-UBND", "Kế hoạch 208/KH-UBND"), ("kh 208", "Kế hoạch 208/KH-UBND"),
        ("quy hoach tinh bac kan 2024", "Kế hoạch 56/KH-UBND"),  # words of the title, and the year
        ("ke hoach tuyen quang", "Kế hoạch 208/KH-UBND"),  # of its issuer
    ],
)  # fmt: skip
def test_documents_by_number_and_by_words(typed: str, first: str, samples_graph: Generation) -> None:
    assert labels(finding.documents(samples_graph, typed))[0] == first


def test_what_is_cited_alone_comes_last(samples_graph: Generation) -> None:
    read = [each.read for each in finding.documents(samples_graph, "tuyen quang")]
    assert read == sorted(read, reverse=True)
    assert {True, False} == set(read)


def test_an_index_without_titles_is_searched_by_words(samples_graph: Generation, tmp_path: Path) -> None:
    """Of a generation that an earlier version made."""
    index = tmp_path / "search.sqlite"
    shutil.copy(samples_graph.search, index)
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("DROP TABLE titles")
    old = SimpleNamespace(search=index)
    assert "Nghị quyết 57-NQ/TW" in labels(finding.documents(old, "khoa hoc cong nghe"))  # type: ignore[arg-type]


def test_a_number_means_one_document_or_none(samples_graph: Generation) -> None:
    one = finding.exact(samples_graph, "nq 13")
    assert one is not None and one.label == "Nghị quyết 13-NQ/TW"
    assert finding.exact(samples_graph, "37") is None
    assert finding.exact(samples_graph, "giao thông") is None


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "'", '"', "*", "()", "x" * 3000, "\u0000", "a\ud800b"])
def test_nothing_that_is_typed_is_syntax(typed: str, samples_graph: Generation) -> None:
    for kind in finding.KINDS:
        assert len(finding.of_kind(samples_graph, typed, kind)) <= finding.MOST


def test_agencies_by_abbreviation_and_by_words(samples_graph: Generation) -> None:
    named = labels(finding.agencies(samples_graph, "sgtvt"))
    assert named and all("Giao thông" in label for label in named)
    assert "Sở Giao thông vận tải tỉnh Tuyên Quang" in labels(finding.agencies(samples_graph, "van tai tuyen quang"))


def test_names_that_are_near(samples_graph: Generation) -> None:
    assert ("place", "Tuyên Quang") in finding.nearest(samples_graph, "Tuyenn Quangg")
    assert ("document", "208/KH-UBND Ủy ban nhân dân tỉnh Tuyên Quang") in finding.nearest(samples_graph, "208/KH-UBX")


def test_of_two_names_in_a_sentence_that_share_words_the_longer_is_found(samples_graph: Generation) -> None:
    found = finding.within(samples_graph, "khi nao So Giao thong van tai tinh Tuyen Quang phai bao cao")
    assert found == [("agency", "Sở Giao thông vận tải tỉnh Tuyên Quang")]
    assert finding.within(samples_graph, "khong co ten nao o day") == []


def test_a_town_is_told_from_the_province_of_its_name_and_stands_after_it(samples_graph: Generation) -> None:
    found = finding.of_kind(samples_graph, "tuyen quang", "place")
    assert [(each.label, each.detail.split(" · ")[0]) for each in found] == [
        *[("Tỉnh Tuyên Quang", "Việt Nam")] * 2, ("Thành phố Tuyên Quang", "Tuyên Quang"),
    ]  # fmt: skip
