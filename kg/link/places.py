"""Which place a name means at a date: provinces of ontology/registry/provinces.csv, and units below them.

A province that the reform of 1 July 2025 left as it was is one place; every other unit of since then is a place of
its own, with the year in its key (Nghị quyết 202/2025/QH15).

>>> place, sure = province("Cà Mau", "2022-05-01"); place.key, sure
('cà-mau', True)
>>> place, sure = province("Cà Mau", "2025-09-01"); place.key, place.label, sure
('cà-mau-2025', 'tỉnh Cà Mau', True)
>>> province("Hà Nội", "2022-05-01") == province("Hà Nội", "2026-05-01")
True
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg.iri import slug
from loaders.text.fold import key
from ontology.tables import Row, cell, rows


@dataclass(frozen=True, slots=True)
class Place:
    """`key` is the end of its IRI (`bạc-liêu`), `name` bare, `unit` lower case ("tỉnh"), dates inclusive or None."""

    key: str
    name: str
    unit: str
    valid_from: str | None = None
    valid_to: str | None = None
    within: Place | None = None

    @property
    def label(self) -> str:
        """Unit and name: "tỉnh Bạc Liêu", "thành phố Hà Nội"."""
        return f"{self.unit} {self.name}" if self.unit else self.name

    @property
    def is_city(self) -> bool:
        """Whether the unit is a city ("thành phố"), of whatever level."""
        return self.unit == "thành phố"

    @property
    def province(self) -> Place:
        """The province it lies in, or itself."""
        return self.within or self


COUNTRY = Place("vn", "Việt Nam", "")
"""The place of central bodies."""


@dataclass(frozen=True, slots=True)
class ProvinceRows:
    """A province and the rows of the table that speak of it: one, or two where the reform left it as it was."""

    place: Place
    rows: tuple[Row, ...]


def _unit(row: Row) -> str:
    return "thành phố" if row["unit_type"].startswith("thành phố") else "tỉnh"


@cache
def provinces() -> tuple[ProvinceRows, ...]:
    """All provinces there were, in the order of the table."""
    by_id = {row["id"]: row for row in rows("provinces")}
    made: list[ProvinceRows] = []
    for row in by_id.values():
        if row["set"] == "new34" and row["change"] == "kept":
            continue  # stands with the row that it continues
        later = by_id.get(row["successor_id"]) if row["change"] == "kept" and row["set"] == "old63" else None
        together = (row, later) if later is not None else (row,)
        suffix = row["id"].rpartition("-")[2]
        end = f"-{suffix}" if suffix.isdigit() else ""
        last = together[-1]["valid_to"] or None
        place = Place(slug(row["name"]) + end, row["name"], _unit(row), row["valid_from"] or None, last)
        made.append(ProvinceRows(place, together))
    return tuple(made)


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for entry in provinces():
        for row in entry.rows:
            bare = cell(row["alt_names"]) + cell(row["abbreviations"])
            for name in (row["name"], row["full_name"], *bare):
                places = found.setdefault(key(name), [])
                if entry.place not in places:
                    places.append(entry.place)
    return {name: tuple(places) for name, places in found.items()}


def is_province_name(folded: str) -> bool:
    """Whether some province bears or bore this name (folded by loaders.text.fold.key)."""
    return folded in _by_name()


@cache
def first_words() -> frozenset[str]:
    """The words with which names of provinces begin, folded."""
    return frozenset(name.split()[0] for name in _by_name())


@cache
def longest_name() -> int:
    """Words in the longest name of a province."""
    return max(len(name.split()) for name in _by_name())


def _valid(place: Place, date: str) -> bool:
    return (place.valid_from or "") <= date and (place.valid_to is None or date <= place.valid_to)


@lru_cache(maxsize=8192)
def province(name: str, date: str | None, unit: str | None = None) -> tuple[Place | None, bool]:
    """The province of this name at an ISO date (or the beginning of one), and whether that is certain.

    `unit` ("tỉnh", "thành phố") narrows it down. None if no province bears the name then; without a date the one
    that has it alone, else the oldest, which is not certain.

    >>> province("Bình Dương", None)[0].key, province("Cà Mau", None)[1], province("Atlantis", None)
    ('bình-dương', False, (None, True))
    """
    places = [p for p in _by_name().get(key(name), ()) if unit is None or p.unit == unit]
    if date is not None:
        # A bare year is compared by its last day: the units of 2025 began in its middle, so it stays uncertain.
        exact = [p for p in places if _valid(p, date if len(date) > 4 else f"{date}-12-31")]
        if len(exact) == 1:
            early = [p for p in places if len(date) == 4 and _valid(p, f"{date}-01-01")]
            return (exact[0], True) if not early or early == exact else (early[0], False)
        if exact:
            return exact[0], False
        # Named after its end (a document of 2026 on the former province): the only one of that name, if there is one.
        gone = [p for p in places if p.valid_to is not None and p.valid_to < date]
        return (gone[0], False) if len(gone) == 1 else (None, True)
    if not places:
        return None, True
    return places[0], len(places) == 1


def below(province_: Place, unit: str, name: str) -> Place:
    """A district, commune … of a province.

    >>> below(province("Tuyên Quang", "2024-01-01")[0], "thành phố", "Tuyên Quang").key
    'tuyên-quang/thành-phố-tuyên-quang'
    """
    return Place(f"{province_.key}/{slug(unit)}-{slug(name)}", name, unit, within=province_)
