"""Which cards are of one document: copies in several files, told apart from two documents that claim one identity.

>>> from kg.link.cards import Card, Named
>>> this = Named("this", "Kế hoạch", "5/KH-UBND", "5/KH-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu")
>>> one, other = (Card(this, (), "Bạc Liêu", "2022-03-01", True, n, f"{n}.txt", str(n), 0) for n in (3, 9))
>>> copies_of([one, other], [0, 1], {i: identify(this, one.place) for i in (0, 1)}, {})
({0: 1}, [])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.iri import slug
from kg.link.cards import Card
from kg.link.compare import same_subject
from kg.link.identity import Identity, identify
from kg.link.similar import BOUND, SURE, alike


def copies_of(
    cards: Sequence[Card], order: Sequence[int], mine: Mapping[int, Identity], above: Mapping[int, tuple[int, bool]]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Card -> the card of the same document that is kept; and pairs of cards of one identity that are two documents.

    Cards of one document have the same whole identity, or the same issuer, title and date. `order` is that of the
    cards' content, `mine` the identity of each, `above` what promulgates those that are attached.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i in order:
        this, who = cards[i].this, mine[i]
        if who.full:
            groups[("n", who.series, who.number, who.period)].append(i)
        elif (over := _identity_above(cards, i, mine, above)) is not None and who.name is not None:
            groups[("a", over.series, over.number, over.period, slug(this.type or ""), who.name)].append(i)
        elif who.name is not None and this.subject:
            groups[
                ("t", tuple(a.key for a in who.agencies), slug(this.type or ""), who.name, this.date, who.number)
            ].append(i)
    copies: dict[int, int] = {}
    apart: list[tuple[int, int]] = []
    for members in groups.values():
        if len(members) > 1:
            parts = _one_document(cards, members)
            for group in parts:
                first, *rest = sorted(group, key=lambda i: cards[i].rank)
                copies |= dict.fromkeys(rest, first)
            apart += [(parts[0][0], other[0]) for other in parts[1:]]
    return copies, apart


def _one_document(cards: Sequence[Card], members: list[int]) -> list[list[int]]:
    """Members of one identity, parted where they are not one document: a number given twice, or misread. The best
    source of each comes first."""
    groups: list[list[int]] = []
    for i in sorted(members, key=lambda i: (*cards[i].rank, cards[i].this.date or "")):
        for group in groups:
            if _one(cards[i], cards[group[0]]):
                group.append(i)
                break
        else:
            groups.append([i])
    return groups


def _one(card: Card, other: Card) -> bool:
    """Whether two cards of one identity are of one document: the texts are alike, and date or title agree."""
    this, that = card.this, other.this
    agree = this.date == that.date or bool(same_subject(this.subject, that.subject))
    share = alike(card.shingles, other.shingles)
    if share is None:
        return agree
    return share >= SURE or (share >= BOUND and agree)


def _identity_above(
    cards: Sequence[Card], i: int, mine: Mapping[int, Identity], above: Mapping[int, tuple[int, bool]]
) -> Identity | None:
    """The whole identity of what promulgates a document: of its file, or as its note names it."""
    if i in above:
        found = mine[above[i][0]]
        return found if found.full else None
    card = cards[i]
    for named in card.cited:
        if named.key in card.noted:
            found = identify(named, card.place, card.as_of)
            if found.full:
                return found
    return None
