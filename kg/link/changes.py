"""The changes on record: which provinces became which, and where the work of a kind of body went.

From ontology/registry/provinces.csv and agency_successions.csv; how they are read stands in kg/data/changes.toml.

>>> change = place_changes()["bạc-liêu"]; change.date, change.kind, change.heir.key, change.bases
('2025-07-01', 'merged', 'cà-mau-2025', ('NQ 202/2025/QH15 ngày 12/6/2025',))
>>> [(c.target, c.whole) for c in kind_changes()["so-giao-thong-van-tai"][:2]]
[('so-xay-dung', True), ('cong-an-tinh', False)]
>>> kind_changes()["so-giao-thong-van-tai"][1].functions
'sát hạch, cấp giấy phép lái xe'
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg.data import toml
from kg.link.kinds import kinds
from kg.link.places import COUNTRY, Place, ProvinceRows, provinces
from ontology.tables import Row, cell, rows


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """Provinces `olds` became `heir` on `date`; `id` is the end of its IRI, `kind` a concept of changes.ttl. `english`
    are those of its `bases` that are said in words, in English."""

    id: str
    date: str
    kind: str
    bases: tuple[str, ...]
    olds: tuple[Place, ...]
    heir: Place
    english: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class KindChange:
    """The work of a kind went to another on `date`: `whole` or the `functions` named, where its scope says."""

    id: str
    date: str
    kind: str
    bases: tuple[str, ...]
    source: str
    target: str
    whole: bool
    functions: str
    scope: str
    extent: str
    provinces: tuple[str, ...]
    excepted: tuple[str, ...]
    note: str = ""
    english: tuple[str, ...] = ()
    functions_en: str = ""
    scope_en: str = ""

    def applies(self, place: Place) -> bool | None:
        """Whether it holds in a place; None where the registry does not tell for which provinces it does."""
        own = province_ids(place)
        if own & set(self.excepted):
            return False
        if own & set(self.provinces):
            return True
        return {"all": True, "listed": False, "some": None}[self.extent]


class Life(NamedTuple):
    """One of the times in which a kind of body is there in a place: first and last day, None for unknown or open."""

    start: str | None
    end: str | None


def day_before(day: str) -> str:
    """The ISO date of the day before.

    >>> day_before("2025-03-01")
    '2025-02-28'
    """
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The ISO date of the next day."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


@cache
def _entries() -> dict[str, ProvinceRows]:
    return {entry.place.key: entry for entry in provinces()}


@cache
def _ids() -> dict[str, frozenset[str]]:
    return {key: frozenset(row["id"] for row in entry.rows) for key, entry in _entries().items()}


def province_ids(place: Place) -> frozenset[str]:
    """The rows of provinces.csv that are the province of a place."""
    return _ids().get(place.province.key, frozenset())


@cache
def place_changes() -> dict[str, PlaceChange]:
    """Key of a province that ended -> what it became."""
    by_row = {row["id"]: entry for entry in provinces() for row in entry.rows}
    groups: dict[tuple[str, str], list[ProvinceRows]] = {}
    for entry in provinces():
        heir = by_row.get(entry.rows[-1]["successor_id"])
        if heir is not None and heir is not entry and entry.place.valid_to:
            groups.setdefault((heir.place.key, day_after(entry.place.valid_to)), []).append(entry)
    found: dict[str, PlaceChange] = {}
    for (key, day), olds in groups.items():
        several = sum(k == key for k, _ in groups) > 1
        change = _place_change(f"{key}-{day}" if several else key, day, olds, _entries()[key])
        found |= {entry.place.key: change for entry in olds}
    return found


def _place_change(name: str, day: str, olds: list[ProvinceRows], heir: ProvinceRows) -> PlaceChange:
    sorts: dict[str, str] = toml("changes")["provinces"]
    kind = sorts.get(heir.rows[0]["change"]) or sorts[olds[0].rows[-1]["change"]]
    said = _place_bases(heir.rows[0]) or _place_bases(olds[0].rows[-1])
    return PlaceChange(name, day, kind, tuple(said), tuple(entry.place for entry in olds), heir.place, _english(said))


def _place_bases(row: Row) -> dict[str, str]:
    others = toml("changes")["bases"]["other"]
    return {vi: en for vi, en in bases(row).items() if not any(other in vi for other in others)}


def bases(row: Row) -> dict[str, str]:
    """The legal bases of a row in Vietnamese -> in English, which is the same where it names a document alone.

    >>> bases(Row({"legal_basis": "1/2025/NĐ-CP; thí điểm", "legal_basis_en": "1/2025/NĐ-CP; pilot"}))
    {'1/2025/NĐ-CP': '1/2025/NĐ-CP', 'thí điểm': 'pilot'}
    """
    said = [part.strip() for part in row["legal_basis"].split(";") if part.strip()]
    english = [part.strip() for part in row["legal_basis_en"].split(";") if part.strip()]
    return dict(zip(said, english or said, strict=True))


def _english(said: dict[str, str]) -> tuple[str, ...]:
    """What is said in English otherwise."""
    return tuple(en for vi, en in said.items() if en != vi)


@cache
def kind_changes() -> dict[str, tuple[KindChange, ...]]:
    """Id of a kind -> where its work went, in the order of days and then of the table."""
    found: dict[str, list[KindChange]] = {}
    for row in rows("agency_successions"):
        change = KindChange(
            row["id"].lower(), row["effective_date"], _sort(row), tuple(bases(row)), row["from_kind_id"],
            row["to_kind_id"], row["share"] == "whole", row["functions"], row["scope"], row["extent"],
            cell(row["provinces"]), cell(row["except_provinces"]), row["note"], _english(bases(row)),
            row["functions_en"], row["scope_en"],
        )  # fmt: skip
        found.setdefault(change.source, []).append(change)
    return {kind: tuple(sorted(changes, key=lambda c: c.date)) for kind, changes in found.items()}


def _sort(row: Row) -> str:
    """What kind of change a row of agency_successions.csv is, from its dates and those of the kinds."""
    old, new, day = kinds()[row["from_kind_id"]], kinds()[row["to_kind_id"]], row["effective_date"]
    if row["share"] == "part":
        return "split" if old["valid_to"] and old["valid_to"] <= day else "transferred"
    together = [r for r in rows("agency_successions") if r["to_kind_id"] == new["id"] and r["effective_date"] == day]
    is_new = bool(new["valid_from"]) and new["valid_from"] >= day
    return "renamed" if is_new and len(together) == 1 else "merged"


@cache
def _births() -> dict[str, tuple[KindChange, ...]]:
    found: dict[str, list[KindChange]] = {}
    for changes in kind_changes().values():
        for change in changes:
            found.setdefault(change.target, []).append(change)
    return {kind: tuple(sorted(changes, key=lambda c: c.date)) for kind, changes in found.items()}


@cache
def ends_of_levels() -> dict[str, str]:
    """Level of units below the province -> its last day."""
    return {level: kinds()[kind]["valid_to"] for level, kind in toml("changes")["levels"].items()}


def last_day(place: Place) -> str | None:
    """The last day of a place on record: its own, that of its level, or that of the province it lies in."""
    level = toml("changes")["units"].get(place.unit) if place.within is not None else None
    ends = [place.valid_to, place.province.valid_to, ends_of_levels().get(level or "")]
    return min((end for end in ends if end), default=None)


def place_at(place: Place, day: str) -> tuple[Place, tuple[PlaceChange, ...]]:
    """What a province is on a day, and the changes that led there; the country stays what it is.

    >>> [c.id for c in place_at(_entries()["bắc-giang"].place, "2026-12-01")[1]]
    ['bắc-ninh-2025', 'bắc-ninh-2026']
    """
    steps: list[PlaceChange] = []
    while (change := place_changes().get(place.key)) is not None and change.date <= day:
        steps.append(change)
        place = change.heir
    return place, tuple(steps)


@lru_cache(maxsize=65536)
def lives(kind: str, place: Place) -> tuple[Life, ...]:
    """The times in which a kind of body is there in a place: one, unless it was merged away there and came back.

    >>> bac_lieu = _entries()["bạc-liêu"].place
    >>> lives("so-giao-duc-va-dao-tao", bac_lieu)
    (Life(start=None, end='2018-12-31'), Life(start='2023-03-15', end='2025-06-30'))
    """
    first, end = place.valid_from or "", last_day(place)
    ended = [end] if end else []
    if kinds()[kind]["valid_to"]:
        ended.append(kinds()[kind]["valid_to"])
    last = min(ended, default=None)
    found: list[Life] = []
    start: str | None = None
    for change in kind_changes().get(kind, ()):
        if place is COUNTRY or not change.whole or not change.applies(place):
            continue  # of a central kind there is one body, which is there as long as its kind
        if max(first, start or "") < change.date and (last is None or change.date <= last):
            found.append(Life(start, day_before(change.date)))
            births = (c.date for c in _births().get(kind, ()) if c.applies(place) and c.date > change.date)
            start = next(births, None)
            if start is None or (last is not None and start > last):
                return tuple(found)
    return (*found, Life(start, last))
