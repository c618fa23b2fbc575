"""The provinces that the name of a work or the words for its place name.

A name of a province is often that of a town, a river or a person too ("thị trấn Hòa Bình", "đường Hồ Chí Minh"). It
counts where its words say that a province is meant: behind "tỉnh" or "thành phố", alone in brackets, as a whole end
point of a way, or where the words for a place are names of provinces and nothing else (kg/data/named_places.toml).

>>> [place.name for place in named("Đường liên vùng kết nối Hà Giang - Bắc Kạn", "", "2024-01-01", True)]
['Hà Giang', 'Bắc Kạn']
>>> [place.name for place in named("Đường từ Hồ Bể (Bắc Kạn) đến xã Hòa Bình, tỉnh Vĩnh Phúc", "", "2024-01-01", True)]
['Vĩnh Phúc', 'Bắc Kạn']
>>> named("Cầu Hòa Bình", "thị trấn Hòa Bình", "2024-01-01", False)
()
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.data import toml
from kg.link.places import Place, is_province_name, longest_name, province
from loaders.parse.projects.lexicon import heads_at_start
from loaders.text.fold import key

_BRACKET = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\s,;()–—-]+|[,;()–—-]")


def named(name: str, where: str, date: str | None, way: bool) -> tuple[Place, ...]:
    """The provinces, each once, at an ISO date. `way`: the name is that of a road, a railway, a canal ... between end
    points. One that several provinces bear at the date is left out."""
    found: dict[str, Place] = {}
    folded, place = key(name), key(where)
    words = [*_behind_units(folded), *_behind_units(place), *_whole(_BRACKET.findall(folded)), *_alone(place)]
    if way:
        words += _end_points(folded)
    for each in words:
        one, sure = province(each, date)
        if one is not None and (sure or date is None):
            found.setdefault(one.key, one)
    return tuple(found.values())


def _behind_units(folded: str) -> Iterator[str]:
    """"tỉnh Bắc Kạn", "các tỉnh Bắc Kạn, Hà Giang và Yên Bái": the names."""
    words = _WORD.findall(folded)
    units, between = [unit.split() for unit in toml("named_places")["units"]], toml("named_places")["between"]
    at = 0
    while at < len(words):
        unit = next((u for u in units if words[at : at + len(u)] == u), None)
        at += len(unit) if unit else 1
        while unit:
            sizes = range(min(longest_name(), len(words) - at), 0, -1)
            length = next((n for n in sizes if is_province_name(" ".join(words[at : at + n]))), 0)
            if not length:
                break
            yield " ".join(words[at : at + length])
            at += length
            if at >= len(words) or words[at] not in between:
                break
            at += 1


def _whole(parts: list[str]) -> list[str]:
    stripped = (part.strip(" .,") for part in parts)
    return [part for part in stripped if is_province_name(part)]


def _alone(place: str) -> list[str]:
    """The names of a list that holds nothing else."""
    parts = [part.strip() for part in place.replace(" và ", ",").replace(" - ", ",").split(",")]
    return parts if all(is_province_name(part) for part in parts) else []


def _end_points(folded: str) -> list[str]:
    """The end points of a way that are names of provinces."""
    head = heads_at_start(folded)
    rest = _BRACKET.sub(" ", folded[len(head.words) :] if head else folded)
    parts = re.split("|".join(map(re.escape, toml("named_places")["ends"])), " ".join(rest.split()))
    if len(parts) < 2:
        return []
    first = parts[0].strip()
    while (shorter := _without_connecting(first)) != first:
        first = shorter
    return _whole([first, *parts[1:]])


def _without_connecting(part: str) -> str:
    return next((part[len(w) + 1 :] for w in _connecting() if part.startswith(f"{w} ")), part)


@cache
def _connecting() -> tuple[str, ...]:
    return tuple(toml("named_places")["connecting"])
