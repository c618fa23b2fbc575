"""Values that words of a head stand for: dates, periods, kinds by their codes.

>>> iso("2022", "3", "23"), type_of_symbol("34/KH-UBND")
('2022-03-23', 'Kế hoạch')
"""

from __future__ import annotations

from datetime import date
from functools import cache

from loaders.model import Period, Said
from loaders.parse.piece import type_names
from loaders.text.fold import fold
from loaders.text.patterns import load
from ontology.tables import cell, rows


@cache
def _type_codes() -> dict[str, str]:
    """Codes of kinds in symbols ("KH") to their names as type lines print them."""
    printed = {name for _, name in type_names()}
    found: dict[str, str] = {}
    for row in rows("document_types"):
        names = [name for name in (row["name"], *cell(row["alt_names"])) if name in printed]
        for code in (row["abbreviation"], *cell(row["alt_abbreviations"])):
            if code and names:
                found[code] = min(names[0], found.get(code, names[0]), key=len)
    return found


def type_of_symbol(number: str) -> str | None:
    """The kind of document that a number's symbol tells, for a head that has lost its type line; None if it is none.

    >>> [type_of_symbol(n) for n in ("34/KH-UBND", "72-KL/TW", "5/2024/TT-BNV", "9/UBND-KT")]
    ['Kế hoạch', 'Kết luận', 'Thông tư', None]
    """
    for part in number.replace("–", "-").replace("-", "/").split("/")[1:3]:
        if part in _type_codes():
            return _type_codes()[part]
        if not part.isdigit():
            return None
    return None


def closed(words: str, at: int) -> bool:
    """Whether a number's symbol is complete before a blank at `at`: the next word is no part of it."""
    before, after = words[:at].rstrip(), words[at:].lstrip()
    return not (before[-1:] in "/-–&" or after[:1] in "/-–&")


def iso(year: str | None, month: str | None, day: str | None) -> str | None:
    """ISO date of three printed figures; None where one is blank or the day does not exist.

    >>> iso("2022", "3", "23"), iso("2024", None, None), iso("2024", "2", "30"), iso("2025", "1 1", "25")
    ('2022-03-23', None, None, '2025-11-25')
    """
    if not (year and month and day):
        return None
    try:
        return date(int(year), int(month.replace(" ", "")), int(day.replace(" ", ""))).isoformat()
    except ValueError:
        return None


def period(title: Said) -> Period | None:
    """The years that a title states; None if it states none.

    >>> from loaders.model import Span
    >>> p = period(Said("Phát triển hạ tầng giai đoạn 2021-2025 và tầm nhìn đến năm 2030", (Span(0, 63),)))
    >>> (p.start, p.end, p.vision)
    (2021, 2025, 2030)
    """
    folded = fold(title.value)
    patterns = load("header").table("period")
    match = patterns["range"].search(folded)
    vision = patterns["vision"].search(folded)
    if match is None:
        return None
    return Period(
        int(match.group("from")),
        int(match.group("to")),
        int(vision.group("vision")) if vision else None,
        title.spans[0],
    )
