"""The processes that a process started, and whether they work."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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


def alive(pid: int) -> bool:
    """Whether a process runs: one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def worked(pid: int) -> float:
    """Seconds of a processor that a process has had; 0 where it is gone."""
    try:
        user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()[11:13]
    except OSError:
        return 0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def put_to_work(pids: Iterable[int], least: float = 0.1, within: float = 60) -> Iterator[None]:
    """What is begun within makes one of these work, which is awaited: how long that takes is a matter of the machine."""
    before = {pid: worked(pid) for pid in pids}
    yield
    end = time.monotonic() + within
    while all(worked(pid) - had < least for pid, had in before.items()):
        assert time.monotonic() < end, "none of them works"
        time.sleep(0.02)
