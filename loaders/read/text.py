"""Paragraphs, as every reader finds them, put together to the one canonical `Text`.

>>> from loaders.model import Source
>>> text = assemble([paragraph("KẾ HOẠCH", 1), paragraph("1. Mục đích", 2)], Source("a.docx"))
>>> text.text, text.blocks[1].line
('KẾ HOẠCH\\n1. Mục đích', 2)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from loaders.model import Block, BlockKind, Page, Run, Source, Text
from loaders.read import letters
from loaders.read.paragraphs import Paragraph
from loaders.text.fold import BLANKS
from loaders.text.marks import find
from loaders.text.patterns import load

_BLANKS = str.maketrans(dict.fromkeys(BLANKS + "\n", " "))


def paragraph(
    words: str, number: int, kind: BlockKind = "paragraph", *, level: int = 0, bold: bool = False
) -> Paragraph:
    """A paragraph of a file that is no text (DOCX, PDF): letters put right (loaders/read/letters.py), blanks
    squeezed, no way back but its `number`. A paragraph that begins with a dash or a plus is a bullet, as in a text
    file.

    >>> paragraph("- Sở\\u00a0 Y te\\u0302\\u0301", 7).words
    '- Sở Y tế'
    """
    right, counts = letters.put_right(words)
    clean = " ".join(letters.composed(letters.visible(right).translate(_BLANKS)).split())
    if kind == "paragraph":
        mark = find(clean)
        if mark and mark.kind in ("dash", "plus"):
            kind = "bullet"
        elif clean and not clean[0].isalnum() and load("marks")["wrap.rule"].fullmatch(clean):
            kind = "rule"
        elif level:
            kind = "heading"
    return Paragraph(kind, number, [(clean, -1, 0)] if clean else [], level, bold, clean, mended=counts)


def assemble(
    found: Iterable[Paragraph], source: Source, warnings: Iterable[str] = (), pages: Iterable[Page] = ()
) -> Text:
    """Paragraphs to one text, a paragraph a line, with blocks and the runs that lead back into the file.

    Segments whose place in the file is -1 have no way back. Paragraphs without words are left out. What `paragraph` put
    right is counted over the file and said in one warning.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    at = 0
    mended: letters.Counts = Counter()
    for each in found:
        if each.mended:
            mended += each.mended
        if not each.segments:
            continue
        start = at
        for words, raw, width in each.segments:
            if raw >= 0:
                runs.append(Run(at, raw, len(words), width if width != len(words) else 0))
            parts.append(words)
            at += len(words)
        blocks.append(Block(each.kind, start, at, each.line, each.level, each.bold, each.cell, each.page, each.box))
        parts.append("\n")
        at += 1
    text = "".join(parts)[:-1] if parts else ""
    return Text(text, tuple(blocks), source, tuple(runs), (*warnings, *letters.warnings(mended)), tuple(pages))
