"""The reading order of lines that stand in columns: letterheads, signatures, pages set in two columns.

A region of columns begins at a line with a gap in it and goes on as long as no line crosses the gap. Its left column
is read before its right one.
"""

from __future__ import annotations

from statistics import median

from loaders.read.pdf.lines import Line
from loaders.text.fold import fold
from loaders.text.patterns import load

Row = list[Line]
_NARROW = 0.6  # the least width of a gap between columns, of the font's size
_CENTRED = 6.0  # points that a centred line may stand off the middle
_APART = 20.0  # points between the middle of a column and of the page


def in_order(rows: list[Row], left: float, right: float, first_column: int = 1) -> list[Line]:
    """The lines of a stretch of a page in reading order, those of columns numbered from `first_column` (each region
    takes two numbers or more). `left` and `right` are the margins of the page."""
    out: list[Line] = []
    column = first_column
    i = free = 0
    while i < len(rows):
        foot = _foot(rows, i) if len(rows[i]) < 2 else None
        if len(rows[i]) < 2 and foot is None:
            out += rows[i]
            i += 1
            continue
        start, end, gap = _region(rows, i, (left + right) / 2, foot, free)
        del out[len(out) - (i - start) :]
        for side in _sides(rows[start:end], gap):
            if any(len(row) > 1 for row in side):
                lines = in_order(side, min(p.left for row in side for p in row), right, column + 1)
                column = max([column + 1, *(p.column + 1 for p in lines)])
                out += lines
            else:
                for row in side:
                    row[0].column = column
                    out.append(row[0])
            column += 1
        i = free = end
    return out


def _foot(rows: list[Row], at: int) -> tuple[float, float] | None:
    """The gap beside a list of recipients that begins at a line alone, where a signature stands between its lines."""
    if not load("pdf")["head.recipients"].search(fold(rows[at][0].words)):
        return None
    edge = rows[at][0].right
    for k in range(at + 1, min(at + 30, len(rows))):
        if len(rows[k]) > 1:
            return None  # the pair opens the region and finds the lines above it
        line = rows[k][0]
        if line.left > edge + _NARROW * line.size and line.left > rows[at][0].left + 10 * line.size:
            return edge, line.left
        if line.left > rows[at][0].left + 4 * line.size:
            return None
        edge = max(edge, line.right)
    return None


def _region(
    rows: list[Row], at: int, middle: float, foot: tuple[float, float] | None, free: int
) -> tuple[int, int, tuple[float, float]]:
    """First row (not before `free`), row after the last, and the gap (`foot`, if it is known) of the region that the
    row `at` opens."""
    parts = rows[at]
    k = max(range(1, len(parts)), key=lambda k: parts[k].left - parts[k - 1].right) if foot is None else 1
    gap = foot or (parts[k - 1].right, parts[k].left)
    if foot is not None:
        end = at + 1
        while end < len(rows):
            narrowed = _narrowed(rows[end], gap)
            if narrowed is None or rows[end][0].base - rows[end - 1][-1].base > 8 * rows[end][0].size:
                break
            gap = narrowed
            end += 1
        return at, end, gap
    end = at + 1
    last_pair = at + 1
    gap_at_pair = gap
    side = ""
    while end < len(rows):
        row = rows[end]
        narrowed = _narrowed(row, gap)
        if narrowed is None or load("pdf")["head.addressee"].search(fold(row[0].words)):
            break
        if len(row) > 1:
            last_pair, gap, side = end + 1, narrowed, ""
            gap_at_pair = gap
            end += 1
            continue
        here = "left" if row[0].right <= gap[0] + 0.1 or row[0].left < gap[0] else "right"
        if _stands_in_the_middle(row[0], middle, rows[at], here) or (side and here != side):
            # what follows the last pair may go on in one column; then it is the page that goes on
            later = _next_pair(rows, end, gap)
            if later is None:
                break
        side = here
        gap = narrowed
        end += 1
    if end > last_pair and _is_body(rows[last_pair:end], gap_at_pair):
        end, gap = last_pair, gap_at_pair
    start = at
    while start > free and len(rows[start - 1]) == 1:
        line = rows[start - 1][0]
        narrowed = _narrowed([line], gap)
        above = start >= 2
        if narrowed is None or _stands_in_the_middle(line, middle, parts, "right"):
            break
        if line.left < gap[0] and above and not _under_recipients(rows, start, gap):
            break  # the last line of a paragraph looks like a left column
        if rows[start][0].base - line.base > 3 * line.size:
            break
        gap = narrowed
        start -= 1
    return start, end, gap


def _under_recipients(rows: list[Row], at: int, gap: tuple[float, float]) -> bool:
    """Whether a list of recipients begins above: then single lines over a pair are its left column."""
    begins = load("pdf")["head.recipients"].search
    for k in range(at - 1, max(-1, at - 30), -1):
        if len(rows[k]) > 1 or _narrowed(rows[k], gap) is None:
            return False
        if begins(fold(rows[k][0].words)):
            return True
    return False


def _is_body(rows: list[Row], gap: tuple[float, float]) -> bool:
    """Whether lines after the last pair are paragraphs of the page: they begin a provision or end a sentence."""
    from loaders.text.marks import find

    first = rows[0][0]
    if first.left >= gap[0]:
        return False
    mark = find(first.words)
    return mark is not None and mark.kind not in ("dash", "plus")


def _next_pair(rows: list[Row], at: int, gap: tuple[float, float]) -> int | None:
    """The next row with both columns, if no row before it crosses the gap and it is not far."""
    for k in range(at, min(at + 12, len(rows))):
        narrowed = _narrowed(rows[k], gap)
        if narrowed is None:
            return None
        if len(rows[k]) > 1:
            return k
        gap = narrowed
    return None


def _narrowed(row: Row, gap: tuple[float, float]) -> tuple[float, float] | None:
    """The gap that a row leaves open; None if it crosses it."""
    low, high = gap
    for part in row:
        if part.right <= (low + high) / 2:
            low = max(low, part.right)
        elif part.left >= (low + high) / 2:
            high = min(high, part.left)
        elif part.right - low < high - part.left:
            low = max(low, part.right)
        else:
            high = min(high, part.left)
    return (low, high) if high - low >= _NARROW * median(p.size for p in row) else None


def _stands_in_the_middle(line: Line, middle: float, pair: Row, side: str) -> bool:
    """Whether a line is centred on the page and not in the column that it would stand in."""
    if abs(line.middle - middle) > _CENTRED:
        return False
    column = pair[0] if side == "left" else pair[-1]
    return abs(column.middle - middle) > _APART


def _sides(rows: list[Row], gap: tuple[float, float]) -> list[list[Row]]:
    """The rows of the left column and those of the right one."""
    centre = (gap[0] + gap[1]) / 2
    left = [[p for p in row if p.middle < centre] for row in rows]
    right = [[p for p in row if p.middle >= centre] for row in rows]
    return [[row for row in side if row] for side in (left, right)]
