"""Steps of the cascade and their closure, by hand-made cases and against networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.infer import Edge, closure, steps


@pytest.mark.parametrize(
    ("edge", "plans", "expected"),
    [
        # higher to lower: the source of these is the lower one
        (Edge("a", "implements", "b"), set(), {"b": {"a"}}),
        (Edge("a", "continues", "b"), set(), {"b": {"a"}}),
        # … of these the higher one
        (Edge("a", "approves", "b"), set(), {"a": {"b"}}),
        (Edge("a", "promulgates", "b"), set(), {"a": {"b"}}),
        # a legal basis makes a step for plans alone
        (Edge("a", "based_on", "b"), set(), {}),
        (Edge("a", "based_on", "b"), {"a"}, {"b": {"a"}}),
        (Edge("a", "based_on", "b"), {"b"}, {}),
        # these make none
        (Edge("a", "cites", "b"), {"a", "b"}, {}),
        (Edge("a", "amends", "b"), {"a", "b"}, {}),
        (Edge("a", "replaces", "b"), {"a", "b"}, {}),
        (Edge("a", "proposed_by", "b"), {"a", "b"}, {}),
        # nothing carries itself out
        (Edge("a", "implements", "a"), set(), {}),
    ],
)
def test_one_step(edge: Edge, plans: set[str], expected: dict[str, set[str]]) -> None:
    assert steps([edge], plans) == expected


def test_every_relation_of_the_rules_exists() -> None:
    from kg.data import toml
    from kg.rdf.terms import RELATIONS

    assert set(toml("cascade")["steps"]) <= set(RELATIONS)


nodes = st.integers(0, 12).map(str)


@given(st.sets(st.tuples(nodes, nodes)))
def test_the_closure_is_that_of_networkx(pairs: set[tuple[str, str]]) -> None:
    table: dict[str, set[str]] = {}
    for higher, lower in pairs:
        if higher != lower:
            table.setdefault(higher, set()).add(lower)
    graph = nx.DiGraph((h, low) for h, ls in table.items() for low in ls)
    expected = {n: set(nx.descendants(graph, n)) for n in graph if nx.descendants(graph, n)}
    assert closure(table) == expected


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = {str(i): {str(i + 1)} for i in range(5000)}
    # Only its ends are looked at: the whole closure has twelve million pairs.
    found = closure({k: v for k, v in chain.items() if int(k) < 1500})
    assert len(found["0"]) == 1500
