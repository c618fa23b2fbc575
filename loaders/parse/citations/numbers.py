"""Numbers and symbols of documents: `34/KH-UBND`, `13-NQ/TW`, `37/2019/NĐ-CP`, `2299/SKHĐT-TH`, `/QĐ-UBND` (blank).

Forms and examples are in ontology/registry/symbol_patterns.csv, pattern and tables in loaders/data/citations.toml.

>>> [n.number for n in find("Quyết định số 56/ 2015/ NĐ - CP và KẾ HOẠCH SỐ 32/CTR-TU, km 12/500, 24/7, QL.1A")]
['56/2015/NĐ-CP', '32/CTr-TU']
>>> symbol("043/2025/QĐ-UBND"), symbol("13/NQ-T.Ư"), symbol("97QĐ/TW"), symbol("19-2016/NQ-CP")
('43/2025/QĐ-UBND', '13-NQ/TW', '97-QĐ/TW', '19/2016/NQ-CP')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.text.fold import fold
from loaders.text.patterns import Pattern, Patterns, load
from ontology.tables import cell, rows


@dataclass(frozen=True, slots=True)
class Parts:
    """What a printed symbol says. `number` has plain dashes, no blanks and the codes' own case; None for a blank one.

    `symbol` is the form for comparison; `printed` what a key of a blank number shows; `kind` the code of the type
    ("QĐ", None for an official letter), `type` its name; `bodies` the codes of issuer and drafting units; `year` the
    year within the symbol; `party` whether it is of the Party's form.
    """

    number: str | None
    symbol: str | None
    printed: str
    kind: str | None
    type: str | None
    bodies: tuple[str, ...]
    year: int | None
    party: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text at `start`..`end`; `worded` whether "số" or "Số" stands before it."""

    start: int
    end: int
    parts: Parts
    worded: bool

    @property
    def number(self) -> str | None:
        """As it is printed, without blanks."""
        return self.parts.number


@cache
def _data() -> Patterns:
    return load("citations")


@cache
def _any() -> Pattern:
    return _data()["number.any"]


@cache
def _blank() -> Pattern:
    return _data()["number.blank"]


@cache
def kinds() -> dict[str, str]:
    """Folded code of a kind of document -> its name: the registry's, the plainest name of those that share a code."""
    found: dict[str, str] = {}
    for column in ("abbreviation", "alt_abbreviations"):
        own: dict[str, str] = {}
        for row in rows("document_types"):
            name = row["name"].partition(" (")[0]
            for code in map(fold, cell(row[column])):
                if code not in own or len(name) < len(own[code]):
                    own[code] = name
        found = own | found
    return found | dict(_data().data["codes"]["kinds"])


@cache
def _lower(table: str) -> dict[str, str]:
    return {fold(code): code for code in _data().words(f"codes.{table}")}


def find(text: str, folded: str | None = None) -> list[Number]:
    """All numbers in `text`, in order. `folded` is `fold(text)`, in which line breaks may be blanks."""
    folded = fold(text) if folded is None else folded
    found: list[Number] = []
    for match in _any().finditer(folded):
        start, end = match.span()
        if not _free(folded, start, end):
            continue
        worded = folded[max(0, start - 6) : start].rstrip(' :"').endswith("số")
        parts = _parse(text[start:end], worded)
        if parts is not None:
            found.append(Number(start, end, parts, worded))
    if "số" in folded:
        for match in _blank().finditer(folded):
            start, end = match.span("codes")
            if (end < len(folded) and folded[end].isalnum()) or (match.start() and folded[match.start() - 1].isalnum()):
                continue
            parts = _parse(text[start:end], True)
            if parts is not None:
                found.append(Number(start, end, parts, True))
        found.sort(key=lambda number: number.start)
    return found


def _free(folded: str, start: int, end: int) -> bool:
    """Whether what was found is no part of a longer figure or word."""
    if end < len(folded) and folded[end].isalnum():
        return False
    before = folded[start - 1] if start else " "
    return not (before.isalnum() or before in "/-.," or (before == ":" and start > 1 and folded[start - 2].isdigit()))


_SPLIT = re.compile(r"([/-])")
_LETTERS = "abcdefghijklmnopqrstuvwxyzđ"


@lru_cache(maxsize=4096)
def _parse(raw: str, worded: bool) -> Parts | None:
    """The parts of a printed number; None where it only looks like one. `worded` lets small letters pass."""
    folded = "".join(c for c in fold(raw) if c not in " \n")
    printed = "".join(c for c, f in zip(raw, fold(raw), strict=True) if f not in " \n")
    first, *rest = _SPLIT.split(folded)
    digits = first.rstrip(_LETTERS)
    joined = len(first) - len(digits) > 1  # "97qđ": the code follows with nothing between
    pieces = [("", first[len(digits) :])] if joined else []
    pieces += zip(rest[0::2], rest[1::2], strict=True)
    number = digits if joined else first
    at = len(number)
    year = ""
    codes: list[tuple[str, str]] = []
    for separator, piece in pieces:
        at += len(separator)
        if piece.isdecimal() and not year and not codes:
            year = separator + piece
        else:
            code = _case(piece, printed[at : at + len(piece)], worded, len(codes))
            if code is None:
                return None
            codes.append((separator, code))
        at += len(piece)
    if not codes or (joined and not worded):
        return None
    return _meaning(number, year, codes)


def _case(folded: str, printed: str, worded: bool, index: int) -> str | None:
    """The code in its own case; None where the printed word is no code."""
    known = _lower("lower_kinds" if index == 0 else "lower_bodies").get(folded) or (
        _lower("lower_bodies").get(folded) if index == 0 else None
    )
    if known:
        return known
    if printed.isupper():
        return printed if len(printed) > 1 or index or printed == "L" else None
    capitals = sum(c.isupper() for c in printed)
    if capitals >= 2 and printed[0].isupper():
        return printed
    if worded and capitals == 0 and (folded in kinds() or folded in _data().words("codes.small")):
        return printed.upper()
    return None


def _meaning(number: str, year: str, pieces: list[tuple[str, str]]) -> Parts:
    codes = [code for _, code in pieces]
    head = fold(codes[0])
    committee = _committee(codes[-1]) if len(codes) == 2 and not year else None
    party = not year and len(codes) > 1 and pieces[0][0] != "/"
    kind = codes[0] if len(codes) > 1 and (head in kinds() or party) else None
    party = party or (committee is not None and kind is not None)
    name = kinds().get(head) if kind else None
    if party and kind:
        name = _data().data["codes"]["party"].get(head, name) or None
        tail = f"-{kind}/{'-'.join([committee or codes[1], *codes[2:]])}"
    else:
        tail = "/" + "-".join(codes)
    printed = number + year + "".join(separator + code for separator, code in pieces)
    return Parts(
        number=printed if number else None,
        symbol=_zeros(number + year.replace("-", "/")) + tail if number else None,
        printed=printed,
        kind=kind,
        type=name,
        bodies=tuple(codes[1:] if kind else codes),
        year=int(year[1:]) if year else None,
        party=party,
    )


def _committee(code: str) -> str | None:
    plain = fold(code).replace(".", "")
    plain = {"tư": "tw", "tưđ": "tw"}.get(plain, plain)
    if plain not in _data().words("codes.committees"):
        return None
    return "TW" if plain == "tw" else code


def _zeros(number: str) -> str:
    head, slash, rest = number.partition("/")
    whole, dot, fraction = head.partition(".")
    if dot and not rest and len(fraction) == 3 and fraction.isdecimal():
        whole, dot, fraction = whole + fraction, "", ""  # 3.208/QĐ-UBND: a dot between thousands
    return (whole.lstrip("0") or "0") + dot + fraction + slash + rest


def symbol(number: str) -> str | None:
    """The form of a printed number for comparison; None where it is no number of a document.

    No blanks, plain dashes, no leading zeros, TW for T.Ư, the Party's own order for a Party committee
    (`43/CTr-TU` -> `43-CTr/TU`), case restored.
    """
    found = _any().fullmatch(fold(number.strip()))
    if found is None:
        return None
    parts = _parse(number.strip(), True)
    return parts.symbol if parts else None
