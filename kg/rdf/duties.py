"""Tasks and duties to report as quads of their document's graph, with whose they are and when they are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.iri import slug
from kg.rdf import terms as t
from kg.rdf.occurrences import occurrences
from loaders.model import Assignment, Deadline, Report, Said, Task
from ontology.dates import is_date

if TYPE_CHECKING:
    from kg.rdf.document import _Writer

Years = tuple[str | None, int | None, int | None]


def write_duties(writer: _Writer) -> None:
    """All duties of the document; those of one provision share the nodes that say the same of them. A task has the days
    by which its leads are to be ready, without those by which another party of its provision reports on."""
    duties = _Duties(writer)
    reports: dict[str, list[Report]] = {}
    for report in writer.document.reports or ():
        reports.setdefault(report.provision, []).append(report)
    for task in writer.document.tasks or ():
        of_others = days_of_others(task, reports.get(task.provision, ()))
        duties.task(replace(task, deadlines=tuple(one for one in task.deadlines if one not in of_others)))
    for report in writer.document.reports or ():
        duties.report(report)


def days_of_others(task: Task, reports: Iterable[Report]) -> set[Deadline]:
    """Of the deadlines that a task's words state, those that are not its leads': "gửi Sở Y tế trước ngày 20/10 để tổng
    hợp, báo cáo UBND tỉnh trước ngày 31/10" binds the departments to the first and their collector to the second.
    `reports` are the duties to report of its provision: the leads must have a day of their own by them.

    >>> from loaders.model import Span
    >>> def of(who, day): return Report("1", Span(0, 9), (Assignment(who, "lead", None, Span(0, 2), "1"),), None, day)
    >>> first, second = Deadline(Span(3, 5), "--10-20", "annual"), Deadline(Span(6, 8), "--10-31", "annual")
    >>> task = Task("1", Span(0, 9), of("Các sở", None).bodies, deadlines=(first, second))
    >>> days_of_others(task, [of("Các sở", first), of("Sở Y tế", second)]) == {second}
    True
    >>> days_of_others(task, [of("Sở Y tế", second)])
    set()
    """
    leads = {body.agency for body in task.assignments if body.role == "lead"}
    own: set[Deadline] = set()
    others: set[Deadline] = set()
    for report in reports:
        who = set(report.named("lead"))
        if report.deadline is not None and who:
            (own if who & leads else others).add(report.deadline)
    return others - own if own else set()


class _Duties:
    def __init__(self, writer: _Writer) -> None:
        self.writer = writer
        self.said: dict[tuple[object, ...], NamedNode] = {}
        date, period = writer.document.header.date, writer.document.header.period
        start, end = (period.start, period.end) if period else (None, None)
        self.years: Years = (date.value if date else None, start, end)

    def task(self, task: Task) -> None:
        """A task, who does it, by when, and what comes of it."""
        node = self._begun(task, "task", t.TASK)
        if node is None:
            return
        add, part = self.writer.add, self.writer.nodes[task.provision]
        if task.requested:
            add(node, t.REQUESTED, t.TRUE)
        for assignment in task.assignments:
            self.assignment(part, node, assignment)
        for deadline in task.deadlines:
            self.deadline(part, node, deadline)
        if task.output is not None and task.output.value and task.output.spans:
            self.output(part, node, task.output)

    def report(self, report: Report) -> None:
        """A duty to report: who (they lead it), to whom, through whom, when, how often."""
        node = self._begun(report, "report", t.REPORTING_DUTY)
        if node is None:
            return
        add, part = self.writer.add, self.writer.nodes[report.provision]
        if report.frequency is not None:
            add(node, t.FREQUENCY, t.concept("frequency", slug(report.frequency)))
        for body in report.bodies:
            self.assignment(part, node, body)
        if report.deadline is not None:
            self.deadline(part, node, report.deadline)

    def _begun(self, duty: Task | Report, name: str, kind: NamedNode) -> NamedNode | None:
        """The node of a duty, with what all duties have; None where its provision is not there."""
        if duty.provision not in self.writer.nodes:
            self.writer.warn(f"{name} of the provision {duty.provision}, which there is not")
            return None
        node = self.writer.fragment(self.writer.nodes[duty.provision], name)
        self.writer.add(node, t.RDF_TYPE, kind)
        self.writer.add(node, t.SET_BY, self.writer.node)
        self.writer.evidence(node, duty.span, duty.provision)
        return node

    def output(self, part: NamedNode, task: NamedNode, said: Said) -> None:
        """What a task is to deliver."""
        node = self.writer.fragment(part, "output")
        self.writer.add(task, t.HAS_OUTPUT, node)
        self.writer.add(node, t.RDF_TYPE, t.OUTPUT)
        self.writer.add(node, t.OUTPUT_NAME, Literal(said.value))
        self.writer.evidence(node, said.spans[0])

    def assignment(self, part: NamedNode, duty: NamedNode, assignment: Assignment) -> None:
        """An agency's part in a duty, as the document says it; one node for all duties of a provision that share it."""
        add = self.writer.add
        key = (part, assignment.role, assignment.agency, assignment.span, assignment.basis)
        if key in self.said:
            add(duty, t.HAS_ASSIGNMENT, self.said[key])
            self.writer.out.assignments.append((self.said[key], duty, assignment))
            return
        node = self.writer.fragment(part, f"{assignment.role}-{slug(assignment.agency) or 'x'}")
        self.said[key] = node
        add(duty, t.HAS_ASSIGNMENT, node)
        add(node, t.RDF_TYPE, t.ASSIGNMENT)
        add(node, t.ROLE, t.concept("role", assignment.role))
        if assignment.basis is not None:
            add(node, t.BASIS, t.concept("basis", assignment.basis))
        add(node, t.AGENT_NAME, Literal(assignment.agency))
        if assignment.inherited:
            add(node, t.INHERITED, t.TRUE)
        self.writer.evidence(node, assignment.span, assignment.provision)
        self.writer.out.assignments.append((node, duty, assignment))

    def deadline(self, part: NamedNode, duty: NamedNode, deadline: Deadline) -> None:
        """When a duty is due, and the days on which it comes back; one node for all duties that share it."""
        add = self.writer.add
        when = deadline.due_by or deadline.recurs or deadline.date or deadline.kind
        known = self.said.get((part, deadline))
        node = known or self.writer.fragment(part, f"due-{slug(when) or 'x'}")
        add(duty, t.HAS_DEADLINE, node)
        if known:
            return
        self.said[part, deadline] = node
        add(node, t.RDF_TYPE, t.DEADLINE)
        add(node, t.DEADLINE_KIND, t.concept("due", deadline.kind))
        if is_date(deadline.due_from):
            add(node, t.DUE_FROM, t.date(deadline.due_from or ""))
        if is_date(deadline.due_by):
            add(node, t.DUE_BY, t.date(deadline.due_by or ""))
        if deadline.recurs:
            add(node, t.RECURS, Literal(deadline.recurs))
            for day in occurrences(deadline.recurs, *self.years):
                add(node, t.OCCURS_ON, t.date(day))
        self.writer.evidence(node, deadline.span)
