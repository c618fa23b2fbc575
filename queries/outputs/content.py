"""What a brief says, whichever form it is written in: sections of groups of items, each item with its words and place.

>>> Item("Sở Y tế khám bệnh", place="Kế hoạch 5/KH-UBND, II/1").notes
()
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One fact: what it is, what is known besides, the words that say it, and where they stand. `depth` indents it."""

    text: str
    notes: tuple[str, ...] = ()
    quote: str = ""
    place: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one head: of one agency, of one document; the head may be empty."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One thing to know; a section without items says in `none` what that means."""

    title: str
    groups: tuple[Group, ...]
    none: str = "không có / none"


@dataclass(frozen=True, slots=True)
class Table:
    """The tasks as offices keep them: a column for each heading, whose share of the width stands beside it."""

    title: str
    headings: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: title, lines below it, sections; and the tasks as a table, where the form has tables."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    table: Table | None = None
