"""Bytes of HTML to characters: by byte-order mark and content first, by what the page declares where they fail.

>>> decoded(b'<meta charset="windows-1252"><p>\\x93Quy\\x94', "a.html", "")
('<meta charset="windows-1252"><p>“Quy”', 'cp1252')
"""

from __future__ import annotations

import codecs
import re

from loaders.read.decode import MAX_BYTES, ReadError, decode

_LOOK = 4096
_META = re.compile(rb"<meta[^>]{0,400}?charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
# Single-byte code pages in which pages of this country were written; others are not guessed at.
_READ = {"cp1258", "cp1252", "iso8859-1"}


def decoded(data: bytes, name: str, declared: str) -> tuple[str, str]:
    """The characters of a page and the name of their encoding; `declared` is what its envelope says. Raises ReadError.

    A page that is UTF-8 is read as such whatever it declares: many portals declare what they no longer send.
    """
    try:
        return decode(data, name)
    except ReadError:
        if len(data) > MAX_BYTES or not data.strip() or b"\0" in data:
            raise
        found = _META.search(data[:_LOOK])
        for label in (declared, found[1].decode("ascii") if found else ""):
            encoding = _python_name(label)
            if encoding:
                return data.decode(encoding, "replace"), encoding
        raise


def _python_name(label: str) -> str:
    try:
        encoding = codecs.lookup(label).name if label else ""
    except (LookupError, ValueError):
        return ""
    # What says Latin-1 on the web is windows-1252 (Encoding Standard, 4.2).
    return {"iso8859-1": "cp1252"}.get(encoding, encoding) if encoding in _READ else ""
