"""The first steps of a lineage, which are asked for level by level, against the whole of it."""

from __future__ import annotations

from itertools import product

import networkx as nx

from kg.store.generations import Generation
from queries.lineage import ways_of
from queries.run import ask


def test_the_first_steps_of_each_level_are_those_of_the_whole_lineage(samples_graph: Generation) -> None:
    for row, most in product(ask(samples_graph, "documents", {}, 0).dicts(), (1, 2, 3, 5, 200)):
        every = ways_of(samples_graph, row["document"], ["down"])["down"]
        some = ways_of(samples_graph, row["document"], ["down"], most=most)["down"]
        whole = {(near, step.iri): step for near, steps in every.items() for step in steps}
        found = {(near, step.iri): step for near, steps in some.items() for step in steps}
        assert len(found) == min(most, len(whole)) and some.left == len(whole) - len(found)
        assert all(whole[pair] == step for pair, step in found.items())
        depth = nx.single_source_shortest_path_length(nx.DiGraph(list(whole)), row["document"]) if whole else {}
        left = [depth[near] for near, _ in whole.keys() - found.keys()]
        assert max((depth[near] for near, _ in found), default=0) <= min(left, default=99)
