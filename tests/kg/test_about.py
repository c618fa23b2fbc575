"""What a central body's document about one province says: bodies of a province and works are those of that one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generations
from queries.run import ask

HEAD = """VĂN PHÒNG CHÍNH PHỦ
Số: 17/TB-VPCP
Hà Nội, ngày 02 tháng 3 năm 2024
THÔNG BÁO
Kết luận của Phó Thủ tướng Chính phủ Trần Hòa Bình tại buổi làm việc với {whom}
Phó Thủ tướng Chính phủ yêu cầu tập trung thực hiện các nhiệm vụ sau:
1. Thường trực Tỉnh ủy chỉ đạo trồng rừng phòng hộ ven biển.
2. Ủy ban nhân dân tỉnh đầu tư xây dựng cầu Suối Lim.
3. Bộ Y tế hướng dẫn tẩy giếng khoan.
"""


@pytest.mark.parametrize(
    ("whom", "party", "committee", "provinces"),
    [
        ("Ban Thường vụ Tỉnh ủy Bạc Liêu", "Thường trực Tỉnh ủy Bạc Liêu", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu"),
        ("lãnh đạo tỉnh Bạc Liêu về cấp nước", "Thường trực Tỉnh ủy Bạc Liêu", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu"),
        ("lãnh đạo các tỉnh Bạc Liêu, Cà Mau", "Thường trực Tỉnh ủy", "Ủy ban nhân dân tỉnh", ""),
        ("các bộ, ngành về cấp nước", "Thường trực Tỉnh ủy", "Ủy ban nhân dân tỉnh", ""),
    ],
)  # fmt: skip
def test_it_is_the_province_of_the_title(whom: str, party: str, committee: str, provinces: str, tmp_path: Path) -> None:
    (tmp_path / "17.txt").write_text(HEAD.format(whom=whom), encoding="utf-8")
    build([tmp_path / "17.txt"], Settings.from_environment({}, store=tmp_path / "store", workers=1))
    with Generations(tmp_path / "store").open() as generation:
        agents = {
            row["path"]: row["agent"]
            for task in ask(generation, "tasks").dicts()
            for row in ask(generation, "task-evidence", {"task": task["task"]}).dicts()
            if row["agent"]
        }
        labels = {path: ask(generation, "agency", {"agency": iri}).dicts()[0]["label"] for path, iri in agents.items()}
        assert labels == {"1": party, "2": committee, "3": "Bộ Y tế"}
        (work,) = ask(generation, "projects").dicts()
        assert (work["label"], work["provinces"]) == ("Cầu Suối Lim", provinces)
