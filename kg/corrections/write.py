"""Adding a decision to a file of corrections: the whole file with the row, or as it was.

>>> import tempfile
>>> file = Path(tempfile.mkdtemp()) / "fixes.csv"
>>> append(file, Row("task", "", False, "5/KH-UBND", path="I/2", who="Lan", when="2026-03-01", why="a goal"))
>>> [row.said() for row in read(file)]
['task: not']
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from kg.corrections.rows import COLUMNS, CorrectionError, Row, read
from kg.store.durable import replace_file
from kg.store.locks import Lock


def append(path: Path, row: Row) -> None:
    """Add a row at the end of a file, which is made where there is none.

    Raises CorrectionError where the file is malformed, has no column for a cell, or somebody else writes it; OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = Lock.exclusive(path.with_name(f".{path.name}.lock"))
    if lock is None:
        raise CorrectionError(f"{path}: somebody else writes it; try again")
    with lock:
        before = b""
        if path.exists():
            read(path)
            before = path.read_bytes()
        replace_file(path, before + _line(path, before, row))


def _line(path: Path, before: bytes, row: Row) -> bytes:
    """The row as it goes on after `before`, with the line of columns where that is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = _columns(before)
    if not columns:
        columns = COLUMNS
        writer.writerow(columns)
    cells = row.cells()
    lost = [name for name, cell in cells.items() if cell and name not in columns and (name != "is" or not row.yes)]
    if lost:
        raise CorrectionError(f"{path}:1: has no column {lost[0]!r}; add it to the first line, and to each row a comma")
    writer.writerow([cells[name] for name in columns])
    ends = not before or before.endswith(b"\n")
    return ("" if ends else "\n").encode() + out.getvalue().encode()


def _columns(data: bytes) -> Sequence[str]:
    """The names in the first line that is not empty."""
    for cells in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        if any(cell.strip() for cell in cells):
            return [cell.strip() for cell in cells]
    return ()
