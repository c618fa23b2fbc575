"""Scans: pages drawn by PDFium and read by Tesseract, where it is installed with Vietnamese data.

Tesseract is a process of its own with a time limit a page; its TSV output has each word's box and confidence. Words
become glyphs, so lines, columns and paragraphs are found as for a text layer.
"""

from __future__ import annotations

import csv
import io
import math
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from statistics import median
from typing import Any

from loaders.model import Page
from loaders.read.bounds import MAX_PIXELS, MIN_DPI, OCR_DPI, OCR_SECONDS, ReadError
from loaders.read.pdf.glyphs import Glyph
from loaders.read.pdf.page import Leaf, leaf
from loaders.read.pdf.scan import cleaned
from loaders.read.programs import ProgramError, run

INSTALL = "install tesseract-ocr and tesseract-ocr-vie (Tesseract with Vietnamese data)"
_LANGUAGE = "vie"
_SURE = 30  # a word below this confidence (of 100) that holds no letter or figure is a speck
_SCRAP = 50  # a stretch of a line below this mean confidence is a stamp or handwriting
_PIECE = 3  # letters
_UNSURE = 0.75  # a page below this mean confidence should be read by an analyst


@dataclass(frozen=True, slots=True)
class Word:
    """A word of OCR: its box in pixels, the line it stands on, and how sure Tesseract is (0 to 100)."""

    text: str
    left: int
    top: int
    width: int
    height: int
    line: tuple[int, int, int]
    confidence: float


def read_scans(document: Any, name: str, scans: list[int], out: list[Leaf | None], warnings: list[str]) -> None:
    """Read the pages `scans` (from 1) into `out`. Raises ReadError if every page is a scan and no OCR is installed."""
    from loaders.read.pdf.open import listed

    command = tesseract()
    if command is None:
        if len(scans) == len(out):
            plural = "a scan of 1 page" if len(scans) == 1 else f"a scan of {len(scans):,} pages"
            raise ReadError(f"{name}: {plural} without text; {INSTALL}")
        warnings.append(f"page {listed(scans)}: a scan, left out; {INSTALL}")
        return
    late: list[int] = []
    pages = Recognised()
    for number in scans:
        blank = out[number - 1]
        width, height = (blank.page.width, blank.page.height) if blank else (0.0, 0.0)
        dpi = resolution(width, height)
        found = _words(command, document, number, dpi) if dpi >= MIN_DPI else None
        if found is None:
            late.append(number)
            continue
        out[number - 1] = pages.leaf(number, width, height, found, dpi)
    warnings += pages.warnings()
    if late:
        warnings.append(f"page {listed(late)}: a scan too large or too slow to read ({OCR_SECONDS} s a page), left out")
    if len(late) == len(out):
        raise ReadError(f"{name}: OCR read none of its {len(out)} pages in time; scan them again at 300 dpi")


class Recognised:
    """Pages that OCR has read, here or elsewhere, and what an analyst is to know of them."""

    def __init__(self) -> None:
        self._read: list[str] = []
        self._poor: list[str] = []
        self._scraps = 0

    def leaf(self, number: int, width: float, height: float, found: list[Word], dpi: float) -> Leaf:
        """The page `number` of this size (points) with the words that were found on its picture of `dpi`."""
        words = legible(found)
        self._scraps += len(found) - len(words)
        confidence = mean_confidence(words)
        self._read.append(f"{number} ({confidence:.2f})")
        if confidence < _UNSURE:
            self._poor.append(str(number))
        return leaf(Page(number, width, height, confidence), list(glyphs(words, dpi)), [])

    def warnings(self) -> Iterator[str]:
        """One line each."""
        if self._read:
            yield f"read by OCR, with its mean confidence: page {', '.join(self._read)}"
        if self._poor:
            yield f"OCR is not sure of page {', '.join(self._poor)}: compare it with the scan"
        if self._scraps:
            yield f"{self._scraps} scraps of words that OCR could hardly read (a stamp, handwriting) were left out"


@cache
def tesseract() -> str | None:
    """The command of Tesseract, if it is installed with Vietnamese data."""
    command = shutil.which("tesseract")
    if command is None:
        return None
    try:
        listed = run([command, "--list-langs"], seconds=20)
    except ProgramError:
        return None
    return command if _LANGUAGE in listed.decode("utf-8", "replace").split() else None


def resolution(width: float, height: float) -> float:
    """The dots per inch to draw a page of this size (points) with: OCR_DPI, less where that is above MAX_PIXELS.

    >>> resolution(595, 842), round(resolution(28346, 28346))
    (300.0, 13)
    """
    if width <= 0 or height <= 0:
        return 0.0
    return min(float(OCR_DPI), 72 * math.sqrt(MAX_PIXELS / (width * height)))


def mean_confidence(words: list[Word]) -> float:
    """The mean confidence of words (0 to 1), 0 where there are none."""
    return round(sum(word.confidence for word in words) / len(words) / 100, 3) if words else 0.0


def _words(command: str, document: Any, number: int, dpi: float) -> list[Word] | None:
    """The words of a page; None if it cannot be drawn or Tesseract is too slow."""
    import pypdfium2 as pdfium

    page = document[number - 1]
    try:
        # without annotations: the stamp of a digital signature is one, and hides what is under it
        image = page.render(scale=dpi / 72, may_draw_forms=False, draw_annots=False, grayscale=True).to_pil()
    except (pdfium.PdfiumError, ValueError, MemoryError):
        return None
    finally:
        page.close()
    stream = io.BytesIO()
    cleaned(image).save(stream, "PPM")
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # threads of Tesseract cost more than they bring
    arguments = [command, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(round(dpi)), "--psm", "3", "tsv"]
    try:
        printed = run(arguments, seconds=OCR_SECONDS, given=stream.getvalue(), environment=environment)
    except ProgramError:
        return None
    return list(words_of(printed.decode("utf-8", "replace")))


def words_of(tsv: str) -> Iterator[Word]:
    """The words of Tesseract's TSV output, specks left out.

    >>> head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
    >>> row = "5 1 1 1 1 1 10 20 60 30 91.5 Kính".split()
    >>> next(words_of("\\t".join(head) + "\\n" + "\\t".join(row))).text
    'Kính'
    """
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        try:
            confidence = float(row["conf"])
            left, top, width, height, block, par, line = (
                int(row[key]) for key in ("left", "top", "width", "height", "block_num", "par_num", "line_num")
            )
        except (KeyError, TypeError, ValueError):
            continue
        if is_speck(text, confidence):
            continue
        yield Word(text, left, top, width, height, (block, par, line), max(0.0, confidence))


def is_speck(text: str, confidence: float) -> bool:
    """Whether a word without letter or figure, hardly read, is dirt on the paper.

    >>> is_speck(".", 12), is_speck("–", 88), is_speck("và", 12)
    (True, False, False)
    """
    return confidence < _SURE and not any(c.isalnum() for c in text)


def legible(words: list[Word]) -> list[Word]:
    """Without the stretches of lines, parted from the rest by a gap, that Tesseract could hardly read."""
    lines: dict[tuple[int, int, int], list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    out: list[Word] = []
    for line in lines.values():
        stretches: list[list[Word]] = []
        for word in line:
            last = stretches[-1][-1] if stretches else None
            if last is None or word.left - last.left - last.width > max(last.height, word.height):
                stretches.append([])
            stretches[-1].append(word)
        kept = [_kept(stretch) for stretch in stretches]
        scrapped = any(not each for each in kept)
        # a syllable alone beside what could not be read is a piece of it
        out += [word for each in kept if not (scrapped and sum(len(w.text) for w in each) <= _PIECE) for word in each]
    return out


def _kept(stretch: list[Word]) -> list[Word]:
    for k in range(3, len(stretch) - 2):  # a stamp may reach up to the line itself
        gap = stretch[k].left - stretch[k - 1].left - stretch[k - 1].width
        if gap > 0.4 * stretch[k].height and _mean(stretch[:k]) < _SCRAP - 5 and _mean(stretch[k:]) > 80:
            stretch = stretch[k:]
            break
    sure = _mean(stretch)
    return stretch if sure >= _SCRAP and any(c.isalnum() for word in stretch for c in word.text) else []


def _mean(words: list[Word]) -> float:
    return sum(word.confidence for word in words) / len(words)


def glyphs(words: list[Word], dpi: float) -> Iterator[Glyph]:
    """Words as glyphs in points. Tesseract gives no font: a line's baseline and size are what its words' boxes say."""
    scale = 72 / dpi
    lines: dict[tuple[int, int, int], list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    heights = [word.height for word in words if any(c.isalpha() for c in word.text)]
    page = median(heights) if heights else 30.0
    for line in lines.values():
        tall = [word.height for word in line if any(c.isalpha() for c in word.text)]
        size = median(tall) if len(tall) > 2 else page
        size = page if abs(size - page) < 0.35 * page else size
        base = median(word.top + word.height - _below(word.text) * word.height for word in line)
        for word in line:
            yield Glyph(
                word.text,
                word.left * scale,
                word.top * scale,
                (word.left + word.width) * scale,
                (word.top + word.height) * scale,
                base * scale,
                size * scale,
                apart=True,
                step=inf,
            )


def _below(text: str) -> float:
    """The share of a word's box that hangs below the baseline."""
    return 0.22 if any(c in "gjpqyạặậẹệịọộợụựỵ,;()" for c in text) else 0.0
