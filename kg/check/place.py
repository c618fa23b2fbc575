"""Where the words of a node stand: file, line, provision, quote.

A fact has them (`cd:in`), a provision is such a place itself. Of a document it is the statement of its header for the
property in question; of an agency or a document that is only cited, and of what hangs on one, the first place that
names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg.check.pieces import PARTS
from kg.iri import document_of, graph_of
from kg.rdf import terms as t

if TYPE_CHECKING:
    from pyoxigraph import Store


class Place(NamedTuple):
    """Where words stand; what is not known is empty or None. `document` is its label."""

    file: str = ""
    line: int | None = None
    path: str = ""
    quote: str = ""
    document: str = ""


def place(store: Store, base: str, node: str, prop: str = "") -> Place:
    """The place of a node of the graph; `prop` is the property of it that is in question, if any."""
    stands = _stands(store, base, NamedNode(node), prop)
    document = document_of(stands.value if stands is not None else node, base)
    file = label = ""
    if document is not None:
        of = NamedNode(document)
        source = next(_nodes(store, of, t.SOURCE_FILE_OF), None)
        file = _text(store, source, t.FILE_NAME) if source is not None else ""
        label = _text(store, of, t.RDFS_LABEL)
    if stands is None:
        return Place(file, None, "", "", label or _text(store, NamedNode(node), t.RDFS_LABEL))
    part = stands if _text(store, stands, t.PATH) else next(_nodes(store, stands, t.IN), None)
    if part is None:
        return Place(file, None, "", "", label)
    line = _text(store, part, t.LINE)
    return Place(file, int(line) if line else None, _text(store, part, t.PATH), _quote(store, stands, part), label)


def _stands(store: Store, base: str, node: NamedNode, prop: str) -> NamedNode | None:
    """The provision or fact whose words are those of the node."""
    if _text(store, node, t.PATH) or next(_nodes(store, node, t.IN), None) is not None:
        return node
    for predicate in PARTS:
        owner = next((q.subject for q in store.quads_for_pattern(None, predicate, node, None)), None)
        if isinstance(owner, NamedNode):
            node = owner
    document = document_of(node.value, base)
    if document is not None:
        graph = NamedNode(graph_of(document, base))
        for states in (NamedNode(prop) if prop else None, t.TITLE, t.DOCUMENT_TYPE, None):
            said = store.quads_for_pattern(None, t.STATES, states, graph)
            found = min((q.subject.value for q in said if q.subject.value.startswith(f"{document}#")), default=None)  # type: ignore[union-attr]
            if found is not None:
                return NamedNode(found)
    for predicate in (t.REFERS_TO, t.AGENT):
        named = min((q.subject.value for q in store.quads_for_pattern(None, predicate, node, None)), default=None)  # type: ignore[union-attr]
        if named is not None:
            return NamedNode(named)
    return None


def _quote(store: Store, node: NamedNode, part: NamedNode) -> str:
    text = _text(store, part, t.TEXT)
    begin, end = _text(store, node, t.FROM), _text(store, node, t.TO)
    return text[int(begin) : int(end)] if begin.isdigit() and end.isdigit() else text


def _nodes(store: Store, node: NamedNode, predicate: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(node, predicate, None, None):
        if isinstance(quad.object, NamedNode):
            yield quad.object


def _text(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    quad = next(store.quads_for_pattern(node, predicate, None, None), None)
    return "" if quad is None else str(quad.object.value)  # type: ignore[union-attr]
