"""hOCR: what is read of it, how sure the words are, and what is hostile in it."""

from __future__ import annotations

import pytest

from loaders.parse import parse
from loaders.read import ReadError, read_bytes

HEAD = "<html><head><meta name='ocr-system' content='kraken'/></head><body>"


def word(words: str, left: int, top: int, sure: str = "; x_wconf 91") -> str:
    width = 20 * len(words)
    return f"<span class='ocrx_word' title='bbox {left} {top} {left + width} {top + 40}{sure}'>{words}</span>"


def line(words: str, top: int, sure: str = "; x_wconf 91") -> str:
    parts, left = [], 300
    for each in words.split():
        parts.append(word(each, left, top, sure))
        left += 20 * len(each) + 15
    return f"<span class='ocr_line' title='bbox 300 {top} {left} {top + 40}'>{' '.join(parts)}</span>"


def page(*lines: str, title: str = "image &quot;a;b.png&quot;; bbox 0 0 2480 3508; scan_res 300 300") -> str:
    return f'<div class="ocr_page" title="{title}">{"".join(lines)}</div>'


def hocr(*pages: str) -> bytes:
    return (HEAD + "".join(pages) + "</body></html>").encode()


def test_pages_lines_and_how_sure() -> None:
    first = page(
        line("Số: 7/KH-UBND", 300),
        line("KẾ HOẠCH", 500),
        line("Làm nhà &amp; vườn", 600),
        line("1. Giao <b>Sở</b> Y tế rà soát.", 700),
    )
    text = read_bytes(hocr(first, page(line("2. Giao Sở Nội vụ báo cáo.", 300, "; x_wconf 60"))), "a.hocr")
    assert text.text.split("\n") == [
        "Số: 7/KH-UBND",
        "KẾ HOẠCH",
        "Làm nhà & vườn",
        "1. Giao Sở Y tế rà soát.",
        "2. Giao Sở Nội vụ báo cáo.",
    ]
    assert [(p.number, round(p.width), round(p.height), p.confidence) for p in text.pages] == [
        (1, 595, 842, 0.91),
        (2, 595, 842, 0.6),
    ]
    assert text.blocks[0].box is not None
    assert round(text.blocks[0].box.left) == 72
    assert text.warnings[0] == "read by OCR, with its mean confidence: page 1 (0.91), 2 (0.60)"
    (document,) = parse(text)
    assert document.header.number is not None
    assert [[each.agency for each in task.assignments if each.role == "lead"] for task in document.tasks or []] == [["Sở Y tế"], ["Sở Nội vụ"]]


@pytest.mark.parametrize(
    "title", ["bbox 0 0 1240 1754", "bbox 0 0 1240 1754; scan_res 1 1", "bbox 0 0 1240 1754; scan_res x"]
)
def test_a_page_of_unknown_resolution_is_taken_for_a4(title: str) -> None:
    text = read_bytes(hocr(page(line("Giao Sở Y tế chủ trì.", 300), title=title)), "a.hocr")
    assert (round(text.pages[0].width), round(text.pages[0].height)) == (595, 842)
    assert "hOCR tells no resolution of 1 pages: they are taken to be as wide as A4" in text.warnings


def test_words_without_a_confidence_are_not_doubted_and_without_a_place_not_read() -> None:
    stray = (
        "<span class='ocrx_word' title='x_wconf 90'>lạc</span><span class='ocrx_word' title='bbox 1 nan 2 3'>lạc</span>"
    )
    text = read_bytes(hocr(page(line("Giao Sở Y tế chủ trì.", 300, ""), stray)), "a.hocr")
    assert text.text == "Giao Sở Y tế chủ trì."
    assert text.pages[0].confidence == 1.0


def test_without_words_it_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"^a\.hocr: hOCR in which no word has a place; have the scan read again"):
        read_bytes(hocr(page(), page("<p>chữ ngoài khung</p>")), "a.hocr")


def test_pages_inside_pages_are_read_once() -> None:
    depth = 100
    data = hocr(
        "<div class='ocr_page' title='bbox 0 0 2480 3508'>" * depth
        + line("Giao Sở Y tế chủ trì.", 300)
        + "</div>" * depth
    )
    assert read_bytes(data, "a.hocr").text == "Giao Sở Y tế chủ trì."


def test_more_letters_than_a_page_holds_are_refused() -> None:
    lines = [line("chữ " * 50, 300 + 50 * n) for n in range(700)]
    with pytest.raises(ReadError, match="more letters than the bound; split the file"):
        read_bytes(hocr(page(*lines)), "a.hocr")


def test_html_that_speaks_of_ocr_is_html() -> None:
    data = "<html><body><p>ocr-system</p><p class='ocr_page'>Giao Sở Y tế chủ trì.</p></body></html>".encode()
    assert read_bytes(data, "a.html").text == "ocr-system\nGiao Sở Y tế chủ trì."
