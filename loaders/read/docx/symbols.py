"""Letters of fonts that hold signs in place of letters (Symbol, Wingdings), as the signs they print.

>>> sign("\\uf0b7", "Symbol"), sign("ü", "Wingdings"), sign("ü", "Times New Roman"), sign("\\uf001", "Wingdings")
('•', '✓', 'ü', None)
"""

from __future__ import annotations

import re
from functools import cache

from loaders.text.patterns import load

_PRIVATE_LETTER = re.compile("[\uf000-\uf0ff]")
_PRIVATE = 0xF000  # where Word puts the letters of such a font


@cache
def _signs(font: str) -> dict[str, str]:
    return dict(load("word").data[font])


def sign(letter: str, font: str | None) -> str | None:
    """What a letter prints in a font; None for one of a sign font that is not known (loaders/data/word.toml)."""
    code = ord(letter)
    private = _PRIVATE <= code <= _PRIVATE + 0xFF
    table = _table(font)
    if not private and (table is None or code > 0xFF or letter.isspace()):
        return letter  # where the font has no such letter, Word takes another font
    # without the name of a font it is a bullet of Word's own lists, which are of Symbol
    found = _signs(table or "symbol").get(f"{code & 0xFF:02X}")
    if found is None and not private and letter.isascii() and not letter.isalpha():
        return letter  # figures and stops stand where they do in any font
    return found


def signs(words: str, font: str | None) -> tuple[str, int]:
    """Words of a run as they print, and how many letters are not known and left out.

    A sign font that is named for a whole word is left over from a sign that stood there: the word stays a word.

    >>> signs("\uf0b3 5 tỷ", "Symbol"), signs("Sở Y tế", "Symbol"), signs("q", "Wingdings")
    (('≥ 5 tỷ', 0), ('Sở Y tế', 0), ('□', 0))
    """
    alone = _table(font) is not None and len(words.strip()) == 1
    if not alone and not _PRIVATE_LETTER.search(words):
        return words, 0
    printed = [sign(letter, font) if alone or _private(letter) else letter for letter in words]
    return "".join(each for each in printed if each is not None), printed.count(None)


def _table(font: str | None) -> str | None:
    name = (font or "").lower()
    return "symbol" if name == "symbol" else "wingdings" if name.startswith("wingdings") else None


def _private(letter: str) -> bool:
    return _PRIVATE <= ord(letter) <= _PRIVATE + 0xFF
