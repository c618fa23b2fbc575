"""Advisory locks on files (`flock`): they vanish with the process that holds them, however it ends.

A build holds one exclusively, a reader holds that of its generation shared. Linux and macOS have `flock`; on Windows
the store runs under WSL.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> with Lock.exclusive(folder / "lock") as held:
...     Lock.exclusive(folder / "lock") is None
True
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path

try:
    import fcntl
except ImportError as error:  # pragma: no cover - only on Windows
    raise ImportError("chidao needs flock, which Windows lacks: run it under WSL") from error


_held: weakref.WeakSet[Lock] = weakref.WeakSet()


def forget_in_child() -> None:
    """Let a forked worker close the locks it inherited: else one that outlives its parent would go on holding them.

    The parent's hold is not touched: closing one copy of a descriptor does not unlock.
    """
    for lock in list(_held):
        lock.release()


class Lock:
    """A lock that is held until `release` (or the end of the process)."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor
        _held.add(self)

    @staticmethod
    def exclusive(path: Path) -> Lock | None:
        """Take the lock alone, making the file if need be; None, at once, if anybody holds it."""
        return Lock._take(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644), fcntl.LOCK_EX | fcntl.LOCK_NB)

    @staticmethod
    def shared(path: Path) -> Lock | None:
        """Take the lock beside other readers; None if somebody holds it alone.

        Raises FileNotFoundError if there is no such file: a reader writes nothing.
        """
        return Lock._take(os.open(path, os.O_RDONLY | os.O_CLOEXEC), fcntl.LOCK_SH | fcntl.LOCK_NB)

    @staticmethod
    def _take(descriptor: int, how: int) -> Lock | None:
        try:
            fcntl.flock(descriptor, how)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        return Lock(descriptor)

    def release(self) -> None:
        """Let go; harmless if done twice."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *raised: object) -> None:
        self.release()
