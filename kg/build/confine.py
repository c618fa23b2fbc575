"""What holds a worker process, and the programs it starts, within bounds: groups, limits of the kernel, signals.

Linux has all of it. Where a system lacks a means (macOS: the memory of a group, the signal at the parent's end), the
others still hold: a worker that is late is killed, and one whose parent is gone ends with its piece of work.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PAGE = resource.getpagesize()


def confine(parent: int, *, memory_mb: int, output_mb: int) -> None:
    """Bound this process, a worker of `parent`, and what it starts; it becomes the head of a process group.

    `memory_mb` MiB of address space beyond what it has now; no file it writes grows beyond `output_mb` MiB (writing
    fails with EFBIG).
    """
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)  # so that Ctrl-C reaches the parent alone, and the group can be killed as a whole
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        os._exit(0)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)  # the report says what went wrong, libraries' dying words would only break the progress line
    os.close(quiet)
    _limit(resource.RLIMIT_AS, _address_space() + (memory_mb << 20))
    _limit(resource.RLIMIT_FSIZE, output_mb << 20)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, wanted: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS does not know some of them
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _address_space() -> int:
    """Bytes of address space that this process has; 0 where that cannot be told."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * _PAGE
    return 0


def kill_group(pid: int) -> None:
    """Kill a worker with the programs it started; nothing happens where it has no group (any more)."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if pid != os.getpgrp():  # never ourselves, whatever is asked
            os.killpg(pid, signal.SIGKILL)


def group_memory_mb(pid: int) -> int:
    """Resident memory of a process and all it started, in MiB; 0 where that cannot be told.

    >>> group_memory_mb(os.getpid()) > 1 or not Path("/proc/self/statm").exists()
    True
    """
    pages, todo, seen = 0, [pid], set[int]()
    while todo:
        each = todo.pop()
        if each in seen:
            continue
        seen.add(each)
        place = Path("/proc", str(each))
        try:
            pages += int((place / "statm").read_bytes().split()[1])
            for thread in (place / "task").iterdir():
                todo += map(int, (thread / "children").read_bytes().split())
        except (OSError, ValueError, IndexError):  # it has just ended, or there is no /proc
            continue
    return pages * _PAGE >> 20


def system_memory_mb() -> int:
    """Memory that this process may count on, in MiB: the machine's, or less where a container (cgroup) has less.

    >>> system_memory_mb() > 0
    True
    """
    try:
        found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        found = 4 << 30
    for name in ("memory.max", "memory/memory.limit_in_bytes"):
        with contextlib.suppress(OSError, ValueError):  # "max": no limit
            found = min(found, int(Path("/sys/fs/cgroup", name).read_text(encoding="ascii")))
    return max(1, found >> 20)
