"""What is done where thousands of things have a relation to one: less is looked at, and the same is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from kg.store.generations import Generation, Generations
from queries.bind import bind
from queries.catalogue import question
from queries.run import answer, ask
from web.graph import ask as ask_module
from web.graph import edges, explore, path
from web.graph.ask import CD, rows
from web.pages import thing
from web.pages.links import Links
from web.pages.page import Page


@pytest.fixture(scope="module")
def graph(samples_store: Path) -> Iterator[Generation]:
    with Generations(samples_store).open() as generation:
        yield generation


def documents(graph: Generation) -> list[str]:
    return [row["document"] for row in ask(graph, "documents", {}, 0).dicts()]


def test_edges_are_as_sure_whichever_way_it_is_asked(graph: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    """By some places first, or by all of them at once."""
    stated = documents(graph)
    all_at_once = explore.outward(graph, stated)
    assert any(edge["confidence"] < 1 for edge in all_at_once[0]) and any(e["relation"] == "cites" for e in all_at_once[0])
    monkeypatch.setattr(edges, "MANY", 0)
    assert explore.outward(graph, stated) == all_at_once


@pytest.mark.parametrize(
    "name", ["graph-outward", "graph-inward", "graph-things", "graph-counts", "graph-degrees", "graph-places", "steps"]
)
def test_rows_come_in_the_order_that_the_store_puts_them_in(graph: Generation, name: str) -> None:
    """They are put in order in the process, but for pages, which the store makes; so also where there are more."""
    some = documents(graph)
    task = rows(graph, "graph-inward", {"node": some, "relation": [f"{CD}setBy"]})[0][0]["source"]
    given = {"doc": some} if name in ("graph-places", "steps") else {"node": [*some, task, f"{CD}Document"]}
    found, more = rows(graph, name, given)
    asked = bind(question(name).text, {key: [ox.NamedNode(iri) for iri in iris] for key, iris in given.items()})
    said: Any = graph.store.query(asked, use_default_graph_as_union=True)
    columns = [variable.value for variable in said.variables]
    assert found == [{c: row[c].value if row[c] else "" for c in columns} for row in said] and not more
    assert len(found) > 5


def test_of_more_rows_than_a_page_has_those_are_told_that_come_first(
    graph: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = rows(graph, "graph-inward", {"node": documents(graph)})
    short = question("graph-inward").text.replace("LIMIT 5000", "LIMIT 9")
    monkeypatch.setattr(ask_module, "question", lambda name: SimpleNamespace(text=short))
    assert rows(graph, "graph-inward", {"node": documents(graph)}) == (whole[:9], True)


@pytest.mark.parametrize("name", ["graph-outward", "graph-counts"])
def test_what_goes_out_is_told_of_documents_as_of_all_else(graph: Generation, name: str) -> None:
    """Of documents each relation is looked up, of all else what goes out is gone through."""
    some = documents(graph)
    others = [row["source"] for row in rows(graph, "graph-inward", {"node": some, "relation": [f"{CD}setBy"]})[0]]
    every = [*dict.fromkeys(some + others[:200])]
    shown = ", ".join(f"<{CD}{r['term'].rpartition('#')[2]}>" for r in rows(graph, "graph-terms", {})[0] if r["kind"] == "relation")
    told: Any = graph.store.query(
        f"SELECT DISTINCT ?node ?r ?o {{ VALUES ?node {{ {' '.join(f'<{iri}>' for iri in every)} }} ?node ?r ?o FILTER(?r IN ({shown})) }}",
        use_default_graph_as_union=True,
    )
    edges_told = {(n.value, r.value, o.value) for n, r, o in told}
    found = [row for row in rows(graph, name, {"node": every})[0] if row["relation"] != f"{CD}field"]
    if name == "graph-outward":
        assert {(row["source"], row["relation"], row["target"]) for row in found} == edges_told
    else:
        out = Counter((n, r) for n, r, _ in edges_told)
        counted: Counter[tuple[str, str]] = Counter()
        for row in found:
            if row["outward"] == "true":
                counted[row["node"], row["relation"]] += int(row["count"])
        assert counted == out
    assert len(edges_told) > 500


def test_what_a_field_tells_is_as_many_as_lead_to_it(graph: Generation) -> None:
    """Tens of thousands may lead to one: they are not counted again."""
    fields = [row["thing"] for row in rows(graph, "graph-nodes", {"class": [f"{CD}Field"]})[0]]
    led = rows(graph, "graph-inward", {"node": fields, "relation": [f"{CD}field"]})[0]
    classes = {row["thing"]: row["class"].removeprefix(CD) for row in rows(graph, "graph-nodes", {})[0]}
    pairs = {(row["target"], row["source"]) for row in led if row["source"] in classes}
    counted = Counter((field, classes[source]) for field, source in pairs)
    told = [each for each in explore.counts(graph, fields) if each["relation"] == "field"]
    assert {(each["iri"], each["class"]): each["count"] for each in told} == counted
    assert {"Task", "Project"} <= {each["class"] for each in told} and not any(each["outward"] for each in told)


@pytest.mark.parametrize("relation", ["ledBy", "setBy", "field", "implements", "place"])
def test_what_leads_to_a_thing_comes_in_the_order_of_its_iris(graph: Generation, relation: str) -> None:
    """As the question graph-inward has it, which the store puts in order."""
    led = rows(graph, "graph-edges", {"relation": [CD + relation]})[0]
    targets = sorted({row["target"] for row in led})[:5]
    assert targets
    for target in targets:
        given = {"node": [target], "relation": [CD + relation]}
        said = [row["source"] for row in rows(graph, "graph-inward", given)[0]]
        for limit, offset in ((500, 0), (2, 0), (2, 1)):
            found, more = explore._beside(graph, target, relation, False, limit, offset)
            assert [row["source"] for row in found] == list(dict.fromkeys(said))[offset : offset + limit]
            assert more == (len(set(said)) > offset + limit)


def test_a_way_is_as_long_where_what_many_lead_to_is_passed_by(
    graph: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ends reach it by what goes out of them; what is only found from there is said to be cut off."""
    some = documents(graph)[:6]
    pairs = [(one, other) for one in some for other in some if one < other]
    whole = [path.path(graph, one, other) for one, other in pairs]
    assert any(len(way["path"]) > 2 for way in whole)
    monkeypatch.setattr(path, "CROWD", 0)
    monkeypatch.setattr(path, "once", lambda *given: {})
    passed = [path.path(graph, one, other) for one, other in pairs]
    for before, after in zip(whole, passed, strict=True):
        assert len(after["path"]) >= len(before["path"]) if after["path"] else after["truncated"] or not before["path"]
    assert any(way["path"] for way in passed)


def test_a_way_is_the_same_however_many_things_are_asked_about_at_a_time(
    graph: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = documents(graph)[:7]
    pairs = [(one, other) for one in some for other in some if one < other]
    few = [path.path(graph, one, other) for one, other in pairs]
    monkeypatch.setattr(path, "FEW", 1000)
    assert [path.path(graph, one, other) for one, other in pairs] == few


def test_nothing_is_asked_twice_of_a_way(graph: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where it is searched for again without the citation in it."""
    asked: Counter[tuple[str, str]] = Counter()
    searches = 0

    def counted(generation: Generation, name: str, given: dict[str, list[str]]) -> tuple[list[dict[str, str]], bool]:
        asked.update((name, iri) for iri in given["node"])
        return rows(generation, name, given)

    def searched(*given: Any) -> Any:
        nonlocal searches
        searches += 1
        return search(*given)

    search = path._search
    monkeypatch.setattr(path, "rows", counted)
    monkeypatch.setattr(path, "_search", searched)
    some = documents(graph)[:7]
    twice = 0
    for one, other in ((one, other) for one in some for other in some if one < other):
        searches = 0
        asked.clear()
        path.path(graph, one, other)
        assert max(asked.values()) == 1
        twice += searches == 2
    assert twice > 2


def test_what_is_known_to_be_crowded_is_not_counted_again(graph: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: Counter[str] = Counter()

    def noted(generation: Generation, name: str, given: dict[str, list[str]]) -> tuple[list[dict[str, str]], bool]:
        counted.update(given["node"] if name == "graph-degrees" else ())
        return rows(generation, name, given)

    known: dict[str, int] = {}
    monkeypatch.setattr(path, "rows", noted)
    monkeypatch.setattr(path, "CROWD", 20)
    monkeypatch.setattr(path, "once", lambda *given: known)
    one, *others = documents(graph)[:7]
    first = [path.path(graph, one, other) for other in others]
    assert known and set(known) <= set(counted) and min(known.values()) > 20
    counted.clear()
    assert [path.path(graph, one, other) for other in others] == first
    assert counted and not set(known) & set(counted)


@pytest.mark.parametrize("name", ["graph-edges", "graph-nodes"])
def test_a_list_without_order_has_pages(graph: Generation, name: str) -> None:
    """A page is the same rows that all of it has there, and says whether there are more."""
    asked = question(name)
    whole = answer(graph, asked, {})
    assert not whole.truncated and len(whole.rows) > 60
    found = [answer(graph, asked, {}, 25, offset) for offset in range(0, len(whole.rows), 25)]
    assert sorted(map(str, (row for page in found for row in page.rows))) == sorted(map(str, whole.rows))
    assert [page.truncated for page in found] == [True] * (len(found) - 1) + [False]
    assert answer(graph, asked, {}, 0).rows == whole.rows


def test_the_page_of_a_thing_counts_what_names_it_and_lists_some(
    graph: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = str(graph.manifest["base"])
    iri = f"{base}type/kế-hoạch"
    named = ask(graph, "naming-it", {"iri": iri}, 0).dicts()

    def shown() -> list[dict[str, object]]:
        page = Page(graph, "vi", iri.removeprefix(base), {}, "2026-01-02", iri.removeprefix(base), Links(base))
        return list(thing.view(page).data["naming"])

    whole = shown()
    assert {each["property"]: int(str(each["count"])) for each in whole} == {
        each["property"]: len({row["thing"] for row in named if row["property"] == each["property"]}) for each in whole
    }
    assert {row["property"] for row in named} == {each["property"] for each in whole}
    assert not any(each["more"] for each in whole)
    monkeypatch.setattr(thing, "SOME", 1)
    for each, some in zip(whole, shown(), strict=True):
        assert some["count"] == each["count"] and len(list(some["things"])) == 1  # type: ignore[call-overload]
        assert bool(some["more"]) == (each["count"] != "1")
