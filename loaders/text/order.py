"""The order of Vietnamese words, as dictionaries and lists of provinces have it: Bạc Liêu, Bắc Ninh, Bến Tre, Cà Mau.

The letters are those of the alphabet (a, ă, â, b, c, d, đ, e, ê …), each one of its own; tones (ngang, huyền, hỏi,
ngã, sắc, nặng) count only between words of the same letters, and case not at all. By code points "Bình" would come
before "Bạc", since ì has a smaller number than ạ.

>>> sorted(["Bình Phước", "Bắc Ninh", "Đà Nẵng", "Bạc Liêu", "Điện Biên", "Dak", "Bến Tre"], key=order)
['Bạc Liêu', 'Bắc Ninh', 'Bến Tre', 'Bình Phước', 'Dak', 'Đà Nẵng', 'Điện Biên']
>>> sorted("mạ má mả mà mã ma".split(), key=order)
['ma', 'mà', 'mả', 'mã', 'má', 'mạ']
"""

from __future__ import annotations

import unicodedata

from loaders.text.fold import key

_LETTERS = {letter: chr(ord("a") + at) for at, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {tone: str(at) for at, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}


def order(text: str) -> tuple[str, str, str]:
    """What to sort by: the letters, the tone of each, and the text itself."""
    letters, tones = "", ""
    for each in key(text):
        plain = unicodedata.normalize("NFD", each)
        tone = next((mark for mark in plain if mark in _TONES), "")
        letter = unicodedata.normalize("NFC", plain.replace(tone, "")) if tone else each
        letters += _LETTERS.get(letter, letter)
        tones += _TONES.get(tone, "0")
    return letters, tones, text
