"""Amounts with the words that compare them: "≥ 55", "tối thiểu 30%", "từ 12 đến 14 triệu đồng".

>>> [(a.comparator, a.value, a.unit) for a in amounts("≥ 1.250 tỷ đồng")]
[('>=', 1250.0, 'tỷ đồng')]
>>> [(a.comparator, a.value) for a in amounts("khoảng 0,7")], [(a.comparator, a.value) for a in amounts("16 - 18")]
([('~', 0.7)], [('>=', 16.0), ('<=', 18.0)])
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from loaders.model import Comparator
from loaders.text.fold import fold
from loaders.text.patterns import Pattern, load


class Amount(NamedTuple):
    """`start`..`end` are comparator, figures and unit; `figures` where the figures begin."""

    start: int
    end: int
    figures: int
    comparator: Comparator
    value: float
    unit: str | None


@cache
def _p() -> dict[str, Pattern]:
    return load("tables").table("amount")


_COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    ("more", ">="), ("above", ">"), ("most", "<="), ("below", "<"), ("about", "~"),
)  # fmt: skip


def number(words: str) -> float | None:
    """Figures as Vietnamese documents write them: a stop groups thousands, a comma is the decimal one.

    >>> number("1.250"), number("12,5"), number("1.250.000,5"), number("3.14"), number("2.")
    (1250.0, 12.5, 1250000.5, 3.14, 2.0)
    """
    plain = words.strip(" .,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", ".")
    try:
        return float(plain) if len(plain) < 24 else None
    except ValueError:
        return None


def amounts(words: str) -> list[Amount]:
    """The amounts of the words of a cell, in order."""
    folded = fold(words)
    out: list[Amount] = []
    for match in _p()["figure"].finditer(folded):
        start, end = match.start("n"), match.end("n")
        if start and (folded[start - 1].isalnum() or folded[start - 1] in "/.,"):
            continue
        value = number(match.group("n"))
        if value is None or _p()["year"].search(folded[max(0, start - 12) : end]):
            continue
        before = folded[max(0, start - 24) : start]
        after = folded[end : end + 24]
        if after[:1] in "/" and after[1:2].isdigit():
            continue
        comparator, at, stop = _compared(before, after, start, end)
        unit = _p()["unit"].match(words[end:].lower()) if end < len(words) else None
        span = words[end : end + unit.end("u")].strip() if unit else ""
        if span:
            stop = max(stop, end + unit.end("u")) if unit else stop
        out.append(Amount(at, stop, start, comparator, value, span or None))
    return _ranged(folded, out)


def _compared(before: str, after: str, start: int, end: int) -> tuple[Comparator, int, int]:
    p = _p()
    later = p["onward"].match(after)
    for name, comparator in _COMPARATORS:
        match = p[name].search(before)
        if match:
            return comparator, start - len(before) + match.start("w"), end
    if later:
        return ">=", start, end + later.end()
    return "=", start, end


def _ranged(folded: str, found: list[Amount]) -> list[Amount]:
    """ "16 - 18", "từ 16 đến 18": at least the one, at most the other."""
    out = list(found)
    for i, (a, b) in enumerate(pairwise(found)):
        gap = folded[a.figures : b.figures].lstrip("0123456789.,%").strip()
        if a.comparator == b.comparator == "=" and gap in ("-", "đến", "tới"):
            out[i] = a._replace(comparator=">=", unit=a.unit or b.unit)
            out[i + 1] = b._replace(comparator="<=")
    return out
