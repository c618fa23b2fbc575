"""Things by a name as people type it: numbers of documents in any spelling, agencies, works, fields and places with
or without diacritics, else words of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.search import SearchError, search
from kg.together import together
from loaders.text.fold import bare, key
from queries import finding, lookup
from web.graph.things import things

if TYPE_CHECKING:
    from kg.store.generations import Generation

FOUND, EACH = 30, 12
"""Things that are told, and those of one kind of search, at most."""


def find(generation: Generation, words: str) -> dict[str, Any]:
    """The things that `words` may mean, the likeliest first, as nodes."""
    said = " ".join(words.split())[:300]
    found: list[str] = [said.strip("<>")] if "://" in said else []
    if not found and said:
        of_documents, others = together(
            lambda: [[entry.iri for entry in lookup.documents(generation.search, said)]],
            lambda: [kind(generation, said) for kind in (_agencies, _named, _tasks)],
        )
        found += [iri for kind in of_documents + others for iri in kind[:EACH]]
    unique = list(dict.fromkeys(found))
    return {"nodes": things(generation, unique[:FOUND]), "truncated": len(unique) > FOUND, "limit": FOUND}


def _agencies(generation: Generation, said: str) -> list[str]:
    return lookup.agencies_if_any(generation.search, str(generation.manifest["base"]), said)


def _named(generation: Generation, said: str) -> list[str]:
    asked = bare(key(said))
    hits = {
        (not label.startswith(asked), len(label), thing)
        for thing, label in finding.names(generation).labelled()
        if asked and asked in label
    }
    return [iri for *_, iri in sorted(hits)]


def _tasks(generation: Generation, said: str) -> list[str]:
    """Tasks, reports and targets whose words these are: nodes below the provisions that hold them."""
    try:
        hits = search(generation.search, said, EACH)
    except SearchError:
        return []
    return [f"{hit.iri}#{kind}" for hit in hits if hit.path for kind in ("task", "report", "target")]
