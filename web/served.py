"""What the server serves now: the current generation, and beside its graph the description of the data set.

A generation never changes. What is served is a checkpoint of it (hard links to its files: some milliseconds, hardly any
disk) with one more named graph, in `DIR/served/{generation}-{process}`; it vanishes with the server. Where none can be
made (a store on a read-only disk) the generation itself is served, without the description.

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
        self._missing: str | None = None
        self.source: dict[str, Any] = {}

    @property
    def generation(self) -> Generation:
        """The generation of now."""
        assert self._held is not None  # noqa: S101 - renew comes first
        return self._held

    async def renew(self) -> bool:
        """Take the current generation if it is another than the one held; whether it was. Raises StoreError.

        What was served until now is held until `release`.
        """
        current = self._generations.current()
        if self._held is not None and current in (self._held.id, self._missing):
            return False
        generation = self._generations.open()
        if self._held is not None and generation.id == self._held.id:
            generation.close()
            return False
        checkpoint = await self._make(generation)
        self._old = (self._held, self._checkpoint)
        self._held, self._checkpoint = generation, checkpoint
        base = str(generation.manifest["base"])
        self.source = {
            "folder": str(generation.folder),
            "graph": str(checkpoint[0] if checkpoint else generation.folder / GRAPH),
            "union": True,
            "description": f"{base}graph/dataset" if checkpoint else None,
        }
        return True

    _old: tuple[Generation | None, tuple[Path, Lock] | None] = (None, None)

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
        try:
            self._folder.mkdir(exist_ok=True)
            self._sweep()
            lock = Lock.exclusive(target.with_suffix(".lock"))
            words = [sys.executable, "-m", "web.served", str(generation.folder), str(target), self._endpoint]
            pipe = asyncio.subprocess.PIPE
            process = await asyncio.create_subprocess_exec(*words, stdin=asyncio.subprocess.DEVNULL, stderr=pipe)
            _, said = await process.communicate()
            if process.returncode == 0 and lock is not None:
                return target, lock
            why = said.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        except OSError as error:
            why = str(error)
        _LOG.warning("served without VoID and examples: %s", why)
        if lock is not None:
            _remove((target, lock))
        return None

    def _sweep(self) -> None:
        """Remove what servers left behind that were killed."""
        for left in self._folder.glob("*.lock"):
            lock = Lock.exclusive(left)
            if lock is not None:
                _remove((left.with_suffix(""), lock))


def _remove(checkpoint: tuple[Path, Lock] | None) -> None:
    if checkpoint is None:
        return
    folder, lock = checkpoint
    with lock:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".lock").unlink(missing_ok=True)


def make(folder: Path, target: Path, endpoint: str) -> None:
    """Write the checkpoint of a generation with its description into the new folder `target`."""
    import pyoxigraph

    from web.describe import description

    lock = Lock.shared(folder / LOCK)
    if lock is None:
        raise StoreError(f"{folder}: is being deleted")
    with Generation(folder, lock) as generation:
        generation.store.backup(str(target))
        store = pyoxigraph.Store(str(target))
        store.extend(list(description(generation, store, endpoint)))
        store.flush()


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
