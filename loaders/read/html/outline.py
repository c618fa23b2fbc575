"""The lines of a page and what each says of a document, before anything is left out.

A line is what a browser sets between two breaks. It carries the kind of line that only a document has (its motto,
number, legal basis, provision …: loaders/data/html.toml, `[anchor]`), how much of it is a link, and each element knows
which lines it holds. From this `loaders.read.html.chrome` tells the document from the site around it.
"""

from __future__ import annotations

import html
import itertools
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.read.html.style import Sheet
from loaders.read.html.tree import Child, Node, Words
from loaders.text.fold import fold
from loaders.text.marks import find
from loaders.text.patterns import Pattern, compile_pattern, load

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "o:p", "st1:place",
))  # fmt: skip
_LOOK = 240  # letters of a line that are looked at
LONG = 80  # letters: sites set little, documents much of this length


@dataclass(slots=True)
class Line:
    """`head` is how it begins; `letters` and `linked` count all of it and what of it stands in links."""

    head: str = ""
    letters: int = 0
    linked: int = 0
    anchor: str = ""
    weight: float = 0
    site: bool = False  # whether it says what only sites say


class Facts(NamedTuple):
    """Lines `first`..`last` stand in an element; `last` is `first` for one without text."""

    first: int
    last: int


@dataclass(slots=True)
class Outline:
    """All lines of a page, the lines of each element, and the elements that a browser hides."""

    lines: list[Line] = field(default_factory=list)
    facts: dict[Child, Facts] = field(default_factory=dict)
    hidden: list[Node] = field(default_factory=list)
    hidden_letters: int = 0
    sums: dict[str, list[float]] = field(default_factory=dict)

    def sum(self, what: str, child: Child) -> float:
        """Over the lines of an element: `weight` (how much of a document), `strong` (without that of mere length),
        `body` (without that of the letterhead, which is heavy and short), `letters`, `linked` (of them in links),
        `site` (lines that say what only sites say)."""
        first, last = self.facts[child]
        return self.sums[what][last] - self.sums[what][first]

    def _add_up(self) -> None:
        for what, values in (
            ("weight", (line.weight for line in self.lines)),
            ("strong", (0 if line.anchor == "long" else line.weight for line in self.lines)),
            ("body", (0 if line.anchor in ("motto", "number") else line.weight for line in self.lines)),
            ("letters", (line.letters for line in self.lines)),
            ("linked", (line.linked for line in self.lines)),
            ("site", (line.site for line in self.lines)),
        ):
            self.sums[what] = [0, *itertools.accumulate(values)]


@cache
def _anchors() -> tuple[Pattern, dict[str, float]]:
    """All anchors as one pattern, each a group: one search a line."""
    table = load("html")
    names = table.data["anchor"]
    joined = "|".join(f"(?P<{name}>{table.source(f'anchor.{name}')})" for name in names)
    return compile_pattern(joined, f"{table.name}: anchor"), table.data["weight"]


def outline(root: Node, raw: str, sheet: Sheet) -> Outline:
    """Walk the page once."""
    out = Outline()
    hidden_tags = frozenset(load("html").words("hidden.tags"))
    line = Line()
    in_link = 0

    def flush() -> None:
        nonlocal line
        if line.letters:
            _judge(line)
            out.lines.append(line)
            line = Line()

    stack: list[tuple[Node, int, int]] = [(root, 0, 0)]
    while stack:
        node, i, first = stack.pop()
        if i == 0:
            if node.tag not in INLINE:
                flush()
            first = len(out.lines)
            in_link += node.tag == "a" and "href" in node.attributes
        if i < len(node.children):
            stack.append((node, i + 1, first))
            child = node.children[i]
            if isinstance(child, Words):
                words = child.loose or raw[child.start : child.end]
                bare = words.strip()
                before = len(out.lines)
                if bare:
                    if len(line.head) < _LOOK:
                        line.head += html.unescape(words[: _LOOK * 2])
                    line.letters += len(bare)
                    line.linked += len(bare) if in_link else 0
                    out.facts[child] = Facts(before, before + 1)
                elif line.head:
                    line.head += " "
            elif child.tag in hidden_tags or sheet.hides(child):
                out.hidden.append(child)
                if child.tag not in ("script", "style", "head", "title"):
                    out.hidden_letters += _letters(child, raw)
                out.facts[child] = Facts(len(out.lines), len(out.lines))
            else:
                stack.append((child, 0, 0))
            continue
        if node.tag not in INLINE:
            flush()
        in_link -= node.tag == "a" and "href" in node.attributes
        out.facts[node] = Facts(first, len(out.lines) + bool(line.letters))
    flush()
    out._add_up()
    return out


def _judge(line: Line) -> None:
    line.head = " ".join(line.head.split())[:_LOOK]
    line.anchor, line.weight, line.site = _judged(line.head, line.letters >= LONG)
    line.site = line.site and line.letters < _LOOK
    if line.linked > 0.6 * line.letters:
        line.anchor, line.weight = "", 0


@lru_cache(maxsize=8192)
def _judged(head: str, long: bool) -> tuple[str, float, bool]:
    """The anchor of a line that begins so, its weight, and whether it says what only sites say."""
    pattern, weights = _anchors()
    folded = fold(head)
    site = len(head) < 200 and bool(load("html")["phrase.site"].search(folded))
    match = pattern.search(folded) if len(head) > 3 else None
    if match:
        name = next(name for name, words in match.groupdict().items() if words is not None)
        if name not in ("type", "signature", "enacting") or head[:4].isupper():
            return name, weights[name], site
    mark = find(head)
    if mark and len(head) > mark.content:
        return "mark", weights["mark"], site
    return ("long", weights["long"], site) if long else ("", 0, site)


def _letters(top: Node, raw: str) -> int:
    count, stack = 0, [top]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Words):
                count += len((child.loose or raw[child.start : child.end]).strip())
            elif child.tag not in ("script", "style"):
                stack.append(child)
    return count
