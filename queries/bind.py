"""Putting values into a query as terms, never as text.

The query is taken apart into tokens; only the data block of `VALUES ?name { UNDEF }` is exchanged, and what takes its
place was written by Oxigraph's own serialiser from a term. `Store.query(substitutions=…)` is no way: it takes only
projected variables, and `FILTER(!BOUND(?x) || …)` ignores it (docs/decisions/0020-parameters.md).

>>> from pyoxigraph import Literal, NamedNode
>>> query = "SELECT ?s { VALUES ?x { UNDEF } ?s ?p ?x } # VALUES ?x { UNDEF }"
>>> bind(query, {"x": [Literal('" } DROP ALL')]})
'SELECT ?s { VALUES ?x { "\\\\" } DROP ALL" } ?s ?p ?x } # VALUES ?x { UNDEF }'
>>> slots(query)
{'x': 1}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from queries.lexer import Token, tokens

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    Term = NamedNode | Literal

PART, NOT = "#?", "!"
_KEPT = 256
"""Queries whose places are kept: a long list is asked for in stretches, each time by the same text."""


class BindError(ValueError):
    """A query whose slots or parts are malformed; the message begins with `line N: `."""


class _Slot(NamedTuple):
    name: str
    start: int
    end: int


def slots(query: str) -> dict[str, int]:
    """The parameters of a query and the line of the first slot of each."""
    found: dict[str, int] = {}
    for slot in _slots(query):
        found.setdefault(slot.name, _line(query, slot.start))
    return found


def parts(query: str) -> dict[str, int]:
    """The parameters whose absence leaves parts out, and the line of the first part of each; raises BindError."""
    found: dict[str, int] = {}
    for names, start, _ in _parts(query):
        for name in names:
            found.setdefault(name.removeprefix(NOT), _line(query, start))
    return found


def bind(query: str, values: Mapping[str, Sequence[Term]]) -> str:
    """The query with each slot filled with the values of its parameter (several are alternatives).

    A parameter that is not among `values` keeps its UNDEF, and its parts are left out: `#? a !b` begins a part that
    stays where `a` is given and `b` is not. Raises BindError for a
    malformed query, KeyError for a value whose parameter the query does not have, ValueError for no alternatives.
    """
    for name in values:
        if name not in slots(query):
            raise KeyError(name)
        if not values[name]:
            raise ValueError(f"{name}: no value")
    cut = [(start, end, "") for names, start, end in _parts(query) if not _holds(names, values)]
    put = [
        (slot.start, slot.end, f"{{ {' '.join(str(term) for term in values[slot.name])} }}")
        for slot in _slots(query)
        if slot.name in values
    ]
    out, at = [], 0
    for start, end, new in sorted([*cut, *put]):
        if start < at:  # a slot inside a part that was left out
            continue
        out += [query[at:start], new]
        at = end
    return "".join([*out, query[at:]])


def page(query: str) -> int | None:
    """How many rows a query gives at most: the number after its first LIMIT behind an ORDER BY; None without one.

    >>> page("SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 200 } # LIMIT 1"), page("SELECT * {} LIMIT 9")
    (200, None)
    """
    found = _limit(query)
    return int(found[1].text) if found else None


def paged(query: str, rows: int | None, offset: int = 0) -> str:
    """The query with another number of rows, or with all of them (None), without the first `offset`.

    >>> paged("SELECT * {} ORDER BY ?s LIMIT 200", 5, 10), paged("SELECT * {} ORDER BY ?s LIMIT 200", None)
    ('SELECT * {} ORDER BY ?s LIMIT 5 OFFSET 10', 'SELECT * {} ORDER BY ?s ')
    """
    found = _limit(query)
    if found is None:
        return query
    start, end = (found[0].start if rows is None else found[1].start), found[1].end
    page = "" if rows is None else str(int(rows))
    skipped = f" OFFSET {int(offset)}" if offset else ""
    return query[:start] + page + skipped + query[end:]


def shortened(query: str, rows: int) -> str | None:
    """A query that gives its rows in no order with so many of them at most, the same as it would give first; None for
    one that has an order, or no LIMIT of its own.

    >>> shortened("SELECT * {{ SELECT ?s { ?s ?p ?o } LIMIT 7 }} LIMIT 60000", 5), shortened("SELECT * {} LIMIT 3", 5)
    ('SELECT * {{ SELECT ?s { ?s ?p ?o } LIMIT 7 }} LIMIT 5', 'SELECT * {} LIMIT 3')
    >>> shortened("SELECT * {} ORDER BY ?s LIMIT 9", 5), shortened("SELECT * {{ SELECT ?s {} LIMIT 7 }}", 5)
    (None, None)
    """
    found = None if _limit(query) else _outer(query)
    if found is None:
        return None
    return f"{query[: found.start]}{min(int(rows), int(found.text))}{query[found.end :]}"


def unordered(query: str) -> tuple[str, tuple[str, ...]]:
    """The query without the order of its rows, and the variables that it was put in order by; the query as it is, and
    none, where they are not all of its end: the order is by more than variables, or there is none.

    >>> unordered("SELECT * { ?s ?p ?o } ORDER BY ?s ?o LIMIT 9")
    ('SELECT * { ?s ?p ?o } LIMIT 9', ('s', 'o'))
    >>> unordered("SELECT * {{ SELECT ?s {} ORDER BY ?s LIMIT 7 }}"), unordered("SELECT * {} ORDER BY DESC(?s)")[1]
    (('SELECT * {{ SELECT ?s {} ORDER BY ?s LIMIT 7 }}', ()), ())
    """
    start, end, names = _order(query)
    return query[:start] + query[end:], names


@lru_cache(_KEPT)
def _order(query: str) -> tuple[int, int, tuple[str, ...]]:
    """From where to where the order of the whole query stands, and its variables; 0, 0 where there is none."""
    meant = [token for token in tokens(query) if token.kind not in ("blank", "comment")]
    closed = max((n for n, token in enumerate(meant) if token.text == "}"), default=-1)
    after = [n for n in range(closed + 1, len(meant)) if meant[n].text.upper() == "ORDER"]
    if not after:
        return 0, 0, ()
    by = meant[after[0] + 2 :]
    names = [token.text[1:] for token in takewhile(lambda token: token.kind == "variable", by)]
    rest = by[len(names) :]
    if not names or (rest and rest[0].text.upper() != "LIMIT"):
        return 0, 0, ()
    return meant[after[0]].start, rest[0].start if rest else by[-1].end, tuple(names)


@lru_cache(_KEPT)
def _outer(query: str) -> Token | None:
    """The number of the LIMIT of the whole query."""
    meant = [token for token in tokens(query) if token.kind not in ("blank", "comment")]
    if len(meant) < 2 or meant[-2].text.upper() != "LIMIT" or not meant[-1].text.isdecimal():
        return None
    return meant[-1]


@lru_cache(_KEPT)
def _limit(query: str) -> tuple[Token, Token] | None:
    meant = [token for token in tokens(query) if token.kind not in ("blank", "comment")]
    ordered = False
    for before, token in pairwise(meant):
        word = before.text.upper()
        ordered = (ordered or word == "ORDER") and word not in ("{", "}")
        if ordered and word == "LIMIT" and token.text.isdecimal():
            return before, token
    return None


@lru_cache(_KEPT)
def _slots(query: str) -> tuple[_Slot, ...]:
    """The data blocks `{ UNDEF }` of single-variable VALUES clauses."""
    return tuple(_found_slots(query))


def _found_slots(query: str) -> Iterator[_Slot]:
    meant = [token for token in tokens(query) if token.kind not in ("blank", "comment")]
    for i in range(len(meant) - 4):
        clause = meant[i : i + 5]
        if (
            clause[0].text.upper() == "VALUES"
            and clause[1].kind == "variable"
            and [token.text.upper() for token in clause[2:]] == ["{", "UNDEF", "}"]
        ):
            yield _Slot(clause[1].text[1:], clause[2].start, clause[4].end)


@lru_cache(_KEPT)
def _parts(query: str) -> tuple[tuple[tuple[str, ...], int, int], ...]:
    """Names, start and end of each part; parts do not nest."""
    return tuple(_found_parts(query))


def _holds(names: tuple[str, ...], values: Mapping[str, Sequence[Term]]) -> bool:
    return all((name.removeprefix(NOT) in values) != name.startswith(NOT) for name in names)


def _found_parts(query: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    opened: tuple[str, Token] | None = None
    for token in tokens(query):
        if token.kind != "comment" or not token.text.startswith(PART):
            continue
        name = token.text[len(PART) :].strip()
        if bool(name) == (opened is not None):
            hint = "parts do not nest; close the one before with '#?'" if name else "nothing is open; take it away"
            raise BindError(f"line {_line(query, token.start)}: {token.text!r}: {hint}")
        if opened is not None:
            yield tuple(opened[0].split()), opened[1].start, token.end
        opened = (name, token) if name else None
    if opened is not None:
        raise BindError(f"line {_line(query, opened[1].start)}: part {opened[0]!r} is not closed; add a line '#?'")


def _line(query: str, at: int) -> int:
    return query.count("\n", 0, at) + 1
