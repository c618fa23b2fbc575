"""A server over a bare Oxigraph store, in a thread: what the W3C's suites and tests of limits are run against."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from web.app import application
from web.exchange import Site
from web.serve import listen
from web.workers import Limits, Pool


@contextlib.contextmanager
def serving(
    graph: Path, *, union: bool = False, workers: int = 2, seconds: float = 20, memory_mb: int = 4096,
    waiting: int = 100, waiting_seconds: float = 30, rows: int = 100_000, size: int = 64 << 20,
) -> Iterator[str]:  # fmt: skip
    """Serve the store in the folder `graph`; gives the URL."""
    source = {"folder": None, "graph": str(graph), "union": union, "description": []}
    site = Site(Pool(Limits(workers, seconds, memory_mb, waiting, waiting_seconds), source), None, rows, size)
    listening = listen("127.0.0.1", 0)
    ready = threading.Event()
    config = uvicorn.Config(
        application(site, ready=ready.set), log_level="warning", access_log=False, lifespan="on",
        timeout_graceful_shutdown=1, loop="asyncio",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    if not ready.wait(60):
        raise TimeoutError("the server did not start")
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        end = time.monotonic() + 20
        while thread.is_alive() and time.monotonic() < end:
            thread.join(0.2)
