"""The same text in other clothing: how a document of an office would lie in a file of each encoding.

The opposite of loaders/read/encodings, written for the tests: `encode` gives the bytes, `storable` the text that an
encoding can hold at all (VISCII has no long dash, TCVN3 no ¹: a typist writes something else there).
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from loaders.read.encodings.tables import NAMES, WINDOWS_1252, table

TONES = "\u0300\u0301\u0303\u0309\u0323"
_SIGNS = {
    "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "•": "-", "\xa0": " ", "×": "x", "÷": ":",
    "¹": "[1]", "²": "[2]", "³": "[3]", "½": "1/2",
}  # fmt: skip

# name -> what `Source.encoding` says of such a file
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with mark": "utf-8",
    "utf-8 NFD": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-16-le with mark": "utf-16-le",
    "utf-16-be with mark": "utf-16-be",
    "windows-1258": "windows-1258",
    "tcvn3": "tcvn3",
    "vni": "vni",
    "viscii": "viscii",
    "vps": "vps",
    "utf-8 taken for windows-1252": "utf-8/windows-1252",
    "tcvn3 in utf-8": "utf-8/tcvn3",
    "vni in utf-8": "utf-8/vni",
}


def _code(encoding: str) -> str | None:
    """The table behind an encoding, if there is one."""
    return next((name for name in NAMES if encoding in (name, f"{name} in utf-8")), None)


def storable(text: str, encoding: str) -> str:
    """The text with the signs replaced that the encoding has no place for; letters stay."""
    return "".join(c if _stored(c, encoding) is not None else _SIGNS.get(c, "?") for c in text)


def _stored(c: str, encoding: str) -> bytes | None:
    """The bytes of one character (NFC), None where the encoding has none."""
    code = _code(encoding)
    if code is None:
        return _windows_1258(c) if encoding == "windows-1258" else c.encode()
    letters = table(code).letters
    if c in letters:
        return letters[c]
    if c.lower() in letters:  # a toned capital in TCVN3
        return letters[c.lower()]
    try:
        byte = c.encode("cp1252")
    except UnicodeEncodeError:
        return None
    return None if byte in letters.values() else byte


def _windows_1258(c: str) -> bytes | None:
    apart = unicodedata.normalize("NFD", c)
    base = unicodedata.normalize("NFC", "".join(m for m in apart if m not in TONES))
    for form in (c, base + "".join(m for m in apart if m in TONES)):
        try:
            return form.encode("cp1258")
        except UnicodeEncodeError:
            continue
    return None


def encode(text: str, encoding: str) -> bytes:
    """The bytes of `storable(text, encoding)` (NFC) in one of ENCODINGS."""
    text = unicodedata.normalize("NFC", text)
    match encoding:
        case "utf-8 with mark":
            return text.encode("utf-8-sig")
        case "utf-8 NFD":
            return unicodedata.normalize("NFD", text).encode()
        case "utf-16-le with mark":
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        case "utf-16-be with mark":
            return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
        case "utf-8" | "utf-16-le" | "utf-16-be":
            return text.encode(encoding)
        case "utf-8 taken for windows-1252":
            return seen(text.encode()).encode()
        case _:
            stored = b"".join(_stored(c, encoding) or b"?" for c in storable(text, encoding))
            return seen(stored).encode() if encoding.endswith(" in utf-8") else stored


def seen(data: bytes) -> str:
    """Bytes taken for Windows-1252."""
    return "".join(WINDOWS_1252[byte] for byte in data)


_PLACES = "òa oà óa oá ỏa oả õa oã ọa oạ òe oè óe oé ỏe oẻ õe oẽ ọe oẹ ùy uỳ úy uý ủy uỷ ũy uỹ ụy uỵ"
_NEW = dict(re.findall(r"(\S+) (\S+)", _PLACES))
_NEW |= {new.upper(): old.upper() for new, old in _NEW.items()} | {
    new.capitalize(): old.capitalize() for new, old in _NEW.items()
}
_AT = re.compile(rf"(?<![qQ])(?:{'|'.join(_NEW)})(?![^\W\d_])")


def old_tones(text: str) -> str:
    """Tone marks where they stood before 1984: uỷ, hoà, khoẻ.

    >>> old_tones("Ủy ban tỉnh Hòa Bình hoàn thành")
    'Uỷ ban tỉnh Hoà Bình hoàn thành'
    """
    return _AT.sub(lambda match: _NEW[match[0]], unicodedata.normalize("NFC", text))


_OLD = {old: new for new, old in _NEW.items()}
_OLD_AT = re.compile(rf"(?<![qQ])(?:{'|'.join(_OLD)})(?![^\W\d_])")


def new_tones(text: str) -> str:
    """The opposite of `old_tones`.

    >>> new_tones("Uỷ ban tỉnh Hoà Bình, Quý"), new_tones("HOẠ")
    ('Ủy ban tỉnh Hòa Bình, Quý', 'HỌA')
    """
    return _OLD_AT.sub(lambda match: _OLD[match[0]], text)
