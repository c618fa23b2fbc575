"""A page found in a stretch of a list is the page of the whole list."""

from __future__ import annotations

import re

import pytest

from kg.store.generations import Generation
from queries import first_documents, stretches
from queries.catalogue import Catalogue, Question
from queries.run import Answer, answer, solved, terms

LONG = [question for question in Catalogue.shipped() if question.parameter(stretches.PARAMETER)]


def needed(question: Question) -> dict[str, str]:
    return {each.name: each.example for each in question.parameters if each.required}


PAGES = ((1, 0), (3, 0), (2, 2), (200, 0), (5, 1000))


def pages(
    generation: Generation, question: Question, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Answer], list[Answer]]:
    """Pages of the whole list, and the same found in the shortest stretches."""
    monkeypatch.setattr(stretches, "FIRST", 10_000)
    cut = [answer(generation, question, given, limit, offset) for limit, offset in PAGES]
    always = dict.fromkeys(stretches._SOME, 0)
    for name, value in (("FIRST", 1), ("TIMES", 2), ("_SOME", always), ("_MANY", 0), ("_FEW", 0), ("_LONG", {})):
        monkeypatch.setattr(stretches, name, value)
    monkeypatch.setattr(first_documents, "_LOOKED", 2)
    found = [answer(generation, question, given, limit, offset) for limit, offset in PAGES]
    monkeypatch.setattr(first_documents, "_FEW_TASKS", 0)
    assert found == [answer(generation, question, given, limit, offset) for limit, offset in PAGES]
    return cut, found


@pytest.mark.parametrize(
    ("question", "graph"),
    [
        (question, graph)
        for question in LONG
        for graph in ("samples_graph", "doubtful_graph")
        if graph == "samples_graph" or not any(p.type == "agency" and p.required for p in question.parameters)
    ],  # the doubtful one has few agencies
    ids=lambda each: each.name if isinstance(each, Question) else each,
)
def test_pages_of_stretches_are_those_of_the_whole_list(
    question: Question, graph: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, found = pages(request.getfixturevalue(graph), question, needed(question), monkeypatch)
    assert found == cut


@pytest.mark.parametrize(
    ("question", "name"),
    [(q, p.name) for q in LONG for p in q.parameters if not p.required],
    ids=lambda each: each.name if isinstance(each, Question) else each,
)
def test_pages_of_narrowed_lists_are_those_of_the_whole_list(
    question: Question, name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameter = question.parameter(name)
    assert parameter is not None
    graph: Generation = request.getfixturevalue("doubtful_graph" if question.name == "doubts" else "samples_graph")
    cut, found = pages(graph, question, {**needed(question), name: parameter.example}, monkeypatch)
    assert found == cut


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("tasks", {"upto": "12"}),
        ("tasks", {"lead": "Sở Y tế"}),
        ("tasks", {"support": "Sở Tài chính", "upto": "5"}),
        ("tasks", {"lead": "Sở Xây dựng", "field": "giao thông", "upto": "9"}),
        ("tasks", {"lead": "Sở Xây dựng", "support": "Sở Tài chính"}),
        ("agency-group-tasks", {"agency": "Sở Y tế"}),
        ("tasks", {"province": "Bạc Liêu", "upto": "9"}),
        ("tasks", {"province": "Bạc Liêu", "field": "giao thông"}),
        ("tasks", {"field": "giao thông", "unassigned": "true", "upto": "15"}),
        ("tasks", {"due_before": "2026-01-01", "min_confidence": "0.5"}),
        ("tasks", {"only_doubtful": "true", "due_before": "2030-01-01"}),
        ("tasks-by-field", {"field": "giao thông", "province": "Bạc Liêu"}),
        ("tasks-due-before", {"date": "2026-01-01", "upto": "5"}),
        ("targets", {"province": "Bắc Kạn", "upto": "20"}),
        ("projects", {"field": "giao thông", "province": "Bạc Liêu"}),
        ("projects", {"field": "giao thông", "upto": "12"}),
        ("tasks", {"place": "https://w3id.org/chidao/place/bạc-liêu", "field": "giao thông"}),
        ("due", {"from": "2009-01-01", "to": "2024-12-05", "upto": "4"}),
        ("due", {"from": "2024-12-05", "to": "2024-12-05", "upto": "12"}),
        ("due", {"from": "2009-01-01", "to": "2030-12-31", "lead": "Sở Xây dựng", "upto": "12"}),
        ("due", {"from": "2009-01-01", "to": "2030-12-31", "province": "Bạc Liêu", "lead": "Sở Xây dựng"}),
    ],
)
def test_pages_of_lists_narrowed_twice_are_those_of_the_whole_list(
    name: str, given: dict[str, str], samples_graph: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, found = pages(samples_graph, Catalogue.shipped().get(name), given, monkeypatch)
    assert found == cut


@pytest.mark.parametrize("name", ["due", "tasks-due-before"])
def test_a_list_by_days_is_asked_for_its_first_days(
    name: str, samples_graph: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each thing that is asked gives the list as it begins, whatever its length."""
    question = Catalogue.shipped().get(name)
    given = {"from": "2010-01-01", "to": "2040-12-31", "date": "2040-12-31"}
    bound = terms(samples_graph, question, {key: given[key] for key in needed(question)})
    whole = solved(samples_graph, question, bound, 0)[1]
    monkeypatch.setattr(stretches, "FIRST", 1)
    lengths = set()
    for rows in (1, 3, 10, 40):
        for narrow in stretches.narrowed(samples_graph, question, bound, rows, 0):
            found = solved(samples_graph, question, narrow, 0)[1]
            assert found == whole[: len(found)]
            lengths.add(len(found))
    assert len(lengths) > 2
    assert max(lengths) == len(whole)


def test_no_more_is_asked_than_a_page_needs(samples_graph: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "FIRST", 4)
    asked: list[str] = []
    from queries import run

    rows = run._rows
    monkeypatch.setattr(run, "_rows", lambda generation, query: (asked.append(query), rows(generation, query))[1])
    answer(samples_graph, Catalogue.shipped().get("tasks"), {}, 5)
    answer(samples_graph, Catalogue.shipped().get("tasks"), {"doc": "34/KH-UBND"}, 5)
    assert len(asked) == 2
    assert "VALUES ?among" in asked[0] and "VALUES ?among" not in asked[1]
    assert len(re.findall(r"VALUES \?among \{([^}]*)\}", asked[0])[0].split()) < 5


@pytest.mark.parametrize("few", [True, False])
def test_documents_are_told_of_the_days_of_who_is_in_a_collective(few: bool, samples_graph: Generation) -> None:
    """All documents with a task of an agency's collectives, and none from before or after the agency."""
    question, tables = Catalogue.shipped().get("tasks"), samples_graph.store
    prefix = "PREFIX cd: <https://w3id.org/chidao/ont#> "
    ranked = tables.query(f"{prefix}SELECT ?d ?rank {{ ?d cd:rank ?rank }}", use_default_graph_as_union=True)
    ranks = {document.value: int(rank.value) for document, rank in ranked}  # type: ignore[union-attr, misc]
    passed = 0
    for name in ("sở-nông-nghiệp-và-môi-trường", "sở-y-tế", "ủy-ban-nhân-dân-tỉnh", "sở-giáo-dục-và-đào-tạo-2023"):
        agency = f"https://w3id.org/chidao/agency/bạc-liêu/{name}"
        bound = terms(samples_graph, question, {"lead_with_groups": agency})
        counted = first_documents._counts(samples_graph, "tasks", bound, 1000, few=few)
        told = {each.rank for each in counted}
        assert all(ranks[each.document.value] == each.rank for each in counted)
        assert told == {ranks[str(row[1])] for row in answer(samples_graph, question, {"lead_with_groups": agency}, 0).rows}
        in_it = f"SELECT DISTINCT ?d {{ <{agency}> cd:memberOf ?group . ?d cd:leadingAgency ?group }}"
        in_all = tables.query(prefix + in_it, use_default_graph_as_union=True)
        passed += len({ranks[row[0].value] for row in in_all} - told)  # type: ignore[union-attr, index]
    assert passed > 1
