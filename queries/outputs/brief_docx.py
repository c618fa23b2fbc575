"""A brief as a Word file, with the styles of Word's own template, so that an office can make them its own."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from kg.export.xml import held
from queries.outputs.content import Brief, Item


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
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
