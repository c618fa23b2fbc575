"""IRIs of the data: readable, stable, the same whatever the order of files.

A segment is `slug(name)`: lower case, new tone placement, diacritics kept (đ is not d), everything that is neither
letter nor digit a hyphen. So a segment needs no percent-encoding in an IRI (RFC 3987, `ucschar`), and two spellings
of one number or name give one segment.

>>> slug("Uỷ ban nhân dân tỉnh Đắk Lắk"), slug("43-CTr/TU") == slug("43/CTr - TU")
('ủy-ban-nhân-dân-tỉnh-đắk-lắk', True)
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from loaders.text.fold import DASHES, fold

ONTOLOGY = "https://w3id.org/chidao/ont#"
VOCABULARY = "https://w3id.org/chidao/voc/"
DEFAULT_BASE = "https://w3id.org/chidao/"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
VOID = "http://rdfs.org/ns/void#"

UNKNOWN = "-"
"""The segment that stands for what is not known."""

# Longer names are cut and closed by a hash of the whole, so that no input makes an IRI without end.
_LONGEST = 96
_HASH = 12


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as one segment of an IRI; empty if it has neither letter nor digit.

    >>> slug("Lao động - Thương binh và Xã hội"), slug("37/2019/NĐ-CP"), slug("…")
    ('lao-động-thương-binh-và-xã-hội', '37-2019-nđ-cp', '')
    """
    folded = fold(unicodedata.normalize("NFC", name))
    joined = "".join(c if c.isalnum() else "-" for c in folded)
    segment = unicodedata.normalize("NFC", "-".join(part for part in joined.split("-") if part))
    if len(segment) <= _LONGEST:
        return segment
    return f"{segment[: _LONGEST - _HASH - 1].rstrip('-')}-{digest(segment)}"


def digest(*parts: str) -> str:
    """Twelve hex digits that stand for these words, in this order.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_HASH]


@lru_cache(maxsize=65536)
def path_segment(path: str) -> str:
    """The path of a provision as the end of an IRI: as it is, with what an IRI reserves percent-encoded.

    >>> path_segment("II/4/a/-1"), path_segment("Điều 5/a?")
    ('II/4/a/-1', 'Điều%205/a%3F')
    """
    if all(c.isalnum() or c in "/-._" for c in path):
        return path
    return "".join(c if c.isalnum() or c in "/-._" else quote(c, safe="") for c in path)


def tail(iri: str, base: str = DEFAULT_BASE) -> str:
    """An IRI of the data without its base; ValueError if it is not under it.

    >>> tail("https://w3id.org/chidao/place/bạc-liêu")
    'place/bạc-liêu'
    """
    if not iri.startswith(base):
        raise ValueError(f"{iri} is not under {base}")
    return iri[len(base) :]


class BaseError(ValueError):
    """The base of the data is no absolute IRI that names may be appended to; the message is one line."""


_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`?#]+[/]\Z", re.IGNORECASE)


def checked_base(base: str) -> str:
    """`base` itself; BaseError unless it is an absolute IRI that ends in `/`.

    >>> checked_base("http://localhost:8000/")
    'http://localhost:8000/'
    >>> checked_base("w3id.org")
    Traceback (most recent call last):
    kg.iri.BaseError: 'w3id.org' is no base for IRIs: give an absolute one that ends in /, such as https://w3id.org/chidao/
    """
    if not _BASE.match(base):
        raise BaseError(f"{base!r} is no base for IRIs: give an absolute one that ends in /, such as {DEFAULT_BASE}")
    return base


def document_of(iri: str, base: str = DEFAULT_BASE) -> str | None:
    """The IRI of the document that a node of its graph belongs to; None for what is under no document.

    >>> document_of("https://w3id.org/chidao/doc/a/b/2022/5-kh-ubnd/II/4/a#task")
    'https://w3id.org/chidao/doc/a/b/2022/5-kh-ubnd'
    """
    if not iri.startswith(base + "doc/"):
        return None
    parts = iri[len(base) :].partition("#")[0].split("/")
    # A document cited under another's IRI keeps its own two segments: {document}/cited/{number}.
    length = 7 if len(parts) >= 7 and parts[5] == "cited" else 5
    return base + "/".join(parts[:length]) if len(parts) >= length else None


def graph_of(document: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of the named graph that holds what a document states.

    >>> graph_of("https://w3id.org/chidao/doc/a/b/2022/5")
    'https://w3id.org/chidao/graph/doc/a/b/2022/5'
    """
    return f"{base}graph/{tail(document, base)}"


@lru_cache(maxsize=65536)
def symbol(number: str) -> str:
    """A number and symbol as printed, normalised for comparison by the rules of loaders.parse.citations.numbers.

    What those do not know as a number at least loses blanks, kinds of dashes and leading zeros.

    >>> symbol("043/2025/QĐ–UBND"), symbol("Số 13 - NQ/T.Ư"), symbol("43/CTr-TU"), symbol("007 – X")
    ('43/2025/QĐ-UBND', '13-NQ/TW', '43-CTr/TU', '7-X')
    """
    from loaders.parse.citations.numbers import symbol as known

    plain = unicodedata.normalize("NFC", number)
    plain = _SO.sub("", "".join("-" if c in DASHES else c for c in plain if not c.isspace()))
    return known(plain) or _ZEROS.sub("", plain)


_SO = re.compile(r"\A(?:số|Số|SỐ):?")
_ZEROS = re.compile(r"\A0+(?=[0-9])")
