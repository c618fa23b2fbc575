"""Views of the explorer: where it begins, what lies beside a thing, a view that is opened again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.together import together
from queries.run import QueryError
from web.graph.ask import CD, portions, rows
from web.graph.edges import STATED, Edge, edges, outward
from web.graph.things import things
from web.pages.kept import once

if TYPE_CHECKING:
    from kg.store.generations import Generation

Found = dict[str, Any]
START, FIRST, GROUP, PAGE = 40, 120, 25, 50
"""Nodes of the overview; nodes of the first view of a thing, and of one relation in it; of one step of expanding."""
NONE = "no such thing in the graph; look for it by its name"
MOST_PAGE, MOST_VIEW = 500, 5000


def view(generation: Generation, iris: Iterable[str], *, truncated: bool = False, **more: Any) -> Found:
    """These things as nodes, and all edges that go out from them: which of them lead to things that are shown, only who
    shows them knows."""
    wanted = list(dict.fromkeys(iris))
    nodes, (found, cut) = together(lambda: things(generation, wanted), lambda: outward(generation, wanted))
    here = {node["iri"] for node in nodes}
    found = [edge for edge in found if edge["source"] in here]
    return {"nodes": nodes, "edges": found, "truncated": truncated or cut, **more}


def known(generation: Generation, iri: str) -> Found:
    """The node of a thing; raises QueryError where the graph knows none."""
    found = things(generation, [iri])
    if not found:
        raise QueryError(f"{iri[:300]}: {NONE}")
    return found[0]


def counts(generation: Generation, iris: Sequence[str]) -> list[Found]:
    """How many relations of each kind things have, in each direction, to things of each class."""
    found, _ = rows(generation, "graph-counts", {"node": iris})
    return [
        {"iri": row["node"], "relation": row["relation"].removeprefix(CD), "outward": row["outward"] == "true",
         "class": row["class"].removeprefix(CD), "count": int(row["count"])}
        for row in found
    ]  # fmt: skip


def focus(generation: Generation, iri: str) -> Found:
    """A thing with what lies beside it: whole groups (one relation, one direction) of at most GROUP things, the
    smallest first, FIRST things in all. The groups that were left out are in `counts`, as all are."""
    counted = counts(generation, [iri])
    sizes: Counter[tuple[str, bool]] = Counter()
    for each in counted:
        sizes[each["relation"], each["outward"]] += each["count"]
    beside: list[str] = [iri]
    left_out = False
    for (relation, out), size in sorted(sizes.items(), key=lambda item: (item[1], item[0])):
        if size > GROUP or len(beside) + size > FIRST:
            left_out = True
            continue
        beside += _others(_beside(generation, iri, relation, out, size, 0)[0], iri)
    found = view(generation, beside, focus=iri, counts=counted, limit=FIRST, leftOut=left_out)
    if all(node["iri"] != iri for node in found["nodes"]):
        raise QueryError(f"{iri[:300]}: {NONE}")
    return found


def expand(generation: Generation, iri: str, relation: str, out: bool, limit: int, offset: int) -> Found:
    """The things to which a relation goes out from this one, or that it comes from: `limit` of them from the
    `offset`th on, with the edges between. `truncated`: there are more."""
    found, more = _beside(generation, iri, relation, out, min(limit or PAGE, MOST_PAGE), offset)
    answer = view(generation, _others(found, iri), truncated=more, limit=min(limit or PAGE, MOST_PAGE), offset=offset)
    answer["edges"] += others(generation, answer["edges"], found)
    return answer


def others(generation: Generation, told: Iterable[Edge], found: Iterable[dict[str, str]]) -> list[Edge]:
    """The edges that rows of graph-outward or graph-inward tell and that were not told before."""
    known = {(e["source"], e["relation"], e["target"]) for e in told}
    return edges(
        generation, [r for r in found if (r["source"], r["relation"].removeprefix(CD), r["target"]) not in known]
    )


def _beside(
    generation: Generation, iri: str, relation: str, out: bool, limit: int, offset: int
) -> tuple[list[dict[str, str]], bool]:
    given = {"node": [iri], "relation": [CD + relation]}
    if out:
        return rows(generation, "graph-outward", given, limit, offset)
    # In the order of their IRIs, which is quicker put in order here than by the store.
    sources = sorted(row["source"] for row in rows(generation, "graph-sources", given)[0])
    some = sources[offset : offset + limit]
    found = [
        row
        for part in portions(some)
        for row in rows(generation, "graph-outward", {"node": part, "relation": given["relation"]})[0]
        if row["target"] == iri
    ]
    return found, len(sources) > offset + limit


def _others(found: Iterable[dict[str, str]], iri: str) -> list[str]:
    return [row["target"] if row["source"] == iri else row["source"] for row in found]


def start(generation: Generation) -> Found:
    """An overview: documents that have much to do with each other, START of them at most."""
    documents = once(generation, "overview", lambda: overview(generation))
    return view(generation, documents[:START], truncated=len(documents) > START, limit=START)


def overview(generation: Generation) -> list[str]:
    """The documents of the overview, and one more where there are more: chosen once of a generation, since all
    relations of documents are gone through."""
    found, _ = rows(generation, "graph-edges", {"relation": [CD + relation for relation in sorted(STATED - {"cites"})]})
    degree = Counter(end for row in found for end in (row["source"], row["target"]))
    best = _together(found, degree, START + 1)
    read, _ = ([], False) if best else rows(generation, "graph-nodes", {"class": [f"{CD}Document"]})
    return best or [row["thing"] for row in read][: START + 1]


def _together(found: Sequence[dict[str, str]], degree: Counter[str], most: int) -> list[str]:
    """Documents, from the one with most relations on: next is always the one with most relations to those before."""
    beside: dict[str, set[str]] = defaultdict(set)
    for row in found:
        beside[row["source"]].add(row["target"])
        beside[row["target"]].add(row["source"])
    ties: Counter[str] = Counter()
    left = set(degree)
    chosen: list[str] = []
    while left and len(chosen) < most:
        best = min(left, key=lambda iri: (-ties[iri], -degree[iri], iri))
        left.remove(best)
        chosen.append(best)
        ties.update(beside[best])
    return chosen
