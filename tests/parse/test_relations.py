"""Edges between documents: what states one, which one, and from where to where."""

from __future__ import annotations

import pytest

from loaders.parse import citations, relations
from tests.parse.factories import document

Edge = tuple[str, str, str]


def edges(*paragraphs: str | tuple[str, str], **head: str | None) -> set[Edge]:
    """(source, type, target), documents by their symbol or the first words of their name."""
    made = document(*paragraphs, **head)  # type: ignore[arg-type]
    citations.extract(made)
    relations.extract(made)
    short = {one.key: one.symbol or one.key.split("|")[0] for one in made.citations or ()} | {"this": "this"}
    return {(short[edge.source], edge.type, short[edge.target]) for edge in made.relations or ()}


TITLE = [
    ("Thực hiện Nghị quyết số 1-NQ/TU của Tỉnh ủy về muối", {("this", "implements", "1-NQ/TU")}),
    ("TRIỂN KHAI KẾ HOẠCH SỐ 1-KH/TU NGÀY 1/2/2024 CỦA BAN THƯỜNG VỤ TỈNH ỦY THỰC HIỆN KẾT LUẬN SỐ 2-KL/TW CỦA BỘ CHÍNH "
     "TRỊ VỀ TIẾP TỤC THỰC HIỆN NGHỊ QUYẾT SỐ 3-NQ/TW VỀ MUỐI",
     {("this", "implements", "1-KH/TU"), ("1-KH/TU", "implements", "2-KL/TW"), ("2-KL/TW", "continues", "3-NQ/TW")}),
    ("Triển khai Kết luận số 2-KL/TW của Bộ Chính trị, Quyết định số 4/QĐ-TTg của Thủ tướng Chính phủ về việc ban hành kế "
     "hoạch thực hiện Kết luận số 2-KL/TW về muối",
     {("this", "implements", "2-KL/TW"), ("this", "implements", "4/QĐ-TTg"), ("4/QĐ-TTg", "implements", "2-KL/TW")}),
    ("Phê duyệt Đề án cảng cá xanh đến năm 2035", {("this", "approves", "Đề án cảng cá xanh đến năm 2035")}),
    ("Về việc sửa đổi, bổ sung một số điều của Quyết định số 5/2020/QĐ-UBND ngày 1/2/2020 của UBND tỉnh",
     {("this", "amends", "5/2020/QĐ-UBND")}),
    ("Bãi bỏ Quyết định số 5/2020/QĐ-UBND", {("this", "replaces", "5/2020/QĐ-UBND")}),
    ("Về tiếp tục thực hiện Chỉ thị số 6-CT/TU", {("this", "continues", "6-CT/TU")}),
    ("Ban hành Kế hoạch triển khai thi hành Luật Giá", {("this", "implements", "Luật Giá")}),
    ("Phê duyệt điều chỉnh Quy hoạch chung đô thị Gành Hào đến năm 2040",
     {("this", "approves", "Quy hoạch chung đô thị Gành Hào đến năm 2040")}),
    ("Phê duyệt nhiệm vụ lập Quy hoạch chung đô thị Gành Hào đến năm 2040",
     {("this", "cites", "Quy hoạch chung đô thị Gành Hào đến năm 2040")}),
    ("Về giám sát Nghị quyết số 1-NQ/TU", {("this", "cites", "1-NQ/TU")}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), TITLE)
def test_title(title: str, expected: set[Edge]) -> None:
    assert edges(("head/title", title)) == expected


BASIS = [
    ("Căn cứ Luật Giá ngày 19/6/2023; Nghị định số 1/2024/NĐ-CP và Thông tư số 2/2024/TT-BTC;",
     {("this", "based_on", "Luật Giá"), ("this", "based_on", "1/2024/NĐ-CP"), ("this", "based_on", "2/2024/TT-BTC")}),
    ("Căn cứ Nghị định số 1/2024/NĐ-CP ngày 3/4/2024 của Chính phủ về quy định chi tiết thi hành Luật Giá và Nghị định số "
     "2/2025/NĐ-CP ngày 5/6/2025 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 1/2024/NĐ-CP;",
     {("this", "based_on", "1/2024/NĐ-CP"), ("this", "based_on", "2/2025/NĐ-CP"), ("1/2024/NĐ-CP", "implements", "Luật Giá"),
      ("2/2025/NĐ-CP", "amends", "1/2024/NĐ-CP")}),
    ("Căn cứ Luật Giá số 1/2023/QH15 được sửa đổi, bổ sung một số điều bởi Luật số 2/2024/QH15, Luật số 3/2025/QH15;",
     {("this", "based_on", "1/2023/QH15"), ("this", "based_on", "2/2024/QH15"), ("this", "based_on", "3/2025/QH15"),
      ("2/2024/QH15", "amends", "1/2023/QH15"), ("3/2025/QH15", "amends", "1/2023/QH15")}),
    ("Căn cứ Nghị quyết số 1/NQ-CP của Chính phủ ban hành Chương trình hành động thực hiện Nghị quyết số 2-NQ/TW của Bộ "
     "Chính trị về muối được sửa đổi, bổ sung tại Nghị quyết số 3/NQ-CP của Chính phủ;",
     {("this", "based_on", "1/NQ-CP"), ("1/NQ-CP", "implements", "2-NQ/TW"), ("3/NQ-CP", "amends", "1/NQ-CP"),
      ("this", "based_on", "3/NQ-CP")}),
    ("Căn cứ Quyết định số 4/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Quy hoạch tỉnh Bạc Liêu đến năm 2030;",
     {("this", "based_on", "4/QĐ-TTg"), ("4/QĐ-TTg", "approves", "Quy hoạch tỉnh Bạc Liêu đến năm 2030")}),
    ("Theo đề nghị của Giám đốc Sở Tài chính tại các Tờ trình: số 5/TTr-STC ngày 1/2/2024 và số 6/TTr-STC ngày 2/2/2024;",
     {("this", "proposed_by", "5/TTr-STC"), ("this", "proposed_by", "6/TTr-STC")}),
    ("Xét Tờ trình số 7/TTr-UBND của Ủy ban nhân dân tỉnh; Báo cáo thẩm tra số 8/BC-BPC;",
     {("this", "proposed_by", "7/TTr-UBND"), ("this", "cites", "8/BC-BPC")}),
    ("Thực hiện Chỉ thị số 9/CT-TTg của Thủ tướng Chính phủ;", {("this", "implements", "9/CT-TTg")}),
    ("Xét đề nghị của Sở Tài chính tại Công văn số 10/STC-NS; UBND tỉnh xây dựng Kế hoạch triển khai theo Chỉ thị số 9/CT-TTg",
     {("this", "proposed_by", "10/STC-NS"), ("this", "implements", "9/CT-TTg")}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), BASIS)
def test_basis(words: str, expected: set[Edge]) -> None:
    assert edges(("head/basis", words)) == expected


BODY = [
    ("các đơn vị triển khai thực hiện Quyết định số 1/QĐ-TTg về muối", {("this", "cites", "1/QĐ-TTg")}),
    ("Thực hiện Nghị quyết số 1-NQ/TU, tỉnh đạt kết quả khá", {("this", "cites", "1-NQ/TU")}),
    ("Trên đây là Kế hoạch năm năm nhằm thực hiện Nghị quyết số 1-NQ/TU", {("this", "implements", "1-NQ/TU")}),
    ("Thực hiện Đề án nâng cấp chợ huyện đảo giai đoạn 2024-2028 được UBND tỉnh phê duyệt tại Quyết định số 2/QĐ-UBND",
     {("this", "cites", "Đề án nâng cấp chợ huyện đảo giai đoạn 2024-2028"), ("this", "cites", "2/QĐ-UBND"),
      ("2/QĐ-UBND", "approves", "Đề án nâng cấp chợ huyện đảo giai đoạn 2024-2028")}),
    ("Thực hiện Đề án nâng cấp chợ huyện đảo giai đoạn 2024-2028 theo Quyết định số 2/QĐ-UBND",
     {("this", "cites", "Đề án nâng cấp chợ huyện đảo giai đoạn 2024-2028"), ("this", "cites", "2/QĐ-UBND")}),
    ("theo Quyết định của Thủ tướng Chính phủ phê duyệt Quy hoạch mạng lưới cảng biển thời kỳ 2031 - 2040",
     {("this", "cites", "Quyết định của Thủ tướng Chính phủ phê duyệt Quy hoạch mạng lưới cảng biển thời kỳ 2031 - 2040"),
      ("Quyết định của Thủ tướng Chính phủ phê duyệt Quy hoạch mạng lưới cảng biển thời kỳ 2031 - 2040", "approves",
       "Quy hoạch mạng lưới cảng biển thời kỳ 2031 - 2040")}),
    ("bám sát Kế hoạch thực hiện Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030",
     {("this", "cites", "Kế hoạch thực hiện Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030"),
      ("Kế hoạch thực hiện Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030", "implements",
       "Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030")}),
    ("Quy hoạch mạng lưới cảng cá đến năm 2040 (Quy hoạch cảng cá nước sâu); Kế hoạch thực hiện Quy hoạch điện VIII",
     {("this", "cites", "Quy hoạch mạng lưới cảng cá đến năm 2040"), ("this", "cites", "Kế hoạch thực hiện Quy hoạch điện VIII"),
      ("Kế hoạch thực hiện Quy hoạch điện VIII", "implements", "Quy hoạch điện VIII")}),
    ("xem Công văn số 3/STC-NS về việc Chương trình hành động thực hiện Nghị quyết số 1-NQ/TU",
     {("this", "cites", "3/STC-NS"), ("this", "cites", "1-NQ/TU")}),
    ("Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Dân số",
     {("this", "cites", "Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Dân số"),
      ("Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Dân số", "amends", "Luật Giá"),
      ("Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Dân số", "amends", "Luật Dân số")}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), BODY)
def test_body(words: str, expected: set[Edge]) -> None:
    assert edges(words) == expected


ARTICLES = [
    ("Điều 2. Quyết định này có hiệu lực từ ngày 1/2/2024 và thay thế Quyết định số 1/2018/QĐ-UBND.",
     {("this", "replaces", "1/2018/QĐ-UBND")}),
    ("Bãi bỏ các Quyết định số 1/2018/QĐ-UBND và số 2/2019/QĐ-UBND.",
     {("this", "replaces", "1/2018/QĐ-UBND"), ("this", "replaces", "2/2019/QĐ-UBND")}),
    ("Điều 1. Sửa đổi, bổ sung Điều 5 của Quy định ban hành kèm theo Quyết định số 1/2018/QĐ-UBND.",
     {("this", "amends", "1/2018/QĐ-UBND")}),
    ("Điều 1. Phê duyệt Đề án nâng cấp chợ huyện đảo.", {("this", "approves", "Đề án nâng cấp chợ huyện đảo")}),
    ("Quyết định số 1/2018/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", {("this", "replaces", "1/2018/QĐ-UBND")}),
    ("Điều 3. Giao Sở Y tế theo dõi Quyết định số 1/2018/QĐ-UBND.", {("this", "cites", "1/2018/QĐ-UBND")}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), ARTICLES)
def test_articles_of_a_decision(words: str, expected: set[Edge]) -> None:
    assert edges(("Điều-1", words), kind="Quyết định") == expected


def test_a_plan_replaces_nothing() -> None:
    assert edges("Bãi bỏ Quyết định số 1/2018/QĐ-UBND.", kind="Kế hoạch") == {("this", "cites", "1/2018/QĐ-UBND")}


def test_opening_and_attachment() -> None:
    assert edges(("head/attachment", "(Kèm theo Quyết định số 7/QĐ-UBND ngày 1/2/2024 của UBND tỉnh)")) == {
        ("7/QĐ-UBND", "promulgates", "this")
    }
    assert edges(
        ("head/opening", "Để triển khai thực hiện có hiệu quả Nghị quyết số 1-NQ/TU của Tỉnh ủy, UBND tỉnh ban hành:")
    ) == {("this", "implements", "1-NQ/TU")}
    opening = "Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức thực hiện Nghị quyết số 1-NQ/TU như sau:"
    assert edges(("head/opening", opening)) == {("this", "implements", "1-NQ/TU")}
    assert edges(("head/opening", "Ngày 1/2/2024, Tỉnh ủy đã ban hành Nghị quyết số 1-NQ/TU về muối.")) == {
        ("this", "cites", "1-NQ/TU")
    }


def test_a_title_over_two_lines() -> None:
    lines = (("head/title", "TRIỂN KHAI QUYẾT ĐỊNH SỐ"), ("head/title", "3/QĐ-TTG NGÀY 1/2/2024 VÀ CHỈ THỊ SỐ 4-CT/TU"))
    assert edges(*lines) == {("this", "implements", "3/QĐ-TTg"), ("this", "implements", "4-CT/TU")}


def test_the_strongest_edge_of_a_pair_is_kept_from_its_first_place() -> None:
    made = document("theo Nghị quyết số 1-NQ/TU ngày 1/2/2024", ("head/basis", "Căn cứ Nghị quyết số 1-NQ/TU;"),
                    ("head/title", "Thực hiện Nghị quyết số 1-NQ/TU"), ("head/opening", "Thực hiện Nghị quyết số 1-NQ/TU"))  # fmt: skip
    citations.extract(made)
    relations.extract(made)
    assert [(edge.type, edge.provision, made.words(edge.span)) for edge in made.relations or ()] == [
        ("implements", "head/title", "Thực hiện Nghị quyết số 1-NQ/TU")
    ]


def test_a_footnote_states_edges_like_the_body() -> None:
    words = "¹Chương trình số 5-CTr/TU của Tỉnh ủy thực hiện Nghị quyết số 1-NQ/TW của Ban Chấp hành Trung ương"
    assert edges(("fn-1", words)) == {("this", "cites", "5-CTr/TU"), ("5-CTr/TU", "implements", "1-NQ/TW")}
