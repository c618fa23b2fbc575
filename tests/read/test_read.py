"""Reading: whatever the clothing of a plain text file, the same paragraphs come out, with the way back."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Span, Text
from loaders.read import MAX_BYTES, ReadError, read, read_bytes
from loaders.read.formats import sniff
from loaders.text.fold import fold


def words(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind not in ("rule", "furniture")]


LONG = "Giao Sở Tài chính bố trí vốn cho các công trình cấp nước ở vùng cao, vùng xa theo tiến độ đã được phê duyệt"

# (what is special, the file, its paragraphs)
CASES = [
    ("one paragraph a line", "KẾ HOẠCH\n1. Mục đích\n- Cấp nước sạch.", ["KẾ HOẠCH", "1. Mục đích", "- Cấp nước sạch."]),
    ("Windows line ends", "KẾ HOẠCH\r\n\r\n1. Mục đích\r\n", ["KẾ HOẠCH", "1. Mục đích"]),
    ("old Macintosh line ends", "KẾ HOẠCH\r1. Mục đích", ["KẾ HOẠCH", "1. Mục đích"]),
    ("form feeds", "KẾ HOẠCH\f1. Mục đích", ["KẾ HOẠCH", "1. Mục đích"]),
    ("no-break blanks and tabs", "KẾ\xa0HOẠCH\n1.\tMục  đích", ["KẾ HOẠCH", "1. Mục đích"]),
    ("double blanks", "KẾ  HOẠCH\n1.  Mục đích", ["KẾ HOẠCH", "1. Mục đích"]),
    ("bold, headings, quotes", "## **KẾ HOẠCH**\n\n> 1. *Mục đích*", ["KẾ HOẠCH", "1. Mục đích"]),
    ("bold that splits a word", "**Điề**u 2. Giao **Sở Y tế**", ["Điều 2. Giao Sở Y tế"]),
    ("escaped marks", "# A\n\nNghị quyết 7\\-NQ/TU\n\n1\\. Mục", ["A", "Nghị quyết 7-NQ/TU", "1. Mục"]),
    ("a letterhead in pipes", "ỦY BAN NHÂN DÂN\n|\nCỘNG HÒA XÃ HỘI |\nSố: 5/KH-UBND |", ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI", "Số: 5/KH-UBND"]),
    ("a table row of Markdown", "| TT | Việc |\n| --- | --- |\n| 1 | Cấp nước |", ["TT", "Việc", "1", "Cấp nước"]),
    ("a page break in a sentence", LONG + " của tỉnh và\n\nvốn vay ưu đãi.", [LONG + " của tỉnh và vốn vay ưu đãi."]),
    (
        "a page number and a footnote in a sentence",
        LONG + " và\n\n12\n\n¹ Theo số liệu năm trước.\n\nvốn vay¹ ưu đãi.",
        [LONG + " và vốn vay¹ ưu đãi.", "¹ Theo số liệu năm trước."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("special", "raw", "expected"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_paragraphs(special: str, raw: str, expected: list[str], form: str) -> None:
    text = read_bytes(unicodedata.normalize(form, raw).encode(), "a.md")  # type: ignore[arg-type]
    assert words(text) == expected


def test_an_office_alone_on_its_line() -> None:
    """Its last word may also stand before a name, but a file whose lines are not wrapped breaks none there."""
    raw = "4. Công an tỉnh\nKiểm tra các bến đò.\n1.2. Giao Công an Thành phố\nGác các cầu.\nTrụ sở của\nỦy ban."
    assert words(read_bytes(raw.encode(), "a.txt")) == [
        "4. Công an tỉnh", "Kiểm tra các bến đò.", "1.2. Giao Công an Thành phố", "Gác các cầu.", "Trụ sở của Ủy ban.",
    ]  # fmt: skip


def test_hard_wrapped_lines_are_joined() -> None:
    raw = (
        "1. Giao Sở Nông nghiệp và Môi trường lập danh mục các công trình cấp nước, trình Ủy ban\n"
        "nhân dân tỉnh xem xét; phối hợp với Sở Tài chính cân đối nguồn vốn giai đoạn 2026\n"
        "- 2030 cho các xã vùng cao.\n"
        "2. Giao Sở Y tế kiểm tra chất lượng nước ăn uống tại các trường học, trạm y tế và chợ;\n"
        "công bố kết quả hằng quý.\n"
    )
    assert [w[:12] for w in words(read_bytes(raw.encode(), "a.txt"))] == ["1. Giao Sở N", "2. Giao Sở Y"]


WRAPPED = (
    "Giao Sở Nông nghiệp và Môi trường lập danh mục các công trình cấp nước, trình Ủy ban nhân\n"
    "dân tỉnh xem xét; phối hợp với Sở Tài chính cân đối nguồn vốn cho các xã vùng cao và vùng\n"
    "xa của tỉnh; kiểm tra chất lượng nước ăn uống tại các trường học, trạm y tế và các chợ ở\n"
    "trung tâm các xã.\n"
)

# (what is special, lines of a hard-wrapped file, the paragraphs they are)
BROKEN = [
    ("an open bracket", ["Theo số liệu của Sở Y tế (cơ quan thường trực", "Ban Chỉ đạo nước sạch), còn 12 xã thiếu nước."], 1),
    ("a note of one word", ["[1] Na", "Hang, Lâm Bình."], 1),
    ("bodies under their head", ["2. Trách nhiệm của các Sở:", "Y tế, Xây dựng."], 1),
    ("a list of bodies", ["3. Các sở, ban, ngành;", "Ủy ban nhân dân các xã và các cơ quan có liên quan đo độ mặn."], 1),
    ("a body's name", ["4. Đề nghị Ngân hàng Nhà nước Việt", "Nam cho vay mua bồn chứa nước ở vùng cao."], 1),
    ("a body and what it has to do", ["4. Giao Sở Xây dựng", "Theo dõi độ mặn trên các kênh dẫn nước về ruộng."], 2),
    ("a dash between words", ["b) Lập bản đồ giếng - kênh", "- trạm bơm của từng xã ven biển."], 1),
    ("a span of years", ["b) Lập bản đồ giếng trong giai đoạn 2026", "- 2030 ở ven biển."], 1),
    ("a point that begins with a number", ["b) Lập bản đồ giếng, kênh năm 2026", "- 20 trạm bơm ở ven biển."], 2),
    ("bullets", ["b) Lập bản đồ giếng, kênh", "- Trạm bơm của từng xã ven biển."], 2),
    ("a point and a paragraph", ["3. Súc rửa bể chứa;", "Thay ống dẫn nước đã rỉ sét ở các xã ven biển."], 2),
    ("a head and what it has to do", ["2. Trách nhiệm của các Sở:", "Đo độ mặn trên các kênh dẫn nước về ruộng của các xã, phường."], 2),
]  # fmt: skip


@pytest.mark.parametrize(("special", "lines", "count"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_line_that_cannot_be_a_whole_paragraph_goes_on(special: str, lines: list[str], count: int) -> None:
    text = read_bytes((WRAPPED * 2 + "\n".join(lines) + "\n").encode(), "a.md")
    assert words(text)[2:] == ([" ".join(lines)] if count == 1 else lines)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"\x00\x01\x02" * 50, "binary"),
        (b"K\xea ho\xa1ch", "UTF-8"),
        (b"\xff\xfe\x00", "broken"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(data, "la.txt")
    assert str(caught.value).startswith("la.txt: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", "PDF"), ("a.docx", "Word"), ("a.doc", "Word 97")])
def test_a_damaged_file_is_called_so_by_its_kind(name: str, kind: str) -> None:
    with pytest.raises(ReadError, match=f"^{name}: a damaged {kind} file, .*; get the file again$"):
        read_bytes(b"\0\x01\x02\x03" * 50, name)


def test_utf16_with_a_mark_is_read() -> None:
    assert read_bytes("Kế hoạch".encode("utf-16"), "a.txt").text == "Kế hoạch"


def test_a_file_above_the_bound_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadError, match="bound"):
        read(path)


def test_other_kinds_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"\.xlsx is not read; convert it to \.docx or \.pdf"):
        read(tmp_path / "a.xlsx")


def test_the_bytes_tell_the_kind_and_not_the_name() -> None:
    for name in ("a.docx", "a.txt", "a.doc"):
        assert sniff(b"<!DOCTYPE html><html><body>", name).name == "HTML"
        assert sniff(b"%PDF-1.7", name).name == "PDF"
        assert sniff(b"PK\x03\x04", name).name == "Word"


ODD = st.sampled_from(
    [*"aáạđ .,;:-*#>|\\_\n\r\t\xa0", "**", "\n\n", "- ", "1. ", "I. ", "KẾ HOẠCH", "o\u0323", "\u200b", "| a | b |\n"]
)


@given(st.lists(ODD, max_size=60).map("".join))
def test_reading_is_total_and_leads_back(raw: str) -> None:
    """Every letter of the file is in the text, once, and each run of the text is what stands in the file."""
    try:
        text = read_bytes(raw.encode(), "a.md")
    except ReadError:
        return
    for run in text.runs:
        there = unicodedata.normalize("NFC", raw[run.raw : run.raw + (run.width or run.length)])
        here = text.text[run.start : run.start + run.length]
        if there[0] == "*" and here[0] == "-":  # a bullet of Markdown is a dash of the document
            there = "-" + there[1:]
        assert fold(there) == fold(here)
    letters = sum(c.isalnum() for c in unicodedata.normalize("NFC", raw))
    assert sum(c.isalnum() for c in text.text) == letters
    at = -1
    for block in text.blocks:
        assert block.start == at + 1
        assert block.end > block.start
        at = block.end
    assert text.blocks == () or at == len(text.text)


def test_a_span_leads_back_into_the_file() -> None:
    raw = "## **KẾ HOẠCH**\n\nGiao **Sở Y** tế chủ trì."
    text = read_bytes(raw.encode(), "a.md")
    at = text.text.index("Sở Y tế")
    span = text.raw_span(Span(at, at + 7))
    assert raw[span.start : span.end] == "Sở Y** tế"
    assert text.line(at) == 3
