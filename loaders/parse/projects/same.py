"""Whether two names are of one work: what is compared of a name.

Heads that mean the same ("đường bộ cao tốc", "cao tốc"), kinds of dashes, the direction of a way and brackets that
hold no number or later stage do not count.

>>> key_of("Đường bộ cao tốc Hà Lâm – Sơn Bình") == key_of("Cao tốc Sơn Bình - Hà Lâm")
True
>>> key_of("QL.1A"), key_of("Khu neo đậu Bãi Dài (giai đoạn 2)")
(Key(head='quốc lộ', rest='1a', kind='đường bộ'), Key(head='khu neo đậu', rest='bãi dài (giai đoạn 2)', kind='cảng'))
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from loaders.parse.projects import lexicon
from loaders.text.fold import key

_BRACKET = re.compile(r" ?\(([^()]*)\)")
_KEPT = re.compile(r"[^\W\d_]{1,5}[. -]?\d[\w.-]*|giai đoạn (?:[2-9]|i[iv]+|v)")
_LATIN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


class Key(NamedTuple):
    """`head` is what all heads of its kind are called, `rest` the words behind it, `kind` the kind of work."""

    head: str
    rest: str
    kind: str


@lru_cache(maxsize=8192)
def key_of(name: str) -> Key:
    """What is compared of the name of a work."""
    folded = key(name)
    head = lexicon.heads_at_start(folded)
    rest = folded[len(head.words) :] if head else folded
    rest = _BRACKET.sub(lambda m: f" ({m[1]})" if _KEPT.fullmatch(m[1]) else "", rest)
    rest = rest.strip(" .,;-\"'")
    if head and head.line:
        parts = [part.strip(" .,") for part in rest.split(" - ")]
        rest = " - ".join(min(parts, parts[::-1]))
    if head and head.kind == "đường bộ":
        rest = rest.removeprefix("số ").strip()
    return Key(head.canon if head else "", rest, head.kind if head else "")
