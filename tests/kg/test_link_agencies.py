"""Agencies: a kind in a place, whatever the spelling; collectives apart; unknown ones kept as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.iri import DEFAULT_BASE, slug
from kg.link.agencies import PLACE_UNDATED, PLACE_UNKNOWN, resolve
from kg.link.places import Place, province
from ontology.tables import rows


def place(name: str, date: str) -> Place:
    found, _ = province(name, date)
    assert found is not None
    return found


BAC_LIEU = place("Bạc Liêu", "2022-01-01")
TUYEN_QUANG = place("Tuyên Quang", "2024-01-01")
HA_NOI = place("Hà Nội", "2024-01-01")


@pytest.mark.parametrize(
    ("name", "here", "date", "key", "kind", "label"),
    [
        # a department is that of the document's province
        ("Sở Y tế", BAC_LIEU, "2022-01-01", "bạc-liêu/sở-y-tế", "so-y-te", "Sở Y tế tỉnh Bạc Liêu"),
        ("Sở Y tế", HA_NOI, "2022-01-01", "hà-nội/sở-y-tế", "so-y-te", "Sở Y tế thành phố Hà Nội"),
        # a city's Party bodies are called after a Thành ủy
        ("Ban Dân vận Thành ủy", HA_NOI, "2022-01-01", "hà-nội/ban-dân-vận-thành-ủy", "ban-dan-van-tinh-uy",
         "Ban Dân vận Thành ủy Hà Nội"),
        # committees carry the name of their place, with and without it they are one
        ("Ủy ban nhân dân tỉnh Bạc Liêu", None, "2022-01-01", "bạc-liêu/ủy-ban-nhân-dân-tỉnh", "ubnd-tinh",
         "Ủy ban nhân dân tỉnh Bạc Liêu"),
        ("Ủy ban nhân dân tỉnh", BAC_LIEU, "2022-01-01", "bạc-liêu/ủy-ban-nhân-dân-tỉnh", "ubnd-tinh",
         "Ủy ban nhân dân tỉnh Bạc Liêu"),
        # … of another province than the document's
        ("Ủy ban nhân dân tỉnh Tuyên Quang", BAC_LIEU, "2022-01-01", "tuyên-quang/ủy-ban-nhân-dân-tỉnh", "ubnd-tinh",
         "Ủy ban nhân dân tỉnh Tuyên Quang"),
        # the provincial committee of a city
        ("Thành ủy Hà Nội", None, "2022-01-01", "hà-nội/thành-ủy", "tinh-uy", "Thành ủy Hà Nội"),
        ("Ủy ban nhân dân Thành phố", HA_NOI, "2022-01-01", "hà-nội/ủy-ban-nhân-dân-thành-phố", "ubnd-tinh",
         "Ủy ban nhân dân thành phố Hà Nội"),
        # the city of the same name in a province
        ("Ủy ban nhân dân thành phố Tuyên Quang", TUYEN_QUANG, "2024-01-01",
         "tuyên-quang/ủy-ban-nhân-dân-thành-phố-tuyên-quang", "ubnd-huyen", "Ủy ban nhân dân thành phố Tuyên Quang"),
        ("Ủy ban nhân dân phường Minh Xuân", TUYEN_QUANG, "2024-01-01",
         "tuyên-quang/ủy-ban-nhân-dân-phường-minh-xuân", "ubnd-xa",
         "Ủy ban nhân dân phường Minh Xuân, tỉnh Tuyên Quang"),
        # words inside a kind's name that look like a unit
        ("Ban Thường vụ Tỉnh ủy Bạc Liêu", None, None, "bạc-liêu/ban-thường-vụ-tỉnh-ủy", "ban-thuong-vu-tinh-uy",
         "Ban Thường vụ Tỉnh ủy Bạc Liêu"),
        # central bodies are the same from everywhere
        ("Bộ Y tế", BAC_LIEU, "2022-01-01", "vn/bộ-y-tế", "bo-y-te", "Bộ Y tế"),
        ("Bộ Chính trị", None, None, "vn/bộ-chính-trị", "bo-chinh-tri", "Bộ Chính trị"),
        # one name, two bodies, told apart by date (1 March 2025)
        ("Cục Thuế", BAC_LIEU, "2024-06-01", "bạc-liêu/cục-thuế-tỉnh", "cuc-thue-tinh", "Cục Thuế tỉnh Bạc Liêu"),
        ("Cục Thuế", BAC_LIEU, "2025-04-01", "vn/cục-thuế-bộ-tài-chính", "cuc-thue", "Cục Thuế"),
        # regional offices are told by their number
        ("Chi cục Thuế khu vực VII", TUYEN_QUANG, "2025-04-01", "vn/chi-cục-thuế-khu-vực-vii",
         "chi-cuc-thue-khu-vuc", "Chi cục Thuế khu vực VII"),
        # another spelling of a kind is that kind
        ("Ngân hàng Nhà nước chi nhánh tỉnh Tuyên Quang", TUYEN_QUANG, "2024-01-01",
         "tuyên-quang/ngân-hàng-nhà-nước-việt-nam-chi-nhánh-tỉnh", "nhnn-chi-nhanh-tinh",
         "Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Tuyên Quang"),
        # an unknown kind is an agency of the place all the same
        ("Hội Trồng nấm", BAC_LIEU, "2022-01-01", "bạc-liêu/hội-trồng-nấm", None, "Hội Trồng nấm (tỉnh Bạc Liêu)"),
    ],
)  # fmt: skip
def test_a_name_is_an_agency(
    name: str, here: Place | None, date: str | None, key: str, kind: str | None, label: str
) -> None:
    found = resolve(name, here, date)
    assert (found.key, found.kind, found.label, found.reason) == (key, kind, label, None)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Hội Nông dân", "hoi-nong-dan-tinh", "bạc-liêu/hội-nông-dân-tỉnh"),
        ("Hội Nông dân tỉnh Bạc Liêu", "hoi-nong-dan-tinh", "bạc-liêu/hội-nông-dân-tỉnh"),
        ("Thuế Bạc Liêu", "thue-tinh", "bạc-liêu/thuế-tỉnh"),
        # of a kind that has several in a province, one with a name of its own
        ("Bệnh viện đa khoa Giá Rai", "benh-vien-da-khoa-tinh", "bạc-liêu/bệnh-viện-đa-khoa-giá-rai"),
    ],
)
def test_a_name_without_its_unit_is_that_of_the_kind_that_extraction_saw(name: str, kind: str, key: str) -> None:
    found = resolve(name, BAC_LIEU, "2022-01-01", kind)
    assert (found.key, found.kind) == (key, kind)


def test_a_unit_below_the_province_is_a_place_within_it() -> None:
    found = resolve("Huyện ủy Hòa Bình", BAC_LIEU, "2022-01-01")
    assert found.place.key == "bạc-liêu/huyện-hòa-bình"
    assert found.place.province == BAC_LIEU
    assert found.kind == "huyen-uy"


@pytest.mark.parametrize(
    ("name", "here", "key"),
    [
        ("Các sở, ban, ngành", BAC_LIEU, "bạc-liêu/các-sở-ban-ngành"),
        ("Các sở, ban, ngành", TUYEN_QUANG, "tuyên-quang/các-sở-ban-ngành"),
        # collectives of the centre belong to no province
        ("Các bộ, ngành Trung ương", BAC_LIEU, "vn/các-bộ-ngành-trung-ương"),
    ],
)
def test_a_collective_is_a_group_of_its_province(name: str, here: Place, key: str) -> None:
    found = resolve(name, here, "2022-01-01", None, True)
    assert (found.iri, found.group) == (f"group/{key}", True)


def test_what_is_not_known_of_the_place_is_said() -> None:
    assert resolve("Sở Y tế", None, "2024-01-01").reason == PLACE_UNKNOWN
    assert resolve("Ủy ban nhân dân tỉnh Cà Mau", None, None).reason == PLACE_UNDATED
    old = resolve("Ủy ban nhân dân tỉnh Cà Mau", None, "2024-01-01")
    new = resolve("Ủy ban nhân dân tỉnh Cà Mau", None, "2026-01-01")
    assert (old.reason, new.reason) == (None, None)
    assert old.key != new.key


def test_the_name_of_every_provincial_kind_is_found_in_a_province() -> None:
    for row in rows("agency_kinds"):
        if row["level"] == "tỉnh":
            day = row["valid_to"] or "2026-06-01"
            here, _ = province("Cao Bằng", day)
            found = resolve(row["name"], here, day)
            assert found.kind is not None, row["name"]
            if "Hà Nội" not in row["name"] and "Hồ Chí Minh" not in row["name"]:
                assert found.place == here, row["name"]


def test_names_of_kinds_give_different_segments() -> None:
    names = [slug(row["name"]) for row in rows("agency_kinds")]
    assert len(set(names)) == len(names)


@given(st.text(max_size=80), st.booleans(), st.sampled_from([None, BAC_LIEU, HA_NOI]))
def test_any_words_are_an_agency_with_a_valid_iri(name: str, group: bool, here: Place | None) -> None:
    found = resolve(name, here, "2024-01-01", None, group)
    NamedNode(DEFAULT_BASE + found.iri)
    assert found.iri.count("/") == 2
