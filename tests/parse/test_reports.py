"""Duties to report: outlines in; who, to whom, through whom, when and how often out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Document
from loaders.parse import parse, reports
from loaders.parse.tasks import extract
from loaders.read.grid import text_of
from tests.parse.task_factory import made

SO, UBND, HEALTH = "Các sở, ban, ngành", "Ủy ban nhân dân tỉnh Bạc Liêu", "Sở Y tế"
COMMITTEES = "Ủy ban nhân dân các huyện, thị xã, thành phố"

Row = tuple[list[str], list[str], list[str], str | None, str | None]


def read(outline: str, kind: str = "Kế hoạch") -> Document:
    document = made(outline, kind)
    reports.extract(document, extract(document))
    return document


def told(outline: str, kind: str = "Kế hoạch") -> list[Row]:
    """(who, to, via, due, frequency) of each."""
    return [
        (r.named("lead"), r.named("recipient"), r.named("channel"), r.deadline.date if r.deadline else None, r.frequency)
        for r in read(outline, kind).reports or []
    ]


# (words of a point of the part of tasks, what they state)
POINTS: list[tuple[str, list[Row]]] = [
    ("Sở Y tế báo cáo UBND tỉnh trước ngày 15/6/2024.", [([HEALTH], [UBND], [], "2024-06-15", "once")]),
    ("Sở Y tế báo cáo UBND tỉnh trước ngày 15/11 hằng năm.", [([HEALTH], [UBND], [], "--11-15", "annual")]),
    (
        "Các sở, ban, ngành báo cáo kết quả về UBND tỉnh (qua Sở Y tế) trước ngày 05 tháng 12 hằng năm.",
        [([SO], [UBND], [HEALTH], "--12-05", "annual")],
    ),
    # two steps: with one day the second addressee is whom it is for, with two there are two
    (
        "Các sở, ban, ngành gửi báo cáo về Sở Y tế trước ngày 05/12 hằng năm để tổng hợp, báo cáo UBND tỉnh.",
        [([SO], [UBND], [HEALTH], "--12-05", "annual")],
    ),
    (
        "Các sở, ban, ngành gửi kết quả về Sở Y tế trước ngày 05/12 hằng năm để tổng hợp, báo cáo UBND tỉnh trước ngày "
        "15/12 hằng năm.",
        [([SO], [HEALTH], [], "--12-05", "annual"), ([HEALTH], [UBND], [], "--12-15", "annual")],
    ),
    (
        "Các sở, ban, ngành báo cáo Sở Y tế trước ngày 05/12 hằng năm; Sở tổng hợp, trình UBND tỉnh trước ngày 20/12 hằng năm.",
        [([SO], [HEALTH], [], "--12-05", "annual"), ([HEALTH], [UBND], [], "--12-20", "annual")],
    ),
    (
        "Các sở, ban, ngành gửi số liệu về Sở Y tế để Sở Tài chính tổng hợp, báo cáo UBND tỉnh.",
        [([SO], [UBND], [HEALTH], None, None)],
    ),
    # two days a year are two
    (
        "Sở Y tế báo cáo UBND tỉnh trước ngày 15/6 và 15/12 hằng năm.",
        [([HEALTH], [UBND], [], "--06-15", "annual"), ([HEALTH], [UBND], [], "--12-15", "annual")],
    ),
    # how often
    ("Sở Y tế định kỳ hằng quý báo cáo UBND tỉnh.", [([HEALTH], [UBND], [], None, "quarterly")]),
    ("Sở Y tế định kỳ 6 tháng báo cáo UBND tỉnh.", [([HEALTH], [UBND], [], None, "half-yearly")]),
    ("Sở Y tế báo cáo UBND tỉnh trước ngày 20 hằng tháng.", [([HEALTH], [UBND], [], None, "monthly")]),
    ("Sở Y tế định kỳ hoặc đột xuất báo cáo UBND tỉnh.", [([HEALTH], [UBND], [], None, "on demand")]),
    ("Sở Y tế định kỳ báo cáo UBND tỉnh theo quy định.", [([HEALTH], [UBND], [], None, None)]),
    # as it arises
    (
        "Nếu có khó khăn, vướng mắc, các sở, ban, ngành phản ánh về Sở Y tế để tổng hợp, báo cáo UBND tỉnh xem xét.",
        [([SO], [UBND], [HEALTH], None, "when arising")],
    ),
    # who is helped
    (
        "Sở Y tế giúp UBND tỉnh theo dõi, đôn đốc, tổng hợp báo cáo kết quả thực hiện.",
        [([HEALTH], [UBND], [], None, None)],
    ),
    (
        "Sở Y tế tham mưu UBND tỉnh báo cáo kết quả theo yêu cầu của cơ quan có thẩm quyền.",
        [([HEALTH], ["Cơ quan có thẩm quyền"], [UBND], None, "on demand")],
    ),
    (
        "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh soát các giếng khoan, kịp thời báo cáo Bộ Y tế và UBND tỉnh.",
        [([HEALTH], ["Bộ Y tế", UBND], [], None, None)],
    ),
    # the day of another verb is not that of the report
    (
        "Sở Y tế hoàn thành đề án trước ngày 30/9/2024, báo cáo UBND tỉnh.",
        [([HEALTH], [UBND], [], None, None)],
    ),
    # none
    ("Sở Y tế xây dựng báo cáo nghiên cứu khả thi trạm y tế.", []),
    ("Sở Y tế rà soát theo báo cáo của Sở Tài chính.", []),
    ("Sở Y tế xem lại Báo cáo số 5/BC-STC của Sở Tài chính.", []),
    ("Sở Y tế lập đề án, báo cáo UBND tỉnh xem xét, quyết định.", []),
    ("Sở Y tế gửi xin ý kiến các sở, ban, ngành về kết quả.", []),
    ("Ủy ban Mặt trận Tổ quốc tỉnh tổng hợp ý kiến cử tri phản ánh đến các cấp.", []),
    ("Báo cáo phải có số liệu và nguyên nhân.", []),
    ("Sở Y tế gửi hồ sơ mời thầu cho Sở Tài chính.", []),
    # what is told is the work, the report only says what it is in time for
    ("Sở Y tế hoàn thiện hồ sơ bến phà để kịp báo cáo UBND tỉnh tại phiên họp tháng sau.", []),
    ("Sở Y tế làm việc với các xã trước khi báo cáo UBND tỉnh.", []),
    ("Sở Y tế thu thập số liệu bến phà phục vụ báo cáo UBND tỉnh.", []),
    # a day is of what stands directly before it
    ("Sở Y tế báo cáo UBND tỉnh theo kế hoạch tuần, trình Bộ Y tế trước ngày 09/6/2024.", [([HEALTH], [UBND], [], None, None)]),
    ("Sở Y tế báo cáo UBND tỉnh để hoàn thiện, trình Bộ Y tế trước ngày 09/6/2024.", [([HEALTH], [UBND], [], None, None)]),
    (
        "Các sở, ban, ngành thực hiện báo cáo định kỳ hằng năm trước ngày 20 tháng 11 để đánh giá việc khai thác các bến "
        "phà và tình hình thu phí của năm, gửi Sở Y tế tổng hợp, báo cáo UBND tỉnh.",
        [([SO], [UBND], [HEALTH], "--11-20", "annual")],
    ),
    # what stands in brackets behind each report is when it is due
    (
        "Sở Y tế lập báo cáo giữa kỳ (năm 2027) và báo cáo tổng kết (năm 2029), gửi UBND tỉnh.",
        [([HEALTH], [UBND], [], "2027", "once"), ([HEALTH], [UBND], [], "2029", "once")],
    ),
    # what arises is of its own clause, but a condition at the head of the sentence is of all
    (
        "Sở Y tế báo cáo UBND tỉnh những vấn đề phát sinh; tổng hợp báo cáo Bộ Y tế theo quy định.",
        [([HEALTH], [UBND], [], None, "when arising"), ([HEALTH], ["Bộ Y tế"], [], None, None)],
    ),
    (
        "Khi phát hiện bến phà xuống cấp, Sở Y tế báo cáo ngay UBND tỉnh.",
        [([HEALTH], [UBND], [], None, "when arising")],
    ),
]


@pytest.mark.parametrize(("words", "expected"), POINTS, ids=[words[:50] for words, _ in POINTS])
def test_points(words: str, expected: list[Row]) -> None:
    assert told(f"I. TỔ CHỨC THỰC HIỆN\n  1. {words}") == expected


def test_who_reports_may_stand_in_the_heading() -> None:
    document = read("""
        I. TỔ CHỨC THỰC HIỆN
          1. Các sở, ban, ngành và UBND các huyện, thị xã, thành phố:
            - Thực hiện kế hoạch; báo cáo UBND tỉnh trước ngày 10/12 hằng năm.
        """)
    (report,) = document.reports or []
    assert report.named("lead") == [SO, COMMITTEES]
    assert [b.inherited for b in report.bodies] == [True, True, False]
    assert [document.words(b.span) for b in report.bodies][-1] == "UBND tỉnh"


def test_nobody_is_named() -> None:
    rows = told("I. TỔ CHỨC THỰC HIỆN\n  1. Rà soát.\n  Nếu có vướng mắc, kịp thời báo cáo UBND tỉnh (qua Sở Y tế).")
    assert rows == [([], [UBND], [HEALTH], None, "when arising")]


def test_parts_that_assess_hold_none() -> None:
    assert told("I. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN\n  1. Sở Y tế báo cáo UBND tỉnh hằng năm.") == []


WORDS = "Sở Y tế báo cáo UBND tỉnh gửi về để tổng hợp , ; . ( qua ) trước ngày 5/12 hằng năm nếu có vướng mắc phản ánh giúp Các sở"


@given(st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=40))
def test_any_row_of_its_own_words(words: list[str]) -> None:
    """Nothing raises; who is named stands in the text; nobody reports to himself alone."""
    document = read("I. TỔ CHỨC THỰC HIỆN\n  1. " + " ".join(words))
    for report in document.reports or []:
        assert report.named("recipient")
        assert set(report.named("lead")) != set(report.named("recipient"))
        for body in report.bodies:
            assert document.span.start <= body.span.start < body.span.end <= document.span.end


def test_many_sentences_are_read_in_proportion() -> None:
    """With 1000 of them anything quadratic takes minutes."""
    point = "Sở Y tế báo cáo UBND tỉnh trước ngày 15/12 hằng năm. Sở Tài chính báo cáo Bộ Tài chính. " * 1000
    assert len(told(f"I. TỔ CHỨC THỰC HIỆN\n  1. {point}")) == 2


def test_a_line_for_each_body_says_when() -> None:
    """The lines below "Thời gian thực hiện:" are the task's deadlines, and reports where they say so."""
    document = read("""
        II. NỘI DUNG
          4. Rà soát giếng
            - Nội dung: rà soát các giếng khoan của làng; lấp giếng hỏng.
            - Cơ quan thực hiện: Sở Y tế.
            - Thời gian thực hiện:
              + Các sở, ban, ngành gửi kết quả rà soát về Sở Y tế trước ngày 15 tháng 12 năm 2025.
              + Sở Y tế báo cáo Bộ Y tế trước ngày 31 tháng 12 năm 2025.
    """)
    (task,) = document.tasks or []
    assert [deadline.date for deadline in task.deadlines] == ["2025-12-15", "2025-12-31"]
    found = [(r.named("lead"), r.named("recipient"), r.deadline.date if r.deadline else None) for r in document.reports or []]
    assert found == [(["Các sở, ban, ngành"], ["Sở Y tế"], "2025-12-15"), (["Sở Y tế"], ["Bộ Y tế"], "2025-12-31")]


ROWS = [
    # (the words of a row's cell, who leads it, when; who reports to whom, its due, its frequency)
    (("Đếm bến phà, báo cáo Bộ Y tế", HEALTH, "Tháng 12 hằng năm"), [([HEALTH], ["Bộ Y tế"], "--12-31", "annual")]),
    (("Đếm bến phà,\nbáo cáo\nBộ Y tế", HEALTH, "Hằng quý"), [([HEALTH], ["Bộ Y tế"], None, "quarterly")]),
    (("Báo cáo UBND tỉnh trước ngày 10/6/2025", HEALTH, "2026"), [([HEALTH], [UBND], "2025-06-10", "once")]),
    (("Xây dựng báo cáo nghiên cứu khả thi bến phà", HEALTH, "2026"), []),
    (("Trình Bộ Y tế đề án bến phà, báo cáo của Sở Tài chính kèm theo", HEALTH, "2026"), []),
]


@pytest.mark.parametrize(("row", "expected"), ROWS, ids=[row[0][:40] for row, _ in ROWS])
def test_rows_of_tables(row: tuple[str, str, str], expected: list[tuple[list[str], list[str], str | None, str]]) -> None:
    head = ["ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 1/KH-UBND", "Bạc Liêu, ngày 15 tháng 3 năm 2024", "KẾ HOẠCH", "Bến phà"]
    rows = [["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", *row], ["2", "Sơn lại bến phà", "Sở Xây dựng", "2025"]]
    (document,) = parse(text_of(rows, [*head, "1. Nhiệm vụ:"]))
    assert [
        (r.named("lead"), r.named("recipient"), r.deadline.date if r.deadline else None, r.frequency)
        for r in document.reports or []
    ] == expected
    for report in document.reports or []:
        assert document.words(report.span).lower().startswith("báo cáo")
