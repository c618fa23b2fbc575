"""Tables of a text file: rows of Markdown, drawn rows, rows parted by tabs, and cells set one below the other.

Each becomes a grid and goes through `loaders.read.grid`, as the tables of every format; what only lays out a letterhead
is left to `loaders.read.paragraphs`.

>>> from loaders.read.lines import split
>>> found = tables(split("| TT | Việc |\\n|---|---|\\n| 1 | Rà soát<br>Báo cáo |"))
>>> [(p.words, p.cell.row, p.cell.column) for p in found[0][1]]
[('TT', 0, 0), ('Việc', 0, 1), ('1', 1, 0), ('Rà soát', 1, 1), ('Báo cáo', 1, 1)]
"""

from __future__ import annotations

from itertools import zip_longest

from loaders.read import flat
from loaders.read.grid import MAX_CELLS, Grid, GridCell, is_data, lay_out
from loaders.read.letters import Segment
from loaders.read.lines import Line, LineCell
from loaders.read.paragraphs import Paragraph

Tables = dict[int, tuple[int, list[Paragraph]]]


def tables(lines: list[Line]) -> Tables:
    """The tables of data among lines: index of the first line -> (index after the last, its paragraphs)."""
    found = sorted([*_rows(lines), *flat.find(lines)], key=lambda each: each[0])
    out: Tables = {}
    end = 0
    for first, last, grid in found:
        if first < end or sum(map(len, grid)) > MAX_CELLS or not is_data(grid):
            continue
        out[first] = last, lay_out(grid, len(out))
        end = last
    return out


def _rows(lines: list[Line]) -> list[tuple[int, int, Grid]]:
    """Tables whose rows stand on a line each."""
    out: list[tuple[int, int, Grid]] = []
    i = 0
    while i < len(lines):
        if not _in_rows(lines[i]):
            i += 1
            continue
        end = i
        while end < len(lines) and _in_rows(lines[end]) and lines[end].tabbed == lines[i].tabbed:
            end += 1
        part = lines[i:end]
        if _is_table(part):
            out.append((i, end, _grid(part)))
        i = end
    return out


def _in_rows(line: Line) -> bool:
    return bool(line.cells) or line.ruled


def _is_table(part: list[Line]) -> bool:
    """Whether lines are rows of one table: a rule below the head, rules between rows, or rows all of one width."""
    rows = [line for line in part if line.cells]
    if len(rows) < 2:
        return False
    widths = {len(line.cells or ()) for line in rows}
    if rows[0].tabbed:
        return len(rows) > 2 and len(widths) == 1 and widths.pop() > 2
    if any(line.ruled for line in part[:3]):
        return True
    return len(widths) == 1 and all(line.pipes == len(line.cells or ()) + 1 for line in rows)


def _grid(part: list[Line]) -> Grid:
    rules = sum(line.ruled for line in part)
    groups: list[list[Line]] = [[]]
    for line in part:
        if line.ruled:
            groups.append([])
        else:
            groups[-1].append(line)
    if rules > 2 and any(len(group) > 1 for group in groups):  # a drawn table: what stands between two rules is a row
        return [_merged(group) for group in groups if group]
    return [[_cell(line, cell) for cell in line.cells or ()] for group in groups for line in group]


def _cell(line: Line, cell: LineCell) -> GridCell:
    return GridCell([_paragraph(line, part, cell.bold) for part in cell.paragraphs])


def _paragraph(line: Line, part: list[Segment], bold: bool) -> Paragraph:
    return Paragraph("cell", line.number, list(part), bold=bold, words="".join(segment[0] for segment in part))


def _merged(group: list[Line]) -> list[GridCell]:
    """One row whose cells go over several lines."""
    out: list[GridCell] = []
    for column in zip_longest(*(line.cells or () for line in group)):
        cell = GridCell()
        for line, part in zip(group, column, strict=True):
            for each in part.paragraphs if part else ():
                if cell.paragraphs:
                    joined = cell.paragraphs[-1]
                    joined.add(each, "".join(segment[0] for segment in each))
                    joined.bold = joined.bold and part.bold
                else:
                    cell.paragraphs.append(_paragraph(line, each, part.bold))
        out.append(cell)
    return out
