"""Statements as JSON-LD 1.1 (W3C) or GraphML, and what the graph says of some things.

>>> import pyoxigraph as ox
>>> serialised([ox.Triple(ox.NamedNode("http://a"), ox.NamedNode("http://b"), ox.Literal("c"))], "jsonld")
b'[{"@id":"http://a","http://b":[{"@value":"c"}]}]'
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.export.graphml import named, statements, write

if TYPE_CHECKING:
    from kg.store.generations import Generation


def described(generation: Generation, iris: Iterable[str]) -> list[Any]:
    """All that any graph says of these things, as quads, sorted; what is no IRI of the graph gives none."""
    import pyoxigraph as ox

    found: list[Any] = []
    for iri in sorted(set(iris)):
        if "://" not in iri or any(c.isspace() for c in iri):
            continue
        try:
            node = ox.NamedNode(iri)
        except ValueError:  # words that look like an address
            continue
        found += generation.store.quads_for_pattern(node, None, None, None)
    return sorted(found, key=str)


def serialised(quads: Iterable[Any], form: str, generation: Generation | None = None) -> bytes:
    """Quads or triples, without their graphs, as `graphml`, or else as JSON-LD. In GraphML those with a `generation`
    bring the labels of what they lead to."""
    import pyoxigraph as ox

    from kg.commands.export import PREFIXES

    out = io.BytesIO()
    if form == "graphml":
        said = statements(quads)
        write(named(generation, said) if generation else said, out)
    else:
        triples = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in quads}, key=str)
        ox.serialize(triples, out, format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES)
    return out.getvalue()
