"""PDFs that are broken, locked or made to exhaust a reader: refused in one line, or read with a warning."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.read import ReadError, read_bytes
from loaders.read.pdf import glyphs, rules
from loaders.read.pdf import open as opening
from tests.read.make_pdf import Print, make_pdf
from tests.read.neutral import Doc, Para, grid

DOC = Doc((Para("THÔNG BÁO", bold=True), Para("Lịch tiếp công dân tháng 5.")))
LONG = Doc(tuple(Para(f"Đoạn thứ {k} của một thông báo dài.") for k in range(200)))


def test_a_password_is_asked_for() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(make_pdf(DOC, Print(encrypt="mật khẩu")), "khoa.pdf")
    assert str(caught.value) == "khoa.pdf: is encrypted; save it without a password"


def test_a_file_that_is_only_protected_is_read() -> None:
    """An owner's password forbids printing, not reading; every program opens it."""
    assert read_bytes(make_pdf(DOC, Print(encrypt="")), "a.pdf").text == "THÔNG BÁO\nLịch tiếp công dân tháng 5."


@pytest.mark.parametrize(
    ("module", "name", "bound", "says"),
    [
        (opening, "MAX_PAGES", 2, r"pages, the bound is 2; split the file$"),
        (opening, "MAX_LETTERS", 500, r"more than 500 letters"),
        (glyphs, "MAX_PAGE_LETTERS", 100, r"page 1 has [0-9,]+ letters, the bound is 100"),
        (opening, "MAX_BYTES", 1000, r"bytes, the bound is 1,000"),
    ],
)
def test_bounds(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, bound: int, says: str) -> None:
    monkeypatch.setattr(module, name, bound)
    with pytest.raises(ReadError, match=says):
        opening.leaves(make_pdf(LONG), "a.pdf", [])


@pytest.mark.parametrize("name", ["MAX_PAGE_OBJECTS", "MAX_PAGE_RULES"])
def test_a_page_of_too_many_lines_has_no_tables_and_says_so(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(rules, name, 5)
    text = read_bytes(make_pdf(Doc((grid(*[("Việc", "Hạn", "Nơi")] * 6),))), "a.pdf")
    assert text.warnings == ("page 1: too many drawing objects, tables were not looked for",)
    assert all(block.cell is None for block in text.blocks)
    assert text.text.count("Việc") == 6


def objects(*bodies: str) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{body}\nendobj\n" for n, body in enumerate(bodies, start=1))
    return (out + f"trailer\n<< /Root 1 0 R /Size {len(bodies) + 1} >>\n%%EOF\n").encode("latin-1")


def page(content: str, resources: str = "<< >>", *more: str, box: str = "0 0 595 842") -> bytes:
    return objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources {resources} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        *more,
    )


FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >> /Length {} >>\nstream\n{}\nendstream"
HOSTILE = {
    "pages in a ring": objects("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "a count that lies": objects("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 1900 >>"),
    "no pages": objects("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"),
    "no catalogue": objects("<< /Type /Font >>"),
    "a form inside itself": page("/F Do", "<< /XObject << /F 5 0 R >> >>", FORM.format(5, "/F Do")),
    "a page without size": page("BT ET", box="0 0 0 0"),
    "a page of a mile": page("0 0 m 160000 160000 l S", box="0 0 160000 160000"),
    "numbers beyond all": page("1e308 1e308 m -1e308 1e308 l S 0 0 1e30 1 re f"),
    "an unknown font": page("BT /F9 12 Tf 50 700 Td (abc) Tj ET"),
    "a matrix of zeros": page("0 0 0 0 0 0 cm 0 0 100 100 re S"),
    "an operator unended": page("BT /F1 12 Tf (abc"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_or_read(kind: str) -> None:
    try:
        text = read_bytes(HOSTILE[kind], "a.pdf")
    except ReadError as error:
        assert str(error).startswith("a.pdf: ")
        assert str(error).isprintable()
    else:
        assert text.pages
        assert all(block.box for block in text.blocks)


@pytest.mark.parametrize(
    ("font", "words", "printed"),
    [
        (b".VnTime-Regula", "Giao Së Y tÕ chñ tr×, kiÓm tra níc s¹ch trªn ®Þa bµn tØnh.", "Giao Sở Y tế chủ trì, kiểm tra"),
        (b"VNI-Times-Regu", "Giao Sôû Y teá chuû trì, kieåm tra caùc xaõ treân ñòa baøn tænh.", "Giao Sở Y tế chủ trì, kiểm tra"),
        (b".VnTime-Regula", "Giao Sở Y tế chủ trì, kiểm tra nước là việc gấp.", "Giao Sở Y tế chủ trì, kiểm tra"),
        (b"Roboto-Regular", "Giao Së Y", "Giao Së Y"),
    ],
)  # fmt: skip
def test_fonts_before_unicode(font: bytes, words: str, printed: str) -> None:
    """Their letters are read as printed, but only where the words are in their encoding: many files lie."""
    data = make_pdf(Doc((Para(words),))).replace(b"Roboto-Regular", font)
    text = read_bytes(data, "a.pdf")
    assert text.text.startswith(printed)
    changed = printed not in words
    assert any("old encoding" in each for each in text.warnings) == changed
