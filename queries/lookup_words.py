"""The words by which a document can be asked for.

>>> entry = Entry("i", "13-NQ/TW", "Nghị quyết", "Bộ Chính trị", None, "2012-01-16", "", True)
>>> sorted(words_of(entry) & {"13", "nq", "tw", "2012", "quyet"})
['13', '2012', 'nq', 'quyet', 'tw']
"""

from __future__ import annotations

import re
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
    if "ubnd" not in found and _is_ubnd(entry.issuer or ""):
        found.add("ubnd")
    return frozenset(found)


def letters(number: str) -> str:
    """The letters of a number in one word, as who types it in a hurry leaves out what parts them.

    >>> letters("13-NQ/TW"), letters("37/2019/NĐ-CP")
    ('nqtw', 'ndcp')
    """
    return "".join(bare(t) for t in tokens(number) if not t.isdecimal())


def with_words(connection: sqlite3.Connection, columns: str, asked: frozenset[str]) -> list[tuple[str, ...]]:
    """The `columns` of the documents that have all these words, those first that were read, then by their IRIs.

    What documents are called, who issued them and where, stands in the index without diacritics: SQLite goes through
    that, and only what may fit is fetched. Where it does not (an index made before, a number that the name does not
    have) the words of each document are taken apart, which takes a hundred times as long.
    """
    try:
        kinds = {kind: _of_kind(kind or "") for (kind,) in connection.execute("SELECT DISTINCT type FROM documents")}
        looked_for = {word: _as_word(word) for word in asked}

        def fits(text: str, kind: str | None, issuer: str | None) -> bool:
            return all(
                looked_for[word].search(text) or word in kinds[kind] or (word == "ubnd" and _is_ubnd(issuer or ""))
                for word in asked
            )

        connection.create_function("fits", 3, fits)
        own = sorted(asked - frozenset().union(*kinds.values()) - {"ubnd"})
        holds = "".join("instr(t.text, ?) AND " for _ in own)
        said = ", ".join(f"d.{column}" for column in columns.split(", "))
        sql = (
            f"SELECT {said} FROM titles t CROSS JOIN documents d ON d.iri = t.iri "  # noqa: S608
            f"WHERE {holds} fits(t.text, d.type, d.issuer)"
        )
        found = {row[0]: row for row in connection.execute(sql, own)}
        others = "WHERE number != '' AND NOT instr(coalesce(label, ''), number)"
    except sqlite3.OperationalError:
        found, others = {}, ""
    for row in connection.execute(f"SELECT {columns}, title FROM documents {others}"):  # noqa: S608
        if asked <= words_of(entry_of(row)) | {bare(t) for t in tokens(row[-1] or "")}:
            found[row[0]] = row[:-1]
    return sorted(found.values(), key=lambda row: (-int(row[7]), row[0]))


def _is_ubnd(issuer: str) -> bool:
    return "uy ban nhan dan" in bare(key(issuer))


def _as_word(word: str) -> re.Pattern[str]:
    """Finds a word of kg.names.tokens in a text without diacritics.

    >>> [bool(_as_word(word).search("13a so 05")) for word in ("13", "a", "5", "s")]
    [True, True, True, False]
    """
    if word.isdecimal():
        return re.compile(rf"(?<![0-9])0*{word}(?![0-9])")
    # Begun with the word itself, which the engine skips to; what stands before it is looked at last.
    letter = r"[^\W\d_]"
    return re.compile(rf"{re.escape(word)}(?<!{letter}{re.escape(word)})(?!{letter})")


def entry_of(row: tuple[str, ...]) -> Entry:
    """A row of documents."""
    iri, number, kind, issuer, place, date, label, read = row[:8]
    return Entry(iri, number, kind, issuer, place, date, label or iri, bool(read))


@lru_cache(maxsize=256)
def _of_kind(kind: str) -> frozenset[str]:
    """The words and abbreviations of a kind of document."""
    return frozenset(bare(t) for t in tokens(kind)) | abbreviations().get(key(kind), frozenset())
