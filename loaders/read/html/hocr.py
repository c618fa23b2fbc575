"""hOCR: pages that somebody's OCR has read, as HTML with the box of each word and how sure the program is of it.

Offices and libraries that scan much have programs better than ours read it (Tesseract, Kraken, ABBYY by converters);
hOCR is what they hand on. Lines, columns and paragraphs are found from the boxes as for a scan that is read here
(`loaders.read.pdf.ocr`), so that both give the same document. hOCR 1.2, https://kba.github.io/hocr-spec/1.2/: elements
of class `ocr_page` (section 5.1.1), lines (5.2), words `ocrx_word` with `bbox` and `x_wconf` (7.2, 7.4).
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from loaders.model import Source, Text
from loaders.read.bounds import MAX_LETTERS, MAX_PAGE_LETTERS, MAX_PAGES
from loaders.read.decode import ReadError
from loaders.read.html.tree import Node, walk
from loaders.read.pdf.flow import flow
from loaders.read.pdf.ocr import Recognised, Word, is_speck
from loaders.read.pdf.page import Leaf
from loaders.read.text import assemble

_PAGE, _WORD = "ocr_page", "ocrx_word"
_LINES = frozenset(("ocr_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocrx_line"))
_HEAD = 4_096  # code points of the file within which its head tells who wrote it
_A4 = 595.3  # points: the width of a page whose resolution is not told
_NARROWEST, _WIDEST = 200.0, 3_000.0  # points: a resolution that makes a page narrower or wider is none
_UNSAID = 100.0  # the confidence of a word of which none is told: what is not doubted is not marked as doubtful


def is_hocr(root: Node, raw: str) -> bool:
    """Whether the page says of itself that OCR wrote it (section 10: both meta tags are required; some leave one out).

    >>> from loaders.read.html.tree import build, mark
    >>> page = mark("<meta name='ocr-system' content='tesseract 5'><p>")
    >>> is_hocr(build(page, "a"), page.raw)
    True
    """
    return "ocr-" in raw[:_HEAD] and any(
        node.tag == "meta" and node.get("name") in ("ocr-system", "ocr-capabilities") for node in walk(root)
    )


def read_hocr(root: Node, raw: str, source: Source, warnings: list[str]) -> Text:
    """The canonical text of hOCR; raises ReadError above the bounds of paged files and where no word has a place.

    `Text.pages` have the mean confidence of their words; a block's `page` and `box` are where it begins, in points.
    """
    pages = Recognised()
    leaves: list[Leaf] = []
    total = guessed = 0
    for number, page in enumerate(_pages(root), start=1):
        if number > MAX_PAGES:
            raise ReadError(f"{source.name}: more than {MAX_PAGES:,} pages, the bound; split the file")
        words = list(_words(page, raw))
        letters = sum(len(word.text) for word in words)
        total += letters
        if letters > MAX_PAGE_LETTERS or total > MAX_LETTERS:
            raise ReadError(f"{source.name}: page {number}: more letters than the bound; split the file")
        width, height, dots, told = _size(page, words)
        guessed += bool(words) and not told
        leaves.append(pages.leaf(number, width, height, words, dots))
    found = flow(leaves)
    if not found.paragraphs:
        raise ReadError(f"{source.name}: hOCR in which no word has a place; have the scan read again, or give the scan")
    warnings = [*warnings, *pages.warnings()]
    if guessed:
        warnings.append(f"hOCR tells no resolution of {guessed} pages: they are taken to be as wide as A4")
    return assemble(found.paragraphs, source, warnings, [leaf.page for leaf in leaves])


def _pages(root: Node) -> Iterator[Node]:
    """The pages; one inside another is a part of it."""
    stack = [root]
    while stack:
        node = stack.pop()
        if _PAGE in _classes(node):
            yield node
        else:
            stack += [child for child in reversed(node.children) if isinstance(child, Node)]


def _size(page: Node, words: list[Word]) -> tuple[float, float, float, bool]:
    """Width and height in points, dots an inch, and whether the file tells them."""
    told = _properties(page.get("title"))
    left, top, right, bottom = _numbers(told.get("bbox", ""), 4) or _around(words)
    dots = (_numbers(told.get("scan_res", ""), 1) or (0.0,))[0]
    if right <= left or bottom <= top:
        return 0.0, 0.0, 72.0, False
    known = dots > 0 and _NARROWEST <= (right - left) * 72 / dots <= _WIDEST
    if not known:
        dots = (right - left) * 72 / _A4
    return (right - left) * 72 / dots, (bottom - top) * 72 / dots, dots, known


def _classes(node: Node) -> list[str]:
    return node.get("class").split()


def _words(page: Node, raw: str) -> Iterator[Word]:
    """The words of a page that have a place, each with the number of its line; specks left out."""
    lines = 0
    stack: list[tuple[Node, int]] = [(page, 0)]
    while stack:
        node, line = stack.pop()
        classes = _classes(node)
        if _WORD in classes:
            told = _properties(node.get("title"))
            place = _numbers(told.get("bbox", ""), 4)
            words = _text(node, raw)
            sure = (_numbers(told.get("x_wconf", ""), 1) or (_UNSAID,))[0]
            if place and words and not is_speck(words, sure):
                left, top, right, bottom = map(round, place)
                yield Word(words, left, top, right - left, bottom - top, (0, 0, line), min(100.0, max(0.0, sure)))
            continue
        if not _LINES.isdisjoint(classes):
            lines += 1
            line = lines
        stack += [(child, line) for child in reversed(node.children) if isinstance(child, Node)]


def _text(word: Node, raw: str) -> str:
    parts = [
        each.loose or raw[each.start : each.end]
        for node in walk(word) for each in node.children if not isinstance(each, Node)
    ]  # fmt: skip
    return " ".join(html.unescape("".join(parts)).split())


def _properties(title: str) -> dict[str, str]:
    """What a title tells (section 4): names and values, parted by semicolons.

    >>> _properties('image "a; b.png"; bbox 0 0 2480 3508; scan_res 300 300')["scan_res"]
    '300 300'
    """
    return {name: value for name, _, value in (each.strip().partition(" ") for each in title.split(";"))}


def _numbers(value: str, count: int) -> tuple[float, ...] | None:
    """The first `count` numbers of a value, None where they are not that.

    >>> _numbers("10 20 110 50", 4), _numbers("10 nan", 2), _numbers("", 1)
    ((10.0, 20.0, 110.0, 50.0), None, None)
    """
    try:
        found = tuple(float(each) for each in value.split()[:count])
    except ValueError:
        return None
    return found if len(found) == count and all(abs(each) < 1e6 for each in found) else None


def _around(words: list[Word]) -> tuple[float, ...]:
    """The rectangle around words, for a page that tells none."""
    if not words:
        return (0.0, 0.0, 0.0, 0.0)
    return (0.0, 0.0, max(w.left + w.width for w in words), max(w.top + w.height for w in words))
