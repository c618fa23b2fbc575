"""Patterns and words kept as data: TOML files of loaders/data, compiled by RE2 and so linear by construction.

A data file has tables of strings. `{name}` in a pattern stands for another pattern of the same file (in any of its
tables named `[parts]`), so that long patterns are made of short, commented ones. Patterns are matched against folded
text (`loaders.text.fold`): write them in lower case, with plain dashes. RE2 knows no look-around and no back
references; its `\\w`, `\\d` and `\\b` know ASCII alone: use `\\pL` for letters and `whole_words` for whole words.

>>> table = Patterns.from_text('''
... [parts]
... day = '[0-3]?[0-9]'
... [date]
... plain = '(?P<day>{day})/(?P<month>[01]?[0-9])'
... ''')
>>> table["date.plain"].search("ngày 05/12").group("month")
'12'
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import re2
from re2._re2 import RE2

from loaders.text.opening import opening
from loaders.text.phrases import holds
from loaders.text.required import required

Spans = Sequence[tuple[int, int]]
"""Where a match and its groups stand, in bytes; (-1, -1) for a group that took no part."""

Index = dict[int | str, int]
"""The number of each group by its number and, where it has one, its name."""

_ANYWHERE, _START, _BOTH = RE2.Anchor.UNANCHORED, RE2.Anchor.ANCHOR_START, RE2.Anchor.ANCHOR_BOTH


class Match:
    """A match of RE2; its groups are known by number and by name.

    RE2 works on UTF-8, so what it says counts bytes; letters (code points) are counted when somebody asks for them,
    from a place before the match where both are known.

    >>> match = compile_pattern("(?P<day>[0-9]+)").search("ngày 05")
    >>> match.group("day"), match.start("day")
    ('05', 5)
    """

    __slots__ = ("_byte", "_data", "_index", "_letter", "_spans")

    def __init__(self, spans: Spans, index: Index, data: bytes, byte: int = 0, letter: int = 0) -> None:
        self._spans = spans
        self._index = index
        self._data = data
        self._byte = byte
        self._letter = letter

    def _letters(self, byte: int) -> int:
        if byte == self._byte:
            return self._letter
        return self._letter + len(self._data[self._byte : byte].decode()) if byte > 0 else byte

    def group(self, group: int | str = 0) -> Any:
        """The words of a group, None where it took no part."""
        start, end = self._spans[self._index[group]]
        return self._data[start:end].decode() if start >= 0 else None

    def start(self, group: int | str = 0) -> int:
        """Where a group begins; -1 where it took no part."""
        return self._letters(self._spans[self._index[group]][0])

    def end(self, group: int | str = 0) -> int:
        """Where it ends."""
        return self._letters(self._spans[self._index[group]][1])

    def span(self, group: int | str = 0) -> tuple[int, int]:
        """Both."""
        return self.start(group), self.end(group)

    def groupdict(self) -> dict[str, Any]:
        """All named groups."""
        return {name: self.group(number) for name, number in self._index.items() if isinstance(name, str)}


class Pattern:
    """A compiled pattern; the methods are those of `re.Pattern`.

    They speak to the binding's own `RE2::Match`. The layer above it in the package counts the letters of all groups of
    every match, asked for or not, which takes longer than the look itself: docs/decisions/0036-speed-of-extraction.md.
    """

    __slots__ = ("_anchor", "_first", "_index", "_look", "_needed", "_opens", "_word", "source")

    def __init__(self, compiled: Any, source: str) -> None:
        self._look: Callable[[Any, bytes, int, int], Spans] = compiled.Match
        self._index: Index = {number: number for number in range(compiled.NumberOfCapturingGroups() + 1)}
        self._index |= {name.decode(): number for name, number in compiled.NamedCapturingGroups()}
        needed = required(source)
        self._word = needed[0] if len(needed) == 1 else ""  # it stands in every text
        self._needed = needed if len(needed) > 1 else ()
        self._first, anchored = opening(source)  # a letter of these begins what is matched
        self._opens = self._first if anchored else ""
        self._anchor = _START if anchored else _ANYWHERE
        self.source = source

    def search(self, text: str) -> Match | None:
        """First match anywhere."""
        if self._opens and text[:1] not in self._opens:
            return None
        if self._word not in text or (self._needed and not holds(text, self._needed)):
            return None
        data = text.encode()
        spans = self._look(self._anchor, data, 0, len(data))
        return Match(spans, self._index, data) if spans[0][0] >= 0 else None

    def match(self, text: str) -> Match | None:
        """Match at the beginning."""
        if self._first and text[:1] not in self._first:
            return None
        if self._word not in text or (self._needed and not holds(text, self._needed)):
            return None
        data = text.encode()
        spans = self._look(_START, data, 0, len(data))
        return Match(spans, self._index, data) if spans[0][0] >= 0 else None

    def fullmatch(self, text: str) -> Match | None:
        """Match of the whole."""
        if self._first and text[:1] not in self._first:
            return None
        if self._word not in text or (self._needed and not holds(text, self._needed)):
            return None
        data = text.encode()
        spans = self._look(_BOTH, data, 0, len(data))
        return Match(spans, self._index, data) if spans[0][0] >= 0 else None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where all matches stand, for a pattern that never matches nothing: half the time that `finditer` takes.

        >>> list(compile_pattern("x+").spans("đxxđx"))
        [(1, 3), (4, 5)]
        """
        data = text.encode()
        size, look = len(data), self._look
        at = letter = 0
        while at < size:
            first, end = look(_ANYWHERE, data, at, size)[0]
            if first < 0 or end == first:
                return
            start = letter + len(data[at:first].decode())
            letter = start + len(data[first:end].decode())
            yield start, letter
            at = end

    def finditer(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[Match]:
        """All matches, those between `start` and `stop` alone; `^` and `$` are the ends of the text up to `stop`.

        >>> [match.span() for match in compile_pattern("x*").finditer("đxxđx")]
        [(0, 0), (1, 3), (3, 3), (4, 5), (5, 5)]
        >>> [match.span() for match in compile_pattern("x").finditer("đxxđx", 2, 4)]
        [(2, 3)]
        """
        if self._word not in text or (self._needed and not holds(text, self._needed)):
            return
        data = text.encode() if stop is None else text[:stop].encode()
        size = len(data)
        at = byte = len(text[:start].encode())
        letter = start  # up to `byte` the letters are counted
        while True:
            spans = self._look(_ANYWHERE, data, at, size)
            first, end = spans[0]
            if first < 0:
                return
            letter += len(data[byte:first].decode())
            yield Match(spans, self._index, data, first, letter)
            if at == size:
                return
            byte = first
            # Where nothing was matched the look goes on a letter further; bytes 10xxxxxx go on with one (RFC 3629).
            at = end if end > at else next((i for i in range(at + 1, size) if data[i] & 0xC0 != 0x80), size)


class PatternError(ValueError):
    """A pattern of a data file does not compile; the message names file and key."""


def compile_pattern(pattern: str, where: str = "pattern") -> Pattern:
    """Compile by RE2; `PatternError` names `where`."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20  # room for the DFA of long alternatives
    compiled = RE2(pattern.encode(), options)
    if not compiled.ok():
        raise PatternError(f"{where}: {compiled.error()}")
    return Pattern(compiled, pattern)


@dataclass(frozen=True)
class Patterns:
    """The compiled patterns and the plain values of one data file."""

    name: str
    data: dict[str, Any]
    _compiled: dict[str, Pattern] = field(default_factory=dict, compare=False, repr=False)
    _lists: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @staticmethod
    def from_text(toml: str, name: str = "text") -> Patterns:
        """From the words of a TOML file."""
        try:
            return Patterns(name, tomllib.loads(toml))
        except tomllib.TOMLDecodeError as error:
            raise PatternError(f"{name}: {error}") from error

    def source(self, dotted: str) -> str:
        """The pattern under `table.key` with its parts filled in; KeyError if there is none."""
        value: Any = self.data
        for part in dotted.split("."):
            value = value[part]
        if not isinstance(value, str):
            raise PatternError(f"{self.name}: {dotted} is no pattern")
        parts = self.data.get("parts", {})
        for _ in range(10):  # parts may name parts
            filled = value
            for name, part in parts.items():
                filled = filled.replace("{" + name + "}", part)
            if filled == value:
                return str(filled)
            value = filled
        raise PatternError(f"{self.name}: {dotted}: parts go round in a circle")

    def __getitem__(self, dotted: str) -> Pattern:
        """The compiled pattern under `table.key`."""
        found = self._compiled.get(dotted)
        if found is None:
            found = self._compiled[dotted] = compile_pattern(self.source(dotted), f"{self.name}: {dotted}")
        return found

    def table(self, name: str) -> dict[str, Pattern]:
        """All compiled patterns of a table, in the order of the file."""
        return {key: self[f"{name}.{key}"] for key in self.data[name]}

    def words(self, dotted: str) -> tuple[str, ...]:
        """A list of words under `table.key`."""
        held = self._lists.get(dotted)
        if held is None:
            value: Any = self.data
            for part in dotted.split("."):
                value = value[part]
            held = self._lists[dotted] = tuple(value)
        return held


@cache
def load(name: str) -> Patterns:
    """The data file `loaders/data/{name}.toml`."""
    file = resources.files("loaders") / "data" / f"{name}.toml"
    return Patterns.from_text(file.read_text(encoding="utf-8"), f"loaders/data/{name}.toml")


def whole_words(text: str, start: int, end: int) -> bool:
    """Whether `start`..`end` neither begins nor ends inside a word of `text`.

    >>> whole_words("dược phẩm", 0, 4), whole_words("dược phẩm", 0, 3)
    (True, False)
    """
    return not (
        (start > 0 and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    )
