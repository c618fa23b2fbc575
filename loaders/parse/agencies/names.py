"""Canonical names of agencies (gold guidelines, "Names of agencies"): abbreviations in full, first letter a capital,
tone marks in their new place, a committee with its place, a province's own department without it.

>>> written("Uỷ ban MTTQ Việt Nam tỉnh")
'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh'
>>> here = where("Bạc Liêu")
>>> committee("Ủy ban nhân dân", "tỉnh", None, here), committee("Ủy ban nhân dân", "thành phố", "Tuyên Quang", here)
('Ủy ban nhân dân tỉnh Bạc Liêu', 'Ủy ban nhân dân thành phố Tuyên Quang')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.parse.agencies.lexicon import Entry, levels, lexicon, validity
from loaders.parse.places import place
from loaders.text.fold import fold, key
from loaders.text.patterns import load


@dataclass(frozen=True, slots=True)
class Where:
    """Where and when a text speaks: bare province (None for central bodies), its level word, whether there are
    districts then (until 30/6/2025), the ISO date."""

    province: str | None
    level: str
    districts: bool
    date: str | None


@lru_cache(maxsize=256)
def where(province: str | None, date: str | None = None) -> Where:
    """The setting of a document of `province`, issued on ISO `date`; None: unknown."""
    found = place(province) if province else None
    level = found.full.split(" " + found.name)[0] if found else "tỉnh"
    until = load("agencies").data["place"]["districts_until"]
    return Where(province, level, date is None or date <= until, date)


def toned(words: str) -> str:
    """`words` with tone marks, dashes, quotes and blanks as folding has them, case kept.

    >>> toned("Hoà Bình – Uỷ ban")
    'Hòa Bình - Ủy ban'
    """
    folded = fold(words)
    if folded == words.lower():
        return words
    return "".join(
        p if f == p.lower() else (f.upper() if p.isupper() else f) for p, f in zip(words, folded, strict=True)
    )


@lru_cache(maxsize=4096)
def low(name: str) -> str:
    """A name folded."""
    return fold(name)


def place_name(name: str) -> str:
    """A place's name as it is written outside a letterhead: "NGHỆ AN" is Nghệ An."""
    known_place = place(name) if name.isupper() else None
    return known_place.name if known_place else toned(name)


@cache
def _expansions() -> dict[str, str]:
    return dict(load("agencies").data["expand"])


@cache
def _plain() -> dict[str, list[str]]:
    return dict(load("agencies").data["plain"])


@lru_cache(maxsize=4096)
def written(words: str) -> str:
    """A printed name in full words with a capital first letter."""
    plain = " ".join(toned(words).split()).strip(" .,;:*_")
    parts = []
    said = plain.split()
    for i, word in enumerate(said):
        core = word.strip(".,;:()")
        full = _expansions().get(core)
        if full is not None and i + 1 < len(said) and fold(said[i + 1]) in _plain().get(core, ()):
            full = None
        if full is None and "-" in core and not core.startswith("-"):
            pieces = core.split("-")
            if any(piece in _expansions() for piece in pieces):
                full = " - ".join(_expansions().get(piece, piece) for piece in pieces)
        parts.append(word.replace(core, full) if full and core else word)
    out = " ".join(parts)
    return out[:1].upper() + out[1:]


def collective(printed: str, the: str) -> str:
    """A collective as printed, with "Các" for every word of that sort; `the` goes before where none is printed.

    >>> collective("tất cả các đoàn thể cấp tỉnh", ""), collective("đoàn thể cấp tỉnh", "Các")
    ('Các đoàn thể cấp tỉnh', 'Các đoàn thể cấp tỉnh')
    """
    name = written(printed.lower() if printed.isupper() else printed)
    folded = fold(name)
    for lead in ("tất cả các ", "các ", "những ", "mọi ", "từng ", "mỗi "):
        if folded.startswith(lead):
            return "Các " + name[len(lead) :]
    return f"{the} {name[:1].lower()}{name[1:]}" if the and " các " not in folded else name


@lru_cache(maxsize=4096)
def _same(name: str) -> str | None:
    form: str | None = load("agencies").data["same"].get(key(name))
    return form


def known(entry: Entry, printed: str, setting: Where, local: str = "") -> str:
    """The canonical name of a name of the lexicon printed as `printed`; forms of [same] get their place here.
    `local` is a province's bare name printed after it."""
    form = _same(entry.name) or _same(printed)
    if local and form is not None and "{province}" in form:
        return form.replace("{province}", local)
    if form is None:
        return entry.name
    if "{" not in form:
        return str(form)
    if setting.province is None and key(printed) in load("agencies").data["same"] and " " in printed.strip():
        bare = str(form).replace(" {province}", "").replace(" {place}", "")
        return bare if key(bare) == key(printed) else written(printed)  # no place to name: "Thường trực Tỉnh ủy"
    if setting.province is None:
        return str(form).replace(" {province}", "").replace(" {place}", "")
    return str(form).replace("{province}", setting.province).replace("{place}", f"{setting.level} {setting.province}")


def committee(head: str, level: str, name: str | None, setting: Where) -> str:
    """A committee or council of one place: `level` tỉnh, huyện, …; `name` the place, None where not printed."""
    if name:
        return f"{head} {level} {name}"
    if setting.province and (level == "tỉnh" or level == setting.level):
        return f"{head} {setting.level if level == setting.level else level} {setting.province}"
    return f"{head} {level}"


def kind(entry: Entry, level: str | None, setting: Where) -> str | None:
    """The one id of the kinds that a name may be, by the level word printed with it, where and when; else None."""
    kinds = entry.kinds
    if entry.cut and not level and setting.province is None:
        return None  # "Hội Chữ thập đỏ Việt Nam" is none of a province
    if len(kinds) > 1 and level:
        kinds = tuple(k for k in kinds if levels()[k] == _level(level, setting)) or kinds
    if len(kinds) > 1 and not level:
        own = "tỉnh" if setting.province else "trung ương"
        kinds = tuple(k for k in kinds if levels()[k] == own) or kinds
    if len(kinds) > 1 and setting.date:
        kinds = tuple(k for k in kinds if _valid(k, setting.date)) or kinds
    if (
        len(kinds) == 1
        and level
        and {_level(level, setting), levels()[kinds[0]]} in ({"tỉnh", "huyện"}, {"tỉnh", "xã"})
    ):
        return None  # "Hội Nông dân xã" is not the province's
    return kinds[0] if len(kinds) == 1 else None


def _level(word: str, setting: Where) -> str:
    places = load("agencies").data["place"]
    if word == "tỉnh" or (word == "thành phố" and setting.level == "thành phố"):
        return "tỉnh"
    if word in places["commune"]:
        return "xã"
    return "huyện" if word in places["district"] else word


def _valid(kind_id: str, date: str) -> bool:
    start, end = validity()[kind_id]
    return (not start or start <= date) and (not end or date <= end)


def own_department(entry_or_head: str) -> bool:
    """Whether a body of this folded name is a province's own department, whose place is not said again."""
    return any(
        entry_or_head == head or entry_or_head.startswith(head + " ") for head in lexicon().data.data["place"]["own"]
    )
