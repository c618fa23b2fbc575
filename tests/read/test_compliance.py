"""One suite for all readers: whatever the clothing of a document, the same paragraphs come out, in the same order.

A new format is a `Maker` in tests/read/makers.py; nothing here names one.
"""

from __future__ import annotations

import html
import unicodedata

import pytest

from loaders.model import Block, Span, Text
from loaders.parse import parse
from loaders.read import MAX_BYTES, SUFFIXES, ReadError, read_bytes
from loaders.read.formats import FORMATS
from loaders.text.fold import fold
from tests.read.makers import MAKERS, Maker
from tests.read.neutral import DOCUMENTS, Doc, printed

makers = pytest.mark.parametrize("maker", MAKERS, ids=[maker.name for maker in MAKERS])
documents = pytest.mark.parametrize("doc", DOCUMENTS.values(), ids=list(DOCUMENTS))


def read_as(maker: Maker, doc: Doc) -> Text:
    return read_bytes(maker.make(doc), f"van-ban{maker.suffix}")


def written(text: Text) -> list[Block]:
    """What a writer wrote: neither running heads nor rules, which Markdown has inside its tables."""
    return [block for block in text.blocks if block.kind not in ("furniture", "rule")]


def clean(words: str) -> str:
    """As a text is printed: NFC, blanks squeezed, nothing invisible."""
    visible = "".join(c for c in words if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def test_every_format_has_a_maker() -> None:
    """Or a reader would pass because nobody asks it. What LibreOffice turns into Word first has tests/read/test_office.py."""
    made = {maker.suffix for maker in MAKERS}
    read = [each for each in FORMATS if each.module != "loaders.read.office"]
    assert not [each.name for each in read if not made & set(each.suffixes)]
    assert made <= SUFFIXES


@makers
@documents
def test_the_same_paragraphs(maker: Maker, doc: Doc) -> None:
    text = read_as(maker, doc)
    expected = printed(doc, cell_paragraphs="cell paragraphs" in maker.keeps)
    found = [text.text[b.start : b.end] for b in written(text)]
    assert found == [clean(each.words) for each in expected]


@makers
@documents
def test_kinds_levels_bold_and_cells(maker: Maker, doc: Doc) -> None:
    text = read_as(maker, doc)
    expected = printed(doc, cell_paragraphs="cell paragraphs" in maker.keeps)
    blocks = written(text)
    for block, each in zip(blocks, expected, strict=True):
        where = text.text[block.start : block.end]
        if each.kind in ("bullet", "footnote"):
            assert block.kind == each.kind, where
        if "cells" in maker.keeps:
            assert (block.kind == "cell") == (each.kind == "cell"), where
            assert (
                block.cell == each.cell if "merged" in maker.keeps else (block.cell or ())[:3] == (each.cell or ())[:3]
            )
        if "levels" in maker.keeps:
            assert block.level == each.level, where
        if "bold" in maker.keeps and each.kind != "cell" and not each.level:
            assert block.bold == each.bold, where


@makers
@documents
def test_the_text_is_clean_and_its_blocks_cover_it(maker: Maker, doc: Doc) -> None:
    text = read_as(maker, doc)
    assert unicodedata.is_normalized("NFC", text.text)
    assert not [c for c in text.text if c != "\n" and (unicodedata.category(c)[0] == "C" or (c.isspace() and c != " "))]
    at = -1
    for block in text.blocks:
        assert block.start == at + 1
        assert block.end > block.start
        words = text.text[block.start : block.end]
        assert words == " ".join(words.split()), "one paragraph a line, blanks squeezed"
        at = block.end
    assert at == len(text.text)
    assert all(word == word.strip() and "\n" not in word for word in text.warnings)


def _plain(words: str) -> str:
    blank = words[:1].isspace() * " "
    return blank + " ".join(fold(unicodedata.normalize("NFKC", words)).split())


@makers
@documents
def test_spans_lead_back(maker: Maker, doc: Doc) -> None:
    """By offset where the file is text, else by page, line or number of the paragraph."""
    data = maker.make(doc)
    text = read_bytes(data, f"van-ban{maker.suffix}")
    blocks = written(text)
    if "runs" in maker.keeps:
        raw = data.decode()
        for run in text.runs:
            there = html.unescape(raw[run.raw : run.raw + (run.width or run.length)])
            here = text.text[run.start : run.start + run.length]
            # a page writes ¹ as <sup>1</sup>, and two blanks for one
            assert _plain(there) == _plain(here)
        for block in blocks:
            assert text.raw_span(Span(block.start, block.end)).end > text.raw_span(Span(block.start, block.end)).start
    if "pages" in maker.keeps:
        sizes = {page.number: page for page in text.pages}
        for block in blocks:
            assert block.box is not None
            assert 0 <= block.box.left < block.box.right <= sizes[block.page].width
            assert 0 <= block.box.top < block.box.bottom <= sizes[block.page].height
    if "lines" in maker.keeps:
        numbers = [b.line for b in blocks if b.kind != "footnote"]
        assert numbers[0] >= 1
        assert numbers == sorted(numbers)
    assert maker.keeps & {"runs", "pages", "lines"}


@makers
def test_running_heads_stand_apart(maker: Maker) -> None:
    doc = DOCUMENTS["running heads"]
    text = read_as(maker, doc)
    furniture = [text.text[b.start : b.end] for b in text.blocks if b.kind == "furniture"]
    if "furniture" in maker.keeps:
        assert furniture == [doc.header, doc.footer] or (furniture == [] and text.warnings)
    for document in parse(text):
        for provision in document.provisions:
            assert doc.header not in text.text[provision.start : provision.end]
            assert doc.footer not in text.text[provision.start : provision.end]


@makers
def test_a_letterhead_is_read_whatever_lays_it_out(maker: Maker) -> None:
    text = read_as(maker, DOCUMENTS["a plan"])
    [document] = parse(text)
    header = document.header
    assert header.number and header.number.value == "77/KH-UBND"
    assert header.type and header.type.value == "Kế hoạch"
    assert header.issuer and header.issuer.value == "Ủy ban nhân dân tỉnh Nam Xuân"
    assert header.date and header.date.value == "2024-04-09"
    assert header.signer.name and header.signer.name.value == "Trần Minh Khoa"
    assert all(block.cell is None for block in text.blocks)


@makers
@documents
def test_reading_is_deterministic(maker: Maker, doc: Doc) -> None:
    data = maker.make(doc)
    assert data == maker.make(doc)
    assert read_bytes(data, "a" + maker.suffix) == read_bytes(data, "a" + maker.suffix)


@makers
def test_where_the_text_comes_from(maker: Maker) -> None:
    text = read_as(maker, DOCUMENTS["headings"])
    kind = next(each for each in FORMATS if maker.suffix in each.suffixes)
    assert text.source.name == f"van-ban{maker.suffix}"
    assert text.source.media_type == kind.media_type
    assert len(text.source.sha256) == 64


BROKEN = {
    "empty": lambda data: b"",
    "blank": lambda data: b" \n\t" * 30,
    "garbage": lambda data: bytes(range(256)) * 40,
    "zeros": lambda data: b"\0" * 5000,
    "its beginning and garbage": lambda data: data[:8] + bytes(reversed(range(256))) * 20,
    "too large": lambda data: data + b"\0" * (MAX_BYTES + 1 - len(data)),
}


@makers
@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_says_so_in_one_line(maker: Maker, kind: str) -> None:
    """The reader itself, and the door to all readers, which looks at the bytes first."""
    data = BROKEN[kind](maker.make(DOCUMENTS["a plan"]))
    name = f"van-ban{maker.suffix}"
    own = next(each for each in FORMATS if maker.suffix in each.suffixes).reader()
    for reader in (own, read_bytes):
        with pytest.raises(ReadError) as caught:
            reader(data, name)
        message = str(caught.value)
        assert message.startswith(f"{name}: ")
        assert message.isprintable()
        assert len(message) < 300


@makers
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_is_cut_off_is_refused_or_read_as_far_as_it_goes(maker: Maker, share: float) -> None:
    """Text ends where it ends; an archive without its end is refused. Nothing else may come out."""
    data = maker.make(DOCUMENTS["a plan"])
    whole = read_bytes(data, "a" + maker.suffix).text.replace("\n", " ")
    cut = data[: int(len(data) * share)]
    try:
        text = read_bytes(cut, "a" + maker.suffix)
    except ReadError as error:
        assert str(error).startswith("a" + maker.suffix)
        return
    assert "runs" in maker.keeps or "pages" in maker.keeps
    assert whole.startswith(text.text.replace("\n", " ").rstrip("*")[:-3])
