"""Documents of one file together: a decision and the plans or rules that it promulgates.

An attached document has neither letterhead nor number of its own as a rule. Issuer, province and date are those of the
decision (gold guidelines, `attached_to`); where the decision's own head has lost its number, the note on the attached
one tells it.

>>> from loaders.model import Text
>>> from loaders.parse import structure
>>> lines = ["UBND TỈNH SƠN LA", "Số: 5/QĐ-UBND", "Sơn La, ngày 3 tháng 4 năm 2024", "QUYẾT ĐỊNH", "Ban hành Quy chế",
...     "Điều 1. Ban hành kèm theo Quyết định này Quy chế họp./.", "Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Lò Văn A",
...     "QUY CHẾ", "Họp", "(Kèm theo Quyết định số    /QĐ-UBND)", "Điều 1. Phạm vi"]
>>> _, rules = structure(Text.of_paragraphs(lines))
>>> rules.header.attached_to.value, rules.header.issuer.value, rules.header.date.value, rules.header.number
('5/QĐ-UBND|2024-04-03', 'Ủy ban nhân dân tỉnh Sơn La', '2024-04-03', None)
"""

from __future__ import annotations

from loaders.model import Document, Said, Span
from loaders.parse.starts import announced
from loaders.text.fold import fold, key

_BACK = 8  # documents before an attached one among which its decision is sought by type


def inherit(documents: list[Document]) -> dict[int, list[Document]]:
    """Set what the heads of attached documents and of their decisions leave out (changes `documents`).

    Returns the documents that each one promulgates, by its index.
    """
    made: dict[int, list[Document]] = {}
    free: list[int] = []  # those attached to none, in their order
    numbers: dict[str, int] = {}
    announced_by: dict[int, set[str]] = {}
    for i, document in enumerate(documents):
        above = _promulgator(documents, i, free, numbers, announced_by)
        if above is not None:
            _complete(documents[above], document)
            _take(document, documents[above])
            made.setdefault(above, []).append(document)
        elif document.header.attached_to is None:
            free.append(i)
            if _number(document):
                numbers[key(_number(document))] = i
    return made


def _promulgator(
    documents: list[Document], i: int, free: list[int], numbers: dict[str, int], announced_by: dict[int, set[str]]
) -> int | None:
    """Which earlier document of the file promulgates document `i`; None where none does or its note names another."""
    header = documents[i].header
    note = header.attached_to
    earlier = free[: -_BACK - 1 : -1]
    if note is not None:
        number = note.value.partition("|")[0]
        same = numbers.get(key(number)) if number else None
        if same is not None:
            return same
        kind, figures = _kind(documents[i], note), _figures(number)
        fitting = (
            j
            for j in earlier
            if kind == _type(documents[j])
            and (not figures or not _number(documents[j]) or _figures(_number(documents[j])) == figures)
        )
        return next(fitting, None)
    if header.number is not None or not earlier:
        return None
    nearest = earlier[0]
    if any(p.kind == "attachment" for p in documents[i].provisions):
        return nearest
    if nearest not in announced_by:
        announced_by[nearest] = _announced(documents[nearest])
    return nearest if _type(documents[i]) in announced_by[nearest] else None


def _kind(document: Document, note: Said) -> str:
    """The folded type of the document that a note names."""
    words = fold(document.words(note.spans[0]))
    return " ".join(words.partition(" số")[0].split()[:4]).removesuffix(" này")


def _type(document: Document) -> str:
    return fold(document.header.type.value) if document.header.type else ""


def _number(document: Document) -> str:
    return document.header.number.value if document.header.number else ""


def _figures(number: str) -> str:
    """The figures and year of a number, without the symbol: "102/2025" of "102/2025/QĐ-UBND"; empty where blank."""
    parts = number.split("/")
    head = parts[0].lstrip("0")
    if not head[:1].isdigit():
        return ""
    return f"{head}/{parts[1]}" if len(parts) > 2 and parts[1].isdigit() else head.partition("-")[0]


def _announced(document: Document) -> set[str]:
    found: set[str] = set()
    for provision in document.provisions:
        if provision.kind not in ("cell", "recipient", "signature"):
            found |= announced(fold(document.words(provision.span)))
    return found


def _complete(decision: Document, attached: Document) -> None:
    """Number and date of a decision whose head has lost them, from the note on what it promulgates."""
    note = attached.header.attached_to
    if note is None:
        return
    number, _, date = note.value.partition("|")
    if decision.header.number is None and number[:1].isdigit() and not _blank(decision):
        decision.header.number = Said(number, note.spans)
    own = decision.header.number.value if decision.header.number else ""
    dated = any(p.kind == "place-date" for p in decision.provisions)
    if decision.header.date is None and not dated and len(date) == 10 and own == number:
        decision.header.date = Said(date, note.spans)


def _blank(document: Document) -> bool:
    """Whether the head has a line for the number, left blank: a draft."""
    return any(p.kind == "number" for p in document.provisions)


def _take(attached: Document, decision: Document) -> None:
    """Give an attached document what it has from its decision; its own letterhead goes before."""
    header, above = attached.header, decision.header
    own = {p.kind for p in attached.provisions}
    spans = _evidence(attached)
    if above.number is not None:
        header.attached_to = Said(f"{above.number.value}|{above.date.value if above.date else ''}", spans)
    if "issuer" not in own and above.issuer is not None:
        header.issuer = Said(above.issuer.value, spans)
        header.province = Said(above.province.value, spans) if above.province else None
    if "place-date" not in own and above.date is not None:
        header.date = Said(above.date.value, spans)


def _evidence(attached: Document) -> tuple[Span, ...]:
    """The words of an attached document that tie it to its decision: the note, else its type line."""
    note = attached.header.attached_to
    if note is not None:
        return note.spans
    noted = next((p for p in attached.provisions if p.kind == "attachment"), None)
    if noted is not None:
        return (noted.span,)
    return attached.header.type.spans if attached.header.type else ()
