"""Generations of the store: complete, immutable states of the graph, one of which is current.

    DIR/current                      the id of the current generation, replaced by one rename
    DIR/generations/000007/graph/    the graph (Oxigraph on RocksDB)
                          /search.sqlite, manifest.json, graphs.json, lock
    DIR/cache/                       what was extracted from each file, by its content
    DIR/build.lock                   held by the one build there may be

A build writes a new folder aside, makes it durable and then replaces `current`. Nothing ever changes a generation that
was current once, so readers need no more than a shared lock that keeps it from being deleted. The one before it is
kept too, for `chidao diff` (docs/decisions/0049-why-and-diff.md).

>>> import tempfile
>>> generations = Generations(Path(tempfile.mkdtemp()))
>>> generations.current() is None
True
>>> folder = generations.begin()
>>> replace_file(folder / MANIFEST, b"{}")
>>> generations.switch(folder.name)
>>> with generations.open() as generation:
...     generation.id
'000001'
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.store.durable import replace_file, sync_folder
from kg.store.locks import Lock
from kg.store.steps import reached

if TYPE_CHECKING:
    from pyoxigraph import Store

MANIFEST, GRAPHS, GRAPH, SEARCH, LOCK = "manifest.json", "graphs.json", "graph", "search.sqlite", "lock"
_ID = re.compile("[0-9]+", re.ASCII)
FORMAT = 3
"""Version of the layout above and of what the graph tells (kg.rdf.summary): questions count on it, and would answer too
little of an older one without a word. A reader refuses any other, but compares with an older one."""


class StoreError(Exception):
    """The store cannot be used as asked; the message is one line: what, where, what to do."""


class NoGenerationError(StoreError):
    """Nothing was built yet."""


class BusyError(StoreError):
    """Another build is running."""


@dataclass
class Generation:
    """One complete generation, held by a shared lock until it is closed."""

    folder: Path
    lock: Lock

    @property
    def id(self) -> str:
        """Its number, such as `000007`."""
        return self.folder.name

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What kg.build.manifest wrote: inputs, versions, counts, times."""
        manifest: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest

    @property
    def layout(self) -> int:
        """Version of its layout, which is `FORMAT` today."""
        return int(self.manifest.get("format", FORMAT))

    @cached_property
    def graphs(self) -> dict[str, tuple[int, str]]:
        """Of each named graph: how many quads, and the SHA-256 of its sorted N-Quads."""
        try:
            said = json.loads((self.folder / GRAPHS).read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            raise StoreError(f"{self.folder / GRAPHS}: cannot be read ({error}); build it again") from error
        return {name: (int(count), str(digest)) for name, (count, digest) in said.items()}

    @cached_property
    def store(self) -> Store:
        """The graph, opened read-only."""
        import pyoxigraph

        try:
            return pyoxigraph.Store.read_only(str(self.folder / GRAPH))
        except (OSError, RuntimeError) as error:  # RuntimeError: RocksDB found a damaged file
            raise StoreError(f"{self.folder / GRAPH}: the graph cannot be opened ({error}); build it again") from error

    @property
    def search(self) -> Path:
        """The search index."""
        return self.folder / SEARCH

    def close(self) -> None:
        """Close the graph and release the lock."""
        self.__dict__.pop("store", None)
        self.lock.release()

    def __enter__(self) -> Generation:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


class Generations:
    """The store in the folder `root`; looking at it makes nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = root / "generations"
        self._current = root / "current"

    def current(self) -> str | None:
        """Id of the current generation, None before the first build.

        Where the file `current` is damaged (`damage` says so) the newest complete generation stands in for it. A build
        writes the file anew when it switches.
        """
        said = self._said()
        if said is None or self._is_complete(said):
            return said
        complete = self._complete()
        return complete[-1] if complete else said if _ID.fullmatch(said) else None

    def damage(self) -> str | None:
        """One line, without advice, on a file `current` that names no complete generation; None where it does, and
        where it is absent."""
        for _ in range(2):  # a build may switch and sweep after the file was read: what it says then is new
            said = self._said()
            if said is None or self._is_complete(said):
                return None
        instead = self.current()
        return f"{self._current}: damaged, it names no complete generation; " + (
            f"the newest one, {instead}, stands in for it" if self._complete() else "and there is none"
        )

    def _said(self) -> str | None:
        """What the file `current` says, None if there is none."""
        try:
            return self._current.read_bytes().decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None

    def _is_complete(self, generation: str) -> bool:
        return _ID.fullmatch(generation) is not None and (self._folder / generation / MANIFEST).exists()

    def _complete(self) -> list[str]:
        """Ids of the generations with a manifest, which is written last, from the oldest to the newest."""
        if not self._folder.is_dir():
            return []
        return sorted((each.name for each in self._folder.iterdir() if self._is_complete(each.name)), key=int)

    def previous(self) -> str | None:
        """Id of the newest complete generation that is older than the current one, None if there is none."""
        current = self.current() or "0"
        older = [each for each in self._complete() if int(each) < int(current)]
        return older[-1] if older else None

    def kept(self) -> list[Generation]:
        """All complete generations, from the oldest to the newest, each to be closed."""
        return [generation for each in self._complete() if (generation := self._opened(each)) is not None]

    def named(self, name: str) -> Generation:
        """The generation that `last` (or `current`), `previous`, or a number means, locked against deletion.

        Raises NoGenerationError where there is none, StoreError as `open`.
        """
        if name in ("last", "current"):
            return self.open()
        wanted = self.previous() if name == "previous" else f"{int(name):06}" if _ID.fullmatch(name) else None
        found = self._opened(wanted) if wanted is not None and self._is_complete(wanted) else None
        if found is None:
            complete = self._complete()
            if name == "previous" and len(complete) == 1:
                only = f"{complete[0]} is the only generation; build again to compare with it"
                raise NoGenerationError(f"{self.root}: {only}")
            there = ", ".join(complete) or "none"
            raise NoGenerationError(f"{self.root}: no generation {name!r}; there are: {there}, previous, last")
        return found

    def _opened(self, generation: str) -> Generation | None:
        """A generation under its lock; None where it is being deleted. Raises StoreError as `open`."""
        folder = self._folder / generation
        try:
            lock = Lock.shared(folder / LOCK)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{folder}: cannot be read ({error.strerror}); check its permissions") from error
        if lock is None:
            return None
        # The lock of a folder that is gone holds nothing; a sweep removes the manifest first.
        if not (folder / MANIFEST).exists():
            lock.release()
            return None
        made = Generation(folder, lock)
        try:
            layout = made.layout
        except (ValueError, OSError) as error:
            lock.release()
            raise StoreError(f"{folder / MANIFEST}: cannot be read ({error}); build it again") from error
        if layout > FORMAT:
            lock.release()
            raise StoreError(f"{folder}: built by a newer version of chidao; update, or build again")
        return made

    def open(self) -> Generation:
        """The current generation, locked against deletion.

        Raises NoGenerationError if there is none, StoreError if it is of another layout or damaged.
        """
        # A build may switch and sweep between our reading of `current` and our locking: then look again.
        for _ in range(100):
            current = self.current()
            if current is None:
                damage = self.damage() or f"{self.root}: nothing was built here yet"
                raise NoGenerationError(f"{damage}; run: chidao build FOLDER")
            opened = self._opened(current)
            if opened is not None and opened.layout < FORMAT:
                opened.close()
                old = "built by an earlier version of chidao, without what is asked for now"
                raise StoreError(f"{opened.folder}: {old}; run: chidao build FOLDER")
            if opened is not None:
                return opened
            if self.current() == current and not (self._folder / current).exists():
                break
        folder = self._folder / str(self.current())
        raise StoreError(f"{folder}: the current generation is missing; run: chidao build FOLDER")

    def exclude_builds(self) -> Lock:
        """The lock that one build holds; raises BusyError if another does, StoreError if the folder cannot be made."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = Lock.exclusive(self.root / "build.lock")
        except OSError as error:
            advice = "choose another folder with --store"
            raise StoreError(f"{self.root}: cannot be written ({error.strerror}); {advice}") from error
        if lock is None:
            raise BusyError(f"{self.root}: another build is running; wait for it, or choose another --store")
        return lock

    def begin(self) -> Path:
        """A new empty folder for the next generation; call it under the lock of `exclude_builds`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        taken = [int(each.name) for each in self._folder.iterdir() if each.name.isdigit()]
        folder = self._folder / f"{max([int(self.current() or 0), *taken], default=0) + 1:06}"
        reached("generation: before its folder")
        folder.mkdir()
        (folder / LOCK).touch()
        reached("generation: after its folder")
        return folder

    def switch(self, generation: str) -> None:
        """Make a complete, durable generation the current one."""
        sync_folder(self._folder)
        reached("generation: before switch")
        replace_file(self._current, generation.encode("ascii") + b"\n")
        reached("generation: after switch")

    def sweep(self) -> list[str]:
        """Delete what is neither current nor the one before nor read by anybody, return the ids; call it under
        `exclude_builds`.

        Where the file `current` is damaged, which of the complete generations it named is unknown: all of them stay.
        """
        gone: list[str] = []
        kept = {self.current(), self.previous(), *(self._complete() if self.damage() else ())}
        for left in self.root.glob(".*.tmp"):  # of a process that was killed between write and rename
            left.unlink(missing_ok=True)
        for folder in sorted(self._folder.iterdir()):
            if folder.name in kept or not folder.is_dir():
                continue
            lock = Lock.exclusive(folder / LOCK)
            if lock is None:
                continue
            with lock:
                reached(f"sweep {folder.name}: before")
                (folder / MANIFEST).unlink(missing_ok=True)
                reached(f"sweep {folder.name}: manifest removed")
                shutil.rmtree(folder, ignore_errors=True)
                reached(f"sweep {folder.name}: after")
            gone.append(folder.name)
        return gone
