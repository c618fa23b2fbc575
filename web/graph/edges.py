"""The edges between things: the relation, how sure it is, and whether it was inferred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.together import together
from web.graph.ask import CD, portions, rows

if TYPE_CHECKING:
    from kg.store.generations import Generation

ROLES = {"ledBy": "lead", "supportedBy": "support"}
STATED = frozenset(
    ("implements", "basedOn", "continues", "approves", "promulgates", "amends", "replaces", "proposedBy", "cites")
)
"""Relations between documents, which statements of documents bear out (cd:RelationStatement)."""

MANY = 100
"""Places that state what a document does, from which on some are looked at first."""

Edge = dict[str, Any]


def outward(generation: Generation, iris: Sequence[str]) -> tuple[list[Edge], bool]:
    """The edges that go out from these things, and whether some were left out. They are few for each thing: what makes
    a hub of one leads to it."""
    found: list[dict[str, str]] = []
    cut = False
    for some in portions(list(dict.fromkeys(iris))):
        part, more = rows(generation, "graph-outward", {"node": some})
        found += part
        cut = cut or more
    return edges(generation, found), cut


def edges(generation: Generation, found: Iterable[dict[str, str]]) -> list[Edge]:
    """The edges that rows of graph-outward or graph-inward tell, each once, with how sure they are."""
    said = {(r["source"], r["relation"].removeprefix(CD), r["target"]): r["inferred"] == "true" for r in found}
    sure = _sure(generation, said)
    return [
        {"source": s, "relation": r, "target": t, "confidence": sure.get((s, r, t), 1.0), "inferred": inferred}
        for (s, r, t), inferred in said.items()
    ]


def _sure(generation: Generation, said: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], float]:
    """Relations of documents by what states them, roles by their assignments; all else is as the graph has it."""
    stated = {edge for edge in said if edge[1] in STATED}
    tasks = list(dict.fromkeys(s for s, r, _ in said if r in ROLES))
    found: list[dict[tuple[str, str, str], float]] = together(
        lambda: _documents(generation, stated), lambda: _roles(generation, tasks)
    )
    return found[0] | found[1]


def _documents(generation: Generation, stated: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], float]:
    sure: dict[tuple[str, str, str], float] = {}
    left = stated - _without_doubt(generation, stated)
    for some in portions(sorted({source for source, _, _ in left})):
        sure |= _told(rows(generation, "steps", {"doc": some})[0])
    return sure


def _roles(generation: Generation, tasks: Sequence[str]) -> dict[tuple[str, str, str], float]:
    sure: dict[tuple[str, str, str], float] = {}
    relation = {role: name for name, role in ROLES.items()}
    for some in portions(tasks):
        for row in rows(generation, "graph-roles", {"task": some})[0]:
            name = relation.get(row["role"].rpartition("#")[2])
            if name:
                sure[row["task"], name, row["agent"]] = float(row["confidence"])
    return sure


def _without_doubt(generation: Generation, stated: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Those relations of documents that thousands of places state, and some of them without doubt: of these no other
    place need be looked at."""
    found: set[tuple[str, str, str]] = set()
    for some in portions(sorted({source for source, _, _ in stated})):
        for row in rows(generation, "graph-places", {"doc": some})[0]:
            if int(row["count"]) > MANY:
                told = _told(rows(generation, "graph-sure", {"doc": [row["doc"]]})[0])
                found |= {edge for edge, confidence in told.items() if confidence == 1}
    return found


def _told(found: Iterable[dict[str, str]]) -> dict[tuple[str, str, str], float]:
    return {(r["source"], r["relation"].removeprefix(CD), r["target"]): float(r["confidence"]) for r in found}
