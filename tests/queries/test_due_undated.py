"""What comes back in a document without a date: on its day in each year that is asked for, and only there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generation, Generations
from queries.outputs.calendar import calendar
from queries.run import ask

PLAN = """ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU

KẾ HOẠCH
Cấp nước sạch cho các xã ven biển {title}

I. TỔ CHỨC THỰC HIỆN
1. Sở Y tế báo cáo kết quả về UBND tỉnh trước ngày {day}.
"""


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    folder, store = tmp_path_factory.mktemp("undated"), tmp_path_factory.mktemp("store")
    (folder / "year.txt").write_text(PLAN.format(title="khó khăn", day="29 tháng 02 hằng năm"), encoding="utf-8")
    (folder / "month.txt").write_text(PLAN.format(title="xa bờ", day="31 hằng tháng"), encoding="utf-8")
    (folder / "end.txt").write_text(PLAN.format(title="giai đoạn 2021-2025", day="10/12 hằng năm"), encoding="utf-8")
    build([folder], Settings.from_environment({}, store=store))
    with Generations(store).open() as generation:
        yield generation


def days(generation: Generation, recurs: str, first: str, last: str) -> list[str]:
    rows = ask(generation, "due", {"from": first, "to": last}, 0).dicts()
    return sorted({row["day"] for row in rows if row["recurs"] == recurs})


def test_each_year_of_the_interval_that_has_the_day(undated: Generation) -> None:
    assert days(undated, "--02-29", "2023-03-01", "2032-02-29") == ["2024-02-29", "2028-02-29", "2032-02-29"]


def test_each_month_of_the_interval_on_its_last_day_at_most(undated: Generation) -> None:
    assert days(undated, "---31", "2023-12-31", "2024-04-29") == [
        "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31",
    ]  # fmt: skip


def test_where_the_plan_states_its_years_they_hold(undated: Generation) -> None:
    assert days(undated, "--12-10", "2024-01-01", "2030-12-31") == ["2024-12-10", "2025-12-10"]


def test_an_interval_longer_than_any_plan_has_none(undated: Generation) -> None:
    assert days(undated, "--02-29", "2000-01-01", "2050-01-01") == []
    assert len(days(undated, "--02-29", "2000-01-01", "2049-12-31")) == 13


def test_a_calendar_of_an_interval_has_them_and_one_of_none_counts_them(undated: Generation) -> None:
    made = calendar(undated, {"from": "2024-01-01", "to": "2024-12-31"}, "x")
    assert made.days == 1 + 12 + 1
    assert made.dayless == 0
    every = calendar(undated, {}, "x")
    assert every.days == 5  # of the plan that states its years, 2021 to 2025
    assert every.dayless >= 2
