"""What stands in a paragraph of Word, in order: words, line breaks, references to notes, text boxes.

Read as printed once all changes are accepted: deleted and moved-away words, hidden ones, the instructions of fields and
the prompts of empty form fields are out; what fields show is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from loaders.read.docx.package import MC, M, W, on, value
from loaders.read.docx.styles import Look, Styles
from loaders.read.docx.symbols import sign, signs
from loaders.read.encodings import Seen, by_font, convert, sets_capitals

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSTRUCTION = 200  # letters of a field's instruction that are kept: its first word says what it is
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Token(NamedTuple):
    """`words`: some words and how they are set; `label`: what Word counts; `break`: a line ends; `footnote`, `endnote`:
    `words` is the note's id, `own` whether the mark is typed and follows; `mark`: where a note prints its own mark;
    `box`: a text box."""

    kind: Literal["words", "label", "break", "footnote", "endnote", "mark", "box"]
    words: str = ""
    bold: bool = False
    contents: bool = False
    own: bool = False
    element: _Element | None = None


@dataclass(slots=True)
class _Field:
    shows: bool = False
    instruction: str = ""
    contents: bool = False


@dataclass(slots=True)
class Found:
    """What is told of a file before it is read, and what its stories count for its warnings."""

    pictures: int = 0
    signs: int = 0
    embedded: int = 0
    legacy: Seen | None = None  # the encoding of words in fonts of the time before Unicode, if they are in it


@dataclass(slots=True)
class Fields:
    """The fields that are open: one may run over many paragraphs (a table of contents).

    `silent` of them still give their instructions, `listing` are tables of contents: counted, since a hostile file
    opens many thousands.
    """

    open: list[_Field] = field(default_factory=list)
    silent: int = 0
    listing: int = 0

    def begin(self, instruction: str = "") -> None:
        """A field begins."""
        self.open.append(_Field(instruction=instruction))
        self.silent += 1

    def show(self) -> None:
        """Its instructions end, what it shows begins."""
        if self.open and not self.open[-1].shows:
            last = self.open[-1]
            last.shows = True
            self.silent -= 1
            last.contents = last.instruction.upper().split()[:1] == ["TOC"]
            self.listing += last.contents

    def end(self) -> None:
        """The innermost field ends."""
        if self.open:
            last = self.open.pop()
            self.silent -= not last.shows
            self.listing -= last.contents

    def instruct(self, words: str) -> None:
        """Words of an instruction."""
        if self.open and len(self.open[-1].instruction) < _INSTRUCTION:
            self.open[-1].instruction += words[:_INSTRUCTION]

    def end_paragraph(self) -> None:
        """A field that shows nothing by the end of its paragraph is broken: its end is missing, and not the text."""
        while self.silent and not self.open[-1].shows:
            self.end()

    @property
    def visible(self) -> bool:
        """Whether words here are part of what is printed."""
        return self.silent == 0

    @property
    def contents(self) -> bool:
        """Whether words here are part of a table of contents."""
        return self.listing > 0


_OUT = {W + tag for tag in (
    "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "instrText",
    "delText", "delInstrText", "rt", "rubyPr",
)}  # fmt: skip
_TAB = {W + "tab", W + "ptab"}
_BREAK = {W + "br", W + "cr"}


class Inline:
    """Reads paragraphs of one story (the body, a note, a text box): fields may run on from one to the next."""

    def __init__(self, styles: Styles, found: Found) -> None:
        self._styles = styles
        self._found = found
        self._legacy = found.legacy
        self.fields = Fields()

    def tokens(self, paragraph: _Element, look: Look) -> list[Token]:
        """What a `w:p` holds; `look` is what its style gives its runs."""
        out = list(self._inside(paragraph, look))
        self.fields.end_paragraph()
        return out

    def _inside(self, parent: _Element, look: Look) -> Iterator[Token]:
        for each in parent.iterchildren("*"):
            tag = str(each.tag)
            if tag == W + "r":
                yield from self._run(each, look)
            elif tag in _OUT:
                continue
            elif tag == MC + "AlternateContent":
                yield from self._inside(alternative(each), look)
            elif tag == W + "sdt":
                if not _prompts(each):
                    yield from self._inside(each, look)
            elif tag == W + "fldSimple":
                self.fields.begin(each.get(W + "instr", "")[:_INSTRUCTION])
                self.fields.show()
                yield from self._inside(each, look)
                self.fields.end()
            elif tag == W + "subDoc":
                self._found.embedded += 1
            elif tag == M + "r":
                yield from self._words("".join(t.text or "" for t in each.iterchildren(M + "t")), look)
            else:  # hyperlinks, insertions, content controls, smart tags, formulas: what is inside counts
                yield from self._inside(each, look)

    def _run(self, run: _Element, look: Look) -> Iterator[Token]:
        look = self._styles.run(run.find(W + "rPr"), look)
        yield from self._pieces(run, look)

    def _pieces(self, run: _Element, look: Look) -> Iterator[Token]:
        for each in run.iterchildren("*"):
            tag = str(each.tag)
            if tag == W + "t":
                yield from self._words(each.text or "", look)
            elif tag == W + "fldChar":
                change = {"begin": self.fields.begin, "separate": self.fields.show, "end": self.fields.end}
                if kind := change.get(each.get(W + "fldCharType", "")):
                    kind()
            elif tag == W + "instrText":
                self.fields.instruct(each.text or "")
            elif tag in _OUT:
                continue
            elif tag == MC + "AlternateContent":
                yield from self._pieces(alternative(each), look)
            elif look.hidden or not self.fields.visible:
                continue
            elif tag in _TAB:
                yield Token("words", "\t")
            elif tag in _BREAK:
                yield Token("break")
            elif tag == W + "noBreakHyphen":
                yield Token("words", "-", bool(look.bold))
            elif tag == W + "sym":
                yield from self._sign(each, look)
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                own = each.get(W + "customMarkFollows", "0") not in ("0", "false", "off")
                note = "footnote" if tag == W + "footnoteReference" else "endnote"
                yield Token(note, each.get(W + "id", ""), own=own)  # type: ignore[arg-type]
            elif tag in (W + "footnoteRef", W + "endnoteRef"):
                yield Token("mark")
            elif tag in (W + "drawing", W + "pict", W + "object"):
                yield from self._drawn(each)
            elif tag == W + "ruby":
                for base in each.iterchildren(W + "rubyBase"):
                    yield from self._inside(base, look)

    def _words(self, words: str, look: Look) -> Iterator[Token]:
        if not words or look.hidden or not self.fields.visible:
            return
        if self._legacy and look.font and by_font(look.font) == self._legacy:
            words = convert(words, self._legacy, sets_capitals(look.font))
        words, unknown = signs(words, look.font)
        self._found.signs += unknown
        if look.raised and words.strip().isdecimal() and words.isascii():
            words = words.translate(SUPERSCRIPTS)  # "km2" prints as km², a mark of a note must not join a year
        if look.caps:
            words = words.upper()
        yield Token("words", words, bool(look.bold), self.fields.contents)

    def _sign(self, element: _Element, look: Look) -> Iterator[Token]:
        code = element.get(W + "char", "")
        try:
            letter = chr(int(code[:8], 16))
        except (ValueError, OverflowError):
            return
        shown = sign(letter, element.get(W + "font"))
        if shown is None or not shown.isprintable():
            self._found.signs += 1
        else:
            yield Token("words", shown, bool(look.bold))

    def _drawn(self, element: _Element) -> Iterator[Token]:
        """The text boxes of a drawing, not those inside one of them; a drawing without any is a picture."""
        boxes = list(_boxes(element))
        for box in boxes:
            yield Token("box", element=box)
        if not boxes and any(True for _ in element.iter("{*}blip", "{*}imagedata", "{*}OLEObject")):
            self._found.pictures += 1


def alternative(element: _Element) -> _Element:
    """The one branch of `mc:AlternateContent` that is read: the first choice; the fallback where that is empty."""
    branches = [each for each in element.iterchildren("*") if each.tag in (MC + "Choice", MC + "Fallback")]
    for each in branches:
        if len(each):
            return each
    return branches[0] if branches else element


def _boxes(element: _Element) -> Iterator[_Element]:
    for each in element.iterchildren("*"):
        if each.tag == W + "txbxContent":
            yield each
        elif each.tag == MC + "AlternateContent":
            yield from _boxes(alternative(each))
        else:
            yield from _boxes(each)


def _prompts(control: _Element) -> bool:
    """Whether a content control is empty and shows its prompt ("Click to enter text")."""
    properties = control.find(W + "sdtPr")
    return properties is not None and bool(on(properties.find(W + "showingPlcHdr")))


def lists_contents(control: _Element) -> bool:
    """Whether a content control is the table of contents that Word makes."""
    return (value(control.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") or "").lower() == "table of contents"
