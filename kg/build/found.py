"""What was found in a document, counted: a line of the report of a build.

>>> from loaders.model import Text
>>> from loaders.parse import parse
>>> document, = parse(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Sở Y tế chủ trì soi giếng."]))
>>> found = Found.of(document)
>>> found.number, found.type, found.provisions, found.tasks, found.with_lead
('1/KH-UBND', 'Kế hoạch', 4, 1, 1)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from kg.link.outcome import Outcome
from loaders.model import Document, Said


@dataclass(frozen=True, slots=True)
class Found:
    """One document of a file: what its head says (None where it says nothing), and how much was found.

    `tables` and `rows` are those of data. `flags` counts the provisions an analyst should look at (`ordinal-gap`,
    `ordinal-repeat`, `orphan`). `confidence` is the least mean confidence of OCR of a page (0 to 1), None where there
    was no OCR. `outcome` is what linking came to.
    """

    number: str | None
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    provisions: int
    citations: int
    relations: int
    tasks: int
    with_lead: int
    with_deadline: int
    tables: int
    rows: int
    flags: dict[str, int]
    confidence: float | None
    outcome: Outcome | None = None

    @property
    def without_lead(self) -> int:
        """Tasks that name nobody to lead them."""
        return self.tasks - self.with_lead

    @staticmethod
    def of(document: Document) -> Found:
        """Counted, not yet linked."""
        head = document.header
        tasks = document.tasks or []
        start, end = document.span
        cells = [b.cell for b in document.text.blocks if b.cell is not None and start <= b.start < end]
        pages = {b.page for b in document.text.blocks if b.page and start <= b.start < end}
        sure = [p.confidence for p in document.text.pages if p.confidence is not None and p.number in pages]
        return Found(
            _value(head.number), _value(head.type), _value(head.issuer), _value(head.date), _value(head.title),
            provisions=len(document.provisions),
            citations=len(document.citations or ()),
            relations=len(document.relations or ()),
            tasks=len(tasks),
            with_lead=sum(any(a.role == "lead" for a in task.assignments) for task in tasks),
            with_deadline=sum(any(d.kind != "continuous" for d in task.deadlines) for task in tasks),
            tables=len({cell.table for cell in cells}),
            rows=len({(cell.table, cell.row) for cell in cells}),
            flags=dict(Counter(flag for provision in document.provisions for flag in provision.flags)),
            confidence=min(sure, default=None),
        )  # fmt: skip

    def doubts(self) -> list[str]:
        """What an analyst should look at, a line each."""
        said = [f"{count} provisions: {_FLAGS.get(flag, flag)}" for flag, count in sorted(self.flags.items())]
        if self.confidence is not None and self.confidence < UNSURE:
            said.append(f"OCR is {self.confidence:.0%} sure of its worst page: compare it with the scan")
        if self.without_lead:
            said.append(f"{self.without_lead} tasks name nobody to lead them")
        missing = [name for name in ("number", "type", "issuer", "date", "title") if getattr(self, name) is None]
        if missing:
            said.append(f"its head states no {', '.join(missing)}")
        if self.outcome is not None:
            outcome = self.outcome
            if outcome.copy_of is not None:
                said.append(f"a copy; the graph has it from {outcome.copy_of}")
            if outcome.ambiguous:
                said.append(f"several documents fit: {_listed(outcome.ambiguous)}")
            if outcome.unresolved:
                said.append(f"too little is said to tell which is meant: {_listed(outcome.unresolved)}")
            if outcome.uncertain:
                said.append(f"{outcome.uncertain} cited documents are linked with a doubt")
        return said

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        data = asdict(self)
        outcome = data.pop("outcome") or {}
        return data | {"without_lead": self.without_lead} | outcome


UNSURE = 0.85
"""Below this mean confidence of OCR a page has some wrong letters in every line."""
_FLAGS = {
    "ordinal-gap": "a number of the list is missing before it",
    "ordinal-repeat": "its number stands twice",
    "orphan": "what it belongs under is missing",
    "cut-off": "the document breaks off in it; the rest is not in the file",
}
_SHOWN = 8


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(name if len(name) <= 80 else name[:79] + "…" for name in names[:_SHOWN]) + more


def _value(said: Said | None) -> str | None:
    return said.value if said is not None else None
