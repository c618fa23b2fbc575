"""Pages to paragraphs: lines and tables in reading order, paragraphs and tables over page breaks, footnotes after the
paragraph that a page's foot splits, furniture marked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from loaders.model import BlockKind
from loaders.read.grid import lay_out
from loaders.read.paragraphs import Paragraph
from loaders.read.pdf import footnotes, furniture, tables
from loaders.read.pdf.columns import in_order
from loaders.read.pdf.join import FEW, Margins, goes_on, margins
from loaders.read.pdf.lines import Line
from loaders.read.pdf.page import Leaf, Ruled
from loaders.text.fold import fold
from loaders.text.patterns import load


@dataclass(slots=True)
class _Item:
    """A paragraph as its lines, or a table as its parts."""

    kind: BlockKind = "paragraph"
    lines: list[Line] = field(default_factory=list)
    table: list[tuple[Ruled, int]] = field(default_factory=list)
    margin: Margins = field(default_factory=lambda: Margins(0, 0))


@dataclass(slots=True)
class Flow:
    """The paragraphs of a file and what had to be decided: lines set aside as furniture, repeated heading rows."""

    paragraphs: list[Paragraph]
    furniture: int = 0
    headings: int = 0
    tables: int = 0


def flow(leaves: list[Leaf]) -> Flow:
    """The paragraphs of all pages in reading order."""
    gone = furniture.find([leaf.rows for leaf in leaves], [leaf.page.height for leaf in leaves])
    body = footnotes.usual_size(leaves)
    whole = _margins(leaves, gone)
    items: list[_Item] = []
    for leaf, out in zip(leaves, gone, strict=True):
        _page(items, leaf, out, body, whole)
    return _finish(items, gone)


def _margins(leaves: list[Leaf], gone: list[set[int]]) -> dict[tuple[int, int, int], Margins]:
    """The margins of the text by size of page and by odd and even pages (bound books alternate)."""
    groups: dict[tuple[int, int, int], list[Line]] = {}
    for leaf, out in zip(leaves, gone, strict=True):
        lines = [row[0] for row in leaf.rows if len(row) == 1 and id(row[0]) not in out]
        groups.setdefault(_kind_of(leaf), []).extend(lines)
    found: dict[tuple[int, int, int], Margins] = {}
    for kind, lines in groups.items():
        other = groups.get((kind[0], kind[1], 1 - kind[2]), [])
        found[kind] = margins(other if len(lines) < FEW <= len(other) else lines, width=kind[0])
    return found


def _kind_of(leaf: Leaf) -> tuple[int, int, int]:
    return round(leaf.page.width), round(leaf.page.height), leaf.number % 2


def _page(
    items: list[_Item], leaf: Leaf, gone: set[int], body: float, whole: dict[tuple[int, int, int], Margins]
) -> None:
    notes = footnotes.set_apart(leaf, gone, body)
    noted = {id(line) for line in notes}
    rows = [[part for part in row if id(part) not in gone and id(part) not in noted] for row in leaf.rows]
    rows = [row for row in rows if row]
    single = [row[0] for row in rows if len(row) == 1]
    margin = margins(single, whole[_kind_of(leaf)])
    for part in (part for row in leaf.rows for part in row if id(part) in gone):
        items.append(_Item("furniture", [part], margin=margin))
    turned = True
    column = 1
    for stretch in _stretches(rows, leaf.tables):
        if isinstance(stretch, Ruled):
            last = _last(items)
            if turned and last is not None and last.table and tables.continues(last.table[-1][0], stretch):
                last.table.append((stretch, leaf.number))
            else:
                items.append(_Item(table=[(stretch, leaf.number)]))
            turned = False
            continue
        lines = in_order(stretch, margin.left, margin.right, column)
        column = max((line.column for line in lines), default=column) + 1
        for line in lines:
            _add(items, line, lines, margin, turned)
            turned = False
    _notes(items, notes)


def _stretches(rows: list[list[Line]], ruled: list[Ruled]) -> list[list[list[Line]] | Ruled]:
    """The rows between the tables of a page, and the tables, from top to bottom."""
    out: list[list[list[Line]] | Ruled] = []
    waiting = sorted(ruled, key=lambda t: t.top)
    current: list[list[Line]] = []
    for row in rows:
        while waiting and waiting[0].top < row[0].base:
            if current:
                out.append(current)
                current = []
            out.append(waiting.pop(0))
        current.append(row)
    if current:
        out.append(current)
    return out + waiting


def _last(items: list[_Item]) -> _Item | None:
    """The last item that is part of the text's flow."""
    return next((item for item in reversed(items) if item.kind not in ("furniture", "footnote")), None)


def _add(items: list[_Item], line: Line, beside: list[Line], margin: Margins, turned: bool) -> None:
    """One line: to the paragraph before it or to one of its own."""
    if load("marks")["wrap.rule"].fullmatch(fold(line.words)):
        items.append(_Item("rule", [line], margin=margin))
        return
    if len(line.words) == 1 and not line.words.isalnum() and line.words != "*":
        items.append(_Item("furniture", [line], margin=margin))  # a stray sign; the star stands in Party letterheads
        return
    own = margin
    if line.column:
        column = [other for other in beside if other.column == line.column]
        own = replace(margins(column), sure=len(column) >= FEW)
    last = _last(items)
    if last is not None and last.lines and last.kind == "paragraph":
        same_page = last.lines[-1].page == line.page
        if same_page and last.lines[-1].column == line.column and goes_on(last.lines, line, own):
            last.lines.append(line)
            return
        across = turned and not same_page and not line.column and not last.lines[-1].column
        if across and goes_on(last.lines, line, own, last.margin):
            last.lines.append(line)
            last.margin = own
            return
    items.append(_Item("paragraph", [line], margin=own))


def _notes(items: list[_Item], notes: list[Line]) -> None:
    """The footnotes of a page: one begins at a raised figure or a number set in; what stands before the first goes on
    with the last footnote of the page before."""
    margin = margins(notes)
    last = next((item for item in reversed(items) if item.kind == "footnote"), None)
    for k, line in enumerate(notes):
        begins = line.raised or footnotes.starts(line, notes[k - 1] if k else None, margin)
        if last is not None and not begins:
            last.lines.append(line)
            continue
        last = _Item("footnote", [line], margin=margin)
        items.append(last)


def _finish(items: list[_Item], gone: list[set[int]]) -> Flow:
    out = Flow([], furniture=furniture.count(gone))
    number = 1
    for item in items:
        if item.table:
            spots, dropped = tables.spots(item.table)
            out.headings += dropped
            grid, number = tables.grid(spots, number)
            found = lay_out(grid, out.tables, bordered=True)
            out.tables += any(each.cell for each in found)
            out.paragraphs += found
            continue
        made = tables.as_paragraph(item.lines, number)
        if item.kind != "paragraph":
            made.kind = item.kind
        out.paragraphs.append(made)
        number += 1
    out.paragraphs = _notes_in_place(out.paragraphs)
    return out


def _notes_in_place(found: list[Paragraph]) -> list[Paragraph]:
    """Footnotes after the paragraph (or the table) that holds their mark, as they stand in other kinds of files; one
    whose mark is not found after the paragraphs of its page."""
    after: dict[int, list[Paragraph]] = {}
    kept: list[int] = []
    for k, each in enumerate(found):
        anchor = _anchor(found, k) if each.kind == "footnote" else None
        if anchor is None:
            kept.append(k)
        else:
            after.setdefault(anchor, []).append(each)
    out: list[Paragraph] = []
    for k in kept:
        out += [found[k], *after.get(k, [])]
    return out


def _anchor(found: list[Paragraph], at: int) -> int | None:
    """The paragraph after which the footnote `at` belongs: that with its raised figure, on its page or the one before;
    of a table its last cell."""
    mark = footnotes.mark(found[at].words)
    if not mark:
        return None
    for k in range(at - 1, -1, -1):
        each = found[k]
        if each.page < found[at].page - 1:
            break
        if each.kind not in ("footnote", "furniture") and footnotes.refers(each.words, mark):
            while each.cell and k + 1 < at and (cell := found[k + 1].cell) and cell.table == each.cell.table:
                k += 1
            return k
    return None
