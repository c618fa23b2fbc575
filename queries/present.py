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
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from queries.run import Answer
from queries.understood import notes

LINES = 3
"""Lines that a cell of a table may take on a terminal."""
NARROW = 12
"""Columns below which no column is made narrower."""


def width() -> int:
    """Columns of the terminal; 120 where there is none."""
    return shutil.get_terminal_size((120, 40)).columns


def room() -> int | None:
    """Columns that a table may take: those of the terminal, or as many as it needs (None) in a pipe or a file."""
    return width() if sys.stdout.isatty() else None


def measure(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(columns: Sequence[str], rows: Sequence[Sequence[str | None]], width: int | None = None) -> str:
    """A table no wider than `width`; whole values, one row a line, without it.

    Where it is too wide, long cells go on below, in `LINES` lines at most, and end in `…`. A word (a number of a
    document, an IRI) is never cut: where that leaves no room for columns, each row is a list of names and values.

    >>> print(table(("label", "title"), [("Kế hoạch 5/KH-UBND", "Trồng cây ở các trường học")], width=29))
    label          title
    -------------  --------------
    Kế hoạch       Trồng cây ở
    5/KH-UBND      các trường học
    >>> print(table(("iri", "n"), [("https://w3id.org/chidao/doc/-/5", "1")], width=20))
    iri: https://w3id.org/chidao/doc/-/5
    n: 1
    """
    cells = [[" ".join((value or "").split()) for value in row] for row in rows]
    sizes = [max([2, measure(c), *(measure(row[i]) for row in cells)]) for i, c in enumerate(columns)]
    if width is not None and _wide(sizes) > width:
        least = [_least(c, [row[i] for row in cells]) for i, c in enumerate(columns)]
        if _wide(least) > width:
            return "\n\n".join(_record(columns, row) for row in cells)
        while _wide(sizes) > width:
            most = max((i for i, size in enumerate(sizes) if size > least[i]), key=lambda i: sizes[i])
            sizes[most] -= 1
    lines = [_line(columns, sizes), _line(["-" * min(size, 40) for size in sizes], sizes)]
    for row in cells:
        parts = [_folded(value, size) for value, size in zip(row, sizes, strict=True)]
        for i in range(max(map(len, parts), default=0)):
            lines.append(_line([part[i] if i < len(part) else "" for part in parts], sizes))
    return "\n".join(lines)


def _wide(sizes: Sequence[int]) -> int:
    return sum(sizes) + 2 * (len(sizes) - 1)


def _least(column: str, cells: Sequence[str]) -> int:
    """The width below which a word of the column would be cut."""
    longest = max((measure(word) for cell in cells for word in cell.split()), default=0)
    whole = max((measure(cell) for cell in cells), default=0)
    return max(2, measure(column), min(whole, NARROW), longest)


def _folded(text: str, size: int) -> list[str]:
    """A cell as lines of at most `size` columns; what is left over is shown by `…`."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and measure(lines[-1]) + 1 + measure(word) > size:
            if len(lines) == LINES:
                while measure(lines[-1]) + 1 > size and " " in lines[-1]:
                    lines[-1] = lines[-1].rpartition(" ")[0]
                lines[-1] += "…" if measure(lines[-1]) < size else ""
                break
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    padded = (cell + " " * max(0, size - measure(cell)) for cell, size in zip(cells, sizes, strict=True))
    return "  ".join(padded).rstrip()


def _record(columns: Sequence[str], row: Sequence[str]) -> str:
    return "\n".join(f"{column}: {value}" for column, value in zip(columns, row, strict=True) if value)


def wrapped(text: str, indent: str, room: int | None = None) -> str:
    """A paragraph wrapped to the terminal, each line indented."""
    return textwrap.fill(" ".join(text.split()), room or width(), initial_indent=indent, subsequent_indent=indent)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """CSV with a heading line (RFC 4180); a cell that a spreadsheet would take for a formula gets an apostrophe.

    >>> csv_text(("a", "b", "c"), [("=1+1", "", None)])
    "a,b,c\\n'=1+1,,\\n"
    """
    import csv

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if v is None else f"'{v}" if v.startswith(("=", "@")) else v for v in row])
    return out.getvalue()


def json_text(data: Any) -> str:
    """JSON as all commands print it; rows with `notes` on how what was typed was understood, where there are any."""
    import json

    if isinstance(data, dict) and "rows" in data and (said := notes()):
        data = {**data, "notes": said}
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
    shown = table([answer.columns[i] for i in keep], [[row[i] for i in keep] for row in answer.rows], room())
    return shown + (f"\n… the first {len(answer.rows)} rows; --limit 0 for all" if answer.truncated else "")
