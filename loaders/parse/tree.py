"""The tree of provisions: phần, chương, mục, điều, khoản, điểm; I. 1. 1.1. a) -, +; unnumbered paragraphs; annexes.

Total: every piece of body and tail becomes exactly one provision; what fits nowhere is a plain paragraph. Where a
mark stands in the tree is told by its kind (the order of Nghị định 30/2020/NĐ-CP, Phụ lục I) and by what it counts:
a list that begins anew at 1 under a point is the point's own, a number that goes on returns to the list it left.

>>> from loaders.model import Text
>>> from loaders.parse.outline import outline
>>> lines = ["I. NHIỆM VỤ", "1. Cấp nước", "a) Sở A:", "- Lập dự án.", "Theo dõi.", "b) Sở B."]
>>> text = Text.of_paragraphs(["KẾ HOẠCH", "Nước sạch", *lines])
>>> [p.path for p in build(outline(text)[0], text.text)]
['I', 'I/1', 'I/1/a', 'I/1/a/-1', 'I/1/a/-1/-1', 'I/1/b']
"""

from __future__ import annotations

from functools import cache

from loaders.model import Block, Provision, ProvisionKind
from loaders.parse import nesting
from loaders.parse.nesting import MAX_DEPTH, RANK, Node
from loaders.parse.outline import Outline
from loaders.parse.piece import Piece, annex_heading
from loaders.parse.tables.rows import Frame
from loaders.parse.tables.table import Table, tables
from loaders.text.fold import fold
from loaders.text.patterns import load

_HEADING = 14
_PARAGRAPH = 30
_PREFIX = {
    "phan": "Phần",
    "chuong": "Chương",
    "muc": "Mục",
    "tieu-muc": "Tiểu-mục",
    "dieu": "Điều",
    "phu-luc": "Phụ-lục",
}
_DIVISIONS = ("phan", "chuong", "muc", "tieu-muc", "letter")


def build(outline: Outline, text: str) -> list[Provision]:
    """The provisions of body and tail, in the order of the text. What a table repeats of its head is set aside."""
    tree = _Tree()
    body = outline.zone("body")
    tree.tables([*body, *outline.zone("tail")], text)
    for i, piece in enumerate(body):
        tree.add(piece, body[i + 1] if i + 1 < len(body) else None)
    tail = outline.zone("tail")
    if tail:
        tree.close()
        for i, piece in enumerate(tail):
            tree.add(piece, tail[i + 1] if i + 1 < len(tail) else None, in_tail=True)
    outline.aside += [(block, "repeat") for block in tree.again]
    return tree.provisions


class _Tree:
    """Builds the tree by a stack of open provisions; every piece is looked at once."""

    def __init__(self) -> None:
        self.provisions: list[Provision] = []
        root = Provision("", "paragraph", 0, 0, 0)
        self.root = Node(root, -1, ())
        self.stack: list[Node] = [self.root]
        self.annexes = 0
        self.footnotes: dict[str, int] = {}
        self.fresh = False  # whether the piece before headed an annex
        self.frames: dict[int, Frame | Table] = {}  # the table whose row begins here, open once one has been met
        self.again: list[Block] = []

    def tables(self, pieces: list[Piece], text: str) -> None:
        """Look at the tables of data among the pieces before any of them is added."""
        for table in tables((piece.block for piece in pieces), text):
            for row in table.rows:
                self.frames[row.start] = table

    def close(self) -> None:
        """Leave the body: what follows belongs to no open provision."""
        del self.stack[1:]

    # -- one piece -----------------------------------------------------------------------------------------------

    def add(self, piece: Piece, following: Piece | None, in_tail: bool = False) -> None:
        mark = piece.mark
        if piece.block.cell is not None:
            self._table(piece)
            return
        if mark and mark.kind == "footnote":
            self._footnote(piece)
            return
        if in_tail and self._opens_annex(piece, following):
            self._annex(piece)
            return
        self.fresh = False
        if piece.block.kind == "cell":
            self._cell(piece)
            return
        if mark is None:
            self._unmarked(piece, following)
            return
        if mark.kind == "phu-luc":
            if annex_heading(piece):
                self._annex(piece)
            else:  # a sentence that begins with the name of an annex
                self._unmarked(piece, following)
            return
        self._marked(piece)

    def _marked(self, piece: Piece) -> None:
        mark = piece.mark
        assert mark is not None  # noqa: S101 - add() has looked
        style = self._style(piece)
        rank: float = RANK[mark.kind]
        if mark.kind == "decimal":
            rank += mark.number.count(".") * 0.5
        if mark.kind == "dash" and style[1] not in "-":
            rank += 1
        parent = nesting.parent(self.stack, piece, rank, style)
        kind: ProvisionKind = mark.kind  # type: ignore[assignment]
        if kind == "arabic" and parent.provision.kind == "dieu":
            kind = "khoan"
        if mark.kind in ("dash", "plus"):
            parent.unnumbered += 1
            segment = f"-{parent.unnumbered}"
        else:
            segment = (
                mark.number if mark.kind not in _PREFIX else f"{_PREFIX[mark.kind]}-{mark.number.replace(' ', '-')}"
            )
        node = self._push(piece, parent, kind, segment, rank, style)
        node.number = mark.number
        self._count(node, parent, style)

    def _count(self, node: Node, parent: Node, style: tuple[str, ...]) -> None:
        """Flag a number that does not rise, or jumps."""
        value = node.provision.ordinal
        if value is None or node.provision.kind in ("dash", "plus"):
            return
        family = (style[0],)
        if node.provision.kind == "dieu" and parent.provision.kind in _DIVISIONS:
            parent = self.stack[1] if self.stack[1].provision.kind == "phu-luc" else self.root  # articles run on
        last = parent.last.get(family)
        if last is not None:
            if value <= last:
                node.provision.flags += ("ordinal-repeat",)
            elif value > last + 1:
                node.provision.flags += ("ordinal-gap",)
        elif value > 1:
            node.provision.flags += ("ordinal-gap",)
        parent.last[family] = value

    def _style(self, piece: Piece) -> tuple[str, ...]:
        mark = piece.mark
        assert mark is not None  # noqa: S101 - only for marked pieces
        if mark.kind in ("dash", "plus"):
            c = mark.label[:1]
            return (mark.kind, "-" if c in "-–—−‐‑‒―" else c)
        stop = mark.label[-1:] if not mark.label[-1:].isalnum() else ""
        if mark.kind == "decimal":
            return (f"decimal{mark.number.count('.')}", "")
        return (mark.kind, "-" if stop in "-–—" else stop)

    # -- what has no mark ----------------------------------------------------------------------------------------

    def _unmarked(self, piece: Piece, following: Piece | None) -> None:
        if self._is_note(piece):
            self._push(piece, self._enclosing(), "note", "note", _PARAGRAPH, ("note",))
            self.stack.pop()
            return
        flat = len(self.stack) == 2 and self.stack[1].provision.kind == "arabic"
        in_article = any(node.provision.kind == "dieu" for node in self.stack)
        closing = _closes(piece, in_article) and (flat or len(self.stack) > 2)
        if closing and flat:
            parent = nesting.cut(self.stack, 1)
        elif closing:
            depth = next((d for d in range(1, len(self.stack)) if self.stack[d].provision.kind != "phu-luc"), 1)
            top = self.stack[depth]
            parent = nesting.cut(self.stack, depth + 1) if top.rank <= RANK["roman"] else nesting.cut(self.stack, depth)
        elif self._is_heading(piece, following):
            depth = len(self.stack)
            while depth > 1 and self.stack[depth - 1].rank >= _HEADING:
                depth -= 1
            parent = nesting.cut(self.stack, depth)
        else:
            while self.stack[-1].rank == _PARAGRAPH:
                self.stack.pop()
            parent = self.stack[-1]
        parent.unnumbered += 1
        heading = self._is_heading(piece, following) and not closing
        self._push(
            piece, parent, "paragraph", f"-{parent.unnumbered}", _HEADING if heading else _PARAGRAPH, ("paragraph",)
        )

    def _is_heading(self, piece: Piece, following: Piece | None) -> bool:
        """A heading without number: set as one, short, and something follows that it can head."""
        if not (piece.block.level or piece.block.bold or piece.caps) or len(piece.words) > 160 or following is None:
            return False
        return piece.words[-1] not in ".;," and piece.block.kind != "cell"

    def _is_note(self, piece: Piece) -> bool:
        return piece.words[0] in "([" and piece.words.rstrip(" .;")[-1:] in ")]" and bool(_note().search(piece.folded))

    def _enclosing(self) -> Node:
        for node in reversed(self.stack):
            if node.rank < RANK["dash"]:
                return node
        return self.root

    def _footnote(self, piece: Piece) -> None:
        mark = piece.mark
        assert mark is not None  # noqa: S101 - only for footnotes
        count = self.footnotes.get("", 0) + 1
        self.footnotes[""] = count
        segment = f"fn-{mark.ordinal if mark.ordinal is not None else count}"
        path = self._path(self.root, segment)
        block = piece.block
        self.provisions.append(
            Provision(path, "footnote", block.start, block.end, block.start + mark.content, mark.label, mark.ordinal)
        )

    def _cell(self, piece: Piece) -> None:
        parent = self._enclosing()
        depth = next(d for d in range(len(self.stack) - 1, -1, -1) if self.stack[d] is parent)
        del self.stack[depth + 1 :]
        parent.taken["cell"] = parent.taken.get("cell", 0) + 1
        self._push(piece, parent, "cell", f"c{parent.taken['cell']}", _PARAGRAPH, ("cell",), labelled=False)
        self.stack.pop()

    def _table(self, piece: Piece) -> None:
        """A cell of a table of data: the first of a row brings the row, the first of all the table."""
        frame = self.frames.get(piece.block.start)
        if isinstance(frame, Table):
            frame = self._opened(frame)
        if frame is not None:
            made, again = frame.add(piece.block.start)
            self.provisions += made
            self.again += again

    def _opened(self, table: Table) -> Frame:
        parent = self._enclosing()
        del self.stack[next(d for d in range(len(self.stack) - 1, -1, -1) if self.stack[d] is parent) + 1 :]
        parent.taken["table"] = parent.taken.get("table", 0) + 1
        inside = parent.provision.path if parent is not self.root else None
        frame, made = Frame.opened(table, self._path(parent, f"t{parent.taken['table']}"), inside)
        if parent is not self.root:
            parent.provision.leaf = False
        self.provisions.append(made)
        for row in table.rows:
            self.frames[row.start] = frame
        return frame

    # -- annexes -------------------------------------------------------------------------------------------------

    def _opens_annex(self, piece: Piece, following: Piece | None) -> bool:
        """An annex's heading in the tail: it says so, or stands in capitals before "(Kèm theo …)"."""
        if piece.block.kind != "cell" and annex_heading(piece):
            # "DANH MỤC …" right under "PHỤ LỤC I" is the annex's title
            return bool(piece.mark) or not (self.annexes and self.stack[-1].provision.kind == "phu-luc" and self.fresh)
        if not (piece.caps or piece.block.bold) or piece.mark or piece.block.kind == "cell":
            return False
        head = load("header").table("head")
        top = self.stack[1].provision if len(self.stack) > 1 else None
        return top is None and following is not None and bool(head["attachment"].search(following.folded))

    def _annex(self, piece: Piece) -> None:
        del self.stack[1:]
        self.annexes += 1
        number = (
            piece.mark.number
            if piece.mark and piece.mark.kind == "phu-luc" and piece.mark.number
            else str(self.annexes)
        )
        node = self._push(piece, self.root, "phu-luc", f"Phụ-lục-{number}", RANK["phu-luc"], ("phu-luc",))
        node.number = number
        self.fresh = True

    # -- making --------------------------------------------------------------------------------------------------

    def _path(self, parent: Node, segment: str) -> str:
        count = parent.taken[segment] = parent.taken.get(segment, 0) + 1
        if count > 1:
            segment = f"{segment}.{count}"
            while segment in parent.taken:
                count += 1
                segment = f"{segment.rsplit('.', 1)[0]}.{count}"
            parent.taken[segment] = 1
        return f"{parent.provision.path}/{segment}" if parent is not self.root else segment

    def _push(
        self,
        piece: Piece,
        parent: Node,
        kind: ProvisionKind,
        segment: str,
        rank: float,
        style: tuple[str, ...],
        labelled: bool = True,
    ) -> Node:
        mark = piece.mark if labelled and kind not in ("paragraph", "note") else None
        block = piece.block
        made = Provision(
            self._path(parent, segment), kind, block.start, block.end, block.start + (mark.content if mark else 0),
            mark.label if mark else "", mark.ordinal if mark else None,
            parent.provision.path if parent is not self.root else None,
        )  # fmt: skip
        if parent is not self.root:
            parent.provision.leaf = False
        self.provisions.append(made)
        node = Node(made, rank, style)
        if len(self.stack) < MAX_DEPTH:
            self.stack.append(node)
        return node


@cache
def _closing_words() -> tuple[str, ...]:
    return tuple(fold(words) for words in load("tree").words("closing.starts"))


def _closes(piece: Piece, in_article: bool) -> bool:
    """Whether an unmarked paragraph closes the document, or its part, and belongs to no point before it. The last
    paragraph of an article is the article's own, whatever it ends with."""
    if piece.folded.startswith(_closing_words()):
        return True
    return not in_article and piece.folded.endswith(("./.", ". /.", "/.")) and len(piece.words) > 30


@cache
def _note():  # type: ignore[no-untyped-def]  # a compiled pattern
    return load("tree")["note.annexed"]
