"""A real store as a process, and a proxy before it that has faults."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from kg.build.build import build
from kg.settings import Settings


@contextlib.contextmanager
def oxigraph(*words: str) -> Iterator[str]:
    """An empty `oxigraph serve` in memory on a port that is free; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("oxigraph")), "serve", "--bind", f"127.0.0.1:{port}", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 30
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}/query", timeout=5)
                break
            except httpx.TransportError:
                assert process.poll() is None
                assert time.monotonic() < end
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def store() -> Iterator[str]:
    with oxigraph() as url:
        yield url


@pytest.fixture(scope="session")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the samples here."""
    folder = tmp_path_factory.mktemp("pushed")
    build([root / "samples"], Settings.from_environment({}, store=folder))
    return folder


Answer = tuple[int, bytes, float]


@dataclass
class Proxy:
    """Passes requests on, unless `instead` has an answer (status, body, seconds before it); notes what was asked."""

    url: str = ""
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    instead: Callable[[str, str, bytes], Answer | None] = lambda method, path, body: None
    change: Callable[[bytes], bytes] = lambda body: body
    headers: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def before(store: str) -> Iterator[Proxy]:
    """A proxy before a store."""
    proxy = Proxy()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            proxy.seen.append((self.command, self.path, self.headers.get("authorization", "")))
            answer = proxy.instead(self.command, self.path, body)
            if answer is None:
                there = http.client.HTTPConnection(urlsplit(store).netloc, timeout=60)
                names = ("content-type", "accept")
                given = {name: self.headers[name] for name in names if self.headers[name]}
                there.request(self.command, self.path, proxy.change(body), given)
                got = there.getresponse()
                status, said, media = got.status, got.read(), got.headers.get("content-type", "")
                there.close()
            else:
                status, said, seconds = answer
                media = "text/plain"
                time.sleep(seconds)
            with contextlib.suppress(OSError):
                self.send_response(status)
                for name, value in {"content-type": media, "content-length": str(len(said)), **proxy.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(said)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    proxy.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def proxy(store: str) -> Iterator[Proxy]:
    with before(store) as made:
        yield made
