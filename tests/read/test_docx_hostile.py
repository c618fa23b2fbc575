"""Word files that are broken, of another kind, or made to harm: an error of one line, in bounded time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

import pytest

from loaders.read import ReadError, archive, read_bytes
from loaders.read import bounds as limits
from loaders.read.docx import read_bytes as read_docx
from tests.read.word import docx, levels, numbered, p, pack, parts, r, tbl, tc, tr


def changed(changes: Mapping[str, str | bytes | None], body: str = "") -> bytes:
    """A Word file with some parts replaced or (None) left out."""
    made = parts(body or p("Kế hoạch"))
    return pack({path: content for path, content in {**made, **changes}.items() if content is not None})


def says(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read_docx(data, "a.docx")
    assert str(caught.value).startswith("a.docx: ")
    assert str(caught.value).isprintable()


DOCUMENT = parts(p("Kế hoạch"))["word/document.xml"]
assert isinstance(DOCUMENT, str)
ENTITIES = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>' + DOCUMENT.replace("Kế", "&c;")
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>' + DOCUMENT.replace("Kế", "&b;")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + b"\0" * 600, "old Word file"),
        (pack({"xl/workbook.xml": "<a/>"}), "an Excel workbook"),
        (pack({"a.txt": "a"}), "not a Word document"),
        (pack({}), "not a Word document"),
        (changed({"word/document.xml": "<a/>"}), "is not a Word document"),
        (changed({"word/document.xml": DOCUMENT[:-40]}), "document.xml is broken"),
        (changed({"word/document.xml": b"\xff\xfe\x00"}), "document.xml is broken"),
        (changed({"word/document.xml": ""}), "document.xml is broken"),
        (changed({"word/styles.xml": "<a"}), "styles.xml is broken"),
        (changed({"word/document.xml": ENTITIES}), "document type"),
        (changed({"word/document.xml": OUTSIDE}), "document type"),
        (changed({"word/document.xml": ENTITIES.encode("utf-16")}), "document type"),
        (changed({"word/document.xml": "<?xml version='1.0' encoding='utf-7'?>" + DOCUMENT}), "broken"),
        (changed({}, body=p()), "holds no words"),
        (changed({}, body=p('<w:r><w:pict><v:imagedata/></w:pict></w:r>')), "1 pictures; if it is a scan"),
        (changed({}, body="<w:sdt>" * 300 + p("x") + "</w:sdt>" * 300), "nests more than 256"),
        (docx(p("x") * 30)[:-30], "cut off"),
        (b"PK\x03\x04" + bytes(range(256)) * 9, "cut off"),
    ],
)  # fmt: skip
def test_says_what_is_wrong(data: bytes, words: str) -> None:
    says(data, words)


def test_a_password_is_told_through_the_door_to_all_readers() -> None:
    with pytest.raises(ReadError, match="password"):
        read_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_an_encrypted_archive() -> None:
    data = bytearray(docx(p("x")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    says(bytes(data), "encrypted")


def test_a_damaged_part() -> None:
    data = bytearray(docx(p("Kế hoạch trồng cây " * 40)))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 20] = b"\0" * 20
    says(bytes(data), "broken or cut off")


def test_other_ways_to_compress() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as made:
        for path, content in parts(p("x")).items():
            made.writestr(path, content)
    says(packed.getvalue(), "no office uses")


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = changed({"word/media/a.bin": b"\0" * (limits.RATIO_FROM + 1)})
    assert len(bomb) < 20_000
    says(bomb, "zip bomb")
    monkeypatch.setattr(archive, "MAX_PART", 900)
    says(changed({}), "the bound is 900")
    monkeypatch.setattr(archive, "MAX_EXPANDED", 1000)
    says(changed({}), "expands to more than 1,000")
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    says(changed({}), "files inside, the bound is 3")


def test_a_member_that_lies_about_its_size() -> None:
    """No more is expanded than the archive says."""
    data = bytearray(changed({"word/document.xml": DOCUMENT + " " * 100_000}))
    real = (len(DOCUMENT.encode()) + 100_000).to_bytes(4, "little")
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = (50).to_bytes(4, "little")
    says(bytes(data), "broken or cut off")


def test_too_many_paragraphs() -> None:
    says(docx("<w:p/>" * (limits.MAX_PARAGRAPHS + 1)), "200,000 paragraphs")


WIDE = '<w:gridSpan w:val="999999999"/><w:vMerge w:val="restart"/>'
SLOW = {
    "fields that never end": "".join(["<w:p>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60_000, r("x") * 20_000, "</w:p>", p("Cuối.")]),
    "shown fields that never end": "".join(["<w:p>", '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>' * 20_000, r("x") * 20_000, "</w:p>"]),
    "merged cells beyond all columns": tbl(*[tr(*[tc(p("x"), WIDE)] * 50)] * 200),
    "one row of many cells": tbl(tr(*["x"] * 40_000), tr("y", "z")),
    "tables in tables": ("<w:tbl><w:tr><w:tc>" * 80) + p("Trong.") + ("</w:tc></w:tr></w:tbl>" * 80),
    "boxes in boxes": ("<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" * 40) + p("Trong.") + ("</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>" * 40),
    "breaks": p("<w:r>" + "<w:t>a</w:t><w:br/>" * 50_000 + "</w:r>"),
    "deleted marks": p("x", form="<w:rPr><w:del/></w:rPr>") * 20_000 + p("Cuối."),
}  # fmt: skip


@pytest.mark.parametrize("kind", SLOW)
def test_time_in_proportion(kind: str) -> None:
    """Each of these is under a megabyte or two of XML; squared, it would take minutes."""
    data = docx(SLOW[kind])
    start = time.process_time()
    read_docx(data, "a.docx")
    assert time.process_time() - start < 15


def test_labels_and_notes_are_not_multiplied() -> None:
    """A list's pattern is printed with each of its paragraphs, a note could be with each reference."""
    numbering = (
        f"<w:abstractNum w:abstractNumId='0'>{levels(('decimal', 'x' * 100_000))}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    body = p("y", form=numbered(1)) * 500
    assert len(read_docx(docx(body, numbering=numbering), "a.docx").text) < 100_000
    note = f"<w:footnote w:id='1'>{p('z' * 100_000)}</w:footnote>"
    body = p("y", "<w:r><w:footnoteReference w:id='1'/></w:r>") * 500
    assert len(read_docx(docx(body, footnotes=note), "a.docx").text) < 110_000


def test_styles_that_go_round_in_a_circle() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("AB", "BA")
    )
    assert read_docx(docx(p("x", form='<w:pStyle w:val="A"/>'), styles=styles), "a.docx").text == "x"


@pytest.mark.parametrize(
    ("changes", "warns"),
    [
        ({"word/styles.xml": None}, True),
        ({"_rels/.rels": None}, False),
        ({"[Content_Types].xml": str(parts("")["[Content_Types].xml"]).replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document", "vnd.ms-word.document.macroEnabled")}, False),
        ({"word/_rels/document.xml.rels": None}, False),
        ({"word/document.xml": DOCUMENT.replace("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main")}, False),
        ({"word/document.xml": DOCUMENT.encode("utf-16")}, False),
    ],
)  # fmt: skip
def test_what_other_programs_leave_out_or_write_otherwise_is_read(
    changes: Mapping[str, str | None], warns: bool
) -> None:
    text = read_docx(changed(changes), "a.docx")
    assert text.text == "Kế hoạch"
    assert bool(text.warnings) == warns
