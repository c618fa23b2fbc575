"""One graph of the samples for all tests of questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generation, Generations


@pytest.fixture(scope="session")
def samples_graph(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """The graph of samples/, built once."""
    store = tmp_path_factory.mktemp("store")
    build([root / "samples"], Settings.from_environment({}, store=store))
    with Generations(store).open() as generation:
        yield generation
