"""Ruling lines to the cells of a table: what lines part is two cells, what no line parts is a merged one.

>>> box = [Rule(True, y, 0, 100) for y in (0, 20)] + [Rule(False, x, 0, 20) for x in (0, 40, 100)]
>>> [(cell.row, cell.column, cell.columns) for cell in lattices(box)[0].cells()]
[(0, 0, 1), (0, 1, 1)]
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from loaders.read.bounds import MAX_LATTICE
from loaders.read.pdf.rules import NEAR, Rule

_COVER = 0.6  # the share of an edge that must be drawn
_SMALL = 4.0  # points: a narrower row or column is a double line


class Area(NamedTuple):
    """A cell: first row and column, how many it takes, and its edges in points."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Lattice:
    """Lines that touch each other, and where they part the table: `xs` its columns' edges, `ys` its rows'."""

    rules: list[Rule]
    xs: list[float]
    ys: list[float]

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.xs[0]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.xs[-1]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.ys[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left - 1 <= x <= self.right + 1 and self.top - 1 <= y <= self.bottom + 1

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the field that holds a point."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, column

    def cells(self, xs: list[float] | None = None) -> list[Area]:
        """The cells, row by row; `xs` are finer edges of columns than this part of a table shows."""
        xs, ys = xs or self.xs, self.ys
        width, height = len(xs) - 1, len(ys) - 1
        side = _walls([r for r in self.rules if not r.level], xs, ys, (xs[0], xs[-1]))
        floor = _walls([r for r in self.rules if r.level], ys, xs, (ys[0], ys[-1]))
        owner = [[-1] * width for _ in range(height)]
        out: list[Area] = []
        for row in range(height):
            for column in range(width):
                if owner[row][column] >= 0:
                    continue
                right = column + 1
                while right < width and owner[row][right] < 0 and not side[right][row]:
                    right += 1
                low = row + 1
                while (
                    low < height
                    and not any(floor[low][k] for k in range(column, right))
                    and all(owner[low][k] < 0 for k in range(column, right))
                    and not any(side[k][low] for k in range(column + 1, right))
                ):
                    low += 1
                for i in range(row, low):
                    for k in range(column, right):
                        owner[i][k] = len(out)
                out.append(Area(row, column, low - row, right - column, xs[column], ys[row], xs[right], ys[low]))
        return out


def _walls(rules: list[Rule], at: list[float], along: list[float], outer: tuple[float, float]) -> list[list[bool]]:
    """For each edge of `at` and each step of `along`, whether a line is drawn there; the outer edges always are."""
    out: list[list[bool]] = []
    for edge in at:
        if edge in outer:
            out.append([True] * (len(along) - 1))
            continue
        near = [r for r in rules if abs(r.at - edge) <= NEAR + 1]
        drawn = []
        for a, b in itertools.pairwise(along):
            covered = sum(max(0.0, min(r.end, b) - max(r.start, a)) for r in near)
            drawn.append(covered >= _COVER * (b - a))
        out.append(drawn)
    return out


def lattices(rules: list[Rule]) -> list[Lattice]:
    """The tables that ruling lines draw, top to bottom: two cells at least. A frame around a page is none, and a table
    inside a cell belongs to that cell."""
    groups = _touching(rules)
    found: list[Lattice] = []
    for group in groups:
        level, upright = [r for r in group if r.level], [r for r in group if not r.level]
        if len(level) < 2 or not upright:
            continue
        xs = _edges([r.at for r in upright] + [min(r.start for r in level), max(r.end for r in level)])
        ys = _edges([r.at for r in level] + [min(r.start for r in upright), max(r.end for r in upright)])
        if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_LATTICE:
            continue
        lattice = Lattice(group, xs, ys)
        if len(lattice.cells()) >= 2:
            found.append(lattice)
    found.sort(key=lambda t: (t.right - t.left) * (t.bottom - t.top), reverse=True)
    outer: list[Lattice] = []
    for each in found:
        middle = ((each.left + each.right) / 2, (each.top + each.bottom) / 2)
        if not any(o.holds(*middle) for o in outer):
            outer.append(each)
    return sorted(outer, key=lambda t: (t.top, t.left))


def _edges(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SMALL:
            out.append(value)
    return out


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Lines grouped by what they touch or cross."""
    level = sorted((r for r in rules if r.level), key=lambda r: r.at)
    tops = [r.at for r in level]
    parent: dict[Rule, Rule] = {r: r for r in rules}

    def root(rule: Rule) -> Rule:
        while parent[rule] is not rule:
            parent[rule] = parent[parent[rule]]
            rule = parent[rule]
        return rule

    for upright in rules:
        if upright.level:
            continue
        for k in range(bisect_right(tops, upright.start - NEAR), len(level)):
            other = level[k]
            if other.at > upright.end + NEAR:
                break
            if other.start - NEAR <= upright.at <= other.end + NEAR:
                parent[root(other)] = root(upright)
    groups: dict[Rule, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(root(rule), []).append(rule)
    return list(groups.values())
