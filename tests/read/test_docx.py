"""Word: what its XML says in roundabout ways comes out as it is printed."""

from __future__ import annotations

import pytest

from loaders.model import Text
from loaders.parse import parse
from loaders.read.docx import read_bytes
from tests.read.word import STYLES, docx, levels, numbered, p, pack, parts, r, tbl, tc, tr

CENTRED = '<w:jc w:val="center"/>'
BR = "<w:r><w:br/></w:r>"


def read(body: str, **others: str) -> Text:
    return read_bytes(docx(body, **others), "a.docx")


def lines(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks]


def field(instruction: str, *shown: str) -> str:
    """A field of several runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + "".join(shown)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: once as a shape, once more for old programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


# (what is special, the inside of the body, the lines that are printed)
CASES = [
    ("a word split into runs", p(r("Điề"), r("u 2", "<w:i/>"), r(". Hiệu lực")), ["Điều 2. Hiệu lực"]),
    ("inserted and deleted words", p("Giao ", f"<w:ins>{r('Sở Y tế')}</w:ins>", "<w:del><w:r><w:delText>Sở Nội vụ</w:delText></w:r></w:del>"), ["Giao Sở Y tế"]),
    ("moved words", p("Một", f"<w:moveFrom>{r(' hai')}</w:moveFrom>") + p(f"<w:moveTo>{r('Hai')}</w:moveTo>"), ["Một", "Hai"]),
    ("a deleted paragraph mark", p("Giao Sở", form="<w:rPr><w:del/></w:rPr>") + p(" Y tế chủ trì."), ["Giao Sở Y tế chủ trì."]),
    ("a deleted paragraph", p("<w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del>", form="<w:rPr><w:del/></w:rPr>") + p("Giữ."), ["Giữ."]),
    ("a hidden paragraph mark", p("Điều 1.", form="<w:rPr><w:vanish/></w:rPr>") + p(" Phạm vi"), ["Điều 1. Phạm vi"]),
    ("a deleted mark before a table", p("Trước", form="<w:rPr><w:del/></w:rPr>") + tbl(tr("A", "B"), tr("C", "D")), ["Trước", "A", "B", "C", "D"]),
    ("hidden words", p("Công khai", r(" nội bộ", "<w:vanish/>"), r(" và rộng rãi", '<w:vanish w:val="0"/>')), ["Công khai và rộng rãi"]),
    ("capitals by form alone", p(r("Kế hoạch", "<w:caps/>")), ["KẾ HOẠCH"]),
    ("a field", p("Trang ", field(" REF so ", r("12"))), ["Trang 12"]),
    ("a field in the instructions of a field", p(field("IF " + "</w:instrText></w:r>" + field("MERGEFIELD a", r("ẩn")) + "<w:r><w:instrText>", r("hiện"))), ["hiện"]),
    ("a field without an end", p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("mất")) + p("Còn lại."), ["Còn lại."]),
    ("a simple field", p(f"<w:fldSimple w:instr='DATE'>{r('5/5/2024')}</w:fldSimple>"), ["5/5/2024"]),
    ("a link", p("Xem ", f"<w:hyperlink>{r('cổng tin')}</w:hyperlink>"), ["Xem cổng tin"]),
    ("tags and controls", p(f"<w:smartTag>{r('Nam')}</w:smartTag>", f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' Xuân')}</w:sdtContent></w:sdt>"), ["Nam Xuân"]),
    ("a control around paragraphs", f"<w:sdt><w:sdtContent>{p('Một')}{p('Hai')}</w:sdtContent></w:sdt>", ["Một", "Hai"]),
    ("the prompt of an empty control", p("Số:", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Nhập số')}</w:sdtContent></w:sdt>"), ["Số:"]),
    ("hyphens and tabs", p("<w:r><w:t>57</w:t><w:noBreakHyphen/><w:t>NQ/</w:t><w:softHyphen/><w:t>TW</w:t><w:tab/><w:t>2024</w:t></w:r>"), ["57-NQ/TW 2024"]),
    ("signs of sign fonts", p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', r(" đạt "), r("\uf0b3", '<w:rFonts w:ascii="Symbol"/>'), r(" 5")), ["✓ đạt ≥ 5"]),
    ("a word in a sign font", p(r("Sở Y tế", '<w:rFonts w:ascii="Symbol"/>')), ["Sở Y tế"]),
    ("raised figures", p("Diện tích 5 km", r("2", '<w:vertAlign w:val="superscript"/>')), ["Diện tích 5 km²"]),
    ("a formula", p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", " là tổng"), ["a+b là tổng"]),
    ("breaks in a letterhead", p("UBND TỈNH NAM XUÂN", BR, r("SỞ Y TẾ"), BR, r("-------")), ["UBND TỈNH NAM XUÂN", "SỞ Y TẾ", "-------"]),
    ("breaks in a centred title", p("Về việc cấp nước", BR, r("cho vùng cao"), form=CENTRED), ["Về việc cấp nước", "cho vùng cao"]),
    ("a break in running text", p("Bố trí kinh phí của", BR, r("tỉnh cho các xã.")), ["Bố trí kinh phí của tỉnh cho các xã."]),
    ("breaks between items", p("Nơi nhận:", BR, r("- Như trên;"), BR, r("- Lưu: VT.")), ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]),
    ("a text box, once", p("Trước ", box(p("DỰ THẢO")), "sau") + p("Cuối."), ["Trước sau", "DỰ THẢO", "Cuối."]),
    ("a text box before the words", p(box(p("MẬT"), p("Bản số 1")), "Kế hoạch"), ["MẬT", "Bản số 1", "Kế hoạch"]),
    ("an unknown alternative", "<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback>" + p("Cũ") + "</mc:Fallback></mc:AlternateContent>", ["Cũ"]),
    ("a table in a cell of a lay-out table", tbl(tr(tc(p("Trái")), tc(p("Phải") + tbl(tr("A", "B"), tr("C", "D")) + p()))  , form=""), ["Trái", "Phải", "A", "B", "C", "D"]),
    ("rows that a change took out", tbl(tr("A", "B"), "<w:tr><w:trPr><w:del/></w:trPr>" + tc(p("x")) + "</w:tr>", tr("C", "D")), ["A", "B", "C", "D"]),
]  # fmt: skip


@pytest.mark.parametrize(("special", "body", "expected"), CASES, ids=[case[0] for case in CASES])
def test_printed(special: str, body: str, expected: list[str]) -> None:
    assert lines(read(body)) == expected


LIST = "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
TWO = "<w:num w:numId='2'><w:abstractNumId w:val='0'/>{}</w:num>"
RESTART = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
THREE = levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
LEGAL = levels(("upperRoman", "%1."), ("decimal", "%1.%2."), extra={1: "<w:isLgl/>"})


def items(*of: tuple[int, int]) -> str:
    return "".join(p("x", form=numbered(number, level)) for number, level in of)


# (what is special, the numbering part, the body, the labels that are printed before "x")
NUMBERS = [
    ("three levels", LIST.format(THREE), items((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)), ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]),
    ("numbers of all levels", LIST.format(levels(("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3"))), items((1, 0), (1, 1), (1, 2), (1, 0), (1, 1)), ["1.", "1.1.", "1.1.1", "2.", "2.1."]),
    ("figures in place of Roman numbers", LIST.format(LEGAL), items((1, 0), (1, 0), (1, 1)), ["I.", "II.", "2.1."]),
    ("a level that was never counted", LIST.format(levels(("decimal", "%1."), ("decimal", "%1.%2."))), items((1, 1), (1, 1)), ["1.1.", "1.2."]),
    ("a word in the label", LIST.format(levels(("decimal", "Điều %1."))), items((1, 0), (1, 0)), ["Điều 1.", "Điều 2."]),
    ("a level that is never begun anew", LIST.format(levels(("upperRoman", "Chương %1"), ("decimal", "Điều %2."), extra={1: '<w:lvlRestart w:val="0"/>'})), items((1, 0), (1, 1), (1, 0), (1, 1)), ["Chương I", "Điều 1.", "Chương II", "Điều 2."]),
    ("two lists that count together", LIST.format(THREE) + TWO.format(""), items((1, 0), (2, 0), (1, 0)), ["I.", "II.", "III."]),
    ("a list that begins anew", LIST.format(THREE) + TWO.format(RESTART), items((1, 0), (1, 0), (2, 0), (2, 0)), ["I.", "II.", "I.", "II."]),
    ("letters after z", LIST.format(levels(("lowerLetter", "%1)"), extra={})).replace("w:start w:val=\"1\"", "w:start w:val=\"26\""), items((1, 0), (1, 0), (1, 0)), ["z)", "aa)", "bb)"]),
    ("bullets", LIST.format(levels(("bullet", "-"), ("bullet", "+"), ("bullet", "\uf0b7"), ("bullet", "♫"))), items((1, 0), (1, 1), (1, 2), (1, 3)), ["-", "+", "•", "-"]),
    ("a format that is not known", LIST.format(levels(("hebrew1", "%1."))), items((1, 0)), ["1."]),
    ("two figures", LIST.format(levels(("decimalZero", "%1/"))), items((1, 0)), ["01/"]),
    ("no list", LIST.format(THREE), items((0, 0), (7, 0), (1, 5)), ["", "", ""]),
    ("an empty paragraph counts and prints its number", LIST.format(THREE), p(form=numbered(1)) + items((1, 0)), ["I.", "II."]),
    ("a deleted mark does not count", LIST.format(THREE), p("", form=numbered(1) + "<w:rPr><w:del/></w:rPr>") + items((1, 0)), ["I."]),
]  # fmt: skip


@pytest.mark.parametrize(("special", "numbering", "body", "expected"), NUMBERS, ids=[case[0] for case in NUMBERS])
def test_labels(special: str, numbering: str, body: str, expected: list[str]) -> None:
    assert [line.removesuffix("x").strip() for line in lines(read(body, numbering=numbering))] == expected


def test_a_label_without_a_space_after_it_joins_the_words() -> None:
    form = levels(("decimal", "%1."), extra={0: '<w:suff w:val="nothing"/>'})
    assert lines(read(items((1, 0)), numbering=LIST.format(form))) == ["1.x"]


def test_a_style_numbers_its_paragraphs() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoan"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/>'
        '<w:basedOn w:val="Khoan"/></w:style>'
    )
    numbering = LIST.format(levels(("decimal", "%1."), ("lowerLetter", "%2)"), extra={1: '<w:pStyle w:val="Khoan"/>'}))
    khoan, con = '<w:pStyle w:val="Khoan"/>', '<w:pStyle w:val="Con"/>'
    body = p("x", form=khoan) + p("x", form=con) + p("x", form=khoan + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(read(body, numbering=numbering, styles=STYLES + style))[0] == "a) x"
    assert lines(read(body, numbering=numbering, styles=STYLES + style))[2] == "x"


def test_a_list_of_a_numbering_style() -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='Danh'/></w:abstractNum>"
        f"<w:abstractNum w:abstractNumId='1'><w:styleLink w:val='Danh'/>{levels(('decimal', '%1)'))}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    )
    style = (
        '<w:style w:type="numbering" w:styleId="Danh"><w:name w:val="Danh"/><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert lines(read(items((1, 0)), numbering=numbering, styles=STYLES + style)) == ["1) x"]


def style(key: str, inside: str, kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{inside}</w:style>'


BOLD = "<w:rPr><w:b/></w:rPr>"
LOOKS = STYLES + style("Dam", BOLD) + style("Nhan", BOLD, "character") + style("Nho", '<w:basedOn w:val="Dam"/>')


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        (p(r("a", "<w:b/>"), r(" b", "<w:b/>")), True),
        (p(r("a", "<w:b/>"), r(" b")), False),
        (p(r("a", "<w:b/>"), r(" ")), True),
        (p("a", form='<w:pStyle w:val="Dam"/>'), True),
        (p("a", form='<w:pStyle w:val="Nho"/>'), True),
        (p(r("a", '<w:b w:val="false"/>'), form='<w:pStyle w:val="Dam"/>'), False),
        (p(r("a", '<w:rStyle w:val="Nhan"/>')), True),
        (p(r("a", '<w:rStyle w:val="Nhan"/>'), form='<w:pStyle w:val="Dam"/>'), False),  # two switches
        (p("a", form=BOLD), False),  # that of the mark
    ],
)
def test_bold(body: str, bold: bool) -> None:
    assert read(body, styles=LOOKS).blocks[0].bold == bold


@pytest.mark.parametrize(
    ("form", "level"),
    [
        ('<w:pStyle w:val="H3"/>', 3),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="H3"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="none"/>', 0),
        ("", 0),
    ],
)
def test_levels(form: str, level: int) -> None:
    [block] = read(p("Tình hình", form=form)).blocks
    assert (block.level, block.kind) == (level, "heading" if level else "paragraph")


NOTE = "<w:footnote w:id='{}'>{}</w:footnote>"
REFERENCE = "<w:r><w:footnoteReference w:id='{}'/></w:r>"
END = "<w:r><w:endnoteReference w:id='{}'/></w:r>"


def test_notes_follow_their_paragraph_with_its_number() -> None:
    body = p("Trước.") + p("Một", REFERENCE.format(5), " và hai", REFERENCE.format(3), ".") + p("Sau.")
    notes = NOTE.format(3, p("<w:r><w:footnoteRef/></w:r>", " Chú b.") + p("Dòng hai.")) + NOTE.format(5, p("Chú a."))
    text = read(body, footnotes=notes)
    assert lines(text) == ["Trước.", "Một¹ và hai².", "¹ Chú a.", "² Chú b. Dòng hai.", "Sau."]
    assert [(b.kind, b.line) for b in text.blocks[1:4]] == [("paragraph", 2), ("footnote", 2), ("footnote", 2)]


def test_notes_of_a_table_of_data_follow_the_table() -> None:
    body = tbl(tr("A", tc(p("B", REFERENCE.format(1)))), tr("C", "D")) + p("Sau.")
    assert lines(read(body, footnotes=NOTE.format(1, p("Chú.")))) == ["A", "B¹", "C", "D", "¹ Chú.", "Sau."]


def test_endnotes_beside_footnotes_have_marks_of_their_own() -> None:
    ends = "<w:endnote w:id='1'>" + p("Cuối.") + "</w:endnote>"
    body = p("A", REFERENCE.format(1), END.format(1))
    assert lines(read(body, footnotes=NOTE.format(1, p("Chân.")), endnotes=ends)) == ["A¹[1]", "¹ Chân.", "[1] Cuối."]
    assert lines(read(p("A", END.format(1)), endnotes=ends)) == ["A¹", "¹ Cuối."]


def test_the_rules_above_notes_are_no_notes() -> None:
    rule = "<w:endnote w:type='separator' w:id='-1'>" + p() + "</w:endnote>"
    ends = rule + "<w:endnote w:id='1'>" + p("Cuối.") + "</w:endnote>"
    footnotes = rule.replace("endnote", "footnote")
    assert lines(read(p("A", END.format(1)), footnotes=footnotes, endnotes=ends)) == ["A¹", "¹ Cuối."]


def test_a_note_that_is_missing_or_deleted() -> None:
    text = read(
        p("A", REFERENCE.format(1), f"<w:del>{REFERENCE.format(2)}</w:del>"), footnotes=NOTE.format(2, p("Bỏ."))
    )
    assert lines(text) == ["A¹"]
    assert "not in the file: 1" in text.warnings[0]


def test_numbers_of_notes_begin_where_the_settings_say() -> None:
    settings = '<w:footnotePr><w:numStart w:val="4"/><w:numRestart w:val="eachPage"/></w:footnotePr>'
    text = read(p("A", REFERENCE.format(1)), footnotes=NOTE.format(1, p("Chú.")), settings=settings)
    assert lines(text) == ["A⁴", "⁴ Chú."]
    assert "anew on each page" in text.warnings[0]


def test_a_table_of_contents_is_furniture() -> None:
    body = (
        p(field(" TOC \\o ", r("I. MỤC ĐÍCH 1"))[: -len('<w:r><w:fldChar w:fldCharType="end"/></w:r>')])
        + p("II. NHIỆM VỤ 2", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("I. MỤC ĐÍCH")
    )
    assert [b.kind for b in read(body).blocks] == ["furniture", "furniture", "paragraph"]
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{p('Mục lục')}</w:sdtContent></w:sdt>" + p("I. MỤC ĐÍCH")
    assert [b.kind for b in read(body).blocks] == ["furniture", "paragraph"]


def test_page_numbers_in_a_header_are_left_out() -> None:
    text = read(p("Một"), header=p(field(" PAGE ", r("2"))), footer=p("- 3 -") + p("Lưu hành nội bộ"))
    assert [(b.kind, text.text[b.start : b.end]) for b in text.blocks] == [
        ("paragraph", "Một"),
        ("furniture", "Lưu hành nội bộ"),
    ]


VN, VNH = '<w:rFonts w:ascii=".VnTime"/>', '<w:rFonts w:ascii=".VnTimeH"/>'


def test_fonts_of_the_time_before_unicode() -> None:
    body = p(r("kÕ ho¹ch", VNH)) + p(r("§Çu t\xad ch\xad¬ng tr×nh trång c©y", VN), r(" 5 ha"))
    text = read(body)
    assert lines(text) == ["KẾ HOẠCH", "Đầu tư chương trình trồng cây 5 ha"]
    assert "tcvn3" in text.warnings[0]
    text = read(p(r("Keá hoaïch caáp nöôùc", '<w:rFonts w:ascii="VNI-Times"/>')))
    assert lines(text) == ["Kế hoạch cấp nước"]
    # a font alone says nothing: this is Unicode
    text = read(p(r("Là kế hoạch ", VN), r("là", VN)))
    assert (lines(text), text.warnings) == (["Là kế hoạch là"], ())


TAB = "<w:r><w:tab/></w:r>"
TABBED = [
    ("UBND TỈNH NAM XUÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("SỞ Y TẾ", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 8/TTr-SYT", "Nam Xuân, ngày 05 tháng 6 năm 2024"),
]
SIGNED = [
    ("Nơi nhận:", "KT. GIÁM ĐỐC"),
    ("- Như trên;", "PHÓ GIÁM ĐỐC"),
    ("- Sở Tài chính;", ""),
    ("- Lưu: VT.", "Lê Thu An"),
]


def test_columns_set_with_tabs_are_read_one_after_the_other() -> None:
    def side_by_side(rows: list[tuple[str, str]]) -> str:
        return "".join(p(left, TAB, TAB, r(right)) if right else p(left) for left, right in rows)

    # the body is indented by tabs: it belongs to no column, whatever stands before and after it
    body = [p(TAB, r("TỜ TRÌNH", "<w:b/>")), p(TAB, "1. Mua thuốc"), p(TAB, "Mua trước mùa mưa.")]
    body += [p("2.", TAB, "Giao Sở Y tế", TAB, "chủ trì."), p(TAB, "Kính trình./.")]
    text = read(side_by_side(TABBED) + "".join(body) + side_by_side(SIGNED))
    expected = [left for left, _ in TABBED] + [right for _, right in TABBED]
    expected += ["TỜ TRÌNH", "1. Mua thuốc", "Mua trước mùa mưa.", "2. Giao Sở Y tế chủ trì.", "Kính trình./."]
    expected += [left for left, _ in SIGNED] + [right for _, right in SIGNED if right]
    assert lines(text) == expected
    [document] = parse(text)
    assert document.header.number and document.header.number.value == "8/TTr-SYT"
    assert document.header.signer.name and document.header.signer.name.value == "Lê Thu An"


def test_a_long_line_ends_the_columns() -> None:
    long = (
        "Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định việc mua thuốc và thiết bị cho các trạm y tế xã năm nay."
    )
    body = p("UBND TỈNH NAM XUÂN", TAB, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p(TAB, long) + p("Sau", TAB, "cùng.")
    assert lines(read(body))[2:] == [long, "Sau cùng."]


def test_a_line_of_dashes_is_a_rule() -> None:
    assert [b.kind for b in read(p("SỞ Y TẾ") + p("-------")).blocks] == ["paragraph", "rule"]


def test_a_header_of_the_first_page_is_read_where_the_first_page_has_one() -> None:
    made = parts(p("Một"), header=p("Trang đầu"))
    document = str(made["word/document.xml"]).replace('w:type="default"', 'w:type="first"')
    for title, expected in (("", ["Một"]), ("<w:titlePg/>", ["Trang đầu", "Một"])):
        made["word/document.xml"] = document.replace("</w:sectPr>", f"{title}</w:sectPr>")
        assert lines(read_bytes(pack(made), "a.docx")) == expected


NONE = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "bottom", "left", "right"))


@pytest.mark.parametrize(
    ("form", "cell", "data"),
    [
        ('<w:tblStyle w:val="Grid"/>', "", True),
        ("", "", False),
        ('<w:tblStyle w:val="Grid"/><w:tblBorders><w:top w:val="none"/><w:left w:val="none"/><w:bottom w:val="none"/>'
         '<w:right w:val="none"/><w:insideH w:val="none"/><w:insideV w:val="none"/></w:tblBorders>', "", False),
        ('<w:tblStyle w:val="Grid"/>', f"<w:tcBorders>{NONE}</w:tcBorders>", False),
        ("", '<w:tcBorders><w:top w:val="single"/><w:bottom w:val="single"/></w:tcBorders>', True),
        ("", '<w:tcBorders><w:bottom w:val="single"/></w:tcBorders>', False),
    ],
)  # fmt: skip
def test_borders_tell_data_from_lay_out(form: str, cell: str, data: bool) -> None:
    rows = [tr(*(tc(p(words), cell) for words in row)) for row in ("AB", "CD", "EF")]
    assert all((b.cell is not None) == data for b in read(tbl(*rows, form=form)).blocks)


def test_merged_cells() -> None:
    span, first, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    text = read(
        tbl(
            tr(tc(p("A"), first), tc(p("B"), span)),
            tr(tc(p("che"), more), tc(p("C")), tc(p("D"))),
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc(p("E")) + tc(p("F") + p("G")) + "</w:tr>",
        )
    )
    found = {text.text[b.start : b.end]: b.cell and b.cell[1:] for b in text.blocks}
    assert found == {
        "A": (0, 0, 2, 1), "B": (0, 1, 1, 2), "C": (1, 1, 1, 1), "D": (1, 2, 1, 1),
        "E": (2, 1, 1, 1), "F": (2, 2, 1, 1), "G": (2, 2, 1, 1),
    }  # fmt: skip
    assert "does not show" in text.warnings[0]


def test_tables_are_counted_in_the_order_of_the_file() -> None:
    one = tbl(tr("A", "B"), tr("C", "D"))
    text = read(one + p("giữa") + tbl(tr(tc(p("Trái")), tc(one + p())), form="") + one)
    assert sorted({b.cell.table for b in text.blocks if b.cell}) == [0, 2, 3]


def test_a_large_table_may_quote_a_letterhead() -> None:
    head = tr("TT", "Thành phần", "Cỡ chữ", "Ví dụ")
    quoted = tr("1", "Quốc hiệu", "13", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert all(b.cell for b in read(tbl(head, quoted, tr("2", "Tên", "14", "KẾ HOẠCH"))).blocks)


def test_what_is_not_read_is_said() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    text = read(
        p("Một", picture) + '<w:altChunk r:id="y"/>' + p('<w:r><w:sym w:font="Wingdings" w:char="F001"/></w:r>')
    )
    assert [line.rsplit(": ", 1) for line in text.warnings] == [
        ["pictures are not read", "1"],
        ["signs of a font that is not known are left out", "1"],
        ["files embedded in the document are not read", "1"],
    ]
