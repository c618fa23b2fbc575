"""`chidao why`: a fact of the graph with what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.store.generations import Generation
from queries import lookup
from queries.present import json_text, wrapped
from queries.run import PREFIXES, QueryError
from queries.why import MOST, ONTOLOGY, Explainer, Why

if TYPE_CHECKING:
    from pyoxigraph import Quad

_STATUS = {
    "asserted": "văn bản nêu / asserted by the document",
    "linked": "đối chiếu các văn bản / linked",
    "inferred": "suy ra / inferred",
    "registry": "danh mục / from the registry (ontology/registry)",
    "ontology": "bản thể học / from the ontology",
    "decided": "hiệu chỉnh / a correction",
    "absent": "không có trong đồ thị / not in the graph",
}


def why(generation: Generation, terms: Sequence[str], as_json: bool) -> str:
    """Why a fact is there: `terms` are one node, two nodes (all between them; of a document and an agency also what it
    leads and supports there), or subject, predicate and object.

    A node is an IRI, a document in any spelling, or an agency's name. Raises QueryError where nothing is to be
    explained, LookupFailedError.
    """
    explainer = Explainer(generation)
    found, truncated = _explained(explainer, terms)
    if as_json:
        return json_text({"count": len(found), "truncated": truncated, "rows": [each.as_data() for each in found]})
    lines: list[str] = []
    for each in found:
        lines += [*_lines(explainer, each, ""), ""]
    if truncated:
        lines.append(f"… the first {MOST}; give two nodes, or subject, predicate and object")
    return "\n".join(lines).rstrip("\n")


def _explained(explainer: Explainer, terms: Sequence[str]) -> tuple[list[Why], bool]:
    if len(terms) == 3:
        return _exact(explainer, *terms)
    nodes = [_nodes(explainer, term) for term in terms]
    try:
        if len(nodes) == 1:
            quads = [quad for node in nodes[0] for quad in explainer.of(node)]
        else:
            quads = [quad for one in nodes[0] for other in nodes[1] for quad in explainer.between(one, other)]
            quads += _duties(explainer, [node for found in nodes for node in found])
    except ValueError as error:
        raise QueryError(f"{' '.join(terms)}: {error}; give IRIs, as --json prints them") from None
    if not quads:
        gone = [w for one in nodes[0] for w in _gone(explainer, one, terms[1], nodes[1])] if len(nodes) == 2 else []
        if gone:
            return gone, False
        said = f"nothing is said of {terms[0]}" if len(terms) == 1 else f"nothing leads from {terms[0]} to {terms[1]}"
        raise QueryError(f"{said}; IRIs stand in what --json prints, such as: chidao tasks --json")
    return [explainer.why(quad) for quad in quads[:MOST]], len(quads) > MOST


def _duties(explainer: Explainer, nodes: Sequence[str]) -> list[Quad]:
    """What the agencies among these nodes lead and support in the documents among them."""
    documents = [node for node in nodes if node.startswith(f"{explainer.base}doc/") and "#" not in node]
    bodies = (f"{explainer.base}agency/", f"{explainer.base}group/")
    agencies = [node for node in nodes if node.startswith(bodies)]
    return explainer.duties(documents, agencies) if documents and agencies else []


def _exact(explainer: Explainer, subject: str, predicate: str, value: str) -> tuple[list[Why], bool]:
    prefix, colon, name = predicate.partition(":")
    full = predicate if "://" in predicate else PREFIXES.get(prefix, "") + name if colon else ONTOLOGY + predicate
    try:
        quads: list[Quad] = []
        values = [value]
        for one in _nodes(explainer, subject):
            quads = explainer.exact(one, full, value)
            if not quads and "://" not in value:
                values = _nodes(explainer, value)
                quads = [quad for each in values for quad in explainer.exact(one, full, each)]
            if quads:
                return [explainer.why(quad) for quad in quads[:MOST]], len(quads) > MOST
            absent = [explainer.absent(one, full, each) for each in values]
            if any(each.decisions for each in absent):
                return [each for each in absent if each.decisions], False
    except ValueError as error:
        raise QueryError(f"{subject} {predicate} {value}: {error}; give IRIs, as --json prints them") from None
    raise QueryError(f"{subject} {predicate} {value}: the graph does not say so")


def _gone(explainer: Explainer, one: str, said: str, others: Sequence[str]) -> list[Why]:
    """That people decided that an agency does not lead or support a task."""
    names = {explainer.label(other) for other in others}
    other = others[0] if len(others) == 1 else said
    made = [explainer.absent(one, ONTOLOGY + role, other) for role in ("ledBy", "supportedBy")]
    return [w for w in made if any(_told(d.before, names) for d in w.decisions)]


def _told(before: Sequence[str], names: set[str]) -> bool:
    return any(name.startswith(said) for said in before for name in names)


def _nodes(explainer: Explainer, term: str) -> list[str]:
    """The IRIs that a term means: itself, a document, or agencies of that name."""
    if "://" in term:
        return [term.strip("<> ")]
    if term.startswith(("doc/", "agency/", "group/", "place/", "type/", "kind/", "correction/")):
        return [explainer.base + term]
    generation = explainer.generation
    if any(letter.isdigit() for letter in term):
        return [lookup.document(generation.search, term).iri]
    try:
        found = lookup.agencies(generation.search, explainer.base, term)
    except lookup.LookupFailedError:
        return [lookup.document(generation.search, term).iri]
    kinds = f"{explainer.base}kind/"
    own = [iri for iri in found if not iri.startswith(kinds)]
    return own + [iri for kind in found if kind.startswith(kinds) for iri in explainer.of_kind(kind)]


def _lines(explainer: Explainer, each: Why, indent: str) -> list[str]:
    inner = indent + "  "
    name = each.predicate.removeprefix(ONTOLOGY).rpartition("#")[2].rpartition("/")[2]
    lines = [f"{indent}{explainer.label(each.subject)} — {name} → {explainer.label(each.object)}"]
    lines.append(f"{inner}{_STATUS[each.status]}")
    if each.rule is not None:
        lines.append(wrapped(f"{each.rule.vi} / {each.rule.en} ({each.rule.id}, {each.rule.file})", inner))
    lines += _decisions(each, inner)
    for words in each.words:
        where = ", ".join(filter(None, (words.file, words.path, f"line {words.line}" if words.line else "")))
        lines.append(wrapped(f"« {words.quote} » ({where})", inner))
    for doubt in each.doubts:
        lines.append(f"{inner}? {doubt.label or doubt.reason} ({doubt.confidence})")
    for step in each.because:
        lines += _lines(explainer, step, inner + "  ")
    return lines


def _decisions(each: Why, indent: str) -> list[str]:
    lines = []
    for decision in each.decisions:
        had = f"; trước đó / before: {'; '.join(decision.before)}" if decision.before else ""
        said = f"{decision.who}, {decision.when}: {decision.said} — {decision.why}{had}"
        lines.append(wrapped(f"hiệu chỉnh / corrected by {said}", indent))
    return lines
