"""Fields: which fields of infrastructure, and of public work in general, a heading, a task and a project belong to.

Rules are those of the gold guidelines, section "Fields"; the fields and their words are tables of ontology/registry,
so that further ones are data. A task has the field of the nearest heading that names exactly one; else those whose
works are the object of its words, and those of the projects it names; the general scheme
tells the subject of what has no field of infrastructure.
Words of a purpose, a place or a body do not count. Each field keeps the words that give it.

>>> from loaders.model import Text
>>> from loaders.parse import parse
>>> document, = parse(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "I. NHIỆM VỤ",
...     "1. Hạ tầng điện", "- Sở Công Thương cải tạo lưới ở các xã.", "2. Công việc khác",
...     "- Sở Xây dựng nâng cấp hệ thống thoát nước, phục vụ phát triển du lịch."]))
>>> [[(f.field, f.basis, document.words(f.span)) for f in t.fields if f.field[:2] == "in"] for t in document.tasks]
[[('infrastructure/dien', 'heading', 'Hạ tầng điện')], [('infrastructure/do-thi', 'words', 'thoát nước')]]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from loaders.model import Document, FieldTag, Project, Provision, Span, Task
from loaders.parse.fields import lexicon
from loaders.parse.projects.lexicon import field_of
from loaders.text.fold import fold_whole
from loaders.text.patterns import load
from loaders.text.phrases import plain_whole

__all__ = ["extract"]

HEADINGS = frozenset({"phan", "chuong", "muc", "tieu-muc", "roman", "letter", "dieu", "arabic", "decimal"})
LONGEST = 220  # code points of a heading
_ENDS = frozenset(".;\n")


def extract(document: Document) -> None:
    """Set `document.fields` (of headings) and the fields of its tasks. Never raises on any text."""
    reader = _Reader(document)
    document.fields = reader.headings()
    if document.tasks:
        document.tasks = [_with(task, reader.task(task)) for task in document.tasks]


def _with(task: Task, fields: tuple[FieldTag, ...]) -> Task:
    return replace(task, fields=fields) if fields != task.fields else task


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded = fold_whole(document.text.text)
        self.plain = plain_whole(self.folded)
        self.parts = {one.path: one for one in document.provisions}
        self.named: dict[str, dict[str, FieldTag]] = {}
        self.over: dict[str, dict[str, list[FieldTag]]] = {}
        self.projects: dict[str, list[tuple[Project, Span]]] = {}
        for project in document.projects or ():
            for mention in project.mentions:
                self.projects.setdefault(mention.provision, []).append((project, mention.span))
        cited = sorted(m.span for c in document.citations or () for m in c.mentions)
        self.cited, self.cited_starts = cited, [span.start for span in cited]

    # -- headings --------------------------------------------------------------------------------------------------

    def headings(self) -> list[FieldTag]:
        """The fields that headings name, each with its words."""
        out: list[FieldTag] = []
        for one in self.document.provisions:
            if not (one.kind in HEADINGS and not one.leaf) or one.end - one.start > LONGEST:
                continue
            if load("fields")["heading.body"].match(self.folded[one.content : one.content + 40]):
                continue
            found = {tag.field: tag for tag in self._found(one, heading=True)}
            works = {name: tag for name, tag in found.items() if lexicon.known(name).scheme == "infrastructure"}
            found = works or found
            if found:
                self.named[one.path] = found
                out += found.values()
        return out

    def _above(self, path: str) -> dict[str, list[FieldTag]]:
        """By scheme, the fields of the nearest heading over a provision that names any of the scheme."""
        chain = [path]
        while chain[-1] not in self.over:
            one = self.parts.get(chain[-1])
            if one is None or one.parent is None or one.parent not in self.parts:
                break
            chain.append(one.parent)
        for child, parent in zip(chain[-2::-1], chain[::-1], strict=False):
            found, named = self.over.get(parent, {}), self.named.get(parent, {})
            for scheme in lexicon.SCHEMES if named else ():
                own = [tag for tag in named.values() if lexicon.known(tag.field).scheme == scheme]
                if own:
                    found = found | {scheme: own}
            self.over[child] = found
        return self.over.get(path, {})

    # -- tasks -----------------------------------------------------------------------------------------------------

    def task(self, task: Task) -> tuple[FieldTag, ...]:
        """The fields of a task, in the order of the tables."""
        own = self.parts.get(task.provision)
        if own is None:
            return ()
        above = self._above(task.provision)
        works, general = above.get("infrastructure", []), above.get("general", [])
        if len(works) == 1:
            return (_inherited(works[0]),)
        said = list(self._found(own, task.span))
        if task.output is not None and not said:  # what a row says is to be delivered
            said = [tag for span in task.output.spans for tag in self._found(own, span)]
        found = {tag.field: tag for tag in reversed([*said, *self._of_projects(own)])}
        if not found:
            return (_inherited(general[0]),) if len(general) == 1 else ()
        if any(lexicon.known(field).scheme == "infrastructure" for field in found):
            found = {field: tag for field, tag in found.items() if lexicon.known(field).scheme == "infrastructure"}
        return tuple(sorted(found.values(), key=_order)) if len(found) > 1 else tuple(found.values())

    def _of_projects(self, own: Provision) -> Iterator[FieldTag]:
        for project, span in self.projects.get(own.path, ()):
            field = field_of(project.kind)
            if field is not None:
                yield FieldTag(f"infrastructure/{field}", span, own.path, "project")
                continue
            for tag in self._above(project.provision).get("infrastructure", ()):
                yield FieldTag(tag.field, span, own.path, "project")

    # -- words -----------------------------------------------------------------------------------------------------

    def _found(self, one: Provision, span: Span | None = None, *, heading: bool = False) -> Iterator[FieldTag]:
        """The fields whose words stand in a provision, or in `span` of it, as the object of what is to be done."""
        start, stop = max(one.content, span.start if span else one.start), span.end if span else one.end
        start = min(start, stop)
        folded = self.folded
        taken = [span for _, span in self.projects.get(one.path, ())]
        seen: set[str] = set()
        acts, wanted, at = True, True, start  # `wanted`: no purpose is being told
        for first, last, (kind, fields) in lexicon.signs().find(self.plain[start:stop]):
            begin, end = start + first, start + last
            if not (acts and wanted) and not _ENDS.isdisjoint(folded[at:begin]):
                acts = wanted = True
            at = end
            if kind == "act":
                acts = True
            elif kind == "renew":
                acts = wanted = True
            elif kind == "aside":
                acts = heading
            elif kind == "beside" and not heading:
                acts = False
            elif kind in ("beside", "purpose"):
                wanted = False
            elif kind == "field" and acts and wanted:
                if (taken and any(a <= begin < b for a, b in taken)) or self._is_cited(begin):
                    continue
                for field in fields:
                    if field not in seen:
                        seen.add(field)
                        yield FieldTag(field, Span(begin, end), one.path, "words")

    def _is_cited(self, at: int) -> bool:
        i = bisect_right(self.cited_starts, at) - 1
        return i >= 0 and at < self.cited[i].end


def _inherited(tag: FieldTag) -> FieldTag:
    return FieldTag(tag.field, tag.span, tag.provision, "heading")


def _order(tag: FieldTag) -> tuple[int, int]:
    field = lexicon.known(tag.field)
    return -len(field.scheme), field.order  # infrastructure before general
