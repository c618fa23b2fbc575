"""A brief as a Word file, with the styles of Word's own template, so that an office can make them its own."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from kg.export.xml import held
from queries.outputs.content import Brief, Item, Table


def docx(brief: Brief) -> bytes:
    """The file. It bears no time of making, so that the same brief gives the same text and properties."""
    from docx import Document

    document: Any = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = held(brief.title)[:255], "Chỉ Đạo", ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    document.styles["Normal"].font.name = "Times New Roman"
    document.add_heading(_one(brief.title), 0)
    for line in brief.lines:
        document.add_paragraph(_one(line))
    for section in brief.sections:
        document.add_heading(_one(section.title), 1)
        for group in section.groups:
            if group.title:
                document.add_heading(_one(group.title), 2)
            for item in group.items:
                _item(document, item)
        if not section.groups:
            document.add_paragraph(_one(section.none))
    if brief.table is not None:
        _table(document, brief.table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, table: Table) -> None:
    """The tasks on sheets of A4 that lie, as an office has them: lines about all cells, a head that comes again."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    sheet = document.add_section(WD_SECTION.NEW_PAGE)
    sheet.orientation, sheet.page_width, sheet.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Cm(2)
    document.add_heading(_one(table.title), 1)
    drawn = document.add_table(rows=1 + len(table.rows), cols=len(table.headings), style="Table Grid")
    drawn.autofit = False
    room = Cm(25.7) / sum(share for _, share in table.headings)
    for column, (_, share) in zip(drawn.columns, table.headings, strict=True):
        column.width = int(room * share)
    for number, (row, cells) in enumerate(zip(drawn.rows, ([h for h, _ in table.headings], *table.rows), strict=True)):
        said = row._tr.get_or_add_trPr()
        said.append(OxmlElement("w:tblHeader" if number == 0 else "w:cantSplit"))
        for cell, text, (_, share) in zip(row.cells, cells, table.headings, strict=True):
            cell.width = int(room * share)
            run = cell.paragraphs[0].add_run(_one(text))
            run.font.size, run.bold = Pt(11), number == 0
            if number == 0:
                _head(cell)


def _head(cell: Any) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    cell.paragraphs[0].alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "DDEBF7")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER  # stands behind the shade in the order of the schema


def _item(document: Any, item: Item) -> None:
    from docx.shared import Cm

    def indented(paragraph: Any, more: float) -> Any:
        paragraph.paragraph_format.left_indent = Cm(0.6 + 0.8 * min(item.depth, 12) + more)
        return paragraph

    indented(document.add_paragraph(_one(item.text), style="List Bullet"), 0)
    if item.quote:
        paragraph = indented(document.add_paragraph(), 0.6)
        paragraph.add_run(f"« {_one(item.quote)} »").italic = True
        if item.place:
            paragraph.add_run(f" ({_one(item.place)})")
    elif item.place:
        indented(document.add_paragraph(f"({_one(item.place)})"), 0.6)
    for note in item.notes:
        indented(document.add_paragraph(_one(note)), 0.6)


def _one(text: str) -> str:
    """One line that XML can hold."""
    return " ".join(held(text).split())
