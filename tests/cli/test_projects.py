"""`chidao projects` and `chidao tasks --field`: on the samples, and on the real plans."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.conftest import Chidao


def test_a_work_that_crosses_provinces_is_seen_from_each(on_samples: Chidao) -> None:
    names = [
        {row["label"] for row in json.loads(on_samples("projects", "--province", place, "--json").stdout)["rows"]}
        for place in ("Tuyên Quang", "ha giang", "Yên Bái")
    ]
    assert "Cao tốc Tuyên Quang - Hà Giang" in names[0] & names[1]
    assert "Cao tốc Tuyên Quang - Hà Giang" not in names[2]


def test_evidence_shows_where_a_work_is_named(on_samples: Chidao) -> None:
    shown = on_samples("projects", "--kind", "duong bo", "--words", "quốc lộ 1A", "--evidence").stdout
    assert "Quốc lộ 1A · đường bộ · Bạc Liêu" in shown
    assert "« Quốc lộ 1A »" in shown
    data = json.loads(on_samples("projects", "--words", "quốc lộ 1A", "--evidence", "--json").stdout)
    assert (data["count"], data["truncated"]) == (1, False)
    assert data["rows"][0]["evidence"][0]["quote"] == "Quốc lộ 1A"


def test_csv_and_one_document(on_samples: Chidao) -> None:
    rows = list(csv.DictReader(io.StringIO(on_samples("projects", "--doc", "34/KH-UBND", "--csv").stdout)))
    assert rows
    assert {row["provinces"] for row in rows} == {"Bạc Liêu"}


def test_a_name_of_no_kind_or_field_is_told(on_samples: Chidao) -> None:
    for words, said in ((("projects", "--kind", "cau duong"), "no such kind"), (("tasks", "--field", "vu tru"), "no such field")):
        done = on_samples(*words)
        assert done.returncode == 2
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_tasks_of_a_field_are_those_the_question_gives(on_samples: Chidao) -> None:
    listed = json.loads(on_samples("tasks", "--field", "giao thong", "--limit", "0", "--json").stdout)["rows"]
    asked = json.loads(on_samples("query", "run", "tasks-by-field", "field=giao thông", "--limit", "0", "--json").stdout)["rows"]
    assert listed
    assert {row["task"] for row in listed} == {row["task"] for row in asked}
    assert all(row["reason"] for row in asked)


def test_fields_count_their_tasks(on_samples: Chidao) -> None:
    rows = json.loads(on_samples("query", "run", "fields", "--json").stdout)["rows"]
    counts = {row["field"].rpartition("/field/")[2]: int(row["tasks"]) for row in rows}
    assert len([name for name in counts if name.startswith("infrastructure/")]) == 10
    listed = json.loads(on_samples("tasks", "--field", "điện", "--limit", "0", "--json").stdout)["rows"]
    assert counts["infrastructure/dien"] == len(listed) > 0


def test_one_work_is_found_by_any_of_its_names(on_samples: Chidao) -> None:
    rows = json.loads(on_samples("query", "run", "project", "project=quốc lộ 1a", "--json").stdout)["rows"]
    assert {row["work"].rpartition("/project/")[2] for row in rows} == {"quốc-lộ-1a"}
