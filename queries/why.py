"""Why a triple is in the graph: asserted in which words, linked with which doubts, inferred by which rule from which
others, decided by whom.

The answer is a tree: an inferred triple leads to those it follows from, down to asserted ones, which have their words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from kg.iri import DCTERMS, PROV
from kg.rdf.terms import RELATIONS
from kg.rules import Pattern, Rule, rules
from loaders.text.fold import key
from queries.run import PREFIXES, ask

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

    from kg.store.generations import Generation

ONTOLOGY = PREFIXES["cd"]
_LABEL = PREFIXES["rdfs"] + "label"
_TYPE = PREFIXES["rdf"] + "type"
MOST = 100
"""Triples explained for one node."""
_WORDS = 20
"""Places shown for one triple, such as those where a document is cited."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document that state something, and where they stand."""

    quote: str
    document: str
    path: str
    line: str
    file: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A correction: who decided what, when and why, and what extraction had said (`before`)."""

    said: str
    who: str
    when: str
    why: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a link is not certain."""

    reason: str
    label: str
    confidence: str


@dataclass(slots=True)
class Why:
    """One triple and why it is there. `status` is `asserted` (a document says so), `linked` (what the corpus makes of
    it), `inferred`, `registry`, `ontology`, `decided` (a correction says so, not the document) or `absent`."""

    subject: str
    predicate: str
    object: str
    status: Literal["asserted", "linked", "inferred", "registry", "ontology", "decided", "absent"]
    graph: str = ""
    rule: Rule | None = None
    because: list[Why] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        rule = self.rule
        told = None if rule is None else {"id": rule.id, "vi": rule.vi, "en": rule.en, "file": rule.file}
        return {
            "subject": self.subject, "predicate": self.predicate, "object": self.object, "status": self.status,
            "graph": self.graph, "rule": told, "because": [each.as_data() for each in self.because],
            "words": [asdict(each) for each in self.words], "doubts": [asdict(each) for each in self.doubts],
            "decisions": [asdict(each) for each in self.decisions],
        }  # fmt: skip


class Explainer:
    """Explains triples of one generation."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.store: Store = generation.store
        self.base = str(generation.manifest["base"])
        self.prefixes = {**PREFIXES, "base": self.base, "prov": PROV, "dcterms": DCTERMS}

    # Which triples ---------------------------------------------------------------------------------------------------

    def between(self, one: str, other: str) -> list[Quad]:
        """All triples from one node to another, in either direction; what stands in several steps comes last. What
        graph/summary tells is told again by the others."""
        both = (*self._quads(one, None, other), *self._quads(other, None, one))
        found = [quad for quad in both if not quad.graph_name.value.endswith("/summary")]  # type: ignore[union-attr]
        return sorted(found, key=lambda q: (q.graph_name.value.endswith("/inferred"), str(q)))  # type: ignore[union-attr]

    def duties(self, documents: Iterable[str], agencies: Iterable[str]) -> list[Quad]:
        """Who of the agencies leads or supports what the documents set, in the order of the tasks."""
        roles = (f"{ONTOLOGY}ledBy", f"{ONTOLOGY}supportedBy")
        listed, others = (" ".join(map(_iri, sorted(set(nodes)))) for nodes in (documents, agencies))
        rows = self._select(
            f"SELECT DISTINCT ?task ?agency ?start {{ VALUES ?document {{ {listed} }} VALUES ?agency {{ {others} }}"
            " ?task cd:ledBy|cd:supportedBy ?agency ; cd:setBy ?document ; cd:in/cd:start ?start . }"
            " ORDER BY ?start ?task ?agency"
        )
        return [q for r in rows for role in roles for q in self._quads(r["task"], role, r["agency"])]

    def of(self, node: str) -> list[Quad]:
        """What is told of a node, but for where it stands and for the words of provisions."""
        told = []
        for quad in self._quads(node, None, None):
            name = quad.predicate.value.removeprefix(ONTOLOGY)
            is_document = quad.predicate.value == _TYPE and getattr(quad.object, "value", "") == f"{ONTOLOGY}Document"
            if quad.predicate.value == _LABEL or is_document:
                continue
            if name not in _PLACES and not quad.predicate.value.startswith(PROV):
                told.append(quad)
        return sorted(told, key=lambda q: (q.predicate.value != _TYPE, str(q.predicate), str(q.object)))

    def exact(self, subject: str, predicate: str, value: str) -> list[Quad]:
        """The triples of a subject and predicate whose object is an IRI or has this text."""
        return [q for q in self._quads(subject, predicate, None) if getattr(q.object, "value", "") == value]

    def _quads(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Quad]:
        from pyoxigraph import NamedNode

        terms: list[NamedNode | None] = [None if v is None else NamedNode(v) for v in (subject, predicate, value)]
        return self.store.quads_for_pattern(terms[0], terms[1], terms[2], None)

    # Why -------------------------------------------------------------------------------------------------------------

    def why(self, quad: Quad, seen: set[str] | None = None) -> Why:
        """Why this triple is in the graph. What an inferred one rests on is told once; `seen` holds those that were."""
        seen = set() if seen is None else seen
        subject, predicate = quad.subject.value, quad.predicate.value  # type: ignore[union-attr]
        value = str(getattr(quad.object, "value", quad.object))
        graph = quad.graph_name.value  # type: ignore[union-attr]
        made = Why(subject, predicate, value, _status(graph.removeprefix(f"{self.base}graph/")), graph)
        name = predicate.removeprefix(ONTOLOGY)
        if made.status == "inferred":
            self._inferred(made, quad, seen)
        elif made.status in ("asserted", "linked"):
            made.words = self._words(made, name)
            made.doubts = self._doubts(subject) if name in ("refersTo", "agent") else []
        nodes = [subject] if predicate != _TYPE or made.status == "asserted" else []
        nodes += [value] if name in ("assignment", "deadline") else []
        made.decisions = self._decisions(nodes, made)
        made.words = [words for words in made.words if words.quote]
        if made.status == "asserted" and self._is_decided(nodes, made):
            made.status = "decided"
        return made

    def _is_decided(self, nodes: list[str], made: Why) -> bool:
        """Whether a correction made one of these nodes, or this value of a property that has one value."""
        if any(True for node in nodes for _ in self._quads(node, f"{PROV}wasGeneratedBy", None)):
            return True
        subject, predicate = _iri(made.subject), _iri(made.predicate)
        ways = [f"{subject} prov:wasInfluencedBy ?decision ."]
        if made.predicate.removeprefix(ONTOLOGY) in _OF_HEAD and not made.predicate.endswith("recipient"):
            ways.append(f"?decision prov:used {subject} . ?fact prov:wasGeneratedBy ?decision .")
        told = f"?decision dcterms:subject {predicate} ."
        return any(self._select(f"SELECT ?decision {{ {told} {way} }} LIMIT 1") for way in ways)

    def absent(self, subject: str, predicate: str, value: str) -> Why:
        """A triple that is not there, with the decisions that took it away."""
        made = Why(subject, predicate, value, "absent")
        made.decisions = self._decisions([subject], made)
        return made

    def _inferred(self, made: Why, quad: Quad, seen: set[str]) -> None:
        again, name = str(quad) in seen, made.predicate.removeprefix(ONTOLOGY)
        seen.add(str(quad))
        for rule in rules(name):
            steps = self._chain(made, rule) if rule.closure else self._premises(quad, rule)
            if steps:
                made.rule = made.rule or rule
                made.because += [] if again else [self.why(step, seen) for step in steps]
                if rule.alone:
                    break

    def _premises(self, quad: Quad, rule: Rule) -> list[Quad]:
        """The triples that a rule takes this one from; of several ways all."""
        ends = f"VALUES (?s ?o) {{ ({quad.subject} {quad.object}) }}"
        lines = " ".join(self._pattern(pattern) for pattern in rule.premises)
        more = " ".join(f"OPTIONAL {{ {self._pattern(pattern)} }}" for pattern in rule.more)
        where = f"FILTER({rule.where})" if rule.where else ""
        query = f"SELECT * {{ {ends} {lines} {where} {more} }}"
        rows: Any = self.store.query(query, use_default_graph_as_union=True, prefixes=self.prefixes)
        found: dict[str, Quad] = {}
        for row in rows:
            for pattern in (*rule.premises, *rule.more):
                terms = [row[term[1:]] if term.startswith("?") else self._node(term) for term in pattern]
                if None not in terms:
                    quads = self.store.quads_for_pattern(terms[0], terms[1], terms[2], None)
                    found |= {str(each): each for each in quads if each != quad}
        return list(found.values())

    def _pattern(self, pattern: Pattern) -> str:
        return " ".join(map(self._term, pattern)) + " ."

    def _term(self, term: str) -> str:
        return term if term.startswith("?") else _iri(self._full(term))

    def _node(self, term: str) -> NamedNode:
        from pyoxigraph import NamedNode

        return NamedNode(self._full(term))

    def _full(self, term: str) -> str:
        prefix, _, name = term.partition(":")
        return self.prefixes[prefix] + name

    def _chain(self, made: Why, rule: Rule) -> list[Quad]:
        """The shortest way from one end to the other, by triples of the predicate that the closure is of."""
        predicate = f"{ONTOLOGY}{rule.closure}"
        back: dict[str, Quad | None] = {made.subject: None}
        queue = deque([made.subject])
        while queue and made.object not in back:
            for quad in sorted(self._quads(queue.popleft(), predicate, None), key=str):
                at = quad.object.value  # type: ignore[union-attr]
                if at not in back:
                    back[at] = quad
                    queue.append(at)
        way: list[Quad] = []
        at = made.object
        while (step := back.get(at)) is not None:
            way.append(step)
            at = step.subject.value  # type: ignore[union-attr]
        return way[::-1]

    # Words -----------------------------------------------------------------------------------------------------------

    def _words(self, made: Why, name: str) -> list[Words]:
        """The words a triple stands on: of the fact itself, of what it leads to, of the head, or of what cites it."""
        if made.status == "linked" and name in _RELATIONS:
            found = ask(self.generation, "step-evidence", {"one": made.subject, "other": made.object}, 0).dicts()
            stated = [row for row in found if row["relation"] == made.predicate and row["source"] == made.subject]
            if stated:
                return _shown(stated)
        for node in (made.object, made.subject):
            if "#" in node and node.startswith(self.base):
                words = self._evidence(node)
                if words:
                    return words
        return self._head(made, name) or self._provision(made.subject) or self._cited(made.subject)

    def _evidence(self, node: str) -> list[Words]:
        rows = ask(self.generation, "evidence", {"fact": node}, 0).dicts()
        return _shown(row for row in rows if row["node"] == node)

    def _head(self, made: Why, name: str) -> list[Words]:
        says = f"{ONTOLOGY}issuerName" if name == "issuer" else made.predicate
        if name in _OF_HEAD or name == "issuer":
            rows = ask(self.generation, "evidence", {"fact": made.subject}, 0).dicts()
            found = [row for row in rows if row["what"] == says]
            return _shown([row for row in found if _same(row["quote"], made.object)] or found)
        return []

    def _provision(self, node: str) -> list[Words]:
        rows = self._select(
            f"SELECT ?quote ?document ?path ?line ?file {{ VALUES ?node {{ {_iri(node)} }} ?node cd:text ?quote ;"
            " cd:path ?path ; cd:document ?document . OPTIONAL { ?node cd:line ?line }"
            " OPTIONAL { ?document cd:sourceFile/cd:fileName ?file } }"
        )
        return _shown(rows)

    def _cited(self, node: str) -> list[Words]:
        """Where a document that was not read is named, or an agency."""
        where = f"{{ VALUES ?node {{ {_iri(node)} }} ?fact cd:refersTo|cd:agent ?node }}"
        rows = self._select(f"SELECT ?fact {where} ORDER BY ?fact LIMIT {_WORDS}")
        return list(dict.fromkeys(words for row in rows for words in self._evidence(row["fact"])))

    def _doubts(self, node: str) -> list[Doubt]:
        rows = self._select(
            f"SELECT ?reason ?label ?confidence {{ VALUES ?node {{ {_iri(node)} }}"
            " ?node cd:reason ?reason ; cd:confidence ?confidence ."
            ' OPTIONAL { ?reason skos:prefLabel ?label FILTER(LANG(?label) = "en") } } ORDER BY ?reason'
        )
        return [Doubt(row["reason"], row["label"], row["confidence"]) for row in rows]

    def _decisions(self, nodes: list[str], made: Why) -> list[Decision]:
        """The corrections that made or changed these nodes, or are about this property of this subject."""
        listed = " ".join(map(_iri, nodes))
        subject = _iri(made.subject)
        task, _, _ = made.subject.partition("#")
        rows = self._select(
            f"""SELECT DISTINCT ?decision ?said ?who ?when ?why ?before {{
              {{ VALUES ?node {{ {listed} }} ?node prov:wasGeneratedBy|prov:wasInfluencedBy ?decision }}
              UNION
              {{ VALUES ?used {{ {subject} {_iri(task)} }}
                 ?decision prov:used ?used ; dcterms:subject {_iri(made.predicate)} }}
              ?decision rdfs:label ?said ; prov:wasAssociatedWith/rdfs:label ?who ;
                dcterms:date ?when ; rdfs:comment ?why .
              OPTIONAL {{ ?decision prov:invalidated/prov:value ?before }}
            }} ORDER BY ?when ?decision ?before"""
        )
        found: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            found.setdefault(row["decision"], []).append(row)
        return [
            Decision(same[0]["said"], same[0]["who"], same[0]["when"], same[0]["why"],
                     tuple(row["before"] for row in same if row["before"]))
            for same in found.values()
        ]  # fmt: skip

    def _select(self, query: str) -> list[dict[str, str]]:
        found: Any = self.store.query(query, use_default_graph_as_union=True, prefixes=self.prefixes)
        names = [variable.value for variable in found.variables]
        return [{n: "" if row[n] is None else str(row[n].value) for n in names} for row in found]

    def of_kind(self, kind: str) -> list[str]:
        """The agencies of a kind."""
        return sorted(str(quad.subject.value) for quad in self._quads(None, f"{ONTOLOGY}agencyKind", kind))  # type: ignore[union-attr]

    def label(self, iri: str) -> str:
        """What a node is called; the end of its IRI where it has no name."""
        for quad in self._quads(iri, _LABEL, None) if "://" in iri else ():
            return str(getattr(quad.object, "value", ""))
        return iri.removeprefix(self.base).removeprefix(ONTOLOGY)


_PLACES = ("in", "from", "to", "text", "start", "line", "path", "label", "kind", "document", "parent", "page",
           "pageFragment")  # fmt: skip
_RELATIONS = frozenset(relation.value.removeprefix(ONTOLOGY) for relation in RELATIONS.values())
_OF_HEAD = ("number", "symbol", "date", "title", "documentType", "issuerName", "provinceName", "placeOfIssue",
            "signerName", "signerPosition", "signerAuthority", "recipient", "periodStart", "periodEnd",
            "visionYear")  # fmt: skip


def _status(graph: str) -> Literal["asserted", "linked", "inferred", "registry", "ontology", "decided"]:
    if graph.startswith("doc/"):
        return "asserted"
    if graph == "corrections":
        return "decided"
    return graph if graph in ("inferred", "registry", "ontology") else "linked"  # type: ignore[return-value]


def _iri(value: str) -> str:
    """An IRI as SPARQL writes it; ValueError for what is none, so that nothing else gets into a query."""
    from pyoxigraph import NamedNode

    return str(NamedNode(value))


def _same(quote: str, value: str) -> bool:
    """Whether words are those of a value: of several recipients each has its own."""
    return key(quote) in key(value) or key(value) in key(quote)


def _shown(rows: Iterable[dict[str, str]]) -> list[Words]:
    made = [Words(" ".join(r["quote"].split()), r["document"], r["path"], r["line"], r["file"]) for r in rows]
    return list(dict.fromkeys(made))[:_WORDS]
