"""One document while its corrections are applied: a copy that may change, and what was changed in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.corrections.rows import Row
from kg.iri import slug, symbol
from loaders.model import CitedDocument, Document, Mention, Provision, Relation, Said, Span, Task
from loaders.text.fold import key


class NoMatchError(Exception):
    """A decision fits nothing that is there now; the message says what is missing."""


@dataclass(slots=True)
class Change:
    """What a decision came to in one document.

    `kind` and `at` lead to the nodes of the graph that it is about (kg.rdf.corrections): `head` and the property,
    `citation` and the key, `relation` and source, type, target, `task` and the path, `lead`, `support`, `deadline` or
    `field` with path and value. `before` are the values that extraction had instead (none where it had nothing, or
    agreed); `agreed`: it had said the same.
    """

    row: Row
    kind: str
    at: tuple[str, ...]
    before: tuple[str, ...] = ()
    agreed: bool = False


class Place(NamedTuple):
    """Where words stand."""

    span: Span
    path: str


@dataclass(slots=True)
class Edited:
    """A document with lists of its own; `keys` leads from keys that citations had to those they have."""

    document: Document
    parts: dict[str, Provision]
    keys: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @staticmethod
    def of(document: Document) -> Edited:
        """A copy of `document` in which everything that a correction may change can be changed."""
        copy = replace(document, header=replace(document.header))
        for name in ("citations", "relations", "tasks"):
            had = getattr(document, name)
            setattr(copy, name, None if had is None else list(had))
        return Edited(copy, {part.path: part for part in reversed(document.provisions)})

    @property
    def citations(self) -> list[CitedDocument]:
        """What it cites."""
        if self.document.citations is None:
            self.document.citations = []
        return self.document.citations

    @property
    def relations(self) -> list[Relation]:
        """The relations it states."""
        if self.document.relations is None:
            self.document.relations = []
        return self.document.relations

    @property
    def tasks(self) -> list[Task]:
        """The tasks it sets."""
        if self.document.tasks is None:
            self.document.tasks = []
        return self.document.tasks

    def part(self, path: str) -> Provision:
        """The provision of a path; NoMatchError if there is none."""
        if path not in self.parts:
            raise NoMatchError(f"the document has no provision {path}")
        return self.parts[path]

    def place(self, words: str, path: str = "", *, first: str = "") -> Place:
        """Where words stand: in the provision `path`, or in any, those whose paths begin with `first` before others.

        NoMatchError if they stand nowhere.
        """
        if path:
            span = self.within(words, self.part(path))
            if span is None:
                raise NoMatchError(f"the words {short(words)} do not stand in {path}")
            return Place(span, path)
        for part in sorted(self.parts.values(), key=lambda p: (not p.path.startswith(first or p.path), p.start)):
            span = self.within(words, part)
            if span is not None:
                return Place(span, part.path)
        raise NoMatchError(f"the words {short(words)} stand nowhere in the document")

    def within(self, words: str, part: Provision) -> Span | None:
        """The first place of words in the own text of a provision; blanks and line ends count alike."""
        found = find(self.document.words(part.span), words)
        return None if found is None else Span(part.start + found.start, part.start + found.end)

    def above(self, path: str) -> list[Provision]:
        """A provision and those it stands under, from itself to the top."""
        found = [self.part(path)]
        while (parent := found[-1].parent) is not None and parent in self.parts and len(found) < len(self.parts):
            found.append(self.parts[parent])
        return found

    def cited(self, named: str) -> CitedDocument:
        """The citation that a key, a number in any spelling or a name means; NoMatchError if none or several do."""
        named = self.keys.get(named, named)
        exact = [c for c in self.citations if c.key == named]
        found = exact or [c for c in self.citations if _means(c, named)]
        if len(found) != 1:
            many = f"; it cites several: {', '.join(c.key for c in found)}" if found else ""
            raise NoMatchError(f"the document cites no {short(named)} alone{many}" if found else
                               f"the document cites no {short(named)}")  # fmt: skip
        return found[0]

    def end(self, named: str) -> str:
        """An end of a relation: `this`, or the key of a citation."""
        return "this" if named in ("", "this") else self.cited(named).key

    def rename(self, old: CitedDocument, new: CitedDocument) -> None:
        """Put a citation in the place of another; where their keys differ, whatever named the old one follows."""
        other = next((c for c in self.citations if c.key == new.key and c is not old), None)
        i = next(i for i, c in enumerate(self.citations) if c is old)
        if other is not None:  # it is cited under that key already: one citation, with the places of both
            mentions = tuple(sorted({*other.mentions, *new.mentions}, key=_begin))
            self.citations[i] = replace(other, mentions=mentions)
            self.citations.remove(other)
        else:
            self.citations[i] = new
        if old.key == new.key:
            return
        self.keys = {k: new.key if v == old.key else v for k, v in self.keys.items()} | {old.key: new.key}

        def now(end: str) -> str:
            return new.key if end == old.key else end

        moved = [replace(r, source=now(r.source), target=now(r.target)) for r in self.relations]
        self.relations[:] = list(dict.fromkeys(moved))
        for change in self.changes:
            if change.kind in ("citation", "relation", "target"):
                change.at = tuple(now(part) for part in change.at)
        said = self.document.header.attached_to
        if said is not None and said.value == old.key:
            self.document.header.attached_to = Said(new.key, said.spans)


def _begin(mention: Mention) -> Span:
    return mention.span


def _means(cited: CitedDocument, named: str) -> bool:
    """Whether a number (with its date or without) or a name is that of a citation."""
    number, _, date = named.partition("|")
    if cited.number is not None:
        same = slug(symbol(number)) == slug(cited.symbol or symbol(cited.number))
        return same and (not date or date == (cited.date or "null"))
    own = cited.name or cited.key.partition("|")[0]
    return key(number) == key(own)


def short(words: str) -> str:
    """Words in quotes, cut where they are long."""
    return f"'{words}'" if len(words) <= 60 else f"'{words[:59]}…'"


def find(text: str, words: str) -> Span | None:
    """The first place of `words` in `text`, any run of blanks in the one being any in the other; whole words first.

    >>> find("1.  Giao Sở\\nY tế chủ trì", "Sở Y tế"), find("Sở Y tế", "Sở Y"), find("Sở", "Bộ")
    (Span(start=9, end=16), Span(start=0, end=4), None)
    """
    wanted = " ".join(words.split())
    if not wanted:
        return None
    letters: list[str] = []
    places: list[int] = []
    for i, letter in enumerate(text):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        places.append(i)
    flat = "".join(letters)
    first = at = flat.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (flat[at - 1 : at].isalnum() and wanted[0].isalnum()) and not (
            flat[end : end + 1].isalnum() and wanted[-1].isalnum()
        ):
            first = at
            break
        at = flat.find(wanted, at + 1)
    return None if first < 0 else Span(places[first], places[first + len(wanted) - 1] + 1)
