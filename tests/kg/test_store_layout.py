"""A store that another version built is not asked what it cannot tell: it says so, and a build makes it anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.diff import differences
from kg.store.generations import FORMAT, MANIFEST, Generations, StoreError
from tests.kg.builds import chidao, put, run


def relabelled(store: Path, layout: int) -> None:
    """Say of the current generation that it is of some layout."""
    with Generations(store).open() as generation:
        file = generation.folder / MANIFEST
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": layout}))


@pytest.mark.parametrize(("layout", "words"), [(FORMAT - 1, "earlier version"), (FORMAT + 1, "newer version")])
def test_another_layout_is_refused_in_one_line(root: Path, tmp_path: Path, layout: int, words: str) -> None:
    store = tmp_path / "store"
    put(tmp_path / "in", "a.txt", "cây cầu")
    run(store, tmp_path / "in")
    relabelled(store, layout)
    with pytest.raises(StoreError, match=words):
        Generations(store).open()
    asked = chidao(root, "docs", "--store", store)
    assert asked.returncode == 2
    assert words in asked.stderr and "build" in asked.stderr
    assert len(asked.stderr.strip().splitlines()) == 1


def test_a_build_makes_it_anew_and_both_can_be_compared(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(tmp_path / "in", "a.txt", "cây cầu")
    run(store, tmp_path / "in")
    relabelled(store, FORMAT - 1)
    assert run(store, tmp_path / "in").how == "fresh"
    generations = Generations(store)
    with generations.named("previous") as old, generations.open() as new:
        assert (old.layout, new.layout) == (FORMAT - 1, FORMAT)
        assert list(differences(old, new)) == []
