"""Letters that only look right: put right where nothing else can be meant, counted, and left alone elsewhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Source, Span
from loaders.read import ReadError, read_bytes
from loaders.read.text import assemble, paragraph

# (what it is, as it stands in the file, as it is read)
CASES = [
    ("a Cyrillic letter in a Vietnamese word", "Kế hоạch", "Kế hoạch"),
    ("a Cyrillic letter with a mark", "Ке\u0302\u0301 hoạch".replace("К", "K"), "Kế hoạch"),
    ("a symbol in Cyrillic letters", "Số 495/BТС-PTHT", "Số 495/BTC-PTHT"),
    ("a Greek capital", "ΤỈNH BẮC ΚẠN", "TỈNH BẮC KẠN"),
    ("Eth for Đ", "Ðảng bộ, ÐẢNG ỦY, NÐ-CP, ðồng", "Đảng bộ, ĐẢNG ỦY, NĐ-CP, đồng"),
    ("African D for Đ", "Ɖồng Tháp", "Đồng Tháp"),
    ("a glyph of an old font", "đƣợc, trƣờng, lƿnh vực, cǜng", "được, trường, lĩnh vực, cũng"),
    ("a caron for a breve", "nǎm 2025", "năm 2025"),
    ("a dotless i", "chı\u0309 đạo", "chỉ đạo"),
    ("ligatures", "ofﬁce, ﬂow", "office, flow"),
    ("full-width forms", "Số：３４／ＫＨ", "Số:34/KH"),
    ("Roman numbers of one character", "Ⅰ. MỤC ĐÍCH, Ⅳ, Ⅻ", "I. MỤC ĐÍCH, IV, XII"),
    ("an ordinal for a degree", "25ºC", "25°C"),
    ("a bullet of Symbol", "\uf0b7 Cấp nước sạch", "• Cấp nước sạch"),
    ("a dash of Symbol", "\uf02d Cấp nước sạch", "- Cấp nước sạch"),
    ("the tone before the shape", "Ka\u0301\u0302 hoạch".replace("Ka", "Ke"), "Kế hoạch"),
    ("a tone on a composed letter", "quận, huyê\u0323n", "quận, huyện"),
    ("a mark twice", "hoạ\u0323ch", "hoạch"),
    ("a horn on a letter that has none", "Q\u031buyết định", "Quyết định"),
    ("the tone marks of Unicode 1", "Ke\u0302\u0341 hoa\u0323ch", "Kế hoạch"),
    ("characters that cannot be seen", "S\u200bở\u200e Y\u00ad tế\ufeff\u2066", "Sở Y tế"),
    ("a mark behind a character that cannot be seen", "ke\u200b\u0302\u0301 hoạch", "kế hoạch"),
    ("tones in their old place stay", "Uỷ ban, hoà bình, khoẻ", "Uỷ ban, hoà bình, khoẻ"),
    ("Russian stays", "Москва, СССР-Hà Nội", "Москва, СССР-Hà Nội"),
    ("Greek units stay", "5 μm, 3 Ω", "5 μm, 3 Ω"),
    ("Icelandic stays", "Guðrún", "Guðrún"),
    ("full-width signs of Chinese stay", "通知，各省", "通知，各省"),
    ("signs stay", "2×3 m², §5, Nº 7, …", "2×3 m², §5, Nº 7, …"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "raw", "meant"), CASES, ids=[case[0] for case in CASES])
def test_letters(what: str, raw: str, meant: str) -> None:
    """The same in a text file and in a paragraph of any other, and said wherever something changed."""
    text = read_bytes(raw.encode(), "a.txt")
    other = assemble([paragraph(raw, 1)], Source("a.docx"))
    assert text.text == other.text == meant
    changed = unicodedata.normalize("NFC", raw) != meant
    assert bool(text.warnings) == bool(other.warnings) == changed
    assert text.warnings == other.warnings


def test_what_was_put_right_is_counted() -> None:
    read = read_bytes("Ðảng, Ðiều, hоạch, S\u200bở".encode(), "a.txt")
    assert read.warnings == ("letters put right: 2 Ð for Đ, 1 letters of another alphabet, 1 invisible characters",)


def test_spans_lead_back_to_what_stands_in_the_file() -> None:
    raw = "Ⅳ. Ke\u0301\u0302 h\u200bоạch của ofﬁce Ðảng"
    read = read_bytes(raw.encode(), "a.txt")
    for word, there in (("Kế", "Ke\u0301\u0302"), ("IV", "Ⅳ"), ("hoạch", "h\u200bоạch"), ("fi", "ﬁ"), ("Đảng", "Ðảng")):
        at = read.text.index(word)
        span = read.raw_span(Span(at, at + len(word)))
        assert raw[span.start : span.end] == there


ODD = st.text(st.sampled_from("aơkqÐƣоТЕ\u0301\u0302\u0323\u031b\u200b\u00ad ﬁⅣⅩ１º5\uf0b7-/.\n"), max_size=40)


@given(ODD)
def test_what_is_read_is_composed_and_seen(raw: str) -> None:
    try:
        read = read_bytes(raw.encode(), "a.txt").text
    except ReadError:
        return
    assert unicodedata.is_normalized("NFC", read)
    assert not set(read) & set("\u200b\u00adﬁⅣ１")
