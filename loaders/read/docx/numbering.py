"""The labels that Word computes for numbered paragraphs (ISO/IEC 29500-1, 17.9): "1.", "a)", "2.1.", "Điều 3.", "-".

>>> [letters(n) for n in (1, 26, 27, 53)], roman_number(14), printed("decimalZero", 7), printed("vietnameseCounting", 3)
(['a', 'z', 'aa', 'aaa'], 'xiv', '07', 'ba')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from loaders.read.docx.package import W, on, value, whole
from loaders.read.docx.symbols import sign
from loaders.text.marks import find
from loaders.text.patterns import load

if TYPE_CHECKING:
    from lxml.etree import _Element

    from loaders.read.docx.styles import Styles

LEVELS = 9
_LONGEST = 100  # letters of a label's pattern: it is printed with every paragraph, and Word's own are a dozen
_PLACE = re.compile("%([1-9])")


class Label(NamedTuple):
    """`words` as printed, `joint` what stands between them and the paragraph, `counts` whether it is no bullet."""

    words: str
    joint: str = " "
    counts: bool = True


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    joint: str = " "
    restart: int | None = None  # 1-based level after which the count begins anew; 0: never
    legal: bool = False  # all numbers of the label in figures
    font: str | None = None
    style: str | None = None
    hidden: bool = False
    picture: bool = False


@dataclass(slots=True)
class _List:
    """A `w:num`: the abstract list that it counts in, its levels, and where it begins anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file and where each count stands; `label` is to be asked in the order of the document."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, _Element] = {}
        self._nums: dict[str, _Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()  # formats that are printed in figures instead
        if root is not None:
            for each in root.iterchildren(W + "abstractNum"):
                self._abstract.setdefault(each.get(W + "abstractNumId", ""), each)
            for each in root.iterchildren(W + "num"):
                self._nums.setdefault(each.get(W + "numId", ""), each)

    def label(self, number: str | None, level: int | None, style: str) -> Label | None:
        """The label of the next paragraph of the list `number`, counted; None without one.

        `level` is None where only the paragraph's style says that it is numbered: then the level that names the style.
        """
        found = self._list(number) if number not in (None, "0") else None
        if found is None or number is None:
            return None
        if level is None:
            level = next((k for k, each in found.levels.items() if each.style == style), 0)
        level = min(max(level, 0), LEVELS - 1)
        this = found.levels.get(level)
        if this is None:
            return None
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        if level in found.starts and (number, level) not in self._begun:
            counts[level] = found.starts[level]
        else:
            before = counts[level]
            counts[level] = this.start if before is None else before + 1
        self._begun.add((number, level))
        for below in range(level + 1, LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or level < restart:
                counts[below] = None
        words = "" if this.hidden else self._words(found, level, counts)
        return Label(words, this.joint, this.format != "bullet") if words else None

    def _words(self, found: _List, level: int, counts: list[int | None]) -> str:
        this = found.levels[level]
        if this.format == "bullet":
            return _bullet(this)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = found.levels.get(at)
            if one is None or at > level:
                return ""
            count = counts[at]
            form = "decimal" if this.legal and one.format not in ("none", "bullet") else one.format
            if form not in _FORMATS:
                self.unknown.add(form[:40])
            return printed(form, one.start if count is None else count)

        return " ".join(_PLACE.sub(number, this.text).split())

    def _list(self, number: str | None) -> _List | None:
        if number is None:
            return None
        if number not in self._lists:
            self._lists[number] = self._made(number)
        return self._lists[number]

    def _made(self, number: str) -> _List | None:
        element = self._nums.get(number)
        if element is None:
            return None
        key = value(element, "abstractNumId") or ""
        abstract = self._abstract.get(key)
        for _ in range(4):  # a list that is that of a numbering style, which names a list in turn
            link = value(abstract, "numStyleLink")
            linked = self._styles.numbered(link)[0] if link else None
            if linked is None or linked not in self._nums:
                break
            key = value(self._nums[linked], "abstractNumId") or ""
            abstract = self._abstract.get(key)
        if abstract is None:
            return None
        levels = {whole(each.get(W + "ilvl")): _level(each) for each in abstract.iterchildren(W + "lvl")}
        found = _List(key, levels)
        for each in element.iterchildren(W + "lvlOverride"):
            at = whole(each.get(W + "ilvl"))
            own = each.find(W + "lvl")
            if own is not None:
                found.levels[at] = _level(own)
            start = value(each, "startOverride")
            if start is not None:
                found.starts[at] = whole(start, 1)
        return found


def _level(element: _Element) -> _Level:
    properties = element.find(W + "rPr")
    fonts = properties.find(W + "rFonts") if properties is not None else None
    restart = value(element, "lvlRestart")
    return _Level(
        whole(value(element, "start"), 0 if element.find(W + "start") is None else 1),
        value(element, "numFmt") or "decimal",
        (value(element, "lvlText") or "")[:_LONGEST],
        "" if value(element, "suff") == "nothing" else " ",
        None if restart is None else whole(restart),
        bool(on(element.find(W + "isLgl"))),
        None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
        value(element, "pStyle"),
        bool(properties is not None and on(properties.find(W + "vanish"))),
        element.find(W + "lvlPicBulletId") is not None,
    )


def _bullet(level: _Level) -> str:
    """A bullet as a sign that begins a provision; a plain dash where the font's sign is none."""
    words = level.text.strip()
    if level.picture:
        return "-"
    if len(words) != 1:
        return words
    shown = sign(words, level.font) or "-"
    mark = find(f"{shown} A")
    return shown if mark is not None and mark.kind in ("dash", "plus") else "-"


def printed(form: str, count: int) -> str:
    """A count in a format of ST_NumberFormat; in figures where the format is not known."""
    return _FORMATS.get(form, str)(count)


def letters(count: int) -> str:
    """a … z, aa, bb … zz, aaa: Word doubles a letter where others count on."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30) if count > 0 else ""


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman_number(count: int) -> str:
    """In small letters; in figures above 3999, where Roman numbers end."""
    if not 0 < count < 4000:
        return str(count)
    out = ""
    for worth, sign_ in _ROMAN:
        out += sign_ * (count // worth)
        count %= worth
    return out


def _vietnamese(count: int) -> str:
    words = load("word").words("numbers.words")
    return words[count - 1] if 0 < count <= len(words) else str(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": lambda count: roman_number(count).upper(),
    "lowerRoman": roman_number,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "none": lambda _: "",
    "bullet": lambda _: "",
    "ordinal": str,
    "vietnameseCounting": _vietnamese,
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalFullWidth": str,
    "numberInDash": lambda count: f"- {count} -",
}
