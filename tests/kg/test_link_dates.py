"""Which date a document has that is only cited, where texts state several."""

from __future__ import annotations

import pytest

from kg.link.documents import link
from tests.kg.test_link_documents import UBND, cited, read, target

IN_2024 = "doc/quốc-hội/nghị-quyết/2024/163-2024-qh15"
DIFFERS, WRONG = ("date-differs",), ("year-differs",)
# The dates that texts of 2025 state for one number, the date of the document, and the doubt of each text.
DATES: list[tuple[str, list[str | None], str | None, list[tuple[str, ...]]]] = [
    ("163/2024/QH15", ["2025-11-27"], None, [WRONG]),
    ("163/2024/QH15", ["2025-11-27", "2025-11-27", "2024-11-27"], "2024-11-27", [WRONG, WRONG, ()]),
    ("163/2024/QH15", ["2021-03-05", "2024-11-27"], "2024-11-27", [WRONG, ()]),  # no slip of one digit either
    ("163/2024/QH15", ["2025-11-27", None], None, [WRONG, ()]),
    ("163/2024/QH15", ["2024-11-27", "2024-11-21", "2024-11-27"], "2024-11-27", [(), DIFFERS, ()]),
    ("163/2024/QH15", ["2024-11-27", "2024-11-21"], None, [DIFFERS, DIFFERS]),
    ("163/2024/QH15", ["2024-11-27", "2024-11-21", None], None, [DIFFERS, DIFFERS, ()]),
    ("163/QH15", ["2024-11-27", "2024-11-27"], "2024-11-27", [(), ()]),
]  # fmt: skip


@pytest.mark.parametrize(("number", "dates", "own", "doubts"), DATES)
def test_the_dates_of_a_document_that_is_only_cited_are_weighed(
    number: str, dates: list[str | None], own: str | None, doubts: list[tuple[str, ...]]
) -> None:
    said = [cited(number, date, "Quốc hội", type="Nghị quyết") for date in dates]
    cards = [read(f"{i}/KH-UBND", "2026-01-01", UBND, each) for i, each in enumerate(said)]
    for order in (cards, cards[::-1]):
        linked = link(order)
        found = [target(linked, order.index(card), each.key) for card, each in zip(cards, said, strict=True)]
        assert found == [(IN_2024.replace("163-2024-qh15", number.lower().replace("/", "-")), why) for why in doubts]
        assert [work.date for work in linked.works if not work.sources] == [own]


def test_a_document_that_was_read_keeps_its_own_date() -> None:
    own = read("163/2024/QH15", "2025-01-02", "Quốc hội", type_name="Nghị quyết", province=None)
    plan = read("1/KH-UBND", "2026-01-01", UBND, cited("163/2024/QH15", "2025-01-02", "Quốc hội", type="Nghị quyết"))
    linked = link([own, plan])
    assert linked.own[0].date == "2025-01-02"
    assert linked.targets[1]["163/2024/QH15|2025-01-02"].reasons == ()
