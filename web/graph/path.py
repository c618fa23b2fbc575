"""A shortest way between two things, over relations in either direction: breadth first from both ends at once, each
step one question about all things at the border, within bounds. A mere citation is gone only where no way by relations
that say more is nearly as short. A thing to which thousands of others have a relation is a way's joint only where it is
reached from both sides: those thousands are not looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from web.graph.ask import CD, portions, rows
from web.graph.explore import others, view
from web.pages.kept import once

if TYPE_CHECKING:
    from kg.store.generations import Generation

STEPS, SEEN = 12, 20_000
"""Steps of a way, and things that are looked at, at most."""
CROWD = 2000
"""Relations that lead to the things asked about at a time, those with fewest first; those with more are passed by."""
AT_ONCE, FEW = 64, 16
"""Things of a border that are gone through at a time, and of these that are asked about: a way is often found before
all were."""
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
    beside = _Beside(generation)
    way, walked, cut = _search(beside, one, other, left, STEPS)
    mere = sum(row["relation"].removeprefix(CD) in MERE for row in walked)
    if mere:
        most = min(STEPS, len(walked) + (DETOUR - 1) * mere)
        better, better_walked, _ = _search(beside, one, other, left | MERE, most)
        if better:
            way, walked = better, better_walked
    if not way:
        return {"path": [], "nodes": [], "edges": [], "truncated": cut, "limit": SEEN}
    found = view(generation, way, path=way, limit=SEEN)
    found["edges"] += others(generation, found["edges"], walked)
    return found


class _Beside:
    """What lies beside things, each asked once: where a citation is in the way, it is searched for a second time."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._rows: dict[tuple[str, str], list[_Row]] = {}
        self._counts: dict[str, int] = {}
        # Some hundreds, to which thousands lead each and which stand in the way of most searches.
        self._crowded: dict[str, int] = once(generation, "crowded", dict)
        self.cut = False

    def rows(self, some: Sequence[str], *, outward: bool) -> Iterator[_Row]:
        """The rows of graph-outward or graph-inward, in their order but those of MERE last: of two things that several
        relations join, a way takes one that says more. Who has found what is looked for goes no further."""
        name, near = ("graph-outward", "source") if outward else ("graph-inward", "target")
        mere: list[_Row] = []
        for part in portions(sorted(some), FEW):
            new = [iri for iri in part if (name, iri) not in self._rows]
            found, more = rows(self._generation, name, {"node": new}) if new else ([], False)
            self.cut = self.cut or more
            self._rows |= {(name, iri): [] for iri in new}
            for row in found:
                self._rows[name, row[near]].append(row)
            for row in (row for iri in part for row in self._rows[name, iri]):
                if row["relation"].removeprefix(CD) in MERE:
                    mere.append(row)
                else:
                    yield row
        yield from mere

    def counted(self, some: Sequence[str]) -> list[tuple[int, str]]:
        """How many relations lead to each, those with fewest first; only those to which any does."""
        new = [iri for iri in some if iri not in self._counts and iri not in self._crowded]
        found, _ = rows(self._generation, "graph-degrees", {"node": new}) if new else ([], False)
        self._counts |= dict.fromkeys(new, 0) | {row["node"]: int(row["count"]) for row in found}
        self._crowded |= {iri: self._counts[iri] for iri in new if self._counts[iri] > CROWD}
        counts = [(self._crowded.get(iri) or self._counts[iri], iri) for iri in some]
        return sorted(each for each in counts if each[0])


def _search(
    beside: _Beside, one: str, other: str, left: frozenset[str], most: int
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
        borders[n], met, cut, by = _further(beside, sides[n], sides[1 - n], borders[n], left)
        passed = passed or by
        steps += 1
    if met is None:
        return [], [], cut or passed or all(borders)
    return *_way(sides, met), False


def _led_to(beside: _Beside, some: Sequence[str]) -> tuple[list[str], bool]:
    """Those to which any relation leads, and whether some are left out since so many do that they are not looked at."""
    counted = beside.counted(some)
    sums = accumulate(count for count, _ in counted)
    few = {iri for (_, iri), before in zip(counted, sums, strict=True) if before <= CROWD}
    return [iri for iri in some if iri in few], len(few) < len(counted)


def _further(
    beside: _Beside, side: _Side, opposite: _Side, border: Sequence[str], left: frozenset[str]
) -> tuple[list[str], str | None, bool, bool]:
    """One step from a border: the next border, where both sides met, whether a bound was reached, and whether things
    were passed by since they are too many. What goes out is looked at first: it is less."""
    reached: list[str] = []
    passed = False
    for outward in (True, False):
        for some in portions(border, AT_ONCE):
            asked, by = (some, False) if outward else _led_to(beside, some)
            passed = passed or by
            for far in _reached(beside.rows(asked, outward=outward), set(asked), outward, side, left):
                reached.append(far)
                if far in opposite:
                    return reached, far, False, passed
            if beside.cut or len(side) > SEEN:
                return reached, None, True, passed
    return reached, None, False, passed


def _reached(found: Iterable[_Row], here: Set[str], outward: bool, side: _Side, left: frozenset[str]) -> Iterator[str]:
    """The things beside some that were not reached before, one after the other as they are put into `side`."""
    for row in found:
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
