"""Decisions about what a document says of itself, and about what it says of documents it cites."""

from __future__ import annotations

from dataclasses import replace

from kg.corrections.rows import Row
from kg.corrections.state import Change, Edited, NoMatchError, short
from kg.iri import symbol
from kg.link.identity import is_blank
from loaders.model import CitedDocument, Mention, Relation, RelationType, Said, Span
from loaders.parse.citations.numbers import symbol as number_of
from loaders.text.fold import key
from ontology.dates import is_date

_FIELDS = {"number": "number", "type": "type", "issuer": "issuer", "province": "province", "place": "place",
           "date": "date", "title": "title", "attached-to": "attached_to"}  # fmt: skip
_SIGNER = {"signer": "name", "signer-position": "position", "signer-authority": "authority"}


def head(edited: Edited, row: Row) -> Change:
    """A property of the document itself."""
    if row.fact == "recipient":
        return _recipient(edited, row)
    header = edited.document.header
    holder, name = (header.signer, _SIGNER[row.fact]) if row.fact in _SIGNER else (header, _FIELDS[row.fact])
    said: Said | None = getattr(holder, name)
    spans = _spans(edited, row, said)
    change = Change(row, "head", (row.fact,), (said.value,) if said else ())
    if row.yes:
        if said is not None and said.value == row.value and (not row.words or said.spans):
            change.before, change.agreed = (), True
            return change
        new = Said(row.value, spans)
    else:
        if said is None or (row.value and key(said.value) != key(row.value)):
            raise NoMatchError(f"the head states no {row.fact}{f' {short(row.value)}' if row.value else ''}")
        new = None
    if row.fact in _SIGNER:
        header.signer = replace(header.signer, **{name: new})
    else:
        setattr(header, name, new)
    return change


def _spans(edited: Edited, row: Row, said: Said | None) -> tuple[Span, ...]:
    """Where the head says so: the words of the row, else where extraction found what it took for it."""
    if row.words or row.path:
        if not row.words:
            return (edited.part(row.path).span,)
        return (edited.place(row.words, row.path, first="head/").span,)
    return said.spans if said else ()


def _recipient(edited: Edited, row: Row) -> Change:
    header = edited.document.header
    same = [said for said in header.recipients if key(said.value) == key(row.value)]
    change = Change(row, "head", ("recipient",))
    if row.yes:
        change.agreed = bool(same)
        if not same:
            spans = _spans(edited, row, None)
            if not spans:
                found = [p for p in edited.parts.values() if p.kind == "recipient"]
                spans = tuple(span for part in found if (span := edited.within(row.value, part)))[:1]
            header.recipients = (*header.recipients, Said(row.value, spans))
    else:
        if not same:
            raise NoMatchError(f"the foot names no recipient {short(row.value)}")
        change.before = tuple(said.value for said in same)
        header.recipients = tuple(said for said in header.recipients if said not in same)
    return change


def citation(edited: Edited, row: Row) -> Change:
    """That a document is named in some words, or is not."""
    if row.yes:
        return _cite(edited, row)
    cited = edited.cited(row.value)
    left: tuple[Mention, ...] = ()
    if row.words or row.path:
        place = edited.place(row.words, row.path).span if row.words else edited.part(row.path).span
        left = tuple(m for m in cited.mentions if not (place.start < m.span.end and m.span.start < place.end))
        if len(left) == len(cited.mentions):
            raise NoMatchError(f"{cited.key} is not cited there")
    gone = [edited.document.words(m.span) for m in cited.mentions if m not in left]
    i = edited.citations.index(cited)
    if left:
        edited.citations[i] = replace(cited, mentions=left)
    else:
        del edited.citations[i]
        # What is not cited has no relation either.
        edited.relations[:] = [r for r in edited.relations if cited.key not in (r.source, r.target)]
    return Change(row, "citation", (cited.key,), tuple(gone))


def _cite(edited: Edited, row: Row) -> Change:
    place = edited.place(row.words, row.path)
    mention = Mention(place.span, place.path)
    try:
        cited = edited.cited(row.value)
    except NoMatchError:
        cited = _new(row.value, mention)
        edited.citations.append(cited)
        return Change(row, "citation", (cited.key,))
    there = any(m.span.start < place.span.end and place.span.start < m.span.end for m in cited.mentions)
    if not there:
        mentions = tuple(sorted((*cited.mentions, mention), key=lambda m: m.span))
        edited.citations[edited.citations.index(cited)] = replace(cited, mentions=mentions)
    return Change(row, "citation", (cited.key,), agreed=there)


def _new(said: str, mention: Mention) -> CitedDocument:
    """A citation of `number|date`, of a number, of a blank one with its year (`/QĐ-UBND|2024`), or of a name."""
    left, _, date = said.partition("|")
    if "/" in left and is_blank(left):
        return CitedDocument(f"{left}|{date or 'null'}", None, None, None, None, None, (mention,))
    numbered = number_of(left) is not None or ("/" in left and " " not in left)
    known = date if is_date(date) else None
    if not numbered:
        return CitedDocument(f"{left}|null", None, None, known, None, None, (mention,), name=left)
    return CitedDocument(f"{left}|{date or 'null'}", None, left, known, None, None, (mention,), symbol=symbol(left))


def cited(edited: Edited, row: Row) -> Change:
    """What a text says of a document it cites: number, date, type, issuer, subject, name, term."""
    old = edited.cited(row.of)
    had: str | None = getattr(old, row.fact)
    change = Change(row, "citation", (old.key,), (had,) if had else ())
    if not row.yes and (not had or (row.value and key(had) != key(row.value))):
        raise NoMatchError(f"of {old.key} the document says no {row.fact}{f' {short(row.value)}' if row.value else ''}")
    if row.yes and had == row.value:
        change.before, change.agreed = (), True
        return change
    value = row.value if row.yes else None
    new = _with(edited, old, row, value)
    edited.changes.append(change)  # so that a new key finds it
    edited.rename(old, new)
    edited.changes.remove(change)
    return change


def _with(edited: Edited, old: CitedDocument, row: Row, value: str | None) -> CitedDocument:
    words = edited.place(row.words, row.path).span if row.words else None
    if row.fact == "issuer":
        stated = "stated" if words is not None else old.issuer_basis
        return replace(old, issuer=value, issuer_span=words or (old.issuer_span if value else None),
                       issuer_basis=stated if value else None, candidates=())  # fmt: skip
    if row.fact == "subject":
        return replace(old, subject=value, subject_span=words or (old.subject_span if value else None))
    new: CitedDocument = replace(old, **{row.fact: value})  # type: ignore[arg-type]
    if row.fact == "number":
        new = replace(new, symbol=symbol(value) if value else None, name=None if value else new.name)
    if row.fact in ("number", "date", "name"):
        if new.number is not None:
            new = replace(new, key=f"{new.number}|{new.date or 'null'}")
        elif new.name is not None:
            new = replace(new, key=f"{new.name}|null")
    return new


def target(edited: Edited, row: Row) -> Change:
    """Which document a citation means; a date that a mention misprints speaks against it no more."""
    old = edited.cited(row.of)
    if any(mention.date for mention in old.mentions):
        mentions = tuple(replace(mention, date=None) for mention in old.mentions)
        edited.citations[edited.citations.index(old)] = replace(old, mentions=mentions)
    return Change(row, "target", (old.key,))


def relation(edited: Edited, row: Row) -> Change:
    """That the text states a relation between two documents, or does not."""
    kind: RelationType = row.fact.replace("-", "_")  # type: ignore[assignment]
    source, target = edited.end(row.of), edited.end(row.value)
    same = [r for r in edited.relations if (r.source, r.type, r.target) == (source, kind, target)]
    change = Change(row, "relation", (source, kind, target))
    if row.yes:
        change.agreed = bool(same)
        if not same:
            span, path = _stated(edited, row, source, target)
            edited.relations.append(Relation(source, kind, target, span, path))
    else:
        if not same:
            raise NoMatchError(f"the document states no {row.fact} from {source} to {target}")
        change.before = tuple(edited.document.words(r.span) for r in same)
        edited.relations[:] = [r for r in edited.relations if r not in same]
    return change


def _stated(edited: Edited, row: Row, source: str, target: str) -> tuple[Span, str]:
    """The words that state a relation: those of the row, else the first mention of the document that is not `this`."""
    if row.words or row.path:
        return edited.place(row.words, row.path) if row.words else (edited.part(row.path).span, row.path)
    if source == target == "this":
        raise NoMatchError("a document has no relation to itself")
    named = edited.cited(target if target != "this" else source).mentions
    if not named:
        raise NoMatchError("neither words nor a citation state it; give the words")
    return named[0].span, named[0].provision
