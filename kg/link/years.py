"""Citations of the right day in a wrong year: "34/KH-UBND ngày 23/3/2021" for that of 23/3/2022.

Numbers begin anew each year, so two dates in two years are two documents unless more speaks for a slip: the day and
month are the same, the year is off by one or its digits are swapped, only one text gives this date, and exactly one
document of the number and that day is read or cited by more texts. Then it is that one if the title is the same, or if
the printed date was still to come when the citing document was made. Otherwise it is listed as a document that it may
be, and nothing is moved: a council's budgets of two Decembers may share number and day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.data import toml
from kg.link.cards import Card
from kg.link.compare import last_day, year_slip
from kg.link.score import Facts, title
from kg.link.works import Naming, Work


@dataclass(slots=True)
class Slips:
    """`moved`: a citation, the work it seemed to name, the one it means; the first work describes it no more.
    `suspect`: a work that is only cited, and those it may be."""

    moved: list[tuple[Naming, Work, Work]] = field(default_factory=list)
    suspect: list[tuple[Work, list[Work]]] = field(default_factory=list)


def wrong_years(works: Sequence[Work], cards: Sequence[Card], facts: Callable[[Work], Facts]) -> Slips:
    """The slips among works whose identity is whole; takes the citations that are moved out of `naming`.

    All is decided on the works as they are given, so their order does not matter: what is moved is cited by one text
    alone, and what it is moved to is read or cited by several.
    """
    days: dict[tuple[str, str, str], list[Work]] = defaultdict(list)
    for work in works:
        if work.date and len(work.date) == 10 and work.identity.open_series and work.identity.number:
            days[work.identity.open_series, work.identity.number, work.date[4:]].append(work)
    found = Slips()
    for same in days.values():
        known = [w for w in same if _attested(w)] if len(same) > 1 else []
        for work in same if known else ():
            near = [] if _attested(work) else [w for w in known if year_slip(w.date or "", work.date or "")]
            if not near:
                continue
            left = [c for c in work.naming if len(near) > 1 or not _means(c, near[0], cards, facts)]
            found.moved += [(c, work, near[0]) for c in work.naming if c not in left]
            work.naming = left
            if left:
                found.suspect.append((work, near))
    return found


def _attested(work: Work) -> bool:
    """Whether a work is read, or cited by more than one text."""
    return bool(work.sources) or len({i for i, _, _ in work.naming}) > 1


def _means(c: Naming, work: Work, cards: Sequence[Card], facts: Callable[[Work], Facts]) -> bool:
    """Whether a citation of this day in another year means this work."""
    bounds = toml("documents")["match"]
    i, named, _ = c
    share = title(named, facts(work))
    if share is not None and (share >= bounds["title_same"] or share < bounds["title_contrary"]):
        return share >= float(bounds["title_same"])
    if not cards[i].dated:
        return False
    return (work.date or "") <= last_day(cards[i].as_of or "") < (named.date or "")
