"""`chidao resolve`: what is ambiguous or doubtful, worst first, with the candidates and what would settle it."""

from __future__ import annotations

from typing import Any

from kg.store.generations import Generation
from queries.bind import page
from queries.catalogue import Catalogue
from queries.commands.context import local, words
from queries.commands.settle import SHOWN, Part, group, lines, part, short, task_of
from queries.lookup import documents
from queries.present import csv_text, json_text, wrapped
from queries.run import ask

_CITED = ("number", "date", "issuer", "name")
_PLACE = ("path", "line", "quote", "targetLabel", "fact")
_COLUMNS = ("confidence", "doubt", "quote", "documentLabel", "path", "file", "line", "targetLabel", "candidates",
            "settle", "correct", "places", "fact", "document", "target")  # fmt: skip


def resolve(generation: Generation, given: dict[str, str], *, limit: int | None, as_json: bool, as_csv: bool) -> str:
    """What is linked with doubt or to several candidates, the least sure first; one entry for all places of one doubt.

    `given` may narrow it (`doc`, `min_confidence`); at most `limit` doubts, 0 for all, None for a page. Raises
    QueryError and LookupFailedError.
    """
    known = {row["reason"]: row for row in ask(generation, "reasons").dicts()}
    facts: dict[str, dict[str, Any]] = {}
    for row in ask(generation, "doubts", given, 0).dicts():
        fact = facts.setdefault(row["fact"], {k: v for k, v in row.items() if k != "reason"} | {"reasons": []})
        if row["reason"] not in fact["reasons"]:
            fact["reasons"].append(row["reason"])
    doubts: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for fact in facts.values():
        doubts.setdefault(group(fact, map(local, fact["reasons"])), []).append(fact)
    most = page(Catalogue.shipped().get("doubts").text) if limit is None else limit
    shown = list(doubts.values())[: most or None]
    truncated = len(shown) < len(doubts)
    rows = [_told(generation, same, known) for same in shown]
    if as_json:
        return json_text({"count": len(rows), "truncated": truncated, "rows": rows})
    if as_csv:
        return csv_text(_COLUMNS, ([_flat(row, column) for column in _COLUMNS] for row in rows)).rstrip("\n")
    said = [line for row in rows for line in _lines(row)]
    if not rows:
        return "không có gì còn ngờ / nothing is doubtful"
    more = ", còn nữa / the first ones (--limit 0 for all)" if truncated else ""
    return "\n".join([*said, f"{len(rows)} điều còn ngờ / doubts{more}"])


def _told(generation: Generation, same: list[dict[str, Any]], known: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A doubt: its first fact with the reasons in words, all its places, the candidates of a document that is not told
    apart, and the lines that settle it."""
    fact = same[0]
    ends = [local(reason) for reason in fact["reasons"]]
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
    cited = {name: fact[name] for name in _CITED} if fact["isCitation"] == "true" else {}
    named = documents(generation.search, fact["document"])
    calls = lines(
        fact, ends, same, cited, candidates, _parts(generation, same), dated=bool(named and named[0].date)
    )
    return {
        **{name: value for name, value in fact.items() if name not in (*_CITED, "said", "isCitation")},
        "confidence": float(fact["confidence"]),
        "line": int(fact["line"]) if fact["line"] else None,
        "places": [{name: each[name] for name in _PLACE} for each in same],
        "reasons": ends,
        "doubt": [{"vi": r["vi"], "en": r["en"]} for r in reasons],
        "settle": [{"vi": r["settleVi"], "en": r["settleEn"]} for r in reasons if r.get("settleVi")],
        "candidates": list(candidates.values()),
        "correct": calls,
    }


def _parts(generation: Generation, same: list[dict[str, Any]]) -> set[Part]:
    """The parts that agencies have in the tasks of these facts."""
    tasks = {task_of(each): own.task for each in same if (own := part(each)) is not None}
    if not tasks:
        return set()
    said = ask(generation, "duty-agents", {"duty": " ".join(tasks)}, 0).dicts()
    return {Part(tasks[row["duty"]], local(row["role"]), row["name"]) for row in said if row["duty"] in tasks}


def _flat(row: dict[str, Any], column: str) -> str:
    """A cell of CSV; what is several is parted by `|`."""
    value = row[column]
    if column in ("doubt", "settle"):
        return "|".join(f"{each['vi']} / {each['en']}" for each in value)
    if column == "candidates":
        return "|".join(f"{each['document']} ({each['score']:g})" for each in value)
    if column == "correct":
        return "\n".join(value)
    if column == "places":
        return "|".join(each["path"] for each in value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _lines(row: dict[str, Any]) -> list[str]:
    doubt = "; ".join(f"{each['vi']} / {each['en']}" for each in row["doubt"])
    count = len(row["places"])
    said = [
        f"{row['confidence']:g}  {doubt}{f' ({count} chỗ / places)' if count > 1 else ''}",
        wrapped(f"« {words(row['quote'], row['path'])} »", "     "),
        f"     {row['documentLabel']}, {row['path']}" + (f", {row['file']}:{row['line']}" if row["line"] else ""),
    ]
    where = dict.fromkeys((each["path"], each["line"]) for each in row["places"])  # two roles may stand at one place
    first, more = short([each for each in where if each != (row["path"], str(row["line"] or ""))])
    for path, at in first:
        said.append(f"     + {path}" + (f", dòng / line {at}" if at else ""))
    said += [f"     + {more} chỗ nữa / more (--json)"] if more else []
    targets = list(dict.fromkeys(each["targetLabel"] for each in row["places"] if each["targetLabel"]))
    if len(targets) > 1:
        said.append(wrapped(f"→ {'; '.join(targets)}", "     "))
    elif row["target"]:
        said += [f"     → {row['targetLabel']}", f"       {row['target']}"]
    for each in row["candidates"]:
        known = " · ".join(part for part in (each["label"], each["issuer"], each["date"]) if part)
        against = ", ".join(a["vi"] for a in each["against"])
        said.append(f"     ? {each['score']:g}  {known}" + (f" (nơi dẫn {against})" if against else ""))
        said.append(f"       {each['document']}")
    said += [wrapped(f"▸ {each['vi']} / {each['en']}", "     ") for each in row["settle"]]
    if any(" --no " in each for each in row["correct"]):
        both = "cần cả hai dòng của mỗi chỗ: thêm tên đúng, bỏ tên sai"
        said.append(wrapped(f"▸ {both} / both lines of a place: the right name in, the wrong one out", "     "))
    calls, more = short(row["correct"], 2 * SHOWN)  # of a role two lines a place
    said += [f"     {each}" for each in calls]  # not wrapped: to be pasted
    said += [f"     … {more} dòng nữa / more (--json)"] if more else []
    return [*said, ""]
