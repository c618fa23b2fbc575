"""A file `current` that says nothing of use costs no generation and leaves readers an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store.durable import replace_file
from kg.store.generations import MANIFEST, Generations, NoGenerationError, StoreError
from tests.kg.builds import chidao, finds, put, run

# Empty or zeros after a power cut, words, bytes of no encoding, a digit that is none of ASCII, a folder that is not
# there, one that is there and was never completed, a way out of the store.
DAMAGE = [
    b"",
    b"\n",
    b"\0\0\0\0\0\0\0",
    b"garbage",
    b"\xff\xfe",
    "²".encode(),
    b"000099\n",
    b"000004\n",
    b"../generations/000001",
]


def made(store: Path) -> Generations:
    """A store of three complete generations, the second current, and a fourth that was never completed."""
    generations = Generations(store)
    for complete in (True, True, True, False):
        folder = generations.begin()
        if complete:
            replace_file(folder / MANIFEST, b"{}")
    generations.switch("000002")
    return generations


def folders(store: Path) -> list[str]:
    return sorted(folder.name for folder in (store / "generations").iterdir())


@pytest.mark.parametrize("said", DAMAGE)
def test_the_newest_complete_generation_stands_in_and_none_is_deleted(tmp_path: Path, said: bytes) -> None:
    generations = made(tmp_path)
    (tmp_path / "current").write_bytes(said)
    assert generations.current() == "000003"
    with generations.open() as generation:
        assert generation.id == "000003"
    assert "000003, stands in" in (generations.damage() or "")
    with generations.exclude_builds():
        assert generations.sweep() == ["000004"]
        assert folders(tmp_path) == ["000001", "000002", "000003"]
        folder = generations.begin()
        assert folder.name == "000004"
        replace_file(folder / MANIFEST, b"{}")
        generations.switch(folder.name)
        assert generations.damage() is None
        assert generations.sweep() == ["000001", "000002"]
    assert (generations.current(), generations.previous()) == ("000004", "000003")


def test_a_sound_or_absent_file_is_not_damaged(tmp_path: Path) -> None:
    generations = made(tmp_path)
    assert (generations.current(), generations.damage()) == ("000002", None)
    with generations.exclude_builds():
        assert generations.sweep() == ["000003", "000004"]
    assert generations.previous() == "000001"
    (tmp_path / "current").unlink()
    assert (generations.current(), generations.damage()) == (None, None)
    with pytest.raises(NoGenerationError, match="nothing was built here yet"):
        generations.open()


@pytest.mark.parametrize(("said", "error"), [(b"garbage", NoGenerationError), (b"000007", StoreError)])
def test_damaged_and_nothing_to_stand_in(tmp_path: Path, said: bytes, error: type[StoreError]) -> None:
    generations = Generations(tmp_path)
    generations.begin()
    (tmp_path / "current").write_bytes(said)
    with pytest.raises(error, match="run: chidao build"):
        generations.open()
    with generations.exclude_builds():
        assert generations.sweep() == ["000001"]


def test_the_next_build_recovers(root: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(tmp_path / "in", "a.txt", "cây cầu")
    run(store, tmp_path / "in")
    (store / "current").write_bytes(b"\0\0\0")
    assert finds(store, "cây cầu")
    asked = chidao(root, "docs", "--json", "--store", store)
    assert asked.returncode == 0
    assert "5/KH-UBND" in asked.stdout
    assert "000001, stands in for it; run: chidao build FOLDER" in asked.stderr
    put(tmp_path / "in", "b.txt", "bến phà", number=6)
    report = run(store, tmp_path / "in")
    assert "stands in for it until this build has written it anew" in report.warnings[0]
    assert (store / "current").read_bytes() == b"000002\n"
    assert finds(store, "bến phà")
    assert folders(store) == ["000001", "000002"]
