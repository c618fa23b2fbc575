"""Tables that people fill in: both formats, and what hostile ones cannot do."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from loaders.read import sheet
from loaders.read.bounds import ReadError
from loaders.read.sheet import Row, rows


def workbook(path: Path, lines: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(path)
    return path


def repacked(path: Path, part: str, change: bytes, by: bytes) -> Path:
    """The workbook with bytes of one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                assert change in data
                data = data.replace(change, by)
            new.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def test_a_workbook_gives_text_days_and_numbers_and_says_where_a_formula_stands(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", [
        ["mã", "tình trạng", "ngày"], [], ["x", "=1+1", datetime.datetime(2026, 5, 1)], [7, " xong ", None],
    ])  # fmt: skip
    assert list(rows(made)) == [
        Row(1, ("mã", "tình trạng", "ngày")),
        Row(3, ("x", "=1+1", "2026-05-01"), frozenset({1})),
        Row(4, ("7", "xong")),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_has_the_delimiter_of_its_first_line_and_rows_count_its_lines(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(("mã", "ghi chú")) + "\n\n" + delimiter.join(("x", '"hai\ndòng"')) + "\n" + delimiter.join(("y", "'=1"))
    (tmp_path / "a.csv").write_text("\ufeff" + text, encoding="utf-8")
    assert [(row.number, row.cells) for row in rows(tmp_path / "a.csv")] == [
        (1, ("mã", "ghi chú")), (3, ("x", "hai\ndòng")), (5, ("y", "=1")),
    ]  # fmt: skip


def test_a_document_type_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"):
        made = workbook(tmp_path / "a.xlsx", [["mã"]])
        with zipfile.ZipFile(made) as archive:
            root = archive.read(part).partition(b"<")[1] + archive.read(part).split(b"?>")[-1].lstrip()[1:12]
        repacked(made, part, root, b'<!DOCTYPE x [<!ENTITY a "b">]>' + root)
        with pytest.raises(ReadError, match="document type"):
            list(rows(made))


def test_entities_in_an_encoding_that_hides_them_are_not_expanded(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", [["mã"]])
    with zipfile.ZipFile(made) as archive:
        body = archive.read("xl/worksheets/sheet1.xml").decode().rpartition("?>")[2]
    hidden = f'<?xml version="1.0" encoding="cp037"?><!DOCTYPE worksheet [<!ENTITY a "b">]>{body}'.replace("mã", "ma")
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, hidden.encode("cp037") if name.endswith("sheet1.xml") else old.read(name))
    made.write_bytes(out.getvalue())
    with pytest.raises(ReadError, match=r"a\.xlsx: "):
        list(rows(made))


def test_a_bomb_is_refused_before_it_is_expanded(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", [["mã"]])
    repacked(made, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>" + b" " * 40_000_000)
    with pytest.raises(ReadError, match="bomb"):
        list(rows(made))


def test_a_sheet_that_says_it_is_smaller_is_read_whole(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", [["mã", "tình trạng"], ["x", "xong"]])
    repacked(made, "xl/worksheets/sheet1.xml", b'ref="A1:B2"', b'ref="A1"')
    assert [row.cells for row in rows(made)] == [("mã", "tình trạng"), ("x", "xong")]


def test_rows_that_lie_far_below_cost_nothing_and_rows_beyond_the_sheet_are_refused(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", [["mã"], ["x"]])
    repacked(made, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="2000000000"')
    with pytest.raises(ReadError, match="more rows than a sheet can have"):
        list(rows(made))


def test_the_bound_on_rows_holds_for_rows_with_something_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_ROWS", 2)
    path = tmp_path / "a.csv"
    path.write_text("a\n\n\nb\n", encoding="utf-8")
    assert [row.number for row in rows(path)] == [1, 4]
    path.write_text("a\nb\nc\n", encoding="utf-8")
    with pytest.raises(ReadError, match="more than 2 rows"):
        list(rows(path))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.xls", b"x", "neither .xlsx nor .csv"), ("a.xlsx", b"PK\x03\x04 cut", "broken or cut off"), ("a.csv", b'"' + b"x" * 200_000, "no row of a CSV")],
)
def test_what_is_no_table_is_one_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=said) as raised:
        list(rows(tmp_path / name))
    assert "\n" not in str(raised.value) and name in str(raised.value)


def test_a_zip_that_is_no_workbook_is_one_line(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
        made.writestr("a.txt", "x")
    with pytest.raises(ReadError, match=r"a\.xlsx: is no workbook"):
        list(rows(tmp_path / "a.xlsx"))
