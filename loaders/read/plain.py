"""Reader of plain text and Markdown (.txt, .md): the only reader that needs no library but the standard one.

>>> text = read_bytes("KẾ HOẠCH\\n\\n1. Mu\\u0323c đích".encode(), "a.txt")
>>> [text.text[b.start : b.end] for b in text.blocks]
['KẾ HOẠCH', '1. Mục đích']
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from loaders.model import Block, Run, Source, Text
from loaders.read.decode import MAX_BYTES, ReadError, decode
from loaders.read.lines import split
from loaders.read.paragraphs import Paragraph, paragraphs

SUFFIXES = {".txt": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}


def read_bytes(data: bytes, name: str) -> Text:
    """The canonical text of the bytes of a file; raises ReadError."""
    raw, encoding = decode(data, name)
    source = Source(
        name,
        hashlib.sha256(data).hexdigest(),
        encoding,
        SUFFIXES.get(Path(name).suffix.lower(), "text/plain"),
        len(raw),
    )
    return assemble(paragraphs(split(raw)), source)


def read_file(path: Path) -> Text:
    """The canonical text of a file; raises ReadError, also where the file cannot be opened."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(f"{path}: {size:,} bytes, the bound is {MAX_BYTES:,}; split the file")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from error
    return read_bytes(data, path.name)


def assemble(found: list[Paragraph], source: Source) -> Text:
    """Paragraphs to one text, a paragraph a line, with blocks and the runs that lead back into the file."""
    parts: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    at = 0
    for paragraph in found:
        start = at
        for words, raw, width in paragraph.segments:
            if raw >= 0:
                runs.append(Run(at, raw, len(words), width if width != len(words) else 0))
            parts.append(words)
            at += len(words)
        blocks.append(Block(paragraph.kind, start, at, paragraph.line, paragraph.level, paragraph.bold))
        parts.append("\n")
        at += 1
    text = "".join(parts)[:-1] if parts else ""
    return Text(text, tuple(blocks), source, tuple(runs))
