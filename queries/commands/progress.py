"""`chidao progress`: take in what offices report of their tasks, and list it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.progress import Ledger, Report, Source, quads, statuses
from kg.store.generations import Generation
from queries.commands.context import login, words
from queries.present import csv_text, json_text, wrapped
from queries.progress import COLUMNS, cells, is_task, told, wanted
from queries.run import ask

_COLUMNS = ("task", "documentLabel", "path", *COLUMNS, "who", "at", "file", "row", "exists", "text")


def imported(
    generation: Generation, path: Path, by: str | None, as_json: bool, warn: Callable[[str], None]
) -> tuple[str, int]:
    """Take in a table that an office filled in; rows that are wrong are told and left out. Also the exit code.

    Raises ReadError where the file is no such table, StoreError where the ledger cannot be written.
    """
    from queries.reported import taken

    ledger = Ledger.beside(generation)
    found = taken(generation, ledger, path)
    if found.changed:
        now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        digest = sha256(path.read_bytes()).hexdigest()
        ledger.record(Source(by or login("--by"), now, path.name, digest), found.changed)
    code = 1 if found.wrong else 0
    if as_json:
        changed = [{"task": entry.task, "row": entry.row, "status": entry.status} for entry in found.changed]
        data = {"count": len(changed), "truncated": False, "rows": changed}
        return json_text({**data, "unchanged": found.unchanged, "wrong": found.wrong}), code
    for line in found.wrong:
        warn(line)
    counts = f"{len(found.changed)} thay đổi / changed, {found.unchanged} như cũ / unchanged"
    return f"{counts}, {len(found.wrong)} dòng sai / rows wrong", code


def listed(
    generation: Generation, given: dict[str, str], *, status: str | None, history: str | None, gone: bool,
    limit: int | None, as_json: bool, as_csv: bool, as_prov: bool,
) -> str:  # fmt: skip
    """The last reports (with `history` all of one task); `given` are parameters of the question `tasks`.

    With `gone` those of tasks that the graph no longer has. `as_prov` gives TriG in the terms of PROV-O.
    """
    ledger = Ledger.beside(generation)
    reports = ledger.history(history) if history else list(ledger.current().values())
    state = wanted(status) if status else None
    reports = [report for report in reports if state in (None, report.status)]
    tasks = _tasks(generation, given, {report.task for report in reports})
    reports = [report for report in reports if (report.task in tasks if given else True)]
    if gone:
        reports = [report for report in reports if not is_task(generation, report.task)]
    if as_prov:
        from pyoxigraph import RdfFormat, serialize

        made = sorted(quads(reports, str(generation.manifest["base"])), key=str)
        return (serialize(made, format=RdfFormat.TRIG) or b"").decode().rstrip("\n")
    most = 200 if limit is None else limit
    shown = reports[:most] if most else reports
    rows = [_row(generation, report, tasks.get(report.task)) for report in shown]
    if as_json:
        return json_text({"count": len(rows), "truncated": len(shown) < len(reports), "rows": rows})
    if as_csv:
        return csv_text(_COLUMNS, ([str(row[c]) for c in _COLUMNS] for row in rows)).rstrip("\n")
    lines = [line for row, report in zip(rows, shown, strict=True) for line in _lines(row, report)]
    counts = {name: sum(report.status == name for report in reports) for name in statuses()}
    said = ", ".join(f"{statuses()[name]}: {count}" for name, count in counts.items())
    more = ", còn nữa / the first ones (--limit 0 for all)" if len(shown) < len(reports) else ""
    return "\n".join([*lines, f"{len(shown)} báo cáo / reports{more}; {said}"])


def _tasks(generation: Generation, given: dict[str, str], tasks: set[str]) -> dict[str, dict[str, str]]:
    if not tasks:
        return {}
    found = ask(generation, "tasks", {**given, "task": " ".join(sorted(tasks))}, 0)
    return {row["task"]: row for row in found.dicts()}


def _row(generation: Generation, report: Report, task: dict[str, str] | None) -> dict[str, Any]:
    where = {name: task[name] if task else "" for name in ("documentLabel", "path", "text")}
    source = {"who": report.who, "at": report.at, "file": report.file, "row": report.row}
    return {"task": report.task, **where, **cells(report), **source, "exists": is_task(generation, report.task)}


def _lines(row: dict[str, Any], report: Report) -> list[str]:
    gone = f"{report.task} (không còn / no longer there)"
    name = f"{row['documentLabel']} | {row['path']}" if row["exists"] else gone
    lines = [name, wrapped(words(row["text"], row["path"]), "    ")] if row["text"] else [name]
    lines.append(f"    → {told(report)}; {report.file}:{report.row}, {report.at}")
    notes = (("ghi chú", report.note), ("minh chứng", report.proof))
    return [*lines, *(wrapped(f"{name}: {said}", "      ") for name, said in notes if said)]
