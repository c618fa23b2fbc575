"""Descriptions (tests/read/neutral.py) put into PDFs as a word processor prints them: real line and page breaks, justified
text, ruled tables that go on over pages with their heading repeated, footnotes at the foot of the page.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from tests.read.neutral import Doc, Para, Table, TableCell


@dataclass(frozen=True)
class Print:
    """How it is printed: paper (points), margins, size of letters, first-line indent, space before a paragraph,
    alignment (4 justified, 0 left), page numbers at the head, a bold heading row repeated on each page."""

    width: float = 595
    height: float = 842
    left: float = 85
    right: float = 57
    edge: float = 60
    size: float = 13
    indent: float = 28
    before: float = 6
    align: int = 4
    numbers: bool = False
    rotation: int = 0
    repeat: int = 1
    encrypt: str | None = None
    hanging: bool = False


@cache
def fonts() -> None:
    """Register a font with Vietnamese letters, upright, bold and slanted."""
    import font_roboto
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(font_roboto.__file__).parent / "files"
    for name, style in (("Body", "Regular"), ("Body-Bold", "Bold"), ("Body-Italic", "Italic")):
        font = TTFont(name, str(folder / f"Roboto-{style}.ttf"))
        pdfmetrics.registerFont(font)
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping("Body", bold, italic, "Body-Bold" if bold else "Body-Italic" if italic else "Body")


def make_pdf(doc: Doc, how: Print = Print()) -> bytes:
    """The bytes of a PDF; the same for the same description."""
    from reportlab.pdfgen.canvas import Canvas

    fonts()
    out = io.BytesIO()
    encrypt: dict[str, Any] = {}
    if how.encrypt is not None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        encrypt["encrypt"] = StandardEncryption(how.encrypt, strength=40)
    canvas = Canvas(out, pagesize=(how.width, how.height), invariant=1, pageCompression=0, **encrypt)
    press = _Press(canvas, doc, how)
    for block in doc.blocks:
        if isinstance(block, Table):
            press.table(block)
        else:
            press.para(block)
    press.end_page()
    canvas.save()
    return out.getvalue()


class _Press:
    """Sets blocks onto pages from top to bottom, each page's footnotes at its foot."""

    def __init__(self, canvas: Any, doc: Doc, how: Print) -> None:
        self.canvas, self.doc, self.how = canvas, doc, how
        self.room = how.width - how.left - how.right
        self.page = 1
        self.count = 0
        self.at = how.height - how.edge
        self.notes: list[Any] = []

    def style(self, para: Para, **changes: Any) -> Any:
        from reportlab.lib.styles import ParagraphStyle

        how = self.how
        centred = para.centred or bool(para.level == 1)
        size = how.size + (2 if para.level else 0)
        values: dict[str, Any] = {
            "fontName": "Body-Bold" if para.bold or para.level else "Body",
            "fontSize": size,
            "leading": round(size * 1.35, 1),
            "alignment": 1 if centred else how.align,
            "firstLineIndent": 0 if centred else how.indent,
            "splitLongWords": 0,
        }
        if how.hanging and para.label and not centred:
            values |= {"leftIndent": how.indent, "firstLineIndent": -14}
        return ParagraphStyle("any", **(values | changes))

    def set(self, para: Para, **changes: Any) -> tuple[Any, list[Any]]:
        """A paragraph, and its footnotes."""
        from reportlab.platypus import Paragraph

        words = escape(para.line).replace("\xa0", "&nbsp;")
        notes = []
        for note in para.notes:
            self.count += 1
            words = words.replace("{}", f"<super rise='4' size='{self.how.size * 0.6}'>{self.count}</super>", 1)
            small = f"<super rise='3' size='6'>{self.count}</super> {escape(note)}"
            notes.append(Paragraph(small, self.style(Para(""), fontSize=9.5, leading=12, firstLineIndent=0)))
        return Paragraph(words, self.style(para, **changes)), notes

    def para(self, para: Para) -> None:
        made, notes = self.set(para)
        space = self.how.before if not para.centred else 2
        self.at -= space
        needed = sum(note.wrap(self.room, 1000)[1] for note in notes)
        if notes and made.wrap(self.room, 1000)[1] + needed > self.free():
            self.end_page()
        self.notes += notes
        parts = [made]
        while parts:
            part = parts.pop(0)
            height = part.wrap(self.room, 10_000)[1]
            if height > self.free():
                split = part.split(self.room, self.free())
                if len(split) < 2:
                    self.end_page()
                    parts.insert(0, part)
                    continue
                part, rest = split[0], split[1:]
                height = part.wrap(self.room, 10_000)[1]
                self.draw(part, height)
                self.end_page()
                parts = list(rest)
                continue
            self.draw(part, height)

    def table(self, table: Table) -> None:
        """Ruled if it is data; what is too high goes on on the next page under the repeated heading row."""
        made, rules, notes = self.grid(table)
        from reportlab.platypus import Table as Grid

        width = len(made[0])
        if table.data:
            widths = (
                [36.0] + [(self.room - 36) / (width - 1)] * (width - 1) if width > 2 else [self.room / width] * width
            )
        else:
            widths = [self.room * 0.42, self.room * 0.58] if width == 2 else [self.room / width] * width
        grid = Grid(made, colWidths=widths, style=rules, repeatRows=self.how.repeat if table.data else 0)
        self.at -= 6
        self.notes += notes
        parts = [grid]
        while parts:
            part = parts.pop(0)
            height = part.wrap(self.room, 10_000)[1]
            if height > self.free():
                split = part.split(self.room, self.free())
                if len(split) < 2:
                    if self.at > self.how.height - self.how.edge - 20:
                        raise ValueError("a row higher than a page")
                    self.end_page()
                    parts.insert(0, part)
                    continue
                split[0].wrap(self.room, 10_000)
                self.draw(split[0], split[0].wrap(self.room, 10_000)[1])
                self.end_page()
                parts = list(split[1:])
                continue
            self.draw(part, height)
        self.at -= 6

    def grid(self, table: Table) -> tuple[list[list[Any]], list[Any], list[Any]]:
        from tests.read.neutral import placed

        width = sum(each.columns for each in table.rows[0])
        made: list[list[Any]] = [[""] * width for _ in table.rows]
        rules: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if table.data:
            rules.append(("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)))
        notes: list[Any] = []
        for row, column, each in placed(table):
            made[row][column] = self.cell(table, each, notes)
            if each.rows > 1 or each.columns > 1:
                rules.append(("SPAN", (column, row), (column + each.columns - 1, row + each.rows - 1)))
        return made, rules, notes

    def cell(self, table: Table, each: TableCell, notes: list[Any]) -> list[Any]:
        out = []
        wide = table.data and sum(each.columns for each in table.rows[0]) > 4  # set small, or no number fits its column
        size = {"fontSize": 8, "leading": 10} if wide else {"fontSize": 11, "leading": 14}
        for para in each.paras:
            made, found = self.set(para, firstLineIndent=0, alignment=0 if table.data else 1, **size)
            if not table.data and para.label:
                made, found = self.set(para, firstLineIndent=0, alignment=0, fontSize=11, leading=14)
            out.append(made)
            notes += found
        return out

    def free(self) -> float:
        """The height that is left on the page over its footnotes."""
        notes = sum(note.wrap(self.room, 1000)[1] for note in self.notes)
        return self.at - self.how.edge - notes - (14 if self.notes else 0)

    def draw(self, made: Any, height: float) -> None:
        made.drawOn(self.canvas, self.how.left, self.at - height)
        self.at -= height

    def end_page(self) -> None:
        how, canvas = self.how, self.canvas
        if self.notes:
            at = how.edge + sum(note.wrap(self.room, 1000)[1] for note in self.notes)
            canvas.setLineWidth(0.5)
            canvas.line(how.left, at + 4, how.left + 144, at + 4)
            for note in self.notes:
                height = note.wrap(self.room, 1000)[1]
                at -= height
                note.drawOn(canvas, how.left, at)
        canvas.setFont("Body-Italic", 9)
        if self.doc.header:
            canvas.drawString(how.left, how.height - 30, self.doc.header)
        if self.doc.footer:
            canvas.drawString(how.left, 24, self.doc.footer)
        if how.numbers and self.page > 1:
            canvas.setFont("Body", how.size)
            canvas.drawCentredString(how.width / 2, how.height - 40, str(self.page))
        if how.rotation:
            canvas.setPageRotation(how.rotation)
        canvas.showPage()
        self.page += 1
        self.at = how.height - how.edge
        self.notes = []
