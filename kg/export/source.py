"""One document as the graph has it, for the forms of one document: its own facts, its provisions, what stands in them.

>>> Part("i", "II/1", "roman", "II.", "II. Mục tiêu", 40, None).body
' Mục tiêu'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.export.xml import held
from kg.iri import graph_of

if TYPE_CHECKING:
    from kg.store.generations import Generation

CD = "https://w3id.org/chidao/ont#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
Node = dict[str, list[str]]
"""What a graph says of one thing: the last part of a property -> its values, in order."""


class NotReadError(ValueError):
    """A document of which only citations are known has no text to export; the message is one line."""


@dataclass(frozen=True, slots=True)
class Part:
    """A provision: `text` is its own, `label` (as printed) included; `start` its place in the text of the file."""

    iri: str
    path: str
    kind: str
    label: str
    text: str
    start: int
    parent: str | None

    @property
    def body(self) -> str:
        """The text after the label."""
        return self.text.removeprefix(self.label)


class Source:
    """A document that was read. Raises NotReadError for one that is only cited."""

    def __init__(self, generation: Generation, document: str) -> None:
        import pyoxigraph as ox

        self.iri, self.generation = document, generation
        self.base = str(generation.manifest["base"])
        self.nodes: dict[str, Node] = {}
        graph = ox.NamedNode(graph_of(document, self.base))
        for quad in sorted(generation.store.quads_for_pattern(None, None, None, graph), key=str):
            said = self.nodes.setdefault(_value(quad.subject), {})
            said.setdefault(_local(quad.predicate.value), []).append(_value(quad.object))
        if "sourceFile" not in self.nodes.get(document, {}):
            raise NotReadError(f"{document}: only cited, its text is not in the graph; build from its file first")

    def said(self, name: str) -> str:
        """The first value of a property of the document itself, empty where it has none."""
        return self.nodes[self.iri].get(name, [""])[0]

    @cached_property
    def parts(self) -> list[Part]:
        """Its provisions in the order of the document."""
        found = [
            Part(
                iri, said["path"][0], _local(said["kind"][0]), held(said.get("label", [""])[0]), held(said["text"][0]),
                int(said["start"][0]), said.get("parent", [None])[0],
            )
            for iri, said in self.nodes.items()
            if "path" in said and "text" in said and "start" in said
        ]  # fmt: skip
        return sorted(found, key=lambda part: (part.start, part.path))

    def facts(self) -> list[tuple[str, Node]]:
        """The nodes that stand in a provision, by IRI: citations, duties, assignments, statements."""
        return [(iri, said) for iri, said in self.nodes.items() if "in" in said and said["in"][0] in self.nodes]

    def elsewhere(self, subject: str, name: str) -> list[str]:
        """The values of a property (`cd:`, or `label`) of anything, in whichever graph, sorted."""
        import pyoxigraph as ox

        property_ = ox.NamedNode(LABEL if name == "label" else CD + name)
        quads = self.generation.store.quads_for_pattern(ox.NamedNode(subject), property_, None, None)
        return sorted(_value(quad.object) for quad in quads)


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
