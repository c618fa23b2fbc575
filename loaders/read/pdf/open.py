"""The pages of a PDF as leaves: from the text layer, or from OCR where a page is a scan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from loaders.model import Page
from loaders.read.bounds import MAX_LETTERS, MAX_PAGES
from loaders.read.decode import MAX_BYTES, ReadError
from loaders.read.pdf.glyphs import Frame, Glyph, Letters, letters, turn
from loaders.read.pdf.legacy import settle
from loaders.read.pdf.page import Leaf, leaf
from loaders.read.pdf.rules import Drawing, Rule, drawing

_FEW = 25  # letters that a digital signature or a stamp can leave on a scan
_COVERED = 0.5  # the share of a page that its pictures take if it is a scan
_UNKNOWN = 0.3  # the share of letters without a Unicode value above which a text layer says nothing


def leaves(data: bytes, name: str, warnings: list[str]) -> list[Leaf]:
    """All pages; what had to be decided is added to `warnings`. Raises ReadError."""
    with _opened(data, name) as document:
        return _read(document, name, warnings)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    if len(data) > MAX_BYTES:
        raise ReadError(f"{name}: {len(data):,} bytes, the bound is {MAX_BYTES:,}; split the file")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == c.FPDF_ERR_PASSWORD:
            raise ReadError(f"{name}: is encrypted; save it without a password") from error
        if code == c.FPDF_ERR_SECURITY:
            raise ReadError(f"{name}: is encrypted in a way that is not known; save it without protection") from error
        raise ReadError(f"{name}: not a whole PDF (broken or cut off); get the file again") from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise ReadError(f"{name}: {count:,} pages, the bound is {MAX_PAGES:,}; split the file")
        if not count:
            raise ReadError(f"{name}: a PDF without pages")
        yield document
    finally:
        with suppress(Exception):
            document.close()


def _read(document: Any, name: str, warnings: list[str]) -> list[Leaf]:
    scans: list[int] = []
    pages: list[tuple[Page, list[Glyph], list[Rule]]] = []
    total = slanted = unknown = 0
    unruled: list[int] = []
    for number in range(1, len(document) + 1):
        page = _page(document, number, name)
        try:
            frame, found, drawn = _look(page, name, number)
        finally:
            page.close()
        width, height = frame.size
        total += len(found.glyphs)
        if total > MAX_LETTERS:
            raise ReadError(f"{name}: more than {MAX_LETTERS:,} letters, the bound; split the file")
        if _is_scan(found, drawn):
            scans.append(number)
        if drawn.excessive:
            unruled.append(number)
        slanted += len(found.slanted)
        unknown += found.unknown
        pages.append((Page(number, width, height), found.glyphs, drawn.rules))
    for encoding in settle(glyphs for _, glyphs, _ in pages):
        warnings.append(f"letters of the old encoding {encoding}, told by fonts and words, were converted")
    out: list[Leaf | None] = [leaf(*page) for page in pages]
    if slanted:
        warnings.append(f"{slanted} letters that stand aslant (a watermark) were left out")
    if unknown:
        warnings.append(f"{unknown} letters of the text layer have no Unicode value; words may lack letters")
    if unruled:
        warnings.append(f"page {listed(unruled)}: too many drawing objects, tables were not looked for")
    if scans:
        from loaders.read.pdf.ocr import read_scans

        read_scans(document, name, scans, out, warnings)
    return [each for each in out if each is not None]


def _page(document: Any, number: int, name: str) -> Any:
    import pypdfium2 as pdfium

    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise ReadError(f"{name}: page {number} is broken; print the file to a new PDF") from error


def _look(page: Any, name: str, number: int) -> tuple[Frame, Letters, Drawing]:
    import pypdfium2 as pdfium

    try:
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation())
        textpage = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise ReadError(f"{name}: page {number} is broken; print the file to a new PDF") from error
    try:
        frame = replace(frame, rotation=turn(textpage, frame.rotation))
        found = letters(textpage, frame, name, number)
    finally:
        textpage.close()
    return frame, found, drawing(page, frame)


def _is_scan(found: Letters, drawn: Drawing) -> bool:
    """Whether a page must be read by OCR: pictures cover it and its text layer holds next to nothing, or a text layer
    (also one laid under the scan) that is no Vietnamese."""
    text = [glyph.text for glyph in found.glyphs]
    if drawn.pictures < _COVERED:
        return False
    if len(text) <= _FEW or found.unknown > _UNKNOWN * len(text):
        return True
    if found.hidden < 0.8 * len(text):
        return False
    accented = sum(any(c > "\x7f" for c in each) for each in text)
    return accented < 0.08 * len(text)


def listed(numbers: list[int]) -> str:
    """Numbers for a warning: "1-3, 7".

    >>> listed([1, 2, 3, 7])
    '1-3, 7'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in parts)
