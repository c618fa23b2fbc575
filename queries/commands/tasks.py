"""`chidao tasks`: who has to do what, with whom, by when, and the words that say so."""

from __future__ import annotations

from typing import Any

from kg.store.generations import Generation
from queries.commands.context import due, local, words
from queries.dates import day
from queries.present import csv_text, json_text, wrapped
from queries.run import ask

_COLUMNS = ("task", "document", "documentLabel", "issuerName", "path", "leads", "supports", "due", "requested", "text")


def tasks(
    generation: Generation,
    given: dict[str, str],
    *,
    limit: int | None,
    evidence: bool,
    as_json: bool,
    as_csv: bool,
) -> str:
    """The tasks for which all of `given` holds (`lead`, `support`, `doc`, `province`, `due_before`, `unassigned`).

    At most `limit` of them, 0 means all, None a page. Raises QueryError and LookupFailedError.
    """
    found = ask(generation, "tasks", given, limit)
    shown = [_ordered(row) for row in found.dicts()]
    quotes = {row["task"]: _words(generation, row["task"]) for row in shown} if evidence else {}
    if as_json:
        return json_text(
            {"count": len(shown), "truncated": found.truncated, "rows": [_data(row, quotes) for row in shown]}
        )
    if as_csv:
        return csv_text(_COLUMNS, ([row[c] for c in _COLUMNS] for row in shown)).rstrip("\n")
    lines = _lines(shown, found.truncated, quotes)
    if given.get("due_before") and day(given["due_before"]).isoformat() != given["due_before"]:
        lines[-1] += f", hạn trước / due before {day(given['due_before']).isoformat()}"
    return "\n".join(lines)


def _ordered(row: dict[str, str]) -> dict[str, str]:
    """The row with its lists in order: GROUP_CONCAT gives its parts in any (SPARQL 1.1, 18.5.1.7).

    >>> _ordered({"leads": "b||a", "supports": "", "due": "2", "path": "II|I"})
    {'leads': 'a|b', 'supports': '', 'due': '2', 'path': 'II|I'}
    """
    lists = {name: sorted(filter(None, row[name].split("|"))) for name in ("leads", "supports", "due")}
    return {**row, **{name: "|".join(parts) for name, parts in lists.items()}}


def _words(generation: Generation, task: str) -> list[dict[str, str]]:
    return ask(generation, "task-evidence", {"task": task}).dicts()


def _data(row: dict[str, str], quotes: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    many = {name: [part for part in row[name].split("|") if part] for name in ("leads", "supports", "due")}
    out: dict[str, Any] = {**row, **many, "requested": row["requested"] == "true"}
    if quotes:
        out["evidence"] = quotes[row["task"]]
    return out


def _lines(rows: list[dict[str, str]], truncated: bool, quotes: dict[str, list[dict[str, str]]]) -> list[str]:
    if not rows:
        return ["không có nhiệm vụ nào / no tasks"]
    lines: list[str] = []
    document = ""
    for row in rows:
        if row["document"] != document:
            document = row["document"]
            lines += (
                ["", f"{row['documentLabel']} · {row['issuerName']}"]
                if lines
                else [f"{row['documentLabel']} · {row['issuerName']}"]
            )
        lines.append("  " + _roles(row))
        lines.append(wrapped(words(row["text"], row["path"]), "      "))
        for each in quotes.get(row["task"], ()):
            what = local(each["role"]) if each["role"] else "deadline"
            said = each["name"] or due(each["dueBy"] or each["recurs"])
            how = f", {local(each['basis'])}" if each["basis"] else ""
            where = f"{each['path']}, line {each['line']}" if each["line"] else each["path"]
            lines.append(f"      · {what} {said}{how}: « {words(each['quote'], each['path'])} » ({where})")
    lines.append("")
    more = ", còn nữa / the first ones (--limit 0 for all)" if truncated else ""
    lines.append(f"{len(rows)} nhiệm vụ / tasks{more}")
    return lines


def _roles(row: dict[str, str]) -> str:
    said = [row["path"]]
    for label, name in (("chủ trì", "leads"), ("phối hợp", "supports"), ("hạn", "due")):
        if row[name]:
            parts = [due(part) if name == "due" else part for part in row[name].split("|")]
            said.append(f"{label}: {'; '.join(parts)}")
    if row["requested"] == "true":
        said.append("đề nghị")
    return " | ".join(said)
