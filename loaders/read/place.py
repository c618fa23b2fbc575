"""Cells of flattened tables: what they are made of, and which columns the cells of a short row stand in.

>>> rows = [["TT", "Việc", "Ai", "Khi"], ["1", "Rà soát lại quy chế", "Sở A", "2026"], ["Gửi báo cáo", "Sở B"]]
>>> made = grid_of([[item_of(words) for words in row] for row in rows], 4)
>>> [(cell.words, cell.rows) for row in made for cell in row if cell.rows > 1]
[('1', 2), ('2026', 2)]
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice

from loaders.read.grid import Grid, GridCell
from loaders.read.lines import Line
from loaders.read.paragraphs import Paragraph
from loaders.text.fold import fold
from loaders.text.marks import find
from loaders.text.patterns import load

_STOPS = frozenset(".;:!?…")
_OUTSIDE = 24  # code points that a text between two tables has at least
_GAP = 1.2  # what a column left out between two cells costs
_LEARNED = 500  # full rows that tell what columns are like
_KNOWN = 400  # different values of a column that are remembered


@dataclass(frozen=True, slots=True)
class Item:
    """A cell: its paragraphs, its words folded, whether they are a number such as stands in the first column, how
    likely they are text between two tables (0 to 2), whether they are set as a heading; `line` where it begins, `size`
    its lines; `away` that it is no cell."""

    paragraphs: tuple[Paragraph, ...]
    folded: str
    line: int
    size: int
    numbered: bool = False
    outside: int = 0
    heading: bool = False
    away: bool = False

    def moved(self) -> Item:
        """The same as text outside."""
        return replace(self, away=True)


def item(lines: list[Line], at: int) -> Item:
    """The cell of consecutive lines; `at` is the index of the first."""
    found = tuple(_paragraphs(lines))
    words = " ".join(p.words for p in found)
    folded = fold(words)
    numbered = bool(words) and len(words) < 12 and load("tables")["flat.number"].fullmatch(folded) is not None
    mark = find(lines[0].words) if lines else None
    outside = 1 if len(words) >= _OUTSIDE else 0
    if outside and mark is not None and (words[-1] == ":" or mark.kind == "phu-luc"):
        outside = 2
    if words.startswith(("....", "…")):
        outside = 2
    heading = bool(found) and (all(p.bold for p in found) or (words.isupper() and len(words) > 3))
    return Item(found, folded, at, len(lines), numbered, outside, heading)


def item_of(words: str, *, bold: bool = False) -> Item:
    """A cell of one line with these words."""
    return item([Line(0, [(words, -1, 0)], words, bold=bold)] if words else [], 0)


def _paragraphs(lines: list[Line]) -> list[Paragraph]:
    """The lines of a cell put together: a cell is narrow, so that a line goes on unless it plainly begins anew."""
    out: list[Paragraph] = []
    longest = max((len(line.words) for line in lines), default=0)
    previous = ""
    for line in lines:
        words = line.words
        mark = find(words)
        stopped = previous[-1:] in _STOPS and 8 < len(previous) < 0.8 * longest and words[:1].isupper()
        begins = mark is not None and (mark.kind in ("dash", "plus") or previous[-1:] in _STOPS)
        labelled = words[:1].isupper() and ":" in words[3:40] and previous[-1:] not in ",-("
        stopped = stopped or labelled or (bool(out) and _another_body(out[-1].words, previous, words))
        if out and not begins and not stopped:
            out[-1].add(line.segments, words)
            out[-1].bold = out[-1].bold and line.bold
        else:
            out.append(Paragraph("cell", line.number, list(line.segments), bold=line.bold, words=words))
        previous = words
    return out


def _another_body(so_far: str, previous: str, words: str) -> bool:
    """Whether a line begins a body of its own, after a line that named one: a list without commas."""
    body = load("tables")["guess.body"].match
    if not words[:1].isupper() or not body(fold(words[:40])) or not body(fold(so_far[:40])):
        return False
    last = fold(previous).split(" ")[-1]
    return len(previous.split()) > 2 and previous[-1:] not in ",;-–(" and last not in load("marks").words("wrap.open")


# which column ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Column:
    """What the cells of a column are like in the full rows."""

    known: Counter[str] = field(default_factory=Counter)
    sorts: Counter[str] = field(default_factory=Counter)
    count: int = 0
    length: float = 0.0

    def take(self, cell: Item) -> None:
        """Count a cell of a full row."""
        self.count += 1
        self.sorts[_sort(cell)] += 1
        self.length += _size(cell)
        if len(self.known) < _KNOWN:
            self.known[cell.folded] += 1

    def likeness(self, cell: Item | None) -> float:
        """How well a cell fits."""
        if cell is None or not cell.folded:
            return 0.3
        if not self.count:
            return 0.0
        known = 3.0 if self.known.get(cell.folded) else 0.0
        alike = 4.0 * self.sorts[_sort(cell)] / self.count - 2.0
        return known + alike - 0.6 * abs(_size(cell) - self.length / self.count)


def _sort(cell: Item) -> str:
    """What sort of words a cell holds: a number of a row, a time, bodies, anything else."""
    if cell.numbered:
        return "number"
    patterns = load("tables").table("guess")
    return next((name for name, pattern in patterns.items() if pattern.match(cell.folded)), "other")


def _size(cell: Item) -> float:
    return math.log2(len(cell.folded) + 4)


def grid_of(rows: list[list[Item | None]], width: int) -> Grid:
    """The grid of rows of at most `width` cells."""
    columns = [_Column() for _ in range(width)]
    if any(len(row) < width for row in rows):
        for row in islice((row for row in rows if len(row) == width), _LEARNED):
            for column, cell in zip(columns, row, strict=True):
                if cell is not None and cell.folded:
                    column.take(cell)
    heads = _heads(rows, width)
    grid: Grid = []
    above: list[GridCell | None] = [None] * width
    for i, row in enumerate(rows):
        placed = heads[i] if i < len(heads) else _placed(row, columns, width)
        if placed is None:
            grid.append([_grid_cell(cell, span) for cell, span in _covering(row, width)])
            above = [None] * width
        else:
            covered = heads[1][1:] if heads and i == 0 else []  # by the cell of a head that stands over others
            made, above = _filled(dict(zip(placed, row, strict=False)), above, covered)
            grid.append(made)
    return grid


def _filled(
    row: dict[int, Item | None], above: list[GridCell | None], covered: list[int]
) -> tuple[list[GridCell], list[GridCell | None]]:
    """The cells of a row by column, and for each column the cell that stands in it: where the row has none, the one
    above goes on."""
    made: list[GridCell] = []
    now: list[GridCell | None] = [None] * len(above)
    for j, before in enumerate(above):
        if j in covered:
            continue
        if j in row:
            cell = _grid_cell(row[j], 1 + len(covered) if j + 1 in covered else 1)
            made.append(cell)
            now[j] = cell
        elif before is not None:
            before.rows += 1
            now[j] = before
        else:
            cell = GridCell()
            made.append(cell)
            now[j] = cell
    return made, now


def _grid_cell(cell: Item | None, span: int = 1) -> GridCell:
    return GridCell(list(cell.paragraphs) if cell else [], 1, span)


def _covering(row: list[Item | None], width: int) -> list[tuple[Item | None, int]]:
    """A heading over all columns: alone, or after its number; a row with too many cells as it is."""
    last = len(row) - 1
    return [(cell, width - last if k == last and last < width else 1) for k, cell in enumerate(row)]


def _placed(row: list[Item | None], columns: list[_Column], width: int) -> list[int] | None:
    """The columns of the cells of a row, None where the last covers the rest."""
    size = len(row)
    if size == width:
        return list(range(width))
    if size > width:
        return None
    filled = [cell for cell in row if cell is not None and cell.folded]
    if size == 1 or (size == 2 and len(filled) == 1):
        return None
    if size == 2 and row[0] is not None and row[0].numbered and (filled[-1].heading or not row[0].folded[:1].isdigit()):
        return None
    return _aligned(row, columns, width)


def _aligned(row: list[Item | None], columns: list[_Column], width: int) -> list[int]:
    """The columns, in order, that the cells fit best."""
    size = len(row)
    ways: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}  # last column taken -> likeness so far, all columns
    for k, cell in enumerate(row):
        following: dict[int, tuple[float, list[int]]] = {}
        for last, (so_far, taken) in ways.items():
            for j in range(last + 1, width - (size - k) + 1):
                gap = 0.0 if j == last + 1 or k == 0 else _GAP
                score = so_far + columns[j].likeness(cell) - gap
                if j not in following or score > following[j][0]:
                    following[j] = score, [*taken, j]
        ways = following
    return max(ways.values())[1]


# heads of two levels --------------------------------------------------------------------------------------------------


def _heads(rows: list[list[Item | None]], width: int) -> list[list[int]]:
    """The columns of the cells of a head in two rows: one cell of the first has the cells of the second below it."""
    if len(rows) < 3 or any(cell is None for cell in (*rows[0], *rows[1])):
        return []
    if any(cell.numbered for cell in rows[0] if cell) or (rows[1][0] and rows[1][0].folded[:1].isdigit()):
        return []
    first, second = len(rows[0]), len(rows[1])
    wide = width - first + 1
    if first >= width or first < 2 or wide < 2 or second != wide:
        return []
    over = _over([cell for cell in rows[0] if cell is not None])
    return [[j if j <= over else j + wide - 1 for j in range(first)], [over + k for k in range(wide)]]


def _over(first: list[Item]) -> int:
    """Which cell of the first row stands over others: one that its words tell, else the last but notes and times."""
    patterns = load("tables").table("heads")
    told = [j for j, cell in enumerate(first) if patterns["over"].search(cell.folded)]
    if told:
        return told[0]
    plain = [j for j, cell in enumerate(first) if j and not patterns["single"].search(cell.folded)]
    return plain[-1] if plain else len(first) - 1
