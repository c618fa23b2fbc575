"""Tables as every reader finds them, to paragraphs: data tables keep their rows and columns, lay-out tables do not.

Offices set letterheads, signatures and lists of recipients in borderless tables of two columns; portals wrap whole
pages in tables. Such a table only lays out: its cells are read as plain paragraphs, row by row. What is left is data
(Nghị định 30/2020/NĐ-CP, Phụ lục I, has tables in annexes only).

>>> cells = [[GridCell.of("TT"), GridCell.of("Nhiệm vụ")], [GridCell.of("1"), GridCell.of("Rà soát")]]
>>> [(p.words, p.cell[1:3]) for p in lay_out(cells, 0)]
[('TT', (0, 0)), ('Nhiệm vụ', (0, 1)), ('1', (1, 0)), ('Rà soát', (1, 1))]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.model import Cell, Source, Text
from loaders.read.bounds import MAX_CELLS, MAX_COLUMNS, MAX_SPAN
from loaders.read.paragraphs import Paragraph
from loaders.read.text import assemble, paragraph
from loaders.text.fold import fold
from loaders.text.patterns import load

__all__ = ["MAX_CELLS", "MAX_SPAN", "Grid", "GridCell", "is_data", "lay_out", "placed"]
_SIDE_BY_SIDE = 3  # columns of a letterhead or a signature, a spacer or a second signer included


@dataclass(slots=True)
class GridCell:
    """A cell: its paragraphs, and how many rows and columns it takes."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    rows: int = 1
    columns: int = 1

    @staticmethod
    def of(words: str, number: int = 0, rows: int = 1, columns: int = 1) -> GridCell:
        """A cell of one paragraph (none, if there are no words)."""
        return GridCell([paragraph(words, number)] if words.strip() else [], rows, columns)

    @property
    def words(self) -> str:
        """All its words."""
        return " ".join(p.words for p in self.paragraphs)


Grid = list[list[GridCell]]
"""Rows of cells. A cell that a merged one above or to the left covers is not listed, as in HTML."""


def lay_out(grid: Grid, table: int, *, bordered: bool | None = None) -> list[Paragraph]:
    """The paragraphs of a table in reading order, each with its `Cell` if the table (the file's `table`-th) is data.

    `bordered` is whether the file draws its borders; None where a format does not say.
    """
    if not is_data(grid, bordered):
        return [each for row in grid for cell in row for each in cell.paragraphs]
    out: list[Paragraph] = []
    for row, column, cell in placed(grid):
        at = Cell(table, row, column, min(cell.rows, MAX_SPAN), min(cell.columns, MAX_SPAN))
        for each in cell.paragraphs:
            each.kind, each.cell = "cell", at
            out.append(each)
    return out


def placed(grid: Grid) -> Iterator[tuple[int, int, GridCell]]:
    """Every cell with its row and column, merged cells counted (HTML 5, "forming a table")."""
    covered: dict[int, int] = {}  # column -> the first row that is free again
    for row, cells in enumerate(grid):
        column = 0
        for cell in cells:
            while covered.get(column, 0) > row:
                column += 1
            yield row, column, cell
            width, height = min(max(cell.columns, 1), MAX_SPAN), min(max(cell.rows, 1), MAX_SPAN)
            if height > 1:  # what takes one row covers nothing below
                for k in range(column, min(column + width, MAX_COLUMNS)):
                    covered[k] = row + height
            column += width


def is_data(grid: Grid, bordered: bool | None = None) -> bool:
    """Whether a table holds data: two columns and two rows with words, and nothing of a letterhead or a signature."""
    filled = [[cell for cell in row if cell.paragraphs] for row in grid]
    filled = [row for row in filled if row]
    if len(filled) < 2 or max(len(row) for row in filled) < 2 or bordered is False:
        return False
    if bordered and len(filled) > 2 and max(len(row) for row in filled) > _SIDE_BY_SIDE:
        return True  # a table that quotes a letterhead: one that lays it out has no lines around three columns and more
    patterns = load("tables").table("layout")
    for row in (*filled[:3], *filled[-3:]):
        for cell in row:
            for each in (*cell.paragraphs[:3], *cell.paragraphs[-3:]):
                words = fold(each.words[:200])
                if patterns["head"].search(words) or (each.words[:3].isupper() and patterns["foot"].search(words)):
                    return False
    return True


def text_of(rows: Sequence[Sequence[str]], before: Sequence[str] = (), after: Sequence[str] = ()) -> Text:
    """The text of paragraphs, a table of data and paragraphs (for tests and examples).

    Rows of words; "" is an empty cell, "^" a cell merged with the one above, "<" one merged with the one to the left;
    `\\n` parts the paragraphs of a cell, `**` around one sets it bold.
    """
    made: list[list[GridCell]] = []
    above: dict[int, GridCell] = {}
    for row in rows:
        cells: list[GridCell] = []
        now: dict[int, GridCell] = {}
        for j, words in enumerate(row):
            if words == "^" and j in above:
                now[j] = above[j]
                if j == 0 or now.get(j - 1) is not now[j]:
                    now[j].rows += 1
            elif words == "<" and j - 1 in now:
                now[j] = now[j - 1]
                now[j].columns += 1
            else:
                now[j] = GridCell([
                    paragraph(part.strip("*"), 0, bold=part.startswith("**"))
                    for part in words.split("\n")
                    if part.strip()
                ])  # fmt: skip
                cells.append(now[j])
        above = now
        made.append(cells)
    found = [paragraph(words, 0) for words in before]
    found += [*lay_out(made, 0), *(paragraph(words, 0) for words in after)]
    for number, each in enumerate(found, start=1):
        each.line = number
    return assemble(found, Source("memory.docx"))
