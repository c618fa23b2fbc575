"""Several documents in one file: where each begins, what an attached one has from its decision, what states the tie."""

from __future__ import annotations

import pytest

from loaders.model import Document, Text
from loaders.parse import parse, structure
from loaders.parse.relations.promulgated import named_with

CH = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
NN = ["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT."]


def head(number: str, kind: str, title: str, day: str = "ngày 4 tháng 5 năm 2022") -> list[str]:
    return ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", *CH, f"Số: {number}", f"Sơn La, {day}", kind, title]


def decision(what: str, title: str = "Ban hành Kế hoạch cấp nước", number: str = "15/QĐ-UBND") -> list[str]:
    return [*head(number, "QUYẾT ĐỊNH", title), "Căn cứ Luật Tổ chức chính quyền địa phương;", "QUYẾT ĐỊNH:", f"Điều 1. {what}",
            "Điều 2. Quyết định này có hiệu lực từ ngày ký./.", *NN, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn An"]  # fmt: skip


KH = "Ban hành kèm theo Quyết định này Kế hoạch cấp nước cho bản vùng cao."
PLAN = ["KẾ HOẠCH", "Cấp nước cho bản vùng cao", "(Kèm theo Quyết định số 15/QĐ-UBND ngày 4/5/2022 của UBND tỉnh Sơn La)",
        "I. NHIỆM VỤ", "1. Giao Sở Y tế lấy mẫu nước.", "2. Giao Sở Tài chính bố trí vốn."]  # fmt: skip
LETTER = [*head("77/UBND-KT", "V/v sửa cầu treo", "Kính gửi: Sở Xây dựng"), "Ủy ban nhân dân tỉnh yêu cầu:", "1. Khảo sát cầu.",
          "2. Báo cáo./.", *NN, "CHỦ TỊCH", "Lò Văn An"]  # fmt: skip
FORM = ["Mẫu số 01", "TÊN CƠ QUAN", *CH, "Số: …/BC-…", "…, ngày … tháng … năm …", "BÁO CÁO", "Kết quả thực hiện kế hoạch cấp nước",
        "Kính gửi: …", "1. Số bể đã làm: …", "Nơi nhận:", "- …", "THỦ TRƯỞNG", "(Ký, ghi rõ họ tên)"]  # fmt: skip
ANNEX = ["PHỤ LỤC", "DANH MỤC BỂ NƯỚC", "(Kèm theo Kế hoạch cấp nước)", "1. Bản Áng: 2 bể.", "2. Bản Mòng: 3 bể."]
RULES = ["QUY CHẾ", "Quản lý bể nước", "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Điều 2. Nguyên tắc"]
ROOF = [*decision("Thành lập Tổ kiểm tra mái trường.", "Thành lập Tổ kiểm tra", "16/QĐ-UBND")]
PARTY = [
    "TỈNH ỦY SƠN LA", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 5-NQ/TU", "Sơn La, ngày 2 tháng 2 năm 2022", "NGHỊ QUYẾT", "về nghề dệt",
    "I- MỤC TIÊU", "1- Mở lớp dạy nghề./.", "Nơi nhận:", "- Các huyện ủy.", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Cầm Văn Hạnh",
]  # fmt: skip

# (what is special, the lines, type | number | whether attached, of each document)
FILES: list[tuple[str, list[str], list[str]]] = [
    ("a decision and its plan", [*decision(KH), *PLAN], ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04"]),
    ("the plan with an annex", [*decision(KH), *PLAN, *ANNEX], ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04"]),
    ("number and date left blank in the note",
     [*decision(KH), *PLAN[:2], "(Ban hành kèm theo Quyết định số      /QĐ-UBND ngày     tháng     năm 2022)", *PLAN[3:]],
     ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04"]),
    ("the note over two lines",
     [*decision(KH), *PLAN[:2], "(Ban hành kèm theo Quyết định số 15/QĐ-UBND", "ngày 4 tháng 5 năm 2022 của UBND tỉnh Sơn La)", *PLAN[3:]],
     ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04"]),
    ("no note at all, but the decision names it", [*decision(KH), *PLAN[:2], *PLAN[3:]],
     ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04"]),
    ("a plan that the decision does not name is a heading of its annex",
     [*decision("Giao Sở Y tế lấy mẫu nước."), "PHỤ LỤC", "KẾ HOẠCH", "Lịch lấy mẫu từng tháng", "1. Tháng một: bản Áng."], ["Quyết định 15/QĐ-UBND"]),
    ("rules with a letterhead of their own",
     [*decision("Ban hành kèm theo Quyết định này Quy chế quản lý bể nước."), "ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", *CH, *RULES],
     ["Quyết định 15/QĐ-UBND", "Quy chế <- 15/QĐ-UBND|2022-05-04"]),
    ("two attached documents",
     [*decision("Ban hành kèm theo Quyết định này Kế hoạch cấp nước cho bản vùng cao và Quy chế quản lý bể nước."), *PLAN, *RULES[:2], PLAN[2], *RULES[2:]],
     ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04", "Quy chế <- 15/QĐ-UBND|2022-05-04"]),
    ("annexes that are no documents",
     [*decision("Ban hành kèm theo Quyết định này Danh mục bể nước."), "DANH MỤC", "Bể nước của tỉnh", "(Kèm theo Quyết định số 15/QĐ-UBND)", "1. Bản Áng.",
      "PHỤ LỤC II", "BIỂU GIÁ NƯỚC", "1. Nước sinh hoạt."], ["Quyết định 15/QĐ-UBND"]),
    ("a plan whose annex is a form with a letterhead", [*head("34/KH-UBND", "KẾ HOẠCH", "Cấp nước"), "I. NHIỆM VỤ", "1. Làm bể./.", *NN, "CHỦ TỊCH", "Lò Văn An", *FORM],
     ["Kế hoạch 34/KH-UBND"]),
    ("a decision, its plan, and the form of the plan", [*decision(KH), *PLAN, "PHỤ LỤC", "BIỂU MẪU BÁO CÁO", *FORM],
     ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04"]),
    ("three unrelated documents one after another", [*ROOF, *LETTER, *PARTY], ["Quyết định 16/QĐ-UBND", "Công văn 77/UBND-KT", "Nghị quyết 5-NQ/TU"]),
    ("a document with an annex, then another document", [*head("34/KH-UBND", "KẾ HOẠCH", "Cấp nước"), "I. NHIỆM VỤ", "1. Làm bể./.", *NN, "CHỦ TỊCH", "Lò Văn An", *ANNEX, *ROOF],
     ["Kế hoạch 34/KH-UBND", "Quyết định 16/QĐ-UBND"]),
    ("a decision and its plan, then a letter", [*decision(KH), *PLAN[:-1], "2. Giao Sở Tài chính bố trí vốn./.", *LETTER],
     ["Quyết định 15/QĐ-UBND", "Kế hoạch <- 15/QĐ-UBND|2022-05-04", "Công văn 77/UBND-KT"]),
    ("a resolution, its programme and an annex",
     ["CHÍNH PHỦ", *CH, "Số: 8/NQ-CP", "Hà Nội, ngày 9 tháng 1 năm 2023", "NGHỊ QUYẾT", "Ban hành Chương trình hành động về nghề muối", "CHÍNH PHỦ", "QUYẾT NGHỊ:",
      "Điều 1. Nay ban hành kèm theo Nghị quyết này Chương trình hành động về nghề muối.", "Điều 2. Hiệu lực./.", *NN, "TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Phạm Văn Chí",
      "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ", "Về nghề muối", "(Kèm theo Nghị quyết số 8/NQ-CP ngày 09 tháng 01 năm 2023 của Chính phủ)", "I. MỤC TIÊU", "1. Diêm dân đủ sống.",
      "PHỤ LỤC I", "DANH MỤC ĐỒNG MUỐI", "1. Đồng muối Bạch Long."],
     ["Nghị quyết 8/NQ-CP", "Chương trình hành động <- 8/NQ-CP|2023-01-09"]),
    ("examples of heads and signatures in the body",
     [*head("9/HD-UBND", "HƯỚNG DẪN", "Trình bày văn bản"), "1. Tên cơ quan viết hoa.", "Ví dụ:", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 127-QĐ/TW", "THÔNG BÁO", "2. Chữ ký ở góc phải.", "Ví dụ:",
      "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Bắc Nam", "3. Nơi nhận ở góc trái.", "Ví dụ:", "Nơi nhận:", "- Các xã.", "4. Lề trái 30 mm./.", *NN, "CHỦ TỊCH", "Lò Văn An"],
     ["Hướng dẫn 9/HD-UBND"]),
]  # fmt: skip


def said(document: Document) -> str:
    header = document.header
    kind = header.type.value if header.type else "?"
    number = f" {header.number.value}" if header.number else ""
    return kind + number + (f" <- {header.attached_to.value}" if header.attached_to else "")


@pytest.mark.parametrize(("special", "lines", "expected"), FILES, ids=[case[0] for case in FILES])
def test_the_documents_of_a_file(special: str, lines: list[str], expected: list[str]) -> None:
    assert [said(document) for document in structure(Text.of_paragraphs(lines))] == expected


def test_the_signer_of_a_document_with_examples_is_its_own() -> None:
    lines = next(lines for special, lines, _ in FILES if special.startswith("examples"))
    [document] = structure(Text.of_paragraphs(lines))
    assert document.header.signer.name is not None
    assert document.header.signer.name.value == "Lò Văn An"
    assert [p.path for p in document.provisions if p.kind == "arabic"] == ["1", "2", "3", "4"]


def test_an_attached_document_has_a_letterhead_of_its_own() -> None:
    """It begins with that, not with its type; the document before ends with its signature."""
    first = decision(KH)
    text = Text.of_paragraphs([*first[:-5], *first[-2:], "ỦY BAN NHÂN DÂN", *CH, *PLAN])
    before, attached = structure(text)
    assert before.words(before.span).endswith("Lò Văn An")
    assert attached.words(attached.span).startswith("ỦY BAN NHÂN DÂN\nCỘNG HÒA")


@pytest.mark.parametrize("note", [PLAN[2], "(Kèm theo Quyết định số    /QĐ-UBND)", None])
def test_an_attached_document_takes_issuer_province_and_date(note: str | None) -> None:
    lines = [*decision(KH), *PLAN[:2], *([note] if note else []), *PLAN[3:]]
    above, plan = structure(Text.of_paragraphs(lines))
    for name in ("issuer", "province", "date"):
        own, from_above = getattr(plan.header, name), getattr(above.header, name)
        assert own.value == from_above.value
        # its evidence lies in the attached document itself
        assert all(plan.span.start <= span.start < span.end <= plan.span.end for span in own.spans)
    assert plan.header.number is None
    assert plan.header.place is None


def test_a_decision_that_lost_its_head_has_its_number_from_the_note() -> None:
    above, plan = structure(Text.of_paragraphs([*decision(KH)[6:], *PLAN]))
    assert above.header.number is not None
    assert (above.header.number.value, above.header.date.value if above.header.date else None) == (
        "15/QĐ-UBND",
        "2022-05-04",
    )
    assert all(
        above.text.text[s.start : s.end].startswith("Quyết định số 15/QĐ-UBND") for s in above.header.number.spans
    )
    assert said(plan) == "Kế hoạch <- 15/QĐ-UBND|2022-05-04"


def test_a_draft_with_a_blank_number_takes_none_from_elsewhere() -> None:
    draft = [line.replace("Số: 15/QĐ-UBND", "Số:     /QĐ-UBND") for line in decision(KH)]
    above, _ = structure(Text.of_paragraphs([*draft, *PLAN]))
    assert above.header.number is None


def test_a_note_that_names_another_decision_ties_to_none_of_the_file() -> None:
    other = [*PLAN[:2], "(Kèm theo Quyết định số 99/QĐ-UBND ngày 1/1/2021 của UBND tỉnh Sơn La)", *PLAN[3:]]
    _, plan = structure(Text.of_paragraphs([*decision(KH), *other]))
    assert said(plan) == "Kế hoạch <- 99/QĐ-UBND|2021-01-01"


def test_the_decision_names_what_it_promulgates() -> None:
    above, plan = parse(Text.of_paragraphs([*decision(KH), *PLAN]))
    key = "Kế hoạch cấp nước cho bản vùng cao|null"
    [edge] = [r for r in above.relations or () if r.type == "promulgates"]
    assert (edge.source, edge.target, edge.provision) == ("this", key, "Điều-1")
    assert above.words(edge.span) == KH.rstrip(".")
    [cited] = [c for c in above.citations or () if c.key == key]
    assert (cited.type, cited.number, cited.subject) == ("Kế hoạch", None, "cấp nước cho bản vùng cao")
    assert above.words(cited.mentions[0].span) == "Kế hoạch cấp nước cho bản vùng cao"
    assert [(r.source, r.target) for r in plan.relations or () if r.type == "promulgates"] == [
        ("15/QĐ-UBND|2022-05-04", "this")
    ]


# (the words of an article, what they promulgate)
SAID = [
    ("Điều 1. Ban hành kèm theo Quyết định này Quy chế họp của Sở.", ["Quy chế họp của Sở"]),
    ("Điều 1. Ban hành kèm theo Thông tư này “Quy trình lấy mẫu nước”.", ["Quy trình lấy mẫu nước"]),
    ("Ban hành Kế hoạch diệt muỗi năm 2020 kèm theo Quyết định này.", ["Kế hoạch diệt muỗi năm 2020"]),
    ("Phê duyệt kèm theo Quyết định này Đề án làng nghề; kinh phí từ ngân sách.", ["Đề án làng nghề"]),
    ("Ban hành kèm theo Quyết định này Kế hoạch dạy bơi và Quy chế bể bơi.", ["Kế hoạch dạy bơi", "Quy chế bể bơi"]),
    ("Ban hành kèm theo Nghị quyết này Chương trình hành động thực hiện Kết luận số 9-KL/TW.",
     ["Chương trình hành động thực hiện Kết luận số 9-KL/TW"]),
    ("Ban hành kèm theo Quyết định này Danh mục bể nước và Phụ lục giá.", []),
    ("Mẫu đơn ban hành kèm theo Quyết định này được in miễn phí.", []),
    ("Quyết định này thay thế Quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND.", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), SAID)
def test_what_an_article_promulgates(words: str, expected: list[str]) -> None:
    assert [each.words for each in named_with(words)] == expected
