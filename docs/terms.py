"""Whether every term of the ontology is complete, as a table: `python docs/terms.py`.

A term has labels and a definition in Vietnamese and English, an alignment with another vocabulary, a shape, an instance
in the graph of samples/, and a question of the catalogue that uses it; or docs/terms.csv says why not. What is missing
is told with what to add, and the exit code is 1 then, which fails `make docs` and the tests. So does a reason for
something that is there: take it out.

    python docs/terms.py             the table, as it stands in docs/ontology-terms.md
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

REASONS = ROOT / "docs" / "terms.csv"
ASPECTS = {
    "alignment": "in ontology/chidao.ttl say what it is below (rdfs:subClassOf, rdfs:subPropertyOf) or close to "
    "(skos:closeMatch) in ELI, ORG, PROV, SKOS, schema.org or another vocabulary",
    "shape": "in ontology/shapes write a rule for it (a class: sh:targetClass; a property: sh:path), with a good and a "
    "bad example in tests/ontology/shapes",
    "instance": "add a document to samples/, or a sentence to one, from which it comes",
    "query": "write or extend a question of queries/catalogue that uses it",
}
_TERM = re.compile(r"(?<![\w:/])cd:([A-Za-z][A-Za-z0-9]*)")


@dataclass
class Term:
    """One class or property; of each aspect what there is, or empty."""

    iri: str
    name: str
    vi: str
    en: str
    found: dict[str, str]


class IncompleteError(Exception):
    """What is missing or superfluous, one line each."""


def terms(instances: Iterable[str]) -> list[Term]:
    """All terms; `instances` are the IRIs of classes and properties in the graph of the samples.

    Raises IncompleteError for one without labels or definition.
    """
    from rdflib import OWL, RDF, RDFS, SKOS

    from ontology.page import NAMESPACE, load

    graph = load()
    shaped, asked, used = _shaped(), _asked(NAMESPACE), _with_superclasses(graph, instances)
    found, wrong = [], []
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for node in sorted({s for kind in kinds for s in graph.subjects(RDF.type, kind) if str(s).startswith(NAMESPACE)}):
        name = "cd:" + str(node)[len(NAMESPACE) :]
        words = {}
        for predicate, what in ((RDFS.label, "rdfs:label"), (SKOS.definition, "skos:definition")):
            for tag in ("vi", "en"):
                words[what, tag] = next((str(o) for o in graph.objects(node, predicate) if o.language == tag), "")
                if not words[what, tag]:
                    wrong.append(f'{name}: no {what} in "{tag}": add it in ontology/chidao.ttl')
        aspects = {
            "alignment": _aligned(graph, node, NAMESPACE), "shape": ", ".join(sorted(shaped.get(str(node), ()))),
            "instance": "yes" if str(node) in used else "", "query": ", ".join(sorted(asked.get(str(node), ()))),
        }  # fmt: skip
        found.append(Term(str(node), name, words["rdfs:label", "vi"], words["rdfs:label", "en"], aspects))
    if wrong:
        raise IncompleteError("\n".join(wrong))
    return found


def reasons() -> dict[tuple[str, str], str]:
    """Term and aspect -> why there is none; docs/terms.csv."""
    with REASONS.open(encoding="utf-8", newline="") as stream:
        return {(row["term"], row["aspect"]): row["reason"] for row in csv.DictReader(stream, strict=True)}


def complete(found: list[Term], why: dict[tuple[str, str], str]) -> None:
    """Raises IncompleteError where a term has neither an aspect nor a reason, or a reason is not needed."""
    wrong = []
    names = {term.name for term in found}
    for term in found:
        for aspect, advice in ASPECTS.items():
            if not term.found[aspect] and not why.get((term.name, aspect)):
                row = f"{term.name},{aspect},REASON"
                wrong.append(f"{term.name}: no {aspect}: {advice}; or add a line to docs/terms.csv: {row}")
            elif term.found[aspect] and (term.name, aspect) in why:
                wrong.append(f"{term.name}: has a {aspect} ({term.found[aspect]}): take its line out of docs/terms.csv")
    for name, aspect in why:
        if name not in names or aspect not in ASPECTS:
            wrong.append(f"docs/terms.csv: {name},{aspect}: no such term or aspect; take the line out")
    if wrong:
        raise IncompleteError("\n".join(wrong))


def table(found: list[Term], why: dict[tuple[str, str], str]) -> Iterator[str]:
    """The table as Markdown, and the reasons below it."""
    yield "| term | tiếng Việt | English | alignment | shape | in the samples | questions |"
    yield "|---|---|---|---|---|---|---|"
    notes: dict[str, int] = {}
    for term in found:
        cells = [f"`{term.name}`", term.vi, term.en]
        for aspect in ASPECTS:
            said = term.found[aspect]
            if not said:
                reason = why[term.name, aspect]
                said = f"none ({notes.setdefault(reason, len(notes) + 1)})"
            cells.append(said)
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield "Reasons:"
    yield ""
    for reason, number in notes.items():
        yield f"{number}. {reason}"


def samples_graph() -> set[str]:
    """The classes and properties in the graph of samples/, as a build makes it."""
    import tempfile

    from kg.build.build import build
    from kg.settings import Settings
    from kg.store.generations import Generations

    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    with tempfile.TemporaryDirectory() as folder:
        build([ROOT / "samples"], Settings(Path(folder)))
        with Generations(Path(folder)).open() as generation:
            quads = list(generation.store.quads_for_pattern(None, None, None, None))
    return {q.predicate.value for q in quads} | {q.object.value for q in quads if q.predicate.value == rdf_type}


def _with_superclasses(graph: Graph, instances: Iterable[str]) -> set[str]:
    from rdflib import RDFS, URIRef

    return {str(above) for iri in instances for above in graph.transitive_objects(URIRef(iri), RDFS.subClassOf)}


def _aligned(graph: Graph, node: Node, namespace: str) -> str:
    """Terms of other vocabularies it is below or close to, also by way of a term of ours above it."""
    from rdflib import OWL, RDFS, SKOS, URIRef

    found = set()
    above = {node} | set(graph.transitive_objects(node, RDFS.subClassOf))
    above |= set(graph.transitive_objects(node, RDFS.subPropertyOf))
    for each in above:
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, SKOS.closeMatch, SKOS.exactMatch):
            found |= {o for o in graph.objects(each, predicate) if isinstance(o, URIRef)}
    others = (graph.namespace_manager.normalizeUri(str(o)) for o in found if not str(o).startswith(namespace))
    return ", ".join(sorted(others))


def _shaped() -> dict[str, set[str]]:
    """Term -> names of the shapes that are about it."""
    from rdflib import URIRef
    from rdflib.collection import Collection

    from kg.check.rules import SH, shapes

    graph = shapes()
    found: dict[str, set[str]] = {}
    for name in ("targetClass", "targetSubjectsOf", "path"):
        for shape, about in graph.subject_objects(URIRef(SH + name)):
            if not isinstance(shape, URIRef):
                continue  # a part of another one
            short = str(shape).rpartition("#")[2]
            parts = [about]
            for members in graph.objects(about, URIRef(SH + "alternativePath")):
                parts = list(Collection(graph, members))
            for part in parts:
                found.setdefault(str(part), set()).add(short)
    return found


def _asked(namespace: str) -> dict[str, set[str]]:
    """Term -> names of the questions whose SPARQL uses it; comments do not count."""
    from queries.catalogue import Catalogue

    found: dict[str, set[str]] = {}
    for question in Catalogue.shipped():
        lines = (line for line in question.text.splitlines() if not line.lstrip().startswith("#"))
        for name in set(_TERM.findall("\n".join(lines))):
            found.setdefault(namespace + name, set()).add(question.name)
    return found


def main() -> int:
    """Print the table, or what is missing on standard error."""
    try:
        found, why = terms(samples_graph()), reasons()
        complete(found, why)
    except IncompleteError as error:
        sys.stderr.write(f"the ontology is incomplete:\n{error}\n")
        return 1
    print("\n".join(table(found, why)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
