"""A file as text: one canonical string, its blocks, and the way back into the file.

Positions are code points in `Text.text`. Everything here is also a name of loaders/model.py.

>>> text = Text.of_paragraphs(["KẾ HOẠCH", "1. Giao Sở Y tế chủ trì."])
>>> text.line(9), text.raw_span(Span(0, 3))
(2, Span(start=0, end=3))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """Half-open interval of code points in `Text.text`."""

    start: int
    end: int


class Run(NamedTuple):
    """`length` code points at `start` of the canonical text stand at `raw` in the decoded file, one for one.

    A letter that was composed (NFD files) is a run of its own: `width` is what it takes in the file, 0 meaning
    `length`. What lies between two runs in the canonical text is a blank that joins two lines; in the file, markup.
    """

    start: int
    raw: int
    length: int
    width: int = 0


BlockKind = Literal["paragraph", "heading", "bullet", "cell", "footnote", "rule", "furniture"]


class Cell(NamedTuple):
    """Where in a table of data a block stands: the table's number in the file, row and column from 0, and how many
    rows and columns a merged cell takes. Several blocks may share one cell (its paragraphs); an empty cell has none.
    A table that only lays out a letterhead or a signature is no table of data: its blocks have no cell."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Box(NamedTuple):
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged file: its size in points; `confidence` (0 to 1) that of the OCR that read it, None where
    the file has a text layer."""

    number: int
    width: float
    height: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, table cell, … of the canonical text; blocks do not overlap and cover all but the
    newlines between them.

    `kind` is what the file's markup says, not what the grammar of documents makes of it; `furniture` is what the
    reader knows to be no part of a document (site chrome, page numbers). `level` is the heading level or 0; `bold`
    whether all of it is set bold; `line` the 1-based line of the file where it begins (of a file without lines, the
    number of its paragraph). `cell` is its place in a table of data, `page` and `box` its place in a paged file (of a
    block that a page break splits, where it begins).
    """

    kind: BlockKind
    start: int
    end: int
    line: int = 0
    level: int = 0
    bold: bool = False
    cell: Cell | None = None
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from: file name (no folder), SHA-256 of the bytes, encoding, length of the decoded file.

    `encoding` is as `loaders.read.decode.Decoded` names it: "utf-8", "tcvn3", "utf-8/vni" (VNI held as Unicode) …
    """

    name: str
    sha256: str = ""
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    raw_length: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """The canonical text of a file (NFC, one paragraph a line, markup removed) and the way back into the file.

    The way back is `runs` where the file is text (also HTML), `pages` and the blocks' pages and boxes where it is
    paged, the number of the paragraph (`Block.line`) otherwise. `warnings` say what a reader had to decide, mend or
    leave out, a line each.
    """

    text: str
    blocks: tuple[Block, ...]
    source: Source
    runs: tuple[Run, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()

    @staticmethod
    def of_paragraphs(paragraphs: Iterable[str], name: str = "memory.txt") -> Text:
        """A text whose file is just these paragraphs, a line each (for tests and examples)."""
        blocks: list[Block] = []
        at = 0
        lines = list(paragraphs)
        for number, line in enumerate(lines, start=1):
            blocks.append(Block("paragraph", at, at + len(line), line=number))
            at += len(line) + 1
        text = "\n".join(lines)
        return Text(text, tuple(blocks), Source(name, raw_length=len(text)), (Run(0, 0, len(text)),))

    def raw_span(self, span: Span) -> Span:
        """The smallest stretch of the decoded file (code points) that holds all of `span`."""
        start, _ = self._raw(span.start)
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, self._raw(span.end - 1)[1])

    def _raw(self, at: int) -> tuple[int, int]:
        """Where the code point at `at` begins and ends in the file."""
        i = bisect_right(self.runs, at, key=lambda run: run.start) - 1
        if i < 0:
            return 0, 0
        run = self.runs[i]
        offset = at - run.start
        if offset >= run.length:
            end = run.raw + (run.width or run.length)
            return end, end
        if run.width:
            return run.raw, run.raw + run.width
        return run.raw + offset, run.raw + offset + 1

    def block(self, at: int) -> Block | None:
        """The block that holds position `at`; None before the first."""
        i = bisect_right(self.blocks, at, key=lambda block: block.start) - 1
        return self.blocks[i] if i >= 0 else None

    def line(self, at: int) -> int:
        """1-based line of the file on which the block that holds position `at` begins."""
        block = self.block(at)
        return block.line if block else 0
