"""Syllables that a text layer breaks by blanks, put together again: "ĐIỀ U KHO ẢN" -> "ĐIỀU KHOẢN".

Writers that take letters with tone marks from another font leave gaps beside them. Pieces are joined only where the
break stands beside such a letter, the whole is built as a syllable (loaders/data/syllables.toml), and a piece cannot
stand alone. A piece that could ("kho") is joined only if the text shows the fault elsewhere, or has the whole word.

>>> mend(["ĐIỀ U KHO ẢN THI HÀNH", "thuộ c ủ y ban, ủy ban có ích cho ăn ở"])
(['ĐIỀU KHOẢN THI HÀNH', 'thuộc ủy ban, ủy ban có ích cho ăn ở'], 4)
"""

from __future__ import annotations

import itertools
import unicodedata
from functools import lru_cache

from loaders.text.patterns import load

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP = ("\u0301", "\u0323")  # the tones that a syllable ending in a stop can have
_STOPPED = ("c", "ch", "p", "t")
_MARKS = ".,;:!?)”\"'’"
_PIECES = 4  # of one syllable at most
_SHOWN = 2  # cases of the fault after which likely ones are mended too


def mend(texts: list[str]) -> tuple[list[str], int]:
    """The texts (NFC) with broken syllables whole, and how many there were."""
    words = {token.strip(_MARKS + "(“").lower() for text in texts for token in text.split(" ")}
    likely = sum(_mended(text, frozenset(), True)[1] for text in texts)
    if not likely:
        return texts, 0
    out: list[str] = []
    count = 0
    known = frozenset(words)
    for text in texts:
        mended, here = _mended(text, known, likely >= _SHOWN)
        out.append(mended)
        count += here
    return out, count


def _mended(text: str, known: frozenset[str], shown: bool) -> tuple[str, int]:
    tokens = text.split(" ")
    out: list[str] = []
    count = i = 0
    while i < len(tokens):
        beside = i + 1 < len(tokens) and tokens[i] and (tokens[i][-1] > "\x7f" or tokens[i + 1][:1] > "\x7f")
        for size in range(_PIECES if beside else 0, 1, -1):
            if _broken(tokens[i : i + size], size, known, shown):
                out.append("".join(tokens[i : i + size]))
                count += 1
                i += size
                break
        else:
            out.append(tokens[i])
            i += 1
    return " ".join(out), count


def _broken(tokens: list[str], size: int, known: frozenset[str], shown: bool) -> bool:
    """Whether tokens are pieces of one syllable."""
    if len(tokens) < size or not any(c > "\x7f" for token in tokens for c in token):
        return False
    pieces = [*tokens[:-1], tokens[-1].rstrip(_MARKS)]
    pieces[0] = pieces[0].lstrip("(“\"'‘")
    if not all(piece.isalpha() for piece in pieces):
        return False
    whole = "".join(pieces)
    if len(whole) > 7 or not (whole.islower() or whole.isupper() or (whole[0].isupper() and whole[1:].islower())):
        return False
    beside = all(a[-1] > "\x7f" or b[0] > "\x7f" for a, b in itertools.pairwise(pieces))
    if not beside or not syllable(whole.lower()):
        return False
    low = [piece.lower() for piece in pieces]
    if any(_vowels(piece) and not syllable(piece) for piece in low):
        return True
    if not any(_alien(piece) for piece in low):
        return False
    return shown or whole.lower() in known


def _alien(piece: str) -> bool:
    """Whether a piece that is built as a syllable, or has no vowel, is hardly a word."""
    if not _vowels(piece):
        return True
    standing = load("syllables").words("syllable.standing")
    return piece[0] > "\x7f" and piece[0] != "đ" and piece not in standing


def _vowels(piece: str) -> bool:
    return any(c in "aeiouy" for c in unicodedata.normalize("NFD", piece))


@lru_cache(maxsize=16384)
def syllable(word: str) -> bool:
    """Whether a word (lower case, NFC) is built as a Vietnamese syllable.

    >>> syllable("khoản"), syllable("nghiêng"), syllable("điề"), syllable("quốc"), syllable("thuộ"), syllable("vàc")
    (True, True, False, True, False, False)
    """
    letters: list[str] = []
    tones = ""
    for c in unicodedata.normalize("NFD", word):
        if c in _TONES:
            tones += c
        else:
            letters.append(c)
    if len(tones) > 1 or (word.endswith(_STOPPED) and tones not in _SHARP):
        return False
    bare = unicodedata.normalize("NFC", "".join(letters))
    onsets, rimes = _parts()
    if bare in rimes:
        return True
    for length in (3, 2, 1):
        onset, rime = bare[:length], bare[length:]
        if onset in onsets and (rime in rimes or (onset == "gi" and "i" + rime in rimes) or _qu(onset, rime)):
            return True
    return False


def _qu(onset: str, rime: str) -> bool:
    """After "qu" the rime is written without its own u ("quốc": uôc)."""
    return onset == "qu" and "u" + rime in _parts()[1]


@lru_cache(maxsize=1)
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    table = load("syllables")
    return frozenset(table.words("syllable.onsets")), frozenset(table.words("syllable.rimes"))
