"""What the server serves now: the current generation, and beside its graph what describes the endpoint.

A generation never changes. What is served is a checkpoint of it (hard links to its files: some milliseconds, hardly any
disk) with one more named graph, in `DIR/served/{generation}-{process}`; it vanishes with the server. Beside it stands
what pages tell of the whole graph, so that nobody has to wait for that. Where none can be made (a store on a read-only
disk) the generation itself is served, without either.

    python -m web.served GENERATION_FOLDER TARGET ENDPOINT      makes one (in a process of its own)
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from kg.store.generations import GRAPH, LOCK, Generation, Generations, StoreError
from kg.store.locks import Lock

_LOG = logging.getLogger("chidao.web")
FOLDER = "served"


class Served:
    """The generation that is served, held; `source` is what workers open."""

    def __init__(self, root: Path, endpoint: str) -> None:
        self._generations = Generations(root)
        self._folder = root / FOLDER
        self._endpoint = endpoint
        self._held: Generation | None = None
        self._checkpoint: tuple[Path, Lock] | None = None
        self._described = False
        self._old: tuple[Generation | None, tuple[Path, Lock] | None] = (None, None)
        self.source: dict[str, Any] = {}

    async def renew(self) -> bool:
        """Take what is newer than what is served, if anything is; whether there was. Raises StoreError.

        At first the generation alone is taken, so that it can be asked at once, and its description by the next call.
        What was served until now is held until `release`.
        """
        if self._held is None:
            self._take(self._generations.open(), None)
            self._described = False
            return True
        if not self._described:
            self._described = True
            checkpoint = await self._make(self._held)
            if checkpoint is not None:
                self._checkpoint = checkpoint
                self._say(self._held)
            return checkpoint is not None
        if self._generations.current() == self._held.id:
            return False
        generation = self._generations.open()
        if generation.id == self._held.id:
            generation.close()
            return False
        try:
            checkpoint = await self._make(generation)
        except BaseException:
            generation.close()
            raise
        self._old = (self._held, self._checkpoint)
        self._take(generation, checkpoint)
        return True

    def _take(self, generation: Generation, checkpoint: tuple[Path, Lock] | None) -> None:
        self._held, self._checkpoint = generation, checkpoint
        self._say(generation)

    def _say(self, generation: Generation) -> None:
        base = generation.manifest["base"]
        described = [base + name for name in ("graph/dataset", "graph/service")]
        self.source = {
            "folder": str(generation.folder),
            "graph": str(self._checkpoint[0] if self._checkpoint else generation.folder / GRAPH),
            "union": True,
            "description": described if self._checkpoint else described[:1],
        }
        if self._checkpoint and _answers(self._checkpoint[0]).exists():
            self.source["answers"] = str(_answers(self._checkpoint[0]))

    def release(self) -> None:
        """Let go of what was served before the last `renew`."""
        generation, checkpoint = self._old
        self._old = (None, None)
        if generation is not None:
            generation.close()
        _remove(checkpoint)

    def close(self) -> None:
        """Let go of everything."""
        self.release()
        self._old = (self._held, self._checkpoint)
        self._held = self._checkpoint = None
        self.release()
        with contextlib.suppress(OSError):
            self._folder.rmdir()  # the last server

    async def _make(self, generation: Generation) -> tuple[Path, Lock] | None:
        """The checkpoint with the description; None, and a warning, where none can be made."""
        target = self._folder / f"{generation.id}-{os.getpid()}"
        lock: Lock | None = None
        made = False
        try:
            self._folder.mkdir(exist_ok=True)
            self._sweep()
            lock = Lock.exclusive(target.with_suffix(".lock"))
            why = await _run(str(generation.folder), str(target), self._endpoint)
            made = why is None and lock is not None
        except OSError as error:
            why = str(error)
        finally:
            if lock is not None and not made:
                _remove((target, lock))
        if lock is not None and made:
            return target, lock
        _LOG.warning("served without prefixes and examples: %s", why)
        return None

    def _sweep(self) -> None:
        """Remove what servers left behind that were killed."""
        for left in self._folder.glob("*.lock"):
            lock = Lock.exclusive(left)
            if lock is not None:
                _remove((left.with_suffix(""), lock))


async def _run(*words: str) -> str | None:
    """Run this module; what it says where it fails."""
    pipe, null = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "web.served", *words, stdin=null, stderr=pipe)
    try:
        _, said = await process.communicate()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    return said.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1] if process.returncode else None


def _remove(checkpoint: tuple[Path, Lock] | None) -> None:
    if checkpoint is None:
        return
    folder, lock = checkpoint
    with lock:
        shutil.rmtree(folder, ignore_errors=True)
        _answers(folder).unlink(missing_ok=True)
        folder.with_suffix(".lock").unlink(missing_ok=True)


def _answers(checkpoint: Path) -> Path:
    """The file with what is told of the whole graph (web.pages.kept)."""
    return checkpoint.with_suffix(".json")


def make(folder: Path, target: Path, endpoint: str) -> None:
    """Write the checkpoint of a generation with its description into the new folder `target`."""
    import pyoxigraph

    from web.describe import description
    from web.pages.kept import save

    lock = Lock.shared(folder / LOCK)
    if lock is None:
        raise StoreError(f"{folder}: is being deleted")
    with Generation(folder, lock) as generation:
        generation.store.backup(str(target))
        store = pyoxigraph.Store(str(target))
        store.extend(list(description(generation, store, endpoint)))
        store.flush()
        del store
        with contextlib.suppress(LookupError, ValueError, RuntimeError):  # pages ask it themselves then
            save(generation, _answers(target))


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
