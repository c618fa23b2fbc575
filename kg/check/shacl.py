"""pySHACL on one piece of the graph: which node breaks which rule, by which value.

Only results on the piece's own nodes count: of its neighbours a piece does not hold enough to judge them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.check.rules import SH, rules, shapes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kg.check.pieces import Piece

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Broken(NamedTuple):
    """A rule that is broken: the node it is about, the rule's IRI, the value that breaks it and the property, as far
    as the rule names them."""

    node: str
    rule: str
    value: str = ""
    path: str = ""


def check(piece: Piece) -> list[Broken]:
    """All rules that the piece breaks, in order, each once for a node and value."""
    return sorted({each for each in validated(graph_of(piece)) if each.node in piece.own})


def validated(graph: Graph) -> list[Broken]:
    """What pySHACL finds in an rdflib graph, by the shapes of ontology/shapes."""
    from pyshacl import validate
    from rdflib import URIRef

    logging.getLogger("pyshacl").setLevel(logging.ERROR)
    conforms, report, _ = validate(graph, shacl_graph=shapes(), inplace=True, do_owl_imports=False)
    if conforms:
        return []
    found = []
    for result in report.subjects(URIRef(SH + "focusNode")):
        said = {name: _first(report, result, name) for name in ("focusNode", "sourceShape", "value", "resultPath")}
        if said["sourceShape"] not in rules():  # a part of a rule, such as one side of sh:or, which reports for it
            continue
        found.append(Broken(said["focusNode"], said["sourceShape"], said["value"], said["resultPath"]))
    return found


def _first(report: Graph, result: Node, name: str) -> str:
    from rdflib import BNode, URIRef

    values = [o for o in report.objects(result, URIRef(SH + name)) if not isinstance(o, BNode)]
    return str(values[0]) if values else ""


def graph_of(piece: Piece) -> Graph:
    """The piece as an rdflib graph. Terms are made one by one: three times faster than by way of N-Triples."""
    from rdflib import Graph, URIRef
    from rdflib import Literal as Words

    known: dict[object, Node] = {}

    def term(of: object) -> Node:
        if of not in known:
            if isinstance(of, NamedNode):
                known[of] = URIRef(of.value)
            elif isinstance(of, Literal):
                kind = None if of.language or of.datatype.value == _STRING else URIRef(of.datatype.value)
                known[of] = Words(of.value, lang=of.language, datatype=kind, normalize=False)
            else:
                raise TypeError(f"{of}: no term of the model")  # blank nodes are refused at build
        return known[of]

    graph = Graph()
    graph.addN((term(s), term(p), term(o), graph) for s, p, o in piece.triples)
    return graph
