"""What one page holds: its lines in rows, its ruled tables, its rules; the same for a text layer and for OCR."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.model import Box, Page
from loaders.read.pdf.glyphs import Glyph
from loaders.read.pdf.lattice import Area, Lattice, lattices
from loaders.read.pdf.lines import Line, rows
from loaders.read.pdf.rules import Rule


@dataclass(slots=True)
class Ruled:
    """A ruled table on one page, with the letters of each of its fields."""

    lattice: Lattice
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.lattice.top

    def content(self, page: int, xs: list[float] | None = None) -> list[tuple[Area, list[Line]]]:
        """Its cells with their lines; `xs` as for `Lattice.cells`."""
        grid = Lattice(self.lattice.rules, xs or self.lattice.xs, self.lattice.ys)
        areas = grid.cells()
        owner = {(area.row + i, area.column + k): n for n, area in enumerate(areas)
                 for i in range(area.rows) for k in range(area.columns)}  # fmt: skip
        inside: list[list[Glyph]] = [[] for _ in areas]
        for glyph in self.glyphs:
            place = grid.place((glyph.left + glyph.right) / 2, glyph.base - 0.3 * glyph.size)
            inside[owner[place]].append(glyph)
        return [(area, [row[0] for row in rows(g, page, columns=False)]) for area, g in zip(areas, inside, strict=True)]


@dataclass(slots=True)
class Leaf:
    """A page: its size, the rows of lines outside of tables, its tables, and the ruling lines that draw no table."""

    page: Page
    rows: list[list[Line]]
    tables: list[Ruled]
    rules: list[Rule]

    @property
    def number(self) -> int:
        """From 1."""
        return self.page.number


def leaf(page: Page, glyphs: list[Glyph], rules: list[Rule]) -> Leaf:
    """The letters of a page sorted into its tables and the lines outside of them."""
    tables = [Ruled(lattice) for lattice in lattices(rules)]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base - 0.3 * glyph.size
        for table in tables:
            if table.lattice.holds(x, y):
                table.glyphs.append(glyph)
                break
        else:
            outside.append(glyph)
    inked = [table for table in tables if table.glyphs]
    used = {rule for table in tables for rule in table.lattice.rules}
    return Leaf(page, rows(outside, page.number), inked, [r for r in rules if r not in used])


def box(lines: list[Line]) -> Box | None:
    """The rectangle that the lines of a paragraph's first page take."""
    if not lines:
        return None
    first = [line for line in lines if line.page == lines[0].page]
    return Box(
        round(min(line.left for line in first), 1),
        round(min(line.top for line in first), 1),
        round(max(line.right for line in first), 1),
        round(max(line.bottom for line in first), 1),
    )
