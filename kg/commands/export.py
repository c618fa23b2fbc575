"""`chidao export`: the whole graph, or one document's, in a syntax of RDF."""

from __future__ import annotations

from typing import IO, Literal

from kg.iri import graph_of
from kg.store.generations import Generation

Syntax = Literal["turtle", "trig", "nquads", "ntriples"]
PREFIXES = {
    "cd": "https://w3id.org/chidao/ont#",
    "role": "https://w3id.org/chidao/voc/role#",
    "basis": "https://w3id.org/chidao/voc/basis#",
    "part": "https://w3id.org/chidao/voc/part#",
    "due": "https://w3id.org/chidao/voc/due#",
    "why": "https://w3id.org/chidao/voc/why#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
}


def export(generation: Generation, syntax: Syntax, document: str | None, out: IO[bytes]) -> None:
    """Write the graph; N-Quads are sorted, so that two builds of the same files give the same bytes.

    `document` is the IRI of one document, whose own graph alone is written then. Turtle and N-Triples have no named
    graphs: they hold the union.
    """
    import pyoxigraph as ox

    base = str(generation.manifest["base"])
    graph = ox.NamedNode(graph_of(document, base)) if document else None
    quads = generation.store.quads_for_pattern(None, None, None, graph)
    if syntax == "nquads":
        out.writelines(line.encode() for line in sorted(f"{quad} .\n" for quad in quads))
        return
    kind = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES}[syntax]
    rows = sorted(quads, key=str)
    if syntax == "trig":
        ox.serialize(rows, out, format=kind, prefixes=PREFIXES)
    else:
        ox.serialize(
            (quad.triple for quad in rows), out, format=kind, prefixes=PREFIXES if syntax == "turtle" else None
        )
