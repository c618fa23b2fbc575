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
5. Sở Giao thông vận tải chủ trì trồng cây quanh sân sát hạch.
6. Sở Giao thông vận tải chủ trì, phối hợp với Mặt trận Tổ quốc Việt Nam tỉnh Bắc Kạn trồng cây dọc đường.
7. Mặt trận Tổ quốc Việt Nam tỉnh Bắc Kạn chủ trì vận động người dân giữ cây.
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
        steps = [s for t in row["today"] if t["role"] == "lead" for c in t["carriers"] for s in c["changes"]]
        assert "nghị quyết HĐND từng tỉnh (2/2025)" in {basis for step in steps for basis in step["legalBases"]}
        assert {basis for s in steps for basis in s["legalBasesEn"]} == {"HĐND resolutions of each province (2/2025)"}


def test_in_words_with_the_legal_bases(on_samples: Chidao) -> None:
    shown = " ".join(on_samples("tasks", "--lead", "Sở GTVT", "--as-of", "1/11/2026", COLUMNS="200").stdout.split())
    assert "↪ Sở Giao thông vận tải tỉnh Bạc Liêu → Sở Xây dựng tỉnh Cà Mau ↪" in shown
    # What no task of the list is about is told once, below.
    assert shown.count("Công an tỉnh Cà Mau") == 1
    assert "theo chức năng / by function: Công an tỉnh Cà Mau [sát hạch, cấp giấy phép lái xe / driving tests and licences]" in shown
    assert "changes and legal bases up to 2026-11-01" in shown
    assert "2025-07-01 → Cà Mau: NQ 202/2025/QH15 ngày 12/6/2025" in shown
    assert "Sở Xây dựng: 45/2025/NĐ-CP ngày 28/02/2025; nghị quyết HĐND từng tỉnh (2/2025) / HĐND resolutions of each province (2/2025)" in shown
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


def paths(done: Any) -> set[str]:
    return {row["path"] for row in rows(done)}


def test_a_function_that_went_elsewhere_is_told_where_the_words_concern_it(on_plan: Chidao) -> None:
    found = {row["path"]: row for row in rows(on_plan("tasks", "--lead", "Sở GTVT", "--as-of", DAY, "--json"))}
    told = {
        path: {c["label"]: c["concerned"] for t in row["today"] if t["role"] == "lead" for c in t["carriers"]}
        for path, row in found.items()
    }
    both = {"Sở Xây dựng tỉnh Thái Nguyên": True, "Công an tỉnh Thái Nguyên": True}
    assert told == {"5": both, "6": both | {"Công an tỉnh Thái Nguyên": False}}  # in the JSON nothing is lost
    shown = " ".join(on_plan("tasks", "--lead", "Sở GTVT", "--as-of", DAY, COLUMNS="200").stdout.split())
    said = "→ Sở Xây dựng tỉnh Thái Nguyên; Công an tỉnh Thái Nguyên [sát hạch, cấp giấy phép lái xe / driving tests and licences]"
    assert shown.count(said) == 1
    assert "by function:" not in shown  # a task of the list is about it
    [row] = csv.DictReader(io.StringIO(on_plan("tasks", "--lead", "Công an tỉnh Thái Nguyên", "--as-of", DAY, "--csv").stdout))
    assert (row["path"], row["leadsToday"]) == ("5", "Sở Xây dựng tỉnh Thái Nguyên|Công an tỉnh Thái Nguyên")


@pytest.mark.parametrize(
    ("lead", "day", "found"),
    [
        ("Sở Xây dựng tỉnh Thái Nguyên", DAY, {"5", "6"}),
        ("Sở Xây dựng", DAY, {"5", "6"}),
        ("Sở Xây dựng tỉnh Thái Nguyên", "2025-06-30", set()),
        ("Sở Xây dựng tỉnh Bắc Kạn", "2025-06-30", {"5", "6"}),
        ("Sở Xây dựng tỉnh Bắc Kạn", "2025-02-28", set()),
        ("Sở Tài chính Thái Nguyên", "1/11/2026", {"1"}),
        ("Công an tỉnh Thái Nguyên", DAY, {"5"}),  # a part of the work: what concerns it
        ("Sở Y tế Thái Nguyên", DAY, {"4"}),
        ("Sở Y tế", DAY, {"4"}),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Thái Nguyên", DAY, {"7"}),
    ],
)
def test_asked_from_the_side_of_today(on_plan: Chidao, lead: str, day: str, found: set[str]) -> None:
    assert paths(on_plan("tasks", "--lead", lead, "--as-of", day, "--json")) == found
    plain = set() if "Y tế" not in lead or "Thái" in lead else {"4"}
    assert paths(on_plan("tasks", "--lead", lead, "--json")) == plain


def test_what_came_from_others_says_from_whom(on_plan: Chidao) -> None:
    asked = ("tasks", "--lead", "Sở Xây dựng tỉnh Thái Nguyên", "--as-of", DAY)
    for row in rows(on_plan(*asked, "--json")):
        [way] = row["through"]
        assert (way["role"], way["stated"], way["today"]) == (
            "lead", "Sở Giao thông vận tải tỉnh Bắc Kạn", "Sở Xây dựng tỉnh Thái Nguyên"
        )  # fmt: skip
        assert row["leads"] == ["Sở Giao thông vận tải"]  # as stated
    shown = on_plan(*asked).stdout
    assert "↪ Sở Giao thông vận tải tỉnh Bắc Kạn → Sở Xây dựng tỉnh Thái Nguyên" in shown
    assert shown.splitlines()[-1] == "2 nhiệm vụ / tasks, trong đó 2 do kế tục / 2 of them taken over"
    [row] = rows(on_plan("tasks", "--lead", "Sở Y tế tỉnh Bắc Kạn", "--as-of", DAY, "--json"))
    assert row["through"] == []  # it is named itself
    [row] = rows(on_plan("tasks", "--support", "Sở Nội vụ tỉnh Thái Nguyên", "--as-of", DAY, "--json"))
    assert (row["path"], row["through"][0]["stated"][:11]) == ("1", "Sở Lao động")  # which part is not told: all do


def test_without_a_day_a_line_says_that_there_is_more(on_plan: Chidao) -> None:
    shown = " ".join(on_plan("tasks", "--lead", "Sở Xây dựng tỉnh Thái Nguyên").stdout.split())
    assert shown.startswith("không có nhiệm vụ nào / no tasks nay kế tục cả nhiệm vụ, báo cáo của / also carries on tasks and reports of: ")
    assert "Sở Giao thông vận tải tỉnh Bắc Kạn (2); xem với / see them with: --as-of today" in shown
    assert rows(on_plan("tasks", "--lead", "Sở Xây dựng tỉnh Thái Nguyên", "--as-of", "today", "--json"))
    assert "--as-of" not in on_plan("tasks", "--lead", "Sở GTVT").stdout
    assert "--as-of" not in on_plan("tasks", "--lead", "Sở Xây dựng tỉnh Thái Nguyên", "--csv").stdout


def test_an_agency_says_whose_work_it_carries_on(on_plan: Chidao) -> None:
    asked = ("agency", "Sở Xây dựng tỉnh Thái Nguyên", "--as-of")
    [row] = rows(on_plan(*asked, DAY, "--json"))
    said = {each["label"]: (each["leads"], each["share"]) for each in row["carriesOn"]}
    assert said["Sở Giao thông vận tải tỉnh Bắc Kạn"] == (2, "whole")
    shown = " ".join(on_plan(*asked, DAY, COLUMNS="200").stdout.split())
    assert "← kế tục / carries on Sở Giao thông vận tải tỉnh Bắc Kạn" in shown
    assert "2025-07-01 → Thái Nguyên: NQ 202/2025/QH15" in shown
    [before] = rows(on_plan(*asked, "2025-06-30", "--json"))
    assert before["carriesOn"] == []


def test_the_front_is_one_agency_and_carried_on(on_plan: Chidao) -> None:
    [row] = rows(on_plan("tasks", "--lead", "Mặt trận Tổ quốc Việt Nam tỉnh Bắc Kạn", "--as-of", DAY, "--json"))
    assert row["path"] == "7"
    assert carriers(row, "lead") == {"Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Thái Nguyên"}
    orphans = {each["lead"] for each in rows(on_plan("tasks", "--orphaned", "--as-of", DAY, "--json"))}
    assert not any("Mặt trận" in lead for lead in orphans)


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


def test_who_leads_a_task_does_not_support_it_through_a_collective(chidao: Chidao, tmp_path: Path) -> None:
    head = PLAN.partition("\n1. ")[0]
    body = """
1. Giao Sở Y tế chủ trì, phối hợp cùng các sở, ban, ngành trồng tràm.

2. Giao Sở Nội vụ chủ trì, phối hợp cùng các sở, ban, ngành đếm tràm.

3. Sở Nội vụ chủ trì, phối hợp với Sở Y tế rửa giếng.
"""
    (tmp_path / "plan.txt").write_text(head + body, encoding="utf-8")
    store = {"CHIDAO_STORE": str(tmp_path / "store")}
    assert chidao("build", tmp_path / "plan.txt", **store).returncode == 0
    for who, found in (("Sở Y tế", {"2", "3"}), ("Sở Nội vụ tỉnh Bắc Kạn", {"1"}), ("Sở Tư pháp", {"1", "2"})):
        assert paths(chidao("tasks", "--support", who, "--include-groups", "--json", **store)) == found


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("Sở Tư pháp tỉnh Bắc Kạn", {"2"}),  # named nowhere; told by its kind and its place
        ("so tu phap bac kan", {"2"}),
        ("Sở Tư pháp", {"2"}),
        ("Sở TNMT", {"2"}),
        ("Sở Y tế tỉnh Bắc Kạn", {"2", "4"}),
        ("Sở Tư pháp tỉnh Cao Bằng", None),  # whose documents are not here
        ("Sở Nông nghiệp và Môi trường", None),  # was not there on the day of the plan
        ("Sở Dân tộc và Tôn giáo", None),
        ("Báo Bắc Kạn", None),
    ],
)
def test_through_collectives_alone(on_plan: Chidao, lead: str, found: set[str] | None) -> None:
    for option in ([], ["--limit", "5"], ["--doc", "9/KH-UBND"]):
        done = on_plan("tasks", "--lead", lead, "--include-groups", "--json", *option)
        if found is None and done.returncode == 2:
            assert "no such agency in the graph" in done.stderr
        else:
            assert paths(done) == (found or set())
    if found == {"2"}:
        assert on_plan("tasks", "--lead", lead).returncode == 2
        shown = on_plan("tasks", "--lead", lead, "--include-groups").stdout
        assert "chủ trì: Các sở, ban, ngành" in shown


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
    # The period in its title ends in 2025, the years that it looks ahead to in 2030.
    for day, told in (("2025-12-31", []), (DAY, []), ("2031-01-01", [("over", "2030")])):
        tasks = rows(on_samples("tasks", "--doc", "34/KH-UBND", "--as-of", day, "--limit", "1", "--json"))
        assert [(row["state"], row["lastYear"]) for row in tasks[0]["validity"]] == told


def test_on_the_real_documents(on_seeds: Chidao) -> None:
    found = rows(on_seeds("tasks", "--lead", "Sở GTVT", "--as-of", DAY, "--json"))
    assert {name for row in found for name in carriers(row, "lead")} == {
        "Sở Xây dựng tỉnh Cà Mau", "Sở Xây dựng thành phố Hồ Chí Minh", "Sở Xây dựng tỉnh Tuyên Quang"
    }  # fmt: skip
    found = rows(on_seeds("tasks", "--lead", "Sở Kế hoạch và Đầu tư", "--as-of", DAY, "--json"))
    names = {name for row in found for name in carriers(row, "lead")}
    assert {"Sở Tài chính tỉnh Gia Lai", "Sở Tài chính tỉnh Thái Nguyên"} <= names
