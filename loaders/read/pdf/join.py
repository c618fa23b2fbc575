"""Lines joined to paragraphs by geometry: indent, line spacing, and whether the next word would have fitted.

The last is the strongest sign: a writer breaks a line only where the next word finds no room, so a line after which
it would have fitted is the last of its paragraph (or its author broke it on purpose).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from loaders.read.paragraphs import capitals
from loaders.read.pdf.lines import Line
from loaders.text.fold import fold
from loaders.text.marks import find
from loaders.text.patterns import load

_SAME = 2.5  # points that edges of one margin may differ
_LOOSE = 1.28  # a line this many times further down than usual begins a paragraph
FEW = 12  # lines that do not show the right margin
_HAIR = 0.8  # points that tell the space between paragraphs where a sentence ends
_STOPS = ".!?…"
_ENDS = ".!?…;:"


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page, a column or a cell begin and end, and how far apart they stand, as a share of their
    size (0: not known). `sure` is whether the right edge is known, or only that of the longest of some lines."""

    left: float
    right: float
    leading: float = 0.0
    sure: bool = True


def margins(lines: list[Line], fallback: Margins | None = None, width: float = 0.0) -> Margins:
    """The margins of lines: the outermost x at which several begin or end. Of some lines only, the right one is at
    least as far from the edge of a page of this `width` as the left one (Nghị định 30/2020/NĐ-CP has it nearer)."""
    if not lines:
        return fallback or Margins(0, 0)
    left = _edge([line.left for line in lines], 1)
    right = _edge([line.right for line in lines], -1)
    if len(lines) < FEW and width:
        right = max(right, width - left)
    leading = _leading(lines)
    if fallback is not None:
        if len(lines) < 4 or abs(left - fallback.left) > 60:
            left = min(left, fallback.left) if len(lines) < 4 else fallback.left
        if len(lines) < 4 or fallback.right - right > 12:
            right = fallback.right
        leading = leading or fallback.leading
    return Margins(left, right, leading)


def _leading(lines: list[Line]) -> float:
    """How far lines of one paragraph stand apart, as a share of their size: the least of the steps that much of the
    text has; long lines say most about it."""
    steps: Counter[float] = Counter()
    exact: list[float] = []
    for a, b in itertools.pairwise(lines):
        step = (b.base - a.base) / a.size
        if a.page == b.page and 0.8 < step < 2.2 and abs(a.size - b.size) < 1:
            steps[round(step, 1)] += len(a.words)
            exact.append(step)
    if not steps:
        return 0.0
    most = max(steps.values())
    usual = min(step for step, count in steps.items() if count >= 0.5 * most)
    return median(step for step in exact if abs(step - usual) <= 0.051)


def _edge(values: list[float], sign: int) -> float:
    """The outermost value that several share (outermost to the left for sign 1); the outermost of all where much lies
    beyond that one: the right edge of ragged lines is shared by none."""
    ordered = sorted(values, reverse=sign < 0)
    if len(values) < 8:
        return ordered[0]
    need = 2 if len(values) < 20 else 3
    for beyond, value in enumerate(ordered):
        if beyond > max(2, 0.1 * len(ordered)):
            break
        if sum(abs(other - value) <= _SAME for other in ordered) >= need:
            return value
    return ordered[0]


def goes_on(paragraph: list[Line], line: Line, margin: Margins, before: Margins | None = None) -> bool:
    """Whether `line` belongs to the paragraph whose lines so far are `paragraph`.

    `margin` are those of the line's place; `before` those of the paragraph's last line, where that stands on another
    page: then spacing says nothing.
    """
    last = paragraph[-1]
    turned = before is not None
    before = before or margin
    if abs(last.size - line.size) > 0.13 * last.size or line.raised:
        return False
    if not turned and _set_apart(paragraph, line, margin):
        return False
    if splits_number(last.words, line.words):
        return True
    ends = last.words[-1] in _ENDS or last.words.endswith((").", ".”", './."'))
    if _is_note(line.words, ends):
        return False
    small = line.words[0].islower()
    centred = _centred(last, before) and _centred(line, margin)
    if not turned and not small and (ends or centred) and _set_apart(paragraph, line, margin, 1.0, _HAIR):
        return False
    if not margin.sure and not small and not _open(last.words):
        return False
    if capitals(last.words) or capitals(line.words):
        return _capitals_go_on(paragraph, line, before, turned)
    room = last.right + 0.22 * last.size + line.first <= before.right - 0.5
    mark = find(line.words)
    if centred and last.bold == line.bold:
        if mark is not None or line.words[0] in "(":
            return False
        if turned:
            return small and not ends
        if last.bold and not ends:
            return True  # a title, whose lines its author broke
        full = last.right - last.left + 0.22 * last.size + line.first > before.right - before.left
        return full or ((small or line.words[0].isdigit() or _open(last.words)) and last.words[-1] not in _STOPS)
    if room:
        if mark is not None or ends:
            return False
        return _open(last.words) or (small and _in_line(paragraph, line, margin, before))
    return _full_goes_on(paragraph, line, margin, before, ends, small, turned)


def _is_note(words: str, ends: bool) -> bool:
    """Whether a line is a note in brackets: "(Kèm theo Quyết định …)" under a title, "(Biểu kèm theo)" after a stop."""
    if words[0] != "(" or words[1:2].islower():
        return False
    return (ends and words[-1] == ")") or load("pdf")["join.note"].match(fold(words)) is not None


def _full_goes_on(
    paragraph: list[Line], line: Line, margin: Margins, before: Margins, ends: bool, small: bool, turned: bool
) -> bool:
    """After a full line: what is set in again begins a paragraph, what is set back to the margin goes on."""
    first, last = paragraph[0], paragraph[-1]
    here = line.left - margin.left
    mark = find(line.words)
    body = last.left - before.left if len(paragraph) > 1 and last.page == line.page else None
    indent = first.left - before.left if len(paragraph) == 1 else None
    if body is not None:
        if here > body + _SAME + 1:
            return small and mark is None and not ends
        if here < body - _SAME - 1:
            return mark is None and (small or not ends)
        # at the paragraph's own left edge
        set_in = paragraph[0].left - last.left > _SAME
        hanging = paragraph[0].left - last.left < -_SAME
        if set_in or hanging:
            return True
        return _block(line, mark is not None, ends, small)
    if indent is None:  # the paragraph has several lines, the last of them on another page
        own = paragraph[-1].left - before.left
        if here > own + _SAME + 1:
            return small and mark is None and not ends
        set_in = abs(paragraph[0].left - paragraph[-1].left) > _SAME
        return set_in or _block(line, mark is not None, ends, small)
    if here < indent - _SAME - 1:
        return mark is None or not ends
    after = first.after - before.left
    if after > indent + 1 and abs(here - after) <= _SAME + 1:
        return mark is None  # a hanging indent under the words after the mark
    if here > indent + _SAME + 1:
        return mark is None and not ends
    if indent > _SAME + 4:  # both are set in: two paragraphs, unless a sentence plainly goes on
        return mark is None and small and not ends
    return _block(line, mark is not None, ends, small)


def _block(line: Line, marked: bool, ends: bool, small: bool) -> bool:
    """At one edge, without indents: a provision's mark or a new sentence after a stop begin a paragraph."""
    if marked:
        mark = find(line.words)
        if ends or mark is None or mark.kind not in ("dash", "arabic", "decimal", "plus") or line.bold:
            return False
        return not line.words[mark.content :][:1].isupper()
    return True


def _in_line(paragraph: list[Line], line: Line, margin: Margins, before: Margins) -> bool:
    """Whether a line stands where the paragraph's next line would."""
    here = line.left - margin.left
    if len(paragraph) > 1:
        return abs(here - (paragraph[-1].left - before.left)) <= _SAME + 1
    first = paragraph[0]
    return here < first.left - before.left + _SAME or abs(line.left - first.after) <= _SAME + 1


def _set_apart(paragraph: list[Line], line: Line, margin: Margins, times: float = _LOOSE, more: float = 2.0) -> bool:
    """Whether a line stands further down than the lines of a paragraph do."""
    last = paragraph[-1]
    step = line.base - last.base
    if step < -0.5 * last.size:
        return False  # the next column
    own = [b.base - a.base for a, b in itertools.pairwise(paragraph) if a.page == b.page]
    own = [each for each in own if each > 0]
    usual = median(own) if own else (margin.leading or 1.35) * last.size
    return step > times * usual and step > usual + more


def _centred(line: Line, margin: Margins) -> bool:
    middle = (margin.left + margin.right) / 2
    return abs(line.middle - middle) < 8 and line.left - margin.left > _SAME and margin.right - line.right > _SAME


def _capitals_go_on(paragraph: list[Line], line: Line, before: Margins, turned: bool) -> bool:
    """Lines in capitals stand alone (letterhead, title, signature) but for a heading too long for its line."""
    last = paragraph[-1]
    if turned or not (last.words.isupper() and line.words.isupper()):
        # a heading may end in a line of one word, or begin in capitals and go on in small letters
        goes = line.words[0].islower() and not turned and last.words[-1] not in _ENDS and find(line.words) is None
        return goes and not _centred(last, before)
    period = (
        last.words[-1].isdigit() and line.words[:1] in "-–" and line.words[1:].lstrip()[:1].isdigit()
    )  # "2021 / - 2030"
    if (find(line.words) is not None and not period) or last.bold != line.bold:
        return False
    full = last.right + 0.22 * last.size + line.first > before.right - 0.5
    near = paragraph[0].left - before.left < 0.25 * (before.right - before.left)
    if (full or _open(last.words)) and near and abs(line.left - before.left) <= _SAME:
        return True  # only the first line is set in
    if _centred(last, before):
        if _open(last.words) and _centred(line, before):
            return True
        return last.right - last.left + 0.22 * last.size + line.first > before.right - before.left - 12
    return full and near


def _open(words: str) -> bool:
    """Whether a paragraph cannot end with these words."""
    if words[-1] in ",-–(“":
        return True
    table = load("pdf")
    folded = fold(words[-24:]).rsplit(" ", 1)[-1]
    return folded in table.words("join.open") or words.endswith(table.words("join.bodies"))


def splits_number(before: str, after: str) -> bool:
    """Whether a line broke a document's number before the dash of its symbol, where no bullet begins, or the year of a
    date, as a narrow column does.

    >>> splits_number("theo Quyết định số 118/2008/QĐ", "-TTg ngày 27/8/2008"), splits_number("Sở Y tế", "-Sở Nội vụ")
    (True, False)
    >>> splits_number("Trước 30/11/202", "5"), splits_number("Trước 30/11/2025", "5 xã"), splits_number("2/9/20", "5")
    (True, False, False)
    """
    year = load("pdf")["join.year"].search(before[-12:])
    if year is not None:
        digits = len(after) - len(after.lstrip("0123456789"))
        return 0 < digits == 4 - len(year.group("begun"))
    if after[:1] not in "-–" or not after[1:2].isalpha():
        return False
    return bool(load("pdf")["join.number"].search(before[-40:]))


def joined(lines: Iterable[Line]) -> str:
    """The words of a paragraph: a blank where two lines meet, but none after a hyphen inside a word or a number.

    >>> from loaders.read.pdf.lines import Line
    >>> def line(words): return Line(words, 0, 0, 0, 0, 0, 12, False, 1, 0, 0)
    >>> joined([line("Chỉ thị số 52-"), line("CT/TW về kinh tế -"), line("xã hội")])
    'Chỉ thị số 52-CT/TW về kinh tế - xã hội'
    """
    out = ""
    for line in lines:
        if not out:
            out = line.words
        else:
            bare = len(out) > 1 and out[-1] in "-–/" and out[-2].isalnum() and line.words[0].isalnum()
            out += line.words if bare or splits_number(out, line.words) else f" {line.words}"
    return out
