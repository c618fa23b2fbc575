"""Which agencies a collective has: membership by kind and place, by the rules of kg/data/groups.toml.

>>> sorted(kinds_of("Các sở")) [:2], kinds_of("Các sở, ngành liên quan")
(['ban-dan-toc', 'ban-dan-toc-ton-giao'], frozenset())
>>> "so-y-te" in kinds_of("Các sở, ban, ngành (tỉnh Bạc Liêu)")
True
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.data import toml
from kg.link.agencies import Agency
from kg.link.kinds import kinds
from kg.link.places import COUNTRY
from loaders.text.fold import key


@lru_cache(maxsize=8192)
def kinds_of(name: str) -> frozenset[str]:
    """The ids of the kinds whose bodies a collective of this name has; empty where its words do not tell."""
    data = toml("groups")
    said = {key(name.partition(" (")[0])}
    said |= {short.removesuffix(tail) for short in list(said) for tail in data["tails"]}
    found: set[str] = set()
    for rule in data["group"]:
        if said & set(rule["names"]):
            found |= set(rule.get("kinds", ()))
            found |= {
                row["id"]
                for row in kinds().values()
                if row["level"] == rule.get("level")
                and row["system"] in rule["systems"]
                and row["id"].startswith(tuple(rule["starts"]))
            }
    return frozenset(found)


def memberships(agencies: Iterable[Agency]) -> list[tuple[Agency, Agency]]:
    """Pairs of an agency and a collective that has it, of the agencies and collectives given."""
    every = list(agencies)
    bodies: dict[tuple[str, str], list[Agency]] = {}
    for agency in every:
        if not agency.group and agency.kind is not None:
            for place in {agency.place.province.key, COUNTRY.key}:
                bodies.setdefault((place, agency.kind), []).append(agency)
    return [
        (agency, group)
        for group in every
        if group.group
        for kind in kinds_of(group.label)
        for agency in bodies.get((group.place.key, kind), ())
        if _meant(agency, group)
    ]


def _meant(agency: Agency, group: Agency) -> bool:
    """Whether the body is of the place that the collective is of; for one of the whole country, of the right level."""
    level = kinds()[agency.kind or ""]["level"]
    if group.place is COUNTRY:
        return (agency.place is COUNTRY) == (level == "trung ương")
    return True
