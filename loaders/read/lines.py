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

# It begins with the letters it needs, so that the engine skips to them.
_NEWLINE = re.compile(r"[\n\r\f\v\x85\u2028\u2029](?:(?<=\r)\n)?")
_SIGNS = r"*#>|\\_" + re.escape("".join(sorted(INVISIBLE)) + BLANKS)
_ODD = re.compile(rf"[<!{_SIGNS}](?:(?<=[{_SIGNS}])|(?<=<)[a-z/]|(?<=!)\[)")  # or two blanks
_BLANK = frozenset(BLANKS)
_PLAIN = re.compile(r"[^*|\\_<" + re.escape("".join(sorted(INVISIBLE))) + re.escape(BLANKS) + "]+")
_TAG = re.compile(r"</?(?:br|sup|sub|b|i|u|p|em|strong|span|div|center|a)(?: [^<>\n]{0,200})?/?>", re.IGNORECASE)
_ESCAPABLE = frozenset("\\`*_{}[]()#+-.!|<>~&")
_BOX = str.maketrans("│║┃┆┊", "|||||")  # upright lines of a drawn table
_DRAWN = re.compile(r"[|+\-=:_ \u2500-\u257f]+")  # a rule of a drawn table, the row below a head
_CORNERS = frozenset("+┌├└┏┣┗╔╠╚─━═")


@dataclass(slots=True)
class LineCell:
    """A cell of a row that stands on one line: its paragraphs (parted by `<br>`), and whether all of it is bold."""

    paragraphs: list[list[Segment]]
    bold: bool = False


@dataclass(slots=True)
class Line:
    """One physical line. `words` is its text, `pipes` counts the cell borders on it, `hard` is a break that Markdown
    asks for.

    `cells` are those of a row on one line, empty ones too, `tabbed` the same where tabs part them; `ruled` is the row
    of dashes below a head; `blank` says that only markup stands on the line (an empty cell between two borders).
    """

    number: int
    segments: list[Segment] = field(default_factory=list)
    words: str = ""
    level: int = 0
    bold: bool = False
    opens_bold: bool = False
    pipes: int = 0
    hard: bool = False
    rule: bool = False
    cells: list[LineCell] | None = None
    tabbed: bool = False
    ruled: bool = False
    blank: bool = False

    def take(self, segments: list[Segment]) -> None:
        """Set what stands on the line."""
        self.segments = segments
        self.words = segments[0][0] if len(segments) == 1 else "".join(segment[0] for segment in segments)


def split(raw: str) -> list[Line]:
    """All lines of a decoded file."""
    markdown = "**" in raw or "\n#" in raw or raw.startswith("#")
    is_rule = load("marks")["wrap.rule"].fullmatch
    lines: list[Line] = []
    at = 0
    bold = False
    drawn = any(c in raw for c in "│║┃┆┊")
    source = raw.translate(_BOX) if drawn else raw
    for number, (end, after) in enumerate(_ends(raw), start=1):
        if at == end:
            line, bold = Line(number), False
        else:
            line, bold = _clean(source[at:end], at, number, markdown, bold)
        words = line.words
        if words and not words[0].isalnum() and not words[2:3].isalnum():  # "- Rà soát" is no rule
            if not line.pipes and words[0] in _CORNERS and _DRAWN.fullmatch(words):
                line.ruled = True
            line.rule = line.ruled or bool(is_rule(words))
        lines.append(line)
        at = after
    return lines


def _ends(raw: str) -> list[tuple[int, int]]:
    found = [match.span() for match in _NEWLINE.finditer(raw)]
    if not found or found[-1][1] < len(raw):
        found.append((len(raw), len(raw)))
    return found


def _clean(raw: str, at: int, number: int, markdown: bool, bold: bool) -> tuple[Line, bool]:
    words = raw.strip()
    line = Line(number, bold=bold and bool(words), hard=markdown and bool(words) and raw.endswith("  "))
    if "  " in raw or _ODD.search(raw) is not None:
        return _clean_marked(raw, at, line, markdown, bold)
    line.opens_bold = line.bold
    if words:
        line.take(segments(words, at + len(raw) - len(raw.lstrip())))
    return line, line.bold


def _clean_marked(raw: str, at: int, line: Line, markdown: bool, bold: bool) -> tuple[Line, bool]:
    """The slow way, for a line that holds markup or odd blanks: run by run of letters between such."""
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
    bolds: list[bool] = []
    cuts: list[int] = []
    tabs: list[int] = [0] * body[:i].count("\t")
    breaks: list[int] = []
    while i < len(body):
        plain = _PLAIN.match(body, i)
        if plain is not None:
            words = plain[0]
            kept.append((words, at + i))
            bolds.append(bold or words.isspace())
            i = plain.end()
            continue
        c = body[i]
        if c == "\\" and i + 1 < len(body) and body[i + 1] in _ESCAPABLE:
            kept.append((body[i + 1], at + i + 1))
            bolds.append(True)
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
            cuts.append(len(kept))
            i += 1
            continue
        if c == "<":
            tag = _TAG.match(body, i)
            if tag:
                if tag.group()[:3].lower() == "<br":
                    breaks.append(len(kept))
                kept.append((" ", at + i))
                bolds.append(True)
                i = tag.end()
                continue
        if c in INVISIBLE:
            i += 1
            continue
        blank = c in _BLANK
        if c == "\t":
            tabs.append(len(kept))
        kept.append((" " if blank else c, at + i))
        bolds.append(bold or blank)
        i += 1
    line.bold = bool(kept) and all(bolds)
    line.opens_bold = bold
    line.take(_segments(kept))
    line.blank = not line.segments and not line.pipes and bool(raw.strip())
    if line.pipes and line.segments and _DRAWN.fullmatch("".join(c for c, _ in kept)):
        line.ruled = line.pipes > 1
    elif line.pipes >= 2:
        line.cells = _cells(kept, bolds, cuts, breaks)
    elif not line.pipes and len(tabs) > 1 and line.segments:
        line.cells, line.tabbed = _cells(kept, bolds, tabs, [], outer=False), True
    return line, bold and bool(line.segments)


def _cells(
    kept: list[tuple[str, int]], bolds: list[bool], cuts: list[int], breaks: list[int], outer: bool = True
) -> list[LineCell]:
    """The cells between the borders of a row, empty ones too. `outer`: the row may have borders at its ends, where
    only words make a cell."""
    out: list[LineCell] = []
    for start, end in zip([0, *cuts], [*cuts, len(kept)], strict=True):
        inner = [b for b in breaks if start < b < end]
        parts = [_segments(kept[a:b]) for a, b in zip([start, *inner], [*inner, end], strict=True)]
        parts = [part for part in parts if part]
        out.append(LineCell(parts, bool(parts) and all(bolds[start:end])))
    if outer and cuts and not out[0].paragraphs:
        out = out[1:]
    if outer and cuts and out and not out[-1].paragraphs:
        out = out[:-1]
    return out


def _emphasis(body: str, i: int) -> bool:
    before = body[i - 1] if i else " "
    after = body[i + 1] if i + 1 < len(body) else " "
    return not (before.isalnum() and after.isalnum()) and not (before in " _." and after in " _.")


def _segments(kept: list[tuple[str, int]]) -> list[Segment]:
    """Runs of letters with their offsets put together, blanks squeezed, ends trimmed."""
    out: list[Segment] = []
    words: list[str] = []
    start = end = -1
    marked = any(map(unicodedata.combining, "".join(run for run, _ in kept)))
    for run, at, after in _squeezed_letters(kept) if marked else _squeezed(kept):
        apart = after - at > len(run)
        if words and (at != end or apart):
            out += segments("".join(words), start)
            words = []
        if apart:
            out.append((composed(run), at, after - at))
            continue
        if not words:
            start = at
        words.append(run)
        end = after
    if words:
        out += segments("".join(words), start)
    while out and not (out[-1][0]).rstrip():
        out.pop()
    if out:
        last = out[-1][0].rstrip()
        out[-1] = (last, out[-1][1], out[-1][2] - (len(out[-1][0]) - len(last)))
    return out


def _squeezed(kept: list[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """The runs, where they begin and end, without blanks at the beginning or after a blank."""
    blank = True
    for run, at in kept:
        words = run
        while words:
            if blank:
                words = words.lstrip(" ")
            begin = at + len(run) - len(words)
            part = words[: words.find("  ") + 1] or words
            if part:
                yield part, begin, begin + len(part)
                blank = part[-1] == " "
            words = words[len(part) :]


def _squeezed_letters(kept: list[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """The same letter by letter, each with its marks."""
    blank = True
    for c, at, after in _letters([(c, at + i) for run, at in kept for i, c in enumerate(run)]):
        if not (blank and c == " "):
            yield c, at, after
        blank = c == " "


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
