"""Worker processes with bounds on each piece of work: time, memory, what is written; and none that outlives the rest.

A file may be hostile: it may hang a worker, exhaust its memory or crash it. Each worker does one piece at a time; one
that is late or too large is killed with all it started, one that died is replaced, and the piece comes back as `Lost`
while the others go on. A worker that has done many pieces, or has stayed large, is replaced by a fresh one.

>>> sorted(str(result) for _, result in run(["a", "b"], str.upper, Limits(workers=2)))
['A', 'B']
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, Literal, TypeVar

from kg.build.confine import confine, group_memory_mb, kill_group
from kg.store.locks import forget_in_child

Work = TypeVar("Work")
Result = TypeVar("Result")

LOOK = 0.5
"""Seconds between two looks at how much memory the workers take."""


@dataclass(frozen=True)
class Limits:
    """How many workers, and what one may take for one piece of work.

    `seconds` of wall clock; `memory_mb` MiB of address space for itself and as much resident memory together with the
    programs it starts; `output_mb` MiB of any file it writes. After `pieces` of work, or when it holds more than
    `keep_mb` MiB (resident) after one, a worker is replaced. What it shares with the process it was forked from does
    not count.
    """

    workers: int = 1
    seconds: float = 180
    memory_mb: int = 4096
    output_mb: int = 1024
    pieces: int = 1000
    keep_mb: int = 1024


@dataclass(frozen=True)
class Lost:
    """A piece of work without result: `time` or `memory` ran out, it gave too much `output`, the process `died`, an
    `error` was raised."""

    reason: Literal["time", "memory", "output", "died", "error"]
    detail: str


class OutputError(Exception):
    """Raised by a piece of work whose result is too large; the message says how large it may be."""


@dataclass
class _Worker(Generic[Work]):
    process: BaseProcess
    pipe: Connection
    piece: Work | None = None
    due: float = 0.0
    done: int = 0
    memory_mb: int = 0  # most that it has been seen to hold for this piece, with its programs
    began_mb: int = 0  # resident, when it was forked

    @property
    def id(self) -> int:
        pid = self.process.pid
        assert pid is not None  # noqa: S101  (it was started)
        return pid


def run(pieces: Sequence[Work], work: Callable[[Work], Result], limits: Limits) -> Iterator[tuple[Work, Result | Lost]]:
    """Do `work` on each piece, in any order; yield each with its result as it comes.

    `work` runs in processes forked from this one, so it may be any function; its result must pickle. Closing the
    iterator kills the workers. So does, on Linux, the end of the thread that asked for them, however it ends.
    """
    waiting = list(reversed(pieces))
    workers: list[_Worker[Work]] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < limits.workers:
                workers.append(_start(work, limits, [each.pipe for each in workers]))
                _give(workers[-1], waiting.pop(), limits)
            now = time.monotonic()
            due = min(each.due for each in workers) - now
            ready = set(wait([each.pipe for each in workers], max(0.0, min(due, LOOK))))
            for worker in list(workers):
                piece = worker.piece
                assert piece is not None  # noqa: S101  (a worker in the list has work)
                if worker.pipe in ready:
                    result, grown = _take(worker, limits)
                else:
                    late = _beyond(worker, limits)
                    if late is None:
                        continue
                    result, grown = late, True
                gone = isinstance(result, Lost) and result.reason in ("time", "died", "memory")
                if not gone and not grown and waiting:
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
    process = context.Process(target=_serve, args=(theirs, [ours, *others], work, limits, os.getpid()), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, began_mb=group_memory_mb(process.pid or 0))


def _give(worker: _Worker[Work], piece: Work, limits: Limits) -> None:
    worker.piece = piece
    worker.due = time.monotonic() + limits.seconds
    worker.memory_mb = 0
    with contextlib.suppress(OSError):  # a worker that died while idle shows when its answer is awaited
        worker.pipe.send(piece)


def _beyond(worker: _Worker[Work], limits: Limits) -> Lost | None:
    """What a worker that is still at it has too much of."""
    if time.monotonic() >= worker.due:
        return Lost("time", f"not done after {limits.seconds:g} s")
    worker.memory_mb = max(worker.memory_mb, group_memory_mb(worker.id) - worker.began_mb)
    if worker.memory_mb > limits.memory_mb:
        return Lost("memory", f"it needs more than {limits.memory_mb} MiB of memory")
    return None


def _take(worker: _Worker[Work], limits: Limits) -> tuple[Result | Lost, bool]:
    """The answer, and whether the worker is to be replaced."""
    result: Result | Lost
    try:
        result, resident = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(5)
        code = worker.process.exitcode
        how = f"signal {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit code {code}"
        at = f", at {worker.memory_mb} MiB of {limits.memory_mb}" if worker.memory_mb > limits.memory_mb // 4 else ""
        return Lost("died", f"the process that read it ended ({how}{at})"), True
    worker.done += 1
    return result, worker.done >= limits.pieces or resident - worker.began_mb > limits.keep_mb


def _stop(worker: _Worker[Work], *, kill: bool) -> None:
    worker.pipe.close()  # an idle worker ends when its pipe does
    if kill:
        kill_group(worker.id)
        worker.process.kill()  # one that was not yet the head of its group
    worker.process.join(5)
    if worker.process.is_alive():
        kill_group(worker.id)
        worker.process.kill()
        worker.process.join()
    worker.process.close()


def _serve(
    pipe: Connection, foreign: list[Connection], work: Callable[[Work], Result], limits: Limits, parent: int
) -> None:
    """What a worker does: take a piece, do it, answer; until the pipe closes."""
    for each in foreign:  # inherited ends would keep the others' pipes open after the parent is gone
        each.close()
    forget_in_child()
    confine(parent, memory_mb=limits.memory_mb, output_mb=limits.output_mb)
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
        except OutputError as error:
            answer = Lost("output", str(error))
        except Exception as error:
            answer = Lost("error", _described(error))
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            pipe.send((answer, group_memory_mb(os.getpid())))
        except OSError:
            return


def _described(error: Exception) -> str:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f" ({os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno})" if at else ""  # noqa: PTH119
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{where}"
