"""Connections to the search index are used again, and never one for two threads or for two indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.index import MOST, close, reading


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    close()
    yield
    close()


def made(path: Path, number: int) -> Path:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (n)")
    connection.execute("INSERT INTO t VALUES (?)", (number,))
    connection.commit()
    connection.close()
    return path


def said(path: Path) -> int:
    with reading(path) as connection:
        return int(connection.execute("SELECT n FROM t").fetchone()[0])


def test_two_at_a_time_are_two(tmp_path: Path) -> None:
    path = made(tmp_path / "a", 1)
    with reading(path) as one:
        with reading(path) as other:
            assert one is not other
        with reading(path) as again:
            assert again is other


def test_an_index_in_the_place_of_another_is_read_anew(tmp_path: Path) -> None:
    path = made(tmp_path / "a", 1)
    assert said(path) == 1
    other = made(tmp_path / "b", 2)
    other.replace(path)
    assert said(path) == 2


def test_of_another_index_none_is_kept_open(tmp_path: Path) -> None:
    with reading(made(tmp_path / "a", 1)) as old:
        pass
    assert said(made(tmp_path / "b", 2)) == 2
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        old.execute("SELECT 1")


def test_one_given_back_late_takes_nothing_from_the_newer_index(tmp_path: Path) -> None:
    with reading(made(tmp_path / "a", 1)) as old, reading(made(tmp_path / "b", 2)) as new:
        pass  # `new` is given back first
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        old.execute("SELECT 1")
    with reading(tmp_path / "b") as again:
        assert again is new


def test_one_that_failed_is_not_used_again(tmp_path: Path) -> None:
    path = made(tmp_path / "a", 1)
    with pytest.raises(sqlite3.OperationalError), reading(path) as bad:
        bad.execute("SELECT nothing FROM t")
    with reading(path) as good:
        assert good is not bad
    with pytest.raises(sqlite3.OperationalError):
        said(tmp_path / "missing")


def test_many_threads_read_it(tmp_path: Path) -> None:
    path = made(tmp_path / "a", 7)
    with ThreadPoolExecutor(max_workers=3 * MOST) as threads:
        assert set(threads.map(lambda _: said(path), range(500))) == {7}
