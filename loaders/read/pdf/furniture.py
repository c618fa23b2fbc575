"""What is printed around the text: page numbers, running heads and feet, the block of a digital signature.

Heads and feet are told by repetition: the same words (figures aside) in the same place of several pages. A number
alone at the edge of a page is its number if it counts on with the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from loaders.read.pdf.lines import Line
from loaders.text.fold import fold
from loaders.text.patterns import load

Row = list[Line]
_EDGE = 3  # rows from the upper and lower edge that can be heads and feet
_PLACE = 6.0  # points that a head may move from page to page
_SHARE = 0.3  # of all pages must show a head
_REACH = 72.0  # points from the edge of the page that repeated heads reach
_MARGIN = 50.0  # points: Nghị định 30/2020/NĐ-CP has 57 at least to the text
_SMALL = 0.93
_FIGURES = re.compile(r"[0-9]+")


def find(pages: list[list[Row]], heights: list[float]) -> list[set[int]]:
    """For each page, given as its rows from top to bottom, the ids (`id(line)`) of the lines that are furniture."""
    out: list[set[int]] = [_signature(rows) for rows in pages]
    edges = [_edge_rows(rows, out[k]) for k, rows in enumerate(pages)]
    repeated = _repeated(edges, heights)
    numbers = _page_numbers(edges)
    gazette = load("pdf")["furniture.gazette"].search
    for k, rows in enumerate(edges):
        for row, top in rows:
            whole = fold(" ".join(part.words for part in row))
            if id(row[0]) in numbers[k] or _key(row, top, heights[k]) & repeated or gazette(whole):
                out[k].update(id(part) for part in row)
            out[k].update(id(part) for part in row if id(part) in numbers[k])
        out[k].update(_in_margin(rows, heights[k]))
    return out


def _edge_rows(rows: list[Row], gone: set[int]) -> list[tuple[Row, bool]]:
    """The rows at the edges of a page, outermost first, each with whether it is at the top."""
    left = [row for row in rows if not all(id(part) in gone for part in row)]
    top = left[:_EDGE]
    bottom = [row for row in left[-_EDGE:] if row not in top] if len(left) > 1 else []
    return [(row, True) for row in top] + [(row, False) for row in reversed(bottom)]


def _in_margin(edge: list[tuple[Row, bool]], height: float) -> set[int]:
    """The outermost lines of a page that stand in its margin, in smaller letters and well away from the text: heads
    and feet of a file that is too short to repeat them."""
    out: set[int] = set()
    for top in (True, False):
        rows = [row for row, at_top in edge if at_top == top]
        if top is False and len(edge) > len(rows) == 1:
            rows = [*rows, edge[len(edge) - len(rows) - 1][0]]
        if len(rows) < 2 or len(rows[0]) > 1:
            continue
        line, inner = rows[0][0], rows[1][0]
        place = line.base if top else height - line.base
        if place < _MARGIN and line.size < _SMALL * inner.size and abs(inner.base - line.base) > 2 * inner.size:
            out.add(id(line))
    return out


def _key(row: Row, top: bool, height: float) -> set[tuple[bool, int, str]]:
    """What makes two rows the same head: edge, place (in steps that overlap), words without figures."""
    words = _FIGURES.sub("#", fold(" ".join(part.words for part in row)))
    at = row[0].base if top else height - row[0].base
    if at > _REACH or not any(c.isalpha() for c in words) or load("tables")["layout.head"].search(words):
        return set()  # documents bound together each have a letterhead, in the same place
    step = int(at // _PLACE)
    return {(top, step, words), (top, step + 1, words)}


def _repeated(edges: list[list[tuple[Row, bool]]], heights: list[float]) -> set[tuple[bool, int, str]]:
    counts: Counter[tuple[bool, int, str]] = Counter()
    for rows, height in zip(edges, heights, strict=True):
        counts.update({key for row, top in rows for key in _key(row, top, height)})
    if len(edges) < 2:
        return set()
    least = max(2 if len(edges) < 4 else 3, _SHARE * len(edges))
    return {key for key, count in counts.items() if count >= least}


def _page_numbers(edges: list[list[tuple[Row, bool]]]) -> list[set[int]]:
    """The lines that are nothing but a page's number: it counts on with the pages, at one edge."""
    number = load("pdf")["furniture.number"].fullmatch
    found: list[list[tuple[int, Line, bool, bool]]] = []
    offsets: dict[tuple[bool, int], set[int]] = defaultdict(set)
    for k, rows in enumerate(edges):
        here = []
        for nth, (row, top) in enumerate(rows):
            outermost = nth == 0 or rows[nth - 1][1] != top
            for part in row:
                match = number(fold(part.words))
                if match and (len(row) == 1 or part in (row[0], row[-1])):
                    here.append((int(match.group("n")), part, top, outermost and len(row) == 1))
                    offsets[(top, int(match.group("n")) - k)].add(k)
        found.append(here)
    out: list[set[int]] = []
    for k, here in enumerate(found):
        out.append(
            {
                id(part)
                for value, part, top, alone in here
                if len(offsets[(top, value - k)]) >= 2 or (alone and value == k + 1)
            }
        )
    return out


def _signature(rows: list[Row]) -> set[int]:
    """The lines of a digital signature: a line that says who signed and one that says when, and what stands between."""
    patterns = load("pdf").table("furniture")
    lines = [part for row in rows for part in row]
    folded = [fold(line.words) for line in lines]
    out: set[int] = set()
    for i, line in enumerate(lines):
        if not patterns["signer"].search(folded[i]):
            continue
        near = [k for k in range(max(0, i - 3), min(len(lines), i + 12)) if _close(lines[k], line)]
        if not any(patterns["time"].search(folded[k]) for k in near):
            continue
        marked = [k for k in near if patterns["signed"].search(folded[k])]
        out.update(id(lines[k]) for k in near if marked[0] <= k <= marked[-1])
    return out


def _close(line: Line, other: Line) -> bool:
    return (
        abs(line.base - other.base) < 14 * max(line.size, other.size)
        and line.left < other.right + 40
        and other.left < line.right + 40
        and line.size < 1.3 * other.size
    )


def count(pages: Iterable[set[int]]) -> int:
    """How many lines were set aside."""
    return sum(len(page) for page in pages)
