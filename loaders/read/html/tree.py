"""The tree of an HTML file: elements with the attributes that matter, and the places of their texts.

Built by lexbor (selectolax), which follows the HTML Living Standard, from the markup that `loaders.read.html.places`
has taken the texts out of. Nothing here recurses.

>>> root = build(mark("<p>Sở <b>Y tế</b>"), "a.html")
>>> [node.tag for node in walk(root)]
['html', 'head', 'body', 'p', 'b']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

from loaders.read.bounds import MAX_NODES
from loaders.read.decode import ReadError
from loaders.read.html.places import MARK, PREFIX, Marked, mark, number

__all__ = ["Child", "Node", "Words", "build", "mark", "walk"]


@dataclass(slots=True, eq=False)
class Words:
    """A text: where it begins and ends in the file; `loose` is the text itself where that is not known, or a blank."""

    start: int
    end: int
    loose: str = ""


@dataclass(slots=True, eq=False)
class Node:
    """An element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute's value, empty where there is none."""
        return self.attributes.get(name, "")


Child = Union[Node, Words]  # noqa: UP007  (evaluated at run time, before Node stands)


def build(page: Marked, name: str) -> Node:
    """The root element; raises ReadError where the page has more nodes than the bound or the parser gives up."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        parser = LexborHTMLParser(page.markup)
    except SelectolaxError as error:  # memory ran out: nothing else makes an HTML parser fail
        raise ReadError(f"{name}: HTML that no parser takes; save it as .txt") from error
    at = parser.root
    top = Node("html")
    if at is None:
        return top
    stack = [top]
    count = 0
    at = at.child
    depth = 0
    while at is not None:
        count += 1
        if count > MAX_NODES:
            raise ReadError(f"{name}: more than {MAX_NODES:,} elements; split the file")
        child = None
        if at.is_element_node:
            tag = at.tag or ""
            node = Node(tag.removeprefix(PREFIX), {key: value or "" for key, value in at.attributes.items()})
            stack[-1].children.append(node)
            child = at.child
            if child is not None:
                stack.append(node)
                depth += 1
                at = child
                continue
        elif at.is_text_node:
            stack[-1].children += _words(at.text_content or "", page)
        following = at.next
        while following is None and at is not None and depth:
            at = at.parent
            depth -= 1
            stack.pop()
            following = at.next if at is not None else None
        at = following
    return top


def _words(text: str, page: Marked) -> Iterator[Words]:
    at = 0
    for match in MARK.finditer(text):
        if match.start() > at:
            yield Words(-1, -1, text[at : match.start()])
        start, end = page.texts[number(match[1])]
        yield Words(start, end)
        at = match.end()
    if at < len(text):
        yield Words(-1, -1, text[at:])


def walk(top: Node) -> Iterator[Node]:
    """All elements, in the order of the file."""
    stack = [top]
    while stack:
        node = stack.pop()
        yield node
        stack += [child for child in reversed(node.children) if isinstance(child, Node)]
