"""Answers to questions about the whole graph, asked once of a generation by each process: nothing changes in it.

A page may not walk the whole graph each time it is read; what it tells of all documents is the same until the next
build.
"""

from __future__ import annotations

from collections import OrderedDict

from queries.run import Answer
from web.pages.page import Page

MOST = 64
"""Answers that are kept."""
_KEPT: OrderedDict[tuple[object, ...], Answer] = OrderedDict()


def kept(page: Page, name: str, limit: int | None = 0, offset: int = 0, /, **given: str) -> Answer:
    """As `page.answer`, from what is kept where it was asked before."""
    which = (str(page.generation.folder), name, limit, offset, *sorted(given.items()))
    if which not in _KEPT:
        _KEPT[which] = page.answer(name, limit, offset, **given)
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    _KEPT.move_to_end(which)
    return _KEPT[which]
