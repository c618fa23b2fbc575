"""Names of files as people and programs can read them: any bytes may be a name.

>>> printable("a\\udcff\\nb.txt"), printable("kế hoạch.txt")
('a��b.txt', 'kế hoạch.txt')
"""

from __future__ import annotations

import unicodedata


def printable(words: str) -> str:
    """One line of text that can be written as UTF-8: bytes that are none, and control characters, become U+FFFD."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in words)
