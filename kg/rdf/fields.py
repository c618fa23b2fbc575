"""The fields as SKOS concepts of the registry's graph: the ten of Nghị quyết 13-NQ/TW, and the general scheme.

From ontology/registry/infrastructure_fields.csv and general_fields.csv; a row more is a field more.

>>> field_iri("general/y-te")
'https://w3id.org/chidao/field/general/y-te'
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.iri import DEFAULT_BASE
from kg.rdf import terms as t
from loaders.parse.fields.lexicon import SCHEMES
from ontology.tables import cell, rows

_TITLES = {
    "infrastructure": ("Lĩnh vực hạ tầng của Nghị quyết 13-NQ/TW", "Fields of infrastructure of Resolution 13-NQ/TW"),
    "general": ("Lĩnh vực quản lý", "Fields of public work"),
}


def field_iri(field: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a field by its id."""
    return f"{base}field/{field}"


def field_quads(base: str = DEFAULT_BASE) -> list[Quad]:
    """All fields, in `graph/registry`."""
    graph = NamedNode(f"{base}graph/registry")
    quads: list[Quad] = []
    for scheme, table in SCHEMES.items():
        top = NamedNode(field_iri(scheme, base))
        quads.append(Quad(top, t.RDF_TYPE, t.CONCEPT_SCHEME, graph))
        for title, language in zip(_TITLES[scheme], ("vi", "en"), strict=True):
            quads.append(Quad(top, t.PREF_LABEL, Literal(title, language=language), graph))
        for row in rows(table):
            node = NamedNode(field_iri(f"{scheme}/{row['id']}", base))
            quads += [
                Quad(node, t.RDF_TYPE, t.FIELD_CLASS, graph),
                Quad(node, t.IN_SCHEME, top, graph),
                Quad(node, t.PREF_LABEL, t.vi(row.get("short_name") or row["name_vi"]), graph),
                Quad(node, t.PREF_LABEL, Literal(row["name_en"], language="en"), graph),
                Quad(node, t.NOTATION, Literal(row["order"]), graph),
            ]
            if row.get("short_name") and row["short_name"] != row["name_vi"]:
                quads.append(Quad(node, t.ALT_LABEL, t.vi(row["name_vi"]), graph))
            if row.get("source"):
                quads.append(Quad(node, t.DCTERMS_SOURCE, Literal(row["source"]), graph))
            for kind in cell(row.get("lead_kinds", "")):  # editorial
                quads.append(Quad(node, t.USUAL_LEAD, NamedNode(f"{base}kind/{kind}"), graph))
            for other in cell(row.get("related", "")):
                same = NamedNode(field_iri(f"infrastructure/{other}", base))
                quads.append(Quad(node, t.RELATED_MATCH, same, graph))
    return quads
