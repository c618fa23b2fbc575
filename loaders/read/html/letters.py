"""The letters of a text with the way back into the file: references decoded, blanks squeezed, NFC.

>>> line = Letters("Sở&nbsp; Y  t&ecirc;&#769;")
>>> line.add(0, 26)
>>> line.words(), line.segments()
('Sở Y tế', [('Sở', 0, 2), (' ', 2, 6), ('Y', 9, 1), (' ', 10, 2), ('t', 12, 1), ('ế', 13, 13)])
"""

from __future__ import annotations

import html
import re
import unicodedata

from loaders.read.compose import nfc
from loaders.read.letters import Segment
from loaders.text.fold import BLANKS

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\0"
_INVISIBLE += "".join(map(chr, range(0xFDD0, 0xFDF0)))  # noncharacters: no text, and marks of loaders.read.html.places
_BLANK = BLANKS + " \n"
_LETTER = f"[^{re.escape(_BLANK)}{_INVISIBLE}&]"
_PIECE = re.compile(
    f"(?P<blank>[{re.escape(_BLANK)}]+)|(?P<gone>[{_INVISIBLE}]+)|"
    f"(?P<reference>&(?:#[0-9]{{1,8}}|#[xX][0-9a-fA-F]{{1,7}}|[a-zA-Z][a-zA-Z0-9]{{1,31}});?)|"
    f"(?P<words>{_LETTER}++(?: {_LETTER}++)*+|&)"
)
# What a superscript digit is in print, one letter for one, so that "2021" and its footnote 2 do not become "20212".
SUPERSCRIPTS = str.maketrans("0123456789()+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻")
_SUPERSCRIPT = re.compile(r"[0-9]{1,3}|\([0-9]{1,3}\)|[+-]")
Piece = tuple[str, int, int, bool]  # letters, where they begin in the file (-1: nowhere), what they take there, blank


class Letters:
    """One line that grows by stretches of the file `raw`."""

    __slots__ = ("bold", "pieces", "raw", "refers")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.pieces: list[Piece] = []
        self.bold: bool | None = None
        self.refers: list[str] = []  # targets of the links to footnotes in it

    def add(
        self, start: int, end: int, *, bold: bool = False, raised: bool = False, symbols: dict[int, str] | None = None
    ) -> None:
        """Append what stands at `start`..`end`; `raised` as superscript, `symbols` as a font of pictures shows it."""
        any_words = False
        for match in _PIECE.finditer(self.raw, start, end):
            kind, at, width = match.lastgroup, match.start(), match.end() - match.start()
            if kind == "blank":
                self._blank(at, 1 if width == 1 else width)
                continue
            if kind == "gone":
                continue
            words = match[0]
            if kind == "reference":
                words = html.unescape(words)
                if not words.strip(_BLANK) and words:
                    self._blank(at, width)
                    continue
                words = words.translate(_DROP)
                if not words:
                    continue
            if symbols:
                words = words.translate(symbols)
            if raised and _SUPERSCRIPT.fullmatch(words):
                words = words.translate(SUPERSCRIPTS)
            self._put(words, at, width, kind == "words")
            any_words = True
        if any_words:
            self.bold = bold if self.bold is None else self.bold and bold

    def loose(self, words: str, *, first: bool = False) -> None:
        """Append (or put `first`) letters that stand nowhere in the file, such as the number of a list's item."""
        made: list[Piece] = []
        for match in _PIECE.finditer(words):
            made.append((" ", -1, 0, True) if match.lastgroup == "blank" else (match[0], -1, 0, False))
        if first:
            self.pieces = made + self.pieces
            return
        for piece in made:
            if not (piece[3] and (not self.pieces or self.pieces[-1][3])):
                self.pieces.append(piece)

    def join(self, other: Letters) -> None:
        """Append another line after a blank."""
        if self.pieces and other.pieces and not self.pieces[-1][3]:
            self.pieces.append((" ", -1, 0, True))
        self.pieces += other.pieces
        self.refers += other.refers
        if other.bold is not None:
            self.bold = other.bold if self.bold is None else self.bold and other.bold

    def _blank(self, at: int, width: int) -> None:
        if self.pieces and not self.pieces[-1][3]:
            self.pieces.append((" ", at, width, True))

    def _put(self, words: str, at: int, width: int, plain: bool) -> None:
        if plain and self.pieces:
            last, start, took, blank = self.pieces[-1]
            if took == len(last) and start >= 0 and start + took == at and not blank:
                self.pieces[-1] = (last + words, start, took + width, False)
                return
        self.pieces.append((words, at, width, False))

    def __bool__(self) -> bool:
        return any(not blank for _, _, _, blank in self.pieces)

    def words(self) -> str:
        """The line as it will be printed."""
        return nfc("".join(piece[0] for piece in self.pieces)).strip()

    def segments(self) -> list[Segment]:
        """The same with its places: neighbours joined, each composed letter a segment of its own."""
        pieces = self.pieces
        while pieces and pieces[-1][3]:
            pieces = pieces[:-1]
        while pieces and pieces[0][3]:
            pieces = pieces[1:]
        flat = "".join(piece[0] for piece in pieces)
        parts = [(words, at, width) for words, at, width, _ in pieces]
        if not unicodedata.is_normalized("NFC", flat):
            parts = _composed(parts)
        out: list[Segment] = []
        for words, at, width in parts:
            if out:
                last, start, took = out[-1]
                if at >= 0 and start >= 0 and start + took == at and took == len(last) and width == len(words):
                    out[-1] = (last + words, start, took + width)
                    continue
            out.append((words, at, width))
        return out


_DROP = dict.fromkeys(map(ord, _INVISIBLE))


def _composed(parts: list[Segment]) -> list[Segment]:
    """A letter and the marks after it as one, though markup or a reference may stand between them in the file."""
    single: list[Segment] = []
    for words, at, width in parts:
        if width == len(words):
            single += [(c, at + i if at >= 0 else -1, 1 if at >= 0 else 0) for i, c in enumerate(words)]
        else:
            single.append((words, at, width))
    out: list[Segment] = []
    i = 0
    while i < len(single):
        j = i + 1
        while j < len(single) and all(unicodedata.combining(c) for c in single[j][0]):
            j += 1
        words = nfc("".join(each[0] for each in single[i:j]))
        placed = [each for each in single[i:j] if each[1] >= 0]
        if placed:
            end = max(at + width for _, at, width in placed)
            start = min(at for _, at, _ in placed)
            out.append((words, start, end - start))
        else:
            out.append((words, -1, 0))
        i = j
    return out
