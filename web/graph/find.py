"""Things by a name as people type it: numbers of documents in any spelling, agencies, works, fields and places with
or without diacritics, else words of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.search import SearchError, search
from loaders.text.fold import bare, key
from queries import lookup
from web.graph.ask import CD, rows
from web.graph.things import things

if TYPE_CHECKING:
    from kg.store.generations import Generation

FOUND, EACH, LABELS = 30, 12, 20_000
"""Things that are told, those of one kind of search, and names that are looked through, at most."""
_NAMED = ("Project", "Field", "Place")


def find(generation: Generation, words: str) -> dict[str, Any]:
    """The things that `words` may mean, the likeliest first, as nodes."""
    said = " ".join(words.split())[:300]
    found: list[str] = [said.strip("<>")] if "://" in said else []
    if not found and said:
        found += [entry.iri for entry in lookup.documents(generation.search, said)][:EACH]
        found += _agencies(generation, said)[:EACH]
        found += _named(generation, said)[:EACH]
        found += _tasks(generation, said)[:EACH]
    unique = list(dict.fromkeys(found))
    return {"nodes": things(generation, unique[:FOUND]), "truncated": len(unique) > FOUND, "limit": FOUND}


def _agencies(generation: Generation, said: str) -> list[str]:
    return lookup.agencies_if_any(generation.search, str(generation.manifest["base"]), said)


def _named(generation: Generation, said: str) -> list[str]:
    asked = bare(key(said))
    hits: list[tuple[bool, int, str]] = []
    for name in _NAMED:
        for row in rows(generation, "graph-nodes", {"class": [CD + name]})[0][:LABELS]:
            label = bare(key(row["label"]))
            if asked and asked in label:
                hits.append((not label.startswith(asked), len(label), row["thing"]))
    return [iri for *_, iri in sorted(hits)]


def _tasks(generation: Generation, said: str) -> list[str]:
    """Tasks, reports and targets whose words these are: nodes below the provisions that hold them."""
    try:
        hits = search(generation.search, said, EACH)
    except SearchError:
        return []
    return [f"{hit.iri}#{kind}" for hit in hits if hit.path for kind in ("task", "report", "target")]
