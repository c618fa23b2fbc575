"""Distinct cited documents: keys, dates, issuers, subjects, short forms."""

from __future__ import annotations

import pytest

from loaders.model import CitedDocument
from loaders.parse import citations
from tests.parse.factories import document


def cited(*paragraphs: str | tuple[str, str], **head: str | None) -> list[CitedDocument]:
    made = document(*paragraphs, **head)  # type: ignore[arg-type]
    citations.extract(made)
    assert made.citations is not None
    return made.citations


KEYS = [
    ("Thực hiện Nghị quyết số 18-NQ/TU, ngày 05-6-2024 của Tỉnh ủy", ["18-NQ/TU|2024-06-05"]),
    ("THỰC HIỆN CHƯƠNG TRÌNH SỐ 07-CTR/TU NGÀY 09/8/2023 VÀ CHỈ THỊ SỐ 11/CT-TTG", ["07-CTr/TU|2023-08-09", "11/CT-TTg|"]),
    ("các Nghị quyết số 18-NQ/TU, 19-NQ/TU ngày 25/10/2023", ["18-NQ/TU|2023-10-25", "19-NQ/TU|2023-10-25"]),
    ("Quyết định số 123/QĐ-UBND và 456/QĐ-UBND ngày 03/4/2024", ["123/QĐ-UBND|2024-04-03", "456/QĐ-UBND|2024-04-03"]),
    ("các Công điện: số 01/CĐ-UBND ngày 1/9/2024, số 02/CĐ-UBND và số 03/CĐ-UBND ngày 2/9/2024",
     ["01/CĐ-UBND|2024-09-01", "02/CĐ-UBND|2024-09-02", "03/CĐ-UBND|2024-09-02"]),
    ("Quyết định số 9/QĐ-TTg của Thủ tướng Chính phủ ngày 04/5/2023 phê duyệt kết quả", ["9/QĐ-TTg|2023-05-04"]),
    ("Ngày 02/3/2024, Bộ Công Thương đã ban hành Kế hoạch số 77/KH-BCT về khuyến công", ["77/KH-BCT|2024-03-02"]),
    ("(Kèm theo Quyết định số:      /QĐ-UBND ngày   tháng   năm 2024)", ["/QĐ-UBND|2024"]),
    ("Kế hoạch số ...../KH-SXD về cây xanh", ["/KH-SXD|"]),
    ("Nghị quyết số 8-NQ/TU ngày 1/2/2024; theo Nghị quyết số 08-NQ/TU", ["8-NQ/TU|2024-02-01"]),
    ("Chương trình số 43/CTr-TU ngày 1/2/2013; Chương trình số 43-CTr/TU", ["43/CTr-TU|2013-02-01"]),
    ("Kế hoạch 5/KH-UBND ngày 1/2/2023, Kế hoạch 5/KH-UBND ngày 1/2/2024; Kế hoạch 5/KH-UBND",
     ["5/KH-UBND|2023-02-01", "5/KH-UBND|2024-02-01", "5/KH-UBND|"]),
    ("Nghị định số 6/2021/NĐ-CP ngày 26/01/2021; Nghị định số 6/2021/NĐ-CP ngày 26/01/2025", ["6/2021/NĐ-CP|2021-01-26"]),
    ("Nghị định số 6/2021/NĐ-CP ngày 26/01/2025; Nghị định số 6/2021/NĐ-CP ngày 26/01/2021", ["6/2021/NĐ-CP|2021-01-26"]),
    ("Nghị định số 6/2021/NĐ-CP ngày 26/01/2025", ["6/2021/NĐ-CP|2025-01-26"]),
    ("Luật Đất đai số 31/2024/QH15; theo Luật Đất đai", ["31/2024/QH15|"]),
    ("Luật Giá ngày 19/6/2023; theo Luật Giá", ["Luật Giá|null"]),
    ("Quy hoạch tỉnh Bạc Liêu thời kỳ 2021 - 2030, tầm nhìn đến năm 2050; Quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến 2050",
     ["Quy hoạch tỉnh Bạc Liêu thời kỳ 2021 - 2030, tầm nhìn đến năm 2050|null"]),
    ("Quy hoạch tỉnh An Giang đến năm 2030; Quy hoạch tỉnh Bạc Liêu đến năm 2030",
     ["Quy hoạch tỉnh An Giang đến năm 2030|null", "Quy hoạch tỉnh Bạc Liêu đến năm 2030|null"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "keys"), KEYS)
def test_keys(sentence: str, keys: list[str]) -> None:
    assert [one.key for one in cited("Theo " + sentence)] == keys


def test_a_mention_keeps_the_date_that_it_misprints() -> None:
    dates = "ngày 26/01/2025", "ngày 26/01/2021", ""
    one, = cited("Theo " + "; ".join(f"Nghị định số 6/2021/NĐ-CP {date}" for date in dates))
    assert [mention.date for mention in one.mentions] == ["2025-01-26", None, None]


def test_an_undated_number_of_two_dates_lists_both() -> None:
    last = cited("Kế hoạch 5/KH-UBND ngày 1/2/2023, Kế hoạch 5/KH-UBND ngày 1/2/2024; Kế hoạch 5/KH-UBND")[-1]
    assert last.date is None
    assert last.candidates == ("5/KH-UBND|2023-02-01", "5/KH-UBND|2024-02-01")


def test_a_blank_number_is_none() -> None:
    one = cited("(Kèm theo Quyết định số   /QĐ-UBND ngày / /2031 của UBND tỉnh)")[0]
    assert (one.number, one.symbol, one.date, one.type) == (None, None, None, "Quyết định")
    assert one.issuer == "Ủy ban nhân dân tỉnh Bạc Liêu"


ISSUERS = [
    ("Nghị quyết số 1-NQ/TU ngày 1/2/2024 của BCH Đảng bộ tỉnh", "Tỉnh ủy Bạc Liêu", "stated"),
    ("Kế hoạch số 1-KH/TU ngày 1/2/2024 của Ban Thường vụ Tỉnh uỷ", "Tỉnh ủy Bạc Liêu", "stated"),
    ("Kế hoạch số 1-KH/TU ngày 1/2/2024", "Tỉnh ủy Bạc Liêu", "context"),
    ("Kế hoạch số 1-KH/TU ngày 1/2/2024 của Tỉnh ủy Cà Mau", "Tỉnh ủy Cà Mau", "stated"),
    ("Quyết định số 1/QĐ-UBND ngày 1/2/2024 của UBND tỉnh", "Ủy ban nhân dân tỉnh Bạc Liêu", "stated"),
    ("Quyết định số 1/QĐ-UBND ngày 1/2/2024", "Ủy ban nhân dân tỉnh Bạc Liêu", "context"),
    ("Quyết định số 1/QĐ-UBND của Chủ tịch UBND thành phố Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "stated"),
    ("Kế hoạch số 1/KH-UBND của UBND huyện Hồng Dân", "Ủy ban nhân dân huyện Hồng Dân", "stated"),
    ("Nghị quyết số 1/NQ-HĐND của Hội đồng nhân dân tỉnh Sửa đổi mức thu", "Hội đồng nhân dân tỉnh Bạc Liêu", "stated"),
    ("Quyết định số 1/QĐ-TTg ngày 1/2/2024", "Thủ tướng Chính phủ", "symbol"),
    ("Nghị định số 1/2024/NĐ-CP", "Chính phủ", "symbol"),
    ("Luật số 1/2024/QH15", "Quốc hội", "symbol"),
    ("Thông tư số 1/2024/TT-BTC của Bộ trưởng Bộ Tài chính quy định phí", "Bộ Tài chính", "stated"),
    ("Công văn số 9/SKHĐT-TH ngày 1/2/2024", "Sở Kế hoạch và Đầu tư", "symbol"),
    ("Tờ trình số 9/TTr-SNV của Sở Nội vụ tỉnh Bạc Liêu", "Sở Nội vụ", "stated"),
    ("Tờ trình số 9/TTr-SNV của Sở Nội vụ tỉnh Cà Mau", "Sở Nội vụ tỉnh Cà Mau", "stated"),
    ("Kết luận số 9-KL/TW ngày 1/2/2024 của Bộ Chính trị", "Bộ Chính trị", "stated"),
    ("Nghị quyết số 9-NQ/TW của Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa XIII", "Ban Chấp hành Trung ương Đảng", "stated"),
    ("Chỉ thị số 9-CT/TW Ban Bí thư về báo chí", "Ban Bí thư", "stated"),
    ("Kết luận số 9-KL/TW ngày 1/2/2024", None, None),
    ("UBND tỉnh đã ban hành Kế hoạch số 9/KH-UBND về chợ", "Ủy ban nhân dân tỉnh Bạc Liêu", "stated"),
    ("Thông báo số 9-TB/TGV của Tổ giúp việc Ban Chỉ đạo tỉnh về khoa học", "Tổ giúp việc Ban Chỉ đạo tỉnh", "stated"),
    ("Thông tư liên tịch số 9/2014/TTLT-BTC-BYT", "Bộ Tài chính, Bộ Y tế", "symbol"),
    ("Hướng dẫn số 9-HD/BTCTW", "Ban Tổ chức Trung ương", "symbol"),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII", "Đại hội Đảng bộ tỉnh Bạc Liêu lần thứ XVII", "context"),
    ("Nghị quyết Đại hội XIV của Đảng", "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", "context"),
    ("Luật Giá ngày 19/6/2023", "Quốc hội", "context"),
    ("Pháp lệnh Dân số", "Ủy ban Thường vụ Quốc hội", "context"),
    ("Quy hoạch vùng Tây Nguyên đến năm 2030 của Thủ tướng Chính phủ", None, None),
    ("Giấy phép số 17/GP-ABCD ngày 1/2/2024", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name", "basis"), ISSUERS)
def test_issuers(sentence: str, name: str | None, basis: str | None) -> None:
    made = document("Theo " + sentence)
    citations.extract(made)
    one = (made.citations or [])[0]
    assert (one.issuer, one.issuer_basis) == (name, basis)
    assert (one.issuer_span is not None) == (basis == "stated")


def test_what_cannot_be_told_lists_its_candidates() -> None:
    assert cited("Kết luận số 9-KL/TW ngày 1/2/2024")[0].candidates == (
        "Ban Chấp hành Trung ương Đảng", "Bộ Chính trị", "Ban Bí thư",
    )  # fmt: skip
    assert cited("Kế hoạch số 1-KH/TU", province=None)[0].issuer is None
    town = cited("Quyết định số 7/QĐ-UBND", issuer="Ủy ban nhân dân huyện Hồng Dân")[0]
    assert town.issuer is None
    assert town.candidates == ("Ủy ban nhân dân huyện Hồng Dân", "Ủy ban nhân dân tỉnh Bạc Liêu")


def test_a_city_has_a_thanh_uy_and_a_city_committee() -> None:
    found = cited("Kế hoạch số 1-KH/TU; Quyết định số 2/QĐ-UBND của UBND Thành phố", province="Cần Thơ")
    assert [one.issuer for one in found] == ["Thành ủy Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ"]


SUBJECTS = [
    ("Chỉ thị số 1/CT-TTg ngày 1/2/2024 của Thủ tướng Chính phủ về việc siết chặt kỷ cương; các Sở", "siết chặt kỷ cương"),
    ("Chỉ thị số 1-CT/TW ngày 1/2/2024 của Ban Bí thư “Về chăm lo tuổi già trong làng nghề”; các Sở", "chăm lo tuổi già trong làng nghề"),
    ("Nghị định số 1/2024/NĐ-CP của Chính phủ quy định chi tiết một số điều của Luật Giá và Nghị định số 2/2024/NĐ-CP",
     "quy định chi tiết một số điều của Luật Giá"),
    ("Kế hoạch số 1-KH/TU của Tỉnh ủy thực hiện Kết luận số 2-KL/TW của Bộ Chính trị về nghề muối, UBND tỉnh ban hành",
     "thực hiện Kết luận số 2-KL/TW của Bộ Chính trị về nghề muối"),
    ("Kế hoạch số 1/KH-UBND nhằm triển khai thực hiện Đề án 99.", "triển khai thực hiện Đề án 99"),
    ("Quyết định số 1/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Đề án “Làng nghề, phố nghề” giai đoạn 2024-2030; các",
     "phê duyệt Đề án “Làng nghề, phố nghề” giai đoạn 2024-2030"),
    ("(theo Công văn số 1/STC-NS về quyết toán vốn) và các", "quyết toán vốn"),
    ("Kế hoạch số 1-KH/TU ngày 1/2/2024 của Tỉnh ủy, bảo đảm khả thi", None),
    ("Nghị quyết số 1/NQ-HĐND của HĐND tỉnh khóa X, kỳ họp thứ 5 (chuyên đề) về giá nước;", "giá nước"),
    ("Công văn số 1/UBND-KT của UBND TP. Hồ Chí Minh về bến bãi trên địa bàn TP. Hồ Chí Minh, trước ngày 20/10/2024",
     "bến bãi trên địa bàn TP. Hồ Chí Minh"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "subject"), SUBJECTS)
def test_subjects(sentence: str, subject: str | None) -> None:
    made = document("Theo " + sentence)
    citations.extract(made)
    one = (made.citations or [])[0]
    assert one.subject == subject
    assert (made.words(one.subject_span) if one.subject_span else None) == subject


def test_the_subject_of_a_title_in_capitals_is_taken_from_plain_words() -> None:
    found = cited(
        ("head/title", "THỰC HIỆN NGHỊ QUYẾT SỐ 1-NQ/TU NGÀY 1/2/2024 CỦA TỈNH ỦY VỀ NGHỀ MUỐI"),
        ("head/opening", "Thực hiện Nghị quyết số 1-NQ/TU ngày 1/2/2024 của Tỉnh ủy về nghề muối, UBND tỉnh ban hành:"),
    )
    assert [one.subject for one in found] == ["nghề muối"]
    assert [len(one.mentions) for one in found] == [2]


TYPES = [
    ("Thông báo kết luận số 3-TB/TGV", "Thông báo"), ("Kế hoạch hành động số 4-KH/TU", "Kế hoạch"),
    ("Chương trình hành động số 5-CTr/TU", "Chương trình hành động"), ("văn bản số 6/BTC-NS", "Công văn"),
    ("văn bản số 7/KH-UBND", "Kế hoạch"), ("Quy định số 8-QĐ/TW", "Quy định"), ("tại số 9/QĐ-UBND", "Quyết định"),
    ("Báo cáo thẩm tra số 10/BC-BKTNS", "Báo cáo"), ("Nghị quyết số 11/2024/QH15", "Nghị quyết"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kind"), TYPES)
def test_types(sentence: str, kind: str) -> None:
    assert [one.type for one in cited("Theo " + sentence)] == [kind]


def test_a_bracket_that_defines_a_short_form_is_no_mention() -> None:
    found = cited(
        "Thực hiện Nghị quyết số 8-NQ/TU ngày 1/2/2024 về muối (gọi tắt là Nghị quyết số 8-NQ/TU); Đề án “Hạt muối quê "
        "hương, sạch và bền” (sau đây gọi tắt là Đề án 77); bám sát Đề án 77.",
        "Quy hoạch mạng lưới cảng cá đến năm 2040 (Quy hoạch cảng cá); Kế hoạch thực hiện Quy hoạch cảng cá.",
    )
    assert [(one.key, len(one.mentions)) for one in found] == [
        ("8-NQ/TU|2024-02-01", 1),
        ("Đề án Hạt muối quê hương, sạch và bền|null", 1),
        ("Quy hoạch mạng lưới cảng cá đến năm 2040|null", 1),
    ]


def test_the_only_name_given_may_hold_a_short_form() -> None:
    found = cited(
        "theo Quy hoạch phát triển điện lực quốc gia thời kỳ 2031-2040 (Quy hoạch điện IX); Kế hoạch thực hiện Quy hoạch điện IX",
        "theo Kế hoạch thực hiện Quy hoạch phát triển điện lực quốc gia thời kỳ 2031-2040.",
    )  # fmt: skip
    assert [one.key for one in found] == [
        "Quy hoạch phát triển điện lực quốc gia thời kỳ 2031-2040|null",
        "Kế hoạch thực hiện Quy hoạch phát triển điện lực quốc gia thời kỳ 2031-2040|null",
    ]
    assert [len(one.mentions) for one in found] == [2, 2]


def test_terms() -> None:
    found = cited("Nghị quyết số 1-NQ/TU ngày 1/2/2024 của Ban Chấp hành Đảng bộ tỉnh (khóa XVI) về muối")
    assert [(one.term, one.subject) for one in found] == [("XVI", "muối")]


def test_order_is_that_of_first_mention() -> None:
    found = cited("theo Luật Giá và Nghị quyết số 2-NQ/TU", "Nghị quyết số 1-NQ/TU; Luật Giá; Đề án 99")
    assert [one.key for one in found] == ["Luật Giá|null", "2-NQ/TU|", "1-NQ/TU|", "Đề án 99|null"]
