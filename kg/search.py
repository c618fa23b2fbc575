"""Searching the words of provisions and titles: a SQLite FTS5 index beside the graph of each generation.

The same words stand in two indexes, one with diacritics ("sở"), one without ("so"). A query with diacritics finds
first what is spelt so, then what is spelt the same without them; a query without finds both alike.

>>> Hit("iri", "doc", "II/1", "Sở Giao thông vận tải chủ trì").snippet("giao thong", width=20)
'Sở [Giao] [thông] vận…'
"""

from __future__ import annotations

import heapq
import json
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.index import reading
from kg.store.steps import reached
from kg.together import together
from loaders.text.fold import bare, fold

if TYPE_CHECKING:
    from pyoxigraph import Store

_WORD = re.compile(r"[^\W_]+")  # as FTS5 parts words: an underscore is none
_BEGINNING = re.compile(r"([^\W_]+)\*+(?!\S)")
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')

COUNTED = 2000
"""Entries with a phrase that are counted, the first by their IRIs."""
RANKED = 3000
"""Of entries in which all words stand so many are put in order by BM25, the first by their IRIs: of words that
stand everywhere it says little and takes long."""

_SCHEMA = """
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, document TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL
);
CREATE VIRTUAL TABLE marked USING fts5(text, content='', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE unmarked USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
"""

# A document is found by its label and title; the provision that holds the title would only repeat it.
ENTRIES = """
PREFIX cd: <https://w3id.org/chidao/ont#>
PREFIX part: <https://w3id.org/chidao/voc/part#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?iri ?document ?path ?text {
  { ?iri cd:text ?text ; cd:path ?path ; cd:document ?document ; cd:kind ?kind . FILTER(?kind != part:title) }
  UNION
  { ?iri a cd:Document ; rdfs:label ?label . OPTIONAL { ?iri cd:title ?title }
    BIND(?iri AS ?document) BIND("" AS ?path) BIND(CONCAT(?label, " ", COALESCE(?title, "")) AS ?text) }
}
"""


@dataclass(frozen=True)
class Hit:
    """A provision (or, with an empty path, a document) in which the words stand, and its text."""

    iri: str
    document: str
    path: str
    text: str

    def snippet(self, query: str, width: int = 160) -> str:
        """About `width` characters of the text around the first word of `query`, the words found in brackets."""
        return "".join(f"[{words}]" if found else words for words, found in self.parts(query, width))

    def parts(self, query: str, width: int = 160) -> list[tuple[str, bool]]:
        """The same in parts, each with whether it is a word that was found.

        >>> Hit("iri", "doc", "II/1", "Sở Giao thông").parts("giao")
        [('Sở ', False), ('Giao', True), (' thông', False)]
        """
        asked = _plain(query)
        wanted = {bare(word) for word in _WORD.findall(asked)}
        begun = tuple(bare(word) for word in _BEGINNING.findall(asked))
        words = ((bare(m[0]), m.span()) for m in _WORD.finditer(self.text))
        marks = [span for word, span in words if word in wanted or word.startswith(begun)]
        start = max(0, marks[0][0] - width // 4) if marks else 0
        end = min(len(self.text), start + width)
        # Cut at blanks, so that no word is broken.
        if start:
            start = self.text.find(" ", start, marks[0][0]) + 1 or marks[0][0]
        if end < len(self.text):
            end = max(self.text.rfind(" ", start, end), min(len(self.text), start + 1))
        parts, at = [("…" if start else "", False)], start
        for first, last in marks:
            if first >= start and last <= end:
                parts += [(self.text[at:first], False), (self.text[first:last], True)]
                at = last
        rest = self.text[at:end].rstrip() + ("…" if end < len(self.text) else "")
        return [part for part in (*parts, (rest, False)) if part[0]]


class SearchError(ValueError):
    """A query that holds no word; the message is one line."""


def write_index(connection: sqlite3.Connection, store: Store) -> int:
    """Fill the index from the graph, return how many entries it holds."""
    connection.executescript(_SCHEMA)
    # In the order of the IRIs, so that equal ranks come out the same from every build. A set: a triple that stands in
    # two graphs is found twice.
    found = sorted({(s["iri"].value, s["document"].value, s["path"].value, s["text"].value)
                    for s in store.query(ENTRIES, use_default_graph_as_union=True)})  # type: ignore[union-attr]  # fmt: skip
    connection.executemany("INSERT INTO entries (iri, document, path, text) VALUES (?, ?, ?, ?)", found)
    reached("search: before the words")
    words = [(number, fold(text)) for number, (_, _, _, text) in enumerate(found, start=1)]
    connection.executemany("INSERT INTO marked (rowid, text) VALUES (?, ?)", words)
    plain = ((number, text.replace("đ", "d")) for number, text in words)
    connection.executemany("INSERT INTO unmarked (rowid, text) VALUES (?, ?)", plain)
    connection.commit()
    return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])


def _plain(query: str) -> str:
    """A query in NFC, without what SQLite takes for the end of a text or cannot take at all (NUL, lone surrogates)."""
    return unicodedata.normalize("NFC", query.replace("\0", " ").encode("utf-8", "replace").decode())


def expression(query: str, *, marked: bool) -> str:
    """A query as people type it in the syntax of FTS5: all words, "phrases in quotes", beginnings with `*`.

    Nothing typed is taken for syntax of FTS5. Raises SearchError if there is no word.

    >>> expression('sở "giao thông" 13-NQ/TW quy*', marked=True)
    '"sở" "giao thông" "13-nq/tw" "quy"*'
    >>> expression("Đường", marked=False)
    '"duong"'
    """
    parts = []
    for phrase, word in _PHRASE.findall(fold(_plain(query))):
        words = (phrase or word).replace('"', " ").strip()
        if _WORD.search(words):
            prefix = "*" if word.endswith("*") else ""
            parts.append('"' + (words.rstrip("*") if marked else bare(words.rstrip("*"))) + '"' + prefix)
    if not parts:
        raise SearchError(f"{query!r} holds no word to search for; give at least one")
    return " ".join(parts)


def search(path: Path, query: str, limit: int = 20) -> list[Hit]:
    """The best `limit` hits, those spelt with the query's diacritics first, each group by BM25 (SQLite FTS5, 5.1.1).

    Raises SearchError for a query without words.
    """
    with reading(path) as connection:
        found: dict[int, Hit] = {}
        steps = [("marked", True)] if bare(query) != fold(query) else []
        for table, marked in [*steps, ("unmarked", False)]:
            if len(found) < limit:
                for number, hit in _matches(connection, table, expression(query, marked=marked), limit):
                    found.setdefault(number, hit)
        return list(found.values())[:limit]


def sharing(path: Path, text: str, limit: int = 100, phrases: int = 8) -> list[Hit]:
    """Provisions that share phrases of three words with a text, those that share most first.

    Of its phrases so many are looked for, evenly spread, spelt as they are: whoever has most of the text has most of
    them. Of each the first COUNTED places are looked at; a text without three words shares nothing.
    """
    words = _WORD.findall(fold(_plain(text)))
    every = [" ".join(words[n : n + 3]) for n in range(len(words) - 2)]
    some = every[:: max(1, len(every) // phrases)]
    if not some:
        return []
    shared: Counter[int] = Counter()
    for numbers in together(*(partial(_having, path, phrase) for phrase in dict.fromkeys(some))):
        shared.update(numbers)
    with reading(path) as connection:
        best = heapq.nsmallest(limit, shared, key=lambda number: (-shared[number], number))
        return [_entry(connection, number) for number in best]


def _having(path: Path, phrase: str) -> list[int]:
    """The numbers of the first COUNTED entries with a phrase."""
    with reading(path) as connection:
        # As one row: between rows a thread waits for the others, and has it all the same.
        asked = "SELECT rowid FROM marked WHERE marked MATCH ? ORDER BY rowid LIMIT ?"
        said = connection.execute(f"SELECT json_group_array(rowid) FROM ({asked})", (f'"{phrase}"', COUNTED)).fetchone()  # noqa: S608
        numbers: list[int] = json.loads(said[0])
        return numbers


def _matches(
    connection: sqlite3.Connection, table: str, words: str, limit: int
) -> Iterator[tuple[int, Hit]]:
    # In the order of the rows, so that the words are gone through once: docs/decisions/0099-speed-of-pages.md.
    some = f"SELECT rank, rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT {RANKED}"  # noqa: S608
    best = connection.execute(f"SELECT rowid FROM ({some}) ORDER BY rank, rowid LIMIT ?", (words, limit)).fetchall()  # noqa: S608
    for (number,) in best:
        yield number, _entry(connection, number)


def _entry(connection: sqlite3.Connection, number: int) -> Hit:
    return Hit(*connection.execute("SELECT iri, document, path, text FROM entries WHERE id = ?", (number,)).fetchone())
