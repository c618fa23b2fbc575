"""Files that are there as a whole or not at all, and still there after a power cut.

A file is written under another name, its bytes are synced, it takes its name by a rename, and the folder is synced so
that the name lasts too (POSIX promises nothing about a rename until the folder is synced).

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "current"
>>> replace_file(path, b"000001")
>>> path.read_bytes()
b'000001'
"""

from __future__ import annotations

import os
from pathlib import Path

from kg.store.steps import reached


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; a reader sees the old content or the new."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    reached(f"{path.name}: before write")
    with aside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        reached(f"{path.name}: before sync")
        os.fsync(stream.fileno())
    reached(f"{path.name}: before rename")
    aside.replace(path)
    reached(f"{path.name}: after rename")
    sync_folder(path.parent)
    reached(f"{path.name}: after sync of its folder")


def sync_file(path: Path) -> None:
    """Make one file, and its name, last."""
    _sync(path)
    sync_folder(path.parent)
    reached(f"{path.name}: after sync")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Make all files below a folder, and their names, last."""
    for below, _, files in os.walk(folder):
        for name in files:
            _sync(Path(below) / name)
        sync_folder(Path(below))
    reached(f"{folder.name}: after sync of the tree")
