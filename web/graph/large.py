"""The whole graph in one compact answer, with places to draw its things at: what the large view opens.

Documents lie like the seeds of a sunflower, those with most tasks in the middle, each with its tasks, reports and
targets around it; all else lies in the middle of what it is related to. That takes one pass, gives the same picture of
the same graph each time, and needs no layout in the browser; a force layout can go on from there.
"""

from __future__ import annotations

from collections import defaultdict
from math import cos, pi, sin, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from web.graph.ask import CD, rows
from web.graph.things import MARKS

if TYPE_CHECKING:
    from kg.store.generations import Generation

NODES, EDGES = 60_000, 200_000
"""The most that is told; the questions graph-nodes and graph-edges have the same limits."""
_TURN = pi * (3 - sqrt(5))
Point = tuple[float, float]


def large(generation: Generation) -> dict[str, Any]:
    """Classes, relations and, column by column, the things: IRI without the base, label, class, place, degree; edges
    are flat: source, relation, target, source … by their positions."""
    base = str(generation.manifest["base"])
    found = sorted(rows(generation, "graph-nodes", {})[0], key=itemgetter("class", "thing"))
    said = sorted(rows(generation, "graph-edges", {})[0], key=itemgetter("source", "relation", "target"))
    kept = list({row["thing"]: row for row in reversed(found)}.values())[::-1]
    number = {row["thing"]: n for n, row in enumerate(kept)}
    classes = sorted({row["class"] for row in kept})
    relations = sorted({row["relation"] for row in said})
    place = {name: n for n, name in enumerate(relations)}
    links = [
        (number[row["source"]], place[row["relation"]], number[row["target"]])
        for row in said
        if row["source"] in number and row["target"] in number
    ]
    set_by = place.get(CD + "setBy", -1)
    members = [(source, target) for source, relation, target in links if relation == set_by]
    others = [(source, target) for source, relation, target in links if relation != set_by]
    points = positions(len(kept), members, others, [n for n, r in enumerate(kept) if r["class"] == f"{CD}Document"])
    degree = [0] * len(kept)
    for source, _, target in links:
        degree[source] += 1
        degree[target] += 1
    return {
        "base": base, "classes": [name.removeprefix(CD) for name in classes],
        "relations": [name.removeprefix(CD) for name in relations],
        "iri": [row["thing"].removeprefix(base) for row in kept], "label": [row["label"].lstrip(MARKS) for row in kept],
        "class": [classes.index(row["class"]) for row in kept],
        "x": [round(x, 1) for x, _ in points], "y": [round(y, 1) for _, y in points], "degree": degree,
        "edges": [end for link in links for end in link],
        "truncated": len(found) >= NODES or len(said) >= EDGES, "limit": {"nodes": NODES, "edges": EDGES},
    }  # fmt: skip


def positions(
    size: int, members: list[tuple[int, int]], others: list[tuple[int, int]], centres: list[int]
) -> list[Point]:
    """Where each of `size` things lies. `members` are pairs of a thing and the centre it belongs to, `others` all other
    edges, `centres` the things that have members or lie as if they had.

    >>> positions(3, [(1, 0), (2, 0)], [], [0])[0]
    (0.0, 0.0)
    """
    around: dict[int, list[int]] = defaultdict(list)
    for member, centre in members:
        around[centre].append(member)
    at: dict[int, Point] = {}
    covered = 0.0
    for n, centre in enumerate(sorted(centres, key=lambda c: (-len(around[c]), c))):
        own = 3.0 + len(around[centre])
        middle = _seed(n, sqrt(covered + own / 2) * 4 if n else 0.0)
        covered += own
        at[centre] = middle
        for m, member in enumerate(around[centre], start=1):
            x, y = _seed(m, sqrt(m) * 2.2)
            at.setdefault(member, (middle[0] + x, middle[1] + y))
    edge = sqrt(covered) * 4 + 12
    beside: dict[int, list[Point]] = defaultdict(list)
    for one, two in others:
        for here, there in ((one, two), (two, one)):
            if there in at and here not in at:
                beside[here].append(at[there])
    for n in range(size):
        if n in at:
            continue
        near = beside.get(n)
        x, y = _seed(n, 6.0 + n % 17) if near else _seed(n, edge + sqrt(n))
        at[n] = (x + sum(p[0] for p in near) / len(near), y + sum(p[1] for p in near) / len(near)) if near else (x, y)
    return [at[n] for n in range(size)]


def _seed(n: int, radius: float) -> Point:
    return radius * cos(n * _TURN), radius * sin(n * _TURN)
