"""Fields and kinds of works by their names, in any spelling.

>>> fields("https://w3id.org/chidao/", "giao thong"), work("cao tốc")
(['https://w3id.org/chidao/field/infrastructure/giao-thong'], 'https://w3id.org/chidao/voc/work#expressway')
"""

from __future__ import annotations

from loaders.text.fold import bare, key
from ontology.tables import cell, rows
from queries.lookup import LookupFailedError
from queries.nearest import meant, near


def fields(base: str, text: str) -> list[str]:
    """The IRIs of the fields that `text` names: by a whole name or id, else those whose name begins with it.

    Raises LookupFailedError for a name of none.
    """
    from loaders.parse.fields import lexicon

    if "://" in text:
        return [text.strip("<> ")]
    said = bare(key(text)).removeprefix("ha tang ")
    known = lexicon.fields().values()
    names = {one.id: (bare(key(one.name)), one.id, one.id.rpartition("/")[2]) for one in known}
    found = [one for one, every in names.items() if said in every]
    found = found or [one for one, every in names.items() if said and every[0].startswith(said)]
    if not found:
        alike = near(text, (one.name for one in known))
        said = f"{text!r}: no such field; see them with: chidao query run fields{meant(alike)}"
        raise LookupFailedError(said, near=tuple(alike))
    # What belongs to a field of infrastructure is not classified a second time in the general scheme.
    for one in [each for each in found if each.startswith("general/")]:
        row = next(row for row in rows("general_fields") if row["id"] == one.rpartition("/")[2])
        found += [other for each in cell(row["related"]) if (other := f"infrastructure/{each}") not in found]
    return [f"{base}field/{one}" for one in found]


def work(text: str) -> str:
    """The IRI of a kind of works; raises LookupFailedError for a name of none."""
    from kg.iri import VOCABULARY
    from loaders.parse.projects.lexicon import identifier, kinds

    said = bare(key(text))
    for kind in kinds():
        if said in (bare(key(kind)), identifier(kind)):
            return f"{VOCABULARY}work#{identifier(kind)}"
    listed = "; ".join(kinds())
    alike = near(text, kinds())
    raise LookupFailedError(f"{text!r}: no such kind of works; there are: {listed}{meant(alike)}", near=tuple(alike))
