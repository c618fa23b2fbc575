"""Letterheads and signatures that are set side by side with tabs, read as two columns: all of the left, then the right.

A line is set so where one of its parts is what only a letterhead or a signature says (loaders/data/tables.toml) or all
are in capitals; short lines that follow it with tabs belong to it, whatever they say.
"""

from __future__ import annotations

import re

from loaders.read.paragraphs import Paragraph, capitals
from loaders.text.fold import fold
from loaders.text.marks import find
from loaders.text.patterns import load

_TABS = re.compile(r" *\t[\t ]*")
_SHORT = 100  # letters of a line in a column


class Columns:
    """Told of each line in order; remembers which paragraphs stand in which column."""

    def __init__(self) -> None:
        self._open = False
        self._column: dict[int, int] = {}  # id of a paragraph -> its column

    def parts(self, words: str) -> list[str]:
        """The columns of a line, one where it is no such line; a tab at its beginning leaves the first one empty.

        >>> Columns().parts("UBND TỈNH NAM XUÂN\\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        ['UBND TỈNH NAM XUÂN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']
        >>> Columns().parts("1.\\tGiao Sở Y tế\\tchủ trì"), Columns().parts("\\tGiao Sở Y tế")
        (['1. Giao Sở Y tế chủ trì'], ['Giao Sở Y tế'])
        >>> Columns().parts("Điều 12.\\tPHẠM VI ÁP DỤNG"), Columns().parts("Kính gửi:\\tTỈNH ỦY")
        (['Điều 12. PHẠM VI ÁP DỤNG'], ['Kính gửi: TỈNH ỦY'])
        """
        cells = _TABS.split(words) if "\t" in words else [words]
        filled = [cell.strip() for cell in cells if cell.strip()]
        labelled = len(cells) > 1 and _label(cells[0].strip())
        if not labelled and len(filled) > 1 and (any(map(_sets, filled)) or all(map(capitals, filled))):
            self._open = True
        else:
            along = all(map(_goes_along, filled)) and (len(cells) > 1 or all(map(_item, filled)))
            self._open = self._open and not labelled and along
        return cells if self._open else [" ".join(filled)]

    @property
    def open(self) -> bool:
        """Whether the line last told of stands in columns."""
        return self._open

    def put(self, paragraph: Paragraph, column: int) -> None:
        """Remember the column of a paragraph."""
        self._column[id(paragraph)] = column

    def in_order(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """Stretches of paragraphs in columns, column by column."""
        if not self._column:
            return paragraphs
        out: list[Paragraph] = []
        stretch: list[Paragraph] = []
        for each in paragraphs:
            if id(each) in self._column:
                stretch.append(each)
                continue
            out += sorted(stretch, key=lambda one: self._column[id(one)])
            stretch = []
            out.append(each)
        return out + sorted(stretch, key=lambda one: self._column[id(one)])


def _label(words: str) -> bool:
    """Whether words are nothing but a number or a bullet, which a tab parts from the rest."""
    mark = find(f"{words} A")
    return mark is not None and mark.content > len(words)


def _item(words: str) -> bool:
    """Whether words are those of a list of recipients."""
    mark = find(words)
    return mark is not None and mark.kind in ("dash", "plus")


def _goes_along(words: str) -> bool:
    """Whether a line beside the others can say this: it is short and begins no part of the body."""
    return len(words) <= _SHORT and (find(words) is None or _item(words))


def _sets(words: str) -> bool:
    """Whether words are those of a letterhead or a signature."""
    patterns = load("tables").table("layout")
    folded = fold(words[:200])
    if patterns["head"].search(folded):
        return True
    return words[:3].isupper() and patterns["foot"].search(folded) is not None
