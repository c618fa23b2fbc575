"""Lines put together to paragraphs: what a line width, a page break or a footnote has split is whole again.

The rules look at form alone: a line goes on where its paragraph cannot end (an open word, no closing stop) or where
the line is full and the next begins with no mark. Lines all in capitals stand alone, since letterheads, titles and
signatures are set line by line.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from loaders.model import BlockKind, Box, Cell
from loaders.read.letters import Counts, Segment
from loaders.read.lines import Line
from loaders.read.names import broken
from loaders.text.fold import fold
from loaders.text.marks import Mark, find
from loaders.text.patterns import load

CELL = 900  # a cell of more letters is the document itself between two borders
PAGE = 100  # a line that is nothing but the number of a page is no longer
NOTE = 20  # a footnote of one line is no shorter
LIST = 140  # a list of bodies that stops in the middle is one line
HEADS = 40  # code points in which the first body of a list under "các Sở:" is named
_TERMINAL = frozenset(".;:!?…")
_BULLETS = frozenset("-–+•")
_HEAD_WORDS = (
    "v/v",
    "số:",
    "số ",
    "độc lập",
    "nơi nhận",
    "kính gửi",
    "(kèm theo",
    "(ban hành",
)
_HEAD = 2 * max(map(len, _HEAD_WORDS))  # code points at the beginning of a line that have to be looked at for them


@dataclass(slots=True)
class Paragraph:
    """Segments of one paragraph, with a joint (a blank that the file has not) where two lines met."""

    kind: BlockKind
    line: int
    segments: list[Segment] = field(default_factory=list)
    level: int = 0
    bold: bool = False
    words: str = ""
    gap: bool = False  # whether a blank line stands before it
    cell: Cell | None = None
    page: int = 0
    box: Box | None = None
    mended: Counts | None = None  # letters put right in it, by kind

    def add(self, segments: list[Segment], words: str) -> None:
        """Append a line that goes on."""
        grown, self.words = self.words, ""  # held once only, it grows in place: a paragraph of many lines stays linear
        if grown and words:
            self.segments.append((" ", -1, 0))
            grown += " "
        self.segments += segments
        grown += words
        self.words = grown


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file sets its lines: `width` of hard-wrapped ones (0: none), whether blank lines part paragraphs."""

    width: int
    spaced: bool


def layout(lines: list[Line]) -> Layout:
    """Look at all lines and tell how they are set.

    A file is hard-wrapped where many lines plainly go on (no stop, the next begins with a small letter); the width
    is that of those lines, so that the long lines of a site around the document do not count.
    """
    broken = sorted(
        len(a.words)
        for a, b in pairwise(lines)
        if a.segments and b.segments and not a.hard and a.words[-1] not in ".!?:" and b.words[0].islower()
    )
    filled = sum(bool(line.segments) for line in lines)
    wrapped = len(broken) >= min(5, max(2, filled // 10)) and broken[len(broken) // 2] <= 160
    if not wrapped and len(broken) > 1:  # few, but all as long as any line of the file: one of short paragraphs
        longest = max(len(line.words) for line in lines if not line.pipes)
        wrapped = longest <= 160 and broken[0] > 0.85 * longest
    width = broken[min(len(broken) - 1, int(len(broken) * 0.95))] if wrapped else 0
    marked = spaced = 0
    for before, line in itertools.pairwise(lines):
        words = line.words
        if words and not line.pipes and find(words):
            marked += 1
            spaced += not before.segments
    return Layout(width, marked > 0 and spaced >= 0.6 * marked)


def paragraphs(lines: list[Line], tables: Mapping[int, tuple[int, list[Paragraph]]] | None = None) -> list[Paragraph]:
    """All paragraphs, in the order of the file; a footnote that splits one comes after it.

    `tables` holds the tables of data among the lines: index of the first line -> (index after the last, paragraphs).
    """
    form = layout(lines)
    tables = tables or {}
    cell_lines = _cell_lines(lines, tables)
    out: list[Paragraph] = []
    gap = True
    previous: Line | None = None
    done = 0
    for i, line in enumerate(lines):
        if i in tables:
            done, cells = tables[i]
            out += cells
            previous, gap = None, True
        if i < done:
            continue
        if not line.segments:
            gap = True
            previous = None
            continue
        words = line.words
        if line.cells and not line.rule and not line.tabbed:
            for cell_ in line.cells:
                segments = [segment for part in cell_.paragraphs for segment in part]
                if segments:
                    cell_words = "".join(segment[0] for segment in segments)
                    out.append(Paragraph("cell", line.number, segments, words=cell_words, gap=gap))
                    gap = False
            previous, gap = None, True
            continue
        if line.rule:
            out.append(Paragraph("rule", line.number, list(line.segments), words=words, gap=gap))
            previous, gap = None, True
            continue
        cell = i in cell_lines
        mark = find(words)
        current = out[-1] if out else None
        dash = current is not None and len(current.words) == 1 and current.words in _BULLETS
        if current and dash and not gap and previous is not None and not cell:
            current.add(line.segments, words)  # the dash alone on its line
            current.kind = "bullet"
        elif current and _goes_on(current, previous, line, words, mark, gap, cell, form):
            current.add(line.segments, words)
            current.bold = current.bold and line.bold
        else:
            kind: BlockKind = "cell" if cell else "heading" if line.level else "paragraph"
            if mark and not cell:
                kind = {"dash": "bullet", "plus": "bullet", "footnote": "footnote"}.get(mark.kind, kind)  # type: ignore[assignment]
            out.append(Paragraph(kind, line.number, list(line.segments), line.level, line.bold, words, gap))
        gap = line.pipes > 0
        previous = None if line.pipes else line
    return _rejoined(out)


def _goes_on(
    current: Paragraph,
    previous: Line | None,
    line: Line,
    words: str,
    mark: Mark | None,
    gap: bool,
    cell: bool,
    form: Layout,
) -> bool:
    """Whether a line belongs to the paragraph before it, with no blank line between."""
    if gap or previous is None or current.kind in ("rule", "furniture"):
        return False
    if (current.kind == "cell") != cell or line.level:
        return False
    last = previous.words
    lower = words[0].islower() or (not words[0].isalnum() and words[0] not in '"“(-–+*•[¹²³¹|')
    terminal = last[-1] in _TERMINAL or last.endswith((").", "./.", ".”"))
    full = form.width and len(last) + 1 + len(words.split(" ", 1)[0]) > form.width * 0.92
    if mark is not None:
        if not terminal and _counted(last) and mark.kind in ("arabic", "decimal", "roman", "diem"):
            return True  # "Điều" on one line, "1. Phạm vi" on the next
        if mark.kind == "phu-luc" and full and not terminal and not capitals(words) and len(words) > 30:
            return True  # "tại mục 1 / Phụ lục VI.10 kèm theo …"
        # "- 2030" may be the rest of a full line; a new provision follows a stop, a short line or a blank one
        if full and mark.content and words[: mark.content].rstrip().endswith(")") and last.count("(") > last.count(")"):
            return True  # "(khóa / XVI)" is no provision XVI
        if mark.kind == "dash" and _year(last[-4:]) and _year(words[mark.content : mark.content + 4]):
            return True  # "giai đoạn 2026 / - 2030"
        if terminal or previous.hard or mark.kind not in ("dash", "arabic", "plus", "decimal"):
            return False
        small = words[mark.content : mark.content + 1].islower()
        if mark.kind == "dash" and form.width and small and _hyphened(current.words, last):
            return True  # "nghiên cứu - thử nghiệm / - ươm tạo": a dash between words
        long = len(current.words) >= (60 if small else 80)  # "… chính trị / - xã hội": a line's length, or about
        unparted = form.spaced and not cell and mark.kind == "dash" and long and last[-1] not in ",;:"
        return bool(full) or unparted
    if capitals(last) and full and not terminal and words == words.upper():
        return True  # a title in capitals, wrapped: lines of a letterhead are short
    if capitals(last) and capitals(words):
        return find(current.words) is not None and not terminal and form.width > 0
    if words[0] in "SĐNKCPV(" and fold(words[:_HEAD]).startswith(_HEAD_WORDS):
        return False
    if previous.hard:
        return False
    if previous.opens_bold and line.bold and current.bold and not capitals(words):
        return True
    if lower and not terminal:
        return True
    if capitals(last) or capitals(words):
        return False
    if _open(last):
        return not (form.width == 0 and words[0].isupper() and find(current.words) and _open(last, "wrap.closed"))
    if form.width and (_unfinished(current, last, words) or (not terminal and broken(last, words))):
        return True
    if last[-1] == ":" and words[0].isupper():
        return bool(full) and form.spaced
    if form.width == 0:
        return False
    if form.spaced or (cell and not terminal):
        return True
    return bool(full) or (lower and last[-1] in ";:,")


def _year(words: str) -> bool:
    """Whether four letters are a year."""
    return len(words) == 4 and words.isdigit() and words[:2] in ("19", "20")


def _hyphened(words: str, last: str) -> bool:
    """Whether the last line of a paragraph has a dash between words near its end and no stop after it."""
    return " - " in words[-48:] and last[-1] not in ",-–"


def _unfinished(current: Paragraph, last: str, words: str) -> bool:
    """Whether a short line cannot be all of a paragraph, though the next begins with a capital: its bracket is open,
    it is a note of a word or two, or a list of bodies of which the next line names more."""
    if last[-1] not in _TERMINAL:
        tail = current.words[-80:]
        opened = tail.rfind("(")
        if opened >= 0 and ")" not in tail[opened:] and ")" in words:
            return True
        return current.kind == "footnote" and len(current.words) <= NOTE
    if last[-1] not in ":;" or len(current.words) > LIST:
        return False
    marks = load("marks")
    mark = find(current.words)
    folded = fold(current.words[mark.content if mark else 0 :])
    if last[-1] == ":":  # "2. Trách nhiệm của các Sở: / Xây dựng, Tài chính."
        return marks["wrap.heads"].search(folded) is not None and 0 < words.find(",") <= HEADS
    begins = marks["wrap.bodies"].match
    return mark is not None and mark.kind == "arabic" and bool(begins(folded) and begins(fold(words)))


def _counted(words: str) -> bool:
    """Whether a line ends with the word of a mark whose number is still to come."""
    return fold(words[-10:]).endswith(load("marks").words("wrap.counted")) and (
        " " not in words or words[-1].islower()
    )


def _open(words: str, which: str = "wrap.open") -> bool:
    """Whether a paragraph cannot end with these words."""
    if words[-1] in ",-–(“" and not words.endswith("--"):
        return True
    return fold(words[-24:]).endswith(_ends(which))


@cache
def _ends(which: str) -> tuple[str, ...]:
    """Words that end a line, each after a blank."""
    return tuple(" " + word for word in load("marks").words(which))


def capitals(words: str) -> bool:
    """Whether a line is set in capitals (two words at least).

    >>> capitals("TM. ỦY BAN NHÂN DÂN"), capitals("UBND tỉnh"), capitals("UBND")
    (True, False, False)
    """
    return words.isupper() and " " in words.strip()


def _cell_lines(lines: list[Line], tables: Mapping[int, tuple[int, list[Paragraph]]]) -> set[int]:
    """Indices of the lines that stand between two `|` lines as one cell: short, without a blank line inside."""
    inside: set[int] = set()
    start = None
    done = 0
    for i, line in enumerate(lines):
        if i in tables:
            done, start = tables[i][0], None
        if i < done:
            continue
        alone = line.pipes and not line.segments
        if not alone:
            continue
        if start is not None:
            body = [k for k in range(start + 1, i) if lines[k].segments]
            blank = [k for k in range(start + 1, i) if not lines[k].segments]
            core = [k for k in blank if body and body[0] < k < body[-1]]
            size = sum(len(lines[k].words) for k in body)
            if body and len(body) <= 40 and size <= CELL and not core:
                inside.update(body)
        start = i
    return inside


def _rejoined(found: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that a page break split, put together over blank lines, page numbers and footnotes."""
    is_page = load("marks")["wrap.page"].fullmatch
    out: list[Paragraph] = []
    for paragraph in found:
        alone = paragraph.kind == "paragraph" and paragraph.gap and len(paragraph.words) <= PAGE
        if alone and is_page(fold(paragraph.words)):
            paragraph.kind = "furniture"
        if paragraph.kind == "paragraph" and not paragraph.level and out:
            k = len(out) - 1
            while k >= 0 and out[k].kind in ("footnote", "furniture"):
                k -= 1
            if k >= 0 and _split(out[k], paragraph):
                out[k].add(paragraph.segments, paragraph.words)
                continue
        out.append(paragraph)
    return out


def _split(before: Paragraph, after: Paragraph) -> bool:
    if before.kind not in ("paragraph", "bullet") or before.level or before.bold or capitals(before.words):
        return False
    if len(before.words) < 60 or before.words[-1] in _TERMINAL or find(after.words):
        return False
    return after.words[0].islower()


def breaks(before: str, after: str) -> bool:
    """Whether a line break that a writer set by hand between two stretches of words parts two paragraphs.

    The rules are those for the lines of a text file that is not hard-wrapped, so that the same letterhead comes out
    the same from every kind of file: words go on after an open end or with a small letter, all else stands alone.

    >>> breaks("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), breaks("- Như trên;", "- Lưu: VT."), breaks("kinh phí của", "tỉnh")
    (True, True, False)
    """
    lines = [Line(n, [(words, -1, 0)], words=words) for n, words in enumerate((before, after), start=1)]
    if not before or not after:
        return True
    current = Paragraph("paragraph", 1, list(lines[0].segments), words=before)
    return not _goes_on(current, lines[0], lines[1], after, find(after), False, False, Layout(0, False))
