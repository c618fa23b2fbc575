"""Names of collectives, and what the members of a list lend one another (gold guidelines, "Names of agencies")."""

from __future__ import annotations

import pytest

from loaders.parse.agencies import find
from loaders.parse.agencies.lists import runs, scan
from loaders.parse.agencies.names import where

LC, TQ, CENTRAL = "Lào Cai", "Tuyên Quang", None
DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"
UNITS = "Các cơ quan, đơn vị liên quan"

PRINTED = [
    # committees of communes and provinces, as printed
    ("UBND xã, phường trực đêm.", LC, ["Ủy ban nhân dân xã, phường"]),
    ("Chủ tịch UBND các xã, phường, đặc khu trực đêm.", LC, ["Ủy ban nhân dân các xã, phường, đặc khu"]),
    ("UBND cấp xã trực đêm.", LC, ["Ủy ban nhân dân cấp xã"]),
    ("UBND các xã, phường: Sa Pa, Cam Đường trực đêm.", LC, ["Ủy ban nhân dân các xã, phường"]),
    ("UBND các xã, đặc khu Cồn Cỏ trực đêm.", LC, ["Ủy ban nhân dân các xã", "Ủy ban nhân dân đặc khu Cồn Cỏ"]),
    ("UBND huyện, thành phố và UBND các xã trực đêm.", TQ, [DISTRICTS, "Ủy ban nhân dân các xã"]),
    ("UBND các tỉnh, thành phố trực đêm.", CENTRAL, ["Ủy ban nhân dân các tỉnh, thành phố"]),
    (
        "UBND các tỉnh, thành phố trực thuộc Trung ương trực đêm.",
        CENTRAL,
        ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"],
    ),
    (
        "UBND các thành phố trực thuộc Trung ương trực đêm.",
        CENTRAL,
        ["Ủy ban nhân dân các thành phố trực thuộc trung ương"],
    ),
    ("UBND các xã, phường: Trực đêm.", LC, ["Ủy ban nhân dân các xã, phường"]),
    ("UBND các xã: Bảo Hà và Bảo Yên trực đêm.", LC, ["Ủy ban nhân dân xã Bảo Hà", "Ủy ban nhân dân xã Bảo Yên"]),
    (
        "UBND các tỉnh, thành phố ven biển từ Quảng Ninh đến Cà Mau trực đêm.",
        CENTRAL,
        ["Ủy ban nhân dân các tỉnh, thành phố ven biển từ Quảng Ninh đến Cà Mau"],
    ),
    ("UBND các tỉnh vùng Tây Nguyên trực đêm.", CENTRAL, ["Ủy ban nhân dân các tỉnh vùng Tây Nguyên"]),
    ("HĐND các cấp, UBND các cấp họp.", LC, ["Hội đồng nhân dân các cấp", "Ủy ban nhân dân các cấp"]),
    # places and other groups
    ("Các tỉnh, thành phố trực thuộc trung ương họp.", CENTRAL, ["Các tỉnh, thành phố trực thuộc trung ương"]),
    ("Các xã, phường họp dân.", LC, ["Các xã, phường"]),
    ("Trưởng các thôn, tổ dân phố họp dân.", LC, ["Các thôn, tổ dân phố"]),
    ("Các doanh nghiệp viễn thông, internet trực sóng.", LC, ["Các doanh nghiệp viễn thông, internet"]),
    ("Các Tập đoàn, Tổng công ty nhà nước họp.", CENTRAL, ["Các Tập đoàn, Tổng công ty nhà nước"]),
    ("Các cơ quan thông tin đại chúng đưa tin.", LC, ["Các cơ quan thông tin đại chúng"]),
    ("Các phòng, ban chuyên môn họp.", LC, ["Các phòng, ban chuyên môn"]),
    ("Các cơ sở giáo dục khai giảng.", LC, ["Các cơ sở giáo dục"]),
    ("Các lực lượng, phương tiện sẵn sàng.", LC, []),
    # the Party
    ("Các đảng ủy trực thuộc Tỉnh ủy họp.", LC, ["Các đảng ủy trực thuộc Tỉnh ủy"]),
    ("Các huyện, thành, thị ủy họp.", TQ, ["Các huyện, thành, thị ủy"]),
    ("Ban Thường vụ các tỉnh ủy, thành ủy họp.", CENTRAL, ["Ban Thường vụ các tỉnh ủy, thành ủy"]),
    (
        "các ban cán sự đảng, đảng đoàn, đảng ủy trực thuộc Tỉnh ủy họp.",
        TQ,
        ["Các ban cán sự đảng, đảng đoàn, đảng ủy trực thuộc Tỉnh ủy"],
    ),
    ("Ban Thường vụ Tỉnh đoàn họp.", LC, ["Ban Thường vụ Tỉnh đoàn"]),
    ("Thường trực Tỉnh ủy họp.", CENTRAL, ["Thường trực Tỉnh ủy"]),
    ("Thường trực Tỉnh ủy họp.", LC, ["Tỉnh ủy Lào Cai"]),
    ("Các Đảng ủy: Chính phủ; Bộ Tư pháp họp.", CENTRAL, ["Đảng ủy Chính phủ", "Đảng ủy Bộ Tư pháp"]),
    ("Các đoàn kiểm tra của Bộ Chính trị đi Huế.", CENTRAL, ["Các đoàn kiểm tra của Bộ Chính trị"]),
    # lists after a group, spellings
    ("Các sở, ngành: Xây dựng, Y tế họp.", TQ, ["Sở Xây dựng", "Sở Y tế"]),
    ("Sở Lao động-Thương binh và Xã hội họp.", TQ, ["Sở Lao động - Thương binh và Xã hội"]),
    ("Văn phòng HĐND&UBND xã trực.", LC, ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"]),
]


@pytest.mark.parametrize(("words", "province", "names"), PRINTED, ids=[row[0][:44] for row in PRINTED])
def test_names(words: str, province: str | None, names: list[str]) -> None:
    assert [f.name for f in find(words, province, "2025-11-01" if province != TQ else "2023-05-01")] == names


LENT = [
    # a place said once
    (
        "Bí thư Tỉnh ủy và Chủ tịch UBND các tỉnh: Lào Cai, Sơn La họp.",
        ["Tỉnh ủy Lào Cai", "Tỉnh ủy Sơn La", "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Sơn La"],
    ),
    ("Bí thư Thành ủy, Chủ tịch UBND thành phố Huế họp.", ["Thành ủy Huế", "Ủy ban nhân dân thành phố Huế"]),
    (
        "Tỉnh ủy, HĐND, UBND tỉnh Sơn La họp.",
        ["Tỉnh ủy Sơn La", "Hội đồng nhân dân tỉnh Sơn La", "Ủy ban nhân dân tỉnh Sơn La"],
    ),
    ("Đảng ủy, UBND các xã, phường họp.", ["Đảng ủy các xã, phường", "Ủy ban nhân dân các xã, phường"]),
    # "liên quan" said at the end
    ("các bộ, ngành, địa phương liên quan họp", ["Các bộ, ngành liên quan", "Các địa phương"]),
    ("các sở, ngành, đơn vị có liên quan họp", ["Các sở, ngành liên quan", UNITS]),
    ("các sở, ngành và các đơn vị có liên quan họp", ["Các sở, ban, ngành", UNITS]),
    ("các bộ, ngành và Bộ Y tế, các đơn vị liên quan họp", ["Các bộ, ngành", "Bộ Y tế", UNITS]),
]


@pytest.mark.parametrize(("words", "names"), LENT, ids=[row[0][:44] for row in LENT])
def test_members_of_a_list_lend_one_another(words: str, names: list[str]) -> None:
    setting = where(None, "2025-11-01")
    assert [f.name for f in runs(words, scan(words, setting))[0].found] == names
