"""What the grammar looks for, in pieces: the fuzzers put them together in ways that nobody writes."""

from __future__ import annotations

MARKS = """I. |II. |1. |2. |1.1. |a) |b) |đ) |- |+ |* |Điều 1. |Điều 2: |Điều |Khoản 3 |Điểm a |Chương I|CHƯƠNG II|Phần thứ nhất|PHẦN 2|Mục 1.
PHỤ LỤC|Phụ lục I|(1) |(a) |¹ |[1] |A. |i. |iv) |1/ |1) |1.|•  |– |— |… |9999999999. |0. |-1. |IIII. |1.1.1.1.1.1.1. """.replace(
    "\n", "|"
).split("|")
HEADS = """ỦY BAN NHÂN DÂN|TỈNH BẠC LIÊU|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Số: 34/KH-UBND|Số:      /QĐ-UBND
Bạc Liêu, ngày 23 tháng 3 năm 2022|ngày    tháng    năm 2024|KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|THÔNG BÁO|Kính gửi:|QUYẾT ĐỊNH:|Nơi nhận:|- Như Điều 3;
- Lưu: VT.|TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|T/M BAN THƯỜNG VỤ|ĐẢNG CỘNG SẢN VIỆT NAM|* |(Kèm theo Quyết định số 5/QĐ-UBND ngày 1/2/2024 của UBND tỉnh)
TỈNH ỦY|HỘI ĐỒNG NHÂN DÂN|BỘ Y TẾ - BỘ TÀI CHÍNH|V/v dọn kênh|Căn cứ Luật Đất đai;|Xét đề nghị của Giám đốc Sở Y tế,|---------|_____|Mẫu số 1""".replace(
    "\n", "|"
).split("|")
WORDS = """Sở Y tế|Sở GTVT|UBND các huyện, thị xã, thành phố|Các sở, ban, ngành|Công an tỉnh|Ban Thường vụ Tỉnh ủy|Thủ tướng Chính phủ|chủ trì|, phối hợp với
phối hợp|giao|Giao|Đề nghị|có trách nhiệm|thực hiện|báo cáo|trước ngày 30/6/2023|hằng năm|trong quý II|năm 2025|từ năm 2021 đến năm 2025|định kỳ 6 tháng
31/02/2024|ngày 1 tháng 13 năm 99|Nghị quyết số 13-NQ/TW ngày 16/01/2012|Kế hoạch số 34/KH-UBND|của|về|và|;|:|.|, |(|)|“|”|%|12.345,6|tỷ đồng|thay thế
sửa đổi, bổ sung|bãi bỏ|(sau đây gọi tắt là Sở)|nêu trên|a|Ủy|uỷ|Mu\u0323c|\u200b|\xa0|\u00ad|\u202e|²|½|Ⅳ|١|１．|𝟏|ﬁ|İ|ß|\x0b|\t|\\|*|**|_|`|#|>|~|&|<b>|</b>
<br>|<!--|-->|<table>|</td>|&amp;|&#0;|http://a.vn/x|a@b.vn|Stt|TT|Nhiệm vụ|Cơ quan chủ trì|Thời gian hoàn thành|Ghi chú|| --- ||| a || b ||""".replace(
    "\n", "|"
).split("|")
BREAKS = ["\n", "\n\n", "\r\n", " ", " ", "", "\n| ", " | ", " |\n", "\f", "\n\n\n", "\u2028"]
PIECES = [piece for piece in (*MARKS, *HEADS, *WORDS) if piece]
