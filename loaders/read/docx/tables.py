"""Tables of Word as a `Grid`: merged cells, rows that a tracked change took out, and whether borders are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from loaders.read.bounds import MAX_CELLS, MAX_COLUMNS
from loaders.read.docx.inline import alternative
from loaders.read.docx.package import MC, W, value, whole
from loaders.read.docx.styles import Styles, lines
from loaders.read.grid import Grid, GridCell
from loaders.read.paragraphs import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

_AROUND = {W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_EDGES = (("top", "insideH"), ("bottom", "insideH"), ("left", "insideV"), ("right", "insideV"))


class Table:
    """A `w:tbl` as rows of cells. `left_out` counts cells above the bound, `covered` those with words under another."""

    def __init__(self, table: _Element, styles: Styles, blocks: Callable[[_Element], list[Paragraph]]) -> None:
        """`blocks` reads what a cell holds; it is called once a cell, in the order of the file."""
        self.grid: Grid = []
        self.left_out = 0
        self.covered = 0
        self._styles = styles
        self._drawn: list[bool] = []
        properties = table.find(W + "tblPr")
        own = styles.lines(value(properties, "tblStyle"))
        if properties is not None:
            own = own | lines(properties.find(W + "tblBorders"))
        above: dict[int, GridCell] = {}
        rows = [row for row in _children(table, W + "tr") if not _deleted(row)]
        count = 0
        for number, row in enumerate(rows):
            cells: list[GridCell] = []
            column = min(whole(value(row.find(W + "trPr"), "gridBefore")), MAX_COLUMNS)
            if column > 0:
                cells.append(GridCell(columns=column))
            column = max(column, 0)
            row_lines = own | lines(row.find(f"{W}tblPrEx/{W}tblBorders"))
            elements = list(_children(row, W + "tc"))
            for k, element in enumerate(elements):
                count += 1
                if count > MAX_CELLS:
                    self.left_out += 1
                    continue
                form = element.find(W + "tcPr")
                span = min(max(whole(value(form, "gridSpan"), 1), 1), MAX_COLUMNS)
                merged = form is not None and form.find(W + "vMerge") is not None
                goes_on = merged and value(form, "vMerge") != "restart"
                origin = above.get(column)
                paragraphs = blocks(element)
                if goes_on and origin is not None and origin.columns == span:
                    origin.rows += 1  # Word shows nothing of what stands in a cell that is covered
                    self.covered += bool(paragraphs)
                elif value(form, "hMerge") == "continue" and cells:
                    cells[-1].columns += span
                    self.covered += bool(paragraphs)
                else:
                    cell = GridCell(paragraphs, 1, span)
                    cells.append(cell)
                    if paragraphs:
                        at = (number == 0, number == len(rows) - 1, k == 0, k == len(elements) - 1)
                        self._drawn.append(_drawn(row_lines, form, at))
                    for each in range(column, min(column + span, MAX_COLUMNS)):
                        above.pop(each, None)
                    if merged:
                        above[column] = cell
                column += span
            self.grid.append(cells)

    @property
    def bordered(self) -> bool:
        """Whether most cells with words have borders on two sides or more."""
        return sum(self._drawn) * 2 >= len(self._drawn) > 0


def _children(parent: _Element, tag: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, those in content controls and tracked insertions too."""
    for each in parent.iterchildren("*"):
        if each.tag == tag:
            yield each
        elif each.tag in _AROUND:
            yield from _children(each, tag)
        elif each.tag == MC + "AlternateContent":
            yield from _children(alternative(each), tag)


def _deleted(row: _Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _drawn(table: dict[str, bool], form: _Element | None, outer: tuple[bool, bool, bool, bool]) -> bool:
    """Whether two of a cell's four sides are drawn, by its own borders or the table's."""
    own = lines(form.find(W + "tcBorders") if form is not None else None)
    sides = 0
    for (side, inner), at_edge in zip(_EDGES, outer, strict=True):
        sides += own.get(side, table.get(side if at_edge else inner, False))
    return sides >= 2
