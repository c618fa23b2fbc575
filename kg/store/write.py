"""Writing the graph of a new generation: from a checkpoint of the last one, or fresh.

Where few graphs changed, a checkpoint (hard links to the last generation's immutable files) with those graphs replaced
is some ten times cheaper than writing all of it; where many did, a fresh bulk load is cheaper. Figures:
docs/decisions/0021-generations.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.store.durable import sync_tree
from kg.store.generations import GRAPH, Generation
from kg.store.nquads import NamedGraph
from kg.store.steps import reached

if TYPE_CHECKING:
    from pyoxigraph import Store

PIECE = 1_000_000  # quads loaded at once: as many as the loader of Oxigraph makes one set of files of
MOST_CHECKPOINTS = 20
"""So many checkpoints after each other, then a fresh one: replaced graphs leave tombstones behind that slow readers."""


class Written(NamedTuple):
    """How the graph was written, and of each graph its size and digest."""

    how: Literal["fresh", "checkpoint"]
    graphs: dict[str, tuple[int, str]]
    changed: int
    checkpoints: int


def write_graph(
    folder: Path,
    graphs: Mapping[str, NamedGraph],
    last: Generation | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Written:
    """Write the graphs into `folder/graph`, made durable; `last` is the generation to start from, if any.

    `meanwhile` is done once, beside the loading where that takes long: Oxigraph then works outside of Python.
    """
    now = {name: (len(graph), graph.digest()) for name, graph in graphs.items()}
    before = last.graphs if last is not None else {}
    changed = [name for name in now if before.get(name) != now[name]]
    gone = [name for name in before if name not in now]
    moved = sum(now[name][0] for name in changed) + sum(before[name][0] for name in [*changed, *gone] if name in before)
    checkpoints = int(last.manifest.get("checkpoints", 0)) + 1 if last is not None else 0
    if last is not None and 2 * moved < sum(count for count, _ in now.values()) and checkpoints <= MOST_CHECKPOINTS:
        if _from_checkpoint(folder / GRAPH, graphs, last, changed, gone):
            meanwhile()
            return Written("checkpoint", now, len(changed) + len(gone), checkpoints)
        shutil.rmtree(folder / GRAPH, ignore_errors=True)
    _fresh(folder / GRAPH, graphs, meanwhile)
    return Written("fresh", now, len(changed) + len(gone), 0)


def _fresh(target: Path, graphs: Mapping[str, NamedGraph], meanwhile: Callable[[], None]) -> None:
    from pyoxigraph import Store

    reached("graph: before it is made")
    store = Store(str(target))
    reached("graph: before bulk load")
    # The other thread is for what needs less memory: what this one let go of before is no use to another (glibc).
    with ThreadPoolExecutor(max_workers=1) as beside:
        done = beside.submit(meanwhile)
        _load(store, graphs.values())
        if sum(len(graph) for graph in graphs.values()) > PIECE:
            # Each piece leaves files of its own; what is looked up in all of them takes up to twice as long.
            store.optimize()
        done.result()
    reached("graph: before flush")
    store.flush()
    del store
    reached("graph: before sync")
    sync_tree(target)


def _load(store: Store, graphs: Iterable[NamedGraph]) -> None:
    """Load graphs in pieces, so that no more than one piece of their N-Quads stands in memory a second time."""
    from pyoxigraph import RdfFormat

    piece: list[bytes] = []
    size = 0
    for graph in graphs:
        piece.append(graph.data)
        size += len(graph)
        if size >= PIECE:
            store.bulk_load(b"".join(piece), format=RdfFormat.N_QUADS, lenient=True)
            piece, size = [], 0
    if piece:
        store.bulk_load(b"".join(piece), format=RdfFormat.N_QUADS, lenient=True)


def _from_checkpoint(
    target: Path, graphs: Mapping[str, NamedGraph], last: Generation, changed: list[str], gone: list[str]
) -> bool:
    """Whether it worked: a last generation that is damaged must not damage the next."""
    from pyoxigraph import NamedNode, Store

    try:
        reached("graph: before checkpoint")
        last.store.backup(str(target))
        reached("graph: after checkpoint")
        store = Store(str(target))
        for name in [*changed, *gone]:
            store.remove_graph(NamedNode(name))
            reached("graph: a graph removed")
        _load(store, (graphs[name] for name in changed))
        reached("graph: before flush")
        store.flush()
        whole = len(store) == sum(map(len, graphs.values()))
        del store
        reached("graph: before sync")
        sync_tree(target)
    except (OSError, RuntimeError):  # RuntimeError: RocksDB found a damaged file
        return False
    return whole
