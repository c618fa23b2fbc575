"""What the scanners of one document share: its type words and numbers, and the mentions found so far."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.parse.citations import dates, named, numbers
from loaders.parse.citations.issuer import Context, Reading
from loaders.parse.citations.numbers import Number, Parts
from loaders.parse.citations.tail import Tail
from loaders.parse.citations.view import Place, View
from loaders.text.patterns import load


class Token(NamedTuple):
    """A type word at `start`..`end`; `word` is folded."""

    start: int
    end: int
    word: str


@dataclass(slots=True)
class Found:
    """One mention at `start`..`end` of the view.

    `parts` is its number, `name` its name as printed from the type word on (also of a law that has a number), `date`
    ISO, `year` what stands where a day was left blank. `before` is the issuer (and where) that stands before the
    mention. `linked` is the next mention of a list, whose date and issuer this one shares. `own_issuer` is the one that
    the name itself gives. `anchor` tells which line of a title holds it.
    """

    start: int
    end: int
    place: Place
    type: str | None
    parts: Parts | None = None
    name: str | None = None
    date: str | None = None
    year: int | None = None
    term: str | None = None
    tail: Tail | None = None
    before: tuple[Reading, int] | None = None
    linked: Found | None = None
    own_issuer: str | None = None
    subject: int | None = None
    subject_end: int = 0
    anchor: int | None = None


@cache
def types() -> dict[str, str]:
    """Folded type word -> the name of the type."""
    return dict(load("citations").data["types"]["words"])


@cache
def _type_words() -> tuple[AhoCorasick, tuple[str, ...], frozenset[str]]:
    masks = load("citations").words("types.masks")
    words = tuple({*types(), *masks})
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words, frozenset(masks)


def tokens(folded: str) -> list[Token]:
    """The type words of a folded text."""
    automaton, words, masks = _type_words()
    found: list[Token] = []
    size = len(folded)
    for which, start, end in automaton.find_matches_as_indexes(folded):
        if start and folded[start - 1].isalpha():
            continue
        word = words[which]
        if end < size and folded[end].isalpha():  # "luật giao", not "luật gia": perhaps a shorter word stands there
            shorter = [w for w in types() if word.startswith(w + " ")]
            if not shorter:
                continue
            word = max(shorter, key=len)
            end = start + len(word)
        if word not in masks:
            found.append(Token(start, end, word))
    return found


class Sheet:
    """The state of a scan: `claimed` are starts of numbers, `used` starts of type words that belong to a mention;
    `statutes` the symbols of laws named with their number."""

    def __init__(self, view: View, context: Context) -> None:
        self.view = view
        self.context = context
        self.folded = view.folded
        self.text = view.text
        self.found: list[Found] = []
        self.tokens = tokens(view.folded)
        self.starts = [token.start for token in self.tokens]
        self.numbers = numbers.find(view.text, view.folded)
        self.claimed: set[int] = set()
        self.used: set[int] = set()
        self.statutes: set[str | None] = set()

    def next_number(self, at: int) -> Number | None:
        """The first number that begins at `at` or later."""
        i = bisect_left(self.numbers, at, key=lambda number: number.start)
        return self.numbers[i] if i < len(self.numbers) else None

    def date(self, found: Found) -> None:
        """Take in the date that follows directly."""
        stop = min(found.place.end, found.end + dates.LONGEST)
        date = dates.after(self.folded[found.end : stop])
        if date is not None:
            found.date, found.year = date.iso, date.year
            found.end += date.end

    def squeezed(self, start: int, end: int) -> str:
        """The printed words with single blanks."""
        return " ".join(self.text[start:end].split())

    def use(self, start: int, end: int) -> None:
        """Type words within a name begin no mention of another kind; laws named in a law do."""
        classes = named.classes()
        i = bisect_left(self.starts, start)
        while i < len(self.tokens) and self.tokens[i].start < end:
            if classes.get(self.tokens[i].word) != "law":
                self.used.add(self.tokens[i].start)
            i += 1
