"""Questions of the catalogue about many things at once, given by their IRIs.

`queries.run.answer` follows the former IRIs of each value; here they come from the graph itself, hundreds at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from queries.bind import bind, page, paged, unordered
from queries.catalogue import question

if TYPE_CHECKING:
    from kg.store.generations import Generation

CD = "https://w3id.org/chidao/ont#"
AT_ONCE = 200
"""Things that one query is given."""


def rows(
    generation: Generation, name: str, given: Mapping[str, Sequence[str]], limit: int | None = None, offset: int = 0
) -> tuple[list[dict[str, str]], bool]:
    """The rows of the question `name` by column, unbound cells empty, and whether there are more of them.

    `limit` of None is the question's own page. Raises ValueError for what is no IRI, KeyError for no such parameter."""
    import pyoxigraph as ox

    text = question(name).text
    own = page(text)
    wanted = None if own is None else min(limit if limit is not None else own, own)
    bound = {key: [ox.NamedNode(iri) for iri in values] for key, values in given.items() if values}
    query = bind(paged(text, None if wanted is None else wanted + 1, offset), bound)
    some, order = unordered(query)
    if order and not offset and limit is None:
        # The store looks up both terms each time it compares two: to put 200 rows in order takes longer than to find
        # them. Where the rows are more than a page, its order tells which of them are told.
        found = _asked(generation, some)
        if own is None or len(found) <= own:
            return sorted(found, key=itemgetter(*order)), False
    found = _asked(generation, query)
    return (found, False) if wanted is None else (found[:wanted], len(found) > wanted)


def _asked(generation: Generation, query: str) -> list[dict[str, str]]:
    solutions: Any = generation.store.query(query, use_default_graph_as_union=True)
    columns = [variable.value for variable in solutions.variables]
    return [
        {name: "" if term is None else str(term.value) for name, term in zip(columns, row, strict=True)}
        for row in solutions
    ]


def portions(iris: Sequence[str], size: int = AT_ONCE) -> Iterator[Sequence[str]]:
    """The IRIs, as many at a time as one query is given.

    >>> list(portions("abcde", 2))
    ['ab', 'cd', 'e']
    """
    return (iris[start : start + size] for start in range(0, len(iris), size))
