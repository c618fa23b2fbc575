"""A build killed (SIGKILL, with its workers) at any point leaves the last generation answering, and a way on.

The points are those of kg.store.steps: before and after every write, flush, link, rename and removal of a build.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.search import search
from kg.store.generations import Generations, NoGenerationError
from kg.store.nquads import by_graph

MOST = 80  # more points than a build has; a test that gets here never survived

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

Số: 5/KH-UBND

Bạc Liêu, ngày 01 tháng 3 năm 2022

KẾ HOẠCH

Sửa chữa trạm y tế trong tỉnh

I. NHIỆM VỤ

1. {lead} chủ trì sửa chữa {count} trạm y tế, xong trước ngày 30/6/2023.
"""
OTHER = "KẾ HOẠCH\n\nDọn kênh mương\n\n1. Sở Xây dựng chủ trì dọn kênh.\n"
OLD, NEW = ("Sở Y tế", "bốn"), ("Sở Tài chính", "năm")

LEADS = """
PREFIX cd: <https://w3id.org/chidao/ont#>
PREFIX role: <https://w3id.org/chidao/voc/role#>
SELECT DISTINCT ?name { ?assignment cd:role role:lead ; cd:agentName ?name }
"""


class Builder:
    """The process that builds and is killed; see tests/kg/killed.py."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "tests.kg.killed"]
        self.process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def build(self, store: Path, source: Path, at: int = 0) -> dict[str, object]:
        """One build of the folder `source`, killed at the `at`-th point, not at all for 0."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request = {"store": str(store), "paths": [str(source)], "at": at}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer: dict[str, object] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


@pytest.fixture(scope="module")
def builder(root: Path) -> Iterator[Builder]:
    builder = Builder(root)
    yield builder
    builder.close()
    assert builder.process.returncode == 0


def write(source: Path, facts: tuple[str, str]) -> Path:
    source.mkdir(exist_ok=True)
    (source / "plan.txt").write_text(PLAN.format(lead=facts[0], count=facts[1]), encoding="utf-8")
    (source / "other.md").write_text(OTHER, encoding="utf-8")
    return source


def states(store: Path) -> set[str]:
    """Whose facts the current generation states: by SPARQL, by search, and by what its manifest says it holds."""
    with Generations(store).open() as generation:
        leads = {row["name"].value for row in generation.store.query(LEADS, use_default_graph_as_union=True)}
        assert "Sở Xây dựng" in leads
        found = {name for name, count in (OLD, NEW) if search(generation.search, f'"{count} trạm y tế"')}
        assert found == leads - {"Sở Xây dựng"}
        graphs, repeated = by_graph(generation.store)
        assert not repeated
        assert {name: (len(graph), graph.digest()) for name, graph in graphs.items()} == generation.graphs
        assert generation.manifest["quads"] == len(generation.store)
        return found


def left(store: Path) -> list[str]:
    """The generations on disk, and files that a killed process left half-written."""
    return sorted(
        [folder.name for folder in (store / "generations").iterdir()]
        + [file.name for file in store.rglob(".*.tmp")]
    )  # fmt: skip


@pytest.mark.parametrize("stride", [pytest.param(1, marks=pytest.mark.slow), 6])
def test_a_first_build_killed_anywhere_leaves_nothing_or_all(builder: Builder, tmp_path: Path, stride: int) -> None:
    """At each step; in a hurry at each sixth, and once at none."""
    source = write(tmp_path / "in", OLD)
    survived = builder.build(tmp_path / "whole", source)
    assert survived["code"] == 0
    steps = survived["steps"]
    assert isinstance(steps, list)
    switched = steps.index("current: after rename") + 1
    for at in range(1, MOST, stride):
        store = tmp_path / f"store{at}"
        result = builder.build(store, source, at)
        if not result["killed"]:
            break
        assert result["steps"] == steps[:at]
        if at < switched:
            with pytest.raises(NoGenerationError):
                Generations(store).open()
        else:
            assert states(store) == {OLD[0]}, steps[at - 1]
        assert builder.build(store, source)["code"] == 0
        assert states(store) == {OLD[0]}
        assert left(store) == sorted(filter(None, (Generations(store).previous(), Generations(store).current())))
        shutil.rmtree(store)
    assert len(steps) < at <= len(steps) + stride


@pytest.mark.parametrize("stride", [pytest.param(1, marks=pytest.mark.slow), 6])
def test_a_second_build_killed_anywhere_keeps_the_first(builder: Builder, tmp_path: Path, stride: int) -> None:
    """At each step; in a hurry at each sixth, and once at none."""
    first = tmp_path / "first"
    for _ in range(2):  # so that there is a generation to be swept
        assert builder.build(first, write(tmp_path / "in", OLD))["code"] == 0
    assert states(first) == {OLD[0]}
    source = write(tmp_path / "in", NEW)
    steps: list[object] = []
    for at in range(1, MOST, stride):
        store = tmp_path / f"store{at}"
        shutil.copytree(first, store)
        result = builder.build(store, source, at)
        assert isinstance(result["steps"], list)
        steps = result["steps"]
        if not result["killed"]:
            assert result["code"] == 0
            break
        switched = "current: after rename" in steps
        assert states(store) == {(NEW if switched else OLD)[0]}, steps[-1]
        assert builder.build(store, source)["code"] == 0
        assert states(store) == {NEW[0]}
        assert left(store) == sorted(filter(None, (Generations(store).previous(), Generations(store).current())))
        shutil.rmtree(store)
    assert len(steps) < at <= len(steps) + stride
    said = " ".join(map(str, steps))
    for kind in ("cache: before rename", "graph: after checkpoint", "current: before rename", "sweep 000001: after"):
        assert kind in said
