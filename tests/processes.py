"""The processes that a process started."""

from __future__ import annotations

from pathlib import Path


def children(parent: int) -> set[int]:
    """Those that run, by what each says of its parent: the lists that the parent's threads have (`task/…/children`)
    are gone with the thread, in the middle of being read."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = status.read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        if f"\nPPid:\t{parent}\n" in said:
            found.add(int(status.parent.name))
    return found
