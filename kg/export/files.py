"""A file that is whole or not there: written aside, put in its place when all of it is on disk.

>>> import tempfile
>>> place = Path(tempfile.mkdtemp()) / "a.txt"
>>> with whole(place) as stream:
...     _ = stream.write(b"ab")
>>> place.read_bytes(), [p.name for p in place.parent.iterdir()]
(b'ab', ['a.txt'])
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes become the file at the end; where something fails the old file stays as it was.

    What is there and no plain file (a pipe, /dev/stdout) is written to directly. Raises ValueError for a folder that is
    not there, and OSError.
    """
    check(path)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def check(path: Path) -> None:
    """Raise ValueError where the folder of a file to write is not there."""
    if not path.parent.is_dir():
        raise ValueError(f"{path.parent}: no such folder; make it first")
