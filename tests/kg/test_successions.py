"""Who carries an agency on: all provinces, all departments merged in 2025, and the cases that are not so plain."""

from __future__ import annotations

import pytest

from kg.link.agencies import Agency, of_kind, resolve
from kg.link.changes import day_after, kind_changes, last_day, lives, place_at, place_changes
from kg.link.kinds import kinds
from kg.link.places import COUNTRY, Place, below, province, provinces
from kg.link.successions import Continuation, continuations, span
from tests.kg.reform_2025 import MERGED, TODAY, UNTOUCHED, in_place

BEFORE, BETWEEN, NOW = "2024-06-01", "2025-04-15", "2026-11-01"
OLD = sorted(old for olds in TODAY.values() for old in olds)


def place(name: str, date: str = BEFORE) -> Place:
    found, _ = province(name, date)
    assert found is not None
    return found


def at(agency: Agency, day: str) -> list[Continuation]:
    """What carries an agency on on a day."""
    return [c for c in continuations(agency) if c.since <= day and (c.until is None or day <= c.until)]


def labels(found: list[Continuation], *, whole: bool) -> list[str]:
    return sorted(c.label for c in found if c.whole == whole)


def test_there_were_63_and_are_34() -> None:
    assert (len(OLD), len(set(OLD)), len(TODAY)) == (63, 63, 34)


@pytest.mark.parametrize("old", OLD)
def test_what_a_province_is_today(old: str) -> None:
    [today] = [new for new, olds in TODAY.items() if old in olds]
    assert place_at(place(old), NOW)[0].label == today
    if old in UNTOUCHED:
        assert place_at(place(old), "2026-01-01") == (place(old), ())
    else:
        assert place_at(place(old), "2026-01-01")[0] != place(old)


@pytest.mark.parametrize("old", OLD)
@pytest.mark.parametrize("name", MERGED)
def test_every_department_merged_in_2025_in_every_province(name: str, old: str) -> None:
    [today] = [new for new, olds in TODAY.items() if old in olds]
    whole, parts = MERGED[name]
    agency = resolve(name, place(old), BEFORE)
    assert agency.kind is not None
    found = at(agency, NOW)
    assert labels(found, whole=True) == ([in_place(whole, today)] if whole else [])
    assert labels(found, whole=False) == sorted(in_place(part, today) for part in parts)
    assert all(c.agency is not None and c.agency.place.label == today for c in found)
    assert all(c.via and all(step.bases for step in c.via) for c in found)
    assert all(c.functions for c in found if not c.whole)
    own = {"2019-01-01"} if (old, name) == ("Bạc Liêu", "Ban Dân tộc") else set()  # Ban Dân tộc - Tôn giáo since then
    assert {step.date for c in found for step in c.via} - own <= {
        "2025-01-01", "2025-03-01", "2025-05-01", "2025-07-01", "2026-04-30", "2026-09-01", "2026-09-20"
    }  # fmt: skip
    assert own or at(agency, BEFORE) == []


@pytest.mark.parametrize("old", OLD)
def test_a_department_that_goes_on_changes_with_its_province_alone(old: str) -> None:
    [today] = [new for new, olds in TODAY.items() if old in olds]
    agency = resolve("Sở Tài chính", place(old), BEFORE)
    found = at(agency, NOW)
    if old in UNTOUCHED - {"Quảng Ninh"}:
        assert (found, span(agency).end) == ([], None)
    else:
        assert labels(found, whole=True) == [f"Sở Tài chính {today}"]
        assert span(agency).end == place(old).valid_to


def test_the_resolution_of_the_province_stands_in_the_chain() -> None:
    [found] = [c for c in at(resolve("Sở Giao thông vận tải", place("Bạc Liêu"), BEFORE), NOW) if c.whole]
    assert found.label == "Sở Xây dựng tỉnh Cà Mau"
    assert [(step.date, step.bases[0][:12]) for step in found.via] == [("2025-03-01", "45/2025/NĐ-C"), ("2025-07-01", "NQ 202/2025/")]
    between = at(resolve("Sở Giao thông vận tải", place("Bạc Liêu"), BEFORE), BETWEEN)
    assert labels(between, whole=True) == ["Sở Xây dựng tỉnh Bạc Liêu"]


def test_the_capital_of_the_south_had_a_department_in_between() -> None:
    agency = resolve("Sở Giao thông vận tải", place("Hồ Chí Minh"), BEFORE)
    assert labels(at(agency, BETWEEN), whole=True) == ["Sở Giao thông công chánh thành phố Hồ Chí Minh"]
    assert labels(at(agency, "2025-05-01"), whole=True) == ["Sở Xây dựng thành phố Hồ Chí Minh"]
    [found] = [c for c in at(agency, NOW) if c.whole]
    assert [step.id for step in found.via] == ["s083", "s084", "hồ-chí-minh-2025"]


def test_what_a_body_gives_away_later_is_not_said_of_what_came_to_it() -> None:
    """Planning left the new department of construction; nothing of transport is said to have gone along."""
    transport = resolve("Sở Giao thông vận tải", place("Hồ Chí Minh"), BEFORE)
    assert not [c for c in at(transport, NOW) if "Quy hoạch" in c.label]
    own = resolve("Sở Xây dựng", place("Hồ Chí Minh"), BEFORE)
    assert labels(at(own, NOW), whole=False) == ["Sở Quy hoạch - Kiến trúc thành phố Hồ Chí Minh"]
    assert labels(at(own, NOW), whole=True) == ["Sở Xây dựng thành phố Hồ Chí Minh"]


def test_a_merged_body_is_itself_and_then_divided_by_function() -> None:
    agency = resolve("Sở Giáo dục, Khoa học và Công nghệ", place("Bạc Liêu"), "2022-03-23")
    assert span(agency).end == "2023-03-14"
    found = {c.functions: c.label for c in at(agency, "2024-01-01")}
    assert found == {
        ("giáo dục và đào tạo",): "Sở Giáo dục và Đào tạo tỉnh Bạc Liêu (từ 2023)",
        ("khoa học và công nghệ",): "Sở Khoa học và Công nghệ tỉnh Bạc Liêu (từ 2023)",
    }
    assert {c.label for c in at(agency, NOW)} == {"Sở Giáo dục và Đào tạo tỉnh Cà Mau", "Sở Khoa học và Công nghệ tỉnh Cà Mau"}


def test_a_body_that_came_back_is_another_one() -> None:
    early = resolve("Sở Giáo dục và Đào tạo", place("Bạc Liêu"), "2018-01-01")
    late = resolve("Sở Giáo dục và Đào tạo", place("Bạc Liêu"), "2024-01-01")
    assert (span(early).end, span(late).start, span(late).end) == ("2018-12-31", "2023-03-15", "2025-06-30")
    assert labels(at(early, "2020-01-01"), whole=True) == ["Sở Giáo dục, Khoa học và Công nghệ tỉnh Bạc Liêu"]
    assert [c.label for c in at(late, NOW)] == ["Sở Giáo dục và Đào tạo tỉnh Cà Mau"]
    elsewhere = resolve("Sở Giáo dục và Đào tạo", place("Cao Bằng"), "2018-01-01")
    assert (span(elsewhere), continuations(elsewhere)) == ((None, None), ())


def test_of_a_district_it_is_told_what_is_on_record() -> None:
    district = resolve("Ủy ban nhân dân huyện Hòa Bình", place("Bạc Liêu"), BEFORE)
    found = at(district, NOW)
    assert {(c.label, c.agency is None) for c in found} == {
        ("Ủy ban nhân dân xã (tỉnh Cà Mau)", True), ("Ủy ban nhân dân tỉnh Cà Mau", False),
    }  # fmt: skip
    assert at(district, "2025-06-30") == []
    named = resolve("Ban Quản lý chợ huyện Hòa Bình", place("Bạc Liêu"), BEFORE)
    assert (named.kind, span(named).end, continuations(named)) == (None, "2025-06-30", ())


def test_regional_offices_lead_back_to_the_province() -> None:
    tax = resolve("Cục Thuế tỉnh", place("Bạc Liêu"), BEFORE)
    assert [(c.label, c.agency is None) for c in at(tax, BETWEEN)] == [("Chi cục Thuế khu vực (tỉnh Bạc Liêu)", True)]
    assert [(c.label, c.agency is None) for c in at(tax, NOW)] == [("Thuế tỉnh Cà Mau", False)]


def test_what_holds_in_some_provinces_is_told_as_doubtful_and_only_where_nothing_is_certain() -> None:
    board = resolve("Ban Tôn giáo", place("Cao Bằng"), BEFORE)
    [found] = at(board, NOW)
    assert (found.label, found.doubtful) == ("Sở Dân tộc và Tôn giáo tỉnh Cao Bằng", True)
    office = resolve("Văn phòng Ủy ban nhân dân tỉnh", place("Hà Tĩnh"), BEFORE)
    assert [(c.label, c.doubtful) for c in at(office, NOW)] == [("Sở Nội vụ tỉnh Hà Tĩnh", False)]
    elsewhere = resolve("Văn phòng Ủy ban nhân dân tỉnh", place("Cao Bằng"), BEFORE)
    assert [(c.label, c.doubtful) for c in at(elsewhere, NOW)] == [("Sở Nội vụ tỉnh Cao Bằng", True)]
    paper = resolve("Báo của Đảng bộ tỉnh", place("Cao Bằng"), BEFORE)
    assert [(c.label.partition(" tỉnh")[0], c.doubtful) for c in at(paper, NOW)] == [("Báo và phát thanh, truyền hình", False)]


def test_nothing_is_guessed() -> None:
    unknown = resolve("Hội Trồng nấm", place("Bạc Liêu"), BEFORE)
    assert (span(unknown).end, continuations(unknown)) == ("2025-06-30", ())
    commune = resolve("Ủy ban nhân dân phường Minh Xuân", place("Tuyên Quang"), BEFORE)
    assert (span(commune).end, continuations(commune)) == ("2025-06-30", ())
    hospital = resolve("Bệnh viện đa khoa khu vực Hàm Yên", place("Tuyên Quang"), BEFORE, "benh-vien-da-khoa-tinh")
    assert continuations(hospital) == ()
    ended = resolve("Phòng Dân tộc huyện Na Hang", place("Tuyên Quang"), BEFORE)
    assert (ended.kind, continuations(ended)) == ("phong-dan-toc", ())


@pytest.mark.parametrize(
    ("name", "whole", "parts"),
    [
        ("Bộ Kế hoạch và Đầu tư", ["Bộ Tài chính"], []),
        ("Bộ Giao thông vận tải", ["Bộ Xây dựng"], ["Bộ Công an"]),
        ("Bộ Tài nguyên và Môi trường", ["Bộ Nông nghiệp và Môi trường"], []),
        ("Bộ Nông nghiệp và Phát triển nông thôn", ["Bộ Nông nghiệp và Môi trường"], []),
        ("Ủy ban Dân tộc", ["Bộ Dân tộc và Tôn giáo"], []),
        ("Bộ Thông tin và Truyền thông", [], ["Bộ Công an", "Bộ Khoa học và Công nghệ", "Bộ Văn hóa, Thể thao và Du lịch"]),
        ("Ban Kinh tế Trung ương", ["Ban Chính sách, chiến lược Trung ương"], []),
        ("Bộ Y tế", [], []),
    ],
)  # fmt: skip
def test_ministries_and_commissions(name: str, whole: list[str], parts: list[str]) -> None:
    found = at(resolve(name, None, BEFORE), NOW)
    assert (labels(found, whole=True), labels(found, whole=False)) == (whole, parts)


def test_a_collective_goes_on_in_what_its_province_became() -> None:
    group = resolve("Các sở, ban, ngành", place("Bắc Giang"), BEFORE, None, True)
    assert [(c.label, c.since, c.until) for c in continuations(group)] == [
        ("Các sở, ban, ngành (tỉnh Bắc Ninh)", "2025-07-01", "2026-09-19"),
        ("Các sở, ban, ngành (thành phố Bắc Ninh)", "2026-09-20", None),
    ]
    districts = resolve("Ủy ban nhân dân các huyện, thị xã, thành phố", place("Cao Bằng"), BEFORE, None, True)
    assert span(districts).end == "2025-06-30"
    assert {c.label for c in at(districts, NOW)} == {"Ủy ban nhân dân tỉnh Cao Bằng", "Ủy ban nhân dân xã (tỉnh Cao Bằng)"}
    assert continuations(resolve("Các bộ, ngành", None, BEFORE, None, True)) == ()


def test_every_chain_of_every_kind_ends_and_runs_forward() -> None:
    """All kinds in three provinces and in the country: days never run back, and who carries on is there that day."""
    count = 0
    for here in (place("Bạc Liêu"), place("Hồ Chí Minh"), place("Cao Bằng"), COUNTRY):
        for kind in kinds():
            for life in range(len(lives(kind, here))):
                for each in continuations(of_kind(kind, here, life)):
                    days = [step.date for step in each.via]
                    assert days == sorted(days)
                    assert each.since >= days[-1]
                    assert each.until is None or each.until >= each.since
                    count += 1
    assert count > 200


def test_every_end_of_a_province_is_a_change_with_a_legal_basis() -> None:
    ended = {entry.place.key for entry in provinces() if entry.place.valid_to}
    assert set(place_changes()) == ended
    for change in place_changes().values():
        assert change.bases
        assert {day_after(old.valid_to or "") for old in change.olds} == {change.date}
        assert change.heir.valid_from == change.date
    assert sum(len(changes) for changes in kind_changes().values()) >= 150
    assert last_day(below(place("Cao Bằng"), "huyện", "Hà Quảng")) == "2025-06-30"
