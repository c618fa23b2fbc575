"""What people type, and what they see: near misses, dates, wrong options, narrow terminals, pipes, Ctrl-C."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loaders.read.formats import FORMATS
from tests.cli.conftest import Chidao


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["docs", "--foo"], "No such option: --foo; see: chidao docs --help"),
        (["nothing"], "No such command 'nothing'; see: chidao --help"),
        (["lineage"], "Missing argument 'DOCUMENT'; see: chidao lineage --help"),
        (["export", "--format", "csv"], "see: chidao export --help"),
        (["build", "x", "--workers", "many"], "see: chidao build --help"),
        (["search", "cây", "--limit", "-1"], "see: chidao search --help"),
        (["show", "13-KL/TW"], "no such document; try: chidao search '13-KL/TW'; did you mean '13-NQ/TW "),
        (["show", "72-KL/TQ"], "; did you mean '72-KL/TW Bộ Chính trị'?"),
        (["tasks", "--lead", "Sở GT"], "; did you mean 'Sở Giao thông vận tải'?"),
        (["tasks", "--lead", "Sở KHĐT và Nông nghiệp"], "see them with: chidao query run agencies"),
        (["tasks", "--lead", "Bộ GTVT"], "no such agency in the graph (its work went to Bộ Xây dựng (2025-03-01))"),
        (["docs", "--province", "Bac Lieuu"], "no such province; give its name, such as 'Bạc Liêu'; did you mean 'Bạc Liêu'"),
        (["docs", "--type", "ke hoachh"], "no such kind of document; give a name, or KH and the like; did you mean 'Kế hoạch'"),
        (["docs", "--year", "22"], "year: '22' is no year; for example 2022"),
        (["tasks", "--due-before", "31/13/2025"], "is no date; for example 2025-12-31, 31/12/2025, 12/2025"),
        (["query", "run", "tasks-by-leed"], "; did you mean 'tasks-by-lead'"),
        (["sparql", "SELECT * { ?s a no:Task }"], "a prefix is not declared; begin with: PREFIX name: <…>"),
    ],
    ids=lambda each: " ".join(each)[:60] if isinstance(each, list) else None,
)  # fmt: skip
def test_one_line_says_what_to_do(words: list[str], says: str, on_samples: Chidao) -> None:
    done = on_samples(*words)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("chidao: ")
    assert says in line


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("31/12/2024", "2024-12-31"), ("1/4/2024", "2024-04-01"), ("12/2024", "2024-12-01"), ("quý IV/2030", "2030-10-01"),
     ("2031", "2031-01-01")],
)  # fmt: skip
def test_dates_as_people_write_them(typed: str, iso: str, on_samples: Chidao) -> None:
    assert on_samples("tasks", "--due-before", typed, "--csv").stdout == on_samples("tasks", "--due-before", iso, "--csv").stdout
    assert on_samples("tasks", "--due-before", typed).stdout.endswith(f"nhiệm vụ / tasks, hạn trước / due before {iso}\n")


def test_usual_prefixes_need_no_declaration(on_samples: Chidao) -> None:
    short = "SELECT (COUNT(?t) AS ?n) { ?t a cd:Task ; cd:setBy/rdfs:label ?label }"
    long = f"PREFIX cd: <https://w3id.org/chidao/ont#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {short}"
    assert on_samples("sparql", short).stdout == on_samples("sparql", long).stdout
    assert int(on_samples("sparql", short, "--format", "csv").stdout.split()[1]) > 0


def test_csv_of_tasks_leaves_empty_cells_empty(on_samples: Chidao) -> None:
    rows = list(csv.DictReader(io.StringIO(on_samples("tasks", "--unassigned", "--csv").stdout)))
    assert rows
    assert {row["leads"] for row in rows} == {""}


def test_a_pipe_gets_whole_values_and_a_terminal_whole_numbers(on_samples: Chidao) -> None:
    piped = on_samples("docs", COLUMNS="50").stdout
    assert "…" not in "".join(line for line in piped.splitlines() if "34/KH-UBND" in line)
    known = json.loads(on_samples("docs", "--json", "--limit", "0").stdout)["count"]
    assert len(piped.splitlines()) == 2 + known  # a file may hold several documents
    [row] = [line for line in piped.splitlines() if "34/KH-UBND" in line]
    assert "11-NQ/TU" in row  # the end of its title


def on_terminal(command: list[str], environment: dict[str, str]) -> str:
    """What a command prints where its output is a terminal."""
    above, below = pty.openpty()
    with subprocess.Popen(command, stdout=below, stderr=below, stdin=subprocess.DEVNULL, env=environment) as process:
        os.close(below)
        parts = []
        while True:
            try:
                part = os.read(above, 1 << 16)
            except OSError:  # Linux says so at the end of a terminal
                break
            if not part:
                break
            parts.append(part)
        assert process.wait(60) == 0
    os.close(above)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_numbers_are_whole_on_a_narrow_terminal(root: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(root), "CHIDAO_STORE": str(tmp_path)}
    command = [sys.executable, "-m", "cli"]
    subprocess.run([*command, "build", root / "samples"], env=environment, check=True, capture_output=True)
    said = subprocess.run([*command, "docs", "--json"], env=environment, check=True, capture_output=True, text=True)
    numbers = whole("\n".join(row["label"] for row in json.loads(said.stdout)["rows"]))
    assert len(numbers) > 5
    for columns in (40, 64, 90, 120):
        shown = on_terminal([*command, "docs"], environment | {"COLUMNS": str(columns)})
        assert whole(shown) == numbers
        assert "…" in shown or columns < 64  # titles are cut, or listed


def whole(shown: str) -> list[str]:
    """The numbers of plans that stand in one piece."""
    return sorted(set(re.findall(r"(?<!\S)([0-9]+)/KH-UBND(?!\S)", shown)))


def test_one_that_was_read_is_meant_before_a_bare_number(chidao: Chidao, tmp_path: Path) -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH BẠC LIÊU\nSố: {}/KH-UBND\nBạc Liêu, ngày 02 tháng 3 năm 2022\nKẾ HOẠCH\nTrồng cây\n"
    (tmp_path / "a.txt").write_text(head.format(7) + "1. Sở Y tế chủ trì trồng cây.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Sở Y tế trồng cây theo Kế hoạch số 7/KH-UBND ở mọi nơi.\n", encoding="utf-8")
    store = str(tmp_path / "store")
    assert chidao("build", tmp_path / "a.txt", tmp_path / "b.txt", "--store", store).returncode == 0
    done = chidao("tasks", "--doc", "7/KH-UBND", "--store", store)
    assert (done.returncode, "chủ trì: Sở Y tế" in done.stdout) == (0, True)
    [line] = done.stderr.splitlines()
    assert "left aside, cited without issuer and date: https://" in line


def test_of_a_row_of_a_table_the_words_of_the_task_are_shown_and_years_are_said_in_words(chidao: Chidao, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH BẠC LIÊU\nSố: 7/KH-UBND\nBạc Liêu, ngày 02 tháng 3 năm 2022\nKẾ HOẠCH\nTrồng cây\n\nPHỤ LỤC\n\n"
        "| STT | Công việc | Chủ trì | Phối hợp | Thời hạn |\n|---|---|---|---|---|\n"
        "| 1 | Trồng cây quanh trạm y tế | Sở Y tế | Sở Tài chính | Hằng năm |\n"
        "| 2 | Trồng cây quanh trường học | Sở Nội vụ | Sở Tài chính | Trước ngày 30/6/2022 |\n",
        encoding="utf-8",
    )
    store = str(tmp_path / "store")
    assert chidao("build", tmp_path / "a.md", "--store", store).returncode == 0
    shown = chidao("tasks", "--doc", "7/KH-UBND", "--store", store).stdout
    assert "\n      Trồng cây quanh trạm y tế\n" in shown
    assert "chủ trì: Sở Y tế | phối hợp: Sở Tài chính | hạn: hằng năm" in shown
    assert "hạn: 2022-06-30" in shown


def test_search_says_which_documents_are_only_cited_and_says_names_once(on_samples: Chidao) -> None:
    shown = on_samples("search", "72-KL/TW").stdout
    [line] = [line for line in shown.splitlines() if line.startswith("Kết luận 72-KL/TW · ")]
    assert line.endswith("· chỉ được dẫn chiếu / only cited")
    assert not [line for line in shown.splitlines() if line != line.rstrip()]


def test_stats_tell_what_was_read_from_what_is_only_cited(on_samples: Chidao) -> None:
    found = json.loads(on_samples("stats", "--json").stdout)
    read, cited = found["documents"]["read"], found["documents"]["cited"]
    assert read == len(json.loads(on_samples("docs", "--json").stdout)["rows"])
    assert read + cited == int(found["classes"]["Document"])
    assert f"{read} văn bản đã đọc / documents read, {cited} chỉ" in on_samples("stats").stdout


def test_show_names_the_file(on_samples: Chidao) -> None:
    assert "fileName: 34-kh-ubnd-bac-lieu.txt" in on_samples("show", "34/KH-UBND").stdout


def test_extract_of_a_folder_says_what_to_do(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("extract", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path}: a folder; name its files, or make a graph of it: chidao build {tmp_path}\n"


def test_version(chidao: Chidao) -> None:
    assert re.fullmatch(r"chidao \d+\.\d+\.\d+\n", chidao("--version").stdout)


@pytest.mark.parametrize("verb", ["build", "extract"])
def test_help_names_every_format(verb: str, chidao: Chidao) -> None:
    said = chidao(verb, "--help").stdout
    assert [each.name for each in FORMATS if each.suffixes[0] not in said] == []


def test_ctrl_c_in_a_build_says_that_the_last_graph_stays(root: Path, tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(f"KẾ HOẠCH\n1. Sở Y tế chủ trì việc {number}.\n" * 40, encoding="utf-8")
    command = [sys.executable, "-m", "cli", "build", str(tmp_path), "--store", str(tmp_path / "store"), "--workers", "1"]
    with subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        end = time.monotonic() + 60
        while not (tmp_path / "store" / "cache").exists() and time.monotonic() < end:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == (
        "chidao: stopped; the last graph stays as it was, and what was read is kept: run the same command to go on\n"
    )
