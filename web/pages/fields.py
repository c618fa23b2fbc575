"""Fields as a page names them: in its language, and by the scheme that each belongs to.

>>> iri = "https://w3id.org/chidao/field/infrastructure/y-te"
>>> named(iri, "y tế", "vi"), named(iri, "y tế", "en"), scheme_of(iri)
('y tế', 'Health infrastructure', 'infrastructure')
>>> named("https://w3id.org/chidao/field/general/new", "mới", "en"), scheme_of("https://w3id.org/chidao/doc/x")
('mới', '')
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from loaders.parse.fields.lexicon import SCHEMES
from ontology.tables import rows
from web.pages.page import Page

_FIELD = "/field/"


@cache
def _english() -> dict[str, str]:
    """Field, as its IRI ends, -> its English name, of the registry's tables."""
    return {f"{scheme}/{row['id']}": row["name_en"] for scheme, table in SCHEMES.items() for row in rows(table)}


@cache
def english_of() -> dict[str, str]:
    """Vietnamese name, as filters take it, -> English name."""
    every = (row for scheme in SCHEMES.values() for row in rows(scheme))
    return {row.get("short_name") or row["name_vi"]: row["name_en"] for row in every}


def named(iri: str, name: str, language: str) -> str:
    """What a field is called in a language; `name`, its Vietnamese one, where no other is known."""
    return _english().get(iri.partition(_FIELD)[2], "") or name if language == "en" else name


def scheme_of(iri: str) -> str:
    """The scheme of a field; empty for what is no field."""
    scheme = iri.partition(_FIELD)[2].partition("/")[0]
    return scheme if scheme in SCHEMES else ""


def in_language(page: Page, found: Sequence[dict[str, Any]], iri: str = "field", name: str = "name") -> None:
    """Put the names of fields in rows, and of their scheme where that stands in one, into the language of the page."""
    for row in found:
        row[name] = named(row[iri], row[name], page.language)
        if row.get("schemeName") and scheme_of(row[iri]):
            row["schemeName"] = page.words(f"coverage_page.schemes.{scheme_of(row[iri])}")
