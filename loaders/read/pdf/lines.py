"""Letters put together to words and lines by where they stand.

A blank is where there is a gap, whatever the text layer says: the width of the gap decides, the text layer's own
blank only lowers how wide it must be. So "ĐIỀ U KHO ẢN" of a writer that sets a blank after each accented letter is
whole again. Small raised figures become superscript letters, as the marks of footnotes are written in plain text.

>>> row = [Glyph(c, 10 + 7 * i, 0, 17 + 7 * i, 12, 10, 12, apart=c == "u") for i, c in enumerate("điều")]
>>> rows(row)[0][0].words
'điều'
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from loaders.read.pdf.glyphs import Glyph
from loaders.read.pdf.legacy import converted, encoding_of
from loaders.text.fold import fold
from loaders.text.marks import find
from loaders.text.patterns import load

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_GAP_TOLD = 0.06  # of the font's size: the least gap that is a blank where the text layer has one
_GAP_BARE = 0.19  # … where it has none (an unset blank of Times is 0.25)
_STEP = 0.13  # the least movement of the pen over a blank of the text layer that shows
_COLUMN = 0.9  # the least gap between two columns, of the font's size, …
_COLUMN_BLANKS = 2.5  # … and of the line's own blanks
_SURE = 2.5  # a gap that parts columns without another line beside it saying so


@dataclass(slots=True)
class Line:
    """A line, or the part of it that stands in one column. `first` is the width of its first word, `after` where the
    words after its mark ("- ", "1. ") begin, `column` 0 outside of columns."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    page: int
    first: float
    after: float
    column: int = 0
    raised: bool = False  # whether it begins with a small raised figure
    glyphs: list[Glyph] = field(default_factory=list, repr=False)
    closed: int = 0  # blanks of the text layer that the gaps did not bear out

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return (self.left + self.right) / 2


def rows(glyphs: list[Glyph], page: int = 0, *, columns: bool = True) -> list[list[Line]]:
    """The lines from top to bottom, each as its parts in columns from left to right (one part, where `columns` is
    False: the cell of a table)."""
    bands = [_deduplicated(band) for band in _bands(glyphs)]
    cuts = _cuts(bands) if columns else [[] for _ in bands]
    out = []
    for band, cut in zip(bands, cuts, strict=True):
        edges = [0, *cut, len(band)]
        parts = [_line(band[a:b], page) for a, b in pairwise(edges)]
        parts = [part for part in parts if part.words]
        if parts:
            out.append(parts)
    return out


def _bands(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Letters on one line, sorted from left to right. Large letters first, so that raised ones join their line."""
    bases: list[tuple[float, int]] = []
    bands: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (-round(g.size), g.base, g.left)):
        centre = glyph.base - 0.3 * glyph.size
        best = -1
        at = bisect_left(bases, (centre - 0.1 * glyph.size, -1))
        for base, number in bases[at : at + 4]:
            head = bands[number][0]
            if base - 0.8 * head.size <= centre <= base + 0.1 * head.size and head.size < 2.5 * glyph.size:
                best = number
                break
        if best < 0:
            insort(bases, (glyph.base, len(bands)))
            bands.append([glyph])
        else:
            bands[best].append(glyph)
    order = sorted(range(len(bands)), key=lambda k: bands[k][0].base)
    return [sorted(bands[k], key=lambda g: (g.left, g.right)) for k in order]


def _deduplicated(band: list[Glyph]) -> list[Glyph]:
    """Without letters printed twice a hair apart to look bold."""
    out: list[Glyph] = []
    for glyph in band:
        twin = next(
            (g for g in out[-2:] if g.text == glyph.text and abs(g.left - glyph.left) < 0.15 * (g.right - g.left)), None
        )
        if twin is not None and glyph.right > glyph.left:
            twin.bold = True
        else:
            out.append(glyph)
    return out


def _gaps(band: list[Glyph]) -> list[float]:
    """The gap before each letter but the first."""
    out = []
    edge = band[0].right
    for glyph in band[1:]:
        out.append(glyph.left - edge)
        edge = max(edge, glyph.right)
    return out


def _cuts(bands: list[list[Glyph]]) -> list[list[int]]:
    """For each line the indices of the letters that begin another column."""
    found: list[list[tuple[int, float, float]]] = []
    for band in bands:
        gaps = _gaps(band) if len(band) > 1 else []
        size = median(g.size for g in band) if band else 1.0
        blanks = [gap for gap in gaps if gap > _GAP_BARE * size]
        usual = median(blanks) if len(blanks) > 2 else 0.3 * size
        least = max(_COLUMN * size, _COLUMN_BLANKS * usual)
        motto = _motto(band)
        candidates = []
        for i, gap in enumerate(gaps, start=1):
            if i == motto or (gap >= least and not _is_label(band[:i], gap, size)):
                candidates.append((i, band[i].left - gap, band[i].left))
        found.append(candidates)
    out: list[list[int]] = []
    for k, candidates in enumerate(found):
        band = bands[k]
        size = median(g.size for g in band)
        cut = []
        for i, left, right in candidates:
            sure = right - left >= _SURE * size or i == _motto(band)
            if sure or any(_beside(bands, found, k, other, left, right) for other in (k - 1, k + 1)):
                cut.append(i)
        out.append(cut)
    return out


def _beside(
    bands: list[list[Glyph]], found: list[list[tuple[int, float, float]]], k: int, other: int, left: float, right: float
) -> bool:
    """Whether the line beside has the same gap, or one column of it alone."""
    if not 0 <= other < len(bands) or abs(bands[other][0].base - bands[k][0].base) > 4 * bands[k][0].size:
        return False
    if any(min(right, r) - max(left, a) > 0.5 * bands[k][0].size for _, a, r in found[other]):
        return True
    start, end = bands[other][0].left, max(g.right for g in bands[other])
    return bool(found[other]) and (end <= right or start >= left)


def _motto(band: list[Glyph]) -> int:
    """Where the right half of a letterhead begins on its first line; 0 where this is none."""
    if len(band) < 30:
        return 0
    text = "".join(g.text[:1] for g in band)
    if not text.isupper():
        return 0
    match = load("pdf")["head.right"].search(fold(text))
    return match.start() if match and match.start() > 2 else 0


def _is_label(head: list[Glyph], gap: float, size: float) -> bool:
    """Whether what stands left of a gap is a provision's mark, or a label with its tab ("Kính gửi:")."""
    words = "".join((" " if g.apart else "") + g.text for g in head).strip()
    if gap > 6 * size:
        return False
    mark = find(words + " X") if len(words) <= 8 else None
    return (mark is not None and mark.content >= len(words)) or (words.endswith(":") and gap < 4 * size)


def _line(band: list[Glyph], page: int) -> Line:
    size = _size(band)
    main = [g for g in band if g.size > 0.8 * size] or band
    base = median(g.base for g in main)
    usual = _spread(band, size) if band[-1].step != inf else 0.0
    words: list[str] = []
    run, font = "", band[0].font
    edge = band[0].left
    first = 0.0
    closed = 0
    starts: list[tuple[int, float]] = []  # length of the text before each word, and its x
    length = 0
    raised_first = False
    for k, glyph in enumerate(band):
        gap = glyph.left - edge
        blank = False
        if k:
            blank = gap > (usual + (_GAP_TOLD if glyph.apart else _GAP_BARE)) * size
            pen = glyph.left - glyph.step
            if not blank and not usual and glyph.step > _STEP * size and band[k - 1].left < pen > edge - 0.35 * size:
                blank = True  # of a slanted letter the box reaches into the blank, the pen does not
            blank = blank or glyph.step == inf  # a word of OCR
            closed += glyph.apart and not blank
        raised = glyph.size < 0.8 * size and base - glyph.base > 0.15 * size and glyph.text.isdigit()
        text = glyph.text.translate(_RAISED) if raised else glyph.text
        if k == 0:
            raised_first = raised
        if blank and not first:
            first = edge - band[0].left
        if glyph.font != font and (encoding_of(font) or encoding_of(glyph.font)):
            words.append(converted(run, font))
            run = ""
        font = glyph.font
        if blank:
            run += " "
            length += 1
        if blank or k == 0:
            starts.append((length, glyph.left))
        run += text
        length += len(text)
        edge = max(edge, glyph.right)
    words.append(converted(run, font))
    whole = " ".join("".join(words).split())
    heavy = sum(g.bold for g in band)
    mark = find(whole)
    after = band[0].left
    if mark is not None:
        after = next((x for at, x in starts if at >= mark.content), after)
    return Line(
        whole,
        band[0].left,
        min(g.top for g in band),
        max(g.right for g in band),
        max(g.bottom for g in band),
        base,
        size,
        heavy > 0.9 * len(band),
        page,
        first or edge - band[0].left,
        after,
        raised=raised_first,
        glyphs=band,
        closed=closed,
    )


def _size(band: list[Glyph]) -> float:
    """The size most of the line is set in."""
    sizes: dict[float, int] = {}
    for glyph in band:
        size = round(glyph.size * 2) / 2
        sizes[size] = sizes.get(size, 0) + len(glyph.text)
    return max(sizes, key=lambda s: (sizes[s], s))


def _spread(band: list[Glyph], size: float) -> float:
    """How far the letters of a line are set apart on purpose ("Q U Y Ế T  Đ Ị N H"), as a share of the size."""
    gaps = _gaps(band) if len(band) > 6 else []
    if not gaps:
        return 0.0
    low = sorted(gaps)[len(gaps) // 4]
    return low / size if low > 0.08 * size else 0.0
