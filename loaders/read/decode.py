"""Bytes to characters: UTF-8 with or without byte-order mark, UTF-16 with one.

>>> decode("Kế hoạch".encode("utf-8-sig"), "a.txt")
('Kế hoạch', 'utf-8')
"""

from __future__ import annotations

import codecs

from loaders.read.bounds import MAX_BYTES, ReadError

__all__ = ["MAX_BYTES", "ReadError", "decode"]
_LOOK = 4096


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The characters of `data` and the name of its encoding.

    Raises ReadError if it is empty, larger than MAX_BYTES, binary or in another encoding.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{name}: {len(data):,} bytes, the bound is {MAX_BYTES:,}; split the file")
    if not data.strip():
        raise ReadError(f"{name}: the file is empty")
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise ReadError(f"{name}: marked as {encoding} but broken at byte {error.start + len(mark)}") from error
    if b"\0" in data[:_LOOK] or b"\0" in data:
        raise ReadError(f"{name}: a binary file, not text; convert it to text or Markdown first")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
