"""A shortest way between two things, over relations in either direction: breadth first from both ends at once, each
step one question about all things at the border, within bounds. A mere citation is gone only where no way by relations
that say more is nearly as short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from web.graph.ask import CD, portions, rows
from web.graph.explore import others, view

if TYPE_CHECKING:
    from kg.store.generations import Generation

STEPS, SEEN = 12, 20_000
"""Steps of a way, and things that are looked at, at most."""
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
    cut = False
    while met is None and all(borders) and steps < most and not cut:
        n = 0 if len(borders[0]) <= len(borders[1]) else 1
        borders[n], met, cut = _further(generation, sides[n], sides[1 - n], borders[n], left)
        steps += 1
    if met is None:
        return [], [], cut or all(borders)
    return *_way(sides, met), False


def _further(
    generation: Generation, side: _Side, opposite: _Side, border: Sequence[str], left: frozenset[str]
) -> tuple[list[str], str | None, bool]:
    """One step from a border: the next border, where both sides met, whether a bound was reached."""
    reached: list[str] = []
    for some in portions(border):
        here = set(some)
        for name in ("graph-outward", "graph-inward"):
            found, more = rows(generation, name, {"node": some})
            # Of two things that several relations join, the way takes one that says more.
            for row in sorted(found, key=lambda each: each["relation"].removeprefix(CD) in MERE):
                if row["relation"].removeprefix(CD) in left:
                    continue
                near, far = row["source"], row["target"]
                if name == "graph-inward":
                    near, far = far, near
                if near not in here or far in side:
                    continue
                side[far] = (near, row)
                reached.append(far)
                if far in opposite:
                    return reached, far, False
            if more or len(side) > SEEN:
                return reached, None, True
    return reached, None, False


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
