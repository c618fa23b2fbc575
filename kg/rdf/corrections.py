"""Decisions of people as quads of `graph/corrections`, in the terms of W3C PROV-O: who decided what, when and why.

A decision is a `prov:Activity`. A fact that is so by decision is `prov:wasGeneratedBy` it and `prov:wasAttributedTo`
the person; one of which it changed a part is `prov:wasInfluencedBy` it; one that extraction had too, only `prov:used`.
What extraction said instead is an entity that the decision `prov:invalidated`, with its words as `prov:value`.

>>> row = Row("date", "2022-03-01", document="5/KH-UBND", who="Lan", when="2026-03-02", why="the scan has 1")
>>> change = Change(row, "head", ("date",), ("2022-03-07",))
>>> made = change_quads([change], Written("https://w3id.org/chidao/doc/a/b/2022/5-kh-ubnd"))
>>> sorted({q.object.value for q in made if q.predicate == t.PROV_VALUE})
['2022-03-01', '2022-03-07']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.corrections.rows import Row
from kg.corrections.state import Change
from kg.iri import DEFAULT_BASE, path_segment, slug
from kg.link.agencies import Agency
from kg.rdf import terms as t
from kg.rdf.document import Written
from kg.rdf.fields import field_iri
from loaders.text.fold import key

_PROPERTIES = {
    "number": t.NUMBER, "type": t.DOCUMENT_TYPE, "issuer": t.ISSUER_NAME, "province": t.PROVINCE_NAME,
    "place": t.PLACE_OF_ISSUE, "date": t.DATE, "title": t.TITLE, "signer": t.SIGNER_NAME,
    "signer-position": t.SIGNER_POSITION, "signer-authority": t.SIGNER_AUTHORITY, "recipient": t.RECIPIENT,
    "attached-to": t.RELATIONS["promulgates"],
}  # fmt: skip
_CITED = {
    "number": t.CITED_NUMBER, "date": t.CITED_DATE, "type": t.CITED_TYPE, "issuer": t.CITED_ISSUER,
    "subject": t.CITED_SUBJECT, "name": t.CITED_NAME, "term": t.CITED_TERM,
}  # fmt: skip
_OTHERS = {
    "citation": t.REFERS_TO, "target": t.REFERS_TO, "task": t.SET_BY, "lead": t.LED_BY, "support": t.SUPPORTED_BY,
    "deadline": t.HAS_DEADLINE, "basis": t.BASIS, "field": t.CLASSIFICATION, "requested": t.REQUESTED,
    "same-agency": t.AGENT,
}  # fmt: skip
# Facts that are a part of a node which extraction made.
_PARTS = ("basis", "requested", "target")


def graph_iri(base: str) -> NamedNode:
    """The graph of all decisions."""
    return NamedNode(f"{base}graph/corrections")


def decision(row: Row, base: str) -> tuple[NamedNode, NamedNode, list[Quad]]:
    """The node of a decision, that of the person, and what is told of both."""
    graph = graph_iri(base)
    node = NamedNode(f"{base}correction/{row.id}")
    person = NamedNode(f"{base}person/{slug(row.who) or 'x'}")
    told: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (node, t.RDF_TYPE, t.PROV_ACTIVITY), (node, t.RDFS_LABEL, Literal(row.said())),
        (node, t.RDFS_COMMENT, Literal(row.why)), (node, t.PROV_ASSOCIATED, person),
        (node, t.DCTERMS_DATE, t.date(row.when)), (node, t.DCTERMS_SUBJECT, _property(row)),
        (person, t.RDF_TYPE, t.PROV_AGENT), (person, t.RDFS_LABEL, Literal(row.who)),
    ]  # fmt: skip
    return node, person, [Quad(*triple, graph) for triple in told]


def _property(row: Row) -> NamedNode:
    """The property that a decision is about."""
    if row.group == "relation":
        return t.RELATIONS[row.fact.replace("-", "_")]
    if row.group in ("head", "cited"):
        return (_CITED if row.group == "cited" else _PROPERTIES)[row.fact]
    return _OTHERS[row.fact]


def change_quads(changes: Iterable[Change], written: Written, base: str = DEFAULT_BASE) -> list[Quad]:
    """What decisions came to in one document, whose nodes are those that were written."""
    graph = graph_iri(base)
    made: list[Quad] = []
    for change in changes:
        node, person, told = decision(change.row, base)
        made += told
        facts = _facts(change, written)
        made += [Quad(node, t.PROV_USED, each, graph) for each in _about(change, written, facts)]
        if change.agreed:
            continue
        if change.row.yes and not facts:
            # A value without words of its own: the decision is all there is to show.
            after = NamedNode(f"{node.value}#after")
            made.append(Quad(after, t.RDF_TYPE, t.PROV_ENTITY, graph))
            made.append(Quad(after, t.PROV_VALUE, Literal(change.row.value), graph))
            facts = [after]
        part = change.row.fact in _PARTS or change.row.group == "cited"
        for fact in facts if change.row.yes or part else ():
            if part:
                made.append(Quad(fact, t.PROV_INFLUENCED, node, graph))
            else:
                made.append(Quad(fact, t.PROV_GENERATED, node, graph))
                made.append(Quad(fact, t.PROV_ATTRIBUTED, person, graph))
        made += _before(node, change.before, graph)
    return made


def agency_quads(row: Row, former: Agency, now: Agency, base: str = DEFAULT_BASE) -> list[Quad]:
    """That two agencies are one: the former IRI leads to the one that stays."""
    graph = graph_iri(base)
    node, _, made = decision(row, base)
    old, new = NamedNode(base + former.iri), NamedNode(base + now.iri)
    return [
        *made,
        Quad(node, t.PROV_USED, new, graph),
        Quad(node, t.PROV_INVALIDATED, old, graph),
        Quad(old, t.RDF_TYPE, t.PROV_ENTITY, graph),
        Quad(old, t.RDFS_LABEL, t.vi(former.label), graph),
        Quad(old, t.REPLACED_BY, new, graph),
    ]


def _before(node: NamedNode, before: Iterable[str], graph: NamedNode) -> list[Quad]:
    made = []
    for i, said in enumerate(before, start=1):
        entity = NamedNode(f"{node.value}#before" + ("" if i == 1 else f".{i}"))
        made += [Quad(entity, t.RDF_TYPE, t.PROV_ENTITY, graph), Quad(entity, t.PROV_VALUE, Literal(said), graph),
                 Quad(node, t.PROV_INVALIDATED, entity, graph)]  # fmt: skip
    return made


def _about(change: Change, written: Written, facts: list[NamedNode]) -> list[NamedNode]:
    """What a decision looked at: the document, the provision that its row names, and facts that were there before."""
    found = [NamedNode(written.iri)]
    part = NamedNode(f"{written.iri}/{path_segment(change.row.path)}")
    if change.row.path and any(q.subject == part for q in written.quads):
        found.append(part)
    return found + (facts if change.agreed else [])


def _facts(change: Change, written: Written) -> list[NamedNode]:
    """The nodes of the graph that say what a decision says."""
    kind, at = change.kind, change.at
    if kind == "head":
        predicate = _PROPERTIES[at[0]]
        own = f"{written.iri}#"
        nodes = [q.subject for q in written.quads if q.predicate == t.STATES and q.object == predicate]
        found = [n for n in nodes if isinstance(n, NamedNode) and n.value.startswith(own)]
        return found if at[0] != "recipient" else []
    if kind in ("citation", "target"):
        return [node for node, cited in written.citations if cited == at[0]]
    if kind == "relation":
        return [node for node, kind_, source, target in written.statements if (source, kind_, target) == at]
    task = NamedNode(f"{written.iri}/{path_segment(at[0])}#task")
    if kind == "task":
        return [task] if any(q.subject == task for q in written.quads) else []
    if kind in ("lead", "support", "basis"):
        role = "support" if kind == "support" else "lead"
        mine = [(node, said) for node, of, said in written.assignments if of == task and said.role == role]
        return [node for node, said in mine if kind == "basis" or key(said.agency) == key(at[1])]
    return _classifications(task, at[1], written) if kind == "field" else _deadlines(task, at[1], written)


def _classifications(task: NamedNode, field: str, written: Written) -> list[NamedNode]:
    wanted = NamedNode(field_iri(field, written.iri.partition("doc/")[0]))
    named = {q.subject for q in written.quads if q.predicate == t.FIELD and q.object == wanted}
    mine = [q.object for q in written.quads if q.subject == task and q.predicate == t.CLASSIFICATION]
    return [node for node in mine if isinstance(node, NamedNode) and node in named]


def _deadlines(task: NamedNode, said: str, written: Written) -> list[NamedNode]:
    from kg.corrections.rows import when

    due = when(said) if said else None
    if due is None:
        return []
    wanted: Mapping[NamedNode, str | None] = {t.DUE_BY: due[3], t.RECURS: due[4]}
    nodes = [q.object for q in written.quads if q.subject == task and q.predicate == t.HAS_DEADLINE]
    values = {(q.subject, q.predicate): q.object.value for q in written.quads if q.predicate in wanted}  # type: ignore[union-attr]
    return [n for n in nodes if isinstance(n, NamedNode)
            if all(values.get((n, predicate)) == value for predicate, value in wanted.items())]  # fmt: skip
