"""Duties to report that a row of a table of tasks states: its cell says to whom, the others who and when.

>>> from loaders.parse import parse
>>> from loaders.read.grid import text_of
>>> rows = [["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "Đếm giếng, báo cáo Bộ Y tế", "Sở Y tế", "Tháng 6"]]
>>> document, = parse(text_of(rows, ["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Nhiệm vụ:"]))
>>> [(r.named("lead"), r.named("recipient"), r.deadline.date, r.frequency) for r in document.reports]
[(['Sở Y tế'], ['Bộ Y tế'], None, None)]
"""

from __future__ import annotations

from dataclasses import replace

from loaders.model import Assignment, Deadline, Document, Report, Role, Span, Task
from loaders.parse import deadlines
from loaders.parse.agencies.found import Found
from loaders.parse.agencies.names import Where
from loaders.parse.reports.sentence import Step, steps
from loaders.parse.reports.when import frequency, times
from loaders.text.fold import fold


def of_rows(document: Document, setting: Where, issuer: str | None, hints: tuple[str, ...]) -> list[Report]:
    """The duties of all rows that are tasks, in order; only words that hold one of `hints` are read."""
    rows = {p.path for p in document.provisions if p.kind == "row"}
    date = document.header.date.value if document.header.date else None
    out: list[Report] = []
    for task in document.tasks or () if rows else ():
        if task.provision not in rows:
            continue
        text = document.words(task.span).replace("\n", " ")
        folded = fold(text)
        if any(hint in folded for hint in hints):
            for step in steps(text, folded, setting, issuer, True):
                if not step.onward:
                    out += _reports(task, step, folded, deadlines.extract(text, date, task.span.start, folded=folded))
    return out


def _reports(task: Task, step: Step, folded: str, own: tuple[Deadline, ...]) -> list[Report]:
    """One step's duties: who reports is whom its words name, else who leads the row; when is said in its words, which
    have the times `own`, else in another cell of the row."""
    lead = tuple(replace(one, basis="assigned") for one in task.assignments if one.role == "lead")
    who = tuple(_body(task, step, one, "lead") for one in step.who) if step.who else lead
    to = tuple(_body(task, step, one, "recipient") for one in step.to)
    via = tuple(_body(task, step, one, "channel") for one in step.via)
    names = {one.agency for one in to}
    if not to or (who and all(one.agency in names for one in who)):
        return []
    at = task.span.start
    whens: list[Deadline | None] = [*(times(folded, step, at, own) if own else task.deadlines)]
    span = Span(at + step.start, at + step.end)
    return [
        Report(task.provision, span, (*who, *to, *via), frequency(folded, step, when), when) for when in whens or [None]
    ]


def _body(task: Task, step: Step, one: Found, role: Role) -> Assignment:
    at = task.span.start + step.sentence
    basis = "assigned" if role == "lead" else None
    span = Span(at + one.start, at + one.end)
    return Assignment(one.name, role, basis, span, task.provision, False, one.group, one.kind)  # type: ignore[arg-type]
