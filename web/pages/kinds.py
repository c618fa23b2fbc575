"""Kinds that the graph names in Vietnamese, in the language of the page: units, works, types of documents.

>>> kind("tỉnh", "en"), kind("đường bộ", "en"), kind("đường bộ", "vi"), kind("mới", "en")
('province', 'road', 'đường bộ', 'mới')
>>> kind("Kế hoạch", "en")
'Plan'
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from ontology.tables import rows
from web.pages.words import table

_WORKS = "SELECT ?vi ?en { ?work skos:prefLabel ?vi, ?en FILTER(LANG(?vi) = 'vi' && LANG(?en) = 'en') }"


def kind(name: str, language: str) -> str:
    """What a kind is called in a language; its Vietnamese name where no other is known."""
    return english().get(name, name) if language == "en" else name


@cache
def english() -> dict[str, str]:
    """Vietnamese name -> English name."""
    from pyoxigraph import Literal, RdfFormat, Store

    store = Store()
    works = resources.files("ontology") / "vocabularies" / "project-kinds.ttl"
    store.load(works.read_bytes(), format=RdfFormat.TURTLE, base_iri="urn:kinds")
    found: dict[str, str] = {row["name"].split(" (")[0]: row["name_en"] for row in rows("document_types")}
    for row in store.query(_WORKS, prefixes={"skos": "http://www.w3.org/2004/02/skos/core#"}):  # type: ignore[union-attr]
        vi, en = row["vi"], row["en"]
        if isinstance(vi, Literal) and isinstance(en, Literal):
            found[vi.value] = en.value
    units = {said["vi"]: said["en"] for key, said in table().items() if key.startswith("unit.")}
    return {name: en for name, en in {**found, **units}.items() if en}
