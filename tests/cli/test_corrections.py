"""Correcting, asking why, and telling two builds apart, on the command line."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kg.corrections.rows import parse
from tests.cli.conftest import Chidao

TASK = "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/5-kh-ubnd/I/1#task"
TEXT = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

Số: {number}/KH-UBND

Bạc Liêu, ngày 01 tháng 3 năm 2022

KẾ HOẠCH

Thực hiện Nghị quyết số 11-NQ/TU ngày 12/11/2021 của Tỉnh ủy về {what}

I. NHIỆM VỤ

1. Sở Y tế chủ trì, phối hợp với Sở Tài chính sửa chữa {what}, xong trước ngày 30/6/2023.

2. Sở Nội vụ đếm lại {what} trong tỉnh.
"""


class Bench:
    """A folder of two plans, a store, and the command on it."""

    def __init__(self, chidao: Chidao, folder: Path) -> None:
        self.chidao, self.folder, self.store = chidao, folder, folder / "store"
        (folder / "in").mkdir()
        for number, what in ((5, "giếng làng"), (6, "cầu khỉ")):
            self.write(number, what)

    def write(self, number: int, what: str) -> None:
        (self.folder / "in" / f"{number}.txt").write_text(TEXT.format(number=number, what=what), encoding="utf-8")

    def __call__(self, *words: str | Path, code: int = 0) -> str:
        done = self.chidao(*words, CHIDAO_STORE=str(self.store))
        assert done.returncode == code, (done.stdout, done.stderr)
        return done.stdout if code != 2 else done.stderr

    def build(self, *words: str | Path, code: int = 0) -> str:
        return self("build", self.folder / "in", *words, code=code)

    def data(self, *words: str, code: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self(*words, "--json", code=code))
        assert found["count"] == len(found["rows"])
        return found


@pytest.fixture
def bench(chidao: Chidao, tmp_path: Path) -> Bench:
    made = Bench(chidao, tmp_path)
    made.build()
    return made


@pytest.fixture(scope="module")
def still(chidao: Chidao, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A store that tests only ask."""
    made = Bench(chidao, tmp_path_factory.mktemp("still"))
    made.build()
    return made


def leads(bench: Bench, path: str) -> list[str]:
    return [lead for row in bench.data("tasks", "--doc", "5/KH-UBND")["rows"] if row["path"] == path for lead in row["leads"]]


def test_a_decision_holds_from_the_next_build_on_and_survives_others(bench: Bench) -> None:
    words = ("correct", "lead", "Sở Y tế", "--no", "--doc", "5 kh ubnd", "--path", "I/1", "--who", "Lan", "--why", "chỉ góp ý")
    assert "chưa ghi / not written (--dry-run)" in bench(*words, "--dry-run")
    assert not (bench.store / "corrections.csv").exists()
    assert "before: Sở Y tế" in bench(*words)
    bench("correct", "lead", "Sở Xây dựng", "--doc", "5/KH-UBND", "--path", "I/1", "--why", "theo công văn sau", "--who", "Lan")
    rows = list(csv.DictReader((bench.store / "corrections.csv").open(encoding="utf-8")))
    assert [(row["document"], row["path"], row["is"], row["value"], row["who"]) for row in rows] == [
        (TASK.removesuffix("/I/1#task"), "I/1", "no", "Sở Y tế", "Lan"),
        (TASK.removesuffix("/I/1#task"), "I/1", "yes", "Sở Xây dựng", "Lan"),
    ]
    assert leads(bench, "I/1") == ["Sở Y tế"]
    assert "2 corrections, all of them fit" in bench.build()
    assert leads(bench, "I/1") == ["Sở Xây dựng"]
    bench.write(6, "cầu khỉ mới")
    bench.build()
    assert leads(bench, "I/1") == ["Sở Xây dựng"]
    before = bench("export", "--format", "nquads")
    shutil.rmtree(bench.store / "cache")
    bench.build("--workers", "1")
    assert bench("export", "--format", "nquads") == before


def test_what_fits_nothing_is_refused_at_once_or_reported_by_the_build(bench: Bench) -> None:
    words = ("correct", "support", "Sở Xây dựng", "--no", "--doc", "5/KH-UBND", "--path", "I/1", "--why", "x")
    assert "chidao: Sở Xây dựng is no support of I/1; see" in bench(*words, code=2)
    assert "no provision IV/7" in bench("correct", "task", "--doc", "5/KH-UBND", "--path", "IV/7", "--why", "x", code=2)
    assert "was not read, only cited" in bench("correct", "date", "2021-11-13", "--doc", "11-NQ/TU", "--why", "x", code=2)
    assert "why is empty" in bench("correct", "date", "2021-11-13", "--doc", "5/KH-UBND", code=2)
    assert not (bench.store / "corrections.csv").exists()
    bench("correct", "task", "--no", "--doc", "5/KH-UBND", "--path", "I/2", "--words", "đếm lại giếng làng", "--why", "x", "--who", "Lan")
    bench.write(5, "giếng xã")
    said = bench.build(code=1)
    where = f"{bench.store / 'corrections.csv'}:2: matches nothing: "
    assert f"warning  {where}" in said
    assert said.rstrip().endswith("1 corrections, 1 of them fit nothing")
    assert bench.build("-q", code=1).startswith(where)
    assert json.loads(bench.build("--json", code=1))["unmatched"][0].startswith(where)


def test_days_are_typed_as_people_write_them(still: Bench) -> None:
    plan = ("--doc", "5/KH-UBND", "--why", "x", "--who", "Lan", "--dry-run")
    for typed, value in (("31/12/2026", "2026-12-31"), ("quý II/2026", "2026-Q2"), ("6/2026", "2026-06"),
                         ("30/6 hằng năm", "--06-30")):  # fmt: skip
        (row,) = still.data("correct", "deadline", typed, "--path", "I/2", *plan)["rows"]
        assert row["value"] == value
    (row,) = still.data("correct", "date", "15/8/2024", *plan)["rows"]
    assert row["value"] == "2024-08-15"
    said = still("correct", "date", "30/2/2024", *plan, code=2)
    assert said == "chidao: chidao correct: date '30/2/2024' is no day of the calendar; write it as 2026-03-01 or 1/3/2026\n"
    assert "a quarter as 2026-Q2" in still("correct", "deadline", "sắp tới", "--path", "I/2", *plan, code=2)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Sở Trời ơi", ""), ("So Giao thong van tai", "did you mean 'Sở Giao thông vận tải'"), ("Sở Y tế", None),
     ("Sở Nội vụ tỉnh Bạc Liêu", None), ("Các sở, ban, ngành", None), ("Sở Giao thông vận tải", None)],
)  # fmt: skip
def test_a_name_that_no_agency_has_is_refused_unless_it_is_new(name: str, hint: str | None, still: Bench) -> None:
    words = ("correct", "lead", name, "--doc", "5/KH-UBND", "--path", "I/2", "--why", "x", "--who", "Lan", "--dry-run")
    done = still.chidao(*words, CHIDAO_STORE=str(still.store))
    if hint is None:
        assert (done.returncode, done.stderr) == (0, "")
        return
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "no kind of agency on record and no agency of the graph has this name" in done.stderr
    assert hint in done.stderr
    assert "--new" in done.stderr
    (row,) = still.data(*words, "--new")["rows"]
    assert row["value"] == name


@pytest.mark.parametrize(
    ("when", "fact", "value", "kept"),
    [
        ("1/3/2026", "title", "Giếng", ("2026-03-01", "Giếng")),
        ("01-03-2026", "date", "15/8/2024", ("2026-03-01", "2024-08-15")),
        ("2026-03-01", "date", "2024-08-15", ("2026-03-01", "2024-08-15")),
        ("ngày 1 tháng 3 năm 2026", "title", "15/8/2024", ("2026-03-01", "15/8/2024")),  # a title stays as it is
    ],
)
def test_days_in_a_file_are_read_as_people_write_them(when: str, fact: str, value: str, kept: tuple[str, str]) -> None:
    (row,) = parse(f"document,fact,value,who,when,why\n5/KH-UBND,{fact},{value},Lan,{when},x\n", "team.csv")
    assert (row.when, row.value) == kept


@pytest.mark.parametrize("cells", ["title,Giếng,Lan,31/2/2026", "title,Giếng,Lan,2026", "title,Giếng,Lan,3/2026",
                                   "title,Giếng,Lan,hôm qua", "date,32/1/2024,Lan,1/3/2026"])  # fmt: skip
def test_a_bad_day_in_a_file_is_named_with_its_line(cells: str, bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    good = "5/KH-UBND,title,Giếng,Lan,1/3/2026,x"
    file.write_text(f"document,fact,value,who,when,why\n{good}\n5/KH-UBND,{cells},x\n", encoding="utf-8")
    said = bench.build("--corrections", file, code=2)
    assert said.startswith(f"chidao: {file}:3: ")
    assert "is no day of the calendar; write it as 2026-03-01 or 1/3/2026" in said


def test_a_bad_row_stops_the_build_with_file_and_line(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text("document,fact,value,who,when,why\n5/KH-UBND,title,Giếng,Lan,2026-03-01,x\n5/KH-UBND,day,1,Lan,2026-03-01,x\n", encoding="utf-8")
    assert bench.build("--corrections", file, code=2).startswith(f"chidao: {file}:3: fact 'day' is unknown")
    assert "team2.csv: No such file" in bench.build("--corrections", tmp_path / "team2.csv", code=2)
    file.write_text("document,fact,value,who,when,why\n5/KH-UBND,title,Giếng,Lan,2026-03-01,x\n", encoding="utf-8")
    bench.build("--corrections", file)
    assert "title: Giếng" in bench("show", "5/KH-UBND")
    bench.build()
    assert "title: Giếng" not in bench("show", "5/KH-UBND")


def test_why_a_lead(still: Bench) -> None:
    (lead,) = still.data("why", TASK, "Sở Y tế")["rows"]
    assert (lead["status"], lead["predicate"]) == ("inferred", "https://w3id.org/chidao/ont#ledBy")
    assert (lead["rule"]["id"], lead["rule"]["file"]) == ("ledBy", "kg/data/rules.toml")
    assert [step["status"] for step in lead["because"]] == ["asserted", "asserted", "linked"]
    words = lead["because"][0]["words"][0]
    assert (words["quote"], words["path"], words["line"], words["file"]) == ("Sở Y tế", "I/1", "14", "5.txt")
    (exact,) = still.data("why", TASK, "ledBy", "Sở Y tế")["rows"]
    assert exact == lead
    shown = still("why", TASK, "Sở Y tế")
    assert "suy ra / inferred" in shown
    assert "« Sở Y tế » (5.txt, I/1, line 14)" in shown


def test_why_an_edge_and_a_citation(still: Bench) -> None:
    found = still.data("why", "11-NQ/TU", "5/KH-UBND")["rows"]
    by = {row["predicate"].rpartition("#")[2]: row for row in found}
    assert set(by) == {"implements", "cascadesTo", "cascadesToAll"}
    assert (by["implements"]["status"], by["cascadesTo"]["status"]) == ("linked", "inferred")
    assert by["cascadesTo"]["rule"] | {"vi": "", "en": ""} == {
        "id": "cascadesTo: implements", "file": "kg/data/cascade.toml", "vi": "", "en": "",
    }  # fmt: skip
    assert by["cascadesTo"]["because"] == [by["implements"]]
    assert by["implements"]["words"][0]["quote"].startswith("Thực hiện Nghị quyết số 11-NQ/TU")
    (step,) = by["cascadesToAll"]["because"]
    assert step["because"] == [by["implements"]]
    (part,) = still.data("why", TASK.removesuffix("#task"))["rows"]
    assert part["words"][0]["quote"].startswith("1. Sở Y tế chủ trì")
    cited = still.data("why", TASK.replace("/I/1#task", "/head/title#cite-11-nq-tu"))["rows"]
    target = next(row for row in cited if row["predicate"].endswith("#refersTo"))
    assert target["object"].endswith("11-nq-tu")
    assert target["words"][0]["quote"] == "Nghị quyết số 11-NQ/TU ngày 12/11/2021"


def test_what_a_person_decided_is_not_shown_as_words_of_the_document(bench: Bench) -> None:
    plan = ("--doc", "5/KH-UBND", "--path", "I/2", "--who", "Ông A", "--why")
    bench("correct", "lead", "Sở Xây dựng", *plan, "họp giao ban")
    bench("correct", "deadline", "2024-09-30", *plan, "công văn sau")
    bench("correct", "deadline", "2023-09-30", "--words", "trước ngày 30/6/2023", "--doc", "5/KH-UBND", "--path", "I/1",
          "--who", "Lan", "--why", "gia hạn")  # fmt: skip
    bench("correct", "date", "2022-03-11", "--doc", "5/KH-UBND", "--who", "Minh", "--why", "bản in mờ")
    bench.build()
    (task,) = (row for row in bench.data("tasks", "--doc", "5/KH-UBND", "--evidence")["rows"] if row["path"] == "I/2")
    told = [(e["name"] or e["dueBy"], e["quote"], e["correctedBy"], e["correctedWhy"]) for e in task["evidence"]]
    assert sorted(told) == [
        ("2024-09-30", "", "Ông A", "công văn sau"),
        ("Sở Nội vụ", "Sở Nội vụ", "", ""),
        ("Sở Xây dựng", "", "Ông A", "họp giao ban"),
    ]
    day = task["evidence"][0]["correctedOn"]
    lead = f"theo hiệu chỉnh của Ông A, ngày {day}: họp giao ban / corrected by Ông A"
    due = f"theo hiệu chỉnh của Ông A, ngày {day}: công văn sau / corrected by Ông A"
    late = f"theo hiệu chỉnh của Lan, ngày {day}: gia hạn / corrected by Lan; lời văn / words: « trước ngày 30/6/2023 »"
    shown = bench("tasks", "--doc", "5/KH-UBND", "--evidence")
    assert f"· lead Sở Xây dựng: {lead} (I/2, line 16)" in shown
    assert f"· deadline 2024-09-30: {due} (I/2, line 16)" in shown
    assert f"· deadline 2023-09-30: {late} (I/1, line 14)" in shown
    for verb, name in (("brief", "b.md"), ("tracker", "t.csv"), ("calendar", "c.ics")):
        bench(verb, *(("5/KH-UBND",) if verb == "brief" else ("--doc", "5/KH-UBND")), "-o", bench.folder / name)
        file = (bench.folder / name).read_bytes().replace(b"\r\n ", b"").decode()
        flat = file.replace("\\,", ",").replace("\\;", ";")
        assert lead in flat, verb
        assert due in flat, verb
        assert (late if verb != "tracker" else late.partition(";")[0]) in flat, verb
        if verb == "brief":
            assert f"theo hiệu chỉnh của Minh, ngày {day}: bản in mờ" in flat
    assert late in " ".join(bench("due", "--from", "2023-09-01", "--to", "2023-10-01", "--evidence").split())


def test_why_says_first_that_a_person_decided_it(bench: Bench) -> None:
    bench("correct", "lead", "Sở Xây dựng", "--doc", "5/KH-UBND", "--path", "I/2", "--who", "Ông A", "--why", "họp giao ban")
    bench("correct", "basis", "explicit", "--doc", "5/KH-UBND", "--path", "I/1", "--who", "Lan", "--why", "có chữ chủ trì")
    bench("correct", "date", "2022-03-11", "--doc", "5/KH-UBND", "--who", "Minh", "--why", "bản in mờ")
    bench.build()
    (lead,) = bench.data("why", TASK.replace("/I/1#", "/I/2#"), "Sở Xây dựng")["rows"]
    assert [(step["status"], step["words"]) for step in lead["because"]] == [("decided", []), ("decided", []), ("linked", [])]
    assert {d["who"] for step in lead["because"] for d in step["decisions"]} == {"Ông A"}
    shown = bench("why", "5/KH-UBND", "date", "2022-03-11")
    assert "asserted" not in shown
    assert shown.index("corrected by Minh") < shown.index("« ngày 01 tháng 3 năm 2022 »")
    (number,) = bench.data("why", "5/KH-UBND", "number", "5/KH-UBND")["rows"]
    assert number["status"] == "asserted"
    agreed = bench.data("why", TASK.replace("#task", "#lead-sở-y-tế"))["rows"]
    assert {row["status"] for row in agreed if row["predicate"].endswith("#basis")} == {"asserted"}


def test_why_tells_of_corrections(bench: Bench) -> None:
    bench("correct", "lead", "Sở Y tế", "--no", "--doc", "5/KH-UBND", "--path", "I/1", "--who", "Lan", "--why", "chỉ góp ý")
    bench("correct", "date", "2022-03-11", "--doc", "5/KH-UBND", "--who", "Minh", "--why", "bản in mờ")
    bench.build()
    (gone,) = bench.data("why", TASK, "Sở Y tế tỉnh Bạc Liêu")["rows"]
    assert gone["status"] == "absent"
    (told,) = gone["decisions"]
    assert (told["who"], told["why"], told["before"]) == ("Lan", "chỉ góp ý", ["Sở Y tế"])
    (date,) = bench.data("why", "5/KH-UBND", "date", "2022-03-11")["rows"]
    assert [(d["who"], d["before"]) for d in date["decisions"]] == [("Minh", ["2022-03-01"])]
    (title,) = bench.data("why", "6/KH-UBND", "number", "6/KH-UBND")["rows"]
    assert (title["status"], title["decisions"]) == ("asserted", [])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["why", "999-NQ/TW"], "'999-NQ/TW': no such document"),
        (["why", "11-NQ/TU", "Sở Bánh kẹo"], "no such document"),
        (["why", "5/KH-UBND", "ledBy", "Sở Y tế"], "the graph does not say so"),
        (["why", "https://w3id.org/chidao/x y"], "give IRIs, as --json prints them"),
        (["why", "https://w3id.org/chidao/nothing"], "nothing is said of"),
        (["why", "a", "b", "c", "d"], "give one, two or three terms"),
        (["diff", "9", "last"], "no generation '9'; there are: 000001, previous, last"),
        (["diff", "../x", "last"], "no generation '../x'"),
        (["diff"], "000001 is the only generation; build again to compare"),
    ],
)
def test_what_cannot_be_answered_is_one_line(words: list[str], says: str, still: Bench) -> None:
    said = still(*words, code=2)
    assert says in said
    assert said.count("\n") == 1


def test_diff_tells_two_builds_apart_document_by_document(bench: Bench) -> None:
    bench.build()
    assert "no difference" in bench("diff")
    (bench.folder / "in" / "6.txt").unlink()
    text = TEXT.format(number=5, what="giếng làng").replace("30/6/2023", "30/9/2023").replace("2. Sở Nội vụ", "2. Sở Tư pháp")
    (bench.folder / "in" / "5.txt").write_text("\n\n" + text, encoding="utf-8")
    bench.write(7, "cầu khỉ")
    bench.build()
    found = bench.data("diff", code=1)
    plan = TASK.removesuffix("/I/1#task")
    rows = [(r["document"].rpartition("/")[2], r["path"], r["part"], r["before"], r["after"]) for r in found["rows"]]
    assert (found["from"], found["to"]) == ("000002", "000003")
    assert ("5-kh-ubnd", "I/1", "deadline", "2023-06-30", "2023-09-30") in rows
    assert ("5-kh-ubnd", "I/2", "lead", "Sở Nội vụ", "Sở Tư pháp") in rows
    assert ("6-kh-ubnd", "", "document", "Kế hoạch 6/KH-UBND", "") in rows
    assert ("7-kh-ubnd", "", "document", "", "Kế hoạch 7/KH-UBND") in rows
    changed = {r["path"] for r in found["rows"] if r["document"] == plan and r["part"] == "words"}
    assert changed == {"I/1", "I/2"}, "what only moved is no difference"
    assert {r["change"] for r in found["rows"]} == {"added", "removed", "changed"}
    shown = bench("diff", "previous", "last", code=1)
    assert "  ~ I/1 deadline: 2023-06-30 → 2023-09-30" in shown


def test_a_corrected_number_is_the_same_document_under_another_iri(bench: Bench) -> None:
    bench("correct", "number", "55/KH-UBND", "--doc", "5/KH-UBND", "--why", "đọc nhầm", "--who", "Lan")
    bench.build()
    rows = bench.data("diff", code=1)["rows"]
    mine = [(r["part"], r["before"], r["after"]) for r in rows if r["document"].endswith("/55-kh-ubnd")]
    plan = TASK.removesuffix("/I/1#task")
    assert mine == [("iri", plan, plan.replace("/5-", "/55-")), ("number", "5/KH-UBND", "55/KH-UBND")]
    assert not [r for r in rows if r["part"] == "document"]


def test_generations_lists_the_last_build_and_the_one_before(bench: Bench) -> None:
    assert [r["state"] for r in bench.data("generations")["rows"]] == ["last"]
    bench.build()
    bench.build()
    rows = bench.data("generations")["rows"]
    assert [(r["generation"], r["state"], r["documents"]) for r in rows] == [("000002", "previous", "2"), ("000003", "last", "2")]
