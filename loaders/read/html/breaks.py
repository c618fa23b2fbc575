"""Lines that `<br>` parts: paragraphs of their own, or one sentence that a site or an author broke by hand.

>>> def lines(*words):
...     out = []
...     for each in words:
...         out.append(Letters(each)); out[-1].add(0, len(each))
...     return [line.words() for line in joined(out)]
>>> lines("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']
>>> lines("Giao Sở Y tế kiểm tra chất lượng", "nước sạch;", "a) Ở vùng cao;")
['Giao Sở Y tế kiểm tra chất lượng nước sạch;', 'a) Ở vùng cao;']
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.read.html.letters import Letters
from loaders.read.paragraphs import capitals
from loaders.text.fold import fold
from loaders.text.marks import find
from loaders.text.patterns import load

_STOPS = frozenset(".;:!?…")


def joined(lines: Sequence[Letters]) -> list[Letters]:
    """Those with words, each that goes on with the one before it put together; an empty line parts them."""
    out: list[Letters] = []
    parted = True
    last = ""
    for line in lines:
        if not line:
            parted = True
            continue
        words = line.words()
        if not parted and _goes_on(last, words):
            out[-1].join(line)
        else:
            out.append(line)
        last, parted = words, False
    return out


def _goes_on(before: str, after: str) -> bool:
    if not before or not after or before[-1] in _STOPS or find(after) or capitals(before) or capitals(after):
        return False
    if after[0].islower():
        return True
    ending = fold(before[-24:])
    return before[-1] == "," or any(ending.endswith(" " + word) for word in load("marks").words("wrap.open"))
