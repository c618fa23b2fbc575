"""The changes on record as quads of `graph/registry`: one `cd:Change` (an org:ChangeEvent) for each.

Provinces: one change for each that was formed from others. Kinds of bodies: one for each row of agency_successions.csv.
A kind that ended and of which no row tells a successor has one too, without result.

>>> from kg.link.changes import kind_changes
>>> change_iri(kind_changes()["so-ke-hoach-va-dau-tu"][0])
'https://w3id.org/chidao/change/s049'
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.iri import DEFAULT_BASE
from kg.link.changes import KindChange, PlaceChange, bases, day_after, kind_changes, place_changes
from kg.link.kinds import kinds
from kg.link.places import provinces
from kg.rdf import terms as t


def change_iri(change: PlaceChange | KindChange, base: str = DEFAULT_BASE) -> str:
    """The IRI of a change."""
    return f"{base}change/{change.id}"


def change_quads(base: str = DEFAULT_BASE) -> list[Quad]:
    """All changes, and which province was succeeded by which."""
    graph = NamedNode(f"{base}graph/registry")
    quads: list[Quad] = []
    for change in dict.fromkeys(place_changes().values()):
        node = NamedNode(change_iri(change, base))
        heir = NamedNode(f"{base}place/{change.heir.key}")
        olds = [NamedNode(f"{base}place/{place.key}") for place in change.olds]
        quads += _told(node, change, graph)
        quads += [Quad(node, t.ORIGINAL, old, graph) for old in olds]
        quads.append(Quad(node, t.RESULTING, heir, graph))
        quads += [Quad(old, t.SUCCEEDED_BY, heir, graph) for old in olds]
    by_row = {row["id"]: entry.place.key for entry in provinces() for row in entry.rows}
    for changes in kind_changes().values():
        for each in changes:
            node = NamedNode(change_iri(each, base))
            quads += _told(node, each, graph)
            quads.append(Quad(node, t.ORIGINAL, NamedNode(f"{base}kind/{each.source}"), graph))
            quads.append(Quad(node, t.RESULTING, NamedNode(f"{base}kind/{each.target}"), graph))
            quads.append(Quad(node, t.SHARE, t.concept("share", "whole" if each.whole else "part"), graph))
            if each.functions:
                quads += [Quad(node, t.FUNCTIONS, o, graph) for o in both(each.functions, each.functions_en)]
            if each.scope:
                quads += [Quad(node, t.SCOPE, o, graph) for o in both(each.scope, each.scope_en)]
            places = dict.fromkeys(by_row[row] for row in each.provinces)
            quads += [Quad(node, t.SCOPE_PLACE, NamedNode(f"{base}place/{key}"), graph) for key in places]
    return quads + _abolished(base, graph)


def both(vietnamese: str, english: str) -> list[Literal]:
    """Words of the registry in Vietnamese and, where it has them, in English."""
    return [Literal(vietnamese, language="vi"), *([Literal(english, language="en")] if english else [])]


def _told(node: NamedNode, change: PlaceChange | KindChange, graph: NamedNode) -> list[Quad]:
    quads = [
        Quad(node, t.RDF_TYPE, t.CHANGE, graph),
        Quad(node, t.CHANGE_KIND, t.concept("change", change.kind), graph),
        Quad(node, t.EFFECTIVE_DATE, t.date(change.date), graph),
    ]
    quads += [Quad(node, t.LEGAL_BASIS, Literal(basis, language="vi"), graph) for basis in change.bases]
    quads += [Quad(node, t.LEGAL_BASIS, Literal(basis, language="en"), graph) for basis in change.english]
    if change.note:
        quads.append(Quad(node, t.EDITORIAL_NOTE, Literal(change.note, language="en"), graph))
    return quads


def _abolished(base: str, graph: NamedNode) -> list[Quad]:
    quads: list[Quad] = []
    for row in kinds().values():
        if not row["valid_to"] or row["id"] in kind_changes():
            continue
        node = NamedNode(f"{base}change/{row['id']}")
        quads += [
            Quad(node, t.RDF_TYPE, t.CHANGE, graph),
            Quad(node, t.CHANGE_KIND, t.concept("change", "abolished"), graph),
            Quad(node, t.EFFECTIVE_DATE, t.date(day_after(row["valid_to"])), graph),
            Quad(node, t.ORIGINAL, NamedNode(f"{base}kind/{row['id']}"), graph),
        ]
        for vi, en in bases(row).items():
            quads += [Quad(node, t.LEGAL_BASIS, said, graph) for said in both(vi, en if en != vi else "")]
    return quads
