"""Former IRIs: which ones a document had, or would have had, when less of the corpus was there, and what they mean now.

An IRI is made of the fullest that is said of a document, so it changes when more becomes known: a stub of one text
becomes a document that several cite, a document without date gets one. The old IRI keeps its meaning. No history is
kept: it is computed from the corpus as it is, so the same files give the same graph whatever was built before.

Former are, as far as no document bears them now: the IRI of each combination of issuer, type and period that single
texts give a work; and for each citation that names too little by itself, that of a stub of the citing text. What two
works can claim leads to both. What is below a former IRI (a provision, a stub) is below the new one; nothing is said
of it here.

>>> from kg.link.cards import Card, Named
>>> from kg.link.documents import link
>>> here = ("Bạc Liêu", "2024-03-01", True, 1)
>>> undated = Named("72-KL/TW|null", "Kết luận", "72-KL/TW", "72-KL/TW", None, "Bộ Chính trị")
>>> plan = Named("this", "Kế hoạch", "5/KH-UBND", "5/KH-UBND", "2024-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu")
>>> alone, = link([Card(plan, (undated,), *here, "a.txt", "a", 0)]).targets[0].values(); alone.iri
'doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2024/5-kh-ubnd/cited/72-kl-tw'
>>> conclusion = Named("this", "Kết luận", "72-KL/TW", "72-KL/TW", "2024-02-23", "Bộ Chính trị")
>>> cards = [Card(plan, (undated,), *here, "a.txt", "a", 0), Card(conclusion, (), None, *here[1:], "b.txt", "b", 0)]
>>> both = link(cards)
>>> [work.iri for work in both.former[alone.iri]]
['doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from kg.link.cards import Card, Named
from kg.link.identity import Identity
from kg.link.naming import alone, beneath, issuer_segment, joined
from kg.link.works import Work

MOST = 24
"""Combinations of issuer, type and period of one work; a hostile corpus could make many more."""


class Former:
    """The claims on IRIs, collected; `all` gives those that lead somewhere."""

    def __init__(self, cards: Sequence[Card], works: Sequence[Work], own: Mapping[int, Work]) -> None:
        self.cards = cards
        self.own = own
        self.live = {work.iri for work in works}
        self.claims: dict[str, dict[int, Work]] = defaultdict(dict)
        self.parts: dict[int, dict[tuple[str, str | None, str], None]] = defaultdict(dict)

    def source(self, i: int, who: Identity) -> None:
        """What the head of a document that was read says of it."""
        card = self.cards[i]
        year = card.as_of if card.dated else None
        self._told(card.whole, who, year, self.own[i], [f"{card.sha256}:{card.start}"])

    def citation(self, i: int, named: Named, who: Identity, work: Work) -> None:
        """What a citation in document `i` says of the work it means; and the stub it was when nothing known fitted it,
        or too much."""
        if who.full or (who.number is None and who.name is not None):
            self._told(named, who, named.date, work)
            if named.date and named.date != work.date:  # a slip, which was a second document of the number
                self._claim(f"{alone(named, who, named.date)}.{named.date}", work)
        if not who.full or named.date is None:
            self._claim(beneath(self.own[i].iri, named, who.number is not None), work)

    def _told(self, named: Named, who: Identity, year: str | None, work: Work, hashes: Sequence[str] = ()) -> None:
        iri = alone(named, who, year, hashes)
        self._claim(iri, work)
        if who.number is not None:
            self.parts[id(work)][issuer_segment(who.agencies), named.type, who.period or (year or "")[:4]] = None

    def _claim(self, iri: str, work: Work) -> None:
        if iri not in self.live:
            self.claims[iri][id(work)] = work

    def all(self, works: Sequence[Work]) -> dict[str, tuple[Work, ...]]:
        """Former IRI -> the works it means now, in order of their IRIs."""
        twice = {w.iri.removesuffix(f".{w.date}") for w in works if w.date and w.iri.endswith(f".{w.date}")}
        for work in works:
            if work.date and work.iri in twice:  # the other document of the number may have been the better known
                self._claim(f"{work.iri}.{work.date}", work)
        for work in works:
            parts = self.parts.get(id(work), {})
            if len(parts) > 1 and work.under is None and work.identity.number is not None:
                issuers, types, periods = (sorted({part[n] or "" for part in parts}) for n in range(3))
                if len(issuers) * len(types) * len(periods) <= MOST:
                    for issuer, type_name, period in product(issuers, types, periods):
                        self._claim(joined(issuer, type_name, period, work.identity.number), work)
        return {iri: tuple(sorted(found.values(), key=lambda work: work.iri)) for iri, found in self.claims.items()}
