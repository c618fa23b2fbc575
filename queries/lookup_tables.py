"""Provinces and kinds of documents by what people type for them: tables of ontology/registry know their names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.index import reading
from loaders.text.fold import bare, key
from ontology.tables import cell, rows
from queries.nearest import meant, near
from queries.understood import LookupFailedError


def province(text: str) -> str:
    """The bare name of a province in any spelling; raises LookupFailedError if it is none.

    >>> province("tp hcm"), province("bac lieu"), province("Tỉnh Bắc Kạn")
    ('Hồ Chí Minh', 'Bạc Liêu', 'Bắc Kạn')
    """
    names, shorts = _provinces()
    whole = bare(key(text))
    said = whole.removeprefix("tinh ").removeprefix("thanh pho ")
    # Of a name that several rows have, the first row is meant.
    found = min((names[each] for each in (said, whole) if each in names), default=None)
    if found is not None:
        return found[1]
    short = shorts.get(said.replace(".", "").replace(" ", ""))
    if short is None:
        alike = near(text, (row["name"] for row in rows("provinces")))
        said = f"{text!r}: no such province; give its name, such as 'Bạc Liêu'{meant(alike)}"
        raise LookupFailedError(said, near=tuple(alike))
    return short


@cache
def _provinces() -> tuple[dict[str, tuple[int, str]], dict[str, str]]:
    """Bare names with the row and the name they mean; abbreviations without stops and blanks."""
    names: dict[str, tuple[int, str]] = {}
    shorts: dict[str, str] = {}
    for number, row in enumerate(rows("provinces")):
        for name in (row["name"], row["full_name"], *cell(row["alt_names"]), *cell(row["abbreviations"])):
            names.setdefault(bare(key(name)), (number, row["name"]))
        for short in cell(row["abbreviations"]):
            shorts[bare(key(short)).replace(".", "").replace(" ", "")] = row["name"]
    return names, shorts


def document_type(base: str, text: str, index: Path | None = None) -> str:
    """The IRI of a kind of document by its name or abbreviation.

    A name that no table holds is looked for among the kinds of the documents of `index`; raises LookupFailedError
    where it is none of them.
    """
    from kg.iri import slug

    said = bare(key(text))
    for row in rows("document_types"):
        name = row["name"].split(" (")[0]
        for each in (name, *cell(row["alt_names"]), row["abbreviation"], *cell(row["alt_abbreviations"])):
            if each and bare(key(each)) == said:
                short = min([name, *cell(row["alt_names"])], key=len)
                return f"{base}type/{slug(short if short[0].isupper() else name)}"
    if index is not None:
        with reading(index) as connection:
            used = [kind for (kind,) in connection.execute("SELECT DISTINCT type FROM documents ORDER BY type") if kind]
        if said not in {bare(key(kind)) for kind in used}:
            alike = near(text, [*used, *(row["name"].split(" (")[0] for row in rows("document_types"))])
            said = f"{text!r}: no such kind of document; give a name, or KH and the like{meant(alike)}"
            raise LookupFailedError(said, near=tuple(alike))
    return f"{base}type/{slug(text)}"
