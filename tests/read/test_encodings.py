"""Encodings: whatever the bytes of a document, the same text and the same facts come out, and what was done is said."""

from __future__ import annotations

import contextlib
import gc
import random
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.extract import to_json
from loaders.model import Span
from loaders.parse import parse
from loaders.read import ReadError, read_bytes
from loaders.read.decode import decoded
from loaders.read.encodings import by_font, convert, declared_charset, looks_like, mend, sets_capitals
from loaders.read.encodings.detect import CANDIDATES, decode_as
from loaders.read.encodings.syllables import collect, is_syllable, known
from loaders.read.encodings.tables import NAMES, table
from loaders.text.fold import fold, key
from tests.read import encoders

ROWS = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "đ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
]
LETTERS = "".join(c for row in ROWS for c in row + row.upper() if not c.isascii())
SAMPLES = sorted(path.name for path in (Path(__file__).resolve().parents[2] / "samples").glob("*[kK][hHeE]*-*.[tm]*"))
TWO = "Sở Y tế chủ trì, phối hợp với Ủy ban nhân dân các xã cấp nước sạch trước ngày 05/12/2026."

# -- tables --------------------------------------------------------------------------------------------------------

# Written by hand from the fonts, not by our tables: what an old file shows in an editor of today.
PRINTED = [
    ("tcvn3", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("tcvn3", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("tcvn3", "thùc hiÖn nhiÖm vô, gi¶i ph¸p cÊp n\xadíc s¹ch", "thực hiện nhiệm vụ, giải pháp cấp nước sạch"),
    ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("vni", "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
    ("vni", "Uûy ban, AÙp duïng, ngöôøi, quyõ, kyø, tæ leä", "Ủy ban, Áp dụng, người, quỹ, kỳ, tỉ lệ"),
    ("viscii", "C\xb5ng hòa xã h\xb5i chü nghîa Vi\xaet Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("vps", "C¶ng hòa xã h¶i chû nghïa Vi\x8ct Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
]


@pytest.mark.parametrize(("code", "printed", "meant"), PRINTED)
def test_tables_say_what_the_fonts_show(code: str, printed: str, meant: str) -> None:
    assert table(code).decode(printed.encode("latin-1")) == meant
    assert table(code).convert(printed) == meant


@pytest.mark.parametrize("code", NAMES)
def test_tables_are_whole(code: str) -> None:
    letters = table(code).letters
    assert len(set(letters.values())) == len(letters)
    missing = {c for c in LETTERS if c not in letters}
    lost = {c for row in ROWS for c in row.upper() if not c.isascii()} - set("ĂÂĐÊÔƠƯ")
    assert missing == (lost if code == "tcvn3" else set())


ANY = st.text(
    st.sampled_from(LETTERS + "abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY .,;:-/()1234567890\n"), max_size=80
)


@pytest.mark.parametrize("code", CANDIDATES)
@given(text=ANY)
def test_what_is_encoded_is_decoded(code: str, text: str) -> None:
    """Any text over the Vietnamese alphabet survives; TCVN3 has no capitals with a tone."""
    back = decode_as(encoders.encode(text, code), code)
    assert (back.lower() == text.lower() and len(back) == len(text)) if code == "tcvn3" else back == text


# -- detection -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", encoders.ENCODINGS)
@settings(max_examples=30)
@given(words=st.lists(st.sampled_from(sorted(known())), min_size=15, max_size=60, unique=True))
def test_an_encoding_is_told_by_its_words(encoding: str, words: list[str]) -> None:
    found = decoded(encoders.encode(" ".join(words), encoding), "a.txt")
    assert unicodedata.normalize("NFC", found.text).lower() == " ".join(words)
    assert found.encoding == encoders.ENCODINGS[encoding]


def test_syllables_of_the_lists_can_be_written() -> None:
    assert len(known()) > 800
    assert all(is_syllable(word) for word in known())
    assert len(known() & set(collect())) > 0.9 * len(known())  # the lists grow; known.txt is made anew now and then


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("nghiêng", True), ("quyết", True), ("khuỷu", True), ("giếng", True), ("gì", True), ("ươn", True),
        ("yếu", True), ("thuở", True), ("khoẻ", True), ("xoáy", True), ("boong", True), ("hoắc", True),
        ("été", False), ("Noël", False), ("quốch", False), ("tràt", False), ("ngếế", False), ("fà", False),
    ],
)  # fmt: skip
def test_syllables(word: str, good: bool) -> None:
    assert is_syllable(word) == good


FRENCH = "Le présent décret, délibéré en Conseil, a été publié à Orléans : les élèves français sont prévenus, où qu'ils soient."
ENGLISH = "The committee reviewed the plan and asked the department to report by the end of the year."
NOISE = random.Random(1)  # noqa: S311  the same noise each time
CHINESE = "中华人民共和国国务院关于印发规划的通知，各省、自治区、直辖市人民政府。" * 3


@pytest.mark.parametrize(
    ("what", "data", "says"),
    [
        ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("random bytes", NOISE.randbytes(5000), "binary"),
        ("random bytes without zeros", NOISE.randbytes(5000).replace(b"\0", b""), "binary|words tell"),
        ("random high bytes", bytes(NOISE.randrange(128, 256) for _ in range(3000)), "words tell"),
        ("control characters", bytes(NOISE.randrange(1, 9) for _ in range(300)), "binary"),
        ("Chinese in GBK", CHINESE.encode("gbk"), "words tell"),
        ("Chinese in UTF-16 without a mark", CHINESE.encode("utf-16-le"), "words tell|binary"),
        ("Russian in Windows-1251", ("постановление правительства " * 9).encode("cp1251"), "words tell"),
        ("two bytes that could be anything", b"K\xea ho\xa1ch", "UTF-8"),
        ("half a character of UTF-16", b"\xff\xfeK", "broken"),
    ],
)
def test_what_is_no_text_is_refused(what: str, data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(data, "la.txt")
    assert str(caught.value).startswith("la.txt: ")


@pytest.mark.parametrize(
    ("data", "encoding", "text", "warning"),
    [
        (FRENCH.encode("latin-1"), "windows-1252", FRENCH, "no Vietnamese"),
        ("“Plan” – the café’s".encode("cp1252"), "windows-1252", "“Plan” – the café’s", "no Vietnamese"),
        (f"“{ENGLISH}”".encode("cp1252"), "windows-1252", f"“{ENGLISH}”", "no Vietnamese"),
        (ENGLISH.encode(), "utf-8", ENGLISH, None),
        (FRENCH.encode(), "utf-8", FRENCH, None),
        ("Müller, Ægir, Guðrún, 2÷3 m², 25 °C, §3".encode(), "utf-8", "Müller, Ægir, Guðrún, 2÷3 m², 25 °C, §3", None),
        (CHINESE.encode(), "utf-8", CHINESE, None),
        (("\ufeff" + CHINESE).encode("utf-16-le"), "utf-16-le", CHINESE, None),
        ("Kế hoạch".encode("utf-32"), "utf-32-le", "Kế hoạch", None),
        (TWO.encode("utf-16-be"), "utf-16-be", TWO, "no byte-order mark"),
    ],
)
def test_what_else_is_read_is_said(data: bytes, encoding: str, text: str, warning: str | None) -> None:
    read = read_bytes(data, "a.txt")
    assert (read.source.encoding, read.text) == (encoding, text)
    assert bool(read.warnings) == bool(warning)
    assert not warning or any(warning in said for said in read.warnings)


def test_a_short_word_that_two_encodings_read_is_said() -> None:
    """One word is Vietnamese in more than one encoding: the likeliest is read, the others are named."""
    read = read_bytes(b"UBND t\xe8", "a.txt")
    assert read.text == "UBND tố"
    assert any("too few to tell it from windows-1252" in said for said in read.warnings)


def test_a_few_broken_bytes_of_utf8_are_read_and_said() -> None:
    data = (TWO * 20).encode()
    broken = data[:500] + b"\xc3" + data[500:]
    read = read_bytes(broken, "a.txt")
    assert read.source.encoding == "utf-8"
    assert read.text.count("\ufffd") in (1, 2)
    assert any("broken" in said for said in read.warnings)


def test_mostly_ascii_with_few_vietnamese_words() -> None:
    text = f"{ENGLISH}\n" * 99 + TWO + f"\n{ENGLISH}" * 99
    for code in CANDIDATES:
        assert decoded(encoders.encode(text, code), "a.txt").text.lower() == text.lower()


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "x-viet-tcvn", "windows-1258", None])
@pytest.mark.parametrize("encoding", ["utf-8", "tcvn3", "vni", "windows-1258"])
def test_a_false_declaration_is_overruled_and_said(encoding: str, label: str | None) -> None:
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else "<html>"
    data = head.encode() + encoders.encode(TWO, encoding)
    assert declared_charset(data) == label
    found = decoded(data, "a.html", declared_charset(data))
    assert found.text.lower().endswith(TWO.lower())
    true = label in (None, encoding, {"tcvn3": "x-viet-tcvn"}.get(encoding))
    assert any(said.startswith("declared as") for said in found.warnings) != true


# -- the same document in every encoding ---------------------------------------------------------------------------


def facts(value: Any, same: Callable[[str], str]) -> Any:
    """What was extracted, without offsets and without what says which file it was."""
    if isinstance(value, dict):
        left_out = ("span", "spans", "runs", "source", "warnings")
        return {name: facts(part, same) for name, part in value.items() if name not in left_out}
    if isinstance(value, list):
        return [facts(part, same) for part in value]
    return same(value) if isinstance(value, str) else value


@pytest.mark.parametrize("encoding", encoders.ENCODINGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_says_the_same_in_every_encoding(root: Path, name: str, encoding: str) -> None:
    raw = (root / "samples" / name).read_text(encoding="utf-8")
    plain = read_bytes(encoders.storable(unicodedata.normalize("NFC", raw), encoding).encode(), name)
    read = read_bytes(encoders.encode(raw, encoding), name)
    same = str.lower if "tcvn3" in encoding else str
    assert read.source.encoding == encoders.ENCODINGS[encoding]
    assert same(read.text) == same(plain.text)
    assert facts(to_json(parse(read)), same) == facts(to_json(parse(plain)), same)
    asked = encoding in ("utf-8", "utf-8 with mark", "utf-8 NFD", "utf-16-le with mark", "utf-16-be with mark")
    assert bool(read.warnings) != asked


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_says_the_same_with_tones_in_their_old_place(root: Path, name: str) -> None:
    raw = (root / "samples" / name).read_text(encoding="utf-8")
    old = encoders.old_tones(raw)
    assert old != raw
    new, before = read_bytes(raw.encode(), name), read_bytes(old.encode(), name)
    assert facts(to_json(parse(before)), fold) == facts(to_json(parse(new)), fold)


@pytest.mark.parametrize("name", SAMPLES)
def test_hardly_a_capital_is_lost_in_tcvn3(root: Path, name: str) -> None:
    raw = encoders.storable((root / "samples" / name).read_text(encoding="utf-8"), "tcvn3")
    read = decoded(encoders.encode(raw, "tcvn3"), name).text
    assert sum(a != b for a, b in zip(read.split(), raw.split(), strict=True)) <= 1


# -- text that is Unicode in form only -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False), (".VnTimeH", "tcvn3", True), (".VnArial NarrowH", "tcvn3", True),
        ("ABCDEF+.VnTimeH-Bold", "tcvn3", True), (".VnArialH,Bold", "tcvn3", True), ("VnTime", "tcvn3", False),
        (".VnHelvetInsH", "tcvn3", True), (".VnAvant", "tcvn3", False), ("VNI-Times", "vni", False),
        ("VNI Helve Condense", "vni", False), ("Times New Roman", None, False), ("Verdana", None, False),
        ("VNtimes new roman", None, False), ("UVN Van Chuong", None, False), ("", None, False),
    ],
)  # fmt: skip
def test_fonts(font: str, encoding: str | None, capitals: bool) -> None:
    assert (by_font(font), sets_capitals(font)) == (encoding, capitals)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("KÕ ho¹ch ph¸t triÓn kÕt cÊu h¹ tÇng", "tcvn3"),
        ("§éc lËp - Tù do - H¹nh phóc", "tcvn3"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "vni"),
        ("KEÁ HOAÏCH", "vni"),
        ("Kế hoạch phát triển", None),
        ("UBND tỉnh", None),
        (FRENCH, None),
        ("Ðảng ủy, 25ºC, 2×3 m², «trích»", None),
        ("", None),
    ],
)
def test_looks_like(text: str, encoding: str | None) -> None:
    assert looks_like(text) == encoding


def test_a_page_that_mixes_good_text_with_another_encoding() -> None:
    old = encoders.seen(encoders.encode(f"KẾ HOẠCH\n{TWO}\nSố: 5/KH-UBND\nSở Y tế", "tcvn3"))
    text, kind, lines = mend(f"Cổng thông tin\n{TWO}\n{old}\nBản quyền thuộc tỉnh")
    assert (kind, lines) == ("tcvn3", 4)
    assert text == f"Cổng thông tin\n{TWO}\nKẾ HOẠCH\n{TWO}\nSố: 5/KH-UBND\nSở Y tế\nBản quyền thuộc tỉnh"


def test_good_text_beside_utf8_taken_for_another_encoding() -> None:
    assert mend(f"{TWO}\n{encoders.seen(TWO.encode())}")[0] == f"{TWO}\n{TWO}"
    assert mend(encoders.seen(encoders.seen(TWO.encode()).encode()))[0] == TWO


def test_convert_capitals() -> None:
    assert convert("kÕ ho¹ch", "tcvn3", capitals=True) == "KẾ HOẠCH"
    assert convert("SỞ Y TẾ", "vni") == "SỞ Y TẾ"


def test_spans_lead_into_the_decoded_file() -> None:
    raw = f"## **KẾ HOẠCH**\n\n{TWO}"
    read = read_bytes(encoders.encode(raw, "vni"), "a.md")
    at = read.text.index("Ủy ban")
    span = read.raw_span(Span(at, at + 6))
    assert read.source.raw_length == len(raw)
    assert raw[span.start : span.end] == "Ủy ban"


# -- comparison ignores where the tone stands ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("uỷ ban", "ủy ban"), ("hoà bình", "hòa bình"), ("khoẻ", "khỏe"), ("thuý", "thúy"), ("luỹ", "lũy"),
        ("Thuỵ", "Thụy"), ("TOÁ", "TÓA"), ("hoạ", "họa"), ("xoè", "xòe"), ("Uỷ viên", "Ủy viên"),
        ("quý", "quý"), ("quỹ", "quỹ"), ("quỳ", "quỳ"), ("giờ", "giờ"), ("hoàn", "hoàn"), ("thuở", "thuở"),
        ("khuỷu", "khuỷu"), ("huyện", "huyện"), ("xoáy", "xoáy"), ("ngoẹo", "ngoẹo"), ("thuế", "thuế"),
    ],
)  # fmt: skip
def test_tone_places_fold(old: str, new: str) -> None:
    assert fold(old) == fold(new) == new.lower()
    assert key(unicodedata.normalize("NFD", old)) == key(new)


# -- time ----------------------------------------------------------------------------------------------------------

HOSTILE: list[tuple[str, Callable[[int], bytes]]] = [
    ("tcvn3", lambda n: encoders.encode(TWO * 50, "tcvn3") * (n // 4700)),
    ("vni", lambda n: encoders.encode(TWO * 50, "vni") * (n // 6000)),
    ("windows-1258", lambda n: encoders.encode(TWO * 50, "windows-1258") * (n // 6000)),
    ("tcvn3 in utf-8", lambda n: (encoders.encode(TWO, "tcvn3 in utf-8") + b"\n") * (n // 120)),
    ("utf-8 taken for windows-1252", lambda n: (encoders.seen(TWO.encode()) + "\n").encode() * (n // 190)),
    ("one long word", lambda n: b"a" * n + b" ho\xb9ch"),
    ("one long word of letters", lambda n: b"\xb9" * n),
    ("one long word of eths", lambda n: "Ð".encode() * (n // 2)),
    ("one letter with all the marks", lambda n: b"a" + "\u0301\u0302".encode() * (n // 4)),
    ("short lines of marks", lambda n: "a\u0301 \u0301\n".encode() * (n // 7)),
    ("invisible characters", lambda n: "a\u200b".encode() * (n // 4)),
]


def seconds(data: bytes) -> float:
    """Of the processor; the collector, which walks over all that other tests have left, is none of it."""
    gc.disable()
    try:
        start = time.process_time()
        with contextlib.suppress(ReadError):
            read_bytes(data, "a.txt")
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize(("what", "make"), HOSTILE, ids=[what for what, _ in HOSTILE])
def test_time_grows_with_the_file(what: str, make: Callable[[int], bytes]) -> None:
    small, large = make(50_000), make(400_000)
    assert seconds(large) < 8 * 2.5 * max(seconds(small), 0.02)


@pytest.mark.slow
@pytest.mark.parametrize(("what", "make"), HOSTILE, ids=[what for what, _ in HOSTILE])
def test_ten_megabytes_are_read_in_a_minute(what: str, make: Callable[[int], bytes]) -> None:
    assert seconds(make(10_000_000)) < 60
