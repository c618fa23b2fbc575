"""The fields and the words that tell them, of the registry's tables: ten of infrastructure, and a general scheme.

>>> known("infrastructure/dien").name, known("general/y-te").name
('điện', 'Y tế và dân số')
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from loaders.text.fold import fold, key
from loaders.text.patterns import load
from loaders.text.phrases import Phrases
from ontology.tables import cell, rows

SCHEMES = {"infrastructure": "infrastructure_fields", "general": "general_fields"}
"""Scheme -> table of ontology/registry."""


class Field(NamedTuple):
    """`id` as "infrastructure/dien", `order` in its scheme, `name` as answers print it."""

    id: str
    scheme: str
    order: int
    name: str


@cache
def fields() -> dict[str, Field]:
    """All fields by id, in the order of the tables."""
    found: dict[str, Field] = {}
    for scheme, table in SCHEMES.items():
        for row in rows(table):
            name = row.get("short_name") or row["name_vi"]
            one = Field(f"{scheme}/{row['id']}", scheme, int(row["order"]), name)
            found[one.id] = one
    return found


def known(field: str) -> Field:
    """A field by its id; KeyError if there is none."""
    return fields()[field]


class Sign(NamedTuple):
    """What a phrase means: `act`, `renew`, `purpose`, `aside`, `beside`, `other` (a name that holds such), or `field`
    (words of those fields)."""

    kind: str
    fields: tuple[str, ...] = ()


@cache
def signs() -> Phrases[Sign]:
    """All phrases that are looked for in a provision."""
    found: dict[str, list[str]] = {}
    for scheme, table in SCHEMES.items():
        for row in rows(table):
            for word in cell(row["keywords"]):
                held = found.setdefault(key(word), [])
                if f"{scheme}/{row['id']}" not in held:
                    held.append(f"{scheme}/{row['id']}")
    values: dict[str, Sign] = {word: Sign("field", tuple(held)) for word, held in found.items()}
    data = load("fields")
    for kind in ("renew", "purpose", "aside", "beside", "act"):
        for word in data.words(f"words.{kind}s"):
            values.setdefault(word, Sign(kind))
    for word in data.words("words.others"):
        values[word] = Sign("other")
    for row in rows("agency_kinds"):  # "Sở Giao thông vận tải" is a body, and says nothing of the field
        name = fold(row["name"].split(" (")[0])
        if len(name.split()) > 1:
            values.setdefault(name, Sign("other"))
        for alt in cell(row["alt_names"]):
            if len(alt.split()) > 2:
                values.setdefault(fold(alt), Sign("other"))
    return Phrases(values)
