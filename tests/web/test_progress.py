"""What offices report of tasks, over HTTP: as on the command line, and an answer that was kept is old once one more came."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import httpx
import pytest

from kg.build.build import build
from kg.progress import Entry, Ledger, Source
from kg.settings import Settings
from tests.web.conftest import start

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: 9/KH-UBND
Bắc Kạn, ngày 02 tháng 3 năm 2023
KẾ HOẠCH
Trồng cây dọc đường
1. Sở Y tế chủ trì đo bóng mát của hàng cây ven đường, hoàn thành trước ngày 31/12/2023.
2. Sở Tài chính chủ trì tính số cây.
"""
COLUMNS = ["status", "statusDate", "statusNote", "statusProof"]
QUESTIONS = [
    "tasks", "tasks-by-document?doc=9/KH-UBND", "tasks-by-lead?agency=Sở+Y+tế", "due?from=2023-01-01&to=2024-12-31",
    "coverage-tasks?doc=9/KH-UBND",
]  # fmt: skip


def test_answers_have_it_and_their_tags_change(root: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    store = tmp_path / "store"
    build([tmp_path / "plan.txt"], Settings.from_environment({}, store=store, workers=1))
    server = start(root, store)
    try:
        before = {path: server.get(f"/api/query/{path}") for path in QUESTIONS}
        assert {answer.status_code for answer in before.values()} == {200}
        assert not any(set(COLUMNS) & set(answer.json()["columns"]) for answer in before.values())
        documents = server.get("/api/query/documents")
        free = server.query("SELECT * { ?task a cd:Task }")
        first, second = (row["task"] for row in before["tasks"].json()["rows"])

        def again(path: str, answer: httpx.Response) -> httpx.Response:
            return server.get(path, headers={"If-None-Match": answer.headers["ETag"]})

        assert again("/api/query/tasks", before["tasks"]).status_code == 304
        for status, date in (("under-way", ""), ("done", "2023-11-05")):
            entry = Entry(first, status, date, "đã đo", "Báo cáo 12/BC-SYT", row=2)
            Ledger(store).record(Source("Sở Y tế", "2026-05-01T08:00:00Z", "a.csv", "00"), [entry])
            for path, old in before.items():
                new = again(f"/api/query/{path}", old)
                own = [column for column in old.json()["columns"] if column not in COLUMNS]
                assert (new.status_code, new.json()["columns"]) == (200, [*own, *COLUMNS])
                told = {row.get("task") or row["duty"]: [row[name] for name in COLUMNS] for row in new.json()["rows"]}
                assert told.pop(first) == [status, date, "đã đo", "Báo cáo 12/BC-SYT"]
                assert all(said == ["", "", "", ""] for said in told.values())
                assert again(f"/api/query/{path}", new).status_code == 304
                before[path] = new
        table = list(csv.DictReader(io.StringIO(server.get("/api/query/tasks.csv").text)))
        assert [(row["task"], row["status"]) for row in table] == [(first, "done"), (second, "")]
        assert server.get("/api/query/documents").json() == documents.json()  # no task, no status
        query = {"query": "SELECT * { ?task a cd:Task }"}
        tag = {"If-None-Match": free.headers["ETag"], "Accept": "application/sparql-results+json"}
        assert server.get("/sparql", params=query, headers=tag).status_code == 304  # the graph is the same
    finally:
        assert server.stop() == 0


@pytest.mark.parametrize("limit", ["1", "0"])
def test_a_page_of_tasks_has_it_too(root: Path, tmp_path: Path, limit: str) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    store = tmp_path / "store"
    build([tmp_path / "plan.txt"], Settings.from_environment({}, store=store, workers=1))
    server = start(root, store, described=False)
    try:
        second = server.get("/api/query/tasks").json()["rows"][1]["task"]
        Ledger(store).record(Source("A", "2026-05-01T08:00:00Z", "a.csv", "00"), [Entry(second, "late", row=2)])
        rows = server.get(f"/api/query/tasks?limit={limit}&offset=1").json()["rows"]
        assert [(row["task"], row["status"]) for row in rows] == [(second, "late")]
    finally:
        assert server.stop() == 0
