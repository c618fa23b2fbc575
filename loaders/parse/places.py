"""Provinces by their names, in any spelling and case.

>>> place("TỈNH ĐẮK LẮK").name, place("TP. Hồ Chí Minh").full, place("Hoà Bình").name, place("Tam Đa")
('Đắk Lắk', 'thành phố Hồ Chí Minh', 'Hòa Bình', None)
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from loaders.text.fold import key
from ontology.tables import cell, rows

_LEVELS = ("tỉnh ", "thành phố ", "thủ đô ", "tp. ", "tp.", "tp ")


class Place(NamedTuple):
    """A province: its bare name ("Bạc Liêu") and its name with the level ("tỉnh Bạc Liêu")."""

    name: str
    full: str


@cache
def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in rows("provinces"):
        level = "thành phố" if row["unit_type"].startswith("thành phố") else "tỉnh"
        made = Place(row["name"], f"{level} {row['name']}")
        # a province that became a city later keeps the level of the time it is most met with: the first row stands
        for name in (row["name"], row["full_name"], *cell(row["alt_names"]), *cell(row["abbreviations"])):
            found.setdefault(key(name), made)
    return found


def place(words: str) -> Place | None:
    """The province that `words` name, with or without its level; None if it is none."""
    folded = key(words).strip(" .,")
    found = _places().get(folded)
    if found:
        return found
    for level in _LEVELS:
        if folded.startswith(level):
            return _places().get(folded[len(level) :].strip())
    return None


@cache
def names() -> tuple[str, ...]:
    """Folded names of all provinces, longest first."""
    return tuple(sorted(_places(), key=len, reverse=True))
