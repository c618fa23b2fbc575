"""Where documents begin and end in a text: the zones that the later stages read.

A file may hold site furniture, one or several documents (a decision and the plan it promulgates) and annexes. The
zones of a document are, in order: head (letterhead to title), preamble (legal bases, opening), body, foot
(recipients, signature), tail (annexes, footnotes). Blocks in no zone are set aside.

>>> from loaders.model import Text
>>> lines = ["ỦY BAN NHÂN DÂN", "TỈNH BẠC LIÊU", "Số: 1/KH-UBND", "KẾ HOẠCH", "Về nước sạch", "1. Giao Sở Y tế."]
>>> text = Text.of_paragraphs(lines)
>>> [(z.kind, len(z.blocks)) for z in outline(text)[0].zones]
[('head', 5), ('body', 1)]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from loaders.model import Block, Text
from loaders.parse.ends import annexes_start, chrome_start, closed_at, ends_body, foot_start, tail_start
from loaders.parse.piece import (
    HEAD_LINES,
    Piece,
    enacts,
    head_patterns,
    is_motto,
    numbered,
    type_line,
    type_line_rest,
)
from loaders.parse.starts import find_starts
from loaders.text.fold import fold, fold_whole

ZoneKind = Literal["head", "preamble", "body", "foot", "tail"]


@dataclass(slots=True)
class Zone:
    """Consecutive pieces of one part of a document."""

    kind: ZoneKind
    blocks: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """One document: its zones, and the blocks within its reach that are no part of it."""

    zones: list[Zone] = field(default_factory=list)
    aside: list[tuple[Block, str]] = field(default_factory=list)

    def zone(self, kind: ZoneKind) -> list[Piece]:
        """The pieces of a zone, empty where the document has none."""
        return [piece for zone in self.zones if zone.kind == kind for piece in zone.blocks]


def outline(text: Text) -> list[Outline]:
    """The documents of a text, at least one; total."""
    folded = fold_whole(text.text)
    pieces = [
        Piece.of(block, text.text[block.start : block.end], folded[block.start : block.end]) for block in text.blocks
    ]
    live = [p for p in pieces if p.block.kind not in ("rule", "furniture")]
    starts = find_starts(live)
    documents: list[Outline] = []
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(live)
        documents.append(_zones(live[start:end]))
    before = live[: starts[0]]
    documents[0].aside[:0] = [(p.block, "chrome") for p in before]
    _set_aside_rest(documents, pieces)
    return documents


def _set_aside_rest(documents: list[Outline], pieces: list[Piece]) -> None:
    """Rules and page numbers go to the document they stand in (the first, if before it)."""
    firsts = [min((p.block.start for z in d.zones for p in z.blocks), default=0) for d in documents]
    for piece in pieces:
        if piece.block.kind in ("rule", "furniture"):
            k = max((i for i, first in enumerate(firsts) if first <= piece.block.start), default=0)
            documents[k].aside.append((piece.block, "rule" if piece.block.kind == "rule" else "page"))


def _zones(pieces: list[Piece]) -> Outline:
    result = Outline()
    body = _body_start(pieces)
    head_end = _title_end(pieces, body)
    foot = foot_start(pieces, body)
    tail = tail_start(pieces, foot)
    if foot == len(pieces):  # no foot (an attached plan): the annexes follow the body
        foot = tail = annexes_start(pieces, body)
    if foot == len(pieces):
        foot = tail = end = closed_at(pieces, body)
    else:
        end = chrome_start(pieces, tail)
    for kind, part in (
        ("head", pieces[:head_end]),
        ("preamble", pieces[head_end:body]),
        ("body", pieces[body:foot]),
        ("foot", pieces[foot:tail]),
    ):
        if part:
            result.zones.append(Zone(kind, part))  # type: ignore[arg-type]
    if pieces[tail:end]:
        result.zones.append(Zone("tail", pieces[tail:end]))
    result.aside += [(p.block, "chrome") for p in pieces[end:]]
    return result


def _title_end(pieces: list[Piece], body: int) -> int:
    """Index after the title (and attachment line): head and preamble part here."""
    head = head_patterns()
    at = _type_at(pieces[:body])
    if at is None:  # a letter: number, place, subject, addressees
        k = 0
        while k < body and (_head_line(pieces[k]) or head["about"].match(pieces[k].folded)):
            k += 1
        return _addressees(pieces, k, body)
    k = at + 1
    titled = len(type_line_rest(pieces[at])) > 0 and not fold(type_line_rest(pieces[at])).startswith("của ")
    while k < body:
        piece = pieces[k]
        if head["attachment"].search(piece.folded):
            k = _note_end(pieces, k)
            titled = True
            break
        if head["basis"].match(piece.folded) or head["enacting"].match(piece.folded):
            break
        if not titled and (match := head["heading"].match(piece.folded)):
            titled = bool(match.group("rest"))
            k += 1
            continue
        if not titled and head["day"].match(piece.folded):
            k += 1
            continue
        if head["addressee"].match(piece.folded) or piece.mark:
            break
        if titled and not _title_goes_on(pieces[k - 1], piece):
            break
        if (
            not titled
            and head["opening"].match(piece.folded)
            and piece.folded.endswith((".", ";", ":"))
            and not piece.caps
        ):
            break
        titled = True
        k += 1
    if k < body and head["attachment"].search(pieces[k].folded):
        k = _note_end(pieces, k)
    return _addressees(pieces, k, body)


def _note_end(pieces: list[Piece], k: int) -> int:
    """Index after "(Kèm theo …)", which may be broken over some lines."""
    if "(" not in pieces[k].words:
        return k + 1
    for j in range(k, min(k + 3, len(pieces))):
        if ")" in pieces[j].words or (j > k and (pieces[j].mark or pieces[j].caps)):
            return j + (")" in pieces[j].words)
    return k + 1


def _type_at(pieces: list[Piece]) -> int | None:
    """The index of the type line: before any full paragraph, numbered part or addressee."""
    for k, piece in enumerate(pieces[: HEAD_LINES + 20]):
        if type_line(piece):
            return k
        if len(piece.words) > 300 or (piece.mark and piece.mark.kind in ("roman", "arabic", "dieu")):
            return None
        if head_patterns()["addressee"].match(piece.folded):
            return None
    return None


def _title_goes_on(before: Piece, piece: Piece) -> bool:
    if piece.folded.endswith((".", ";", ":")) or before.folded.endswith((".", ";", ":")):
        return False
    if head_patterns()["attachment"].search(before.folded) or is_motto(piece):
        return False
    if before.caps and (piece.caps or not any(c.isalpha() for c in piece.words)):
        return not enacts(piece)
    if piece.words[0].islower() and not before.folded.endswith(","):
        return len(before.words) < 200
    same = before.block.bold == piece.block.bold and before.block.level == piece.block.level
    return same and (piece.block.bold or piece.block.level > 0) and not piece.caps


def _head_line(piece: Piece) -> bool:
    head = head_patterns()
    return bool(
        (piece.caps and not piece.mark)
        or is_motto(piece)
        or head["slogan"].search(piece.folded)
        or head["place-date"].search(piece.folded)
        or numbered(piece)
        or piece.folded.startswith(("số:", "số "))
        or (piece.block.kind == "cell" and len(piece.words) < 60)
    )


def _addressees(pieces: list[Piece], k: int, body: int) -> int:
    """ "Kính gửi:" and the bodies addressed belong to the head."""
    for j in range(k, min(k + 3, body)):
        if head_patterns()["addressee"].match(pieces[j].folded):
            j += 1
            while j < min(len(pieces), body + 1) and _listed(pieces[j]):
                j += 1
            return j
    return k


def _listed(piece: Piece) -> bool:
    """A line of a list of bodies addressed."""
    return piece.mark is not None and piece.mark.kind in ("dash", "plus") and len(piece.words) < 250


def _body_start(pieces: list[Piece]) -> int:
    """The first provision: a marked paragraph after the title, no legal basis; or the first after the opening."""
    typed = _type_at(pieces)
    at = -1 if typed is None else typed
    addressed = next(
        (k for k, p in enumerate(pieces[: HEAD_LINES + 20]) if head_patterns()["addressee"].match(p.folded)), -1
    )
    k = max(at, addressed) + 1
    if addressed >= 0:
        while k < len(pieces) and _listed(pieces[k]):
            k += 1
    first_marked = None
    noted = False
    for j in range(k, len(pieces)):
        piece = pieces[j]
        if ends_body(piece):
            break
        noted = noted or bool(head_patterns()["attachment"].search(piece.folded))
        if noted and piece.block.kind == "cell":  # a plan that is nothing but a table
            first_marked = j
            break
        if piece.mark and piece.mark.kind not in ("footnote",) and piece.block.kind != "cell":
            if piece.mark.kind in ("dash", "plus") and head_patterns()["basis"].match(piece.folded):
                continue
            first_marked = j
            break
        if (
            (piece.block.level or piece.block.bold)
            and j > k + 1
            and not enacts(piece)
            and not head_patterns()["enacting"].match(piece.folded)
            and not _titleish(pieces, k, j)
        ):
            first_marked = j
            break
    if first_marked is not None:
        return first_marked
    # no marks at all: what follows the paragraph that ends with a colon, or the first full paragraph
    stop = next((j for j in range(k, len(pieces)) if ends_body(pieces[j])), len(pieces))
    for j in range(k, stop):
        if pieces[j].folded.endswith(":") and len(pieces[j].words) > 40:
            return min(j + 1, stop)
    for j in range(k, stop):
        if (
            len(pieces[j].words) > 60
            and not head_patterns()["basis"].match(pieces[j].folded)
            and not pieces[j].caps
            and j > k
        ):
            return j
    if addressed >= 0 and k < stop and len(pieces[k].words) > 60:
        return k  # a letter of one paragraph
    return stop


def _titleish(pieces: list[Piece], k: int, j: int) -> bool:
    """Whether only title lines stand between `k` and `j`: no full paragraph has been met yet."""
    return all(len(p.words) < 400 and not p.folded.endswith((".", ";", ":")) for p in pieces[k:j])
