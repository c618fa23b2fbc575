"""Shared entities and links as quads: what the corpus makes of the documents, each entity described once."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.data import toml
from kg.iri import DEFAULT_BASE, slug
from kg.link.agencies import Agency
from kg.link.places import Place
from kg.link.projects import Shared
from kg.link.works import Work
from kg.rdf import terms as t
from kg.rdf.document import label, type_iri
from kg.rdf.fields import field_iri
from kg.rdf.registry import kind_iri, place_iri
from loaders.parse.projects.lexicon import field_of, identifier
from ontology.dates import is_date


class Entities:
    """The quads of `graph/entities`, collected; agencies, places and types once however often they are named."""

    def __init__(self, base: str = DEFAULT_BASE, known_types: frozenset[str] = frozenset()) -> None:
        """`known_types` are the IRIs of types that a vocabulary describes."""
        self.base = base
        self.known_types = known_types
        self.agencies: dict[str, Agency] = {}
        self.types: dict[str, str] = {}
        self.projects: dict[str, Shared] = {}
        self.graph = NamedNode(f"{base}graph/entities")
        self.stubs: list[Quad] = []

    def agency(self, agency: Agency) -> NamedNode:
        """The node of an agency or group, which is described at the end."""
        known = self.agencies.get(agency.iri)
        if known is None or _fuller(agency) < _fuller(known):
            self.agencies[agency.iri] = agency
        return NamedNode(self.base + agency.iri)

    def type(self, name: str) -> NamedNode:
        """The concept of a type of documents; of spellings that fold to one IRI the first in order is its label."""
        iri = type_iri(name, self.base)
        if iri not in self.known_types:
            self.types[iri] = min(name, self.types.get(iri, name))
        return NamedNode(iri)

    def project(self, work: Shared) -> None:
        """A work that documents share, described at the end."""
        self.projects[work.iri] = work

    def _project(self, work: Shared) -> list[Quad]:
        node = NamedNode(self.base + work.iri)
        made = [
            Quad(node, t.RDF_TYPE, t.PROJECT_CLASS, self.graph),
            Quad(node, t.RDFS_LABEL, t.vi(work.label), self.graph),
        ]
        made += [Quad(node, t.ALT_LABEL, t.vi(name), self.graph) for name in sorted(work.names) if name != work.label]
        made += [Quad(node, t.PLACE, NamedNode(place_iri(key, self.base)), self.graph) for key in sorted(work.places)]
        if work.kind is not None:
            made.append(Quad(node, t.PROJECT_KIND, t.concept("work", identifier(work.kind)), self.graph))
            field = field_of(work.kind)
            if field is not None:
                target = NamedNode(field_iri(f"infrastructure/{field}", self.base))
                made.append(Quad(node, t.FIELD, target, self.graph))
        return made

    def stub(self, work: Work) -> None:
        """A document that is only cited: what the documents that cite it say of it."""
        node = NamedNode(self.base + work.iri)
        named = work.best
        title = named.name or named.subject

        def add(predicate: NamedNode, value: NamedNode | Literal) -> None:
            self.stubs.append(Quad(node, predicate, value, self.graph))

        add(t.RDF_TYPE, t.DOCUMENT)
        add(t.RDFS_LABEL, t.vi(label(named.type, named.number, title)))
        if named.type and slug(named.type):
            add(t.DOCUMENT_TYPE, self.type(named.type))
        for predicate, value in (
            (t.NUMBER, named.number),
            (t.SYMBOL, named.symbol if named.number else None),
            (t.TITLE, title),
            (t.ISSUER_NAME, named.issuer),
        ):
            if value:
                add(predicate, Literal(value))
        if is_date(work.date):
            add(t.DATE, t.date(work.date or ""))

    def quads(self) -> list[Quad]:
        """All of the graph."""
        made = [*self.stubs, *(quad for work in self.projects.values() for quad in self._project(work))]
        places: dict[str, Place] = {}
        for iri, agency in self.agencies.items():
            node = NamedNode(self.base + iri)
            made.append(Quad(node, t.RDF_TYPE, t.AGENCY_GROUP if agency.group else t.AGENCY, self.graph))
            made.append(Quad(node, t.RDFS_LABEL, t.vi(agency.label), self.graph))
            made.append(Quad(node, t.PLACE, NamedNode(place_iri(agency.place.key, self.base)), self.graph))
            if agency.kind is not None:
                made.append(Quad(node, t.AGENCY_KIND_OF, NamedNode(kind_iri(agency.kind, self.base)), self.graph))
            if agency.place.within is not None:
                places[agency.place.key] = agency.place
        for key, place in places.items():
            node = NamedNode(place_iri(key, self.base))
            outer = NamedNode(place_iri(place.province.key, self.base))
            made.append(Quad(node, t.RDF_TYPE, t.PLACE_CLASS, self.graph))
            made.append(Quad(node, t.RDFS_LABEL, t.vi(place.name), self.graph))
            made.append(Quad(node, t.UNIT_TYPE, Literal(place.unit), self.graph))
            made.append(Quad(node, t.WITHIN, outer, self.graph))
        for iri, name in self.types.items():
            made.append(Quad(NamedNode(iri), t.RDF_TYPE, t.CONCEPT, self.graph))
            made.append(Quad(NamedNode(iri), t.PREF_LABEL, t.vi(name), self.graph))
        return made


def _fuller(agency: Agency) -> tuple[bool, str, str, str]:
    """Order among descriptions of one agency: with its kind first, then by label."""
    return (agency.kind is None, agency.label, agency.kind or "", agency.place.name)


def doubt(node: NamedNode, reasons: Iterable[str], graph: NamedNode) -> list[Quad]:
    """Why a link is not certain, and how sure it is; nothing for one that is certain."""
    found = sorted(set(reasons))
    if not found:
        return []
    sure = min((toml("reasons")["confidence"][r] for r in found), key=float)
    quads = [Quad(node, t.REASON, t.concept("why", r), graph) for r in found]
    return [*quads, Quad(node, t.CONFIDENCE, t.decimal(sure), graph)]
