"""Footnotes: the small print under a short rule at the foot of a page, or lines there that begin with a raised
figure."""

from __future__ import annotations

from collections import Counter

from loaders.read.pdf.join import Margins
from loaders.read.pdf.lines import Line
from loaders.read.pdf.page import Leaf

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SMALL = 0.93  # of the size of the text
_LONGEST = 260.0  # points: Word's separator has 144; a longer rule parts something else


def set_apart(leaf: Leaf, gone: set[int], body: float) -> list[Line]:
    """The lines of a page's footnotes, in order; `body` is the size that the document's text is set in. What is
    furniture (`gone`, by `id`) is left where it is."""
    lines = [part for row in leaf.rows for part in row if id(part) not in gone]
    if not lines:
        return []
    start = _under_rule(leaf, lines, body)
    if start is None:
        start = _by_marks(lines, body)
    return [] if start is None else lines[start:]


def _under_rule(leaf: Leaf, lines: list[Line], body: float) -> int | None:
    """The first line under a short rule below which everything is small print that begins with a figure."""
    for rule in sorted((r for r in leaf.rules if r.level), key=lambda r: -r.at):
        if rule.end - rule.start > _LONGEST or rule.at < 0.25 * leaf.page.height:
            continue
        under = [k for k, line in enumerate(lines) if line.base > rule.at]
        if not under or under != list(range(under[0], len(lines))):
            continue
        first = lines[under[0]]
        if rule.start > first.left + 30 or first.top - rule.at > 2.5 * first.size:
            continue
        if all(lines[k].size <= _SMALL * body for k in under) and (
            first.raised or _numbered(first) or rule.end - rule.start > 100
        ):
            return under[0]
    return None


def _by_marks(lines: list[Line], body: float) -> int | None:
    """Without a rule: the run of small lines at the foot, from its first line that begins with a raised figure."""
    k = len(lines)
    while k > 0 and lines[k - 1].size <= _SMALL * body:
        k -= 1
    for i in range(k, len(lines)):
        if lines[i].raised:
            return i if i == k else None
    return None


def _numbered(line: Line) -> bool:
    head = line.words[:4]
    return head[:1] in "0123456789[(*" and any(c.isdigit() or c == "*" for c in head)


def usual_size(leaves: list[Leaf]) -> float:
    """The size in which most letters of the document are set."""
    sizes: Counter[float] = Counter()
    for leaf in leaves:
        for row in leaf.rows:
            for part in row:
                sizes[part.size] += len(part.words)
        if not leaf.rows:
            for table in leaf.tables:
                sizes.update(round(g.size * 2) / 2 for g in table.glyphs)
    return max(sizes, key=lambda s: (sizes[s], s), default=12.0)


def starts(line: Line, before: Line | None, margin: Margins) -> bool:
    """Whether a line of footnotes that begins with no raised figure begins a footnote: a figure, after a line that had
    room for more."""
    if not _numbered(line):
        return False
    return before is None or before.right + line.first < margin.right - 1 or line.left > margin.left + 3


def mark(words: str) -> str:
    """The raised figure that a footnote begins with; "" if it has none.

    >>> mark("¹² Theo kiểm kê"), mark("1 Theo")
    ('¹²', '')
    """
    end = 0
    while end < len(words) and words[end] in _RAISED:
        end += 1
    return words[:end]


def refers(words: str, mark: str) -> bool:
    """Whether words hold a raised figure, and not as a part of a longer one.

    >>> refers("rừng¹² ngập mặn", "¹²"), refers("rừng¹² ngập mặn", "¹")
    (True, False)
    """
    at = words.find(mark)
    while at >= 0:
        end = at + len(mark)
        if (at == 0 or words[at - 1] not in _RAISED) and (end == len(words) or words[end] not in _RAISED):
            return True
        at = words.find(mark, at + 1)
    return False
