"""A page of a long list, asked for a stretch of the list at a time.

Oxigraph sorts a whole list before it cuts the page out. A question with the parameter `upto` can be asked of the first
so many documents alone, and its list is in the order of those documents. So whatever page is found there in full is the
page of the whole list, and most are found in the first stretch; where one is not, the next stretch is longer, and the
last is the whole list (docs/decisions/0080-pages-of-long-lists.md).

>>> list(stretches("tasks", {"unassigned"}, 201))
[16, 64, 256, 1024, None]
>>> list(stretches("tasks", {"lead"}, 201)), list(stretches("tasks", set(), None))
([None], [None])
>>> list(stretches("tasks", set(), 201, documents=20))
[None]
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queries.catalogue import Question

PARAMETER = "upto"
FIRST, TIMES = 16, 4
"""Documents of the first stretch, and how many times as long each next one is."""
_NARROW = frozenset({"agency", "date", "doctype", "document", "iri", "province", "year"})
"""Types of parameters by which rows are found first, so that each stretch would do it again. A day that must be
given chooses no rows by itself."""

_NARROW_TOO = frozenset({("documents", "only_doubtful"), ("documents", "min_confidence"), ("doubts", "min_confidence")})
"""Questions and parameters that begin with all doubts, which each stretch would do again."""


def stretches(
    question: Question | str, given: Set[str], rows: int | None, offset: int = 0, documents: int = 10_000
) -> Iterator[int | None]:
    """The values of `upto` to ask a question with, one after the other until there are `rows` rows; None: without it.

    `given` are the names of the parameters that were given, `rows` how many rows are wanted (None: all),
    `documents` how many there are: a stretch of most of them would save nothing.
    """
    if isinstance(question, str):
        from queries.catalogue import Catalogue

        question = Catalogue.shipped().get(question)
    narrow = {p.name for p in question.parameters if p.type in _NARROW and not (p.required and p.type == "date")}
    narrow |= {name for of, name in _NARROW_TOO if of == question.name}
    if rows is not None and question.parameter(PARAMETER) is not None and not given & (narrow | {PARAMETER}):
        upto = FIRST
        while upto * TIMES <= documents:
            if upto * 1000 > offset:  # no document has so many rows; what is skipped over would be asked for in vain
                yield upto
            upto *= TIMES
    yield None
