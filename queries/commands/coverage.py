"""`chidao coverage`: what a directive and the plans under it cover, and what they leave out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.progress import statuses
from kg.store.generations import Generation
from queries.commands.context import due, words
from queries.coverage import LACKS, OWN, PARTS, Coverage, Table
from queries.present import csv_text, json_text, room, table, wrapped
from queries.run import QueryError

_FEW = 10
"""Rows of a table where all are shown together."""
_PAGE = 200


def coverage(
    generation: Generation, document: str, part: str, scheme: str | None, *,
    limit: int | None, as_json: bool, as_csv: bool,
) -> str:  # fmt: skip
    """The table `part` of a directive, or `all` of them. At most `limit` rows of a table, 0 means all, None a page.

    Raises QueryError and LookupFailedError.
    """
    made = Coverage(generation, document, scheme)
    if part == "all":
        if as_csv:
            raise QueryError(f"--csv is of one table; add --part, one of: {', '.join((*PARTS, 'cells'))}")
        return _all_json(made, limit) if as_json else _all(made, limit)
    rows = made.table(part)
    most = _PAGE if limit is None else limit
    shown = rows[:most] if most else rows
    if as_json:
        return json_text({"count": len(shown), "truncated": len(shown) < len(rows), "rows": shown})
    if as_csv:
        return csv_text(*_flat(made, part, shown)).rstrip("\n")
    lines = _SHOWN[part](made, shown)
    lines += [_scheme(made)] * (part in ("fields", "missing") and bool(lines))
    more = f"\n… {len(rows) - len(shown)} nữa / more; --limit 0" if len(shown) < len(rows) else ""
    return ("\n".join(lines) or "không có gì / nothing found") + more


def _all_json(made: Coverage, limit: int | None) -> str:
    data: dict[str, Any] = {"document": made.entry._asdict(), "scheme": made.scheme}
    most = _PAGE if limit is None else limit
    data["own"] = int(made.own[0]["tasks"]) if made.own else 0
    below = [row for row in made.documents if row["document"] != made.entry.iri]
    for name, rows in (("documents", below), *((part, made.table(part)) for part in PARTS)):
        shown = rows[:most] if most else rows
        data[name] = {"count": len(shown), "truncated": len(shown) < len(rows), "rows": shown}
    return json_text(data)


def _all(made: Coverage, limit: int | None) -> str:
    below = sum(int(plan["tasks"]) for plan in made.plans)
    lines = [f"{made.entry.label}: {len(made.plans)} kế hoạch bên dưới / plans below it, {below} nhiệm vụ / tasks"]
    lines += [
        f"  {plan['province']} · {plan['documentLabel']} · {plan['date']}: {plan['tasks']} nhiệm vụ / tasks"
        for plan in made.plans
    ]
    lines += [f"  {OWN}: {row['tasks']} nhiệm vụ / tasks" for row in made.own]
    for part in PARTS:
        rows = made.table(part)
        most = len(rows) if part in ("fields", "missing") or limit == 0 else limit or _FEW
        lines += ["", _TITLES[part]]
        if part == "fields":
            lines.append(_scheme(made))
        if part == "gaps":
            lines += _counted(made, rows)
            continue
        lines += _SHOWN[part](made, rows[:most]) or ["không có gì / nothing"]
        if most < len(rows):
            lines.append(f"… {len(rows) - most} nữa / more: --part {part}")
    return "\n".join(lines)


_TITLES = {
    "fields": "Nhiệm vụ theo lĩnh vực và tỉnh / tasks by field and province (--part cells)",
    "missing": "Lĩnh vực không có nhiệm vụ / fields left out",
    "gaps": "Nhiệm vụ thiếu / tasks without (--part gaps)",
    "agencies": "Cơ quan theo số việc / agencies by load",
    "pairs": "Cùng làm / those that work together",
    "alike": "Nhiệm vụ gần giống nhau của nhiều kế hoạch / what several plans do alike",
}
_SCHEMES = {"infrastructure": "kết cấu hạ tầng / infrastructure", "general": "quản lý nhà nước / public work"}
_LACKING = {"lead": "chủ trì / lead", "deadline": "thời hạn / deadline", "target": "chỉ tiêu / measurable target"}


def _scheme(made: Coverage) -> str:
    """Which scheme the fields are of, how many tasks it has, and how another one is asked for."""
    tasks = made.classified
    others = [f"--scheme {name}: {count}" for name, count in tasks.items() if name != made.scheme]
    used = f"{_SCHEMES.get(made.scheme, made.scheme)} (--scheme {made.scheme}): {tasks[made.scheme]} nhiệm vụ / tasks"
    return wrapped("; ".join((f"bộ lĩnh vực / scheme: {used}", *others)), "")


def _fields(made: Coverage, rows: Table) -> list[str]:
    head = ("lĩnh vực / field", *made.columns, "tổng / total")
    counts = [[str(row["provinces"][place]["count"]) for place in made.columns] for row in rows]
    cells = [[row["fieldName"], *own, str(row["total"])] for row, own in zip(rows, counts, strict=True)]
    return [table(head, cells, room())]


def _cells(made: Coverage, rows: Table) -> list[str]:
    del made
    lines, before = [], ("", "")
    for row in rows:
        if (row["fieldName"], row["province"]) != before:
            before = (row["fieldName"], row["province"])
            lines.append(" · ".join(before))
        where = f"{row['documentLabel']} {row['path']}{_state(row)}"
        lines.append(wrapped(f"{where}: {words(row['text'], row['path'])}", "    "))
    return lines


def _state(row: dict[str, Any]) -> str:
    """What was last reported of a task, behind where it stands."""
    return f" [{statuses()[row['status']]}]" if row["status"] else ""


CUT = "tệp đứt giữa chừng, có thể còn phần sau / its file breaks off, there may be more"


def _missing(made: Coverage, rows: Table) -> list[str]:
    del made
    plans: dict[str, list[str]] = {}
    for row in rows:
        elsewhere = f" (ở {row['others']} kế hoạch khác / in {row['others']} others)" if row["others"] else ""
        cut = f" ({CUT})" if row["cut"] == "true" else ""
        plan = f"{row['province']} · {row['documentLabel']}{cut}"
        plans.setdefault(plan, []).append(f"{row['fieldName']}{elsewhere}")
    return [wrapped(f"{plan}: {'; '.join(fields)}", "  ") for plan, fields in plans.items()]


def _counted(made: Coverage, rows: Table) -> list[str]:
    head = ("kế hoạch / plan", *_LACKING.values(), "nhiệm vụ / tasks")
    cells = []
    for plan in (*made.own, *made.plans):
        own = [row["lacks"] for row in rows if row["document"] == plan["document"]]
        counts = (str(sum(what in lacks for lacks in own)) for what in LACKS)
        name = OWN if plan in made.own else f"{plan['province']} · {plan['documentLabel']}"
        cells.append([name, *counts, plan["tasks"]])
    return [table(head, cells, room())]


def _gaps(made: Coverage, rows: Table) -> list[str]:
    del made
    lines, before = [], ""
    for row in rows:
        if row["document"] != before:
            before = row["document"]
            lines.append(f"{row['province']} · {row['documentLabel']}")
        said = ", ".join(_LACKING[what] for what in row["lacks"])
        lines.append(f"  {row['path']}{_state(row)} | không có / without: {said}")
        lines.append(wrapped(words(row["text"], row["path"]), "      "))
    return lines


def _agencies(made: Coverage, rows: Table) -> list[str]:
    del made
    head = ("cơ quan / agency", "chủ trì / leads", "phối hợp / supports")
    return [table(head, [[row["label"], str(row["leads"]), str(row["supports"])] for row in rows], room())] * bool(rows)


def _pairs(made: Coverage, rows: Table) -> list[str]:
    del made
    cells = [[row["agencyLabel"], row["otherLabel"], str(row["tasks"])] for row in rows]
    return [table(("cơ quan / agency", "với / with", "nhiệm vụ / tasks"), cells, room())] * bool(rows)


def _alike(made: Coverage, rows: Table) -> list[str]:
    del made
    lines: list[str] = []
    for row in rows:
        lines.append(wrapped(f"{', '.join(row['provinces'])}: {words(row['text'], row['tasks'][0]['path'])}", "  "))
        for task in row["tasks"]:
            leads, by = task["leads"].replace("|", "; "), "; ".join(map(due, filter(None, task["due"].split("|"))))
            said = [f"{name}: {value}" for name, value in (("chủ trì", leads), ("hạn", by)) if value]
            where = f"{task['province']}, {task['documentLabel']} {task['path']}{_state(task)}"
            lines.append("    " + " | ".join([where, *said]))
            apart = [f"« {each['first']} » → « {each['this']} »" for each in task["differences"]]
            lines += [wrapped("; ".join(apart), "      ")] * bool(apart)
    return lines


_SHOWN: dict[str, Callable[[Coverage, Table], list[str]]] = {
    "fields": _fields, "cells": _cells, "missing": _missing, "gaps": _gaps,
    "agencies": _agencies, "pairs": _pairs, "alike": _alike,
}  # fmt: skip


def _flat(made: Coverage, part: str, rows: Table) -> tuple[list[str], list[list[str]]]:
    """A table for a spreadsheet: lists parted by |, a row a task where a row holds several."""
    if part == "fields":
        head = ["field", "fieldName", *made.columns, "total"]
        counts = [[str(row["provinces"][place]["count"]) for place in made.columns] for row in rows]
        return head, [[r["field"], r["fieldName"], *c, str(r["total"])] for r, c in zip(rows, counts, strict=True)]
    if part == "alike":
        rows = [{"group": i, **task} for i, row in enumerate(rows, start=1) for task in row["tasks"]]
        rows = [{**r, "differences": [f"{d['first']} → {d['this']}" for d in r["differences"]]} for r in rows]
    head = list(rows[0]) if rows else []
    return head, [["|".join(v) if isinstance(v, list) else str(v) for v in row.values()] for row in rows]
