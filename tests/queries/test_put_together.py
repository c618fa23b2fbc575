"""Lists that are sorted by told ranks, or put together of two, have the rows and the order of the plain ones."""

from __future__ import annotations

import re

from kg.rdf.terms import RELATIONS
from kg.store.generations import Generation
from queries.catalogue import question
from queries.run import ask

PREFIX = "PREFIX cd: <https://w3id.org/chidao/ont#> "


def rows(generation: Generation, query: str) -> list[tuple[str, ...]]:
    found = generation.store.query(PREFIX + query, use_default_graph_as_union=True)
    return [tuple(term.value for term in row) for row in found]  # type: ignore[union-attr]


def test_successions_come_in_the_order_of_iris(samples_graph: Generation) -> None:
    whole = ask(samples_graph, "successors", limit=0)
    edges = [(old, new) for old, _, new, _, _ in whole.rows]
    assert edges == sorted(rows(samples_graph, "SELECT DISTINCT ?old ?new { ?old cd:succeededBy ?new }"))
    assert ask(samples_graph, "successors").rows == whole.rows[:200]
    of_one = ask(samples_graph, "successors", {"agency": "Sở GTVT"}, limit=0).rows
    assert of_one and set(of_one) < set(whole.rows) and list(of_one) == sorted(of_one, key=lambda row: (row[0], row[2]))


def test_a_step_has_the_words_of_both_directions(samples_graph: Generation) -> None:
    stated = rows(
        samples_graph, "SELECT ?one ?other { ?s cd:states ?r ; cd:sourceDocument ?one ; cd:targetDocument ?other }"
    )
    assert stated
    for one, other in set(stated):
        found = ask(samples_graph, "step-evidence", {"one": one, "other": other}).dicts()
        ends = [(row["source"], row["target"]) for row in found]
        assert sorted(ends) == sorted(pair for pair in stated if pair in ((one, other), (other, one)))
        assert found == ask(samples_graph, "step-evidence", {"one": other, "other": one}).dicts()


def test_how_sure_a_step_is_looks_for_every_relation_there_is() -> None:
    looked = re.findall(r"VALUES \?said \{([^}]+)\}", question("step-confidence").text)
    relations = {f"cd:{relation.value.rpartition('#')[2]}" for relation in RELATIONS.values()}
    assert [set(each.split()) for each in looked] == [relations, relations]
