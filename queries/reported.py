"""What the tables that offices fill in report of tasks: every row checked against the graph and what is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.data import toml
from kg.dates import day
from kg.progress import Entry, Ledger, Report, status, statuses
from kg.store.generations import Generation
from loaders.read.bounds import ReadError
from loaders.read.sheet import Row, rows
from loaders.text.fold import key
from queries.progress import is_task

HEAD_ROWS = 30
"""In how many rows from the top the heading may stand: an office writes titles above it."""
MAX_WORDS = 4_000


@dataclass
class Taken:
    """What a file says that is not known yet, how many rows say what is known, and what is wrong, a line each."""

    changed: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    wrong: list[str] = field(default_factory=list)


def taken(generation: Generation, ledger: Ledger, path: Path) -> Taken:
    """What a table (.xlsx, .csv) with a column of tasks and one of statuses reports.

    A row without a status says nothing. Raises ReadError where the file is no such table.
    """
    if not path.is_file():
        raise ReadError(f"{path}: không có tệp này / no such file; xem lại tên tệp / check its name and folder")
    found = Taken()
    columns, below = _headed(rows(path), path.name)
    seen: dict[str, int] = {}
    known = ledger.current()
    for row in below:
        try:
            entry = _entry(row, columns, known)
            if entry is None:
                continue
            if entry.task in seen:
                raise ValueError(f"the task stands in row {seen[entry.task]} too; take one away")
            seen[entry.task] = row.number
            if not is_task(generation, entry.task):
                raise ValueError(f"{entry.task[:300]}: no such task any more; see: chidao tasks --json")
        except ValueError as error:
            found.wrong.append(f"{path.name}:{row.number}: {' '.join(str(error).split())}")
            continue
        last = known.get(entry.task)
        if last is not None and last.said() == (entry.status, entry.date, entry.note, entry.proof):
            found.unchanged += 1
        else:
            found.changed.append(entry)
    return found


class _Columns(dict[str, int]):
    """Which column holds what; `titles` has its heading as the file writes it."""

    def __init__(self, heads: list[str | None], cells: tuple[str, ...]) -> None:
        super().__init__({head: i for i, head in reversed(list(enumerate(heads))) if head})
        self.titles = {head: cells[i] for head, i in self.items()}


def _headed(lines: Iterator[Row], name: str) -> tuple[_Columns, Iterator[Row]]:
    """Which column holds what, by its heading, and the rows below it."""
    names = {key(word): column for column, words in toml("progress")["columns"].items() for word in words}
    for count, row in enumerate(lines):
        columns = _Columns([names.get(key(cell)) for cell in row.cells], row.cells)
        if {"task", "status"} <= columns.keys():
            return columns, lines
        if count >= HEAD_ROWS:
            break
    said = f"{_heading('task')!r} and {_heading('status')!r}"
    raise ReadError(f"{name}: no row has the headings {said}; begin with: chidao tracker -o FILE.xlsx")


def _heading(column: str) -> str:
    return str(toml("progress")["columns"][column][0])


def _entry(row: Row, columns: _Columns, known: Mapping[str, Report]) -> Entry | None:
    """What a row says; None for one that says nothing. Raises ValueError."""
    said = {name: row.cells[i] if i < len(row.cells) else "" for name, i in columns.items()}
    formula = next((name for name, i in columns.items() if i in row.formulas), None)
    if formula is not None:
        raise ValueError(f"{_heading(formula)!r} is a formula, which is not worked out; write its value")
    for name, words in said.items():
        if len(words) > MAX_WORDS:
            raise ValueError(f"{_heading(name)!r} has more than {MAX_WORDS:,} characters; shorten it")
    task, last = said["task"], known.get(said["task"])
    if not said["status"]:
        told = Entry(task, "", _day(said.get("date", ""), columns), said.get("note", ""), said.get("proof", ""))
        before = (last.date, last.note, last.proof) if last else ("", "", "")
        if any(value and value != old for value, old in zip((told.date, told.note, told.proof), before, strict=True)):
            raise ValueError("has a day, a note or a proof but no status; write the status")
        return None
    state = _status(said["status"], columns)
    if not task:
        raise ValueError("has a status but no id of a task; take the row from: chidao tracker")
    kept = last if last is not None and last.status == state else Entry(task, state)
    return Entry(
        task, state, _day(said["date"], columns) if "date" in said else kept.date,
        said.get("note", kept.note), said.get("proof", kept.proof), row.number,
    )  # fmt: skip


def _status(text: str, columns: _Columns) -> str:
    try:
        return status(text)
    except ValueError:
        words = ", ".join(statuses().values())
        raise ValueError(
            f"{columns.titles['status']}: {text[:40]!r} không phải là tình trạng / is no status; "
            f"hãy ghi một trong / write one of: {words}"
        ) from None


def _day(text: str, columns: _Columns) -> str:
    """A whole day, ISO; of a month or a year alone none is guessed."""
    if not text:
        return ""
    try:
        if len(re.findall("[0-9]+", text)) != 3:
            raise ValueError(text)
        return day(text).isoformat()
    except ValueError:
        raise ValueError(
            f"{columns.titles['date']}: {text[:40]!r} không phải là ngày / is no day; ví dụ / for example: "
            "31/12/2025, 2025-12-31"
        ) from None
