"""Where something stands in its document, in words: what stands in head and foot has a path that is a name of a part.

>>> said = where("vi")
>>> said("head/motto"), said("foot/recipient.2"), said("II/4/a"), said("head/new")
('quốc hiệu, tiêu ngữ', 'nơi nhận 2', 'II/4/a', 'head/new')
>>> where("en")("head/issuer/1"), said("Phụ-lục-1/t1/2")
("issuer's name/1", 'Phụ-lục-1/t1/2')
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from web.pages.words import table, words

ZONES = ("head", "foot")


@cache
def where(language: str) -> Callable[[str], str]:
    """A function from a path to what people read; that of a provision of the text, which they can cite, stays."""
    said = words(language)

    def place(path: str) -> str:
        zone, _, rest = path.partition("/")
        first, slash, below = rest.partition("/")
        name, _, number = first.partition(".")
        key = f"zone.{name}"
        if zone not in ZONES or key not in table():
            return path
        return " ".join(filter(None, (said(key), number))) + slash + below

    return place
