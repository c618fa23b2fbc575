"""The drawing of any answer: of rows the things in them, of a graph its statements (docs/decisions/0073, 0087)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.export.drawing import Drawing, Lang
from kg.export.graph import described
from kg.export.graphml import LABELS, TYPE, Statement, local, named, statements
from kg.export.labels import ONT, Labels
from kg.export.picture import looks
from kg.store.generations import Generation
from queries.outputs.drawings import thing

_TERMS = ("Concept", "ConceptScheme", "Class", "ObjectProperty", "DatatypeProperty")
"""Classes of what is no thing of the picture but a word for things: kinds, types, parts of the ontology."""


def of_things(generation: Generation, iris: Sequence[str], title: str, lang: Lang, limit: int) -> Drawing:
    """The things with these IRIs and the statements between them; where there are none, also what they lead to."""
    told = statements(described(generation, iris))
    labels = Labels(generation, lang)
    subjects = {each.subject for each in told if labels.kind(each.subject) not in _TERMS}
    own = [iri for iri in dict.fromkeys(iris) if iri in subjects]
    said = [each for each in told if each.linked and each.subject in subjects and _shown(each)]
    between = [each for each in said if each.object in subjects]
    return _drawn(generation, between or said, own, title, lang, limit)


def of_triples(generation: Generation, triples: Iterable[object], title: str, lang: Lang, limit: int) -> Drawing:
    """The statements of a CONSTRUCT or DESCRIBE, with labels from the graph."""
    said = named(generation, statements(triples))
    own = list(dict.fromkeys(each.subject for each in said if each.predicate not in (TYPE, *LABELS)))
    between = [each for each in said if each.linked and each.predicate != TYPE]
    return _drawn(generation, between, own, title, lang, limit)


def _shown(said: Statement) -> bool:
    return said.predicate != TYPE and local(said.predicate) not in looks()["left_out"]["relations"]


def _drawn(
    generation: Generation, said: list[Statement], own: list[str], title: str, lang: Lang, limit: int
) -> Drawing:
    labels = Labels(generation, lang)
    drawing = Drawing(title, lang)
    ends = [iri for each in said for iri in (each.subject, each.object)]
    every = [iri for iri in dict.fromkeys([*own, *ends]) if labels.kind(iri) not in _TERMS and not iri.startswith(ONT)]
    for iri in every[:limit]:
        thing(drawing, labels, iri, _look(generation, labels, iri))
    drawing.total = len(every) if len(every) > limit else None
    for each in said:
        if each.subject in drawing.graph and each.object in drawing.graph:
            drawing.edge(each.subject, each.object, local(each.predicate), labels.of(each.predicate))
    return drawing


def _look(generation: Generation, labels: Labels, iri: str) -> str:
    """The class of a thing; a document that was not read has a look of its own."""
    import pyoxigraph as ox

    kind = labels.kind(iri)
    read = ox.NamedNode(ONT + "sourceFile")
    if kind == "Document" and not any(generation.store.quads_for_pattern(ox.NamedNode(iri), read, None, None)):
        return "cited"
    return kind
