"""Servers as processes, and asking them over HTTP: the product's, and rdflib-endpoint as it is documented."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from measure import ROOT

FORM = "application/x-www-form-urlencoded"
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Reply:
    """An answer: its status (0: none came), its body, and wall time in milliseconds. `after` is Retry-After."""

    status: int
    body: bytes
    ms: float
    after: str | None = None


class Client:
    """One connection that is kept open, as browsers and programs do."""

    def __init__(self, url: str, seconds: float) -> None:
        self._host = urlsplit(url).netloc
        self._seconds = seconds
        self._connection = HTTPConnection(self._host, timeout=seconds)

    def get(self, path: str) -> Reply:
        """The answer to GET."""
        return self._ask("GET", path, None, {"Accept": "application/json, text/html;q=0.9"})

    def page(self, path: str) -> Reply:
        """The answer to GET as a browser asks."""
        return self._ask("GET", path, None, {"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"})

    def query(self, path: str, text: str) -> Reply:
        """The answer to a SPARQL query."""
        return self._ask("POST", path, urlencode({"query": text}), {"Accept": JSON, "Content-Type": FORM})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        start = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            read, status, after = answer.read(), answer.status, answer.getheader("Retry-After")
        except (OSError, HTTPException):
            self._connection.close()
            self._connection = HTTPConnection(self._host, timeout=self._seconds)
            read, status, after = b"", 0, None
        return Reply(status, read, 1000 * (time.perf_counter() - start), after)


def free_port() -> int:
    """A port of the loopback address that nobody has now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass(frozen=True)
class Process:
    """A server that runs: its URL and the number of its process."""

    url: str
    pid: int

    def cpu_ms(self) -> float:
        """CPU time of the server and its workers until now, that of threads that have ended too; 0 where the system
        has no clock of another process (Linux has, clock_getcpuclockid(3))."""
        found = 0.0
        for each in [self.pid, *_children(self.pid)]:
            with suppress(OSError):
                found += time.clock_gettime(~each << 3 | _SCHEDULED)
        return 1000 * found


_SCHEDULED = 2  # CPUCLOCK_SCHED: what the scheduler gave to all threads of a process


def _children(pid: int) -> list[int]:
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state = each.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(state[1]) == pid:
                found.append(int(each.parent.name))
    return found


NOTHING_KEPT = {"CHIDAO_SERVE_ANSWERS_MB": "0"}
"""A server that makes each answer anew, so that what is measured is how long that takes."""


@contextmanager
def running(store: Path, **environment: str) -> Iterator[Process]:
    """`chidao serve` on a store, with its description made."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    clean |= {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environment
    command = [sys.executable, "-m", "cli", "serve", "--store", str(store), "--port", str(free_port())]
    with _process(command, clean) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.startswith("http://"):
            raise RuntimeError(f"chidao serve did not start: {line!r}")
        url = line.split("/  ")[0]
        client = Client(url, 60)
        until = time.monotonic() + 120
        while b"sparqlEndpoint" not in client.get("/.well-known/void").body and time.monotonic() < until:
            time.sleep(0.5)
        yield Process(url, process.pid)


@contextmanager
def served(store: Path, **environment: str) -> Iterator[str]:
    """The same; its URL."""
    with running(store, **environment) as server:
        yield server.url


@contextmanager
def peer(nquads: Path) -> Iterator[Callable[[], str]]:
    """rdflib-endpoint with rdflib's own store on a file of N-Quads (peer.py): what starts a server, a fresh one in the
    place of the last, and gives its URL."""
    command = [sys.executable, str(ROOT / "benchmarks" / "peer.py"), str(nquads)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    asked = process.stdin

    def start() -> str:
        port = free_port()
        asked.write(f"{port}\n")
        asked.flush()
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return f"http://127.0.0.1:{port}"
            time.sleep(0.05)
        raise RuntimeError("rdflib-endpoint does not answer")

    try:
        if process.stdout.readline() != "ready\n":
            raise RuntimeError("rdflib-endpoint did not start; install it with: pip install -e '.[bench]'")
        yield start
    finally:
        asked.close()
        _wait(process)


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        yield process
    finally:
        process.terminate()
        _wait(process)


def _wait(process: subprocess.Popen[str]) -> None:
    """Until it has ended; it is killed where it does not by itself."""
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_of_children() -> float:
    """CPU seconds of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
