"""Decisions about tasks: that a provision is one, who leads and supports it, by when it is due, of what field it is."""

from __future__ import annotations

from dataclasses import replace

from kg.corrections.rows import Row, when
from kg.corrections.state import Change, Edited, NoMatchError, Place, short
from kg.link.agencies import resolve
from kg.link.cards import card
from loaders.model import Assignment, Deadline, FieldTag, Role, Span, Task
from loaders.parse.agencies import Found, find
from loaders.text.fold import key


def task(edited: Edited, row: Row) -> Change:
    """That a provision is a task, or is none."""
    part = edited.part(row.path)
    if row.words:
        edited.place(row.words, row.path)
    there = [t for t in edited.tasks if t.provision == row.path]
    change = Change(row, "task", (row.path,))
    if row.yes:
        change.agreed = bool(there)
        if not there:
            edited.tasks.append(Task(row.path, part.span))
            edited.tasks.sort(key=lambda t: t.span)
    else:
        if not there:
            raise NoMatchError(f"{row.path} is no task")
        change.before = tuple(" ".join(edited.document.words(t.span).split()) for t in there)
        edited.tasks[:] = [t for t in edited.tasks if t.provision != row.path]
    return change


def role(edited: Edited, row: Row) -> Change:
    """Something of a task: a lead, a support, the basis of its leads, a deadline, a field, that it is a request."""
    edited.part(row.path)
    if row.words and not any(edited.within(row.words, part) for part in edited.above(row.path)):
        raise NoMatchError(f"the words {short(row.words)} do not stand in {row.path}, nor in what it stands under")
    old = next((t for t in edited.tasks if t.provision == row.path), None)
    if old is None:
        raise NoMatchError(f"{row.path} is no task")
    make = {"lead": _agency, "support": _agency, "basis": _basis, "deadline": _deadline, "requested": _requested,
            "field": _field}  # fmt: skip
    new, change = make[row.fact](edited, row, old)
    edited.tasks[next(i for i, t in enumerate(edited.tasks) if t is old)] = new
    return change


def _requested(edited: Edited, row: Row, old: Task) -> tuple[Task, Change]:
    if not row.yes and not old.requested:
        raise NoMatchError(f"{row.path} is no request")
    agreed = row.yes == old.requested
    return replace(old, requested=row.yes), Change(
        row, "task", (row.path,), () if agreed else (str(old.requested).lower(),), agreed
    )


def _basis(edited: Edited, row: Row, old: Task) -> tuple[Task, Change]:
    leads = [a for a in old.assignments if a.role == "lead"]
    if not leads:
        raise NoMatchError(f"nobody leads {row.path}")
    had = tuple(dict.fromkeys(a.basis or "" for a in leads))
    agreed = had == (row.value,)
    made = tuple(replace(a, basis=row.value) if a.role == "lead" else a for a in old.assignments)  # type: ignore[arg-type]
    return replace(old, assignments=made), Change(row, "basis", (row.path,), () if agreed else had, agreed)


def _field(edited: Edited, row: Row, old: Task) -> tuple[Task, Change]:
    same = [tag for tag in old.fields if tag.field == row.value]
    change = Change(row, "field", (row.path, row.value))
    if row.yes:
        change.agreed = bool(same)
        if same:
            return old, change
        place, _ = _said(edited, row)
        tag = FieldTag(row.value, place.span, place.path, "words")
        return replace(old, fields=(*old.fields, tag)), change
    if not same:
        raise NoMatchError(f"{row.value} is no field of {row.path}")
    change.before = tuple(dict.fromkeys(tag.field for tag in same))
    return replace(old, fields=tuple(tag for tag in old.fields if tag not in same)), change


def _agency(edited: Edited, row: Row, old: Task) -> tuple[Task, Change]:
    same = [a for a in old.assignments if a.role == row.fact and key(a.agency) == key(row.value)]
    change = Change(row, row.fact, (row.path, row.value))
    if row.yes:
        change.agreed = bool(same)
        if same:
            return old, change
        new = _assignment(edited, row)
        other = _in_other_role(edited, row, old, new)
        change.before = tuple(f"{a.role}: {a.agency}" for a in other)
        kept = tuple(a for a in old.assignments if a not in other)
        return replace(old, assignments=_placed(kept, new)), change
    if not same:
        raise NoMatchError(f"{row.value} is no {row.fact} of {row.path}")
    change.before = tuple(a.agency for a in same)
    return replace(old, assignments=tuple(a for a in old.assignments if a not in same)), change


def _in_other_role(edited: Edited, row: Row, old: Task, new: Assignment) -> list[Assignment]:
    """What extraction took the same agency for: who leads does not support, save where people say both."""
    decided = {(c.row.fact, key(c.row.value)) for c in edited.changes if c.row.yes and c.row.path == row.path}
    found = [a for a in old.assignments if a.role != new.role and (a.role, key(a.agency)) not in decided]
    return [a for a in found if _means(edited, a) == _means(edited, new)]


def _means(edited: Edited, assignment: Assignment) -> str:
    """The agency of the graph that a name means in this document."""
    here, sure = card(edited.document).place()
    date = edited.document.header.date
    return resolve(
        assignment.agency, here, date.value if date else None, assignment.kind, assignment.group, sure=sure
    ).iri


def _placed(had: tuple[Assignment, ...], new: Assignment) -> tuple[Assignment, ...]:
    """Leads stand before those that support, as extraction has them."""
    leads = tuple(a for a in had if a.role == "lead")
    rest = had[len(leads) :] if had[: len(leads)] == leads else tuple(a for a in had if a.role != "lead")
    return (*leads, new, *rest) if new.role == "lead" else (*had, new)


def _assignment(edited: Edited, row: Row) -> Assignment:
    place, found = _said(edited, row)
    span, path = place
    known = _known(edited, row, found)
    role: Role = "lead" if row.fact == "lead" else "support"
    return Assignment(row.value, role, None, span, path, path != row.path, known.group, known.kind)


def _said(edited: Edited, row: Row) -> tuple[Place, Found | None]:
    """Where an agency or field is named: by the row's words or its name, in the task or above; else all the task."""
    where = edited.above(row.path)
    for part in where:
        if row.words and (span := edited.within(row.words, part)) is not None:
            return Place(span, part.path), None
    for part in where if not row.words else ():
        for found in _agencies(edited, part.span):
            if key(found.name) == key(row.value):
                return Place(Span(part.start + found.start, part.start + found.end), part.path), found
    return Place(where[0].span, row.path), None


def _agencies(edited: Edited, span: Span) -> list[Found]:
    header = edited.document.header
    province = header.province.value if header.province else None
    return find(edited.document.words(span), province, header.date.value if header.date else None)


def _known(edited: Edited, row: Row, found: Found | None) -> Found:
    """What is known of an agency of this name: as its words are read, as another task has it, as the name is read."""
    if found is not None:
        return found
    for each in edited.tasks:
        for a in each.assignments:
            if key(a.agency) == key(row.value):
                return Found(0, 0, a.agency, a.kind, a.group)
    header = edited.document.header
    province = header.province.value if header.province else None
    read = find(row.value, province, header.date.value if header.date else None)
    whole = [f for f in read if key(f.name) == key(row.value)]
    return whole[0] if whole else Found(0, 0, row.value)


def _deadline(edited: Edited, row: Row, old: Task) -> tuple[Task, Change]:
    due = when(row.value) if row.value else None
    part = edited.part(row.path)
    at = edited.within(row.words, part) if row.words else None
    same = [d for d in old.deadlines if due is not None and _time(d) == _time(_of(due, d.span))]
    there = [d for d in old.deadlines if at is not None and d.span.start < at.end and at.start < d.span.end]
    change = Change(row, "deadline", (row.path, row.value))
    if not row.yes:
        gone = [d for d in old.deadlines if (due is None or d in same) and (not row.words or d in there)]
        if not gone:
            raise NoMatchError(f"{row.path} has no such deadline")
        change.before = tuple(_said_time(d) for d in gone)
        change.at = (row.path, "")
        return replace(old, deadlines=tuple(d for d in old.deadlines if d not in gone)), change
    if due is None or same:
        change.agreed = True
        return old, change
    new = _of(due, at or part.span)
    change.before = tuple(_said_time(d) for d in there)
    kept = [d for d in old.deadlines if d not in there]
    return replace(old, deadlines=tuple(sorted([*kept, new], key=lambda d: d.span))), change


def _of(due: tuple[str | None, str, str | None, str | None, str | None], span: Span) -> Deadline:
    date, kind, first, last, recurs = due
    return Deadline(span, date, kind, first, last, recurs)  # type: ignore[arg-type]


def _time(deadline: Deadline) -> tuple[str | None, ...]:
    """What tells two deadlines apart: "trước quý II" and "trong quý II" may have one date and not one first day."""
    return (deadline.date, deadline.kind, deadline.due_by, deadline.recurs)


def _said_time(deadline: Deadline) -> str:
    return deadline.due_by or deadline.recurs or deadline.date or deadline.kind
