"""Numbers, symbols and dates: every form of the registry, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.parse.citations import dates, numbers
from loaders.text.fold import fold
from ontology.tables import cell, rows

FORMS = [(row["id"], form) for row in rows("symbol_patterns") for form in (row["example"], *cell(row["more_examples"]))]


@pytest.mark.parametrize(("row", "form"), FORMS)
def test_every_form_of_the_registry_is_recognised_whole(row: str, form: str) -> None:
    text = f"theo Công văn số {form} của cơ quan"
    found = numbers.find(text)
    assert [text[n.start : n.end] for n in found] == [form], row
    plain = "".join(form.split())
    assert found[0].parts.printed == plain
    assert found[0].number == (None if plain[0] in "/-" else plain)


@pytest.mark.parametrize(("row", "form"), [(r, f) for r, f in FORMS if f[0].isdigit()])
def test_capitals_and_blanks_change_nothing(row: str, form: str) -> None:
    plain = numbers.find(f"số {form}")[0].parts
    loud = numbers.find(f"SỐ {form}".upper())[0].parts
    assert loud.symbol == plain.symbol, row
    wide = form.replace("/", " / ").replace("-", "–")
    assert numbers.symbol(wide) == plain.symbol, row


PARTS = [
    ("208/KH-UBND", "KH", "Kế hoạch", ("UBND",), None, False),
    ("37/2019/NĐ-CP", "NĐ", "Nghị định", ("CP",), 2019, False),
    ("202/2025/QH15", None, None, ("QH15",), 2025, False),
    ("13-NQ/TW", "NQ", "Nghị quyết", ("TW",), None, True),
    ("43/CTr-TU", "CTr", "Chương trình", ("TU",), None, True),
    ("2299/SKHĐT-TH", None, None, ("SKHĐT", "TH"), None, False),
    ("12/2010/TTLT-BKHĐT-BTC", "TTLT", "Thông tư liên tịch", ("BKHĐT", "BTC"), 2010, False),
    ("367-QĐ/TWĐTN-VP", "QĐ", None, ("TWĐTN", "VP"), None, True),
    ("381/QĐ-BTC", "QĐ", "Quyết định", ("BTC",), None, False),
    ("04-QyĐ/ĐU", "QyĐ", "Quy định", ("ĐU",), None, True),
]


@pytest.mark.parametrize(("form", "kind", "name", "bodies", "year", "party"), PARTS)
def test_parts(
    form: str, kind: str | None, name: str | None, bodies: tuple[str, ...], year: int | None, party: bool
) -> None:
    parts = numbers.find(f"số {form}")[0].parts
    assert (parts.kind, parts.type, parts.bodies, parts.year, parts.party) == (kind, name, bodies, year, party)


SYMBOLS = [
    ("043/2025/QĐ-UBND", "43/2025/QĐ-UBND"), ("13-NQ/T.Ư", "13-NQ/TW"), ("13/NQ-TW", "13-NQ/TW"), ("97QĐ/TW", "97-QĐ/TW"),
    ("43/CTr-TU", "43-CTr/TU"), ("4043-QĐ-TU", "4043-QĐ/TU"), ("19-2016/NQ-CP", "19/2016/NQ-CP"),
    ("183/2010/TTLT/BTC-BNN", "183/2010/TTLT-BTC-BNN"), ("56/ 2015/ NĐ - CP", "56/2015/NĐ-CP"),
    ("3.208/QĐ-UBND", "3208/QĐ-UBND"), ("66.18/2026/NQ-CP", "66.18/2026/NQ-CP"), ("30a/2008/NQ-CP", "30a/2008/NQ-CP"),
    ("không phải số", None), ("24/7", None),
]  # fmt: skip


@pytest.mark.parametrize(("form", "symbol"), SYMBOLS)
def test_symbol_for_comparison(form: str, symbol: str | None) -> None:
    assert numbers.symbol(form) == symbol


NO_NUMBERS = [
    "gọi 0291.3823.456 hoặc 0236-3822-126", "giá 1.250.000 đồng/m2", "1/2 số hộ", "trực 24/7", "khung 24/24h",
    "tài khoản số 3511-0-1234567 tại kho bạc", "tài khoản số 123456789-VCB/HN", "đường QL.1A, ĐT.980, CT.02", "km 12/500",
    "KM12/QL-1A", "mạng 4G/5G", "5 TB/năm", "10 CT/quý", "30 kg/ha-năm", "mã 1234/A-B", "tỷ lệ 16 bác sĩ/1 vạn dân",
    "QCVN 01:2021/BXD", "TCVN 5574:2018", "ngày 14/5/2016 - Quận 1", "giai đoạn 2021-2025/giai đoạn 2026-2030",
    "số 12/kh - ban quản lý", "thửa đất 15/tờ bản đồ 3",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert [n.parts.printed for n in numbers.find(text)] == []


DATES = [
    (" ngày 07/5/2024", "2024-05-07"), (", ngày 16 tháng 01 năm 2012", "2012-01-16"), (" ngày 2-9-2024", "2024-09-02"),
    (" ngày 23.02.2024", "2024-02-23"), (" (23/02/2024)", "2024-02-23"), (" ngày18/11/2013", "2013-11-18"),
    (" (ngày 03/ 2/ 2020)", "2020-02-03"), (" ngày 03 tháng 3, năm 2023", "2023-03-03"), (" ký ngày 1/2/2023", "2023-02-01"),
    (" ngày 31/02/2024", None), (" ngày / /2024", None), (" ngày    tháng    năm 2025", None), (" ngày … tháng 11 năm 2025", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "iso"), DATES)
def test_dates(words: str, iso: str | None) -> None:
    date = dates.after(fold(words))
    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize("words", ["", " của", " trước ngày 20 tháng 10", " về ngày 2/9", " (khóa XII)", " năm 2024"])
def test_no_date(words: str) -> None:
    assert dates.after(fold(words)) is None


@given(st.text(alphabet="0123456789/-–. abNQKHUĐTWưs&\n", max_size=60))
def test_numbers_never_raise_and_stand_where_they_say(text: str) -> None:
    for number in numbers.find(text):
        printed = "".join(text[number.start : number.end].split())
        assert fold(printed) == fold(number.parts.printed)
        if number.number:
            assert numbers.symbol(number.number) == number.parts.symbol
