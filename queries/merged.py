"""Provinces that became part of another: their documents stand under the names that they had (registry, provinces)."""

from __future__ import annotations

from kg.store.generations import Generation
from ontology.tables import rows
from queries.understood import warn


def merged(name: str) -> list[tuple[str, str]]:
    """The provinces of other names that became the one of this name, each with its last day, in order of name.

    >>> merged("Gia Lai"), merged("Bạc Liêu"), merged("Huế")
    ([('Bình Định', '2025-06-30')], [], [('Thừa Thiên Huế', '2024-12-31')])
    """
    provinces = {row["id"]: row for row in rows("provinces")}
    found = (
        (row["name"], row["valid_to"])
        for row in provinces.values()
        if row["name"] != name and row["successor_id"] and provinces[row["successor_id"]]["name"] == name
    )
    return sorted(found)


def tell(generation: Generation, name: str) -> None:
    """Say which other names documents of a province may stand under, where the graph has any of them."""
    from pyoxigraph import Literal

    from kg.rdf.terms import PROVINCE_NAME

    known = [
        f"{old} ({last})"
        for old, last in merged(name)
        if next(iter(generation.store.quads_for_pattern(None, PROVINCE_NAME, Literal(old), None)), None) is not None
    ]
    if known:
        old = ", ".join(known)
        warn(f"{name}: nay gồm cả {old}, văn bản ở đó hỏi bằng tên cũ / includes {old}, whose documents have that name")
