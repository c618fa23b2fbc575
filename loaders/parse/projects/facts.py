"""What is said of a work beside its name: stage, place, capital, size, period, investor; each with its words.

>>> from loaders.text.fold import fold
>>> line = "Xây dựng cầu Bến Mới, huyện Thanh Sơn, tổng mức đầu tư khoảng 1.200 tỷ đồng, do Sở Xây dựng làm chủ đầu tư."
>>> found = of(line, fold(line), 21, None, None)
>>> [(name, line[a:b]) for name, (a, b) in sorted(found.items())]
[('capital', 'khoảng 1.200 tỷ đồng'), ('investor', 'Sở Xây dựng'), ('place', 'huyện Thanh Sơn')]
"""

from __future__ import annotations

import re

from loaders.parse.projects import lexicon
from loaders.parse.projects.lexicon import words
from loaders.parse.projects.names import BODIES
from loaders.text.patterns import load
from loaders.text.phrases import holds

Place = tuple[int, int]

FACTS = ("capital", "scale", "period", "investor")
_SIGNS = {  # one of them stands in every such fact
    "capital": ("tỷ", "tỉ", "triệu"),
    "scale": ("dài", "quy mô", "diện tích", "công suất"),
    "period": ("20",),
    "investor": ("chủ đầu tư",),
}
REACH = 200  # code points behind a name in which it is told
_TOKEN = re.compile(r"[^\s(),;:.]+|[(),;:.]")
_PLACED = re.compile(r"[ ,(]*(?:[-–] )?")


def of(line: str, folded: str, after: int, stop: int | None, place: int | None) -> dict[str, Place]:
    """Name of a fact -> where its words stand, told between `after` (the end of a name) and `stop` (the next work),
    within the clause. `place` is where words for a place begin, if the walk over the name met them."""
    end = min(len(line), after + REACH, len(line) if stop is None else stop)
    cut = min((i for mark in (";", ". ", "\n") if (i := folded.find(mark, after, end)) >= 0), default=end)
    out: dict[str, Place] = {}
    rest = folded[after:cut]
    for name in FACTS:
        if not holds(rest, _SIGNS[name]):
            continue
        match = lexicon.patterns()[f"facts.{name}"].search(rest)
        if match:
            out[name] = (after + match.start("s"), after + len(rest[: match.end("s")].rstrip()))
    where = _place(line, folded, place if place is not None else after)
    if where is not None:
        out["place"] = where
    return out


def _place(line: str, folded: str, at: int) -> Place | None:
    """The words for a place that begin at `at`: "đoạn qua tỉnh Bạc Liêu", "tại huyện Na Hang"."""
    lead = _PLACED.match(line, at)
    begin = lead.end() if lead else at
    if not folded.startswith(load("projects").words("words.where"), begin):
        return None
    started = next((w for w in load("projects").words("words.where") if folded.startswith(w + " ", begin)), None)
    if started is None:
        return None
    start = begin + (len(started) + 1 if started in load("projects").words("words.joins") else 0)
    end, proper, comma = start, False, False
    within = lexicon.heads_at_start(folded[start : start + 60])  # "tại Khu kinh tế …"
    skip = start + len(within.words) if within else start
    for token in _TOKEN.finditer(line, skip, min(len(line), start + 90)):
        word = token.group()
        low = folded[token.start() : token.end()]
        if word == ",":
            if not proper:
                return None
            comma = True
            continue
        unit = low in words("units") or low in ("thành", "phố", "thị", "trấn", "địa", "bàn", "các")
        if comma and not unit:
            break
        comma = False
        if word[0].isupper() or word[0].isdigit():
            if not proper and low in BODIES and end == start:
                return None
            proper = True
            end = token.end()
        elif word in "(;:.)" or not (unit or low in ("và", "-")):
            break
    return (start, end) if proper and end > start else None
