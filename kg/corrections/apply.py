"""Decisions applied to documents, after extraction and before linking.

Each document that a decision is about is copied first, so the documents that are given stay as they were. Of one file
rows are taken by what they are about (head, citations, relations, tasks, roles), within that in their order: a role
may be decided of a provision that a later row makes a task.

>>> from loaders.model import Text
>>> from loaders.parse import parse
>>> plan = parse(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Sở Y tế chủ trì soi giếng."]))
>>> row = Row("lead", "Sở Y tế", False, document="1/KH-UBND", path="1")
>>> done = apply(plan, [row], lambda documents: [""])
>>> [a.agency for a in plan[0].tasks[0].assignments], [a.agency for a in done.documents[0].tasks[0].assignments]
(['Sở Y tế'], [])
>>> apply(plan, [Row("task", path="9", file="memory.txt", place="fixes.csv:2")], lambda documents: [""]).unmatched
['fixes.csv:2: matches nothing: the document has no provision 9; mend the row or take it out']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.corrections import duties, heads
from kg.corrections.rows import Group, Row, holding
from kg.corrections.state import Change, Edited, NoMatchError, short
from kg.iri import slug, symbol
from loaders.model import Document

Names = Callable[[list[Document]], list[str]]
"""The IRI (without the base) of each document."""

_ORDER: tuple[Group, ...] = ("head", "citation", "cited", "relation", "task", "role", "link")
_FACTS = {"task": 0, "lead": 0, "support": 0, "deadline": 0, "requested": 0, "field": 0, "basis": 1}
_SHORTEST_HASH = 8


@dataclass(slots=True)
class Applied:
    """The documents as decided, what was changed in each of them (by index), the decisions about links by index, those
    about agencies, and a line for each row that fits nothing."""

    documents: list[Document]
    changes: dict[int, list[Change]] = field(default_factory=dict)
    links: list[tuple[int, Change]] = field(default_factory=list)
    agencies: list[Row] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


def apply(documents: Sequence[Document], rows: Sequence[Row], names: Names, base: str = "") -> Applied:
    """The documents with the decisions of `rows`; `names` is asked for IRIs only where rows need them."""
    done = Applied(list(documents))
    edited: dict[int, Edited] = {}
    held = holding(rows)
    done.agencies = [row for row in held if row.group == "agency"]
    address = _Addresses(done.documents, names, base)
    for group in _ORDER:
        mine = [row for row in held if row.group == group]
        if group == "citation" and mine + [r for r in held if r.group not in ("head", "agency")]:
            address.renew(done.documents)  # a corrected head may have made another IRI, which is one the graph shows
        for row in sorted(mine, key=lambda row: _FACTS.get(row.fact, 0)):
            try:
                _one(done, edited, row, address.of(row))
            except NoMatchError as error:
                done.unmatched.append(unmatched(row, str(error)))
    for i, each in edited.items():
        done.changes[i] = each.changes
    return done


def unmatched(row: Row, why: str) -> str:
    """The line about a row that fits nothing."""
    return f"{row.place}: matches nothing: {why}; mend the row or take it out"


def _one(done: Applied, edited: dict[int, Edited], row: Row, found: Sequence[int]) -> None:
    """Apply a row to the documents it is about: one, or the copies of one, of which some may be read otherwise."""
    wrong: NoMatchError | None = None
    fits = False
    for i in found:
        each = edited.get(i) or Edited.of(done.documents[i])
        try:
            change = _change(each, row)
        except NoMatchError as error:
            wrong = wrong or error
            continue
        fits = True
        each.changes.append(change)
        edited[i] = each
        done.documents[i] = each.document
        if row.group == "link":
            done.links.append((i, change))
    if not fits and wrong is not None:
        raise wrong


_CHANGES: dict[Group, Callable[[Edited, Row], Change]] = {
    "head": heads.head,
    "citation": heads.citation,
    "cited": heads.cited,
    "relation": heads.relation,
    "task": duties.task,
    "role": duties.role,
}


def _change(edited: Edited, row: Row) -> Change:
    change = _CHANGES.get(row.group)
    return change(edited, row) if change else heads.target(edited, row)


class _Addresses:
    """Which documents rows are about: as they were extracted, and as their heads were corrected."""

    def __init__(self, documents: list[Document], names: Names, base: str) -> None:
        self.names = names
        self.base = base
        self.known: list[list[Document]] = [list(documents)]
        self.iris: list[list[str] | None] = [None]

    def renew(self, documents: list[Document]) -> None:
        """From now on rows may also name documents as they are now."""
        if any(a is not b for a, b in zip(documents, self.known[-1], strict=True)):
            self.known.append(list(documents))
            self.iris.append(None)

    def of(self, row: Row) -> list[int]:
        """Indexes of the document that a row is about, with its copies; NoMatchError if it is none, or several."""
        for at in range(len(self.known)):
            found = self._in(at, row)
            if found:
                return found
        raise NoMatchError(f"no document {short(row.document or row.file)} was read")

    def _in(self, at: int, row: Row) -> list[int]:
        documents = self.known[at]
        found = list(range(len(documents)))
        if row.file:
            found = [i for i in found if _of_file(documents[i], row.file)]
        if not row.document:
            pass
        elif _is_iri(row.document, self.base):
            wanted = row.document.removeprefix(self.base)
            iris = self._iris(at) if found else []
            found = [i for i in found if iris[i] == wanted]
        else:
            wanted = slug(symbol(row.document))
            found = [i for i in found if (n := documents[i].header.number) and slug(symbol(n.value)) == wanted]
        if len(found) > 1:
            iris = self._iris(at)
            several = sorted({iris[i] for i in found})
            if len(several) > 1:
                named = short(row.document or row.file)
                listed = ", ".join(several[:4])
                raise NoMatchError(f"{named} fits {len(several)} documents ({listed}): give an IRI, or file too")
        return found

    def _iris(self, at: int) -> list[str]:
        found = self.iris[at]
        if found is None:
            found = self.iris[at] = self.names(self.known[at])
        return found


def _is_iri(said: str, base: str) -> bool:
    return said.startswith("doc/") or (bool(base) and said.startswith(base))


def _of_file(document: Document, said: str) -> bool:
    source = document.text.source
    digits = said.removeprefix("sha256:").casefold()
    return source.name == said or (len(digits) >= _SHORTEST_HASH and source.sha256.startswith(digits))
