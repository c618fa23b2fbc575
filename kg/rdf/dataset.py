"""What the graph is as a whole, as a graph of its own, `graph/dataset`: DCAT 3 and VoID.

Title, licence, sources; how many triples each part has, how many instances each class, how many triples each property
(`void:classPartition`, `void:propertyPartition`; https://www.w3.org/TR/void/, section 4.6). Words are data:
kg/data/dataset.toml. The counts are of all other graphs. Nothing changes from run to run; when and with which versions
a graph was built stands in the manifest of its generation.

One pass over the sorted lines that are written anyway, so linear in the size of the graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.data import toml
from kg.iri import DCTERMS, DEFAULT_BASE, PROV, VOID, slug
from kg.rdf import terms as t
from kg.rdf.summary import Summary
from kg.rdf.told import NAME as SUMMARY
from kg.store.nquads import by_graph

if TYPE_CHECKING:
    from kg.store.nquads import NamedGraph

DCAT = "http://www.w3.org/ns/dcat#"
NAME = "graph/dataset"
_TYPE = str(t.RDF_TYPE).encode()
_FILES = {str(term).encode() for term in (t.SOURCE_FILE_OF, t.OTHER_FILE)}


def with_description(graphs: dict[str, NamedGraph], base: str = DEFAULT_BASE) -> dict[str, NamedGraph]:
    """The graphs of a dataset with the two that tell of them, in the order of their names: the summary
    (kg.rdf.summary), and the description, which counts the summary too."""
    made = base + NAME, base + SUMMARY
    others = {name: graph for name, graph in graphs.items() if name not in made}
    told = Summary()
    for name, graph in others.items():
        told.prepare(name, graph.lines)
    for name in sorted(others):
        told.add(name, others[name].lines)
    summed, _ = by_graph(told.quads(base))
    description = Description(base)
    for name, graph in (others | summed).items():
        description.add(name, graph)
    described, _ = by_graph(description.quads())
    return dict(sorted((others | summed | described).items()))


def partition(base: str, kind: str, iri: str) -> str:
    """The IRI of the part of the dataset with a class (`kind` is "class") or a property ("property").

    >>> partition(DEFAULT_BASE, "class", "https://w3id.org/chidao/ont#Task")
    'https://w3id.org/chidao/dataset#class-w3id-org-chidao-ont-task'
    """
    return f"{base}dataset#{kind}-{slug(iri.partition(':')[2].lstrip('/'))}"


class Description:
    """Filled with one graph after the other."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base
        self.graph = NamedNode(base + NAME)
        self.dataset = NamedNode(f"{base}dataset")
        self.properties: Counter[bytes] = Counter()
        self.classes: Counter[bytes] = Counter()
        self.files: set[bytes] = set()
        self.parts: Counter[str] = Counter()

    def add(self, name: str, graph: NamedGraph) -> None:
        """Count what is in a graph: `name` is its IRI."""
        self.parts[_part(name.removeprefix(self.base))] += len(graph)
        self._count(graph.lines)

    def _count(self, lines: Iterable[bytes]) -> None:
        predicates = []
        for line in lines:
            _, predicate, rest = line.split(b" ", 2)
            predicates.append(predicate)
            if predicate == _TYPE:
                self.classes[rest.partition(b" ")[0]] += 1
            elif predicate in _FILES:
                self.files.add(rest.partition(b" ")[0])
        self.properties.update(predicates)

    def quads(self) -> Iterator[Quad]:
        """All of the description."""
        node, said = self.dataset, toml("dataset")
        yield from self._typed(node, VOID + "Dataset", DCAT + "Dataset")
        yield from self._titled(node, said["title"])
        for language, words in said["description"].items():
            yield self._quad(node, DCTERMS + "description", Literal(words, language=language))
        for language, words in said["rights"].items():
            yield self._quad(node, DCTERMS + "rights", Literal(words, language=language))
        for language in said["languages"]:
            yield self._quad(node, DCTERMS + "language", Literal(language))
        yield self._quad(node, DCTERMS + "license", NamedNode(said["licence"]))
        yield self._quad(node, VOID + "uriSpace", Literal(self.base))
        for vocabulary in sorted({_namespace(_iri(term)) for term in (*self.properties, *self.classes)}):
            yield self._quad(node, VOID + "vocabulary", NamedNode(vocabulary))
        yield self._number(node, "triples", sum(self.parts.values()))
        yield self._number(node, "properties", len(self.properties))
        yield self._number(node, "classes", len(self.classes))
        for file in self.files:
            yield self._quad(node, PROV + "wasDerivedFrom", NamedNode(_iri(file)))
        yield from self._subsets(said["parts"])
        yield from self._sources(said["sources"])
        yield from self._partitions("class", self.classes, "entities")
        yield from self._partitions("property", self.properties, "triples")

    def _subsets(self, parts: Mapping[str, Mapping[str, str]]) -> Iterator[Quad]:
        """The parts that there are, and how large each is."""
        for name, size in self.parts.items():
            node = self._node(name)
            yield self._quad(self.dataset, VOID + "subset", node)
            yield from self._typed(node, VOID + "Dataset")
            yield self._number(node, "triples", size)
            titles = {language: words for language, words in parts.get(name, {}).items() if language != "prefix"}
            yield from self._titled(node, titles)

    def _sources(self, sources: Mapping[str, Mapping[str, str]]) -> Iterator[Quad]:
        """Other data that went in, with whom to name."""
        for source in sources.values():
            node = NamedNode(source["iri"])
            for user in (self.dataset, self._node(source["part"])):
                yield self._quad(user, DCTERMS + "source", node)
            yield self._quad(node, DCTERMS + "title", Literal(source["title"]))
            yield self._quad(node, DCTERMS + "license", NamedNode(source["licence"]))
            yield self._quad(node, DCTERMS + "rights", Literal(source["attribution"]))

    def _partitions(self, kind: str, counts: Mapping[bytes, int], unit: str) -> Iterator[Quad]:
        for term, count in counts.items():
            iri = _iri(term)
            node = NamedNode(partition(self.base, kind, iri))
            yield self._quad(self.dataset, f"{VOID}{kind}Partition", node)
            yield from self._typed(node, VOID + "Dataset")
            yield self._quad(node, VOID + kind, NamedNode(iri))
            yield self._number(node, unit, count)

    def _node(self, name: str) -> NamedNode:
        return NamedNode(f"{self.dataset.value}#{name}")

    def _quad(self, node: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
        return Quad(node, NamedNode(predicate), value, self.graph)

    def _typed(self, node: NamedNode, *classes: str) -> Iterator[Quad]:
        return (Quad(node, t.RDF_TYPE, NamedNode(each), self.graph) for each in classes)

    def _titled(self, node: NamedNode, words: Mapping[str, str]) -> Iterator[Quad]:
        return (self._quad(node, DCTERMS + "title", Literal(said, language=tag)) for tag, said in words.items())

    def _number(self, node: NamedNode, unit: str, count: int) -> Quad:
        return self._quad(node, VOID + unit, t.integer(count))


def _part(name: str) -> str:
    """The part that a graph is of, by its name without base; its own name where it is of none.

    >>> _part("graph/doc/-/kế-hoạch/2022/5"), _part("graph/links"), _part("graph/changes")
    ('documents', 'links', 'changes')
    """
    parts: dict[str, dict[str, str]] = toml("dataset")["parts"]
    for part, said in parts.items():
        if name.startswith(said["prefix"]):
            return part
    return slug(name.removeprefix("graph/"))


def _iri(term: bytes) -> str:
    """The IRI of a node as N-Quads have it."""
    return term[1:-1].decode()


def _namespace(iri: str) -> str:
    """The vocabulary a term is of.

    >>> _namespace("http://www.w3.org/2004/02/skos/core#prefLabel"), _namespace("http://purl.org/dc/terms/title")
    ('http://www.w3.org/2004/02/skos/core#', 'http://purl.org/dc/terms/')
    >>> _namespace("urn:example:a")
    'urn:example:'
    """
    end = max(iri.rfind("#"), iri.rfind("/"))
    return iri[: (end if end >= 0 else iri.rfind(":")) + 1]
