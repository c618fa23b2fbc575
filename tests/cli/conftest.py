"""The command line as a process, on stores that are built once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import pytest


class Chidao(Protocol):
    """Runs `chidao` with these words; further keywords are environment variables."""

    def __call__(self, *words: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture(scope="session")
def chidao(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Chidao:
    """The command, in an empty folder, with a store that is empty unless another is named."""
    folder = tmp_path_factory.mktemp("cli")

    def run(*words: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
        clean |= {"CHIDAO_STORE": str(folder / "empty"), "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
        clean |= {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"} | environment
        command = [sys.executable, "-m", "cli", *map(str, words)]
        return subprocess.run(
            command, cwd=folder, env=clean, input=stdin, capture_output=True, text=True, encoding="utf-8",
            timeout=120, check=False,
        )  # fmt: skip

    return run


def _built(chidao: Chidao, source: Path, store: Path) -> Any:
    done = chidao("build", source, "--store", store)
    assert done.returncode == 0, done.stderr

    def run(*words: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return chidao(*words, stdin=stdin, **({"CHIDAO_STORE": str(store)} | environment))

    return run


@pytest.fixture(scope="session")
def on_samples(chidao: Chidao, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Chidao:
    """The command on the graph of samples/."""
    run: Chidao = _built(chidao, root / "samples", tmp_path_factory.mktemp("samples"))
    return run


@pytest.fixture(scope="session")
def seeds_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph of the real documents is."""
    return tmp_path_factory.mktemp("seeds")


@pytest.fixture(scope="session")
def on_seeds(chidao: Chidao, shared: Path, seeds_store: Path) -> Chidao:
    """The command on the graph of the real documents."""
    run: Chidao = _built(chidao, shared / "seeds", seeds_store)
    return run
