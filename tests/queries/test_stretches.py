"""A page found in a stretch of a list is the page of the whole list."""

from __future__ import annotations

import pytest

from kg.store.generations import Generation
from queries import stretches
from queries.catalogue import Catalogue, Question
from queries.run import answer

LONG = [question for question in Catalogue.shipped() if question.parameter(stretches.PARAMETER)]


def needed(question: Question) -> dict[str, str]:
    return {each.name: each.example for each in question.parameters if each.required}


@pytest.mark.parametrize("graph", ["samples_graph", "doubtful_graph"])
@pytest.mark.parametrize("question", LONG, ids=lambda question: question.name)
def test_pages_of_stretches_are_those_of_the_whole_list(
    question: Question, graph: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation: Generation = request.getfixturevalue(graph)
    given = needed(question)
    monkeypatch.setattr(stretches, "FIRST", 10_000)
    whole = [answer(generation, question, given, limit, offset) for limit, offset in ((1, 0), (3, 0), (2, 2), (200, 0), (5, 1000))]
    monkeypatch.setattr(stretches, "FIRST", 1)
    monkeypatch.setattr(stretches, "TIMES", 2)
    assert [answer(generation, question, given, limit, offset) for limit, offset in ((1, 0), (3, 0), (2, 2), (200, 0), (5, 1000))] == whole


def test_no_more_is_asked_than_a_page_needs(samples_graph: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "FIRST", 4)
    asked: list[str] = []
    from queries import run

    rows = run._rows
    monkeypatch.setattr(run, "_rows", lambda generation, query: (asked.append(query), rows(generation, query))[1])
    answer(samples_graph, Catalogue.shipped().get("tasks"), {}, 5)
    answer(samples_graph, Catalogue.shipped().get("tasks"), {"lead": "Sở GTVT"}, 5)
    assert len(asked) == 2
    assert "cd:rank ?place" in asked[0] and "cd:rank ?place" not in asked[1]
