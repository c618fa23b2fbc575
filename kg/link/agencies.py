"""Which agency a name means in this place at this date: agency = kind + place, or a collective of a place.

Kinds and their names are those of ontology/registry/agency_kinds.csv, words of units those of kg/data/agencies.toml.
A name is looked up in the place of the document that says it, unless it names a place itself.

>>> here, _ = province("Bạc Liêu", "2022-03-23")
>>> a = resolve("Sở Giao thông vận tải", here, "2022-03-23"); a.key, a.label, a.kind
('bạc-liêu/sở-giao-thông-vận-tải', 'Sở Giao thông vận tải tỉnh Bạc Liêu', 'so-giao-thong-van-tai')
>>> resolve("Tỉnh ủy Bạc Liêu", None, None).key, resolve("Bộ Chính trị", here, None).key
('bạc-liêu/tỉnh-ủy', 'vn/bộ-chính-trị')
>>> resolve("Ủy ban nhân dân thành phố Tuyên Quang", province("Tuyên Quang", "2024-05-05")[0], "2024-05-05").place.key
'tuyên-quang/thành-phố-tuyên-quang'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kg.data import toml
from kg.iri import slug
from kg.link.changes import lives
from kg.link.kinds import apart, by_name, find, kind_name, kinds, own_names, pick
from kg.link.places import COUNTRY, Place, below, is_province_name, longest_name, province
from loaders.text.fold import key
from ontology.tables import Row

PLACE_UNKNOWN = "place-unknown"
PLACE_UNDATED = "place-undated"
AGENCY_UNDATED = "agency-undated"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency or group. `key` is the end of its IRI, `kind` an id of agency_kinds.csv or None, `reason` why the
    identity is not certain (a concept of ontology/vocabularies/reasons.ttl), None if it is."""

    key: str
    label: str
    place: Place
    kind: str | None = None
    group: bool = False
    reason: str | None = None

    @property
    def iri(self) -> str:
        """Its IRI relative to the base of the data."""
        return f"{'group' if self.group else 'agency'}/{self.key}"


class _Named(NamedTuple):
    """A name taken apart: what is left of it, the unit word, the bare name of the place."""

    body: str
    unit: str
    place: str


# Words; no agency is called so at length, and hostile input could be.
_LONGEST_NAME = 60
_LEVELS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}


def _replace_end(words: str, table: dict[str, str]) -> str:
    """`words` with its last words replaced by the first entry of `table` they end with."""
    for old, new in table.items():
        if words == old or words.endswith(f" {old}"):
            return words[: len(words) - len(old)] + new
    return words


@lru_cache(maxsize=65536)
def _take_apart(name: str) -> _Named | None:
    """The place that ends a name, with its unit word; None where the name names no place."""
    words = name.split()
    folded = key(name).split()
    if len(words) != len(folded) or len(words) > _LONGEST_NAME:
        return None
    data = toml("agencies")
    for i in range(1, len(folded)):
        for length in (2, 1):
            unit = " ".join(folded[i : i + length])
            if folded[i - 1] in data["joined"].get(unit, ()):
                continue
            if unit in data["units"] and _is_place(words[i + length :], folded[i + length :], data["units"][unit]):
                return _Named(" ".join(words[: i + length]), unit, " ".join(words[i + length :]))
    for committee, unit in data["committees"].items():
        # "Ban Thường vụ Tỉnh ủy Bạc Liêu": the unit is in the committee's own name.
        parts = committee.split()
        for i in range(len(folded) - len(parts)):
            at = i + len(parts)
            if folded[i:at] == parts and _is_place(words[at:], folded[at:], data["units"][unit]):
                return _Named(" ".join(words[:at]), unit, " ".join(words[at:]))
    return None


def _is_place(words: list[str], folded: list[str], level: str) -> bool:
    """Whether these words may be the bare name of a unit: a province's, or capitalised words and figures."""
    if not words:
        return False
    if level == "province":
        return len(words) <= longest_name() and is_province_name(" ".join(folded))
    return len(words) <= 5 and all(w[0].isupper() or w[0].isdigit() or w == "-" for w in words)


@lru_cache(maxsize=65536)
def resolve(
    name: str, here: Place | None, date: str | None, kind: str | None = None, group: bool = False, *, sure: bool = True
) -> Agency:
    """The agency or collective that `name` means in a document of the province `here` (None: a central one).

    `date` (ISO or None) tells namesakes apart; `kind` is what extraction takes it for; `sure` says whether `here`
    itself is certain. Never fails: a name of no known kind is an agency of that place without kind.
    """
    name = " ".join(name.split())
    if group:
        return _collective(name, here, sure)
    taken = _take_apart(name)
    if taken is not None:
        return _of_named_place(name, taken, here, date, kind)
    row, slip = find(key(name), None if here is None else here.unit, date, kind)
    if row is None or slip:
        of_province = _with_province_name(name, date)
        if of_province is not None:
            return of_province
    if row is not None and slip:
        name = kind_name(row)
    if row is not None and row["level"] in ("trung ương", "khu vực"):
        return Agency(f"{COUNTRY.key}/{_own(name, row)}", _printed(name, row), COUNTRY, row["id"], reason=slip)
    if here is None:
        reason = PLACE_UNKNOWN if row is not None and not _is_central(name) else None
        return Agency(f"{COUNTRY.key}/{slug(name) or 'x'}", name, COUNTRY, row["id"] if row else None, reason=reason)
    if row is None and _is_national(name):
        return Agency(f"{COUNTRY.key}/{slug(name)}", name, COUNTRY)
    return _in_place(name, row, here, date, slip or (None if sure else PLACE_UNDATED))


def _with_province_name(name: str, date: str | None) -> Agency | None:
    """A body of a known kind whose name ends in that of its province, without the unit: "Sở Y tế Bạc Liêu"."""
    words = name.split()
    for size in range(min(longest_name(), len(words) - 1), 0, -1):
        if not is_province_name(key(" ".join(words[-size:]))):
            continue
        place, sure = province(" ".join(words[-size:]), date)
        head = " ".join(words[:-size])
        row, slip = find(key(head), place.unit, date) if place is not None else (None, None)
        if place is not None and row is not None and row["level"] == "tỉnh" and not slip:
            return _in_place(head, row, place, date, None if sure else PLACE_UNDATED)
    return None


def of_kind(kind: str, place: Place, life: int = 0) -> Agency:
    """The body of a kind in a province or in the country; `life` tells it from one that was there before.

    >>> of_kind("so-xay-dung", province("Cà Mau", "2026-01-01")[0]).label
    'Sở Xây dựng tỉnh Cà Mau'
    """
    row = kinds()[kind]
    if place is COUNTRY:
        return Agency(f"{COUNTRY.key}/{slug(row['name'])}", kind_name(row), COUNTRY, kind)
    since = lives(kind, place)[life].start if life else None
    own = _city_name(kind_name(row), row, place)
    end = f"-{slug(apart(kind))}" if apart(kind) else ""
    label = _label(own, place)
    if since is not None:
        return Agency(f"{place.key}/{slug(own)}{end}-{since[:4]}", f"{label} (từ {since[:4]})", place, kind)
    return Agency(f"{place.key}/{slug(own)}{end}", label, place, kind)


def _in_place(
    name: str, row: Row | None, here: Place, date: str | None, reason: str | None, *, plain: bool = False
) -> Agency:
    """The agency of a province that is called `name`: the body of its kind, or one of which only the name is known."""
    if row is None or not _is_own(name, row, here):
        label = _label(name, here, plain=plain or row is not None)
        return Agency(f"{here.key}/{slug(name) or 'x'}", label, here, row["id"] if row else None, reason=reason)
    found = lives(row["id"], here)
    life = max((i for i, each in enumerate(found) if date is None or (each.start or "") <= date), default=0)
    if len(found) > 1 and date is None:
        reason = reason or AGENCY_UNDATED
    return replace(of_kind(row["id"], here, life), reason=reason)


def issuers(name: str, here: Place | None, date: str | None, *, sure: bool = True) -> tuple[Agency, ...]:
    """The agencies that issue a document together; one, unless the name is a list of bodies of known kinds.

    >>> [a.key for a in issuers("Bộ Chính trị, Ban Bí thư", None, "2025-02-28")]
    ['vn/bộ-chính-trị', 'vn/ban-bí-thư-trung-ương-đảng']
    >>> len(issuers("Bộ Văn hóa, Thể thao và Du lịch", None, "2025-02-28"))
    1
    """
    alone = resolve(name, here, date, sure=sure)
    if alone.kind is not None:
        return (alone,)
    parts = [p.strip() for p in _LIST.split(name) if p.strip()]
    found = tuple(dict.fromkeys(resolve(part, here, date, sure=sure) for part in parts))
    return found if len(found) > 1 and all(a.kind is not None for a in found) else (alone,)


_LIST = re.compile(r"[,;] |(?: - )| và ")


def _own(name: str, row: Row) -> str:
    """The segment of a body: of its kind where the name is one of the kind's names, else of the name."""
    # The whole name of the kind: "Cục Thuế (Bộ Tài chính)" is no provincial Cục Thuế.
    return slug(row["name"] if key(name) in own_names(row["id"]) else name)


def _is_own(name: str, row: Row, here: Place) -> bool:
    """Whether a name is that of the kind itself: also without the unit, or with the province's name in its stead
    ("Hội Nông dân", "Thuế Đồng Nai")."""
    said = key(name)
    if here.province.is_city and said.endswith(" thành phố"):
        said = f"{said.removesuffix('thành phố')}tỉnh"
    bare = said.removesuffix(f" {key(here.province.name)}")
    return bool({said, bare, *(f"{bare} {unit}" for unit in ("tỉnh", "thành phố"))} & own_names(row["id"]))


def _printed(name: str, row: Row) -> str:
    return kind_name(row) if _own(name, row) == slug(row["name"]) else name


def _city_name(name: str, row: Row | None, here: Place) -> str:
    """The name under which a body of `here` is known: its kind's, spelt for a city where it is one."""
    if row is None or _own(name, row) != slug(row["name"]):
        return name
    own = kind_name(row)
    if here.province.is_city:
        spelt = _replace_end(key(own), toml("agencies")["spelling"]["city"])
        if spelt != key(own):
            own = own[:1] + spelt[1:] if len(own.split()) <= 2 else _keep_case(own, spelt)
    return own


def _keep_case(own: str, spelt: str) -> str:
    """The words of `own` up to the first that differs in `spelt`, then those of `spelt`, with its capital.

    >>> _keep_case("Ban Dân vận Tỉnh ủy", "ban dân vận thành ủy"), _keep_case("Công an tỉnh", "công an thành phố")
    ('Ban Dân vận Thành ủy', 'Công an thành phố')
    """
    old, new = own.split(), spelt.split()
    same = next((i for i, (o, n) in enumerate(zip(old, new, strict=False)) if key(o) != n), len(new))
    rest = " ".join(new[same:])
    capital = same < len(old) and old[same][:1].isupper()
    return " ".join([*old[:same], rest[:1].upper() + rest[1:] if capital else rest])


def _label(own: str, place: Place, *, plain: bool = True) -> str:
    """Name and place: "Công an tỉnh" is "Công an tỉnh Bạc Liêu", "Sở Y tế" "Sở Y tế tỉnh Bạc Liêu".

    The place stands in brackets unless `plain`: after collectives and bodies of which only the name is known.
    """
    folded = key(own)
    if f" {key(place.name)}" in f" {folded}":
        return own
    if not plain:
        return f"{own} ({place.label})"
    committees = toml("agencies")["committees"]
    if folded.endswith(f" {place.unit}") or any(folded == c or folded.endswith(f" {c}") for c in committees):
        return f"{own} {place.name}"
    return f"{own} {place.label}"


def _collective(name: str, here: Place | None, sure: bool) -> Agency:
    folded = key(name)
    place = COUNTRY if here is None or any(w in folded for w in toml("agencies")["national"]["groups"]) else here
    label = name if place is COUNTRY else _label(name, place, plain=False)
    reason = None if sure or place is COUNTRY else PLACE_UNDATED
    return Agency(f"{place.key}/{slug(name) or 'x'}", label, place, group=True, reason=reason)


def _is_national(name: str) -> bool:
    folded = key(name)
    national = toml("agencies")["national"]
    return any(folded.startswith(f"{w} ") for w in national["starts"]) or any(
        folded.endswith(f" {w}") for w in national["ends"]
    )


def _is_central(name: str) -> bool:
    """Whether a central document names a central body by this name, though some provincial kind is called so, too.

    >>> _is_central("Ban Chỉ đạo Trung ương về trồng cây"), _is_central("Ban Chỉ đạo trồng cây")
    (True, False)
    """
    return any(f" {words} " in f" {key(name)} " for words in toml("agencies")["national"]["ends"])


def _of_named_place(name: str, taken: _Named, here: Place | None, date: str | None, hint: str | None) -> Agency:
    """An agency whose name ends in its place."""
    data = toml("agencies")
    level = data["units"].get(taken.unit, "city")
    unit = "thành phố" if level == "city" else "tỉnh"
    found, sure = province(taken.place, date, unit) if level in ("province", "city") else (None, True)
    if level == "city" and here is not None and not here.is_city and key(here.name) == key(taken.place):
        found = None  # the city that a province of the same name has for its seat
    if found is None and level == "province":
        # A province not of that unit at that date ("tỉnh" for a city of 2026): the place, but not for certain.
        found, _ = province(taken.place, date)
        sure = False
    if found is None and level == "city" and here is None and is_province_name(key(taken.place)):
        found, sure = province(taken.place, date)
        found = below(found, "thành phố", taken.place) if found else None
    if found is not None and found.within is None:
        reason = None if sure else PLACE_UNDATED
        own = taken.body
        # A kind of which there is one carries its place in its name: "Bộ Tư lệnh Thủ đô Hà Nội".
        only = pick(by_name().get(key(name), ()), ("tỉnh",), date, hint)
        row, slip = (only, None) if only else find(key(taken.body), found.unit, date, hint)
        bare = taken.body[: -len(taken.unit)].rstrip() if key(taken.body).endswith(f" {taken.unit}") else ""
        if row is None and bare:  # "Sở Y tế tỉnh Bạc Liêu", where the kind's name has no unit
            row, slip = find(key(bare), found.unit, date, hint)
            own = bare if row is not None else taken.body
        if row is None and bare and taken.unit in data["spelling"]["city_short"]:
            row, slip = find(key(f"{bare} thành phố"), found.unit, date, hint)
            own = f"{bare} thành phố" if row is not None else taken.body
        own = kind_name(row) if row is not None and (only or slip) else own
        return _in_place(own, row, found, date, slip or reason, plain=True)
    if found is None:
        home = here.province if here is not None else COUNTRY
        found = below(home, "thành phố" if level == "city" else taken.unit, taken.place)
    lower = "commune" if level == "commune" else "district"
    generic = _replace_end(key(taken.body), data["generic"][lower])
    named = by_name().get(generic) or by_name().get(generic.removesuffix(f" {_LEVELS[lower]}"), ())
    row = pick(named, (_LEVELS[lower],), date, hint)
    reason = None if here is not None else PLACE_UNKNOWN
    own = f"{found.province.key}/{slug(name)}"
    return Agency(own, _with_province(name, found), found, row["id"] if row else None, reason=reason)


def _with_province(name: str, place: Place) -> str:
    outer = place.province
    return name if outer is COUNTRY or key(outer.name) == key(place.name) else f"{name}, {outer.label}"
