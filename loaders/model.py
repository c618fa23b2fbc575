"""The plain objects that reading and parsing produce.

Nothing here knows a file format, RDF or the network. All positions are code points in `Text.text`, the one
canonical text of a file; `Text.raw_span` leads back into the file as it was decoded. What a fact does not state is
None or empty, never guessed.

>>> text = Text.of_paragraphs(["KẾ HOẠCH", "1. Giao Sở Y tế chủ trì."])
>>> text.text[text.blocks[1].start:text.blocks[1].end]
'1. Giao Sở Y tế chủ trì.'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from loaders.source import Block as Block
from loaders.source import BlockKind as BlockKind
from loaders.source import Box as Box
from loaders.source import Cell as Cell
from loaders.source import Page as Page
from loaders.source import Run as Run
from loaders.source import Source as Source
from loaders.source import Span as Span
from loaders.source import Text as Text


@dataclass(frozen=True, slots=True)
class Said:
    """A value together with the words that state it (several spans where columns or lines break them up)."""

    value: str
    spans: tuple[Span, ...]


ProvisionKind = Literal[
    # the parts before the body (thể thức, Nghị định 30/2020/NĐ-CP, Điều 8)
    "issuer", "motto", "number", "place-date", "type", "title", "attachment", "addressee", "basis", "enacting",
    "opening",
    # the body
    "phan", "chuong", "muc", "tieu-muc", "dieu", "khoan", "diem", "roman", "letter", "arabic", "decimal", "dash",
    "plus", "paragraph", "footnote", "note", "cell", "table", "row", "phu-luc",
    # the parts after it
    "recipients", "recipient", "signature",
]  # fmt: skip


@dataclass(slots=True)
class Provision:
    """A part of a document, down to the last bullet. A tree through `parent`; in document order.

    `path` is unique in the document: printed numbers joined by `/`, a bullet as `-n`, repeated siblings `.2`
    (`II/4/a/-1`); parts of the head and foot stand under `head/` and `foot/`. `start`..`end` is its own text without
    its children (label included), `content` where the words after the label begin. `label` is as printed; `ordinal`
    what it counts (`iv` -> 4, `đ` -> 5), None where there is nothing to count. `leaf` is False where children follow.
    `flags`: `ordinal-gap`, `ordinal-repeat`, `orphan`, `cut-off` - what an analyst should look at.
    """

    path: str
    kind: ProvisionKind
    start: int
    end: int
    content: int
    label: str = ""
    ordinal: int | None = None
    parent: str | None = None
    leaf: bool = True
    flags: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Its own text, label included."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text that is no part of the document, or comes again, and why (`chrome`, `comment`, `page`, `rule`, `repeat`)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Signer:
    """`authority` "TM. ỦY BAN NHÂN DÂN" (with KT., TL. …), `position` "PHÓ CHỦ TỊCH", `name`; None where absent."""

    authority: Said | None = None
    position: Said | None = None
    name: Said | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The years a title or scope states: "giai đoạn 2021-2025, tầm nhìn đến năm 2030"."""

    start: int | None
    end: int | None
    vision: int | None
    span: Span


@dataclass(slots=True)
class Header:
    """What head and foot of a document state (Nghị định 30/2020/NĐ-CP, Điều 8; Hướng dẫn 36-HD/VPTW for the Party).

    `number` as printed ("34/KH-UBND"), None where blank; `type` a name of document_types ("Kế hoạch"); `issuer` the
    full canonical name ("Ủy ban nhân dân tỉnh Bạc Liêu"), its spans the letterhead's words or, where that is
    missing, those of the text; `province` the bare name; `date` ISO; `attached_to` the key of the document that
    promulgates this one ("/QĐ-UBND|2024").
    """

    number: Said | None = None
    type: Said | None = None
    issuer: Said | None = None
    province: Said | None = None
    place: Said | None = None
    date: Said | None = None
    title: Said | None = None
    signer: Signer = Signer()
    recipients: tuple[Said, ...] = ()
    period: Period | None = None
    attached_to: Said | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document is named: from the type word through the date where one follows directly.

    `date` is the one printed here where it is taken for a misprint of the document's.
    """

    span: Span
    provision: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """One distinct cited document (gold guidelines, `citations`).

    `key` is `number|date`, or `name|null` for an unnumbered one. `symbol` is the number normalised for comparison
    (no blanks, plain dashes, no leading zeros, TW for T.Ư), None if unnumbered. `issuer_basis` says where `issuer`
    is from: `stated` (the words follow the mention), `symbol` (TTg, CP), `context` (Tỉnh ủy of this province),
    or None. `term` is the Party or assembly term printed ("XI"). `subject_span` and `issuer_span` are the words.
    """

    key: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    mentions: tuple[Mention, ...]
    symbol: str | None = None
    name: str | None = None
    issuer_basis: Literal["stated", "symbol", "context"] | None = None
    issuer_span: Span | None = None
    subject_span: Span | None = None
    term: str | None = None
    candidates: tuple[str, ...] = ()


RelationType = Literal["implements", "based_on", "continues", "approves", "promulgates", "amends", "replaces",
                       "proposed_by", "cites"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge the text states. `source`/`target` are `this` or a `CitedDocument.key`; `span` the words that state it
    (trigger and mention), in `provision`."""

    source: str
    type: RelationType
    target: str
    span: Span
    provision: str


Role = Literal["lead", "support", "recipient", "channel"]
Basis = Literal["explicit", "assigned", "implied"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """An agency's part in a duty. `agency` is the canonical name of the guidelines ("Sở Giao thông vận tải").

    To whom a report goes is its `recipient`, who collects it on the way its `channel`; tasks have neither.
    `kind` is the id of ontology/registry/agency_kinds.csv where known, `group` True for a collective. `span` is the
    agency's words, in `provision` - of the heading where the role is inherited (`inherited`). `basis` is that of the
    lead; None for support.
    """

    agency: str
    role: Role
    basis: Basis | None
    span: Span
    provision: str
    inherited: bool = False
    group: bool = False
    kind: str | None = None


DeadlineKind = Literal["by", "annual", "quarter", "year", "periodic", "relative", "continuous"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When work is due. `date`: ISO date, year, `--MM-DD` (yearly) or None.

    `kind`: by, annual, quarter, year; `periodic` for what comes back otherwise, `relative` for what is counted from
    an event whose day is not known, `continuous` for what never ends. `due_from`/`due_by` are ISO dates of the
    interval where they can be told, `recurs` a `--MM-DD`, a `---DD` (of each month) or an ISO 8601 duration (`P1Y`)
    for what comes back.
    """

    span: Span
    date: str | None
    kind: DeadlineKind
    due_from: str | None = None
    due_by: str | None = None
    recurs: str | None = None


FieldBasis = Literal["heading", "words", "project"]


@dataclass(frozen=True, slots=True)
class FieldTag:
    """That something belongs to a field (`infrastructure/dien`, by the tables of ontology/registry), and why: the words
    at `span`, in `provision` - those of a heading above it, its own, or the name of a project."""

    field: str
    span: Span
    provision: str
    basis: FieldBasis


@dataclass(frozen=True, slots=True)
class Task:
    """One leaf provision that tells somebody to do something (gold guidelines, `tasks`).

    `span` are its words: in a row of a table those of the cell that says what is to be done. `requested` is True for a
    request to a body outside the issuer's hierarchy. `output` is what is to be delivered,
    where a table has a column for it.
    """

    provision: str
    span: Span
    assignments: tuple[Assignment, ...] = ()
    requested: bool = False
    deadlines: tuple[Deadline, ...] = ()
    output: Said | None = None
    fields: tuple[FieldTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A named work that the document wants done (gold guidelines, `projects`), of its text or its tables of projects.

    `name` is its own name, without "dự án", "đầu tư xây dựng"; `kind` a kind of loaders/data/projects.toml ("cầu").
    `stage`, `place`, `scale`, `capital`, `period` and `investor` are as printed; `asks` what is asked of it (`build`,
    `upgrade`, `finish`, `study`, `propose`, `attract`, `clear`). `span` are the words of the name where it stands
    first, in `provision`; `mentions` all places that name it.
    """

    name: str
    provision: str
    span: Span
    kind: str | None = None
    place: Said | None = None
    scale: Said | None = None
    capital: Said | None = None
    period: Said | None = None
    investor: Said | None = None
    stage: Said | None = None
    asks: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


Comparator = Literal[">", ">=", "=", "~", "<", "<="]


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified goal (gold guidelines, `targets`), of a sentence or of a table of indicators.

    `unit` as printed in base form, None where there is none; `year` by which it is to be reached, `since` the first
    year where a period is said. A range is two targets, from its lower end and up to its upper. `span` are the words
    that state it, in `provision`. For comparison: `key` is the indicator normalised, `quantity` the value in the unit
    `base` ("nghìn tỷ đồng" in "đồng"). `subject` is what is counted, `place` the place the words name, if any.
    """

    indicator: str
    comparator: Comparator
    value: float
    unit: str | None
    year: int | None
    provision: str
    span: Span
    key: str = ""
    quantity: float | None = None
    base: str | None = None
    since: int | None = None
    subject: str | None = None
    place: str | None = None


Frequency = Literal["annual", "half-yearly", "quarterly", "monthly", "weekly", "daily", "once", "on demand",
                    "when arising"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A duty to report (gold guidelines, `reports`): one step of a chain, from those who report to whom it goes.

    `bodies` are the reporters (role `lead`), the addressees (`recipient`) and who collects it for them (`channel`).
    `span` are the words of the step, in `provision`.
    """

    provision: str
    span: Span
    bodies: tuple[Assignment, ...] = ()
    frequency: Frequency | None = None
    deadline: Deadline | None = None

    def named(self, role: Role) -> list[str]:
        """The canonical names of those with a role, in order."""
        return [body.agency for body in self.bodies if body.role == role]


@dataclass(slots=True)
class Document:
    """One document of a file. Lists that are None were not extracted; empty ones were, and nothing was found."""

    text: Text
    span: Span
    header: Header
    provisions: list[Provision] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    citations: list[CitedDocument] | None = None
    relations: list[Relation] | None = None
    tasks: list[Task] | None = None
    projects: list[Project] | None = None
    targets: list[Target] | None = None
    reports: list[Report] | None = None
    fields: list[FieldTag] | None = None  # of headings

    def provision(self, path: str) -> Provision:
        """The provision with this path; KeyError if there is none."""
        for provision in self.provisions:
            if provision.path == path:
                return provision
        raise KeyError(path)

    def words(self, span: Span) -> str:
        """The printed words at a span."""
        return self.text.text[span.start : span.end]
