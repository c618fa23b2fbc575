"""A server as a process on the graph of the samples, and what tests do with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kg.build.build import build
from kg.settings import Settings


@dataclass
class Served:
    """A running `chidao serve`."""

    url: str
    store: Path
    process: subprocess.Popen[str]

    def get(self, path: str, **given: object) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", timeout=60, **given)  # type: ignore[arg-type]

    def query(self, text: str, accept: str = "application/sparql-results+json", **given: object) -> httpx.Response:
        return self.get("/sparql", params={"query": text, **given}, headers={"Accept": accept})

    def values(self, text: str) -> list[dict[str, str]]:
        """The rows of a SELECT, plain values."""
        answer = self.query(text)
        assert answer.status_code == 200, answer.text
        return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def start(root: Path, store: Path, *words: str, described: bool = True, **environment: str) -> Served:
    """`chidao serve` on a port that is free, when it says that it is ready, and described where that is wanted."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    clean |= {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"} | environment
    command = [sys.executable, "-m", "cli", "serve", "--store", str(store), "--port", "0", *words]
    process = subprocess.Popen(command, cwd=store, env=clean, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("http://"), f"{line!r}, exit {process.poll()}"
    server = Served(line.split("/  ")[0], store, process)
    assert not described or until(lambda: "sparqlEndpoint" in server.get("/.well-known/void").text, 60)
    return server


@pytest.fixture(scope="session")
def samples_store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("served")
    build([root / "samples"], Settings.from_environment({}, store=store))
    return store


@pytest.fixture(scope="session")
def served(root: Path, samples_store: Path) -> Iterator[Served]:
    """The samples, served once for all tests that change nothing."""
    server = start(root, samples_store)
    yield server
    server.stop()


def until(true: object, seconds: float = 20) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, started once."""
    from tests.web.browser import chromium, launched

    chromium()
    with launched() as found:
        yield found
