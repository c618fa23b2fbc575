"""Extraction made worse at random, so that corrections have something to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from kg.corrections.state import Edited
from loaders.model import Assignment, CitedDocument, Deadline, Document, FieldTag, Relation, Said, Task


@dataclass
class Damaged:
    """A document with wrong facts; `paths` are those of the tasks that were touched, `keys` the citations."""

    document: Document
    head: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)


def damaged(document: Document, random: Random) -> Damaged:
    """A copy in which about a third of all facts is missing or wrong."""
    made = Damaged(Edited.of(document).document)
    _head(made, random)
    _citations(made, random)
    _relations(made, random)
    _tasks(made, random)
    _fields(made, Random(len(made.paths)))  # noqa: S311 - the same damage in each run
    return made


def _head(made: Damaged, random: Random) -> None:
    header = made.document.header
    wrong = {"number": "977/QĐ-UBND", "type": "Công văn", "issuer": "Sở Tư pháp", "province": "Hải Dương", "place": "Huế",
             "date": "1999-09-09", "title": "Về việc khác"}  # fmt: skip
    for name in sorted(random.sample(sorted(wrong), 3)):
        said: Said | None = getattr(header, name)
        if said is not None:
            made.head.add(name)
            setattr(header, name, random.choice([None, Said(wrong[name], said.spans)]))
    if header.recipients:
        made.head.add("recipient")
        header.recipients = (*header.recipients[1:], Said("Vườn thú", ()))


def _citations(made: Damaged, random: Random) -> None:
    kept: list[CitedDocument] = []
    for cited in made.document.citations or ():
        what = random.randrange(6)
        if what < 3:
            made.keys.add(cited.key)
        if what == 0:
            continue
        if what == 1 and cited.number:
            cited = replace(cited, key=f"{cited.number}|1998-08-08", date="1998-08-08")
        if what == 2:
            cited = replace(cited, issuer=None if cited.issuer else "Sở Tư pháp", issuer_basis=None)
        kept.append(cited)
    made.document.citations = kept
    known = {c.key for c in kept} | {"this"}
    made.document.relations = [r for r in made.document.relations or () if r.source in known and r.target in known]


def _relations(made: Damaged, random: Random) -> None:
    kept: list[Relation] = []
    for relation in made.document.relations or ():
        what = random.randrange(4)
        if what < 2:
            made.keys |= {relation.source, relation.target} - {"this"}
        if what:
            kept.append(replace(relation, type="replaces") if what == 1 else relation)
    made.document.relations = kept


def _tasks(made: Damaged, random: Random) -> None:
    document = made.document
    had = {task.provision for task in document.tasks or ()}
    kept: list[Task] = []
    for task in document.tasks or ():
        what = random.randrange(6)
        if what < 4 or task.deadlines:
            made.paths.add(task.provision)
        if what == 0:
            continue
        if what == 1:
            task = replace(task, assignments=task.assignments[1:])
        if what == 2:
            wrong = Assignment("Sở Tư pháp", "lead", "explicit", task.span, task.provision, kind="so-tu-phap")
            task = replace(task, assignments=(wrong, *task.assignments))
        if what == 3 or task.deadlines:
            late = Deadline(task.span, "1999", "year", "1999-01-01", "1999-12-31")
            task = replace(task, deadlines=(late,) if task.deadlines else (late, *task.deadlines))
        kept.append(task)
    bare = [p for p in document.provisions if p.path not in had and p.path[:5] not in ("head/", "foot/")]
    for part in random.sample(bare, min(3, len(bare))):
        made.paths.add(part.path)
        kept.append(Task(part.path, part.span))
    document.tasks = sorted(kept, key=lambda task: task.span)


def _fields(made: Damaged, random: Random) -> None:
    kept: list[Task] = []
    for task in made.document.tasks or ():
        if random.randrange(4) == 0:
            made.paths.add(task.provision)
            wrong = FieldTag("infrastructure/thuong-mai", task.span, task.provision, "words")
            others = tuple(tag for tag in task.fields if tag.field != wrong.field)
            task = replace(task, fields=random.choice([(), (*others, wrong)]))
        kept.append(task)
    made.document.tasks = kept
