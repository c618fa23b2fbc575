"""The identity that a text gives a document: series, number, period; or scope, type and name where it has no number.

A number alone is none: every province has an 11-NQ/TU and a 34/KH-UBND each year. A *series* is one sequence of
numbers: that of a committee of one place, of a ministry, of the Party's centre.

>>> from kg.link.cards import Named
>>> here = lambda date=None: (None, True)
>>> identify(Named("k", number="72-KL/TW", symbol="72-KL/TW", date="2024-02-23", issuer="Bộ Chính trị"), here)
Identity(series='vn/ban-chap-hanh-trung-uong', number='72-kl-tw', period='xiii', ...)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.data import toml
from kg.iri import slug
from kg.link.agencies import PLACE_UNDATED, PLACE_UNKNOWN, Agency, issuers, resolve
from kg.link.cards import Named
from kg.link.kinds import kinds
from kg.link.periods import period
from kg.link.places import COUNTRY, Place, first_words, is_province_name, longest_name, province
from loaders.text.fold import key
from ontology.tables import cell, rows

Here = Callable[[str | None], tuple[Place | None, bool]]
"""The province of the text that names the document, at a date."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What can be told of a document's identity; None for what is unknown.

    `series` with `number` and `period` are the whole identity of a numbered document. `open_series` leaves out which
    of two units of one name is meant. `scope` and `name` identify one without number; `agencies` are its issuers.
    """

    series: str | None
    number: str | None
    period: str | None
    open_series: str | None
    scope: str
    name: str | None
    agencies: tuple[Agency, ...]

    @property
    def full(self) -> bool:
        """Whether it identifies a numbered document by itself."""
        return self.series is not None and self.number is not None and self.period is not None


@cache
def _series_head() -> dict[str, str]:
    return {kind: members[0] for members in toml("agencies")["numbering"]["series"] for kind in members}


@cache
def _central_codes() -> dict[str, str]:
    """Codes in symbols that only one central body has: "ttg" to "Thủ tướng Chính phủ"."""
    owners: dict[str, set[str]] = {}
    for row in rows("agency_kinds"):
        for code in cell(row["symbol_code"]):
            owners.setdefault(slug(code), set()).add(row["id"])
    names = kinds()
    return {
        code: names[next(iter(ids))]["name"].partition(" (")[0]
        for code, ids in owners.items()
        if len(ids) == 1 and names[next(iter(ids))]["level"] == "trung ương"
    }


def _issuer_of_symbol(number: str) -> str | None:
    """The central body whose code ends a symbol and is nobody else's: "693-qđ-ttg"."""
    return _central_codes().get(number.rpartition("-")[2])


_BLANK = re.compile(r"\A[\s.…_-]*(?:/|\Z)")


def is_blank(number: str) -> bool:
    """Whether the figures of a number were left blank.

    >>> is_blank("/QĐ-UBND"), is_blank("…/2025/QĐ-UBND"), is_blank("5/QĐ-UBND")
    (True, True, False)
    """
    return _BLANK.match(number) is not None


_PARTY_LEVEL = {"trung ương": "central", "tỉnh": "province", "huyện": "district", "xã": "district"}


@dataclass(frozen=True, slots=True)
class _Series:
    """One sequence of numbers; see `Identity`. `level` is that of the Party committee that numbers, or None."""

    key: str | None = None
    open: str | None = None
    level: str | None = None


def identify(named: Named, here: Here, fallback: str | None = None) -> Identity:
    """The identity that these parsed parts give, in the place of the text they stand in.

    `fallback` is the date of that text: it tells units of one name apart where the named document has no date.
    """
    number = slug(named.symbol) if named.symbol and not is_blank(named.symbol) else None
    issuer = named.issuer or (_issuer_of_symbol(number) if number else None)
    place, sure = here(named.date)
    date = named.date or fallback
    agencies = issuers(issuer, place, date, sure=sure) if issuer else ()
    series = _Series()
    if agencies:
        # Bodies that issue together number with the first of them (Hướng dẫn 36-HD/VPTW of 2018).
        series = _series_of(agencies[0], named)
    elif named.may:
        possible = {_series_of(resolve(name, place, date, sure=sure), named) for name in named.may}
        series = possible.pop() if len(possible) == 1 else series
    scope, bare = _scope_and_name(named, place, agencies[0] if agencies else None) if number is None else ("", None)
    return Identity(
        series.key,
        number,
        period(named.symbol or "", named.date, series.level, named.term) if number else None,
        series.open,
        scope,
        bare,
        agencies,
    )


def _series_of(agency: Agency, named: Named) -> _Series:
    """The series in which an agency numbers a document of this type."""
    if agency.reason == PLACE_UNKNOWN:
        return _Series()
    kind = kinds().get(agency.kind or "")
    # Without a date of its own, a document of a unit that has a namesake may be of either.
    loose = agency.reason == PLACE_UNDATED or (named.date is None and _namesakes(agency.place))
    head = _series_head().get(agency.kind or "", slug(agency.key.rpartition("/")[2]))
    apart = f":{slug(named.type)}" if named.type and key(named.type) in toml("documents")["types"]["apart"] else ""
    level = _PARTY_LEVEL.get(kind["level"]) if kind is not None and kind["system"] == "Đảng" else None
    own = None if loose else f"{agency.place.key}/{head}{apart}"
    return _Series(own, f"{_undated(agency.place)}/{head}{apart}", level)


@lru_cache(maxsize=4096)
def _namesakes(place: Place) -> bool:
    return place.province is not COUNTRY and not province(place.province.name, None)[1]


def _undated(place: Place) -> str:
    """The key of a place without the year that tells units of one name apart."""
    if place.within is not None:
        return f"{slug(place.within.name)}/{place.key.rpartition('/')[2]}"
    return place.key if place is COUNTRY else slug(place.name)


def _scope_and_name(named: Named, place: Place | None, agency: Agency | None) -> tuple[str, str | None]:
    """Whose document a name means (a province's segment, or `vn`), and the name normalised for comparison."""
    raw = named.name if named.name is not None else named.subject
    if not raw:
        return "", None
    words, folded = raw.split(), key(raw).split()
    places, left = _places_in(words, folded, key(place.name) if place else None)
    kind = key(named.type or "")
    national = toml("documents")["national"]
    if len(places) == 1:
        scope = slug(places[0])
    elif places or kind in national["types"] or any(f" {w} " in f" {' '.join(folded)} " for w in national["words"]):
        scope = COUNTRY.key
    elif agency is not None and agency.reason != PLACE_UNKNOWN:
        scope = _undated(agency.place)
    else:
        scope = slug(place.name) if place is not None else COUNTRY.key
    return scope, bare_name(" ".join(left), named.type)


def bare_name(name: str, type_name: str | None) -> str | None:
    """A name without its type word, punctuation and words that come and go; None if nothing is left.

    >>> bare_name("Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050", "Quy hoạch")
    'tỉnh thời kỳ 2021 2030 tầm nhìn đến 2050'
    """
    folded = key(name)
    kind = key(type_name or "")
    if kind and folded.startswith(f"{kind} "):
        folded = folded[len(kind) + 1 :]
    dropped = toml("documents")["names"]["dropped"]
    words = "".join(c if c.isalnum() else " " for c in folded).split()
    return " ".join(w for w in words if w not in dropped) or None


def _places_in(words: list[str], folded: list[str], own: str | None) -> tuple[list[str], list[str]]:
    """The provinces a name names, each once, and the name without them.

    A name of a province that is also a word (Hòa Bình is peace) counts where it is set like a name: after "tỉnh" or
    "thành phố", capitalised among words that are not, or as the text's own province.
    """
    shouted = all(w.isupper() for w in words if any(c.isalpha() for c in w))
    found: list[str] = []
    left: list[str] = []
    i = 0
    bare = [w.strip(",.;:()\"'") for w in folded]
    while i < len(bare):
        longest = min(longest_name(), len(bare) - i) if bare[i] in first_words() else 0
        for length in range(longest, 0, -1):
            name = " ".join(bare[i : i + length])
            if not is_province_name(name):
                continue
            after_unit = i > 0 and (bare[i - 1] == "tỉnh" or bare[max(0, i - 2) : i] == ["thành", "phố"])
            capital = not shouted and all(w[:1].isupper() for w in words[i : i + length] if w[:1].isalpha())
            # "Thái Bình Dương" is no Thái Bình.
            longer = i + length < len(words) and words[i + length][:1].isupper() and not shouted
            if after_unit or name == own or (capital and not longer):
                if name not in found:
                    found.append(name)
                i += length
                break
        else:
            left.append(folded[i])
            i += 1
    return found, left
