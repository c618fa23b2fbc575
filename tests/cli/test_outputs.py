"""`chidao calendar`, `chidao brief`, and the other forms of `chidao export`, `query run` and `sparql`."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import docx
import networkx
import pytest
import vobject
from lxml import etree

from tests.cli.conftest import Chidao

DAYS = "SELECT DISTINCT ?d ?day { ?duty cd:deadline ?d . ?d cd:dueBy|cd:occursOn ?day }"


def done(run: Chidao, *words: str | Path) -> str:
    finished = run(*words)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_a_calendar_of_an_agency(on_samples: Chidao, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    said = done(on_samples, "calendar", "-o", out, "--lead", "Sở Khoa học và Công nghệ", "--from", "1/2026", "--to", "2026-03-31")
    events = vobject.readOne(out.read_text(encoding="utf-8")).vevent_list
    assert f"{len(events)} mục / events" in said
    rows = json.loads(done(on_samples, "due", "--from", "1/2026", "--to", "2026-03-31", "--lead", "Sở Khoa học và Công nghệ", "--json"))["rows"]
    assert {e.dtstart.value.isoformat() for e in events} == {min(r["day"] for r in rows if r["deadline"] == d) for d in {r["deadline"] for r in rows}}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("calendar", "-o", "a.txt"), "a calendar is .ics"),
        (("calendar", "-o", "none/a.ics"), "no such folder"),
        (("calendar", "-o", "a.ics", "--from", "2027", "--to", "2026"), "--from 2027-01-01 is after --to 2026-01-01"),
        (("calendar", "-o", "a.ics", "--from", "mai"), "--from: 'mai' is no date"),
        (("calendar", "-o", "a.ics", "--doc", "208/KH-UBND", "--from", "2090"), "nothing is due"),
        (("brief", "34/KH-UBND", "-o", "a.pdf"), "a brief is .html, .md or .docx"),
        (("brief", "không có gì", "-o", "a.md"), "no such document or agency"),
        (("brief", "999/KH-UBND", "-o", "a.md"), "no such document"),
        (("brief", "34/KH-UBND", "-o", "a.md", "--as-of", "x"), "is no date"),
        (("export", "--format", "akn"), "name it with --doc"),
        (("export", "--format", "annotations", "--doc", "13-NQ/TW"), "only cited"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(on_samples: Chidao, words: tuple[str, ...], said: str) -> None:
    finished = on_samples(*words)
    assert finished.returncode == 2
    assert said in finished.stderr
    assert finished.stderr.count("\n") == 1


def test_a_brief_of_a_cascade_of_a_document_and_of_an_agency(on_samples: Chidao, tmp_path: Path) -> None:
    out = tmp_path / "brief.docx"
    assert "Chuỗi triển khai" in done(on_samples, "brief", "72-KL/TW", "--cascade", "-o", out)
    assert docx.Document(str(out)).paragraphs[0].text == "Chuỗi triển khai / cascade: Kết luận 72-KL/TW"
    done(on_samples, "brief", "34/KH-UBND", "-o", tmp_path / "b.md", "--as-of", "1/11/2026")
    assert "who answers on 2026-11-01" in (tmp_path / "b.md").read_text(encoding="utf-8")
    done(on_samples, "brief", "so gtvt", "--province", "bac lieu", "-o", tmp_path / "b.html")
    assert "<h1>Sở Giao thông vận tải tỉnh Bạc Liêu</h1>" in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_the_forms_of_a_document(on_samples: Chidao, tmp_path: Path) -> None:
    out = tmp_path / "a.xml"
    done(on_samples, "export", "--doc", "34/KH-UBND", "--format", "akn", "-o", out)
    assert etree.parse(out).getroot().tag.endswith("akomaNtoso")
    assert json.loads(done(on_samples, "export", "--doc", "34/KH-UBND", "--format", "annotations"))["total"] > 50
    assert json.loads(done(on_samples, "export", "--doc", "34/KH-UBND", "--format", "jsonld"))
    assert [each.name for each in tmp_path.iterdir()] == ["a.xml"]


def test_the_graph_of_an_answer(on_samples: Chidao) -> None:
    made = done(on_samples, "query", "run", "cascade", "doc=13-NQ/TW", "--graph", "graphml")
    assert networkx.read_graphml(io.BytesIO(made.encode())).number_of_edges() > 5
    query = "CONSTRUCT { ?a cd:implements ?b } { ?a cd:implements ?b }"
    made = done(on_samples, "sparql", "--format", "graphml", query)
    relations = networkx.read_graphml(io.BytesIO(made.encode())).edges(data="relation")
    assert {relation for _, _, relation in relations} == {"implements"}


def test_the_days_of_real_plans(on_seeds: Chidao, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    done(on_seeds, "calendar", "-o", out)
    first, last = date(2024, 1, 1), date(2027, 12, 31)
    found = []
    for event in vobject.readOne(out.read_text(encoding="utf-8")).vevent_list:
        rules = event.getrruleset(addRDate=True)
        found += [day.date() for day in rules] if rules else [event.dtstart.value]
    rows = json.loads(done(on_seeds, "sparql", "--format", "json", DAYS))["results"]["bindings"]
    known = [date.fromisoformat(row["day"]["value"]) for row in rows]
    assert sorted(day for day in found if first <= day <= last) == sorted(day for day in known if first <= day <= last)
    assert len(known) > 15
