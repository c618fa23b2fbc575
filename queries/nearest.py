"""What may have been meant where nothing fits what was typed. It is only said, never taken: that would be guessing.

>>> begins("so gt", "Sở Giao thông vận tải"), begins("so kh cn", "Sở Khoa học và Công nghệ")
(True, True)
>>> begins("so gt", "Sở Tài chính")
False
>>> near("Bac Lieuu", ["Bạc Liêu", "Bắc Kạn", "Hà Nội"])
['Bạc Liêu']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from loaders.text.fold import bare, key
from ontology.tables import cell, rows

MOST = 3
_LIKE = 0.8  # share of letters in common (difflib's ratio) from which on a name is called near
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 200  # difflib is quadratic


def words(text: str) -> list[str]:
    """The words of a name without diacritics; what joins words ("và", "&") left out."""
    return [word for word in _WORD.findall(bare(key(text[:_LONGEST]))) if word != "va"]


def begins(typed: str, name: str) -> bool:
    """Whether each word that was typed begins the next word of the name, or is the first letters of the next words."""

    return _begun(words(typed)[:12], words(name))


def _begun(asked: list[str], left: list[str]) -> bool:
    def goes(asked: list[str], left: list[str]) -> bool:
        if not asked:
            return True
        word, size = asked[0], len(asked[0])
        if left and left[0].startswith(word) and goes(asked[1:], left[1:]):
            return True
        initials = "".join(each[0] for each in left[:size])
        return size > 1 and initials == word and goes(asked[1:], left[size:])

    # A word and the first letters of words alike begin with the first letter of the next.
    return bool(asked and left) and asked[0][0] == left[0][0] and goes(asked, left)


def near(typed: str, names: Iterable[str], most: int = MOST) -> list[str]:
    """The names that are nearest: those begun or shortened so, the shortest first, then those spelt nearly so."""
    return nearest(typed, ((name, words(name)) for name in dict.fromkeys(names)), most)


def nearest(typed: str, names: Iterable[tuple[str, list[str]]], most: int = MOST) -> list[str]:
    """The same of names with their words, as `words` has them: to find these takes longest where names are many."""
    from difflib import SequenceMatcher

    asked = words(typed)
    said = " ".join(asked)
    if not said:
        return []
    begun: dict[str, None] = {}
    alike: dict[str, float] = {}
    letters = Counter(said).items()
    # The matcher looks closely at its second text, so that is the one that stays.
    matcher = SequenceMatcher(None, "", said, autojunk=False)
    for name, parts in dict(names).items():
        if len(said) > 1 and _begun(asked[:12], parts):
            begun[name] = None
            continue
        text = " ".join(parts)
        # What the matcher finds in common is no more than the shorter of both, nor than the letters of both.
        length = len(text) + len(said)
        if 2.0 * min(len(text), len(said)) / length < _LIKE:
            continue
        if 2.0 * sum(min(n, text.count(each)) for each, n in letters) / length < _LIKE:
            continue
        matcher.set_seq1(text)
        ratio = matcher.ratio()
        if ratio >= _LIKE:
            alike[name] = -ratio
    likest = sorted(alike, key=lambda name: (alike[name], name))
    return [*sorted(begun, key=lambda name: (len(name), name)), *likest][:most]


def meant(names: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing where there are no names.

    >>> meant(["Bạc Liêu", "Bắc Kạn"]), meant([])
    ("; did you mean 'Bạc Liêu' or 'Bắc Kạn'?", '')
    """
    said = [f"'{name}'" for name in names]
    return f"; did you mean {', '.join(said[:-1])}{' or ' if said[1:] else ''}{said[-1]}?" if said else ""


def successors(kind: str) -> list[str]:
    """To which kinds of agency the work of a kind went, each with the day and, if it is one place, where.

    Source: ontology/registry/agency_successions.csv, the rows that hand over the whole.

    >>> successors("so-ke-hoach-va-dau-tu")
    ['Sở Tài chính (2025-03-01)']
    """
    names = {row["id"]: row["name"].split(" (")[0] for row in rows("agency_kinds")}
    places = {name for row in rows("provinces") for name in (row["name"], *cell(row["abbreviations"]))}
    return [
        f"{names[row['to_kind_id']]} ({row['effective_date']}{', ' + row['scope'] if row['scope'] in places else ''})"
        for row in rows("agency_successions")
        if row["from_kind_id"] == kind and row["share"] == "whole" and row["to_kind_id"] in names
    ]
