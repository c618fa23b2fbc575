"""Description and IRI of every work, from the fullest that is said of it in the corpus.

`doc/{issuer}/{type}/{year or term}/{number}`; without a number that of the decision which promulgates it, else twelve
digits of a hash of type, scope and title; under the citing document where several works fit. Never offsets, line
numbers, file names or the order of arrival.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.iri import UNKNOWN, digest, slug
from kg.link.agencies import Agency
from kg.link.cards import Card, Named
from kg.link.compare import letters
from kg.link.identity import Identity, identify
from kg.link.works import Work


def name_works(cards: Sequence[Card], works: list[Work], own: dict[int, Work]) -> None:
    """Fill in `best`, `agencies` and `iri` of all works; no two get one IRI."""
    for work in works:
        work.best = _best(cards, work)
        work.agencies = _agencies(cards, work)
    words = {id(w): _words(cards, w) for w in works}
    top = [w for w in works if w.under is None]
    shared = _shared(top)
    for iri, same in _grouped((_iri(cards, w, shared), w) for w in top).items():
        # One IRI for two documents (a number given twice): the read one keeps it, the others add their date.
        first, *rest = sorted(same, key=lambda w: (not w.sources, -len(w.naming), w.date or "", words[id(w)]))
        first.iri = iri
        for work in rest:
            work.iri = f"{iri}.{work.date or digest(words[id(work)])}"
    _part(top, words)
    below = [w for w in works if w.under is not None]
    for work in below:
        work.iri = beneath(own[work.under or 0].iri, work.best, work.identity.number is not None)
    _part(below, {id(w): w.best.key for w in below})


def _part(works: list[Work], words: dict[int, str]) -> None:
    for iri, same in _grouped((w.iri, w) for w in works).items():
        for work in sorted(same, key=lambda w: words[id(w)])[1:]:
            work.iri = f"{iri}.{digest(words[id(work)])}"


def _words(cards: Sequence[Card], work: Work) -> str:
    named = work.best
    hashes = [f"{cards[i].sha256}:{cards[i].start}" for i in work.sources]
    return "\x1f".join((named.subject or "", named.name or "", named.type or "", *hashes))


def _best(cards: Sequence[Card], work: Work) -> Named:
    """What is said of a work: of a document read its own head first, else what most documents say."""
    said = [named for _, named, _ in work.naming]
    if work.under is not None:
        return said[0]
    number = _most(n.number for n in said)
    cited = Named(
        min((n.key for n in said), default=""),
        _most(n.type for n in said),
        number,
        _most(n.symbol for n in said if n.number == number),
        work.date,
        _most(n.issuer for n in said),
        _most(n.subject for n in said),
        _most(n.name for n in said),
        _most(n.term for n in said),
    )
    if not work.sources:
        return cited
    this = cards[work.sources[0]].whole
    return Named(
        "this",
        this.type or cited.type,
        this.number or cited.number,
        this.symbol or cited.symbol,
        this.date or work.date,
        this.issuer or cited.issuer,
        this.subject,
    )


def _agencies(cards: Sequence[Card], work: Work) -> tuple[Agency, ...]:
    if work.sources:
        source = cards[work.sources[0]]
        own = identify(source.whole, source.place, source.as_of).agencies
        if own:
            return own
    found = [who.agencies for _, named, who in work.naming if who.agencies and named.issuer == work.best.issuer]
    return min(found, key=lambda agencies: [(a.reason or "", a.key) for a in agencies], default=())


def _shared(works: Sequence[Work]) -> set[int]:
    """Attached works of which the same document promulgates several of one type, by `id`."""
    groups: dict[tuple[int, str], list[Work]] = defaultdict(list)
    for work in works:
        if work.above is not None:
            groups[id(work.above), slug(work.best.type or "")].append(work)
    return {id(work) for same in groups.values() if len(same) > 1 for work in same}


def _iri(cards: Sequence[Card], work: Work, shared: set[int]) -> str:
    named, who = work.best, work.identity
    # Where the date is blank, the year printed with the decision that promulgates it.
    year = next((cards[i].as_of for i in work.sources if cards[i].dated), None) or work.date
    number, period = who.number, who.period
    if number is None:
        number = _digest(named, who, sorted(f"{cards[i].sha256}:{cards[i].start}" for i in work.sources))
        above = work.above
        if above is not None and above.identity.number is not None:
            # "the plan of Quyết định 5/QĐ-UBND"; with its title only where that decision has two of the type
            period = above.identity.period or period
            number = above.identity.number + (f"-{number}" if id(work) in shared else "")
    return joined(issuer_segment(work.agencies), named.type, period or (year or "")[:4], number)


def _digest(named: Named, who: Identity, hashes: Sequence[str] = ()) -> str:
    """What stands for the number of a document without one: a hash of its title, else of the content of its file and
    the place in it, not of what the file is called."""
    title = who.name or letters(named.subject or named.name or "") or "\x1f".join(hashes) or named.key
    return digest(slug(named.type or ""), who.scope, title)


def joined(issuer: str, type_name: str | None, period: str, number: str) -> str:
    """The IRI of a document, of its four parts; those that are empty are unknown."""
    return f"doc/{issuer}/{slug(type_name or '') or UNKNOWN}/{period or UNKNOWN}/{number}"


def issuer_segment(agencies: Sequence[Agency]) -> str:
    """The first issuer as a segment, with the year that tells it from an older one of its name."""
    if not agencies:
        return UNKNOWN
    since = agencies[0].place.province.key.rpartition("-")[2]
    return slug(agencies[0].label) + (f"-{since}" if since.isdigit() else "")


def alone(named: Named, who: Identity, year: str | None, hashes: Sequence[str] = ()) -> str:
    """The IRI that a document has of which no more is known than this; `year` begins its date."""
    number = who.number or _digest(named, who, hashes)
    return joined(issuer_segment(who.agencies), named.type, who.period or (year or "")[:4], number)


def beneath(citing: str, named: Named, numbered: bool) -> str:
    """The IRI of a stub that only the document with the IRI `citing` knows."""
    short = slug(named.symbol or "") if numbered else slug(named.key.replace("|null", ""))
    return f"{citing}/cited/{short or digest(named.key)}"


def _most(values: Iterable[str | None]) -> str | None:
    """What is said most often; of equals the longest, then the first in order."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None


def _grouped(pairs: Iterable[tuple[str, Work]]) -> dict[str, list[Work]]:
    groups: dict[str, list[Work]] = defaultdict(list)
    for iri, work in pairs:
        groups[iri].append(work)
    return groups
