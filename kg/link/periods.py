"""The period within which a number is used once: a year for the State, a term of the committee for the Party.

Hướng dẫn 36-HD/VPTW of 3 April 2018: a Party committee numbers each type anew every term, and a term runs from
the day after the closing of its congress to the closing of the next. The congresses stand in
kg/data/party_terms.csv; the days between `to` and the next `from` (a congress in session; for provinces and districts
the months in which their congresses were held) belong to neither for certain, and the year stands for the period.

>>> term("central", "2024-02-23"), term("province", "2021-11-12"), term("province", "2020-10-20")
('xiii', '2020-2025', None)
"""

from __future__ import annotations

import re

from kg.data import table

_YEAR = re.compile(r"\A[0-9]+(?:\.[0-9]+)?[a-zđ]?[-/]((?:19|20)[0-9]{2})/")
_ROMAN = re.compile(r"[ivxl]+")


def term(level: str, date: str) -> str | None:
    """The Party term ("xiii", "2020-2025") a day lies in for certain; `level` is central, province or district."""
    for row in table("party_terms"):
        if row["level"] == level and row["from"] <= date and (not row["to"] or date <= row["to"]):
            return row["term"]
    return None


def year_in(symbol: str) -> str | None:
    """The year that a normative symbol holds (Nghị định 78/2025/NĐ-CP, article 71): "37/2019/NĐ-CP".

    >>> year_in("37/2019/NĐ-CP"), year_in("19-2018/NQ-CP"), year_in("2299/SKHĐT-TH")
    ('2019', '2018', None)
    """
    found = _YEAR.match(symbol)
    return found.group(1) if found else None


def period(symbol: str, date: str | None, level: str | None, printed_term: str | None = None) -> str | None:
    """The period of a number; None where neither date, symbol nor term tells it.

    `level` is that of the Party committee, None for the State. `printed_term` ("XI") counts for the centre only: each
    province counts its own congresses.

    >>> period("13-NQ/TW", "2012-01-16", "central"), period("34/KH-UBND", "2022-03-23", None)
    ('xi', '2022')
    >>> period("13-NQ/TW", None, "central", "XI"), period("11-NQ/TU", None, "province", "XVI")
    ('xi', None)
    """
    if level is None:
        return year_in(symbol) or (date[:4] if date else None)
    if date:
        return term(level, date) or date[:4]
    if level == "central" and printed_term and _ROMAN.fullmatch(printed_term.lower()):
        return printed_term.lower()
    return None
