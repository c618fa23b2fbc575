"""Finding phrases of a list in folded text: by its words, so that a text is gone through once however long the list is.

>>> found = Phrases({"đường sắt": "rail", "đường": "road", "cầu": "bridge"})
>>> text = "nâng cấp đường sắt, cầu vượt; yêu cầu khác"
>>> [(text[a:b], value) for a, b, value in found.find(text)]
[('đường sắt', 'rail'), ('cầu', 'bridge'), ('cầu', 'bridge')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_MARKS = ".,;:()[]\"!?…/*_|\n"


def plain(folded: str) -> str:
    """Folded text, of the same length, with blanks for marks of punctuation; a dash stays.

    >>> plain("cầu, đường (mới)")
    'cầu  đường  mới '
    """
    for mark in _MARKS:  # a translation by a table takes ten times as long
        if mark in folded:
            folded = folded.replace(mark, " ")
    return folded


@lru_cache(maxsize=1)
def plain_whole(folded: str) -> str:
    """`plain` of a whole text, which several stages need."""
    return plain(folded)


def words(text: str) -> list[str]:
    """The words of folded text without marks of punctuation; a dash between blanks is a word.

    >>> words("cầu, đường (mới) - 2")
    ['cầu', 'đường', 'mới', '-', '2']
    """
    return plain(text).split()


class Phrases(Generic[T]):
    """Phrases, each with a value; where several begin at one word the longest is found."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self.first: dict[str, dict[str, list[tuple[list[str], str, T]]]] = {}  # by the first word, by the second
        for phrase, value in values.items():
            parts = words(phrase)
            second = parts[1] if len(parts) > 1 else ""
            self.first.setdefault(parts[0], {}).setdefault(second, []).append((parts, phrase, value))
        for held in self.first.values():
            for every in held.values():
                every.sort(key=lambda each: -len(each[0]))

    def find(self, folded: str, split: list[str] | None = None) -> Iterator[tuple[int, int, T]]:
        """Start, end and value of each phrase in order; they do not overlap. A phrase that a mark of punctuation parts
        is none, unless it has the mark itself. `split` are the words of the text, where they are at hand."""
        split = words(folded) if split is None else split
        first = self.first
        skip, at = 0, 0
        for i in [i for i, word in enumerate(split) if word in first]:
            if i < skip:
                continue
            held = first[split[i]]
            second = split[i + 1] if i + 1 < len(split) else ""
            for parts, phrase, value in (*held.get(second, ()), *(held.get("", ()) if second else ())):
                if len(parts) > 2 and split[i : i + len(parts)] != parts:
                    continue
                start = _place(folded, phrase, at)
                if start < 0:
                    continue
                skip, at = i + len(parts), start + len(phrase)
                yield start, at, value
                break


    def at_start(self, folded: str) -> tuple[int, T] | None:
        """End and value of the longest phrase that folded text begins with.

        >>> Phrases({"khu": 1, "khu công nghiệp": 2}).at_start("khu công nghiệp: mới")
        (15, 2)
        """
        word = folded.split(None, 1)[0].strip(_MARKS) if folded else ""
        held = self.first.get(word)
        if held is None:
            return None
        split = words(folded[:80])
        for parts, phrase, value in (*held.get("".join(split[1:2]), ()), *(held.get("", ()) if split[1:] else ())):
            end = len(phrase)
            if split[: len(parts)] == parts and folded.startswith(phrase) and not folded[end : end + 1].isalnum():
                return end, value
        return None


def _place(folded: str, phrase: str, at: int) -> int:
    """Where a phrase stands next as whole words; -1 where it does not."""
    size = len(phrase)
    while True:
        at = folded.find(phrase, at)
        if at < 0:
            return -1
        after = at + size
        if not (at and folded[at - 1].isalnum()) and not (after < len(folded) and folded[after].isalnum()):
            return at
        at += 1
