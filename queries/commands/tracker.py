"""`chidao tracker`: tasks as the table an office keeps them in, filled in and read back by `chidao progress import`.

The columns and their headings are data (kg/data/progress.toml). Every cell is written as text, so that one which begins
with = + - or @ is no formula; the column of ids, by which rows are known again, is hidden.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.data import toml
from kg.progress import Report, statuses
from kg.store.durable import replace_file
from kg.store.generations import Generation
from loaders.read.sheet import MAX_ROWS
from queries import progress
from queries.commands.context import due, words
from queries.commands.evidence import decision, of_duties
from queries.commands.today import Answering, answering
from queries.present import csv_text
from queries.run import QueryError

_WIDTHS = {"tt": 5, "text": 60, "leads": 24, "supports": 28, "due": 14, "outputs": 20, "document": 26, "basis": 14,
           "leads_today": 24, "status": 16, "date": 14, "note": 30, "proof": 24, "task": 10}  # fmt: skip
_MOST = 32_000  # characters of a cell; Excel holds 32,767


def tracker(generation: Generation, given: Mapping[str, str], status: str | None, out: Path, as_of: str) -> str:
    """Write the tasks for which all of `given` (parameters of the question `tasks`) holds, with who leads them on the
    day `as_of` where that is somebody else; says how many.

    Raises QueryError for an ending that is neither .xlsx nor .csv, a folder that is not there, or too many tasks.
    """
    make = {".xlsx": _workbook, ".csv": _csv}.get(out.suffix.lower())
    if make is None:
        raise QueryError(f"{out}: a tracker is .xlsx or .csv; give -o such a name")
    if not out.parent.is_dir():
        raise QueryError(f"{out.parent}: no such folder; make it first")
    found, reports = progress.tasks(generation, given, 0, status)
    if len(found.rows) > MAX_ROWS:
        raise QueryError(f"{len(found.rows):,} tasks, a tracker has at most {MAX_ROWS:,}; choose with --doc or --lead")
    said = of_duties(generation, (row["task"] for row in found.dicts()))
    now = answering(generation, said, {row["task"]: row["text"] for row in found.dicts()}, as_of)
    numbered = enumerate(found.dicts(), start=1)
    rows = [_row(i, row, reports.get(row["task"]), said.get(row["task"], ()), now) for i, row in numbered]
    replace_file(out, make([_headings()[name] for name in _WIDTHS], rows))
    return f"{out}: {len(rows)} nhiệm vụ / tasks"


def _headings() -> dict[str, str]:
    data = toml("progress")
    return {**data["tracker"], **{name: heads[0] for name, heads in data["columns"].items()}}


def _row(
    number: int, row: Mapping[str, str], report: Report | None, evidence: Sequence[Mapping[str, str]], now: Answering
) -> list[str]:  # fmt: skip
    def many(name: str) -> list[str]:
        return sorted(filter(None, row[name].split("|")))

    document = " · ".join(filter(None, (row["documentLabel"], row["issuerName"])))
    said = {"tt": str(number), "text": words(row["text"], row["path"]), "document": document}
    said |= {name: "; ".join(many(name)) for name in ("leads", "supports", "outputs")}
    said |= {"due": "; ".join(map(due, many("due"))), "task": row["task"]}
    said["leads_today"] = "; ".join(now.names(row["task"], "lead"))
    decided = [(each["name"] or due(each["dueBy"] or each["recurs"]), decision(each)) for each in evidence]
    said["basis"] = "\n".join((row["path"], *(f"{what}: {told}" for what, told in decided if told)))
    if report is not None:
        said |= {"status": statuses()[report.status], "date": report.date, "note": report.note, "proof": report.proof}
    return [said.get(name, "") for name in _WIDTHS]


def _csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    # With a byte order mark a spreadsheet takes it for UTF-8.
    return b"\xef\xbb\xbf" + csv_text(headings, rows).encode()


def _workbook(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    book: Any = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Theo dõi")
    middle = {"align": "center", "valign": "vcenter"}
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#DDEBF7", **middle})
    # Text in every cell: what is typed there stays as typed, and nothing becomes a formula or a number.
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    for i, (name, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(i, i, width, None, {"hidden": name == "task"})
        sheet.write_string(0, i, headings[i], head)
    for number, row in enumerate(rows, start=1):
        for i, value in enumerate(row):
            sheet.write_string(number, i, value if len(value) <= _MOST else f"{value[:_MOST]}…", cell)
    at = list(_WIDTHS).index("status")
    words = list(statuses().values())
    sheet.data_validation(1, at, max(1, len(rows)), at, {
        "validate": "list", "source": words, "error_title": headings[at], "error_message": "; ".join(words),
    })  # fmt: skip
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(_WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return made.getvalue()
