"""Projects and targets of tables: lists of works with place, scale and capital; indicators with values by year.

>>> from loaders.parse import parse
>>> from loaders.read.grid import text_of
>>> rows = [["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2030"], ["1", "Hộ dùng nước sạch", "%", "≥ 95"]]
>>> document, = parse(text_of(rows, ["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Chỉ tiêu:"]))
>>> [(t.indicator, t.comparator, t.value, t.unit, t.year) for t in document.targets]
[('Hộ dùng nước sạch', '>=', 95.0, '%', 2030)]
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.model import Document, Project, Provision, Said, Span, Target
from loaders.parse.tables.amounts import amounts
from loaders.parse.tables.columns import ColumnKind
from loaders.parse.tables.rows import words
from loaders.parse.tables.table import Row, Table, TableCell
from loaders.parse.tables.tasks import of
from loaders.parse.targets.clauses import goals
from loaders.text.fold import fold
from loaders.text.patterns import load

_LONGEST = 400  # code points of an indicator or of the name of a project


def extract(document: Document, held: list[Table] | None = None) -> None:
    """Set `document.projects` and `document.targets` where the document has tables of them; else they stay None.
    `held` are its tables, where they are at hand."""
    rows = {p.start: p for p in document.provisions if p.kind == "row"}
    if not rows:
        return
    for table in of(document) if held is None else held:
        if table.kind == "projects":
            document.projects = [*(document.projects or []), *_projects(table, rows)]
        elif table.kind == "indicators":
            document.targets = [*(document.targets or []), *_targets(table, rows, _horizon(document, table))]


# projects ------------------------------------------------------------------------------------------------------------


def _projects(table: Table, rows: dict[int, Provision]) -> Iterator[Project]:
    column = table.column("project")
    for row in table.rows:
        cell = row.cells.get(column) if column is not None else None
        own = rows.get(row.start)
        if row.kind != "data" or cell is None or own is None or load("tables")["row.total"].match(cell.folded):
            continue
        first = cell.words.split("\n")[0]
        if not any(c.isalpha() for c in first) or len(first) > _LONGEST:
            continue
        yield Project(
            _name(" ".join(cell.words.split())), own.path, Span(cell.start, cell.start + len(first)), None,
            _said(table, row, "place"), _said(table, row, "scale"), _said(table, row, "capital"),
            _said(table, row, "deadline"), _said(table, row, "investor"),
        )  # fmt: skip


def _said(table: Table, row: Row, kind: ColumnKind) -> Said | None:
    cell = row.cell(table.column(kind))
    if cell is None or load("tables")["row.none"].fullmatch(cell.folded.strip()):
        return None
    return Said(words(cell), (Span(cell.start, cell.end),))


def _name(printed: str) -> str:
    """A project's own name: without the verbs before it, unless it is made of several works.

    >>> _name("Dự án đầu tư xây dựng cầu Cửa Hội"), _name("Nâng cấp đê tả, xây dựng kè hữu")
    ('Cầu Cửa Hội', 'Nâng cấp đê tả, xây dựng kè hữu')
    """
    plain = printed.strip(" .;,")
    lead = load("tables")["project.lead"].match(fold(plain))
    rest = plain[lead.end() :] if lead else plain
    if not rest or load("tables")["project.several"].search(fold(rest)):
        return plain
    return rest[:1].upper() + rest[1:]


# targets -------------------------------------------------------------------------------------------------------------


def _targets(table: Table, rows: dict[int, Provision], horizon: int | None) -> Iterator[Target]:
    name = table.column("indicator")
    unit = table.column("unit")
    values = [j for j, kind in sorted(table.columns.items()) if kind in ("value", "output")]
    year = horizon
    for row in table.rows:
        own = rows.get(row.start)
        if own is None:
            continue
        if row.kind == "group":
            year = _year(" ".join(cell.folded for cell in row.cells.values())) or horizon
            continue
        cell = row.cell(name)
        if row.kind != "data" or cell is None or len(cell.words) > _LONGEST:
            continue
        measured = words(row.cell(unit)) or None
        told = [(j, row.cells[j]) for j in values if j in row.cells]
        for j, value in told:
            yield from _stated(words(cell), value, measured, _year(table.heads.get(j, "")) or year, own)
        if not values:
            yield from _inside(cell, year, own)


def _stated(
    indicator: str, cell: TableCell, measured: str | None, year: int | None, own: Provision
) -> Iterator[Target]:
    """The amounts of a cell of values; of ranks, each with the words that say among whom ("≤ 3 Đông Nam Á")."""
    found = amounts(cell.words)
    ranked = measured is not None and load("tables")["amount.rank"].match(fold(measured)) is not None
    for i, one in enumerate(found):
        own_unit = one.unit if one.unit and (measured is None or "%" in one.unit) else None
        unit = measured or own_unit
        span = Span(cell.start + one.start, cell.start + one.end)
        stop = found[i + 1].start if i + 1 < len(found) else None
        among = cell.words[one.end : stop].strip(" \n.;:,()") if ranked else ""
        place = among if any(c.isalpha() for c in among) else None
        name = indicator.strip(" .;:") + (f" ({place})" if place else "")
        yield Target(name, one.comparator, one.value, unit, year, own.path, span, place=place)


def _inside(cell: TableCell, year: int | None, own: Provision) -> Iterator[Target]:
    """The goals of an indicator that says its amounts itself: "Hộ dùng nước sạch đạt 95%"."""
    for one in goals(cell.words.replace("\n", " ")):
        amount = one.amount
        span = Span(cell.start + one.start, cell.start + one.end)
        said = _year(cell.folded) or year
        yield Target(
            one.indicator, amount.comparator, amount.value, amount.unit, said, own.path, span,
            subject=one.subject, place=one.place,
        )  # fmt: skip


def _year(folded: str) -> int | None:
    match = load("tables")["amount.horizon"].search(folded)
    return int(match.group("y") or match.group("y2")) if match else None


def _horizon(document: Document, table: Table) -> int | None:
    """The year of a table's title ("… đến năm 2030"), else the end of the document's period."""
    start = table.rows[0].start
    above = document.text.text[max(0, start - 600) : start]
    period = document.header.period
    return _year(fold(above)) or (period.end if period else None)
