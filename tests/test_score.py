"""What extraction finds in the annotated documents, measured by the scorer that lies beside them.

The five documents are those the rules were developed with: these figures are a floor that no change may fall under,
not an estimate for documents never seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# Row of the scorer's table -> least F1.
LEAST = {
    "metadata": 0.97,
    "citations (numbered)": 1.0,
    "citations (named)": 0.90,
    "citation issuer": 0.95,
    "relations (typed, without cites)": 0.92,
    "relations (all)": 0.90,
    "tasks": 0.95,
    "lead agencies": 0.94,
    "support agencies": 0.92,
    "lead basis": 0.85,
    "targets": 0.95,
    "target units": 0.95,
    "reports": 0.88,
    "projects": 0.90,
    "fields": 0.88,
}
TARGETS = 38  # of forty, with value, comparator and year right
WRONG_DEADLINES = 1  # of eight

Figures = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """The scorer's table: row -> precision, recall, f1, hit, miss, extra."""
    from loaders.extract import to_json
    from loaders.parse import parse
    from loaders.read import read

    found = tmp_path_factory.mktemp("found")
    sources = sorted((shared / "seeds").glob("*.txt"))
    assert len(sources) == 5
    for source in sources:
        facts = to_json(parse(read(source)))
        (found / f"{source.stem}.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, shared / "score.py", shared / "gold", found, "--json"]
    scored = subprocess.run(command, capture_output=True, text=True, check=True)
    table: Figures = json.loads(scored.stdout)
    return table


def test_the_table(figures: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    """All rows the scorer knows, printed."""
    assert set(LEAST) < set(figures)
    lines = [f"\n{'':34} {'P':>7} {'R':>7} {'F1':>7} {'least':>6}"]
    for row, value in figures.items():
        least = f"{LEAST[row]:.2f}" if row in LEAST else ""
        lines.append(f"{row:34} {value['precision']:7.3f} {value['recall']:7.3f} {value['f1']:7.3f} {least:>6}")
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")


@pytest.mark.parametrize("row", LEAST)
def test_f1_is_not_under_its_floor(figures: Figures, row: str) -> None:
    """Each row by itself, so that a failure names it."""
    assert figures[row]["f1"] >= LEAST[row], figures[row]


def test_at_most_one_deadline_is_wrong(figures: Figures) -> None:
    """Missed or invented."""
    row = figures["deadlines"]
    assert row["hit"] + row["miss"] == 8, "the annotations hold eight deadlines"
    assert max(row["miss"], row["extra"]) <= WRONG_DEADLINES, row


def test_at_least_38_of_40_targets_are_right(figures: Figures) -> None:
    row = figures["targets"]
    assert row["hit"] + row["miss"] == 40, "the annotations hold forty targets"
    assert row["hit"] >= TARGETS, row
