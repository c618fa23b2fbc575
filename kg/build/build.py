"""One build, from paths to the new current generation.

    scan → extract (workers, cache) → assemble → write graph, beside it the search index → manifest → switch → sweep

Nothing before `switch` touches what readers see; a build that ends early at any point leaves the last generation as it
was, and the cache lets the next build go on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.build.cache import Cache, extractor_version
from kg.build.codec import CodecError, decode
from kg.build.extract import Extract, documents_of, extract_file, lost, warm
from kg.build.found import Found
from kg.build.manifest import write_manifest
from kg.build.pool import Limits, Lost, run
from kg.build.printable import printable
from kg.build.progress import Progress, Step, silent
from kg.build.report import BuildReport, FileReport
from kg.build.scan import File, Scan, scan
from kg.settings import Settings
from kg.store.durable import sync_folder
from kg.store.generations import Generation, Generations, StoreError
from kg.store.nquads import NamedGraph, by_graph
from kg.store.write import write_graph

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.corrections.rows import Row
    from kg.link.outcome import Outcome
    from loaders.model import Document


class Assembled(Protocol):
    """The part of kg.assemble.Assembly that the build uses."""

    @property
    def quads(self) -> Sequence[Quad]:
        """All quads."""

    @property
    def warnings(self) -> Sequence[object]:
        """What an analyst should know, each a line."""

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """What linking came to, one for each document in their order; may be empty."""

    @property
    def unmatched(self) -> Sequence[str]:
        """Corrections that fit nothing, each a line."""


Assemble = Callable[[list["Document"], str], Assembled]


class NothingReadError(StoreError):
    """No file could be read, so there is nothing to build; the last generation stays."""

    def __init__(self, message: str, report: BuildReport) -> None:
        super().__init__(message)
        self.report = report


def build(
    paths: Sequence[Path], settings: Settings, *,
    extract: Extract = documents_of, assemble: Assemble | None = None, version: str | None = None,
    progress: Progress = silent, corrections: Sequence[Row] = (),
) -> BuildReport:  # fmt: skip
    """Make the graph of exactly the files under `paths` the current generation of `settings.store`.

    `corrections` hold over what is extracted. `extract`, `assemble` and `version` (of the extractor) are the product's
    own unless a caller gives others (`assemble` then has the corrections, if any, of itself). Raises ScanError for a
    path that does not exist, NothingReadError, BusyError and StoreError; each message is one line.
    """
    progress(Step("scan"))
    found = scan(paths, limits_of(settings))
    generations = Generations(settings.store)
    try:
        with generations.exclude_builds():
            damage = generations.damage()
            generations.sweep()
            own = partial(_assemble, corrections=corrections)
            made = _Build(settings, generations, progress, damage)
            made.report.corrections = len(corrections)
            return made.run(found, extract, assemble or own, version)
    except OSError as error:
        place = error.filename or settings.store
        raise StoreError(f"{place}: {error.strerror or error}; the last generation stays as it was") from error


def limits_of(settings: Settings) -> Limits:
    """What the settings say of workers."""
    return Limits(
        workers=settings.workers,
        seconds=settings.file_seconds,
        memory_mb=settings.file_memory_mb,
        output_mb=settings.file_output_mb,
        pieces=settings.worker_files,
        keep_mb=settings.worker_keep_mb,
    )


def _assemble(documents: list[Document], base: str, corrections: Sequence[Row] = ()) -> Assembled:
    from kg.assemble import assemble

    assembly: Assembled = assemble(documents, base, corrections)
    return assembly


class _Build:
    def __init__(
        self, settings: Settings, generations: Generations, progress: Progress, damage: str | None = None
    ) -> None:
        self.settings = settings
        self.generations = generations
        self.progress = progress
        self.report = BuildReport()
        if damage:
            self.report.warnings.append(f"{damage} until this build has written it anew")
        self.places: list[Path] = []  # of the documents, in their order

    def run(self, found: Scan, extract: Extract, assemble: Assemble, version: str | None) -> BuildReport:
        version = version or extractor_version()
        cache = Cache(self.settings.store / "cache", version)
        with self._timed("extract"):
            documents = self._documents(found, cache, extract)
        if not documents:
            where = next((file.line() for file in self.report.troubled), "the folders hold no file that is read")
            raise NothingReadError(f"nothing to build ({where}); the last generation stays as it was", self.report)
        from kg.names import names_of
        from kg.rdf.dataset import with_description

        with self._timed("assemble"):
            self.progress(Step("assemble", 0, len(documents)))
            assembly = assemble(documents, self.settings.base)
            self.report.documents = len(documents)
            self.report.warnings += [printable(str(warning)) for warning in assembly.warnings]
            self.report.unmatched = [printable(line) for line in assembly.unmatched]
            self.report.warnings += self.report.unmatched
            self._found(documents, assembly.outcomes)
            quads = list(assembly.quads)
            del documents, assembly
            named = names_of(quads)
            graphs, repeated = by_graph(_emptied(quads))
            graphs = with_description(graphs, self.settings.base)
        if repeated:
            first = repeated[0]
            self.report.warnings.append(
                f"{len(repeated)} triples stood in two graphs, such as {first.triple}: kept in {first.kept}, "
                f"left out of {first.where}; please report it"
            )
        self._write(graphs, named, version)
        cache.drop_others()
        return self.report

    def _documents(self, found: Scan, cache: Cache, extract: Extract) -> list[Document]:
        """The documents of all files, in an order that depends on their content and names alone."""
        # Large ones first: the last worker to finish then has little left to do.
        pieces = sorted(found.files, key=lambda file: -file.size)
        step = Step("extract", 0, len(pieces), 0, sum(file.size for file in pieces))
        reports: dict[File, FileReport] = {}
        limits = limits_of(self.settings)
        self.progress(step)
        if cache.count() < len(pieces):
            warm()
        for file, result in run(pieces, lambda file: extract_file(file, cache, extract, limits.output_mb), limits):
            reports[file] = lost(file, result) if isinstance(result, Lost) else result
            step = step.after(file.size, trouble=reports[file].status != "read")
            self.progress(step)
        documents: list[Document] = []
        for file in sorted(reports, key=lambda file: (reports[file].sha256, file)):
            report = reports[file]
            if report.status != "read":
                continue
            try:
                kept = decode(cache.get(report.sha256, file.place.suffix.lower()) or b"")
            except CodecError:  # never silently: the file would count as read and be missing in the graph
                gone = "what was extracted is gone from the cache"
                reports[file] = FileReport.failed(file.place, gone, "build again")
                continue
            mine = [_named(document, file.name) for document in kept]
            warnings = mine[0].text.warnings if mine else ("no document was found in it",)
            reports[file] = replace(report, documents=len(mine), warnings=warnings)
            self.places += [file.place] * len(mine)
            documents += mine
        self.report.files = sorted([*reports.values(), *found.left], key=lambda each: str(each.path))
        return documents

    def _found(self, documents: list[Document], outcomes: Sequence[Outcome]) -> None:
        """What is in each document, with what linking came to."""
        for i, (place, document) in enumerate(zip(self.places, documents, strict=True)):
            found = replace(Found.of(document), outcome=outcomes[i] if i < len(outcomes) else None)
            self.report.found.setdefault(place, []).append(found)

    def _write(self, graphs: dict[str, NamedGraph], named: Store, version: str) -> None:
        from kg.names import write_names

        folder = self.generations.begin()
        last = self._last()
        try:
            with self._timed("write"):
                self.progress(Step("write", 0, sum(len(graph) for graph in graphs.values())))
                written = write_graph(folder, graphs, last, lambda: write_names(folder, named))
        finally:
            if last is not None:
                last.close()
        report = self.report
        report.generation, report.graphs, report.changed_graphs = folder.name, len(graphs), written.changed
        report.quads, report.how = sum(count for count, _ in written.graphs.values()), written.how
        write_manifest(folder, base=self.settings.base, report=report, graphs=written.graphs,
                       checkpoints=written.checkpoints, version=version)  # fmt: skip
        sync_folder(folder)
        self.generations.switch(folder.name)
        self.generations.sweep()

    def _last(self) -> Generation | None:
        """The generation to start from; None if there is none, or if it is damaged and so of no use to the next."""
        try:
            last = self.generations.open()
        except (StoreError, OSError):
            return None
        try:
            _ = last.graphs, last.store
        except (StoreError, OSError, ValueError):
            last.close()
            return None
        return last

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.report.seconds[stage] = time.perf_counter() - began


def _emptied(quads: list[Quad]) -> Iterator[Quad]:
    """The quads, from the last to the first, each let go once it is handed on: they are most of what is in memory."""
    while quads:
        yield quads.pop()


def _named(document: Document, name: str) -> Document:
    """The document under the name its file has now: the cache knows it by its bytes alone."""
    if document.text.source.name != name:
        document.text = replace(document.text, source=replace(document.text.source, name=name))
    return document
