"""Text layers in the fonts before Unicode (TCVN3 ".VnTime", VNI "VNI-Times"): told by the font's name.

Such a font draws "ế" where the file says another letter, so the letters must be converted.

>>> encoding_of("ABCDEE+.VnTimeH"), encoding_of("VNI-Times"), encoding_of("TimesNewRomanPSMT")
('tcvn3', 'vni', None)
"""

from __future__ import annotations

import re

_SUBSET = re.compile(r"^[A-Z]{6}\+")


def encoding_of(font: str) -> str | None:
    """The encoding that a font's name (with or without subset prefix) says: "tcvn3", "vni"; None for Unicode."""
    name = _SUBSET.sub("", font).lstrip("#").lower()
    if name.startswith((".vn", "2evn")):  # "#2EVnTime": some writers escape the dot
        return "tcvn3"
    if name.startswith(("vni-", "vni ")):
        return "vni"
    return None


def convert(text: str, font: str) -> str:
    """Letters set in one font to Unicode; those of a Unicode font come back as they are.

    The one place where the converters of loaders.read.encodings are to be joined: until then letters of an old font
    come back unchanged, which `loaders.read.pdf` says in a warning.
    """
    return text
