"""Writing the whole graph as files: every thing that has a page, every list in full, and what finds them without a
server.

The folder is made beside the one that is wanted and put in its place when it is complete.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.store.generations import Generation
from web.pages.links import Links
from web.pages.page import Page
from web.pages.render import render
from web.pages.table import ENTITIES, PUBLISHED, view
from web.publish.links import SiteLinks, without_dead_links
from web.publish.names import file_name
from web.static_files import FOLDER

MARK = ".chidao-site"
"""Stands in each folder that this module wrote: only such a one is replaced."""


class SiteError(ValueError):
    """The site cannot be written there; the message is one line."""


@dataclass(frozen=True)
class Written:
    """What was written: pages, and bytes of all files."""

    pages: int
    size: int


@dataclass(frozen=True)
class _Todo:
    name: str
    path: str
    address: str
    file: str
    given: Mapping[str, str] = field(default_factory=dict)


def publish(
    generation: Generation, out: Path, language: str, today: str,
    say: Callable[[int, int], None] = lambda done, every: None,
) -> Written:  # fmt: skip
    """Write the site into the folder `out`; `say` hears how many pages are done and of how many.

    Raises SiteError where `out` holds something else, OSError where it cannot be written.
    """
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise SiteError(f"{out}: is there already and is no site of chidao; choose another folder")
    base = str(generation.manifest["base"])
    whole = Page(generation, language, "", {}, today, whole=True)
    things = whole.ask("published")
    paths = {row["thing"].removeprefix(base): row["label"] for row in things if row["thing"].startswith(base)}
    todo = [*_fixed(), *_entities(paths), *_cascades(whole)]
    files = {each.path or each.address: each.file for each in todo}
    making = out.with_name(f".{out.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        size = 0
        for done, each in enumerate(todo):
            say(done, len(todo))
            size += _write(generation, each, making, SiteLinks(base, files, each.file), language, today)
        size += _statics(making)
        size += _index(making, paths, files)
        (making / MARK).write_text(f"{generation.id}\n", encoding="utf-8")
        say(len(todo), len(todo))
        if out.exists():
            shutil.rmtree(out)
        making.rename(out)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return Written(len(todo), size)


def _fixed() -> Iterator[_Todo]:
    for name in PUBLISHED:
        yield _Todo(name, "", "/" if name == "home" else f"/{name}", "index.html" if name == "home" else f"{name}.html")


def _entities(paths: dict[str, str]) -> Iterator[_Todo]:
    for path in paths:
        first = path.partition("/")[0]
        if first in ENTITIES:
            yield _Todo(first, path, f"/{path}", file_name(path))


def _cascades(page: Page) -> Iterator[_Todo]:
    """The lineage of each document, and the coverage of those that have plans below them."""
    links = Links("")
    every = [row["document"] for row in page.ask("documents")]
    for name, documents in (("lineage", every), ("coverage", [row["document"] for row in page.ask("directives")])):
        for iri in documents:
            path = iri.removeprefix(page.base)
            yield _Todo(name, "", links.to(name, doc=iri), f"{name}/{Path(file_name(path)).name}", {"doc": iri})


def _write(generation: Generation, todo: _Todo, folder: Path, links: SiteLinks, language: str, today: str) -> int:
    page = Page(generation, language, todo.path, todo.given, today, todo.address, links, whole=True)
    found = view(todo.name)(page)
    frame = {"title": found.title, "address": todo.address, "generation": generation.id, "today": today,
             "tabular": False, "active": todo.name}  # fmt: skip
    said = render(found.template, {**found.data, **frame}, language, links)
    body = without_dead_links(said).encode("utf-8", "replace")
    file = folder / todo.file
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(body)
    return len(body)


def _statics(folder: Path) -> int:
    """The files of web/static but the libraries, which pages of files do not use."""
    shutil.copytree(FOLDER, folder / "static", ignore=shutil.ignore_patterns("vendor", "graph"))
    return sum(file.stat().st_size for file in (folder / "static").rglob("*") if file.is_file())


def _index(folder: Path, paths: dict[str, str], files: dict[str, str]) -> int:
    """What the search of the site looks through: a script, since a page of a file may read no other file."""
    rows = [[label, files[path]] for path, label in paths.items() if label and path in files]
    said = json.dumps(sorted(rows), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    file = folder / "static" / "site-index.js"
    file.write_text(f"window.siteIndex = {said};\n", encoding="utf-8")
    return file.stat().st_size
