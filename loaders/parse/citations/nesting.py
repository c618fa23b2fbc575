"""Which mention stands in what another document is about: "Kế hoạch … thực hiện Kết luận … về tiếp tục thực hiện …".

A list may also go on with a document beside it ("… của Luật Quy hoạch và Nghị định số 58/2023/NĐ-CP"); then what the
first one is about ends before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

_AMENDING = ("sửa đổi", "bổ sung", "bãi bỏ", "thay thế", "hủy bỏ")

# After the name of one of these and a comma, the sentence goes on with something else.
_CLOSING = ("Đề án", "Quy hoạch", "Chiến lược", "Chương trình", "Kế hoạch")


class Node(Protocol):
    """A mention with what it is about."""

    start: int
    end: int
    type: str | None
    subject: int | None
    subject_end: int


N = TypeVar("N", bound=Node)


def nest(nodes: Sequence[N], folded: str) -> list[N | None]:
    """The innermost mention in whose name or subject each one stands, None for those that stand free.

    `nodes` are those of one provision, sorted by start, the longer first. Shortens `subject_end` of a node where a list
    goes on beside it.
    """
    parents: list[N | None] = []
    stack: list[N] = []
    children: dict[int, N] = {}
    for node in nodes:
        while stack:
            top = stack[-1]
            if node.end <= top.end:
                break
            if top.subject is not None and top.subject <= node.start < top.subject_end:
                joint = link(folded, node.start)
                if joint is None or not _beside(top, children.get(id(top)), node, joint[1], folded):
                    break
                top.subject_end = top.subject + len(folded[top.subject : joint[0]].rstrip(" ,;"))
                if top.subject_end <= top.subject:
                    top.subject = None
            stack.pop()
        parent = stack[-1] if stack else None
        parents.append(parent)
        if parent is not None:
            children[id(parent)] = node
            if node.type in _CLOSING and node.end > parent.end and folded.startswith(",", node.end):
                parent.subject_end = min(parent.subject_end, node.end)
        stack.append(node)
    return parents


def link(folded: str, at: int) -> tuple[int, str] | None:
    """The comma or "và" directly before a position, and where it stands."""
    base = max(0, at - 20)
    before = folded[base:at].rstrip(' :"(')
    if before.endswith(" số"):
        before = before[:-3].rstrip()
    for plural in (" các", " những", " và các"):
        if before.endswith(plural) and not plural.startswith(" và"):
            before = before[: -len(plural)]
    for word in (", và", "; và", " và", ",", ";", " cùng với", " cùng"):
        if before.endswith(word):
            return base + len(before) - len(word), word.strip()
    return None


def _beside(top: Node, sibling: Node | None, node: Node, link: str, folded: str) -> bool:
    """Whether a listed mention stands beside `top` and not beside what `top` is about."""
    if ";" in link:
        return True
    if sibling is None:
        return True
    if node.type == sibling.type and sibling.type != top.type:
        return False
    if node.type == top.type:
        amends = top.subject is not None and folded.startswith(_AMENDING, top.subject)
        return not (amends and node.type == sibling.type)
    return link == ","
