"""Finding phrases of a list in folded text: all of them in one pass, in linear time, however long the list is.

An Aho-Corasick automaton (the package `ahocorasick_rs`) does the work; docs/decisions/0053-projects.md says why.

>>> found = Phrases({"đường sắt": "rail", "đường": "road", "cầu": "bridge"})
>>> text = "nâng cấp đường sắt, cầu vượt; cầuxx"
>>> [(text[a:b], value) for a, b, value in found.find(plain(text))]
[('đường sắt', 'rail'), ('cầu', 'bridge')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

T = TypeVar("T")

_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = ".,;:()[]\"!?…/*_|\n"


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text; half the time that `any` over a generator takes.

    >>> holds("hoàn thành trong quý i", ("tháng ", "quý "))
    True
    """
    for word in words:  # noqa: SIM110 - see above
        if word in text:
            return True
    return False


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
    """`plain` of a whole text, which is looked at provision by provision: a slice of it is the slice made plain."""
    return plain(folded)


class Phrases(Generic[T]):
    """Phrases, each with a value; where several begin at one word the longest is found.

    A comma within a phrase stands for one in the text: what marks of punctuation part otherwise is no phrase.
    """

    def __init__(self, values: Mapping[str, T]) -> None:
        self.values = list(values.values())
        self.automaton = AhoCorasick([f" {plain(phrase)}" for phrase in values], matchkind=MatchKind.LeftmostLongest)
        self.first: dict[str, list[tuple[str, T]]] = {}
        for phrase, value in values.items():
            self.first.setdefault(plain(phrase).split()[0], []).append((phrase, value))
        for held in self.first.values():
            held.sort(key=lambda each: -len(each[0]))

    def find(self, text: str) -> list[tuple[int, int, T]]:
        """Start, end and value of each phrase of plain text, in order; they do not overlap. Figures may follow a
        phrase directly ("ql1a")."""
        values, padded = self.values, f" {text} "  # phrases begin with a blank: a match begins and ends one further on
        return [
            (start, end - 1, values[which])
            for which, start, end in self.automaton.find_matches_as_indexes(padded)
            if not padded[end].isalpha()
        ]

    def at_start(self, folded: str) -> tuple[int, T] | None:
        """End and value of the longest phrase that folded text begins with.

        >>> Phrases({"khu": 1, "khu công nghiệp": 2}).at_start("khu công nghiệp: mới")
        (15, 2)
        """
        word = _LETTERS.match(folded)
        for phrase, value in self.first.get(word[0], ()) if word else ():
            if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalpha():
                return len(phrase), value
        return None
