"""The words an edge or a thing stands on, by the questions of the catalogue that tell them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from queries.run import ask
from web.graph.ask import CD, rows
from web.graph.edges import ROLES, STATED
from web.graph.things import short, things

if TYPE_CHECKING:
    from kg.store.generations import Generation

Row = dict[str, str]
QUOTES, QUOTE, FACTS = 20, 700, 100
"""Places that are told of an edge, characters of each, and facts of a thing."""


def of_edge(generation: Generation, source: str, relation: str, target: str) -> dict[str, Any]:
    """The places whose words state an edge. `basis` says what the edge stands on: words, or the registry of places and
    agencies, which has no document's words."""
    found = _rows(generation, source, relation, target)
    if found is None:
        return {"basis": "registry", "evidence": [], "truncated": False}
    return {"basis": "words", **_told(found, _document(generation, source))}


def of_thing(generation: Generation, iri: str) -> dict[str, Any]:
    """The words a thing stands on, and what the graph says of it."""
    facts, more = rows(generation, "graph-facts", {"node": [iri]}, FACTS)
    told = [
        {"property": row["property"], "vi": row["vi"], "en": row["en"], "value": short(row["value"], QUOTE),
         **({"iri": row["iri"]} if row["iri"] else {})}
        for row in facts
    ]  # fmt: skip
    words = _told(ask(generation, "evidence", {"fact": iri}, 0).dicts(), iri)
    return {"facts": told, "truncatedFacts": more, **words}


def _rows(generation: Generation, source: str, relation: str, target: str) -> list[Row] | None:
    def asked(name: str, keep: Callable[[Row], bool], **given: str) -> list[Row]:
        return [row for row in ask(generation, name, given, 0).dicts() if keep(row)]

    if relation in STATED:
        edge = (CD + relation, source)
        found = asked("step-evidence", lambda r: (r["relation"], r["source"]) == edge, one=source, other=target)
        if found or relation != "cites":
            return found
        return asked("citations", lambda row: row["target"] == target, doc=source)
    if relation in ROLES:
        role = ROLES[relation]
        return asked("task-evidence", lambda r: r["agent"] == target and r["role"].endswith(f"#{role}"), task=source)
    if relation == "issuer":
        return asked("evidence", lambda row: row["what"] in (f"{CD}issuer", f"{CD}issuerName"), fact=source)
    if relation == "field":
        return asked("evidence", lambda row: row["what"] == f"{CD}Classification", fact=source) or None
    if relation in ("setBy", "concerns"):
        return asked("evidence", lambda row: row["node"] == source, fact=source)
    return None


def _document(generation: Generation, iri: str) -> str:
    """The document a thing stands in; itself where it is one."""
    found = things(generation, [iri])
    return str(found[0].get("document", iri)) if found else iri


def _told(found: list[Row], document: str) -> dict[str, Any]:
    """Rows as places, each place and words once; `document` is that of rows that name none."""
    told: list[dict[str, str]] = []
    unique = {(row["quote"], row["path"], row.get("document")): row for row in reversed(found)}
    for row in [*unique.values()][::-1][:QUOTES]:
        place = {name: row.get(name, "") for name in ("path", "line", "file")}
        place["iri"] = f"{row.get('document') or document}/{row['path']}"
        if row.get("documentLabel"):
            place["document"] = row["documentLabel"]
        if row.get("correctedBy"):
            place["corrected"] = ", ".join(filter(None, (row["correctedBy"], row["correctedOn"], row["correctedWhy"])))
        told.append({"quote": short(row["quote"], QUOTE), **{name: value for name, value in place.items() if value}})
    return {"evidence": told, "truncated": len(unique) > QUOTES}
