"""Tables that a converter has flattened: a cell a paragraph, `|` alone on a line between two cells and two such lines
between two rows. An empty cell looks like the border of a row, and a merged cell leaves no trace.

How many columns a table has is told by how far apart its numbered rows stand; where rows end, by the cheapest way to
cut the cells into rows of that many (a shortest path, linear in the cells). A row with fewer cells is a heading over
all columns, or its missing cells are those merged with the row above: then its cells go where the full rows have
their like (`loaders.read.place`).

>>> from loaders.read.lines import split
>>> raw = "TT|Việc|Chủ trì||1|Rà soát lại|Sở A||2|Báo cáo|Sở B".replace("|", "\\n|\\n")
>>> found = find(split(f"|\\n{raw}\\n|"))
>>> [[cell.words for cell in row] for row in found[0][2]]
[['TT', 'Việc', 'Chủ trì'], ['1', 'Rà soát lại', 'Sở A'], ['2', 'Báo cáo', 'Sở B']]
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from loaders.read.grid import Grid
from loaders.read.lines import Line
from loaders.read.place import Item, grid_of, item
from loaders.text.patterns import load

CELL_LINES = 60  # a cell of more lines is the document between two borders
CELL_SIZE = 4_000  # code points
WIDEST = 60  # columns
_SLACK = 6.0  # ways to cut that cost so much more than the best so far are given up


@dataclass(slots=True)
class _Run:
    """Cells with the borders between them: `gaps[i]` borders before `items[i]`, `breaks` where blank lines part
    tables, `last` borders after the last cell."""

    first: int
    end: int = 0
    items: list[Item] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    last: int = 0


class _Step(NamedTuple):
    """The best way so far to a state: its cost, the state before, and what was done: `on` in the row, `new` row,
    `out` of the table, `in` again; `empty` cells close the row before, `skip` open the new one."""

    cost: float
    before: int
    how: str
    empty: int
    skip: int


class _Where(NamedTuple):
    """What is known of a cell: whether rows begin with numbers, the cell before is set as a heading, it is the first
    of all, a blank line stands before it, no number has been met yet."""

    numbers: bool
    heading: bool
    first: bool
    parted: bool
    head: bool


_OUT = -1


def find(lines: list[Line]) -> list[tuple[int, int, Grid]]:
    """The flattened tables among lines: index of the first line, index after the last, the grid."""
    out: list[tuple[int, int, Grid]] = []
    for run in _runs(lines):
        width = 0
        for part in _parts(run):
            if len(part.items) < 4:
                continue
            rows, width = _cut(part, width)
            out += _made(part, rows, width)
    return out


# the cells and borders -----------------------------------------------------------------------------------------------


def _border(line: Line) -> bool:
    return line.pipes > 0 and not line.segments


def _runs(lines: list[Line]) -> list[_Run]:
    """Cells between borders, without text between them that is plainly none."""
    out: list[_Run] = []
    run: _Run | None = None
    waiting: list[int] = []  # lines since the last border
    borders = 0
    for i, line in enumerate(lines):
        if not _border(line):
            if run is not None:
                waiting.append(i)
                if len(waiting) > 2 * CELL_LINES:
                    _close(run, out, borders)
                    run = None
            continue
        if run is not None and any(lines[k].segments or lines[k].blank for k in waiting):
            cell = _cell(lines, waiting)
            if cell is None:
                _close(run, out, borders)
                run = None
            else:
                run.items.append(cell)
                run.gaps.append(borders)
                borders = 0
        elif run is not None and len(waiting) > 1 and borders:
            run.breaks.add(len(run.items))
        if run is None:
            run, borders = _Run(i), 0
        waiting = []
        borders += line.pipes
        run.end = i + 1
    if run is not None:
        _close(run, out, borders)
    return out


def _close(run: _Run, out: list[_Run], borders: int) -> None:
    run.last = borders
    if run.items:
        out.append(run)


def _cell(lines: list[Line], between: list[int]) -> Item | None:
    """The cell of the lines between two borders; None where they are the text between two tables."""
    filled = [k for k in between if lines[k].segments]
    if not filled:
        return item([], between[0])
    core = range(filled[0], filled[-1] + 1)
    parted = any(not lines[k].segments and not lines[k].blank for k in core)
    if parted or len(filled) > CELL_LINES or any(lines[k].rule or lines[k].cells for k in filled):
        return None
    if sum(len(lines[k].words) for k in filled) > CELL_SIZE:
        return None
    before = between[0] < filled[0] and not lines[between[0]].blank
    if before and len(filled) > 1:
        return None
    return item([lines[k] for k in filled], filled[0])


def _parts(run: _Run) -> list[_Run]:
    """A run cut before each head that begins with "STT": what follows has columns of its own."""
    is_head = load("tables")["flat.first"].fullmatch
    starts = [i for i, cell in enumerate(run.items) if i and is_head(cell.folded)]
    out: list[_Run] = []
    for a, b in pairwise([0, *starts, len(run.items)]):
        last = run.gaps[b] if b < len(run.items) else run.last
        first = run.first if a == 0 else run.items[a].line
        part = _Run(first, run.end if b == len(run.items) else run.items[b].line)
        part.items, part.gaps = run.items[a:b], [run.gaps[a] if a == 0 else 1, *run.gaps[a + 1 : b]]
        part.breaks = {k - a for k in run.breaks if a < k < b}
        part.last = last if b == len(run.items) else max(last - 1, 1)
        out.append(part)
    return out


# the rows ------------------------------------------------------------------------------------------------------------


def _widths(part: _Run, before: int) -> list[int]:
    """How many columns the cells may stand in, likely ones first."""
    place, at = [], 0
    for gap in part.gaps:
        at += gap
        place.append(at)
    numbered = [p for p, cell in zip(place, part.items, strict=True) if cell.numbered]
    steps = Counter(b - a - 1 for a, b in pairwise(numbered) if 2 < b - a <= WIDEST)
    head = next((i for i, gap in enumerate(part.gaps) if i and gap > 1), len(part.items))
    single = longest = 1
    for gap in part.gaps[1:]:
        single = single + 1 if gap == 1 else 1
        longest = max(longest, single)
    found = [width for width, _ in steps.most_common(3)]
    found += [before, head, longest, head + 1, longest + 1]
    return [width for width in dict.fromkeys(found) if 1 < width <= WIDEST]


def _cut(part: _Run, before: int) -> tuple[list[list[Item | None]], int]:
    """The rows, and how many columns they have."""
    best: tuple[float, list[list[Item | None]], int] | None = None
    for width in _widths(part, before):
        cost, rows = _rows(part, width)
        if best is None or cost < best[0] - 1e-9:
            best = cost, rows, width
        if best[0] < 0.01 * len(part.items):  # cut without a doubt
            break
    return (best[1], best[2]) if best else ([list(part.items)], len(part.items))


def _row_cost(size: int, width: int, heading: bool) -> float:
    """What a row of `size` cells costs; `heading` whether its last cell is set as one."""
    if size == width:
        return 0.0
    if size < 3 and heading:
        return 0.2
    return 0.6 + 0.02 * (width - size) if size < width else 2.5 * (size - width)


def _rows(part: _Run, width: int) -> tuple[float, list[list[Item | None]]]:
    """The cheapest way to cut the cells into rows of `width`."""
    numbers = sum(cell.numbered for cell in part.items) * (width + 1) > len(part.items)
    head = next((i for i, cell in enumerate(part.items) if cell.numbered), 0)
    states: dict[int, _Step] = {0: _Step(0.0, 0, "in", 0, 0)}
    trail: list[dict[int, _Step]] = []
    for i, cell in enumerate(part.items):
        gap = part.gaps[i]
        while gap > 2 * width + 2:  # rows of nothing
            gap -= width + 1
        heading = i > 0 and part.items[i - 1].heading
        states = _next(states, cell, gap, width, _Where(numbers, heading, not i, i in part.breaks, i <= head))
        least = min(step.cost for step in states.values())
        states = {key: step for key, step in states.items() if step.cost <= least + _SLACK}
        trail.append(states)
    ends = []
    for size, step in states.items():
        empty = min(max(part.last - 1, 0), max(width - size, 0)) if size > 0 else 0
        closing = _row_cost(size + empty, width, part.items[-1].heading) if size > 0 else 0.0
        ends.append((step.cost + closing, size, empty))
    cost, state, empty = min(ends)
    return cost, _traced(part, trail, state, empty)


def _next(states: dict[int, _Step], cell: Item, gap: int, width: int, where: _Where) -> dict[int, _Step]:
    """The states after one more cell: how many cells its row has with it (_OUT: it stands between two tables)."""
    out: dict[int, _Step] = {}

    def reach(state: int, step: _Step) -> None:
        if state not in out or step.cost < out[state].cost:
            out[state] = step

    odd = 0.4 if where.numbers and not cell.numbered and not where.head else 0.0
    for size, step in states.items():
        if where.first or size == _OUT:
            skip = max(gap - 1, 0)
            reach(min(skip, width - 1) + 1, _Step(step.cost + odd, size, "in", 0, min(skip, width - 1)))
            continue
        if not where.parted and size + gap <= width + 2:
            between = 0.0 if gap == 1 else 0.75 if where.numbers and (cell.numbered or where.head) else 0.15
            between += 1.5 if cell.outside > 1 else 0.0
            reach(size + gap, _Step(step.cost + between, size, "on", gap - 1, 0))
        for empty in range(min(gap - 1, max(width - size, 0) + 1)):
            skip = gap - 2 - empty
            if skip >= width:
                continue
            close = _row_cost(size + empty, width, where.heading)
            close = min(close, 0.25) if where.head and 1 < size + empty < width else close
            cost = step.cost + close + odd + (0.3 if skip else 0.0)
            reach(skip + 1, _Step(cost, size, "new", empty, skip))
        if cell.outside and gap - 1 <= max(width - size, 0):
            cost = step.cost + _row_cost(size + gap - 1, width, where.heading) + 3.0 - cell.outside
            reach(_OUT, _Step(cost, size, "out", gap - 1, 0))
    if not out:  # more borders than any row has: begin anew
        size, step = min(states.items(), key=lambda each: each[1].cost)
        out[1] = _Step(step.cost + 4.0, size, "new", 0, 0)
    return out


def _traced(part: _Run, trail: list[dict[int, _Step]], state: int, empty: int) -> list[list[Item | None]]:
    """The rows that the best way makes, from its end; a row [None, item] of `_OUT` stands for text outside."""
    rows: list[list[Item | None]] = []
    row: list[Item | None] = [None] * empty
    for i in range(len(part.items) - 1, -1, -1):
        step = trail[i][state]
        if state == _OUT:
            rows.append([part.items[i]])
            rows[-1][0] = part.items[i].moved()
            row = [None] * step.empty
        else:
            row.append(part.items[i])
            if step.how == "on":
                row += [None] * step.empty
            else:
                row += [None] * step.skip
                rows.append(row[::-1])
                row = [None] * step.empty
        state = step.before
    return rows[::-1]


def _made(part: _Run, rows: list[list[Item | None]], width: int) -> list[tuple[int, int, Grid]]:
    """The tables of a part: text outside parts them."""
    out: list[tuple[int, int, Grid]] = []
    start = part.first
    held: list[list[Item | None]] = []
    for row in [*rows, None]:
        away = row[0] if row is not None and len(row) == 1 else None
        if row is not None and not (away is not None and away.away):
            held.append(row)
            continue
        end = part.end if row is None or away is None else away.line
        if len(held) > 1:
            out.append((start, end, grid_of(held, width)))
        held = []
        if away is not None:
            start = away.line + away.size
    return out
