"""What people type into one box, and everything that fits it: documents, agencies, places, works, fields.

Documents by number in any spelling or by words of their name, agencies by name or abbreviation, the rest by words of
their names, none of it with regard to diacritics or case. Provisions are found by kg.search.

>>> name = "Cao tốc Tuyên Quang - Hà Giang"
>>> fitting("cao toc ha giang", name), fitting("toc cao", name), fitting("cầu", name)
(True, True, False)
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.index import reading
from kg.names import tokens
from kg.search import SearchError, expression, search
from kg.store.generations import Generation
from loaders.text.fold import bare, fold, key
from queries import lookup
from queries.lookup import Entry, LookupFailedError
from queries.nearest import nearest as nearest_of
from queries.nearest import words
from queries.run import ask

_WORD = re.compile(r"[^\W_]+")
MOST = 300
"""Of one kind, things that are found."""
KINDS = ("document", "agency", "place", "project", "field")


class Found(NamedTuple):
    """A thing that fits: `kind` is one of KINDS, `detail` tells it from others of its name, `value` is what to type
    where this one is meant, and `read` is False for a document that is only cited."""

    kind: str
    iri: str
    label: str
    detail: str
    value: str
    read: bool = True


def plain(text: str) -> str:
    """A text without what SQLite cannot take: NUL and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def fitting(typed: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name."""
    return _begin(words(typed), _joined(words(name)))


def _joined(named: list[str]) -> str:
    return "".join(f" {word}" for word in named)


def _begin(asked: list[str], named: str) -> bool:
    """Whether each word begins one of a name, which has a blank before each of its words."""
    return bool(asked) and all(f" {each}" in named for each in asked)


def documents(generation: Generation, text: str) -> list[Found]:
    """Documents of a number, or else those in whose name or title the words stand, the best first."""
    index = generation.search
    if any(token.isdecimal() for token in tokens(text)):
        found = lookup.documents(index, text)
        if found or "://" in text:
            return [_document(entry) for entry in found[:MOST]]
    try:
        hits = _titled(generation, text)
    except SearchError:
        return []
    known = entries(generation, hits)
    fitted = [_document(known[iri]) for iri in dict.fromkeys(hits) if iri in known]
    return sorted(fitted, key=lambda each: not each.read)


def _titled(generation: Generation, text: str) -> list[str]:
    """IRIs of documents by the words of their names, titles, issuers and provinces, the best first."""
    wanted = expression(_begun(text), marked=False)
    with reading(generation.search) as connection:
        try:
            sql = "SELECT iri FROM titles WHERE titles MATCH ? ORDER BY rank, rowid LIMIT ?"
            return [iri for (iri,) in connection.execute(sql, (wanted, MOST))]
        except sqlite3.OperationalError:  # a generation made before there were titles: all there is of it is words
            return [hit.document for hit in search(generation.search, _begun(text), MOST) if not hit.path]


def exact(generation: Generation, text: str) -> Found | None:
    """The one document that a number means; None where it is no number, or means none or several."""
    if not any(token.isdecimal() for token in tokens(text)):
        return None
    with lookup.unheard():
        try:
            return _document(lookup.document(generation.search, text))
        except LookupFailedError:
            return None


def entries(generation: Generation, iris: Iterable[str]) -> dict[str, Entry]:
    """What the index knows of documents, by IRI."""
    wanted = list(dict.fromkeys(iris))
    found: dict[str, Entry] = {}
    with reading(generation.search) as connection:
        for iri in wanted:
            sql = "SELECT iri, number, type, issuer, province, date, label, read FROM documents WHERE iri = ?"
            for row in connection.execute(sql, (iri,)):
                number, kind, issuer, province, date, label, read = row[1:]
                found[iri] = Entry(iri, number, kind, issuer, province, date, label or iri, bool(read))
    return found


def _document(entry: Entry) -> Found:
    day = "/".join(reversed((entry.date or "").split("-")))  # as it is written in Viet Nam
    detail = " · ".join(filter(None, (entry.issuer, day)))
    # What tells it from others of its number, so that the form may be sent with it as it is shown.
    said = " ".join(filter(None, (entry.label.rstrip("…"), entry.province or entry.issuer, (entry.date or "")[:4])))
    return Found("document", entry.iri, entry.label, detail, said if entry.number else entry.iri, entry.read)


def _begun(text: str) -> str:
    """The words, the last of them as a beginning, since somebody may still be typing it."""
    text = text.strip()
    return f"{text}*" if text and text[-1].isalnum() else text


def agencies(generation: Generation, text: str) -> list[Found]:
    """Agencies of a name or an abbreviation, then those in whose names all the words stand."""
    if "://" in text or not words(text):
        return []
    with reading(generation.search) as connection:
        iris = _named(generation, text)
        places = ",".join("?" * len(iris[:900]))
        sql = f"SELECT iri, label, place FROM agents WHERE iri IN ({places}) OR kind IN ({places})"  # noqa: S608
        named = connection.execute(sql, iris[:900] * 2).fetchall() if iris else []
        # instr, not LIKE: in what people type, % and _ are characters as all others.
        asked = words(text)[:8]
        holds = " AND ".join("instr(n.bare, ?)" for _ in asked)
        sql = (
            "SELECT DISTINCT a.iri, a.label, a.place FROM agent_names n JOIN agents a ON a.iri = n.iri "  # noqa: S608
            f"WHERE {holds} ORDER BY length(a.label), a.label LIMIT {MOST}"
        )
        more = connection.execute(sql, asked).fetchall()
    rows = [*sorted(set(named), key=lambda row: (row[1], row[0])), *more]
    kept = list(dict.fromkeys(rows))[:MOST]
    return [Found("agency", iri, label, place or "", label) for iri, label, place in kept]


def _named(generation: Generation, text: str) -> list[str]:
    """IRIs of agencies and kinds that are called so, as `lookup.agencies` has them; none where many only hold it."""
    said = bare(key(text))
    base = str(generation.manifest["base"])
    with lookup.unheard():
        found = lookup.agencies_if_any(generation.search, base, text)
    with reading(generation.search) as connection:
        held = connection.execute("SELECT 1 FROM agent_names WHERE bare = ? LIMIT 1", (said,)).fetchone()
    return found if held or any("/kind/" in iri for iri in found) or len(found) <= 3 else []


class Names:
    """The names of places, works and fields of a generation, folded once."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.rows = [(row, words(row["name"])) for row in rows]
        self._kinds: dict[str, list[tuple[dict[str, str], list[str], str]]] = {}
        for each in sorted(self.rows, key=lambda each: len(each[0]["name"])):
            self._kinds.setdefault(each[0]["class"].rpartition("#")[2].lower(), []).append((*each, _joined(each[1])))
        self._agencies: list[tuple[str, list[str]]] = []
        self._labels: dict[str, str] = {}

    def labelled(self) -> Iterator[tuple[str, str]]:
        """Each thing with its labels, without diacritics and case."""
        for row, _ in self.rows:
            label = row["label"]
            if label not in self._labels:
                self._labels[label] = bare(key(label))
            yield row["thing"], self._labels[label]

    def fitting(self, text: str, kind: str) -> list[Found]:
        """Those of a kind (`place`, `project`, `field`) whose name fits, the shortest name first; what lies within a
        place of that name after all others, as a town within the province that is called as it is."""
        asked = words(text)
        shown = "name" if kind == "place" else "label"
        # The longest word alone leaves few names, in which the others are looked for.
        longest = f" {max(asked, key=len, default='')}"
        some = (each for each in self._kinds.get(kind, ()) if longest in each[2])
        # Of the names of a place the longest, which has "tỉnh" or "thành phố" before it.
        rows = {row["thing"]: (row, named) for row, _, named in some if _begin(asked, named)}
        found = [
            (row["within"], Found(kind, thing, _told(row, row[shown], named), _where(row), row["name"]))
            for thing, (row, named) in rows.items()
        ]
        inner = {within: fitting(text, within) for within in {within for within, _ in found}}
        found.sort(key=lambda each: (inner[each[0]], len(each[1].label), each[1].label, each[1].iri))
        return [each for _, each in found[:MOST]]

    def near(self, text: str, kind: str) -> list[str]:
        """Names of a kind that are spelt nearly so."""
        return nearest_of(text, self.called(kind))

    def called(self, kind: str) -> Iterator[tuple[str, list[str]]]:
        """The names of a kind with their words."""
        return ((row["name"], said) for row, said, _ in self._kinds.get(kind, ()))

    def agencies(self, index: Path) -> list[tuple[str, list[str]]]:
        """What agencies are called, with the words of that."""
        self._agencies = self._agencies or [(label, words(label)) for label in lookup.agency_labels(index)]
        return self._agencies


def _told(row: dict[str, str], name: str, named: str) -> str:
    """The name of a place with the word for what it is, where it has none: "Thành phố Tuyên Quang". `named` are its
    words, each with a blank before it."""
    word = row["unitType"]
    return f"{word[0].upper()}{word[1:]} {name}" if word and not named.startswith(_said(word)) else name


@cache
def _said(word: str) -> str:
    return _joined(words(word))


def _where(row: dict[str, str]) -> str:
    """Within which place a place lies, and from when to when it was."""
    known = row["validFrom"] or row["validTo"]
    span = f"{row['validFrom'][:4] or '…'}–{row['validTo'][:4] or '…'}" if known else ""
    return " · ".join(filter(None, (row["within"], span)))


_KEPT: dict[str, Names] = {}


def names(generation: Generation) -> Names:
    """The names of a generation, kept for as long as it is the one that is asked."""
    which = str(generation.folder)
    return _KEPT[which] if which in _KEPT else remember(generation, ask(generation, "named-things", {}, 0).dicts())


def remember(generation: Generation, rows: Iterable[dict[str, str]]) -> Names:
    """Keep the names of a generation, given as rows of the question `named-things`."""
    _KEPT.clear()
    return _KEPT.setdefault(str(generation.folder), Names(rows))


def of_kind(generation: Generation, text: str, kind: str) -> list[Found]:
    """All of one kind that fits; where diacritics were typed, what is spelt with them first."""
    text = plain(text)
    if kind == "document":
        found = documents(generation, text)
    else:
        found = agencies(generation, text) if kind == "agency" else names(generation).fitting(text, kind)
    return sorted(found, key=lambda each: not spelt(text, each.label)) if bare(text) != fold(text) else found


def spelt(typed: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name with the diacritics that it has.

    >>> spelt("cầu", "Cầu Bến Thủy"), spelt("cầu", "Cậu Mười"), spelt("đường thủy", "Đường thuỷ nội địa")
    (True, False, True)
    """
    named = fold(name)
    return all(_stands(each, named) for each in _WORD.findall(fold(typed)))


def _stands(word: str, text: str) -> bool:
    """Whether a word of the text begins so."""
    at = text.find(word)
    while at > 0 and _WORD.match(text[at - 1]):
        at = text.find(word, at + 1)
    return at >= 0


@cache
def _kinds() -> list[tuple[str, list[str]]]:
    """What kinds of agencies are called, with the words of that."""
    return [(said, words(said)) for said in dict.fromkeys(lookup.kinds_called())]


LONGEST_NAME, NUMBERS = 12, 5
"""Words of a name, and numbers of documents, that are looked for in a sentence."""


def within(generation: Generation, text: str) -> list[tuple[str, str]]:
    """The names that stand in a question typed as a sentence, in their order: kind and name. Of two that share words
    the longer; numbers of documents, and names of two words or more."""
    known = names(generation)
    called: dict[tuple[str, ...], tuple[str, str]] = {}
    for name, said in (*_kinds(), *known.agencies(generation.search)):
        called.setdefault(tuple(said), ("agency", name))
    for kind in ("field", "project", "place"):
        called |= {tuple(said): (kind, name) for name, said in known.called(kind)}
    asked = words(text)
    found: dict[int, tuple[str, str]] = {}
    taken: set[int] = set()
    for size in range(min(LONGEST_NAME, len(asked)), 1, -1):
        for at in range(len(asked) - size + 1):
            span = set(range(at, at + size))
            if not span & taken and (one := called.get(tuple(asked[at : at + size]))):
                found[at] = one
                taken |= span
    numbered = [word for word in text.split() if any(c.isdecimal() for c in word)][:NUMBERS]
    numbers = filter(None, (exact(generation, word) for word in numbered))
    return [*(("document", each.value) for each in numbers), *(found[at] for at in sorted(found))]


def nearest(generation: Generation, text: str) -> list[tuple[str, str]]:
    """What may have been meant where nothing fits: kind and name."""
    numbers = [("document", said) for said in lookup.numbered(generation.search, text)]
    known = names(generation)
    labels = [("agency", said) for said in nearest_of(text, known.agencies(generation.search))]
    kinds = [("agency", said) for said in nearest_of(text, _kinds())]
    rest = [(kind, said) for kind in ("place", "project", "field") for said in known.near(text, kind)]
    return list(dict.fromkeys([*numbers, *labels, *kinds, *rest]))
