"""What people type means one document, or those it may mean are listed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build.build import build
from kg.index import reading
from kg.iri import DEFAULT_BASE
from kg.settings import Settings
from kg.store.generations import Generation, Generations
from queries import lookup, lookup_tables, lookup_words

RESOLUTION = DEFAULT_BASE + "doc/ban-chấp-hành-trung-ương-đảng/nghị-quyết/xi/13-nq-tw"
PLAN = DEFAULT_BASE + "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd"


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        *[
            (text, RESOLUTION)
            for text in (
                "13-NQ/TW", "13-nq/tw", "13 nq tw", "nq13", "NQ13", "NQ 13", "nghị quyết 13", "nghi quyet so 13",
                "Nghị quyết số 13-NQ/TW", "013-NQ/TW", "13‑NQ/TW", " 13 - NQ / TW ", "13-NQ/TW 2012",
                "13-NQ/TW ngày 16/01/2012", RESOLUTION, f"<{RESOLUTION}>",
            )
        ],
        *[(text, PLAN) for text in ("34/KH-UBND", "kế hoạch 34", "KH 34 Bạc Liêu", "34/KH-UBND năm 2022")],
    ],
)  # fmt: skip
def test_one_document_in_many_spellings(text: str, iri: str, samples_graph: Generation) -> None:
    assert lookup.document(samples_graph.search, text).iri == iri


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """A graph of a plan whose own name and whose citations hold figures."""
    folder = tmp_path_factory.mktemp("named")
    text = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: 9/KH-UBND
Bắc Kạn, ngày 02 tháng 3 năm 2023
KẾ HOẠCH
Trồng 1000 cây gạo thực hiện Chương trình hành động số 77-CTr/TU
Căn cứ Luật Trồng trọt năm 2018; Căn cứ Luật Cây xanh; Căn cứ Luật Cây xanh đô thị;
Căn cứ Chương trình mục tiêu quốc gia cây gạo giai đoạn 2026-2030;
1. Sở Y tế chủ trì trồng cây.
"""
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    build([folder], Settings.from_environment({}, store=folder / "store"))
    with Generations(folder / "store").open() as generation:
        yield generation


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Trồng 1000 cây gạo", "Kế hoạch 9/KH-UBND"),
        ("trong 1000 cay gao", "Kế hoạch 9/KH-UBND"),
        ("Kế hoạch trồng cây gạo thực hiện 77-CTr/TU", "Kế hoạch 9/KH-UBND"),
        ("77-CTr/TU", "Chương trình hành động 77-CTr/TU"),
        ("Luật Trồng trọt 2018", "Luật Trồng trọt năm 2018"),
        ("Luật Trồng trọt năm 2018", "Luật Trồng trọt năm 2018"),
        ("luat trong trot", "Luật Trồng trọt năm 2018"),
        ("Luật Cây xanh", "Luật Cây xanh"),  # the whole name, not the beginning of a longer one
        ("Luật Cây xanh 2020", "Luật Cây xanh"),  # its year is not on record, which a warning says
        ("cây gạo giai đoạn 2026-2030", "Chương trình mục tiêu quốc gia cây gạo giai đoạn 2026-2030"),
    ],
)
def test_words_of_a_name_with_a_figure(
    text: str, label: str, named: Generation, caplog: pytest.LogCaptureFixture
) -> None:
    assert lookup.document(named.search, text).label == label
    assert ("year not on record" in caplog.text) == (text == "Luật Cây xanh 2020")


@pytest.mark.parametrize("text", ["Trồng 1001 cây gạo", "Luật Trồng trọt 2019", "78-CTr/TU", "10/KH-UBND Bắc Kạn", "1000"])
def test_another_figure_is_another_name(text: str, named: Generation) -> None:
    with pytest.raises(lookup.LookupFailedError, match="no such document"):
        lookup.document(named.search, text)


@pytest.mark.parametrize("text", ["999-NQ/TW", "13-KL/TW", "34/KH-UBND Bắc Kạn", "", "?", "%", "' OR 1=1 --"])
def test_no_document_is_invented(text: str, samples_graph: Generation) -> None:
    with pytest.raises(lookup.LookupFailedError, match="no such document") as caught:
        lookup.document(samples_graph.search, text)
    assert caught.value.candidates == ()


@pytest.mark.parametrize(
    ("text", "near"),
    [("31-NQ/TW", "'13-NQ/TW'"), ("13-NQ/TQ", "'13-NQ/TW Ban Chấp hành Trung ương Đảng'"), ("43/KH-UBND", "'34/KH-UBND'")],
)
def test_a_number_that_is_near_is_told_not_taken(text: str, near: str, samples_graph: Generation) -> None:
    with pytest.raises(lookup.LookupFailedError, match="no such document") as caught:
        lookup.document(samples_graph.search, text)
    assert f"; did you mean {near}" in str(caught.value)


@pytest.mark.parametrize("text", ["13-NQ/TƯ", "13-nq/ tư", "nghị quyết 13-NQ/TƯ 2012"])
def test_tu_with_its_horn_is_the_centre(text: str, samples_graph: Generation) -> None:
    assert lookup.document(samples_graph.search, text) == lookup.document(samples_graph.search, "13-NQ/TW")
    with pytest.raises(lookup.LookupFailedError):
        lookup.document(samples_graph.search, "13-NQ/TU")  # Tỉnh ủy


@pytest.mark.parametrize("text", ["999-NQ/TW", "14-NQ/TW", "123456789/KH-UBND", "https://w3id.org/chidao/none"])
def test_another_number_is_not_near(text: str, samples_graph: Generation) -> None:
    with pytest.raises(lookup.LookupFailedError) as caught:
        lookup.document(samples_graph.search, text)
    assert "did you mean" not in str(caught.value)


def test_several_are_listed_with_how_to_choose(samples_graph: Generation) -> None:
    with pytest.raises(lookup.LookupFailedError, match="add the issuer, province or year, or give the IRI") as caught:
        lookup.document(samples_graph.search, "kế hoạch ubnd")
    found = caught.value.candidates
    assert len(found) > 1
    assert PLAN in {entry.iri for entry in found}
    assert [entry.read for entry in found] == sorted((entry.read for entry in found), reverse=True)
    for entry in found:  # what the list says of each is enough to choose it
        assert entry.iri in entry.line()
        assert lookup.document(samples_graph.search, entry.iri) == entry


def test_a_province_chooses(samples_graph: Generation) -> None:
    assert lookup.document(samples_graph.search, "kế hoạch ubnd Bạc Liêu").iri == PLAN


@given(text=st.text(max_size=30))
def test_any_text_is_taken(text: str, samples_graph: Generation) -> None:
    for entry in lookup.documents(samples_graph.search, text):
        assert entry.iri


@pytest.mark.parametrize(
    "text", ["Sở GTVT", "sở gtvt", "SGTVT", "so giao thong van tai", "SỞ GIAO THÔNG VẬN TẢI", "Sở Giao thông - Vận tải"]
)
def test_a_kind_of_agency_in_any_spelling(text: str, samples_graph: Generation) -> None:
    found = lookup.agencies(samples_graph.search, DEFAULT_BASE, text)
    assert DEFAULT_BASE + "kind/so-giao-thong-van-tai" in found


@pytest.mark.parametrize(
    "text",
    [
        "Sở GTVT Bạc Liêu",
        "so gtvt bac lieu",
        "Sở Giao thông vận tải tỉnh Bạc Liêu",
        "so giao thong van tai tinh bac lieu",
    ],
)
def test_one_agency_of_one_province(text: str, samples_graph: Generation) -> None:
    found = lookup.agencies(samples_graph.search, DEFAULT_BASE, text)
    assert found == [DEFAULT_BASE + "agency/bạc-liêu/sở-giao-thông-vận-tải"]


def test_a_part_of_names_is_said_to_be_one(samples_graph: Generation, caplog: pytest.LogCaptureFixture) -> None:
    found = lookup.agencies(samples_graph.search, DEFAULT_BASE, "giao thông vận")
    assert found
    assert "'giao thông vận': those whose name holds it: Sở Giao thông vận tải" in caplog.text
    caplog.clear()
    lookup.agencies(samples_graph.search, DEFAULT_BASE, "Sở GTVT")
    assert not caplog.text


@pytest.mark.parametrize("text", ["Sở Bánh kẹo", "Sở GTVT Atlantis", "", "%", "_", "'"])
def test_no_agency_is_invented(text: str, samples_graph: Generation) -> None:
    with pytest.raises(lookup.LookupFailedError, match="no such agency"):
        lookup.agencies(samples_graph.search, DEFAULT_BASE, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tp hcm", "Hồ Chí Minh"), ("TP.HCM", "Hồ Chí Minh"), ("TPHCM", "Hồ Chí Minh"),
        ("Thành phố Hồ Chí Minh", "Hồ Chí Minh"), ("ho chi minh", "Hồ Chí Minh"), ("Bạc Liêu", "Bạc Liêu"),
        ("tỉnh bạc liêu", "Bạc Liêu"), ("BAC LIEU", "Bạc Liêu"), ("Hà Nội", "Hà Nội"), ("đắc lắc", "Đắk Lắk"),
    ],
)  # fmt: skip
def test_provinces_in_any_spelling(text: str, name: str) -> None:
    assert lookup_tables.province(text) == name


@pytest.mark.parametrize("text", ["Atlantis", "", "tỉnh"])
def test_no_province_is_invented(text: str) -> None:
    with pytest.raises(lookup.LookupFailedError, match="no such province"):
        lookup_tables.province(text)


@pytest.mark.parametrize("text", ["Kế hoạch", "ke hoach", "KH", "kh"])
def test_types_of_documents(text: str) -> None:
    assert lookup_tables.document_type(DEFAULT_BASE, text) == DEFAULT_BASE + "type/kế-hoạch"


def test_words_of_a_name_find_what_they_find_when_each_document_is_looked_at(
    samples_graph: Generation, tmp_path: Path
) -> None:
    """An index without what documents are called (made before there was such a table) is gone through one by one."""
    old = tmp_path / "old.sqlite"
    old.write_bytes(samples_graph.search.read_bytes())
    with closing(sqlite3.connect(old)) as connection:
        every = [lookup_words.entry_of(row) for row in connection.execute("SELECT iri, number, type, issuer, province, date, label, read FROM documents")]  # fmt: skip
        connection.execute("DROP TABLE titles")
        connection.commit()
    words = sorted({word for entry in every for word in lookup_words.words_of(entry)})
    drawn = random.Random(7)  # noqa: S311
    asked = [frozenset({word}) for word in words]
    asked += [frozenset(drawn.sample(sorted(lookup_words.words_of(drawn.choice(every))), 2)) for _ in range(100)]
    assert len(asked) > 200 and frozenset({"ubnd"}) in asked
    with reading(samples_graph.search) as now, reading(old) as before:
        for each in asked:
            assert lookup._titled(now, each) == lookup._titled(before, each), each
            assert lookup._titled(now, each)
