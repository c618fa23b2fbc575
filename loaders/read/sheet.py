"""Tables that people fill in (.xlsx, .csv): rows of text with their numbers, within bounds.

Files are hostile: an archive is looked through before anything of it is parsed (loaders.read.archive), a document type
in any of its XML is refused, so that there are no entities, and no formula is ever worked out: a cell that holds one is
told as such. Of a workbook the first sheet is read, of each row the first MAX_COLUMNS cells.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "a.csv"
>>> _ = path.write_text("mã;tình trạng\\nx;xong, rồi\\n", encoding="utf-8")
>>> [(row.number, row.cells) for row in rows(path)]
[(1, ('mã', 'tình trạng')), (2, ('x', 'xong, rồi'))]
"""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.read.archive import open_zip, read_part
from loaders.read.bounds import MAX_BYTES, ReadError
from loaders.read.decode import decoded

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

MAX_ROWS = 200_000  # of a table that are not empty; the tasks of all provinces for a year are fewer
MAX_COLUMNS = 64  # of a row; what stands to the right of them is not read
_LAST_ROW = 1_048_576  # of a sheet (ECMA-376 part 1, 18.3.1.73 as Excel bounds it)
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels", ".vml")
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError, zipfile.BadZipFile)


@dataclass(frozen=True)
class Row:
    """A row that is not empty, its number in the file from 1, its cells as text, and which of them are formulas."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


def rows(path: Path) -> Iterator[Row]:
    """The rows of a table, by the ending of its name; dates as 2025-12-31.

    Raises ReadError where it is no table or beyond the bounds, OSError where the file cannot be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ReadError(f"{path.name}: {path.stat().st_size:,} bytes, the bound is {MAX_BYTES:,}; split the file")
    reader = {".xlsx": _workbook, ".csv": _csv}.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f"{path.name}: is neither .xlsx nor .csv; save it as one of them")
    count = 0
    for row in reader(path.read_bytes(), path.name):
        if any(row.cells):
            count += 1
            if count > MAX_ROWS:
                raise ReadError(f"{path.name}: more than {MAX_ROWS:,} rows; split the file")
            yield row


def _csv(data: bytes, name: str) -> Iterator[Row]:
    text = decoded(data, name).text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    # A spreadsheet in Vietnamese writes semicolons, since the comma parts decimals there.
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            yield Row(before + 1, tuple(_plain(cell.strip()) for cell in cells[:MAX_COLUMNS]))
            before = reader.line_num
    except csv.Error as error:
        raise ReadError(f"{name}:{before + 1}: is no row of a CSV file ({error}); save it anew") from error


def _plain(cell: str) -> str:
    """Without the apostrophe by which what begins like a formula is kept from being one (queries.present.csv_text)."""
    return cell[1:] if cell.startswith(("'=", "'@", "'+", "'-")) else cell


def _workbook(data: bytes, name: str) -> Iterator[Row]:
    archive = open_zip(data, name)
    for path in archive.namelist():
        if path.lower().endswith(_XML) and any(mark in read_part(archive, path, name) for mark in _DOCTYPE):
            raise ReadError(f"{name}: declares a document type, which no office writes; not read")
    import openpyxl
    from defusedxml import DefusedXmlException  # openpyxl parses sheets with it
    from openpyxl.cell.read_only import EMPTY_CELL

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size is wrong as often as not, and rows would be lost
        missing: Any = None
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            if number > _LAST_ROW:
                raise ReadError(f"{name}: has more rows than a sheet can have; save it anew")
            if cells is missing or all(cell is EMPTY_CELL for cell in cells):
                missing = cells  # openpyxl gives the same one for each that is not in the file: a million of them
                continue
            formulas = frozenset(i for i, cell in enumerate(cells) if getattr(cell, "data_type", "") == "f")
            yield Row(number, _ended(list(map(_text, cells))), formulas)
    except ReadError:
        raise
    except DefusedXmlException as error:
        raise ReadError(f"{name}: declares entities, which no office writes; not read") from error
    except _BROKEN as error:
        said = " ".join(str(error).split())[:100]
        raise ReadError(f"{name}: is no workbook that can be read ({said}); save it anew as .xlsx") from error


def _ended(cells: list[str]) -> tuple[str, ...]:
    """Without the empty cells on the right, by which openpyxl makes rows equally long."""
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _text(cell: ReadOnlyCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
