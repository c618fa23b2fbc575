"""A table of data as the parser sees it: rows of cells, what each row is, what each column holds.

Blocks that carry a `Cell` and follow each other make one table, also where the file has several of them: a table that
goes on over pages repeats its head, or has none. Both the tree of provisions and the tasks are made from what is told
here, so a row is the same row to both.

>>> from loaders.read.grid import text_of
>>> text = text_of([["TT", "Nhiệm vụ", "Chủ trì"], ["I", "THỂ CHẾ", "<"], ["1", "Rà soát quy chế", "Sở Nội vụ"]])
>>> table, = tables(text.blocks, text.text)
>>> [row.kind for row in table.rows], table.kind
(['head', 'group', 'data'], 'tasks')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from loaders.model import Block
from loaders.parse.tables import columns
from loaders.parse.tables.columns import ColumnKind, TableKind
from loaders.text.fold import fold
from loaders.text.marks import find
from loaders.text.patterns import load

RowKind = Literal["head", "group", "data", "more", "note"]
LONGEST_HEAD = 220  # code points of a cell of a head
DEEPEST_HEAD = 5  # rows


@dataclass(slots=True)
class TableCell:
    """The words at `start`..`end` of the text (its paragraphs a line each), and the rows and columns it takes."""

    column: int
    rows: int
    columns: int
    start: int
    end: int
    words: str
    folded: str
    bold: bool


@dataclass(slots=True)
class Row:
    """`cells` by column, those without words left out; `covered` the merged cells of rows above that go on here.

    `kind`: of the head (also repeated), a heading over the rows below it, data, the rest of the row before it, a note.
    """

    blocks: list[Block] = field(default_factory=list)
    cells: dict[int, TableCell] = field(default_factory=dict)
    covered: dict[int, TableCell] = field(default_factory=dict)
    kind: RowKind = "data"
    repeats: bool = False

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.blocks[-1].end

    def cell(self, column: int | None) -> TableCell | None:
        """The cell that stands in a column or is merged into it."""
        if column is None:
            return None
        found = self.cells.get(column)
        return found or self.covered.get(column)


@dataclass(slots=True)
class Table:
    """`columns` says what each column holds; `carried` that the head is that of the table before."""

    rows: list[Row]
    width: int
    columns: dict[int, ColumnKind] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    kind: TableKind = "other"

    def column(self, kind: ColumnKind) -> int | None:
        """The first column of a kind."""
        return next((j for j, found in sorted(self.columns.items()) if found == kind), None)


def tables(blocks: Iterable[Block], text: str, title: str = "") -> list[Table]:
    """The tables among blocks of one document, in order. `title` is what stands above the first (folded)."""
    out: list[Table] = []
    near = False
    for run, before in _runs(blocks, text):
        near = near and len(before) < 120
        title = fold(before) if before else title
        for table in _read(run, text):
            if not out or not near or not _go_on(out[-1], table):
                _name(table, out[-1] if out and near else None, title)
                out.append(table)
            near = True
    for table in out:
        _finish(table)
    return out


def _runs(blocks: Iterable[Block], text: str) -> Iterator[tuple[list[Block], str]]:
    """Blocks with cells that follow each other, with the words that stand before them."""
    run: list[Block] = []
    before = ""
    words: list[str] = []
    for block in blocks:
        if block.kind in ("furniture", "rule"):
            continue
        if block.cell is None:
            if run:
                yield run, before
                run, words = [], []
            words = [*words[-5:], text[block.start : block.end][:300]]
            continue
        if not run:
            before = "\n".join(words)
        run.append(block)
    if run:
        yield run, before


def _read(run: list[Block], text: str) -> list[Table]:
    """One table for each number that the reader gave, in order."""
    out: list[Table] = []
    number = None
    for block in run:
        assert block.cell is not None  # noqa: S101 - of a run
        if block.cell.table != number or not out:
            number = block.cell.table
            out.append(Table([], 0))
        _add(out[-1], block, text)
    for table in out:
        for cell in (cell for row in table.rows for cell in row.cells.values()):
            if len(cell.words) < cell.end - cell.start:  # once a cell, however many paragraphs it has
                cell.words = text[cell.start : cell.end]
                cell.folded = fold(cell.words)
        _cover(table)
    return out


def _add(table: Table, block: Block, text: str) -> None:
    at = block.cell
    assert at is not None  # noqa: S101 - of a run
    last = table.rows[-1] if table.rows else None
    if last is None or last.blocks[-1].cell is None or last.blocks[-1].cell.row != at.row:
        last = Row()
        table.rows.append(last)
    last.blocks.append(block)
    table.width = max(table.width, at.column + at.columns)
    cell = last.cells.get(at.column)
    if cell is None:
        words = text[block.start : block.end]
        cell = TableCell(at.column, at.rows, at.columns, block.start, block.end, words, fold(words), block.bold)
        last.cells[at.column] = cell
    else:
        cell.end = block.end
        cell.bold = cell.bold and block.bold


def _cover(table: Table) -> None:
    """Enter merged cells into the rows below them that they take in."""
    open_: dict[int, tuple[int, TableCell]] = {}  # column -> first row that is free again, cell
    for row in table.rows:
        at = row.blocks[0].cell
        number = at.row if at else 0
        row.covered = {j: cell for j, (end, cell) in open_.items() if number < end and j not in row.cells}
        open_ = {j: each for j, each in open_.items() if number + 1 < each[0]}
        for cell in row.cells.values():
            if cell.rows > 1:
                for j in range(cell.column, min(cell.column + cell.columns, table.width)):
                    open_[j] = number + cell.rows, cell


def _go_on(before: Table, table: Table) -> bool:
    """Take the rows of a table that goes on the one before: of its width, with the same head or none."""
    if before.width != table.width:
        return False
    heads = _head_rows(table)
    if heads:
        own = _heads(table.rows[:heads], table.width)
        if columns.kinds(own) != before.columns or {*own.values()} - {*before.heads.values(), *_spoken(before)}:
            return False
        for row in table.rows[:heads]:
            row.kind, row.repeats = "head", True
    before.rows += table.rows
    return True


def _spoken(table: Table) -> set[str]:
    return {cell.folded for row in table.rows if row.kind == "head" for cell in row.cells.values()}


def _name(table: Table, before: Table | None, title: str) -> None:
    """Tell head, columns and kind; a table without head that follows one of its width has the columns of that."""
    count = _head_rows(table)
    if count:
        for row in table.rows[:count]:
            row.kind = "head"
        table.heads = _heads(table.rows[:count], table.width)
        table.columns = columns.kinds(table.heads)
        table.kind = columns.kind_of(table.columns, table.heads)
    elif before is not None and before.width == table.width:
        table.columns, table.heads, table.kind = before.columns, before.heads, before.kind
    elif load("tables")["kinds.annex"].search(title):
        table.columns = columns.guessed([{j: cell.folded for j, cell in row.cells.items()} for row in table.rows[:60]])
        table.kind = columns.kind_of(table.columns, dict.fromkeys(table.columns, "nhiệm vụ"))


# heads ---------------------------------------------------------------------------------------------------------------


def _head_rows(table: Table) -> int:
    """How many rows at the top are its head."""
    rows = table.rows
    at = next((i for i, row in enumerate(rows[:3]) if columns.is_head([c.folded for c in row.cells.values()])), None)
    if at is None:
        at = 0 if _looks_like_head(table) else None
    if at is None or any(len(row.cells) > 1 for row in rows[:at]):
        return 0
    first = rows[at]
    deep = max((cell.rows for cell in first.cells.values()), default=1)
    end = at + 1
    while end < len(rows) and end - at < DEEPEST_HEAD and len(rows) > end + 1:
        row = rows[end]
        below = end - at < deep or _under(first, row)
        if not (below or columns.counts([c.folded for c in row.cells.values()])):
            break
        end += 1
    return end


def _looks_like_head(table: Table) -> bool:
    """Whether the first row is set as a head, though its words are none that columns are known by."""
    if len(table.rows) < 2:
        return False
    first, second = table.rows[0], table.rows[1]
    if len(first.cells) < 2 or any(len(cell.words) > LONGEST_HEAD for cell in first.cells.values()):
        return False
    if columns.is_number_head(min(first.cells.items())[1].folded):
        return True
    return all(cell.bold for cell in first.cells.values()) and not all(cell.bold for cell in second.cells.values())


def _under(first: Row, row: Row) -> bool:
    """Whether all cells of a row stand below merged cells of the first one: the second level of a head."""
    wide = {
        j for cell in first.cells.values() if cell.columns > 1 for j in range(cell.column, cell.column + cell.columns)
    }
    return bool(row.cells) and bool(wide) and row.cells.keys() <= wide


def _heads(rows: list[Row], width: int) -> dict[int, str]:
    """The words of the head above each column, of all its rows, from the top down."""
    out: dict[int, str] = {}
    for row in rows:
        values = [cell.folded for cell in row.cells.values()]
        if columns.counts(values) or (len(rows) > 1 and len(values) == 1 and row is rows[0]):
            continue
        for cell in row.cells.values():
            for j in range(cell.column, min(cell.column + cell.columns, width)):
                words = " ".join(cell.folded.split())
                out[j] = f"{out[j]} / {words}" if j in out else words
    return out


# rows ----------------------------------------------------------------------------------------------------------------


def _finish(table: Table) -> None:
    """Tell what each row is that is none of the head."""
    head = {" ".join(words.split()) for words in _spoken(table)}
    number = table.column("number")
    numbered = [row for row in table.rows if row.kind != "head" and number in row.cells]
    rows = [row for row in table.rows if row.kind != "head"]
    counted = len(numbered) > 0.5 * len(rows)
    plain = sum(numeral(row.cells[number].folded)[:1].isdigit() for row in numbered if number is not None)
    before: Row | None = None
    for row in table.rows:
        if row.kind == "head":
            continue
        values = [cell.folded for cell in row.cells.values()]
        again = sum(" ".join(words.split()) in head for words in values)
        if head and ((again > 1 and again * 2 > len(values)) or _head_again(table, values)):
            row.kind, row.repeats = "head", True
            continue
        row.kind = _kind(table, row, before, counted, plain * 2 > len(numbered))
        before = row


def _head_again(table: Table, values: list[str]) -> bool:
    if len(values) < 2 or not any(columns.is_head_word(words) for words in values[:2]):
        return len(values) == table.width and columns.counts(values)
    return columns.is_head(values) or (len(values) == table.width and columns.counts(values))


def _kind(table: Table, row: Row, before: Row | None, counted: bool, arabic: bool) -> RowKind:
    number = table.column("number")
    cells = list(row.cells.values())
    free = [cell for cell in cells if cell.column != number or cell.columns > 1]
    patterns = load("tables").table("row")
    if len(cells) == 1 and patterns["note"].match(cells[0].folded):
        return "note"
    own = row.cells.get(number) if number is not None else None
    if not row.covered and len(free) == 1 and (own is not None or free[0].columns >= table.width - 1):
        cell = free[0]
        label = own.folded if own is not None and own is not cell else ""
        spans = cell.columns > 1 and cell.column + cell.columns >= table.width and cell.column < 2
        styled = cell.bold or (cell.words.isupper() and len(cell.words) > 3)
        above = arabic and bool(label) and not numeral(label)[:1].isdigit()
        if spans or styled or above:
            return "group"
    if own is not None and not row.covered and arabic and free and not numeral(own.folded)[:1].isdigit():
        telling = {j for j, kind in table.columns.items() if kind in ("lead", "both", "support", "output", "value")}
        if telling and numeral(own.folded) and not row.cells.keys() & telling:
            return "group"  # "IV", whatever a page break left in its other cells
    if not row.covered and len(cells) == 1 and table.width > 1 and (own is None or not numeral(own.words)):
        mark = find(cells[0].words)
        styled = cells[0].bold or (cells[0].words.isupper() and len(cells[0].words) > 3)
        if styled or (mark is not None and mark.kind in ("roman", "letter")) or cells[0].columns >= table.width:
            return "group"
    if counted and number is not None and before is not None and before.kind in ("data", "more") and _rest(table, row):
        return "more"
    return "data"


def _rest(table: Table, row: Row) -> bool:
    """Whether a row without number, lead and time is the rest of the one before, which a page break cut off."""
    if row.covered or table.column("number") in row.cells or any(c.bold for c in row.cells.values()):
        return False
    telling = {j for j, kind in table.columns.items() if kind in ("lead", "both", "deadline")}
    if row.cells.keys() & telling:
        return False
    return bool(telling) or all(cell.words[0].islower() for cell in row.cells.values())


def numeral(words: str) -> str:
    """The number in a cell without brackets and stops: "1.2.", "(a)" -> "1.2", "a".

    >>> numeral(" 1.2. "), numeral("a)"), numeral("Bước 1")
    ('1.2', 'a', '')
    """
    bare = words.strip().strip("().:/*- ")
    return bare if load("tables")["flat.number"].fullmatch(fold(bare)) else ""
