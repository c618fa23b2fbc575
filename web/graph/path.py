"""A shortest way between two things, over relations in either direction: breadth first from both ends at once, each
step one question about all things at the border, within bounds. A mere citation is gone only where no way by relations
that say more is nearly as short. A thing to which thousands of others have a relation is a way's joint only where it is
reached from both sides: those thousands are not looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from web.graph.ask import CD, portions, rows
from web.graph.explore import others, view

if TYPE_CHECKING:
    from kg.store.generations import Generation

STEPS, SEEN = 12, 20_000
"""Steps of a way, and things that are looked at, at most."""
CROWD = 2000
"""Relations that lead to the things asked about at a time, those with fewest first; those with more are passed by."""
AT_ONCE = 64
"""Things of a border that are asked about at a time: a way is often found before all were."""
COMMON = frozenset(("place", "within", "agencyKind", "memberOf", "field", "unites"))
"""Relations that so many things share that a way over them tells little: left out unless they are asked for."""
MERE = frozenset(("cites",))
"""Relations that say little of how two things belong together: that one document names the other."""
DETOUR = 3
"""Steps of other relations that are gone rather than one of MERE."""
_Row = dict[str, str]
_Side = dict[str, tuple[str, _Row] | None]
"""What was reached from one end -> the thing before it, and the edge; None for the end itself."""


def path(generation: Generation, one: str, other: str, *, common: bool = False) -> dict[str, Any]:
    """The things of a shortest way in their order (`path`), as nodes with edges; an empty one where there is none
    within the bounds, and `truncated` where a bound was reached before all was looked at."""
    left = frozenset() if common else COMMON
    way, walked, cut = _search(generation, one, other, left, STEPS)
    mere = sum(row["relation"].removeprefix(CD) in MERE for row in walked)
    if mere:
        most = min(STEPS, len(walked) + (DETOUR - 1) * mere)
        better, better_walked, _ = _search(generation, one, other, left | MERE, most)
        if better:
            way, walked = better, better_walked
    if not way:
        return {"path": [], "nodes": [], "edges": [], "truncated": cut, "limit": SEEN}
    found = view(generation, way, path=way, limit=SEEN)
    found["edges"] += others(generation, found["edges"], walked)
    return found


def _search(
    generation: Generation, one: str, other: str, left: frozenset[str], most: int
) -> tuple[list[str], list[_Row], bool]:
    """The things and the edges of a shortest way of `most` steps that takes no relation of `left`; no things where
    there is none, and whether a bound was reached before all was looked at."""
    sides: tuple[_Side, _Side] = ({one: None}, {other: None})
    borders: list[list[str]] = [[one], [other]]
    met = one if one == other else None
    steps = 0
    cut = passed = False
    while met is None and all(borders) and steps < most and not cut:
        n = 0 if len(borders[0]) <= len(borders[1]) else 1
        borders[n], met, cut, by = _further(generation, sides[n], sides[1 - n], borders[n], left)
        passed = passed or by
        steps += 1
    if met is None:
        return [], [], cut or passed or all(borders)
    return *_way(sides, met), False


def _crowded(generation: Generation, some: Sequence[str]) -> set[str]:
    """Those to which so many things have a relation that they are not looked at."""
    found, _ = rows(generation, "graph-degrees", {"node": some})
    counted = sorted((int(row["count"]), row["node"]) for row in found)
    sums = accumulate(count for count, _ in counted)
    return {iri for (_, iri), before in zip(counted, sums, strict=True) if before > CROWD}


def _further(
    generation: Generation, side: _Side, opposite: _Side, border: Sequence[str], left: frozenset[str]
) -> tuple[list[str], str | None, bool, bool]:
    """One step from a border: the next border, where both sides met, whether a bound was reached, and whether things
    were passed by since they are too many. What goes out is looked at first: it is less."""
    reached: list[str] = []
    passed = False
    for name in ("graph-outward", "graph-inward"):
        for some in portions(border, AT_ONCE):
            crowded = _crowded(generation, some) if name == "graph-inward" else set()
            passed = passed or bool(crowded)
            asked = [iri for iri in some if iri not in crowded]
            found, more = rows(generation, name, {"node": asked}) if asked else ([], False)
            for far in _reached(found, set(asked), name == "graph-outward", side, left):
                reached.append(far)
                if far in opposite:
                    return reached, far, False, passed
            if more or len(side) > SEEN:
                return reached, None, True, passed
    return reached, None, False, passed


def _reached(found: list[_Row], here: Set[str], outward: bool, side: _Side, left: frozenset[str]) -> Iterator[str]:
    """The things beside some that were not reached before, one after the other as they are put into `side`."""
    # Of two things that several relations join, the way takes one that says more.
    for row in sorted(found, key=lambda each: each["relation"].removeprefix(CD) in MERE):
        near, far = (row["source"], row["target"]) if outward else (row["target"], row["source"])
        if row["relation"].removeprefix(CD) not in left and near in here and far not in side:
            side[far] = (near, row)
            yield far


def _way(sides: tuple[_Side, _Side], met: str) -> tuple[list[str], list[_Row]]:
    """The things from one end to the other by where both sides met, and the edges walked."""
    halves: list[list[str]] = []
    walked: list[_Row] = []
    for side in sides:
        half = [met]
        while (before := side[half[-1]]) is not None:
            half.append(before[0])
            walked.append(before[1])
        halves.append(half)
    return [*reversed(halves[0]), *halves[1][1:]], walked
