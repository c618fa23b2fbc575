"""How far tasks have come: what offices report, kept beside the generations and apart from what documents say.

    DIR/progress.sqlite    every report that was taken in, with who reported, when, and from which row of which file

Nothing in it is ever changed: the last report of a task holds, the earlier ones are its history. A build neither reads
nor writes it, so it outlives every generation. As RDF it is W3C PROV-O (`quads`).

>>> import tempfile
>>> ledger = Ledger(Path(tempfile.mkdtemp()))
>>> ledger.record(Source("Sở Y tế", "2026-05-01T08:00:00Z", "a.csv", "00"), [Entry("t1", "under-way", row=2)])
>>> ledger.record(Source("Sở Y tế", "2026-06-01T08:00:00Z", "b.csv", "01"), [Entry("t1", "done", note="xong", row=5)])
>>> [(r.status, r.note, r.file, r.row) for r in ledger.current(["t1", "t2"]).values()], ledger.having("under-way")
([('done', 'xong', 'b.csv', 5)], [])
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.data import toml
from kg.iri import DCTERMS, PROV
from kg.store.durable import sync_file
from kg.store.generations import Generation, StoreError
from loaders.text.fold import key

if TYPE_CHECKING:
    from pyoxigraph import Quad

FILE = "progress.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS imports (
  id INTEGER PRIMARY KEY, who TEXT NOT NULL, at TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS reports (
  id INTEGER PRIMARY KEY, task TEXT NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL,
  proof TEXT NOT NULL, import INTEGER NOT NULL REFERENCES imports, row INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS by_task ON reports (task, id);
"""
_SELECT = """SELECT task, status, date, note, proof, row, who, at, file, sha256
FROM reports r JOIN imports i ON i.id = r.import"""
_LAST = f"{_SELECT} WHERE r.id = (SELECT max(id) FROM reports l WHERE l.task = r.task)"  # noqa: S608 - constants


@dataclass(frozen=True)
class Entry:
    """What a row says of a task: its IRI, a status of `statuses`, and (empty where nothing is said) the day, a note and
    where the proof is."""

    task: str
    status: str
    date: str = ""
    note: str = ""
    proof: str = ""
    row: int = 0


@dataclass(frozen=True)
class Source:
    """Who reported, when it was taken in (UTC), and the file with the SHA-256 of its bytes."""

    who: str
    at: str
    file: str
    sha256: str


@dataclass(frozen=True)
class Report(Entry):
    """An entry and where it comes from."""

    who: str = ""
    at: str = ""
    file: str = ""
    sha256: str = ""

    def said(self) -> tuple[str, str, str, str]:
        """What it says, without where it comes from."""
        return self.status, self.date, self.note, self.proof


@cache
def statuses() -> dict[str, str]:
    """The statuses, each with the words it is written with."""
    return {name: words[0] for name, words in toml("progress")["statuses"].items()}


@cache
def _spellings() -> dict[str, str]:
    known = {key(word): name for name, words in toml("progress")["statuses"].items() for word in words}
    return known | {name: name for name in statuses()}


def status(text: str) -> str:
    """The status that `text` names in any of its words; raises ValueError for a name of none.

    >>> status("Đã hoàn thành"), status("under-way")
    ('done', 'under-way')
    """
    found = _spellings().get(key(text))
    if found is None:
        raise ValueError(f"{text!r} is no status; write one of: {', '.join(statuses().values())}")
    return found


class Ledger:
    """The reports kept in the folder of a store. Every method raises StoreError where the file is damaged."""

    def __init__(self, root: Path) -> None:
        self.path = root / FILE

    @staticmethod
    def beside(generation: Generation) -> Ledger:
        """The ledger of the store that a generation belongs to."""
        return Ledger.of(generation.folder)

    @staticmethod
    def of(folder: Path) -> Ledger:
        """The ledger of the store that the generation in a folder belongs to."""
        return Ledger(folder.parent.parent)

    @property
    def state(self) -> str:
        """What tells the file from what it was before a report came in or a copy was put back; empty without one.

        Every commit writes the file, whose pages SQLite changes in place (no write-ahead log).
        """
        try:
            now = self.path.stat()
        except OSError:
            return ""
        return f"{now.st_ino}-{now.st_size}-{now.st_mtime_ns}"

    def current(self, tasks: Iterable[str] | None = None) -> dict[str, Report]:
        """The last report of each of `tasks` that has one (None: of all), by task."""
        if not self.path.exists():
            return {}
        with self._open() as connection:
            if tasks is None:
                found = connection.execute(f"{_LAST} ORDER BY task").fetchall()
            else:
                sql = f"{_SELECT} WHERE r.task = ? ORDER BY r.id DESC LIMIT 1"
                looked = (connection.execute(sql, (task,)).fetchone() for task in dict.fromkeys(tasks))
                found = [row for row in looked if row]
        return {row[0]: Report(*row) for row in found}

    def having(self, status: str) -> list[str]:
        """The tasks whose last report has this status."""
        return [task for task, report in self.current().items() if report.status == status]

    def history(self, task: str | None = None) -> list[Report]:
        """All reports of a task (None: of all tasks), the oldest first."""
        if not self.path.exists():
            return []
        with self._open() as connection:
            sql = f"{_SELECT} WHERE ?1 IS NULL OR r.task = ?1 ORDER BY r.id"
            return [Report(*row) for row in connection.execute(sql, (task,))]

    def record(self, source: Source, entries: Iterable[Entry]) -> None:
        """Add what one file reports: all of it or, where anything fails, nothing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._open(write=True) as connection:
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN IMMEDIATE")
            made = connection.execute(
                "INSERT INTO imports (who, at, file, sha256) VALUES (?, ?, ?, ?)",
                (source.who, source.at, source.file, source.sha256),
            )
            connection.executemany(
                "INSERT INTO reports (task, status, date, note, proof, import, row) VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((e.task, e.status, e.date, e.note, e.proof, made.lastrowid, e.row) for e in entries),
            )
            connection.execute("COMMIT")
        sync_file(self.path)

    @contextmanager
    def _open(self, write: bool = False) -> Iterator[sqlite3.Connection]:
        mode = "rwc" if write else "ro"
        try:
            address = f"file:{quote(str(self.path))}?mode={mode}"
            with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be used ({error}); put its last copy back") from error


_ADMS_STATUS = "http://www.w3.org/ns/adms#status"


def quads(reports: Iterable[Report], base: str) -> list[Quad]:
    """Reports as RDF in `graph/progress`: PROV-O for who, when and from what; adms:status with a concept; the rest is
    Dublin Core, SKOS and schema.org."""
    from pyoxigraph import Literal, NamedNode, Quad

    from kg.rdf import terms as t

    graph = NamedNode(f"{base}graph/progress")
    xsd = "http://www.w3.org/2001/XMLSchema#"
    made: dict[Quad, None] = {}

    def add(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        made[Quad(subject, NamedNode(predicate), value, graph)] = None

    for report in reports:
        # One file can be taken in twice: what it reports then is reported anew.
        node = NamedNode(f"{base}progress/{report.sha256}/{report.at}#row-{report.row}")
        file = NamedNode(f"{base}progress/{report.sha256}")
        who = NamedNode(f"{base}progress/by/{quote(key(report.who), safe='')}")
        for subject, kind in ((node, "Entity"), (file, "Entity"), (who, "Agent")):
            add(subject, t.RDF_TYPE.value, NamedNode(PROV + kind))
        add(node, "https://schema.org/about", NamedNode(report.task))
        add(node, _ADMS_STATUS, t.concept("progress", report.status))
        add(node, PROV + "wasAttributedTo", who)
        add(node, PROV + "wasDerivedFrom", file)
        add(node, PROV + "generatedAtTime", Literal(report.at, datatype=NamedNode(xsd + "dateTime")))
        add(who, t.RDFS_LABEL.value, Literal(report.who))
        add(file, "https://schema.org/name", Literal(report.file))
        add(file, "https://schema.org/sha256", Literal(report.sha256))
        if report.date:
            add(node, DCTERMS + "date", Literal(report.date, datatype=NamedNode(xsd + "date")))
        if report.note:
            add(node, "http://www.w3.org/2004/02/skos/core#note", Literal(report.note))
        if report.proof:
            add(node, "http://purl.org/dc/elements/1.1/source", Literal(report.proof))
    return list(made)
