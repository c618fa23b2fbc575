"""What of a page is the document, and what the site set around it.

No site's class names decide. A document is known by its own lines (`loaders.read.html.outline`): what stands before its
letterhead is not part of it; from the body inwards, the path of elements that hold most of it is followed, and what
stands beside that path stays unless it reads like a site: it is named as navigation, it is made of links, or it says
what only sites say. In doubt a part stays, since a lost annex is worse than a foreign line, which the parser can still
set aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from loaders.read.html.notes import is_note
from loaders.read.html.outline import INLINE, Line, Outline
from loaders.read.html.tree import Child, Node
from loaders.text.fold import fold
from loaders.text.patterns import load

_ON_PATH = 0.6  # of an element's document lines that one child must hold to be followed
_WHOLE = 0.95  # the same for a table or list, which is more often a part of a document than the page around it
_PARTS = ("table", "ol", "ul")
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
    end = max((i for i, line in enumerate(page.lines) if line.anchor not in ("", "long")), default=len(page.lines))
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
            # what stands in the document's own element as its paragraphs do is left to the parser
            foreign = last <= start and (beside or (isinstance(child, Node) and child.tag not in (*INLINE, "p")))
            if not foreign and isinstance(child, Node) and child not in on_path:
                foreign = (beside and _contents(page.lines[first:last], own)) or _foreign(
                    child, page, beside=beside, after=first > end and start > 0
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
    """From the root inwards, as long as one child holds most of the document; first to what calls itself the main
    part of the page, if nothing of a document stands outside it."""
    path = _to_main(root)
    if page.sum("strong", root) - page.sum("strong", path[-1]) >= _STRONG:
        path = [root]
    while True:
        node = path[-1]
        inner = [child for child in node.children if isinstance(child, Node) and child in page.facts]
        best = max(inner, key=lambda child: page.sum("body", child), default=None)
        total = page.sum("body", node)
        if best is None or not total or best.tag in (*INLINE, "p"):
            return path
        if page.sum("body", best) < total * (_WHOLE if best.tag in _PARTS else _ON_PATH) or _leaves(page, node, best):
            return path
        path.append(best)


def _leaves(page: Outline, node: Node, child: Node) -> bool:
    """Whether a part of a document stands in the element and none like it in its child."""
    (first, last), (start, end) = page.facts[node], page.facts[child]
    inside = {line.anchor for line in page.lines[start:end]}
    outside = {line.anchor for line in (*page.lines[first:start], *page.lines[end:last])}
    return bool(outside - inside - {"", "mark", "long"})


def _to_main(root: Node) -> list[Node]:
    """The way to the one `<main>` of a page; only the root where there is none, or several."""
    found: list[list[Node]] = []
    way: list[Node] = []
    stack: list[tuple[Node, int]] = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        del way[depth:]
        way.append(node)
        if node.tag == "main" or node.get("role") == "main":
            found.append(list(way))
        else:
            stack += [(child, depth + 1) for child in node.children if isinstance(child, Node)]
    return found[0] if len(found) == 1 else [root]


def _foreign(node: Node, page: Outline, *, beside: bool, after: bool) -> bool:
    """Whether an element reads like a site. `beside`: it stands beside the path; `after` all that is known as
    a document's."""
    strong, letters, linked = (page.sum(what, node) for what in ("strong", "letters", "linked"))
    if letters - linked > 0.5 * (page.sums["letters"][-1] - page.sums["linked"][-1]):
        return False  # most of the page, whatever it is called: ASP.NET has a form around all
    if _named(node) and strong < max(_STRONG, 0.02 * page.sums["weight"][-1]):
        return True
    if node.tag in INLINE or node.tag == "p" or strong >= _STRONG:
        return False
    first, last = page.facts[node]
    said = page.sum("site", node)
    if beside:
        foreign = linked > 0.5 * letters or said >= max(1, 0.2 * (last - first))
        foreign = foreign or (after and letters < _SHORT and not _holds(node, _is_table))  # a sentence or two
    else:
        foreign = last - first >= 3 and linked > 0.8 * letters
        foreign = foreign or (said >= 2 and said >= 0.5 * (last - first) and not page.sum("weight", node))
    return foreign and not _holds(node, is_note)


def _heads(page: Outline, first: int, last: int) -> set[str]:
    """How the lines of the document begin."""
    return {fold(line.head[:_SAME]) for line in page.lines[first:last]}


def _contents(lines: list[Line], own: set[str]) -> bool:
    """Whether these lines beside the document only repeat its own, as a site's table of contents does."""
    bare = load("html")["phrase.contents"]
    same = sum(fold(line.head[:_SAME]) in own or bool(bare.fullmatch(fold(line.head))) for line in lines)
    return len(lines) > 2 and same > 0.6 * len(lines)


def _named(node: Node) -> bool:
    chrome, roles, tags = _names()
    if node.tag in tags or node.get("role").lower() in roles:
        return True
    if node.tag == "header" and _holds(node, lambda each: each.tag == "nav"):
        return True
    if not node.attributes:
        return False
    if node.tag == "div" and node.get("title") in ("header", "footer"):
        return True  # a running head, as LibreOffice writes it
    words = fold(f"{node.get('class')} {node.get('id')}"[:400]).replace("-", " ").replace("_", " ").split()
    return any(word in chrome for word in words) and node.tag not in ("body", "html", "td", "th", "tr", "p")


def _is_table(node: Node) -> bool:
    return node.tag == "table"


def _holds(node: Node, what: Callable[[Node], bool]) -> bool:
    stack: list[Node] = [node]
    while stack:
        at = stack.pop()
        if what(at):
            return True
        stack += [child for child in at.children if isinstance(child, Node)]
    return False


@cache
def _names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = load("html")
    return tuple(frozenset(data.words(f"names.{each}")) for each in ("chrome", "roles", "tags"))  # type: ignore[return-value]
