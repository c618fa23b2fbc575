"""How many of the first documents a page needs, by what the summary tells of each: how many rows it has, or which.

A list in the order of documents begins with the rows of the first of them (queries.stretches). Where it is told how
many rows a question has of each document, so many documents are taken as a page needs; documents of which it is told
that they have no row are passed over. What is told need not be exact: where the page is not full, more are taken.

>>> needed([100, 150, 90], 200), needed([100], 200)
(1, None)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from kg.store.generations import Generation

    Bound = Mapping[str, Sequence[NamedNode | Literal]]

_ROWS = {
    "agency-group-tasks": "",
    "reports": "?document cd:reportCount ?rows",
    "targets": "?document cd:targetCount ?rows",
    "tasks": "?document cd:taskCount ?rows",
    "tasks-by-field": "?document cd:taskCount ?rows",
    "tasks-by-province": "?document cd:taskCount ?rows",
    "tasks-orphaned": """{
        SELECT ?document (COUNT(?task) AS ?rows) { ?document cd:orphanedTask ?task } GROUP BY ?document
    }""",
    "tasks-unassigned": "?document cd:taskCount ?rows",
}
"""Questions, and how many rows they have at most of a document."""
_LASTS = """OPTIONAL { ?who cd:validFrom ?begin } OPTIONAL { ?who cd:validTo ?end }
        OPTIONAL { ?who cd:agencyKind ?kind . ?kind cd:validFrom ?new }"""
"""When an agency ?who is there, and since when there are any of its kind."""
_TOLD = {
    "agency": """?who cd:agencyKind? ?value ; cd:memberOf ?group
        { ?document cd:leadingAgency ?group } UNION { ?document cd:supportingAgency ?group }""",
    "province": "?document cd:provinceName ?value",
    "place": "?seat cd:place ?value . ?document cd:issuer ?seat",
    "field": "?document cd:taskField ?value",
    "lead": "?who cd:agencyKind? ?value . ?document cd:leadingAgency ?who",
    "support": "?who cd:agencyKind? ?value . ?document cd:supportingAgency ?who",
    "lead_with_groups": f"""?who cd:agencyKind? ?value {_LASTS}
        {{ ?document cd:leadingAgency ?who }}
        UNION {{ ?who cd:memberOf ?group . ?document cd:leadingAgency ?group }}""",
    "support_with_groups": f"""?who cd:agencyKind? ?value {_LASTS}
        {{ ?document cd:supportingAgency ?who }}
        UNION {{ ?who cd:memberOf ?group . ?document cd:supportingAgency ?group }}""",
    "due_before": "?document cd:datedTask ?task",
    "only_doubtful": "?document cd:doubtfulTask ?task",
}
"""Parameters, and what is told of the documents that have rows for them; ?task: which rows."""
_THEN = """OPTIONAL { SELECT ?document ?day { ?document cd:date ?day } LIMIT 1000000 }
    FILTER(!BOUND(?day) || ((!BOUND(?begin) || ?begin <= ?day) && (!BOUND(?end) || ?end >= ?day)
        && (!BOUND(?new) || ?new <= ?day)))"""
"""Which of these documents are of the days of the agencies: a collective is of those alone that are there."""
_PASSED = {"unassigned": 3, "min_confidence": 2, "tasks-unassigned": 3, "due_before": 2, "date": 2}
"""Parameters and questions that pass over rows of which nothing is told: so many times as many rows are looked for."""
_COUNTED = {
    "agency": "?who cd:agencyKind? ?value ; cd:memberOf ?group . ?group cd:leadCount|cd:supportCount ?tasks",
    "field": "?value cd:taskCount ?tasks",
    "lead": "?who cd:agencyKind? ?value ; cd:leadCount ?tasks",
    "support": "?who cd:agencyKind? ?value ; cd:supportCount ?tasks",
    "lead_with_groups": """?who cd:agencyKind? ?value
        { ?who cd:leadCount ?tasks } UNION { ?who cd:memberOf ?group . ?group cd:leadCount ?tasks }""",
    "support_with_groups": """?who cd:agencyKind? ?value
        { ?who cd:supportCount ?tasks } UNION { ?who cd:memberOf ?group . ?group cd:supportCount ?tasks }""",
}
"""Parameters of which is told how many tasks there are, and in which documents, but not how many in each."""
_DOCUMENTS = {"field": "?told cd:countOf ?value ; cd:documentCount ?documents"}
"""Parameters of which is told in how many documents they are."""
_FEWER = 0.7
"""Of these the average is told alone: the first documents may have fewer."""
_BY_AGENCY = ("lead", "support", "lead_with_groups", "support_with_groups", "agency")
_FEW_TASKS = 1000
"""Parameters that only some documents have, wherever they stand in the list, and up to how many tasks each of these
documents is sooner looked up than found among all."""
_OF_FEW = frozenset({"place", "province"})
"""Parameters that leave few documents, each of which is sooner looked up than found among all."""
_LOOKED, _TIMES = 512, 2
"""Documents that are looked at first, and how many times as many are taken where a page is not full."""


def told(question: str, given: Set[str]) -> bool:
    """Whether the summary tells how many rows each document has for what is given."""
    if given & set(_BY_AGENCY) and len(given) > 1:  # what is asked beside it leaves some of the agency's tasks
        return False
    return question in _ROWS and given <= _TOLD.keys() | _PASSED.keys()


class First(NamedTuple):
    """The first documents of a list: the rank of the last of them, and those that have rows."""

    upto: int
    documents: Sequence[NamedNode]


def firsts(generation: Generation, question: str, bound: Bound, rows: int, documents: int) -> Iterator[First]:
    """The documents to take for so many rows, each time more than before.

    `documents` is the highest rank that counts. What lies beyond the last of them is left to who asks.
    """
    for name in (question, *bound):
        rows *= _PASSED.get(name, 1)
    few = bool(bound.keys() & _OF_FEW)
    few = few or any(name in bound and tasks_of(generation, name, bound[name]) <= _FEW_TASKS for name in _BY_AGENCY)
    looked, taken = (documents if few else min(_LOOKED, documents)), 0
    while True:
        found = sorted(_counts(generation, question, bound, looked, few=few))
        place = needed([each.rows for each in found], rows)
        if place is None and looked < documents:
            looked *= 8
            continue
        while place is not None and place + 1 < len(found):
            if found[place].rank > taken:
                taken = found[place].rank
                yield First(taken, [each.document for each in found[: place + 1]])
            place = (place + 1) * _TIMES
        if looked >= documents:
            return
        looked, rows = looked * 8, rows * _TIMES


def needed(counts: Sequence[float], rows: int) -> int | None:
    """The place of the document with which there are so many rows; None where there are fewer."""
    return next((place for place, sum_ in enumerate(accumulate(counts)) if sum_ >= rows), None)


class _Told(NamedTuple):
    rank: int
    rows: float
    document: NamedNode


def _counts(generation: Generation, question: str, bound: Bound, looked: int, *, few: bool) -> list[_Told]:
    """The documents up to the rank `looked` that have rows, with how many they have, or nearly so.

    Each pattern stands in a SELECT with a LIMIT, so that Oxigraph joins them by tables and looks nothing up.
    """
    place = f"?document cd:rank ?rank FILTER(?rank <= {looked})"
    parts = [] if few else [f"SELECT ?document ?rank {{ {place} }}"]
    given, counted = [name for name in _TOLD if name in bound], ""
    for name in given:
        values = _said(bound[name])
        row = " ?task" if "?task" in _TOLD[name] else ""
        row += " ?begin ?end ?new" if _LASTS in _TOLD[name] else ""
        parts.append(f"SELECT DISTINCT ?document{row} {{ VALUES ?value {{ {values} }} {_TOLD[name]} }}")
    if "due_before" in given or "only_doubtful" in given:
        rows = "COUNT(?task)"
    elif counted := next((name for name in given if name in _COUNTED), ""):
        rows = "1"
    else:
        rows = "SUM(?rows)"
        if few:
            place += f" {_ROWS[question]}"
        else:
            parts.append(f"SELECT ?document ?rows {{ {_ROWS[question]} }}")
    joined = " ".join(f"{{ {part} LIMIT 1000000 }}" for part in parts)
    joined += f" {place}" if few else ""
    joined += f" {_THEN}" if any(_LASTS in _TOLD[name] for name in given) else ""
    found = _asked(generation, f"SELECT ?rank ?document ({rows} AS ?n) {{ {joined} }} GROUP BY ?rank ?document")
    times = _of_a_document(generation, counted, bound[counted]) * _FEWER if counted else 1
    return [_Told(int(rank.value), int(n.value) * times, document) for rank, document, n in found]


def _of_a_document(generation: Generation, name: str, terms: Sequence[NamedNode | Literal]) -> float:
    """How many tasks the documents have that have any of what is given for a parameter, on average."""
    pattern = (_DOCUMENTS.get(name) or _TOLD[name]).replace("?value", "?given")
    number = "SUM(?documents)" if name in _DOCUMENTS else "COUNT(DISTINCT ?document)"
    ((count,),) = _asked(generation, f"SELECT ({number} AS ?d) {{ VALUES ?given {{ {_said(terms)} }} {pattern} }}")
    return tasks_of(generation, name, terms) / max(1, int(count.value))


def tasks_of(generation: Generation, name: str, terms: Sequence[NamedNode | Literal]) -> int:
    """How many tasks there are of what is given for a parameter: fields, or agencies by their role."""
    query = f"SELECT (SUM(?tasks) AS ?all) {{ VALUES ?value {{ {_said(terms)} }} {_COUNTED[name]} }}"
    return int(_asked(generation, query)[0][0].value)


def _said(terms: Sequence[NamedNode | Literal]) -> str:
    return " ".join(str(term) for term in terms)


def _asked(generation: Generation, query: str) -> list[tuple[Any, ...]]:
    found = generation.store.query(
        f"PREFIX cd: <https://w3id.org/chidao/ont#> {query}", use_default_graph_as_union=True
    )
    return [tuple(row) for row in found]  # type: ignore[union-attr]
