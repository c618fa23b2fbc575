"""What is doubtful is listed with its candidates; several documents of one number are listed with how to choose; a former
IRI answers."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pyoxigraph import Store

from kg.names import write_names
from kg.store.generations import SEARCH
from queries.commands.correct import _known
from queries.run import QueryError
from tests.cli.conftest import Chidao
from tests.kg.letters import ROADS, WELLS, hard_ones, plan, resolution

BASE = "https://w3id.org/chidao/"
PLANS = f"{BASE}doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch"
ELEVEN = f"{BASE}doc/tỉnh-ủy-bạc-liêu/nghị-quyết/2020-2025/11-nq-tu"


def put(folder: Path, *names: str) -> Path:
    for name in names or hard_ones():
        (folder / name).write_text(hard_ones()[name], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(chidao: Chidao, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a store of hard documents."""
    place = tmp_path_factory.mktemp("hard-store")
    done = chidao("build", put(tmp_path_factory.mktemp("hard")), "--store", place)
    assert done.returncode == 0, done.stderr
    return {"CHIDAO_STORE": str(place)}


def rows(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    assert found["count"] == len(found["rows"])
    return list(found["rows"])


def test_doubts_come_worst_first_with_words_candidates_and_what_would_settle_them(
    chidao: Chidao, store: dict[str, str]
) -> None:
    found = rows(chidao("resolve", "--json", **store).stdout)
    assert [row["confidence"] for row in found] == sorted(row["confidence"] for row in found)
    several = next(row for row in found if row["reasons"] == ["several-fit"])
    assert several["quote"] == "Kế hoạch số 34/KH-UBND"
    assert (several["file"], several["documentLabel"]) == ("undated.txt", "Kế hoạch 72/KH-UBND")
    assert {c["document"] for c in several["candidates"]} == {f"{PLANS}/2022/34-kh-ubnd", f"{PLANS}/2023/34-kh-ubnd"}
    assert all(0 < c["score"] < 1 and c["against"] for c in several["candidates"])
    assert all(row["settle"] and row["doubt"] for row in found)
    kinds = {reason for row in found for reason in row["reasons"]}
    assert kinds >= {"too-little", "year-differs", "date-differs", "later-than-citing", "place-unknown", "date-suspect"}
    said = chidao("resolve", **store).stdout
    assert "nhiều văn bản phù hợp / several fit" in said
    assert said.count("\n     ? ") == sum(len(row["candidates"]) for row in found)
    assert said.endswith(f"{len(found)} điều còn ngờ / doubts\n")


def test_resolve_narrows_and_pages(chidao: Chidao, store: dict[str, str]) -> None:
    everything = rows(chidao("resolve", "--json", "--limit", "0", **store).stdout)
    first = json.loads(chidao("resolve", "--json", "--limit", "2", **store).stdout)
    assert (first["rows"], first["truncated"]) == (everything[:2], True)
    one = rows(chidao("resolve", "--json", "--doc", "72/KH-UBND", **store).stdout)
    assert one == [row for row in everything if row["document"] == f"{PLANS}/2023/72-kh-ubnd"]
    sure = rows(chidao("resolve", "--json", "--min-confidence", "0.8", **store).stdout)
    assert sure == [row for row in everything if row["confidence"] >= 0.8]
    table = list(csv.DictReader(io.StringIO(chidao("resolve", "--csv", **store).stdout)))
    assert [float(row["confidence"]) for row in table] == [row["confidence"] for row in everything]
    assert any("34-kh-ubnd (0.45)|" in row["candidates"] for row in table)


NO_DAY = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

KẾ HOẠCH

Trồng tràm giữ bờ kênh

I. NHIỆM VỤ

1. Sở Y tế tỉnh Cà Mau chủ trì trồng tràm.

2. Sở Y tế tỉnh Cà Mau chủ trì đếm tràm.
"""
SLIP = """1. Sở Nôi vụ chủ trì trồng tràm.

2. Sở Nôi vụ chủ trì đếm tràm."""
FILLED = {"date": "2/1/2022", "issuer": "Thủ tướng Chính phủ", "province": "Bạc Liêu",
          "lead": "Sở Y tế thành phố Hà Nội", "support": "Sở Tài chính thành phố Hà Nội"}  # fmt: skip


def pasted(text: str) -> list[list[str]]:
    """The calls that are shown, as a shell takes them apart, with blanks filled in."""
    calls = [shlex.split(line)[1:] for line in text.splitlines() if line.startswith("     chidao correct ")]
    return [[FILLED[call[1]] if part.startswith("<") else part for part in call] for call in calls]


@pytest.mark.slow
def test_the_lines_that_settle_a_doubt_can_be_pasted(chidao: Chidao, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    folder, store = put(tmp_path / "in"), {"CHIDAO_STORE": str(tmp_path / "store")}
    (folder / "no-day.txt").write_text(NO_DAY, encoding="utf-8")
    (folder / "slip.txt").write_text(f"{plan('Bạc Liêu', 81, '13/05/2023')}\n\n{SLIP}", encoding="utf-8")
    assert chidao("build", folder, **store).returncode == 0
    before = rows(chidao("resolve", "--json", "--limit", "0", **store).stdout)
    kinds = {reason for row in before for reason in row["reasons"]}
    assert kinds >= {"several-fit", "too-little", "place-unknown", "place-undated", "misspelt", "date-missing", "year-differs"}
    assert all(row["correct"] for row in before)
    by_reason = {row["reasons"][0]: row for row in before}
    # All that one day of a document settles is one doubt, all places of a misspelt name are one.
    assert [place["path"] for place in by_reason["place-undated"]["places"]] == ["I/1", "I/2"]
    assert [place["path"] for place in by_reason["misspelt"]["places"]] == ["I/1.2", "I/2"]
    assert len(by_reason["several-fit"]["correct"]) == len(by_reason["several-fit"]["candidates"]) == 2
    shown = chidao("resolve", "--limit", "0", **store).stdout
    assert "tên viết sai một chữ cái / misspelt (2 chỗ / places)" in shown
    assert {line for row in before for line in row["correct"]} >= {
        shlex.join(["chidao", *call]) for call in pasted(shown) if not set(FILLED.values()) & set(call)
    }
    assert chidao("correct", "issuer", "<cơ quan / issuer>", "--doc", "81/KH-UBND", "--why", "x", **store).returncode == 2
    chosen = set()
    for call in pasted(shown):
        if call[1] == "target" and (call[4], call[6]) in chosen:
            continue  # of several candidates the first
        chosen.add((call[4], call[6]))
        done = chidao(*call, "--who", "Lan", **store)
        assert done.returncode == 0, (call, done.stderr)
    done = chidao("build", folder, **store)
    assert done.returncode == 0, done.stdout + done.stderr
    after = rows(chidao("resolve", "--json", "--limit", "0", **store).stdout)
    assert [(row["reasons"], row["quote"]) for row in after] == []


CENTRAL = """THỦ TƯỚNG CHÍNH PHỦ

Số: 9/KH-TTg

Hà Nội, ngày 02 tháng 3 năm 2024

KẾ HOẠCH

Trồng tràm giữ bờ kênh

I. NHIỆM VỤ

1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính:

a) Trồng tràm ở bờ kênh lớn.

b) Đếm tràm ở bờ kênh nhỏ.

2. Bộ Y tế chủ trì, phối hợp với Sở Y tế, Sở Tài chính rửa giếng làng.

II. CHẾ ĐỘ BÁO CÁO

1. Sở Nội vụ báo cáo kết quả về Bộ Nội vụ trước ngày 15 tháng 12 hằng năm.
"""


@pytest.mark.slow
def test_each_line_names_the_task_and_the_role_that_it_is_about(chidao: Chidao, tmp_path: Path) -> None:
    (tmp_path / "9.txt").write_text(CENTRAL, encoding="utf-8")
    store = {"CHIDAO_STORE": str(tmp_path / "store")}
    assert chidao("build", tmp_path / "9.txt", **store).returncode == 0
    shown = chidao("resolve", "--limit", "0", **store).stdout
    calls = pasted(shown)
    assert len({tuple(call) for call in calls}) == len(calls)
    told = {(call[1], call[call.index("--path") + 1]) for call in calls if "--no" in call}
    assert told >= {("lead", "I/1/a"), ("lead", "I/1/b"), ("support", "I/1/a"), ("support", "I/2")}
    assert ("lead", "I/2") not in told
    assert not any(path == "I/1" for _, path in told)
    for call in calls:
        done = chidao(*call, "--who", "Lan", **store)
        assert done.returncode == 0, (call, done.stderr)
    done = chidao("build", tmp_path / "9.txt", **store)
    assert (done.returncode, "corrections, all of them fit" in done.stdout) == (0, True), done.stdout + done.stderr
    tasks = {row["path"]: (row["leads"], row["supports"]) for row in rows(chidao("tasks", "--json", **store).stdout)}
    hanoi = ["Sở Y tế thành phố Hà Nội"], ["Sở Tài chính thành phố Hà Nội"]
    assert tasks["I/1/a"] == tasks["I/1/b"] == hanoi
    assert tasks["I/2"][0] == ["Bộ Y tế"]
    left = rows(chidao("resolve", "--json", **store).stdout)
    # Of reports nothing can be corrected, so there is nothing to paste.
    assert [(row["quote"], row["correct"]) for row in left] == [("Sở Nội vụ", [])]


KNOWN = [
    ("Sở Y tế thành phố Hà Nội", True),
    ("Sở Y tế Hà Nội", True),
    ("Công an tỉnh Cà Mau", True),
    ("Sở Bánh kẹo thành phố Hà Nội", False),
    ("Sở Y tê thành phố Hà Nội", False),
]


@pytest.mark.parametrize(("name", "known"), KNOWN)
def test_an_agency_is_known_by_its_kind_and_its_place(tmp_path: Path, name: str, known: bool) -> None:
    folder = tmp_path / "generation"
    folder.mkdir()
    write_names(folder, Store())
    found = SimpleNamespace(search=folder / SEARCH)
    if known:
        _known(found, name)  # type: ignore[arg-type]
    else:
        with pytest.raises(QueryError, match="--new"):
            _known(found, name)  # type: ignore[arg-type]


def test_central_bodies_of_central_documents_are_no_doubt(chidao: Chidao, tmp_path: Path) -> None:
    text = """THỦ TƯỚNG CHÍNH PHỦ

Số: 9/CĐ-TTg

Hà Nội, ngày 02 tháng 3 năm 2024

CÔNG ĐIỆN

Về việc trồng tràm

1. Ban Chỉ đạo Trung ương về trồng tràm chủ trì đếm tràm.

2. Sở Y tế chủ trì trồng tràm.
"""
    (tmp_path / "9.txt").write_text(text, encoding="utf-8")
    store = {"CHIDAO_STORE": str(tmp_path / "store")}
    assert chidao("build", tmp_path / "9.txt", **store).returncode == 0
    found = rows(chidao("resolve", "--json", **store).stdout)
    assert [(row["reasons"], row["quote"]) for row in found] == [(["place-unknown"], "Sở Y tế")]


def test_a_number_that_several_bear_is_listed_with_how_to_choose_each(chidao: Chidao, store: dict[str, str]) -> None:
    done = chidao("lineage", "11-NQ/TU", **store)
    assert done.returncode == 2
    for place, iri in (("Bạc Liêu", ELEVEN), ("Bắc Kạn", ELEVEN.replace("bạc-liêu", "bắc-kạn"))):
        assert iri in done.stderr
        assert f"choose it with: '11-NQ/TU {place}'" in done.stderr
        chosen = json.loads(chidao("lineage", f"11-NQ/TU {place}", "--json", **store).stdout)
        assert chosen["document"]["iri"] == iri


def lineage(chidao: Chidao, store: dict[str, str], *more: str) -> dict[str, float]:
    found = json.loads(chidao("lineage", "11-NQ/TU Bạc Liêu", "--json", *more, **store).stdout)
    return {step["to"].removeprefix(f"{PLANS}/"): step["confidence"] for step in found["down"]}


def test_steps_of_a_lineage_say_how_sure_they_are(chidao: Chidao, store: dict[str, str]) -> None:
    everything = lineage(chidao, store)
    assert everything["2022/34-kh-ubnd"] == 1
    assert everything["2023/74-kh-ubnd"] == 0.8  # its date is a slip of the month
    assert everything["2023/75-kh-ubnd"] == 0.6  # carries out that of 2022, which it dates 2021
    assert lineage(chidao, store, "--min-confidence", "0.95") == {"2022/34-kh-ubnd": 1}
    assert lineage(chidao, store, "--only-doubtful") == everything
    assert "còn ngờ / doubtful (0.8)" in chidao("lineage", "11-NQ/TU Bạc Liêu", **store).stdout


def test_lists_leave_out_what_is_doubtful_or_all_else(chidao: Chidao, store: dict[str, str]) -> None:
    def documents(*more: str) -> set[str]:
        return {row["document"] for row in rows(chidao("docs", "--json", *more, **store).stdout)}

    everything, doubtful = documents(), documents("--only-doubtful")
    assert f"{PLANS}/2022/34-kh-ubnd" in everything - doubtful
    assert {f"{PLANS}/2023/72-kh-ubnd", f"{PLANS}/2023/74-kh-ubnd"} <= doubtful
    assert documents("--min-confidence", "1") == everything - doubtful
    tasks = rows(chidao("tasks", "--json", **store).stdout)
    unsure = rows(chidao("tasks", "--json", "--only-doubtful", **store).stdout)
    assert [row["documentLabel"] for row in unsure] == ["Kế hoạch Trồng tre giữ bờ kênh"]
    left = rows(chidao("tasks", "--json", "--min-confidence", "0.6", **store).stdout)
    assert [row["task"] for row in left] == [row["task"] for row in tasks if row not in unsure]
    cited = {row["document"] for row in rows(chidao("docs", "--cited", "--only-doubtful", "--json", **store).stdout)}
    assert f"{PLANS}/2023/72-kh-ubnd/cited/34-kh-ubnd" in cited
    wrong = chidao("tasks", "--min-confidence", "2", **store)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_the_iri_of_a_stub_still_answers_when_the_document_has_come(chidao: Chidao, tmp_path: Path) -> None:
    store = {"CHIDAO_STORE": str(tmp_path / "store")}
    folder = tmp_path / "in"
    folder.mkdir()
    assert chidao("build", put(folder, "34-bl-2023.txt"), **store).returncode == 0
    old = f"{PLANS}/2023/34-kh-ubnd/cited/11-nq-tu"
    assert json.loads(chidao("show", old, "--json", **store).stdout)["document"]["iri"] == old
    assert chidao("build", put(folder, "34-bl-2023.txt", "nq-bl.txt"), **store).returncode == 0
    shown = chidao("show", old, "--json", **store)
    assert json.loads(shown.stdout)["document"]["iri"] == ELEVEN
    assert f"a former IRI; now {ELEVEN}" in shown.stderr
    down = json.loads(chidao("lineage", old, "--json", **store).stdout)["down"]
    assert [step["to"] for step in down] == [f"{PLANS}/2023/34-kh-ubnd"]
    free = chidao("sparql", f"SELECT ?n {{ <{old}> cd:number ?n }}", "--format", "csv", **store)
    assert free.stdout.split() == ["n", "11-NQ/TU"]
    assert "a former IRI" in free.stderr
    said = f"SELECT ?now {{ <{old}> <http://purl.org/dc/terms/isReplacedBy> ?now }}"
    assert ELEVEN in chidao("sparql", said, "--format", "csv", **store).stdout
    assert chidao("build", put(tmp_path / "in", "34-bl-2023.txt"), **store).returncode == 0
    (folder / "nq-bl.txt").unlink()
    assert chidao("build", folder, **store).returncode == 0
    assert json.loads(chidao("show", old, "--json", **store).stdout)["document"]["iri"] == old


@pytest.mark.slow
def test_other_documents_of_the_numbers_leave_a_real_lineage_as_it_is(
    chidao: Chidao, on_seeds: Chidao, shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    shutil.copytree(shared / "seeds", folder)
    (folder / "other.txt").write_text(resolution("Bắc Kạn", 11, "15/10/2021", WELLS), encoding="utf-8")
    other = plan("Bạc Liêu", 34, "20/02/2023", f"Kế hoạch số 9/KH-UBND ngày 11/01/2023 của UBND tỉnh về {ROADS}")
    (folder / "again.txt").write_text(other, encoding="utf-8")
    store = {"CHIDAO_STORE": str(tmp_path / "store")}
    assert chidao("build", folder, **store).returncode == 0
    for before, after in (("13-NQ/TW", "13-NQ/TW"), ("11-NQ/TU", "11-NQ/TU Bạc Liêu"), ("34/KH-UBND", "34/KH-UBND 2022")):
        found = [json.loads(ask("lineage", said, "--json", **more).stdout)
                 for ask, said, more in ((on_seeds, before, {}), (chidao, after, store))]  # fmt: skip
        assert found[0] == found[1]
    listed = chidao("lineage", "11-NQ/TU", **store).stderr
    assert listed.count("choose it with:") == 2
