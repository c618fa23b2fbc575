"""The report of a build as JSON and as a page, and what is said while it runs."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.build.found import Found
from kg.build.progress import Step, shown
from kg.build.report import BuildReport, FileReport
from kg.build.report_file import ReportError, as_data, check, write
from kg.build.report_html import page
from kg.link.outcome import Outcome
from tests.kg.builds import PLAN, chidao, put
from tests.read.make_html import make_html
from tests.read.neutral import Doc, Para, grid

TASKS = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

Số: 9/KH-UBND

Bạc Liêu, ngày 01 tháng 3 năm 2022

KẾ HOẠCH

Sửa chữa đê biển

Căn cứ Kế hoạch số 5/KH-UBND ngày 01/3/2022 của UBND tỉnh Bạc Liêu;

I. NHIỆM VỤ

1. Sở Y tế chủ trì sửa chữa đê biển, xong trước ngày 30/6/2023.

3. Thực hiện việc trồng cây ven đê theo Nghị quyết số 13-NQ/TW ngày 16/01/2012 của Ban Chấp hành Trung ương.
"""


@pytest.fixture(scope="module")
def reported(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], str]:
    """The report of one build as data, and its page."""
    folder = tmp_path_factory.mktemp("reported")
    source = folder / "in"
    put(source, "a.txt", "cây cầu")
    put(source, "copy.txt", "cây cầu")
    (source / "copy.txt").write_text(PLAN.format(number=5, what="cây cầu").replace("2. Sở Nội", "2.  Sở Nội"), "utf-8")
    (source / "tasks.txt").write_text(TASKS, encoding="utf-8")
    rows = (("TT", "Nhiệm vụ"), ("1", "Lập vườn ươm"), ("2", "Trồng cây"))
    (source / "<img src=x onerror=alert(1)>.html").write_bytes(make_html(Doc((Para("PHỤ LỤC"), grid(*rows)))))
    (source / "empty & bad.txt").write_bytes(b"")
    (source / "sheet.xlsx").write_bytes(b"PK")
    done = chidao(root, "build", source, "--store", folder / "store", "--report", folder / "r.json", "-q")
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [f"refused  {source / 'empty & bad.txt'}"]
    done = chidao(root, "build", source, "--store", folder / "store", "--report", folder / "r.html", "--json")
    assert json.loads(done.stdout)["read"] == 4
    assert done.stderr == ""
    return json.loads((folder / "r.json").read_text("utf-8")), (folder / "r.html").read_text("utf-8")


def test_what_is_found_is_counted(reported: tuple[dict[str, object], str]) -> None:
    data, _ = reported
    files = {Path(file["path"]).name: file for file in data["files"]}  # type: ignore[index, attr-defined]
    (plan,) = files["tasks.txt"]["documents"]
    expected = {
        "number": "9/KH-UBND", "type": "Kế hoạch", "issuer": "Ủy ban nhân dân tỉnh Bạc Liêu", "date": "2022-03-01",
        "citations": 2, "tasks": 2, "with_lead": 1, "without_lead": 1, "with_deadline": 1, "tables": 0, "rows": 0,
        "flags": {"ordinal-gap": 1}, "confidence": None, "copy_of": None, "read": 1, "known": 1,
        "ambiguous": [], "unresolved": [],
    }  # fmt: skip
    assert {name: plan[name] for name in expected} == expected
    assert plan["doubts"] == [
        "1 provisions: a number of the list is missing before it", "1 tasks name nobody to lead them",
    ]  # fmt: skip
    (table,) = files["<img src=x onerror=alert(1)>.html"]["documents"]
    assert (table["tables"], table["rows"]) == (1, 3)
    copies = [d["copy_of"] for name in ("a.txt", "copy.txt") for d in files[name]["documents"]]
    assert sorted(copies, key=str) in ([None, "a.txt"], [None, "copy.txt"], ["a.txt", None], ["copy.txt", None])
    assert files["empty & bad.txt"]["why"] == "is empty"
    assert files["sheet.xlsx"]["status"] == "skipped"


def test_sums_are_sums(reported: tuple[dict[str, object], str]) -> None:
    data, _ = reported
    sums, files = data["sums"], data["files"]
    documents = [d for file in files for d in file["documents"]]  # type: ignore[attr-defined]
    for name in (
        "provisions",
        "citations",
        "relations",
        "tasks",
        "with_lead",
        "without_lead",
        "with_deadline",
        "tables",
        "rows",
    ):
        assert sums[name] == sum(d[name] for d in documents) > 0, name  # type: ignore[index]
    assert (sums["files"], sums["read"], sums["refused"], sums["skipped"], sums["failed"]) == (6, 4, 1, 1, 0)  # type: ignore[index]
    assert (sums["documents"], sums["copies"], sums["flagged"]) == (4, 1, 1)  # type: ignore[index]


def test_every_field_is_documented(root: Path, reported: tuple[dict[str, object], str]) -> None:
    data, _ = reported
    said = (root / "docs" / "report.md").read_text(encoding="utf-8")
    files = data["files"]
    names = {*data, *data["sums"], *files[0], *(n for f in files for d in f["documents"] for n in d)}  # type: ignore[misc, index, attr-defined]
    assert not [
        name for name in names if f"`{name}`" not in said and name not in ("skipped", "refused", "failed", "read")
    ]


class Tags(HTMLParser):
    """The tags of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_stands_alone_and_is_escaped(reported: tuple[dict[str, object], str]) -> None:
    _, text = reported
    tags = Tags()
    tags.feed(text)
    assert {tag for tag, _ in tags.found} <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "dl",
        "div",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "b",
        "ul",
        "li",
    }
    assert not [a for _, a in tags.found if {"src", "href", "onerror", "onclick"} & set(a)]
    assert "url(" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;.html" in text
    for words in ("empty &amp; bad.txt", "9/KH-UBND", "a number of the list is missing", "Sửa chữa đê biển"):
        assert words in text
    assert "$" not in text  # no place of the template is left


def found(outcome: Outcome | None = None) -> Found:
    return Found("1/KH-UBND", "Kế hoạch", "UBND", "2024-01-01", "Nước", 9, 3, 2, 4, 3, 1, 0, 0, {}, 0.6, outcome)


def test_doubts_are_said() -> None:
    many = tuple(f"{i}/KH-UBND" for i in range(20))
    said = found(Outcome("urn:a", None, 1, 2, 3, many, ("5/KH-UBND",))).doubts()
    assert "OCR is 60% sure of its worst page: compare it with the scan" in said
    assert f"several documents fit: {', '.join(many[:8])} and 12 more" in said
    assert "too little is said to tell which is meant: 5/KH-UBND" in said
    assert found(Outcome("urn:a", "b.pdf")).doubts()[-1] == "a copy; the graph has it from b.pdf"


def test_thousands_of_files_make_a_page(tmp_path: Path) -> None:
    report = BuildReport(files=[FileReport(Path(f"{i:05}.txt"), "read", size=9) for i in range(5000)])
    report.found = {file.path: [found()] for file in report.files}
    text = page(as_data(report))
    assert text.count("<tr><td") == 5000
    assert len(text) < 6_000_000
    write(report, tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == text


def test_a_report_is_written_where_nothing_was_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    done = chidao(root, "build", tmp_path / "a.txt", "--store", tmp_path / "s", "--report", tmp_path / "r.json")
    assert done.returncode == 2
    assert json.loads((tmp_path / "r.json").read_text())["sums"]["refused"] == 1


@pytest.mark.parametrize(
    ("name", "said"), [("r.pdf", "a report is .html or .json"), ("nowhere/r.html", "no such folder")]
)
def test_a_report_that_cannot_be_written_is_said_before_the_build(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ReportError, match=re.escape(said)):
        check(tmp_path / name)


# -- progress --------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def tell(stream: io.StringIO, every: float) -> str:
    step = Step("extract", 0, 4, 0, 4_000_000)
    with shown(stream, every) as progress:
        progress(Step("scan"))
        for _ in range(4):
            progress(step)
            step = step.after(1_000_000, trouble=False)
        progress(Step("assemble", 0, 4))
    return stream.getvalue()


def test_a_terminal_has_one_line_that_is_redrawn_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    said = tell(Terminal(), 30)
    assert "\n" not in said
    assert said.endswith("\r\x1b[K")
    assert {"looking for files", "linking 4 documents"} <= set(said.split("\r\x1b[K"))
    assert max(map(len, said.split("\r\x1b[K"))) < 40


def test_a_log_has_a_line_from_time_to_time() -> None:
    lines = tell(io.StringIO(), 0).splitlines()
    assert lines[0] == "chidao: looking for files"
    assert lines[-1] == "chidao: linking 4 documents"
    assert re.fullmatch(
        r"chidao: reading 3/4 files, 3.0/4.0 MB, [\d,.]+ files/s, [\d,.]+ MB/s, about \d+ s left", lines[-2]
    )
    assert tell(io.StringIO(), 30) == ""
