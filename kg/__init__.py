"""The knowledge graph: linking, IRIs, named graphs, the store and its generations; `kg.open` opens it for questions.

The answers come from rooms that stand above this one, so they are plugged in: what is installed under the group
`chidao.api` opens the graph (docs/decisions/0088-python.md), and nothing here imports it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph

_GROUP = "chidao.api"


def open(store: str | Path | None = None) -> Graph:
    """The current graph of a store, to be asked in Python; without a store that of CHIDAO_STORE or your data folder.

    It answers from the generation that was current when it was opened, until it is closed: use it in a `with`, or call
    `close`. Raises kg.store.generations.StoreError where nothing was built, ImportError where chidao is not installed.

    >>> import tempfile, kg
    >>> with kg.open(tempfile.mkdtemp()) as graph:
    ...     graph.ask("documents")
    Traceback (most recent call last):
    kg.store.generations.NoGenerationError: ...: nothing was built here yet; run: chidao build FOLDER
    """
    from importlib.metadata import entry_points

    found = entry_points(group=_GROUP, name="open")
    if not found:
        raise ImportError(f"nothing is installed under {_GROUP}: install the folder of chidao with pip, then try again")
    opened: Graph = next(iter(found)).load()(store)
    return opened
