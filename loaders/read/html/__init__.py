"""Reader of HTML: pages of portals as saved, HTML that Word wrote, single-file MHTML, hOCR.

>>> data = "<nav><a href='/'>Trang chủ</a></nav><p><b>KẾ HOẠCH</b></p><ol type=I><li>Mục đích</li></ol>".encode()
>>> text = read_bytes(data, "a.html")
>>> text.text.split("\\n"), text.warnings[0]
(['KẾ HOẠCH', 'I. Mục đích'], 'left out around the document: 1 line of the site, such as "Trang chủ"')
"""

from __future__ import annotations

import hashlib

from loaders.collector import paused
from loaders.model import Source, Text
from loaders.read.decode import ReadError, decoded
from loaders.read.encodings import declared_charset
from loaders.read.html.chrome import aside
from loaders.read.html.flow import Flow
from loaders.read.html.hocr import is_hocr, read_hocr
from loaders.read.html.mhtml import is_mhtml, page_of
from loaders.read.html.outline import outline
from loaders.read.html.places import mark
from loaders.read.html.style import Sheet
from loaders.read.html.tree import build
from loaders.read.letters import put_right
from loaders.read.letters import warnings as said
from loaders.read.text import assemble


def read_bytes(data: bytes, name: str) -> Text:
    """The canonical text of the bytes of a file; raises ReadError.

    `Text.runs` lead back into the decoded file; of MHTML, into the decoded HTML inside it.
    """
    warnings: list[str] = []
    page, declared = data, declared_charset(data)
    if is_mhtml(data):
        page, label = page_of(data, name)
        declared = label or declared_charset(page)
        warnings.append("MHTML: places are those in its HTML part")
    found = decoded(page, name, declared)
    raw, mended = put_right(found.text)
    source = Source(name, hashlib.sha256(data).hexdigest(), found.encoding, "text/html", len(raw))
    return read_html(raw, source, [*warnings, *found.warnings, *said(mended)])


def read_html(raw: str, source: Source, warnings: list[str]) -> Text:
    """The canonical text of decoded HTML, with `warnings` of what was decided before; raises ReadError."""
    # All that is made of a page stays until it is read: ten times the rows of a table took 15 times the time.
    with paused():
        return _read(raw, source, warnings)


def _read(raw: str, source: Source, warnings: list[str]) -> Text:
    page = mark(raw)
    root = build(page, source.name)
    if is_hocr(root, page.raw):
        return read_hocr(root, page.raw, source, warnings)
    sheet = Sheet("\n".join(raw[start:end] for start, end in page.styles))
    lines = outline(root, page.raw, sheet)
    left = aside(root, lines)
    flow = Flow(raw, sheet, {*left.left, *lines.hidden})
    paragraphs = flow.run(root)
    if not paragraphs:
        raise ReadError(
            f"{source.name}: HTML without text, such as a page that its scripts fill in; save the page as shown"
        )
    warnings = [*warnings, *flow.warnings]
    if left.lines:
        s = "" if left.lines == 1 else "s"
        warnings.append(f'left out around the document: {left.lines} line{s} of the site, such as "{left.sample[:60]}"')
    if lines.hidden_letters:
        warnings.append(f"left out: {lines.hidden_letters} letters that the page hides")
    if page.deep:
        warnings.append(f"{page.deep:,} tags nested too deep were not followed; their text is kept")
    if page.cut:
        warnings.append("the file breaks off inside a tag, a comment or a script: its end may be missing")
    if flow.loose:
        warnings.append(f"{flow.loose} texts have no place in the file")
    return assemble(paragraphs, source, warnings)
