"""The kinds of documents that laws and instructions list, as a concept scheme of `graph/registry`.

From ontology/registry/document_types.csv. A kind is finer than the types of documents (ontology/vocabularies), which
are the words above a title: issuer and force tell kinds of one type apart ("Nghị quyết của Quốc hội"). Each leads to
its type by `skos:broadMatch`; what is unverified carries its note, and an abbreviation that is unverified is left out.
"""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.iri import DEFAULT_BASE, slug
from kg.rdf import terms as t
from kg.rdf.schema import turtle_files
from ontology.tables import Row, cell

_TYPE = re.compile(r"^<type/([^>]+)> a skos:Concept", re.MULTILINE)


def document_kind_iri(kind: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a kind of document by its id in document_types.csv."""
    return f"{base}document-kind/{kind}"


@cache
def _types() -> frozenset[str]:
    """The ends of the IRIs of the types of documents."""
    return frozenset(_TYPE.findall(dict(turtle_files())["vocabularies/document-types.ttl"]))


def type_of(row: Row) -> str | None:
    """The end of the IRI of the type of documents that a kind is of: by its own name, else by another one of it.

    >>> from ontology.tables import rows
    >>> [type_of(row) for row in rows("document_types") if row["id"] in ("nghi-quyet-quoc-hoi", "ke-hoach")]
    ['nghị-quyết', 'kế-hoạch']
    """
    names = (slug(name) for name in (row["name"].partition(" (")[0], *cell(row["alt_names"])))
    return next((name for name in names if name in _types()), None)


def document_kind_quads(doubts: frozenset[str], row: Row, base: str = DEFAULT_BASE) -> list[Quad]:
    """One kind; `doubts` are the words of its note that say what is unverified."""
    graph = NamedNode(f"{base}graph/registry")
    node = NamedNode(document_kind_iri(row["id"], base))
    quads = [
        Quad(node, t.RDF_TYPE, t.CONCEPT, graph),
        Quad(node, t.IN_SCHEME, NamedNode(f"{base}scheme/document-kinds"), graph),
        Quad(node, t.PREF_LABEL, t.vi(row["name"]), graph),
        Quad(node, t.PREF_LABEL, Literal(row["name_en"], language="en"), graph),
    ]
    sure = not any(doubt == "row" or doubt.startswith("abbreviation") for doubt in doubts)
    if sure and row["abbreviation"]:
        quads.append(Quad(node, t.NOTATION, Literal(row["abbreviation"]), graph))
    others = dict.fromkeys((*cell(row["alt_names"]), *cell(row["alt_abbreviations"])))
    quads += [Quad(node, t.ALT_LABEL, t.vi(name), graph) for name in others if name != row["name"]]
    if (kind := type_of(row)) is not None:
        quads.append(Quad(node, t.BROAD_MATCH, NamedNode(f"{base}type/{kind}"), graph))
    sources = [part.strip() for part in row["source"].split(";") if part.strip()]
    quads += [Quad(node, t.DCTERMS_SOURCE, Literal(source), graph) for source in dict.fromkeys(sources)]
    if doubts:
        quads.append(Quad(node, t.EDITORIAL_NOTE, Literal(row["note"], language="en"), graph))
    return quads


def scheme_quads(base: str = DEFAULT_BASE) -> list[Quad]:
    """The scheme itself."""
    graph, scheme = NamedNode(f"{base}graph/registry"), NamedNode(f"{base}scheme/document-kinds")
    titles = (t.vi("Các loại văn bản theo luật và quy định"), Literal("Kinds of documents in law", language="en"))
    return [
        Quad(scheme, t.RDF_TYPE, t.CONCEPT_SCHEME, graph),
        *(Quad(scheme, t.PREF_LABEL, title, graph) for title in titles),
    ]
