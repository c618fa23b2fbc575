"""What a worker does for the explorer: one view of one generation, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from web.graph import evidence, explore
from web.graph.ask import rows

if TYPE_CHECKING:
    from kg.store.generations import Generation

Given = dict[str, Any]


def _terms(generation: Generation, given: Given) -> Given:
    terms = [{"name": row["term"].rpartition("#")[2], "kind": row["kind"], "vi": row["vi"], "en": row["en"]}
             for row in rows(generation, "graph-terms", {})[0]]  # fmt: skip
    return {"base": str(generation.manifest["base"]), "terms": terms}


def _path(generation: Generation, given: Given) -> Given:
    from web.graph.path import path

    return path(generation, given["from"], given["to"], common=given["common"])


def _find(generation: Generation, given: Given) -> Given:
    from web.graph.find import find

    return find(generation, given["words"])


def _large(generation: Generation, given: Given) -> Given:
    from web.graph.large import large

    return large(generation)


def _node(generation: Generation, given: Given) -> Given:
    iri = given["iri"]
    node, counts = explore.known(generation, iri), explore.counts(generation, [iri])
    return {"node": node, "counts": counts, **evidence.of_thing(generation, iri)}


_WHAT: dict[str, Callable[[Generation, Given], Given]] = {
    "terms": _terms,
    "start": lambda generation, given: explore.start(generation),
    "focus": lambda generation, given: explore.focus(generation, given["iri"]),
    "expand": lambda generation, g: explore.expand(
        generation, g["iri"], g["relation"], g["outward"], g["limit"], g["offset"]
    ),
    "view": lambda generation, given: explore.view(generation, given["iris"]),
    "node": _node,
    "edge": lambda generation, g: evidence.of_edge(generation, g["source"], g["relation"], g["target"]),
    "path": _path,
    "search": _find,
    "large": _large,
}


def explored(generation: Generation, job: Given) -> tuple[Given, bytes]:
    """The answer to a job of kind `explore`: `what` it asks and what was `given`."""
    found = _WHAT[job["what"]](generation, job["given"])
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    header: Given = {"media": "application/json"}
    if found.get("truncated"):
        header["headers"] = {"Chidao-Truncated": "rows"}
    return header, body
