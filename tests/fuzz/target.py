"""The one function that fuzzers call: any bytes, as a file of some kind."""

from __future__ import annotations

from tests.fuzz.checks import check_bytes
from tests.fuzz.words import BREAKS, PIECES

NAMES = ("a.txt", "a.md", "a.html", "a.docx", "a.odt")


def one_input(data: bytes) -> None:
    """The first byte says what to make of the others: bytes of a file, or numbers of pieces of the grammar."""
    if len(data) < 2:
        return
    kind, rest = data[0], data[1:]
    name = NAMES[kind % len(NAMES)]
    if kind & 0x80 or name in ("a.docx", "a.odt"):
        check_bytes(rest, name)
        return
    pieces = [
        PIECES[(a << 8 | b) % len(PIECES)] + BREAKS[b % len(BREAKS)]
        for a, b in zip(rest[::2], rest[1::2], strict=False)
    ]
    check_bytes("".join(pieces).encode("utf-8", "replace"), name)
