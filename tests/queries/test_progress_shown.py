"""What an office reported of tasks stands in files for an office too: briefs, calendars, works, coverage, documents."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import vobject

from kg.build.build import build
from kg.progress import Entry, Ledger, Source
from kg.settings import Settings
from kg.store.generations import Generation, Generations
from queries import lookup
from queries.commands.coverage import coverage
from queries.commands.lists import document
from queries.commands.projects import projects
from queries.outputs.brief import of_agencies, of_document
from queries.outputs.calendar import calendar
from queries.outputs.content import Brief
from queries.run import ask

DAY = "2026-11-01"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: 9/KH-UBND
Bắc Kạn, ngày 02 tháng 3 năm 2023
KẾ HOẠCH
Trồng cây dọc đường giai đoạn 2023 - 2025
1. Sở Y tế chủ trì đo bóng mát của hàng cây ven đường, hoàn thành trước ngày 31/12/2023.
2. Sở Y tế chủ trì đếm người đi dưới bóng cây, hoàn thành trước ngày 30/6/2024.
3. Sở Xây dựng chủ trì đầu tư xây dựng cầu Suối Lim qua xã Mai Sơn.
4. Sở Y tế tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.
"""
MADE, LATER = "2026-05-01T08:00:00Z", "2035-05-01T08:00:00Z"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Generation]:
    """The graph of one plan, for each test anew, since reports are kept."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    build([tmp_path / "plan.txt"], Settings.from_environment({}, store=tmp_path / "store", workers=1))
    with Generations(tmp_path / "store").open() as generation:
        yield generation


def task(generation: Generation, path: str) -> str:
    (found,) = [row["task"] for row in ask(generation, "tasks").dicts() if row["path"] == path]
    return found


def report(generation: Generation, path: str, status: str, *, note: str = "", date: str = "", at: str = MADE) -> None:
    entry = Entry(task(generation, path), status, date, note, row=2)
    Ledger.beside(generation).record(Source("Văn phòng", at, "a.csv", "00"), [entry])


def notes(brief: Brief, title: str) -> dict[str, tuple[str, ...]]:
    """Path of a task -> its notes, in the sections whose title holds `title`."""
    sections = [section for section in brief.sections if title in section.title]
    assert sections
    return {item.place.split(", ")[1]: item.notes for s in sections for group in s.groups for item in group.items}


def test_a_brief_tells_how_far_each_task_has_come(plan: Generation) -> None:
    (agency,) = lookup.agencies_of(plan.search, "https://w3id.org/chidao/", "Sở Y tế", "Bắc Kạn")

    def briefs() -> list[tuple[Brief, str]]:
        whole = of_document(plan, lookup.document(plan.search, "9/KH-UBND"), DAY)
        return [(whole, "by lead"), (of_agencies(plan, [agency], "Sở Y tế", DAY), "it leads")]

    assert not any("status" in note for brief, title in briefs() for said in notes(brief, title).values() for note in said)
    report(plan, "1", "under-way", note="đã đo 3 km")
    report(plan, "1", "done", note="đã đo xong", date="2023-11-05")
    for brief, title in briefs():
        told = notes(brief, title)
        assert told["1"][0] == "Tình trạng / status: đã hoàn thành, ngày 2023-11-05 (Văn phòng); đã đo xong"
        assert not any("status" in note for path in told if path != "1" for note in told[path])


def test_a_work_has_the_status_of_the_task_that_wants_it(plan: Generation) -> None:
    report(plan, "3", "late", note="chờ vốn")
    brief = of_document(plan, lookup.document(plan.search, "9/KH-UBND"), DAY)
    assert notes(brief, "projects")["3"][0] == "Tình trạng / status: chậm tiến độ (Văn phòng); chờ vốn"
    (work,) = json.loads(projects(plan, {}, limit=None, evidence=True, as_json=True, as_csv=False))["rows"]
    ((told),) = work["evidence"]
    assert (told["work"], told["task"], told["status"]) == (work["project"], task(plan, "3"), "late")
    assert "tình trạng: chậm tiến độ" in projects(plan, {}, limit=None, evidence=True, as_json=False, as_csv=False)


def events(generation: Generation) -> dict[str, Any]:
    """First day -> event."""
    read = vobject.readOne(calendar(generation, {}, "x").data.decode())
    return {event.dtstart.value.isoformat(): event for event in read.vevent_list}


def test_a_calendar_marks_what_is_done(plan: Generation) -> None:
    before = events(plan)
    assert set(before) == {"2023-12-31", "2024-06-30", "2023-12-15"}
    report(plan, "1", "done", date="2023-11-05", at=LATER)
    report(plan, "2", "under-way", at=LATER)
    report(plan, "4", "done", at=LATER)
    after = events(plan)
    once, open_, yearly = (after[day] for day in ("2023-12-31", "2024-06-30", "2023-12-15"))
    assert once.summary.value == f"✓ {before['2023-12-31'].summary.value}"
    assert open_.summary.value == before["2024-06-30"].summary.value
    assert yearly.summary.value == before["2023-12-15"].summary.value  # this year's is done, the others are not
    assert "Tình trạng / status: đã hoàn thành, ngày 2023-11-05 (Văn phòng)" in once.description.value.split("\n")
    assert "Tình trạng / status: đang thực hiện (Văn phòng)" in open_.description.value.split("\n")
    assert "Tình trạng / status: đã hoàn thành (Văn phòng)" in yearly.description.value.split("\n")
    assert "đã hoàn thành" in {word for each in once.contents["categories"] for word in each.value}
    for day, event in after.items():  # the same events, stamped later, so that a program takes them in again
        assert event.uid.value == before[day].uid.value
        assert event.dtstamp.value > before[day].dtstamp.value
        assert event.dtstamp.value.year == 2035
    assert {word for each in before["2023-12-31"].contents["categories"] for word in each.value} == {"Nhiệm vụ", "task"}


@pytest.mark.parametrize("part", ["cells", "gaps"])
def test_coverage_tells_it_of_each_task(plan: Generation, part: str) -> None:
    report(plan, "3", "late", note="chờ vốn")
    wanted = {"limit": 0, "as_json": False, "as_csv": False}

    def table(**form: bool) -> str:
        return coverage(plan, "9/KH-UBND", part, "infrastructure", **{**wanted, **form})  # type: ignore[arg-type]

    rows = json.loads(table(as_json=True))["rows"]
    assert {(row["path"], row["status"], row["statusNote"]) for row in rows if row["status"]} == {("3", "late", "chờ vốn")}
    flat = list(csv.DictReader(io.StringIO(table(as_csv=True))))
    assert [row["status"] for row in flat] == [row["status"] for row in rows]
    assert table().count("[chậm tiến độ]") == sum(bool(row["status"]) for row in rows) > 0


def test_a_document_tells_how_many_are_done(plan: Generation) -> None:
    def shown(*, as_json: bool = False) -> str:
        return document(plan, "9/KH-UBND", evidence=False, whole=False, as_json=as_json)

    assert "4 nhiệm vụ / tasks: chidao" in shown()
    report(plan, "1", "done")
    report(plan, "2", "done")
    report(plan, "3", "late")
    assert "4 nhiệm vụ / tasks (đã hoàn thành: 2, chậm tiến độ: 1): chidao" in shown()
    found = {row["path"]: row["status"] for row in json.loads(shown(as_json=True))["tasks"]}
    assert found == {"1": "done", "2": "done", "3": "late", "4": ""}


def test_the_state_of_the_ledger_is_another_after_each_report(plan: Generation) -> None:
    ledger = Ledger.beside(plan)
    states = [ledger.state]
    for status in ("under-way", "late", "done"):
        report(plan, "1", status)
        states.append(ledger.state)
    assert states[0] == ""
    assert len(set(states)) == len(states)
    assert ledger.state == Ledger.of(plan.folder).state == states[-1]
