"""Readers: bytes of a file to the one canonical `Text`.

>>> read_bytes(b"K\\xe1\\xba\\xbf ho\\xe1\\xba\\xa1ch", "a.txt").text
'Kế hoạch'
"""

from __future__ import annotations

from pathlib import Path

from loaders.model import Text
from loaders.read.decode import MAX_BYTES, ReadError
from loaders.read.plain import SUFFIXES, read_bytes, read_file

__all__ = ["MAX_BYTES", "SUFFIXES", "ReadError", "read", "read_bytes"]


def read(path: Path | str) -> Text:
    """The canonical text of a file.

    Raises ReadError (one line: what, where, what to do) for a kind that is not read yet, a file that cannot be
    opened, is empty, too large, binary or in another encoding than UTF-8 or UTF-16.
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise ReadError(f"{path}: {path.suffix or 'a file without suffix'} is not read yet; convert it to .txt or .md")
    return read_file(path)
