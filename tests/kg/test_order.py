"""The graph is that of a set of files: their order, and what a store held before, leave no trace."""

from __future__ import annotations

import random
from hashlib import sha256
from pathlib import Path

import pytest

from kg.assemble import assemble
from loaders.model import Document
from loaders.parse import parse
from loaders.read import read as read_file
from tests.kg.builds import nquads, run
from tests.kg.letters import hard_ones, read


def canonical(documents: list[Document]) -> str:
    """A digest of the sorted N-Quads."""
    return sha256("\n".join(sorted({str(quad) for quad in assemble(documents).quads})).encode()).hexdigest()


def mixed(seed: int, documents: list[Document]) -> list[Document]:
    return random.Random(seed).sample(documents, len(documents))  # noqa: S311 - an order for a test, no secret


@pytest.fixture(scope="session")
def hard() -> list[Document]:
    return [d for name, text in hard_ones().items() for d in read(text, name)]


@pytest.fixture(scope="session")
def hard_graph(hard: list[Document]) -> str:
    return canonical(hard)


@pytest.fixture(scope="session")
def real(shared: Path) -> list[Document]:
    """All real documents that are plain text, extracted once."""
    files = [p for folder in ("seeds", "corpus") for p in sorted((shared / folder).iterdir())]
    kept = [p for p in files if p.suffix in (".txt", ".md", ".html") and p.name != "README.md"]
    return [d for path in kept for d in parse(read_file(path))]


@pytest.fixture(scope="session")
def real_graph(real: list[Document]) -> str:
    return canonical(real)


@pytest.mark.parametrize("seed", range(100))
def test_an_order_of_documents_leaves_no_trace(seed: int, hard: list[Document], hard_graph: str) -> None:
    assert canonical(mixed(seed, hard)) == hard_graph


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100))
def test_an_order_of_real_documents_leaves_no_trace(seed: int, real: list[Document], real_graph: str) -> None:
    assert canonical(mixed(1000 + seed, real)) == real_graph


def sequence(seed: int, names: list[str], steps: int) -> list[list[str]]:
    """Sets of files, each some files more and some fewer than the one before."""
    chance = random.Random(seed)  # noqa: S311 - as above
    there = set(chance.sample(names, len(names) // 2))
    found = [sorted(there)]
    for _ in range(steps):
        there ^= set(chance.sample(names, chance.randint(1, 3)))
        there = there or {names[0]}
        found.append(sorted(there))
    return found


def put(folder: Path, files: dict[str, bytes], names: list[str]) -> Path:
    """A folder of exactly these files."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name in names:
        (folder / name).write_bytes(files[name])
    return folder


def follow(seed: int, files: dict[str, bytes], steps: int, tmp_path: Path) -> None:
    """One store taken through a sequence of sets of files, and one built from nothing of the last set."""
    for names in sequence(seed, sorted(files), steps):
        assert run(tmp_path / "store", put(tmp_path / "in", files, names)).count("failed") == 0
    run(tmp_path / "fresh", tmp_path / "in")
    assert nquads(tmp_path / "store") == nquads(tmp_path / "fresh")


@pytest.mark.parametrize("seed", range(3))
def test_files_that_come_and_go_leave_no_trace(seed: int, tmp_path: Path) -> None:
    follow(seed, {name: text.encode() for name, text in hard_ones().items()}, 3, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(16))
def test_many_files_that_come_and_go_leave_no_trace(seed: int, tmp_path: Path) -> None:
    follow(100 + seed, {name: text.encode() for name, text in hard_ones().items()}, 6, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_real_files_that_come_and_go_leave_no_trace(seed: int, shared: Path, tmp_path: Path) -> None:
    found = [p for folder in ("seeds", "corpus") for p in sorted((shared / folder).iterdir())]
    files = {p.name: p.read_bytes() for p in found if p.suffix in (".txt", ".md", ".html") and p.name != "README.md"}
    follow(200 + seed, files, 4, tmp_path)
