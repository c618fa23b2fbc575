"""What linking made of each document, counted: for the report of a build.

>>> from kg.link.cards import Card, Named
>>> from kg.link.documents import link
>>> cited = Named("5/KH-UBND|None", "Kế hoạch", "5/KH-UBND", "5/KH-UBND", None, None)
>>> this = Named("this", "Kế hoạch", "7/KH-UBND", "7/KH-UBND", "2022-02-02", "Ủy ban nhân dân tỉnh Bạc Liêu")
>>> cards = [Card(this, (cited,), "Bạc Liêu", "2022-02-02", True, 1, "a.txt", "7", 0)]
>>> found, = outcomes(cards, link(cards), "https://w3id.org/chidao/")
>>> found.unresolved, found.known, found.copy_of
(('5/KH-UBND',), 0, None)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.cards import Card, Named
from kg.link.works import Linked


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document: its absolute IRI, the file it is kept from where it is a copy, and what its citations came to.

    `read`: how many documents it cites that were read too; `known`: whose identity is told, but that were not read;
    `uncertain`: how many of these two are linked with a reason for doubt. `ambiguous`: cited ones that several
    documents fit; `unresolved`: cited ones of which too little is said; both as they are named.
    """

    iri: str
    copy_of: str | None = None
    read: int = 0
    known: int = 0
    uncertain: int = 0
    ambiguous: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()


def outcomes(cards: Sequence[Card], linked: Linked, base: str) -> list[Outcome]:
    """One for each card, in their order."""
    works = {work.iri: work for work in linked.works}
    found = []
    for i, card in enumerate(cards):
        iri = base + linked.own[i].iri
        if i in linked.copies:
            found.append(Outcome(iri, cards[linked.copies[i]].file))
            continue
        read = known = uncertain = 0
        ambiguous: list[str] = []
        unresolved: list[str] = []
        named = {each.key: each for each in card.cited}
        for key, target in linked.targets.get(i, {}).items():
            work = works.get(target.iri)
            if work is not None and work.under is not None:
                (ambiguous if work.candidates else unresolved).append(_called(named.get(key), key))
                continue
            read += work is not None and bool(work.sources)
            known += work is None or not work.sources
            uncertain += bool(target.reasons)
        found.append(Outcome(iri, None, read, known, uncertain, tuple(ambiguous), tuple(unresolved)))
    return found


def _called(named: Named | None, key: str) -> str:
    return (named and (named.number or named.name or named.subject)) or key
