r"""Small documents of our own that cite each other in every way that makes identities hard, as texts that are parsed.

>>> plan("Bạc Liêu", 34, "23/03/2022", "Nghị quyết số 11-NQ/TU ngày 12/11/2021 của Tỉnh ủy về giao thông").split("\n\n")[1]
'TỈNH BẠC LIÊU'
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from loaders.model import Document, Text
from loaders.parse import parse

ROADS = "phát triển đường giao thông nông thôn nối các ấp"
WELLS = "đào giếng khoan và cấp nước sạch cho trường học"


def _day(date: str) -> str:
    day, month, year = date.split("/")
    return f"ngày {day} tháng {month} năm {year}"


def plan(province: str, number: int | str, date: str, *cited: str, title: str = ROADS) -> str:
    """A plan of a province's People's Committee that names documents, one a paragraph."""
    lines = [
        "ỦY BAN NHÂN DÂN", f"TỈNH {province.upper()}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        f"Số: {number}/KH-UBND", f"{province}, {_day(date)}", "KẾ HOẠCH", title[0].upper() + title[1:],
        *(f"Thực hiện {said}." if n == 0 else f"Căn cứ {said}." for n, said in enumerate(cited)),
        "I. NHIỆM VỤ", "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính làm việc này xong trước ngày 30/6/2027.",
        "Trên đây là Kế hoạch./.", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu",
    ]  # fmt: skip
    return "\n\n".join(lines)


def resolution(province: str, number: int, date: str, title: str = ROADS) -> str:
    """A resolution of a province's Party committee."""
    lines = [
        "TỈNH ỦY " + province.upper(), "*", f"Số {number}-NQ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"{province}, {_day(date)}", "NGHỊ QUYẾT", f"về {title}",
        "I. QUAN ĐIỂM", "1. Đường tới từng ấp, nước tới từng nhà.",
        "T/M TỈNH ỦY", "BÍ THƯ", "Lê Thị Mẫu",
    ]  # fmt: skip
    return "\n\n".join(lines)


def hard_ones() -> dict[str, str]:
    """File name -> text: undated citations, two provinces and two years of one number, slips of day and year, names; and
    one that does not say of which province it is."""
    bl, bk = "Bạc Liêu", "Bắc Kạn"
    return {
        "nq-bl.txt": resolution(bl, 11, "12/11/2021"),
        "nq-bk.txt": resolution(bk, 11, "15/10/2021", WELLS),
        "34-bl-2022.txt": plan(bl, 34, "23/03/2022", f"Nghị quyết số 11-NQ/TU ngày 12/11/2021 của Tỉnh ủy về {ROADS}"),
        "34-bl-2023.txt": plan(bl, 34, "20/02/2023", f"Nghị quyết số 11-NQ/TU của Tỉnh ủy về {ROADS}", title=WELLS),
        "34-bk-2022.txt": plan(bk, 34, "11/04/2022", f"Nghị quyết số 11-NQ/TU ngày 15/10/2021 của Tỉnh ủy về {WELLS}"),
        "undated.txt": plan(bl, 72, "05/05/2023", "Kế hoạch số 34/KH-UBND của Ủy ban nhân dân tỉnh"),
        "by-title.txt": plan(bl, 73, "06/05/2023", f"Kế hoạch số 34/KH-UBND của Ủy ban nhân dân tỉnh về {WELLS}"),
        "day-slip.txt": plan(bl, 74, "07/05/2023", f"Nghị quyết số 11-NQ/TU ngày 12/10/2021 của Tỉnh ủy về {ROADS}"),
        "year-slip.txt": plan(
            bl, 75, "08/05/2023", f"Kế hoạch số 34/KH-UBND ngày 23/3/2021 của Ủy ban nhân dân tỉnh về {ROADS}"
        ),
        "to-come.txt": plan(bl, 76, "09/01/2023", "Kế hoạch số 34/KH-UBND ngày 23/3/2023 của Ủy ban nhân dân tỉnh"),
        "no-issuer.txt": plan(bk, 77, "10/05/2023", "Kế hoạch số 34/KH-UBND ngày 23/3/2022", "Nghị quyết số 11-NQ/TU"),
        "nowhere.txt": "\n\n".join(
            ["KẾ HOẠCH", "Trồng tre giữ bờ kênh", "I. NHIỆM VỤ", "1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính trồng tre."]
        ),
        "centre.txt": plan(
            bk, 78, "11/05/2023", "Kết luận số 72-KL/TW ngày 23/02/2024 của Ban Bí thư",
            "Kết luận số 72-KL/TW", "Quyết định số 9/QĐ-TTg", "Luật Đất đai",
        ),
        "centre-too.txt": plan(
            bl, 79, "12/05/2024", "Kết luận số 72-KL/TW ngày 23/02/2024 của Bộ Chính trị",
            "Quyết định số 9/QĐ-TTg ngày 02/01/2024 của Thủ tướng Chính phủ", "Luật Đất đai ngày 18/01/2024",
        ),
    }  # fmt: skip


def read(text: str, name: str) -> list[Document]:
    """The documents of a text, as if it were a file."""
    made = Text.of_paragraphs(text.split("\n\n"), name)
    digest = sha256(text.encode()).hexdigest()
    return parse(replace(made, source=replace(made.source, sha256=digest)))
