"""Works: documents that were read or are only cited, and what citations mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.link.agencies import Agency
from kg.link.cards import Named
from kg.link.identity import Identity
from kg.link.score import Fit

Naming = tuple[int, Named, Identity]
"""A citation: index of the citing card, what it says, the identity that gives."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a citation means: the IRI of a work (relative to the base), and why that is not certain (empty: it is)."""

    iri: str
    reasons: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Work:
    """One document, read or only cited.

    `sources` are indexes of the cards that are it, `naming` the citations that describe it. `under` is the index of
    the only card that cites it where it could not be told apart. `candidates` are what it may be, `fits` how well each
    of them fits. `best` is the fullest that is said of it, `agencies` its issuers, `iri` relative to the base. `above`
    is what promulgates an attached one that has no number of its own.
    """

    identity: Identity
    date: str | None = None
    sources: list[int] = field(default_factory=list)
    naming: list[Naming] = field(default_factory=list)
    under: int | None = None
    candidates: tuple[Work, ...] = ()
    fits: tuple[Fit, ...] = ()
    iri: str = ""
    best: Named = field(default_factory=lambda: Named(""))
    agencies: tuple[Agency, ...] = ()
    above: Work | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found, by index of card as given.

    `own[i]` is the work a card is of; `targets[i]` the target of each citation by its key; `copies` leads from a card
    that is a copy of another to the one that is kept; `above[i]` is what promulgates an attached document; `apart` are
    pairs of cards (the better source first) of one identity that are two documents; `former` leads from IRIs that
    works had or would have in a smaller corpus to what they mean in this one.
    """

    works: tuple[Work, ...]
    own: dict[int, Work]
    targets: dict[int, dict[str, Target]]
    copies: dict[int, int]
    above: dict[int, Target]
    apart: tuple[tuple[int, int], ...] = ()
    former: dict[str, tuple[Work, ...]] = field(default_factory=dict)
