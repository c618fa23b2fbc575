"""Deadlines in a provision's words: text and date of the document in, date, kind, period and recurrence out."""

from __future__ import annotations

import csv
import datetime
import time
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import DeadlineKind
from loaders.parse.deadlines import extract, find

DAY = "2025-11-14"  # of the document, a Friday

FILE = Path(__file__).with_name("deadlines.csv")


def rows() -> dict[str, list[tuple[str | None, ...]]]:
    """Words -> (quote, date, kind, due_from, due_by, recurs) of each deadline they state, of a document of `DAY`."""
    table: dict[str, list[tuple[str | None, ...]]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            told = table.setdefault(row.pop("words"), [])
            if row["quote"]:
                told.append(tuple(value or None for value in row.values()))
    return table


TABLE = rows()


@pytest.mark.parametrize(("words", "expected"), TABLE.items(), ids=[words[:48] for words in TABLE])
def test_table(words: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [(words[w.span.start : w.span.end], *w[1:]) for w in find(words, DAY)] == expected


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert sum(bool(told) for told in TABLE.values()) >= 80
    kinds = {one[2] for told in TABLE.values() for one in told}
    assert kinds == set(get_args(DeadlineKind))


# (words, ISO date of the document, due)
RELATIVE = [
    ("Báo cáo trước ngày 05/12.", "2025-12-06", "2026-12-05"),
    ("Báo cáo trước ngày 05/12.", "2025-12-05", "2025-12-05"),
    ("Báo cáo trước ngày 29/02.", "2025-12-06", "2028-02-29"),
    ("Báo cáo trước ngày 05/12.", None, None),
    ("Hoàn thành trong quý II.", "2024-07-01", "2025-06-30"),
    ("Hoàn thành trong tháng 8.", "2024-08-30", "2024-08-31"),
    ("Chậm nhất 20 ngày kể từ ngày ký.", "2024-02-20", "2024-03-11"),
    ("Chậm nhất 20 ngày kể từ ngày ký.", None, None),
    ("Chậm nhất 01 tháng kể từ ngày ban hành.", "2024-01-31", "2024-02-29"),
    ("Gửi trước ngày 31/3 năm sau.", "2025-02-10", "2026-03-31"),
    ("Chậm nhất 02 tuần kể từ ngày ban hành.", "2024-01-31", "2024-02-14"),
]


@pytest.mark.parametrize(("words", "day", "due"), RELATIVE)
def test_what_is_counted_from_the_documents_date(words: str, day: str | None, due: str | None) -> None:
    (found,) = find(words, day)
    assert (found.date, found.due_by) == (due, due)


def test_what_was_over_on_the_documents_date_is_no_deadline() -> None:
    assert find("Hoàn thành trước ngày 30/6/2025.", "2025-07-01") == []
    assert len(find("Hoàn thành trước ngày 30/6/2025.", "2025-06-30")) == 1


def test_a_whole_text_may_be_a_line_of_time() -> None:
    """The words after a label are read without it."""
    assert find("Quý I năm 2026", DAY, label=True)[0].date == "2026-03-31"
    assert find("từ 01/01/2026 đến 31/3/2026", DAY, label=True)[0][3:5] == ("2026-01-01", "2026-03-31")
    assert find("Quý I năm 2026 có 90 ngày", DAY) == []
    assert find("Theo tiến độ của Luật Cấp, thoát nước 2026", DAY, label=True) == []
    assert find("Theo Luật Cấp, thoát nước, xong năm 2026", DAY, label=True)[0].date == "2026"


def test_spans_count_from_where_the_words_stand() -> None:
    words = "Gửi trước ngày 01/12/2025"
    (found,) = extract(words, DAY, 100)
    assert (found.span.start - 100, found.span.end - 100) == (4, len(words))


GRAMMAR = """
trước ngày tháng năm quý hằng hàng chậm nhất đến hết trong vào hoàn thành xong thời gian thực hiện : , ; . - / và
các tiếp theo kể từ ban hành 31/12/2025 15/13 31/02/2026 2026 2026-2030 IV II/2026 05 12 25 6 đầu cuối làm việc định kỳ
giai đoạn số 12/KH-UBND mỗi 6 lần thường xuyên ngay sau khi thứ sáu tuần
"""


@given(st.lists(st.sampled_from(GRAMMAR.split()), max_size=30), st.sampled_from([None, DAY, "2024-02-29", "no date"]))
def test_any_row_of_its_own_words(words: list[str], day: str | None) -> None:
    """Nothing raises; spans lie in the text; a period does not end before it begins; twice is the same."""
    text = " ".join(words)
    found = find(text, day)
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.due_from is None or one.due_by is None or one.due_from <= one.due_by
        assert one.kind in get_args(DeadlineKind)
    assert find(text, day) == found


@given(st.text(alphabet="0123456789/.- ngàythángquýIVtrướcđến", max_size=60))
def test_any_digits(text: str) -> None:
    assert all(0 <= w.span.start < w.span.end <= len(text) for w in find(text, DAY))


@given(st.dates(min_value=datetime.date(2025, 11, 14), max_value=datetime.date(2045, 12, 31)))
def test_any_day_is_read_as_printed(day: datetime.date) -> None:
    for printed in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day:02} tháng {day.month} năm {day.year}",
    ):
        (found,) = find(f"Hoàn thành trước ngày {printed}.", DAY)
        assert found.due_by == day.isoformat()


@pytest.mark.parametrize(
    ("words", "each"),
    [
        ("thời gian: 1/12/2025 ", 1),
        ("trước ngày 1/12/2025, ", 1),
        ("hoàn thành trong năm 2026 ", 1),
        ("“1/12/2025” ", 0),
    ],
)
def test_long_rows_of_the_same_take_time_in_proportion(words: str, each: int) -> None:
    """With 8000 of them anything quadratic takes minutes."""
    began = time.process_time()
    assert len(find(words * 8000, DAY)) == each * 8000
    assert time.process_time() - began < 20


def test_what_goes_on_from_a_time_says_since_when() -> None:
    (since,) = find("Từ quý II/2027", DAY, label=True)
    assert (since.due_from, since.due_by) == ("2027-04-01", None)


# (a cell of a column of deadlines, dates and kinds)
CELLS = [
    ("2026", [("2026", "year")]),
    ("2026; 2027", [("2026", "year"), ("2027", "year")]),
    ("9/2026", [("2026-09-30", "by")]),
    ("15/9/2026", [("2026-09-15", "by")]),
    ("Quý I, II/2026", [("2026-03-31", "quarter"), ("2026-06-30", "quarter")]),
    ("Quý II - Quý IV năm 2026", [("2026-12-31", "quarter")]),
    ("Tháng 3-6/2026", [("2026-06-30", "by")]),
    ("Quý I/2026, quý III/2026", [("2026-03-31", "quarter"), ("2026-09-30", "quarter")]),
    ("Thường xuyên", [(None, "continuous")]),
    ("Nhiệm vụ thường xuyên", [(None, "continuous")]),
    ("Từ quý II/2027", [(None, "continuous")]),
    ("Từ tháng 5/2026, thường xuyên", [(None, "continuous")]),
    ("Từ tháng 5/2026 đến tháng 9/2026", [("2026-09-30", "by")]),
    ("Hằng quý", [(None, "periodic")]),
    ("Sau khi được phê duyệt", [(None, "relative")]),
    ("2024", []),
]


@pytest.mark.parametrize(("words", "expected"), CELLS, ids=[case[0] for case in CELLS])
def test_a_cell_that_says_when(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(when.date, when.kind) for when in find(words, DAY, label=True)] == expected
