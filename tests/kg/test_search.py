"""Searching words: with and without diacritics, phrases, beginnings, and whatever else people type."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.search import Hit, SearchError, expression, search, sharing, write_index
from tests.kg.factories import Maker
from tests.kg.graphs import store_of

PARTS = {
    "1": "1. Sở Giao thông vận tải sửa đường vào bến cảng.",
    "2": "2. Sở Giáo dục dựng trường mầm non; vận tải học sinh qua sông.",
    "3": "3. Công an tỉnh giữ trật tự giao thông.",
    "4": "4. Ngành thuế thu nợ đọng, Ủy ban nhân dân xã hòa giải.",
    "5": "5. Tổ chức thi đua theo Kết luận số 72-KL/TW và thu hút nhà đầu tư.",
    "6": "6. Bán đấu giá đất, ban hành bảng giá; ban quản lý chợ bàn giao.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Maker("Kế hoạch", "5/KH-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Việc của năm")
    for path, text in PARTS.items():
        made.part(path, "arabic", text, label=f"{path}.")
    file = tmp_path_factory.mktemp("search") / "search.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        count = write_index(connection, store_of(assemble([made.document()]).quads))
        assert count == connection.execute("SELECT count(*) FROM marked").fetchone()[0]
    return file


def paths(index: Path, query: str, limit: int = 20) -> list[str]:
    return [hit.path for hit in search(index, query, limit)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("giao thông", {"1", "3"}),
        ("giao thong", {"1", "3"}),
        ("GIAO THÔNG", {"1", "3"}),
        ("gia\u006f tho\u0302ng", {"1", "3"}),  # decomposed, as macOS types it
        ("thông giao", {"1", "3"}),  # words in any order
        ('"giao thông vận tải"', {"1"}),
        ('"giao thong van tai"', {"1"}),
        ('"thông giao"', set()),  # a phrase is in order
        ('"vận tải" sông', {"2"}),
        ('"vận tải', {"1", "2"}),  # a quote that is not closed
        ("duong", {"1"}),  # đ without its bar
        ("đường", {"1"}),
        ("uỷ ban", {"4", "head/issuer"}),  # both placements of the tone
        ("hoà giải", {"4"}),
        ("72-kl/tw", {"5"}),
        ("72 KL", {"5"}),
        ("đầu tư", {"5"}),
        ("giáo*", {"1", "2", "3", "6"}),
        ("tru*", {"2"}),
        ("trườ*", {"2"}),
        ("kế hoạch", {"", "head/type"}),
        ("việc của năm", {""}),  # the document stands for its title
        ("vũ trụ", set()),
        ("giao thông vũ trụ", set()),  # all words must stand there
    ],
)  # fmt: skip
def test_finds(index: Path, query: str, found: set[str]) -> None:
    assert set(paths(index, query)) == found


def test_what_is_spelt_as_typed_comes_first(index: Path) -> None:
    assert paths(index, "bàn giao")[0] == "6"
    assert paths(index, "thu nợ") == ["4"]
    alike = paths(index, "giáo")
    assert alike[0] == "2"
    assert set(alike) == {"1", "2", "3", "6"}


def test_the_limit_holds_over_both_spellings(index: Path) -> None:
    assert paths(index, "giáo", 1) == ["2"]
    assert len(paths(index, "giao", 3)) == 3


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "***", "_", "- / .", "\0", '"…"'])
def test_a_query_without_words_is_refused_in_one_line(index: Path, query: str) -> None:
    with pytest.raises(SearchError, match="holds no word to search for; give at least one") as error:
        search(index, query)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("giao NOT thông", set()),  # NOT is a word like others
        ("đường OR chợ", set()),
        ("text:giao", set()),
        ("-đường", {"1"}),
        ("đường^2", set()),
        ("(đường)", {"1"}),
        ("NEAR(đường cảng)", set()),
        ("đường\0cảng", {"1"}),
        ("đường\ud800", {"1"}),
        ("_đường_", {"1"}),
        ("cảng; DROP TABLE entries", set()),
    ],
)
def test_nothing_typed_is_syntax(index: Path, query: str, found: set[str]) -> None:
    assert set(paths(index, query)) == found


@given(st.text(max_size=40))
def test_any_text_is_a_query_or_refused(index: Path, query: str) -> None:
    try:
        hits = search(index, query, 5)
    except SearchError:
        return
    for hit in hits:
        hit.snippet(query)


@given(st.text(alphabet=st.sampled_from('ađườngỞ "*-_/5'), max_size=30))
def test_an_expression_is_only_phrases(query: str) -> None:
    """Whatever was typed stands between quotation marks, where FTS5 knows no syntax."""
    try:
        made = expression(query, marked=True)
    except SearchError:
        return
    between = made.split('"')[::2]
    assert set("".join(between)) <= set(" *")


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("vận tải", "[vận] [tải]"),
        ("van tai", "[vận] [tải]"),
        ("VẬN", "[vận] tải"),
        ("vậ*", "[vận] tải"),
        ("vậ", "vận tải"),
        ("vũ trụ", "vận tải"),
    ],
)
def test_a_snippet_marks_the_words(query: str, marked: str) -> None:
    assert Hit("iri", "doc", "1", "vận tải").snippet(query) == marked


def test_a_snippet_is_short_and_breaks_no_word() -> None:
    text = " ".join(f"chữ{i}" for i in range(200)) + " bến cảng " + " ".join(f"sau{i}" for i in range(200))
    said = Hit("iri", "doc", "1", text).snippet("bến cảng", 80)
    assert len(said) <= 80 + len("……[][]")
    assert "[bến] [cảng]" in said
    assert said.startswith("…")
    assert said.endswith("…")
    words = said.strip("…").replace("[", "").replace("]", "").split()
    assert set(words) <= set(text.split())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (PARTS["1"], "1"),
        ("Sở Giáo dục dựng trường mầm non, cho nông dân vay vốn và giữ trật tự giao thông.", "2"),
        ('Nuôi ong lấy mật " OR NOT NEAR(* ở vườn cam', None),
        ("hai chữ", None),
        ("", None),
    ],
)
def test_what_shares_most_phrases_comes_first(index: Path, text: str, first: str | None) -> None:
    """Words in another order are no phrase, and nothing in a text is syntax of the index."""
    assert next((hit.path for hit in sharing(index, text)), None) == first
    if first == "2":
        assert [hit.path for hit in sharing(index, text)] == ["2", "3"]
        assert len(sharing(index, text, 1)) == 1


def test_one_that_has_all_phrases_is_found_behind_many_that_have_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.search.COUNTED", 4)
    made = Maker("Kế hoạch", "5/KH-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Việc của năm")
    thirds = ["nuôi ong lấy", "mật ở vườn", "cam bên sông"]
    for number, some in enumerate([*thirds, " ".join(thirds)], 1):
        made.part(str(number), "arabic", f"{number}. {some}.", label=f"{number}.")
    file = tmp_path / "search.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        write_index(connection, store_of(assemble([made.document()]).quads))
    assert [hit.path for hit in sharing(file, " ".join(thirds), 2)] == ["4", "1"]


def test_of_what_fits_everywhere_the_first_are_ranked(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = paths(index, "giao")
    monkeypatch.setattr("kg.search.RANKED", 2)
    assert len(every) > 2
    assert sorted(paths(index, "giao")) == sorted(every)[:2]
    assert paths(index, "72-KL/TW") == ["5"]
