"""Showing answers: plain tables for people, JSON and CSV for programs.

>>> print(table(("a", "b"), [("1", "x"), ("22", "y")], width=40))
a   b
--  --
1   x
22  y
"""

from __future__ import annotations

import io
import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from queries.run import Answer

WIDEST = 60


def width() -> int:
    """Columns of the terminal; 120 where there is none."""
    return shutil.get_terminal_size((120, 40)).columns


def measure(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(columns: Sequence[str], rows: Sequence[Sequence[str | None]], width: int | None = None) -> str:
    """A table whose long cells are cut, not wrapped."""
    cells = [[" ".join((value or "").split()) for value in row] for row in rows]
    room = width or 120
    sizes = [max([2, measure(c), *(measure(row[i]) for row in cells)]) for i, c in enumerate(columns)]
    while sum(sizes) + 2 * (len(sizes) - 1) > room and max(sizes) > 12:
        sizes[sizes.index(max(sizes))] -= 1
    lines = [columns, ["-" * min(size, 40) for size in sizes], *cells]
    return "\n".join("  ".join(_fit(v, size) for v, size in zip(line, sizes, strict=True)).rstrip() for line in lines)


def _fit(text: str, size: int) -> str:
    if measure(text) > size:
        text = text[: max(size - 1, 1)] + "…"
    return text + " " * max(0, size - measure(text))


def wrapped(text: str, indent: str, room: int | None = None) -> str:
    """A paragraph wrapped to the terminal, each line indented."""
    return textwrap.fill(" ".join(text.split()), room or width(), initial_indent=indent, subsequent_indent=indent)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """CSV with a heading line (RFC 4180); a cell that a spreadsheet would take for a formula gets an apostrophe."""
    import csv

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if v is None else f"'{v}" if v[:1] in "=@" else v for v in row])
    return out.getvalue()


def json_text(data: Any) -> str:
    """JSON as all commands print it."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=1)


def show(answer: Answer, *, as_json: bool = False, as_csv: bool = False, hide: Sequence[str] = ()) -> str:
    """An answer as JSON, as CSV, or as a table without the columns of `hide`."""
    if as_json:
        return json_text(answer.as_data())
    if as_csv:
        return csv_text(answer.columns, answer.rows).rstrip("\n")
    if not answer.rows:
        return "nothing found"
    keep = [i for i, c in enumerate(answer.columns) if c not in hide]
    shown = table([answer.columns[i] for i in keep], [[row[i] for i in keep] for row in answer.rows], width())
    return shown + (f"\n… the first {len(answer.rows)} rows; --limit 0 for all" if answer.truncated else "")
