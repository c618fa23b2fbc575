"""Who carries on, closed over its steps, is what an OWL 2 RL reasoner (owlrl) entails from the single steps on record:
of places, of kinds, of agencies, and of merged names. What is a part of the work, or doubtful, is tested by fixture."""

from __future__ import annotations

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import NamedNode, Quad
from rdflib import OWL, RDF, BNode, Graph, URIRef
from rdflib.collection import Collection

from kg.assemble import assemble
from kg.iri import DEFAULT_BASE
from kg.link.agencies import of_kind
from kg.link.changes import kind_changes
from kg.link.kinds import kinds
from kg.link.places import COUNTRY, provinces
from kg.link.successions import continuations
from kg.rdf import terms as t
from kg.rdf.registry import registry_quads
from tests.kg.factories import Maker, full
from tests.kg.test_rdf_successions import plan

Pairs = set[tuple[str, str]]


def pairs(quads: list[Quad], predicate: NamedNode) -> Pairs:
    return {(q.subject.value, q.object.value) for q in quads if q.predicate == predicate}  # type: ignore[union-attr]


def transitive(steps: Pairs) -> Pairs:
    """All pairs that owlrl entails where the property of the steps is transitive; nothing of a node with itself."""
    graph, step = Graph(), URIRef("https://example.org/step")
    graph.add((step, RDF.type, OWL.TransitiveProperty))
    for one, other in steps:
        graph.add((URIRef(one), step, URIRef(other)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return {(str(a), str(b)) for a, b in graph.subject_objects(step) if a != b}


def test_places_are_followed_as_far_as_a_reasoner_follows_them() -> None:
    """The committee of a province is there under each name and in each union, so those who carry it on are in all that its
    place became."""
    steps = {(a, b) for a, b in pairs(registry_quads(), t.SUCCEEDED_BY) if "/place/" in a}
    entailed = transitive(steps)
    assert len(entailed) > len(steps) > 40  # some provinces changed twice
    found = set()
    for entry in provinces():
        for each in continuations(of_kind("ubnd-tinh", entry.place)):
            found.add((f"{DEFAULT_BASE}place/{entry.place.key}", f"{DEFAULT_BASE}place/{each.body.place.key}"))
    assert found == entailed


def test_kinds_of_the_centre_are_followed_as_far_as_a_reasoner_follows_them() -> None:
    """There is one body of each, so its kinds alone tell who carries it on: by what went over as a whole, at its end."""
    central = {row["id"] for row in kinds().values() if row["level"] == "trung ương"}
    steps = {
        (change.source, change.target)
        for changes in kind_changes().values()
        for change in changes
        if change.whole and change.source in central and change.target in central and kinds()[change.source]["valid_to"]
    }
    assert len(steps) > 10
    found = {
        (kind, each.body.kind)
        for kind in central
        for each in continuations(of_kind(kind, COUNTRY))
        if each.whole and each.body.kind in central
    }
    assert found == transitive(steps)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    """Plans of three provinces that name departments with several changes before them."""
    documents = [full(), plan()]
    names = ("Sở Giao thông vận tải", "Sở Kế hoạch và Đầu tư", "Sở Tài nguyên và Môi trường", "Cục Thuế tỉnh", "Sở Nội vụ")
    ids = ("so-giao-thong-van-tai", "so-ke-hoach-va-dau-tu", "so-tai-nguyen-va-moi-truong", "cuc-thue-tinh", "so-noi-vu")
    for number, province in enumerate(("Bắc Giang", "Bình Dương", "Hà Giang"), 20):
        made = Maker("Kế hoạch", f"{number}/KH-UBND", "2022-03-01", f"Ủy ban nhân dân tỉnh {province}", province, f"Cầu {number}")
        made.part("1", "arabic", f"1. {', '.join(names)} sửa cầu.", label="1.")
        made.task("1", *(made.who("1", name, "lead", kind=kind) for name, kind in zip(names, ids, strict=True)))
        documents.append(made.document())
    return assemble(documents).quads


def whole(quads: list[Quad]) -> Pairs:
    """Who is carried on as a whole, without doubt, by whom."""
    share, doubt = dict(pairs(quads, t.SHARE)), {s for s, _ in pairs(quads, t.REASON)}
    carrier = dict(pairs(quads, t.CARRIER))
    return {
        (agency, carrier[node])
        for agency, node in pairs(quads, t.CONTINUATION)
        if node in carrier and node not in doubt and share[node].endswith("whole")
    }


def test_who_carries_on_agencies_is_closed(quads: list[Quad]) -> None:
    """A reasoner that takes the edges for transitive adds none, and needs no others than those of single steps."""
    found = whole(quads)
    assert transitive(found) == found
    single = {(a, b) for a, b in found if not any((a, c) in found and (c, b) in found for _, c in found)}
    assert single < found
    assert transitive(single) == found


def test_succeeded_by_is_short_for_a_continuation_with_its_carrier(quads: list[Quad]) -> None:
    """The rule of kg/data/rules.toml as a property chain."""
    graph, short = Graph(), URIRef(t.SUCCEEDED_BY.value)
    chain = BNode()
    Collection(graph, chain, [URIRef(t.CONTINUATION.value), URIRef(t.CARRIER.value)])
    graph.add((short, OWL.propertyChainAxiom, chain))
    for predicate in (t.CONTINUATION, t.CARRIER):
        for one, other in pairs(quads, predicate):
            graph.add((URIRef(one), URIRef(predicate.value), URIRef(other)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    entailed = {(str(a), str(b)) for a, b in graph.subject_objects(short)}
    assert entailed == {(a, b) for a, b in pairs(quads, t.SUCCEEDED_BY) if "/place/" not in a}
    assert len(entailed) > 30


def test_a_merged_name_is_of_the_kinds_that_it_unites(quads: list[Quad]) -> None:
    """Likewise: who is of a kind is of those that this kind unites."""
    graph, of_a_kind = Graph(), URIRef(t.AGENCY_KIND_OF.value)
    chain = BNode()
    Collection(graph, chain, [of_a_kind, URIRef(t.UNITES.value)])
    graph.add((of_a_kind, OWL.propertyChainAxiom, chain))
    inferred = {q for q in quads if q.predicate == t.AGENCY_KIND_OF and q.graph_name.value.endswith("/inferred")}  # type: ignore[union-attr]
    stated = [q for q in quads if q not in inferred]
    for predicate in (t.AGENCY_KIND_OF, t.UNITES):
        for one, other in pairs(stated, predicate):
            graph.add((URIRef(one), URIRef(predicate.value), URIRef(other)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    entailed = {(str(a), str(b)) for a, b in graph.subject_objects(of_a_kind)}
    assert entailed == pairs(quads, t.AGENCY_KIND_OF)
    assert len(inferred) == len(entailed - pairs(stated, t.AGENCY_KIND_OF)) == 2


def test_one_department_by_hand(quads: list[Quad]) -> None:
    """The department of planning of Bình Dương, with every change on record of what it was and became."""
    office = f"{DEFAULT_BASE}agency/bình-dương/sở-kế-hoạch-và-đầu-tư"
    carrier, share = dict(pairs(quads, t.CARRIER)), dict(pairs(quads, t.SHARE))
    found = {
        (carrier[node].removeprefix(f"{DEFAULT_BASE}agency/"), share[node].rpartition("#")[2])
        for agency, node in pairs(quads, t.CONTINUATION)
        if agency == office and node in carrier
    }
    assert found == {("bình-dương/sở-tài-chính", "whole"), ("hồ-chí-minh-2025/sở-tài-chính", "whole")}
