"""The grammar of named works, sentence by sentence: what is a work, how its name goes, what is asked and told of it."""

from __future__ import annotations

import pytest

from loaders.model import Text
from loaders.parse import parse
from loaders.parse.projects.lexicon import field_of, identifier, kinds
from loaders.parse.projects.same import key_of
from loaders.parse.projects.scan import works_of

# Sentence -> the names in it, in order.
NAMES = [
    # one work, with the verbs and "tuyến", "dự án" left out
    ("Hoàn thành cầu Bến Trăng trước mùa mưa.", ["Cầu Bến Trăng"]),
    ("Nâng cấp tuyến đường Gò Me - Suối Cạn.", ["Đường Gò Me - Suối Cạn"]),
    ("Triển khai dự án đầu tư xây dựng hồ chứa nước Đá Bạc.", ["Hồ chứa nước Đá Bạc"]),
    ("Xây dựng tuyến tránh thị trấn Lâm Sơn.", ["Tuyến tránh thị trấn Lâm Sơn"]),
    ("Mở rộng QL.9B, quốc lộ 44 và ĐT.512C.", ["QL.9B", "Quốc lộ 44", "ĐT.512C"]),
    # lists
    ("Đầu tư cầu Mây, kè sông Trong và chợ đầu mối Tân Hạ.", ["Cầu Mây", "Kè sông Trong", "Chợ đầu mối Tân Hạ"]),
    ("Nạo vét các cửa biển Hòn Rùa, Bãi Dương, Mũi Né Con.",
     ["Cửa biển Hòn Rùa", "Cửa biển Bãi Dương", "Cửa biển Mũi Né Con"]),
    ("Mời gọi đầu tư các bến cảng (Hòn Rùa, Bãi Dương).", ["Bến cảng Hòn Rùa", "Bến cảng Bãi Dương"]),
    ("Phát triển các khu công nghiệp: Đồi Thông, Gò Xanh - Gò Đỏ (đợt một), Bàu Sen.",
     ["Khu công nghiệp Đồi Thông", "Khu công nghiệp Gò Xanh - Gò Đỏ", "Khu công nghiệp Bàu Sen"]),
    ("Xây dựng cao tốc Đá Bạc - Lâm Sơn, Gò Me - Tân Hạ.", ["Cao tốc Đá Bạc - Lâm Sơn", "Cao tốc Gò Me - Tân Hạ"]),
    ("Đẩy nhanh các dự án: xây dựng cầu Mây; nâng cấp đê Hữu Trong; trạm bơm Bàu Sen.",
     ["Cầu Mây", "Đê Hữu Trong", "Trạm bơm Bàu Sen"]),
    ("Thi công các công trình trọng điểm như đường Lê Lai nối dài, cầu Mây.", ["Đường Lê Lai nối dài", "Cầu Mây"]),
    ("Xây dựng chợ nông sản tại thị xã Lâm Sơn và thị xã Tân Hạ.",
     ["Chợ nông sản tại thị xã Lâm Sơn", "Chợ nông sản tại thị xã Tân Hạ"]),
    ("Xây dựng đường, cầu Bến Trăng.", ["Cầu Bến Trăng"]),
    ("Xây dựng cầu Bến Mới, chợ Hai, kè Gò Me.", ["Cầu Bến Mới", "Chợ Hai", "Kè Gò Me"]),
    # end points and identifiers stay, where it lies and what it leads to do not
    ("Xây dựng đường từ xã Gò Me đi xã Đá Bạc, huyện Lâm Sơn và kết nối với quốc lộ 44.",
     ["Đường từ xã Gò Me đi xã Đá Bạc, huyện Lâm Sơn"]),
    ("Nâng cấp đường vào hang Dơi - huyện Lâm Sơn.", ["Đường vào hang Dơi"]),
    ("Nghiên cứu đường sắt Gò Me - Thành phố Tân Hạ (DS.07).", ["Đường sắt Gò Me - Thành phố Tân Hạ (DS.07)"]),
    ("Xây dựng cầu Mây, huyện Lâm Sơn.", ["Cầu Mây"]),
    ("Đề xuất xây dựng sân bay tại huyện Lâm Sơn.", ["Sân bay tại huyện Lâm Sơn"]),
    ("Mở rộng đường Gò Me - Tân Hạ, đoạn qua thị trấn.", ["Đường Gò Me - Tân Hạ"]),
    # titles of centres and the like; levels
    ("Nâng cấp Trung tâm Kiểm nghiệm dược phẩm và mỹ phẩm, Trung tâm Giống cây trồng.",
     ["Trung tâm Kiểm nghiệm dược phẩm và mỹ phẩm", "Trung tâm Giống cây trồng"]),
    # an institute is an organisation, a work only where something built is named; so is a school that is raised in rank
    ("Đề án đầu tư, nâng cấp Viện Giống cây trồng, Viện Địa chất Sao Mai.", []),
    ("Đầu tư xây dựng Viện Giống cây trồng.", ["Viện Giống cây trồng"]),
    ("Mở rộng trụ sở Viện Sao Mai.", ["Trụ sở Viện Sao Mai"]),
    ("Nâng cấp Trường Cao đẳng Nghề Lâm Sơn thành trường đại học.", []),
    ("Nâng cấp, mở rộng Trường Cao đẳng Nghề Lâm Sơn.", ["Trường Cao đẳng Nghề Lâm Sơn"]),
    ("Mở rộng Bệnh viện Đa khoa tỉnh và mua sắm thiết bị.", ["Bệnh viện Đa khoa tỉnh"]),
    ("Xây dựng bảo tàng tỉnh, Thư viện Khoa học tổng hợp.", ["Bảo tàng tỉnh", "Thư viện Khoa học tổng hợp"]),
    # words of other things within names, and what may stand before a proper noun
    ("Nâng cấp Trung tâm Y tế huyện Sậy Hồ, Trung tâm Y tế huyện Gò Me.",
     ["Trung tâm Y tế huyện Sậy Hồ", "Trung tâm Y tế huyện Gò Me"]),
    ("Xây dựng cao tốc Gò Me - Hải Phòng giai đoạn 1, Dự án đường Đông Tây.",
     ["Cao tốc Gò Me - Hải Phòng", "Đường Đông Tây"]),
    ("Đầu tư Nhà máy thủy điện Suối Cạn 3, Nhà máy điện gió Bãi Dương 1.",
     ["Nhà máy thủy điện Suối Cạn 3", "Nhà máy điện gió Bãi Dương 1"]),
    ("Triển khai dự án kè chống sạt lở bờ tả sông Trong; khu neo đậu tránh trú bão kết hợp cảng cá Hòn Rùa.",
     ["Kè chống sạt lở bờ tả sông Trong", "Khu neo đậu tránh trú bão kết hợp cảng cá Hòn Rùa"]),
    ("Xây dựng khu thương mại tự do (FTZ) tại Lâm Sơn.", ["Khu thương mại tự do (FTZ) tại Lâm Sơn"]),
    # stages
    ("Hoàn thành khu neo đậu tránh trú bão Bãi Dương (giai đoạn 2).",
     ["Khu neo đậu tránh trú bão Bãi Dương (giai đoạn 2)"]),
    ("Hoàn thành cầu Mây (giai đoạn 1).", ["Cầu Mây"]),
    # the ground is cleared for them, the investors are found for them
    ("Giải phóng mặt bằng phục vụ thi công cao tốc Gò Me - Tân Hạ.", ["Cao tốc Gò Me - Tân Hạ"]),
    ("Thu hút nhà đầu tư vào Khu công nghiệp Đồi Thông.", ["Khu công nghiệp Đồi Thông"]),
    # two works of one title
    ("Triển khai dự án nâng cấp kênh mương, kiên cố hóa hệ thống thủy lợi đồng Bàu Sen.",
     ["Nâng cấp kênh mương, kiên cố hóa hệ thống thủy lợi đồng Bàu Sen"]),
]  # fmt: skip

NONE = [
    "Xây dựng các trạm y tế, trường học, nhà văn hóa xã.",
    "Nâng cấp các Trung tâm Văn hóa - Thể thao cấp huyện.",
    "Phát triển khu công nghiệp sinh thái, khu đô thị thông minh.",
    "Xây dựng đường giao thông kết nối với các Khu kinh tế.",
    "Xây dựng cảng cá loại I, đường cấp III, cầu 2 làn xe.",
    "Cung cấp điện cho Khu công nghiệp Đồi Thông.",
    "Rà soát nhu cầu của Sở Y tế; yêu cầu Sở Xây dựng báo cáo.",
    "Hoàn thiện hồ sơ Báo cáo nghiên cứu.",
    "Phối hợp với Bệnh viện Đa khoa tỉnh, Trung tâm Kiểm soát bệnh tật tỉnh.",
    "Đề nghị Trường Đại học Tân Hạ cử giảng viên.",
    "Ban Quản lý dự án đầu tư xây dựng Khu công nghiệp Đồi Thông báo cáo.",
    "Đã hoàn thành cầu Mây; đã đưa vào sử dụng Bệnh viện Mắt.",
    "Xây dựng Lâm Sơn trở thành Trung tâm Chế biến gỗ.",
    "Xây dựng Trung tâm điều hành thông minh (IOC) tỉnh, kho dữ liệu dùng chung.",
    "Lắp camera trên quốc lộ 44; tuần tra tại hồ Đá Bạc.",
    "Phát triển chợ 4.0 và tuyến phố không dùng tiền mặt.",
    "Mở rộng kênh bán hàng trên sàn Tân Hạ.",
    "Xử lý rác trên các sông, hồ vùng Bắc quốc lộ 44.",
    "Xây dựng khu tái định cư phục vụ dự án cao tốc Gò Me - Tân Hạ.",
]


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_the_works_of_a_sentence(sentence: str, names: list[str]) -> None:
    assert [work.name for work in works_of(sentence)] == names


@pytest.mark.parametrize("sentence", NONE)
def test_a_class_a_body_a_place_or_a_purpose_is_no_work(sentence: str) -> None:
    assert not [work.name for work in works_of(sentence)]


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_the_words_of_a_name_are_where_it_says(sentence: str, names: list[str]) -> None:
    for work in works_of(sentence):
        words = sentence[work.start : work.end]
        assert work.name.casefold().endswith(words.casefold().removeprefix("tuyến ")[-12:]), (work.name, words)


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("Nâng cấp, mở rộng cầu Mây.", ("upgrade",)),
        ("Kiến nghị Bộ Xây dựng sớm nâng cấp quốc lộ 44.", ("upgrade", "propose")),
        ("Kêu gọi đầu tư cầu Mây.", ("attract",)),
        ("Nghiên cứu, đầu tư xây dựng cầu Mây.", ("study", "build")),
        ("Hoàn thành giải phóng mặt bằng cầu Mây.", ("finish", "clear")),
    ],
)
def test_what_is_asked_of_a_work(sentence: str, asks: tuple[str, ...]) -> None:
    (work,) = works_of(sentence)
    assert set(work.asks) == set(asks)


def plan(*lines: str) -> Text:
    """A plan of a province with these lines as its tasks."""
    head = ["ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 5/KH-UBND", "Bạc Liêu, ngày 01 tháng 3 năm 2022", "KẾ HOẠCH", "Về hạ tầng"]
    return Text.of_paragraphs([*head, "I. NHIỆM VỤ", *lines])


def test_what_is_told_of_a_work_has_its_words() -> None:
    line = ("1. Xây dựng cầu Mây (giai đoạn 1), huyện Lâm Sơn, dài 2,5 km, tổng mức đầu tư khoảng 1.200 tỷ đồng, giai đoạn "
            "2026-2030, do Sở Xây dựng làm chủ đầu tư; nạo vét kênh Bàu Sen.")  # fmt: skip
    (document,) = parse(plan(line))
    bridge, canal = document.projects or []
    told = {name: getattr(bridge, name) for name in ("stage", "place", "scale", "capital", "period", "investor")}
    assert {name: said.value for name, said in told.items()} == {
        "stage": "giai đoạn 1", "place": "huyện Lâm Sơn", "scale": "dài 2,5 km", "capital": "khoảng 1.200 tỷ đồng",
        "period": "giai đoạn 2026-2030", "investor": "Sở Xây dựng",
    }  # fmt: skip
    assert all(document.words(said.spans[0]) == said.value for said in told.values())
    assert (canal.name, canal.capital, canal.place) == ("Kênh Bàu Sen", None, None)


def test_one_work_under_two_wordings_is_one_with_both_places() -> None:
    (document,) = parse(
        plan("1. Hoàn thành đường bộ cao tốc Gò Me – Tân Hạ.", "2. Bàn giao mặt bằng cao tốc Tân Hạ - Gò Me.")
    )
    (one,) = document.projects or []
    assert one.name == "Đường bộ cao tốc Gò Me – Tân Hạ"
    assert [m.provision for m in one.mentions] == ["I/1", "I/2"]
    assert set(one.asks) == {"finish", "clear"}


def test_a_list_under_a_lead_in_is_read_and_results_are_not() -> None:
    lines = ["1. Tập trung hoàn thành các công trình sau:", "- Cầu Mây;", "- Bệnh viện Sản Nhi.", "2. Nâng cấp đê Hữu Trong."]
    (document,) = parse(plan(*lines))
    assert [p.name for p in document.projects or []] == ["Cầu Mây", "Bệnh viện Sản Nhi", "Đê Hữu Trong"]
    text = Text.of_paragraphs(["Số: 5/BC-UBND", "BÁO CÁO", "Về hạ tầng", "I. KẾT QUẢ THỰC HIỆN", "1. Hoàn thành cầu Mây."])
    (document,) = parse(text)
    assert document.projects == []


def test_rows_of_tables_of_projects_and_the_text_make_one_list() -> None:
    from loaders.read.grid import text_of

    rows = [["TT", "Tên dự án", "Địa điểm", "Tổng mức đầu tư"], ["1", "Đầu tư xây dựng cầu Mây", "Huyện Lâm Sơn", "900 tỷ đồng"]]
    head = ["ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 1/KH-UBND", "KẾ HOẠCH", "Về hạ tầng", "I. NHIỆM VỤ"]
    (document,) = parse(text_of(rows, [*head, "1. Sở Xây dựng hoàn thành cầu Mây và kè Bàu Sen.", "2. Danh mục dự án:"]))
    bridge, bank = document.projects or []
    assert (bridge.name, bridge.kind, bridge.capital and bridge.capital.value) == ("Cầu Mây", "cầu", "900 tỷ đồng")
    assert len(bridge.mentions) == 2
    assert bank.name == "Kè Bàu Sen"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Cao tốc Gò Me - Tân Hạ", "Tuyến đường bộ cao tốc Tân Hạ – Gò Me", True),
        ("Quốc lộ 44B", "QL.44B", True),
        ("KCN Đồi Thông", "Khu công nghiệp Đồi Thông", True),
        ("Sân bay Bãi Dương", "Cảng hàng không quốc tế Bãi Dương", True),
        ("Cầu Mây (giai đoạn 1)", "Cầu Mây", True),
        ("Cầu Mây (giai đoạn 2)", "Cầu Mây", False),
        ("Cầu Mây 2", "Cầu Mây", False),
        ("Cảng cá Bãi Dương", "Cảng Bãi Dương", False),
        ("Cao tốc Bắc - Nam phía Tây (CT.02)", "Cao tốc Bắc - Nam", False),
    ],
)
def test_which_names_are_of_one_work(a: str, b: str, same: bool) -> None:
    assert (key_of(a) == key_of(b)) == same


def test_every_kind_has_a_concept_and_a_field_or_none() -> None:
    from ontology.tables import rows

    known = {row["id"] for row in rows("infrastructure_fields")}
    assert len({identifier(kind) for kind in kinds()}) == len(kinds()) > 15
    assert {field_of(kind) for kind in kinds()} <= known | {None}
