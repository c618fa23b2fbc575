"""HTML: each feature a row; every word leads back to where it stands in the file; hostile pages are bounded."""

from __future__ import annotations

import csv
import html
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract import to_json
from loaders.model import Span, Text
from loaders.parse import parse
from loaders.read import ReadError, read, read_bytes
from loaders.read.bounds import MAX_NODES

LONG = "Giao Sở Tài chính bố trí vốn cho các công trình cấp nước ở vùng cao, vùng xa theo tiến độ"


def page(raw: str | bytes, name: str = "a.html") -> Text:
    return read_bytes(raw.encode() if isinstance(raw, str) else raw, name)


def words(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks]


# (what is special, the page, its paragraphs)
CASES = [
    ("blocks", "<h1>A</h1><p>B</p><div>C<p>D</p>E</div>", ["A", "B", "C", "D", "E"]),
    ("blanks and newlines are one blank", "<p>Sở \n\t Y&nbsp; tế</p>", ["Sở Y tế"]),
    ("inline elements do not part", "<p>S<b>ở</b> <i>Y</i> <span>tế</span></p>", ["Sở Y tế"]),
    ("a blank inside an inline element counts", "<p>Sở<b> Y</b><i> tế</i></p>", ["Sở Y tế"]),
    ("unclosed paragraphs", "<p>Một<p>Hai<div>Ba", ["Một", "Hai", "Ba"]),
    ("a stray end tag", "<p>Một</b></i> hai</p>", ["Một hai"]),
    ("references", "<p>&lt;5 &amp; &#7879; &#x1EC7; &Acirc;n &Agrave;</p>", ["<5 & ệ ệ Ân À"]),
    ("NFD and marks as references", "<p>Mu\u0323c ti&ecirc;&#769;</p>", ["Mục tiế"]),
    ("a mark after a tag", "<p>e<b>\u0301</b></p>", ["é"]),
    ("invisible letters", "<p>Đường\u200b s&shy;ắt&#8203;</p>", ["Đường sắt"]),
    ("br in a letterhead", "<p>TỈNH NAM XUÂN<br>SỞ Y TẾ<br/>-------</p>", ["TỈNH NAM XUÂN", "SỞ Y TẾ", "-------"]),
    ("br where a portal parts paragraphs", "<div>1. Giao Sở Y tế.<br>2. Giao Sở Nội vụ.<br><br>3. Báo cáo.</div>", ["1. Giao Sở Y tế.", "2. Giao Sở Nội vụ.", "3. Báo cáo."]),
    ("br inside a sentence", f"<p>{LONG}<br>đã được phê duyệt.</p>", [LONG + " đã được phê duyệt."]),
    ("two br part even a sentence", "<p>Sở Y tế<br><br>và sở khác</p>", ["Sở Y tế", "và sở khác"]),
    ("recipients by br", "<p><b>Nơi nhận:</b><br>- Như trên;<br>- Lưu: VT.</p>", ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]),
    ("preformatted", "<pre>1. Giao Sở Y tế.\n2. Giao Sở Nội vụ.</pre>", ["1. Giao Sở Y tế.", "2. Giao Sở Nội vụ."]),
    ("white-space: pre-line", "<p style='white-space: pre-line'>A.\nB.</p>", ["A.", "B."]),
    ("a numbered list", "<ol><li>Một</li><li>Hai</li></ol>", ["1. Một", "2. Hai"]),
    ("start, value, type", "<ol start=4 type=a><li>x</li><li value=9>y</li><li>z</li></ol>", ["d. x", "i. y", "j. z"]),
    ("reversed", "<ol reversed><li>x</li><li>y</li></ol>", ["2. x", "1. y"]),
    ("Roman by style", "<ol style='list-style-type: upper-roman'><li>x</li><li>y</li></ol>", ["I. x", "II. y"]),
    ("letters by style of a class", "<style>.c{list-style-type:lower-alpha}</style><ol class=c><li>x</li></ol>", ["a. x"]),
    ("bullets", "<ul><li>x</li><li><p>y</p></li></ul>", ["- x", "- y"]),
    ("nested lists", "<ol><li>x<ul><li>y</li></ul></li><li>z</li></ol>", ["1. x", "- y", "2. z"]),
    ("no marker", "<ul style='list-style:none'><li>x</li></ul>", ["x"]),
    ("a marker printed already", "<ul><li>- x</li><li>+ y</li></ul>", ["- x", "+ y"]),
    ("Word's list, its marker in the text", "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><![endif]>Rà soát</p>", ["2. Rà soát"]),
    ("Word's bullet of Wingdings", "<p><span style='font-family:Wingdings'>§<span style='font:7pt \"Times New Roman\"'>&nbsp; </span></span>Rà soát</p>", ["▪ Rà soát"]),
    ("Word's comments and office tags", "<!--[if gte mso 9]><xml>x</xml><![endif]--><p>Sở<o:p></o:p> Y tế</p>", ["Sở Y tế"]),
    ("superscripts", "<p>giai đoạn 2021<sup>2</sup>, 40 m<sup>2</sup></p>", ["giai đoạn 2021², 40 m²"]),
    ("quotation", "<p><q>Nước sạch</q></p>", ["“Nước sạch”"]),
    ("scripts and styles", "<script>var a='<p>x</p>';</script><style>p{}</style><p>y</p>", ["y"]),
    ("hidden", "<p hidden>a</p><p style='display:none'>b</p><p aria-hidden=true>c</p><noscript>d</noscript><p>e</p>", ["e"]),
    ("hidden by a class", "<style>.x, p.y { color: red; display: none }</style><p class=x>a</p><p class='z y'>b</p><p>c</p>", ["c"]),
    ("Word's hidden text", "<p>a<span style='mso-hide:all'>b</span></p>", ["a"]),
    ("controls of forms", "<form><p>a</p><button>Gửi</button><select><option>x</select><textarea>y</textarea></form>", ["a"]),
    ("an unclosed select swallows nothing", "<select><option>x<p>KẾ HOẠCH</p>", ReadError),
    ("frames do not swallow the text", "<frameset><frame src=x></frameset><p>KẾ HOẠCH</p>", ["KẾ HOẠCH"]),
    ("text in a table moves out as browsers do", "<table>KẾ HOẠCH<tr><td>x</td></tr></table>", ["KẾ HOẠCH", "x"]),
    ("a lone <", "<p>a < b và 3<4</p>", ["a < b và 3<4"]),
    ("> in an attribute", "<p title='a > b'>x</p>", ["x"]),
    ("a quotation mark that is never closed", "<p title=\"x>KẾ HOẠCH</p><p>y</p>", ["KẾ HOẠCH", "y"]),
    ("text in capitals of tags", "<P ALIGN=CENTER>x</P>", ["x"]),
]  # fmt: skip


@pytest.mark.parametrize(("special", "raw", "expected"), CASES, ids=[case[0] for case in CASES])
def test_paragraphs(special: str, raw: str, expected: list[str] | type[ReadError]) -> None:
    if isinstance(expected, list):
        assert words(page(raw)) == expected
    else:
        with pytest.raises(expected):
            page(raw)


@pytest.mark.parametrize(
    ("raw", "bold", "level"),
    [
        ("<p><b>Sở</b> <strong>Y tế</strong></p>", True, 0),
        ("<p><b>Sở</b> Y tế</p>", False, 0),
        ("<p style='font-weight: 700'>Sở</p>", True, 0),
        ("<style>.h{font-weight:bold}</style><p class=h>Sở</p>", True, 0),
        ("<b><p>Sở <span style='font-weight:normal'>Y</span></p></b>", False, 0),
        ("<h2>Sở</h2>", True, 2),
        ("<h3 style='font-weight:400'>Sở</h3>", False, 3),
    ],
)
def test_bold_and_level(raw: str, bold: bool, level: int) -> None:
    [block] = page(raw).blocks
    assert (block.bold, block.level, block.kind) == (bold, level, "heading" if level else "paragraph")


# -- tables ----------------------------------------------------------------------------------------------------------

TASKS = "<tr><td>1</td><td>Rà soát</td></tr><tr><td>2</td><td>Báo cáo</td></tr>"
HEAD = "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc</p>"


def cells(raw: str) -> list[tuple[str, tuple[int, ...] | None]]:
    text = page(raw)
    return [(text.text[b.start : b.end], tuple(b.cell) if b.cell else None) for b in text.blocks]


def test_merged_cells_head_and_foot() -> None:
    raw = (
        "<table border=1><caption>Biểu 1</caption><tfoot><tr><td colspan=3>Cộng</td></tr></tfoot>"
        "<thead><tr><th rowspan=2>TT</th><th colspan=2>Cơ quan</th></tr><tr><th>Chủ trì</th><th>Phối hợp</th></tr></thead>"
        "<tbody><tr><td>1</td><td>Sở Y tế</td><td><p>Sở Nội vụ</p><p>Các xã</p></td></tr></tbody></table>"
    )
    assert cells(raw) == [
        ("Biểu 1", None),
        ("TT", (0, 0, 0, 2, 1)), ("Cơ quan", (0, 0, 1, 1, 2)), ("Chủ trì", (0, 1, 1, 1, 1)), ("Phối hợp", (0, 1, 2, 1, 1)),
        ("1", (0, 2, 0, 1, 1)), ("Sở Y tế", (0, 2, 1, 1, 1)), ("Sở Nội vụ", (0, 2, 2, 1, 1)), ("Các xã", (0, 2, 2, 1, 1)),
        ("Cộng", (0, 3, 0, 1, 3)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "raw", "data"),
    [
        ("borders by attribute", f"<table border=1>{TASKS}</table>", True),
        ("nothing said", f"<table>{TASKS}</table>", True),
        ("borders of cells", "<table border=0>" + TASKS.replace("<td>", "<td style='border:solid windowtext 1.0pt'>") + "</table>", True),
        ("no borders", f"<table border=0>{TASKS}</table>", False),
        ("borders none", f"<table style='border:none'>{TASKS}</table>", False),
        ("a letterhead with borders", f"<table border=1><tr><td>TỈNH A</td><td>{HEAD}</td></tr><tr><td>Số: 5/KH-UBND</td><td>A, ngày 1</td></tr></table>", False),
        ("a signature", "<table><tr><td>Nơi nhận:</td><td>TM. ỦY BAN NHÂN DÂN</td></tr><tr><td>- Lưu: VT.</td><td>Trần Văn B</td></tr></table>", False),
        ("a page in a table", f"<table><tr><td>x</td><td>{'<p>Rà soát</p>' * 50}</td></tr><tr><td>y</td><td>z</td></tr></table>", False),
    ],
)  # fmt: skip
def test_tables_of_data_and_of_layout(what: str, raw: str, data: bool) -> None:
    assert {each is not None for _, each in cells(raw)} == {data}


def test_a_table_of_data_in_one_that_wraps_the_page() -> None:
    raw = f"<table><tr><td>x</td><td>y</td></tr><tr><td>z</td><td><table border=1>{TASKS}</table></td></tr></table>"
    assert [each for words, each in cells(raw) if words in ("x", "y", "z")] == [None] * 3
    assert [each[1:3] for words, each in cells(raw) if each] == [(0, 0), (0, 1), (1, 0), (1, 1)]


# -- footnotes -------------------------------------------------------------------------------------------------------

WORD = (
    "<p>Mỗi xã<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a> một vườn.</p><p>Hết.</p>"
    "<div><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> Gồm 14 xã.</p></div></div>"
)
PANDOC = (
    "<p>Mỗi xã<a href='#fn1' id='fnref1' role='doc-noteref'><sup>1</sup></a> một vườn.</p><p>Hết.</p>"
    "<section role='doc-endnotes'><ol><li id='fn1'><p>Gồm 14 xã.<a href='#fnref1'>↩︎</a></p></li></ol></section>"
)
PLAIN = "<p>Mỗi xã<sup>1</sup> một vườn.</p><p>Hết.</p><p><sup>1</sup> Gồm 14 xã.</p>"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (WORD, ["Mỗi xã[1] một vườn.", "[1] Gồm 14 xã.", "Hết."]),
        (PANDOC, ["Mỗi xã¹ một vườn.", "1. Gồm 14 xã.↩︎", "Hết."]),
        (PLAIN, ["Mỗi xã¹ một vườn.", "Hết.", "¹ Gồm 14 xã."]),
    ],
)
def test_footnotes_stand_after_the_paragraph_that_refers_to_them(raw: str, expected: list[str]) -> None:
    text = page(raw)
    assert words(text) == expected
    [note] = [b for b in text.blocks if b.kind == "footnote"]
    assert "Gồm 14 xã." in text.text[note.start : note.end]


# -- the site around a document ----------------------------------------------------------------------------------------

DOCUMENT = [
    "ỦY BAN NHÂN DÂN", "TỈNH NAM XUÂN", "Số: 77/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Nam Xuân, ngày 09 tháng 4 năm 2024", "KẾ HOẠCH", "Trồng cây chắn sóng", "Căn cứ Luật Lâm nghiệp;", "I. MỤC ĐÍCH",
    "Giữ đất, giữ làng.", "II. NHIỆM VỤ", "1. Giao Sở Y tế mua thuốc.", "2. Giao Sở Nội vụ báo cáo.", "Nơi nhận:", "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Minh Khoa",
]  # fmt: skip
TABLE = "<table><tr><td>{}<br>{}<br>{}</td><td>{}<br>{}<br><i>{}</i></td></tr></table>".format(*DOCUMENT[:6])
FOOT = "<table><tr><td>{}<br>{}</td><td>{}<br>{}<br><br>{}</td></tr></table>".format(*DOCUMENT[14:])
BODY = TABLE + "".join(f"<p>{each}</p>" for each in DOCUMENT[6:14]) + FOOT
MENU = "<ul class=x1><li><a href=/>Trang chủ</a><li><a href=/v>Văn bản</a><li><a href=/l>Liên hệ</a></ul>"

# Pages as sites make them; what stands around is in words of our own.
SITES = {
    "nothing around": BODY,
    "a page that Word saved": f"<html xmlns:o='x'><body lang=VI><div class=WordSection1>{BODY}</div></body></html>",
    "menus, comments, foot": f"<div id=q1>{MENU}</div><div class=main><div class=k>{BODY}</div><div class=binh-luan><h3>Bình luận</h3><p>Kế hoạch hay quá.</p></div></div><footer>© Nam Xuân</footer>",
    "a form around all": f"<form id=aspnetForm>{MENU}<div><div>{BODY}</div></div><div>Lượt truy cập: 55</div></form>",
    "a table around all": f"<table><tr><td colspan=2>{MENU}</td></tr><tr><td>{MENU}</td><td>{BODY}</td></tr><tr><td colspan=2>Bản quyền Nam Xuân</td></tr></table>",
    "tabs and properties": f"<div><div>Nội dung</div><div>Thuộc tính</div><div>Tải về</div></div><h1>Kế hoạch 77/KH-UBND trồng cây</h1><div><div>Tình trạng hiệu lực: còn</div><div>Số hiệu: 77/KH-UBND</div></div><section><div>{BODY}</div></section>",
    "a table of contents beside": f"<main><div>{BODY}</div></main><div><p>Mục lục</p><div>I. MỤC ĐÍCH</div><div>II. NHIỆM VỤ</div><div>1. Giao Sở Y tế mua thuốc.</div></div>",
    "related documents": f"<div><article>{BODY}</article><aside><h4>Văn bản liên quan</h4><ul><li><a href=/1>Quyết định số 1/QĐ-UBND về vườn ươm</a></li><li><a href=/2>Quyết định số 2/QĐ-UBND</a></li></ul></aside></div>",
    "a banner with the motto": f"<div class=b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>{MENU}<p class=z>Xin chào quý vị và các bạn</p><p>a</p>" + "<p>b</p>" * 30 + f"<div>{BODY}</div>",
    "letterhead and body in sisters": f"<div>{MENU}</div><div><div>{TABLE}</div><div>{''.join(f'<p>{each}</p>' for each in DOCUMENT[6:14])}</div><div>{FOOT}</div></div><div>Chia sẻ: Facebook Zalo</div>",
    "an advertisement inside": BODY.replace("<p>II.", "<div class=quangcao><a href=/ad>Mua cây giống</a></div><p>II."),
    "hidden print copy": f"<div style='display:none'>{BODY}</div><div>{BODY}</div>",
}  # fmt: skip


@pytest.mark.parametrize("site", SITES)
def test_the_document_and_nothing_else(site: str) -> None:
    text = page(f"<!DOCTYPE html><html><head><title>x</title></head><body>{SITES[site]}</body></html>")
    found = words(text)
    kept = found if site != "a banner with the motto" else found[-len(DOCUMENT) :]
    assert kept == DOCUMENT
    assert bool(text.warnings) == (site not in ("nothing around", "a page that Word saved"))


@pytest.mark.parametrize(
    "annex",
    [
        "<div>PHỤ LỤC</div><div>Danh sách các xã</div>",
        "<div class=WordSection2><p>PHỤ LỤC I</p><table border=1><tr><td>Xã</td><td>Cây</td></tr><tr><td>An Lạc</td><td>5</td></tr></table></div>",
        "<div><p>1. Xã An Lạc trồng 5 cây.</p><p>2. Xã Bình Hải trồng 6 cây.</p></div>",
        "<div id=ftn1><p>[1] Theo kiểm kê.</p></div>",
    ],
)
def test_an_annex_beside_the_document_stays(annex: str) -> None:
    text = page(f"<body><div>{MENU}</div><div class=WordSection1>{BODY}</div>{annex}<footer>© Nam Xuân</footer></body>")
    plain = html.unescape(re.sub("<[^>]*>", "\n", annex)).split("\n")
    assert words(text) == DOCUMENT + [each for each in plain if each]


def test_what_is_left_out_is_said() -> None:
    warnings = page(f"<body><div>{MENU}</div><div>{BODY}</div><p hidden>abc</p></body>").warnings
    assert 'left out around the document: 3 lines of the site, such as "Trang chủ"' in warnings
    assert "left out: 3 letters that the page hides" in warnings


# -- places ----------------------------------------------------------------------------------------------------------


def plain(words: str) -> str:
    """For comparison: references resolved, tags and blanks gone, superscripts as digits."""
    shown = html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", words, flags=re.DOTALL))
    clean = "".join(c for c in unicodedata.normalize("NFKC", shown) if unicodedata.category(c)[0] not in "CZ")
    return unicodedata.normalize("NFKC", clean)


def leads_back(raw: str, text: Text) -> None:
    """Each word of the text stands in the file where it leads to."""
    previous = -1
    for run in text.runs:
        assert run.start > previous
        previous = run.start + run.length - 1
        there = raw[run.raw : run.raw + (run.width or run.length)]
        assert plain(there) == plain(text.text[run.start : run.start + run.length])
    for match in re.finditer(r"\S+", text.text):
        span = text.raw_span(Span(match.start(), match.end()))
        assert plain(match[0]) in plain(raw[span.start : span.end]) or not plain(match[0])


@pytest.mark.parametrize("site", SITES)
def test_words_lead_back_from_pages(site: str) -> None:
    raw = SITES[site]
    text = page(raw)
    leads_back(raw, text)
    at = text.text.index("Sở Y tế")
    span = text.raw_span(Span(at, at + 7))
    assert raw[span.start : span.end] == "Sở Y tế"


def test_a_span_over_markup_and_references() -> None:
    raw = "<html>\n<p>Giao <b>S&#7903;</b> Y&nbsp;t<i>&ecirc;</i>&#769; ch&#7911; tr&igrave;</p>"
    text = page(raw)
    assert text.text == "Giao Sở Y tế chủ trì"
    at = text.text.index("Sở")
    span = text.raw_span(Span(at, at + 7))
    assert raw[span.start : span.end] == "S&#7903;</b> Y&nbsp;t<i>&ecirc;</i>&#769;"
    assert text.line(at) == 2
    leads_back(raw, text)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<br>", "<ol>", "<li>", "</ol>",
     "<span style='font-weight:bold'>", "</span>", "<sup>", "</sup>", "<a href='#fn1'>", "</a>", "<div id=fn1>", "<pre>", "</pre>", "<h2>",
     "<!-- x -->", "<script>z<p></script>", "<select>", "</select>", "<svg>", "</svg>", "<form>", "<title>t</title>", "<", ">", "&", "&amp;", "&nbsp;",
     "&#7879;", "&ecirc;", "&#769;", "\u0301", "\ufdd3", "\ufde0", " ", "\n", "Sở", " Y tế", "a) ", "1. ", "- ", "e", "12", "KẾ HOẠCH", "\xa0", "\u200b", "'", '"', "=", "/"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_reading_is_total_and_leads_back(raw: str) -> None:
    try:
        text = page(raw)
    except ReadError as error:
        assert str(error).startswith("a.html: ")
        return
    for run in text.runs:
        there = raw[run.raw : run.raw + (run.width or run.length)]
        assert plain(there) == plain(text.text[run.start : run.start + run.length]) or "<" in there
    at = -1
    for block in text.blocks:
        assert block.start == at + 1
        assert block.end > block.start
        at = block.end
    assert at == len(text.text)
    assert unicodedata.is_normalized("NFC", text.text)
    assert "\ufde0" not in text.text


# -- encodings and envelopes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>Kế hoạch".encode("utf-8-sig"), "utf-8"),
        ("<p>Kế hoạch".encode("utf-16"), "utf-16-le"),
        ("<meta charset=windows-1252><p>Kế hoạch".encode(), "utf-8"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>K\xea\xec hoa\xf2ch',
            "windows-1258",
        ),
        (b"<meta charset=iso-8859-1><p>K&#7871; ho&#7841;ch \x96", "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    text = page(data)
    assert text.text.startswith("Kế hoạch")
    assert text.source.encoding == encoding


MHTML = (
    b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
    b"----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b'<html><head><meta charset=3D"utf-8"></head><p>K=E1=BA=BF ho=\r\n=E1=BA=A1ch</p></html>\r\n'
    b"----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n"
)


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.doc", "a.html"])
def test_mhtml(name: str) -> None:
    text = page(MHTML, name)
    assert text.text == "Kế hoạch"
    assert text.warnings[0].startswith("MHTML")


@pytest.mark.parametrize("data", [MHTML[:130], MHTML.replace(b"text/html\r\nContent-T", b"text/css\r\nContent-T")])
def test_mhtml_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.mhtml: MHTML without a page"):
        page(data, "a.mhtml")


@pytest.mark.parametrize("name", ["a.doc", "a.txt", "a.xls.html"])
def test_html_under_another_name(name: str) -> None:
    assert page("<html><body><p>Kế hoạch</p></body></html>", name).text == "Kế hoạch"


@pytest.mark.parametrize(
    "raw", ["<html><script>x</script></html>", "<p></p>", "<body><img src=x></body>", "<p hidden>x</p>", "<!-- x"]
)
def test_a_page_without_text_is_refused(raw: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.html: HTML without text"):
        page(raw)


# -- hostile pages -----------------------------------------------------------------------------------------------------

HOSTILE = {
    "100,000 levels": "<div>" * 100_000 + "Kế hoạch" + "</div>" * 100_000,
    "100,000 levels of bold": "<b>" * 100_000 + "Kế hoạch",
    "100,000 levels of lists": "<ul><li>" * 100_000 + "Kế hoạch",
    "20,000 tables in one another": "<table><tr><td>" * 20_000 + "Kế hoạch",
    "20,000 unclosed fonts, each of its own": "".join(f"<p><font color={i}>Kế hoạch" for i in range(20_000)),
    "50,000 unclosed paragraphs": "<p>Kế hoạch" * 50_000,
    "100,000 cells": f"<p>Kế hoạch<table border=1>{('<tr>' + '<td>a' * 100) * 1_000}</table>",
    "20,000 cells that all span": f"<p>Kế hoạch<table border=1>{'<tr><td rowspan=1000 colspan=1000>a<td>b' * 10_000}</table>",
    "100,000 line breaks": "<p>Kế hoạch" + "<br>a." * 100_000,
    "100,000 references": "<p>Kế hoạch " + "&amp;" * 100_000,
    "30 combining marks a letter": "<p>Kế hoạch " + ("e" + "\u0301" * 30) * 3_000,
    "3 MB of <": "<p>Kế hoạch " + "<" * 3_000_000,
    "3 MB of quotation marks": "<p>Kế hoạch</p>" + "<a b='" * 500_000,
    "3 MB of comments that open": "<p>Kế hoạch</p>" + "<!--" * 750_000,
    "rules of style": "<style>" + ".a{display:none}" * 50_000 + "/*" * 50_000 + "</style><p>Kế hoạch",
    "links to one note": "<p>Kế hoạch</p>" + "<p><a href='#fn1'>1</a></p>" * 20_000 + "<div id=fn1>x</div>",
}


DEAR = ("100,000 cells", "100,000 line breaks")


@pytest.mark.parametrize("what", [pytest.param(what, marks=pytest.mark.slow if what in DEAR else ()) for what in HOSTILE])
def test_hostile_pages_take_bounded_time(what: str) -> None:
    began = time.process_time()
    assert "Kế hoạch" in page(HOSTILE[what]).text
    assert time.process_time() - began < 40


def test_a_pile_of_accents_is_refused_at_once() -> None:
    began = time.process_time()
    with pytest.raises(ReadError, match="more than 30 accents upon one letter"):
        page("<p>Kế hoạch e" + "\u0301" * 100_000)
    assert time.process_time() - began < 10


@pytest.mark.slow
def test_ten_megabytes_of_one_tag() -> None:
    began = time.process_time()
    text = page("<div>" * 2_000_000 + "Kế hoạch")
    assert text.text == "Kế hoạch"
    assert "nested too deep" in text.warnings[0]
    assert time.process_time() - began < 60


@pytest.mark.slow
def test_more_elements_than_the_bound_are_refused() -> None:
    with pytest.raises(ReadError, match="elements; split"):
        page("<br>" * (MAX_NODES + 1))


# -- real pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nq-13-cp-2026.html", "qd-05-ttg-2026.html"])
def test_real_pages(shared: Path, name: str) -> None:
    """The header is what a reader sees; the document begins with its letterhead and ends with its signer."""
    with (shared / "corpus" / "index.csv").open(encoding="utf-8", newline="") as stream:
        row = next(each for each in csv.DictReader(stream) if each["file"] == name)
    text = read(shared / "corpus" / name)
    [document] = parse(text)
    found = to_json([document])["document"]
    for key in ("number", "type", "issuer", "place", "date"):
        assert (found[key] or "") == row[key], key
    assert found["title"].casefold().startswith(row["title"].casefold())
    assert found["signer"]["name"] == row["signer_name"]
    assert words(text)[-1] == row["signer_name"]
    assert words(text)[0].isupper()
    raw = (shared / "corpus" / name).read_bytes().decode()
    leads_back(raw, text)
    # every paragraph that the page sets between its letterhead and its signer is there, in its order
    span = text.raw_span(Span(0, len(text.text)))
    assert plain(raw[span.start : span.end]) == plain(text.text)
