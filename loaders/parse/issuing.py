"""Who issues a document, and of which province: from the letterhead, else the place line, the title or the text.

>>> from loaders.model import Text
>>> from loaders.parse.outline import outline
>>> lines = ["ỦY BAN NHÂN DÂN", "TỈNH BẠC LIÊU", "Số: 1/KH-UBND", "KẾ HOẠCH", "Về nước sạch", "1. Giao Sở Y tế."]
>>> found = Header()
>>> issue(found, [(lines[0], Span(0, 15)), (lines[1], Span(16, 29))], outline(Text.of_paragraphs(lines))[0])
>>> found.issuer.value, found.province.value
('Ủy ban nhân dân tỉnh Bạc Liêu', 'Bạc Liêu')
"""

from __future__ import annotations

from loaders.model import Header, Said, Span
from loaders.parse import issuer
from loaders.parse.outline import Outline, ZoneKind
from loaders.parse.piece import Piece, enacts
from loaders.parse.places import Place, place
from loaders.text.fold import fold, key
from loaders.text.patterns import load

Line = tuple[str, Span]


def issue(header: Header, letterhead: list[Line], outline: Outline) -> None:
    """Set issuer and province of `header`, whose other values are settled, from the lines of its letterhead and, where
    these leave it open, from place line, title and text."""
    lines = [words for words, _ in letterhead]
    spans = tuple(span for _, span in letterhead)
    name, found = issuer.named(lines)
    title = fold(header.title.value) if header.title else ""
    if name == "Ban Chấp hành Trung ương Đảng" or (name is None and not lines):
        for body in ("Bộ Chính trị", "Ban Bí thư"):
            if title.startswith(f"của {fold(body)}"):
                at = header.title.spans[0].start + 4  # type: ignore[union-attr]
                name, spans = body, (Span(at, at + len(body)),)
                break
    if name in ("Ủy ban nhân dân", "Hội đồng nhân dân") or name is None:
        name, spans, found = _from_text(header, name, spans, [*outline.zone("head"), *outline.zone("preamble")])
    if name:
        header.issuer = Said(_printed(name, letterhead, outline), spans)
    if found is None and header.place and name and key(name).startswith(("sở ", "ủy ban nhân dân ")):
        found = place(header.place.value)
    if found:
        at = _place_span(found, spans, header, letterhead)
        header.province = Said(found.name, at)


def _printed(name: str, letterhead: list[Line], outline: Outline) -> str:
    """A name that the letterhead sets in capitals and no table knows, as the document's running text writes it."""
    if issuer.known(name) or not all(words.isupper() for words, _ in letterhead):
        return name
    folded = fold(name)
    zones: tuple[ZoneKind, ...] = ("preamble", "body", "head")
    for zone in zones:
        for piece in outline.zone(zone)[:40]:
            at = piece.folded.find(folded)
            words = piece.words[at : at + len(name)]
            cased = words[:1].isupper() and not words.isupper()
            if at >= 0 and cased and words.split()[1:] != name.lower().split()[1:]:
                return words
    return name


def _place_span(found: Place, spans: tuple[Span, ...], header: Header, letterhead: list[Line]) -> tuple[Span, ...]:
    for words, span in letterhead:
        if key(found.name) in key(words):
            return (span,)
    return spans or (header.place.spans if header.place else ())


def _from_text(
    header: Header, name: str | None, spans: tuple[Span, ...], pieces: list[Piece]
) -> tuple[str | None, tuple[Span, ...], Place | None]:
    """An issuer that the letterhead leaves incomplete or out: from the place line, else from the words that say
    who issues ("UBND tỉnh Bình Định ban hành Kế hoạch …")."""
    if name and header.place:
        found = place(header.place.value)
        if found:
            return f"{name} {found.full}", (*spans, *header.place.spans), found
    for piece in pieces:
        if name is None and enacts(piece):
            said, found = issuer.named([piece.words.strip(" :,")])
            return said, (Span(piece.block.start, piece.block.end),), found
    by_symbol = _from_symbol(header)
    if by_symbol:
        return by_symbol
    for pattern in (load("issuers")["enact.committee"], load("issuers")["enact.central"]):
        for piece in pieces:
            for match in pattern.finditer(piece.folded):
                words = piece.words[match.start("who") : match.end("who")]
                start = piece.block.start
                said, found = issuer.named([words])
                if said in ("Ủy ban nhân dân", "Hội đồng nhân dân", None):
                    continue
                if found or name is None:
                    return said, (Span(start + match.start("who"), start + match.end("who")),), found
    return name, spans, None


def _from_symbol(header: Header) -> tuple[str, tuple[Span, ...], None] | None:
    """The one central body that a number's symbol names ("…/CĐ-TTg"); None where it names none or several."""
    number = header.number
    if number is None:
        return None
    code = number.value.replace("–", "-").rsplit("-", 1)[-1].rsplit("/", 1)[-1]
    name = issuer.by_symbol(code)
    return (name, number.spans, None) if name else None
