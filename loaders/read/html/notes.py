"""Footnotes: which elements are some, and each set after the paragraph that refers to it, as on a printed page.

HTML has them at its end, behind signature and annexes, where nobody can tell whose they are.

>>> is_note(Node("div", {"id": "ftn3"})), refers(Node("a", {"href": "#_ftn3"})), refers(Node("a", {"href": "#top"}))
(True, True, False)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from loaders.read.html.letters import SUPERSCRIPTS
from loaders.read.html.tree import Node
from loaders.read.paragraphs import Paragraph
from loaders.text.fold import fold
from loaders.text.patterns import load


@lru_cache(maxsize=4096)
def _says(what: str, words: str) -> bool:
    return bool(load("html")[f"note.{what}"].search(fold(words[:400])))


def is_note(node: Node) -> bool:
    """Whether an element is a footnote: by its id, or by the class that Word gives it."""
    if not node.attributes:
        return False
    return bool(
        (node.get("id") and _says("id", node.get("id"))) or (node.get("class") and _says("class", node.get("class")))
    )


def refers(node: Node) -> bool:
    """Whether a link leads to a footnote."""
    href = node.get("href")
    return href.startswith("#") and _says("id", href[1:])


@dataclass(slots=True, eq=False)
class Note:
    """One footnote: what links can call it, the label it gets if its text has none, its paragraphs."""

    names: set[str]
    label: str
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Notes:
    """All footnotes of a page, and the paragraphs that refer to some, by identity: they are compared by value."""

    notes: list[Note] = field(default_factory=list)
    referring: dict[int, list[str]] = field(default_factory=dict)

    def begin(self, node: Node) -> Note:
        """A footnote begins with this element."""
        name = node.get("id")
        digits = "".join(c for c in name if c.isdigit())[:4]
        self.notes.append(Note({name} if name else set(), digits.translate(SUPERSCRIPTS)))
        return self.notes[-1]

    def refer(self, paragraph: Paragraph, targets: list[str]) -> None:
        """This paragraph refers to these."""
        self.referring[id(paragraph)] = targets

    def placed(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """The paragraphs, each followed by its footnotes (those of a table of data by theirs); others stay in place."""
        if not self.referring:
            return paragraphs
        by_name = {name: note for note in reversed(self.notes) for name in note.names}
        moved: set[int] = set()
        after: dict[int, list[Note]] = {}
        for each in paragraphs:
            for target in self.referring.get(id(each), ()):
                note = by_name.get(target)
                if note and id(note) not in moved and all(p.cell is None for p in note.paragraphs):
                    moved.add(id(note))
                    after.setdefault(id(each), []).append(note)
        gone = {id(p) for note in self.notes if id(note) in moved for p in note.paragraphs}
        out: list[Paragraph] = []
        waiting: list[Note] = []
        for i, each in enumerate(paragraphs):
            if id(each) in gone:
                continue
            out.append(each)
            waiting += after.get(id(each), ())
            following = next((p for p in paragraphs[i + 1 : i + 2]), None)
            if (
                each.cell is None
                or following is None
                or following.cell is None
                or following.cell.table != each.cell.table
            ):
                out += [p for note in waiting for p in note.paragraphs]
                waiting = []
        return out + [p for note in waiting for p in note.paragraphs]
