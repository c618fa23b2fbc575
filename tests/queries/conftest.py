"""One graph of the samples for all tests of questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generation, Generations
from tests.kg.letters import hard_ones, plan


@pytest.fixture(scope="session")
def samples_graph(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """The graph of samples/, built once."""
    store = tmp_path_factory.mktemp("store")
    build([root / "samples"], Settings.from_environment({}, store=store))
    with Generations(store).open() as generation:
        yield generation


@pytest.fixture(scope="session")
def doubtful_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """A graph of documents that cite each other doubtfully, and of a body without successor: the samples have none."""
    folder, store = tmp_path_factory.mktemp("hard"), tmp_path_factory.mktemp("store")
    for name, text in hard_ones().items():
        (folder / name).write_text(text, encoding="utf-8")
    orphan = "1. Hội Trồng tre chủ trì trồng tre giữ bờ kênh."
    (folder / "orphan.txt").write_text(f"{plan('Bạc Liêu', 80, '13/05/2023')}\n\n{orphan}", encoding="utf-8")
    build([folder], Settings.from_environment({}, store=store))
    with Generations(store).open() as generation:
        yield generation
