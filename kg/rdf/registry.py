"""The registry as a graph of its own: provinces, kinds of agencies, what became of them, fields, and
kinds of documents, each once.

From the tables of ontology/registry; the changes stand in kg/rdf/changes.py. Where the note of a row says that
something of it is unverified, the note goes along (`skos:editorialNote`); a symbol code that is unverified is left
out.

>>> doubts("merged; unverified: symbol, law") == {"symbol", "law"}, doubts("unverified"), doubts("same symbol")
(True, {'row'}, set())
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.iri import DEFAULT_BASE
from kg.link.kinds import unites
from kg.link.places import COUNTRY, provinces
from kg.rdf import terms as t
from kg.rdf.changes import change_quads
from kg.rdf.document_kinds import document_kind_quads, scheme_quads
from kg.rdf.fields import field_quads
from ontology.tables import cell, rows


def place_iri(key: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a place by its key."""
    return f"{base}place/{key}"


def kind_iri(kind: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a kind of agency by its id in agency_kinds.csv."""
    return f"{base}kind/{kind}"


def doubts(note: str) -> set[str]:
    """The cells or facts that a note calls unverified; `row` where it means the whole row."""
    found: set[str] = set()
    for part in note.split(";"):
        word, _, what = part.strip().partition(":")
        if word == "unverified":
            found |= {w.strip() for w in what.split(",")} if what else {"row"}
    return found


def registry_quads(base: str = DEFAULT_BASE) -> list[Quad]:
    """All provinces, kinds, changes, fields and kinds of documents, in `graph/registry`."""
    graph = NamedNode(f"{base}graph/registry")
    geonames = NamedNode("https://www.geonames.org/")
    rights = Literal("Coordinates: GeoNames, CC BY 4.0", language="en")
    source = [Quad(graph, t.DCTERMS_SOURCE, geonames, graph), Quad(graph, t.DCTERMS_RIGHTS, rights, graph)]
    return source + _places(base) + _kinds(base) + change_quads(base) + field_quads(base) + _documents(base)


def _places(base: str) -> list[Quad]:
    graph = NamedNode(f"{base}graph/registry")
    country = NamedNode(place_iri(COUNTRY.key, base))
    quads = [
        Quad(country, t.RDF_TYPE, t.PLACE_CLASS, graph),
        Quad(country, t.RDFS_LABEL, t.vi(COUNTRY.name), graph),
    ]
    for entry in provinces():
        place = entry.place
        node = NamedNode(place_iri(place.key, base))
        names = {n for row in entry.rows for n in (row["full_name"], *cell(row["alt_names"]))}
        short = {n for row in entry.rows for n in cell(row["abbreviations"])}
        quads += [
            Quad(node, t.RDF_TYPE, t.PLACE_CLASS, graph),
            Quad(node, t.RDFS_LABEL, t.vi(place.name), graph),
            Quad(node, t.UNIT_TYPE, Literal(place.unit), graph),
            Quad(node, t.WITHIN, country, graph),
        ]
        seat = entry.rows[-1]
        quads += [Quad(node, p, t.decimal(_plain(seat[c])), graph) for p, c in _COORDINATES if seat[c]]
        quads += [Quad(node, t.ALT_LABEL, t.vi(n), graph) for n in sorted((names | short) - {place.name})]
        if place.valid_from:
            quads.append(Quad(node, t.VALID_FROM, t.date(place.valid_from), graph))
        if place.valid_to:
            quads.append(Quad(node, t.VALID_TO, t.date(place.valid_to), graph))
        notes = dict.fromkeys(row["note"] for row in entry.rows if doubts(row["note"]))
        quads += [Quad(node, t.EDITORIAL_NOTE, Literal(n, language="en"), graph) for n in notes]
        # A row of before the reform also names the code of its successor, which is not its own.
        for row in entry.rows:
            new = row["set"] not in ("old63", "historic")
            code = row["code_new"] if new else row["code_old"]
            if code:
                quads.append(Quad(node, t.CODE_2025 if new else t.CODE_2004, Literal(code), graph))
    return quads


_COORDINATES = ((t.LATITUDE, "latitude"), (t.LONGITUDE, "longitude"))
"""Of the seat; GeoNames, rounded."""


def _plain(number: str) -> str:
    """A decimal as the store writes it: without zeros at its end.

    >>> _plain("22.40"), _plain("105.84"), _plain("12.00")
    ('22.4', '105.84', '12')
    """
    return number.rstrip("0").rstrip(".") if "." in number else number


def _documents(base: str) -> list[Quad]:
    each = (document_kind_quads(frozenset(doubts(row["note"])), row, base) for row in rows("document_types"))
    return scheme_quads(base) + [quad for quads in each for quad in quads]


def _kinds(base: str) -> list[Quad]:
    graph = NamedNode(f"{base}graph/registry")
    quads: list[Quad] = []
    for row in rows("agency_kinds"):
        node = NamedNode(kind_iri(row["id"], base))
        quads += [
            Quad(node, t.RDF_TYPE, t.AGENCY_KIND, graph),
            Quad(node, t.PREF_LABEL, t.vi(row["name"]), graph),
            Quad(node, t.LEVEL, Literal(row["level"]), graph),
            Quad(node, t.SYSTEM, Literal(row["system"]), graph),
        ]
        if row["name_en"]:
            quads.append(Quad(node, t.PREF_LABEL, Literal(row["name_en"], language="en"), graph))
        others = dict.fromkeys(cell(row["alt_names"]) + cell(row["abbreviations"]))
        quads += [Quad(node, t.ALT_LABEL, t.vi(n), graph) for n in others if n != row["name"]]
        unsure = doubts(row["note"])
        if unsure:
            quads.append(Quad(node, t.EDITORIAL_NOTE, Literal(row["note"], language="en"), graph))
        if not any(u == "row" or u.startswith("symbol") for u in unsure):
            quads += [Quad(node, t.NOTATION, Literal(c), graph) for c in dict.fromkeys(cell(row["symbol_code"]))]
        quads += [Quad(node, t.UNITES, NamedNode(kind_iri(k, base)), graph) for k in unites(row["id"])]
        for predicate, value in ((t.VALID_FROM, row["valid_from"]), (t.VALID_TO, row["valid_to"])):
            if value:
                quads.append(Quad(node, predicate, t.date(value), graph))
    return quads
