"""Provinces by their names, in any spelling and case.

>>> place("TỈNH ĐẮK LẮK").name, place("TP. Hồ Chí Minh").full, place("Hoà Bình").name
('Đắk Lắk', 'thành phố Hồ Chí Minh', 'Hòa Bình')
>>> place("Tam Đa"), place("thành phố Tuyên Quang")
(None, None)
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from loaders.text.fold import key
from ontology.tables import cell, rows

_LEVELS = (
    ("tỉnh ", "tỉnh"),
    ("thành phố ", "thành phố"),
    ("thủ đô ", "thành phố"),
    ("tp. ", "thành phố"),
    ("tp.", "thành phố"),
    ("tp ", "thành phố"),
)


class Place(NamedTuple):
    """A province: its bare name ("Bạc Liêu") and its name with the level ("tỉnh Bạc Liêu")."""

    name: str
    full: str


@cache
def _places() -> dict[str, dict[str, Place]]:
    """Folded name -> level -> province; the first level is the one most met with."""
    found: dict[str, dict[str, Place]] = {}
    for row in rows("provinces"):
        level = "thành phố" if row["unit_type"].startswith("thành phố") else "tỉnh"
        made = Place(row["name"], f"{level} {row['name']}")
        for name in (row["name"], row["full_name"], *cell(row["alt_names"]), *cell(row["abbreviations"])):
            found.setdefault(key(name), {}).setdefault(level, made)
    return found


def place(words: str) -> Place | None:
    """The province that `words` name, with or without its level; None if it is none.

    The level must be one the province has had: "thành phố Tuyên Quang" is a town of the province, not it.
    """
    folded = key(words).strip(" .,")
    found = _places().get(folded)
    if found:
        return next(iter(found.values()))
    for prefix, level in _LEVELS:
        if folded.startswith(prefix):
            return _places().get(folded[len(prefix) :].strip(), {}).get(level)
    return None


@cache
def names() -> tuple[str, ...]:
    """Folded names of all provinces, longest first."""
    return tuple(sorted(_places(), key=len, reverse=True))
