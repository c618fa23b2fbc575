"""Documents of every kind: where the body begins and ends, its tree, foot and annexes. Nothing is set aside."""

from __future__ import annotations

import pytest

from loaders.model import Text
from loaders.parse import structure

CH = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
NN = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
SON = ["CHỦ TỊCH", "Lò Văn An"]


def office(name: str, number: str, place: str = "Hà Nội") -> list[str]:
    return [name, *CH, f"Số: {number}", f"{place}, ngày 3 tháng 3 năm 2024"]


# (kind, the lines, type, the paths of body and annexes, the kinds of provisions before the body from the type line on)
KINDS: list[tuple[str, list[str], str, list[str], list[str]]] = [
    ("a telegram",
     [*office("THỦ TƯỚNG CHÍNH PHỦ", "9/CĐ-TTg"), "CÔNG ĐIỆN", "Về việc thông đèo", "THỦ TƯỚNG CHÍNH PHỦ điện:", "- Bộ trưởng Bộ Xây dựng;",
      "- Chủ tịch Ủy ban nhân dân tỉnh Lai Châu.", "Đêm qua đèo bị vùi lấp ở ba chỗ.", "Thủ tướng Chính phủ yêu cầu:", "1. Bộ Xây dựng:", "a) Huy động máy xúc.",
      "b) Cắm biển báo.", "2. Tỉnh lo chỗ ở./.", *NN, "THỦ TƯỚNG", "Phạm Văn Chí"],
     "Công điện", ["1", "1/a", "1/b", "2"], ["type", "title", "addressee", "addressee", "addressee", "opening", "opening"]),
    ("a letter without numbers",
     [*office("BỘ Y TẾ", "55/BYT-DP"), "V/v kiểm tra bể nước", "Kính gửi:", "- Sở Y tế các tỉnh;", "- Các bệnh viện.",
      "Qua kiểm tra, nhiều bể nước chưa có nắp đậy, Bộ Y tế đề nghị các đơn vị làm nắp cho mọi bể trước mùa mưa.", "Trân trọng cảm ơn./.", *NN, "BỘ TRƯỞNG", "Đào Hồng Lam"],
     "Công văn", ["-1", "-2"], ["title", "addressee", "addressee", "addressee"]),
    ("a letter with numbers",
     [*office("BỘ Y TẾ", "56/BYT-DP"), "V/v kiểm tra bể nước", "Kính gửi: Sở Y tế các tỉnh", "Bộ Y tế đề nghị các sở thực hiện các việc sau:", "1. Kiểm tra.", "- Nắp bể.", "2. Báo cáo./.",
      *NN, "BỘ TRƯỞNG", "Đào Hồng Lam"],
     "Công văn", ["1", "1/-1", "2"], ["title", "addressee", "opening"]),
    ("a notice of conclusions",
     [*office("VĂN PHÒNG CHÍNH PHỦ", "12/TB-VPCP"), "THÔNG BÁO", "Kết luận của Phó Thủ tướng tại cuộc họp về bãi thải", "Ngày 1 tháng 3, Phó Thủ tướng chủ trì cuộc họp về bãi thải.",
      "Sau khi nghe báo cáo, Phó Thủ tướng kết luận như sau:", "I. ĐÁNH GIÁ", "Các bộ đã tích cực.", "II. NHIỆM VỤ", "1. Bộ Xây dựng lập đề án.", "2. Bộ Tài chính bố trí vốn.",
      "Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.", *NN, "KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Cao Văn Huy"],
     "Thông báo", ["I", "I/-1", "II", "II/1", "II/2", "II/-1"], ["type", "title", "opening", "opening"]),
    ("a conclusion of the Party",
     ["BAN CHẤP HÀNH TRUNG ƯƠNG", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 7-KL/TW", "Hà Nội, ngày 3 tháng 3 năm 2024", "KẾT LUẬN", "CỦA BỘ CHÍNH TRỊ", "về nghề dệt", "-----",
      "Tại phiên họp ngày 1/3/2024, Bộ Chính trị kết luận:", "1- Nghề dệt có tiến bộ.", "2- Thời gian tới cần:", "- Mở lớp dạy nghề;", "- Cho vay vốn.", "3- Kết luận này phổ biến đến chi bộ.",
      "Nơi nhận:", "- Các tỉnh ủy,", "- Lưu.", "T/M BỘ CHÍNH TRỊ", "Trần Văn Tú"],
     "Kết luận", ["1", "2", "2/-1", "2/-2", "3"], ["type", "title", "title", "opening", "opening"]),
    ("an action programme",
     ["TỈNH ỦY LÀO CAI", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 7-CTr/TU", "Lào Cai, ngày 3 tháng 3 năm 2024", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "thực hiện Nghị quyết số 29-NQ/TW về nghề muối",
      "Thực hiện Nghị quyết số 29-NQ/TW, Ban Thường vụ Tỉnh ủy ban hành Chương trình hành động như sau:", "I- MỤC ĐÍCH", "1- Quán triệt.", "II- TỔ CHỨC THỰC HIỆN", "1- Các huyện ủy.",
      "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Đặng Xuân Phong"],
     "Chương trình hành động", ["I", "I/1", "II", "II/1"], ["type", "title", "opening"]),
    ("a law",
     ["QUỐC HỘI", *CH, "Luật số: 9/2024/QH15", "LUẬT", "TÍCH NƯỚC", "Căn cứ Hiến pháp;", "Quốc hội ban hành Luật Tích nước.", "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Luật này quy định việc tích nước.",
      "Chương II", "HỒ CHỨA", "Mục 1", "HỒ LỚN", "Điều 2. Hồ lớn", "1. Hồ lớn gồm:", "a) Hồ thủy điện;", "b) Hồ tưới.", "2. Chủ hồ báo cáo.", "Mục 2", "HỒ NHỎ", "Điều 3. Hồ nhỏ", "1. Xã quản lý.",
      "Điều 4. Hiệu lực", "Luật này có hiệu lực từ 01/01/2025./.", "CHỦ TỊCH QUỐC HỘI", "Trần Thanh Văn"],
     "Luật",
     ["Chương-I", "Chương-I/-1", "Chương-I/Điều-1", "Chương-I/Điều-1/-1", "Chương-II", "Chương-II/-1", "Chương-II/Mục-1", "Chương-II/Mục-1/-1", "Chương-II/Mục-1/Điều-2",
      "Chương-II/Mục-1/Điều-2/1", "Chương-II/Mục-1/Điều-2/1/a", "Chương-II/Mục-1/Điều-2/1/b", "Chương-II/Mục-1/Điều-2/2", "Chương-II/Mục-2", "Chương-II/Mục-2/-1",
      "Chương-II/Mục-2/Điều-3", "Chương-II/Mục-2/Điều-3/1", "Chương-II/Mục-2/Điều-4", "Chương-II/Mục-2/Điều-4/-1"],
     ["type", "title", "basis", "opening"]),
    ("a circular that amends another",
     [*office("BỘ NỘI VỤ", "3/2024/TT-BNV"), "THÔNG TƯ", "Sửa đổi, bổ sung một số điều của Thông tư số 1/2020/TT-BNV", "Căn cứ Luật Lưu trữ;", "Theo đề nghị của Cục trưởng;",
      "Bộ trưởng Bộ Nội vụ ban hành Thông tư sửa đổi, bổ sung.", "Điều 1. Sửa đổi, bổ sung một số điều", "1. Sửa đổi khoản 2 Điều 5 như sau:", "“2. Hồ sơ lưu mười năm.”", "2. Bãi bỏ Điều 6.",
      "Điều 2. Hiệu lực thi hành./.", *NN, "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Vũ Chiến"],
     "Thông tư", ["Điều-1", "Điều-1/1", "Điều-1/1/-1", "Điều-1/2", "Điều-2"], ["type", "title", "basis", "basis", "opening"]),
    ("a submission",
     [*office("SỞ NỘI VỤ", "3/TTr-SNV", "Sơn La"), "TỜ TRÌNH", "Về việc thành lập phòng", "Kính gửi: Ủy ban nhân dân tỉnh", "Căn cứ Nghị định số 45/2025/NĐ-CP;", "Sở Nội vụ kính trình:", "1. Sự cần thiết",
      "Việc tăng nhiều.", "2. Đề nghị", "Thành lập một phòng.", "Kính đề nghị Ủy ban nhân dân tỉnh xem xét, quyết định./.", *NN, "GIÁM ĐỐC", "Cầm Thị Mai"],
     "Tờ trình", ["1", "1/-1", "2", "2/-1", "-1"], ["type", "title", "addressee", "basis", "opening"]),
    ("a report with parts",
     [*office("UBND TỈNH SƠN LA", "3/BC-UBND", "Sơn La"), "BÁO CÁO", "Tình hình nước sạch năm 2023", "Thực hiện Luật Tài nguyên nước, Ủy ban nhân dân tỉnh báo cáo như sau:", "Phần thứ nhất", "KẾT QUẢ", "I. NƯỚC MẶT",
      "1. Sông Đà.", "Phần thứ hai", "PHƯƠNG HƯỚNG", "I. MỤC TIÊU", "1. Mọi bản có bể./.", *NN, *SON],
     "Báo cáo", ["Phần-thứ-nhất", "Phần-thứ-nhất/-1", "Phần-thứ-nhất/I", "Phần-thứ-nhất/I/1", "Phần-thứ-hai", "Phần-thứ-hai/-1", "Phần-thứ-hai/I", "Phần-thứ-hai/I/1"],
     ["type", "title", "opening"]),
    ("a guide",
     [*office("SỞ TÀI CHÍNH", "3/HD-STC", "Sơn La"), "HƯỚNG DẪN", "Thanh toán tiền công sửa bể", "Sở Tài chính hướng dẫn như sau:", "A. QUY ĐỊNH CHUNG", "I. ĐỐI TƯỢNG", "1. Các xã.", "B. CÁCH THANH TOÁN", "I. HỒ SƠ",
      "1. Hóa đơn.", "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Sở để xem xét./.", *NN, "GIÁM ĐỐC", "Cầm Thị Mai"],
     "Hướng dẫn", ["A", "A/I", "A/I/1", "B", "B/I", "B/I/1", "B/-1"], ["type", "title", "opening"]),
    ("a record of a meeting",
     [*office("UBND XÃ HÒA BẮC", "2/BB-UBND", "Hòa Bắc"), "BIÊN BẢN", "Họp bàn giao giếng khoan", "Hôm nay, hồi 8 giờ, tại trụ sở xã, chúng tôi gồm:", "1. Ông Đinh Văn Như, Chủ tịch xã.", "2. Bà Trần Thị Sen, thư ký.",
      "Cuộc họp kết thúc lúc 10 giờ./.", "CHỦ TỌA", "Đinh Văn Như", "THƯ KÝ", "Trần Thị Sen"],
     "Biên bản", ["1", "2", "-1"], ["type", "title", "opening"]),
    ("a decision with annexes",
     [*office("UBND TỈNH SƠN LA", "5/QĐ-UBND", "Sơn La"), "QUYẾT ĐỊNH", "Về giá nước", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Căn cứ Luật Giá;", "QUYẾT ĐỊNH:", "Điều 1. Giá nước theo Phụ lục I và Phụ lục II.",
      "Phụ lục kèm theo là một phần của Quyết định.", "Điều 2. Hiệu lực./.", *NN, *SON, "PHỤ LỤC I", "DANH MỤC GIÁ NƯỚC", "(Kèm theo Quyết định số 5/QĐ-UBND)", "1. Nước sinh hoạt.", "PHỤ LỤC II", "1. Nước tưới.",
      "DANH MỤC BỂ", "1. Bể Áng."],
     "Quyết định", ["Điều-1", "Điều-1/-1", "Điều-2", "Phụ-lục-I", "Phụ-lục-I/-1", "Phụ-lục-I/-1/note", "Phụ-lục-I/1", "Phụ-lục-II", "Phụ-lục-II/1", "Phụ-lục-3", "Phụ-lục-3/1"],
     ["type", "title", "enacting", "basis", "enacting"]),
]  # fmt: skip


@pytest.mark.parametrize(("special", "lines", "kind", "paths", "before"), KINDS, ids=[case[0] for case in KINDS])
def test_a_kind_of_document(special: str, lines: list[str], kind: str, paths: list[str], before: list[str]) -> None:
    documents = structure(Text.of_paragraphs(lines))
    assert len(documents) == 1
    document = documents[0]
    assert document.header.type is not None
    assert document.header.type.value == kind
    assert [p.path for p in document.provisions if p.path[:5] not in ("head/", "foot/")] == paths
    letterhead = ("issuer", "motto", "number", "place-date")
    assert [p.kind for p in document.provisions if p.path.startswith("head/") and p.kind not in letterhead] == before
    assert document.set_aside == []
    assert document.header.signer.name is not None


# (what is special, the lines of the body, paths with flags)
COUNTS = [
    ("articles go on through chapters", ["Chương I", "Điều 1. A", "Chương II", "Điều 2. B", "Điều 4. C"],
     ["Chương-I", "Chương-I/Điều-1", "Chương-II", "Chương-II/Điều-2", "Chương-II/Điều-4 ordinal-gap"]),
    ("a list in brackets that skips a number", ["1. A", "(1) B", "(2) C", "(4) D", "2. E"],
     ["1", "1/1", "1/2", "1/4 ordinal-gap", "2"]),
    ("a share after a number in brackets", ["1. A", "(1) B", "(2) 100% các xã có bể.", "(3) C"], ["1", "1/1", "1/2", "1/3"]),
    ("a line in capitals between two points", ["1. A", "a) B", "BẢNG MÃ CHUNG", "b) C"], ["1", "1/a", "1/-1", "1/b"]),
]  # fmt: skip


@pytest.mark.parametrize(("special", "lines", "expected"), COUNTS, ids=[case[0] for case in COUNTS])
def test_counting(special: str, lines: list[str], expected: list[str]) -> None:
    [document] = structure(Text.of_paragraphs(["KẾ HOẠCH", "Cấp nước sạch", *lines]))
    body = [p for p in document.provisions if p.path[:5] not in ("head/", "foot/")]
    assert [" ".join((p.path, *(flag for flag in p.flags if flag != "cut-off"))) for p in body] == expected
