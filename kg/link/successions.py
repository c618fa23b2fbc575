"""Who carries on the work of an agency: the changes on record, one after the other, from its place and its kind.

A body is a kind in a place. Where its province becomes another, the body of that kind there carries it on; where its
kind is merged, split or renamed, the body of the other kind in what the province is on that day. A part that leaves a
body which goes on is followed for the body itself only: of what came to it from elsewhere nothing is said to have
gone along. Nothing is guessed: where no row tells a successor there is none.

>>> from kg.link.agencies import resolve
>>> from kg.link.places import province
>>> here, _ = province("Bạc Liêu", "2022-03-23")
>>> for c in continuations(resolve("Sở Kế hoạch và Đầu tư", here, "2022-03-23")):
...     c.since, c.until, c.agency.label, [change.id for change in c.via]
('2025-03-01', '2025-06-30', 'Sở Tài chính tỉnh Bạc Liêu', ['s049'])
('2025-07-01', None, 'Sở Tài chính tỉnh Cà Mau', ['s049', 'cà-mau-2025'])
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from kg.link.agencies import Agency, of_kind
from kg.link.changes import (
    KindChange,
    Life,
    PlaceChange,
    day_after,
    kind_changes,
    last_day,
    lives,
    place_at,
    place_changes,
)
from kg.link.groups import kinds_of
from kg.link.kinds import alive, kind_name, kinds
from kg.link.places import COUNTRY, Place
from loaders.text.fold import key

Change: TypeAlias = PlaceChange | KindChange

SCOPE_UNKNOWN = "scope-unknown"

# Changes in a row; what is on record has five at most.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body in one of its lives in a place. Where `exact` is false, it is one or several within the place, of
    which the registry does not tell which."""

    kind: str
    place: Place
    life: int = 0
    exact: bool = True

    @property
    def span(self) -> Life:
        """First and last day on record."""
        return lives(self.kind, self.place)[self.life]


@dataclass(frozen=True, slots=True)
class Continuation:
    """From `since` to `until` (None: still) a body carries on the work, or the part of it that `functions` name.

    `agency` is None where only the kind and the place within which it lies are known. `via` are the changes in order;
    `doubtful` says that one of them holds in provinces that the registry does not tell.
    """

    body: Body
    agency: Agency | None
    since: str
    until: str | None
    via: tuple[Change, ...]
    whole: bool
    functions: tuple[str, ...]
    doubtful: bool

    @property
    def label(self) -> str:
        """The carrier in words."""
        if self.agency is not None:
            return self.agency.label
        name = kind_name(kinds()[self.body.kind])
        return name if self.body.place is COUNTRY else f"{name} ({self.body.place.label})"


@dataclass(frozen=True, slots=True)
class _Step:
    change: tuple[Change, ...]
    date: str
    to: Body
    whole: bool = True
    functions: str = ""
    doubtful: bool = False
    at_end: bool = True


def span(agency: Agency) -> Life:
    """First and last day of an agency on record: those of its kind in its place, else of its place."""
    body = _body(agency)
    if body is not None:
        return body.span
    ended = _ended(agency) if agency.group else ()
    ends = [last_day(agency.place), *(kinds()[kind]["valid_to"] for kind in ended)]
    return Life(agency.place.valid_from, min((end for end in ends if end), default=None))


def _ended(group: Agency) -> tuple[str, ...]:
    """The kinds of a collective's members, where all of them are no more."""
    found = sorted(kinds_of(group.label))
    return tuple(found) if all(kinds()[kind]["valid_to"] for kind in found) else ()


def is_the_one(agency: Agency) -> bool:
    """Whether it is the body of its kind in its place, not one of several that the kind has there."""
    body = _body(agency)
    if body is None or agency.place.within is not None:
        return False
    return of_kind(body.kind, body.place, body.life).key == agency.key


@lru_cache(maxsize=65536)
def continuations(agency: Agency) -> tuple[Continuation, ...]:
    """All that carries on an agency's work on some day, in the order of days; nothing for one without successor.

    A collective is what its words mean in a place, so it goes on in what its province became.
    """
    if agency.group:
        return tuple(_of_group(agency))
    body = _body(agency)
    if body is None:
        return ()
    found = list(_walk(body, (), (), True, False, named=not is_the_one(agency)))
    return tuple(sorted(found, key=lambda c: (c.since, [v.id for v in c.via])))


def _body(agency: Agency) -> Body | None:
    if agency.kind is None or agency.group:
        return None
    found = lives(agency.kind, agency.place)
    for i in range(1, len(found)):
        if of_kind(agency.kind, agency.place, i).key == agency.key:
            return Body(agency.kind, agency.place, i)
    return Body(agency.kind, agency.place)


def _walk(
    body: Body, via: tuple[Change, ...], functions: tuple[str, ...], whole: bool, doubtful: bool, *, named: bool = False
) -> Iterator[Continuation]:
    """What carries a body on, however many changes later. `named`: it is one of several of its kind in its place."""
    first = all(isinstance(change, PlaceChange) for change in via)
    for step in _steps(body, named):
        if (not step.at_end and not first) or len(via) + len(step.change) > _LONGEST:
            continue
        path = via + step.change
        said = functions + ((step.functions,) if step.functions else ())
        all_, unsure = whole and step.whole, doubtful or step.doubtful
        until = step.to.span.end
        if until is None or step.date <= until:
            agency = of_kind(step.to.kind, step.to.place, step.to.life) if step.to.exact else None
            since = max(step.date, step.to.place.valid_from or "")
            yield Continuation(step.to, agency, since, until, path, all_, said, unsure)
        yield from _walk(step.to, path, said, all_, unsure)


def _steps(body: Body, named: bool) -> list[_Step]:
    """The changes that a body goes through next."""
    start, end = body.span
    rows = []
    for change in kind_changes().get(body.kind, ()):
        at_end = end is not None and change.date == day_after(end)
        begun = max(start or "", body.place.valid_from or "") < change.date
        while_there = not change.whole and begun and (end is None or change.date <= end)
        holds = change.applies(body.place)
        if (at_end or while_there) and holds is not False:
            rows.append((change, at_end, holds is None))
    if any(not unsure for change, at_end, unsure in rows if at_end):
        rows = [row for row in rows if not (row[1] and row[2])]  # what is certain leaves no room for what may be
    steps = [_step(body, change, at_end, unsure) for change, at_end, unsure in rows]
    gone = place_changes().get(body.place.key)
    replaced = any(change.whole and at_end for change, at_end, _ in rows)
    goes_on = gone is not None and alive(kinds()[body.kind], gone.date) and not named and not replaced
    if gone is not None and goes_on and end == body.place.valid_to:
        life = _life(body.kind, gone.heir, gone.date)
        steps.append(_Step((gone,), gone.date, Body(body.kind, gone.heir, life, body.exact)))
    return steps


def _step(body: Body, change: KindChange, at_end: bool, unsure: bool) -> _Step:
    place, moved = place_at(body.place.province, change.date)
    via: tuple[Change, ...] = (change, *moved)
    level = kinds()[change.target]["level"]
    if level == "trung ương":
        to, via = Body(change.target, COUNTRY), (change,)
    elif level == "tỉnh" and place is not COUNTRY:
        to = Body(change.target, place, _life(change.target, place, change.date))
    elif level == "huyện" and body.place.within is not None:
        to, via = Body(change.target, body.place, exact=False), (change,)
    else:  # of a commune or a region the registry does not tell which
        to = Body(change.target, place, exact=False)
    return _Step(via, change.date, to, change.whole, change.functions, unsure, at_end)


def _life(kind: str, place: Place, day: str) -> int:
    """Which of its lives a kind of body has in a place on a day."""
    return max((i for i, each in enumerate(lives(kind, place)) if (each.start or "") <= day), default=0)


def _of_group(group: Agency) -> Iterator[Continuation]:
    """A collective in what its province became; where its members' kinds are no more, what carries those on."""
    ended = _ended(group)
    if ended:
        for kind in ended:
            yield from _walk(Body(kind, group.place, exact=False), (), (), True, False)
        return
    words, name = group.label.partition(" (")[0], group.key.rpartition("/")[2]
    place = group.place
    via: tuple[Change, ...] = ()
    while (change := place_changes().get(place.key)) is not None:
        if f" {key(place.name)}" in f" {key(words)}":
            return  # its own words name what is no more
        place, via = change.heir, (*via, change)
        agency = Agency(f"{place.key}/{name}", f"{words} ({place.label})", place, group=True)
        yield Continuation(Body("", place), agency, change.date, place.valid_to, via, True, (), False)
