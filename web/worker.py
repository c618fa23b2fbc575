"""A worker process, `python -m web.worker SECONDS MEMORY_MB`: jobs come on standard input, answers go to its output.

It ends with its input, and is killed by the kernel some time after a job's limit even where the server is gone.
"""

from __future__ import annotations

import contextlib
import logging
import os
import resource
import select
import signal
import sys
from typing import IO, Any

from kg.build.confine import group_memory_mb
from web.frames import frame, next_frame
from web.tidy import Tidy
from web.warm import IDLE_SECONDS, made_ready
from web.work import Answer, Place, answer, refusal

_GRACE = 2.0  # seconds beyond the limit after which a worker whose server is gone ends by itself
_TURN_SECONDS = 0.0005
"""How long a thread may hold the interpreter while another one has found rows and waits to take them: the usual
5 ms are more than most questions take (kg.together)."""
_KEEP_MB = 1024  # a worker that still holds more than this after a job ends: a fresh one takes its place


def _confine(memory_mb: int) -> None:
    """Ctrl-C is for the server alone; the kernel ends what is late; memory is bounded beyond what is mapped by now."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Worker:
    """The generation that is open, moved on when a job names another."""

    def __init__(self) -> None:
        self._place: Place | None = None

    def do(self, job: dict[str, Any]) -> Answer:
        try:
            place = self._at(job["source"])
        except (OSError, RuntimeError) as error:
            return {"status": 500, "detail": f"the graph cannot be opened ({error})", "gone": True}, b""
        if job["kind"] == "open":
            return {"status": 200}, b""
        return answer(place, job)

    @property
    def base(self) -> str:
        """The base of the IRIs of what is open; empty for a bare store, which has no pages."""
        generation = self._place.generation if self._place is not None else None
        return str(generation.manifest["base"]) if generation is not None else ""

    def _at(self, source: dict[str, Any]) -> Place:
        if self._place is None or self._place.source != source:
            if self._place is not None:
                self._place.close()
                self._place = None
            self._place = Place(source)
        return self._place


def main(seconds: float, memory_mb: int) -> None:
    """Answer jobs until the input ends."""
    import pyoxigraph  # noqa: F401 - loaded before the first job comes

    import queries.run  # noqa: F401
    from web.pages.render import environment

    environment()
    # How a name was understood is told on the page it was asked for (web.pages.notes), or nobody asked.
    logging.getLogger("chidao").addHandler(logging.NullHandler())

    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    _confine(memory_mb)
    sys.setswitchinterval(_TURN_SECONDS)
    worker, tidy = _Worker(), Tidy()
    answers.write(frame({"status": 200}))
    answers.flush()
    ready = False
    while (job := next_frame(jobs)) is not None:
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
        try:
            header, body = worker.do(job[0])
        except MemoryError:
            header, body = refusal(507, "this needs more memory than CHIDAO_QUERY_MEMORY_MB allows; narrow it")
            header["ends"] = True
        header["ends"] = header.get("ends", False) or group_memory_mb(os.getpid()) > _KEEP_MB
        answers.write(frame(header, body))
        answers.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)
        if header["ends"]:
            return
        tidy.between()
        if not ready and (not worker.base or _made_ready(worker.base, jobs)):
            ready = True
            tidy.settled()


def _made_ready(base: str, jobs: IO[bytes]) -> bool:
    """Go through the steps of web.warm until a job comes; whether all are done."""
    wait = IDLE_SECONDS
    for step in made_ready(base):
        if select.select([jobs], [], [], wait)[0]:
            return False
        with contextlib.suppress(Exception):  # who asks for it is told what is wrong with it
            step()
        wait = 0.0
    return True


if __name__ == "__main__":
    with contextlib.suppress(EOFError, BrokenPipeError):
        main(float(sys.argv[1]), int(sys.argv[2]))
