"""Until when a plan is one for: the years that it plans for itself, not those of what it carries out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generation, Generations
from queries import lookup
from queries.validity import validity

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN

Số: {number}/KH-UBND

Bắc Kạn, ngày 02 tháng 3 năm 2022

KẾ HOẠCH

Thực hiện Chương trình trồng tràm {title}

I. MỤC TIÊU

{goal}

II. NHIỆM VỤ

1. {task}
"""
SHORT, VISION = "giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025, tầm nhìn đến năm 2030"
GOAL, LATE_GOAL = "- Trồng tràm ở bờ kênh.", "- Đến năm 2028, tỷ lệ che phủ rừng đạt 45%."
TASK, LATE_TASK = "Sở Y tế chủ trì trồng tràm.", "Sở Y tế chủ trì trồng tràm, hoàn thành trước ngày 30/6/2027."
# Title, goal and task of a plan, and the last year in which it is not over.
PLANS = [
    (SHORT, GOAL, TASK, 2025),
    (VISION, GOAL, TASK, 2030),
    (SHORT, LATE_GOAL, TASK, 2028),
    (SHORT, GOAL, LATE_TASK, 2027),
    (VISION, LATE_GOAL, LATE_TASK, 2030),
]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("plans")
    for number, (title, goal, task, _) in enumerate(PLANS, start=1):
        text = PLAN.format(number=number, title=title, goal=goal, task=task)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    build([folder], Settings.from_environment({}, store=folder / "store"))
    with Generations(folder / "store").open() as generation:
        yield generation


@pytest.mark.parametrize("number", range(1, len(PLANS) + 1))
def test_a_plan_is_over_after_the_last_year_that_it_plans_for(plans: Generation, number: int) -> None:
    iri, last = lookup.document(plans.search, f"{number}/KH-UBND").iri, PLANS[number - 1][3]
    for year in range(2024, 2033):
        told = [(row["state"], row["lastYear"]) for row in validity(plans, [iri], f"{year}-01-01").get(iri, [])]
        assert told == ([("over", str(last))] if year > last else []), year
