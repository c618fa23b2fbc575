"""What is told of the whole graph, asked once of a generation: nothing changes in it until the next build.

Where the server can, that is before anybody asks: with the description of a generation (web.served) it writes what it
found into a file, which workers read when they open the generation. Else each process asks when it is needed first.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from kg.store.generations import Generation
from queries import finding
from queries.run import Answer
from web.pages.links import Links
from web.pages.page import Page

MOST = 64
"""Answers that are kept."""
VIEWS = ("home", "agencies", "fields", "places", "coverage")
"""Pages that tell of the whole graph."""
_KEPT: OrderedDict[tuple[str, str], Any] = OrderedDict()


def kept(page: Page, name: str, limit: int | None = 0, offset: int = 0, /, **given: str) -> Answer:
    """As `page.answer`, from what is kept where it was asked before."""

    def ask() -> dict[str, Any]:
        found = page.answer(name, limit, offset, **given)
        return {"columns": found.columns, "rows": found.rows, "truncated": found.truncated}

    said = once(page.generation, json.dumps([name, limit, offset, sorted(given.items())]), ask)
    return Answer(tuple(said["columns"]), tuple(tuple(row) for row in said["rows"]), said["truncated"])


def once(generation: Generation, name: str, make: Callable[[], Any]) -> Any:
    """What `make` makes of a generation, plain data, from what is kept where it was made before."""
    which = (str(generation.folder), name)
    if which not in _KEPT:
        _keep(which, make())
    _KEPT.move_to_end(which)
    return _KEPT[which]


def _keep(which: tuple[str, str], value: Any) -> None:
    _KEPT[which] = value
    while len(_KEPT) > MOST:
        _KEPT.popitem(last=False)


def save(generation: Generation, file: Path) -> None:
    """Ask of a generation what the pages that tell of all of it need, and write it into a file."""
    from web.graph.explore import start
    from web.pages.table import view
    from web.pages.totals import of_provinces

    today, links = date.today().isoformat(), Links(str(generation.manifest["base"]))
    for name in VIEWS:
        view(name)(Page(generation, "vi", "", {}, today, f"/{name}", links))
    start(generation)
    of_provinces(Page(generation, "vi", "", {}, today, "/tasks", links))
    folder = str(generation.folder)
    said = {name: value for (of, name), value in _KEPT.items() if of == folder}
    names = [row for row, _ in finding.names(generation).rows]
    file.write_text(json.dumps({"kept": said, "names": names}, ensure_ascii=False), encoding="utf-8")


def load(generation: Generation, file: Path) -> None:
    """Keep what `save` wrote of a generation."""
    said = json.loads(file.read_text(encoding="utf-8"))
    for name, value in said["kept"].items():
        _keep((str(generation.folder), name), value)
    finding.remember(generation, said["names"])
