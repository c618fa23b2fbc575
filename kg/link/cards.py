"""What of a document matters for identities: a small, picklable card, a pure function of one document.

The whole-corpus stage works on cards alone; documents may stay with the workers that extracted them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.iri import symbol
from kg.link.agencies import resolve
from kg.link.compare import letters
from kg.link.places import COUNTRY, Place, province
from kg.link.similar import shingles
from loaders.model import CitedDocument, Document, Header, Relation, Text


@dataclass(frozen=True, slots=True)
class Named:
    """A document as one text names it (or itself): parsed parts, None where unknown.

    `key` is that of extraction; `may` are the bodies that may have issued it where that is not told.
    """

    key: str
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None
    name: str | None = None
    term: str | None = None
    may: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A document that was read: itself, what it cites, where it is of, how to tell copies apart.

    `as_of` is its date, or the beginning of one, or where it has none the latest date it cites, then `dated` is
    False. `attached_to` is the key of the document that promulgates it, `of` the issuer of that one where the
    document itself names none and both stand in one file. `noted` are the keys of citations that say so, `promulgates`
    those of what it promulgates itself.

    `form` ranks copies: 0 text, 1 text layer of a PDF, 2 OCR. `shingles` are those of its text, where there may be a
    copy of it.
    """

    this: Named
    cited: tuple[Named, ...]
    province: str | None
    as_of: str | None
    dated: bool
    provisions: int
    file: str
    sha256: str
    start: int
    attached_to: str | None = None
    of: str | None = None
    noted: tuple[str, ...] = ()
    promulgates: tuple[str, ...] = ()
    form: int = 0
    shingles: frozenset[int] = frozenset()

    @property
    def whole(self) -> Named:
        """What the document says of itself, with the issuer it has from what promulgates it."""
        return self.this if self.of is None else replace(self.this, issuer=self.of)

    def place(self, date: str | None = None) -> tuple[Place | None, bool]:
        """The province the document is of, at its own date or another, and whether that is certain."""
        if self.province is None:
            return None, True
        found, sure = province(self.province, date or self.as_of)
        return found, sure and (self.dated or date is not None or province(self.province, None)[1])

    @property
    def rank(self) -> tuple[int, int, str, int, str]:
        """Of copies the smallest is kept: text before a PDF's layer before OCR, most provisions, then the smallest
        hash, then the first in the file."""
        return (self.form, -self.provisions, self.sha256, self.start, self.file)


def card(document: Document) -> Card:
    """The card of one document."""
    header = document.header
    date = header.date.value if header.date else None
    cited = tuple(named(c) for c in document.citations or ())
    number = header.number.value if header.number else None
    attached = header.attached_to.value if header.attached_to else None
    year = (attached or "").rpartition("|")[2][:4]
    as_of = date or (year if year.isdigit() else None) or max((c.date for c in cited if c.date), default=None)
    this = Named(
        key="this",
        type=header.type.value if header.type else None,
        number=number,
        symbol=symbol(number) if number else None,
        date=date,
        issuer=header.issuer.value if header.issuer else None,
        subject=header.title.value if header.title else None,
    )
    source = document.text.source
    return Card(
        this,
        cited,
        _province(header, as_of),
        as_of,
        date is not None or (year.isdigit() and as_of == year),
        len(document.provisions),
        source.name,
        source.sha256,
        document.span.start,
        attached,
        noted=tuple(dict.fromkeys(r.source for r in document.relations or () if _notes(r))),
        promulgates=tuple(dict.fromkeys(r.target for r in document.relations or () if _issues(r))),
        form=_form(document.text),
    )


def _notes(relation: Relation) -> bool:
    return relation.type == "promulgates" and relation.target == "this"


def _issues(relation: Relation) -> bool:
    return relation.source == "this" and relation.type in ("promulgates", "approves")


def _form(text: Text) -> int:
    """How trustworthy the letters are: typed text, the text layer of a PDF, OCR."""
    if any(page.confidence is not None for page in text.pages):
        return 2
    return 1 if text.source.media_type == "application/pdf" else 0


def with_shingles(cards: Sequence[Card], documents: Sequence[Document]) -> list[Card]:
    """The cards, with the shingles of the texts of those of which there may be copies (one number, or one title)."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, each in enumerate(cards):
        this = each.this
        if this.symbol:
            groups["number", this.symbol].append(i)
        elif this.subject:
            groups[this.type or "", letters(this.subject)].append(i)
    made = list(cards)
    for members in groups.values():
        for i in members if len(members) > 1 else ():
            made[i] = replace(made[i], shingles=shingles(_body(documents[i])))
    return made


def _body(document: Document) -> str:
    """The text of a document without head and foot, which all documents of an office share."""
    return "\n".join(document.words(p.span) for p in document.provisions if p.path[:5] not in ("head/", "foot/"))


def _province(header: Header, as_of: str | None) -> str | None:
    """The province a head names, or that its issuer is of."""
    if header.province is not None:
        return header.province.value
    if header.issuer is None:
        return None
    place = resolve(header.issuer.value, None, as_of).place.province
    return None if place is COUNTRY else place.name


def named(cited: CitedDocument) -> Named:
    """What a text says of a document it cites."""
    return Named(
        cited.key,
        cited.type,
        cited.number,
        cited.symbol or (symbol(cited.number) if cited.number else None),
        cited.date,
        cited.issuer,
        cited.subject,
        cited.name,
        cited.term,
        tuple(c for c in cited.candidates if "|" not in c) if cited.issuer is None else (),
    )
