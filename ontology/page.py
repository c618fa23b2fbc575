"""The ontology and its vocabularies as a page: `python -m ontology.page > docs/ontology.md`.

`python -m ontology.page --check` compares docs/ontology.md with what the Turtle files say today and ends with 1 where
they differ.
"""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

BASE = "https://w3id.org/chidao/"
NAMESPACE = BASE + "ont#"

_HEAD = """\
# The ontology

Made by `python -m ontology.page` from `ontology/chidao.ttl` and `ontology/vocabularies/`; change those and run it
again.
How the terms stand together in the graph, with examples: [model.md](model.md).
"""


def load() -> Graph:
    """Ontology and vocabularies as one rdflib graph, types of documents under the default base."""
    from rdflib import Graph

    folder = resources.files("ontology")
    graph = Graph()
    files = [folder / "chidao.ttl", *sorted((folder / "vocabularies").iterdir(), key=lambda f: f.name)]
    for file in files:
        if file.name.endswith(".ttl"):
            graph.parse(data=file.read_text(encoding="utf-8"), format="turtle", publicID=BASE)
    return graph


def page() -> str:
    """The whole page as Markdown."""
    graph = load()
    return "\n".join([_HEAD, *_classes(graph), *_properties(graph), *_vocabularies(graph)]).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    """Print the page, or with `--check` compare it with docs/ontology.md; 0 if all is well."""
    made = page()
    if arguments != ["--check"]:
        sys.stdout.write(made)
        return 0
    there = Path("docs/ontology.md")
    if there.is_file() and there.read_text(encoding="utf-8") == made:
        return 0
    sys.stderr.write("docs/ontology.md is out of date: python -m ontology.page > docs/ontology.md\n")
    return 1


def _short(graph: Graph, node: Node) -> str:
    """A term by its prefix; a union as its members; an inverse as such."""
    from rdflib import OWL, BNode, URIRef
    from rdflib.collection import Collection

    if isinstance(node, BNode):
        for members in graph.objects(node, OWL.unionOf):
            return " or ".join(_short(graph, m) for m in Collection(graph, members))
        for inverse in graph.objects(node, OWL.inverseOf):
            return f"inverse of {_short(graph, inverse)}"
    assert isinstance(node, URIRef)  # noqa: S101 - the Turtle has no other blank nodes, which a test checks
    if node.startswith(BASE + "type/"):
        return str(node)[len(BASE) :]
    return graph.namespace_manager.normalizeUri(str(node))


def _words(graph: Graph, node: Node, predicate: Node, language: str) -> str:
    found = [str(o) for o in graph.objects(node, predicate) if getattr(o, "language", None) == language]
    return found[0] if found else ""


def _own(graph: Graph, kind: Node) -> list[Node]:
    from rdflib import RDF

    return sorted((s for s in graph.subjects(RDF.type, kind) if str(s).startswith(NAMESPACE)), key=str)


def _table(title: str, *columns: str, level: int = 2) -> list[str]:
    return [f"{'#' * level} {title}", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]


def _definition(graph: Graph, node: Node) -> str:
    from rdflib import SKOS

    return "<br>".join(filter(None, (_words(graph, node, SKOS.definition, tag) for tag in ("en", "vi"))))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _classes(graph: Graph) -> list[str]:
    from rdflib import OWL, RDFS, SKOS

    lines = _table("Classes", "class", "tiếng Việt", "English", "is", "definition")
    for node in _own(graph, OWL.Class):
        above = [f"⊑ {_short(graph, o)}" for o in graph.objects(node, RDFS.subClassOf)]
        close = [f"close: {_short(graph, o)}" for o in graph.objects(node, SKOS.closeMatch)]
        names = [_words(graph, node, RDFS.label, tag) for tag in ("vi", "en")]
        cells = [f"`{_short(graph, node)}`", *names, ", ".join(sorted(above) + sorted(close)), _definition(graph, node)]
        lines.append(f"| {' | '.join(_cell(c) for c in cells)} |")
    return [*lines, ""]


def _properties(graph: Graph) -> list[str]:
    from rdflib import OWL, RDFS

    lines: list[str] = []
    for title, kind in (("Object properties", OWL.ObjectProperty), ("Datatype properties", OWL.DatatypeProperty)):
        lines += _table(title, "property", "tiếng Việt", "English", "of", "to", "⊑", "definition")
        for node in _own(graph, kind):
            domain, range_, above = (
                ", ".join(sorted(_short(graph, o) for o in graph.objects(node, p)))
                for p in (RDFS.domain, RDFS.range, RDFS.subPropertyOf)
            )
            names = [_words(graph, node, RDFS.label, tag) for tag in ("vi", "en")]
            cells = [f"`{_short(graph, node)}`", *names, domain, range_, above, _definition(graph, node)]
            lines.append(f"| {' | '.join(_cell(c) for c in cells)} |")
        lines.append("")
    return lines


def _vocabularies(graph: Graph) -> list[str]:
    from rdflib import RDF, SKOS

    lines = ["## Vocabularies", ""]
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        titles = [_words(graph, scheme, SKOS.prefLabel, tag) for tag in ("en", "vi")]
        title = f"{titles[0]} ({titles[1]})"
        lines += _table(title, "concept", "tiếng Việt", "English", "notation", "definition", level=3)
        for node in sorted(graph.subjects(SKOS.inScheme, scheme), key=str):
            notations = ", ".join(sorted(str(o) for o in graph.objects(node, SKOS.notation)))
            names = [_words(graph, node, SKOS.prefLabel, tag) for tag in ("vi", "en")]
            above = [f"narrower than {_short(graph, o)}" for o in graph.objects(node, SKOS.broader)]
            told = "; ".join([*filter(None, [_definition(graph, node)]), *above])
            cells = [f"`{_short(graph, node)}`", *names, notations, told]
            lines.append(f"| {' | '.join(_cell(c) for c in cells)} |")
        lines.append("")
    for group in sorted(graph.subjects(RDF.type, SKOS.Collection), key=str):
        members = ", ".join(sorted(_words(graph, o, SKOS.prefLabel, "vi") for o in graph.objects(group, SKOS.member)))
        lines += [f"**{_words(graph, group, SKOS.prefLabel, 'en')}** (`{str(group)[len(BASE) :]}`): {members}", ""]
    return lines


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
