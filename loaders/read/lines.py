"""Physical lines of a decoded file, freed of markup, each with the way back to the file.

A line is a list of segments (words, offset in the file); what lies between two segments in the file is markup or
blanks. Markdown that converters leave is removed: `**` `*` of bold and italics, `#` of headings, `>` of quotes,
`\\` before punctuation, `|` of cells. What it said is kept as attributes.

>>> lines = split("## **KẾ HOẠCH**\\r\\n\\r\\nsố 57\\\\-NQ/TW")
>>> [(line.words, line.level, line.bold) for line in lines]
[('KẾ HOẠCH', 2, True), ('', 0, False), ('số 57-NQ/TW', 0, False)]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.read.letters import INVISIBLE, Segment, composed, segments
from loaders.text.fold import BLANKS
from loaders.text.patterns import load

_NEWLINE = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_ODD = re.compile(r"[*#>|\\_" + re.escape("".join(sorted(INVISIBLE)) + BLANKS) + r"]|<[a-z/]|!\[")
_BLANK = frozenset(BLANKS)
_TAG = re.compile(r"</?(?:br|sup|sub|b|i|u|p|em|strong|span|div|center|a)(?: [^<>\n]{0,200})?/?>", re.IGNORECASE)
_ESCAPABLE = frozenset("\\`*_{}[]()#+-.!|<>~&")


@dataclass(slots=True)
class Line:
    """One physical line. `pipes` counts the cell borders on it, `hard` is a break that Markdown asks for."""

    number: int
    segments: list[Segment] = field(default_factory=list)
    level: int = 0
    bold: bool = False
    opens_bold: bool = False
    pipes: int = 0
    hard: bool = False
    rule: bool = False
    cells: list[list[Segment]] | None = None

    @property
    def words(self) -> str:
        """The line's text."""
        return "".join(segment[0] for segment in self.segments)


def split(raw: str) -> list[Line]:
    """All lines of a decoded file."""
    markdown = "**" in raw or "\n#" in raw or raw.startswith("#")
    is_rule = load("marks")["wrap.rule"].fullmatch
    lines: list[Line] = []
    at = 0
    bold = False
    for number, (end, after) in enumerate(_ends(raw), start=1):
        line, bold = _clean(raw[at:end], at, number, markdown, bold)
        words = line.words
        if words and not words[0].isalnum() and is_rule(words):
            line.rule = True
        lines.append(line)
        at = after
    return lines


def _ends(raw: str) -> list[tuple[int, int]]:
    found = [(match.start(), match.end()) for match in _NEWLINE.finditer(raw)]
    if not found or found[-1][1] < len(raw):
        found.append((len(raw), len(raw)))
    return found


def _clean(raw: str, at: int, number: int, markdown: bool, bold: bool) -> tuple[Line, bool]:
    line = Line(number, bold=bold and bool(raw.strip()))
    line.hard = markdown and raw.endswith("  ") and bool(raw.strip())
    if _ODD.search(raw) is None:
        start = len(raw) - len(raw.lstrip())
        words = raw.strip()
        if words:
            line.segments = segments(words, at + start)
        line.opens_bold = bold and bool(words)
        return line, bold and bool(words)
    return _clean_marked(raw, at, line, markdown, bold)


def _clean_marked(raw: str, at: int, line: Line, markdown: bool, bold: bool) -> tuple[Line, bool]:
    """The slow way, letter by letter, for a line that holds markup or odd blanks."""
    body, i = raw, 0
    while i < len(body) and (body[i] in " \t>" or body[i] in INVISIBLE or body[i] in _BLANK):
        i += 1
    hashes = 0
    while i + hashes < len(body) and body[i + hashes] == "#":
        hashes += 1
    if hashes and (i + hashes == len(body) or body[i + hashes] in " *\t\xa0"):
        line.level = min(hashes, 6)
        i += hashes
    if markdown and body[i : i + 2] == "* " and body[i:].strip("* ") != "":
        body = body[:i] + "-" + body[i + 1 :]  # a bullet of Markdown is a dash of the document
    kept: list[tuple[str, int]] = []
    all_bold = True
    cells: list[int] = []
    while i < len(body):
        c = body[i]
        if c == "\\" and i + 1 < len(body) and body[i + 1] in _ESCAPABLE:
            kept.append((body[i + 1], at + i + 1))
            i += 2
            continue
        if c == "*":
            stars = 1
            while i + stars < len(body) and body[i + stars] == "*":
                stars += 1
            if stars in (2, 3):
                bold = not bold
            i += stars
            continue
        if c == "_" and (body[i : i + 2] == "__" or _emphasis(body, i)):
            i += 1
            continue
        if c == "|":
            line.pipes += 1
            cells.append(len(kept))
            i += 1
            continue
        if c == "<":
            tag = _TAG.match(body, i)
            if tag:
                kept.append((" ", at + i))
                i = tag.end()
                continue
        if c in INVISIBLE:
            i += 1
            continue
        blank = c in _BLANK
        if not (blank or c == " " or bold):
            all_bold = False
        kept.append((" " if blank else c, at + i))
        i += 1
    line.bold = all_bold and bool(kept)
    line.opens_bold = bold
    if line.pipes >= 2 and any(c not in " -:" for c, _ in kept):
        line.cells = [_segments(kept[a:b]) for a, b in zip([0, *cells], [*cells, len(kept)], strict=True)]
        line.cells = [cell for cell in line.cells if cell]
    line.segments = _segments(kept)
    return line, bold and bool(line.segments)


def _emphasis(body: str, i: int) -> bool:
    before = body[i - 1] if i else " "
    after = body[i + 1] if i + 1 < len(body) else " "
    return not (before.isalnum() and after.isalnum()) and not (before in " _." and after in " _.")


def _segments(kept: list[tuple[str, int]]) -> list[Segment]:
    """Letters with their offsets to runs of letters, blanks squeezed, ends trimmed."""
    out: list[Segment] = []
    words: list[str] = []
    start = end = -1
    blank = True
    for c, at, after in _letters(kept):
        if c == " " and blank:
            continue
        blank = c == " "
        apart = after - at > len(c)
        if words and (at != end or apart):
            out += segments("".join(words), start)
            words = []
        if apart:
            out.append((composed(c), at, after - at))
            continue
        if not words:
            start = at
        words.append(c)
        end = after
    if words:
        out += segments("".join(words), start)
    while out and not (out[-1][0]).rstrip():
        out.pop()
    if out:
        last = out[-1][0].rstrip()
        out[-1] = (last, out[-1][1], out[-1][2] - (len(out[-1][0]) - len(last)))
    return out


def _letters(kept: list[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """Letters with their marks, where they begin and end: markup or an invisible character may stand before a mark."""
    letter, start, end = "", 0, 0
    for c, at in kept:
        if letter and unicodedata.combining(c):
            letter, end = letter + c, at + 1
            continue
        if letter:
            yield letter, start, end
        letter, start, end = c, at, at + 1
    if letter:
        yield letter, start, end
