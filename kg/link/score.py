"""How well each of the documents that may be meant fits a citation, and which of several is meant if one stands out.

A candidate has the number already, and contradicts neither issuer nor date (kg.link.documents). What is compared here:
what of issuer and date the citation leaves out, the type, and the words of the title. A score is the product of the
confidences of what speaks against it (kg/data/reasons.toml), times the share of title words; it orders candidates and
is no probability. The bounds stand in kg/data/documents.toml, `match`.

>>> named = Named("k", "Nghị quyết", "11-NQ/TU", subject="phát triển kết cấu hạ tầng giao thông của tỉnh")
>>> roads = "Phát triển đồng bộ kết cấu hạ tầng giao thông của tỉnh đến 2030"
>>> fit(named, Facts({"nghị quyết"}, (roads,)), ["date-missing"])
Fit(score=0.8..., reasons=('date-missing',))
>>> fit(named, Facts({"nghị quyết"}, ("Cơ cấu lại ngành trồng trọt ven biển",)), ["date-missing"])
Fit(score=0.018, reasons=('date-missing', 'title-differs'))
>>> fit(named, Facts({"chỉ thị"}, (None,)), ["date-missing"])
Fit(score=0.36, reasons=('date-missing', 'type-differs'))
>>> choose([0.81, 0.02]), choose([0.45, 0.45]), choose([0.6, 0.5])
(0, None, None)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import NamedTuple

from kg.data import toml
from kg.link.cards import Named
from kg.link.compare import same_subject, shared
from kg.link.reasons import TITLE_DIFFERS, TYPE_DIFFERS
from loaders.text.fold import key


class Facts(NamedTuple):
    """What is said of a document: the types it is called by, folded, and its titles or subjects."""

    types: set[str]
    subjects: Sequence[str | None]


class Fit(NamedTuple):
    """How well a document fits a citation, 0 to 1, and what speaks against it."""

    score: float
    reasons: tuple[str, ...]


def title(named: Named, facts: Facts) -> float | None:
    """The share of title words that a citation and a document have in common; None where one states too few."""
    said = named.subject or named.name
    if any(same_subject(said, subject) for subject in facts.subjects):
        return 1.0
    return max((share for s in facts.subjects if (share := shared(said, s)) is not None), default=None)


def fit(named: Named, facts: Facts, missing: Iterable[str] = ()) -> Fit:
    """How well a document fits; `missing` are the reasons for doubt that hold for all candidates."""
    bounds = toml("documents")["match"]
    reasons = list(missing)
    if named.type and facts.types and key(named.type) not in facts.types:
        reasons.append(TYPE_DIFFERS)
    share = title(named, facts)
    if share is None:
        share = bounds["title_unknown"]
    elif share < bounds["title_contrary"]:
        reasons.append(TITLE_DIFFERS)
    else:
        share = max(share, bounds["title_unknown"])
    doubts = [float(toml("reasons")["confidence"][r]) for r in reasons if r != TITLE_DIFFERS]
    return Fit(round(prod(doubts) * max(share, bounds["title_least"]), 3), tuple(reasons))


def choose(scores: Sequence[float]) -> int | None:
    """Which of several stands out: it has the title, and `margin` times the score of the next. None: nobody knows."""
    bounds = toml("documents")["match"]
    best, *rest = sorted(range(len(scores)), key=lambda i: -scores[i])
    clear = scores[best] >= bounds["enough"] and scores[best] >= bounds["margin"] * scores[rest[0]]
    return best if clear else None
