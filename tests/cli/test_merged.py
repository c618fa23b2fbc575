"""A province is asked for by its name of today: what its documents from before 1 July 2025 stand under is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Chidao

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BÌNH ĐỊNH
Số: 12/KH-UBND
Bình Định, ngày 05 tháng 03 năm 2024
KẾ HOẠCH
Trồng cây ven đê
1. Giao Sở Y tế chủ trì đếm cây.
2. Các sở cùng nhau tổ chức thực hiện:
"""


@pytest.fixture(scope="module")
def store(chidao: Chidao, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("merged")
    (folder / "12.txt").write_text(PLAN, encoding="utf-8")
    done = chidao("build", folder / "12.txt", "--store", folder / "store")
    assert done.returncode == 0, done.stderr
    return folder / "store"


@pytest.mark.parametrize("verb", ["tasks", "docs", "projects", "targets"])
def test_of_a_province_of_today_the_old_names_are_said(verb: str, chidao: Chidao, store: Path) -> None:
    done = chidao(verb, "--province", "gia lai", CHIDAO_STORE=str(store))
    assert "Gia Lai: nay gồm cả Bình Định (2025-06-30)" in done.stderr


@pytest.mark.parametrize("province", ["Bình Định", "Huế", "Cà Mau"])
def test_nothing_is_said_where_no_document_stands_under_another_name(province: str, chidao: Chidao, store: Path) -> None:
    done = chidao("tasks", "--province", province, CHIDAO_STORE=str(store))
    assert (done.returncode, done.stderr) == (0, "")


def test_it_is_a_note_of_the_answer_in_json(chidao: Chidao, store: Path) -> None:
    done = chidao("tasks", "--province", "Gia Lai", "--json", CHIDAO_STORE=str(store))
    assert json.loads(done.stdout)["notes"] == [done.stderr.strip().removeprefix("chidao: ")]


def test_a_plan_whose_file_breaks_off_is_said_to(chidao: Chidao, store: Path) -> None:
    done = chidao("query", "run", "read-with-doubt", "--json", CHIDAO_STORE=str(store))
    assert [(row["path"], row["flag"]) for row in json.loads(done.stdout)["rows"]] == [("2", "cut-off")]
