"""Projects and fields of one document as quads of its own graph: every place that names a work, and what is said of it;
the fields of headings and tasks with the words that give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.iri import slug
from kg.rdf import terms as t
from kg.rdf.fields import field_iri
from loaders.model import FieldTag, Project

if TYPE_CHECKING:
    from kg.rdf.document import _Writer


Named = tuple[NamedNode, NamedNode | None, Project]
"""A place that names a project: its node, the task that stands there, the project."""


def write_projects(writer: _Writer) -> list[Named]:
    """The projects of a document; the nodes that links hang on, one for each place that names one."""
    made: list[Named] = []
    tasks = {task.provision for task in writer.document.tasks or ()}
    for project in writer.document.projects or ():
        first: NamedNode | None = None
        for mention in project.mentions:
            part = writer.home(mention.span, mention.provision)
            if part is None:
                writer.warn(f"project {project.name}: {mention.span.start} lies in no provision")
                continue
            node = writer.fragment(writer.nodes[part.path], f"project-{slug(project.name) or 'x'}")
            writer.add(node, t.RDF_TYPE, t.PROJECT_STATEMENT)
            writer.evidence(node, mention.span, part.path)
            task = NamedNode(f"{writer.nodes[part.path].value}#task") if part.path in tasks else None
            made.append((node, task, project))
            if first is not None:
                writer.add(node, t.REPEATS, first)
                continue
            first = node
            _describe(writer, node, project)
    return made


def _describe(writer: _Writer, node: NamedNode, project: Project) -> None:
    """What the document says of a work."""
    writer.add(node, t.PROJECT_NAME, Literal(project.name))
    for ask in project.asks:
        writer.add(node, t.ASKS, t.concept("ask", ask))
    for name, predicate in t.DETAILS.items():
        said = getattr(project, name)
        if said is None or not said.value or not said.spans:
            continue
        writer.add(node, predicate, Literal(said.value))
        detail = writer.fragment(NamedNode(node.value.partition("#")[0]), f"{name}-of-{slug(project.name) or 'x'}")
        writer.add(node, t.DETAIL, detail)
        writer.add(detail, t.RDF_TYPE, t.PROJECT_DETAIL)
        writer.add(detail, t.STATES, predicate)
        writer.evidence(detail, said.spans[0])


def write_fields(writer: _Writer) -> None:
    """The fields of headings, once each; those of tasks: a heading's, or one of their own words."""
    headings: dict[tuple[str, str], NamedNode] = {}
    for tag in writer.document.fields or ():
        if tag.provision in writer.nodes:
            node = _classification(writer, tag)
            headings[tag.provision, tag.field] = node
            writer.add(writer.nodes[tag.provision], t.CLASSIFICATION, node)
    for task in writer.document.tasks or ():
        if task.provision not in writer.nodes:
            continue
        subject = NamedNode(f"{writer.nodes[task.provision].value}#task")
        for tag in task.fields:
            known = headings.get((tag.provision, tag.field)) if tag.basis == "heading" else None
            if known is None and tag.provision not in writer.nodes:
                continue
            writer.add(subject, t.CLASSIFICATION, known or _classification(writer, tag))


def _classification(writer: _Writer, tag: FieldTag) -> NamedNode:
    node = writer.fragment(writer.nodes[tag.provision], f"field-{tag.field.replace('/', '-')}")
    writer.add(node, t.RDF_TYPE, t.CLASSIFICATION_CLASS)
    writer.add(node, t.FIELD, NamedNode(field_iri(tag.field, writer.base)))
    writer.evidence(node, tag.span, tag.provision)
    return node
