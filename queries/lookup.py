"""What people type for a document, an agency, a province or a kind of document, and which terms of the graph it means.

A number is understood in any spelling; a type word, an issuer, a province or a year may stand beside it to choose.
Several matches are never narrowed by guessing: they are listed, with how to choose.

>>> fits(Entry("i", "13-NQ/TW", "Nghị quyết", "Bộ Chính trị", None, "2012-01-16", "", True), wanted("nq13"))
True
>>> fits(Entry("i", "13-NQ/TW", "Nghị quyết", "Bộ Chính trị", None, "2012-01-16", "", True), wanted("13-KL/TW"))
False
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from functools import cache
from itertools import permutations
from pathlib import Path

from kg.data import toml
from kg.index import reading
from kg.names import serial, tokens
from loaders.text.fold import bare, key
from ontology.tables import cell, rows
from queries import levels
from queries.lookup_tables import province
from queries.lookup_words import abbreviations, entry_of, letters, with_words, words_of
from queries.nearest import MOST, meant, near, successors
from queries.understood import LISTED as LISTED
from queries.understood import Entry as Entry
from queries.understood import LookupFailedError as LookupFailedError
from queries.understood import unheard as unheard
from queries.understood import warn as warn

_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
# Trung ương as some write it in numbers; without its marks it would be Tỉnh ủy.
_CENTRE = re.compile(r"/\s*TƯ\b", re.IGNORECASE)
_COLUMNS = "iri, number, type, issuer, province, date, label, read"


def wanted(text: str) -> frozenset[str]:
    """The folded words and figures that were typed, without filling words.

    >>> sorted(wanted("Nghị quyết số 013-NQ/TW")), sorted(wanted("13-NQ/TƯ"))
    (['13', 'nghi', 'nq', 'quyet', 'tw'], ['13', 'nq', 'tw'])
    """
    return frozenset(bare(t) for t in tokens(_CENTRE.sub("/TW", text))) - {"so", "ngay", "cua", "nam"}


def fits(entry: Entry, asked: frozenset[str]) -> bool:
    """Whether all that was typed is said of the document."""
    return asked <= words_of(entry) | {letters(entry.number or "")}


def document(index: Path, text: str) -> Entry:
    """The one document that `text` (a number in any spelling, words of its title, or an IRI) means.

    Where one was read and the others are bare numbers that somebody cites, of nobody and without a date, the one that
    was read is meant, and a warning says what was left aside. Raises LookupFailedError where none or several fit.
    """
    found = documents(index, text)
    if not found:
        alike = numbered(index, text)
        said = f"{text!r}: no such document; try: chidao search {text!r}{meant(alike)}"
        raise LookupFailedError(said, near=tuple(alike))
    known = [entry for entry in found if entry.read or entry.issuer or entry.date]
    if len(found) > 1 and len(known) == 1 and known[0].read:
        left = ", ".join(entry.iri for entry in found if entry != known[0])
        warn(f"{text!r}: the one that was read; left aside, cited without issuer and date: {left}")
        return known[0]
    if len(found) > 1:
        raise LookupFailedError(
            f"{text!r} fits {len(found)} documents; add the issuer, province or year, or give the IRI:",
            tuple(found),
            tuple(_choice(index, text, entry) for entry in found[:LISTED]),
        )
    return found[0]


def _choice(index: Path, text: str, entry: Entry) -> str:
    """What to type so that it means this one of several of a number: the text with its province, issuer or year, or
    with two of them; empty where none of that tells it from the others."""
    if "://" in text or not any(t.isdecimal() for t in tokens(text)):
        return ""
    year = entry.date[:4] if entry.date else None
    for parts in ((entry.province,), (entry.issuer,), (year,), (entry.province or entry.issuer, year), (entry.number,)):
        longer = " ".join([text, *filter(None, parts)])
        if all(parts) and documents(index, longer) == [entry]:
            return longer
    return ""


def counted(index: Path) -> tuple[int, int]:
    """How many documents were read, and how many are only cited."""
    with reading(index) as connection:
        found = dict(connection.execute("SELECT read, count(*) FROM documents GROUP BY read"))
    return found.get(1, 0), found.get(0, 0)


def documents(index: Path, text: str) -> list[Entry]:
    """All documents that fit what was typed, those with exactly this number alone where there are any."""
    with reading(index) as connection:
        if "://" in text:
            iri = text.strip("<> ")
            return _documents(connection, iri)
        asked = wanted(text)
        number = next((t for t in tokens(text) if t.isdecimal() and not _YEAR.match(t)), None) or serial(text)
        if number:
            found = [e for e in _entries(connection, "serial = ?", (number,)) if fits(e, asked)]
            exact = [e for e in found if e.number and frozenset(bare(t) for t in tokens(e.number)) == asked]
            if found or not asked - _of_numbers():
                return exact or found  # a number and who has it, and no words of a name
        return _called(connection, text, asked)


@cache
def _of_numbers() -> frozenset[str]:
    """Words that stand about a number: kinds of documents, provinces, who issues; and all figures up to four digits."""
    kinds = [word for name, short in abbreviations().items() for word in (*name.split(), *short)]
    places = [word for row in rows("provinces") for name in (row["full_name"], *cell(row["abbreviations"]))
              for word in tokens(name)]  # fmt: skip
    issuers = "ubnd hdnd ub uy ban nhan dan hoi dong chinh phu thu tuong bo so tw tu ttg cp trung uong bi thu"
    figures = [str(n) for n in range(10_000)]
    return frozenset(bare(word) for word in (*kinds, *places, *issuers.split(), *figures))


def _called(connection: sqlite3.Connection, text: str, asked: frozenset[str]) -> list[Entry]:
    """Documents asked for by words of their name, figures among them; those of exactly this name alone where there are
    any. A year that is told of none of them ("Luật Đầu tư 2020") may be that of one without a date: a warning says so.
    """
    found = _titled(connection, asked)
    whole = _of_name(found, text)
    years = frozenset(word for word in asked if _YEAR.match(word))
    if found or not years:
        return whole or found
    named = " ".join(word for word in text.split() if word not in years and bare(key(word)) != "nam")
    undated = [entry for entry in _titled(connection, asked - years) if not entry.date]
    undated = _of_name(undated, named)
    if undated:
        warn(f"{text!r}: year not on record; of that name without a date: {', '.join(e.iri for e in undated)}")
    return undated


def _of_name(found: list[Entry], name: str) -> list[Entry]:
    """Those of exactly this name. Whether it has as many words is seen at once, and tells most of thousands apart."""
    said, size = bare(key(name)), len(name.split())
    return [entry for entry in found if len(entry.label.split()) == size and bare(key(entry.label)) == said]


def _documents(connection: sqlite3.Connection, iri: str) -> list[Entry]:
    """The document with an IRI; or those that a former IRI means, also one below it, with a warning that says so."""
    now = _now(connection, iri)
    if now == [iri]:
        return _entries(connection, "iri = ?", (iri,))
    found = [entry for new in now for head in _heads(new) for entry in _entries(connection, "iri = ?", (head,))[:1]]
    found = [e for e in dict.fromkeys(found) if not any(o.iri.startswith(f"{e.iri}/") for o in found)]  # the nearest
    if found:
        warn(f"{iri}: a former IRI; now {', '.join(entry.iri for entry in found)}")
    return found


def _heads(iri: str) -> list[str]:
    """An IRI and those it stands below, the longest first.

    >>> _heads("http://a/doc/b#c")
    ['http://a/doc/b', 'http://a/doc', 'http://a']
    """
    parts = iri.partition("#")[0].split("/")
    return ["/".join(parts[:n]) for n in range(len(parts), 2, -1)]


def _now(connection: sqlite3.Connection, iri: str, deep: int = 4) -> list[str]:
    """What the IRI of a document, or of something in one, is now; itself where it is no former one."""
    if not deep or _one(connection, "SELECT iri FROM documents WHERE iri = ?", iri):
        return [iri]
    for head in _heads(iri):
        found = [new for (new,) in connection.execute("SELECT iri FROM former WHERE old = ? ORDER BY iri", (head,))]
        if found:
            return [now for new in found for now in _now(connection, new + iri[len(head) :], deep - 1)]
    return [iri]


def follow(index: Path, iri: str) -> list[str]:
    """What the IRI of a document, or of something in it, is now: itself unless it is a former one; several where it
    may mean several."""
    with reading(index) as connection:
        return _now(connection, iri)


def followed(index: Path, iris: Sequence[str]) -> list[str]:
    """What each of several IRIs is now, as `follow` has it, in their order; the index is opened once for all."""
    with reading(index) as connection:
        if connection.execute("SELECT 1 FROM former LIMIT 1").fetchone() is None:
            return list(iris)
        return [now for iri in iris for now in _now(connection, iri)]


def numbered(index: Path, text: str) -> list[str]:
    """Numbers of documents that are near to what was typed: the same figure, or its digits in another order."""
    asked = tokens(text)
    figure = next((t for t in asked if t.isdecimal() and not _YEAR.match(t)), None)
    if figure is None or "://" in text:
        return []
    with reading(index) as connection:
        with_serial = "serial = ? AND number IS NOT NULL"
        found = _entries(connection, with_serial, (figure,))
        # By the index: at most 5! looks, whatever the size of the graph.
        turns = sorted({"".join(turn) for turn in permutations(figure)} - {figure}) if len(figure) <= 5 else []
        turned = [e.number for turn in turns for e in _entries(connection, with_serial, (turn,))]
    wanted_words = frozenset(bare(t) for t in asked)
    shared = {entry: len(wanted_words & words_of(entry)) for entry in found}
    found = sorted((e for e in found if shared[e] > 1), key=lambda e: (-shared[e], not e.read, e.iri))
    same = [f"{entry.number} {entry.issuer}" if entry.issuer else str(entry.number) for entry in found]
    return list(dict.fromkeys(same))[:MOST] or near(text, filter(None, turned))


def _entries(connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> list[Entry]:
    sql = f"SELECT {_COLUMNS} FROM documents WHERE {where} ORDER BY read DESC, iri"  # noqa: S608
    return [entry_of(row) for row in connection.execute(sql, values)]


def _titled(connection: sqlite3.Connection, asked: frozenset[str]) -> list[Entry]:
    """Documents without a number are asked for by words of their name."""
    return [entry_of(row) for row in with_words(connection, _COLUMNS, asked)] if asked else []


@cache
def kind_names() -> dict[str, tuple[str, ...]]:
    """Folded name or abbreviation without diacritics -> ids of kinds of agencies."""
    found: dict[str, set[str]] = {}
    for row in rows("agency_kinds"):
        also = toml("agencies")["also"].get(row["id"], ())
        for name in (row["name"].split(" (")[0], *cell(row["abbreviations"]), *cell(row["alt_names"]), *also):
            found.setdefault(bare(key(name)), set()).add(row["id"])
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def kinds_called() -> list[str]:
    """What the kinds of agencies of the registry are called.

    >>> "Sở Giao thông vận tải" in kinds_called()
    True
    """
    return [row["name"].split(" (")[0] for row in rows("agency_kinds")]


def agencies(index: Path, base: str, text: str) -> list[str]:
    """IRIs of kinds of agencies and of agencies that `text` means, in any spelling or abbreviation; several IRIs may be
    given as they are, with blanks between them.

    A kind ("Sở GTVT") means the agencies of this kind in all provinces; with a place after it ("Sở GTVT Bạc Liêu")
    that one alone. Where it is no name but a part of some, all of those are meant, and a warning names them.
    Raises LookupFailedError if nothing fits.
    """
    found = agencies_if_any(index, base, text)
    if not found:
        raise _no_agency(index, base, text)
    return found


def agencies_if_any(index: Path, base: str, text: str) -> list[str]:
    """The same, none where nothing fits: to say what is near takes longest, and who only looks does not say it."""
    if "://" in text:
        return [iri.strip("<>") for iri in text.split()]
    said = bare(key(text))
    with reading(index) as connection:
        found = [f"{base}kind/{kind}" for kind in kind_names().get(said, ())]
        found = [iri for iri in found if _one(connection, "SELECT 1 FROM kinds WHERE iri = ?", iri)]
        named = connection.execute(
            "SELECT DISTINCT iri FROM agent_names WHERE bare = ? ORDER BY iri", (said,)
        ).fetchall()
        kinds = set(found)
        for (iri,) in named:
            own = connection.execute("SELECT kind FROM agents WHERE iri = ?", (iri,)).fetchall()
            if not kinds & {kind for (kind,) in own}:
                found.append(iri)
        found = _with_levels(connection, base, text, found)
        if not found:
            found = _placed(connection, base, said)
        if not found:
            # instr, not LIKE: in what people type, % and _ are characters as all others.
            sql = "SELECT DISTINCT iri FROM agent_names WHERE instr(bare, ?) ORDER BY iri LIMIT 50"
            found = [row[0] for row in connection.execute(sql, (said,))] if said else []
            if found:
                labels = [_one(connection, "SELECT label FROM agents WHERE iri = ?", iri) or iri for iri in found]
                some = sorted(set(labels), key=lambda label: (len(label), label))
                more = f" and {len(some) - MOST} more" if len(some) > MOST else ""
                warn(f"{text!r}: those whose name holds it: {'; '.join(some[:MOST])}{more}")
    return found


def _with_levels(connection: sqlite3.Connection, base: str, text: str, found: list[str]) -> list[str]:
    """What was found, with the bodies of other levels and the collectives that the name means as well; says so, and
    which collectives it does not mean."""
    also = [f"{base}kind/{kind}" for kind in levels.kinds_of(text)]
    also = [iri for iri in also if iri not in found and _one(connection, "SELECT 1 FROM kinds WHERE iri = ?", iri)]
    others = {iri: label for iri, label in levels.collectives(connection, text).items() if iri not in found}
    meant = bool(also) or levels.many(text) or not found
    if not found + also and len(others) == 1:
        return list(others)  # it has a longer name, and there is no other
    names = {f"{base}kind/{row['id']}": row["name"].split(" (")[0] for row in rows("agency_kinds")}
    sql = "SELECT label FROM agents WHERE iri = ?"
    own = [names.get(iri) or _one(connection, sql, iri) or iri for iri in found + also]
    levels.tell(text, own[: len(found)] if not meant else own, [*others.values()], meant=meant, several=bool(also))
    return [*found, *also, *others] if meant else found


def agencies_of(index: Path, base: str, text: str, place: str) -> list[str]:
    """IRIs of the agencies that `text` means in a province, by its name; raises LookupFailedError if there is none."""
    where = province(place)
    if named := agencies_if_any(index, base, f"{text} {where}"):
        return named
    found = agencies(index, base, text)
    with reading(index) as connection:
        sql = "SELECT DISTINCT iri FROM agents WHERE (iri = ?1 OR kind = ?1) AND place = ?2 ORDER BY iri"
        here = [iri for each in found for (iri,) in connection.execute(sql, (each, where))]
    if not here:
        raise LookupFailedError(f"{text!r}: no such agency of {where} in the graph; leave the province out to see all")
    return here


def _no_agency(index: Path, base: str, text: str) -> LookupFailedError:
    """Why no agency was found: what is near, or what came of an agency of that name."""
    said = bare(key(text))
    with reading(index) as connection:
        kinds = {iri for (iri,) in connection.execute("SELECT iri FROM kinds")}
    labels = agency_labels(index)
    named = {row["name"].split(" (")[0]: row["id"] for row in rows("agency_kinds")}
    known = [name for name, kind in named.items() if kind in kind_names().get(said, ())]
    alike = near(text, (n for n, kind in named.items() if f"{base}kind/{kind}" in kinds)) or near(text, labels)
    hint = ""
    for name in known[:1] or ([] if alike else near(text, named, 1)):
        heirs = ", ".join(successors(named[name]))
        hint = f"{'' if name in known else f', nor {name}'}{f' (its work went to {heirs})' if heirs else ''}"
    also = "" if hint else meant(alike)
    said = f"{text!r}: no such agency in the graph{hint}; see them with: chidao query run agencies{also}"
    return LookupFailedError(said, near=tuple(alike))


def named_agency(index: Path, name: str) -> bool:
    """Whether an agency of the graph has this name."""
    with reading(index) as connection:
        return _one(connection, "SELECT 1 FROM agent_names WHERE bare = ?", bare(key(name))) is not None


def agency_labels(index: Path) -> list[str]:
    """What the agencies of the graph are called, the first thousands of them."""
    with reading(index) as connection:
        return [label for (label,) in connection.execute("SELECT DISTINCT label FROM agents ORDER BY label LIMIT 5000")]


def _one(connection: sqlite3.Connection, sql: str, value: str) -> str | None:
    row = connection.execute(sql, (value,)).fetchone()
    return row[0] if row else None


def _placed(connection: sqlite3.Connection, base: str, said: str) -> list[str]:
    """A kind and then a place: the longest name of a kind that `said` begins with."""
    words = said.split()
    for size in range(len(words) - 1, 0, -1):
        kinds = kind_names().get(" ".join(words[:size])) or kind_names().get(" ".join(words[:size]) + " tinh")
        if not kinds:
            continue
        where = bare(" ".join(words[size:]))
        found = []
        for kind in kinds:
            sql = "SELECT iri, place FROM agents WHERE kind = ? ORDER BY iri"
            for iri, place in connection.execute(sql, (f"{base}kind/{kind}",)):
                if place and bare(key(place)) in (where, where.removeprefix("tinh ").removeprefix("thanh pho ")):
                    found.append(iri)
        if found:
            return found
    return []
