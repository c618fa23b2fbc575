"""Documents of one file: a decision and the plan or rules it promulgates.

The attached document says by what it is promulgated (`attached_to`), often with a blank number or another code than the
decision's own head. What the head of the attached one leaves out (issuer, province, date) is that of the decision.

>>> from kg.link.cards import Named
>>> head = Named("this", "Quyết định", "5/QĐ-UBND", "5/QĐ-UBND", "2024-01-02", "Ủy ban nhân dân tỉnh Bạc Liêu")
>>> decision = Card(head, (), "Bạc Liêu", "2024-01-02", True, 3, "a.txt", "ab", 0)
>>> plan = Card(Named("this", "Kế hoạch"), (), None, None, False, 9, "a.txt", "ab", 50, "/QĐ-UBND|2024")
>>> _, adopted = adopt([decision, plan])
>>> adopted.province, adopted.as_of, adopted.this.issuer, adopted.whole.issuer
('Bạc Liêu', '2024-01-02', None, 'Ủy ban nhân dân tỉnh Bạc Liêu')
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.iri import slug, symbol
from kg.link.cards import Card
from kg.link.identity import is_blank

_LEADING = re.compile(r"\A[0-9]+[a-zđ]?")


def by_file(cards: Sequence[Card]) -> dict[str, list[int]]:
    """Indexes of the cards of each file that has several, by its hash."""
    files: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(cards):
        if one.sha256:
            files[one.sha256].append(i)
    return {sha: sorted(found, key=lambda i: cards[i].start) for sha, found in files.items() if len(found) > 1}


def promulgator(cards: Sequence[Card], i: int, others: Sequence[int]) -> tuple[int, bool] | None:
    """Which of the other documents of its file promulgates card `i`, and whether its number says so itself.

    None where `i` is attached to nothing or two others fit.
    """
    attached = cards[i].attached_to
    if attached is None:
        return None
    number = attached.partition("|")[0]
    said = slug(symbol(number))
    rest = [j for j in others if j != i and cards[j].attached_to is None]
    same = [j for j in rest if cards[j].this.symbol and slug(cards[j].this.symbol or "") == said]
    if len(same) == 1:
        return same[0], True
    if is_blank(number):
        fitting = [j for j in rest if _code(cards[j].this.symbol) in (None, _code(number))]
    else:
        leading = _LEADING.match(said)
        fitting = [j for j in rest if leading and slug(cards[j].this.symbol or "").startswith(f"{leading.group()}-")]
        fitting += [j for j in rest if cards[j].this.symbol is None]
    # A decision stands before what it promulgates.
    fitting = [j for j in fitting if cards[j].start < cards[i].start]
    return (fitting[0], False) if len(fitting) == 1 else None


def _code(number: str | None) -> str | None:
    """What follows the figures of a symbol: "qđ-ubnd"; None where there is no symbol."""
    if number is None:
        return None
    found = _LEADING.sub("", slug(number)).strip("-")
    return re.sub(r"\A[0-9]{4}-", "", found)


def adopt(cards: Sequence[Card]) -> list[Card]:
    """The cards, those of attached documents with province and date of what promulgates them where their own lack."""
    made = list(cards)
    for others in by_file(cards).values():
        for i in others:
            found = promulgator(cards, i, others)
            if found is None:
                continue
            above, card = cards[found[0]], cards[i]
            made[i] = replace(
                card,
                province=card.province or above.province,
                as_of=card.as_of if card.this.date else (above.as_of or card.as_of),
                dated=card.dated if card.this.date else (above.dated or card.dated),
                of=above.this.issuer if card.this.issuer is None else None,
            )
    return made
