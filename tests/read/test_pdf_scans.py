"""Scans: what is asked of Tesseract, what is made of its answer, and what is said where it is missing, slow or not sure."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loaders.model import Text
from loaders.parse import parse
from loaders.read import ReadError, read, read_bytes
from loaders.read.pdf import ocr, scan
from loaders.text.fold import key
from tests.read.make_pdf import fonts, make_pdf
from tests.read.neutral import Doc, Para

FIELDS = [
    "level",
    "page_num",
    "block_num",
    "par_num",
    "line_num",
    "word_num",
    "left",
    "top",
    "width",
    "height",
    "conf",
    "text",
]
LINES = ["ỦY BAN NHÂN DÂN", "Giao Sở Y tế kiểm tra nước ở các xã ven biển trong", "năm 2027, báo cáo trước tháng 6."]


def tsv(lines: list[str], confidence: float = 90, left: int = 350) -> str:
    """Tesseract's answer: words 22 dots a letter wide, lines 75 dots apart, at 300 dots an inch."""
    rows = ["\t".join(FIELDS)]
    for number, line in enumerate(lines, start=1):
        x = left
        for k, word in enumerate(line.split(), start=1):
            width = 22 * len(word)
            rows.append("\t".join(map(str, [5, 1, 1, 1, number, k, x, 300 + 75 * number, width, 40, confidence, word])))
            x += width + 14
    return "\n".join(rows) + "\n"


def scanned(pages: int = 1, text: bool = False, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF whose pages are pictures (the last with words, if `text`)."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    picture = ImageReader(Image.new("L", (60, 80), 255))
    for page in range(pages):
        if text and page == pages - 1:
            canvas.setFont("Body", 13)
            canvas.drawString(85, 700, "Trang này có lớp chữ, không cần nhận dạng gì cả.")
        else:
            canvas.drawImage(picture, 0, 0, *size)
            canvas.setFont("Body", 8)
            canvas.drawString(20, 20, "Người ký: A")  # what a signature leaves on a scan
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Puts a program named tesseract in front of the real one: it answers with a text, after some seconds."""

    def install(answer: str | None, seconds: float = 0, languages: str = "vie") -> None:
        ocr.tesseract.cache_clear()
        monkeypatch.setenv("PATH", str(tmp_path) if answer is None else f"{tmp_path}:/usr/bin:/bin")
        if answer is None:
            return
        (tmp_path / "answer").write_text(answer, encoding="utf-8")
        program = tmp_path / "tesseract"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo {languages}; exit 0; fi\n'
            f'echo "$@" >> {tmp_path}/asked\ncat > {tmp_path}/picture\nsleep {seconds}\ncat {tmp_path}/answer\n'
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    yield install
    ocr.tesseract.cache_clear()


def words(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind != "furniture"]


def test_a_scan_is_read_with_its_confidence(tool: Any, tmp_path: Path) -> None:
    tool(tsv(LINES, 91.5))
    text = read_bytes(scanned(), "quet.pdf")
    assert words(text) == [LINES[0], f"{LINES[1]} {LINES[2]}"]
    assert [page.confidence for page in text.pages] == [0.915]
    assert text.warnings == ("read by OCR, with its mean confidence: page 1 (0.92)",)
    assert (tmp_path / "asked").read_text().strip() == "stdin stdout -l vie --dpi 300 --psm 3 tsv"
    box = text.blocks[0].box
    assert box is not None
    assert (box.left, box.top) == (84.0, 90.0)  # 350 and 375 dots of 300 an inch, in points
    header = (tmp_path / "picture").read_bytes()[:16].split()
    assert header[0] == b"P5"
    assert abs(int(header[1]) - 595 * 300 / 72) < 2


@pytest.mark.parametrize(
    ("pages", "says"), [(1, "a scan of 1 page without text"), (3, "a scan of 3 pages without text")]
)
@pytest.mark.parametrize("languages", [None, "eng"], ids=["no Tesseract", "no Vietnamese"])
def test_without_ocr_it_says_what_to_install(tool: Any, pages: int, says: str, languages: str | None) -> None:
    tool(None if languages is None else "", languages=languages or "")
    with pytest.raises(ReadError) as caught:
        read_bytes(scanned(pages), "quet.pdf")
    assert str(caught.value) == (
        f"quet.pdf: {says}; install tesseract-ocr and tesseract-ocr-vie (Tesseract with Vietnamese data)"
    )


def test_without_ocr_the_pages_with_text_are_read(tool: Any) -> None:
    tool(None)
    text = read_bytes(scanned(3, text=True), "quet.pdf")
    assert words(text)[-1].startswith("Trang này có lớp chữ")
    assert any(each.startswith("page 1-2: a scan, left out; install tesseract-ocr") for each in text.warnings)


def test_pages_with_text_are_not_given_to_ocr(tool: Any, tmp_path: Path) -> None:
    tool(tsv(LINES))
    text = read_bytes(scanned(2, text=True), "quet.pdf")
    assert [page.confidence for page in text.pages] == [0.9, None]
    assert len((tmp_path / "asked").read_text().splitlines()) == 1


def test_a_poor_scan_is_named(tool: Any) -> None:
    tool(tsv(LINES, 61))
    warnings = read_bytes(scanned(2), "quet.pdf").warnings
    assert "OCR is not sure of page 1, 2: compare it with the scan" in warnings


def test_scraps_are_left_out_and_counted(tool: Any) -> None:
    answer = tsv(LINES) + tsv(["ĐẾN #2*3"], 20, left=60).split("\n", 1)[1].replace("\t1\t1\t1\t", "\t1\t2\t1\t")
    tool(answer)
    text = read_bytes(scanned(), "quet.pdf")
    assert words(text)[-1].endswith(LINES[-1])
    assert "2 scraps of words that OCR could hardly read (a stamp, handwriting) were left out" in text.warnings


def test_a_slow_page_is_given_up(tool: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tsv(LINES), seconds=5)
    monkeypatch.setattr(ocr, "OCR_SECONDS", 0.3)
    with pytest.raises(ReadError, match=r"^quet\.pdf: OCR read none of its 1 pages in time"):
        read_bytes(scanned(), "quet.pdf")
    text = read_bytes(scanned(2, text=True), "quet.pdf")
    assert any("too slow to read" in each for each in text.warnings)


def test_a_huge_page_is_not_drawn(tool: Any, tmp_path: Path) -> None:
    """Ten metres by ten: at 300 dots an inch 14 thousand million dots."""
    tool(tsv(LINES))
    with pytest.raises(ReadError, match="OCR read none"):
        read_bytes(scanned(size=(28346, 28346)), "quet.pdf")
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize(
    ("size", "dpi"),
    [((595, 842), 300), ((842, 1191), 300), ((1684, 2384), 180), ((14400, 14400), 25), ((0, 5), 0)],
)
def test_large_pages_are_drawn_more_coarsely(size: tuple[float, float], dpi: int) -> None:
    assert round(ocr.resolution(*size)) == dpi


BROKEN = ["", "no table", "\t".join(FIELDS) + "\n5\t1", "\t".join(FIELDS) + "\n5\t1\t1\t1\t1\t1\ta\tb\tc\td\te\tf"]


@pytest.mark.parametrize("answer", BROKEN)
def test_an_answer_that_is_none_gives_no_words(tool: Any, answer: str) -> None:
    tool(answer or "\n")
    text = read_bytes(scanned(), "quet.pdf")
    assert text.text == ""
    assert [page.confidence for page in text.pages] == [0.0]


def page_of_text(angle: float) -> Any:
    """A picture of a page of text, lying aslant by `angle` degrees."""
    import pypdfium2

    said = "Dòng chữ của một trang quét nằm nghiêng trên mặt kính của máy quét cũ"
    document = pypdfium2.PdfDocument(make_pdf(Doc(tuple(Para(said) for _ in range(25)))))
    image = document[0].render(scale=1.5, grayscale=True).to_pil()
    return image.rotate(angle, fillcolor=255)


@pytest.mark.parametrize("angle", [-2.5, -1.0, 0.0, 0.5, 2.0])
def test_a_page_that_lies_aslant_is_found(angle: float) -> None:
    assert abs(scan.skew(page_of_text(angle)) + angle) <= 0.25


def test_a_scanners_lines_are_taken_out_and_letters_stay() -> None:
    from PIL import ImageChops, ImageDraw

    page = page_of_text(0)
    dirty = page.copy()
    ImageDraw.Draw(dirty).line((300, 0, 300, page.height), fill=0, width=2)
    clean = scan.without_lines(dirty)
    left = sum(ImageChops.difference(clean, page).point(lambda v: v > 99 and 255).histogram()[255:])
    before = sum(ImageChops.difference(dirty, page).point(lambda v: v > 99 and 255).histogram()[255:])
    assert left < 0.25 * before  # what is left are the places where the line crosses a row of letters
    untouched = ImageChops.difference(page, scan.without_lines(page))
    assert untouched.getbbox() is None


@pytest.mark.slow
def test_real_scans(shared: Path) -> None:
    """What can be told of the two scans of the corpus, whose numbers and days are written by hand."""
    ocr.tesseract.cache_clear()
    if ocr.tesseract() is None:
        pytest.skip("Tesseract with Vietnamese data is not installed: apt install tesseract-ocr tesseract-ocr-vie")
    with (shared / "corpus" / "index.csv").open(encoding="utf-8") as stream:
        index = {row["file"]: row for row in csv.DictReader(stream) if "scan" in row["note"]}
    pages = confident = 0
    for name, row in index.items():
        if not name.endswith(".pdf"):
            continue
        text = read(shared / "corpus" / name)
        header = parse(text)[0].header
        assert header.province and key(header.province.value) == key(row["province"])
        pages += len(text.pages)
        confident += sum(bool(page.confidence and page.confidence > 0.85) for page in text.pages)
    assert pages == confident == 5
