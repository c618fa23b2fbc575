"""Where each text of an HTML file stands in it: the one thing that no fast parser of HTML tells.

The file is walked once by the rules by which HTML tells tags from text (HTML Living Standard, 13.2.5). What comes out
is the same markup with each text replaced by a mark, a number written in noncharacters of Unicode; the parser builds
the tree of it, and wherever it puts a mark, there the text goes that the number stands for. So the tree is the parser's
and the places are exact, even where it moves text about (out of a table, out of an unclosed tag).

On the way, what makes trees quadratic is taken out: tags nested beyond the bounds of `loaders.read.bounds`, and the
names of formatting elements, whose rules in HTML copy them into each following paragraph.

>>> page = mark("<p>Sở <b>Y&nbsp;tế</b></p>")
>>> [page.raw[a:b] for a, b in page.texts], page.markup.count("<")
(['Sở ', 'Y&nbsp;tế'], 4)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.read.bounds import MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH

FIRST = 0xFDD0  # sixteen noncharacters are the digits, the next one begins a mark
BEGIN = chr(FIRST + 16)
MARK = re.compile(f"{BEGIN}([{chr(FIRST)}-{chr(FIRST + 15)}]+)")
_DIGITS = str.maketrans("0123456789abcdef", "".join(chr(FIRST + i) for i in range(16)))
_VALUES = str.maketrans("".join(chr(FIRST + i) for i in range(16)), "0123456789abcdef")
_TAKEN = re.compile(f"[{chr(FIRST)}-{BEGIN}]")

_NEXT = re.compile(r"<(?=[a-zA-Z/!?])")
# A tag: name, attributes, its end (missing where the file breaks off). A quotation mark that is never closed (`bad`)
# counts as a letter. All quantifiers are possessive, so nothing is matched in two ways.
_TAG = re.compile(
    r"""</?+(?P<name>[a-zA-Z][^\s/>\0]*+)"""
    r"""(?P<inside>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?P<bad>["'])|(?=>)|\Z))*+)(?P<end>>)?+"""
)
_COMMENT_END = re.compile(r"--!?>")
_BLANK = re.compile(r"\s*\Z")

_RAW = {"script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"}
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "bgsound", "frame", "basefont",
))  # fmt: skip
# Closed by what follows them, so their number says nothing about depth.
_IMPLIED = frozenset((
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "caption", "option",
    "optgroup", "rb", "rt", "rp", "rtc", "html", "head", "body",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "main", "menu", "nav", "ol", "pre", "section", "summary", "table", "ul",
))  # fmt: skip
# Formatting elements (13.2.4.3) and those that swallow or forbid what follows: unknown names have no rules of their own
_RENAMED = frozenset((
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "select",
    "option", "optgroup", "button", "template", "plaintext", "object", "applet", "marquee",
))  # fmt: skip
_IGNORED = frozenset(("frameset", "frame", "image"))
PREFIX = "x-"


@dataclass(slots=True)
class Marked:
    """`markup` for the parser; `texts` are the half-open places in `raw` that the marks number; `styles` the places
    of style sheets. `deep` counts the tags that were nested too deep, `cut` says that the file ends inside a tag."""

    raw: str
    markup: str = ""
    texts: list[tuple[int, int]] = field(default_factory=list)
    styles: list[tuple[int, int]] = field(default_factory=list)
    deep: int = 0
    cut: bool = False


def number(digits: str) -> int:
    """The number of a mark's digits."""
    return int(digits.translate(_VALUES), 16)


def mark(raw: str) -> Marked:
    """Take the texts out of a decoded file, in time in proportion to its length; never raises."""
    return _Walk(raw).run()


class _Walk:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.safe = _TAKEN.sub("\ufffd", raw)
        self.page = Marked(raw)
        self.out: list[str] = []
        self.open: dict[str, int] = {}
        self.left: dict[str, int] = {}
        self.depth = {True: 0, False: 0}

    def run(self) -> Marked:
        text = at = 0  # where the text began that is not written yet
        while found := _NEXT.search(self.raw, at):
            at = found.start()
            if self.raw[at + 1] in "!?" or not (tag := _TAG.match(self.raw, at)):
                after = self._comment(at)
                self._text(text, at)
            else:
                self._text(text, at)
                after = self._tag(tag)
            at = text = after
        self._text(text, len(self.raw))
        self.page.markup = "".join(self.out)
        return self.page

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        if _BLANK.match(self.raw, start, end):
            # a blank is passed on as one: text in a table would be moved out of it, blanks are not
            self.out.append("\n" if "\n" in self.raw[start:end] else " ")
            return
        self.out.append(BEGIN + format(len(self.page.texts), "x").translate(_DIGITS))
        self.page.texts.append((start, end))

    def _comment(self, at: int) -> int:
        """Where the comment, declaration or broken end tag that begins at `at` ends."""
        raw = self.raw
        if not raw.startswith("<!--", at):
            return self._or_cut(raw.find(">", at) + 1)
        if raw.startswith((">", "->"), at + 4):
            return raw.index(">", at + 4) + 1
        end = _COMMENT_END.search(raw, at + 4)
        return self._or_cut(end.end() if end else 0)

    def _or_cut(self, end: int) -> int:
        if end <= 0:
            self.page.cut = True
            return len(self.raw)
        return end

    def _tag(self, tag: re.Match[str]) -> int:
        """Write a tag for the parser, if it goes to it; where what follows begins."""
        end = tag.end()
        if tag["end"] is None:
            self.page.cut = True
            return end
        name = tag["name"].lower()
        closing = self.raw[tag.start() + 1] == "/"
        if name in _IGNORED:
            return end
        if name in _RAW:
            return end if closing else self._raw_text(name, end)
        written = PREFIX + name if name in _RENAMED else name
        if closing:
            if self._closes(name):
                self.out.append(f"</{written}>")
        elif name in _VOID or self._opens(name):
            inside = "" if tag["bad"] else self.safe[tag.start("inside") : tag.end("inside")]
            self.out.append(f"<{written}{inside}>")
        return end

    def _opens(self, name: str) -> bool:
        if name in _IMPLIED:
            return True
        block = name in _BLOCKS
        if self.depth[block] >= (MAX_BLOCK_DEPTH if block else MAX_INLINE_DEPTH):
            self.left[name] = self.left.get(name, 0) + 1
            self.page.deep += 1
            return False
        self.depth[block] += 1
        self.open[name] = self.open.get(name, 0) + 1
        return True

    def _closes(self, name: str) -> bool:
        if self.left.get(name):
            self.left[name] -= 1
            return False
        if self.open.get(name):
            self.open[name] -= 1
            self.depth[name in _BLOCKS] -= 1
        return True

    def _raw_text(self, name: str, start: int) -> int:
        """What no reader shows: scripts, style sheets, the title. Where it ends."""
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.raw, start)
        stop = closing.start() if closing else len(self.raw)
        if name == "style":
            self.page.styles.append((start, stop))
        if closing is None:
            self.page.cut = True
            return stop
        return self._or_cut(self.raw.find(">", stop) + 1)
