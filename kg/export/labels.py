"""What things and terms of a graph are called in one language, and what the graph says of a thing, for people.

>>> local("https://w3id.org/chidao/ont#ledBy"), local("https://w3id.org/chidao/doc/a/b/II/4#task")
('ledBy', 'task')
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from kg.export.graphml import LABELS, TYPE, local

if TYPE_CHECKING:
    from kg.store.generations import Generation

ONT = "https://w3id.org/chidao/ont#"
MOST = 12
"""Values of one property that are told of a thing; of further ones only how many."""
_UNTOLD = {TYPE, *LABELS, *(ONT + name for name in ("from", "to"))}


class Labels:
    """Labels of one generation in one language; each is looked up once."""

    def __init__(self, generation: Generation, lang: str) -> None:
        self.generation = generation
        self.lang = lang
        self.of = cache(self._of)
        self.kind = cache(self._kind)

    def term(self, name: str) -> str:
        """The label of a class or property of the ontology by its name."""
        return self.of(ONT + name)

    def facts(self, iri: str) -> list[tuple[str, str]]:
        """What the graph says of a thing: names of properties with values; what it leads to by its label, or not at all
        where it has none, as the nodes of facts."""
        said: dict[str, list[str]] = {}
        for predicate, value in self._said(iri):
            if predicate not in _UNTOLD and value:
                said.setdefault(self.of(predicate), []).append(value)
        made = []
        for name, values in sorted(said.items()):
            more = len(values) - MOST
            told = "; ".join(sorted(set(values))[:MOST])
            made.append((name, told + (f"; … +{more}" if more > 0 else "")))
        return made

    def _said(self, iri: str) -> list[tuple[str, str]]:
        import pyoxigraph as ox

        found = []
        for quad in self.generation.store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            term: Any = quad.object
            value, linked = str(term.value), isinstance(term, ox.NamedNode)
            found.append((quad.predicate.value, self._label(value) if linked else value))
        return found

    def _kind(self, iri: str) -> str:
        """The name of the class of a thing; of several the first; empty where none is stated."""
        import pyoxigraph as ox

        found: Any = self.generation.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(TYPE), None, None)
        return min((local(quad.object.value) for quad in found), default="")

    def _of(self, iri: str) -> str:
        """The label in the language, else any, else the end of the IRI."""
        return self._label(iri) or local(iri)

    def _label(self, iri: str) -> str:
        import pyoxigraph as ox

        found: list[tuple[int, str]] = []
        for predicate in LABELS:
            for quad in self.generation.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None):
                term: Any = quad.object
                tongue = getattr(term, "language", None)
                found.append((0 if tongue == self.lang else 1 if tongue is None else 2, term.value))
        return min(found)[1] if found else ""
