"""Targets in running text: sentences and small documents in, indicators, comparators, values, units, years out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Document, Target, Text
from loaders.parse import parse
from loaders.parse.targets.amounts import amounts
from loaders.parse.targets.clauses import goals
from loaders.parse.targets.names import key
from loaders.parse.targets.units import normal
from loaders.read.grid import text_of

# (sentence, [(indicator, comparator, value, unit), …])
SENTENCES: list[tuple[str, list[tuple[str, str, float, str | None]]]] = [
    # the value last
    ("Tỷ lệ nước thải được xử lý đạt 85%.", [("Tỷ lệ nước thải được xử lý", "=", 85, "%")]),
    ("Tỷ lệ trẻ dưới 5 tuổi suy dinh dưỡng dưới 9%.", [("Tỷ lệ trẻ dưới 5 tuổi suy dinh dưỡng", "<", 9, "%")]),
    ("Giá trị xuất khẩu gỗ đạt khoảng 1,2 tỷ USD.", [("Giá trị xuất khẩu gỗ", "~", 1.2, "tỷ USD")]),
    ("Sản lượng cá tra đạt 105.000 tấn trở lên.", [("Sản lượng cá tra", ">=", 105000, "tấn")]),
    ("Tổng vốn đầu tư không quá 105 nghìn tỷ đồng.", [("Tổng vốn đầu tư", "<=", 105, "nghìn tỷ đồng")]),
    ("Tổng thu từ cảng biển đạt 105.000 tỷ.", [("Tổng thu từ cảng biển", "=", 105000, "tỷ")]),
    ("Số lao động được tạo việc làm ít nhất 1 vạn người.", [("Số lao động được tạo việc làm", ">=", 1, "vạn người")]),
    ("Chỉ số hài lòng đạt 0,85.", [("Chỉ số hài lòng", "=", 0.85, None)]),
    ("Thu nhập bình quân đạt trên 90 triệu đồng/người/năm.", [("Thu nhập bình quân", ">", 90, "triệu đồng/người/năm")]),
    ("Số điều dưỡng/vạn dân đạt 25 điều dưỡng.", [("Số điều dưỡng/vạn dân", "=", 25, "điều dưỡng/vạn dân")]),
    ("Giảm tỷ lệ hộ nghèo xuống còn 1,5%.", [("Tỷ lệ hộ nghèo", "=", 1.5, "%")]),
    ("Diện tích lúa hữu cơ tăng từ 200 ha lên 900 ha.", [("Diện tích lúa hữu cơ", "=", 900, "ha")]),
    ("Năng suất ngô đạt 60 tạ/ha.", [("Năng suất ngô", "=", 60, "tạ/ha")]),
    # what grows, what part it is
    ("Tỷ lệ hộ nghèo giảm bình quân 1%/năm.", [("Mức giảm bình quân tỷ lệ hộ nghèo", "=", 1, "%/năm")]),
    ("Kinh tế đêm chiếm ít nhất 12% GRDP.", [("Tỷ trọng kinh tế đêm trong GRDP", ">=", 12, "%")]),
    (
        "Cơ cấu lao động: khu vực dịch vụ chiếm 45%; nông nghiệp chiếm 20%.",
        [
            ("Cơ cấu lao động: tỷ trọng khu vực dịch vụ", "=", 45, "%"),
            ("Cơ cấu lao động: tỷ trọng nông nghiệp", "=", 20, "%"),
        ],
    ),
    # ranges are two
    ("Tốc độ tăng dân số 8 - 9%.", [("Tốc độ tăng dân số", ">=", 8, "%"), ("Tốc độ tăng dân số", "<=", 9, "%")]),
    ("Diện tích rừng từ 5 ha đến 7 ha.", [("Diện tích rừng", ">=", 5, "ha"), ("Diện tích rừng", "<=", 7, "ha")]),
    # the figures first
    ("Phấn đấu 90% thôn có nhà văn hóa.", [("Tỷ lệ thôn có nhà văn hóa", "=", 90, "%")]),
    ("Xây dựng tối thiểu 12 trạm sạc ven biển.", [("Số trạm sạc ven biển được xây dựng", ">=", 12, "trạm sạc")]),
    (
        "Toàn tỉnh có ít nhất 40 xã và 02 huyện đạt chuẩn nông thôn mới.",
        [("Số xã đạt chuẩn nông thôn mới", ">=", 40, "xã"), ("Số huyện đạt chuẩn nông thôn mới", ">=", 2, "huyện")],
    ),
    (
        "Trên 70% số trạm và 100% số trường có điểm truy cập.",
        [("Tỷ lệ số trạm có điểm truy cập", ">", 70, "%"), ("Tỷ lệ số trường có điểm truy cập", "=", 100, "%")],
    ),
    (
        "Tỷ lệ hộ miền núi được dùng nước sạch đạt 95%, trong đó 60% được nối mạng cấp nước.",
        [
            ("Tỷ lệ hộ miền núi được dùng nước sạch", "=", 95, "%"),
            ("Tỷ lệ hộ miền núi được nối mạng cấp nước", "=", 60, "%"),
        ],
    ),
    (
        "Có 30 doanh nghiệp có doanh thu đạt 20 tỷ đồng.",
        [("Số doanh nghiệp có doanh thu đạt 20 tỷ đồng", "=", 30, "doanh nghiệp")],
    ),
    ("Cắt giảm tối thiểu 30% thời gian cấp phép.", [("Mức cắt giảm thời gian cấp phép", ">=", 30, "%")]),
    ("Tỉnh Bắc Ninh có ít nhất 20 tập dữ liệu mở.", [("Số tập dữ liệu mở", ">=", 20, "tập dữ liệu")]),
    (
        "Có 50 trang trại hữu cơ; ít nhất 50 trang trại trở thành điểm tham quan.",
        [
            ("Số trang trại hữu cơ", "=", 50, "trang trại"),
            ("Số trang trại trở thành điểm tham quan", ">=", 50, "trang trại"),
        ],
    ),
    (
        "Khám sức khỏe cho 100% học sinh và trên 70% người cao tuổi.",
        [
            ("Tỷ lệ học sinh được khám sức khỏe", "=", 100, "%"),
            ("Tỷ lệ người cao tuổi được khám sức khỏe", ">", 70, "%"),
        ],
    ),
    ("Chỉ số phát triển con người duy trì trên 0,7.", [("Chỉ số phát triển con người", ">", 0.7, None)]),
    ("Phát triển và triển khai tối thiểu 02 chợ đêm.", [("Số chợ đêm được phát triển và triển khai", ">=", 2, "chợ")]),
    # of every year
    ("Mỗi năm đào tạo ít nhất 500 lao động.", [("Số lao động được đào tạo", ">=", 500, "lao động/năm")]),
    ("Trồng mới 20 ha rừng mỗi năm.", [("Số ha rừng được trồng mới", "=", 20, "ha/năm")]),
    ("Phấn đấu hằng năm có 30 mô hình mới; 12 trường đạt chuẩn.",
     [("Số mô hình mới", "=", 30, "mô hình/năm"), ("Số trường đạt chuẩn", "=", 12, "trường")]),
    ("Mỗi năm đào tạo 5 lớp may, đến năm 2030 có 40 trường nghề.",
     [("Số lớp may được đào tạo", "=", 5, "lớp/năm"), ("Số trường nghề", "=", 40, "trường")]),
    ("Tỷ lệ thất nghiệp hằng năm dưới 4%.", [("Tỷ lệ thất nghiệp", "<", 4, "%")]),
    # words that compare, once for a list, or with a word between
    ("Tối thiểu có 6 trường chuyên.", [("Số trường chuyên", ">=", 6, "trường")]),
    ("Hình thành ít nhất 40 trang trại hữu cơ, 20 trang trại trên biển.",
     [("Số trang trại hữu cơ được hình thành", ">=", 40, "trang trại"), ("Số trang trại trên biển", ">=", 20, "trang trại")]),
    # of what so many times; what else is done beside
    ("Doanh thu bến phà gấp 4 lần GRDP.", [("Doanh thu bến phà so với GRDP", "=", 4, "lần")]),
    ("Sản lượng cá gấp 2 lần so với năm 2020.", [("Sản lượng cá so với năm 2020", "=", 2, "lần")]),
    ("Cắt giảm tối thiểu 25% thời gian qua phà và đơn giản hóa hồ sơ qua phà.", [("Mức cắt giảm thời gian qua phà", ">=", 25, "%")]),
    # ranks
    ("Chỉ số PCI thuộc nhóm 15 tỉnh dẫn đầu cả nước.", [("Thứ hạng chỉ số PCI (cả nước)", "<=", 15, None)]),
    ("Tỉnh đứng trong top 05 vùng Tây Bắc về trồng chè, góp phần giảm nghèo.", [("Thứ hạng về trồng chè (vùng Tây Bắc)", "<=", 5, None)]),
    (
        "Cả nước vào nhóm 4 nước dẫn đầu châu Á, nhóm 40 nước đứng đầu thế giới về bến phà; nhóm 9 nước hàng đầu về cá tra.",
        [
            ("Thứ hạng về bến phà (châu Á)", "<=", 4, None), ("Thứ hạng về bến phà (thế giới)", "<=", 40, None),
            ("Thứ hạng về cá tra", "<=", 9, None),
        ],
    ),
    ("Hỗ trợ nhóm 3 hộ nuôi cá; khen thưởng nhóm 10 tỉnh dẫn đầu về cá.", []),
    # several times for one indicator
    (
        "Tỷ lệ hồ sơ trực tuyến đến năm 2028 đạt 60%, đến năm 2030 đạt 80%.",
        [("Tỷ lệ hồ sơ trực tuyến", "=", 60, "%"), ("Tỷ lệ hồ sơ trực tuyến", "=", 80, "%")],
    ),
    # none
    ("Hoàn thành đường Vành đai 3 dài 12 km, 04 làn xe.", []),
    ("Ban hành theo Quyết định số 25/QĐ-UBND ngày 05/6/2026.", []),
    ("Nâng cấp đô thị loại II, đường dây 500kV.", []),
    ("Tổng vốn tăng bình quân ...%.", []),
    ("Năm 2024 đã đạt 95% số thôn có điện.", []),
    ("Hiện nay có 120 trường học.", []),
    ("Tổng nhu cầu vốn khoảng 900 tỷ đồng.", []),
    ("Đến năm 2030 cơ bản không còn hộ nghèo.", []),
    ("", []),
]


@pytest.mark.parametrize(("words", "expected"), SENTENCES, ids=[words[:50] for words, _ in SENTENCES])
def test_sentences(words: str, expected: list[tuple[str, str, float, str | None]]) -> None:
    found = goals(words)
    assert [(g.indicator, g.amount.comparator, g.amount.value, g.amount.unit) for g in found] == expected
    for goal in found:
        assert 0 <= goal.start < goal.end <= len(words)
        assert goal.start <= goal.amount.start < goal.amount.end <= goal.end


def document(*lines: str, title: str = "Phát triển hợp tác xã giai đoạn 2026 - 2030") -> Document:
    head = ["ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 7/KH-UBND", "Bạc Liêu, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH", title]
    (found,) = parse(Text.of_paragraphs([*head, *lines]))
    return found


def told(found: Document) -> list[tuple[str, int | None, int | None]]:
    return [(t.indicator, t.since, t.year) for t in found.targets or []]


def test_the_year_is_that_of_the_sentence_the_heading_or_the_plan() -> None:
    found = document(
        "I. MỤC TIÊU",
        "1. Đến năm 2028:",
        "- Tỷ lệ hợp tác xã có kế toán đạt 60%.",
        "- Tỷ lệ hợp tác xã có website đạt 20% vào năm 2027.",
        "2. Tầm nhìn đến năm 2040",
        "- Tỷ lệ hợp tác xã có kho lạnh đạt 50%.",
        "3. Mục tiêu khác",
        "- Doanh thu giai đoạn 2026 - 2029 đạt 900 tỷ đồng.",
        "- Tỷ lệ hợp tác xã giỏi đạt 30%.",
    )
    assert told(found) == [
        ("Tỷ lệ hợp tác xã có kế toán", None, 2028),
        ("Tỷ lệ hợp tác xã có website", None, 2027),
        ("Tỷ lệ hợp tác xã có kho lạnh", None, 2040),
        ("Doanh thu giai đoạn 2026 - 2029", 2026, 2029),
        ("Tỷ lệ hợp tác xã giỏi", 2026, 2030),
    ]


def test_a_year_in_the_name_of_a_cited_document_is_none_of_the_goal() -> None:
    (found,) = parse(
        Text.of_paragraphs(
            [
                "ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 7/CT-UBND", "Bạc Liêu, ngày 05 tháng 01 năm 2026", "CHỈ THỊ", "Về bến phà",
                "1. Các sở rà soát theo Nghị quyết số 12/NQ-CP ngày 03/01/2026 của Chính phủ về Chương trình giảm 5 triệu đồng "
                "phí qua phà năm 2026 và 2027, bảo đảm cắt giảm tối thiểu 30% thời gian chờ phà.",
            ]
        )
    )
    assert [(t.indicator, t.value, t.year) for t in found.targets or []] == [("Mức cắt giảm thời gian chờ phà", 30, None)]


def test_a_share_of_all_is_a_goal_in_any_part_but_not_one_of_money() -> None:
    found = document(
        "II. NHIỆM VỤ",
        "- Ghi sổ bến phà: 100% hợp tác xã có sổ điện tử.",
        "- Chi trả: 100% kinh phí do ngân sách tỉnh cấp cho hợp tác xã.",
    )
    assert [(t.indicator, t.value) for t in found.targets or []] == [("Tỷ lệ hợp tác xã có sổ điện tử", 100)]


def test_among_whom_somebody_is_ranked_is_the_place() -> None:
    found = document("I. MỤC TIÊU", "- Chỉ số PCI đứng trong tốp 20 cả nước.", "- Tỷ lệ xã có phà đạt 9%; 5 huyện đạt chuẩn.")
    assert [t.place for t in found.targets or []] == ["cả nước", None, None]
    rows = [["TT", "Chỉ tiêu", "Đơn vị", "Năm 2030"], ["1", "Xếp hạng bến phà", "Thứ bậc", "≤ 3 Đông Nam Á; ≤ 50 thế giới"]]
    (table,) = parse(text_of(rows, ["Số: 1/KH-UBND", "KẾ HOẠCH", "Bến phà", "1. Chỉ tiêu:"]))
    assert [(t.comparator, t.value, t.place) for t in table.targets or []] == [("<=", 3, "Đông Nam Á"), ("<=", 50, "thế giới")]


def test_a_cell_that_says_its_amounts_states_what_a_sentence_would() -> None:
    words = "Mỗi năm xây dựng tối thiểu 05 bến phà mới; kinh tế đêm chiếm 45% GRDP"
    rows = [["TT", "Chỉ tiêu", "Chủ trì"], ["1", words, "Sở Y tế"], ["2", "Tỷ lệ hộ có phà đạt 9%", "Sở Y tế"]]
    (table,) = parse(text_of(rows, ["Số: 1/KH-UBND", "KẾ HOẠCH", "Bến phà", "1. Chỉ tiêu:"]))
    told = [(t.indicator, t.comparator, t.value, t.unit) for t in table.targets or []]
    said = [(g.indicator, g.amount.comparator, g.amount.value, g.amount.unit) for row in rows[1:] for g in goals(row[1])]
    assert told == said
    assert len(told) >= 2


def test_what_has_come_to_pass_is_none_and_outside_goals_a_sentence_must_say_so() -> None:
    found = document(
        "I. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN",
        "- Tỷ lệ hợp tác xã có kế toán đạt 40%.",
        "II. NHIỆM VỤ",
        "- Mở lớp cho 100% hợp tác xã mới.",
        "- Phấn đấu 70% hợp tác xã có mã vùng trồng.",
        "- Hỗ trợ tối đa 50% kinh phí, phấn đấu cho 20 hợp tác xã.",
    )
    assert [t.indicator for t in found.targets or []] == ["Tỷ lệ hợp tác xã có mã vùng trồng"]


def test_values_compare_in_a_base_unit_and_names_by_a_key() -> None:
    found = document("I. MỤC TIÊU", "- Thu ngân sách trên địa bàn tỉnh đạt 105 nghìn tỷ đồng; tỷ lệ hộ gia đình có xe đạt 9%.")
    money, share = found.targets or []
    assert (money.quantity, money.base, money.key) == (105e12, "đồng", "thu ngân sách nhà nước")
    assert (share.key, share.subject) == ("tỷ lệ hộ có xe", "hộ gia đình")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỷ lệ che phủ rừng", "Độ che phủ rừng toàn tỉnh"),
        ("Tỷ lệ người dân tham gia BHYT", "Tỷ lệ bao phủ bảo hiểm y tế"),
        ("Tỉ lệ hộ dân dùng nước sạch", "Tỷ lệ hộ gia đình dùng nước sạch trên địa bàn tỉnh (%)"),
        ("GRDP bình quân/người", "Tổng sản phẩm bình quân đầu người"),
        ("Doanh thu giai đoạn 2026 - 2030", "Doanh thu"),
    ],
)
def test_two_names_of_one_indicator(one: str, other: str) -> None:
    assert key(one, "Bạc Liêu") == key(other, "Bạc Liêu")


def test_other_indicators_have_other_keys() -> None:
    names = ["Tỷ lệ hộ nghèo", "Mức giảm tỷ lệ hộ nghèo", "Tỷ lệ hộ cận nghèo", "Tỷ lệ che phủ rừng", "Diện tích rừng"]
    assert len({key(name, None) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("printed", "base", "factor", "qudt"),
    [
        ("%", "%", 1, "PERCENT"),
        ("%/năm", "%/năm", 1, "PERCENT-PER-YR"),
        ("tỷ", "đồng", 1e9, "CCY_VND"),
        ("nghìn tỷ đồng", "đồng", 1e12, "CCY_VND"),
        ("triệu USD", "USD", 1e6, "CCY_USD"),
        ("vạn ha", "ha", 1e4, "HA"),
        ("tấn/ha", "tấn/ha", 1, "TONNE-PER-HA"),
        ("bác sĩ/1 vạn dân", "bác sĩ/vạn dân", 1, None),
        ("giường trên 10.000 dân", "giường/vạn dân", 1, None),
        ("triệu lượt khách", "lượt khách", 1e6, None),
    ],
)
def test_units(printed: str, base: str, factor: float, qudt: str | None) -> None:
    unit = normal(printed)
    assert unit is not None
    assert (unit.base, unit.factor, unit.qudt) == (base, factor, qudt)


def test_a_unit_that_is_not_known_is_none() -> None:
    assert normal("con rồng") is None


def test_targets_of_tables_and_sentences_are_one_list() -> None:
    from loaders.read.grid import text_of

    rows = [["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2030"], ["1", "Hộ dùng nước sạch", "%", "≥ 95"]]
    above = ["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "I. MỤC TIÊU", "- Tỷ lệ thôn có giếng đạt 70%.", "1. Chỉ tiêu:"]
    (found,) = parse(text_of(rows, above))
    targets: list[Target] = found.targets or []
    assert [(t.indicator, t.value, t.base) for t in targets] == [
        ("Tỷ lệ thôn có giếng", 70, "%"),
        ("Hộ dùng nước sạch", 95, "%"),
    ]


WORDS = "tỷ lệ đạt trên 80% 5 - 7 % 2.000 tỷ đồng ; , . và trong đó : ( ) từ lên 70 xã đến năm 2030 giảm bình quân chiếm khoảng hộ GRDP"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=40))
def test_any_row_of_its_own_words(words: list[str]) -> None:
    """Nothing raises, all spans lie in the text, and twice is the same."""
    text = " ".join(words)
    for one in amounts(text):
        assert 0 <= one.start <= one.figures < one.end <= len(text)
    found = goals(text)
    assert all(0 <= g.start < g.end <= len(text) and g.indicator for g in found)
    assert goals(text) == found


def test_a_long_list_is_read_whole() -> None:
    """With 4000 of them anything quadratic takes minutes."""
    assert len(goals("Tỷ lệ hộ có điện đạt 80%; " * 4000)) == 4000
    assert len(goals("Tỷ lệ hộ có điện đạt 80%, " * 4000)) == 4000
    assert len(goals("Chỉ số PCI thuộc " + "nhóm 4 tỉnh dẫn đầu cả nước, " * 2000)) == 2000
    assert len(goals("Mỗi năm " + "đào tạo 90 lao động may, " * 2000)) == 2000


def test_a_share_that_is_to_be_raised_is_a_goal_in_any_part() -> None:
    lines = ["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "III. NHIỆM VỤ", "2. Giai đoạn 2031 - 2035"]
    lines += ["- Đưa tỷ lệ hộ dùng nước sạch lên tối thiểu 80% toàn xã.", "- Tỷ lệ hộ dùng nước sạch đã tăng lên 60%."]
    (document,) = parse(Text.of_paragraphs(lines))
    assert [(t.indicator, t.comparator, t.value, t.year) for t in document.targets or []] == [
        ("Tỷ lệ hộ dùng nước sạch", ">=", 80.0, 2035)
    ]
