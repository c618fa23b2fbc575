"""Which documents there are and which one each citation means: all cards together, in any order, to works.

A work is one document, read or only cited. Identities that are whole merge; partial ones merge only where exactly one
work fits, else they make a stub of the citing document that lists its candidates. Every link that is not certain says
why (concepts of ontology/vocabularies/reasons.ttl, with the confidence each gives).

The steps, each over all cards in the order of their content, so that the order of files does not matter:
1. numbered identities that are whole: same series, number and period, dates that agree or differ by a slip of the pen;
2. documents read that miss a part, then citations that miss one;
3. documents without number, by type, scope and name.

>>> from kg.link.cards import Card
>>> def one(number, date, cited=()):
...     return Card(Named("this", "Kế hoạch", number, number, date, "Ủy ban nhân dân tỉnh Bạc Liêu"), cited,
...                 "Bạc Liêu", date, True, 1, "a.txt", number, 0)
>>> decree = Named("x", "Kế hoạch", "5/KH-UBND", "5/KH-UBND", None, "Ủy ban nhân dân tỉnh Bạc Liêu")
>>> found = link([one("5/KH-UBND", "2021-01-01"), one("7/KH-UBND", "2022-02-02", (decree,))])
>>> found.targets[1]["x"].iri, found.targets[1]["x"].reasons
('doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2021/5-kh-ubnd', ('date-missing',))
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.iri import slug
from kg.link import reasons as why
from kg.link import stated
from kg.link.agencies import Agency, issuers
from kg.link.cards import Card, Named
from kg.link.compare import last_day, same_subject, slight
from kg.link.copies import copies_of
from kg.link.former import Former
from kg.link.identity import Identity, identify
from kg.link.naming import name_works
from kg.link.places import COUNTRY
from kg.link.score import Facts, Fit, choose, fit
from kg.link.together import adopt, by_file, promulgator
from kg.link.works import Linked, Naming, Target, Work
from kg.link.years import wrong_years
from loaders.text.fold import key


def link(cards: Sequence[Card]) -> Linked:
    """Link all cards together; see the module's text for the rules."""
    return _Linker(adopt(cards)).run()


class _Linker:
    """One run over all cards. The cards are taken in the order of their content, never of their arrival."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = cards
        self.order = sorted(range(len(cards)), key=lambda i: _content(cards[i]))
        self.works: list[Work] = []
        self.own: dict[int, Work] = {}
        self.targets: dict[int, dict[str, tuple[Work, list[str]]]] = {i: {} for i in self.order}
        self.by_number: dict[tuple[str, str], list[Work]] = defaultdict(list)  # (open series, number)
        self.by_symbol: dict[str, list[Work]] = defaultdict(list)
        self.by_name: dict[tuple[str, str, str], list[Work]] = defaultdict(list)  # (type, scope, name)
        self.apart: list[tuple[int, int]] = []
        self.above = {
            i: found
            for others in by_file(cards).values()
            for i in others
            if (found := promulgator(cards, i, others)) is not None
        }
        self.beneath: dict[int, list[int]] = defaultdict(list)
        for i, (other, _) in self.above.items():
            self.beneath[other].append(i)

    def run(self) -> Linked:
        """All steps."""
        mine = {i: identify(self.cards[i].whole, self.cards[i].place, self.cards[i].as_of) for i in self.order}
        copies, self.apart = copies_of(self.cards, self.order, mine, self.above)
        kept = [i for i in self.order if i not in copies]
        named_by = [
            (i, named, identify(named, self.cards[i].place, self.cards[i].as_of))
            for i in kept
            for named in self.cards[i].cited
        ]
        # What the documents of one file say of each other means each other.
        inner = [c for c in named_by if self._within_file(*c)]
        cited = [c for c in named_by if not self._within_file(*c)]
        self._whole([i for i in kept if mine[i].full], mine, [c for c in cited if c[2].full])
        self._wrong_years()
        for i in kept:
            if not mine[i].full and mine[i].number is not None:
                self._partial_source(i, mine[i])
        for i in kept:
            if mine[i].number is None:
                self._add(mine[i], self.cards[i].this.date, i)
        for c in inner:
            self._point_within(*c, copies)
        self._index_names()
        # Those that miss less come first: what they add cannot depend on those that miss more.
        left = [c for c in cited if not c[2].full]
        stubs = [c for c in left if c[2].number is not None and not self._partial_citation(*c)]
        stubs += [c for c in self._dated_first([c for c in left if c[2].number is None]) if not self._named(*c)]
        for c in stubs:
            self._stub(*c)
        for i, other in copies.items():
            self.own[i] = self.own[other]
        self._promulgators(kept)
        for work in self.works:
            for i, cited_key in stated.weigh(work):
                self.targets[i][cited_key][1].append(why.DATE_DIFFERS)
        name_works(self.cards, self.works, self.own)
        above = {
            i: Target(self.own[other].iri, () if certain else (why.SAME_FILE,))
            for i, (other, certain) in self.above.items()
        }
        former = self._former(mine, named_by)
        return Linked(tuple(self.works), self.own, self._finished(), copies, above, tuple(self.apart), former)

    def _former(self, mine: dict[int, Identity], named_by: list[Naming]) -> dict[str, tuple[Work, ...]]:
        """IRIs that works had or would have in a smaller corpus, and the works they mean now."""
        found = Former(self.cards, self.works, self.own)
        for i in self.order:
            if i not in self.above:  # what stands in one file with its decision was never without it
                found.source(i, mine[i])
        for i, named, who in named_by:
            if named.key in self.targets[i]:
                found.citation(i, named, who, self.targets[i][named.key][0])
        return found.all(self.works)

    # Numbered documents ----------------------------------------------------------------------------------------------

    def _whole(self, sources: list[int], mine: dict[int, Identity], cited: list[Naming]) -> None:
        groups: dict[tuple[str | None, ...], tuple[list[int], list[Naming]]] = {}
        for i in sources:
            groups.setdefault(_key(mine[i]), ([], []))[0].append(i)
        for c in cited:
            groups.setdefault(_key(c[2]), ([], []))[1].append(c)
        for read, naming in groups.values():
            works = [self._add(mine[i], self.cards[i].this.date, i) for i in read]
            by_date: dict[str | None, list[Naming]] = defaultdict(list)
            for c in naming:
                by_date[c[1].date].append(c)
            # The date that most documents state comes first, so that slips are measured against it.
            for date in stated.ranked(by_date):
                self._place_dated(date, by_date[date], works)
            for c in by_date.get(None, []):
                self._place_undated(c, works)

    def _place_dated(self, date: str, naming: list[Naming], works: list[Work]) -> None:
        if not stated.agrees(naming[0][1], date):
            self._place_misprinted(date, naming, works)
            return
        for work in works:
            if work.date == date or work.date is None:
                work.date = work.date or date
                for c in naming:
                    self._point(c, work)
                return
        rest = []
        for c in naming:
            near = [w for w in works if slight(date, w.date or "") or self._subject_agrees(c[1], w)]
            if len(near) == 1:
                self._point(c, near[0], why.DATE_DIFFERS)
            else:
                rest.append(c)
        if rest:
            work = self._add(rest[0][2], date)
            # A number is given once in a period, so it may be one of these all the same, misprinted.
            self._may_be(work, rest[0][1], [w for w in works if w.sources] or works[:1])
            works.append(work)
            for c in rest:
                self._point(c, work)

    def _place_misprinted(self, date: str, naming: list[Naming], works: list[Work]) -> None:
        known = [w for w in works if w.date == date] or works
        for c in naming:
            if not known:
                works.append(self._add(c[2], None))
            fitting = known if len(known) == 1 else [w for w in known if self._subject_agrees(c[1], w)]
            if len(fitting) == 1:
                self._point(c, fitting[0], *([] if fitting[0].date == date else [why.YEAR_DIFFERS]))
            else:
                self._stub(*c, candidates=works)

    def _place_undated(self, c: Naming, works: list[Work]) -> None:
        """A citation whose symbol or term gives the period, but not the day."""
        if not works:
            works.append(self._add(c[2], None))
        fitting = works if len(works) == 1 else [w for w in works if self._subject_agrees(c[1], w)]
        if len(fitting) == 1:
            self._point(c, fitting[0])
        else:
            self._stub(*c, candidates=works)

    def _wrong_years(self) -> None:
        """Citations of the right day in a wrong year."""
        slips = wrong_years(self.works, self.cards, self._facts)
        for c, _, meant in slips.moved:
            self._point(c, meant, why.YEAR_DIFFERS)
        for work, others in slips.suspect:
            self._may_be(work, work.naming[0][1], others)
        gone = {id(work) for _, work, _ in slips.moved if not work.naming}
        for works in (self.works, *self.by_symbol.values(), *self.by_number.values()) if gone else ():
            works[:] = [w for w in works if id(w) not in gone]

    def _facts(self, work: Work) -> Facts:
        """What is said of a work so far: by its own head, and by the first citations in order."""
        said = [self.cards[i].whole for i in work.sources] + [n for _, n, _ in work.naming[:8]]
        own = {key(n.type) for n in said[: len(work.sources)] if n.type}
        return Facts(own or {key(n.type) for n in said if n.type}, [n.subject or n.name for n in said])

    def _may_be(self, work: Work, named: Named, others: Sequence[Work]) -> None:
        """List which works one may be whose date a citation may misprint, each with how well it fits."""
        work.candidates = tuple(others)
        work.fits = tuple(fit(named, self._facts(w), (why.DATE_SUSPECT,)) for w in others)

    def _subject_agrees(self, named: Named, work: Work) -> bool:
        return any(same_subject(named.subject, subject) for subject in self._facts(work).subjects)

    def _partial_source(self, i: int, who: Identity) -> None:
        """A document read whose head leaves out date or issuer: one that citations know, if exactly one fits."""
        fitting = [w for w in self._candidates(self.cards[i].this, who, i) if not w.sources]
        if len(fitting) == 1:
            fitting[0].sources.append(i)
            self.own[i] = fitting[0]
        else:
            self._add(who, self.cards[i].this.date, i)

    def _candidates(self, named: Named, who: Identity, i: int) -> list[Work]:
        """Works that everything known of a partial identity fits."""
        if who.number is None:
            return []
        if who.open_series is not None:
            works = self.by_number.get((who.open_series, who.number), [])
            works = [w for w in works if who.series is None or w.identity.series in (None, who.series)]
        else:
            works = self.by_symbol.get(who.number, [])
        if who.period is not None and (who.open_series is not None or named.date is None):
            # Of an unknown issuer it is not known whether a year or a term is the period; its date will tell.
            works = [w for w in works if w.identity.period in (None, who.period)]
        if named.date is not None:
            works = [w for w in works if w.date is not None and w.date == named.date]
        elif self.cards[i].as_of is not None and self.cards[i].dated and named.key != "this":
            # A document cannot cite what came after it.
            works = [w for w in works if w.date is None or w.date <= last_day(self.cards[i].as_of or "")]
        if who.open_series is None and named.date is None:
            # Number alone: only one of the citing document's own place will do.
            place = self.cards[i].place()[0]
            works = [w for w in works if place and any(a.place.province == place for a in w.identity.agencies)]
        return works

    def _partial_citation(self, i: int, named: Named, who: Identity) -> bool:
        works = self._candidates(named, who, i)
        if not works:
            return False
        said = ((why.ISSUER_MISSING, who.open_series), (why.DATE_MISSING, named.date))
        missing = [reason for reason, value in said if value is None]
        elsewhere = [why.OTHER_PLACE] if who.open_series is None else []
        fits = [fit(named, self._facts(w), missing + (elsewhere if self._elsewhere(i, w) else [])) for w in works]
        chosen, doubts = 0, fits[0].reasons
        if len(works) > 1:
            same = [n for n, w in enumerate(works) if self._subject_agrees(named, w)]
            best = same[0] if len(same) == 1 else choose([f.score for f in fits])
            chosen = -1 if best is None else best
            doubts = fits[chosen].reasons if len(same) == 1 else (*fits[chosen].reasons, why.BEST_TITLE)
        # One that contradicts the title is only listed.
        if chosen < 0 or why.TITLE_DIFFERS in doubts:
            self._stub(i, named, who, works, fits=fits)
        else:
            self._point((i, named, who), works[chosen], *doubts, keep=False)
        return True

    def _elsewhere(self, i: int, work: Work) -> bool:
        """Whether the issuers of a work are of other provinces than a document is."""
        own, theirs = self.cards[i].place()[0], {a.place.province for a in work.identity.agencies}
        return own is not None and COUNTRY not in theirs and own.name not in {place.name for place in theirs or {own}}

    # Documents without number ----------------------------------------------------------------------------------------

    def _index_names(self) -> None:
        """Titles of documents read, so that a citation by name finds the numbered ones too."""
        for work in self.works:
            for i in work.sources:
                this = self.cards[i].this
                nameless = Named("", this.type, date=this.date, issuer=this.issuer, subject=this.subject)
                who = identify(nameless, self.cards[i].place, self.cards[i].as_of)
                if who.name is not None:
                    self.by_name[(slug(this.type or ""), who.scope, who.name)].append(work)

    @staticmethod
    def _dated_first(cited: list[Naming]) -> list[Naming]:
        """Those with a date first, and of those the date that most documents give."""
        counts = Counter((c[2].scope, c[2].name, c[1].date) for c in cited)
        return sorted(
            cited, key=lambda c: (c[1].date is None, -counts[(c[2].scope, c[2].name, c[1].date)], c[1].date or "")
        )

    def _named(self, i: int, named: Named, who: Identity) -> bool:
        """A citation by name alone."""
        if who.name is None:
            return False
        at = (slug(named.type or ""), who.scope, who.name)
        works = self.by_name.get(at, [])
        reasons: list[str] = []
        if named.date is not None:
            fitting = [w for w in works if w.date in (None, named.date)]
            if not fitting:
                fitting = [w for w in works if w.date and w.date[:4] == named.date[:4] and slight(w.date, named.date)]
                reasons = [why.DATE_DIFFERS] if fitting else []
            works = fitting
        elif self.cards[i].dated and self.cards[i].as_of is not None:
            works = [w for w in works if w.date is None or w.date <= last_day(self.cards[i].as_of or "")]
        if len(works) > 1:
            self._stub(i, named, who, works)
        elif works:
            if works[0].date is None and not works[0].sources:
                works[0].date = named.date
            # A name that a document of number bears is weaker than the name of one that has only a name.
            reasons += [why.NAME_ONLY] if works[0].identity.number else []
            self._point((i, named, who), works[0], *reasons, keep=False)
        else:
            work = self._add(who, named.date)
            self.by_name[at].append(work)
            self._point((i, named, who), work)
        return True

    def _within_file(self, i: int, named: Named, who: Identity) -> bool:
        """Whether a citation means a document of the same file: what promulgates this one, or what this promulgates."""
        card = self.cards[i]
        if i in self.above and named.key in (card.attached_to, *card.noted):
            return True
        return named.key in card.promulgates and self._below(i, named) is not None

    def _point_within(self, i: int, named: Named, who: Identity, copies: dict[int, int]) -> None:
        if i in self.above and named.key in (self.cards[i].attached_to, *self.cards[i].noted):
            other, certain = self.above[i]
            said, own = named.symbol, self.cards[other].this.symbol
            certain = certain and (said is None or own is None or slug(said) == slug(own))
            self._point((i, named, who), self.own[copies.get(other, other)], *([] if certain else [why.SAME_FILE]))
        else:
            below = self._below(i, named)
            if below is not None:
                self._point((i, named, who), self.own[copies.get(below, below)], keep=False)

    def _below(self, i: int, named: Named) -> int | None:
        """The document of the same file that this one promulgates under a name."""
        same = [j for j in self.beneath[i] if slug(self.cards[j].this.type or "") == slug(named.type or "")]
        if len(same) > 1:
            same = [j for j in same if same_subject(named.subject, self.cards[j].this.subject)]
        return same[0] if len(same) == 1 else None

    def _promulgators(self, kept: list[int]) -> None:
        """Let the works of attached documents without number know the work that promulgates them."""
        for i in kept:
            work, card = self.own[i], self.cards[i]
            if work.identity.number is not None:
                continue
            if i in self.above:
                work.above = self.own[self.above[i][0]]
                continue
            for noted in card.noted:
                above = self.targets[i].get(noted)
                if above is not None and above[0].under is None and above[0].identity.full:
                    work.above = above[0]

    # Bookkeeping -----------------------------------------------------------------------------------------------------

    def _add(self, who: Identity, date: str | None, source: int | None = None) -> Work:
        work = Work(who, date)
        self.works.append(work)
        if source is not None:
            work.sources.append(source)
            self.own[source] = work
        if who.number is not None:
            self.by_symbol[who.number].append(work)
            if who.open_series is not None:
                self.by_number[(who.open_series, who.number)].append(work)
        return work

    def _point(self, c: Naming, work: Work, *reasons: str, keep: bool = True) -> None:
        """Let a citation mean a work; `keep`: what the citation says describes the work as well."""
        i, named, _ = c
        self.targets[i][named.key] = (work, list(reasons))
        if keep:
            work.naming.append(c)

    def _stub(
        self, i: int, named: Named, who: Identity, candidates: Sequence[Work] = (), fits: Sequence[Fit] = ()
    ) -> None:
        """A work that only this document knows, with the works it may be."""
        self._point((i, named, who), work := Work(who, named.date, under=i))
        missing = [] if named.date else [why.DATE_MISSING]
        work.candidates = tuple(candidates)
        work.fits = tuple(fits) or tuple(fit(named, self._facts(w), missing) for w in candidates)
        self.works.append(work)

    def _finished(self) -> dict[int, dict[str, Target]]:
        done: dict[int, dict[str, Target]] = {}
        for i, found in self.targets.items():
            card = self.cards[i]
            by_key = {named.key: named for named in card.cited}
            done[i] = {}
            for cited_key, (work, reasons) in found.items():
                named = by_key[cited_key]
                latest = max(work.date or "", named.date or "")
                if card.dated and card.as_of and latest > last_day(card.as_of):
                    reasons.append(why.LATER)
                if work.under is not None:
                    reasons.append(why.SEVERAL if work.candidates else why.TOO_LITTLE)
                elif work.candidates:
                    reasons.append(why.DATE_SUSPECT)
                if named.issuer and self._other_issuer(i, named, work.agencies):
                    reasons.append(why.ISSUER_DIFFERS)
                done[i][cited_key] = Target(work.iri, tuple(dict.fromkeys(reasons)))
        return done

    def _other_issuer(self, i: int, named: Named, agencies: tuple[Agency, ...]) -> bool:
        """Whether a citation names a body that is none of the issuers."""
        place, sure = self.cards[i].place(named.date)
        said = issuers(named.issuer or "", place, named.date or self.cards[i].as_of, sure=sure)
        named_kinds, known = {a.kind for a in said}, {a.kind for a in agencies}
        return bool(known) and None not in named_kinds | known and not named_kinds & known


def _key(who: Identity) -> tuple[str | None, ...]:
    return (who.series, who.number, who.period)


def _content(card: Card) -> tuple[str | int, ...]:
    this = card.this
    return (card.sha256, card.start, this.number or "", this.date or "", this.subject or "", card.file)
