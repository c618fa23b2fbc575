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

    Raises QueryError for what is no date.
    """
    wanted = sorted(set(documents))
    found: dict[str, list[dict[str, str]]] = {}
    if wanted:
        for row in ask(generation, "validity", {"doc": " ".join(wanted), "date": date}, 0).dicts():
            said = {name: row[name] for name in ("state", "by", "byLabel", "byDate", "lastYear") if row[name]}
            found.setdefault(row["doc"], []).append(said)
    return found


def said(row: Mapping[str, str]) -> str:
    """One of them in words.

    >>> said({"state": "amended", "byLabel": "Nghị định 58/2023/NĐ-CP", "byDate": "2023-08-12"})
    'đã được sửa đổi bởi / amended by Nghị định 58/2023/NĐ-CP (2023-08-12)'
    >>> said({"state": "over", "lastYear": "2025"})
    'đã hết giai đoạn / period over (2025)'
    """
    when = row.get("byDate") or row.get("lastYear") or "không rõ ngày / no date"
    return " ".join(filter(None, (_SAID[row["state"]], row.get("byLabel"), f"({when})")))
