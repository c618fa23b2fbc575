"""`chidao resolve`: what is ambiguous or doubtful, worst first, with the candidates and what would settle it."""

from __future__ import annotations

from typing import Any

from kg.store.generations import Generation
from queries.commands.context import local, words
from queries.present import csv_text, json_text, wrapped
from queries.run import ask

_COLUMNS = ("confidence", "doubt", "quote", "documentLabel", "path", "file", "line", "targetLabel", "candidates",
            "settle", "fact", "document", "target")  # fmt: skip


def resolve(generation: Generation, given: dict[str, str], *, limit: int | None, as_json: bool, as_csv: bool) -> str:
    """What is linked with doubt or to several candidates, the least sure first.

    `given` may narrow it (`doc`, `min_confidence`); at most `limit` facts, 0 for all, None for a page. Raises
    QueryError and LookupFailedError.
    """
    found = ask(generation, "doubts", given, limit)
    known = {row["reason"]: row for row in ask(generation, "reasons").dicts()}
    facts: dict[str, dict[str, Any]] = {}
    for row in found.dicts():
        fact = facts.setdefault(row["fact"], {k: v for k, v in row.items() if k != "reason"} | {"reasons": []})
        if row["reason"] not in fact["reasons"]:
            fact["reasons"].append(row["reason"])
    rows = [_told(generation, fact, known) for fact in facts.values()]
    if as_json:
        return json_text({"count": len(rows), "truncated": found.truncated, "rows": rows})
    if as_csv:
        return csv_text(_COLUMNS, ([_flat(row, column) for column in _COLUMNS] for row in rows)).rstrip("\n")
    lines = [line for row in rows for line in _lines(row)]
    if not rows:
        return "không có gì còn ngờ / nothing is doubtful"
    more = ", còn nữa / the first ones (--limit 0 for all)" if found.truncated else ""
    return "\n".join([*lines, f"{len(rows)} điều còn ngờ / doubts{more}"])


def _told(generation: Generation, fact: dict[str, Any], known: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A fact with its reasons in words, and the candidates of a document that is not told apart."""
    reasons = [known.get(reason, {"vi": local(reason), "en": local(reason)}) for reason in fact["reasons"]]
    labels = {reason: row["vi"] for reason, row in known.items()}
    candidates: dict[str, dict[str, Any]] = {}
    for row in ask(generation, "candidates", {"doc": fact["target"]}).dicts() if "/doc/" in fact["target"] else ():
        one = candidates.setdefault(
            row["candidate"],
            {
                "document": row["candidate"],
                "label": row["candidateLabel"],
                "issuer": row["issuerName"],
                "date": row["date"],
                "read": row["read"] == "true",
                "score": float(row["score"]),
                "against": [],
            },
        )
        if row["reason"]:
            one["against"].append({"reason": local(row["reason"]), "vi": labels.get(row["reason"], "")})
    return {
        **fact,
        "confidence": float(fact["confidence"]),
        "line": int(fact["line"]) if fact["line"] else None,
        "reasons": [local(reason) for reason in fact["reasons"]],
        "doubt": [{"vi": r["vi"], "en": r["en"]} for r in reasons],
        "settle": [{"vi": r["settleVi"], "en": r["settleEn"]} for r in reasons if r.get("settleVi")],
        "candidates": list(candidates.values()),
    }


def _flat(row: dict[str, Any], column: str) -> str:
    """A cell of CSV; what is several is parted by `|`."""
    value = row[column]
    if column in ("doubt", "settle"):
        return "|".join(f"{each['vi']} / {each['en']}" for each in value)
    if column == "candidates":
        return "|".join(f"{each['document']} ({each['score']:g})" for each in value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _lines(row: dict[str, Any]) -> list[str]:
    doubt = "; ".join(f"{each['vi']} / {each['en']}" for each in row["doubt"])
    place = f"{row['path']}" + (f", {row['file']}:{row['line']}" if row["line"] else "")
    lines = [
        f"{row['confidence']:g}  {doubt}",
        wrapped(f"« {words(row['quote'], row['path'])} »", "     "),
        f"     {row['documentLabel']}, {place}",
    ]
    if row["target"]:
        lines += [f"     → {row['targetLabel']}", f"       {row['target']}"]
    for each in row["candidates"]:
        said = " · ".join(part for part in (each["label"], each["issuer"], each["date"]) if part)
        against = ", ".join(a["vi"] for a in each["against"])
        lines.append(f"     ? {each['score']:g}  {said}" + (f" ({against})" if against else ""))
        lines.append(f"       {each['document']}")
    lines += [wrapped(f"▸ {each['vi']} / {each['en']}", "     ") for each in row["settle"]]
    return [*lines, ""]
