"""Places by name and date: the reform of 1 July 2025 made new units of old names."""

from __future__ import annotations

import pytest

from kg.link.places import province, provinces


@pytest.mark.parametrize(
    ("name", "date", "expected", "sure"),
    [
        ("Bạc Liêu", "2022-03-23", "bạc-liêu", True),
        ("Cà Mau", "2025-06-30", "cà-mau", True),
        ("Cà Mau", "2025-07-01", "cà-mau-2025", True),
        # unchanged by the reform: one place
        ("Cao Bằng", "2020-01-01", "cao-bằng", True),
        ("Cao Bằng", "2026-01-01", "cao-bằng", True),
        # the province that became a city of another name
        ("Thừa Thiên Huế", "2024-12-31", "thừa-thiên-huế", True),
        ("Huế", "2025-01-01", "huế-2025", True),
        # spellings of the table
        ("TP.HCM", "2024-01-01", "hồ-chí-minh", True),
        ("Đắc Lắc", "2010-01-01", "đắk-lắk", True),
        # a bare year in which the unit changed is not certain
        ("Cà Mau", "2025", "cà-mau", False),
        ("Cà Mau", "2024", "cà-mau", True),
        ("Cà Mau", "2026", "cà-mau-2025", True),
        # no date: certain only for a name that was never given twice
        ("Cà Mau", None, "cà-mau", False),
        ("Bình Định", None, "bình-định", True),
        # named after its end
        ("Bạc Liêu", "2026-01-01", "bạc-liêu", False),
        # not yet in being
        ("Huế", "2024-01-01", None, True),
        ("Nơi không có", "2024-01-01", None, True),
    ],
)
def test_a_name_means_the_unit_of_its_date(name: str, date: str | None, expected: str | None, sure: bool) -> None:
    place, certain = province(name, date)
    assert (place.key if place else None, certain) == (expected, sure)


def test_a_city_counts_as_one_from_the_day_it_is_one() -> None:
    assert province("Bắc Ninh", "2024-01-01", "thành phố") == (None, True)
    place, _ = province("Bắc Ninh", "2026-10-01", "thành phố")
    assert place is not None
    assert place.key == "bắc-ninh-2026"


def test_every_row_of_the_table_is_in_exactly_one_place_and_keys_are_unique() -> None:
    from ontology.tables import rows

    entries = provinces()
    assert sorted(row["id"] for entry in entries for row in entry.rows) == sorted(r["id"] for r in rows("provinces"))
    assert len({entry.place.key for entry in entries}) == len(entries)
