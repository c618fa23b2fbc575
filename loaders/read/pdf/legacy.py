"""Text layers in the fonts before Unicode (TCVN3 ".VnTime", VNI "VNI-Times").

Such a font draws "ế" where the file says another letter, so the letters must be converted; but many a file names such
a font and holds Unicode all the same, which its words tell.

>>> encoding_of("ABCDEE+.VnTimeH"), encoding_of("#2EVnTime"), encoding_of("TimesNewRomanPSMT")
('tcvn3', 'tcvn3', None)
>>> converted("kÕ ho¹ch", ".VnTimeH"), converted("Keá hoaïch", "VNI-Times"), converted("ho¹ch", "Arial")
('KẾ HOẠCH', 'Kế hoạch', 'ho¹ch')
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from loaders.read.encodings import Seen, by_font, convert, looks_like, sets_capitals
from loaders.read.pdf.glyphs import Glyph


@lru_cache(maxsize=512)
def encoding_of(font: str) -> Seen | None:
    """The encoding that a font's name (with or without subset prefix) says: "tcvn3", "vni"; None for Unicode."""
    return by_font(_name(font))


def _name(font: str) -> str:
    return font.replace("#2E", ".").replace("#20", " ")  # some writers escape the dot


def converted(text: str, font: str) -> str:
    """Letters set in one font as Unicode; those of a Unicode font as they are."""
    encoding = encoding_of(font)
    return text if encoding is None else convert(text, encoding, sets_capitals(_name(font)))


def settle(pages: Iterable[list[Glyph]]) -> list[Seen]:
    """Take the names of old fonts from the letters that are Unicode in truth; which encodings there are in the rest."""
    held: dict[Seen, list[Glyph]] = {}
    for glyph in chain.from_iterable(pages):
        encoding = encoding_of(glyph.font) if glyph.font else None
        if encoding:
            held.setdefault(encoding, []).append(glyph)
    found: list[Seen] = []
    for encoding, glyphs in sorted(held.items()):
        if looks_like("".join(f" {glyph.text}" if _begins(glyph) else glyph.text for glyph in glyphs)) == encoding:
            found.append(encoding)
            continue
        for glyph in glyphs:
            glyph.font = ""
    return found


def _begins(glyph: Glyph) -> bool:
    return glyph.apart or glyph.step > 0.25 * glyph.size
