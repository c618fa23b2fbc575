"""Rows of tables as provisions: a table, the headings in it and the rows under them, by the style of their numbers.

A table's own text is its head. A row is one provision, whatever the number of its cells; its path ends in the number
printed before it, `-n` where there is none. A heading over rows ("I. THỂ CHẾ") is the parent of those below it, and
so is a row whose number later ones go on (11 of 11.1).

>>> from loaders.model import Text
>>> from loaders.parse import structure
>>> from loaders.read.grid import text_of
>>> rows = [["TT", "Nhiệm vụ", "Chủ trì"], ["I", "THỂ CHẾ", "<"], ["1", "Rà soát quy chế", "Sở Nội vụ"]]
>>> document, = structure(text_of(rows, ["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Nhiệm vụ như sau:"]))
>>> [(p.path, p.kind, p.leaf) for p in document.provisions[3:]]
[('1', 'arabic', False), ('1/t1', 'table', False), ('1/t1/I', 'row', False), ('1/t1/I/1', 'row', True)]
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.model import Block, Provision
from loaders.parse.tables.table import Row, Table, TableCell, numeral
from loaders.text.fold import fold
from loaders.text.marks import ALPHABET, find, ordinal, roman

# Rank of the style of a number: smaller stands higher.
_UPPER, _ROMAN, _BARE, _ARABIC, _LOWER = 1.0, 2.0, 2.8, 3.0, 6.0


@dataclass(slots=True)
class Level:
    """An open row (or the table) that rows can stand under."""

    provision: Provision
    rank: float
    number: str = ""
    group: bool = True
    unnumbered: int = 0
    taken: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Frame:
    """A table while its rows are made provisions; it may go on after a line that stands between its rows."""

    table: Table
    levels: list[Level]
    at: int = 0

    @staticmethod
    def opened(table: Table, path: str, parent: str | None) -> tuple[Frame, Provision]:
        """A table with its provision, which holds the rows of its head."""
        count = 0
        while count < len(table.rows) and table.rows[count].kind == "head":
            count += 1
        start = table.rows[0].start
        end = table.rows[count - 1].end if count else start
        made = Provision(path, "table", start, end, start, parent=parent)
        return Frame(table, [Level(made, 0.0)], count), made

    def add(self, last: int) -> tuple[list[Provision], list[Block]]:
        """The provisions of the rows up to the one that begins at `last`, and the blocks of heads that come again."""
        made: list[Provision] = []
        again: list[Block] = []
        rows = self.table.rows
        while self.at < len(rows) and rows[self.at].start <= last:
            row = rows[self.at]
            self.at += 1
            if row.kind == "head":
                again += row.blocks
            elif row.kind == "more" and made and made[-1].end + 1 >= row.start:
                made[-1].end = row.end
            else:
                made.append(self._row(row))
        return made, again

    def _row(self, row: Row) -> Provision:
        label, number, content = self._label(row)
        rank = self._rank(number, row)
        while len(self.levels) > 1 and not self._holds(self.levels[-1], rank, number):
            self.levels.pop()
        parent = self.levels[-1]
        if number:
            segment = number
        else:
            parent.unnumbered += 1
            segment = f"-{parent.unnumbered}"
        value = _value(number, rank)
        made = Provision(
            _path(parent, segment), "row", row.start, row.end, content, label, value, parent.provision.path
        )
        parent.provision.leaf = False
        _count(made, parent, rank)
        if number or row.kind == "group":
            self.levels.append(Level(made, rank, number, row.kind == "group"))
        return made

    def _holds(self, level: Level, rank: float, number: str) -> bool:
        """Whether a row goes under an open one."""
        if level.group:
            return level.rank < rank
        below = level.rank <= _ROMAN or rank >= _LOWER or number.startswith(level.number + ".")
        return bool(number) and level.rank < rank and below

    def _label(self, row: Row) -> tuple[str, str, int]:
        """The printed number of a row, bare, and where the words after it begin."""
        column = self.table.column("number")
        first = min(row.cells.items())[1]
        cell = row.cells.get(column if column is not None else 0)
        if cell is not None and cell.columns == 1 and numeral(cell.words):
            return cell.words, numeral(cell.words), cell.end + 1 if cell.end < row.end else row.start
        if row.kind == "group" or column is None:
            mark = find(first.words)
            if mark is not None and mark.kind in ("roman", "letter", "arabic", "decimal", "diem", "muc", "phan"):
                return mark.label, mark.number.strip("."), first.start + mark.content
        return "", "", row.start

    def _rank(self, number: str, row: Row) -> float:
        """The rank of a row by its number; one without number stands beside the row before it."""
        if not number:
            if row.kind == "group":
                return _BARE
            return _LOWER + 1
        if number[0].isdigit():
            return _ARABIC + 0.5 * number.count(".")
        if number[0].islower():
            return _LOWER
        letters = [level for level in self.levels if level.rank == _UPPER]
        follows = letters and len(number) == 1 and fold(number) in ALPHABET and _after(letters[-1].number, number)
        return _UPPER if follows or roman(number) is None else _ROMAN


def _after(before: str, number: str) -> bool:
    """Whether a capital letter follows another in the alphabet: C after B is no Roman hundred."""
    if len(before) != 1 or fold(before) not in ALPHABET:
        return False
    return ALPHABET.index(fold(number)) == ALPHABET.index(fold(before)) + 1


def _value(number: str, rank: float) -> int | None:
    if not number:
        return None
    kind = "roman" if rank == _ROMAN else "diem" if not number[0].isdigit() else "arabic"
    return ordinal(kind, number)


def _count(made: Provision, parent: Level, rank: float) -> None:
    """Flag a number that does not rise, or jumps."""
    if made.ordinal is None:
        return
    family = str(rank)
    last = parent.last.get(family)
    if last is not None and made.ordinal <= last:
        made.flags += ("ordinal-repeat",)
    elif made.ordinal > (last or 0) + 1 and (last is not None or family not in ("3.0",)):
        made.flags += ("ordinal-gap",)
    parent.last[family] = made.ordinal


def _path(parent: Level, segment: str) -> str:
    count = parent.taken[segment] = parent.taken.get(segment, 0) + 1
    if count > 1:
        plain = segment
        segment = f"{plain}.{count}"
        while segment in parent.taken:
            count += 1
            segment = f"{plain}.{count}"
        parent.taken[segment] = 1
    return f"{parent.provision.path}/{segment}"


def words(cell: TableCell | None) -> str:
    """The words of a cell in one line; "" for none."""
    return " ".join(cell.words.split()) if cell else ""
