"""Every predicate that inference writes has a rule that `chidao why` can show, and the premises hold."""

from __future__ import annotations

from kg.assemble import assemble
from kg.iri import ONTOLOGY
from kg.rules import rules
from tests.kg.factories import full
from tests.kg.graphs import ask, in_graph, store_of


def test_each_inferred_triple_follows_from_what_its_rule_says() -> None:
    quads = assemble([full()]).quads
    store = store_of(quads)
    inferred = in_graph(quads, "inferred")
    assert {q.predicate.value.removeprefix(ONTOLOGY) for q in inferred} == {
        "ledBy", "supportedBy", "cascadesTo", "cascadesToAll",
    }  # fmt: skip
    for quad in inferred:
        found = rules(quad.predicate.value.removeprefix(ONTOLOGY))
        assert found
        if found[0].closure:
            continue
        ends = f"VALUES (?s ?o) {{ ({quad.subject} {quad.object}) }}"
        patterns = (" ".join(f"{s} {p} {o} ." for s, p, o in rule.premises) for rule in found)
        assert any(ask(store, f"SELECT * {{ {ends} {lines.replace('base:type-group/plans', '<type-group/plans>')} }}") for lines in patterns), quad
