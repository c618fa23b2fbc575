"""All documents together as one graph: what each states, what links them, what follows.

Three stages, so that only the middle one needs all documents at once, and that on small cards:
1. `kg.link.cards.card`: document -> card; pure, a document at a time;
2. `kg.link.documents.link`: all cards -> works and targets;
3. `kg.rdf.document.write_document`: document and IRI -> its own graph; pure, a document at a time.

>>> assemble([]).documents, assemble([]).warnings
([], [])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.corrections import links as decisions
from kg.corrections.apply import Applied, apply
from kg.corrections.rows import Row
from kg.infer import Edge, closure, steps
from kg.iri import DEFAULT_BASE, checked_base, digest, graph_of, slug
from kg.link import named_places
from kg.link.agencies import PLACE_UNKNOWN, Agency, resolve
from kg.link.cards import Card, card, with_shingles
from kg.link.documents import link
from kg.link.outcome import Outcome, outcomes
from kg.link.places import Place
from kg.link.projects import Seen
from kg.link.projects import link as link_projects
from kg.link.reasons import YEAR_DIFFERS
from kg.link.together import adopt
from kg.link.works import Linked, Work
from kg.rdf import corrections as provenance
from kg.rdf import terms as t
from kg.rdf.document import Written, label, type_iri, write_document
from kg.rdf.entities import Entities, doubt
from kg.rdf.registry import registry_quads
from kg.rdf.schema import described_types, plan_types, schema_quads
from kg.rdf.successions import succession_quads
from loaders.collector import paused
from loaders.model import Assignment, Document


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the graph: its IRI and graph (absolute), label, and the file it was read from."""

    iri: str
    graph: str
    label: str
    file: str
    sha256: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document left out because another file has it: its IRI, the file left out, the file kept."""

    iri: str
    file: str
    sha256: str
    kept_file: str
    kept_sha256: str
    label: str = ""


@dataclass(slots=True)
class Assembly:
    """The whole graph: every triple in exactly one named graph, no blank nodes. The order of quads means nothing.
    `outcomes` is one for each document that was given, in their order; `unmatched` a line for each correction that fits
    nothing."""

    quads: list[Quad] = field(default_factory=list)
    documents: list[Listed] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


def assemble(documents: Iterable[Document], base: str = DEFAULT_BASE, corrections: Sequence[Row] = ()) -> Assembly:
    """The graph of these documents, as people corrected them. Raises kg.iri.BaseError for a base that is none.

    The set of quads does not depend on the order of the documents. The documents stay as they are.
    """
    checked_base(base)
    # Millions of terms are made and none is part of a cycle: 28 s against 21 s for 6.4 million quads.
    with paused():
        return _assembled(list(documents), base, corrections)


def _assembled(read: list[Document], base: str, corrections: Sequence[Row]) -> Assembly:
    applied = apply(read, corrections, _iris, base)
    read = applied.documents
    decided = decisions.linked(_cards(read), applied, base)
    cards, linked = decided.cards, decided.linked
    made = Assembly(unmatched=[*applied.unmatched, *decided.unmatched])
    links = _Links(cards, linked, base)
    told = _one_agency(links, applied, read, made.unmatched)
    others = _other_files(cards, linked)
    for i, document in enumerate(read):
        if i in linked.copies:
            continue
        written = write_document(document, base + linked.own[i].iri, base, others.get(i, ()))
        made.quads += written.quads
        made.warnings += written.warnings
        links.document(i, written)
        told += provenance.change_quads(applied.changes.get(i, ()), written, base)
    links.stubs()
    links.works()
    made.quads += succession_quads(links.entities, base)
    links.former()
    made.quads += dict.fromkeys(told)
    made.quads += dict.fromkeys(links.quads)
    made.quads += links.entities.quads()
    made.quads += links.inferred()
    made.quads += registry_quads(base)
    made.quads += schema_quads(base)
    kept = set(linked.own) - set(linked.copies)
    made.documents = sorted((_listed(cards[i], linked.own[i], base) for i in kept), key=lambda d: d.iri)
    copies = (_duplicate(cards, linked, i, base) for i in linked.copies)
    made.duplicates = sorted(copies, key=lambda d: (d.iri, d.sha256, d.file))
    made.warnings += [_kept(each) for each in made.duplicates]
    made.warnings += [_apart(cards[i], cards[j]) for i, j in linked.apart]
    made.outcomes = outcomes(cards, linked, base)
    made.warnings = sorted(made.warnings)
    return made


def _cards(read: list[Document]) -> list[Card]:
    return adopt(with_shingles([card(document) for document in read], read))


def _iris(read: list[Document]) -> list[str]:
    """The IRI of each document without the base."""
    own = link(_cards(read)).own
    return [own[i].iri for i in range(len(read))]


def _one_agency(links: _Links, applied: Applied, read: list[Document], unmatched: list[str]) -> list[Quad]:
    """Let agencies that people say are one be one, and tell so."""
    if not applied.agencies:
        return []
    known = {a.iri: a for work in links.linked.works for a in work.agencies}
    for i, document in enumerate(read):
        for task in document.tasks or ():
            for said in task.assignments:
                agency = links.resolved(i, said, links.cards[i].place())
                known[agency.iri] = agency
    links.same, lines = decisions.same_agencies(known, applied.agencies, links.base)
    unmatched += lines
    quads: list[Quad] = []
    for row in applied.agencies:
        former = row.of.removeprefix(links.base)
        if former in links.same:
            quads += provenance.agency_quads(row, known[former], links.same[former], links.base)
    return quads


def _other_files(cards: list[Card], linked: Linked) -> dict[int, tuple[tuple[str, str], ...]]:
    """Name and hash of the other files that hold the document of a card, the better sources first."""
    found: dict[int, list[Card]] = {}
    for i, kept in linked.copies.items():
        found.setdefault(kept, []).append(cards[i])
    return {
        kept: tuple(
            dict.fromkeys(
                (c.file, c.sha256)
                for c in sorted(same, key=lambda c: c.rank)
                if (c.file, c.sha256) != (cards[kept].file, cards[kept].sha256)
            )
        )
        for kept, same in found.items()
    }


def _kept(copy: Duplicate) -> str:
    return f"{copy.file}: holds {copy.label} too, which is taken from {copy.kept_file}"


def _apart(kept: Card, other: Card) -> str:
    """The report of two documents that claim one identity."""
    name = label(other.this.type, other.this.number, other.this.subject)
    return f"{other.file}: {name} is another document than that of {kept.file} with the same number; look at both"


def _listed(source: Card, work: Work, base: str) -> Listed:
    iri = base + work.iri
    best = work.best
    name = label(best.type, best.number, best.subject)
    return Listed(iri, graph_of(iri, base), name, source.file, source.sha256, best.number, best.date, best.issuer)


def _duplicate(cards: list[Card], linked: Linked, i: int, base: str) -> Duplicate:
    kept, copy = cards[linked.copies[i]], cards[i]
    name = label(copy.this.type, copy.this.number, copy.this.subject)
    return Duplicate(base + linked.own[i].iri, copy.file, copy.sha256, kept.file, kept.sha256, name)


# Roles that have a property of their own beside the assignment.
_SHORT = {"lead": t.LED_BY, "support": t.SUPPORTED_BY}


class _Links:
    """The links graph, the shared entities and the edges that inference starts from."""

    def __init__(self, cards: list[Card], linked: Linked, base: str) -> None:
        self.cards = cards
        self.linked = linked
        self.base = base
        self.graph = NamedNode(f"{base}graph/links")
        self.quads: list[Quad] = []
        self.entities = Entities(base, described_types(base))
        self.same: Mapping[str, Agency] = {}  # of agencies that are another one: that one
        self.edges: set[Edge] = set()
        self.roles: set[tuple[NamedNode, NamedNode, NamedNode]] = set()
        self.projects: list[tuple[NamedNode, NamedNode | None, Seen]] = []

    def document(self, i: int, written: Written) -> None:
        """What one document's citations, statements and assignments mean."""
        targets = dict(self.linked.targets[i])
        attached = self.cards[i].attached_to
        if attached is not None and attached not in targets and i in self.linked.above:
            targets[attached] = self.linked.above[i]
        for name in written.types:
            self.entities.type(name)
        work = self.linked.own[i]
        self.issuer(work, written.iri)
        reasons = [agency.reason for agency in work.agencies if agency.reason is not None]
        if written.states_issuer:
            self.quads += doubt(NamedNode(f"{written.iri}#issuer"), reasons, self.graph)
        for node, cited in written.citations:
            target = targets[cited]
            self.quads.append(Quad(node, t.REFERS_TO, NamedNode(self.base + target.iri), self.graph))
            slip = (YEAR_DIFFERS,) if node in written.misdated else ()
            self.quads += doubt(node, (*target.reasons, *slip), self.graph)
        for node, relation, source, target_key in written.statements:
            if source != "this" and source not in targets:
                continue  # attached to a decision with a blank number, of which nothing else is known
            ends = [written.iri if k == "this" else self.base + targets[k].iri for k in (source, target_key)]
            self.quads.append(Quad(node, t.SOURCE_DOCUMENT, NamedNode(ends[0]), self.graph))
            self.quads.append(Quad(node, t.TARGET_DOCUMENT, NamedNode(ends[1]), self.graph))
            if ends[0] != ends[1]:
                self.edges.add(Edge(ends[0], relation, ends[1]))
        here = self.cards[i].place()
        for node, task, said in written.assignments:
            agency = self.resolved(i, said, here)
            agent = self.entities.agency(agency)
            self.quads.append(Quad(node, t.AGENT, agent, self.graph))
            if agency.reason is not None:
                self.quads += doubt(node, (agency.reason,), self.graph)
            if said.role in _SHORT:
                self.roles.add((task, _SHORT[said.role], agent))
        for node, of, project in written.projects:
            where = project.place.value if project.place else ""
            seen = Seen(written.iri, here[0], self.cards[i].as_of, project.name, where, project.kind, self.about(i))
            self.projects.append((node, of, seen))

    def resolved(self, i: int, said: Assignment, here: tuple[Place | None, bool]) -> Agency:
        """The agency that an assignment of a document names, which is of the place `here`, surely or not."""
        place, sure = here
        agency = resolve(said.agency, place, self.cards[i].as_of, said.kind, said.group, sure=sure)
        about = self.about(i) if agency.reason == PLACE_UNKNOWN else None
        if about is not None:
            agency = resolve(said.agency, about, self.cards[i].as_of, said.kind, said.group)
        return self.same.get(agency.iri, agency)

    def about(self, i: int) -> Place | None:
        """The one province that a central body's document is about, as its title says: "… tại buổi làm việc với Tỉnh ủy
        X". Where it says "Tỉnh ủy" and no more, that of X is meant."""
        card, title = self.cards[i], self.cards[i].this.subject
        if card.province is not None or not title:
            return None
        found = named_places.named(title, "", card.as_of, way=False)
        return found[0] if len(found) == 1 else None

    def issuer(self, work: Work, iri: str) -> None:
        """The agency that issued a document, read or cited; several where they did so together."""
        for agency in work.agencies:
            agent = self.entities.agency(self.same.get(agency.iri, agency))
            self.quads.append(Quad(NamedNode(iri), t.ISSUER, agent, self.graph))

    def stubs(self) -> None:
        """Documents that are only cited, and all relation edges."""
        for work in self.linked.works:
            if work.sources:
                continue
            self.entities.stub(work)
            self.issuer(work, self.base + work.iri)
            self.matches(work)
        for edge in self.edges:
            relation = t.RELATIONS[edge.relation]
            self.quads.append(Quad(NamedNode(edge.source), relation, NamedNode(edge.target), self.graph))

    def matches(self, work: Work) -> None:
        """What a document that is only cited may be, each with how well it fits and what speaks against it."""
        node = NamedNode(self.base + work.iri)
        for other, fitting in zip(work.candidates, work.fits, strict=True):
            match = NamedNode(f"{node.value}#match-{digest(other.iri)}")
            target = NamedNode(self.base + other.iri)
            self.quads.append(Quad(node, t.CANDIDATE, target, self.graph))
            self.quads.append(Quad(node, t.MATCH_OF, match, self.graph))
            self.quads.append(Quad(match, t.RDF_TYPE, t.MATCH, self.graph))
            self.quads.append(Quad(match, t.MATCHES, target, self.graph))
            self.quads.append(Quad(match, t.CONFIDENCE, t.decimal(f"{fitting.score:g}"), self.graph))
            self.quads += [Quad(match, t.REASON, t.concept("why", r), self.graph) for r in sorted(set(fitting.reasons))]

    def former(self) -> None:
        """IRIs that documents no longer have lead to those they have now."""
        for old, works in self.linked.former.items():
            node = NamedNode(self.base + old)
            self.quads += [Quad(node, t.REPLACED_BY, NamedNode(self.base + w.iri), self.graph) for w in works]

    def works(self) -> None:
        """The works that the documents share, once all documents are seen."""
        found = link_projects([seen for _, _, seen in self.projects])
        for (node, task, _), work in zip(self.projects, found, strict=True):
            target = NamedNode(self.base + work.iri)
            self.entities.project(work)
            self.quads.append(Quad(node, t.PROJECT, target, self.graph))
            self.quads += [
                Quad(target, t.CANDIDATE, NamedNode(self.base + other.iri), self.graph) for other in work.candidates
            ]
            if task is not None:
                self.roles.add((task, t.CONCERNS, target))

    def inferred(self) -> list[Quad]:
        """What follows, in `graph/inferred`."""
        graph = NamedNode(f"{self.base}graph/inferred")
        plans = plan_types(self.base)
        lower = {
            self.base + w.iri
            for w in self.linked.works
            if w.best.type and slug(w.best.type) and type_iri(w.best.type, self.base) in plans
        }
        down = steps(self.edges, lower)
        made = [Quad(task, role, agent, graph) for task, role, agent in self.roles]
        for predicate, table in ((t.CASCADES_TO, down), (t.CASCADES_TO_ALL, closure(down))):
            for higher, reached in table.items():
                node = NamedNode(higher)
                made += [Quad(node, predicate, NamedNode(other), graph) for other in reached]
        return made
