"""Tasks, roles and deadlines of the annotated documents, measured by the scorer that lies beside them.

The documents are those the rules were made with: floors that no change may fall under, no estimate for others.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders.extract import to_json
from loaders.parse import structure
from loaders.parse.tasks import extract
from loaders.read import read

FLOORS = {"tasks": 0.97, "lead agencies": 0.95, "support agencies": 0.93, "lead basis": 0.90, "deadlines": 1.0}

Figures = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """The scorer's table: row -> precision, recall, f1, hit, miss, extra."""
    folder = tmp_path_factory.mktemp("tasks")
    for source in sorted((shared / "seeds").glob("*.txt")):
        documents = structure(read(source))
        for document in documents:
            extract(document)
            document.citations, document.relations = [], []
        (folder / f"{source.stem}.json").write_text(
            json.dumps(to_json(documents), ensure_ascii=False), encoding="utf-8"
        )
    command = [sys.executable, shared / "score.py", shared / "gold", folder, "--json"]
    table: Figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return table


@pytest.mark.parametrize("row", FLOORS)
def test_f1_is_not_under_its_floor(figures: Figures, row: str) -> None:
    assert figures[row]["f1"] >= FLOORS[row], figures[row]


def test_the_corpus_is_read_without_a_fault(shared: Path) -> None:
    """Every fact of every real document stands where it says, and each document of many orders has tasks."""
    found = 0
    for source in sorted((shared / "corpus").glob("*.md")):
        for document in structure(read(source)):
            extract(document)
            spans = {p.path: p.span for p in document.provisions}
            for task in document.tasks or []:
                found += 1
                for one in task.assignments:
                    home = spans[one.provision]
                    assert home.start <= one.span.start < one.span.end <= home.end, (source.name, task.provision)
    assert found > 1000
