"""Which kind of body a name is the name of: names of ontology/registry/agency_kinds.csv, short forms, misspellings.

One name may be two kinds, told apart by level and date. A short form or a misspelt name counts only where one kind
fits.

>>> find("sở gtvt", "tỉnh", "2022-03-23").row["name"], find("bct", None, None).row
('Sở Giao thông vận tải', None)
>>> find("sở giao thông vân tải", "tỉnh", "2022-03-23").reason
'misspelt'
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.data import toml
from loaders.text.fold import key
from ontology.tables import Row, cell, rows

MISSPELT = "misspelt"

# Letters below which one wrong letter makes too much of a name.
_SHORTEST = 7
_CENTRAL = ("trung ương", "khu vực")
_ALL = ("tỉnh", "trung ương", "khu vực", "huyện", "xã")


class Found(NamedTuple):
    """The kind of a name, None if it is none's, and why that is not certain."""

    row: Row | None = None
    reason: str | None = None


@cache
def kinds() -> dict[str, Row]:
    """The kinds by id."""
    return {row["id"]: row for row in rows("agency_kinds")}


def kind_name(row: Row) -> str:
    """The name of a kind without the brackets that only tell equal names apart."""
    return row["name"].partition(" (")[0]


@cache
def apart(kind: str) -> str:
    """What tells a kind from another of the same name and level: the words in brackets of its name, else nothing.

    >>> apart("bhxh-tinh-2025"), apart("bhxh-tinh"), apart("ban-chi-dao-tinh")
    ('từ 1/7/2025', '', '')
    """
    row = kinds()[kind]
    same = [r for r in kinds().values() if kind_name(r) == kind_name(row) and r["level"] == row["level"]]
    return row["name"].partition(" (")[2].rstrip(")") if len(same) > 1 else ""


@cache
def unites(kind: str) -> tuple[str, ...]:
    """The kinds that a kind with a merged name unites; it answers to each of them.

    >>> unites("so-giao-duc-khoa-hoc-va-cong-nghe")
    ('so-giao-duc-va-dao-tao', 'so-khoa-hoc-va-cong-nghe')
    """
    return next((cell(row["united_ids"]) for row in rows("agency_unions") if row["id"] == kind), ())


@cache
def own_names(kind: str) -> frozenset[str]:
    """All names and short forms of a kind, folded."""
    row = kinds()[kind]
    return frozenset(key(n) for n in (*_names(row), *cell(row["abbreviations"])))


def _names(row: Row) -> tuple[str, ...]:
    """The names of a kind in full words, and those by which it is linked alone."""
    return (row["name"], kind_name(row), *cell(row["alt_names"]), *toml("agencies")["also"].get(row["id"], ()))


@cache
def by_name() -> dict[str, tuple[Row, ...]]:
    """The kinds by their folded names."""
    return _table((row, _names(row)) for row in rows("agency_kinds"))


@cache
def _by_short_form() -> dict[str, tuple[Row, ...]]:
    return _table((row, cell(row["abbreviations"])) for row in rows("agency_kinds"))


def _table(named: Iterable[tuple[Row, Iterable[str]]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row, names in named:
        for name in {key(n) for n in names}:
            found.setdefault(name, []).append(row)
    return {name: tuple(rows_) for name, rows_ in found.items()}


def alive(row: Row, date: str | None) -> bool:
    """Whether a kind is there at a date; always true without one."""
    return date is None or (row["valid_from"] <= date and (not row["valid_to"] or date <= row["valid_to"]))


def pick(candidates: tuple[Row, ...], levels: tuple[str, ...], date: str | None, hint: str | None) -> Row | None:
    """The one kind among namesakes: of a fitting level, in being at the date, or what the extraction says."""
    fitting = [row for row in candidates if row["level"] in levels]
    if len(fitting) > 1 and date is not None:
        fitting = [row for row in fitting if alive(row, date)] or fitting
    if len(fitting) > 1 and hint is not None:
        fitting = [row for row in fitting if row["id"] == hint] or fitting
    return fitting[0] if fitting else None


def find(folded: str, unit: str | None, date: str | None, hint: str | None = None) -> Found:
    """The kind a whole folded name means in a province of this unit ("tỉnh", "thành phố"; None: in a central document).

    `hint` is the kind that extraction takes it for; it counts where the table has no such name.
    """
    named = by_name().get(folded, ())
    head, region, number = folded.rpartition(" khu vực ")
    if not named and region and number:
        # "Chi cục Thuế khu vực VII": an office of several provinces, told by its number.
        named = tuple(r for r in by_name().get(head + region.rstrip(), ()) if r["level"] == "khu vực")
    if not named and unit == "thành phố" and folded.endswith(" thành phố"):
        # The province is a city: its body of a kind that is called after the province.
        named = by_name().get(folded.removesuffix("thành phố") + "tỉnh", ())
    some_city = unit not in (None, "thành phố") and folded.endswith("thành phố")
    if some_city:
        named = ()  # "Ủy ban nhân dân thành phố" in a province: some city of it, not the province's committee
    for levels in (("tỉnh",), _CENTRAL) if unit else (_CENTRAL, ("tỉnh",)):
        row = pick(named, levels, date, hint)
        if row is not None and (len(named) == 1 or alive(row, date)):
            return Found(row)
    row = pick(named, _ALL, date, hint) or kinds().get(hint or "")
    if row is not None:
        return Found(row)
    row = _only(_by_short_form().get(folded, ()), date)
    if row is not None or some_city:
        return Found(row)
    row = _only(tuple(r for name in near(folded) for r in by_name()[name]), date)
    return Found(row, MISSPELT if row is not None else None)


def _only(candidates: tuple[Row, ...], date: str | None) -> Row | None:
    """The kind of these that is there at the date, if it is one."""
    found = {row["id"]: row for row in candidates if alive(row, date)}
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _by_part() -> dict[str, tuple[str, ...]]:
    """The names of kinds by what is left of them without one letter (Garbe's symmetric deletion)."""
    found: dict[str, list[str]] = {}
    for name in by_name():
        if len(name) >= _SHORTEST:
            for part in _parts(name):
                found.setdefault(part, []).append(name)
    return {part: tuple(names) for part, names in found.items()}


def _parts(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def near(folded: str) -> tuple[str, ...]:
    """The names of kinds that differ in one letter: another one, one more, one less, or two changed over.

    >>> near("sở nôi vụ"), near("sở nộiv ụ"), near("sở nội"), near("sở nội vụ 1")
    (('sở nội vụ',), ('sở nội vụ',), (), ())
    """
    if not _SHORTEST <= len(folded) + 1 <= 200:
        return ()
    found = {name for part in _parts(folded) for name in _by_part().get(part, ())}
    return tuple(sorted(name for name in found if _one_apart(folded, name)))


def _one_apart(a: str, b: str) -> bool:
    """Whether two words differ by one edit; figures are never taken for a slip.

    >>> _one_apart("abc", "acb"), _one_apart("abc", "ab"), _one_apart("abc", "cba"), _one_apart("a1", "a2")
    (True, True, False, False)
    """
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    if any(c.isdigit() for c in left + right):
        return False
    swapped = len(left) == 2 and left == right[::-1]
    return max(len(left), len(right)) == 1 or swapped
