"""Bytes to characters: UTF-8 and UTF-16 with or without byte-order mark, Windows-1258, TCVN3, VNI, VISCII, VPS.

The bytes tell (loaders/read/encodings); what had to be decided or mended is said in a warning. Bounds stand in
loaders/read/bounds.py; what is above them is refused, not cut.

>>> decoded("Kế hoạch".encode("utf-8-sig"), "a.txt")
Decoded(text='Kế hoạch', encoding='utf-8', warnings=())
>>> decoded(b"K\\xd5 ho\\xb9ch ph\\xb8t tri\\xd3n", "a.txt")
Decoded(text='Kế hoạch phát triển', encoding='tcvn3',
    warnings=('converted from TCVN3 (ABC); capitals with tones may be set in small letters',))
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from loaders.read.bounds import MAX_BYTES, ReadError
from loaders.read.formats import CONVERT, by_suffix

__all__ = ["MAX_BYTES", "Decoded", "ReadError", "decoded"]
_LOOK = 1 << 16
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")
_BROKEN = 100  # one broken sequence among so many whole ones is an accident; more is another encoding
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE = "save it as UTF-8"


class Decoded(NamedTuple):
    """The characters, the name of the encoding for `Source.encoding`, and what had to be decided, a line each.

    `encoding` is a Python codec's name, `windows-1258`, `windows-1252`, `tcvn3`, `vni`, `viscii` or `vps`;
    `utf-8/tcvn3` where the file is UTF-8 but its characters are bytes of another encoding.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decoded(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The characters of the bytes of a file named `name`.

    `declared` is the label the file claims (`encodings.declared_charset`): it decides between what is equally likely.
    Raises ReadError if the file is empty, larger than MAX_BYTES, binary or in an encoding that cannot be told.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{name}: {len(data):,} bytes, the bound is {MAX_BYTES:,}; split the file")
    if not data.strip():
        raise ReadError(f"{name}: the file is empty")
    found = _unicode(data, name)
    if found is None:
        return _eight_bit(data, name, declared)
    return _claimed(_meant(found), declared)


def _unicode(data: bytes, name: str) -> Decoded | None:
    """UTF-8, UTF-16 or UTF-32; None for what must be an 8-bit encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"{name}: marked as {encoding} but broken at byte {error.start + len(mark)}; {_SAVE}"
                ) from error
    if b"\0" in data:
        return _unmarked_utf16(data, name)
    look = data[:_LOOK]
    if len(look) - len(look.translate(None, _CONTROLS)) > len(look) // 20:
        raise _binary(name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _broken_utf8(data)


def _unmarked_utf16(data: bytes, name: str) -> Decoded:
    """UTF-16 without a mark: every second byte of a blank or an ASCII letter is zero, and none of the others."""
    look = data[:_LOOK]
    even, odd = look[0::2].count(0), look[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) < len(look) // 10 or min(even, odd) > len(look) // 200:
        raise _binary(name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _binary(name) from error
    head = text[:_LOOK]
    if sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and not c.isspace() for c in head) > len(head) // 20:
        raise _binary(name)
    return Decoded(text, encoding, (f"no byte-order mark: read as {encoding.upper()}",))


def _binary(name: str) -> ReadError:
    return _no_text(name, f"a binary file, not text; {CONVERT}")


def _no_text(name: str, why: str) -> ReadError:
    """The error for a file that is no text. One whose name says a binary kind is damaged: its reader would know it."""
    named = by_suffix(name)
    if named is not None and named.binary:
        return ReadError(f"{name}: a damaged {named.name} file, it does not begin as one; get the file again")
    return ReadError(f"{name}: {why}")


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, which become U+FFFD; None where there are too many for an accident."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = len(text) - broken - len(data.translate(None, bytes(range(0x80, 0x100))))
    if broken * _BROKEN > max(whole, 3 * _BROKEN if whole >= 30 else 0):
        return None
    return Decoded(text, "utf-8", (f"{broken:,} broken places in UTF-8 stand as \ufffd",))


def _meant(found: Decoded) -> Decoded:
    """Characters that are bytes of another encoding in truth, as they were meant."""
    from loaders.read.encodings import seen, tables

    text, kind, count = seen.mend(found.text)
    if kind is None:
        return found
    if kind == "windows-1252":
        said = f"{count:,} places mended where UTF-8 had been taken for Windows-1252"
    else:
        said = f"{count:,} lines converted from {tables.table(kind).name}" + _lost(kind)
    return Decoded(text, f"{found.encoding}/{kind}", (*found.warnings, said))


def _claimed(found: Decoded, declared: str | None) -> Decoded:
    """A warning where the file claims another encoding than its own."""
    from loaders.read.encodings.declared import code_of

    if declared is None or found.text.isascii():
        return found
    claim, own = code_of(declared), found.encoding.split("/")[0]
    if claim == own or (claim == "utf-16" and own.startswith(claim)):
        return found
    return found._replace(warnings=(*found.warnings, f"declared as {declared[:40]}, read as {own}"))


def _lost(code: str) -> str:
    return "; capitals with tones may be set in small letters" if code == "tcvn3" else ""


def _not_utf8(data: bytes) -> int:
    """Where the first byte stands that is no UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _eight_bit(data: bytes, name: str, declared: str | None) -> Decoded:
    from loaders.read.encodings import detect, tables
    from loaders.read.encodings.capitals import restore
    from loaders.read.encodings.declared import code_of

    claimed = code_of(declared) if declared else None
    found = detect.detect(data, claimed)
    if found is None:
        if claimed in ("windows-1252", "windows-1258"):  # too few letters beyond ASCII to tell: entities spell the rest
            return Decoded(detect.decode_as(data, claimed), claimed, (f"read as {claimed}, as it says itself",))
        raise _no_text(name, f"not UTF-8 (byte {_not_utf8(data)}) nor an encoding that its words tell; {_SAVE}")
    text = detect.decode_as(data, found.code)
    warnings: list[str] = []
    if found.code == detect.WESTERN:
        warnings.append("read as Windows-1252: its letters beyond ASCII make no Vietnamese words")
    else:
        label = tables.table(found.code).name if found.code in tables.NAMES else "Windows-1258"
        warnings.append(f"converted from {label}{_lost(found.code)}")
        if found.rivals:
            warnings.append(f"the words are too few to tell it from {' or '.join(found.rivals)}")
    if found.code == "tcvn3":
        text = restore(text)
    return _claimed(Decoded(text, found.code, tuple(warnings)), declared)
