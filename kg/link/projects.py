"""Which works the projects of all documents are: one for each name and place, with what it may be besides.

The name is compared as `loaders.parse.projects.same` says. A way of national rank (an expressway, a railway, a
numbered national road) and one between two provinces is the same work whoever names it. Any other belongs to the
province of the document that names it, or to the one that its words name; of one name in two provinces each is a work
of its own, with the others as candidates. A work that a central body names without a province is one of its own too.

>>> from kg.link.places import province
>>> here, there = province("Bạc Liêu", "2022-01-01")[0], province("Cà Mau", "2022-01-01")[0]
>>> a, b, c = link([Seen("a", here, "2022-01-01", "Cầu Bến Mới"), Seen("b", here, "2022-01-01", "cầu Bến Mới"),
...     Seen("c", there, "2022-01-01", "Cầu Bến Mới")])
>>> a is b, a is c, [other.iri for other in c.candidates]
(True, False, ['project/bạc-liêu/cầu-bến-mới'])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.iri import slug
from kg.link import named_places
from kg.link.places import COUNTRY, Place, is_province_name, province
from loaders.parse.projects.lexicon import heads_at_start
from loaders.parse.projects.same import Key, key_of
from loaders.text.fold import key

MOST = 20  # works of one name; a name that more bear tells nothing of which is meant


class Seen(NamedTuple):
    """A project of a document: the IRI of the document, its province (None: a central body, or unknown), the date
    provinces are looked up at, the name as stated, the words for its place, its kind, the province that a central
    body's document is about."""

    document: str
    place: Place | None
    date: str | None
    name: str
    where: str = ""
    kind: str | None = None
    about: Place | None = None


@dataclass(slots=True, eq=False)
class Shared:
    """A work that documents share: `iri` relative to the base, all names, kinds and provinces it has."""

    iri: str
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    candidates: tuple[Shared, ...] = ()

    @property
    def label(self) -> str:
        """The name most documents give it, of several the shortest."""
        return min(self.names, key=lambda name: (-self.names[name], len(name), name))

    @property
    def kind(self) -> str | None:
        """The kind most documents give it."""
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind)) if self.kinds else None


def link(seen: Sequence[Seen]) -> list[Shared]:
    """The work of each project, in their order."""
    works: dict[str, Shared] = {}
    alike: dict[Key, dict[str, Shared]] = {}
    out: list[Shared] = []
    for one in seen:
        name = key_of(one.name)
        named = _named(one)
        bound = None if _national(one.name, name, named) else one.place or (named[0] if len(named) == 1 else COUNTRY)
        rest = slug(_core(name, bound)) or "x"
        iri = f"project/{rest}" if bound is None else f"project/{bound.key}/{rest}"
        work = works.setdefault(iri, Shared(iri))
        work.names[one.name] += 1
        if one.kind:
            work.kinds[one.kind] += 1
        concerned = (*([one.place] if one.place else ()), *named, *_concerned(one))
        for place in concerned or ([one.about] if one.about else ()):
            work.places[place.key] = place
        if bound is not None and not _of_each_province(one.name, name):
            alike.setdefault(name, {})[iri] = work
        out.append(work)
    for same in alike.values():
        if len(same) > MOST:
            continue
        for iri, work in same.items():
            others = {other.iri: other for other in (*work.candidates, *same.values()) if other.iri != iri}
            work.candidates = tuple(others[each] for each in sorted(others))
    return out


def _core(name: Key, bound: Place | None) -> str:
    """Head and name, without the level and the name of the province they are bound to: "Bệnh viện tỉnh An Giang"."""
    rest = name.rest
    if bound is not None and bound is not COUNTRY:
        own = key(bound.label)
        if rest.endswith(own):
            rest = f"{rest[: -len(own)]}{bound.unit}"
        rest = rest.replace("của ", "")
    return f"{name.head} {rest}"


def _of_each_province(printed: str, name: Key) -> bool:
    """Whether each province has one of that name: "Bệnh viện đa khoa tỉnh", "Đường ven biển"."""
    head = heads_at_start(key(printed))
    level = name.rest.removeprefix("của ") in ("tỉnh", "thành phố")
    return head is not None and (level or (head.unique and not name.rest))


def _national(printed: str, name: Key, named: tuple[Place, ...]) -> bool:
    """Whether a name means the same work in every province."""
    head = heads_at_start(key(printed))
    if head is None:
        return False
    if head.national:
        return bool(name.rest) or head.named
    return head.line and len(named) > 1


def _named(one: Seen) -> tuple[Place, ...]:
    """The provinces that the name of a way or the words for a place name."""
    head = heads_at_start(key(one.name))
    found: dict[str, Place] = {}
    ends = _ends(key_of(one.name).rest) if head is not None and head.line else []
    for words in (*ends, *_units(key(one.where))):
        if is_province_name(words):
            place, sure = province(words, one.date)
            if place is not None and (sure or one.date is None):
                found.setdefault(place.key, place)
    return tuple(found.values())


def _concerned(one: Seen) -> tuple[Place, ...]:
    """The provinces that its words name besides; they do not tell which work it is."""
    head = heads_at_start(key(one.name))
    return named_places.named(one.name, one.where, one.date, head is not None and head.line)


def _ends(rest: str) -> list[str]:
    """The end points of a way."""
    return [part.strip(" ,()") for part in rest.replace(" đến ", " - ").replace("từ ", "").split(" - ")]


def _units(where: str) -> list[str]:
    """What stands behind "tỉnh" or a comma and "thành phố" in the words for a place."""
    parts = []
    for chunk in where.replace(" và ", ",").split(","):
        plain = chunk.strip()
        if plain.startswith("tỉnh "):
            parts.append(plain[5:])
    return parts
