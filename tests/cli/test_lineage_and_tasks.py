"""What the product is asked for most: what came of a directive, and who has to do what."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Chidao

LED = """
PREFIX cd: <https://w3id.org/chidao/ont#>
SELECT DISTINCT ?task { ?task cd:ledBy/cd:agencyKind <https://w3id.org/chidao/kind/so-giao-thong-van-tai> }
"""


def depths(tree: str) -> list[tuple[int, str]]:
    """Depth and line of each step of a drawn tree."""
    return [(line.index("─ [") // 3, line) for line in tree.splitlines() if "─ [" in line]


def parent(tree: str, number: str) -> str:
    """The step above the one that leads to a document."""
    steps = depths(tree)
    [at] = [i for i, (_, line) in enumerate(steps) if f" {number} · " in line]
    depth = steps[at][0]
    return next((line for level, line in reversed(steps[:at]) if level < depth), "")


def test_what_came_of_a_resolution(on_samples: Chidao) -> None:
    tree = on_samples("lineage", "13-NQ/TW", "--direction", "down").stdout
    assert tree.startswith("Nghị quyết 13-NQ/TW · Ban Chấp hành Trung ương Đảng · 2012-01-16")
    assert parent(tree, "72-KL/TW") == ""
    for below, above in [
        ("94-KH/TU", "72-KL/TW"), ("500-KH/TU", "72-KL/TW"), ("693/QĐ-TTg", "72-KL/TW"),
        ("208/KH-UBND", "500-KH/TU"), ("6408/KH-UBND", "693/QĐ-TTg"), ("3001/KH-UBND", "43/CTr-TU"),
    ]:  # fmt: skip
        assert f" {above} · " in parent(tree, below)
    assert "tiếp tục thực hiện / continues] Kết luận 72-KL/TW" in tree
    assert "34/KH-UBND" not in tree


def test_up_is_the_way_down_turned_round(on_samples: Chidao) -> None:
    up = json.loads(on_samples("lineage", "208/KH-UBND", "--direction", "up", "--json").stdout)["up"]
    labels = [step["label"] for step in up]
    assert [label.split()[-1] for label in labels] and {"500-KH/TU", "72-KL/TW", "13-NQ/TW"} <= {
        label.split()[-1] for label in labels
    }
    down = json.loads(on_samples("lineage", "13-NQ/TW", "--direction", "down", "--json").stdout)["down"]
    assert {(step["to"], step["from"]) for step in up} <= {(step["from"], step["to"]) for step in down}


def test_every_step_has_its_words(on_samples: Chidao) -> None:
    found = json.loads(on_samples("lineage", "13-NQ/TW", "--json", "--evidence").stdout)
    assert found["down"]
    assert [step["label"] for step in found["down"] if not step["evidence"]] == []
    assert all(word["quote"] and word["line"] for step in found["down"] for word in step["evidence"])


def test_a_resolution_of_one_province_stands_alone(on_samples: Chidao) -> None:
    found = json.loads(on_samples("lineage", "11-NQ/TU", "--json").stdout)
    assert found["up"] == []
    assert [step["label"] for step in found["down"]] == ["Kế hoạch 34/KH-UBND"]


@pytest.mark.parametrize("lead", ["Sở GTVT", "so giao thong van tai"])
def test_the_verb_and_sparql_agree(lead: str, on_samples: Chidao) -> None:
    found: dict[str, Any] = json.loads(on_samples("tasks", "--lead", lead, "--json").stdout)
    asked = json.loads(on_samples("sparql", LED, "--format", "json").stdout)["results"]["bindings"]
    assert {row["task"] for row in found["rows"]} == {row["task"]["value"] for row in asked}
    assert len(asked) == found["count"] == 7
    assert {row["documentLabel"].split()[-1] for row in found["rows"]} == {"34/KH-UBND", "208/KH-UBND", "6408/KH-UBND"}


def test_the_evidence_of_a_task(on_samples: Chidao) -> None:
    found = json.loads(on_samples("tasks", "--due-before", "2024-12-31", "--json", "--evidence").stdout)
    assert found["count"] == 2
    for row in found["rows"]:
        quotes = [each["quote"] for each in row["evidence"] if each["dueBy"]]
        assert len(quotes) == len(row["due"]) == 1
        assert quotes[0] in row["text"]
