"""Tables of names beside the search index: what people call documents and agencies, and which IRIs they mean.

Written at build from the graph, so that a look-up by name needs no scan of it.

>>> tokens("Nghị quyết số 013-NQ/TW")
('nghị', 'quyết', 'số', '13', 'nq', 'tw')
>>> tokens("nq13") == ("nq", "13")
True
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from kg.iri import DCTERMS
from kg.search import ENTRIES, write_index
from kg.store.durable import sync_file
from kg.store.generations import SEARCH
from kg.store.steps import reached
from loaders.text.fold import bare, fold, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pyoxigraph import NamedNode, Quad, QuerySolution, Store

_ONTOLOGY = "https://w3id.org/chidao/ont#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
_REPLACED_BY = DCTERMS + "isReplacedBy"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TITLE = (8, 7, 4, 5, 6)  # of a row of documents: label, title, issuer, province, date
_TERM = re.compile(r"\bcd:(\w+)")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")

_SCHEMA = """
CREATE TABLE documents (
  iri TEXT PRIMARY KEY, number TEXT, symbol TEXT, type TEXT, issuer TEXT, province TEXT, date TEXT, title TEXT,
  label TEXT, read INTEGER NOT NULL, serial TEXT
) WITHOUT ROWID;
CREATE INDEX documents_by_serial ON documents (serial);
CREATE VIRTUAL TABLE titles USING fts5(iri UNINDEXED, text, tokenize="unicode61 remove_diacritics 2");
CREATE TABLE agents (
  iri TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, place TEXT, PRIMARY KEY (iri, kind)
) WITHOUT ROWID;
CREATE TABLE agent_names (
  bare TEXT NOT NULL, key TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (bare, key, iri)
) WITHOUT ROWID;
CREATE TABLE former (old TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (old, iri)) WITHOUT ROWID;
CREATE TABLE kinds (iri TEXT PRIMARY KEY, agents INTEGER NOT NULL) WITHOUT ROWID;
"""

_PREFIXES = """
PREFIX cd: <https://w3id.org/chidao/ont#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

_DOCUMENTS = _PREFIXES + """
SELECT ?iri ?number ?symbol ?typeName ?issuer ?province ?date ?title ?label ?file {
  ?iri a cd:Document .
  OPTIONAL { ?iri cd:number ?number } OPTIONAL { ?iri cd:symbol ?symbol } OPTIONAL { ?iri rdfs:label ?label }
  OPTIONAL { ?iri cd:documentType ?type . OPTIONAL { ?type skos:prefLabel ?typeName . FILTER(LANG(?typeName) = "vi") } }
  OPTIONAL { ?iri cd:issuerName ?issuer } OPTIONAL { ?iri cd:provinceName ?province }
  OPTIONAL { ?iri cd:date ?date } OPTIONAL { ?iri cd:title ?title } OPTIONAL { ?iri cd:sourceFile ?file }
}
"""

_AGENTS = _PREFIXES + """
SELECT ?iri ?label ?kind ?placeName {
  VALUES ?class { cd:Agency cd:AgencyGroup }
  ?iri a ?class ; rdfs:label ?label .
  OPTIONAL { ?iri cd:agencyKind ?kind }
  OPTIONAL { ?iri cd:place ?place . ?place rdfs:label ?placeName }
}
"""

# What documents call an agency, besides its label.
_CALLED = _PREFIXES + "SELECT DISTINCT ?iri ?name { ?assignment cd:agent ?iri ; cd:agentName ?name }"


def tokens(text: str) -> tuple[str, ...]:
    """Runs of letters and runs of digits, folded; leading zeros dropped, everything else parts them."""
    found = _TOKEN.findall(fold(unicodedata.normalize("NFC", text)))
    return tuple(t.lstrip("0") or "0" if t.isdecimal() else t for t in found)


def serial(number: str) -> str:
    """The number proper of a document's number, empty if it has none.

    >>> serial("034/KH-UBND"), serial("/KH-UBND"), serial("37/2019/NĐ-CP")
    ('34', '', '37')
    """
    first = tokens(number)[:1]
    return first[0] if first and first[0].isdecimal() else ""


@cache
def _looked_at() -> tuple[frozenset[NamedNode], frozenset[NamedNode]]:
    """The predicates that the queries of this file and of kg.search name, and the classes."""
    from pyoxigraph import NamedNode

    names = {NamedNode(_ONTOLOGY + name) for name in _TERM.findall(" ".join((_DOCUMENTS, _AGENTS, _CALLED, ENTRIES)))}
    return frozenset(names | {NamedNode(_LABEL), NamedNode(_PREFERRED), NamedNode(_REPLACED_BY)}), frozenset(names)


def names_of(quads: Iterable[Quad]) -> Store:
    """What the tables and the search index are made of, in memory: asking the store on disk for it takes ten times as
    long as the quads that are at hand anyway."""
    from pyoxigraph import NamedNode, Store

    predicates, classes = _looked_at()
    is_a = NamedNode(_TYPE)
    store = Store()
    store.bulk_extend(
        quad
        for quad in quads
        if (predicate := quad.predicate) in predicates or (predicate == is_a and quad.object in classes)
    )
    return store


def write_names(folder: Path, store: Store) -> None:
    """Write the search index and the tables of names of a new generation, made durable."""
    reached("search: before it is made")
    connection = sqlite3.connect(folder / SEARCH)
    try:
        # Nobody reads the file before it is whole, and it is synced below.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        write_index(connection, store)
        write_tables(connection, store)
    finally:
        connection.close()
    reached("search: before sync")
    sync_file(folder / SEARCH)  # this file alone: beside it the graph may still be loading


def write_tables(connection: sqlite3.Connection, store: Store) -> None:
    """Fill the tables of names alone."""
    connection.executescript(_SCHEMA)
    _write_documents(connection, store)
    _write_agents(connection, store)
    _write_former(connection, store)
    connection.commit()


def _write_documents(connection: sqlite3.Connection, store: Store) -> None:
    rows: dict[str, tuple[object, ...]] = {}
    for solution in store.query(_DOCUMENTS, use_default_graph_as_union=True):  # type: ignore[union-attr]
        get = _getter(solution)
        number = get("number") or get("symbol") or ""
        row = (get("iri"), get("number"), get("symbol"), get("typeName"), get("issuer"), get("province"), get("date"),
               get("title"), get("label"), int(get("file") is not None), serial(number))  # fmt: skip
        # A stub may be cited with two dates; the first in order stands for it.
        rows[str(row[0])] = min(rows.get(str(row[0]), row), row, key=repr)
    connection.executemany(f"INSERT INTO documents VALUES ({', '.join('?' * 11)})", [rows[iri] for iri in sorted(rows)])  # noqa: S608
    # What a document is called, who issued it and where: its words need not be found among those of all texts.
    said = ((iri, " ".join(str(row[i]) for i in _TITLE if row[i])) for iri, row in sorted(rows.items()))
    connection.executemany("INSERT INTO titles VALUES (?, ?)", ((iri, bare(text)) for iri, text in said))


def _write_agents(connection: sqlite3.Connection, store: Store) -> None:
    # An agency with a merged name has a row for each kind that it answers to.
    agents: dict[tuple[str, str], tuple[str, str | None]] = {}
    names: set[tuple[str, str, str]] = set()
    for solution in store.query(_AGENTS, use_default_graph_as_union=True):  # type: ignore[union-attr]
        get = _getter(solution)
        iri, label, kind = get("iri") or "", get("label") or "", get("kind") or ""
        agent = (label, get("placeName"))
        agents[iri, kind] = min(agents.get((iri, kind), agent), agent, key=repr)
        names.add((bare(key(label)), key(label), iri))
    known = {iri for iri, _ in agents}
    for solution in store.query(_CALLED, use_default_graph_as_union=True):  # type: ignore[union-attr]
        name, iri = solution["name"].value, solution["iri"].value
        if iri in known:
            names.add((bare(key(name)), key(name), iri))
    rows = [(iri, agents[iri, kind][0], kind, agents[iri, kind][1]) for iri, kind in sorted(agents)]
    connection.executemany("INSERT INTO agents VALUES (?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO agent_names VALUES (?, ?, ?)", sorted(names))
    connection.execute("INSERT INTO kinds SELECT kind, count(*) FROM agents WHERE kind <> '' GROUP BY kind")


def _write_former(connection: sqlite3.Connection, store: Store) -> None:
    """The IRIs that documents no longer have, and those they have now."""
    from pyoxigraph import NamedNode

    quads = store.quads_for_pattern(None, NamedNode(_REPLACED_BY), None)
    pairs = sorted({(quad.subject.value, quad.object.value) for quad in quads})  # type: ignore[union-attr]
    connection.executemany("INSERT INTO former VALUES (?, ?)", pairs)


def _getter(solution: QuerySolution) -> Callable[[str], str | None]:
    def get(name: str) -> str | None:
        term = solution[name]
        return None if term is None else str(term.value)

    return get
