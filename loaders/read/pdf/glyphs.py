"""The letters of a page's text layer with their places, as PDFium finds them.

Blanks are not taken from the text layer but kept as a hint (`Glyph.apart`): many writers leave them out, or set one
between a letter and its tone mark. Coordinates are points from the upper left corner of the page turned so that
its letters stand upright.
"""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from loaders.read.bounds import MAX_PAGE_LETTERS, ReadError


@dataclass(slots=True)
class Glyph:
    """A letter (with its combining marks), or a whole word of OCR. `base` is its baseline, `size` the height of its
    font, `apart` whether the text layer has a blank before it, `font` the name of its font. `step` is how far the
    text layer's blank before it moved the pen (0 where it has none, infinity before a word of OCR)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    apart: bool = False
    font: str = ""
    step: float = 0.0


@dataclass(slots=True)
class Letters:
    """The letters of a page; `slanted` (a watermark) are set aside; `unknown` of them have no Unicode value, `hidden`
    are invisible (a text layer that somebody's OCR laid under a scan)."""

    glyphs: list[Glyph] = field(default_factory=list)
    slanted: list[Glyph] = field(default_factory=list)
    unknown: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's own coordinates become those of the page as it is read, in points from its upper left corner."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point as shown.

        >>> Frame(0, 0, 100, 200).place(10, 190), Frame(0, 0, 100, 200, 90).place(10, 190)
        ((10, 10), (190, 10))
        """
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


# Bullets of the fonts Symbol and Wingdings, which have no Unicode value of their own.
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf06f": "□", "\uf0a8": "□",
    "\uf02b": "+", "\uf0e0": "→", "\ufffe": "-", "\u0002": "-", "\u00ad": "-",
}  # fmt: skip
_BOLD = ("bold", "black", "heavy", "demi", "-bd", ",bd")
_FAR = 1e5  # points
_INVISIBLE = 3  # text rendering mode (ISO 32000-1, table 106)


@dataclass(slots=True)
class _Style:
    size: float
    font: str
    bold: bool
    angle: int
    hidden: bool


def letters(textpage: Any, frame: Frame, name: str, number: int) -> Letters:
    """The letters of page `number`; raises ReadError if there are more than MAX_PAGE_LETTERS."""
    import pypdfium2.raw as c

    count = textpage.count_chars()
    if count > MAX_PAGE_LETTERS:
        raise ReadError(
            f"{name}: page {number} has {count:,} letters, the bound is {MAX_PAGE_LETTERS:,}; print it to a new PDF"
        )
    out = Letters()
    styles: dict[int, _Style] = {}
    handle = textpage.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    apart = False
    pen: tuple[float, float] | None = None
    last: Glyph | None = None
    for i in range(count):
        code = c.FPDFText_GetUnicode(handle, i)
        if c.FPDFText_IsGenerated(handle, i) == 1:  # PDFium's own line ends and blanks: a hint, no more
            apart = apart or code == 32
            continue
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        char = _SYMBOLS.get(char, char)
        if char.isspace() or char == "\xa0":
            apart = True
            if pen is None and c.FPDFText_GetCharOrigin(handle, i, x, y):
                pen = frame.place(x.value, y.value)
            continue
        if code == 0 or char == "\ufffd" or c.FPDFText_HasUnicodeMapError(handle, i) == 1:
            out.unknown += 1
            if char < " " or char == "\ufffd":
                continue
        if char < " " or "\ue000" <= char <= "\uf8ff":
            continue
        if last is not None and unicodedata.combining(char):
            last.text += char
            continue
        style = _style(c, handle, i, styles)
        if not c.FPDFText_GetCharOrigin(handle, i, x, y) or not c.FPDFText_GetLooseCharBox(handle, i, box):
            continue
        x0, y0 = frame.place(box.left, box.top)
        x1, y1 = frame.place(box.right, box.bottom)
        origin, base = frame.place(x.value, y.value)
        if not all(abs(value) < _FAR for value in (x0, y0, x1, y1, origin, base)):
            continue  # not a number, or off every page
        step = origin - pen[0] if pen is not None and abs(pen[1] - base) < 1 else 0.0
        last = Glyph(
            char, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), base, style.size, style.bold, apart, style.font,
            step,
        )  # fmt: skip
        apart, pen = False, None
        out.hidden += style.hidden
        angle = (style.angle + frame.rotation) % 360
        if angle == 0:
            out.glyphs.append(last)
        else:
            if angle in (90, 270):  # letters that stand on the side of a cell: their box tells their line
                last.base = last.bottom
            out.slanted.append(last)
    return out


def turn(textpage: Any, shown: int) -> int:
    """The rotation (0, 90, 180, 270, clockwise) in which most letters of a page stand upright, looked up at some
    hundred of them; `shown`, the page's own, if they stand aslant or there are none. Annexes on wide paper are often
    set sideways without the page being turned."""
    import pypdfium2.raw as c

    count = textpage.count_chars()
    step = max(1, count // 200)
    angles: dict[int, int] = {}
    styles: dict[int, _Style] = {}
    for i in range(0, count, step):
        angle = _style(c, textpage.raw, i, styles).angle
        angles[angle] = angles.get(angle, 0) + 1
    best = max(angles, key=lambda angle: angles[angle], default=0)
    clear = best % 90 == 0 and angles.get(best, 0) * 2 > sum(angles.values())
    return -best % 360 if clear else shown


def _style(c: Any, handle: Any, i: int, styles: dict[int, _Style]) -> _Style:
    """Size, font, weight and angle of a letter; those of one text object are looked up once."""
    found = c.FPDFText_GetTextObject(handle, i)
    address = ctypes.cast(found, ctypes.c_void_p).value or 0 if found else 0
    if address and address in styles:
        return styles[address]
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    c.FPDFText_GetFontInfo(handle, i, buffer, 256, flags)
    font = buffer.value.decode("utf-8", "replace")
    matrix = c.FS_MATRIX()
    scale, angle = 1.0, 0
    if c.FPDFText_GetMatrix(handle, i, matrix):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        angle = _angle(matrix.a, matrix.b)
    lower = font.lower()
    bold = any(word in lower for word in _BOLD) or c.FPDFText_GetFontWeight(handle, i) >= 700
    hidden = bool(found) and c.FPDFTextObj_GetTextRenderMode(found) == _INVISIBLE
    style = _Style(max(1.0, c.FPDFText_GetFontSize(handle, i) * scale), font, bold, angle, hidden)
    if address:
        styles[address] = style
    return style


def _angle(a: float, b: float) -> int:
    """The clockwise angle of a text matrix's first row, in whole degrees; within three of a right angle, that one."""
    import math

    degrees = round(-math.degrees(math.atan2(b, a))) % 360
    for right in (0, 90, 180, 270, 360):
        if abs(degrees - right) <= 3:
            return right % 360
    return degrees
