"""Under which open provision a marked paragraph goes: the stack of what is open, and what closes when a mark is met.

>>> nodes = [Node(Provision(path, kind, 0, 0, 0, ordinal=n), rank, (kind, "."))
...          for path, kind, n, rank in [("", "paragraph", None, -1), ("I", "roman", 1, 7), ("I/1", "arabic", 1, 8)]]
>>> cut(nodes, 2).provision.path, len(nodes)
('I', 2)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.model import Provision
from loaders.parse.piece import Piece

# Rank of a mark: smaller stands higher. Bullets rank below every number, headings without number between.
RANK = {"phu-luc": 0, "phan": 1, "chuong": 2, "muc": 3, "tieu-muc": 4, "letter": 5, "dieu": 6, "roman": 7, "arabic": 8,
        "decimal": 9, "diem": 15, "dash": 20, "plus": 22}  # fmt: skip
MAX_DEPTH = 24
_NUMBERED = ("arabic", "khoan", "decimal", "dieu", "roman")  # what a decimal number can go under
_SKIPS = 3  # numbers that a careless list leaves out


@dataclass(slots=True)
class Node:
    """An open provision on the stack."""

    provision: Provision
    rank: float
    style: tuple[str, ...]
    number: str = ""
    unnumbered: int = 0
    taken: dict[str, int] = field(default_factory=dict)
    last: dict[tuple[str, ...], int] = field(default_factory=dict)


def parent(stack: list[Node], piece: Piece, rank: float, style: tuple[str, ...]) -> Node:
    """The open provision that a marked piece goes under; closes what lies deeper."""
    mark = piece.mark
    assert mark is not None  # noqa: S101 - only for marked pieces
    if mark.kind == "decimal":
        found = _decimal_parent(stack, mark.number)
        if found is not None:
            return found
    value = mark.ordinal
    if value is not None and mark.kind not in ("dash", "plus"):
        # back to a list that this number goes on, the innermost of the same style first
        for depth in range(len(stack) - 1, 0, -1):
            node = stack[depth]
            if node.style == style and node.provision.ordinal is not None and value == node.provision.ordinal + 1:
                return cut(stack, depth)
        skipped = _skipped(stack, style, value)
        if skipped is not None:
            return cut(stack, skipped)
        if value == 1 and mark.kind in ("arabic", "diem", "roman"):
            same = next((d for d in range(len(stack) - 1, 0, -1) if stack[d].style[:1] == style[:1]), None)
            if same is not None and _begins_anew(stack, same, style):
                return cut(stack, _nesting_depth(stack, same))
    depth = len(stack)
    while depth > 1 and stack[depth - 1].rank >= rank:
        depth -= 1
    if value is not None and value > 1 and mark.kind in ("arabic", "diem") and depth > 1:
        # a line in capitals between two points is no parent of the second
        above = stack[depth - 1]
        if above.provision.kind == "paragraph" and above.last.get(style[:1]) is None:
            outer = next((d for d in range(depth - 2, -1, -1) if style[:1] in stack[d].last), None)
            if outer is not None and stack[outer].last[style[:1]] == value - 1:
                return cut(stack, outer + 1)
    return cut(stack, depth)


def _skipped(stack: list[Node], style: tuple[str, ...], value: int) -> int | None:
    """The depth of a list within another of the same kind ("(4)" under "1.") that goes on but skips a number."""
    for depth in range(len(stack) - 1, 1, -1):
        node = stack[depth]
        if node.style == style and 0 < value - (node.provision.ordinal or value) <= _SKIPS:
            outer = stack[1:depth]
            if any(n.style[0] == style[0] and n.style != style for n in outer):
                return depth
    return None


def _begins_anew(stack: list[Node], same: int, style: tuple[str, ...]) -> bool:
    """Whether a list that begins at 1 again lies under what is open, and is no careless numbering."""
    node = stack[same]
    if len(stack) >= MAX_DEPTH:
        return False
    deeper = any(n.rank > node.rank and n.rank < RANK["dash"] for n in stack[same + 1 :])
    if deeper:
        return True
    return node.style != style and stack[-1].provision is node.provision


def _nesting_depth(stack: list[Node], same: int) -> int:
    """Keep open down to the deepest numbered provision: a list under it begins anew."""
    depth = len(stack)
    while depth > same + 1 and stack[depth - 1].rank >= RANK["dash"]:
        depth -= 1
    return depth


def _decimal_parent(stack: list[Node], number: str) -> Node | None:
    """2.1 goes under an open 2 or 2. - the number tells its parent."""
    prefix = number.rsplit(".", 1)[0]
    for depth in range(len(stack) - 1, 0, -1):
        node = stack[depth]
        if node.number.strip(".") == prefix and node.provision.kind in _NUMBERED:
            return cut(stack, depth + 1)
    return None


def cut(stack: list[Node], depth: int) -> Node:
    """Close what is open from `depth` on, never the root; what is open then."""
    del stack[max(depth, 1) :]
    return stack[-1]
