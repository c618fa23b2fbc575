"""Readers: bytes of a file to the one canonical `Text`.

>>> read_bytes(b"K\\xe1\\xba\\xbf ho\\xe1\\xba\\xa1ch", "a.txt").text
'Kế hoạch'
"""

from __future__ import annotations

from pathlib import Path

from loaders.model import Text
from loaders.read.decode import MAX_BYTES, ReadError
from loaders.read.formats import CONVERT, SUFFIXES, by_suffix, sniff
from loaders.read.zips import is_archive

__all__ = ["CONVERT", "MAX_BYTES", "SUFFIXES", "ReadError", "read", "read_bytes"]


def read_bytes(data: bytes, name: str) -> Text:
    """The canonical text of the bytes of a file named `name` (no folder); raises ReadError."""
    try:
        return sniff(data, name).reader()(data, name)
    except ReadError as error:
        if str(error).startswith(f"{name}: "):
            raise
        raise ReadError(f"{name}: {error}") from error  # from a part that knows words alone


def read(path: Path | str) -> Text:
    """The canonical text of a file.

    Raises ReadError (one line: what, where, what to do) for a kind that is not read, a file that cannot be opened, is
    empty, too large, or broken.
    """
    path = Path(path)
    if is_archive(path.name):
        raise ReadError(f"{path}: an archive of documents; build a graph of it, or unpack it")
    if by_suffix(path.name) is None:
        raise ReadError(f"{path}: {path.suffix or 'a file without suffix'} is not read; {CONVERT}")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(f"{path}: {size:,} bytes, the bound is {MAX_BYTES:,}; split the file")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from error
    return read_bytes(data, path.name)
