"""The digests of samples/ state the same facts as the documents they are of: what a newcomer sees is what is so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SO_GTVT = "Sở Giao thông vận tải"
MARK = "Bản tóm lược do dự án Chỉ Đạo viết lại để chạy thử, không phải văn bản gốc"

# file -> number, issuer, date
HEADS = {
    "34-kh-ubnd-bac-lieu.txt": ("34/KH-UBND", "Ủy ban nhân dân tỉnh Bạc Liêu", "2022-03-23"),
    "56-kh-ubnd-bac-kan.txt": ("56/KH-UBND", "Ủy ban nhân dân tỉnh Bắc Kạn", "2024-01-29"),
    "ke-hoach-ubnd-binh-dinh.md": (None, "Ủy ban nhân dân tỉnh Bình Định", None),
    "208-kh-ubnd-tuyen-quang.txt": ("208/KH-UBND", "Ủy ban nhân dân tỉnh Tuyên Quang", "2024-11-20"),
    "6408-kh-ubnd-binh-duong.md": ("6408/KH-UBND", "Ủy ban nhân dân tỉnh Bình Dương", "2024-11-12"),
}
# file -> edges that must be among those found
EDGES = {
    "34-kh-ubnd-bac-lieu.txt": {("this", "implements", "11-NQ/TU|2021-11-12")},
    "56-kh-ubnd-bac-kan.txt": {
        ("this", "based_on", "37/2019/NĐ-CP|2019-05-07"),
        ("this", "based_on", "1288/QĐ-TTg|2023-11-03"),
        ("58/2023/NĐ-CP|2023-08-12", "amends", "37/2019/NĐ-CP|2019-05-07"),
        (
            "1288/QĐ-TTg|2023-11-03",
            "approves",
            "Quy hoạch tỉnh Bắc Kạn thời kỳ 2021 - 2030, tầm nhìn đến năm 2050|null",
        ),
    },
    "ke-hoach-ubnd-binh-dinh.md": {
        ("this", "implements", "94-KH/TU|2024-05-07"),
        ("94-KH/TU|2024-05-07", "implements", "72-KL/TW|2024-02-23"),
        ("72-KL/TW|2024-02-23", "continues", "13-NQ/TW|2012-01-16"),
        ("/QĐ-UBND|2024", "promulgates", "this"),
    },
    "208-kh-ubnd-tuyen-quang.txt": {
        ("this", "implements", "500-KH/TU|2024-07-22"),
        ("500-KH/TU|2024-07-22", "implements", "72-KL/TW|2024-02-23"),
        ("72-KL/TW|2024-02-23", "continues", "13-NQ/TW|2012-01-16"),
    },
    "6408-kh-ubnd-binh-duong.md": {
        ("this", "implements", "693/QĐ-TTg|2024-07-17"),
        ("693/QĐ-TTg|2024-07-17", "implements", "72-KL/TW|2024-02-23"),
        ("72-KL/TW|2024-02-23", "continues", "13-NQ/TW|2012-01-16"),
        ("this", "proposed_by", "2299/SKHĐT-TH|2024-08-20"),
        ("43/CTr-TU|2012-07-13", "implements", "13-NQ/TW|2012-01-16"),
        ("3001/KH-UBND|2012-10-17", "implements", "43/CTr-TU|2012-07-13"),
    },
}
# file -> dates by which work is due
DUE = {
    "34-kh-ubnd-bac-lieu.txt": {"--12-05", None},  # the yearly conference has no date
    "56-kh-ubnd-bac-kan.txt": {"2024-03-31", "--10-20", "--10-31"},
    "ke-hoach-ubnd-binh-dinh.md": {"--12-10"},
    "208-kh-ubnd-tuyen-quang.txt": {"2030"},
    "6408-kh-ubnd-binh-duong.md": set(),
}
# file -> tasks led by the department of transport
LED = {"34-kh-ubnd-bac-lieu.txt": 3, "208-kh-ubnd-tuyen-quang.txt": 2, "6408-kh-ubnd-binh-duong.md": 2}


@pytest.fixture(scope="module")
def found(root: Path) -> dict[str, dict[str, Any]]:
    """file -> extracted facts."""
    from loaders.extract import to_json
    from loaders.parse import parse
    from loaders.read import read

    return {name: to_json(parse(read(root / "samples" / name))) for name in HEADS}


def test_the_table_names_every_sample(root: Path) -> None:
    """A sample that no row checks may say anything."""
    files = {p.name for p in (root / "samples").iterdir() if p.is_file()}
    assert files == set(HEADS) | {"README.md"}


@pytest.mark.parametrize("name", HEADS)
def test_a_sample_says_that_it_is_a_digest(root: Path, found: dict[str, dict[str, Any]], name: str) -> None:
    """On its first line, and the reader does not take that line for a part of the document."""
    assert MARK in (root / "samples" / name).read_text(encoding="utf-8").split("\n")[0]
    text, provisions = found[name]["text"], found[name]["provisions"]
    assert provisions
    assert not any("tóm lược" in text[p["span"][0] : p["span"][1]] for p in provisions)


@pytest.mark.parametrize(("name", "head"), HEADS.items())
def test_head(found: dict[str, dict[str, Any]], name: str, head: tuple[str | None, str, str | None]) -> None:
    """Number, issuer, date."""
    stated = found[name]["document"]
    assert (stated["number"], stated["issuer"], stated["date"]) == head


@pytest.mark.parametrize(("name", "edges"), EDGES.items())
def test_relations(found: dict[str, dict[str, Any]], name: str, edges: set[tuple[str, str, str]]) -> None:
    """The chain from the Party's resolution down to the province."""
    stated = {(edge["from"], edge["type"], edge["to"]) for edge in found[name]["relations"]}
    assert edges <= stated


@pytest.mark.parametrize(("name", "due"), DUE.items())
def test_deadlines(found: dict[str, dict[str, Any]], name: str, due: set[str | None]) -> None:
    """Every date by which something is due, and no other."""
    assert {deadline["date"] for task in found[name]["tasks"] for deadline in task["deadline"]} == due


@pytest.mark.parametrize("name", HEADS)
def test_tasks_of_the_department_of_transport(found: dict[str, dict[str, Any]], name: str) -> None:
    """In three provinces, and with those who support it."""
    led = [task for task in found[name]["tasks"] if SO_GTVT in task["lead"]]
    assert len(led) == LED.get(name, 0)
    assert not led or any(task["support"] for task in led)
