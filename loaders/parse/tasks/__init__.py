"""Tasks: the leaf provisions that tell somebody to do something, who leads, who supports, by when.

Rules are those of the gold guidelines, section "tasks". The stages: `parts` says in which part of the document a
provision stands, `roles` reads each for itself, `inherit` passes roles on from headings, lead-ins and label lines,
`loaders.parse.deadlines` finds when the work is due. Rows of tables are tasks by rules of their own
(`loaders.parse.tables.tasks`).

>>> from loaders.model import Text
>>> from loaders.parse import structure
>>> document, = structure(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "I. NHIỆM VỤ",
...     "1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát quy hoạch, hoàn thành trước ngày 30/6/2026."]))
>>> nodes = extract(document)
>>> [(t.provision, [(a.agency, a.role) for a in t.assignments], t.deadlines[0].date) for t in document.tasks]
[('I/1', [('Sở Xây dựng', 'lead'), ('Sở Tài chính', 'support')], '2026-06-30')]
"""

from __future__ import annotations

from typing import cast

from loaders.model import Assignment, Basis, Document, Task
from loaders.parse import deadlines
from loaders.parse.agencies.names import Where, where
from loaders.parse.tables import tasks as table_tasks
from loaders.parse.tables.table import Table
from loaders.parse.tasks import inherit, labels, parts, select
from loaders.parse.tasks.nodes import Node, Placed, Roles, build

__all__ = ["extract"]


def extract(document: Document, held: list[Table] | None = None) -> list[Node]:
    """Set `document.tasks`, in document order; gives the provisions of the body with their roles. Reads header and
    provisions; never raises on any text. `held` are the document's tables, where they are at hand."""
    header = document.header
    date = header.date.value if header.date else None
    setting = where(header.province.value if header.province else None, date)
    issuer = header.issuer.value if header.issuer else None
    roots, opening, nodes = build(document)
    mode = parts.default(header.type.value if header.type else None)
    roles = _opened(opening, setting, issuer)
    _walk(roots, roles, mode, setting, issuer)
    found = [node for node in nodes if select.is_task(node)]
    rows = table_tasks.extract(document, setting, issuer, held)
    document.tasks = sorted([*(_task(node, date) for node in found), *rows], key=lambda task: task.span.start)
    return nodes


def _opened(opening: list[Node], setting: Where, issuer: str | None) -> Roles:
    """The roles that the last paragraph before the body gives to all of it: "… yêu cầu các sở thực hiện như sau:"."""
    for node in reversed(opening[-3:]):
        if select.opens(node):
            inherit.prepare(node, setting, issuer)
            if node.reading.ordered:
                return inherit.resolve(node, Roles(), setting.province is not None, issuer)
    return Roles()


def _walk(roots: list[Node], above: Roles, mode: parts.Mode, setting: Where, issuer: str | None) -> None:
    """Settle mode, reading and roles of all nodes, siblings by siblings, from the top down."""
    groups = [(roots, above, mode)]
    seen: list[Node] = []
    while groups:
        nodes, above, mode = groups.pop()
        _siblings(nodes, above, mode, setting, issuer)
        seen += nodes
        for node in nodes:
            if node.children:
                below = node.block if node.block and (node.block.lead or node.block.support) else node.roles
                silent = node.label in ("time", "other", *labels.ROLES)
                groups.append((node.children, below, "none" if silent else node.mode))
    for node in reversed(seen):
        if node.block is not None:
            _hand_down(node)


def _siblings(nodes: list[Node], above: Roles, mode: parts.Mode, setting: Where, issuer: str | None) -> None:
    """Settle mode, reading and roles of siblings under a heading with roles `above` in a part of mode `mode`."""
    for node in nodes:
        if select.titles(node):  # a heading on a line of its own: "I." and below it "MỤC TIÊU"
            mode = parts.mode(node.folded.strip(" .:*"), mode) or mode
        node.mode = mode
        if node.children or node.provision.kind in select.HEADINGS:
            node.mode = parts.mode(node.folded.strip(" .:*"), mode) or mode
            if labels.first(node.folded) == "time" and any(labels.first(n.folded) in labels.ROLES for n in nodes):
                node.mode = mode  # when a task is due, a line for each body: no part about periods
        if node.provision.kind == "phu-luc":
            node.mode = parts.annex([node.folded, *(child.folded for child in node.children[:3])])
        if node.mode != "none" or select.may_order(node):
            inherit.prepare(node, setting, issuer)
    inherit.adopt_headings(nodes)
    current: Roles = above
    now: parts.Mode | None = None
    province = setting.province is not None
    for node in nodes:
        own = node.children and parts.mode(node.folded.strip(" .:*"), mode)
        if now is not None and node.mode == "none" and not own:
            node.mode = now
            inherit.prepare(node, setting, issuer)  # not read yet: its part was thought to hold no tasks
        current = Roles() if node.provision.kind == "phu-luc" else current  # its opening speaks of the body alone
        node.roles = inherit.resolve(node, current, province, issuer)
        if node.provision.kind == "paragraph" and not node.children and select.leads_in(node, issuer):
            node.leads_in = True
            if node.reading.subject:
                current = node.roles
            now = "soft"
    _blocks(nodes, setting, issuer)


def _blocks(nodes: list[Node], setting: Where, issuer: str | None) -> None:
    """Label lines give their roles and times to the siblings before them, or to the heading above all of them."""
    anchors: list[Node] = []
    block: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and node.label is not None and node.label != "content":
            block.append(node)
            continue
        if block:
            _apply(block, anchors, nodes, setting, issuer)
            block, anchors = [], []
        if node is not None:
            anchors.append(node)
    for node in nodes:
        if node.block is None and node.label in (None, "content") and not node.leads_in and labels.within(node.folded):
            roles, times = inherit.block_roles([node], setting, issuer)
            if roles.lead or roles.support:
                node.block, node.times = roles, times


def _apply(block: list[Node], anchors: list[Node], siblings: list[Node], setting: Where, issuer: str | None) -> None:
    kinds = {segment.kind for node in block for segment in labels.segments(node.text, node.folded)} | {
        n.label for n in block
    }
    if not kinds & {*labels.ROLES, "time"}:
        return
    roles, times = inherit.block_roles(block, setting, issuer)
    anchors = [a for a in anchors if not a.leads_in]
    if not anchors:
        parent = siblings[0].parent
        if parent is None or any(n.label in (None, "content") for n in siblings) or parent.label is not None:
            return
        parent.whole = True
        anchors = [parent]
    for anchor in anchors:
        anchor.block = roles
        anchor.times = times


def _hand_down(node: Node) -> None:
    """The leaves under a node have the roles and times of its label lines."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        for child in one.children:
            if child.block is None and child.label in (None, "content"):
                child.block, child.times = one.block, one.times
                waiting.append(child)


def _task(node: Node, date: str | None) -> Task:
    roles = _final(node)
    assignments = [_assignment(p, "lead", roles.basis, node) for p in roles.lead]
    assignments += [_assignment(p, "support", None, node) for p in roles.support]
    node.due = deadlines.extract(node.text, date, node.at, folded=node.folded)
    found = list(node.due)
    for words, at in node.times:
        found += deadlines.extract(words, date, at, label=True)
    once = {(d.date, d.kind, d.recurs): d for d in reversed(found)}
    kept = tuple(d for d in found if once[d.date, d.kind, d.recurs] is d)
    return Task(node.path, node.provision.span, tuple(assignments), roles.requested, kept)


def _final(node: Node) -> Roles:
    """A task's roles: those of label lines, in its own words or after it, come before all others."""
    own = node.roles
    if node.block and (node.block.lead or node.block.support):
        extra = [node.placed(f) for f in (*node.reading.partners, *node.reading.others)]
        lead = node.block.lead or own.lead
        basis = node.block.basis if node.block.lead else own.basis
        return Roles(lead, inherit.unique(node.block.support, extra, without=lead), basis, lead, own.requested)
    return own


def _assignment(placed: Placed, role: str, basis: str | None, node: Node) -> Assignment:
    return Assignment(
        placed.name,
        "lead" if role == "lead" else "support",
        cast("Basis | None", basis if role == "lead" else None),
        placed.span,
        placed.provision,
        placed.provision != node.path,
        placed.group,
        placed.kind,
    )
