"""Which agencies a collective has: by kind and place, of those that the documents name; never where the words do not tell."""

from __future__ import annotations

import pytest

from kg.link.agencies import Agency, resolve
from kg.link.groups import kinds_of, memberships
from kg.link.kinds import kinds
from kg.link.places import province

BAC_LIEU, TUYEN_QUANG = province("Bạc Liêu", "2022-01-01")[0], province("Tuyên Quang", "2022-01-01")[0]
DAY = "2022-01-01"


@pytest.mark.parametrize(
    ("name", "has", "has_not"),
    [
        ("Các sở, ban, ngành", {"so-y-te", "thanh-tra-tinh", "cong-an-tinh"}, {"ubnd-tinh", "tinh-uy", "bo-y-te", "ubnd-huyen"}),
        ("Các sở, ban, ngành cấp tỉnh", {"so-y-te"}, {"bo-y-te"}),
        ("Các Sở", {"so-y-te"}, {"cong-an-tinh"}),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", {"ubnd-huyen"}, {"ubnd-tinh", "ubnd-xa"}),
        ("Các bộ, ngành Trung ương", {"bo-y-te", "ngan-hang-nha-nuoc"}, {"so-y-te", "bo-chinh-tri"}),
        ("Ủy ban nhân dân các xã, phường", {"ubnd-xa"}, {"ubnd-huyen"}),
    ],
)  # fmt: skip
def test_the_kinds_of_a_collective(name: str, has: set[str], has_not: set[str]) -> None:
    found = kinds_of(name)
    assert has <= found <= set(kinds())
    assert not has_not & found


@pytest.mark.parametrize("name", ["Các sở, ngành liên quan", "Các cơ quan, đơn vị liên quan", "Các chủ đầu tư", "Nhân dân", ""])
def test_words_that_do_not_tell_have_no_members(name: str) -> None:
    assert kinds_of(name) == frozenset()


def test_members_are_of_the_place_of_the_collective() -> None:
    def body(name: str, here: object) -> Agency:
        return resolve(name, here, DAY)  # type: ignore[arg-type]

    ours = resolve("Các sở, ban, ngành", BAC_LIEU, DAY, None, True)
    districts = resolve("Ủy ban nhân dân các huyện, thị xã, thành phố", BAC_LIEU, DAY, None, True)
    ministries = resolve("Các bộ, ngành", None, DAY, None, True)
    provinces = resolve("Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương", None, DAY, None, True)
    bodies = [
        body("Sở Y tế", BAC_LIEU), body("Sở Y tế", TUYEN_QUANG), body("Bộ Y tế", None), body("Hội Trồng nấm", BAC_LIEU),
        body("Ủy ban nhân dân thị xã Giá Rai", BAC_LIEU), body("Ủy ban nhân dân tỉnh", BAC_LIEU), body("Sở Y tế", None),
    ]  # fmt: skip
    pairs = {(a.key, g.key) for a, g in memberships([*bodies, ours, districts, ministries, provinces])}
    assert pairs == {
        ("bạc-liêu/sở-y-tế", ours.key),
        ("bạc-liêu/ủy-ban-nhân-dân-thị-xã-giá-rai", districts.key),
        ("vn/bộ-y-tế", ministries.key),
        ("bạc-liêu/ủy-ban-nhân-dân-tỉnh", provinces.key),
    }
