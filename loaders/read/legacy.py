"""Vietnamese from before Unicode (TCVN 5712, "ABC"): the letters mean what their font prints.

Which words are so encoded is told by the font's name and by the whole file: many files name such a font and hold
Unicode all the same.

>>> printed("KÕ ho¹ch cña tØnh", ".VnTime"), printed("kÕ ho¹ch", ".VnTimeH"), printed("là", "Arial")
('Kế hoạch của tỉnh', 'KẾ HOẠCH', 'là')
>>> is_legacy(["QuyÕt ®Þnh cña Uû ban"]), is_legacy(["Quyết định của Uỷ ban"]), is_legacy(["Decision"])
(True, False, False)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from loaders.text.patterns import load

_COMPOSED = range(0x1EA0, 0x1EFA)  # the letters that Unicode has for Vietnamese alone


def is_legacy(texts: Iterable[str]) -> bool:
    """Whether the words of a file, those in fonts of this encoding, are more likely in it than in Unicode."""
    data = load("legacy").data["tcvn3"]
    signs, unicode = frozenset(data["signs"]), frozenset(data["unicode"])
    balance = 0
    for text in texts:
        if not text.isascii():
            balance += sum((c in signs) - (c in unicode or ord(c) in _COMPOSED) for c in text)
    return balance > 0


@lru_cache(maxsize=512)  # asked of every run
def in_font(font: str | None) -> bool:
    """Whether a font has this encoding, by its name."""
    return bool(font and load("legacy")["tcvn3.fonts"].fullmatch(font.lower()))


def printed(words: str, font: str | None) -> str:
    """The words of a legacy file as their font prints them; words in other fonts as they are."""
    if font is None or not in_font(font):
        return words
    words = words.translate(_table())
    return words.upper() if load("legacy")["tcvn3.capitals"].fullmatch(font.lower()) else words


@cache
def _table() -> dict[int, str]:
    data = load("legacy").data["tcvn3"]
    return {ord(c): letter for c, letter in zip(data["from"], data["to"], strict=True)}
