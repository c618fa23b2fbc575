"""How well decoded words speak for their decoding.

A word speaks where it holds a letter beyond ASCII: for the decoding if it is a Vietnamese syllable, against it if it is
none. An abbreviation (NĐ, HĐND) says nothing.

>>> share({"hoạch": 3, "NĐ": 2, "hoâch": 1}.items())
Share(value=0.75, words=4)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from loaders.read.encodings.syllables import toneless, worth

MOST = 20  # a word counts so often at most: one name on every line must not decide
_SIGNS = re.compile("[\\s\x00-@\\[-`{-\x7f“”‘’‚„–—…•·°²³´«»\u200b\ufeff]+")
_VOWELS = frozenset("aăâeêioôơuưy")


class Share(NamedTuple):
    """`value` 0 to 1: how much of what speaks is Vietnamese; `words`: how many speak."""

    value: float
    words: int


def share(words: Iterable[tuple[str, int]], mixed_case: bool = False) -> Share:
    """The share of decoded words (with their counts) that are Vietnamese syllables.

    `mixed_case`: whether small letters among capitals are no sign of a wrong decoding (TCVN3 has no toned capitals).
    """
    good = 0.0
    spoke = 0
    for word, count in words:
        for part in parts(word):
            said = value(part, mixed_case)
            if said is not None:
                good += said * min(count, MOST)
                spoke += min(count, MOST)
    return Share(good / spoke, spoke) if spoke else Share(0.0, 0)


def parts(word: str) -> list[str]:
    """What a decoded word is made of, without the signs of print around and between.

    >>> parts("“Kế")
    ['Kế']
    """
    return [part for part in _SIGNS.split(word) if not part.isascii()]


@lru_cache(maxsize=1 << 15)
def value(part: str, mixed_case: bool = False) -> float | None:
    """What one word says: 0 to 1, None where it is an abbreviation and says nothing.

    >>> value("hoạch"), value("HoạCh"), value("été"), value("NĐ")
    (1.0, 0.5, 0.0, None)
    """
    if not part.isalpha():
        return 0.0
    said = worth(part)
    if said == 0.0:
        return None if part.isupper() and _is_abbreviation(part) else 0.0
    if not mixed_case and not (part.islower() or part.isupper() or part[1:].islower()):
        return said / 2
    return said


def _is_abbreviation(part: str) -> bool:
    letters, tones = toneless(part.lower())
    vowels = sum(c in _VOWELS for c in letters)
    return not tones and len(part) <= 8 and vowels <= len(part) // 2 and not _foreign(letters)


def _foreign(letters: str) -> bool:
    return any(not c.isascii() and c not in "đăâêôơư" for c in letters)
