"""The edges that mentions state, place by place (gold guidelines, `relations`).

A document named in what another one is about stands to that one; one that stands free stands to this document: by the
title, by the clause of the basis or the opening it is in, by the article; else it is merely cited.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, cast

from loaders.model import Document, Relation, RelationType
from loaders.parse.citations import named, tail
from loaders.parse.citations.issuer import Context
from loaders.parse.citations.merge import aliases
from loaders.parse.citations.nesting import link, nest
from loaders.parse.citations.view import Place, View
from loaders.text.fold import key
from loaders.text.patterns import Pattern, load

THIS: Literal["this"] = "this"


_CLAUSE = 1500  # code points before a mention in which the beginning of its clause is sought
# No pattern of the table `passive` fits without one of these.
_PASSIVE = ("sửa đổi", "bổ sung", "điều chỉnh", "thay thế", "bãi bỏ", "phê duyệt", "ban hành")


@dataclass(slots=True)
class Node:
    """A mention of the cited document `key`, with what follows it."""

    start: int
    end: int
    place: Place
    key: str
    type: str | None
    subject: int | None
    subject_end: int
    after: int  # where issuer and term, or what it is about, end


@cache
def _table(name: str) -> dict[str, Pattern]:
    data = load("relations")
    return {key: data[f"{name}.{key}"] for key, value in data.data[name].items() if isinstance(value, str)}


@cache
def _ranks() -> dict[str, int]:
    return {kind: i for i, kind in enumerate(load("relations").words("rank.order"))}


def classify(words: str, table: str) -> tuple[str, int] | None:
    """The relation that folded words state by a table of relations.toml, and where its trigger begins.

    >>> classify("ban hành kế hoạch triển khai thực hiện ", "edge")
    ('implements', 0)
    >>> classify("sửa đổi, bổ sung một số điều của ", "edge")[0], classify("tổng kết ", "edge")
    ('amends', None)
    """
    for kind, pattern in _table(table).items():
        match = pattern.search(words)
        if match is not None:
            return kind, match.start()
    return None


class Edges:
    """Collects the relations of one document. Used once: `Edges(document, view).run()`."""

    def __init__(self, document: Document, view: View) -> None:
        self.document = document
        self.view = view
        self.folded = self.view.folded
        self.context = Context.of(document)
        self.edges: dict[tuple[str, str], Relation] = {}
        self.aliases: dict[str, str] = {}
        self.issuers = {cited.key: cited.issuer for cited in document.citations or ()}
        header = document.header
        kinds = load("relations").words("article.kinds")
        self.enacts = header.type is not None and header.type.value in kinds

    def run(self) -> list[Relation]:
        """The strongest edge of each pair, sorted by where it is stated."""
        nodes = self._nodes()
        self.aliases = self._aliases(nodes)
        for _, here in groupby(nodes, key=lambda node: node.place.start):
            self._place(list(here))
        touched = {key for pair in self.edges for key in pair}
        for node in nodes:
            if node.key not in touched:  # named only within another's title, and no edge says how they stand
                touched.add(node.key)
                self._add(THIS, "cites", node.key, node.start, node)
        return sorted(self.edges.values(), key=lambda relation: (relation.span, relation.source, relation.target))

    def _nodes(self) -> list[Node]:
        nodes: list[Node] = []
        base = self.view.base
        for cited in self.document.citations or ():
            speaks = cited.name is None
            for mention in cited.mentions:
                start, end = mention.span.start - base, mention.span.end - base
                place = self.view.place(start)
                if place is None:
                    continue
                if place.more and cited.name and self.folded.startswith(key(cited.name), start):
                    end = max(end, start + len(key(cited.name)))  # a name over two lines of a title
                node = Node(start, end, place, cited.key, cited.type, None, 0, end)
                if speaks:
                    after = tail.of(self.folded, self.view.text, end, place.end, self.context)
                    node.after = end + after.end
                    if after.subject is not None:
                        node.subject, node.subject_end = end + after.subject, end + after.end
                nodes.append(node)
        nodes.sort(key=lambda node: (node.start, -node.end))
        return nodes

    def _place(self, nodes: list[Node]) -> None:
        """The edges stated in one provision."""
        parents = nest(nodes, self.folded)
        said: dict[int, tuple[str, int] | None] = {}  # of the last child of each parent, for lists
        previous: Node | None = None
        for node, parent in zip(nodes, parents, strict=True):
            listed = previous is not None and link(self.folded, node.start) is not None
            if parent is None:
                self._free(node, said, listed)
            else:
                self._nested(node, parent, said, listed)
            previous = node
        self._passive(nodes, parents)
        if self.aliases:
            for node in nodes:
                self._by_alias(node)

    # within another's title ------------------------------------------------------------------------------------

    def _nested(self, node: Node, parent: Node, said: dict[int, tuple[str, int] | None], listed: bool) -> None:
        begin = parent.start if node.end <= parent.end or parent.subject is None else parent.subject
        letters = load("relations").words("letter.kinds")
        words = self._lead(begin, node.start)
        if begin == parent.start:  # within a name: past its own type word
            words = words.removeprefix(key(parent.type or "")).lstrip()
            begin = node.start - len(words)
        found = classify(words, "letter" if parent.type in letters else "edge")
        if found is not None:
            found = (found[0], begin + found[1])
        elif listed:
            found = said.get(id(parent))
        said[id(parent)] = found
        if found is not None:
            self._add(parent.key, found[0], node.key, found[1], node)

    # to this document ------------------------------------------------------------------------------------------

    def _free(self, node: Node, said: dict[int, tuple[str, int] | None], listed: bool) -> None:
        part = node.place.part
        unnumbered = self.document.header.number is None
        if part == "attachment" or (node.place.provision.kind == "note" and unnumbered):
            words = self.folded[node.place.start : node.start]
            if classify(words, "attachment") is not None:
                self._add(node.key, "promulgates", THIS, node.place.start, node)
                return
        found = self._said(node, part)
        if found is None and listed:
            found = said.get(0)
            if found is not None and found[0] == "proposed_by" and ";" in self.folded[node.start - 12 : node.start]:
                found = None
        said[0] = found
        kind, begin = found or ("cites", node.start)
        self._add(THIS, kind, node.key, begin, node)

    def _said(self, node: Node, part: str) -> tuple[str, int] | None:
        begin = self._clause(node, part)
        words = self._lead(begin, node.start)
        found: tuple[str, int] | None = None
        if part == "title":
            found = classify(words, "title")
        elif part in ("basis", "opening"):
            found = classify(words, "lead") or classify(words, "making")
        else:
            found = classify(words, "closing")
            if found is None and self.enacts:
                found = classify(words, "article")
                if found is not None and found[0] == "ends":
                    found = None
                if found is None and " này" in self.folded[begin : node.after + 200]:
                    after = _table("article")["ends"].match(self.folded[node.after : node.place.end])
                    found = ("replaces", node.start - begin) if after is not None else None
        return (found[0], begin + found[1]) if found is not None else None

    def _lead(self, begin: int, end: int) -> str:
        """The words before a mention, without a type word that stands on the line before it ("QUYẾT ĐỊNH SỐ")."""
        words = self.folded[begin:end]
        if words.endswith("số "):
            match = _table("number")["typed"].search(words)
            if match is not None:
                return words[: match.start() + 1]
        return words

    def _clause(self, node: Node, part: str) -> int:
        """Where the clause that a mention stands in begins: after the last ";" or full stop before it."""
        begin = node.place.content if node.place.content <= node.start else node.place.start
        if part == "title":
            return max(begin, node.start - _CLAUSE)
        begin = max(begin, node.start - _CLAUSE)
        words = self.folded[begin : node.start]
        cut = max(words.rfind("; "), words.rfind(". "))
        return begin + cut + 2 if cut >= 0 else begin

    # the later one after the earlier one -----------------------------------------------------------------------

    def _passive(self, nodes: list[Node], parents: list[Node | None]) -> None:
        """ "A được sửa đổi, bổ sung bởi B và C", "Đề án A được phê duyệt tại Quyết định B"."""
        above = {id(node): parent for node, parent in zip(nodes, parents, strict=True)}
        for i, node in enumerate(nodes[:-1]):
            kind, begin = None, node.end
            for j in range(i + 1, len(nodes)):
                other = nodes[j]
                if other.start < node.end or parents[j] is node:
                    continue
                if kind is None:
                    kind, begin = self._did(node, other)
                    if kind is None:
                        break
                elif link(self.folded, other.start) is None or other.type != nodes[j - 1].type:
                    break
                self._add(other.key, kind, self._meant(node, other, above).key, begin, other)

    def _did(self, node: Node, other: Node) -> tuple[str | None, int]:
        """What the words between two mentions say the later document did to the earlier, and where they begin."""
        for begin in dict.fromkeys((node.end, node.after)):
            gap = self.folded[begin : other.start]
            if len(gap) <= 170 and any(word in gap for word in _PASSIVE):
                for kind, pattern in _table("passive").items():
                    if pattern.fullmatch(gap) is not None:
                        return kind, begin
        return None, node.end

    def _by_alias(self, node: Node) -> None:
        """A plan whose name has but the short form of what it carries out: "Kế hoạch thực hiện Quy hoạch điện VIII"."""
        name = self.folded[node.start : node.end]
        cut = name.find(" ") + 1
        while cut > 0:
            owner = self.aliases.get(name[cut:])
            if owner is not None and owner != node.key:
                words = name[:cut].removeprefix(key(node.type or ""))
                found = classify(words.lstrip(), "edge") if named.carries(words) else None
                if found is not None:
                    self._add(node.key, found[0], owner, node.start, node)
            cut = name.find(" ", cut) + 1

    def _aliases(self, nodes: list[Node]) -> dict[str, str]:
        """The short forms that brackets right after a name define, with the key of what they stand for."""
        if not any(node.type in ("Kế hoạch", "Chương trình") for node in nodes):
            return {}
        ends = {node.end: node.key for node in nodes}
        found = ((alias, ends.get(alias.start) or ends.get(alias.start - 1)) for alias in aliases(self.view))
        return {alias.words: owner for alias, owner in found if owner is not None and " " in alias.words}

    def _meant(self, node: Node, other: Node, above: dict[int, Node | None]) -> Node:
        """Of a document and those whose titles name it, the one of the later document's own issuer: "Nghị quyết số
        03/NQ-CP … thực hiện Nghị quyết số 57-NQ/TW được sửa đổi tại Nghị quyết số 71/NQ-CP"."""
        at: Node | None = node
        while at is not None:
            if at.type == other.type and self.issuers.get(at.key) == self.issuers.get(other.key):
                return at
            at = above[id(at)]
        return node

    def _add(self, source: str, kind: str, target: str, begin: int, node: Node) -> None:
        if source == target:
            return
        ranks = _ranks()
        held = self.edges.get((source, target))
        if held is not None and ranks[held.type] <= ranks[kind]:
            return
        begin = max(begin, node.place.start)
        while begin < node.start and not self.folded[begin].isalnum():
            begin += 1
        span, path = self.view.within(node.place, begin, node.end, node.start)
        self.edges[source, target] = Relation(source, cast(RelationType, kind), target, span, path)
