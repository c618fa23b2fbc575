"""On which days a deadline comes back, from its recurrence, the date of the document and the years of the plan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.document import write_document
from kg.rdf.occurrences import MOST, occurrences
from tests.kg.factories import full
from tests.kg.graphs import ask, store_of


@pytest.mark.parametrize(
    ("recurs", "issued", "first", "last", "days"),
    [
        ("--12-05", "2023-12-06", 2021, 2025, ["2024-12-05", "2025-12-05"]),
        ("--12-05", "2023-12-05", 2021, 2024, ["2023-12-05", "2024-12-05"]),
        ("--12-05", None, 2024, 2025, ["2024-12-05", "2025-12-05"]),
        ("--02-29", "2023-01-01", None, 2029, ["2024-02-29", "2028-02-29"]),
        ("--06-30", "2024-07-01", None, None, [f"{year}-06-30" for year in range(2025, 2030)]),
        ("---31", "2024-11-01", None, 2024, ["2024-11-30", "2024-12-31"]),
        ("P1M", "2024-11-01", None, 2026, []),
        ("P1Y", "2024-11-01", None, 2026, []),
        ("--12-05", None, None, 2026, []),
        ("--13-05", "2024-11-01", None, 2026, []),
        ("--06-31", "2024-11-01", None, 2026, []),
        ("---00", "2024-11-01", None, 2026, []),
        ("--12-05", "no date", None, 2026, []),
    ],
)
def test_days(recurs: str, issued: str | None, first: int | None, last: int | None, days: list[str]) -> None:
    assert occurrences(recurs, issued, first, last) == days


@given(
    st.sampled_from(["--12-05", "--02-29", "---20", "---31"]), st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.none() | st.integers(1900, 9999),
)  # fmt: skip
def test_any_plan_has_a_bounded_number_in_order(recurs: str, issued: date, last: int | None) -> None:
    days = occurrences(recurs, issued.isoformat(), None, last)
    assert len(days) <= MOST
    assert days == sorted(set(days))
    assert all(day >= issued.isoformat() for day in days)


def test_the_graph_holds_the_days_of_the_plans_years() -> None:
    document = full()
    store = store_of(write_document(document, "https://w3id.org/chidao/doc/-/-/-/x").quads)
    found = ask(store, "SELECT ?day WHERE { ?d cd:recurs '--12-05' ; cd:occursOn ?day } ORDER BY ?day")
    assert found == [(f"{year}-12-05",) for year in range(2022, 2026)]
