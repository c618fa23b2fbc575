"""Agencies: where a text names one, and by which canonical name it is known.

Kinds and their names come from ontology/registry/agency_kinds.csv, collectives, titles and the grammar of names from
loaders/data/agencies.toml; canonical forms are those of the gold guidelines, "Names of agencies".

>>> [(f.name, f.group) for f in find("Giám đốc Sở GTVT, Chủ tịch UBND các huyện", "Bạc Liêu")]
[('Sở Giao thông vận tải', False), ('Ủy ban nhân dân các huyện, thị xã, thành phố', True)]
>>> canonical("UBND tỉnh", "Bạc Liêu"), canonical("Uỷ ban nhân dân Thành phố", "Hồ Chí Minh")
('Ủy ban nhân dân tỉnh Bạc Liêu', 'Ủy ban nhân dân thành phố Hồ Chí Minh')
"""

from __future__ import annotations

from loaders.parse.agencies.found import Found
from loaders.parse.agencies.names import where, written
from loaders.parse.agencies.scan import scan

__all__ = ["Found", "canonical", "find"]


def find(text: str, province: str | None = None, date: str | None = None) -> list[Found]:
    """Every agency that `text` (the words of one provision) names, in order.

    `province` is the bare name of the document's province (None: a central body speaks), `date` its ISO date. Offsets
    are code points in `text`. A name that cannot be told apart has `kind` None.
    """
    return scan(text, where(province, date))


def canonical(phrase: str, province: str | None = None, date: str | None = None) -> str:
    """The canonical name of the agency that `phrase` names; the phrase itself, in full words, where it names none."""
    found = find(phrase, province, date)
    return found[0].name if found else written(phrase)
