"""Coverage of a directive: every cell is the extracted tasks behind it; gaps, agencies, and what several plans do alike."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ontology.tables import rows as registry
from queries.coverage import OWN
from tests.cli.conftest import Chidao

CENTRAL = """THỦ TƯỚNG CHÍNH PHỦ
Số: 77/QĐ-TTg
Hà Nội, ngày 05 tháng 01 năm 2023
QUYẾT ĐỊNH
Ban hành Chương trình trồng cây xanh
1. Bộ Xây dựng chủ trì hướng dẫn chọn giống cây cho các tuyến phố mới mở.
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH {upper}
Số: {number}/KH-UBND
{name}, ngày 02 tháng 3 năm 2023
KẾ HOẠCH
Thực hiện Quyết định số 77/QĐ-TTg ngày 05/01/2023 của Thủ tướng Chính phủ ban hành Chương trình trồng cây xanh
1. Sở {lead} chủ trì, phối hợp với Sở Tài chính rà soát, lập danh mục các tuyến đường giao thông cần trồng cây bóng mát \
trên địa bàn các huyện miền núi của tỉnh, trình Ủy ban nhân dân tỉnh trước ngày 30/{month}/2023.
{own}
"""
TREES = [
    ("Bắc Kạn", "9", "Xây dựng", "6", "2. Sở Y tế chủ trì đầu tư xây dựng trạm y tế dưới bóng cây ở các xã vùng sâu."),
    ("Cà Mau", "12", "Giao thông vận tải", "9", "2. Trồng cây đước ven biển.\n3. Sở Nông nghiệp và Phát triển nông thôn chủ trì trồng rừng, phấn đấu "
     "đến năm 2025 tỷ lệ che phủ rừng đạt trên 30%."),
]


@pytest.fixture(scope="module")
def on_trees(chidao: Chidao, tmp_path_factory: pytest.TempPathFactory) -> Chidao:
    """The command on a decision and the plans of two provinces under it."""
    folder: Path = tmp_path_factory.mktemp("trees")
    (folder / "in").mkdir()
    (folder / "in" / "77.txt").write_text(CENTRAL, encoding="utf-8")
    for name, number, lead, month, own in TREES:
        text = PLAN.format(upper=name.upper(), name=name, number=number, lead=lead, month=month, own=own)
        (folder / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert chidao("build", folder / "in", "--store", folder / "store").returncode == 0

    def run(*words: str | Path, stdin: str = "", **environment: str) -> Any:
        return chidao(*words, stdin=stdin, **({"CHIDAO_STORE": str(folder / "store")} | environment))

    return run


def part(run: Chidao, document: str, name: str, *more: str) -> list[dict[str, Any]]:
    done = run("coverage", document, "--part", name, "--json", "--limit", "0", *more)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["count"] == len(data["rows"]) and not data["truncated"]
    return list(data["rows"])


def where(iri: str) -> str:
    """The path of a task's provision: what follows the number of its document."""
    return iri.removesuffix("#task").split("-ubnd/")[-1]


# -- real documents ------------------------------------------------------------------------------------------------------

UNDER_72 = ("6408/KH-UBND", "208/KH-UBND")
"""Two of the plans that carry out 72-KL/TW; the third has no number and is the one of Bình Định."""


@pytest.fixture(scope="module")
def extracted(chidao: Chidao, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What `chidao extract` says of the plans under 72-KL/TW: files alone, no graph."""
    out = tmp_path_factory.mktemp("extracted")
    assert chidao("extract", *sorted((shared / "seeds").glob("*.txt")), "-o", out).returncode == 0
    found = [json.loads(file.read_text(encoding="utf-8")) for file in out.glob("*.json")]
    kept = [d for d in found if d["document"]["number"] in UNDER_72 or d["document"]["province"] == "Bình Định"]
    assert len(kept) == 3
    return kept


def cell_of(documents: Iterable[dict[str, Any]], name: str, key: str, province: str) -> Counter[str]:
    return Counter(
        task["section"]
        for document in documents if document["document"]["province"] == province
        for task in document["tasks"] if name in (task[key] or ())
    )  # fmt: skip


@pytest.mark.parametrize(("scheme", "key"), [("infrastructure", "fields"), ("general", "general_fields")])
def test_each_cell_is_the_extracted_tasks_behind_it(on_seeds: Chidao, extracted: list[dict[str, Any]], scheme: str, key: str) -> None:
    matrix = part(on_seeds, "72-KL/TW", "fields", "--scheme", scheme)
    provinces = {d["document"]["province"] for d in extracted}
    *fields, rest = matrix
    names = [row.get("short_name") or row["name_vi"] for row in registry(f"{scheme}_fields")]
    assert [row["fieldName"] for row in fields] == names
    behind: dict[tuple[str, str], dict[str, str]] = {}
    for told in part(on_seeds, "72-KL/TW", "cells", "--scheme", scheme):
        behind.setdefault((told["fieldName"], told["province"]), {})[told["task"]] = told["path"]
    seen = 0
    for row in fields:
        assert set(row["provinces"]) == provinces
        for province, cell in row["provinces"].items():
            wanted = cell_of(extracted, row["fieldName"], key, province)
            assert cell["count"] == len(cell["tasks"]) == sum(wanted.values()), (row["fieldName"], province)
            paths = behind.pop((row["fieldName"], province), {})
            assert set(paths) == set(cell["tasks"]) and Counter(paths.values()) == wanted, (row["fieldName"], province)
            seen += cell["count"]
        assert row["total"] == sum(cell["count"] for cell in row["provinces"].values())
    assert seen == sum(len(task[key] or ()) for d in extracted for task in d["tasks"]) > 0
    without = Counter(d["document"]["province"] for d in extracted for task in d["tasks"] if not task[key])
    assert {p: cell["count"] for p, cell in rest["provinces"].items() if cell["count"]} == dict(without)
    assert not behind


def test_what_tasks_lack_is_what_extraction_did_not_find(on_seeds: Chidao, extracted: list[dict[str, Any]]) -> None:
    gaps = part(on_seeds, "72-KL/TW", "gaps")
    for what, key in (("lead", "lead"), ("deadline", "deadline")):
        counted = Counter(row["province"] for row in gaps if what in row["lacks"])
        assert counted == Counter(d["document"]["province"] for d in extracted for t in d["tasks"] if not t[key]), what
    assert all(row["lacks"] for row in gaps)
    for plan in extracted:
        found = {r["path"] for r in gaps if "target" in r["lacks"] and r["province"] == plan["document"]["province"]}
        stated = {target["section"] for target in plan["targets"]}
        having = {t["section"] for t in plan["tasks"] if any(f"{s}/".startswith(f"{t['section']}/") for s in stated)}
        assert found == {t["section"] for t in plan["tasks"]} - having


def test_fields_left_out_are_the_empty_cells(on_seeds: Chidao, extracted: list[dict[str, Any]]) -> None:
    missing = {(row["province"], row["fieldName"]) for row in part(on_seeds, "72-KL/TW", "missing")}
    matrix = part(on_seeds, "72-KL/TW", "fields")[:-1]
    assert missing == {(p, row["fieldName"]) for row in matrix for p, cell in row["provinces"].items() if not cell["count"]}
    assert missing and len(missing) < len(matrix) * len(extracted)


def test_plans_of_two_provinces_that_say_the_same_with_additions_are_found(on_seeds: Chidao) -> None:
    groups = part(on_seeds, "72-KL/TW", "alike")
    assert groups
    for group in groups:
        assert group["documents"] > 1 and len({task["document"] for task in group["tasks"]}) == group["documents"]
        assert group["tasks"][0]["differences"] == []


# -- sentences of our own ------------------------------------------------------------------------------------------------


def test_the_directive_and_its_plans_are_columns_with_the_tasks_of_each_cell(on_trees: Chidao) -> None:
    matrix = {row["fieldName"]: row["provinces"] for row in part(on_trees, "77/QĐ-TTg", "fields")}
    assert set(matrix["y tế"]) == {OWN, "Bắc Kạn", "Cà Mau"}
    assert [where(task) for task in matrix["y tế"]["Bắc Kạn"]["tasks"]] == ["2"]
    assert matrix["y tế"]["Cà Mau"] == {"count": 0, "tasks": []}
    tasks = [task for places in matrix.values() for cell in places.values() for task in cell["tasks"]]
    assert len(set(tasks)) == 6
    table = on_trees("coverage", "77/QĐ-TTg").stdout
    assert "Bắc Kạn" in table and "77/QĐ-TTg: 2 kế hoạch bên dưới / plans below it, 5 nhiệm vụ" in table.splitlines()[0]
    assert f"  {OWN}: 1 nhiệm vụ / tasks" in table.splitlines()[:4]
    assert not any(row["document"].endswith("77-qđ-ttg") for row in part(on_trees, "77/QĐ-TTg", "missing"))
    flat = list(csv.DictReader(io.StringIO(on_trees("coverage", "77/QĐ-TTg", "--part", "fields", "--csv").stdout)))
    assert {row["fieldName"]: row["Bắc Kạn"] for row in flat}["y tế"] == "1"


def test_near_duplicates_come_with_what_differs(on_trees: Chidao) -> None:
    (group,) = part(on_trees, "77/QĐ-TTg", "alike")
    assert group["provinces"] == ["Bắc Kạn", "Cà Mau"]
    one, other = group["tasks"]
    assert (one["leads"], other["leads"]) == ("Sở Xây dựng", "Sở Giao thông vận tải")
    assert {one["due"], other["due"]} == {"2023-06-30", "2023-09-30"} or {one["due"], other["due"]} == {"2023-06-29", "2023-09-29"}
    assert other["differences"] == [{"first": "Xây dựng", "this": "Giao thông vận tải"}, {"first": "30/6/2023", "this": "30/9/2023"}]
    assert "« 30/6/2023 » → « 30/9/2023 »" in on_trees("coverage", "77/QĐ-TTg", "--part", "alike").stdout


def test_what_tasks_lack_and_who_has_most_to_do(on_trees: Chidao) -> None:
    gaps = {(row["province"], row["path"]): row["lacks"] for row in part(on_trees, "77/QĐ-TTg", "gaps")}
    assert gaps[("Cà Mau", "2")] == ["lead", "deadline", "target"]
    assert gaps[("Bắc Kạn", "2")] == ["deadline", "target"]
    assert gaps[("Bắc Kạn", "1")] == ["target"]
    assert "target" not in gaps.get(("Cà Mau", "3"), [])  # a share of forests by 2025
    load = {row["label"]: (row["leads"], row["supports"]) for row in part(on_trees, "77/QĐ-TTg", "agencies")}
    assert load["Sở Tài chính tỉnh Cà Mau"] == (0, 1) and load["Sở Xây dựng tỉnh Bắc Kạn"] == (1, 0)
    pairs = {frozenset((row["agencyLabel"], row["otherLabel"])): row["tasks"] for row in part(on_trees, "77/QĐ-TTg", "pairs")}
    assert pairs[frozenset(("Sở Xây dựng tỉnh Bắc Kạn", "Sở Tài chính tỉnh Bắc Kạn"))] == 1
    assert all(len(pair) == 2 for pair in pairs)
    of_one = combinations(sorted(load), 2)
    assert set(pairs) <= {frozenset(pair) for pair in of_one}


def test_all_parts_together_and_what_cannot_be_asked(on_trees: Chidao) -> None:
    data = json.loads(on_trees("coverage", "77/QĐ-TTg", "--json", "--limit", "1").stdout)
    assert data["document"]["number"] == "77/QĐ-TTg"
    assert (data["own"], data["documents"]["count"], data["documents"]["truncated"]) == (1, 1, True)
    assert data["gaps"]["count"] == 1 and data["gaps"]["truncated"]
    for words in (("--csv",), ("--scheme", "trees")):
        done = on_trees("coverage", "77/QĐ-TTg", *words)
        assert done.returncode == 2 and done.stderr.count("\n") == 1


def test_a_plan_with_none_below_it_is_no_plan_of_its_own(on_trees: Chidao) -> None:
    first, own, *_ = on_trees("coverage", "9/KH-UBND").stdout.splitlines()
    assert "0 kế hoạch bên dưới / plans below it, 0 nhiệm vụ" in first
    assert own == f"  {OWN}: 2 nhiệm vụ / tasks"


def test_the_scheme_is_the_one_that_has_more_of_the_tasks_and_is_told(on_trees: Chidao) -> None:
    tasks = {
        scheme: {row["task"] for row in part(on_trees, "77/QĐ-TTg", "cells", "--scheme", scheme)}
        for scheme in ("infrastructure", "general")
    }
    more, less = sorted(tasks, key=lambda scheme: -len(tasks[scheme]))
    assert len(tasks[more]) > len(tasks[less])
    said = " ".join(on_trees("coverage", "77/QĐ-TTg", "--part", "fields").stdout.split())
    assert f"(--scheme {more}): {len(tasks[more])} nhiệm vụ / tasks; --scheme {less}: {len(tasks[less])}" in said
    said = " ".join(on_trees("coverage", "77/QĐ-TTg", "--part", "fields", "--scheme", less).stdout.split())
    assert f"(--scheme {less}): {len(tasks[less])} nhiệm vụ / tasks" in said
