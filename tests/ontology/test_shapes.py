"""Every shape has an example that keeps it and one that breaks it, and says itself in both languages.

For each file of ontology/shapes there are two in tests/ontology/shapes: NAME.pass.ttl keeps all its rules and
NAME.fail.ttl, read together with it, breaks each. A node that breaks rules says so: `ex:breaks`, and where a rule
compares facts of a document, the fact says `ex:by`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from kg.check.pieces import class_triples
from kg.check.rules import SH, Rule, rules, shape_files, shapes
from kg.check.shacl import validated
from ontology.page import NAMESPACE, load

HERE = "https://example.org/"
EXAMPLES = Path(__file__).parent / "shapes"
NAMES = [name.removesuffix(".ttl") for name, _ in shape_files()]


def example(*files: str) -> Graph:
    """The graph of example files, with the classes of ours that are below others."""
    graph = Graph()
    for file in files:
        graph.parse(EXAMPLES / file)
    graph.parse(data="\n".join(f"{triple} ." for triple in class_triples()), format="nt")
    return graph


def said(graph: Graph, name: str) -> set[tuple[str, str]]:
    """Node and rule, as the examples say."""
    return {(str(s), str(o)) for s, o in graph.subject_objects(URIRef(HERE + name))}


def rules_of(name: str) -> set[str]:
    """The rules of one file."""
    content = dict(shape_files())[f"{name}.ttl"]
    graph = Graph().parse(data=content, format="turtle")
    return {str(s) for s in graph.subjects(URIRef(SH + "message")) if isinstance(s, URIRef)}


@pytest.mark.parametrize("name", NAMES)
def test_the_good_example_keeps_every_rule_and_meets_each(name: str) -> None:
    graph = example(f"{name}.pass.ttl")
    assert validated(graph) == []
    # A rule that is about nothing in the example cannot be broken by it.
    own = Graph().parse(data=dict(shape_files())[f"{name}.ttl"], format="turtle")
    for shape in own.subjects(RDF.type, URIRef(SH + "NodeShape")):
        classes = set(own.objects(shape, URIRef(SH + "targetClass")))
        classes |= {s for c in classes for s in graph.transitive_subjects(URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf"), c)}
        found = {s for c in classes for s in graph.subjects(RDF.type, c)}
        found |= {s for p in own.objects(shape, URIRef(SH + "targetSubjectsOf")) for s in graph.subjects(p)}  # type: ignore[arg-type]
        assert found, shape


@pytest.mark.parametrize("name", NAMES)
def test_the_bad_example_breaks_exactly_the_rules_it_says(name: str) -> None:
    graph = example(f"{name}.pass.ttl", f"{name}.fail.ttl")
    found = validated(graph)
    assert {(b.node, b.rule) for b in found} == said(graph, "breaks")
    assert rules_of(name) <= {b.rule for b in found}
    facts = {(b.value, b.rule) for b in found if not b.path}
    assert said(graph, "by") <= facts


def test_examples_belong_to_files_of_shapes() -> None:
    assert {file.name.split(".")[0] for file in EXAMPLES.glob("*.ttl")} == set(NAMES)


@pytest.mark.parametrize("rule", sorted(rules().values(), key=lambda rule: rule.id), ids=lambda rule: rule.id)
def test_a_rule_says_itself_and_what_to_do_in_both_languages(rule: Rule) -> None:
    for words in (rule.message, rule.suggestion):
        assert sorted(words) == ["en", "vi"]
        assert all(said.endswith((".", ")")) and "\n" not in said for said in words.values())


def test_only_shapes_with_a_message_are_rules_and_every_shape_has_rules() -> None:
    graph = shapes()
    for shape in graph.subjects(RDF.type, URIRef(SH + "NodeShape")):
        own = [str(shape), *map(str, graph.objects(shape, URIRef(SH + "property")))]
        assert set(own) & set(rules()), shape
    for shape in graph.subjects(RDF.type, URIRef(SH + "PropertyShape")):
        assert str(shape) in rules(), shape


def test_every_class_has_a_shape() -> None:
    ontology = load()
    targets = set(shapes().objects(None, URIRef(SH + "targetClass")))
    own = {c for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(NAMESPACE)}
    assert len(own) > 12
    assert own <= targets


def test_shapes_speak_of_terms_there_are() -> None:
    ontology = {str(s) for s in load().subjects()}
    used = {str(t) for triple in shapes() for t in triple if str(t).startswith(NAMESPACE)} - {NAMESPACE}  # sh:namespace
    assert used
    assert used <= ontology
