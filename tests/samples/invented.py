"""The one sample that is a PDF, and the only one that is invented: a plan of a commune that does not exist.

None of the documents at hand lists works with size, cost and investor, as annexes of plans of investment do; such a list
is here in our own words, printed by tests/read/make_pdf.py. To make the file again: `python -m tests.samples.invented`.
"""

from __future__ import annotations

from pathlib import Path

from tests.read.make_pdf import Print, make_pdf
from tests.read.neutral import Doc, Para, Table, cell, grid

FILE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-xa-vi-du.pdf"
MARK = "Ví dụ do dự án Chỉ Đạo tự đặt ra để chạy thử, không phải văn bản thật"
WORKS = (
    ("TT", "Tên dự án", "Địa điểm", "Quy mô", "Tổng mức đầu tư", "Thời gian thực hiện", "Chủ đầu tư"),
    ("1", "Xây dựng cầu Nà Mít", "Thôn Nà Mít", "Dài 36 m, rộng 5 m", "9,8 tỷ đồng", "2026 - 2027", "Ủy ban nhân dân xã"),
    ("2", "Nâng cấp đường vào thôn Khe Vải", "Thôn Khe Vải", "Dài 4,2 km", "14,5 tỷ đồng", "2026 - 2028",
     "Ban Quản lý dự án khu vực"),
    ("3", "Sửa chữa trạm bơm Đồng Dâu", "Thôn Đồng Dâu", "Tưới 60 ha", "2,1 tỷ đồng", "2026", "Phòng Kinh tế"),
    ("4", "Kè suối Gạo đoạn qua chợ", "Thôn Trung Tâm", "Dài 350 m", "6,4 tỷ đồng", "2027 - 2028", "Ủy ban nhân dân xã"),
)  # fmt: skip


def letterhead(number: str, day: str) -> Table:
    """The head of a document of the commune."""
    return grid(
        (
            cell("ỦY BAN NHÂN DÂN", "XÃ SUỐI GẠO", "-------", f"Số: {number}"),
            cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------",
                 f"Suối Gạo, {day}"),
        ),
        data=False,
    )  # fmt: skip


def foot(first: str) -> Table:
    """Its recipients, of which the first is given, and who signs."""
    return grid((cell("Nơi nhận:", first, "- Lưu: VT."), cell("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), data=False)


DOC = Doc(
    (
        Para(MARK),
        letterhead("15/KH-UBND", "ngày 05 tháng 12 năm 2025"),
        Para("KẾ HOẠCH", bold=True, centred=True),
        Para("Xây dựng đường, cầu và công trình nước của xã giai đoạn 2026 - 2028", bold=True, centred=True),
        Para("Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;"),
        Para("Ủy ban nhân dân xã lập Kế hoạch như sau:"),
        Para("MỤC TIÊU", label="I.", bold=True),
        Para("Bốn thôn vùng cao đi lại được cả vào mùa mưa.", label="1."),
        Para("Ruộng ở hai bên suối có nước cho vụ xuân.", label="2."),
        Para("PHÂN CÔNG", label="II.", bold=True),
        Para("Phòng Kinh tế chủ trì, phối hợp với Văn phòng HĐND và UBND xã theo dõi Kế hoạch, báo cáo Ủy ban nhân dân xã "
             "trước ngày 20 tháng 12 hằng năm.", label="1."),
        Para("Các thôn vận động nhân dân góp công, giữ mốc và trông coi công trình sau khi xong./.", label="2."),
        foot("- Như trên;"),
        Para("PHỤ LỤC", bold=True, centred=True),
        Para("DANH MỤC DỰ ÁN", bold=True, centred=True),
        Para("(Kèm theo Kế hoạch số 15/KH-UBND ngày 05 tháng 12 năm 2025 của Ủy ban nhân dân xã Suối Gạo)", centred=True),
        grid(*WORKS),
    )
)  # fmt: skip


def made() -> bytes:
    """The bytes of the file; the same each time."""
    return make_pdf(DOC, Print(edge=100, before=10))


if __name__ == "__main__":
    FILE.write_bytes(made())
