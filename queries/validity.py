"""What had become of documents by a day: replaced, amended, past their period, by the question `validity`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.store.generations import Generation
from queries.run import ask

_SAID = {
    "replaced": "đã được thay thế bởi / replaced by",
    "amended": "đã được sửa đổi bởi / amended by",
    "over": "đã hết giai đoạn / period over",
}


def validity(generation: Generation, documents: Iterable[str], date: str) -> dict[str, list[dict[str, str]]]:
    """Documents by IRI, each with what is said of it by an ISO date; those of which nothing is said are not there.

    A period in a title may be that of what a plan carries out. It counts as the plan's own only as far as it plans for
    no later year: no vision, no target, no day on which something is due. Raises QueryError for what is no date.
    """
    wanted = sorted(set(documents))
    found: dict[str, list[dict[str, str]]] = {}
    if wanted:
        for row in ask(generation, "validity", {"doc": " ".join(wanted), "date": date}, 0).dicts():
            said = {name: row[name] for name in ("state", "by", "byLabel", "byDate", "lastYear") if row[name]}
            found.setdefault(row["doc"], []).append(said)
    past = [doc for doc, rows in found.items() if any(row["state"] == "over" for row in rows)]
    last = _planned(generation, past) if past else {}
    for doc in past:
        until = max(last.get(doc, ""), *(row["lastYear"] for row in found[doc] if row["state"] == "over"))
        kept = [row | {"lastYear": until} if row["state"] == "over" else row for row in found.pop(doc)]
        kept = [row for row in kept if row["state"] != "over" or until < date[:4]]
        found |= {doc: kept} if kept else {}
    return found


def _planned(generation: Generation, documents: list[str]) -> dict[str, str]:
    """The last year that documents plan for, as far as they say one in a vision, a target or a deadline."""
    rows = ask(generation, "planned-until", {"doc": " ".join(documents)}, 0).dicts()
    return {row["doc"]: row["lastYear"] for row in rows}


def said(row: Mapping[str, str]) -> str:
    """One of them in words.

    >>> said({"state": "amended", "byLabel": "Nghị định 58/2023/NĐ-CP", "byDate": "2023-08-12"})
    'đã được sửa đổi bởi / amended by Nghị định 58/2023/NĐ-CP (2023-08-12)'
    >>> said({"state": "over", "lastYear": "2025"})
    'đã hết giai đoạn / period over (2025)'
    """
    when = row.get("byDate") or row.get("lastYear") or "không rõ ngày / no date"
    return " ".join(filter(None, (_SAID[row["state"]], row.get("byLabel"), f"({when})")))
