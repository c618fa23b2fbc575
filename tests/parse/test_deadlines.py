"""Deadlines in a provision's words: text and date of the document in, date, kind, period and recurrence out."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.parse.deadlines import extract, find

DAY = "2025-11-14"  # of the document, a Friday

# (words, [(quote, date, kind, due_from, due_by, recurs), …]); a shorter tuple leaves the rest empty
TABLE: list[tuple[str, list[tuple[str | None, ...]]]] = [
    # before a day
    ("Hoàn thành trước ngày 31/12/2025.", [("trước ngày 31/12/2025", "2025-12-31", "by", None, "2025-12-31")]),
    ("Hoàn thành trước 31/12/2025.", [("trước 31/12/2025", "2025-12-31", "by", None, "2025-12-31")]),
    (
        "Xong trước ngày 05 tháng 12 năm 2025.",
        [("trước ngày 05 tháng 12 năm 2025", "2025-12-05", "by", None, "2025-12-05")],
    ),
    ("Báo cáo trước ngày 05 tháng 12.", [("trước ngày 05 tháng 12", "2025-12-05", "by", None, "2025-12-05")]),
    ("Báo cáo trước ngày 10/01.", [("trước ngày 10/01", "2026-01-10", "by", None, "2026-01-10")]),
    (
        "Báo cáo trước 17 giờ 00 ngày 20/11/2025.",
        [("trước 17 giờ 00 ngày 20/11/2025", "2025-11-20", "by", None, "2025-11-20")],
    ),
    ("Báo cáo trước 10h00 ngày 20/11.", [("trước 10h00 ngày 20/11", "2025-11-20", "by", None, "2025-11-20")]),
    ("Gửi hồ sơ trước 01.12.2025.", [("trước 01.12.2025", "2025-12-01", "by", None, "2025-12-01")]),
    ("Gửi hồ sơ trước ngày 01-12-2025.", [("trước ngày 01-12-2025", "2025-12-01", "by", None, "2025-12-01")]),
    ("TRƯỚC NGÀY 31/12/2025 PHẢI XONG.", [("TRƯỚC NGÀY 31/12/2025", "2025-12-31", "by", None, "2025-12-31")]),
    ("Trình duyệt trước tháng 3/2026.", [("trước tháng 3/2026", "2026-02-28", "by", None, "2026-02-28")]),
    ("Trình duyệt trước quý II/2026.", [("trước quý II/2026", "2026-03-31", "quarter", None, "2026-03-31")]),
    # at the latest
    ("Chậm nhất ngày 09/3/2026 gửi Sở Nội vụ.", [("Chậm nhất ngày 09/3/2026", "2026-03-09", "by", None, "2026-03-09")]),
    ("Gửi chậm nhất là ngày 15/12/2025.", [("chậm nhất là ngày 15/12/2025", "2025-12-15", "by", None, "2025-12-15")]),
    ("Gửi chậm nhất vào ngày 15/12/2025.", [("chậm nhất vào ngày 15/12/2025", "2025-12-15", "by", None, "2025-12-15")]),
    ("Gửi muộn nhất ngày 15/12/2025.", [("muộn nhất ngày 15/12/2025", "2025-12-15", "by", None, "2025-12-15")]),
    (
        "Hoàn thành không muộn hơn ngày 30/6/2026.",
        [("không muộn hơn ngày 30/6/2026", "2026-06-30", "by", None, "2026-06-30")],
    ),
    (
        "Hoàn thành chậm nhất trong tháng 12/2025.",
        [("chậm nhất trong tháng 12/2025", "2025-12-31", "by", None, "2025-12-31")],
    ),
    # up to the end of
    (
        "Duy trì trực ban đến hết ngày 15/02/2026.",
        [("đến hết ngày 15/02/2026", "2026-02-15", "by", None, "2026-02-15")],
    ),
    ("Phấn đấu đến hết năm 2026 xóa xong nhà tạm.", [("đến hết năm 2026", "2026", "year", None, "2026-12-31")]),
    ("Giải ngân hết tháng 01/2026.", [("hết tháng 01/2026", "2026-01-31", "by", None, "2026-01-31")]),
    # within a month, quarter, half, year
    (
        "Trình Ủy ban nhân dân tỉnh trong tháng 12 năm 2025.",
        [("trong tháng 12 năm 2025", "2025-12-31", "by", "2025-12-01", "2025-12-31")],
    ),
    ("Hoàn thành trong tháng 11/2025.", [("trong tháng 11/2025", "2025-11-30", "by", "2025-11-01", "2025-11-30")]),
    ("Hoàn thành trong tháng 02/2028.", [("trong tháng 02/2028", "2028-02-29", "by", "2028-02-01", "2028-02-29")]),
    ("Hoàn thành trong tháng 12.", [("trong tháng 12", "2025-12-31", "by", "2025-12-01", "2025-12-31")]),
    ("Hoàn thành trong tháng 2.", [("trong tháng 2", "2026-02-28", "by", "2026-02-01", "2026-02-28")]),
    ("Hoàn thành trong quý I/2026.", [("trong quý I/2026", "2026-03-31", "quarter", "2026-01-01", "2026-03-31")]),
    (
        "Hoàn thành trong quý 2 năm 2026.",
        [("trong quý 2 năm 2026", "2026-06-30", "quarter", "2026-04-01", "2026-06-30")],
    ),
    (
        "Hoàn thành trong Quý III năm 2026.",
        [("trong Quý III năm 2026", "2026-09-30", "quarter", "2026-07-01", "2026-09-30")],
    ),
    ("Quý IV năm 2025, trình đề án.", [("Quý IV năm 2025", "2025-12-31", "quarter", "2025-10-01", "2025-12-31")]),
    ("Hoàn thành trong quý IV.", [("trong quý IV", "2025-12-31", "quarter", "2025-10-01", "2025-12-31")]),
    ("Hoàn thành trong quý I.", [("trong quý I", "2026-03-31", "quarter", "2026-01-01", "2026-03-31")]),
    (
        "Hoàn thành trong 6 tháng đầu năm 2026.",
        [("trong 6 tháng đầu năm 2026", "2026-06-30", "by", "2026-01-01", "2026-06-30")],
    ),
    (
        "Hoàn thành trong 6 tháng cuối năm 2026.",
        [("trong 6 tháng cuối năm 2026", "2026-12-31", "by", "2026-07-01", "2026-12-31")],
    ),
    ("Hoàn thành trong năm 2026.", [("trong năm 2026", "2026", "year", "2026-01-01", "2026-12-31")]),
    ("Hoàn thành năm 2026.", [("năm 2026", "2026", "year", "2026-01-01", "2026-12-31")]),
    ("Đưa cầu vào sử dụng vào năm 2030.", [("vào năm 2030", "2030", "year", "2030-01-01", "2030-12-31")]),
    # every year
    (
        "Báo cáo trước ngày 20 tháng 10 hằng năm.",
        [("trước ngày 20 tháng 10 hằng năm", "--10-20", "annual", None, None, "--10-20")],
    ),
    ("Báo cáo trước ngày 15/12 hàng năm.", [("trước ngày 15/12 hàng năm", "--12-15", "annual", None, None, "--12-15")]),
    ("Hằng năm, trước ngày 30/11 gửi kế hoạch.", [("trước ngày 30/11", "--11-30", "annual", None, None, "--11-30")]),
    ("Định kỳ hằng năm báo cáo kết quả.", [("hằng năm", None, "annual", None, None, "P1Y")]),
    ("Hằng năm tổ chức hội thao.", [("Hằng năm", None, "annual", None, None, "P1Y")]),
    ("Thời gian thực hiện: Hằng năm.", [("Hằng năm", None, "annual", None, None, "P1Y")]),
    (
        "Báo cáo trước ngày 10 tháng 6 và ngày 10 tháng 12 hằng năm.",
        [
            ("trước ngày 10 tháng 6", "--06-10", "annual", None, None, "--06-10"),
            ("ngày 10 tháng 12 hằng năm", "--12-10", "annual", None, None, "--12-10"),
        ],
    ),
    # every month, every quarter: the day is known, the month is not
    ("Báo cáo định kỳ trước ngày 25 hằng tháng.", [("trước ngày 25 hằng tháng", None, "by", None, None, "P1M")]),
    (
        "Gửi số liệu trước ngày 05 của tháng cuối quý.",
        [("trước ngày 05 của tháng cuối quý", None, "by", None, None, "P3M")],
    ),
    # counted in days
    (
        "Chậm nhất 15 ngày kể từ ngày ban hành Kế hoạch này.",
        [("Chậm nhất 15 ngày kể từ ngày ban hành Kế hoạch này", "2025-11-29", "by", None, "2025-11-29")],
    ),
    (
        "Trong vòng 10 ngày làm việc kể từ ngày ký ban hành.",
        [("Trong vòng 10 ngày làm việc kể từ ngày ký ban hành", "2025-11-28", "by", None, "2025-11-28")],
    ),
    (
        "Chậm nhất 03 tháng kể từ ngày ban hành Quyết định này.",
        [("Chậm nhất 03 tháng kể từ ngày ban hành Quyết định này", "2026-02-14", "by", None, "2026-02-14")],
    ),
    (
        "Trả lời chậm nhất 05 ngày kể từ ngày nhận đủ hồ sơ.",
        [("chậm nhất 05 ngày kể từ ngày nhận đủ hồ sơ", None, "by")],
    ),
    # lines of time
    ("Thời gian thực hiện: 2026-2030.", [("2026-2030", "2030", "year", "2026-01-01", "2030-12-31")]),
    ("Thời gian hoàn thành: Quý III/2026.", [("Quý III/2026", "2026-09-30", "quarter", "2026-07-01", "2026-09-30")]),
    ("Thời hạn hoàn thành: 30/6/2026.", [("30/6/2026", "2026-06-30", "by", None, "2026-06-30")]),
    ("Thời gian thực hiện: Năm 2026.", [("Năm 2026", "2026", "year", "2026-01-01", "2026-12-31")]),
    (
        "Thời gian thực hiện: Năm 2026 và các năm tiếp theo.",
        [("Năm 2026 và các năm tiếp theo", "2026", "year", "2026-01-01", None)],
    ),
    (
        "Thời gian: Từ tháng 3/2026 đến tháng 9/2026.",
        [("Từ tháng 3/2026 đến tháng 9/2026", "2026-09-30", "by", "2026-03-01", "2026-09-30")],
    ),
    ("Tiến độ: trước ngày 25/12/2025.", [("trước ngày 25/12/2025", "2025-12-25", "by", None, "2025-12-25")]),
    ("Thời gian thực hiện: Tháng 12/2025.", [("Tháng 12/2025", "2025-12-31", "by", "2025-12-01", "2025-12-31")]),
    (
        "Thời gian thực hiện: Giai đoạn 2026-2028.",
        [("Giai đoạn 2026-2028", "2028", "year", "2026-01-01", "2028-12-31")],
    ),
    # two in one provision
    (
        "Lấy ý kiến trước ngày 20/11/2025; trình duyệt trước ngày 20/12/2025.",
        [
            ("trước ngày 20/11/2025", "2025-11-20", "by", None, "2025-11-20"),
            ("trước ngày 20/12/2025", "2025-12-20", "by", None, "2025-12-20"),
        ],
    ),
    (
        "Hoàn thành trong quý IV/2025 và quý I/2026.",
        [
            ("trong quý IV/2025", "2025-12-31", "quarter", "2025-10-01", "2025-12-31"),
            ("quý I/2026", "2026-03-31", "quarter", "2026-01-01", "2026-03-31"),
        ],
    ),
    (
        "Thả cá giống trong tháng 3 và tháng 9 hằng năm.",
        [
            ("trong tháng 3", "--03-31", "annual", None, None, "--03-31"),
            ("tháng 9 hằng năm", "--09-30", "annual", None, None, "--09-30"),
        ],
    ),
    # the beginning of a line, up to a colon
    ("Năm 2026: xây dựng 05 trạm bơm.", [("Năm 2026", "2026", "year", "2026-01-01", "2026-12-31")]),
    ("- Tháng 12/2025: tổ chức hội thi.", [("Tháng 12/2025", "2025-12-31", "by", "2025-12-01", "2025-12-31")]),
    ("Hoàn thành: Tháng 6/2026.", [("Tháng 6/2026", "2026-06-30", "by", "2026-06-01", "2026-06-30")]),
    # the year after, the year before
    (
        "Gửi báo cáo trước ngày 31 tháng 3 năm sau.",
        [("trước ngày 31 tháng 3 năm sau", "2026-03-31", "by", None, "2026-03-31")],
    ),
    (
        "Gửi trước ngày 20/12 của năm báo cáo.",
        [("trước ngày 20/12 của năm báo cáo", "--12-20", "annual", None, None, "--12-20")],
    ),
    ("Hoàn thành trước năm 2027.", [("trước năm 2027", "2026-12-31", "by", None, "2026-12-31")]),
    ("Khởi công ngày 19/12/2025.", [("ngày 19/12/2025", "2025-12-19", "by", None, "2025-12-19")]),
    # none: dates of documents
    ("Thực hiện Kế hoạch số 12/KH-UBND ngày 15/12/2025 của Ủy ban nhân dân tỉnh.", []),
    ("Theo Nghị quyết số 5/NQ-HĐND ngày 09 tháng 12 năm 2025.", []),
    ("Trả lời Công văn số 77/SNV-CCHC ngày 20/11/2025 của Sở Nội vụ.", []),
    ("Áp dụng Luật Thủ đô năm 2026.", []),
    ("Thời gian thực hiện: Theo Kế hoạch số 12/KH-UBND ngày 15/12/2025 của Ủy ban nhân dân tỉnh.", []),
    # none: horizons and periods
    ("Triển khai Chương trình nông thôn mới giai đoạn 2026-2030.", []),
    ("Cập nhật quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050.", []),
    ("Xây dựng kế hoạch sử dụng đất năm 2026.", []),
    ("Phấn đấu tăng trưởng bình quân giai đoạn 2026 - 2030 đạt 9%.", []),
    ("Lập dự toán ngân sách năm 2026 đúng quy định.", []),
    ("Định hướng đến năm 2045 là trung tâm nghề cá.", []),
    # none: how things stood
    ("Tính đến ngày 31/12/2025 còn 20 hồ sơ tồn.", []),
    ("Rà soát công trình xây dựng từ năm 2020 đến nay.", []),
    ("Số liệu đến tháng 12/2025 lấy theo niên giám.", []),
    ("Xử lý các vi phạm xảy ra trước ngày 01/7/2014.", []),
    # none: no time at all
    ("Thực hiện kịp thời, đúng tiến độ, đúng thời hạn.", []),
    ("Báo cáo định kỳ hoặc đột xuất khi có yêu cầu.", []),
    ("Thường xuyên kiểm tra, đôn đốc.", []),
    ("Bố trí 10 ngày công lao động công ích.", []),
    ("Hỗ trợ 25/30 hộ, đạt 83,3%.", []),
    ("Mua sắm theo Điều 12/13 của quy chế.", []),
    ("", []),
    # none: no such day
    ("Hoàn thành trước ngày 31/02/2026.", []),
    ("Hoàn thành trước ngày 45/13/2026.", []),
]


@pytest.mark.parametrize(("words", "expected"), TABLE, ids=[row[0][:48] for row in TABLE])
def test_table(words: str, expected: list[tuple[str | None, ...]]) -> None:
    found = [(words[w.span.start : w.span.end], *w[1:]) for w in find(words, DAY)]
    assert found == [(*row, *[None] * (6 - len(row))) for row in expected]


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len({words for words, _ in TABLE}) >= 80


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
giai đoạn số 12/KH-UBND
"""


@given(st.lists(st.sampled_from(GRAMMAR.split()), max_size=30), st.sampled_from([None, DAY, "2024-02-29", "no date"]))
def test_any_row_of_its_own_words(words: list[str], day: str | None) -> None:
    """Nothing raises; spans lie in the text; a period does not end before it begins; twice is the same."""
    text = " ".join(words)
    found = find(text, day)
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.due_from is None or one.due_by is None or one.due_from <= one.due_by
        assert one.kind in ("by", "annual", "quarter", "year")
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
    ("Thường xuyên", []),
    ("2024", []),
]


@pytest.mark.parametrize(("words", "expected"), CELLS, ids=[case[0] for case in CELLS])
def test_a_cell_that_says_when(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(when.date, when.kind) for when in find(words, DAY, label=True)] == expected
