"""Reader of PDF: the text layer where there is one, OCR where a page is a scan.

Each page's letters are put together by where they stand: glyphs -> lines -> columns and tables -> paragraphs. Which
library finds the letters, and why, says docs/decisions/0031-pdf.md.
"""

from __future__ import annotations

import hashlib

from loaders.model import Source, Text
from loaders.read.paragraphs import Paragraph
from loaders.read.pdf.flow import flow
from loaders.read.pdf.mend import mend
from loaders.read.pdf.open import leaves
from loaders.read.text import assemble

__all__ = ["read_bytes"]


def read_bytes(data: bytes, name: str) -> Text:
    """The canonical text of a PDF; raises ReadError if it is broken, encrypted, above a bound, or a scan that no OCR
    is installed for.

    `Text.pages` are all its pages; a block's `page` and `box` are where it begins, its `line` counts paragraphs.
    Running heads, page numbers and the block of a digital signature are blocks of kind `furniture`.
    """
    warnings: list[str] = []
    pages = leaves(data, name, warnings)
    found = flow(pages)
    mended = _mend(found.paragraphs)
    source = Source(name, hashlib.sha256(data).hexdigest(), "", "application/pdf", len(data))
    if mended:
        warnings.append(f"{mended} words that the text layer breaks by blanks were put together")
    if found.headings:
        warnings.append(f"{found.headings} heading rows that a table repeats on the next page were left out")
    return assemble(found.paragraphs, source, warnings, [leaf.page for leaf in pages])


def _mend(paragraphs: list[Paragraph]) -> int:
    """Put broken syllables together; how many."""
    texts, count = mend([each.words for each in paragraphs])
    if count:
        for each, words in zip(paragraphs, texts, strict=True):
            if words != each.words:
                each.words, each.segments = words, [(words, -1, 0)]
    return count
