"""Which of the dates that texts state for a document that was not read is its own; the year that its number holds
speaks first, then how many texts state a date, then nobody knows.

>>> number = Named("k", number="163/2024/QH15", symbol="163/2024/QH15")
>>> ranked({"2025-11-27": [(0, number, None), (1, number, None)], "2024-11-27": [(2, number, None)]})
['2024-11-27', '2025-11-27']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.link.cards import Named
from kg.link.periods import year_in
from kg.link.works import Naming, Work


def agrees(named: Named, date: str) -> bool:
    """Whether a date is of the year that the number holds (Nghị định 78/2025/NĐ-CP, article 71); True if it holds none.

    >>> [agrees(Named("k", symbol=symbol), "2025-11-27") for symbol in ("163/2024/QH15", "163/NQ-CP", None)]
    [False, True, True]
    """
    return year_in(named.symbol or "") in (None, date[:4])


def ranked(by_date: Mapping[str | None, Sequence[Naming]]) -> list[str]:
    """The dates that citations of one number state: those of its own year first, then those that most texts state."""

    def rank(date: str) -> tuple[bool, int, str]:
        found = by_date[date]
        return (not agrees(found[0][1], date), -len({i for i, _, _ in found}), date)

    return sorted(filter(None, by_date), key=rank)


def weigh(work: Work) -> list[tuple[int, str]]:
    """Take the date from a numbered work that is only cited, where as many texts state another one; the citations
    (card and key) whose date therefore is as doubtful as the others'."""
    if work.sources or work.under is not None or work.identity.number is None or work.date is None:
        return []
    texts: dict[str, set[int]] = defaultdict(set)
    for i, named, _ in work.naming:
        if named.date and agrees(named, named.date):
            texts[named.date].add(i)
    most = max(map(len, texts.values()), default=0)
    if sum(len(found) == most for found in texts.values()) < 2:
        return []
    said = work.date
    work.date = None
    return [(i, named.key) for i, named, _ in work.naming if named.date == said]
