"""`chidao targets`, `chidao reports`, `chidao due`: what is to be reached, reported and done by when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.dates import day
from kg.progress import statuses
from kg.store.generations import Generation
from queries.commands.context import due, local, words
from queries.commands.evidence import ground, of_deadlines, of_duties
from queries.commands.today import answering
from queries.present import csv_text, json_text, wrapped
from queries.progress import beside
from queries.run import QueryError, ask

Row = dict[str, str]

SIGNS = {"more-than": ">", "at-least": "≥", "equal": "=", "about": "~", "less-than": "<", "at-most": "≤"}
OFTEN = {
    "annual": "hằng năm", "half-yearly": "6 tháng", "quarterly": "hằng quý", "monthly": "hằng tháng",
    "weekly": "hằng tuần", "daily": "hằng ngày", "once": "một lần", "on-demand": "khi có yêu cầu",
    "when-arising": "khi phát sinh",
}  # fmt: skip


def targets(
    generation: Generation, given: dict[str, str], *, limit: int | None, evidence: bool, as_json: bool, as_csv: bool
) -> str:
    """The targets for which all of `given` holds (`words`, `doc`, `province`, `year`), at most `limit` of them."""
    found = ask(generation, "targets", given, limit)
    rows = [{**row, "comparator": local(row["comparator"])} for row in found.dicts()]
    return _shown(rows, found.truncated, _target, "chỉ tiêu / targets", evidence, as_json, as_csv)


def reports(
    generation: Generation, given: dict[str, str], *, limit: int | None, evidence: bool, as_json: bool, as_csv: bool
) -> str:
    """The duties to report for which all of `given` holds (`who`, `to`, `doc`, `province`), at most `limit` of them."""
    found = ask(generation, "reports", given, limit)
    lists = ("who", "to", "through", "due")
    rows = [{**_ordered(row, lists), "frequency": local(row["frequency"])} for row in found.dicts()]
    return _shown(rows, found.truncated, _report, "báo cáo / reports", evidence, as_json, as_csv, lists)


def deadlines(
    generation: Generation, given: dict[str, str], *, limit: int | None, evidence: bool, as_json: bool, as_csv: bool,
    as_of: str,
) -> str:  # fmt: skip
    """The tasks and reports due from `from` to `to`, by day, at most `limit`, each with who answers for it on the day
    `as_of`; what is both has one line for people. QueryError where `to` is earlier."""
    if day(given["from"]) > day(given["to"]):
        raise QueryError(f"--from {given['from']} is after --to {given['to']}; give the earlier day first")
    found = beside(generation, ask(generation, "due", given, limit))
    said = of_duties(generation, (row["duty"] for row in found.dicts()))
    rows = [{**_ordered(row, ("leads",)), "class": local(row["class"])} for row in of_deadlines(said, found.dicts())]
    now = answering(generation, said, {row["duty"]: row["text"] for row in rows}, as_of)
    rows = [row | {"leadsToday": "|".join(now.names(row["duty"], "lead"))} for row in rows]
    shown = rows if as_json or as_csv else _folded(rows)
    return _shown(
        shown, found.truncated, _due, "thời hạn / deadlines", evidence, as_json, as_csv, ("leads", "leadsToday")
    )


def _folded(rows: list[Row]) -> list[Row]:
    """Rows of the question `due`, those of one deadline on one day as one: what is a task and its report at once.

    >>> row = {"deadline": "d", "day": "2026-12-05", "leads": "Sở B", "leadsToday": "", "status": ""}
    >>> [one] = _folded([row | {"class": "ReportingDuty"}, row | {"class": "Task", "leads": "Sở A|Sở B"}])
    >>> one["class"], one["leads"]
    ('ReportingDuty|Task', 'Sở A|Sở B')
    """
    made: dict[tuple[str, str], Row] = {}
    for row in rows:
        one = made.setdefault((row["deadline"], row["day"]), row)
        if one is row:
            continue
        both = {
            name: "|".join(sorted({*one[name].split("|"), *row[name].split("|")} - {""}))
            for name in ("class", "leads", "leadsToday")
        }
        made[row["deadline"], row["day"]] = {**one, **both, "status": one["status"] or row["status"]}
    return list(made.values())


def _ordered(row: Row, lists: tuple[str, ...]) -> Row:
    """The row with its lists in order: GROUP_CONCAT gives its parts in any (SPARQL 1.1, 18.5.1.7)."""
    return {**row, **{name: "|".join(sorted(filter(None, row[name].split("|")))) for name in lists}}


def _shown(
    rows: list[Row], truncated: bool, line: Callable[[Row], str], what: str, evidence: bool, as_json: bool,
    as_csv: bool, lists: tuple[str, ...] = (),
) -> str:  # fmt: skip
    """The rows as JSON, as CSV, or a line each under their documents."""
    if as_json:
        data: list[dict[str, Any]] = [
            {**row, **{name: [part for part in row[name].split("|") if part] for name in lists}} for row in rows
        ]
        return json_text({"count": len(rows), "truncated": truncated, "rows": data})
    if as_csv:
        columns = tuple(rows[0]) if rows else ()
        return csv_text(columns, ([row[c] for c in columns] for row in rows)).rstrip("\n")
    if not rows:
        return f"không có {what.partition(' /')[0]} nào / no {what.partition('/ ')[2]}"
    lines: list[str] = []
    document = ""
    for row in rows:
        if row["document"] != document:
            document = row["document"]
            lines += ([""] if lines else []) + [f"{row['documentLabel']} · {row['issuerName']}"]
        lines.append(wrapped(line(row), "  "))
        if evidence:
            where = f"{row['path']}, line {row['line']}" if row["line"] else row["path"]
            lines.append(wrapped(f"{ground(row)} ({where})", "      "))
    more = ", còn nữa / the first ones (--limit 0 for all)" if truncated else ""
    return "\n".join([*lines, "", f"{len(rows)} {what}{more}"])


def _target(row: Row) -> str:
    """One target: indicator, sign, value, unit, year.

    >>> _target({"path": "II/1", "indicator": "Tỷ lệ đô thị hóa", "comparator": "more-than", "value": "30",
    ...     "unit": "%", "year": "2030", "since": ""})
    'II/1 | Tỷ lệ đô thị hóa > 30 % | 2030'
    """
    value = f"{SIGNS.get(row['comparator'], '')} {row['value']} {row['unit']}".strip()
    years = f"{row['since']}-{row['year']}" if row["since"] else row["year"]
    return " | ".join(filter(None, (row["path"], f"{row['indicator']} {value}", years)))


def _report(row: Row) -> str:
    """One duty to report: who, to whom, through whom, when, how often."""
    said = {
        "": row["path"],
        "báo cáo": row["who"] or "?",
        "gửi": row["to"],
        "qua": row["through"],
        "hạn": "|".join(due(part) for part in row["due"].split("|") if part),
        "định kỳ": OFTEN.get(row["frequency"], row["frequency"]),
    }
    return " | ".join(f"{k}: {v.replace('|', '; ')}" if k else v for k, v in said.items() if v)


_KINDS = {"Task": "nhiệm vụ", "ReportingDuty": "báo cáo"}


def _due(row: Row) -> str:
    """One day: what is due, whose it is."""
    kinds = [name for kind, name in _KINDS.items() if kind in row["class"].split("|")]
    what = ", ".join(kinds) or _KINDS["Task"]
    leads = row["leads"].replace("|", "; ")
    now = f"nay / now: {row['leadsToday'].replace('|', '; ')}" if row["leadsToday"] else ""
    back = f" ({due(row['recurs'])})" if row["recurs"] else ""
    text = words(row["text"], row["path"])
    short = text if len(text) <= 160 else text[:159].rsplit(" ", 1)[0] + "…"
    state = statuses().get(row["status"], "")
    return " | ".join(filter(None, (f"{row['day']}{back}", f"{what} {row['path']}", leads, now, state, short)))
