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
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, cast

import re2


class Match:
    """A match of RE2 whose groups are also known by name in `start`, `end` and `span`.

    >>> match = compile_pattern("(?P<day>[0-9]+)").search("ngày 05")
    >>> match.group("day"), match.start("day")
    ('05', 5)
    """

    __slots__ = ("_index", "_match")

    def __init__(self, match: Any, index: dict[str, int]) -> None:
        self._match = match
        self._index = index

    def _number(self, group: int | str) -> int:
        return group if isinstance(group, int) else self._index[group]

    def group(self, group: int | str = 0) -> Any:
        """The words of a group, None where it took no part."""
        return self._match.group(self._number(group))

    def start(self, group: int | str = 0) -> int:
        """Where a group begins; -1 where it took no part."""
        return cast(int, self._match.start(self._number(group)))

    def end(self, group: int | str = 0) -> int:
        """Where it ends."""
        return cast(int, self._match.end(self._number(group)))

    def span(self, group: int | str = 0) -> tuple[int, int]:
        """Both."""
        return self.start(group), self.end(group)

    def groupdict(self) -> dict[str, Any]:
        """All named groups."""
        return {name: self._match.group(number) for name, number in self._index.items()}


class Pattern:
    """A compiled pattern; the methods are those of `re.Pattern`."""

    __slots__ = ("_index", "_pattern", "source")

    def __init__(self, pattern: Any, source: str) -> None:
        self._pattern = pattern
        self._index: dict[str, int] = dict(pattern.groupindex)
        self.source = source

    def _found(self, match: Any) -> Match | None:
        return Match(match, self._index) if match is not None else None

    def search(self, text: str, pos: int | None = None, endpos: int | None = None) -> Match | None:
        """First match anywhere."""
        return self._found(self._pattern.search(text, pos, endpos))

    def match(self, text: str, pos: int | None = None, endpos: int | None = None) -> Match | None:
        """Match at the beginning."""
        return self._found(self._pattern.match(text, pos, endpos))

    def fullmatch(self, text: str, pos: int | None = None, endpos: int | None = None) -> Match | None:
        """Match of the whole."""
        return self._found(self._pattern.fullmatch(text, pos, endpos))

    def finditer(self, text: str, pos: int | None = None, endpos: int | None = None) -> Iterator[Match]:
        """All matches."""
        for match in self._pattern.finditer(text, pos, endpos):
            yield Match(match, self._index)


class PatternError(ValueError):
    """A pattern of a data file does not compile; the message names file and key."""


def compile_pattern(pattern: str, where: str = "pattern") -> Pattern:
    """Compile by RE2; `PatternError` names `where`."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20  # room for the DFA of long alternatives
    try:
        return Pattern(re2.compile(pattern, options), pattern)
    except re2.error as error:
        raise PatternError(f"{where}: {error}") from error


@dataclass(frozen=True)
class Patterns:
    """The compiled patterns and the plain values of one data file."""

    name: str
    data: dict[str, Any]
    made: dict[str, Pattern] = field(default_factory=dict, compare=False, repr=False)  # what has been asked for

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
        pattern = self.made.get(dotted)
        if pattern is None:
            pattern = self.made[dotted] = _compiled(self.name, dotted, self.source(dotted))
        return pattern

    def table(self, name: str) -> dict[str, Pattern]:
        """All compiled patterns of a table, in the order of the file."""
        return {key: self[f"{name}.{key}"] for key in self.data[name]}

    def words(self, dotted: str) -> tuple[str, ...]:
        """A list of words under `table.key`."""
        value: Any = self.data
        for part in dotted.split("."):
            value = value[part]
        return tuple(value)


@cache
def _compiled(name: str, dotted: str, pattern: str) -> Pattern:
    return compile_pattern(pattern, f"{name}: {dotted}")


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
