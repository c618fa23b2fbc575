"""Heads of copies from databases, which have no letterhead: number, date and issuer stand between type and title.

>>> from loaders.model import Block
>>> words = "CỦA BỘ TRƯỞNG BỘ NỘI VỤ SỐ 5/2009/CT-BNV NGÀY 12 THÁNG 6 NĂM 2009 VỀ GIỮ GÌN TÀI LIỆU"
>>> found = heading(Piece.of(Block("paragraph", 0, len(words)), words))
>>> found.number.value, found.date.value, found.issuers[0][0], found.title[0][0]
('5/2009/CT-BNV', '2009-06-12', 'BỘ NỘI VỤ', 'VỀ GIỮ GÌN TÀI LIỆU')
"""

from __future__ import annotations

from typing import NamedTuple

from loaders.model import Said, Span
from loaders.parse.piece import Piece, head_patterns
from loaders.parse.values import iso
from loaders.text.fold import fold

Words = tuple[str, Span]


class Heading(NamedTuple):
    """What such a line states; `issuers` and `title` are words with their places, at most one each."""

    number: Said
    date: Said | None
    issuers: list[Words]
    title: list[Words]


def heading(piece: Piece, shift: int = 0) -> Heading | None:
    """What a line states from its letter `shift` on; None where it has no number of a document."""
    match = head_patterns()["heading"].match(piece.folded[shift:])
    if match is None:
        return None
    start = piece.block.start + shift

    def said(group: str, cut: int = 0) -> Words:
        at, end = match.start(group) + cut, match.end(group)
        return piece.words[shift + at : shift + end], Span(start + at, start + end)

    words, span = said("n")
    number = Said(words.replace(" ", ""), (span,))
    day = iso(match.group("y"), match.group("m"), match.group("d"))
    date = Said(day, (Span(start + match.start("d"), start + match.end("y")),)) if day else None
    issuers: list[Words] = []
    for group in ("who", "who2"):
        if match.group(group):
            office = head_patterns()["office"].match(fold(match.group(group)))
            cut = 0 if office is None else office.start("body") if office.group("body") else office.end()
            issuers.append(said(group, cut))
    rest = match.group("rest") or ""
    title = [said("rest", len(rest) - len(rest.lstrip(" ,")))] if rest else []
    return Heading(number, date, issuers, title)


def day_line(piece: Piece) -> Said | None:
    """The date that is all a line holds."""
    match = head_patterns()["day"].match(piece.folded)
    day = iso(match.group("y"), match.group("m"), match.group("d")) if match else None
    return Said(day, (Span(piece.block.start, piece.block.end),)) if day else None
