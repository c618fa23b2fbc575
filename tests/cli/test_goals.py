"""What is to be reached, reported and done by when: `chidao targets`, `chidao reports`, `chidao due`."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from queries.today import year_on
from tests.cli.conftest import Chidao


def rows(on_samples: Chidao, *words: str) -> list[dict[str, Any]]:
    done = on_samples(*words, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {"count", "truncated", "rows"}
    assert answer["count"] == len(answer["rows"])
    found: list[dict[str, Any]] = answer["rows"]
    return found


def test_targets_compare_over_documents_by_their_key(on_samples: Chidao) -> None:
    found = rows(on_samples, "targets", "kinh tế số")
    assert [(r["comparator"], r["value"], r["unit"], r["year"], r["qudt"]) for r in found] == [
        ("at-least", "30", "%", "2030", "http://qudt.org/vocab/unit/PERCENT"),
        ("at-least", "50", "%", "2045", "http://qudt.org/vocab/unit/PERCENT"),
    ]
    assert {r["key"] for r in found} == {"tỷ trọng kinh tế số"}
    assert rows(on_samples, "targets", "KINH TẾ SỐ", "--year", "2045") == found[1:]


def test_money_is_counted_in_its_base_unit(on_samples: Chidao) -> None:
    (found,) = rows(on_samples, "targets", "thu ngân sách", "--province", "Bắc Kạn")
    assert (found["value"], found["unit"]) == ("2000", "tỷ đồng")
    assert (found["quantity"], found["baseUnit"]) == ("2000000000000", "đồng")
    assert "ngân sách" in found["quote"]


def test_who_reports_to_whom(on_samples: Chidao) -> None:
    (found,) = rows(on_samples, "reports", "--doc", "34/KH-UBND")
    assert found["to"] == ["Ủy ban nhân dân tỉnh Bạc Liêu"]
    assert found["through"] == ["Sở Kế hoạch và Đầu tư"]
    assert (found["due"], found["frequency"]) == (["--12-05"], "annual")
    assert found in rows(on_samples, "reports", "--to", "UBND tỉnh Bạc Liêu")
    assert found["report"] not in {r["report"] for r in rows(on_samples, "reports", "--who", "Sở Kế hoạch và Đầu tư")}


def test_what_comes_back_is_due_each_time(on_samples: Chidao) -> None:
    found = rows(on_samples, "due", "--from", "1/1/2023", "--to", "31/12/2024", "--doc", "34/KH-UBND")
    assert [(r["day"], r["class"]) for r in found if r["recurs"] == "--12-05"] == [
        ("2023-12-05", "ReportingDuty"), ("2023-12-05", "Task"), ("2024-12-05", "ReportingDuty"), ("2024-12-05", "Task"),
    ]  # fmt: skip
    assert rows(on_samples, "due", "--from", "6/12/2023", "--to", "4/12/2024", "--doc", "34/KH-UBND") == []


def test_a_task_that_is_its_own_report_has_one_line(on_samples: Chidao) -> None:
    asked = ("due", "--from", "1/1/2023", "--to", "31/12/2024", "--doc", "34/KH-UBND")
    shown = on_samples(*asked).stdout
    days = [line.split(" ")[2] for line in shown.splitlines() if line.startswith("  20")]
    assert days == ["2023-12-05", "2024-12-05"]
    assert shown.count("nhiệm vụ, báo cáo III/3/-1") == 2
    assert shown.rstrip().endswith("2 thời hạn / deadlines")
    assert len(rows(on_samples, *asked)) == 4  # for programs each duty stays one


NOW = [("2023-01-01", ""), ("2026-11-01", "Ủy ban nhân dân tỉnh Cà Mau")]


@pytest.mark.parametrize(("day", "now"), NOW)
def test_who_answers_stands_beside_who_was_named(on_samples: Chidao, day: str, now: str) -> None:
    asked = ("due", "--from", "1/1/2023", "--to", "31/12/2024", "--doc", "34/KH-UBND", "--as-of", day)
    assert {now in row["leadsToday"] if now else not row["leadsToday"] for row in rows(on_samples, *asked)} == {True}
    assert ("nay / now: " in on_samples(*asked).stdout) == bool(now)
    assert [on_samples(*asked[:-1], day).returncode for day in ("hôm nay", "hôm kia")] == [0, 2]


@pytest.mark.parametrize(
    ("words", "count"),
    [(("targets",), "chỉ tiêu / targets"), (("reports",), "báo cáo / reports"),
     (("due", "--from", "2024", "--to", "2027", "--limit", "0"), "thời hạn / deadlines")],
    ids=["targets", "reports", "due"],
)  # fmt: skip
def test_tables_csv_and_evidence(on_samples: Chidao, words: tuple[str, ...], count: str) -> None:
    plain, shown = on_samples(*words).stdout, on_samples(*words, "--evidence").stdout
    assert plain.rstrip().endswith(count)
    assert "«" not in plain
    assert "«" in shown
    table = list(csv.DictReader(io.StringIO(on_samples(*words, "--csv").stdout)))
    assert len(table) == len(rows(on_samples, *words)) > 3


def test_without_days_it_is_the_year_from_today_on(on_samples: Chidao) -> None:
    first = date.today()
    last = year_on(first.isoformat())
    assert rows(on_samples, "due") == rows(on_samples, "due", "--from", first.isoformat(), "--to", last)
    assert rows(on_samples, "due", "--from", "2023") == rows(on_samples, "due", "--from", "2023", "--to", "2024-01-01") != []


def test_an_interval_that_ends_before_it_begins(on_samples: Chidao) -> None:
    done = on_samples("due", "--from", "2025-02-01", "--to", "2025-01-01")
    assert done.returncode == 2
    assert "--from 2025-02-01 is after --to 2025-01-01" in done.stderr
    assert done.stderr.count("\n") == 1


def test_nothing_found_is_said(on_samples: Chidao) -> None:
    assert on_samples("targets", "lò gạch").stdout == "không có chỉ tiêu nào / no targets\n"
