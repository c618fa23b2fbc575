"""What changed between two generations, document by document.

A graph whose digest is the same is not looked at. Facts of a document are compared by where they stand (the path of the
provision) and what they say, so a paragraph that only moved is no difference. A document that has another IRI and the
same file is one document.

>>> [str(each) for each in compared({"date": {"2022-01-02"}}, {"date": {"2022-01-03"}, "title": {"Nước"}}, "doc/a")]
['~ doc/a date: 2022-01-02 → 2022-01-03', '+ doc/a title: Nước']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.iri import ONTOLOGY, VOCABULARY, document_of

if TYPE_CHECKING:
    from kg.store.generations import Generation

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
Values = Mapping[str, set[str]]


class Difference(NamedTuple):
    """One difference: `part` of a `document` (its IRI without the base; empty: of the whole graph), at the provision
    `path`. `before` is empty for what was added, `after` for what was removed."""

    document: str
    part: str
    path: str = ""
    before: str = ""
    after: str = ""

    @property
    def change(self) -> str:
        """`added`, `removed` or `changed`."""
        return "changed" if self.before and self.after else "removed" if self.before else "added"

    def words(self) -> str:
        """Without the document.

        >>> Difference("doc/a", "lead", "II/1", "", "Sở Y tế").words()
        '+ II/1 lead: Sở Y tế'
        """
        sign = {"changed": "~", "removed": "-", "added": "+"}[self.change]
        said = " → ".join(filter(None, (self.before, self.after)))
        return " ".join(filter(None, (sign, self.path, f"{self.part}: {said}")))

    def __str__(self) -> str:
        sign, _, rest = self.words().partition(" ")
        return f"{sign} {self.document} {rest}"


@dataclass
class _Document:
    """What one document states: properties of its head, words by path, and by path and kind of fact its values."""

    iri: str
    label: str = ""
    sha256: str = ""
    head: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    words: dict[str, str] = field(default_factory=dict)
    facts: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))


def differences(old: Generation, new: Generation) -> Iterator[Difference]:
    """All differences, those of documents first, in the order of their IRIs. Raises StoreError."""
    if old.manifest["digest"] == new.manifest["digest"]:
        return
    bases = [str(each.manifest["base"]) for each in (old, new)]
    before, after = (_documents(g, base, other) for g, base, other in ((old, bases[0], new), (new, bases[1], old)))
    renamed = _renamed(before, after)
    found: dict[str, list[Difference]] = defaultdict(list)
    for iri in sorted(before.keys() - after.keys() - renamed.keys()):
        found[iri].append(Difference(iri, "document", before=before[iri].label))
    for iri in sorted(after.keys() - before.keys() - set(renamed.values())):
        found[iri].append(Difference(iri, "document", after=after[iri].label))
    whole = set(found)
    for iri, had in before.items():
        now = after.get(renamed.get(iri, iri))
        if now is not None:
            found[now.iri] += _changed(had, now)
    for each in _links(old, new, bases, renamed):
        if each.document not in whole:
            found[each.document].append(each)
    yield from (each for iri in sorted(found, key=lambda iri: (not iri, iri)) for each in found[iri])
    yield from _graphs(old, new, bases)


def compared(before: Values, after: Values, document: str, path: str = "") -> list[Difference]:
    """The differences of values by their names: one gone and one come is a change."""
    found = []
    for name in sorted(before.keys() | after.keys()):
        gone, come = (sorted(a - b) for a, b in ((before.get(name, set()), after.get(name, set())),
                                                 (after.get(name, set()), before.get(name, set()))))  # fmt: skip
        if len(gone) == len(come) == 1:
            found.append(Difference(document, name, path, gone[0], come[0]))
        else:
            found += [Difference(document, name, path, before=value) for value in gone]
            found += [Difference(document, name, path, after=value) for value in come]
    return found


def _changed(had: _Document, now: _Document) -> list[Difference]:
    found = [Difference(now.iri, "iri", before=had.iri, after=now.iri)] if had.iri != now.iri else []
    found += compared(had.head, now.head, now.iri)
    for path in sorted(had.words.keys() | now.words.keys()):
        one, other = had.words.get(path, ""), now.words.get(path, "")
        if one != other:
            found.append(Difference(now.iri, "words", path, one, other))
    for path in sorted(had.facts.keys() | now.facts.keys()):
        found += compared(had.facts.get(path, {}), now.facts.get(path, {}), now.iri, path)
    return found


def _renamed(before: Mapping[str, _Document], after: Mapping[str, _Document]) -> dict[str, str]:
    """Former IRI to IRI of documents that alone were read from one file, before and now."""
    gone, come = (
        [document for iri, document in one.items() if iri not in other and document.sha256]
        for one, other in ((before, after), (after, before))
    )
    now = {document.sha256: document.iri for document in come}
    alone = {d.sha256 for d in gone if sum(d.sha256 == o.sha256 for o in gone) == 1}
    alone &= {d.sha256 for d in come if sum(d.sha256 == o.sha256 for o in come) == 1}
    return {d.iri: now[d.sha256] for d in gone if d.sha256 in alone}


# What documents state ------------------------------------------------------------------------------------------------


def _documents(generation: Generation, base: str, other: Generation) -> dict[str, _Document]:
    """The documents whose graphs differ in the other generation, by IRI without base."""
    prefix = f"{base}graph/doc/"
    found = {}
    for name, told in generation.graphs.items():
        if name.startswith(prefix) and other.graphs.get(name) != told:
            document = _document(generation, name, base)
            found[document.iri] = document
    return found


def _document(generation: Generation, graph: str, base: str) -> _Document:
    nodes = _nodes(generation, graph)
    iri = base + graph.removeprefix(f"{base}graph/")
    made = _Document(iri.removeprefix(base))
    for name, values in nodes[iri].items():
        if name == _LABEL:
            made.label = min(values)
        elif name.startswith(ONTOLOGY) and name.removeprefix(ONTOLOGY) not in ("sourceFile", "otherFile", "symbol"):
            made.head[name.removeprefix(ONTOLOGY)] |= {value.removeprefix(base) for value in values}
    made.sha256 = min(_get(nodes, f"{iri}#file", "sha256"), default="")
    for node, told in nodes.items():
        kinds = {kind.removeprefix(ONTOLOGY) for kind in told.get(_TYPE, ())}
        path = min(_get(nodes, node.partition("#")[0], "path"), default="")
        if "Provision" in kinds:
            made.words[path] = " ".join(min(_get(nodes, node, "text"), default="").split())
        elif "Task" in kinds:
            _task(nodes, node, made.facts[path])
        elif "Citation" in kinds:
            made.facts[path]["citation"].add(_cited(nodes, node))
        elif "RelationStatement" in kinds:
            made.facts[path]["statement"].add(node.rpartition("#")[2])
    return made


Nodes = Mapping[str, Mapping[str, set[str]]]


def _nodes(generation: Generation, graph: str) -> Nodes:
    """Subject to predicate to values of one graph."""
    from pyoxigraph import NamedNode

    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in generation.store.quads_for_pattern(None, None, None, NamedNode(graph)):
        found[quad.subject.value][quad.predicate.value].add(quad.object.value)  # type: ignore[union-attr]
    return found


def _get(nodes: Nodes, node: str, name: str) -> set[str]:
    return nodes.get(node, {}).get(ONTOLOGY + name, set())


def _task(nodes: Nodes, node: str, facts: dict[str, set[str]]) -> None:
    """Who leads and supports, by when, whether it is a request."""
    facts["task"].add("task")
    if _get(nodes, node, "requested"):
        facts["requested"].add("true")
    for assignment in _get(nodes, node, "assignment"):
        role = min(_get(nodes, assignment, "role"), default="").removeprefix(f"{VOCABULARY}role#")
        facts[role] |= _get(nodes, assignment, "agentName")
        facts["basis"] |= {value.removeprefix(f"{VOCABULARY}basis#") for value in _get(nodes, assignment, "basis")}
    for deadline in _get(nodes, node, "deadline"):
        told = (_get(nodes, deadline, name) for name in ("dueBy", "recurs", "dueFrom", "deadlineKind"))
        facts["deadline"].add(next((min(values) for values in told if values), "").removeprefix(f"{VOCABULARY}due#"))


def _cited(nodes: Nodes, node: str) -> str:
    """What a citation names, as far as its first place says."""
    first = min(_get(nodes, node, "repeats"), default=node)
    names = ("citedNumber", "citedName", "citedDate", "citedIssuer")
    parts = filter(None, (min(_get(nodes, first, name), default="") for name in names))
    return " · ".join(parts) or node.rpartition("#")[2]


# What the corpus makes of them ---------------------------------------------------------------------------------------

_DERIVED = ("sourceDocument", "targetDocument", "confidence", "cascadesToAll", "ledBy", "supportedBy")
_PARTS = {"refersTo": "link", "agent": "agency", "reason": "doubt"}


def _links(old: Generation, new: Generation, bases: list[str], renamed: Mapping[str, str]) -> Iterator[Difference]:
    """Differences of links, relations, agencies and steps of the cascade, by the document they are of."""
    for graph in ("links", "inferred"):
        names = [f"{base}graph/{graph}" for base in bases]
        if old.graphs.get(names[0]) == new.graphs.get(names[1]):
            continue
        before = {_moved(t, renamed) for t in _triples(old, names[0], bases[0])}
        after = set(_triples(new, names[1], bases[1]))
        gone: dict[tuple[str, str], set[str]] = defaultdict(set)
        come: dict[tuple[str, str], set[str]] = defaultdict(set)
        for triples, into in ((before - after, gone), (after - before, come)):
            for subject, name, value in triples:
                into[subject, name].add(value)
        for subject, name in sorted(gone.keys() | come.keys()):
            document = document_of(f"base:{subject}", "base:")
            path = subject.removeprefix((document or "").removeprefix("base:")).strip("/")
            part = _PARTS.get(name, name)
            had, now = ({part: values.get((subject, name), set())} for values in (gone, come))
            yield from compared(had, now, (document or subject).removeprefix("base:"), path)


Triple = tuple[str, str, str]


def _triples(generation: Generation, graph: str, base: str) -> Iterator[Triple]:
    from pyoxigraph import NamedNode

    for quad in generation.store.quads_for_pattern(None, None, None, NamedNode(graph)):
        name = quad.predicate.value.removeprefix(ONTOLOGY)
        if name not in _DERIVED:
            subject, value = quad.subject.value, quad.object.value  # type: ignore[union-attr]
            yield subject.removeprefix(base), name, value.removeprefix(base).removeprefix(VOCABULARY)


def _moved(triple: Triple, renamed: Mapping[str, str]) -> Triple:
    """A triple with the IRIs that documents have now."""
    if not renamed:
        return triple
    subject, name, value = triple
    return _now(subject, renamed), name, _now(value, renamed)


def _now(iri: str, renamed: Mapping[str, str]) -> str:
    document = (document_of(f"base:{iri}", "base:") or "").removeprefix("base:")
    return renamed[document] + iri[len(document) :] if document in renamed else iri


def _graphs(old: Generation, new: Generation, bases: Iterable[str]) -> Iterator[Difference]:
    """The graphs that are of no document: how many triples they have, where they differ; decisions one by one."""
    one, other = bases
    for name in ("corrections", "entities", "ontology", "registry"):
        before, after = old.graphs.get(f"{one}graph/{name}"), new.graphs.get(f"{other}graph/{name}")
        if before == after:
            continue
        if name == "corrections":
            had, now = (set(_decisions(g, f"{base}graph/{name}")) for g, base in ((old, one), (new, other)))
            yield from compared({"correction": had}, {"correction": now}, "")
            continue
        sizes = [f"{count[0]} triples" if count else "" for count in (before, after)]
        if sizes[0] == sizes[1]:
            sizes[1] += ", others"
        yield Difference("", name, before=sizes[0], after=sizes[1])


def _decisions(generation: Generation, graph: str) -> Iterator[str]:
    for node, told in _nodes(generation, graph).items():
        if "/correction/" in node and "#" not in node:
            yield f"{min(told.get(_LABEL, {''}))} ({node.rpartition('/')[2]})"
