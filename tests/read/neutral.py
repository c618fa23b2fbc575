"""A document described without any format: what its reader sees on paper. Makers put it into clothing.

`printed` is what reading it must give, whatever the clothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from loaders.model import Block as ReadBlock
from loaders.model import Cell, Text
from loaders.text.marks import find

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Para:
    """A paragraph: its label ("1.", "a)", "-"; a format that can count does so) and its words, `{}` where a footnote of
    `notes` is referred to. `level` is that of a heading."""

    words: str
    label: str = ""
    level: int = 0
    bold: bool = False
    centred: bool = False
    notes: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Label and words, with `{}`."""
        return f"{self.label} {self.words}".strip()


@dataclass(frozen=True)
class TableCell:
    """A cell: its paragraphs, and the rows and columns it takes."""

    paras: tuple[Para, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells; those that a merged one covers are not listed. `data` with borders around all cells, else without
    any, and only laying out."""

    rows: tuple[tuple[TableCell, ...], ...]
    data: bool = True


Block = Para | Table


@dataclass(frozen=True)
class Doc:
    """`header` and `footer` are what runs along on every page."""

    blocks: tuple[Block, ...]
    header: str = ""
    footer: str = ""


def cell(*words: str, rows: int = 1, columns: int = 1) -> TableCell:
    """A cell of plain paragraphs."""
    return TableCell(tuple(Para(each) for each in words if each), rows, columns)


def counted(label: str) -> TableCell:
    """A cell of nothing but a label, which a format that can count leaves empty."""
    return TableCell((Para("", label),))


def grid(*rows: tuple[str | TableCell, ...], data: bool = True) -> Table:
    """A table of words and cells."""
    return Table(tuple(tuple(cell(each) if isinstance(each, str) else each for each in row) for row in rows), data)


class Printed(NamedTuple):
    """A block that reading gives; `cell` with table, row, column, rows, columns."""

    kind: str
    words: str
    level: int = 0
    bold: bool = False
    cell: Cell | None = None


def printed(doc: Doc, *, cell_paragraphs: bool = True) -> list[Printed]:
    """The blocks of the document, furniture left out; without `cell_paragraphs` each cell is one paragraph."""
    out: list[Printed] = []
    count = 0

    def notes(para: Para) -> tuple[str, list[Printed]]:
        nonlocal count
        words = para.line
        found = []
        for note in para.notes:
            count += 1
            mark = str(count).translate(SUPERSCRIPTS)
            words = words.replace("{}", mark, 1)
            found.append(Printed("footnote", f"{mark} {note}"))
        return words, found

    tables = 0
    for block in doc.blocks:
        if isinstance(block, Para):
            words, found = notes(block)
            kind = "bullet" if block.label in ("-", "+") else "heading" if block.level else "paragraph"
            out += [Printed(kind, words, block.level, block.bold), *found]
            continue
        after: list[Printed] = []
        for row, column, each in placed(block):
            at = Cell(tables, row, column, each.rows, each.columns) if block.data else None
            lines = []
            for para in each.paras:
                words, found = notes(para)
                kind = "cell" if block.data else "bullet" if words.startswith(("- ", "+ ")) else "paragraph"
                lines.append(Printed(kind, words, 0, para.bold, at))
                (after if block.data else lines).extend(found)
            if lines and not cell_paragraphs and block.data:
                lines = [lines[0]._replace(words=" ".join(line.words for line in lines))]
            out += lines
        out += after
        tables += 1
    return out


def placed(table: Table) -> Iterator[tuple[int, int, TableCell]]:
    """Each cell with its row and column."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for each in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + k) for i in range(each.rows) for k in range(each.columns)}
            yield row, column, each
            column += each.columns


def described(text: Text) -> Doc:
    """A text that was read, as a description that can be put into other clothing."""
    blocks: list[Block] = []
    held: dict[int, dict[tuple[int, int], TableCell]] = {}
    for block in text.blocks:
        if block.cell is not None:
            at = block.cell
            if at.table not in held:
                held[at.table] = {}
                blocks.append(Table((), data=True))
            cells = held[at.table]
            before = cells[at.row, at.column].paras if (at.row, at.column) in cells else ()
            paras = (*before, Para(text.text[block.start : block.end], bold=block.bold))
            cells[at.row, at.column] = TableCell(paras, at.rows, at.columns)
        elif block.kind != "rule" or not held:
            blocks.append(_para(text.text[block.start : block.end].replace("{}", ""), block))
    tables = iter(held.values())
    return Doc(tuple(_table(next(tables)) if isinstance(each, Table) else each for each in blocks))


def _para(words: str, block: ReadBlock) -> Para:
    mark = find(words)
    counted_ = mark is not None and mark.kind in ("arabic", "diem", "roman", "dash", "plus")
    at = mark.content if mark and counted_ and words[mark.content - 1] == " " else 0
    return Para(words[at:], words[:at].strip(), block.level, block.bold)


def _table(cells: dict[tuple[int, int], TableCell]) -> Table:
    """Cells at their places; those between them that hold nothing are there too."""
    covered = {
        (row + i, column + k)
        for (row, column), each in cells.items()
        for i in range(each.rows)
        for k in range(each.columns)
    }
    height, width = (1 + max(place[axis] for place in covered) for axis in (0, 1))
    rows = []
    for row in range(height):
        places = ((row, column) for column in range(width))
        rows.append(tuple(cells.get(at, TableCell()) for at in places if at in cells or at not in covered))
    return Table(tuple(rows))


_HEAD = grid(
    (
        TableCell((Para("ỦY BAN NHÂN DÂN"), Para("TỈNH NAM XUÂN", bold=True), Para("Số: 77/KH-UBND"))),
        TableCell(
            (
                Para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True),
                Para("Độc lập - Tự do - Hạnh phúc", bold=True),
                Para("Nam Xuân, ngày 09 tháng 4 năm 2024"),
            )
        ),
    ),
    data=False,
)
_FOOT = grid(
    (
        TableCell((Para("Nơi nhận:", bold=True), Para("Như Phần III;", label="-"), Para("Lưu: VT.", label="-"))),
        TableCell(
            (Para("TM. ỦY BAN NHÂN DÂN", bold=True), Para("CHỦ TỊCH", bold=True), Para("Trần Minh Khoa", bold=True))
        ),
    ),
    data=False,
)

DOCUMENTS: dict[str, Doc] = {
    "a plan": Doc(
        (
            _HEAD,
            Para("KẾ HOẠCH", bold=True, centred=True),
            Para("Trồng cây chắn sóng ven biển giai đoạn 2024 - 2028", bold=True, centred=True),
            Para(
                "Thực hiện Chỉ thị số 15-CT/TU ngày 03/02/2024 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
            ),
            Para("MỤC ĐÍCH, YÊU CẦU", label="I.", bold=True),
            Para("Giữ đất, giữ nước, giữ làng.", label="1."),
            Para(
                "Mỗi xã ven biển{} có ít nhất một vườn ươm{}.",
                label="2.",
                notes=("Gồm 14 xã theo danh sách của Sở Nội vụ.", "Diện tích từ 500 m² trở lên."),
            ),
            Para("NHIỆM VỤ", label="II.", bold=True),
            Para("Giao Sở Nông nghiệp và Môi trường:", label="1."),
            Para("Chọn giống cây chịu mặn, trình trước ngày 30/6/2024;", label="a)"),
            Para("Hướng dẫn các xã trồng và chăm sóc.", label="b)"),
            Para("Giao Sở Tài chính:", label="2."),
            Para("Bố trí kinh phí hằng năm;", label="a)"),
            Para("Kiểm tra việc chi.", label="b)"),
            Para("Ủy ban nhân dân các xã ven biển:", label="3."),
            Para("Vận động nhân dân góp công;", label="-"),
            Para("Báo cáo trước ngày 10 tháng 12 hằng năm.", label="-"),
            Para("TỔ CHỨC THỰC HIỆN", label="III.", bold=True),
            Para("Các đơn vị có tên ở trên thi hành Kế hoạch này./."),
            _FOOT,
        )
    ),
    "a table with merged cells": Doc(
        (
            Para("PHỤ LỤC", bold=True, centred=True),
            grid(
                (cell("TT", rows=2), cell("Nhiệm vụ", rows=2), cell("Cơ quan", columns=2)),
                ("Chủ trì", "Phối hợp"),
                (cell("I. Ươm giống", columns=4),),
                (
                    counted("1."),
                    cell("Lập vườn ươm", rows=2),
                    "Sở Khoa học và Công nghệ",
                    cell("Sở Tài chính", "Các xã"),
                ),
                (counted("2."), "Hội Nông dân tỉnh", ""),
            ),
            Para("Ghi chú: số liệu đến tháng 3."),
        )
    ),
    "two tables, one note": Doc(
        (
            grid(("Xã", "Số cây"), ("An Lạc", "1.200"), ("Bình Hải", "2.950")),
            Para("Số cây{} tính đến cuối năm.", notes=("Theo kiểm kê của huyện.",)),
            grid(("Việc", "Hạn"), ("Ươm cây", "Quý I"), ("Trồng cây", "Quý II")),
        )
    ),
    "headings": Doc(
        (
            Para("Báo cáo công tác trồng cây", level=1),
            Para("Tình hình chung", level=2),
            Para("Đã trồng được hai cánh rừng nhỏ ở phía nam."),
            Para("Việc cần làm", level=2),
            Para("Chăm sóc sau khi trồng", level=3),
            Para("Tưới nước trong mùa khô.", label="-"),
            Para("Tỉa cành sau mùa mưa.", label="+"),
        )
    ),
    "running heads": Doc(
        (Para("THÔNG BÁO", bold=True), Para("Lịch tiếp công dân tháng 5.")),
        header="Bản tin nội bộ số 5",
        footer="Văn phòng xuất bản",
    ),
    "odd letters": Doc(
        (
            Para("Mu\u0323c tie\u0302u cu\u0309a xa\u0303"),  # NFD
            Para("Sở\xa0Y tế,  Sở\u2009Xây dựng"),
            Para("Đường\u200b sắt\ufeff và\u00ad đường bộ"),
            Para("“Nước sạch” – 5 °C, từ ≥ 3 ‰ & <10>"),
        )
    ),
}
