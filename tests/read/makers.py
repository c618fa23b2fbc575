"""The formats that the compliance suite puts documents in: to add a reader, add a Maker here.

`keeps` says what a format can carry; what it cannot is not asked of its reader:
`cells`: rows and columns of tables; `merged`: merged cells; `cell paragraphs`: several paragraphs in a cell; `levels`:
headings; `bold`; `furniture`: running heads; `runs`: a way back by offset; `pages`: a way back by page; `lines`: by line or
paragraph.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from tests.read import word
from tests.read.make_html import make_html
from tests.read.make_pdf import make_pdf
from tests.read.neutral import SUPERSCRIPTS, Doc, Para, Table, placed


@dataclass(frozen=True)
class Maker:
    """`make` puts a description into the bytes of a file whose name ends with `suffix`."""

    name: str
    suffix: str
    make: Callable[[Doc], bytes]
    keeps: frozenset[str] = field(default_factory=frozenset)


def text(doc: Doc) -> bytes:
    """Plain text: a paragraph a line, a blank one between, tables a cell a line, notes where they are referred to."""
    return "\n\n".join(_lines(doc, lambda para, line: line, None)).encode()


def markdown(doc: Doc) -> bytes:
    """Markdown: `#` of headings, `**` of bold, tables of data in pipes."""

    def line(para: Para, words: str) -> str:
        words = words.replace("\\", "\\\\").replace("<", "\\<").replace("_", "\\_")
        return f"{'#' * para.level} {words}" if para.level else f"**{words}**" if para.bold else words

    def table(found: Table) -> str:
        width = sum(each.columns for each in found.rows[0])
        rows = [[""] * width for _ in found.rows]
        for row, column, each in placed(found):
            rows[row][column] = " ".join(para.line for para in each.paras)
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    return "\n\n".join(_lines(doc, line, table)).encode()


def _lines(doc: Doc, line: Callable[[Para, str], str], table: Callable[[Table], str] | None) -> list[str]:
    """Each paragraph as `line` writes it; tables of data as `table` does, else a cell a line."""
    out: list[str] = []
    count = 0
    for block in doc.blocks:
        if isinstance(block, Table) and block.data and table:
            out.append(table(block))
            continue
        paras = [block] if isinstance(block, Para) else [para for _, _, each in placed(block) for para in each.paras]
        for para in paras:
            words, notes = para.line, []
            for note in para.notes:
                count += 1
                mark = str(count).translate(SUPERSCRIPTS)
                words = words.replace("{}", mark, 1)
                notes.append(f"{mark} {note}")
            out += [line(para, words), *notes]
    return out


_HTML = frozenset({"cells", "merged", "cell paragraphs", "levels", "bold", "runs", "lines"})
MAKERS = (
    Maker("text", ".txt", text, frozenset({"cell paragraphs", "runs", "lines"})),
    Maker("Markdown", ".md", markdown, frozenset({"levels", "bold", "runs", "lines"})),
    Maker(
        "Word",
        ".docx",
        word.make,
        frozenset({"cells", "merged", "cell paragraphs", "levels", "bold", "furniture", "lines"}),
    ),
    Maker("HTML", ".html", make_html, _HTML),
    Maker("HTML of a portal", ".html", partial(make_html, portal=True), _HTML),
    Maker(
        "PDF",
        ".pdf",
        make_pdf,
        frozenset({"cells", "merged", "cell paragraphs", "bold", "furniture", "pages", "lines"}),
    ),
)
