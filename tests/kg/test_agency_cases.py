"""Who is meant by a name in a place at a date: a table of cases that an analyst can read and add to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.link.agencies import resolve
from kg.link.kinds import by_name, find, kind_name, kinds, near
from kg.link.places import province
from loaders.text.fold import key

FILE = Path(__file__).with_name("agency_cases.csv")
CASES = [tuple(row.values()) for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), strict=True)]


@pytest.mark.parametrize(("name", "place", "date", "identity", "why"), CASES, ids=lambda each: each or "-")
def test_a_name_in_a_place_at_a_date(name: str, place: str, date: str, identity: str, why: str) -> None:
    here, sure = province(place, date or None) if place else (None, True)
    assert (here is None) == (not place)
    found = resolve(name, here, date or None, sure=sure or not date)
    assert (found.kind is None) == (identity == "unknown")
    assert identity in (found.key, "unknown")
    assert (found.reason or "") == why


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(CASES) >= 100
    assert len({case[:3] for case in CASES}) == len(CASES)
    assert sum(case[3] == "unknown" for case in CASES) >= 8
    assert sum(case[4] == "misspelt" for case in CASES) >= 8


def test_a_slip_of_the_pen_never_stands_for_one_of_two() -> None:
    """Whatever letter of a name is wrong: what is found is the kind itself, or nothing where another is as near."""
    wrong = []
    for row in kinds().values():
        name = key(kind_name(row))
        day = row["valid_to"] or "2026-06-01"
        for i in range(0, len(name), 3):
            typed = f"{name[:i]}ß{name[i + 1 :]}"
            found = find(typed, "tỉnh", day)
            others = {r["id"] for n in near(typed) for r in by_name()[n]} - {row["id"]}
            if found.row is not None and found.row["id"] != row["id"]:
                wrong.append((typed, found.row["id"]))
            if found.row is None and not others and len(name) >= 7 and not name.endswith("thành phố"):
                wrong.append((typed, ""))
    assert wrong == []


def test_the_names_of_two_kinds_are_never_taken_for_one_another() -> None:
    for name, rows in by_name().items():
        found = find(name, "tỉnh", None)
        assert found.reason is None
        assert found.row is None or found.row in rows
