"""Tasks of annex tables: every row of data of a table of tasks is one task, with what its cells say.

Who leads and supports is who stands in those columns, a merged cell counting for all its rows, a ditto mark for the
row above; where the row names nobody, a heading over it that names a body ("I. Sở Tài chính") gives its lead.

>>> from loaders.parse import parse
>>> from loaders.read.grid import text_of
>>> rows = [["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "Rà soát quy chế", "Sở Nội vụ", "Quý I/2026"]]
>>> document, = parse(text_of(rows, ["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Nhiệm vụ:"]))
>>> [(t.provision, t.assignments[0].agency, t.deadlines[0].date) for t in document.tasks]
[('1/t1/1', 'Sở Nội vụ', '2026-03-31')]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.model import Assignment, Basis, Deadline, Document, Provision, Role, Said, Span, Task
from loaders.parse import deadlines
from loaders.parse.agencies.lists import Found
from loaders.parse.agencies.names import Where
from loaders.parse.tables.bodies import named
from loaders.parse.tables.columns import ColumnKind
from loaders.parse.tables.table import Row, Table, TableCell, tables
from loaders.parse.tasks import labels
from loaders.parse.tasks.inherit import outside
from loaders.parse.tasks.roles import read
from loaders.text.fold import fold
from loaders.text.patterns import load


@dataclass(slots=True)
class _Part:
    """Who leads and supports, in words of one cell that stands in `provision`."""

    lead: list[Assignment]
    support: list[Assignment]
    asked: bool = False


_Group = tuple[Provision, _Part, tuple[Deadline, ...]]  # a row that others stand under, and what it gives them


class _Reader:
    """The tables of one document."""

    def __init__(self, document: Document, setting: Where, issuer: str | None) -> None:
        self.setting, self.issuer = setting, issuer
        self.date = document.header.date.value if document.header.date else None
        rows = [p for p in document.provisions if p.kind in ("row", "table")]
        self.starts = [p.start for p in rows]
        self.rows = rows

    def provision(self, at: int) -> Provision | None:
        """The row that holds a position."""
        i = bisect_right(self.starts, at) - 1
        return self.rows[i] if i >= 0 and at < self.rows[i].end else None

    # -- rows ----------------------------------------------------------------------------------------------------

    def tasks(self, table: Table) -> Iterator[Task]:
        """The tasks of a table of tasks."""
        above: dict[ColumnKind, TableCell] = {}
        groups: list[_Group] = []
        for row in table.rows:
            own = self.provision(row.start)
            if own is None or own.kind != "row":
                continue
            groups = [group for group in groups if own.path.startswith(group[0].path + "/")]
            if row.kind == "group":
                groups.append((own, *self._group(row, own)))
            elif row.kind == "data":
                cells = self._cells(table, row, above)
                if not self._is_work(table, row):
                    continue
                above = cells
                part = self._part(row, own, cells, groups)
                yield self._task(row, own, cells, part, groups)
                groups.append((own, part, ()))  # rows below it have its roles, where they name nobody

    def _cells(self, table: Table, row: Row, above: dict[ColumnKind, TableCell]) -> dict[ColumnKind, TableCell]:
        """The cells of a row by what they hold; a ditto mark stands for the cell above."""
        out: dict[ColumnKind, TableCell] = {}
        for column, kind in table.columns.items():
            cell = row.cell(column)
            if cell is None or kind in out:
                continue
            if load("tables")["row.ditto"].fullmatch(cell.folded.strip()):
                if kind in above:
                    out[kind] = above[kind]
            elif not load("tables")["row.none"].fullmatch(cell.folded.strip()):
                out[kind] = cell
        return out

    def _is_work(self, table: Table, row: Row) -> bool:
        """Whether a row says something to do: no sum, and more than its number."""
        first = min(row.cells.items())[1]
        if load("tables")["row.total"].match(first.folded):
            return False
        number = table.column("number")
        return any(column != number for column in row.cells)

    def _part(self, row: Row, own: Provision, cells: dict[ColumnKind, TableCell], groups: list[_Group]) -> _Part:
        """Who leads and supports, by the row's cells or, where they name nobody, by what it stands under."""
        part = self._roles(row, own, cells)
        given = next((given for _, given, _ in reversed(groups) if given.lead), None)
        if not part.lead and given is not None:
            part.lead = [replace(one, inherited=True) for one in given.lead]
            part.support += [replace(one, inherited=True) for one in given.support]
            part.asked = part.asked or given.asked
        return part

    def _task(
        self, row: Row, own: Provision, cells: dict[ColumnKind, TableCell], part: _Part, groups: list[_Group]
    ) -> Task:
        lead = _once(part.lead)
        support = _once(part.support, {one.agency.casefold() for one in lead})
        asked = part.asked or any(given.asked for _, given, _ in groups)
        requested = asked and any(
            outside(one.agency, one.kind, self.setting.province is not None, self.issuer or "") for one in lead
        )
        due = self._deadlines(row, cells, groups)
        return Task(own.path, _stated(own, cells), (*lead, *support), requested, due, self._output(cells))

    # -- roles ---------------------------------------------------------------------------------------------------

    def _roles(self, row: Row, own: Provision, cells: dict[ColumnKind, TableCell]) -> _Part:
        part = _Part([], [])
        lead = cells.get("lead") or cells.get("both")
        if lead is not None:
            said = self._lead(lead, own, both="lead" not in cells)
            part.lead, part.support, part.asked = said.lead, said.support, said.asked
        support = cells.get("support")
        if support is not None:
            part.support += [self._assignment(f, "support", None, support, own) for f in self._named(support)]
        if lead is None:
            task = cells.get("task") or cells.get("project")
            if task is not None:
                said = self._spoken(task, own)
                part.lead, part.asked = said.lead, said.asked
                part.support += said.support
        return part

    def _lead(self, cell: TableCell, own: Provision, both: bool) -> _Part:
        """Who a cell of those who lead names; it may say more: "Sở A chủ trì, phối hợp với Sở B"."""
        said = labels.segments(cell.words.replace("\n", ";"), cell.folded.replace("\n", ";"))
        if any(segment.kind in ("lead", "support") for segment in said):
            part = _Part([], [])
            for segment in said:
                inner = replace(cell, start=cell.start + segment.start, words=segment.words)
                found = self._named(inner)
                if segment.kind == "support":
                    part.support += [self._assignment(f, "support", None, inner, own) for f in found]
                elif segment.kind in ("lead", "executor"):
                    part.lead += [self._assignment(f, "lead", "explicit", inner, own) for f in found]
            return part
        if "phối hợp" in cell.folded:
            part = self._spoken(cell, own)
            if part.lead:
                part.lead = [replace(one, basis="explicit") for one in part.lead]
                return part
        asked = load("tables")["row.asked"].match(cell.folded.strip()) is not None
        found = self._named(cell)
        if both and len(found) > 1:  # "Chủ trì, phối hợp" over "Sở A; Sở B": the first leads
            lead, support = found[:1], found[1:]
        else:
            lead, support = found, ()
        return _Part(
            [self._assignment(f, "lead", "explicit", cell, own) for f in lead],
            [self._assignment(f, "support", None, cell, own) for f in support],
            asked,
        )

    def _spoken(self, cell: TableCell, own: Provision) -> _Part:
        """Who the words of a cell tell to act, as those of a provision of the text do."""
        words = cell.words.replace("\n", " ")
        reading = read(words, self.setting, None, self.issuer)
        basis: Basis = "explicit" if reading.word == "lead" else "assigned"
        lead, support = reading.subject, (*reading.partners, *reading.others)
        if reading.word == "support":
            single = tuple(f for f in reading.partners if not f.group)
            if single:
                lead, support, basis = single, (*reading.subject, *(f for f in support if f not in single)), "implied"
        return _Part(
            [self._assignment(f, "lead", basis, cell, own) for f in lead],
            [self._assignment(f, "support", None, cell, own) for f in support],
            reading.asked,
        )

    def _named(self, cell: TableCell) -> tuple[Found, ...]:
        return named(cell.words, self.setting)

    def _assignment(self, found: Found, role: Role, basis: Basis | None, cell: TableCell, own: Provision) -> Assignment:
        span = Span(cell.start + found.start, cell.start + found.end)
        holder = self.provision(span.start) or own
        return Assignment(found.name, role, basis, span, holder.path, holder.path != own.path, found.group, found.kind)

    def _group(self, row: Row, own: Provision) -> tuple[_Part, tuple[Deadline, ...]]:
        """What a heading over rows gives to them: the body it is, and when ("Nhiệm vụ năm 2026")."""
        cell = max(row.cells.values(), key=lambda each: len(each.words))
        skip = max(own.content - cell.start, 0)
        words = cell.words[skip:] if skip < len(cell.words) else cell.words
        inner = replace(cell, start=cell.end - len(words), words=words, folded=fold(words))
        part = _Part([], [])
        plain = words.strip(" .:;*")
        found = named(plain.title() if plain.isupper() else plain, self.setting) if len(plain) < 200 else []
        patterns = load("tables").table("row")
        asked = patterns["asked"].match(inner.folded.strip())
        rest = plain
        for one in reversed(found):
            rest = rest[: one.start] + rest[one.end :]
        known = [f for f in found if f.kind or f.group or patterns["body"].match(fold(plain[f.start : f.end]))]
        if known and patterns["only"].fullmatch(fold(rest).strip(" ,.;:")):
            basis: Basis = "explicit" if "chủ trì" in inner.folded else "assigned"
            shift = replace(inner, start=inner.start + len(words) - len(words.lstrip(" .:;*")))
            part.lead = [self._assignment(f, "lead", basis, shift, own) for f in known]
            part.asked = asked is not None
        when: tuple[Deadline, ...] = ()
        if patterns["when"].search(inner.folded):
            when = deadlines.extract(words, self.date, inner.start, label=True)
        return part, when

    # -- the rest ------------------------------------------------------------------------------------------------

    def _deadlines(
        self,
        row: Row,
        cells: dict[ColumnKind, TableCell],
        groups: list[_Group],
    ) -> tuple[Deadline, ...]:
        cell = cells.get("deadline")
        found: list[Deadline] = []
        if cell is not None:
            found = [_moved(when, cell.start) for when in _times(cell.words, self.date)]
        else:
            task = cells.get("task") or cells.get("project")
            if task is not None:
                found = list(deadlines.extract(task.words, self.date, task.start))
            if not found:
                found = next((list(when) for _, _, when in reversed(groups) if when), [])
        once = {(d.date, d.kind, d.recurs): d for d in reversed(found)}
        return tuple(d for d in found if once[d.date, d.kind, d.recurs] is d)

    def _output(self, cells: dict[ColumnKind, TableCell]) -> Said | None:
        cell = cells.get("output")
        return Said(" ".join(cell.words.split()), (Span(cell.start, cell.end),)) if cell else None


def _stated(own: Provision, cells: dict[ColumnKind, TableCell]) -> Span:
    """Where a row says what is to be done: the words of that cell, all of the row where another row holds the cell."""
    cell = cells.get("task") or cells.get("project")
    inside = cell is not None and own.start <= cell.start < cell.end <= own.end
    return Span(cell.start, cell.end) if cell is not None and inside else own.span


@lru_cache(maxsize=4096)
def _times(words: str, date: str | None) -> tuple[Deadline, ...]:
    """The deadlines of a cell of deadlines, its words counted from 0."""
    found = deadlines.extract(words, date, label=True)
    reasons = [match.span() for match in load("tables")["row.reason"].finditer(fold(words))]
    own = tuple(d for d in found if not any(start <= d.span.start < end for start, end in reasons))
    return own or found


def _moved(deadline: Deadline, by: int) -> Deadline:
    return replace(deadline, span=Span(deadline.span.start + by, deadline.span.end + by))


def _once(found: list[Assignment], without: set[str] | None = None) -> list[Assignment]:
    """Each agency once, in order, without some."""
    seen = set(without or ())
    out = []
    for one in found:
        if one.agency.casefold() not in seen:
            seen.add(one.agency.casefold())
            out.append(one)
    return out


def extract(document: Document, setting: Where, issuer: str | None, held: list[Table] | None = None) -> list[Task]:
    """The tasks of all tables of a document whose provisions are filled, in order; `held` are its tables, where they
    are at hand."""
    if not any(p.kind == "row" for p in document.provisions):
        return []
    reader = _Reader(document, setting, issuer)
    found = of(document) if held is None else held
    return [task for table in found if table.kind == "tasks" for task in reader.tasks(table)]


def of(document: Document) -> list[Table]:
    """The tables of data of a document, as its tree has them."""
    aside = {each.start for each in document.set_aside if each.reason != "repeat"}
    held = [p for p in document.provisions if p.kind in ("row", "table")]
    if not held:
        return []
    head = {p.start for p in document.provisions if p.path.startswith(("head/", "foot/"))}
    blocks = (
        block
        for block in document.text.blocks
        if document.span.start <= block.start < document.span.end
        and block.start not in aside
        and block.start not in head
    )
    return tables(blocks, document.text.text)
