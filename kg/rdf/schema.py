"""The ontology and its vocabularies as quads of `graph/ontology`.

Types of documents stand in document-types.ttl with IRIs relative to the base of the data; all else is fixed.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg.iri import DEFAULT_BASE


def turtle_files() -> list[tuple[str, str]]:
    """Name and content of chidao.ttl and of every vocabulary, in order."""
    folder = resources.files("ontology")
    vocabularies = sorted(f.name for f in (folder / "vocabularies").iterdir() if f.name.endswith(".ttl"))
    files = [("chidao.ttl", folder / "chidao.ttl")]
    files += [(f"vocabularies/{name}", folder / "vocabularies" / name) for name in vocabularies]
    return [(name, file.read_text(encoding="utf-8")) for name, file in files]


@lru_cache(maxsize=4)
def schema_quads(base: str = DEFAULT_BASE) -> tuple[Quad, ...]:
    """All triples of ontology and vocabularies. Blank nodes (lists, unions) get names under `graph/ontology`."""
    graph = NamedNode(f"{base}graph/ontology")
    made: dict[Quad, None] = {}
    for name, content in turtle_files():
        names: dict[str, NamedNode] = {}

        def named(node: object, names: dict[str, NamedNode] = names, name: str = name) -> object:
            if not isinstance(node, BlankNode):
                return node
            if node.value not in names:
                names[node.value] = NamedNode(f"{graph.value}#{name.removesuffix('.ttl')}-{len(names) + 1}")
            return names[node.value]

        for triple in parse(content.encode(), format=RdfFormat.TURTLE, base_iri=base):
            subject, value = named(triple.subject), named(triple.object)
            made[Quad(subject, triple.predicate, value, graph)] = None  # type: ignore[arg-type]
    return tuple(made)


@lru_cache(maxsize=4)
def described_types(base: str = DEFAULT_BASE) -> frozenset[str]:
    """The IRIs of the types of documents that the vocabulary describes."""
    prefix = f"{base}type/"
    return frozenset(
        q.subject.value
        for q in schema_quads(base)
        if isinstance(q.subject, NamedNode) and q.subject.value.startswith(prefix)
    )


@lru_cache(maxsize=4)
def plan_types(base: str = DEFAULT_BASE) -> frozenset[str]:
    """The IRIs of the types that carry out what they are based on: members of the collection `type/plans`."""
    member = "http://www.w3.org/2004/02/skos/core#member"
    plans = f"{base}type-group/plans"
    return frozenset(
        q.object.value
        for q in schema_quads(base)
        if q.predicate.value == member and isinstance(q.subject, NamedNode) and q.subject.value == plans
        if isinstance(q.object, NamedNode)
    )
