"""Tables of HTML to the grid that all readers share.

>>> from loaders.read.text import paragraph
>>> table = Table(0, None, "1")
>>> for words in ("TT", "Việc"):
...     table.row() if words == "TT" else None
...     table.cell([paragraph(words, 1)], Node("td"), None, 1)
>>> [p.words for p in table.paragraphs()]
['TT', 'Việc']
"""

from __future__ import annotations

from loaders.read.bounds import MAX_COLUMNS, MAX_HTML_CELLS, MAX_SPAN
from loaders.read.grid import Grid, GridCell, lay_out
from loaders.read.html.tree import Node
from loaders.read.paragraphs import Paragraph

_PAGE = 40  # paragraphs in one cell: the table lays out a page
_ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}


class Table:
    """One table while it is walked. `drawn` is whether its style draws borders, `border` its attribute."""

    def __init__(self, number: int, drawn: bool | None, border: str) -> None:
        self.number = number
        self.warnings: list[str] = []
        self._drawn = drawn
        self._border = border.strip()
        self._rows: list[tuple[int, list[GridCell]]] = []
        self._section = 1
        self._cells: list[bool | None] = []
        self._wraps = False

    def section(self, tag: str) -> None:
        """The rows that follow are its head, body or foot; a foot is printed last wherever it stands."""
        self._section = _ORDER[tag]

    def row(self) -> None:
        """A row begins."""
        self._rows.append((self._section, []))

    def cell(self, paragraphs: list[Paragraph], node: Node, drawn: bool | None, count: int) -> None:
        """A cell ends; `count` is how many the page has so far."""
        if not self._rows:
            self.row()
        rows, columns = _span(node.get("rowspan"), MAX_SPAN), _span(node.get("colspan"), MAX_COLUMNS)
        if count > MAX_HTML_CELLS:  # words are kept, the place is not
            self._wraps = True
        self._rows[-1][1].append(GridCell(paragraphs, rows, columns))
        self._cells.append(drawn)
        self._wraps = self._wraps or len(paragraphs) > _PAGE or any(each.cell for each in paragraphs)

    def paragraphs(self) -> list[Paragraph]:
        """All of them in reading order, with their cells where the table is one of data."""
        grid: Grid = [cells for _, cells in sorted(self._rows, key=lambda row: row[0])]
        return lay_out(grid, self.number, bordered=False if self._wraps else self._bordered(len(grid)))

    def _bordered(self, rows: int) -> bool | None:
        if any(self._cells) or self._drawn:
            return True
        if self._border not in ("", "0"):
            return None if self._cells and all(drawn is False for drawn in self._cells) else True
        # Borders that a site's style sheet draws are not known here, so "none" is believed of small tables alone.
        said = self._border == "0" or self._drawn is False
        return False if said and rows < 3 and not any(row == 0 for row, _ in self._rows) else None


def _span(words: str, most: int) -> int:
    digits = words.strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return min(int(digits[:6]) or most, most)  # 0: to the end of the table
