"""Why somebody leads what a document sets, and why a document goes to whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Chidao

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

Số: 5/KH-UBND

Bạc Liêu, ngày 01 tháng 3 năm 2022

KẾ HOẠCH

Sửa chữa giếng làng

I. NHIỆM VỤ

1. Sở Y tế chủ trì, phối hợp với Sở Tài chính sửa chữa giếng làng.

2. Sở Tài chính chủ trì đếm giếng làng.

Nơi nhận:
- Hội Đào giếng tỉnh;
- Đội Gàu nước tỉnh;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Giếng
"""
ONT = "https://w3id.org/chidao/ont#"


@pytest.fixture(scope="module")
def store(chidao: Chidao, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a store of one plan."""
    folder: Path = tmp_path_factory.mktemp("why")
    (folder / "5.txt").write_text(PLAN, encoding="utf-8")
    done = chidao("build", folder / "5.txt", "--store", folder / "store")
    assert done.returncode == 0, done.stderr
    return {"CHIDAO_STORE": str(folder / "store")}


def rows(done: Any) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout)["rows"])


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (("5/KH-UBND", "Sở Y tế"), [("I/1", "ledBy")]),
        (("Sở Y tế", "5/KH-UBND"), [("I/1", "ledBy")]),
        (("5/KH-UBND", "Sở Tài chính tỉnh Bạc Liêu"), [("I/1", "supportedBy"), ("I/2", "ledBy")]),
    ],
)
def test_why_an_agency_of_a_document(
    terms: tuple[str, str], found: list[tuple[str, str]], chidao: Chidao, store: dict[str, str]
) -> None:
    made = rows(chidao("why", *terms, "--json", **store))
    said = [(row["subject"].partition("5-kh-ubnd/")[2].removesuffix("#task"), row["predicate"].removeprefix(ONT)) for row in made]
    assert said == found
    assert all(row["rule"] and row["because"][0]["words"][0]["quote"] in ("Sở Y tế", "Sở Tài chính") for row in made)


def test_an_agency_that_is_not_in_the_document(chidao: Chidao, store: dict[str, str]) -> None:
    done = chidao("why", "5/KH-UBND", "Sở Nội vụ", **store)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_each_recipient_has_its_own_words(chidao: Chidao, store: dict[str, str]) -> None:
    made = {row["object"]: row for row in rows(chidao("why", "5/KH-UBND", "--json", **store)) if row["predicate"] == f"{ONT}recipient"}
    assert len(made) >= 2
    for value, row in made.items():
        assert [" ".join(words["quote"].strip("-; .").split()) for words in row["words"]] == [value]
    name = next(value for value in made if "Gàu" in value)
    shown = chidao("why", "5/KH-UBND", "recipient", name, **store).stdout
    assert shown.count("«") == 1
    assert "Đào giếng" not in shown
