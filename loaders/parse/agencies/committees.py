"""Committees and councils with the places printed after them: one each, or the collective of a level.

>>> text = "UBND các huyện, thành phố; UBND cấp xã"
>>> [f.name for f in named(text, lexicon().names["ubnd"], 0, 4, read(text, 4), where("Bắc Kạn"))]
['Ủy ban nhân dân các huyện, thị xã, thành phố']
"""

from __future__ import annotations

from loaders.parse.agencies import names
from loaders.parse.agencies.found import Found
from loaders.parse.agencies.levels import Places, read
from loaders.parse.agencies.lexicon import Entry, lexicon
from loaders.parse.agencies.names import Where, where
from loaders.parse.places import place as province
from loaders.text.fold import fold
from loaders.text.patterns import load

__all__ = ["named", "read", "where"]

COMMITTEE, COUNCIL = "Ủy ban nhân dân", "Hội đồng nhân dân"


def named(text: str, entry: Entry, start: int, end: int, place: Places, setting: Where) -> list[Found]:
    """The committees (or councils) that words `start`..`end` and the places after them name."""
    data = load("agencies").data["place"]
    first = place.levels[0]
    if place.named:
        return _each(text, entry, start, place, setting)
    if not place.plural and not place.rank and len(place.levels) == 1:
        if first in data["district"] and first != "thành phố" and setting.province:
            return _collective(text, entry, place.levels, place, start, place.end, setting)
        name = names.committee(entry.name, first, None, setting)
        return [Found(start, place.end, name, names.kind(entry, first, setting))]
    return _collective(text, entry, place.levels, place, start, place.end, setting)


def _each(text: str, entry: Entry, start: int, place: Places, setting: Where) -> list[Found]:
    """Committees of single places: "UBND các huyện A, B và thành phố C"."""
    provinces = "tỉnh" in place.levels and place.plural
    if place.plural and place.colon and not provinces and len(place.levels) > 1:
        # "các huyện, thành phố: A, B": which is a town, which a district?
        return _collective(text, entry, place.levels, place, start, place.end, setting)
    plain = tuple(level for level in place.levels if all(n.level != level for n in place.named))
    out: list[Found] = []
    if plain and place.plural and not provinces:
        out += _collective(text, entry, plain, place, start, place.named[0].start, setting)
    for i, one in enumerate(place.named):
        level = one.level
        known = province(one.name) if level in ("tỉnh", "thành phố") else None
        if provinces and known:
            level = known.full.removesuffix(" " + known.name)
        if known and not known.full.startswith(level):
            known = None  # the town of a province's name
        begin = start if i == 0 and not out else one.start
        kind = names.kind(entry, "tỉnh" if known else level, setting)
        out.append(Found(begin, one.end, names.committee(entry.name, level, names.place_name(one.name), setting), kind))
    return out


def _collective(
    text: str, entry: Entry, levels: tuple[str, ...], place: Places, start: int, end: int, setting: Where
) -> list[Found]:
    """The committees of all provinces, all districts, all communes."""
    data = load("agencies").data["place"]
    whole = fold(text[place.core : place.end])
    if "tỉnh" in levels or (levels == ("thành phố",) and data["central"] in whole):
        if place.rank:
            name = f"{entry.name} cấp tỉnh"
        else:
            name = f"{entry.name} {_printed(text, place, levels)}"
            name += data["central"] if data["central"] in whole else ""
        return [Found(start, end, name, names.kind(entry, "tỉnh", setting), True)]
    communes = tuple(level for level in levels if level in data["commune"])
    districts = tuple(level for level in levels if level in data["district"])
    out: list[Found] = []
    if districts:
        name = (
            f"{entry.name} cấp huyện"
            if setting.province is None and place.rank
            else data["district_name"].replace(COMMITTEE, entry.name)
        )
        out.append(Found(start, end, name, names.kind(entry, "huyện", setting), True))
    if communes and not districts:
        words = _printed(text, place, levels)
        out.append(Found(start, end, f"{entry.name} {words}", names.kind(entry, communes[0], setting), True))
    elif communes:
        if place.rank and len(communes) == 1:
            tail = f"cấp {communes[0]}"
        elif len(communes) == 1 and not place.plural:
            tail = communes[0]
        else:
            tail = "các " + ", ".join(communes)
        out.append(Found(start, end, f"{entry.name} {tail}", names.kind(entry, communes[0], setting), True))
    return out


def _printed(text: str, place: Places, levels: tuple[str, ...]) -> str:
    """The level words of a collective as printed, in small letters, with the part of the country they are of."""
    if levels != place.levels:  # "các xã, phường, đặc khu Cồn Cỏ"
        return "các " + ", ".join(levels)
    words = names.toned(text[place.start : place.core].partition(":")[0]).lower().strip()
    region = names.toned(text[place.core : place.span[1]]).strip() if place.span else ""
    return f"{words} {region}".strip()


def is_one(entry: Entry) -> bool:
    """Whether a known name is that of a committee or council, whose place says which."""
    return entry.name in (COMMITTEE, COUNCIL)


def by_name(name: str) -> Entry:
    """The entry of a committee or council."""
    return lexicon().names[fold(name)]
