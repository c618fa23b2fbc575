"""Extraction as JSON: the form of the gold guidelines, plus the text and the spans.

A file with one document gives `{"file", "document", "citations", …, "text", "provisions"}`, one with several
`{"file", "documents": [...], "text"}`. Keys of what is not extracted are absent. All spans are `[start, end]` in
code points of `text`; `raw` holds the way back into the file.

>>> from loaders.model import Text
>>> from loaders.parse import structure
>>> to_json(structure(Text.of_paragraphs(["KẾ HOẠCH", "Nước sạch", "1. Giao Sở Y tế."])))["document"]["title"]
'Nước sạch'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loaders.model import (
    CitedDocument,
    Deadline,
    Document,
    FieldTag,
    Header,
    Project,
    Provision,
    Relation,
    Report,
    Said,
    SetAside,
    Span,
    Target,
    Task,
)

Json = dict[str, Any]


def to_json(documents: list[Document]) -> Json:
    """All documents of one file; `documents` must be of one text and not empty."""
    text = documents[0].text
    made = [document_json(document) for document in documents]
    head: Json = {"file": text.source.name}
    body = made[0] if len(made) == 1 else {"documents": made}
    tail: Json = {
        "text": text.text,
        "source": {"name": text.source.name, "sha256": text.source.sha256, "encoding": text.source.encoding},
        "runs": [list(run) for run in text.runs],
    }
    if text.warnings:
        tail["warnings"] = list(text.warnings)
    return head | body | tail


def document_json(document: Document) -> Json:
    """One document."""
    out: Json = {"document": _header(document.header)}
    if document.citations is not None:
        out["citations"] = [_citation(document, cited) for cited in document.citations]
    if document.relations is not None:
        out["relations"] = [_relation(document, relation) for relation in document.relations]
    if document.tasks is not None:
        out["tasks"] = [_task(document, task) for task in document.tasks]
    if document.projects is not None:
        out["projects"] = [_project(document, project) for project in document.projects]
    if document.targets is not None:
        out["targets"] = [_target(document, target) for target in document.targets]
    if document.reports is not None:
        out["reports"] = [_report(document, report) for report in document.reports]
    if document.fields is not None:
        out["headings"] = [
            {"provision": tag.provision, "field": tag.field, "span": _span(tag.span)} for tag in document.fields
        ]
    out["provisions"] = [_provision(provision) for provision in document.provisions]
    out["set_aside"] = [_aside(aside) for aside in document.set_aside]
    return out


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _value(said: Said | None) -> str | None:
    return said.value if said else None


def _header(header: Header) -> Json:
    spans: dict[str, list[list[int]]] = {}
    out: Json = {}
    for name in ("number", "type", "issuer", "province", "place", "date", "title"):
        said: Said | None = getattr(header, name)
        out[name] = _value(said)
        if said:
            spans[name] = [_span(s) for s in said.spans]
    signer = header.signer
    out["signer"] = {
        "authority": _value(signer.authority),
        "position": _value(signer.position),
        "name": _value(signer.name),
    }
    for part in ("authority", "position", "name"):
        said = getattr(signer, part)
        if said:
            spans[f"signer.{part}"] = [_span(s) for s in said.spans]
    out["recipients"] = [recipient.value for recipient in header.recipients]
    period = header.period
    out["period"] = {"from": period.start, "to": period.end, "vision": period.vision} if period else None
    out["attached_to"] = _value(header.attached_to)
    if header.attached_to:
        spans["attached_to"] = [_span(s) for s in header.attached_to.spans]
    out["spans"] = spans
    return out


def _citation(document: Document, cited: CitedDocument) -> Json:
    return {
        "key": cited.key, "type": cited.type, "number": cited.number, "date": cited.date, "issuer": cited.issuer,
        "subject": cited.subject, "name": cited.name, "symbol": cited.symbol, "term": cited.term,
        "issuer_basis": cited.issuer_basis,
        "mentions": [[document.text.line(m.span.start), document.words(m.span)] for m in cited.mentions],
        "spans": [_span(m.span) for m in cited.mentions],
    }  # fmt: skip


def _relation(document: Document, relation: Relation) -> Json:
    return {
        "from": relation.source, "type": relation.type, "to": relation.target,
        "line": document.text.line(relation.span.start), "span": _span(relation.span), "provision": relation.provision,
    }  # fmt: skip


def _task(document: Document, task: Task) -> Json:
    lead = [a for a in task.assignments if a.role == "lead"]
    return {
        "section": task.provision,
        "line": document.text.line(task.span.start),
        "text": " ".join(document.words(task.span).split()),
        "span": _span(task.span),
        "lead": [a.agency for a in lead],
        "lead_basis": lead[0].basis if lead else None,
        "support": [a.agency for a in task.assignments if a.role == "support"],
        "requested": task.requested,
        "deadline": [_deadline(document, deadline) for deadline in task.deadlines if deadline.kind != "continuous"],
        "continuous": any(deadline.kind == "continuous" for deadline in task.deadlines),
        "output": _value(task.output),
        **_fields(document, task.fields),
        "projects": [p.name for p in document.projects or () if any(m.provision == task.provision for m in p.mentions)],
        "assignments": [
            {
                "agency": a.agency,
                "role": a.role,
                "basis": a.basis,
                "span": _span(a.span),
                "provision": a.provision,
                "inherited": a.inherited,
                "group": a.group,
                "kind": a.kind,
            }
            for a in task.assignments
        ],
    }


def _fields(document: Document, tags: Iterable[FieldTag]) -> Json:
    """The fields by scheme, as the guidelines name them, and the words that give each."""
    from loaders.parse.fields.lexicon import known

    out: Json = {"fields": [], "general_fields": [], "field_reasons": []}
    for tag in tags:
        field = known(tag.field)
        out["fields" if field.scheme == "infrastructure" else "general_fields"].append(field.name)
        reason = {"basis": tag.basis, "quote": document.words(tag.span), "span": _span(tag.span)}
        out["field_reasons"].append({"field": tag.field, "provision": tag.provision} | reason)
    return out


def _deadline(document: Document, deadline: Deadline) -> Json:
    return {
        "quote": document.words(deadline.span), "date": deadline.date, "kind": deadline.kind,
        "from": deadline.due_from, "by": deadline.due_by, "recurs": deadline.recurs, "span": _span(deadline.span),
    }  # fmt: skip


def _project(document: Document, project: Project) -> Json:
    return {
        "name": project.name, "kind": project.kind, "place": _value(project.place), "scale": _value(project.scale),
        "capital": _value(project.capital), "period": _value(project.period), "investor": _value(project.investor),
        "stage": _value(project.stage), "asks": list(project.asks),
        "mentions": [{"span": _span(m.span), "provision": m.provision} for m in project.mentions],
        "line": document.text.line(project.span.start), "quote": document.words(project.span),
        "span": _span(project.span), "provision": project.provision,
    }  # fmt: skip


def _target(document: Document, target: Target) -> Json:
    return {
        "indicator": target.indicator, "comparator": target.comparator, "value": target.value, "unit": target.unit,
        "year": target.year, "line": document.text.line(target.span.start), "quote": document.words(target.span),
        "span": _span(target.span), "provision": target.provision, "key": target.key, "quantity": target.quantity,
        "base": target.base, "since": target.since, "subject": target.subject, "place": target.place,
    }  # fmt: skip


def _report(document: Document, report: Report) -> Json:
    channels, deadline = report.named("channel"), report.deadline
    return {
        "who": report.named("lead"), "to": report.named("recipient"), "via": channels[0] if channels else None,
        "due": deadline.date if deadline else None, "frequency": report.frequency,
        "deadline": _deadline(document, deadline) if deadline else None, "line": document.text.line(report.span.start),
        "quote": document.words(report.span), "span": _span(report.span), "provision": report.provision,
    }  # fmt: skip


def _provision(provision: Provision) -> Json:
    out: Json = {
        "path": provision.path,
        "kind": provision.kind,
        "span": _span(provision.span),
        "label": provision.label,
        "parent": provision.parent,
        "leaf": provision.leaf,
    }
    if provision.flags:
        out["flags"] = list(provision.flags)
    return out


def _aside(aside: SetAside) -> Json:
    return {"span": [aside.start, aside.end], "reason": aside.reason}
