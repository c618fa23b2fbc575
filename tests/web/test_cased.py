"""Titles that are printed in capitals are shown in sentence case; the data keep what is printed."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import Served
from web.pages.cased import LONGEST, cased

SHOWN = [
    ("TRỒNG CÂY VEN SUỐI TRÊN ĐỊA BÀN TỈNH BẮC NINH", "Trồng cây ven suối trên địa bàn tỉnh Bắc Ninh"),
    ("V/V SỬA CẦU GỖ TẠI TP. HCM", "V/v sửa cầu gỗ tại TP. HCM"),
    ("Quy chế PHỐI HỢP SỬA CẦU GỖ", "Quy chế phối hợp sửa cầu gỗ"),
    ("CỦA BỘ CHÍNH TRỊ về nuôi cá", "Của Bộ Chính trị về nuôi cá"),
    ("THỰC HIỆN KẾ HOẠCH SỐ 9-KH/TU CỦA BAN THƯỜNG VỤ TỈNH ỦY", "Thực hiện Kế hoạch số 9-KH/TU của Ban Thường vụ Tỉnh ủy"),
    ("SỬA KẾ HOẠCH NUÔI ONG KHÓA XI", "Sửa kế hoạch nuôi ong khóa XI"),
    ("VI PHẠM TRONG BÁN XI MĂNG Ở QUÝ III", "Vi phạm trong bán xi măng ở quý III"),
    ("VỐN ODA CỦA UBND, HĐND VÀ KT-XH", "Vốn ODA của UBND, HĐND và KT-XH"),
    ("GIỮ GÌN HÒA BÌNH VÀ TRỒNG RỪNG Ở TỈNH HÒA BÌNH", "Giữ gìn hòa bình và trồng rừng ở tỉnh Hòa Bình"),
    ("Ý KIẾN CỦA BỘ TRƯỞNG TRẦN VĂN MẬN TẠI BUỔI TRỒNG CÂY", "Ý kiến của bộ trưởng Trần Văn Mận tại buổi trồng cây"),
    ("UỶ BAN NHÂN DÂN XÃ TRỒNG CHÈ", "Uỷ ban nhân dân xã trồng chè"),
    ("KẾ HOẠCH", "Kế hoạch"),
]
AS_PRINTED = [
    "", "Kế hoạch 9/KH-UBND", "UBND TP HCM", "Về việc mua sắm của UBND, HĐND, BCH", "ODA", "Trồng cây Ở ĐÂY", "13-NQ/TW",
    "TRỒNG CÂY " * LONGEST,
]  # fmt: skip


@pytest.mark.parametrize(("printed", "shown"), SHOWN)
def test_sentence_case(printed: str, shown: str) -> None:
    assert cased(printed) == shown


@pytest.mark.parametrize("printed", AS_PRINTED, ids=lambda said: said[:20])
def test_what_is_no_title_in_capitals_stays(printed: str) -> None:
    assert cased(printed) == printed


@pytest.mark.parametrize("printed", [printed for printed, _ in SHOWN])
def test_only_letters_change(printed: str) -> None:
    assert cased(printed).upper() == printed.upper()
    assert cased(cased(printed)) == cased(printed)


def test_pages_show_it_and_data_do_not(served: Served) -> None:
    rows = served.get("/documents.json").json()["rows"]
    capitals = next(row for row in rows if cased(row["title"]) != row["title"])
    listed = served.get("/documents").text
    assert cased(capitals["title"]) in listed and capitals["title"] not in listed
    page = served.get(re.sub(r"^https://[^/]+/chidao", "", capitals["document"]))
    lead = re.search(r'<p class="lead">(.*?)</p>', page.text)
    assert lead and lead[1] == cased(capitals["title"])
    data = served.get(re.sub(r"^https://[^/]+/chidao", "", capitals["document"]) + ".json").json()
    assert data["document"]["title"] == capitals["title"]


def test_a_title_is_told_once_where_it_is_the_name(served: Served) -> None:
    rows = served.get("/documents.json").json()["rows"]
    read = [row for row in rows if row["read"] == "true" and row["title"]]
    own = [row for row in read if row["title"] in row["label"]]
    for row in [*own, *(row for row in read if row not in own)][:6]:
        page = served.get(re.sub(r"^https://[^/]+/chidao", "", row["document"])).text
        assert ('<p class="lead">' in page) == (row not in own), row["label"]


def test_compared_titles(served: Served) -> None:
    given = {"one": "34/KH-UBND", "other": "208/KH-UBND"}
    header = served.get("/compare.json", params=given).json()["header"]
    titles = next(row["values"] for row in header if row["property"] == "title")
    page = served.get("/compare", params=given).text
    assert titles and all(cased(each) in page for each in titles)
    assert not any(each in page for each in titles if cased(each) != each)
