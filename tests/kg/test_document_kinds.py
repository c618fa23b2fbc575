"""The kinds of documents of the registry as a concept scheme."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.iri import DEFAULT_BASE
from kg.rdf import terms as t
from kg.rdf.document_kinds import document_kind_iri, type_of
from kg.rdf.registry import registry_quads
from kg.rdf.schema import schema_quads
from ontology.tables import cell, rows


def test_every_row_is_a_concept_with_its_names_and_abbreviations() -> None:
    told = {(q.subject, q.predicate, q.object) for q in registry_quads()}
    scheme = NamedNode(f"{DEFAULT_BASE}scheme/document-kinds")
    assert (scheme, t.RDF_TYPE, t.CONCEPT_SCHEME) in told
    for row in rows("document_types"):
        node = NamedNode(document_kind_iri(row["id"]))
        assert (node, t.IN_SCHEME, scheme) in told
        assert (node, t.PREF_LABEL, t.vi(row["name"])) in told
        assert (node, t.PREF_LABEL, Literal(row["name_en"], language="en")) in told
        for name in (*cell(row["alt_names"]), *cell(row["alt_abbreviations"])):
            assert name == row["name"] or (node, t.ALT_LABEL, t.vi(name)) in told, row["id"]
        unsure = "unverified" in row["note"]
        assert ((node, t.EDITORIAL_NOTE, Literal(row["note"], language="en")) in told) == unsure, row["id"]
        shown = (node, t.NOTATION, Literal(row["abbreviation"])) in told
        assert shown or not row["abbreviation"] or unsure, row["id"]
        assert not (shown and row["note"] == "unverified")


def test_kinds_lead_to_types_that_there_are() -> None:
    types = {q.subject.value for q in schema_quads() if q.predicate == t.IN_SCHEME}  # type: ignore[union-attr]
    found = {row["id"]: type_of(row) for row in rows("document_types")}
    assert {f"{DEFAULT_BASE}type/{kind}" for kind in found.values() if kind} <= types
    assert [found[kind] for kind in ("nghi-quyet-quoc-hoi", "nghi-dinh", "ke-hoach", "ket-luan-dang")] == [
        "nghị-quyết", "nghị-định", "kế-hoạch", "kết-luận"
    ]  # fmt: skip
    none = sorted(kind for kind, type_ in found.items() if type_ is None)
    assert len(none) <= 5, none
