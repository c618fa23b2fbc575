"""Header and tree: tables of small documents, the corpus as a whole, and what holds for any text."""

from __future__ import annotations

import csv
import importlib.util
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Document, Text
from loaders.parse import structure
from loaders.read import read
from loaders.text.marks import find


def parsed(*lines: str) -> Document:
    documents = structure(Text.of_paragraphs(lines))
    assert len(documents) == 1
    return documents[0]


def body(document: Document) -> list[str]:
    return [p.path for p in document.provisions if not p.path.startswith(("head/", "foot/"))]


HEAD = ("KẾ HOẠCH", "Cấp nước sạch")

# (what is special, the paragraphs of the body, their paths)
TREES = [
    ("parts, numbers, points", ["I. MỤC ĐÍCH", "1. Một", "a) A", "b) B", "2. Hai", "II. NHIỆM VỤ"], ["I", "I/1", "I/1/a", "I/1/b", "I/2", "II"]),
    ("the Party's dashes", ["I- MỤC ĐÍCH", "1- Một", "2- Hai"], ["I", "I/1", "I/2"]),
    ("decimal numbers", ["1. Một", "1.1. A", "1.2. B", "2. Hai", "2.1. C"], ["1", "1/1.1", "1/1.2", "2", "2/2.1"]),
    ("three levels of decimals", ["I. A", "1. B", "1.1. C", "1.1.1. D", "1.1.2. E", "1.2. F"], ["I", "I/1", "I/1/1.1", "I/1/1.1/1.1.1", "I/1/1.1/1.1.2", "I/1/1.2"]),
    ("a number left out of a list", ["1. A", "(1) B", "(2) C", "(4) D", "2. E"], ["1", "1/1", "1/2", "1/4", "2"]),
    ("bullets and plus", ["1. A", "- B", "+ C", "+ D", "- E"], ["1", "1/-1", "1/-1/-1", "1/-1/-2", "1/-2"]),
    ("an unnumbered paragraph belongs to what stands above it", ["1. A", "- B", "Đoạn không số.", "- C"], ["1", "1/-1", "1/-1/-1", "1/-2"]),
    ("articles with clauses and points", ["Điều 1. A", "1. B", "a) C", "2. D", "Điều 2. E"], ["Điều-1", "Điều-1/1", "Điều-1/1/a", "Điều-1/2", "Điều-2"]),
    ("chapters and sections", ["Chương I", "Mục 1", "Điều 1. A", "Mục 2", "Điều 2. B", "Chương II", "Điều 3. C"],
     ["Chương-I", "Chương-I/Mục-1", "Chương-I/Mục-1/Điều-1", "Chương-I/Mục-2", "Chương-I/Mục-2/Điều-2", "Chương-II", "Chương-II/Điều-3"]),
    ("đ follows d", ["1. A", "d) B", "đ) C", "e) D"], ["1", "1/d", "1/đ", "1/e"]),
    ("a list that begins anew under a point", ["1. A", "a) B:", "1) C", "2) D", "b) E", "2. F"], ["1", "1/a", "1/a/1", "1/a/2", "1/b", "2"]),
    ("siblings that repeat a number", ["1. A", "1. B", "2. C"], ["1", "1.2", "2"]),
    ("figures that are no marks", ["1. A", "2.000 tỷ đồng là vốn vay.", "23/2/2024 là ngày họp."], ["1", "1/-1", "1/-2"]),
    ("a closing paragraph belongs to the part", ["I. A", "1. B", "Trên đây là Kế hoạch cấp nước."], ["I", "I/1", "I/-1"]),
    ("a note on an annex counts for nothing", ["I. A", "- B", "(Chi tiết tại Phụ lục kèm theo)", "- C"], ["I", "I/-1", "I/note", "I/-2"]),
]  # fmt: skip


@pytest.mark.parametrize(("special", "lines", "paths"), TREES, ids=[case[0] for case in TREES])
def test_tree(special: str, lines: list[str], paths: list[str]) -> None:
    assert body(parsed(*HEAD, *lines)) == paths


def test_an_order_that_does_not_rise_is_flagged() -> None:
    document = parsed(*HEAD, "1. A", "3. B", "3. C.")
    assert [p.flags for p in document.provisions if p.kind == "arabic"] == [(), ("ordinal-gap",), ("ordinal-repeat",)]


# (what is special, the paragraphs, the header's fields)
HEADERS = [
    ("a province", ["ỦY BAN NHÂN DÂN", "TỈNH HÀ GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 12/KH-UBND", "Hà Giang, ngày 5 tháng 3 năm 2021", "KẾ HOẠCH", "Cấp nước sạch"],
     {"number": "12/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Hà Giang", "province": "Hà Giang", "place": "Hà Giang", "date": "2021-03-05", "type": "Kế hoạch", "title": "Cấp nước sạch"}),
    ("both columns on one line", ["UBND TỈNH HÀ GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 12/KH-UBND Hà Giang, ngày 5 tháng 3 năm 2021", "KẾ HOẠCH", "Cấp nước sạch"],
     {"number": "12/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Hà Giang", "date": "2021-03-05"}),
    ("a department", ["UBND TỈNH SƠN LA", "SỞ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 9/TTr-STC", "TỜ TRÌNH", "Về việc bổ sung vốn"],
     {"issuer": "Sở Tài chính tỉnh Sơn La", "province": "Sơn La", "type": "Tờ trình", "date": None}),
    ("a provincial Party committee", ["TỈNH ỦY LÀO CAI", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 7-NQ/TU", "Lào Cai, ngày 2 tháng 9 năm 2021", "NGHỊ QUYẾT", "về cấp nước sạch"],
     {"issuer": "Tỉnh ủy Lào Cai", "number": "7-NQ/TU", "province": "Lào Cai", "title": "về cấp nước sạch"}),
    ("a ministry", ["BỘ XÂY DỰNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 3/QĐ-BXD", "Hà Nội, ngày 1 tháng 2 năm 2023", "QUYẾT ĐỊNH", "Ban hành quy chế", "BỘ TRƯỞNG BỘ XÂY DỰNG", "QUYẾT ĐỊNH:"],
     {"issuer": "Bộ Xây dựng", "province": None, "title": "Ban hành quy chế", "place": "Hà Nội"}),
    ("a commune since 2025", ["ỦY BAN NHÂN DÂN", "XÃ TAM ĐA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 3/KH-UBND", "Tam Đa, ngày 1 tháng 8 năm 2025", "KẾ HOẠCH", "Vệ sinh môi trường"],
     {"issuer": "Ủy ban nhân dân xã Tam Đa", "province": None, "place": "Tam Đa"}),
    ("blank number and date stay blank", ["ỦY BAN NHÂN DÂN", "TỈNH HÀ GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:      /KH-UBND", "Hà Giang, ngày    tháng    năm 2021", "KẾ HOẠCH", "Cấp nước"],
     {"number": None, "date": None, "place": "Hà Giang"}),
    ("a letter", ["BỘ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 55/BYT-DP", "V/v kiểm tra nước sạch", "Hà Nội, ngày 7 tháng 7 năm 2020", "Kính gửi: Sở Y tế các tỉnh", "Thực hiện chỉ đạo của Chính phủ, Bộ Y tế đề nghị các Sở Y tế thực hiện:", "1. Kiểm tra."],
     {"type": "Công văn", "title": "V/v kiểm tra nước sạch", "number": "55/BYT-DP"}),
    ("a plan attached to a decision, letterhead absent", ["KẾ HOẠCH", "Cấp nước sạch", "(Kèm theo Quyết định số 15/QĐ-UBND ngày 4/5/2022 của UBND tỉnh Sơn La)", "I. MỤC ĐÍCH"],
     {"attached_to": "15/QĐ-UBND|2022-05-04", "number": None, "issuer": "Ủy ban nhân dân tỉnh Sơn La"}),
]  # fmt: skip


@pytest.mark.parametrize(("special", "lines", "fields"), HEADERS, ids=[case[0] for case in HEADERS])
def test_header(special: str, lines: list[str], fields: dict[str, str | None]) -> None:
    header = parsed(*lines, "I. NHIỆM VỤ", "1. Giao Sở Y tế kiểm tra.").header
    got = {name: said.value if (said := getattr(header, name)) else None for name in fields}
    assert got == fields


def test_a_decision_and_its_plan_in_one_file_are_two_documents() -> None:
    lines = [
        "ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", "Số: 15/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Kế hoạch cấp nước",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cấp nước.", "Điều 2. Quyết định này có hiệu lực từ ngày ký./.",
        "Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.", "CHỦ TỊCH", "Nguyễn Văn A", "KẾ HOẠCH", "Cấp nước sạch",
        "(Kèm theo Quyết định số 15/QĐ-UBND ngày 4/5/2022 của UBND tỉnh Sơn La)", "I. MỤC ĐÍCH", "1. Một",
    ]  # fmt: skip
    decision, plan = structure(Text.of_paragraphs(lines))
    assert (decision.header.number.value, decision.header.signer.name.value) == ("15/QĐ-UBND", "Nguyễn Văn A")  # type: ignore[union-attr]
    assert plan.header.attached_to.value == "15/QĐ-UBND|2022-05-04"  # type: ignore[union-attr]
    assert body(plan) == ["I", "I/1"]


def test_site_words_before_and_after_are_set_aside() -> None:
    lines = ["Đang tải nội dung", "UBND TỈNH SƠN LA", "Số: 15/KH-UBND", "KẾ HOẠCH", "Cấp nước", "1. Một", "2. Hai./.",
             "Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Nguyễn Văn A", "Ý kiến bạn đọc", "Rất hay"]  # fmt: skip
    document = parsed(*lines)
    aside = [document.text.text[a.start : a.end] for a in document.set_aside]
    assert aside == ["Đang tải nội dung", "Ý kiến bạn đọc", "Rất hay"]


# -- what holds for any text ------------------------------------------------------------------------------------------

WORDS = st.sampled_from([
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "Số: 5/KH-UBND", "Số:", "UBND TỈNH SƠN LA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kính gửi:",
    "Hà Nội, ngày 5 tháng 6 năm 2024", "Căn cứ Luật Đất đai;", "(Kèm theo Quyết định số 5/QĐ-UBND ngày 4/5/2022)", "I. A", "II. B", "1. C",
    "1.1. D", "2. E", "a) F", "đ) G", "- H", "+ K", "Điều 1. L", "Chương I", "Mục 1", "Phụ lục I", "PHỤ LỤC", "¹ ghi chú", "Nơi nhận:",
    "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A", "Ý kiến bạn đọc", "Đoạn văn./.", "x", "12", "Trên đây là Kế hoạch.",
])  # fmt: skip


def check_whole(document_list: list[Document], text: Text) -> None:
    """Provisions and set-aside text partition the blocks; paths are unique; the tree is a tree in document order."""
    spans: list[tuple[int, int]] = []
    for document in document_list:
        paths = [p.path for p in document.provisions]
        assert len(set(paths)) == len(paths)
        seen: set[str] = set()
        for provision in document.provisions:
            assert provision.parent is None or provision.parent in seen
            assert provision.start <= provision.content <= provision.end
            seen.add(provision.path)
        parents = {p.parent for p in document.provisions}
        assert all(p.leaf == (p.path not in parents) for p in document.provisions)
        spans += [(p.start, p.end) for p in document.provisions] + [(a.start, a.end) for a in document.set_aside]
    # a row is a provision of several blocks; a table without head has no words of its own
    spans = sorted(span for span in spans if span[0] < span[1])
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    firsts, lasts = {b.start for b in text.blocks}, {b.end for b in text.blocks}
    assert all(start in firsts and end in lasts for start, end in spans)
    assert sum(end - start + 1 for start, end in spans) == sum(b.end - b.start + 1 for b in text.blocks)


@given(st.lists(WORDS, max_size=40))
def test_structure_is_total(lines: list[str]) -> None:
    text = Text.of_paragraphs(lines) if lines else Text.of_paragraphs(["x"])
    check_whole(structure(text), text)


# -- the corpus -------------------------------------------------------------------------------------------------------


def corpus(shared: Path) -> list[Path]:
    return sorted(p for p in (shared / "corpus").glob("*.md") if p.name != "README.md")


def test_the_leaves_and_what_was_set_aside_reproduce_every_file(shared: Path) -> None:
    for path in [*corpus(shared), *sorted((shared / "seeds").glob("*.txt"))]:
        text = read(path)
        check_whole(structure(text), text)
        raw = path.read_text(encoding="utf-8")
        assert sum(c.isalnum() for c in text.text) == sum(c.isalnum() for c in raw), path.name


def test_lines_that_begin_with_a_mark_are_provisions(shared: Path) -> None:
    """At least 95 % of the lines of each file that begin with a mark are nodes of the tree (or set aside)."""
    for path in corpus(shared):
        text = read(path)
        documents = structure(text)
        firsts = {text.line(p.start) for d in documents for p in d.provisions}
        aside = {text.line(a.start) for d in documents for a in d.set_aside}
        cells = {block.line for block in text.blocks if block.cell}  # a row is one provision, whatever its cells list
        marked = missed = 0
        before = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            words = line.lstrip(" #>|").replace("*", "").replace("\\", "").strip()
            counted, before = before == "Điều", words  # "Điều" and its number on two lines are one mark
            if find(words) and not counted:
                marked += 1
                missed += number not in firsts | aside | cells
        assert missed <= 0.05 * marked, (path.name, marked, missed)


def test_headers_of_the_corpus(shared: Path) -> None:
    """Number, type, issuer, province, place, date, title and signer of the Markdown files, by the corpus's index."""
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    right = total = 0
    with (shared / "corpus" / "index.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if not row["file"].endswith(".md"):
                continue
            header = structure(read(shared / "corpus" / row["file"]))[0].header
            for name in ("number", "type", "issuer", "province", "place", "date", "title"):
                said = getattr(header, name)
                total += 1
                got, expected = score.norm(said.value if said else ""), score.norm(row[name])
                right += got == expected or (name == "title" and score.ratio(got, expected) >= 0.95)
            total += 1
            signer = header.signer.name
            right += score.norm(signer.value if signer else "") == score.norm(row["signer_name"])
    assert right / total >= 0.98, f"{right} of {total}"
