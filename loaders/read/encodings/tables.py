"""The tables of the 8-bit Vietnamese encodings (the TOML files beside this one), and reading by them.

>>> table("vni").decode(b"Ke\\xe1 hoa\\xefch"), table("tcvn3").decode(b"K\\xd5 ho\\xb9ch")
('Kế hoạch', 'Kế hoạch')
>>> table("vni").convert("Keá hoaïch năm 2025")
'Kế hoạch năm 2025'
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

NAMES = ("tcvn3", "vni", "viscii", "vps")  # in the order of how often offices wrote them


def windows_1252(byte: int) -> str:
    """The character of a byte in Windows-1252; of the five it leaves open, the control character.

    >>> windows_1252(0x93), windows_1252(0x81)
    ('“', '\\x81')
    """
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


WINDOWS_1252 = tuple(windows_1252(byte) for byte in range(256))


@dataclass(frozen=True)
class Table:
    """One encoding: its printed name, the labels it is declared by, whether it has capitals with tones, its letters and
    the bytes of each."""

    code: str
    name: str
    labels: tuple[str, ...]
    capitals: bool
    letters: dict[str, bytes]

    @staticmethod
    def of(code: str, toml: str) -> Table:
        """From the words of a data file."""
        data = tomllib.loads(toml)
        parts = data["letters"].split()
        letters = dict(zip(parts[::2], map(bytes.fromhex, parts[1::2]), strict=True))
        return Table(code, data["name"], tuple(data["labels"]), data["capitals"], letters)

    def decode(self, data: bytes) -> str:
        """The text of bytes in this encoding; never fails."""
        return _reading(self.code).read(data.decode("latin-1").translate(_FROM_LATIN_1))

    def convert(self, text: str) -> str:
        """The text that is meant by characters which are bytes of this encoding seen as Windows-1252 or Latin-1; other
        characters stay."""
        return _reading(self.code).read(text)


_FROM_LATIN_1 = {byte: WINDOWS_1252[byte] for byte in range(0x80, 0xA0)}


@dataclass(frozen=True)
class _Reading:
    """A table as it is read: characters of one byte, and pairs."""

    single: dict[int, str]
    pairs: dict[str, str]
    pattern: re.Pattern[str] | None

    def read(self, text: str) -> str:
        if self.pattern is None:
            return text.translate(self.single)
        return " ".join(map(_Words(self).__getitem__, text.split(" ")))

    def word(self, word: str) -> str:
        """A stretch without a blank: no pair of characters reaches over one."""
        if self.pattern is None or word.isascii():
            return word
        pairs, single = self.pairs, self.single
        return self.pattern.sub(lambda m: pairs.get(m[0]) or single.get(ord(m[0]), m[0]), word)


class _Words(dict[str, str]):
    """Words as they are read, each once: four times as fast for a large file."""

    def __init__(self, reading: _Reading) -> None:
        super().__init__()
        self._reading = reading

    def __missing__(self, word: str) -> str:
        self[word] = read = self._reading.word(word)
        return read


@cache
def _reading(code: str) -> _Reading:
    single: dict[int, str] = {}
    pairs: dict[str, str] = {}
    for letter, stored in table(code).letters.items():
        if len(stored) == 1:
            # a byte of 80-9F is seen as the sign of Windows-1252 or as the control character
            single[stored[0]] = single[ord(WINDOWS_1252[stored[0]])] = letter
        else:
            base, mark = (WINDOWS_1252[byte] for byte in stored)
            for seen in {mark, mark.lower(), mark.upper()}:
                pairs.setdefault(base + seen, letter)
    if not pairs:
        return _Reading(single, pairs, None)
    marks: dict[str, str] = {}
    for pair in sorted(pairs):
        marks[pair[0]] = marks.get(pair[0], "") + pair[1]
    found = [f"{base}[{together}]" for base, together in marks.items()] + [f"[{''.join(map(chr, sorted(single)))}]"]
    return _Reading(single, pairs, re.compile("|".join(found)))


@cache
def table(code: str) -> Table:
    """The table of one of NAMES."""
    file = resources.files("loaders.read.encodings") / f"{code}.toml"
    return Table.of(code, file.read_text(encoding="utf-8"))
