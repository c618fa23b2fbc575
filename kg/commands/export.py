"""`chidao export`: the whole graph or one document's, in a syntax of RDF or as GraphML; a document as Akoma Ntoso, its
evidence as Web Annotations."""

from __future__ import annotations

import json
from typing import IO, Literal

from kg.iri import graph_of
from kg.store.generations import Generation

Syntax = Literal["turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "akn", "annotations"]
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
    graphs: they hold the union, as GraphML does. Akoma Ntoso and annotations are of one document: raises ValueError
    without one, NotReadError for one that is only cited.
    """
    import pyoxigraph as ox

    if syntax in ("akn", "annotations"):
        out.write(_of_document(generation, syntax, document))
        return

    base = str(generation.manifest["base"])
    graph = ox.NamedNode(graph_of(document, base)) if document else None
    quads = generation.store.quads_for_pattern(None, None, None, graph)
    if syntax == "nquads":
        out.writelines(line.encode() for line in sorted(f"{quad} .\n" for quad in quads))
        return
    if syntax == "graphml":
        from kg.export.graph import serialised

        out.write(serialised(quads, "graphml", generation))
        return
    kind = {
        "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
    }[syntax]  # fmt: skip
    rows = sorted(quads, key=str)
    if syntax in ("trig", "jsonld"):
        ox.serialize(rows, out, format=kind, prefixes=PREFIXES)
    else:
        ox.serialize(
            (quad.triple for quad in rows), out, format=kind, prefixes=PREFIXES if syntax == "turtle" else None
        )


def _of_document(generation: Generation, syntax: Syntax, document: str | None) -> bytes:
    if document is None:
        raise ValueError(f"--format {syntax} is of one document; name it with --doc")
    if syntax == "akn":
        from kg.export.akn import akn

        return akn(generation, document)
    from kg.export.annotations import page

    return (json.dumps(page(generation, document), ensure_ascii=False, indent=1) + "\n").encode()
