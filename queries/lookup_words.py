"""The words by which a document can be asked for.

>>> entry = Entry("i", "13-NQ/TW", "Nghị quyết", "Bộ Chính trị", None, "2012-01-16", "", True)
>>> sorted(words_of(entry) & {"13", "nq", "tw", "nqtw", "2012", "quyet"})
['13', '2012', 'nq', 'nqtw', 'quyet', 'tw']
"""

from __future__ import annotations

import sqlite3
from functools import cache, lru_cache

from kg.names import tokens
from loaders.text.fold import bare, key
from ontology.tables import cell, rows
from queries.understood import Entry


@cache
def abbreviations() -> dict[str, frozenset[str]]:
    """Folded name of a kind of document -> its abbreviations, folded."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("document_types"):
        short = {bare(t) for word in (row["abbreviation"], *cell(row["alt_abbreviations"])) for t in tokens(word)}
        for name in (row["name"].split(" (")[0], *cell(row["alt_names"])):
            found[key(name)] = found.get(key(name), frozenset()) | short
    return found


def words_of(entry: Entry) -> frozenset[str]:
    """All words by which a document can be asked for."""
    said = " ".join(part for part in (entry.number, entry.type, entry.issuer, entry.province, entry.label) if part)
    found = {bare(t) for t in tokens(said)} | abbreviations().get(key(entry.type or ""), frozenset())
    if entry.date:
        found |= {part.lstrip("0") for part in entry.date.split("-")} | {entry.date[:4]}
    if "ubnd" not in found and "uy ban nhan dan" in bare(key(entry.issuer or "")):
        found.add("ubnd")
    # Who types a number in a hurry leaves out what parts its letters: 13nqtw.
    found.add("".join(bare(t) for t in tokens(entry.number or "") if not t.isdecimal()))
    return frozenset(found - {""})


def title_words(connection: sqlite3.Connection) -> dict[str, str]:
    """What documents are called, who issued them and where, without diacritics; nothing in an index made before."""
    try:
        return dict(connection.execute("SELECT iri, text FROM titles"))
    except sqlite3.OperationalError:
        return {}


def may_fit(row: tuple[str, ...], text: str | None, asked: frozenset[str]) -> bool:
    """Whether the words of a document need be looked at: to take the words of each apart takes a hundred times as long
    as to see that one that was asked for stands nowhere in its text, its kind or its number."""
    _, number, kind, *_, label, _, _ = row
    if text is None or (number and number not in (label or "")):
        return True
    rest = [word for word in asked if word not in text and not word.isdecimal() and word != "ubnd"]
    return not rest or _of_kind(kind or "").issuperset(rest)


@lru_cache(maxsize=256)
def _of_kind(kind: str) -> frozenset[str]:
    """The words and abbreviations of a kind of document."""
    return frozenset(bare(t) for t in tokens(kind)) | abbreviations().get(key(kind), frozenset())
