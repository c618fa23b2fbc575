"""Reader of plain text and Markdown (.txt, .md).

>>> text = read_bytes("KẾ HOẠCH\\n\\n1. Mu\\u0323c đích".encode(), "a.txt")
>>> [text.text[b.start : b.end] for b in text.blocks]
['KẾ HOẠCH', '1. Mục đích']
"""

from __future__ import annotations

import hashlib

from loaders.collector import paused
from loaders.model import Source, Text
from loaders.read import letters
from loaders.read.decode import decoded
from loaders.read.lines import split
from loaders.read.paragraphs import paragraphs
from loaders.read.rows import tables
from loaders.read.text import assemble

MARKDOWN = (".md", ".markdown")


def read_bytes(data: bytes, name: str) -> Text:
    """The canonical text of the bytes of a file; raises ReadError."""
    found = decoded(data, name)
    source = Source(
        name,
        hashlib.sha256(data).hexdigest(),
        found.encoding,
        "text/markdown" if name.lower().endswith(MARKDOWN) else "text/plain",
        len(found.text),
    )
    text, mended = letters.put_right(found.text)
    with paused():  # all that is made of the lines stays until the text is put together
        lines = split(text)
        return assemble(paragraphs(lines, tables(lines)), source, (*found.warnings, *letters.warnings(mended)))
