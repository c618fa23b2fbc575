"""Ruled tables to the grid that all readers share; a table that goes on over pages is one table.

Its heading rows, printed again on each page, are dropped; a row that a page break splits is one row again, its cells'
paragraphs joined.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.read.grid import Grid, GridCell
from loaders.read.paragraphs import Paragraph
from loaders.read.pdf.join import Margins, goes_on, joined, margins
from loaders.read.pdf.lattice import Area
from loaders.read.pdf.lines import Line
from loaders.read.pdf.page import Ruled, box
from loaders.read.text import paragraph
from loaders.text.fold import key

_EDGE = 4.0  # points that the edges of one column may differ from page to page
_PADDING = 5.4  # points between the edge of a cell and its words, as Word sets them
_HEADING = 4  # rows that a heading takes at most


@dataclass(slots=True)
class Spot:
    """A cell of a whole table: where it stands and its paragraphs, each as its lines with the margins of its part."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: list[tuple[list[Line], Margins]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All its words, for comparison."""
        return key(" ".join(line.words for lines, _ in self.paragraphs for line in lines))


def continues(before: Ruled, after: Ruled) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before: the same outer edges,
    and the columns of one are among those of the other."""
    a, b = before.lattice.xs, after.lattice.xs
    shift = b[0] - a[0]
    if abs(shift) > 40 or abs((b[-1] - b[0]) - (a[-1] - a[0])) > 2 * _EDGE:
        return False
    few, many = sorted(([x - a[0] for x in a], [x - b[0] for x in b]), key=len)
    return all(any(abs(x - y) <= _EDGE for y in many) for x in few)


def spots(parts: list[tuple[Ruled, int]]) -> tuple[list[Spot], int]:
    """The cells of a table from its parts (each with its page), and how many repeated heading rows were dropped."""
    widest = max((p.lattice.xs for p, _ in parts), key=len)
    offsets = [x - widest[0] for x in widest]
    out: list[Spot] = []
    heading: list[list[str]] = []
    dropped = 0
    for number, (part, page) in enumerate(parts):
        xs = [part.lattice.xs[0] + x for x in offsets] if len(part.lattice.xs) != len(offsets) else part.lattice.xs
        content = part.content(page, xs)
        here = _spots(content)
        if number == 0:
            heading = _row_words(here, _HEADING)
            out = here
            continue
        repeated = _repeated(here, heading)
        dropped += repeated
        here = [_moved(spot, -repeated) for spot in here if spot.row >= repeated]
        base = max((s.row + s.rows for s in out), default=0)
        if _splits_row(out, here):
            base -= _merge(out, here)
        out += [_moved(spot, base) for spot in here]
    return sorted(out, key=lambda s: (s.row, s.column)), dropped


def grid(found: list[Spot], number: int) -> tuple[Grid, int]:
    """The grid of a table, its paragraphs numbered from `number`; and the next number."""
    rows: dict[int, list[GridCell]] = {}
    for spot in found:
        made: list[Paragraph] = []
        for lines, _ in spot.paragraphs:
            made.append(as_paragraph(lines, number))
            number += 1
        rows.setdefault(spot.row, []).append(GridCell(made, spot.rows, spot.columns))
    last = max(rows, default=-1)
    return [rows.get(row, []) for row in range(last + 1)], number


def as_paragraph(lines: list[Line], number: int) -> Paragraph:
    """Lines to a paragraph with its page and box."""
    made = paragraph(joined(lines), number, bold=all(line.bold for line in lines))
    made.page, made.box = lines[0].page, box(lines)
    return made


def paragraphs(lines: list[Line], margin: Margins) -> list[list[Line]]:
    """The lines of one cell or column as paragraphs."""
    out: list[list[Line]] = []
    for line in lines:
        if out and goes_on(out[-1], line, margin):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _spots(content: list[tuple[Area, list[Line]]]) -> list[Spot]:
    padding = _padding(content)
    by_size: dict[float, list[Line]] = {}
    for _, lines in content:
        for line in lines:
            by_size.setdefault(line.size, []).append(line)
    leading = {size: margins(lines).leading for size, lines in by_size.items()}
    out = []
    for area, lines in content:
        own = margins(lines)
        usual = leading[lines[0].size] if lines else 0.0
        margin = Margins(
            min(own.left, area.left + padding[0]) if lines else area.left,
            max(own.right, area.right - padding[1]) if lines else area.right,
            min(own.leading, usual) if own.leading and usual else own.leading or usual,
        )
        found = [(each, margin) for each in paragraphs(lines, margin)]
        out.append(Spot(area.row, area.column, area.rows, area.columns, found))
    return out


def _padding(content: list[tuple[Area, list[Line]]]) -> tuple[float, float]:
    """How far words keep from the edges of the cells: what the fullest cells show (Word's default is 5.4 points)."""
    left = sorted(min(line.left for line in lines) - area.left for area, lines in content if lines)
    right = sorted(area.right - max(line.right for line in lines) for area, lines in content if len(lines) > 1)
    return _second(left), _second(right)


def _second(gaps: list[float]) -> float:
    """The least but one of the gaps, if that can be a padding."""
    gap = gaps[min(1, len(gaps) - 1)] if gaps else _PADDING
    return gap if 0 <= gap <= 1.5 * _PADDING else _PADDING


def _row_words(found: list[Spot], most: int) -> list[list[str]]:
    out: list[list[str]] = [[] for _ in range(most)]
    for spot in found:
        if spot.row < most:
            out[spot.row].append(spot.words)
    return [row for row in out if any(row)]


def _repeated(here: list[Spot], heading: list[list[str]]) -> int:
    """How many of the first rows print the table's first rows again; of three columns' width, with words."""
    rows = _row_words(here, _HEADING)
    height = max((s.row + s.rows for s in here), default=0)
    count = 0
    for mine, first in zip(rows, heading, strict=False):
        if mine != first or (count == 0 and sum(bool(w) for w in mine) < 2 and len(mine) > 1):
            break
        if count == 0 and len(mine) < 2:
            break
        count += 1
    return count if count < height else 0


def _moved(spot: Spot, rows: int) -> Spot:
    spot.row += rows
    return spot


def _splits_row(before: list[Spot], after: list[Spot]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    It is where both are divided alike, the column of ordinals is empty, and no cell of it begins anew after one that
    had ended; or where a cell plainly goes on.
    """
    if not before or not after:
        return False
    end = max(s.row + s.rows for s in before)
    last = {s.column: s for s in before if s.row + s.rows == end}
    first = {s.column: s for s in after if s.row == 0}
    if len(last) < 2 or {c: s.columns for c, s in last.items()} != {c: s.columns for c, s in first.items()}:
        return False
    ordinal = first[min(first)]
    heads = [s for s in before if s.column == ordinal.column and s.columns == ordinal.columns]
    counted = sum(bool(s.words) for s in heads) * 2 > len(heads) and all(len(s.words) <= 12 for s in heads[1:])
    if counted and ordinal.words:
        return False
    verdicts = [_cell_goes_on(last[c], s) for c, s in first.items() if s.paragraphs]
    if not verdicts:
        return True
    if counted:
        return True
    return sum(v is True for v in verdicts) > sum(v is False for v in verdicts)


def _cell_goes_on(before: Spot, after: Spot) -> bool | None:
    """Whether a cell goes on with another: True, False, None (cannot be told: the first is empty)."""
    if not before.paragraphs:
        return None
    (lines, old), (rest, new) = before.paragraphs[-1], after.paragraphs[0]
    return goes_on(lines, rest[0], new, old)


def _merge(out: list[Spot], here: list[Spot]) -> int:
    """Put the first row of `here` into the last row of `out`; 1, the rows that both share."""
    end = max(s.row + s.rows for s in out)
    last = {s.column: s for s in out if s.row + s.rows == end}
    for spot in [s for s in here if s.row == 0]:
        above = last[spot.column]
        if spot.paragraphs and above.paragraphs and _cell_goes_on(above, spot):
            lines, margin = above.paragraphs[-1]
            above.paragraphs[-1] = (lines + spot.paragraphs[0][0], margin)
            above.paragraphs += spot.paragraphs[1:]
        else:
            above.paragraphs += spot.paragraphs
        above.rows += spot.rows - 1
        here.remove(spot)
    return 1
