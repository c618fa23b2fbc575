"""Reader of Word files (.docx, .docm; ISO/IEC 29500): paragraphs as printed, with the labels that Word computes.

The tree of the document is walked with lxml; why no library above it is docs/decisions/0032-word.md. What Word shows is
what is read: changes accepted, hidden words out, numbers and bullets in front of their paragraphs, notes after the
paragraph that refers to them, text boxes at their place, headers and footers apart as furniture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from loaders.model import Source, Text
from loaders.read.bounds import ReadError
from loaders.read.docx.notes import Notes
from loaders.read.docx.numbering import Numbering
from loaders.read.docx.package import Package, R, W, on
from loaders.read.docx.story import Shared, Story, with_notes
from loaders.read.docx.styles import Styles
from loaders.read.encodings import by_font, looks_like
from loaders.read.paragraphs import Paragraph
from loaders.read.text import assemble
from loaders.text.fold import fold
from loaders.text.patterns import load

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_bytes(data: bytes, name: str) -> Text:
    """The canonical text of the bytes of a Word file; `Block.line` is the number of the paragraph in its body.

    Raises ReadError if it is no Word file, broken, protected by a password, above a bound, or holds no words.
    """
    package = Package(data, name)
    styles = Styles(package.part("styles"))
    notes = Notes(package.part("footnotes"), package.part("endnotes"), package.part("settings"))
    shared = Shared(name, styles, Numbering(package.part("numbering"), styles), notes)
    if styles.names_font(_old) or any(map(_old, _fonts(package))):
        shared.found.legacy = looks_like(_written(package))  # many files name such a font and hold Unicode
    body = Story(shared).blocks(package.body)
    paragraphs = list(with_notes(body, shared.after))
    if not any(each.segments for each in paragraphs):
        pictures = (
            f" but {shared.found.pictures} pictures; if it is a scan, save it as PDF" if shared.found.pictures else ""
        )
        raise ReadError(f"{name}: the document holds no words{pictures}")
    above = _furniture(package, shared, "header")
    below = _furniture(package, shared, "footer")
    source = Source(name, hashlib.sha256(data).hexdigest(), "", MEDIA_TYPE)
    return assemble([*above, *paragraphs, *below], source, _warnings(package, shared))


def _fonts(package: Package) -> Iterator[str | None]:
    for each in package.body.iter(W + "rFonts"):
        yield each.get(W + "ascii")


def _old(font: str | None) -> bool:
    return font is not None and by_font(font) is not None


def _written(package: Package) -> str:
    """All words of the body, a paragraph a line."""
    return "".join("\n" if each.tag == W + "p" else each.text or "" for each in package.body.iter(W + "p", W + "t"))


def _furniture(package: Package, shared: Shared, kind: str) -> list[Paragraph]:
    """What running heads or feet say, once each; page numbers alone are left out."""
    is_page = load("marks")["wrap.page"].fullmatch
    out: list[Paragraph] = []
    seen: set[str] = set()
    done: set[str] = set()
    for section in package.body.iter(W + "sectPr"):
        first = on(section.find(W + "titlePg"))
        for reference in section.iterchildren(f"{W}{kind}Reference"):
            link = package.links.get(reference.get(R + "id", ""))
            if link is None or link.target in done or (reference.get(W + "type") == "first" and not first):
                continue
            done.add(link.target)
            root = package.target(link)
            for each in Story(shared, at=0).blocks(root) if root is not None else ():
                each.kind, each.cell = "furniture", None
                if each.words not in seen and not is_page(fold(each.words)):
                    seen.add(each.words)
                    out.append(each)
    return out


def _warnings(package: Package, shared: Shared) -> list[str]:
    found = shared.found
    counted = (
        (found.pictures, "pictures are not read: {}"),
        (found.signs, "signs of a font that is not known are left out: {}"),
        (found.embedded, "files embedded in the document are not read: {}"),
        (shared.left_out, "table cells above the bound are left out: {}"),
        (shared.covered, "cells with words under a merged cell, which Word does not show, are left out: {}"),
        (shared.notes.missing, "references to notes that are not in the file: {}"),
    )
    out = [*dict.fromkeys(package.warnings), *(words.format(count) for count, words in counted if count)]
    if found.legacy:
        out.append(f"words in fonts of the time before Unicode are read in their encoding ({found.legacy})")
    if shared.notes.restarted:
        out.append("notes are numbered anew on each page or section in Word, through the whole document here")
    out += [f"numbers of the kind {kind} are printed in figures" for kind in sorted(shared.numbering.unknown)]
    return out


__all__ = ["MEDIA_TYPE", "read_bytes"]
