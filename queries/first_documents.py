"""How many of the first documents a page needs, by what the summary tells of each: how many rows it has, or which.

A list in the order of documents begins with the rows of the first of them (queries.stretches). Where it is told how
many rows a question has of each document, so many documents are taken as a page needs; documents of which it is told
that they have no row are passed over. What is told need not be exact: where the page is not full, more are taken.

>>> needed([(3, 100), (7, 150), (8, 90)], 200), needed([(3, 100)], 200)
(1, None)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from kg.store.generations import Generation

    Bound = Mapping[str, Sequence[NamedNode | Literal]]

_ROWS = {
    "reports": "?document cd:reportCount ?rows",
    "targets": "?document cd:targetCount ?rows",
    "tasks": "?document cd:taskCount ?rows",
    "tasks-by-field": "?document cd:taskCount ?rows",
    "tasks-by-province": "?document cd:taskCount ?rows",
    "tasks-unassigned": "?document cd:taskCount ?rows",
}
"""Questions, and how many rows they have at most of a document."""
_TOLD = {
    "province": "?document cd:provinceName ?value",
    "field": "?document cd:taskField ?value",
    "due_before": "?document cd:datedTask ?task",
    "only_doubtful": "?document cd:doubtfulTask ?task",
}
"""Parameters, and what is told of the documents that have rows for them; ?task: which rows."""
_PASSED = {"unassigned": 3, "min_confidence": 2, "tasks-unassigned": 3, "due_before": 2}
"""Parameters and questions that pass over rows of which nothing is told: so many times as many rows are looked for."""
_FEWER = 0.8
"""Of a field the average is told alone: the first documents may have fewer."""
_LOOKED, _TIMES = 512, 2
"""Documents that are looked at first, and how many times as many are taken where a page is not full."""


def told(question: str, given: Set[str]) -> bool:
    """Whether the summary tells how many rows each document has for what is given."""
    return question in _ROWS and given <= _TOLD.keys() | _PASSED.keys()


def ranks(generation: Generation, question: str, bound: Bound, rows: int, documents: int) -> Iterator[int]:
    """The ranks up to which to take documents for so many rows, each more than the one before.

    `documents` is the highest rank that counts. What lies beyond the last of them is left to who asks.
    """
    for name in (question, *bound):
        rows *= _PASSED.get(name, 1)
    looked, taken = (documents if "province" in bound else min(_LOOKED, documents)), 0
    while True:
        found = sorted(_counts(generation, question, bound, looked))
        place = needed(found, rows)
        if place is None and looked < documents:
            looked *= 8
            continue
        while place is not None and place + 1 < len(found):
            if found[place][0] > taken:
                taken = found[place][0]
                yield taken
            place = (place + 1) * _TIMES
        if looked >= documents:
            return
        looked, rows = looked * 8, rows * _TIMES


def needed(counts: Sequence[tuple[int, float]], rows: int) -> int | None:
    """The place of the document with which there are so many rows; None where there are fewer."""
    return next((place for place, sum_ in enumerate(accumulate(n for _, n in counts)) if sum_ >= rows), None)


def _counts(generation: Generation, question: str, bound: Bound, looked: int) -> list[tuple[int, float]]:
    """The ranks of documents up to `looked` that have rows, with how many they have, or nearly so.

    Each pattern stands in a SELECT with a LIMIT, so that Oxigraph joins them by tables and looks nothing up.
    """
    parts = [f"SELECT ?document ?rank {{ ?document cd:rank ?rank FILTER(?rank <= {looked}) }}"]
    given = [name for name in _TOLD if name in bound]
    for name in given:
        values = " ".join(str(term) for term in bound[name])
        row = " ?task" if "?task" in _TOLD[name] else ""
        parts.append(f"SELECT DISTINCT ?document{row} {{ VALUES ?value {{ {values} }} {_TOLD[name]} }}")
    if "due_before" in given or "only_doubtful" in given:
        rows = "COUNT(?task)"
    elif "field" in given:
        rows = "COUNT(?rank)"
    else:
        rows = "SUM(?rows)"
        parts.append(f"SELECT ?document ?rows {{ {_ROWS[question]} }}")
    joined = " ".join(f"{{ {part} LIMIT 1000000 }}" for part in parts)
    found = _asked(generation, f"SELECT ?rank ({rows} AS ?n) {{ {joined} }} GROUP BY ?rank")
    times = _tasks_of_a_document(generation, bound["field"]) * _FEWER if rows == "COUNT(?rank)" else 1
    return [(int(rank), int(n) * times) for rank, n in found]


def _tasks_of_a_document(generation: Generation, fields: Sequence[NamedNode | Literal]) -> float:
    """How many tasks of some fields the documents have that have any, on average."""
    values = " ".join(str(term) for term in fields)
    documents = f"SELECT (COUNT(?document) AS ?d) {{ VALUES ?field {{ {values} }} ?document cd:taskField ?field }}"
    ((count,),) = _asked(generation, documents)
    return tasks_of(generation, fields) / max(1, int(count))


def tasks_of(generation: Generation, fields: Sequence[NamedNode | Literal]) -> int:
    """How many tasks some fields have."""
    values = " ".join(str(term) for term in fields)
    query = f"SELECT (SUM(?tasks) AS ?all) {{ VALUES ?field {{ {values} }} ?field cd:taskCount ?tasks }}"
    return int(_asked(generation, query)[0][0])


def _asked(generation: Generation, query: str) -> list[tuple[str, ...]]:
    found = generation.store.query(
        f"PREFIX cd: <https://w3id.org/chidao/ont#> {query}", use_default_graph_as_union=True
    )
    return [tuple(term.value for term in row) for row in found]  # type: ignore[union-attr]
