"""The tree of a page to paragraphs, as a browser would set them, in one walk without recursion.

Block elements part paragraphs; `<br>` parts them too, unless the sentence plainly goes on (`loaders.read.html.breaks`):
letterheads, signatures, recipients and many portals' whole texts are set with `<br>` alone.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from functools import cache

from loaders.model import BlockKind
from loaders.read.html.breaks import joined
from loaders.read.html.letters import Letters
from loaders.read.html.lists import Counter
from loaders.read.html.notes import Note, Notes, is_note, refers
from loaders.read.html.outline import INLINE
from loaders.read.html.style import Sheet
from loaders.read.html.tables import Table
from loaders.read.html.tree import Child, Node, Words
from loaders.read.paragraphs import Paragraph
from loaders.text.marks import find
from loaders.text.patterns import load

_KINDS: dict[str, BlockKind] = {"dash": "bullet", "plus": "bullet", "footnote": "footnote"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PRE = ("pre", "pre-wrap", "pre-line", "break-spaces")
_QUOTES = {True: "“", False: "”"}


@dataclass(slots=True)
class _State:
    """What an element hands on to what stands in it."""

    bold: bool = False
    raised: bool = False
    pre: bool = False
    level: int = 0
    note: Note | None = None
    symbols: dict[int, str] | None = None


@dataclass(slots=True)
class Flow:
    """Walks the tree; `paragraphs` holds what came out, `words_lost` how many texts have no place in the file."""

    raw: str
    sheet: Sheet
    left: set[Child]
    paragraphs: list[Paragraph] = field(default_factory=list)
    loose: int = 0
    tables: int = 0
    cells: int = 0
    warnings: list[str] = field(default_factory=list)
    _line: Letters = field(init=False)
    _lines: list[Letters] = field(default_factory=list)
    _sinks: list[list[Paragraph]] = field(default_factory=list)
    _open: list[Table] = field(default_factory=list)
    _lists: list[Counter] = field(default_factory=list)
    _mark: str = ""
    _label: str = ""
    _notes: Notes = field(default_factory=Notes)
    _newlines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._line = Letters(self.raw)
        self._sinks = [self.paragraphs]
        self._newlines = [match.start() for match in re.finditer(r"\r\n|\r|\n", self.raw)]

    def run(self, root: Node) -> list[Paragraph]:
        """All paragraphs under `root`."""
        stack: list[tuple[Node, int, _State, _State]] = [(root, 0, _State(), _State())]
        while stack:
            node, i, outer, state = stack.pop()
            if i == 0:
                state = self._enter(node, outer)
            if i == len(node.children):
                self._leave(node, state, outer)
                continue
            stack.append((node, i + 1, outer, state))
            child = node.children[i]
            if child in self.left:
                continue
            if isinstance(child, Words):
                self._text(child, state)
            elif child.children or child.tag in ("td", "th", "br", "hr", "li"):
                stack.append((child, 0, state, state))
        self._flush(_State())
        self.paragraphs = self._notes.placed(self.paragraphs)
        return self.paragraphs

    # -- elements ------------------------------------------------------------------------------------------------------

    def _enter(self, node: Node, outer: _State) -> _State:
        tag = node.tag
        if tag == "br":
            self._break()
            return outer
        style = self.sheet.of(node)
        bold = self.sheet.bold(node, outer.bold)
        raised = outer.raised or tag == "sup" or style.get("vertical-align", "").startswith("super")
        pre = (style["white-space"] in _PRE) if "white-space" in style else outer.pre or tag in ("pre", "listing")
        level = _HEADINGS.get(tag, outer.level)
        note = outer.note
        if note:
            note.names.update(name for name in (node.get("id"), node.get("name")) if name)
        elif tag == "a" and refers(node):
            raised = True
            self._line.refers.append(node.get("href")[1:])
        if tag not in INLINE:
            self._flush(outer)
            if note is None and is_note(node):
                note = self._notes.begin(node)
                self._label = note.label
            self._open_block(node, style)
        elif tag == "q":
            self._line.loose(_QUOTES[True])
        symbols = _symbols(style.get("font-family", "") + node.get("face").lower()) or outer.symbols
        if style.get("font-family") and symbols is outer.symbols and not _symbols(style["font-family"]):
            symbols = None
        return _State(bold, raised, pre, level, note, symbols)

    def _open_block(self, node: Node, style: dict[str, str]) -> None:
        tag = node.tag
        if tag in ("ol", "ul", "menu", "dir"):
            items = sum(isinstance(child, Node) and child.tag == "li" for child in node.children)
            self._lists.append(Counter(tag, node.attributes, style, items))
        elif tag == "li":
            counter = self._lists[-1] if self._lists else Counter("ul", {}, {}, 1)
            mark = counter.next(node.attributes, style)
            self._mark = f"{self._mark} {mark}".strip()
        elif tag == "table":
            self._open.append(Table(self.tables, self.sheet.draws_border(node), node.get("border")))
            self.tables += 1
        elif tag in ("thead", "tbody", "tfoot") and self._open:
            self._open[-1].section(tag)
        elif tag == "tr" and self._open:
            self._open[-1].row()
        elif tag in ("td", "th", "caption") and self._open:
            self._sinks.append([])

    def _leave(self, node: Node, state: _State, outer: _State) -> None:
        tag = node.tag
        if tag in INLINE or tag == "br":
            if tag == "q":
                self._line.loose(_QUOTES[False])
            return
        self._flush(state)
        if tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag in ("td", "th") and self._open:
            self.cells += 1
            self._open[-1].cell(self._sinks.pop(), node, self.sheet.draws_border(node), self.cells)
        elif tag == "caption" and self._open:
            caption = self._sinks.pop()
            self._sinks[-1] += caption
        elif tag == "table" and self._open:
            table = self._open.pop()
            self._sinks[-1] += table.paragraphs()
            self.warnings += table.warnings
        if state.note and not outer.note:
            self._label = ""

    # -- text ----------------------------------------------------------------------------------------------------------

    def _text(self, words: Words, state: _State) -> None:
        if words.start < 0:
            if words.loose.strip():
                self.loose += 1
            self._line.loose(words.loose)
            return
        if not state.pre:
            self._add(words.start, words.end, state)
            return
        at = words.start
        while at < words.end:
            end = self.raw.find("\n", at, words.end)
            if end < 0:
                self._add(at, words.end, state)
                return
            self._add(at, end, state)
            self._break()
            at = end + 1

    def _add(self, start: int, end: int, state: _State) -> None:
        self._line.add(start, end, bold=state.bold, raised=state.raised, symbols=state.symbols)

    def _break(self) -> None:
        self._lines.append(self._line)
        self._line = Letters(self.raw)

    def _flush(self, state: _State) -> None:
        """End the paragraph that is being set, if any."""
        if not self._lines and not self._line:
            if self._line.pieces:
                self._line = Letters(self.raw)
            return
        lines = [*self._lines, self._line]
        self._lines, self._line = [], Letters(self.raw)
        for line in joined(lines):
            self._emit(line, state)

    def _emit(self, line: Letters, state: _State) -> None:
        if state.note and len(line.pieces) < 6 and load("html")["note.arrow"].fullmatch(line.words()):
            return  # the link back to the reference, alone
        if self._mark:
            self._put_first(line, self._mark)
            self._mark = ""
        if self._label:
            self._put_first(line, self._label)
            self._label = ""
        segments = line.segments()
        words = "".join(segment[0] for segment in segments)
        if not words:
            return
        first = next((at for _, at, _ in segments if at >= 0), -1)
        number = bisect.bisect_left(self._newlines, first) + 1 if first >= 0 else 0
        kind: BlockKind = "paragraph"
        mark = find(words)
        if not words[0].isalnum() and load("marks")["wrap.rule"].fullmatch(words):
            kind = "rule"
        elif state.note:
            kind = "footnote"
        elif mark and mark.kind in _KINDS:
            kind = _KINDS[mark.kind]
        elif state.level:
            kind = "heading"
        level = state.level if kind == "heading" else 0
        made = Paragraph(kind, number, segments, level, bool(line.bold), words)
        self._sinks[-1].append(made)
        if state.note:
            state.note.paragraphs.append(made)
        elif line.refers:
            self._notes.refer(made, line.refers)

    @staticmethod
    def _put_first(line: Letters, mark: str) -> None:
        """Print a mark before a line, unless the line prints one itself."""
        if find(line.words()) is None:
            line.loose(mark + " ", first=True)


@cache
def _fonts() -> dict[str, dict[int, str]]:
    return {
        font: {ord(letter): shown for letter, shown in letters.items()}
        for font, letters in load("html").data["symbols"].items()
    }


def _symbols(family: str) -> dict[int, str] | None:
    if not family:
        return None
    return next((letters for font, letters in _fonts().items() if font in family.split(",")[0]), None)
