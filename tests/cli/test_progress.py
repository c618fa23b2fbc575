"""The status of tasks: a tracker that goes out, is filled in and comes back; lists that show it; what is wrong with a row."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Chidao

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: {number}/KH-UBND
Bắc Kạn, ngày 02 tháng 3 năm 2023
KẾ HOẠCH
Trồng cây dọc đường
1. Sở Kế hoạch và Đầu tư chủ trì, phối hợp cùng Sở Tài chính tính số cây, hoàn thành trước ngày 30/6/2023.
2. Sở Y tế chủ trì đo bóng mát, hoàn thành trước ngày 31/12/2023.
3. Sở Nội vụ chủ trì đếm người đi dưới bóng cây.
"""


@pytest.fixture(scope="module")
def plan_store(chidao: Chidao, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of one plan, of which nobody has reported anything."""
    folder = tmp_path_factory.mktemp("reported")
    (folder / "plan.txt").write_text(PLAN.format(number=9), encoding="utf-8")
    assert chidao("build", folder / "plan.txt", "--store", folder / "store").returncode == 0
    return folder


@pytest.fixture
def on_plan(chidao: Chidao, plan_store: Path, tmp_path: Path) -> Chidao:
    """The command on a copy of it for each test, since reports are kept."""
    shutil.copytree(plan_store, tmp_path, dirs_exist_ok=True)

    def run(*words: str | Path, stdin: str = "", **environment: str) -> Any:
        return chidao(*words, stdin=stdin, **({"CHIDAO_STORE": str(tmp_path / "store")} | environment))

    return run


def rows(done: Any) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return found


def statuses(run: Chidao) -> dict[str, tuple[str, ...]]:
    """What every list of tasks says of each."""
    columns = ("status", "statusDate", "statusNote", "statusProof")
    return {row["task"]: tuple(row[c] for c in columns) for row in rows(run("tasks", "--json", "--limit", "0"))}


def write(path: Path, lines: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path


def opened(path: Path) -> tuple[Any, dict[str, int]]:
    book = openpyxl.load_workbook(path)
    return book, {cell.value: cell.column for cell in book.worksheets[0][1]}


def test_a_tracker_filled_in_and_read_back_changes_exactly_the_statuses(on_plan: Chidao, tmp_path: Path) -> None:
    before = statuses(on_plan)
    assert len(before) == 3 and set(before.values()) == {("", "", "", "")}
    path = tmp_path / "theo-doi.xlsx"
    assert on_plan("tracker", "-o", path).returncode == 0
    book, at = opened(path)
    sheet = book.worksheets[0]
    tasks = [sheet.cell(row, at["Mã nhiệm vụ"]).value for row in range(2, 5)]
    assert set(tasks) == set(before)
    sheet.cell(2, at["Tình trạng"]).value = "Đang thực hiện"
    sheet.cell(2, at["Ghi chú"]).value = "đã đếm xong 3 xã"
    sheet.cell(3, at["Tình trạng"]).value = "hoàn thành"
    sheet.cell(3, at["Ngày cập nhật"]).value = datetime.date(2023, 11, 5)
    sheet.cell(3, at["Minh chứng"]).value = "Báo cáo 12/BC-SYT"
    sheet.cell(3, at["Nhiệm vụ"]).value = "what an office writes over the words of the task says nothing"
    sheet.insert_rows(1, 2)  # titles above the heading
    sheet.cell(1, 1).value = "THEO DÕI NHIỆM VỤ"
    book.save(path)
    done = on_plan("progress", "import", path, "--by", "Văn phòng")
    assert (done.returncode, done.stderr) == (0, "")
    wanted = {
        tasks[0]: ("under-way", "", "đã đếm xong 3 xã", ""),
        tasks[1]: ("done", "2023-11-05", "", "Báo cáo 12/BC-SYT"),
        tasks[2]: ("", "", "", ""),
    }
    assert statuses(on_plan) == wanted
    again = json.loads(on_plan("progress", "import", path, "--json").stdout)
    assert (again["count"], again["unchanged"], again["wrong"]) == (0, 2, [])
    # What goes out now has the statuses, and comes back as it is, from both formats.
    for name in ("b.xlsx", "b.csv"):
        assert on_plan("tracker", "-o", tmp_path / name).returncode == 0
        back = json.loads(on_plan("progress", "import", tmp_path / name, "--json").stdout)
        assert (back["count"], back["unchanged"], back["wrong"]) == (0, 2, [])
    assert statuses(on_plan) == wanted


def test_on_real_documents_each_row_changes_its_own_task(chidao: Chidao, on_seeds: Chidao, seeds_store: Path, tmp_path: Path) -> None:
    del on_seeds  # built the store
    shutil.copytree(seeds_store, tmp_path / "store")

    def run(*words: str | Path, stdin: str = "", **environment: str) -> Any:
        return chidao(*words, stdin=stdin, **({"CHIDAO_STORE": str(tmp_path / "store")} | environment))

    before = rows(run("tasks", "--json", "--limit", "0"))
    assert run("tracker", "-o", tmp_path / "a.xlsx").returncode == 0
    book, at = opened(tmp_path / "a.xlsx")
    sheet = book.worksheets[0]
    said = [*statuses_words(), None]
    wanted = {row["task"]: "" for row in before}
    assert sheet.max_row == len(before) + 1 == len(wanted) + 1
    for number in range(2, sheet.max_row + 1):
        name = said[number % len(said)]
        sheet.cell(number, at["Tình trạng"]).value = name
        wanted[sheet.cell(number, at["Mã nhiệm vụ"]).value] = statuses_words()[name] if name else ""
    book.save(tmp_path / "a.xlsx")
    done = run("progress", "import", tmp_path / "a.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    after = rows(run("tasks", "--json", "--limit", "0"))
    assert {row["task"]: row["status"] for row in after} == wanted
    apart = [{k: v for k, v in row.items() if not k.startswith("status")} for row in after]
    assert apart == [{k: v for k, v in row.items() if not k.startswith("status")} for row in before]


def statuses_words() -> dict[str, str]:
    return {"chưa thực hiện": "not-begun", "đang thực hiện": "under-way", "đã hoàn thành": "done", "chậm tiến độ": "late"}


def test_the_tracker_has_the_layout_of_an_office(on_plan: Chidao, tmp_path: Path) -> None:
    path = tmp_path / "theo-doi.xlsx"
    assert on_plan("tracker", "--lead", "Sở Y tế", "-o", path).returncode == 0
    book, at = opened(path)
    sheet = book.worksheets[0]
    assert list(at)[:3] == ["TT", "Nhiệm vụ", "Cơ quan chủ trì"]
    assert list(at)[3:8] == ["Cơ quan phối hợp", "Thời hạn", "Sản phẩm", "Văn bản", "Căn cứ"]
    assert sheet.max_row == 2 and sheet.freeze_panes == "A2"
    assert sheet.cell(2, at["Cơ quan chủ trì"]).value == "Sở Y tế"
    assert sheet.cell(2, at["Thời hạn"]).value == "2023-12-31"
    assert sheet.cell(2, at["Chủ trì hiện nay"]).value == "Sở Y tế tỉnh Thái Nguyên"
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(at["Mã nhiệm vụ"])].hidden
    (validation,) = sheet.data_validations.dataValidation
    letter = openpyxl.utils.get_column_letter(at["Tình trạng"])
    assert str(validation.sqref) in (f"{letter}2", f"{letter}2:{letter}2") and validation.type == "list"
    assert "đang thực hiện" in validation.formula1


@pytest.mark.parametrize(("name", "said"), [("a.xls", ".xlsx or .csv"), ("none/a.xlsx", "no such folder")])
def test_a_tracker_that_cannot_be_written_is_one_line(on_plan: Chidao, tmp_path: Path, name: str, said: str) -> None:
    done = on_plan("tracker", "-o", tmp_path / name)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and said in done.stderr


def test_what_begins_like_a_formula_goes_out_as_text_and_comes_back_as_written(on_plan: Chidao, tmp_path: Path) -> None:
    task = next(iter(statuses(on_plan)))
    note = '=HYPERLINK("http://example.org","x")'
    write(tmp_path / "a.csv", [["task", "status", "note", "proof"], [task, "done", note, "@SUM(1)"]])
    assert on_plan("progress", "import", tmp_path / "a.csv").returncode == 0
    for name in ("b.xlsx", "b.csv"):
        assert on_plan("tracker", "-o", tmp_path / name).returncode == 0
        assert json.loads(on_plan("progress", "import", tmp_path / name, "--json").stdout)["unchanged"] == 1
    book, at = opened(tmp_path / "b.xlsx")
    cells = [book.worksheets[0].cell(row, at["Ghi chú"]) for row in range(2, 5)]
    assert [(cell.value, cell.data_type) for cell in cells if cell.value] == [(note, "s")]


def test_a_row_that_is_wrong_is_one_line_with_file_and_row_and_the_others_go_in(on_plan: Chidao, tmp_path: Path) -> None:
    first, second, third = sorted(statuses(on_plan))
    path = write(tmp_path / "a.csv", [
        ["Task", "Status", "Date", "Note"],
        [first, "done", "31/12/2023", ""],
        [first, "late", "", ""],
        [first + "x", "done", "", ""],
        [second, "almost", "", ""],
        [second, "done", "30/02/2023", ""],
        [second, "", "", "a note alone"],
        ["", "done", "", ""],
        ["no iri", "done", "", ""],
        [third, "late", "", ""],
    ])  # fmt: skip
    done = on_plan("progress", "import", path)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"a.csv:{n}" for n in (3, 4, 5, 6, 7, 8, 9)]
    assert "row 2" in lines[0] and "no such task" in lines[1] and "chưa thực hiện" in lines[2]
    assert "Status: 'almost'" in lines[2] and "không phải là tình trạng / is no status" in lines[2]
    assert lines[3] == (
        "a.csv:6: Date: '30/02/2023' không phải là ngày / is no day; ví dụ / for example: 31/12/2025, 2025-12-31"
    )
    found = statuses(on_plan)
    assert (found[first][:2], found[second][0], found[third][0]) == (("done", "2023-12-31"), "", "late")


def test_a_formula_for_a_status_is_not_worked_out(on_plan: Chidao, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert on_plan("tracker", "-o", path).returncode == 0
    book, at = opened(path)
    cell = book.worksheets[0].cell(2, at["Tình trạng"])
    cell.value, cell.number_format = '="do"&"ne"', "General"
    book.save(path)
    done = on_plan("progress", "import", path)
    assert done.returncode == 1 and "a.xlsx:2: " in done.stderr and "formula" in done.stderr
    assert {status for status, *_ in statuses(on_plan).values()} == {""}


def test_a_file_without_the_headings_is_refused(on_plan: Chidao, tmp_path: Path) -> None:
    done = on_plan("progress", "import", write(tmp_path / "a.csv", [["a", "b"], ["1", "2"]]))
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "Tình trạng" in done.stderr


def test_a_day_that_is_none_is_told_with_its_column_as_the_file_names_it(on_plan: Chidao, tmp_path: Path) -> None:
    task = next(iter(statuses(on_plan)))
    for said in ("12/2025", "mai", "2023-13-01"):
        path = write(tmp_path / "a.csv", [["Mã", "Trạng thái", "Ngày hoàn thành"], [task, "xong", said]])
        done = on_plan("progress", "import", path)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert done.stderr.startswith(f"a.csv:2: Ngày hoàn thành: '{said}' không phải là ngày / is no day; ")


@pytest.mark.parametrize("name", ["none.xlsx", "none.csv", "folder.csv"])
def test_a_file_that_there_is_not_is_named(on_plan: Chidao, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    done = on_plan("progress", "import", tmp_path / name)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"{name}: không có tệp này / no such file" in done.stderr


def test_overdue_is_due_before_the_day_and_not_reported_done(on_plan: Chidao, tmp_path: Path) -> None:
    def overdue(day: str) -> set[str]:
        return {row["path"] for row in rows(on_plan("tasks", "--overdue", "--as-of", day, "--json"))}

    assert overdue("2023-06-29") == set()
    assert overdue("2024-01-01") == {"1", "2"}
    task = next(row["task"] for row in rows(on_plan("tasks", "--json")) if row["path"] == "1")
    for status, left in (("under-way", {"1", "2"}), ("done", {"2"})):
        write(tmp_path / "a.csv", [["task", "status"], [task, status]])
        assert on_plan("progress", "import", tmp_path / "a.csv").returncode == 0
        assert overdue("2024-01-01") == left
    assert "tình trạng: đã hoàn thành" in on_plan("tasks").stdout
    assert [row["path"] for row in rows(on_plan("tasks", "--status", "xong", "--json"))] == ["1"]
    assert [row["path"] for row in rows(on_plan("tasks", "--status", "none", "--json"))] == ["2", "3"]
    assert rows(on_plan("tasks", "--status", "late", "--json")) == []
    wrong = on_plan("tasks", "--status", "sometime")
    assert wrong.returncode == 2 and "not-begun" not in wrong.stdout and "chậm tiến độ" in wrong.stderr
    page = json.loads(on_plan("tasks", "--status", "none", "--json", "--limit", "1").stdout)
    assert (page["count"], page["truncated"]) == (1, True)
    between = rows(on_plan("due", "--from", "2023-01-01", "--to", "2023-12-31", "--json"))
    assert {(row["path"], row["status"]) for row in between} == {("1", "done"), ("2", "")}
    named = list(csv.DictReader(io.StringIO(on_plan("query", "run", "tasks", "--csv").stdout)))
    assert [row["status"] for row in named] == ["done", "", ""]


def test_reports_outlive_a_build_and_those_of_tasks_that_are_gone_are_told(on_plan: Chidao, tmp_path: Path) -> None:
    task = sorted(statuses(on_plan))[0]
    path = write(tmp_path / "a.csv", [["task", "status"], [task, "done"]])
    assert on_plan("progress", "import", path, "--by", "Sở Y tế").returncode == 0
    (tmp_path / "plan.txt").write_text(PLAN.format(number=9) + "4. Sở Tài chính trả tiền nước.\n", encoding="utf-8")
    assert on_plan("build", tmp_path / "plan.txt").returncode == 0
    found = statuses(on_plan)
    assert len(found) == 4 and found[task][0] == "done"
    assert rows(on_plan("progress", "list", "--gone", "--json")) == []
    (tmp_path / "plan.txt").write_text(PLAN.format(number=10), encoding="utf-8")  # another document
    assert on_plan("build", tmp_path / "plan.txt").returncode == 0
    (gone,) = rows(on_plan("progress", "list", "--gone", "--json"))
    assert (gone["task"], gone["who"], gone["file"], gone["row"], gone["exists"]) == (task, "Sở Y tế", "a.csv", 2, False)
    again = on_plan("progress", "import", path)
    assert again.returncode == 1 and "a.csv:2: " in again.stderr and "no such task any more" in again.stderr


def test_provenance_is_prov_for_another_reader_and_history_keeps_what_was_said_before(on_plan: Chidao, tmp_path: Path) -> None:
    from rdflib import RDF, Dataset, Namespace, URIRef

    task = sorted(statuses(on_plan))[0]
    for status in ("under-way", "done"):
        path = write(tmp_path / f"{status}.csv", [["task", "status"], [task, status]])
        assert on_plan("progress", "import", path, "--by", "Sở Y tế").returncode == 0
    told = rows(on_plan("progress", "list", "--history", task, "--json"))
    assert [(row["status"], row["file"]) for row in told] == [("under-way", "under-way.csv"), ("done", "done.csv")]
    data = Dataset(default_union=True)
    data.parse(data=on_plan("progress", "list", "--prov").stdout, format="trig")
    prov = Namespace("http://www.w3.org/ns/prov#")
    (report,) = data.subjects(URIRef("https://schema.org/about"), URIRef(task))
    assert (report, RDF.type, prov.Entity) in data
    agent, file = data.value(report, prov.wasAttributedTo), data.value(report, prov.wasDerivedFrom)
    labels = {str(o) for o in data.objects(agent)} | {str(o) for o in data.objects(file)}
    assert {"Sở Y tế", "done.csv"} <= labels
    assert data.value(report, prov.generatedAtTime) is not None
    assert str(data.value(report, URIRef("http://www.w3.org/ns/adms#status"))).endswith("progress#done")
    graphs = {str(context) for *_, context in data.quads((report, None, None, None))}
    assert all(name.endswith("graph/progress") for name in graphs) and graphs


def test_a_ledger_that_is_damaged_is_one_line(on_plan: Chidao, tmp_path: Path) -> None:
    (tmp_path / "store" / "progress.sqlite").write_bytes(b"no database" * 100)
    done = on_plan("tasks")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "progress.sqlite" in done.stderr
