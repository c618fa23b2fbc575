"""The ruling lines of a page: thin filled boxes (as Word draws borders) and strokes along the page's axes.

Also how much of the page its pictures cover, since both are found in one walk over the drawing objects.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loaders.read.bounds import MAX_FORM_DEPTH, MAX_PAGE_OBJECTS, MAX_PAGE_RULES
from loaders.read.pdf.glyphs import Frame

THIN = 3.0  # points: a thicker box is a shade, not a line
_FAR = 1e5  # points
NEAR = 2.5  # points that two lines may stand apart and still be one, or touch


class Rule(NamedTuple):
    """A line from `start` to `end` at `at`: x positions at a y (`level`) or y positions at an x."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page: ruling lines; the share of the page (0 to 1) that pictures cover; whether there was
    more than MAX_PAGE_OBJECTS or MAX_PAGE_RULES, so that lines were not looked for."""

    rules: list[Rule] = field(default_factory=list)
    pictures: float = 0.0
    excessive: bool = False


Matrix = tuple[float, float, float, float, float, float]


def drawing(page: Any, frame: Frame) -> Drawing:
    """Walk the page's drawing objects, at most MAX_PAGE_OBJECTS of them."""
    import pypdfium2.raw as c

    out = Drawing()
    width, height = frame.size
    found: list[Rule] = []
    for seen, (thing, matrix) in enumerate(_objects(c, page.raw)):
        if seen > MAX_PAGE_OBJECTS or len(found) > MAX_PAGE_RULES:
            out.excessive = True
            break
        kind = c.FPDFPageObj_GetType(thing)
        if kind == c.FPDF_PAGEOBJ_PATH:
            found += _of_path(c, thing, matrix, frame)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = _bounds(c, thing, matrix, frame)
            if width > 0 < height and right - left > 4 * THIN and bottom - top > 4 * THIN:
                shown = (min(right, width) - max(left, 0)) * (min(bottom, height) - max(top, 0))
                out.pictures = min(1.0, out.pictures + max(0.0, shown) / (width * height))
    if not out.excessive:
        out.rules = merged(found)
    return out


def merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together (Word draws a border cell by cell, some writers twice).

    >>> merged([Rule(True, 10, 0, 50), Rule(True, 10.5, 50.5, 90), Rule(True, 30, 0, 9)])
    [Rule(level=True, at=10, start=0, end=90), Rule(level=True, at=30, start=0, end=9)]
    """
    out: list[Rule] = []
    for level in (True, False):
        bands: list[list[Rule]] = []
        for rule in sorted((r for r in rules if r.level == level), key=lambda r: r.at):
            if bands and rule.at - bands[-1][0].at <= NEAR:
                bands[-1].append(rule)
            else:
                bands.append([rule])
        for band in bands:
            at = band[0].at
            current: Rule | None = None
            for rule in sorted(band, key=lambda r: r.start):
                if current is not None and rule.start - current.end <= NEAR:
                    current = current._replace(end=max(current.end, rule.end))
                    continue
                if current is not None:
                    out.append(current)
                current = Rule(level, at, rule.start, rule.end)
            if current is not None:
                out.append(current)
    return [rule for rule in out if rule.end - rule.start > THIN]


def _objects(c: Any, page: Any) -> Iterator[tuple[Any, Matrix]]:
    """All drawing objects with the matrix of the forms that hold them."""
    stack: list[tuple[Any, Matrix, int]] = []
    for i in range(c.FPDFPage_CountObjects(page)):
        stack.append((c.FPDFPage_GetObject(page, i), (1, 0, 0, 1, 0, 0), 0))
        while stack:
            thing, matrix, depth = stack.pop()
            yield thing, matrix
            if depth < MAX_FORM_DEPTH and c.FPDFPageObj_GetType(thing) == c.FPDF_PAGEOBJ_FORM:
                inner = _times(_matrix(c, thing), matrix)
                for k in range(min(c.FPDFFormObj_CountObjects(thing), MAX_PAGE_OBJECTS)):
                    stack.append((c.FPDFFormObj_GetObject(thing, k), inner, depth + 1))


def _matrix(c: Any, thing: Any) -> Matrix:
    m = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(thing, m):
        return (1, 0, 0, 1, 0, 0)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)


def _at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _bounds(c: Any, thing: Any, matrix: Matrix, frame: Frame) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not c.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return (0, 0, 0, 0)
    corners = [frame.place(*_at(matrix, x.value, y.value)) for x in (left, right) for y in (bottom, top)]
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _of_path(c: Any, thing: Any, outer: Matrix, frame: Frame) -> list[Rule]:
    """The ruling lines of a path: thin boxes among its parts, and straight strokes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not c.FPDFPath_GetDrawMode(thing, fill, stroke) or not (fill.value or stroke.value):
        return []
    matrix = _times(_matrix(c, thing), outer)
    count = min(c.FPDFPath_CountSegments(thing), MAX_PAGE_RULES)
    out: list[Rule] = []
    part: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        segment = c.FPDFPath_GetPathSegment(thing, i)
        kind = c.FPDFPathSegment_GetType(segment)
        if not c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = frame.place(*_at(matrix, x.value, y.value))
        if not (abs(point[0]) < _FAR and abs(point[1]) < _FAR):
            return []
        if kind == c.FPDF_SEGMENT_MOVETO:
            out += _of_part(part, bool(stroke.value))
            part = []
        part.append(point)
        if c.FPDFPathSegment_GetClose(segment) and len(part) > 1:
            part.append(part[0])
    return out + _of_part(part, bool(stroke.value))


def _of_part(points: list[tuple[float, float]], stroked: bool) -> list[Rule]:
    if len(points) < 2:
        return []
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    if bottom - top <= THIN and right - left > bottom - top:
        return [Rule(True, (top + bottom) / 2, left, right)]
    if right - left <= THIN and bottom - top > right - left:
        return [Rule(False, (left + right) / 2, top, bottom)]
    if not stroked:
        return []
    out = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if abs(y1 - y0) <= 0.5 and abs(x1 - x0) > THIN:
            out.append(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 0.5 and abs(y1 - y0) > THIN:
            out.append(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return out
