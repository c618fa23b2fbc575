"""The large graph as a store that `chidao serve` serves: assembled in pieces, so that memory holds one at a time."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.store.nquads import NamedGraph
    from loaders.model import Document

PIECE = 500  # documents assembled at once
_SHARED = ("registry", "ontology")  # graphs that are the same in every piece


def write_store(documents: Iterator[Document], root: Path) -> dict[str, float]:
    """A generation of all `documents` in the store `root`; how many triples and documents, and seconds of each step.

    The pieces share nothing but registry, ontology and the documents they cite, so their union is the whole graph. A
    piece is assembled in a process of its own while the one before is loaded; `assemble` is what that was waited for.
    """
    from pyoxigraph import Store

    from kg.build.manifest import write_manifest
    from kg.build.report import BuildReport
    from kg.iri import DEFAULT_BASE
    from kg.names import write_names
    from kg.rdf.dataset import Description
    from kg.rdf.summary import Summary
    from kg.store.generations import GRAPH, Generations
    from kg.store.nquads import by_graph

    generations = Generations(root)
    folder = generations.begin()
    store = Store(str(folder / GRAPH))
    summary, description = Summary(), Description()
    known: dict[str, tuple[int, str]] = {}
    seconds = {"assemble": 0.0, "load": 0.0, "names": 0.0, "optimize": 0.0}
    count = 0

    start = time.perf_counter()
    for size, graphs in _pieces(documents):
        seconds["assemble"] += time.perf_counter() - start
        start = time.perf_counter()
        for name, graph in graphs.items():
            summary.prepare(name, graph.lines)
        for name, graph in graphs.items():
            if name not in known or not name.endswith(_SHARED):
                known[name] = (len(graph), graph.digest())
                description.add(name, graph)
                summary.add(name, graph.lines)
        _load(store, graphs)
        seconds["load"] += time.perf_counter() - start
        count += size
        start = time.perf_counter()
    for quads in (summary.quads(), description.quads()):
        graphs, _ = by_graph(quads)
        _load(store, graphs)
        known |= {name: (len(graph), graph.digest()) for name, graph in graphs.items()}
    store.flush()
    start = time.perf_counter()
    store.optimize()  # as kg.store.write does of a graph of several pieces
    seconds["optimize"] = time.perf_counter() - start
    start = time.perf_counter()
    write_names(folder, store)
    seconds["names"] = time.perf_counter() - start
    size = len(store)
    del store
    report = BuildReport(documents=count, generation=folder.name, quads=size, graphs=len(known))
    write_manifest(folder, base=DEFAULT_BASE, report=report, graphs=known, checkpoints=0, version="generated")
    generations.switch(folder.name)
    return {"triples": size, "documents": count, **seconds}


def read_once(root: Path) -> None:
    """Let the system forget the files of a store and read each from its beginning to its end, as after a start of the
    machine: what the system keeps of files that were just written answered the same reads two to three times as slowly
    (docs/decisions/0099-speed-of-pages.md)."""
    for file in sorted(each for each in root.rglob("*") if each.is_file()):
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
            if hasattr(os, "posix_fadvise"):  # not on macOS
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while stream.read(1 << 22):
                pass


def _pieces(documents: Iterator[Document]) -> Iterator[tuple[int, dict[str, NamedGraph]]]:
    """How many documents a piece has, and its graphs; the next piece is in the making."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as beside:
        made: Future[tuple[int, dict[str, NamedGraph]]] | None = None
        while piece := list(islice(documents, PIECE)):
            after = beside.submit(_assembled, piece)
            if made is not None:
                yield made.result()
            made = after
        if made is not None:
            yield made.result()


def _assembled(piece: list[Document]) -> tuple[int, dict[str, NamedGraph]]:
    from kg.assemble import assemble
    from kg.store.nquads import by_graph

    return len(piece), by_graph(assemble(piece).quads)[0]


def _load(store: Store, graphs: Mapping[str, NamedGraph]) -> None:
    from pyoxigraph import RdfFormat

    store.bulk_load(b"".join(graph.data for graph in graphs.values()), format=RdfFormat.N_QUADS, lenient=True)
