"""PDF with a text layer: whatever the printing, the paragraphs of the source come out, and nothing of the page's furniture."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest

from loaders.model import Text
from loaders.parse import parse
from loaders.read import read, read_bytes
from loaders.read.pdf.columns import in_order
from loaders.read.pdf.glyphs import Glyph
from loaders.read.pdf.lines import rows
from loaders.read.pdf.mend import mend
from loaders.text.fold import key
from tests.read.make_pdf import Print, fonts, make_pdf
from tests.read.neutral import Doc, Para, TableCell, cell, grid, printed

WORDS = [
    "rừng",
    "ngập",
    "mặn",
    "ven",
    "biển",
    "được",
    "trồng",
    "mới",
    "theo",
    "quy",
    "hoạch",
    "của",
    "tỉnh",
    "và",
    "các",
    "xã",
    "có",
    "bãi",
    "bồi;",
    "cây",
    "giống",
    "đạt",
    "chuẩn",
    "chịu",
    "được",
    "sóng",
    "gió",
    "lớn,",
    "do",
    "vườn",
    "ươm",
    "cung",
    "ứng",
    "hằng",
    "năm",
    "cho",
    "nhân",
    "dân",
    "địa",
    "phương",
    "cùng",
    "tham",
    "gia",
    "chăm",
    "sóc",
    "bảo",
    "vệ",
    "đê",
    "kè",
    "trạm",
    "quan",
    "trắc",
    "Sở",
    "Tài",
    "chính",
    "Ủy",
    "ban",
    "nhân",
    "dân",
    "Hội",
    "Nông",
    "dân",
    "số",
    "12",
    "năm",
    "2027",
    "-",
    "2030",
    "tại",
    "Điều",
    "5",
]


def words(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind != "furniture"]


def sentence(chance: random.Random, length: int) -> str:
    made = " ".join(chance.choice(WORDS) for _ in range(length)).rstrip(";,-")
    return made[0].upper() + made[1:]


def long(seed: int, count: int = 60) -> Doc:
    """A document of some pages: headings, numbered and lettered paragraphs, bullets, of any length."""
    chance = random.Random(seed)  # noqa: S311  (the same every time)
    out = []
    for k in range(count):
        kind = chance.choice(["plain", "arabic", "letter", "dash", "dash", "head"])
        if kind == "head":
            label = f"{['I', 'II', 'III', 'IV', 'V'][k % 5]}."
            out.append(Para(sentence(chance, chance.randint(3, 9)).upper(), label=label, bold=True))
            continue
        label = {"plain": "", "arabic": f"{k + 1}.", "letter": "abcdđ"[k % 5] + ")", "dash": "-"}[kind]
        out.append(Para(sentence(chance, chance.randint(3, 70)) + chance.choice("..;:"), label=label))
    return Doc(tuple(out))


PRINTS = {
    "as State offices print": Print(),
    "page numbers": Print(numbers=True),
    "no indent": Print(indent=0),
    "ragged": Print(align=0),
    "ragged, no indent": Print(align=0, indent=0),
    "no space between": Print(before=0),
    "ragged, no space between": Print(align=0, before=0),
    "small": Print(size=11, before=3),
    "wide paper": Print(width=842, height=595),
    "sideways": Print(rotation=90),
}


@pytest.mark.parametrize("how", PRINTS.values(), ids=list(PRINTS))
@pytest.mark.parametrize("seed", [0, 3])
def test_paragraphs_over_lines_and_pages(how: Print, seed: int) -> None:
    doc = long(seed)
    text = read_bytes(make_pdf(doc, how), "a.pdf")
    assert len(text.pages) > 2
    assert words(text) == [each.words for each in printed(doc)]


@pytest.mark.parametrize(("how", "least"), [(Print(hanging=True), 0.97), (Print(indent=0, before=0), 0.95)])
def test_prints_that_leave_it_open_where_a_paragraph_begins(how: Print, least: float) -> None:
    """Neither indent nor space, or a hanging indent: a full line that ends a sentence may end the paragraph or not."""
    right = total = 0
    for seed in range(3):
        doc = long(seed)
        expected = [each.words for each in printed(doc)]
        found = set(words(read_bytes(make_pdf(doc, how), "a.pdf")))
        right += sum(each in found for each in expected)
        total += len(expected)
    assert right >= least * total


def test_blocks_say_where_they_stand() -> None:
    text = read_bytes(make_pdf(long(1), Print()), "a.pdf")
    assert [page.number for page in text.pages] == list(range(1, len(text.pages) + 1))
    assert {(page.width, page.height, page.confidence) for page in text.pages} == {(595, 842, None)}
    assert [b.line for b in text.blocks] == list(range(1, len(text.blocks) + 1))
    before = (0, 0.0)
    for block in text.blocks:
        assert block.box is not None
        assert 84 <= block.box.left < block.box.right <= 539
        assert (block.page, block.box.top) > before
        before = (block.page, block.box.top)


def test_page_numbers_and_running_heads_are_furniture() -> None:
    doc = long(2)
    doc = Doc(doc.blocks, "Bản tin số 5 - trang nhất", "Văn phòng phát hành")
    text = read_bytes(make_pdf(doc, Print(numbers=True)), "a.pdf")
    furniture = [text.text[b.start : b.end] for b in text.blocks if b.kind == "furniture"]
    pages = len(text.pages)
    assert sorted(furniture) == sorted([doc.header, doc.footer] * pages + [str(n) for n in range(2, pages + 1)])


def drawn(*lines: tuple[float, float, str], size: float = 13, font: str = "Body", pages: int = 1) -> bytes:
    """A PDF with words at places (points from the lower left corner), the same on each page."""
    from reportlab.pdfgen.canvas import Canvas

    fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, pageCompression=0)
    for page in range(pages):
        for x, y, said in lines:
            canvas.setFont(font, size)
            canvas.drawString(x, y, said.replace("{page}", str(page + 70)).replace("{word}", WORDS[page]))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


BODY = tuple((85.0, 600.0 - 18 * k, "Dòng nói về {word} của một trang in chữ thường.") for k in range(5))


@pytest.mark.parametrize(
    ("lines", "furniture"),
    [
        ([(200, 800, "CÔNG BÁO/Số 12/Ngày 01-02-2026"), (500, 800, "{page}")], ["CÔNG BÁO/Số 12/Ngày 01-02-2026", "{page}"]),
        ([(60, 815, "Người ký: Cổng Thông tin"), (60, 805, "Email: a@b.vn"), (60, 795, "Thời gian ký: 01.02.2026 10:00:00")],
         ["Người ký: Cổng Thông tin", "Email: a@b.vn", "Thời gian ký: 01.02.2026 10:00:00"]),
        ([(85, 700, "Người ký: Chủ tịch Ủy ban nhân dân xã ký thay các thành viên.")], []),
        ([(290, 800, "- {page} -")], ["- {page} -"]),
        ([(85, 640, "CÔNG BÁO của tỉnh đăng các văn bản này.")], []),
        ([(300, 770, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (90, 770, "SỞ Y TẾ")], []),  # four documents in one file
    ],
)  # fmt: skip
def test_what_is_printed_around_the_text(lines: list[tuple[float, float, str]], furniture: list[str]) -> None:
    text = read_bytes(drawn(*lines, *BODY, pages=4), "a.pdf")
    found = [text.text[b.start : b.end] for b in text.blocks if b.kind == "furniture"]
    assert found == [each.replace("{page}", str(70 + page)) for page in range(4) for each in furniture]


def test_a_number_that_does_not_count_on_is_no_page_number() -> None:
    text = read_bytes(drawn((300, 780, "12"), *BODY, pages=1), "a.pdf")
    assert "12" in words(text)


ROWS = [
    (f"{n}.", f"Trồng rừng đợt {n} ở các xã ven biển, {' '.join(WORDS[n : n + 25])}.", "Sở Nông nghiệp", f"Quý {n}")
    for n in range(1, 31)
]


@pytest.mark.parametrize("repeat", [1, 0], ids=["heading repeated", "heading once"])
def test_a_table_over_pages_is_one_table(repeat: int) -> None:
    doc = Doc((Para("PHỤ LỤC"), grid(("TT", "Việc", "Cơ quan", "Thời hạn"), *ROWS), Para("Hết phụ lục.")))
    text = read_bytes(make_pdf(doc, Print(repeat=repeat)), "a.pdf")
    assert len(text.pages) > 2
    assert words(text) == [each.words for each in printed(doc)]
    assert [b.cell for b in text.blocks if b.kind != "furniture"] == [each.cell for each in printed(doc)]
    assert any("heading rows" in each for each in text.warnings) == bool(repeat)


def test_a_row_that_a_page_break_splits_is_one_row() -> None:
    """Both halves drawn as two boxes, the second page with the heading again; its paragraph goes on."""
    from reportlab.pdfgen.canvas import Canvas

    fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    parts: list[list[tuple[float, list[list[str]]]]] = [
        [(30, [["TT"], ["Việc"], ["Hạn"]]), (60, [["1"], ["Rà soát các vườn ươm", "của hợp tác xã và hộ"], ["Quý I"]])],
        [(30, [["TT"], ["Việc"], ["Hạn"]]), (40, [[], ["gia đình ven biển."], []]),
         (40, [["2"], ["Trồng rừng mới."], ["Quý II"]])],
    ]  # fmt: skip
    for page, found in enumerate(parts):
        top = 120.0 if page == 0 else 780.0
        for height, cells in found:
            for k, (x, width) in enumerate(((85, 30), (115, 135), (250, 90))):
                canvas.rect(x, top - height, width, height)
                for i, line in enumerate(cells[k]):
                    canvas.setFont("Body", 12)
                    canvas.drawString(x + 5.4, top - 15 - 15 * i, line)
            top -= height
        canvas.showPage()
    canvas.save()
    text = read_bytes(out.getvalue(), "a.pdf")
    assert [(text.text[b.start : b.end], b.cell[1:3] if b.cell else None) for b in text.blocks] == [
        ("TT", (0, 0)), ("Việc", (0, 1)), ("Hạn", (0, 2)),
        ("1", (1, 0)), ("Rà soát các vườn ươm của hợp tác xã và hộ gia đình ven biển.", (1, 1)), ("Quý I", (1, 2)),
        ("2", (2, 0)), ("Trồng rừng mới.", (2, 1)), ("Quý II", (2, 2)),
    ]  # fmt: skip


def test_footnotes_over_pages_stand_after_their_paragraphs() -> None:
    blocks = list(long(4, 40).blocks)
    for k in (3, 17, 30):
        para = blocks[k]
        assert isinstance(para, Para)
        blocks[k] = Para(
            para.words.rstrip(".;:") + " có chú thích{}.", label="1.", notes=(f"Nguồn của số liệu thứ {k}.",)
        )
    doc = Doc(tuple(blocks))
    text = read_bytes(make_pdf(doc, Print(numbers=True)), "a.pdf")
    assert words(text) == [each.words for each in printed(doc)]
    assert [text.text[b.start : b.end] for b in text.blocks if b.kind == "footnote"] == [
        "¹ Nguồn của số liệu thứ 3.", "² Nguồn của số liệu thứ 17.", "³ Nguồn của số liệu thứ 30.",
    ]  # fmt: skip


def test_bold_is_told_by_the_font() -> None:
    doc = Doc((Para("Phần in đậm của văn bản này.", bold=True), Para("Phần in thường của văn bản này.")))
    assert [b.bold for b in read_bytes(make_pdf(doc), "a.pdf").blocks] == [True, False]


def test_a_paragraph_of_two_columns_reads_down_the_left_one_first() -> None:
    left = TableCell((Para("ỦY BAN NHÂN DÂN"), Para("XÃ BÌNH HẢI"), Para("Số: 4/TB-UBND")))
    right = cell(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Bình Hải, ngày 05 tháng 6 năm 2026"
    )
    text = read_bytes(make_pdf(Doc((grid((left, right), data=False), *long(1, 8).blocks))), "a.pdf")
    assert words(text)[:6] == [para.line for each in (left, right) for para in each.paras]


def glyphs(said: str, *, at: float = 10, gap: float = 0, size: float = 12, told: bool = True) -> list[Glyph]:
    """Letters seven points wide; a blank of `said` moves three points, `|` moves `gap` and is told as a blank."""
    out, x, apart = [], at, False
    for c in said:
        if c in " |":
            x += 3 if c == " " else gap
            apart = told
            continue
        out.append(Glyph(c, x, 0, x + 7, 12, 10, size, apart=apart))
        x, apart = x + 7, False
    return out


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (glyphs("điề|u kho|ản"), "điều khoản"),  # blanks of the text layer that the gaps do not bear out
        (glyphs("nhân dân", told=False), "nhân dân"),  # blanks that the text layer leaves out
        (glyphs("đ|i|ề|u", gap=2.0, told=False), "điều"),  # letters set apart on purpose
        (glyphs("Q|U|Y|Ế|T", gap=5, told=False) + glyphs("Đ|Ị|N|H", at=82, gap=5, told=False), "QUYẾT ĐỊNH"),
    ],
)
def test_blanks_are_told_by_gaps(made: list[Glyph], expected: str) -> None:
    assert rows(made)[0][0].words == expected


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    made = [*glyphs("đất nước"), *glyphs("đất nước", at=10.4)]
    [[line]] = rows(made)
    assert line.words == "đất nước"
    assert line.bold


@pytest.mark.parametrize(
    ("broken", "whole", "count"),
    [
        (["ĐIỀ U KHO ẢN", "THUỘ C"], ["ĐIỀU KHOẢN", "THUỘC"], 3),
        (["ủ y ban và ủ y viên"], ["ủy ban và ủy viên"], 2),
        (["Ủ y ban; Ủy ban"], ["Ủy ban; Ủy ban"], 1),
        (["một chỗ hở: ủ y"], ["một chỗ hở: ủ y"], 0),  # once alone proves nothing
        (["NGUY Ễ N, tiế n đ ộ"], ["NGUYỄN, tiến độ"], 3),
        (["điểm a và c, có ý kiến ở xã", "cơ sở y tế là ở đó", "về ăn ở"], ["điểm a và c, có ý kiến ở xã", "cơ sở y tế là ở đó", "về ăn ở"], 0),
    ],
)  # fmt: skip
def test_broken_syllables(broken: list[str], whole: list[str], count: int) -> None:
    assert mend(broken) == (whole, count)


def test_a_mended_text_says_so() -> None:
    lines = [
        (85.0, 600.0 - 18 * k, said) for k, said in enumerate(["Điề u 1. Thuộ c phạm vi của xã.", "Quyề n của dân."])
    ]
    text = read_bytes(drawn(*lines), "a.pdf")
    assert words(text) == ["Điều 1. Thuộc phạm vi của xã.", "Quyền của dân."]
    assert text.warnings == ("3 words that the text layer breaks by blanks were put together",)


def test_real_text_is_not_mended(shared: Path) -> None:
    """No text of a portal has the fault, so any word put together there would be a mistake."""
    for path in sorted((shared / "corpus").glob("*.md")):
        text = read(path)
        paragraphs = [text.text[b.start : b.end] for b in text.blocks]
        assert mend(paragraphs) == (paragraphs, 0), path.name


def test_columns_end_where_the_text_goes_on() -> None:
    def line(said: str, x: float, y: float) -> list[Glyph]:
        made = glyphs(said, at=x)
        for glyph in made:
            glyph.base, glyph.top, glyph.bottom = y, y - 10, y + 2
        return made

    placed = [("trái một", 10, 20), ("phải một", 250, 20), ("trái hai", 10, 40), ("phải hai", 250, 40), ("một dòng rất dài vắt qua cả hai cột của trang", 10, 60)]  # fmt: skip
    found = rows([g for each in placed for g in line(*each)])
    ordered = in_order(found, 10, 400)
    assert [each.words for each in ordered] == ["trái một", "trái hai", "phải một", "phải hai", placed[-1][0]]
    assert ordered[-1].column == 0


def test_real_headers_and_trees(shared: Path) -> None:
    """Number, type, issuer, place, date, title, signer as index.csv has them; nothing of the gazette's heads in the tree."""
    with (shared / "corpus" / "index.csv").open(encoding="utf-8") as stream:
        index = {row["file"]: row for row in csv.DictReader(stream)}
    names = [name for name in index if name.endswith(".pdf") and "scan" not in index[name]["note"]]
    assert len(names) == 3
    for name in names:
        documents = parse(read(shared / "corpus" / name))
        assert len(documents) == int(index[name]["documents"])
        header = documents[0].header
        signer = header.signer
        said: dict[str, Any] = {
            "number": header.number, "type": header.type, "issuer": header.issuer, "place": header.place,
            "date": header.date, "title": header.title, "signer_authority": signer.authority,
            "signer_position": signer.position, "signer_name": signer.name,
        }  # fmt: skip
        for field, value in said.items():
            assert value and key(value.value) == key(index[name][field]), (name, field)
        for document in documents:
            for provision in document.provisions:
                assert not key(document.words(provision.span)).startswith("công báo/")
                assert not key(document.words(provision.span)).isdigit() or provision.kind == "cell"
