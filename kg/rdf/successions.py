"""Who carries on the agencies of a corpus, and which collectives have them, as quads of `graph/inferred`.

Only agencies that the documents name and what carries those on get nodes, so the graph grows with the corpus and not
with the registry. Rules: kg/link/successions.py and kg/link/groups.py, over the registry's tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.iri import DEFAULT_BASE
from kg.link.agencies import Agency
from kg.link.changes import KindChange
from kg.link.groups import memberships
from kg.link.kinds import unites
from kg.link.successions import SCOPE_UNKNOWN, Continuation, continuations, span
from kg.rdf import terms as t
from kg.rdf.changes import both, change_iri
from kg.rdf.entities import Entities, doubt
from kg.rdf.registry import kind_iri, place_iri


def succession_quads(entities: Entities, base: str = DEFAULT_BASE) -> list[Quad]:
    """Lives, continuations, memberships and united kinds of all agencies of `entities`; the carriers are added to it.

    To be asked when all that the documents name is in `entities`.
    """
    graph = NamedNode(f"{base}graph/inferred")
    todo = sorted(entities.agencies.values(), key=lambda a: a.iri)
    while todo:  # a carrier that no document names may be carried on by another one in turn
        for each in continuations(todo.pop()):
            if each.agency is not None and each.agency.iri not in entities.agencies:
                entities.agency(each.agency)
                todo.append(each.agency)
    every = sorted(entities.agencies.values(), key=lambda a: a.iri)
    quads: list[Quad] = []
    for agency in every:
        quads += _of_agency(agency, base, graph)
    quads += _members(every, base, graph)
    return list(dict.fromkeys(quads))


def _of_agency(agency: Agency, base: str, graph: NamedNode) -> list[Quad]:
    node = NamedNode(base + agency.iri)
    start, end = span(agency)
    quads = [Quad(node, p, t.date(day), graph) for p, day in ((t.VALID_FROM, start), (t.VALID_TO, end)) if day]
    if not agency.group and agency.kind is not None:
        quads += [Quad(node, t.AGENCY_KIND_OF, NamedNode(kind_iri(k, base)), graph) for k in unites(agency.kind)]
    for each in continuations(agency):
        quads += _continuation(node, each, base, graph)
    return quads


def _continuation(node: NamedNode, each: Continuation, base: str, graph: NamedNode) -> list[Quad]:
    made = NamedNode(f"{node.value}#{each.since}/{'/'.join(change.id for change in each.via)}")
    share = t.concept("share", "whole" if each.whole else "part")
    quads = [
        Quad(node, t.CONTINUATION, made, graph),
        Quad(made, t.RDF_TYPE, t.CONTINUATION_CLASS, graph),
        Quad(made, t.VALID_FROM, t.date(each.since), graph),
        Quad(made, t.SHARE, share, graph),
    ]
    if each.until is not None:
        quads.append(Quad(made, t.VALID_TO, t.date(each.until), graph))
    if each.agency is not None:
        carrier = NamedNode(base + each.agency.iri)
        quads += [Quad(made, t.CARRIER, carrier, graph), Quad(node, t.SUCCEEDED_BY, carrier, graph)]
    else:
        quads.append(Quad(made, t.CARRIER_KIND, NamedNode(kind_iri(each.body.kind, base)), graph))
        place = place_iri(each.body.place.key, base)
        quads.append(Quad(made, t.CARRIER_PLACE, NamedNode(place), graph))
    moved = [change for change in each.via if isinstance(change, KindChange) and change.functions]
    said = [words for change in moved for words in both(change.functions, change.functions_en)]
    quads += [Quad(made, t.FUNCTIONS, words, graph) for words in dict.fromkeys(said)]
    quads += [Quad(made, t.VIA, NamedNode(change_iri(change, base)), graph) for change in each.via]
    return quads + doubt(made, (SCOPE_UNKNOWN,) if each.doubtful else (), graph)


def _members(every: Iterable[Agency], base: str, graph: NamedNode) -> list[Quad]:
    return [
        Quad(NamedNode(base + agency.iri), t.MEMBER_OF, NamedNode(base + group.iri), graph)
        for agency, group in memberships(every)
    ]
