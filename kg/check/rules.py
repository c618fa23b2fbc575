"""The rules of ontology/shapes: what each says in plain words, and what to do where it is broken.

Their form is SHACL (https://www.w3.org/TR/shacl/). A rule is a shape with an IRI; `sh:message` says it, `cd:suggestion`
says what to do, and a rule without one has that of the shapes as a whole.

>>> rule = rules()["https://w3id.org/chidao/shape#Evidence-in"]
>>> rule.id, rule.severity, rule.message["en"]
('Evidence-in', 'violation', 'Every fact tells the one provision whose words state it.')
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHAPES = "https://w3id.org/chidao/shape"
SH = "http://www.w3.org/ns/shacl#"
SUGGESTION = "https://w3id.org/chidao/ont#suggestion"

Severity = Literal["violation", "warning"]
"""A violation is a fault: the graph does not conform. A warning is what a document may really say and somebody should
look at."""


@dataclass(frozen=True)
class Rule:
    """One rule; `message` and `suggestion` by language (`vi`, `en`)."""

    iri: str
    severity: Severity = "violation"
    message: dict[str, str] = field(default_factory=dict)
    suggestion: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its name, such as `Citation-refersTo`."""
        return self.iri.rpartition("#")[2]


def shape_files() -> list[tuple[str, str]]:
    """Name and content of every file of ontology/shapes, in order."""
    folder = resources.files("ontology") / "shapes"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".ttl")), key=lambda file: file.name)
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]


@cache
def digest() -> str:
    """SHA-256 of the shapes: what was checked by others is checked again."""
    return hashlib.sha256("\0".join(content for _, content in shape_files()).encode()).hexdigest()


@cache
def shapes() -> Graph:
    """All shapes as one graph."""
    from rdflib import Graph

    graph = Graph()
    for _, content in shape_files():
        graph.parse(data=content, format="turtle")
    return graph


@cache
def rules() -> dict[str, Rule]:
    """All rules by IRI: the shapes that have a message of their own."""
    from rdflib import URIRef

    graph = shapes()
    common = _words(graph, URIRef(SHAPES), SUGGESTION)
    found = {}
    for node in {s for s in graph.subjects(URIRef(SH + "message")) if isinstance(s, URIRef)}:
        warns = (node, URIRef(SH + "severity"), URIRef(SH + "Warning")) in graph
        message, suggestion = _words(graph, node, SH + "message"), _words(graph, node, SUGGESTION)
        found[str(node)] = Rule(str(node), "warning" if warns else "violation", message, suggestion or common)
    return found


def _words(graph: Graph, node: Node, predicate: str) -> dict[str, str]:
    from rdflib import Literal as Words
    from rdflib import URIRef

    said = [o for o in graph.objects(node, URIRef(predicate)) if isinstance(o, Words)]
    return {str(o.language): str(o) for o in said}
