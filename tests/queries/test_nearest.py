"""What may have been meant is said, and never more than that."""

from __future__ import annotations

import pytest

from queries.nearest import begins, near, successors

NAMES = ["Sở Giao thông vận tải", "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Bộ Tài chính",
         "Công an tỉnh", "Ủy ban nhân dân tỉnh Bạc Liêu"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Sở GT", "Sở Giao thông vận tải"), ("so gtvt", "Sở Giao thông vận tải"), ("Sở Giao thông", NAMES[0]),
        ("Sở GD", "Sở Giáo dục và Đào tạo"), ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"), ("sở khcn", NAMES[2]),
        ("Sở KH & CN", "Sở Khoa học và Công nghệ"), ("Sở Tài chinhs", "Sở Tài chính"), ("cong an tinhr", "Công an tỉnh"),
        ("UBND tỉnh Bạc Liêu", "Ủy ban nhân dân tỉnh Bạc Liêu"),
    ],
)  # fmt: skip
def test_the_nearest_comes_first(typed: str, first: str) -> None:
    assert near(typed, NAMES)[0] == first


@pytest.mark.parametrize("typed", ["", "?", "%", "Sở Bánh kẹo", "Atlantis", "x" * 5000, "s" * 5000 + " y"])
def test_what_is_far_is_not_named(typed: str) -> None:
    assert near(typed, NAMES) == []


@pytest.mark.parametrize(
    ("typed", "name"), [("Sở GT", "Sở Tài chính"), ("Sở TG", "Sở Giao thông vận tải"), ("Sở Giao thông vận tải biển", NAMES[0])]
)  # fmt: skip
def test_words_in_another_order_or_more_of_them_begin_no_name(typed: str, name: str) -> None:
    assert not begins(typed, name)


def test_an_heir_in_one_place_says_where() -> None:
    heirs = successors("so-giao-thong-van-tai")
    assert heirs[0] == "Sở Xây dựng (2025-03-01)"
    assert [heir for heir in heirs if heir.endswith(", TP.HCM)")]
    assert successors("so-y-te") == successors("no-such-kind") == []
