"""Questions of the catalogue about many things at once, given by their IRIs.

`queries.run.answer` follows the former IRIs of each value; here they come from the graph itself, hundreds at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from queries.bind import bind, page, paged
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
    solutions: Any = generation.store.query(query, use_default_graph_as_union=True)
    columns = [variable.value for variable in solutions.variables]
    found = [{c: "" if (term := row[c]) is None else str(term.value) for c in columns} for row in solutions]
    return (found, False) if wanted is None else (found[:wanted], len(found) > wanted)


def portions(iris: Sequence[str], size: int = AT_ONCE) -> Iterator[Sequence[str]]:
    """The IRIs, as many at a time as one query is given.

    >>> list(portions("abcde", 2))
    ['ab', 'cd', 'e']
    """
    return (iris[start : start + size] for start in range(0, len(iris), size))
