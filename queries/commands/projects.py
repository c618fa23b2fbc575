"""`chidao projects`: which named works documents want, in which provinces, and the words that say so."""

from __future__ import annotations

from typing import Any

from kg.progress import statuses
from kg.store.generations import Generation
from queries.commands.context import words
from queries.present import csv_text, json_text, wrapped
from queries.progress import beside
from queries.run import ask

_COLUMNS = ("project", "label", "kindName", "fieldName", "provinces", "documents", "mentions")
_TOLD = (("stage", "giai đoạn"), ("placeName", "địa điểm"), ("capital", "vốn"), ("scale", "quy mô"),
         ("period", "thời gian"), ("investor", "chủ đầu tư"))  # fmt: skip

_MANY = 400  # works in one question, so that it stays short


def projects(
    generation: Generation,
    given: dict[str, str],
    *,
    limit: int | None,
    evidence: bool,
    as_json: bool,
    as_csv: bool,
) -> str:
    """The works for which all of `given` holds (`doc`, `province`, `kind`, `field`, `words`).

    At most `limit` of them, 0 means all, None a page; with `evidence` each with the places that name it. Raises
    QueryError and LookupFailedError.
    """
    found = ask(generation, "projects", given, limit)
    rows = [{**row, "provinces": "|".join(sorted(filter(None, row["provinces"].split("|"))))} for row in found.dicts()]
    places = _places(generation, [row["project"] for row in rows]) if evidence else {}
    if as_json:
        shown = [_data(row, places) for row in rows]
        return json_text({"count": len(shown), "truncated": found.truncated, "rows": shown})
    if as_csv:
        return csv_text(_COLUMNS, ([row[c] for c in _COLUMNS] for row in rows)).rstrip("\n")
    if not rows:
        return "không có công trình nào / no projects"
    lines = []
    for row in rows:
        provinces = row["provinces"].replace("|", ", ")
        lines.append(" · ".join(part for part in (row["label"], row["kindName"], provinces) if part))
        for place in places.get(row["project"], ()):
            lines += _told(place)
    more = ", còn nữa / the first ones (--limit 0 for all)" if found.truncated else ""
    return "\n".join([*lines, "", f"{len(rows)} công trình / projects{more}"])


def _places(generation: Generation, projects: list[str]) -> dict[str, list[dict[str, str]]]:
    """Work -> the places that name it, with what was last reported of the tasks there."""
    found: dict[str, list[dict[str, str]]] = {}
    for at in range(0, len(projects), _MANY):
        answer = ask(generation, "project-places", {"project": " ".join(projects[at : at + _MANY])}, 0)
        for row in beside(generation, answer).dicts():
            asks = "|".join(sorted(filter(None, row["asks"].split("|"))))
            found.setdefault(row["project"], []).append({"work": row.pop("project"), **row, "asks": asks})
    return found


def _data(row: dict[str, str], places: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    counts = {name: int(row[name]) for name in ("documents", "mentions")}
    out: dict[str, Any] = {**row, **counts, "provinces": [part for part in row["provinces"].split("|") if part]}
    if places:
        told = places[row["project"]]
        out["evidence"] = [{**place, "asks": [ask for ask in place["asks"].split("|") if ask]} for place in told]
    return out


def _told(place: dict[str, str]) -> list[str]:
    """A place that names a work, and what is said there."""
    where = f"{place['path']}, line {place['line']}" if place["line"] else place["path"]
    quote = words(place["quote"], place["path"])
    lines = [wrapped(f"· {place['documentLabel']} ({where}): « {quote} »", "    ")]
    said = [place["asks"].replace("|", ", "), *(f"{label}: {place[name]}" for name, label in _TOLD if place[name])]
    said.append(f"tình trạng: {statuses()[place['status']]}" if place["status"] else "")
    if any(said):
        lines.append(wrapped("; ".join(filter(None, said)), "      "))
    return lines
