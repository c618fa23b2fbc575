"""The tree of a document's body as the extraction of tasks walks it: each provision with its words, folded once."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.model import Deadline, Document, Provision, Span
from loaders.parse.agencies.lists import Found
from loaders.parse.tasks.parts import Mode
from loaders.parse.tasks.roles import Reading
from loaders.text.fold import fold_whole

# parts of head and foot, and what stands beside the text: never tasks, not counted as children
BESIDE = frozenset({"footnote", "note", "cell", "table", "row"})
HEAD = frozenset(
    {"issuer", "motto", "number", "place-date", "type", "title", "attachment", "addressee", "basis", "enacting"}
    | {"recipients", "recipient", "signature"}
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An agency with its words' place in the file and the provision they stand in."""

    name: str
    kind: str | None
    group: bool
    span: Span
    provision: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Who leads and supports; `told` whom the words address (as the guidelines: "the assignee")."""

    lead: tuple[Placed, ...] = ()
    support: tuple[Placed, ...] = ()
    basis: str | None = None
    told: tuple[Placed, ...] = ()
    requested: bool = False


_UNREAD, _NOBODY = Reading(), Roles()


@dataclass(slots=True)
class Node:
    """A provision; `text` its words after the mark, `at` where they begin in the file, `skip` where in them the words
    after a label ("Nội dung thực hiện:") begin."""

    provision: Provision
    text: str
    folded: str
    at: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    mode: Mode = "none"
    label: str | None = None
    skip: int = 0
    reading: Reading = _UNREAD
    roles: Roles = _NOBODY
    leads_in: bool = False
    block: Roles | None = None
    times: tuple[tuple[str, int], ...] = ()
    due: tuple[Deadline, ...] | None = None  # the deadlines that its own words say, once they were read
    whole: bool = False  # its only children are labels: the heading is the task

    @property
    def path(self) -> str:
        """The provision's path."""
        return self.provision.path

    def placed(self, found: Found) -> Placed:
        """An agency of this provision's words (after `skip`) with its place in the file."""
        start = self.at + self.skip
        return Placed(found.name, found.kind, found.group, Span(start + found.start, start + found.end), self.path)


def build(document: Document) -> tuple[list[Node], list[Node], list[Node]]:
    """The roots of the body, the paragraphs of the opening, and all nodes of the body in document order.

    What stands after the signature is left out (remains of a web page), but for the text of annexes.
    """
    text = document.text.text
    high = max((p.end for p in document.provisions), default=0)
    folded = fold_whole(text)
    ends = [p.start for p in document.provisions if p.kind in ("recipients", "signature") and p.path[:5] == "foot/"]
    foot = min(ends, default=high + 1)
    roots: list[Node] = []
    opening: list[Node] = []
    nodes: dict[str, Node] = {}
    outside: set[str] = set()
    for provision in document.provisions:
        if (
            provision.kind in BESIDE
            or provision.kind in HEAD
            or (provision.parent in outside and provision.parent is not None)
        ):
            outside.add(provision.path)
            continue
        start = min(max(provision.content, provision.start), provision.end)
        node = Node(provision, text[start : provision.end], folded[start : provision.end], start)
        if provision.kind == "opening" or provision.path.startswith("head/"):
            opening.append(node)
            continue
        if provision.path.startswith("foot/") or (
            provision.parent is None and provision.kind == "paragraph" and provision.start > foot
        ):
            continue
        node.parent = nodes.get(provision.parent) if provision.parent else None
        (node.parent.children if node.parent else roots).append(node)
        nodes[provision.path] = node
    return roots, opening, list(nodes.values())
