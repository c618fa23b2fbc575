"""Tables lose nothing that names a thing; CSV keeps empty cells empty."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.present import LINES, csv_text, measure, table

ROWS = [
    ("Kế hoạch 5/KH-UBND", "Ủy ban nhân dân tỉnh Bạc Liêu", "2025-01-02", "Trồng cây ở các trường học của tỉnh " * 6),
    ("Chương trình hành động 43/CTr-TU", "Tỉnh ủy Bình Dương", None, "Trồng rừng"),
]
COLUMNS = ("label", "issuer", "date", "title")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 200])
def test_no_number_is_cut(width: int) -> None:
    shown = table(COLUMNS, ROWS, width)
    for number in ("5/KH-UBND", "43/CTr-TU", "2025-01-02"):
        assert number in shown
    if "label: " not in shown:  # columns, not a list of names and values
        assert max(map(measure, shown.split("\n"))) <= width
        assert shown.count("\n") < 2 + LINES * len(ROWS)


def test_without_a_width_every_value_is_whole() -> None:
    lines = table(COLUMNS, ROWS).split("\n")
    assert len(lines) == 2 + len(ROWS)
    for line, row in zip(lines[2:], ROWS, strict=True):
        assert all(" ".join((value or "").split()) in line for value in row)


def test_a_narrow_terminal_gets_names_and_values() -> None:
    iri = "https://w3id.org/chidao/doc/" + "a" * 80
    assert table(("iri", "n", "m"), [(iri, "1", None), (iri, "2", "x")], 60) == f"iri: {iri}\nn: 1\n\niri: {iri}\nn: 2\nm: x"


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=90)), max_size=4), st.integers(1, 90))
def test_any_cells_fit_or_are_listed(rows: list[tuple[str, str]], width: int) -> None:
    shown = table(("a", "b"), rows, width)
    words = {word for row in rows for cell in row for word in cell.split()}
    if all(len(cell) < 12 for row in rows for cell in row):
        assert all(word in shown for word in words)


def test_empty_cells_of_csv_are_empty() -> None:
    written = csv_text(("a", "b", "c", "d"), [("", None, "=1+1", "@x"), ("- một", "+ hai", "3", "'")])
    assert list(csv.reader(io.StringIO(written)))[1:] == [["", "", "'=1+1", "'@x"], ["- một", "+ hai", "3", "'"]]
