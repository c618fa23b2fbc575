"""A story of Word (its body, a cell, a text box, a note) as paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.model import BlockKind
from loaders.read.bounds import MAX_PARAGRAPHS, ReadError
from loaders.read.docx.inline import Found, Inline, Token, alternative, lists_contents
from loaders.read.docx.notes import Notes
from loaders.read.docx.numbering import Numbering
from loaders.read.docx.package import MC, W, on, value
from loaders.read.docx.styles import Form, Styles, changed
from loaders.read.docx.tables import Table
from loaders.read.grid import lay_out
from loaders.read.paragraphs import Paragraph, breaks
from loaders.read.text import paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

_AROUND = {W + tag for tag in ("customXml", "ins", "moveTo", "sdtContent", "smartTag")}


@dataclass(slots=True)
class Shared:
    """What all stories of a file share. `number` counts the paragraphs of the body, `read` those of notes and boxes
    too, `tables` the tables."""

    name: str
    styles: Styles
    numbering: Numbering
    notes: Notes
    found: Found = field(default_factory=Found)
    number: int = 0
    read: int = 0
    tables: int = 0
    left_out: int = 0
    covered: int = 0
    after: dict[int, list[Paragraph]] = field(default_factory=dict)  # id of a paragraph -> the notes it refers to


@dataclass(slots=True)
class _Line:
    """Words up to a line break, whether some are bold and some not, and the notes they refer to."""

    words: str = ""
    bold: bool = False
    plain: bool = False
    notes: list[Token] = field(default_factory=list)
    contents: bool = False


class Story:
    """Reads block-level elements; fields and joined paragraphs run on within one story, not beyond."""

    def __init__(self, shared: Shared, *, note: str = "", at: int | None = None, listing: bool = False) -> None:
        """`note` is the mark of the note that is read, `at` the number that all its paragraphs get."""
        self._shared = shared
        self._inline = Inline(shared.styles, shared.found)
        self._note = note
        self._at = at
        self._listing = listing  # inside a table of contents
        self._pending: list[Token] = []  # of paragraphs whose mark is deleted or hidden: they go on in the next

    def blocks(self, parent: _Element) -> list[Paragraph]:
        """The paragraphs of all blocks in `parent`; raises ReadError above MAX_PARAGRAPHS."""
        return [*self._blocks(parent), *self._rest()]

    def _rest(self) -> list[Paragraph]:
        """What would go on in a next paragraph, where there is none."""
        tokens, self._pending = self._pending, []
        return self._set(tokens, Form()) if tokens else []

    def _blocks(self, parent: _Element) -> Iterator[Paragraph]:
        for each in parent.iterchildren("*"):
            tag = str(each.tag)
            if tag == W + "p":
                yield from self._paragraph(each)
            elif tag == W + "tbl":
                yield from self._rest()
                yield from self._table(each)
            elif tag == W + "sdt":
                yield from self._control(each)
            elif tag in _AROUND:
                yield from self._blocks(each)
            elif tag == MC + "AlternateContent":
                yield from self._blocks(alternative(each))
            elif tag in (W + "altChunk", W + "subDoc"):
                self._shared.found.embedded += 1

    def _control(self, control: _Element) -> Iterator[Paragraph]:
        if on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
            return
        before, self._listing = self._listing, self._listing or lists_contents(control)
        yield from self._blocks(control)
        self._listing = before

    def _paragraph(self, element: _Element) -> list[Paragraph]:
        shared = self._shared
        shared.read += 1
        if shared.read > MAX_PARAGRAPHS:
            raise ReadError(f"{shared.name}: more than {MAX_PARAGRAPHS:,} paragraphs; split the file")
        if self._at is None:
            shared.number += 1
        properties = element.find(W + "pPr")
        form = changed(shared.styles.paragraph(value(properties, "pStyle")), properties)
        tokens = self._inline.tokens(element, form.look)
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and any(mark.find(W + tag) is not None for tag in ("del", "moveFrom")):
            self._pending += tokens  # its number goes with its mark
            return []
        label = shared.numbering.label(*form.numbering, form.style)
        if label is not None and (label.counts or any(token.words.strip() for token in tokens)):
            tokens = [Token("label", label.words + label.joint), *tokens]
        tokens, self._pending = [*self._pending, *tokens], []
        if mark is not None and on(mark.find(W + "vanish")):
            if any(token.words.strip() for token in tokens):
                self._pending = tokens
            return []
        return self._set(tokens, form)

    def _set(self, tokens: list[Token], form: Form) -> list[Paragraph]:
        """The paragraphs that the tokens of one of Word's make: one, or more where lines are broken by hand."""
        number = self._shared.number if self._at is None else self._at
        before: list[Paragraph] = []
        after: list[Paragraph] = []
        lines = [_Line()]
        for token in tokens:
            line = lines[-1]
            if token.kind == "words":
                line.words += token.words
                line.bold |= token.bold and not token.words.isspace()
                line.plain |= not token.bold and not token.words.isspace()
                line.contents |= token.contents
            elif token.kind == "label":
                line.words += token.words
            elif token.kind == "break":
                lines.append(_Line())
            elif token.kind == "mark":
                line.words += self._note + " "
            elif token.kind == "box" and token.element is not None:
                # a box anchored before the first word is read before it, any other after the paragraph
                written = any(each.words.strip() for each in lines)
                (after if written else before).extend(Story(self._shared, at=number).blocks(token.element))
            elif token.kind in ("footnote", "endnote"):
                line.words += self._shared.notes.refer(token)
                line.notes.append(token)
        made: list[Paragraph] = []
        for line in _joined(lines, form.centred):
            kind: BlockKind = "furniture" if self._listing or form.contents or line.contents else "paragraph"
            bold = line.bold and not line.plain
            each = paragraph(line.words, number, kind, level=form.level, bold=bold)
            if not each.segments:
                continue
            made.append(each)
            for token in line.notes:
                self._shared.after.setdefault(id(each), []).extend(self._noted(token, number))
        return [*before, *made, *after]

    def _noted(self, token: Token, number: int) -> list[Paragraph]:
        """A note as one paragraph that begins with its mark; nothing where it is missing or was read before."""
        note = self._shared.notes.take(token)
        if note is None:
            return []
        element, mark = note
        words = " ".join(each.words for each in Story(self._shared, note=mark, at=number).blocks(element))
        if not words.startswith(mark):
            words = f"{mark} {words}"
        return [paragraph(words, number, "footnote")] if words.strip() != mark else []

    def _table(self, element: _Element) -> list[Paragraph]:
        shared = self._shared
        number = shared.tables
        shared.tables += 1
        table = Table(element, shared.styles, self.blocks)
        shared.left_out += table.left_out
        shared.covered += table.covered
        return lay_out(table.grid, number, bordered=table.bordered)


def _joined(lines: list[_Line], centred: bool) -> Iterator[_Line]:
    """Lines as paragraphs: of what is centred or on the right each alone, else where a line cannot go on."""
    current: _Line | None = None
    last = ""
    for line in lines:
        words = " ".join(line.words.split())
        if current is not None and (not words or centred or not last or breaks(last, words)):
            yield current
            current = None
        if not words:
            continue
        if current is None:
            current = line
        else:
            current.words += " " + line.words
            current.bold |= line.bold
            current.plain |= line.plain
            current.notes += line.notes
            current.contents = current.contents and line.contents
        last = words
    if current is not None:
        yield current


def with_notes(paragraphs: list[Paragraph], after: dict[int, list[Paragraph]]) -> Iterator[Paragraph]:
    """Each note after the paragraph that refers to it; where that stands in a table of data, after the table."""
    waiting: list[Paragraph] = []
    table: int | None = None
    for each in paragraphs:
        inside = None if each.cell is None else each.cell.table
        if inside != table:
            yield from waiting
            waiting, table = [], inside
        yield each
        notes = after.get(id(each), [])
        if table is None:
            yield from notes
        else:
            waiting += notes
    yield from waiting
