"""What a worker reads and compiles while nobody asks it: templates, questions, views, lists of data. The first visitor
of a page would wait for it else, in each worker again.

>>> from web.pages.render import environment
>>> steps = list(made_ready("https://w3id.org/chidao/"))
>>> len(steps) > len(environment().list_templates())
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

IDLE_SECONDS = 2.0
"""So long nothing was asked before a worker begins with it."""


def made_ready(base: str) -> Iterator[Callable[[], object]]:
    """The steps, each of some milliseconds, so that a request that comes meanwhile hardly waits; the last one reads the
    ontology for the base of the data."""
    from queries.catalogue import Catalogue, question
    from web.pages import filters, table, terms
    from web.pages.listing import lists
    from web.pages.render import environment

    yield from (partial(environment().get_template, name) for name in environment().list_templates())
    yield from (partial(table.view, name) for name in table.FIXED | table.NESTED | table.ENTITIES)
    yield from (partial(question, name) for name in Catalogue.shipped().names())
    yield from (partial(filters.known, what) for what in filters.KNOWN)
    yield lists
    yield partial(terms.model, base)
