"""The search index of a generation, opened for reading: its connections are used again.

Opening one takes 0.2 ms and reading its first pages as long again, and a page of the browser looks some twenty names
up. Nothing changes an index, so SQLite need not lock it; one that stands in the place of another is a new one.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp(), "a.sqlite")
>>> made = sqlite3.connect(path)
>>> _ = made.execute("CREATE TABLE t (n)")
>>> made.close()
>>> with reading(path) as one:
...     one.execute("SELECT count(*) FROM t").fetchone()
(0,)
>>> with reading(path) as other:
...     other is one
True
>>> close()
"""

from __future__ import annotations

import atexit
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from urllib.parse import quote

MOST = 8
"""Connections that are kept, all of the index that was asked for last: as many as are asked at a time. Those of another
one are closed, so that a generation that is gone takes no room on the disk."""
_Key = tuple[str, int, int]


class _Kept:
    """The connections that no one uses, and whose they are."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.key: _Key = ("", 0, 0)
        self.free: list[sqlite3.Connection] = []

    def take(self, key: _Key) -> sqlite3.Connection | None:
        """One of that index, which is the one that is wanted from now on."""
        gone: list[sqlite3.Connection] = []
        with self.lock:
            if key != self.key:
                gone, self.free, self.key = self.free, [], key
            found = self.free.pop() if self.free else None
        _close(gone)
        return found

    def give(self, key: _Key, connection: sqlite3.Connection) -> None:
        """Keep it, unless another index is wanted by now."""
        with self.lock:
            wanted = key == self.key and len(self.free) < MOST
            if wanted:
                self.free.append(connection)
        if not wanted:
            connection.close()


_kept = _Kept()


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the index at `path`, for one thread at a time. Raises sqlite3.Error where it cannot be read, as
    does what is asked of it."""
    key = _key(path)
    connection = _kept.take(key)
    if connection is None:
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise
    _kept.give(key, connection)


def _key(path: Path) -> _Key:
    try:
        state = path.stat()
    except OSError:  # SQLite says what is wrong
        return str(path), 0, 0
    return str(path), state.st_ino, state.st_mtime_ns


def _close(connections: list[sqlite3.Connection]) -> None:
    for each in connections:
        each.close()


@atexit.register
def close() -> None:
    """Close what is kept."""
    with _kept.lock:
        gone, _kept.free = _kept.free, []
    _close(gone)
