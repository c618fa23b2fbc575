"""What the name of a font says of the encoding of its text (fonts.toml).

>>> by_font(".VnTimeH"), by_font("ABCDEF+VNI-Times,Bold"), by_font("Times New Roman")
('tcvn3', 'vni', None)
>>> sets_capitals(".VnTimeH"), sets_capitals(".VnTime")
(True, False)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from loaders.read.encodings.seen import Seen
from loaders.text.patterns import Patterns

_SUBSET = re.compile(r"[A-Z]{6}\+")


@cache
def _patterns() -> Patterns:
    file = resources.files("loaders.read.encodings") / "fonts.toml"
    return Patterns.from_text(file.read_text(encoding="utf-8"), "loaders/read/encodings/fonts.toml")


def _name(font: str) -> str:
    return _SUBSET.sub("", font.strip(), count=1).lower()


@lru_cache(maxsize=512)  # readers ask at every run
def by_font(font_name: str) -> Seen | None:
    """The encoding of text set in a font, None for a font of Unicode or one that is not known."""
    patterns = _patterns()
    if patterns["encoding.vni"].fullmatch(_name(font_name)):
        return "vni"
    return "tcvn3" if patterns["encoding.tcvn3"].fullmatch(_name(font_name)) else None


@lru_cache(maxsize=512)
def sets_capitals(font_name: str) -> bool:
    """Whether a font of TCVN3 shows small letters as capitals (its name ends in H)."""
    return by_font(font_name) == "tcvn3" and bool(_patterns()["capitals.tcvn3"].fullmatch(_name(font_name)))
