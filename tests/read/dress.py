"""The clothings that one document is put into: what offices, portals, mail and word processors make of the same words.

A `Dress` puts a text that was read into the bytes of a file; `keeps` says what the clothing cannot tell apart:
nothing of the words is lost in any, but an encoding may have no capitals with tones, a typist may set tone marks where
they stood before 1984.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from loaders.model import Text
from tests.read import encoders
from tests.read.makers import MAKERS, markdown
from tests.read.neutral import Doc, Para, Table, described, placed

WIDTH = 76  # letters a line of hard-wrapped text


def same(words: str) -> str:
    """Words as they are."""
    return words


@dataclass(frozen=True)
class Dress:
    """`make` puts a text into the bytes of a file named `name` + `suffix`; `storable` is what of its words the clothing
    has signs for, `alike` makes equal what it cannot tell apart (both sides are compared through it)."""

    name: str
    suffix: str
    make: Callable[[Text], bytes]
    storable: Callable[[str], str] = same
    alike: Callable[[str], str] = same


def plain(doc: Doc, *, between: str = "\n", width: int = 0) -> str:
    """Plain text: paragraphs parted by `between`, wrapped at `width` letters (0: a paragraph a line), tables as rows of
    pipes."""
    out = []
    for block in doc.blocks:
        if isinstance(block, Table):
            out.append("\n".join(_row(row) for row in cells_of(block)))
        elif width:
            out.append("\n".join(textwrap.wrap(block.line, width, break_long_words=False, break_on_hyphens=False)))
        else:
            out.append(block.line)
    return between.join(out) + "\n"


def cells_of(table: Table) -> list[list[str]]:
    """The words of a table without merged cells, by row and column."""
    width = sum(each.columns for each in table.rows[0])
    rows = [[""] * width for _ in table.rows]
    for row, column, each in placed(table):
        rows[row][column] = " ".join(para.line for para in each.paras)
    return rows


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def stray(doc: Doc) -> str:
    """Markdown as converters write it: bold and slanted words in the middle of sentences, a word half bold, escaped dashes
    and dots, two blanks at the end of lines."""
    out = []
    for n, block in enumerate(doc.blocks):
        if isinstance(block, Table):
            head, *rest = cells_of(block)
            out.append("\n".join([_row(head), "|" + "---|" * len(head), *map(_row, rest)]))
            continue
        out.append(_marked(block, n) + "  ")
    return "\n\n".join(out) + "\n"


def _marked(para: Para, n: int) -> str:
    words = para.words.replace("\\", "\\\\").replace("<", "\\<").replace("_", "\\_").replace("*", "\\*").split(" ")
    label = {"-": "\\-", "+": "\\+"}.get(para.label, para.label.replace(".", "\\."))
    if not para.bold and len(words) > 3:
        at = n % (len(words) - 2)
        if words[at].isalpha() and words[at + 1].isalpha():
            words[at] = (
                f"**{words[at]}**"
                if n % 3
                else f"{words[at][0]}**{words[at][1:]}**"
                if len(words[at]) > 1
                else words[at]
            )
            words[at + 1] = f"*{words[at + 1]}*"
    line = f"{label} {' '.join(words)}".strip()
    return f"{'#' * para.level} {line}" if para.level else f"**{line}**" if para.bold else line


def _encoded(text: Text, encoding: str) -> bytes:
    return encoders.encode(plain(described(text)), encoding)


def _storable(words: str, encoding: str) -> str:
    return encoders.storable(words, encoding)


def typed(doc: Doc) -> bytes:
    """A Word file whose numbers are typed, not counted, made by python-docx, as LibreOffice turns into other formats without
    loss: it writes the first numbers of lists wrongly into RTF and Word 97."""
    from docx import Document
    from docx.shared import Cm, Pt

    made = Document()
    form = made.styles["Normal"].paragraph_format  # type: ignore[attr-defined]
    form.first_line_indent, form.space_before, form.space_after = (
        Cm(1),
        Pt(6),
        Pt(0),
    )  # as Nghị định 30/2020/NĐ-CP has it
    for block in doc.blocks:
        if isinstance(block, Table):
            rows = cells_of(block)
            table = made.add_table(len(rows), len(rows[0]), style="Table Grid")
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
                    cell.paragraphs[0].paragraph_format.first_line_indent = Cm(0)
            continue
        style = f"Heading {block.level}" if block.level else None
        made.add_paragraph(style=style).add_run(block.line).bold = block.bold or None
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


DRESSES = (
    Dress("a paragraph a line", ".txt", lambda text: plain(described(text)).encode()),
    Dress("wrapped lines", ".txt", lambda text: plain(described(text), between="\n\n", width=WIDTH).encode()),
    Dress("Markdown", ".md", lambda text: markdown(described(text))),
    Dress("Markdown with stray marks", ".md", lambda text: stray(described(text)).encode()),
    *(
        Dress(maker.name, maker.suffix, lambda text, make=maker.make: make(described(text)))  # type: ignore[misc]
        for maker in MAKERS
        if maker.suffix not in (".txt", ".md")
    ),
    *(
        Dress(
            encoding,
            ".txt",
            partial(_encoded, encoding=encoding),
            partial(_storable, encoding=encoding),
            str.lower if "tcvn3" in encoding else same,
        )
        for encoding in encoders.ENCODINGS
        if encoding != "utf-8"
    ),
    Dress(
        "tone marks where they were",
        ".txt",
        lambda text: encoders.old_tones(plain(described(text))).encode(),
        alike=encoders.new_tones,
    ),
)
