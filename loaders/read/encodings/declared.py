"""The encoding that a file claims, in HTML and XML. The bytes tell what is true; the claim decides between equals.

>>> declared_charset(b'<html><meta http-equiv="Content-Type" content="text/html; charset=x-viet-tcvn">')
'x-viet-tcvn'
>>> code_of("x-viet-tcvn"), code_of("ISO-8859-1"), code_of("utf8"), code_of("gbk")
('tcvn3', 'windows-1252', 'utf-8', None)
"""

from __future__ import annotations

import codecs
import re

from loaders.read.encodings.tables import NAMES, table

_LOOK = 4096
_CLAIM = re.compile(
    rb"""<(?:meta|\?xml)\s[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
_PYTHON = {
    "cp1258": "windows-1258",
    "cp1252": "windows-1252",
    "iso8859-1": "windows-1252",  # as browsers do
    "iso8859-15": "windows-1252",
    "ascii": "windows-1252",
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}


def declared_charset(data: bytes) -> str | None:
    """The label in the first `<meta>` or `<?xml ?>` that names one, as printed; None where there is none."""
    match = _CLAIM.search(data[:_LOOK])
    return match[1].decode("ascii") if match else None


def code_of(label: str) -> str | None:
    """The code that `loaders.read.decode` uses for a label, None for one it does not read."""
    lower = label.strip().lower()
    for code in NAMES:
        if lower == code or lower in table(code).labels:
            return code
    try:
        return _PYTHON.get(codecs.lookup(lower).name)
    except LookupError:
        return None
