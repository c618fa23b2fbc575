"""Tables of text files: whatever parts their cells, the same rows and columns come out, with the way back."""

from __future__ import annotations

import pytest

from loaders.model import Span, Text
from loaders.read import read_bytes

Cells = list[list[str]]


def cells(text: Text) -> Cells:
    """The cells of the tables of a text, a row a list: column, how far it is merged, words."""
    out: dict[tuple[int, int], dict[int, str]] = {}
    for block in text.blocks:
        if block.cell:
            table, row, column, rows, columns = block.cell
            merged = (f"v{rows}" if rows > 1 else "") + (f">{columns}" if columns > 1 else "")
            row_ = out.setdefault((table, row), {})
            words = text.text[block.start : block.end]
            row_[column] = f"{row_[column]} ¶ {words}" if column in row_ else f"{column}{merged}:{words}"
    return [list(row.values()) for row in out.values()]


def flat(rows: str) -> str:
    """Rows a line each, cells parted by `|`, one below the other as converters flatten them."""
    return "\n".join("|\n" + "\n|\n".join(row.strip().split("|")) + "\n|" for row in rows.strip().split("\n"))


# (what is special, the file, its rows)
CASES = [
    ("flattened", flat("TT|Việc|Ai|Khi\n1|Đo|Sở A|2026\n2|Ghi|Sở B|2027"),
     [["0:TT", "1:Việc", "2:Ai", "3:Khi"], ["0:1", "1:Đo", "2:Sở A", "3:2026"], ["0:2", "1:Ghi", "2:Sở B", "3:2027"]]),
    ("flattened, empty cells look like borders", flat("TT|Việc|Ai|Khi\n1|Đo||2026\n2|Ghi|Sở B|\n3||Sở C|2027"),
     [["0:TT", "1:Việc", "2:Ai", "3:Khi"], ["0:1", "1:Đo", "3:2026"], ["0:2", "1:Ghi", "2:Sở B"], ["0:3", "2:Sở C", "3:2027"]]),
    ("flattened, headings over rows", flat("TT|Việc|Ai|Khi\n**I**|**Trạm bơm**\n1|Đo|Sở A|2026\n**II. ĐƯỜNG ỐNG**\n1|Ghi|Sở B|2027"),
     [["0:TT", "1:Việc", "2:Ai", "3:Khi"], ["0:I", "1>3:Trạm bơm"], ["0:1", "1:Đo", "2:Sở A", "3:2026"], ["0>4:II. ĐƯỜNG ỐNG"], ["0:1", "1:Ghi", "2:Sở B", "3:2027"]]),
    ("flattened, a merged cell leaves no trace", flat("TT|Việc cần làm|Ai|Khi\n1|Đo lưu lượng mó nước|Sở A|Quý I/2026\n2|Ghi sổ theo dõi nước|Sở B\n3|Báo cáo kết quả đo|Sở B|Quý II/2026"),
     [["0:TT", "1:Việc cần làm", "2:Ai", "3:Khi"], ["0:1", "1:Đo lưu lượng mó nước", "2:Sở A", "3v2:Quý I/2026"], ["0:2", "1:Ghi sổ theo dõi nước", "2:Sở B"], ["0:3", "1:Báo cáo kết quả đo", "2:Sở B", "3:Quý II/2026"]]),
    ("flattened, a head of two rows", flat("TT|Việc|Phân công\nChủ trì|Phối hợp\n1|Đo|Sở A|Sở B\n2|Ghi|Sở B|Sở C"),
     [["0v2:TT", "1v2:Việc", "2>2:Phân công"], ["2:Chủ trì", "3:Phối hợp"], ["0:1", "1:Đo", "2:Sở A", "3:Sở B"], ["0:2", "1:Ghi", "2:Sở B", "3:Sở C"]]),
    ("flattened, words between two tables", flat("TT|Việc\n1|Đo\n2|Ghi") + "\n2. Danh mục các trạm cần thay đồng hồ như sau:\n" + flat("TT|Trạm\n1|Nà Sản\n2|Bó Cá"),
     [["0:TT", "1:Việc"], ["0:1", "1:Đo"], ["0:2", "1:Ghi"], ["0:TT", "1:Trạm"], ["0:1", "1:Nà Sản"], ["0:2", "1:Bó Cá"]]),
    ("Markdown", "| TT | Việc |\n|:--|---|\n| 1 | Đo \\| ghi |\n| 2 | Một<br>Hai |", [["0:TT", "1:Việc"], ["0:1", "1:Đo | ghi"], ["0:2", "1:Một ¶ Hai"]]),
    ("Markdown, empty cells", "| TT | Việc | Ai |\n|---|---|---|\n|  | Đo |  |\n| 2 |  | Sở A |", [["0:TT", "1:Việc", "2:Ai"], ["1:Đo"], ["0:2", "2:Sở A"]]),
    ("rows of pipes without a rule", "| TT | Việc |\n| 1 | Đo |", [["0:TT", "1:Việc"], ["0:1", "1:Đo"]]),
    ("drawn with letters", "+----+------+\n| TT | Việc |\n+----+------+\n| 1  | Đo   |\n|    | nước |\n+----+------+", [["0:TT", "1:Việc"], ["0:1", "1:Đo nước"]]),
    ("drawn with lines", "┌────┬──────┐\n│ TT │ Việc │\n├────┼──────┤\n│ 1  │ Đo   │\n└────┴──────┘", [["0:TT", "1:Việc"], ["0:1", "1:Đo"]]),
    ("tabs", "TT\tViệc\tAi\n1\tĐo\tSở A\n2\t\tSở B", [["0:TT", "1:Việc", "2:Ai"], ["0:1", "1:Đo", "2:Sở A"], ["0:2", "2:Sở B"]]),
    ("a letterhead is no table of data", flat("SỞ Y TẾ SƠN LA|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-SYT|Sơn La, ngày 1 tháng 2 năm 2026"), []),
    ("nor is a signature", flat("Nơi nhận:|TM. ỦY BAN NHÂN DÂN\n- Như trên;|CHỦ TỊCH"), []),
]  # fmt: skip


@pytest.mark.parametrize(("special", "raw", "rows"), CASES, ids=[case[0] for case in CASES])
def test_rows_and_columns(special: str, raw: str, rows: Cells) -> None:
    text = read_bytes(f"KẾ HOẠCH\n\n{raw}\n\nHết.".encode(), "a.md")
    assert cells(text) == rows


def test_a_line_of_a_cell_goes_on_in_the_next() -> None:
    raw = flat(
        "TT|Việc|Ai\n1|Rà soát các điểm~đo nước|Sở Khoa học và~Công nghệ\n2|Đo xong mực nước.~Ghi sổ theo dõi từng ngày|Sở Y tế~Sở Xây dựng"
    )
    text = read_bytes(raw.replace("~", "\n").encode(), "a.md")
    assert cells(text)[1:] == [
        ["0:1", "1:Rà soát các điểm đo nước", "2:Sở Khoa học và Công nghệ"],
        ["0:2", "1:Đo xong mực nước. ¶ Ghi sổ theo dõi từng ngày", "2:Sở Y tế ¶ Sở Xây dựng"],
    ]


def test_a_cell_leads_back_into_the_file() -> None:
    raw = "KẾ HOẠCH\n\n" + flat("TT|Việc|Ai\n1|Đo **mực** nước|Sở A\n2|Ghi|Sở B")
    text = read_bytes(raw.encode(), "a.md")
    at = text.text.index("Đo mực nước")
    span = text.raw_span(Span(at, at + 11))
    assert raw[span.start : span.end] == "Đo **mực** nước"
    assert text.line(at) == raw[: raw.index("Đo **")].count("\n") + 1
