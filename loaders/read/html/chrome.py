"""What of a page is the document, and what the site set around it.

No site's class names decide. A document is known by its own lines (`loaders.read.html.outline`): what stands before its
letterhead is not part of it; from the body inwards, the path of elements that hold most of it is followed, and what
stands beside that path stays unless it reads like a site: it is named as navigation, it is made of links, or it says
what only sites say. In doubt a part stays, since a lost annex is worse than a foreign line, which the parser can still
set aside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from loaders.read.html.outline import INLINE, Line, Outline
from loaders.read.html.tree import Child, Node
from loaders.text.fold import fold
from loaders.text.patterns import load

_ON_PATH = 0.6  # of an element's document lines that one child must hold to be followed
_HEAD = 30  # lines after the motto in which a number, type or basis must follow
_LETTERHEAD = 8  # lines of a letterhead that may stand before the motto
_STRONG = 4.0  # weight from which lines are a document's and not chance
_SAME = 60  # letters by which a line of contents and the line of the document are compared
_SHORT = 400  # letters


@dataclass(slots=True)
class Aside:
    """What is left out: elements and texts, how many lines and how one of them reads."""

    left: set[Child] = field(default_factory=set)
    lines: int = 0
    sample: str = ""


def aside(root: Node, page: Outline) -> Aside:
    """Tell what of a page is no part of the document (hidden elements are not looked at: they are known)."""
    out = Aside()
    start = _start(page)
    hidden = set(page.hidden)
    path = _path(root, page)
    on_path, deepest = set(path), path[-1]
    own = _heads(page, *page.facts[deepest])
    stack = [root]
    while stack:
        node = stack.pop()
        beside = node in on_path and node is not deepest
        for child in node.children:
            if child not in page.facts or child in hidden:
                continue
            first, last = page.facts[child]
            if first == last:
                continue
            foreign = last <= start
            if not foreign and isinstance(child, Node) and child not in on_path:
                foreign = (beside and _contents(page.lines[first:last], own)) or _foreign(
                    child, page, beside=beside, after=first >= start > 0
                )
            if foreign:
                out.left.add(child)
                out.lines += last - first
                out.sample = out.sample or page.lines[first].head
            elif isinstance(child, Node):
                stack.append(child)
    return out


def _start(page: Outline) -> int:
    """The line on which the first letterhead begins; 0 where there is none."""
    lines = page.lines
    for i, line in enumerate(lines):
        if line.anchor != "motto":
            continue
        kinds = {each.anchor for each in lines[i + 1 : i + 1 + _HEAD]}
        if not kinds & {"number", "type", "basis", "addressee", "enacting"}:
            continue  # the banner of a portal
        k = i
        while k > 0 and i - k < _LETTERHEAD and _of_letterhead(lines[k - 1].head, lines[k - 1].linked):
            k -= 1
        return k
    return 0


def _of_letterhead(words: str, linked: int) -> bool:
    letters = [c for c in words if c.isalpha()]
    if linked or len(words) > 120 or load("html")["phrase.site"].search(fold(words)):
        return False
    return not letters or "".join(letters).isupper() or fold(words).startswith(("số", "v/v", "về việc"))


def _path(root: Node, page: Outline) -> list[Node]:
    """From the root inwards, as long as one child holds most of the document."""
    path = [root]
    while True:
        node = path[-1]
        inner = [child for child in node.children if isinstance(child, Node) and child in page.facts]
        best = max(inner, key=lambda child: page.sum("weight", child), default=None)
        total = page.sum("weight", node)
        if best is None or not total or page.sum("weight", best) < _ON_PATH * total or best.tag in INLINE:
            return path
        path.append(best)


def _foreign(node: Node, page: Outline, *, beside: bool, after: bool) -> bool:
    """Whether an element reads like a site. `beside`: it stands beside the path; `after` the letterhead."""
    strong, letters, linked = (page.sum(what, node) for what in ("strong", "letters", "linked"))
    if _named(node) and strong < max(_STRONG, 0.02 * page.sums["weight"][-1]):
        return True
    if node.tag in INLINE or node.tag == "p" or strong >= _STRONG:
        return False
    first, last = page.facts[node]
    said = page.sum("site", node)
    if beside:
        if linked > 0.5 * letters or said >= max(1, 0.2 * (last - first)):
            return True
        return after and letters < _SHORT and not _holds_table(node)  # a sentence or two
    if last - first >= 3 and linked > 0.8 * letters:
        return True
    return said >= 2 and said >= 0.5 * (last - first) and not page.sum("weight", node)


def _heads(page: Outline, first: int, last: int) -> set[str]:
    """How the lines of the document begin."""
    return {fold(line.head[:_SAME]) for line in page.lines[first:last]}


def _contents(lines: list[Line], own: set[str]) -> bool:
    """Whether these lines beside the document only repeat its own, as a site's table of contents does."""
    bare = load("html")["phrase.contents"]
    same = sum(fold(line.head[:_SAME]) in own or bool(bare.fullmatch(fold(line.head))) for line in lines)
    return same > 0.6 * len(lines)


def _named(node: Node) -> bool:
    chrome, roles, tags = _names()
    if node.tag in tags or node.get("role").lower() in roles:
        return True
    words = fold(f"{node.get('class')} {node.get('id')}"[:400]).replace("-", " ").replace("_", " ").split()
    return any(word in chrome for word in words) and node.tag not in ("body", "html", "td", "th", "tr", "p")


def _holds_table(node: Node) -> bool:
    stack: list[Node] = [node]
    while stack:
        at = stack.pop()
        if at.tag == "table":
            return True
        stack += [child for child in at.children if isinstance(child, Node)]
    return False


@cache
def _names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = load("html")
    return tuple(frozenset(data.words(f"names.{each}")) for each in ("chrome", "roles", "tags"))  # type: ignore[return-value]
