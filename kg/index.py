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
"""Connections that are kept, of one index: as many as are asked at a time. Those of another one are closed first, so
that a generation that is gone takes no room on the disk."""
_Key = tuple[str, int, int]
_free: dict[_Key, list[sqlite3.Connection]] = {}
_lock = Lock()


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the index at `path`, for one thread at a time. Raises sqlite3.Error where it cannot be read, as
    does what is asked of it."""
    key = _key(path)
    with _lock:
        kept = _free.get(key, ())
        connection = kept.pop() if kept else None
    if connection is None:
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise
    _keep(key, connection)


def _key(path: Path) -> _Key:
    try:
        state = path.stat()
    except OSError:  # SQLite says what is wrong
        return str(path), 0, 0
    return str(path), state.st_ino, state.st_mtime_ns


def _keep(key: _Key, connection: sqlite3.Connection) -> None:
    with _lock:
        others = [each for other, some in _free.items() if other != key for each in some]
        kept = _free.get(key, [])
        if len(kept) < MOST:
            kept.append(connection)
        else:
            others.append(connection)
        _free.clear()
        _free[key] = kept
    for each in others:
        each.close()


@atexit.register
def close() -> None:
    """Close what is kept."""
    with _lock:
        gone = [each for some in _free.values() for each in some]
        _free.clear()
    for each in gone:
        each.close()
