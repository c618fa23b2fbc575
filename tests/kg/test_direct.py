"""Steps that nothing stands between, against networkx."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.direct import direct

nodes = st.integers(0, 12).map(lambda n: str(n).encode())
Pairs = set[tuple[bytes, bytes]]


def closure(graph: nx.DiGraph) -> Pairs:
    return {(n, below) for n in graph for below in nx.descendants(graph, n)}


@given(st.sets(st.tuples(nodes, nodes)))
def test_without_circles_it_is_the_transitive_reduction(pairs: Pairs) -> None:
    graph = nx.DiGraph((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    assert set(direct(set(graph.edges), closure(graph))) == set(nx.transitive_reduction(graph).edges)


@given(st.sets(st.tuples(nodes, nodes)))
def test_all_that_is_below_is_still_reached(pairs: Pairs) -> None:
    graph = nx.DiGraph(pair for pair in pairs if pair[0] != pair[1])
    kept = nx.DiGraph(direct(set(graph.edges), closure(graph)))
    assert closure(kept) == closure(graph)
