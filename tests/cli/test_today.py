"""Who answers for it today: tasks as of a day, one agency, what nobody carries on, and what comes through collectives."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Chidao

DAY = "2026-11-01"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: 9/KH-UBND
Bắc Kạn, ngày 02 tháng 3 năm 2023
KẾ HOẠCH
Trồng cây dọc đường
1. Sở KHĐT chủ trì, phối hợp với Sở Lao động - Thương binh và Xã hội tính số cây.
2. Các sở, ban, ngành trồng cây.
3. Hội Trồng nấm chủ trì trồng nấm dưới gốc cây.
4. Sở Y tế chủ trì đo bóng mát.
"""


def rows(done: Any) -> list[dict[str, Any]]:
    """The rows of a JSON answer."""
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["count"] == len(data["rows"])
    return list(data["rows"])


def carriers(row: dict[str, Any], role: str, share: str = "whole") -> set[str]:
    return {c["label"] for t in row["today"] if t["role"] == role for c in t["carriers"] if c["share"] == share}


@pytest.fixture(scope="module")
def on_plan(chidao: Chidao, tmp_path_factory: pytest.TempPathFactory) -> Chidao:
    """The command on the graph of one plan of Bắc Kạn."""
    folder: Path = tmp_path_factory.mktemp("plan")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert chidao("build", folder / "plan.txt", "--store", folder / "store").returncode == 0

    def run(*words: str | Path, stdin: str = "", **environment: str) -> Any:
        return chidao(*words, stdin=stdin, **({"CHIDAO_STORE": str(folder / "store")} | environment))

    return run


def test_the_departments_of_transport_of_three_provinces(on_samples: Chidao) -> None:
    found = rows(on_samples("tasks", "--lead", "Sở GTVT", "--as-of", DAY, "--json"))
    by_document = {row["documentLabel"].split()[-1]: carriers(row, "lead") for row in found}
    assert by_document == {
        "34/KH-UBND": {"Sở Xây dựng tỉnh Cà Mau"},
        "6408/KH-UBND": {"Sở Xây dựng thành phố Hồ Chí Minh"},
        "208/KH-UBND": {"Sở Xây dựng tỉnh Tuyên Quang"},
    }
    agencies = {c["carrier"] for row in found for t in row["today"] for c in t["carriers"] if "xây-dựng" in c["carrier"]}
    assert {iri.split("/")[-2] for iri in agencies} == {"cà-mau-2025", "hồ-chí-minh-2025", "tuyên-quang-2025"}
    for row in found:
        for each in row["today"]:
            assert each["asOf"] == DAY
            assert all(step["legalBases"] for carrier in each["carriers"] for step in carrier["changes"])


def test_in_words_with_the_legal_bases(on_samples: Chidao) -> None:
    shown = " ".join(on_samples("tasks", "--lead", "Sở GTVT", "--as-of", "1/11/2026", COLUMNS="200").stdout.split())
    assert "↪ Sở Giao thông vận tải tỉnh Bạc Liêu → Sở Xây dựng tỉnh Cà Mau; Công an tỉnh Cà Mau [sát hạch" in shown
    assert "changes and legal bases up to 2026-11-01" in shown
    assert "2025-07-01 → Cà Mau: NQ 202/2025/QH15 ngày 12/6/2025" in shown
    assert "45/2025/NĐ-CP" in shown
    before = on_samples("tasks", "--lead", "Sở GTVT", "--as-of", "2024-11-01").stdout
    assert "→" not in before
    assert "→" not in on_samples("tasks", "--lead", "Sở GTVT").stdout


def test_planning_and_investment(on_samples: Chidao, on_plan: Chidao) -> None:
    found = rows(on_samples("tasks", "--lead", "Sở Kế hoạch và Đầu tư", "--as-of", DAY, "--json"))
    of_binh_dinh = [row for row in found if "Bình Định" in row["issuerName"]]
    assert of_binh_dinh
    assert all(carriers(row, "lead") == {"Sở Tài chính tỉnh Gia Lai"} for row in of_binh_dinh)
    [row] = rows(on_plan("tasks", "--lead", "Sở KHĐT", "--as-of", DAY, "--json"))
    assert carriers(row, "lead") == {"Sở Tài chính tỉnh Thái Nguyên"}
    assert carriers(row, "support", "part") == {
        f"{name} Thái Nguyên"
        for name in ("Sở Nội vụ tỉnh", "Sở Giáo dục và Đào tạo tỉnh", "Sở Y tế tỉnh", "Sở Nông nghiệp và Môi trường tỉnh", "Công an tỉnh")
    }
    [support] = [t for t in row["today"] if t["role"] == "support"]
    assert all(c["functions"] for c in support["carriers"])


def test_a_spreadsheet_has_who_carries_on(on_plan: Chidao) -> None:
    found = list(csv.DictReader(io.StringIO(on_plan("tasks", "--lead", "Sở KHĐT", "--as-of", DAY, "--csv").stdout)))
    assert [row["leadsToday"] for row in found] == ["Sở Tài chính tỉnh Thái Nguyên"]
    assert "leadsToday" not in on_plan("tasks", "--csv").stdout


def test_what_nobody_carries_on_is_listed_and_not_guessed(on_plan: Chidao) -> None:
    [row] = rows(on_plan("tasks", "--orphaned", "--as-of", DAY, "--json"))
    assert (row["lead"], row["lastDay"]) == ("Hội Trồng nấm (tỉnh Bắc Kạn)", "2025-06-30")
    assert rows(on_plan("tasks", "--orphaned", "--as-of", "2025-06-30", "--json")) == []
    assert rows(on_plan("tasks", "--orphaned", "--json")) == [row]  # today is later than the reform
    [task] = [r for r in rows(on_plan("tasks", "--as-of", DAY, "--json")) if "Hội Trồng nấm" in r["leads"]]
    assert [(t["state"], t["carriers"]) for t in task["today"]] == [("none", [])]
    assert "không có nơi kế tục trong danh mục / no successor on record" in on_plan("tasks", "--as-of", DAY).stdout
    shown, plain = on_plan("tasks", "--orphaned", "--as-of", DAY).stdout, on_plan("tasks").stdout
    heading, role, text, *notes, _, count = shown.splitlines()
    assert {heading, role, text} <= set(plain.splitlines())  # as in any list of tasks
    assert " ".join(" ".join(notes).split()) == (
        "↪ Hội Trồng nấm (tỉnh Bắc Kạn) → chấm dứt / ended 2025-06-30, không có nơi kế tục trong danh mục / "
        "no successor on record"
    )
    assert count == "1 nhiệm vụ / tasks"
    assert on_plan("tasks", "--orphaned", "--as-of", "2025-06-30").stdout == "không có nhiệm vụ nào / no tasks\n"
    done = on_plan("tasks", "--orphaned", "--lead", "Sở Y tế")
    assert (done.returncode, "--orphaned goes with" in done.stderr) == (2, True)


def test_through_collectives(on_plan: Chidao) -> None:
    own = {row["path"] for row in rows(on_plan("tasks", "--lead", "Sở Y tế", "--json"))}
    with_groups = {row["path"] for row in rows(on_plan("tasks", "--lead", "Sở Y tế", "--include-groups", "--json"))}
    assert (own, with_groups) == ({"4"}, {"2", "4"})
    assert {row["path"] for row in rows(on_plan("tasks", "--lead", "Hội Trồng nấm", "--include-groups", "--json"))} == {"3"}
    # Who came to be later was no member on the day of the document.
    assert rows(on_plan("tasks", "--lead", "Sở Tài chính Thái Nguyên", "--include-groups", "--json")) == []


def test_a_body_with_a_merged_name_answers_to_both(on_samples: Chidao) -> None:
    own, one, other = (
        {row["task"] for row in rows(on_samples("tasks", "--lead", name, "--province", "Bạc Liêu", "--json"))}
        for name in ("Sở Giáo dục, Khoa học và Công nghệ", "Sở GD&ĐT", "Sở KH&CN")
    )
    assert own and own <= one and own <= other


def test_one_agency(on_samples: Chidao) -> None:
    [row] = rows(on_samples("agency", "Sở GTVT", "--province", "Bạc Liêu", "--as-of", DAY, "--json"))
    assert (row["label"], row["validTo"], row["leads"]) == ("Sở Giao thông vận tải tỉnh Bạc Liêu", "2025-02-28", 3)
    assert [c["label"] for c in row["today"]["carriers"]] == ["Sở Xây dựng tỉnh Cà Mau", "Công an tỉnh Cà Mau"]
    shown = on_samples("agency", "Sở GTVT", "--province", "Bạc Liêu", "--as-of", DAY).stdout
    assert "Sở Xây dựng tỉnh Cà Mau" in shown and "NQ 202/2025/QH15" in shown
    [between] = rows(on_samples("agency", "Sở GTVT", "--province", "bac lieu", "--as-of", "2025-04-15", "--json"))
    assert [c["label"] for c in between["today"]["carriers"]] == ["Sở Xây dựng tỉnh Bạc Liêu", "Công an tỉnh Bạc Liêu"]
    everywhere = rows(on_samples("agency", "Sở GTVT", "--as-of", DAY, "--json"))
    assert {"Bạc Liêu", "Bình Dương", "Tuyên Quang"} <= {each["place"] for each in everywhere}
    assert json.loads(on_samples("agency", "Sở GTVT", "--json").stdout)["rows"][0]["asOf"] > "2025"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["agency", "Sở GTVT", "--as-of", "hôm qua"], "'hôm qua' is no date"),
        (["agency", "Sở GTVT", "--province", "Cao Bằng"], "no such agency of Cao Bằng in the graph"),
        (["agency", "Sở Trồng nấm"], "no such agency in the graph"),
        (["tasks", "--as-of", "32/1/2026"], "is no date"),
        (["query", "run", "agency-today", "agency=Sở GTVT"], "date is missing"),
    ],
)
def test_one_line_says_what_is_wrong(words: list[str], says: str, on_samples: Chidao) -> None:
    done = on_samples(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_had_become_of_documents_by_a_day(on_samples: Chidao) -> None:
    found = json.loads(on_samples("lineage", "37/2019/NĐ-CP", "--as-of", DAY, "--json").stdout)
    own = found["validity"][found["document"]["iri"]]
    assert [(row["state"], row["byLabel"], row["byDate"]) for row in own] == [("amended", "Nghị định 58/2023/NĐ-CP", "2023-08-12")]
    before = json.loads(on_samples("lineage", "37/2019/NĐ-CP", "--as-of", "2023-08-11", "--json").stdout)
    assert before["validity"].get(before["document"]["iri"]) is None
    assert "validity" not in json.loads(on_samples("lineage", "37/2019/NĐ-CP", "--json").stdout)
    shown = on_samples("lineage", "37/2019/NĐ-CP", "--as-of", DAY).stdout.splitlines()
    assert shown[1] == "  ! đã được sửa đổi bởi / amended by Nghị định 58/2023/NĐ-CP (2023-08-12)"
    tasks = rows(on_samples("tasks", "--doc", "34/KH-UBND", "--as-of", DAY, "--limit", "1", "--json"))
    assert [(row["state"], row["lastYear"]) for row in tasks[0]["validity"]] == [("over", "2025")]
    tasks = rows(on_samples("tasks", "--doc", "34/KH-UBND", "--as-of", "2025-12-31", "--limit", "1", "--json"))
    assert tasks[0]["validity"] == []


def test_on_the_real_documents(on_seeds: Chidao) -> None:
    found = rows(on_seeds("tasks", "--lead", "Sở GTVT", "--as-of", DAY, "--json"))
    assert {name for row in found for name in carriers(row, "lead")} == {
        "Sở Xây dựng tỉnh Cà Mau", "Sở Xây dựng thành phố Hồ Chí Minh", "Sở Xây dựng tỉnh Tuyên Quang"
    }  # fmt: skip
    found = rows(on_seeds("tasks", "--lead", "Sở Kế hoạch và Đầu tư", "--as-of", DAY, "--json"))
    names = {name for row in found for name in carriers(row, "lead")}
    assert {"Sở Tài chính tỉnh Gia Lai", "Sở Tài chính tỉnh Thái Nguyên"} <= names
