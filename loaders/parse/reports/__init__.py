"""Duties to report: who reports to whom, through whom, when and how often (gold guidelines, "reports").

A provision is read sentence by sentence; each verb of reporting with an addressee is one duty, and where the addressee
collects what comes in and reports on by a day of its own, there are two. Who reports is the subject of the clause, else
whom the provision or its headings tell to act. The words are data (loaders/data/reports.toml).

>>> from loaders.model import Text
>>> from loaders.parse import parse
>>> document, = parse(Text.of_paragraphs(["ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch",
...     "II. TỔ CHỨC THỰC HIỆN", "1. Các sở gửi kết quả về Sở Y tế trước ngày 05/12 hằng năm để tổng hợp, báo cáo UBND "
...     "tỉnh trước ngày 15/12 hằng năm."]))
>>> [(r.named("lead"), r.named("recipient"), r.deadline.date, r.frequency)
...     for r in document.reports]  # doctest: +NORMALIZE_WHITESPACE
[(['Các sở, ban, ngành'], ['Sở Y tế'], '--12-05', 'annual'),
 (['Sở Y tế'], ['Ủy ban nhân dân tỉnh Bạc Liêu'], '--12-15', 'annual')]
"""

from __future__ import annotations

from dataclasses import replace

from loaders.model import Assignment, Basis, Deadline, Document, Report, Role, Span
from loaders.parse import deadlines
from loaders.parse.agencies.found import Found
from loaders.parse.agencies.names import where
from loaders.parse.reports.rows import of_rows
from loaders.parse.reports.sentence import Step, steps
from loaders.parse.reports.when import frequency, times
from loaders.parse.tasks.nodes import Node, Placed
from loaders.text.phrases import holds

__all__ = ["extract"]

_HINTS = ("báo cáo", "phản ánh", "phản ảnh", "gửi ")


def extract(document: Document, nodes: list[Node]) -> None:
    """Set `document.reports`, in document order. `nodes` are the provisions of the body with their roles
    (`loaders.parse.tasks.extract`). Never raises on any text."""
    header = document.header
    date = header.date.value if header.date else None
    setting = where(header.province.value if header.province else None, date)
    issuer = header.issuer.value if header.issuer else None
    out: list[Report] = []
    for node in nodes:
        timed = node.parent is not None and node.parent.label == "time"  # "Thời gian thực hiện:", a line for each body
        if (node.mode == "none" and not timed) or not holds(node.folded, _HINTS):
            continue
        found = steps(node.text, node.folded, setting, issuer, bool(node.roles.told))
        if not found:
            continue
        if node.due is None:
            node.due = deadlines.extract(node.text, date, node.at, folded=node.folded)
        out += _of_steps(node, found, node.due)
    rows = of_rows(document, setting, issuer, _HINTS)
    document.reports = sorted(_once([*out, *rows]), key=lambda report: report.span) if rows else _once(out)


def _of_steps(node: Node, found: list[Step], dates: tuple[Deadline, ...]) -> list[Report]:
    """The duties of the steps of a provision: the second step of a chain is one where it has a day of its own, else
    its addressees are those of the first step and who collects is on the way to them."""
    out: list[Report] = []
    last: list[Report] = []
    for step in found:
        due = times(node.folded, step, node.at, dates)
        if step.onward and last and not any(one.date is not None or one.recurs for one in due):
            out[-len(last) :] = [_joined(node, first, step) for first in last]
            continue
        last = _reports(node, step, due)
        out += last
    return out


def _joined(node: Node, first: Report, onward: Step) -> Report:
    """A first step with the addressees of the second; its own are on the way to them."""
    kept = first.bodies
    if not first.named("channel"):
        kept = tuple(replace(b, role="channel") if b.role == "recipient" else b for b in kept)
    names = {b.agency for b in kept if b.role == "recipient"}
    more = tuple(_body(node, onward, f, "recipient") for f in onward.to if f.name not in names)
    return replace(first, bodies=(*kept, *more), span=Span(first.span.start, node.at + onward.end))


def _reports(node: Node, step: Step, due: list[Deadline]) -> list[Report]:
    told = tuple(_told(node, placed) for placed in node.roles.told)
    who = tuple(_body(node, step, found, "lead") for found in step.who) if step.who is not None else told
    to = tuple(_body(node, step, found, "recipient") for found in step.to)
    via = tuple(_body(node, step, found, "channel") for found in step.via)
    names = {body.agency for body in to}
    if not to or (who and all(body.agency in names for body in who)):
        return []
    span = Span(node.at + step.start, node.at + step.end)
    bodies = (*who, *to, *via)
    whens: list[Deadline | None] = [*due] or [None]
    return [Report(node.path, span, bodies, frequency(node.folded, step, one), one) for one in whens]


def _told(node: Node, placed: Placed) -> Assignment:
    above = placed.provision != node.path
    return Assignment(placed.name, "lead", "assigned", placed.span, placed.provision, above, placed.group, placed.kind)


def _body(node: Node, step: Step, one: Found, role: Role) -> Assignment:
    at = node.at + step.sentence
    span = Span(at + one.start, at + one.end)
    basis: Basis | None = "assigned" if role == "lead" else None
    return Assignment(one.name, role, basis, span, node.path, False, one.group, one.kind)


def _once(found: list[Report]) -> list[Report]:
    """Without what a provision says twice."""
    seen: set[tuple[object, ...]] = set()
    out = []
    for report in found:
        due = report.deadline.date if report.deadline else None
        who, to = sorted(report.named("lead")), sorted(report.named("recipient"))
        key = (report.provision, tuple(who), tuple(to), due, report.frequency)
        if key not in seen:
            seen.add(key)
            out.append(report)
    return out
