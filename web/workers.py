"""The pool of worker processes: started before they are needed, used again and again, killed at a job's time limit.

pyoxigraph cannot cancel a query, and a query may hold its process for minutes: so none runs in the server itself. All
that the server does is wait, so it answers whatever its workers are at.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from dataclasses import dataclass
from typing import Any

from web.frames import LENGTHS, frame
from web.problems import ProblemError
from web.queue import FairQueue, FullError, Ticket

_LOG = logging.getLogger("chidao.web")
_START_SECONDS = 30
_ABANDONED_SECONDS = 0.5  # a job whose client is gone may still end so soon; a fresh process would cost more


@dataclass(frozen=True)
class Limits:
    """What the pool keeps to: processes, seconds a job, memory of a process, how many wait and how long."""

    workers: int
    seconds: float
    memory_mb: int
    waiting: int
    waiting_seconds: float


@dataclass
class Reply:
    """What a worker answered."""

    header: dict[str, Any]
    body: bytes


class _GoneError(Exception):
    """The process ended within a job."""


class Worker:
    """One process, with at most one job."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.source: dict[str, Any] | None = None

    @staticmethod
    async def start(limits: Limits) -> Worker:
        """A process that is ready for a job; raises _GoneError if it does not get so far."""
        words = [sys.executable, "-m", "web.worker", str(limits.seconds), str(limits.memory_mb)]
        pipe = asyncio.subprocess.PIPE
        worker = Worker(await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe, limit=1 << 20))
        try:
            await asyncio.wait_for(worker._answer(), _START_SECONDS)
        except BaseException:
            await worker.end()
            raise
        return worker

    async def do(self, job: dict[str, Any]) -> Reply:
        """The answer to a job; raises _GoneError."""
        self.source = job["source"]
        assert self._process.stdin is not None  # noqa: S101 - it was made with a pipe
        # uvloop, where it is installed, says RuntimeError of a pipe whose reader is gone
        with contextlib.suppress(ConnectionError, RuntimeError):
            self._process.stdin.write(frame(job))
            await self._process.stdin.drain()
        return await self._answer()

    async def _answer(self) -> Reply:
        import json

        assert self._process.stdout is not None  # noqa: S101 - it was made with a pipe
        try:
            head, rest = LENGTHS.unpack(await self._process.stdout.readexactly(LENGTHS.size))
            header = json.loads(await self._process.stdout.readexactly(head))
            return Reply(header, await self._process.stdout.readexactly(rest))
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _GoneError from None

    def kill(self) -> None:
        """End the process, whatever it is at."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """End the process, wait for it and close what leads to it."""
        self.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()


class Pool:
    """All workers and who waits for them. `source`, which each job is sent with, is what the pool serves now."""

    def __init__(self, limits: Limits, source: dict[str, Any]) -> None:
        self.limits, self.source = limits, source
        self._queue = FairQueue(limits.workers, limits.waiting)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start all processes and wait until they are ready, each with the graph open."""
        await asyncio.gather(*(self._add() for _ in range(self.limits.workers)))
        if not self._idle:
            raise RuntimeError("no worker process could be started")

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in list(self._all)))

    async def move(self, source: dict[str, Any]) -> None:
        """Serve another source from now on; returns when each process that had nothing to do has opened it."""
        self.source = source
        idle, self._idle = self._idle, []
        await asyncio.gather(*(self._settle(worker) for worker in idle))

    async def run(self, job: dict[str, Any], client: str, *, heavy: bool = False) -> Reply:
        """The answer to a job of a client; raises ProblemError (also for what the worker refused).

        Cancelled, it leaves the queue, or has its process killed if that does not end soon by itself.
        """
        loop = asyncio.get_running_loop()
        ticket = Ticket(client, heavy, job, state=_State(loop.create_future(), asyncio.Event()))
        try:
            self._queue.put(ticket)
        except FullError:
            raise _busy(f"{self.limits.waiting} requests wait already") from None
        self._dispatch()
        try:
            try:
                async with asyncio.timeout(self.limits.waiting_seconds):
                    await ticket.state.started.wait()
            except TimeoutError:
                if self._queue.leave(ticket):
                    raise _busy(f"no worker was free for {self.limits.waiting_seconds:g} s") from None
            reply: Reply = await asyncio.shield(ticket.state.reply)
        except asyncio.CancelledError:
            ticket.state.reply.add_done_callback(lambda future: future.cancelled() or future.exception())
            if not self._queue.leave(ticket):
                loop.call_later(_ABANDONED_SECONDS, ticket.state.abandon)
            raise
        if "detail" in reply.header:  # an error; a page that lets one choose has a body and a status of its own
            raise ProblemError(reply.header["status"], reply.header["detail"], more=reply.header.get("more"))
        return reply

    def _dispatch(self) -> None:
        while self._idle and not self._closed and (ticket := self._queue.next()) is not None:
            worker = self._idle.pop()
            ticket.state.worker = worker
            ticket.state.started.set()
            self._spawn(self._serve(worker, ticket))

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, worker: Worker, ticket: Ticket) -> None:
        future: asyncio.Future[Reply] = ticket.state.reply
        usable = False
        try:
            reply = await self._within(worker, ticket.job)
            usable = not reply.header.get("ends")
            if not future.done():
                future.set_result(reply)
        except ProblemError as error:
            if not future.done():
                future.set_exception(error)
        finally:
            ticket.state.worker = None
            if not future.done():
                future.cancel()
            self._queue.done(ticket)
            if usable and not self._closed:
                await self._settle(worker)
            else:
                self._replace(worker)
                self._dispatch()

    async def _within(self, worker: Worker, job: dict[str, Any]) -> Reply:
        for _ in range(3):
            source = self.source
            try:
                async with asyncio.timeout(self.limits.seconds):
                    reply = await worker.do({**job, "source": source})
            except TimeoutError:
                worker.kill()
                raise ProblemError(
                    504, f"this took longer than {self.limits.seconds:g} s and was stopped; narrow it"
                ) from None
            except _GoneError:
                raise ProblemError(507, "the worker ended: this may need too much memory; narrow it") from None
            if not (reply.header.get("gone") and source != self.source):  # swept before it was opened: there is a newer
                break
        return reply

    def _replace(self, worker: Worker) -> None:
        """End a process, and start another in its place."""
        worker.kill()
        self._spawn(self._bury(worker))
        if not self._closed:
            self._spawn(self._add())

    async def _bury(self, worker: Worker) -> None:
        await worker.end()
        self._all.discard(worker)

    async def _add(self) -> None:
        """One more process; tries again, ever more slowly, where none can be started."""
        for wait in (0.0, 0.5, 2.0, 5.0, 10.0, 30.0):
            if self._closed:
                return
            await asyncio.sleep(wait)
            try:
                worker = await Worker.start(self.limits)
            except (OSError, _GoneError, TimeoutError) as error:
                _LOG.warning("a worker process could not be started (%s)", type(error).__name__)
                continue
            if self._closed:
                await worker.end()
                return
            self._all.add(worker)
            await self._settle(worker)
            return

    async def _settle(self, worker: Worker) -> None:
        """Make a process that is free ready for the next job, with the graph of now open."""
        try:
            while worker.source != self.source:
                await asyncio.wait_for(worker.do({"kind": "open", "source": self.source}), self.limits.seconds)
        except (_GoneError, TimeoutError):
            self._replace(worker)
            return
        self._idle.append(worker)
        self._dispatch()


class _State:
    """How far a ticket is."""

    def __init__(self, reply: asyncio.Future[Reply], started: asyncio.Event) -> None:
        self.reply, self.started = reply, started
        self.worker: Worker | None = None

    def abandon(self) -> None:
        """Kill what still works for nobody."""
        if self.worker is not None:
            self.worker.kill()


def _busy(why: str) -> ProblemError:
    return ProblemError(503, f"the server is busy: {why}; try again in some seconds", headers={"Retry-After": "2"})
