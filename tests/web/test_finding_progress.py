"""What offices reported, beside the tasks and deadlines that pages show; without reports nothing of it is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.progress import Entry, Ledger, Source
from tests.web.conftest import Served, start
from tests.web.test_finding import HTML, TUYEN_QUANG, ask, data

DONE = f"{TUYEN_QUANG}/II/4/a#task"


@pytest.fixture(scope="module")
def told(root: Path, samples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The samples with one task reported done."""
    store = tmp_path_factory.mktemp("told") / "store"
    shutil.copytree(samples_store, store, symlinks=True)
    source = Source("Sở Giao thông vận tải", "2025-01-05T08:00:00Z", "bao-cao.csv", "0" * 64)
    Ledger(store).record(source, [Entry(DONE, "done", "2025-01-04", row=2)])
    server = start(root, store)  # described: its entity tags are those that stay
    yield server
    server.stop()


def test_a_status_is_shown_and_chosen_by(told: Served) -> None:
    listed = told.get("/tasks", params={"doc": TUYEN_QUANG}, headers=HTML).text
    assert 'class="status done"' in listed and 'id="f-status"' in listed
    done = data(told, "/tasks.json", doc=TUYEN_QUANG, status="done")
    assert [row["task"] for row in done["rows"]] == [DONE]
    rest = data(told, "/tasks.json", doc=TUYEN_QUANG, status="none")
    assert len(rest["rows"]) == len(ask(told, "tasks", doc=TUYEN_QUANG)) - 1
    assert told.get("/tasks", params={"status": "xyz"}, headers=HTML).status_code == 400
    assert ",done," in told.get("/tasks.csv", params={"doc": TUYEN_QUANG}).text


def test_what_is_past_and_not_done_is_overdue(told: Served) -> None:
    found = data(told, "/due.json", year="2024")
    items = [row for group in found["by_month"] for row in group["items"]]
    late = [row for row in items if row["state"] == "overdue"]
    assert found["late"] == len(late) > 0
    assert all(not row["recurs"] and row["day"] < found["today"] for row in late)


def test_a_further_report_is_seen_at_once(told: Served) -> None:
    """Though the generation is the same: a page that is kept is asked for again."""
    tag = told.get("/tasks", headers=HTML).headers["etag"]
    assert told.get("/tasks", headers=HTML | {"If-None-Match": tag}).status_code == 304
    source = Source("Sở Xây dựng", "2025-02-05T08:00:00Z", "bao-cao-2.csv", "1" * 64)
    Ledger(told.store).record(source, [Entry(DONE, "under-way", "2025-02-04", row=2)])
    assert told.get("/tasks", headers=HTML | {"If-None-Match": tag}).status_code == 200


def test_without_reports_nothing_is_called_late(served: Served) -> None:
    assert data(served, "/due.json", year="2024")["late"] == 0
    assert 'id="f-status"' not in served.get("/tasks", headers=HTML).text
