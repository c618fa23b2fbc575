"""Folding for comparison: what is stored stays as printed, what is compared is folded.

`fold` keeps the length, so a match in the folded text has the same offsets in the text itself. It ignores case,
placement of tone marks (uỷ/ủy, hoà/hòa), kinds of dashes, quotes and blanks. `key` also squeezes blanks, for use as
a dictionary key; `bare` also drops diacritics, for searching ("so giao thong van tai").

>>> fold("Uỷ ban  nhân dân – HOÀ BÌNH")
'ủy ban  nhân dân - hòa bình'
>>> key("  Uỷ ban  nhân dân – HOÀ BÌNH ")
'ủy ban nhân dân - hòa bình'
>>> bare("Sở Giao thông vận tải, Đắk Lắk")
'so giao thong van tai, dak lak'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Old placement of the tone mark (on the second vowel) to the new one: the same letters in the same number.
_OLD, _NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ", "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_TONE = dict(zip(_OLD.split(), _NEW.split(), strict=True))
# A syllable that goes on (oàn, uýt) or that q opens (quý) places its mark by another rule: leave it. The pattern begins
# with the letters it needs, so that the engine skips to them; what stands before them is looked at last.
_TONE_AT = re.compile("[ou][àáảãạèéẻẽẹỳýỷỹỵ](?<=o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<!q..)(?![a-zà-ỹđ])", re.DOTALL)

DASHES = "‐‑‒–—―−﹣-"
QUOTES = "“”„‟«»"
APOSTROPHES = "‘’‚‛`´"
BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
BLANKS += "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_MAP = (
    dict.fromkeys(DASHES, "-")
    | dict.fromkeys(QUOTES, '"')
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(BLANKS, " ")
)
_ODD = re.compile("[" + "".join(re.escape(c) for c, plain in _MAP.items() if c != plain) + "]")


def fold(text: str) -> str:
    """`text` (NFC) folded for comparison, of the same length.

    >>> all(len(fold(s)) == len(s) for s in ["İstanbul", "Uỷ", "a b"])
    True
    >>> fold("quý III, hoàn thành")
    'quý iii, hoàn thành'
    """
    for odd in set(_ODD.findall(text)):  # a third of the time that translating every letter takes
        text = text.replace(odd, _MAP[odd])
    # str.lower() of "İ" is two letters: it stays as it is, so that lengths agree
    lowered = text.lower() if "İ" not in text else "".join(c if c == "İ" else c.lower() for c in text)
    return _TONE_AT.sub(lambda m: _TONE[m[0]], lowered)


@lru_cache(maxsize=1)
def fold_whole(text: str) -> str:
    """`fold` of a whole text, which one stage of parsing after the other needs: only the first folds it.

    A slice between line breaks of what is folded is the slice folded.
    """
    return fold(text)


def key(text: str) -> str:
    """Folded, blanks squeezed: equal for two spellings of one name."""
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())


_BARE = str.maketrans("đĐ", "dD")


def bare(text: str) -> str:
    """Lower case without diacritics, for searching."""
    decomposed = unicodedata.normalize("NFD", text.translate(_BARE))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
