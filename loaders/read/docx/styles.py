"""What a Word file's styles say of paragraphs and runs, with inheritance worked out (ISO/IEC 29500-1, 17.7.2).

Only what reading asks for: outline level, numbering, alignment, bold, hidden, capitals, raised, font, borders.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.read.docx.package import W, on, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)", re.IGNORECASE)
_SIDES = {"top": "top", "bottom": "bottom", "left": "left", "start": "left", "right": "right", "end": "right",
          "insideH": "insideH", "insideV": "insideV"}  # fmt: skip
_LONGEST = 40  # styles based on one another; Word allows ten
_NO_LINE = ("nil", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set; None where nothing says."""

    bold: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None
    raised: bool | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph is set. `level` is that of a heading or 0; `numbering` the ids of `w:num` and level, None where
    nothing says; `contents` whether it is an entry of a table of contents."""

    style: str = ""
    level: int = 0
    numbering: tuple[str | None, int | None] = (None, None)
    centred: bool = False
    contents: bool = False
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    element: _Element


class Styles:
    """The styles of a file; without a part for them, all plain."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: dict[str, str] = {}  # kind -> id of the style that holds where none is named
        self._forms: dict[str, Form] = {}
        self._looks: dict[str, Look] = {}
        self._lines: dict[str, dict[str, bool]] = {}
        self.document = Look()
        if root is None:
            return
        self.document = look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for each in root.iterchildren(f"{W}style"):
            key = each.get(W + "styleId", "")
            self._styles.setdefault(key, _Style(value(each, "name") or "", value(each, "basedOn") or "", each))
            if each.get(W + "default", "0") in ("1", "true", "on"):
                self._default.setdefault(each.get(W + "type", "paragraph"), key)

    def _chain(self, key: str) -> list[_Style]:
        """A style and those it is based on, nearest first."""
        chain: list[_Style] = []
        seen: set[str] = set()
        while key in self._styles and key not in seen and len(chain) < _LONGEST:
            seen.add(key)
            chain.append(self._styles[key])
            key = chain[-1].base
        return chain

    def paragraph(self, key: str | None) -> Form:
        """The form that a paragraph style gives (the default one, if `key` is None or unknown)."""
        if key is None or key not in self._styles:
            key = self._default.get("paragraph", "")
        if key not in self._forms:
            form = Form(key)
            for style in reversed(self._chain(key)):
                properties = style.element.find(W + "pPr")
                form = changed(form, properties)
                if heading := _HEADING.fullmatch(style.name):
                    form = replace(form, level=int(heading[1]))
                form = replace(
                    form,
                    contents=bool(_CONTENTS.fullmatch(style.name)),
                    look=over(form.look, look(style.element.find(W + "rPr"))),
                )
            self._forms[key] = form
        return self._forms[key]

    def run(self, properties: _Element | None, paragraph: Look) -> Look:
        """How a run is set: its own properties, its style's, the paragraph style's, the document's.

        Bold, hidden and capitals are switches: styles of paragraph and character that both set one switch it off
        again (17.7.3).
        """
        if properties is None:
            return over(self.document, paragraph)
        own = look(properties)
        key = value(properties, "rStyle")
        if key is None or key not in self._styles:
            return over(over(self.document, paragraph), own)
        if key not in self._looks:
            found = Look()
            for style in reversed(self._chain(key)):
                found = over(found, look(style.element.find(W + "rPr")))
            self._looks[key] = found
        named = self._looks[key]
        styled = Look(
            _switched(paragraph.bold, named.bold),
            _switched(paragraph.hidden, named.hidden),
            _switched(paragraph.caps, named.caps),
            named.raised if named.raised is not None else paragraph.raised,
            named.font or paragraph.font,
        )
        return over(over(self.document, styled), own)

    def lines(self, key: str | None) -> dict[str, bool]:
        """Which borders a table style draws, by side."""
        if key is None or key not in self._styles:
            key = self._default.get("table", "")
        if key not in self._lines:
            found: dict[str, bool] = {}
            for style in reversed(self._chain(key)):
                whole_table = [
                    e for e in style.element.iterchildren(W + "tblStylePr") if e.get(W + "type") == "wholeTable"
                ]
                for each in (style.element, *whole_table):
                    found |= lines(each.find(f"{W}tblPr/{W}tblBorders"))
                    found |= lines(each.find(f"{W}tcPr/{W}tcBorders"))
            self._lines[key] = found
        return self._lines[key]

    def numbered(self, key: str) -> tuple[str | None, int | None]:
        """The numbering that a numbering style (`w:numStyleLink`) leads to."""
        for style in self._chain(key):
            found = _numbering(style.element.find(W + "pPr"))
            if found[0] is not None:
                return found
        return None, None


def look(properties: _Element | None) -> Look:
    """What `w:rPr` says itself."""
    if properties is None:
        return Look()
    fonts = properties.find(W + "rFonts")
    align = value(properties, "vertAlign")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return Look(
        on(properties.find(W + "b")),
        on(properties.find(W + "vanish")),
        on(properties.find(W + "caps")),
        None if align is None else align == "superscript",
        font,
    )


def over(below: Look, above: Look) -> Look:
    """What `above` says, and `below` where it says nothing."""
    return Look(
        below.bold if above.bold is None else above.bold,
        below.hidden if above.hidden is None else above.hidden,
        below.caps if above.caps is None else above.caps,
        below.raised if above.raised is None else above.raised,
        above.font or below.font,
    )


def changed(form: Form, properties: _Element | None) -> Form:
    """A form with what `w:pPr` says itself; its run properties are those of the mark and not of the words."""
    if properties is None:
        return form
    outline = value(properties, "outlineLvl")
    if outline is not None:
        level = whole(outline, 9)
        form = replace(form, level=level + 1 if 0 <= level < 9 else 0)
    align = value(properties, "jc")
    if align is not None:
        form = replace(form, centred=align in ("center", "right", "end"))
    number, level_of = _numbering(properties)
    if number is not None or level_of is not None:
        before = form.numbering
        form = replace(
            form, numbering=(before[0] if number is None else number, before[1] if level_of is None else level_of)
        )
    return form


def lines(borders: _Element | None) -> dict[str, bool]:
    """Which sides `w:tblBorders` or `w:tcBorders` speaks of, and whether it draws them."""
    found: dict[str, bool] = {}
    if borders is not None:
        for each in borders.iterchildren("*"):
            side = _SIDES.get(str(each.tag).removeprefix(W))
            if side:
                found[side] = each.get(W + "val", "none") not in _NO_LINE
    return found


def _numbering(properties: _Element | None) -> tuple[str | None, int | None]:
    numbering = properties.find(W + "numPr") if properties is not None else None
    if numbering is None:
        return None, None
    level = value(numbering, "ilvl")
    return value(numbering, "numId"), None if level is None else whole(level)


def _switched(paragraph: bool | None, character: bool | None) -> bool | None:
    if paragraph is None or character is None:
        return character if paragraph is None else paragraph
    return paragraph != character
