"""A page of a long list, asked for a stretch of the list at a time.

Oxigraph sorts a whole list before it cuts the page out. A question with the parameter `upto` can be asked of the first
so many documents alone, and its list is in the order of those documents. So whatever page is found there in full is the
page of the whole list, and most are found in the first stretch; where one is not, the next stretch is longer, and the
last is the whole list (docs/decisions/0080-pages-of-long-lists.md). A list in the order of days is asked for its first
days alone, and of its first day for the first documents.

>>> list(stretches("tasks", {"unassigned"}, 201))
[16, 64, 256, 1024, None]
>>> list(stretches("tasks", {"lead"}, 201)), list(stretches("tasks", set(), None))
([None], [None])
>>> list(stretches("tasks", set(), 201, documents=20))
[None]
>>> list(stretches("documents", set(), 201))
[256, 1024, None]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from queries.first_documents import First, firsts, tasks_of, told

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from kg.store.generations import Generation
    from queries.catalogue import Question

    Bound = Mapping[str, Sequence[NamedNode | Literal]]

PARAMETER, AMONG = "upto", "among"
"""Parameters of the documents that a stretch has: up to a rank, or these. Where it is known which documents have rows,
nothing needs to be looked through for them."""
FIRST, TIMES = 16, 4
"""Documents of the first stretch, and how many times as long each next one is."""
_NARROW = frozenset({"agency", "date", "doctype", "document", "iri", "province", "year"})
"""Types of parameters by which rows are found first, so that each stretch would do it again. A day that must be
given chooses no rows by itself."""

_NARROW_TOO = frozenset(
    {("projects", "words"), ("projects", "kind"), ("projects", "field"), ("documents", "min_confidence"),
     ("doubts", "min_confidence"), ("targets", "words")}
)  # fmt: skip
"""Questions and parameters beside them."""

_WIDE = frozenset({("documents", "type")})
"""Questions and parameters of those types that leave many rows."""

_ONE_EACH = frozenset({"agencies", "documents", "doubts", "projects", "uncertain-links"})
"""Questions that have one row at most for each place in the order, so that shorter stretches than a page are no use."""


_LONG = {"project": 1024}
"""Documents of the first stretch where each stretch goes through all rows."""

_COUNTED = {
    ("targets", "year"): "?thing cd:targetYear ?value",
}
"""Questions and parameters of which it is known beforehand how many rows they leave, or nearly so."""
_MANY = 3000
"""Rows that are found first and put in order sooner than documents are gone through for them."""
_SOME = {
    "field": 500, "lead": 150, "support": 150, "lead_with_groups": 300, "support_with_groups": 300, "agency": 300,
}  # fmt: skip
"""The same of what is given for a parameter."""
_FEW = 500
"""The same where it is told which documents have a deadline."""

_OF_PROVINCE = frozenset({"due-without-day"})
"""Questions of the documents of a province, of which the first can be taken."""


@dataclass(frozen=True)
class _Days:
    """How a list in the order of days is narrowed: by which parameter (`open`: its own day is not in), whether
    what comes back is left out (`dated`), and the parameters that find their rows first."""

    last: str
    first: str | None = None
    open: bool = False
    dated: bool = False
    narrow: frozenset[str] = frozenset()


_BY_DAY = {
    "due": _Days("to", "from", narrow=frozenset({"lead", "doc", "province"})),
    "tasks-due-before": _Days("date", open=True, dated=True),
}


def stretches(
    question: Question | str, given: Set[str], rows: int | None, offset: int = 0, documents: int = 10_000
) -> Iterator[int | None]:
    """The values of `upto` to ask a question with, one after the other until there are `rows` rows; None: without it.

    `given` are the names of the parameters that were given, `rows` how many rows are wanted (None: all),
    `documents` how many there are: a stretch of most of them would save nothing.
    """
    if isinstance(question, str):
        from queries.catalogue import question as kept

        question = kept(question)
    narrow = {p.name for p in question.parameters if p.type in _NARROW and not (p.required and p.type == "date")}
    narrow |= {name for of, name in _NARROW_TOO if of == question.name}
    narrow -= {name for of, name in _WIDE if of == question.name}
    if rows is not None and question.parameter(PARAMETER) is not None and not given & (narrow | {PARAMETER}):
        most = 1 if question.name in _ONE_EACH else 1000  # rows of one document; fewer documents would be in vain
        upto = FIRST
        while upto * TIMES <= documents:
            enough = upto * most > offset and (most > 1 or upto >= offset + rows)
            if enough and upto >= _LONG.get(question.name, 0):
                yield upto
            upto *= TIMES
    yield None


def narrowed(
    generation: Generation, question: Question, bound: Bound, rows: int | None, offset: int
) -> Iterator[Bound]:
    """What to ask a question with, one after the other until there are `rows` rows.

    `bound` is what was given, and the last of them; each before it begins the list as the whole of it does.
    """
    documents = int(generation.manifest.get("documents", 0))
    days = _BY_DAY.get(question.name)
    if days is None:
        most = int(bound[PARAMETER][0].value) if PARAMETER in bound else documents
        others = {name: terms for name, terms in bound.items() if name != PARAMETER}
        for stretch in _uptos(generation, question, others, rows, offset, documents, most):
            if stretch is None:
                yield bound
            elif isinstance(stretch, First) and question.parameter(AMONG) is not None:
                if stretch.upto < most:
                    yield {**others, AMONG: stretch.documents}
            elif (upto := stretch.upto if isinstance(stretch, First) else stretch) < most:
                yield {**bound, PARAMETER: [_whole(upto)]}
        return
    if rows is not None and documents > FIRST and not bound.keys() & days.narrow:
        yield from _first_days(generation, days, bound, rows + offset, documents)
    yield bound


def _uptos(
    generation: Generation, question: Question, bound: Bound, rows: int | None, offset: int, documents: int, most: int
) -> Iterator[int | First | None]:
    """As `stretches`, where something is known of what was given."""
    given = [name for name in bound if (p := question.parameter(name)) is not None and p.type != "integer"]
    province = given[-1:] == ["province"] and question.name in _OF_PROVINCE
    if rows is not None and documents > FIRST * TIMES and told(question.name, bound.keys()):
        if most > FIRST and all(_many(generation, name, bound[name]) for name in bound):
            yield from firsts(generation, question.name, bound, rows + offset, most)
        yield None
        return
    if rows is None or documents <= FIRST * TIMES or not (len(given) == 1 or province):
        yield from stretches(question, bound.keys(), rows, offset, documents)
        return
    name = given[-1]
    if (question.name, name) == ("projects", "field"):
        if sum(_told(generation, "?value cd:projectCount ?n", term) for term in bound[name]) > _FEW:
            yield max(FIRST, (rows + offset) * TIMES)
        yield None
    elif (pattern := _COUNTED.get((question.name, name))) is not None:
        count = sum(_number(generation, pattern, term) for term in bound[name])
        if count > _MANY:
            upto = max(FIRST, documents * (rows + offset) * 5 // (4 * count))
            while upto * TIMES <= documents:
                yield upto
                upto *= TIMES
        yield None
    elif province:
        places = _ranks(generation, bound["province"])
        for place in (FIRST, FIRST * TIMES):
            if place * 2 < len(places):
                yield places[place - 1]
        yield None
    else:
        yield from stretches(question, bound.keys(), rows, offset, documents)


_PREFIX = "PREFIX cd: <https://w3id.org/chidao/ont#> "


def _many(generation: Generation, name: str, terms: Sequence[NamedNode | Literal]) -> bool:
    """Whether so many rows are left by what is given that the first documents are sooner found."""
    if name in _SOME:
        return tasks_of(generation, name, terms) > _SOME[name]
    return name != "due_before" or _number(generation, "?thing cd:dueBy ?day FILTER(?day < ?value)", terms[0]) > _FEW


def _number(generation: Generation, pattern: str, term: NamedNode | Literal) -> int:
    query = f"{_PREFIX}SELECT (COUNT(*) AS ?n) {{ {pattern.replace('?value', str(term))} }}"
    (row,) = generation.store.query(query, use_default_graph_as_union=True)  # type: ignore[misc]
    return int(row["n"].value)


def _told(generation: Generation, pattern: str, term: NamedNode | Literal) -> int:
    """The number that a pattern tells as ?n; 0 where it tells none."""
    found = generation.store.query(
        f"{_PREFIX}SELECT ?n {{ {pattern.replace('?value', str(term))} }}", use_default_graph_as_union=True
    )
    return sum(int(row["n"].value) for row in found)  # type: ignore[misc, union-attr]


def _ranks(generation: Generation, provinces: Sequence[NamedNode | Literal]) -> list[int]:
    """The ranks of the documents of some provinces, in order."""
    said = " ".join(str(term) for term in provinces)
    query = f"{_PREFIX}SELECT ?rank {{ VALUES ?province {{ {said} }} ?d cd:provinceName ?province . ?d cd:rank ?rank }}"
    found = generation.store.query(query, use_default_graph_as_union=True)
    return sorted(int(row["rank"].value) for row in found)  # type: ignore[union-attr]


def _first_days(generation: Generation, days: _Days, bound: Bound, rows: int, documents: int) -> Iterator[Bound]:
    """The first days on which so many rows fall, by the counts of the summary; of the first day the first documents."""
    first = bound[days.first][0].value if days.first else ""
    counts = _counts(generation, first, bound[days.last][0].value, days)
    if not counts:
        return
    (begin, one), (end, _) = counts[0], counts[-1]
    whole = {name: terms for name, terms in bound.items() if name != PARAMETER}  # it is of the last day alone
    upto = max(FIRST, documents * rows * 5 // (one * 4)) if one else documents
    # The duties of more documents than the day has duties are not found sooner than those of the day.
    if one > 2 * rows and upto < one and (begin != end or whole == bound):
        yield {**whole, **_until(days, begin), PARAMETER: [_whole(upto)]}
    wanted = rows
    for (day, _), found in zip(counts, accumulate(count for _, count in counts), strict=True):
        if found >= wanted and day != end:
            yield {**whole, **_until(days, day)}
            wanted = found * TIMES


def _until(days: _Days, day: str) -> dict[str, list[NamedNode | Literal]]:
    from datetime import date, timedelta

    last = date.fromisoformat(day) + timedelta(days=1 if days.open else 0)
    return {days.last: [_day(last.isoformat())]}


def _counts(generation: Generation, first: str, last: str, days: _Days) -> list[tuple[str, int]]:
    """How much is due on each day of an interval, in the order of days; of the last day also where it is nothing."""
    from queries.bind import bind
    from queries.catalogue import question

    asked = question("due-days")
    text = bind(asked.text, {"from": [_day(first or "0001-01-01")], "to": [_day(last)]})
    found = generation.store.query(text, use_default_graph_as_union=True)
    rows = {str(row["day"].value): int(row["duties"].value) for row in found}  # type: ignore[union-attr]
    if days.dated:
        query = f"{_PREFIX}SELECT ?day (COUNT(?deadline) AS ?n) {{ ?deadline cd:dueBy ?day }} GROUP BY ?day"
        found = generation.store.query(query, use_default_graph_as_union=True)
        dated = {row["day"].value: int(row["n"].value) for row in found}  # type: ignore[union-attr]
        rows = {day: dated.get(day, 0) for day in rows}
    counts = [(day, count) for day, count in rows.items() if not (days.open and day >= last)]
    return [each for each in counts if each[1] or each == counts[-1]]


def _day(day: str) -> Literal:
    from pyoxigraph import Literal, NamedNode

    return Literal(day, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def _whole(number: int) -> Literal:
    from pyoxigraph import Literal

    return Literal(number)
