"""Worker processes with a time limit and a memory limit for each piece of work.

A file may be hostile: it may hang a worker, exhaust its memory or crash it. Each worker does one piece at a time; one
that is late is killed, one that died is replaced, and the piece comes back as `Lost` while the others go on.

>>> sorted(str(result) for _, result in run(["a", "b"], str.upper, Limits(workers=2)))
['A', 'B']
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, Literal, TypeVar

from kg.store.locks import forget_in_child

Work = TypeVar("Work")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Limits:
    """How many workers, and how long (seconds, wall clock) and how large (MiB of address space) one may grow."""

    workers: int = 1
    seconds: float = 180
    memory_mb: int = 4096


@dataclass(frozen=True)
class Lost:
    """A piece of work without result: `time` or `memory` ran out, the process `died`, an `error` was raised."""

    reason: Literal["time", "memory", "died", "error"]
    detail: str


@dataclass
class _Worker(Generic[Work]):
    process: BaseProcess
    pipe: Connection
    piece: Work | None = None
    due: float = 0.0


def run(pieces: Sequence[Work], work: Callable[[Work], Result], limits: Limits) -> Iterator[tuple[Work, Result | Lost]]:
    """Do `work` on each piece, in any order; yield each with its result as it comes.

    `work` runs in processes forked from this one, so it may be any function; its result must pickle. Closing the
    iterator kills the workers.
    """
    waiting = list(reversed(pieces))
    workers: list[_Worker[Work]] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < limits.workers:
                workers.append(_start(work, limits, [each.pipe for each in workers]))
                _give(workers[-1], waiting.pop(), limits)
            now = time.monotonic()
            ready = set(wait([each.pipe for each in workers], max(0.0, min(each.due for each in workers) - now)))
            for worker in list(workers):
                piece = worker.piece
                assert piece is not None  # noqa: S101  (a worker in the list has work)
                if worker.pipe in ready:
                    result = _take(worker)
                elif time.monotonic() >= worker.due:
                    result = Lost("time", f"not done after {limits.seconds:g} s")
                else:
                    continue
                gone = isinstance(result, Lost) and result.reason in ("time", "died", "memory")
                if not gone and waiting:
                    _give(worker, waiting.pop(), limits)
                else:
                    workers.remove(worker)
                    _stop(worker, kill=gone)
                yield piece, result
    finally:
        for worker in workers:
            _stop(worker, kill=True)


def _start(work: Callable[[Work], Result], limits: Limits, others: list[Connection]) -> _Worker[Work]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, [ours, *others], work, limits), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker[Work], piece: Work, limits: Limits) -> None:
    worker.piece = piece
    worker.due = time.monotonic() + limits.seconds
    with contextlib.suppress(OSError):  # a worker that died while idle shows when its answer is awaited
        worker.pipe.send(piece)


def _take(worker: _Worker[Work]) -> Result | Lost:
    try:
        result: Result | Lost = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(5)
        code = worker.process.exitcode
        how = f"signal {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit code {code}"
        return Lost("died", f"the process that read it ended ({how})")
    return result


def _stop(worker: _Worker[Work], *, kill: bool) -> None:
    worker.pipe.close()  # an idle worker ends when its pipe does
    if kill:
        worker.process.kill()
    worker.process.join(5)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()


def _serve(pipe: Connection, foreign: list[Connection], work: Callable[[Work], Result], limits: Limits) -> None:
    """What a worker does: take a piece, do it, answer; until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for each in foreign:  # inherited ends would keep the others' pipes open after the parent is gone
        each.close()
    forget_in_child()
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)  # the report says what went wrong, libraries' dying words would only break the progress line
    with contextlib.suppress(ValueError, OSError):  # macOS does not know this limit
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = limits.memory_mb << 20
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    while True:
        try:
            piece = pipe.recv()
        except (EOFError, OSError):
            return
        # The kernel ends a worker whose parent is gone and cannot.
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + 5)
        answer: Result | Lost
        try:
            answer = work(piece)
        except MemoryError:
            answer = Lost("memory", f"it needs more than {limits.memory_mb} MiB of memory")
        except Exception as error:
            at = error.__traceback__
            while at is not None and at.tb_next is not None:
                at = at.tb_next
            where = f" ({os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno})" if at else ""  # noqa: PTH119
            answer = Lost("error", f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{where}")
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            pipe.send(answer)
        except OSError:
            return
