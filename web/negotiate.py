"""Content negotiation: which of the formats on offer a client takes (RFC 9110, section 12.5).

>>> choose("text/html, application/xml;q=0.9, */*;q=0.8", RESULTS).name
'xml'
>>> choose("text/turtle;q=0.2, application/ld+json", GRAPHS).name
'jsonld'
>>> choose("image/png", RESULTS) is None
True
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Format(NamedTuple):
    """A format: its short name, its media type as it is sent, and the types by which it is asked for."""

    name: str
    media: str
    types: tuple[str, ...]


RESULTS = (
    Format("json", "application/sparql-results+json", ("application/sparql-results+json", "application/json")),
    Format("xml", "application/sparql-results+xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", "text/csv; charset=utf-8", ("text/csv",)),
    Format("tsv", "text/tab-separated-values; charset=utf-8", ("text/tab-separated-values",)),
)
"""Results of SELECT and ASK (SPARQL 1.1 Query Results JSON, XML, CSV and TSV), the default first."""

GRAPHS = (
    Format("turtle", "text/turtle; charset=utf-8", ("text/turtle", "application/x-turtle")),
    Format("ntriples", "application/n-triples", ("application/n-triples", "text/plain")),
    Format("jsonld", "application/ld+json", ("application/ld+json", "application/json")),
    Format("rdfxml", "application/rdf+xml", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("trig", "application/trig", ("application/trig",)),
    Format("nquads", "application/n-quads", ("application/n-quads",)),
)
"""RDF of CONSTRUCT, DESCRIBE, the Graph Store Protocol and the descriptions, the default first."""

TABLES = (
    Format("json", "application/json", ("application/json",)),
    Format("csv", "text/csv; charset=utf-8", ("text/csv",)),
)
"""Answers of the catalogue."""


class _Range(NamedTuple):
    kind: str
    quality: float


def choose(accept: str, offered: Sequence[Format]) -> Format | None:
    """The format that `accept` (the header, empty where there is none) wants most; None if it takes none of them.

    Of equal wishes the one that stands first in the header wins, for a wildcard the one that is offered first.
    """
    ranges = _ranges(accept)
    if not ranges:
        return offered[0]
    best: tuple[float, int, int] | None = None
    chosen: Format | None = None
    for place, each in enumerate(offered):
        for kind in each.types:
            found = _quality(kind, ranges)
            if found is None or found[0] <= 0:
                continue
            rank = (found[0], -found[1], -place)
            if best is None or rank > best:
                best, chosen = rank, each
    return chosen


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept.split(","):
        kind, *parameters = (word.strip().lower() for word in part.split(";"))
        if not kind:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        found.append(_Range("*/*" if kind == "*" else kind, quality))
    return found


def _quality(kind: str, ranges: Sequence[_Range]) -> tuple[float, int] | None:
    """The quality of the most precise range that a media type falls into, and where that stands; None if in none."""
    for wanted in (kind, kind.partition("/")[0] + "/*", "*/*"):
        for place, each in enumerate(ranges):
            if each.kind == wanted:
                return each.quality, place
    return None


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client takes gzip (RFC 9110, section 12.5.3).

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0, *"), takes_gzip("")
    (True, False, False)
    """
    found = {each.kind: each.quality for each in _ranges(accept_encoding.replace("*/*", "*"))}
    return found.get("gzip", found.get("*/*", 0.0)) > 0
