"""What is materialised is what the ontology's axioms entail, by an OWL 2 RL reasoner (owlrl): sub-properties, inverses and
transitivity on generated graphs. What no axiom says (plans and their legal basis, roles) is tested by fixture."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import NamedNode
from rdflib import OWL, RDFS, Graph, URIRef

from kg.assemble import Assembly, assemble
from kg.data import toml
from kg.infer import Edge, closure, steps
from kg.iri import DEFAULT_BASE
from kg.rdf import terms as t
from kg.rdf.schema import schema_quads
from tests.kg.factories import Maker, full

HERE = "https://example.org/"
AXIOMS = {RDFS.subPropertyOf, OWL.inverseOf}
BY_AXIOM = sorted(name for name, rule in toml("cascade")["steps"].items() if rule in ("inverse", "forward"))


def axioms() -> Graph:
    """The axioms on relations between documents alone: sub-properties, inverses, transitivity. Anonymous properties have
    names, as in the store; a property that is a blank node is none to owlrl."""
    graph = Graph()
    for quad in schema_quads():
        predicate = URIRef(quad.predicate.value)
        transitive = isinstance(quad.object, NamedNode) and quad.object.value == str(OWL.TransitiveProperty)
        if predicate in AXIOMS or transitive:
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode)
            graph.add((URIRef(quad.subject.value), predicate, URIRef(quad.object.value)))
    return graph


def entailed(edges: set[Edge]) -> dict[str, set[tuple[str, str]]]:
    """`cascadesTo` and `cascadesToAll` by owlrl."""
    graph = axioms()
    for source, relation, target in edges:
        graph.add((URIRef(HERE + source), URIRef(t.RELATIONS[relation].value), URIRef(HERE + target)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return {
        term.value: {(str(s)[len(HERE) :], str(o)[len(HERE) :]) for s, o in graph.subject_objects(URIRef(term.value))}
        for term in (t.CASCADES_TO, t.CASCADES_TO_ALL)
    }


documents = st.integers(0, 5).map(str)
edges = st.builds(Edge, documents, st.sampled_from(BY_AXIOM), documents).filter(lambda e: e.source != e.target)


def pairs(table: dict[str, set[str]]) -> set[tuple[str, str]]:
    return {(higher, lower) for higher, below in table.items() for lower in below}


@settings(max_examples=25)
@given(st.sets(edges, max_size=8))
def test_the_cascade_is_what_an_owl_reasoner_entails(found: set[Edge]) -> None:
    expected = entailed(found)
    down = steps(found, set())
    assert pairs(down) == expected[t.CASCADES_TO.value]
    # Nothing is written as cascading to itself, which a cycle entails: docs/decisions/0012-inference.md.
    assert pairs(closure(down)) == {(a, b) for a, b in expected[t.CASCADES_TO_ALL.value] if a != b}


def test_the_reasoner_is_asked_for_something() -> None:
    """A chain over a relation of each direction: the closure needs sub-property, inverse and transitivity."""
    chain = {Edge("plan", "implements", "resolution"), Edge("decision", "approves", "scheme"), Edge("scheme", "continues", "plan")}
    found = entailed(chain)[t.CASCADES_TO_ALL.value]
    assert {("resolution", "scheme"), ("decision", "scheme"), ("plan", "scheme")} <= found
    assert len(BY_AXIOM) == 4


def inferred(made: Assembly) -> set[tuple[str, str, str]]:
    graph = f"{DEFAULT_BASE}graph/inferred"
    return {
        (q.subject.value, q.predicate.value, q.object.value)  # type: ignore[union-attr]
        for q in made.quads
        if q.graph_name.value == graph  # type: ignore[union-attr]
    }


def asserted(made: Assembly, predicate: NamedNode) -> set[tuple[str, str]]:
    return {(q.subject.value, q.object.value) for q in made.quads if q.predicate == predicate}  # type: ignore[union-attr]


def test_roles_are_short_for_assignments() -> None:
    """`ledBy` and `supportedBy` are the agents of assignments with the role, and nothing else."""
    made = assemble([full()])
    agents, roles = dict(asserted(made, t.AGENT)), dict(asserted(made, t.ROLE))
    for shortcut, role in ((t.LED_BY, "lead"), (t.SUPPORTED_BY, "support")):
        wanted = {
            (duty, agents[each])
            for duty, each in asserted(made, t.HAS_ASSIGNMENT)
            if roles[each] == t.concept("role", role).value
        }
        assert wanted
        assert {(s, o) for s, p, o in inferred(made) if p == shortcut.value} == wanted


@pytest.mark.parametrize(("kind", "follows"), [("Kế hoạch", True), ("Quyết định", False)])
def test_a_legal_basis_is_a_step_for_plans_alone(kind: str, follows: bool) -> None:
    made = Maker(kind, "6/KH-UBND", "2023-01-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Giếng")
    made.part("head/basis", "basis", "Căn cứ Quyết định số 99/QĐ-TTg ngày 02/02/2022 của Thủ tướng Chính phủ;")
    made.cite("head/basis", "Quyết định số 99/QĐ-TTg ngày 02/02/2022", "99/QĐ-TTg|2022-02-02", "Quyết định", "Thủ tướng Chính phủ")  # fmt: skip
    made.relate("head/basis", made.lines[-1], "this", "based_on", "99/QĐ-TTg|2022-02-02")
    down = {p for _, p, _ in inferred(assemble([made.document()]))}
    assert (t.CASCADES_TO.value in down) == follows


def test_what_is_inferred_is_not_asserted_and_stands_apart() -> None:
    made = assemble([full()])
    everywhere = {(q.predicate.value, q.graph_name.value.removeprefix(DEFAULT_BASE)) for q in made.quads}  # type: ignore[union-attr]
    for term in (t.CASCADES_TO, t.CASCADES_TO_ALL, t.LED_BY, t.SUPPORTED_BY):
        assert {graph for predicate, graph in everywhere if predicate == term.value} == {"graph/inferred"}
