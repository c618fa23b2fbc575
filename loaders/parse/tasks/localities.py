"""Places that act: "Thành phố Hà Nội khẩn trương …", "phối hợp với tỉnh Lào Cai". Elsewhere a place says where.

>>> text = "Giao tỉnh Lào Cai và các tỉnh Sơn La, Lai Châu rà soát"
>>> [(f.name, text[f.start:f.end]) for f in acting(text, text.lower(), [5])]
[('Tỉnh Lào Cai', 'tỉnh Lào Cai'), ('Tỉnh Sơn La', 'tỉnh Sơn La'), ('Tỉnh Lai Châu', 'Lai Châu')]
"""

from __future__ import annotations

from collections.abc import Iterable

from loaders.parse.agencies.found import Found
from loaders.parse.agencies.levels import read
from loaders.parse.agencies.names import place_name
from loaders.parse.places import place

FIRST = ("các tỉnh", "các thành phố", "tỉnh", "thành phố", "tp")  # how the words of a place that acts begin
REACH = 240  # code points that a list of places can have
JOINS = (", và ", " và ", ", ", "; ")


def acting(text: str, folded: str, starts: Iterable[int]) -> list[Found]:
    """The provinces named at one of the offsets `starts` of a text, each with all that stand in a list with it."""
    out: list[Found] = []
    for at in starts:
        while folded.startswith(FIRST, at) and (not out or at >= out[-1].end):
            there = read(" " + text[at : at + REACH], 0, " " + folded[at : at + REACH])
            if there is None or not there.named or not all(_known(one.level, one.name) for one in there.named):
                break
            for i, one in enumerate(there.named):
                start = at if i == 0 else at + one.start - 1
                known = place(one.name)
                level = known.full.removesuffix(" " + known.name) if known else one.level
                name = f"{level[:1].upper()}{level[1:]} {place_name(one.name)}"
                out.append(Found(start, at + one.end - 1, name))
            end = out[-1].end
            join = next((j for j in JOINS if folded.startswith(j, end)), None)
            if join is None:
                break
            at = end + len(join)
    return out


def _known(level: str, name: str) -> bool:
    return level in ("tỉnh", "thành phố") and place(name) is not None
