"""How values are shown, as filters of the templates.

>>> day("2025-07-01"), day("--12-05"), day("2026"), day("")
('01/07/2025', '05/12 hằng năm', '2026', '')
>>> local("https://w3id.org/chidao/voc/role#lead"), parts("a||b")
('lead', ['a', 'b'])
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from queries.commands.context import due as due_words
from queries.commands.context import local, words
from web.pages.cased import cased
from web.pages.kinds import kind
from web.pages.markup import marked, of_fact

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# RFC 3987, section 2.2: none of the characters that no IRI holds.
_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`]+")
_MARK = re.compile(r"[-–—+*•·●○▪]\s+(?=\S)")
"""What a paragraph of a list begins with in documents."""
_YEARLY = re.compile(r"--([0-9]{2})-([0-9]{2})")


def day(value: str, language: str = "vi") -> str:
    """A date as it is written in Viet Nam, and in a language what comes back; what is neither as it is.

    >>> [day(each, "en") for each in ("--12-05", "---20", "P1Y", "P3M", "2025-07-01")]
    ['05/12 each year', 'day 20 of each month', 'each year', 'every 3 months', '01/07/2025']
    """
    if found := _DAY.fullmatch(value):
        return f"{found[3]}/{found[2]}/{found[1]}"
    if found := _YEARLY.fullmatch(value):
        return f"{found[2]}/{found[1]} {'each year' if language == 'en' else 'hằng năm'}"
    if not value.startswith(("-", "P", "R")):
        return value
    return _recurs(value) if language == "en" else due_words(value)


def dated(text: str) -> str:
    """Words with the day that they begin with as it is written in Viet Nam.

    >>> dated("2025-03-01 Sở Xây dựng: 45/2025"), dated("2025-03-01-x"), dated("Sở Xây dựng 2025-03-01")
    ('01/03/2025 Sở Xây dựng: 45/2025', '2025-03-01-x', 'Sở Xây dựng 2025-03-01')
    """
    head, space, rest = text.partition(" ")
    return f"{day(head)}{space}{rest}" if _DAY.fullmatch(head) else text


def _recurs(value: str) -> str:
    if found := re.fullmatch(r"---([0-9]{2})", value):
        return f"day {found[1]} of each month"
    if found := re.fullmatch(r"P([0-9]+)([DWMY])", value):
        unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[found[2]]
        return f"each {unit}" if found[1] == "1" else f"every {found[1]} {unit}s"
    return value


def parts(value: str) -> list[str]:
    """A cell that holds several, parted by |, in order."""
    return sorted(each for each in value.split("|") if each)


def provision(text: str, path: str) -> str:
    """The words of a provision, of a table's row its cells parted by bars; without the mark of a list, since pages
    have their own.

    >>> provision("- Sở Y tế báo cáo", "II/1/-2"), provision("+ a", "I/+1"), provision("1. Sở Y tế - Bộ Y tế", "II/1")
    ('Sở Y tế báo cáo', 'a', '1. Sở Y tế - Bộ Y tế')
    >>> provision("-", "I/-1"), provision("-5 độ", "I/-1")
    ('-', '-5 độ')
    """
    said = words(text, path)
    mark = _MARK.match(said)
    return said[mark.end() :] if mark else said


def kind_of(value: str) -> str:
    """What a cell of any answer holds, so that it can be shown as that: `iri`, `day`, `truth` or `text`.

    >>> [kind_of(each) for each in ("https://w3id.org/chidao/doc/x#task", "2025-07-01", "--12-05", "true", "Sở Y tế")]
    ['iri', 'day', 'day', 'truth', 'text']
    """
    if _IRI.fullmatch(value):
        return "iri"
    if _DAY.fullmatch(value) or _YEARLY.fullmatch(value):
        return "day"
    return "truth" if value in ("true", "false") else "text"


def short(iri: str, base: str) -> str:
    """A name for a thing that has none: of what is in a document its number and the path.

    >>> short("urn:x/doc/ubnd/kế-hoạch/2022/34-kh-ubnd/III/2#task", "urn:x/"), short("urn:x/p/cà-mau", "urn:x/")
    ('34-kh-ubnd III/2#task', 'cà-mau')
    """
    parts = iri.removeprefix(base).split("/")
    if iri.startswith(base + "doc/") and len(parts) > 5:
        return f"{parts[4]} {'/'.join(parts[5:])}"
    return local(iri)


@lru_cache(maxsize=1 << 14)
def anchor(name: str) -> str:
    """The fragment of an address that leads to the element with an id.

    >>> anchor("II/1#task")
    'II/1%23task'
    """
    return quote(name, safe="/:@!$&'()*+,;=~-._")


def grouped(number: int, language: str) -> str:
    """A count with its thousands apart, as a language writes it.

    >>> grouped(5600, "vi"), grouped(5600, "en")
    ('5.600', '5,600')
    """
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


IN_LANGUAGE = ("day", "kind")
"""Filters that take the language of the page too."""
FILTERS: dict[str, Callable[..., Any]] = {
    "day": day, "dated": dated, "local": local, "parts": parts, "provision": provision, "anchor": anchor,
    "kind_of": kind_of, "short": short, "grouped": grouped, "marked": marked, "of_fact": of_fact, "cased": cased,
    "kind": kind,
}  # fmt: skip
