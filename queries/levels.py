"""What else an agency's name may mean that is asked for: the collectives that documents name beside single bodies.

"UBND huyện" is a kind of body, and documents lay most of its work on "Ủy ban nhân dân các huyện, thị xã, thành phố".
Words and kinds: kg/data/agencies.toml, `asked`.

>>> spelt("UBND các huyện"), core("UBND các huyện")
('uy ban nhan dan cac huyen', ('uy', 'ban', 'nhan', 'dan', 'huyen'))
>>> many("UBND cấp huyện"), many("UBND huyện")
(True, False)
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.data import toml
from kg.names import tokens
from loaders.text.fold import bare, key
from queries.understood import warn

MOST = 5
"""Names that are listed."""
_KEPT = 1 << 14  # names whose words are known: those of all collectives are compared for each name that is asked for
_FEWEST = 2  # words of a name without which collectives cannot be told


@cache
def _short() -> dict[str, str]:
    return {bare(key(short)): bare(key(full)) for short, full in toml("agencies")["asked"]["short"].items()}


@cache
def _units() -> tuple[str, ...]:
    return tuple(map(bare, map(key, toml("agencies")["asked"]["units"])))


@lru_cache(_KEPT)
def spelt(text: str) -> str:
    """The folded words of a name without diacritics, short forms written out, units of two words as one: a "thị xã" is
    no "xã".

    >>> spelt("UBND thị xã")
    'uy ban nhan dan thi-xa'
    """
    said = " ".join(_short().get(word, word) for word in map(bare, tokens(text)))
    for unit in _units():
        said = f" {said} ".replace(f" {unit} ", f" {unit.replace(' ', '-')} ").strip()
    return said


def many(text: str) -> bool:
    """Whether the words ask for all bodies of a level and not for one."""
    loose = {bare(word) for word in toml("agencies")["asked"]["loose"]}
    return bool(loose & set(spelt(text).split()))


def core(text: str) -> tuple[str, ...]:
    """The words of a name without those that only say that many are meant."""
    loose = {bare(word) for word in toml("agencies")["asked"]["loose"]}
    return tuple(word for word in spelt(text).split() if word not in loose)


def kinds_of(text: str) -> tuple[str, ...]:
    """The ids of the kinds of all levels that a name without level means.

    >>> kinds_of("MTTQ")[:2], kinds_of("Sở Y tế")
    (('uy-ban-trung-uong-mttq', 'uy-ban-mttq-tinh'), ())
    """
    named = {bare(key(name)): ids for name, ids in toml("agencies")["asked"]["kinds"].items()}
    return tuple(named.get(" ".join(core(text)), ()))


def collectives(connection: sqlite3.Connection, text: str) -> dict[str, str]:
    """The collectives of the graph whose names have all words of this one and begin alike: IRI -> label."""
    wanted = core(text)
    if len(wanted) < _FEWEST:
        return {}
    sql = "SELECT DISTINCT iri, label FROM agents WHERE kind = '' AND instr(iri, '/group/') ORDER BY label, iri"
    found = {}
    for iri, label in connection.execute(sql):
        said = spelt(label.partition(" (")[0]).split()
        if said[:_FEWEST] == list(wanted[:_FEWEST]) and set(wanted) <= set(said):
            found[iri] = label
    return found


def tell(text: str, own: Iterable[str], others: Iterable[str], *, meant: bool, several: bool = False) -> None:
    """Say as what a name was understood, where there is more than one thing by it: `own` what it names, `several` of
    them by a name of many levels; `others` the collectives, which are `meant` or not."""
    names, more = list(dict.fromkeys(own)), list(dict.fromkeys(others))
    if meant and (more or several):
        warn(f"{text!r}: hiểu là / understood as: {_first([*names, *more])}")
    elif more:
        warn(f"{text!r}: hiểu là / understood as: {_first(names)}; không gồm / not among them: {_first(more)}")


def _first(names: list[str]) -> str:
    """The first names, each once with the number of places that have it."""
    counts = Counter(name.partition(" (")[0] for name in names)
    said = [f"{name} ({count} nơi / places)" if count > 1 else name for name, count in counts.items()]
    return "; ".join(said[:MOST]) + (f"; … +{len(said) - MOST}" if len(said) > MOST else "")
