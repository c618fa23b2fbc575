"""Where a document's body ends, and its foot, its annexes and a site's words after them begin.

>>> from loaders.model import Text
>>> lines = ["1. Giao Sở Y tế dọn kênh.", "Nơi nhận:", "- Lưu: VT.", "Phụ lục", "Đăng nhập để tải về"]
>>> blocks = Text.of_paragraphs(lines)
>>> pieces = [Piece.of(b, line, line.lower()) for b, line in zip(blocks.blocks, lines, strict=True)]
>>> foot_start(pieces, 0), tail_start(pieces, 1)
(1, 3)
"""

from __future__ import annotations

from loaders.parse.piece import (
    HEAD_LINES,
    Piece,
    annex_heading,
    head_patterns,
    is_authority,
    is_chrome,
    is_name,
    is_position,
    type_line,
)
from loaders.text.marks import Mark

_SITE_LINES = 6  # lines of a site after a copy that has no foot
_SPECIMEN = 40  # paragraphs after an example of a foot in which the numbering goes on


def ends_body(piece: Piece) -> bool:
    """Whether recipients or a signature begin here: no provision of the body does so."""
    return (bool(head_patterns()["recipients"].match(piece.folded)) and len(piece.words) < 200) or is_authority(piece)


def foot_start(pieces: list[Piece], body: int) -> int:
    """The first line of recipients or signature after the body begins; the end where there is none."""
    end_mark = head_patterns()["end-mark"]
    closed = -9
    last: dict[str, int] = {}  # list -> the ordinal met last
    for k in range(body, len(pieces)):
        piece = pieces[k]
        if end_mark.search(piece.folded[-6:]):
            closed = k
        if piece.mark and piece.mark.ordinal is not None and piece.block.kind != "cell":
            last[_list_of(piece.mark)] = piece.mark.ordinal
        found = ends_body(piece) or (is_position(piece) and (k - closed <= 3 or _named_after(pieces, k)))
        if found and not _within_row(pieces, k, body) and not _specimen(pieces, k, last):
            return k
    return len(pieces)


def _within_row(pieces: list[Piece], k: int, body: int) -> bool:
    """Whether a row of a table of data has begun before: what it says of a signature is a cell of the row."""
    here, before = pieces[k].block.cell, pieces[k - 1].block.cell if k > body else None
    return here is not None and before is not None and (here.table, here.row) == (before.table, before.row)


def _specimen(pieces: list[Piece], k: int, last: dict[str, int]) -> bool:
    """Whether recipients or a signature stand in the body as an example: it says so, or the numbering goes on after."""
    if any(head_patterns()["example"].match(p.folded) for p in pieces[max(0, k - 2) : k]):
        return True
    near = pieces[k + 1 : k + _SPECIMEN]
    if any(head_patterns()["open"].search(p.folded) for p in near[:5]):
        return True
    for piece in near:
        if annex_heading(piece) or type_line(piece):
            return False
        mark = piece.mark
        if mark and piece.block.kind != "cell" and mark.ordinal and mark.ordinal == last.get(_list_of(mark), -9) + 1:
            return True
    return False


def _list_of(mark: Mark) -> str:
    """Which list a mark counts in: its kind, of decimal numbers what stands before the last figure."""
    return f"decimal {mark.number.rpartition('.')[0]}" if mark.kind == "decimal" else mark.kind


def annexes_start(pieces: list[Piece], body: int) -> int:
    """Where the annexes of a document without a foot begin, with the letterhead over the first of them."""
    for k in range(body, len(pieces)):
        piece = pieces[k]
        heading = annex_heading(piece) and (piece.caps or piece.block.level) and piece.block.kind != "cell"
        if heading and (piece.folded.startswith("phụ lục") or _noted(pieces, k)):
            while k > body and pieces[k - 1].caps and not pieces[k - 1].mark and len(pieces[k - 1].words) < 60:
                k -= 1
            return k
    return len(pieces)


def _named_after(pieces: list[Piece], k: int) -> bool:
    return any(is_name(p.words) for p in pieces[k + 1 : k + 4])


def tail_start(pieces: list[Piece], foot: int) -> int:
    """Where the foot ends and the tail (annexes, footnotes) begins."""
    head = head_patterns()
    k = foot
    named = False
    recipients = False
    while k < len(pieces):
        piece = pieces[k]
        folded = piece.folded
        if head["recipients"].match(folded):
            recipients = True
        elif recipients and piece.mark and piece.mark.kind in ("dash", "plus") and len(piece.words) < 400:
            pass
        elif is_authority(piece) or is_position(piece) or head["signed"].match(folded):
            named = False
            recipients = recipients and piece.block.kind == "cell"
        elif not named and is_name(piece.words) and not piece.caps:
            named = True
        elif k > foot and not any(c.isalnum() for c in piece.words):
            pass  # a stray bracket or stroke
        elif (
            piece.caps
            and len(piece.words) < 60
            and not named
            and not type_line(piece)
            and not head["annex"].match(folded)
            and k > foot
        ):
            pass  # a signature's second line
        elif (
            recipients
            and k > foot
            and not piece.caps
            and len(piece.words) < 160
            and not is_chrome(piece)
            and not piece.mark
            and not named
        ):
            pass  # a recipient's second line
        else:
            break
        k += 1
    return k


def _noted(pieces: list[Piece], k: int) -> bool:
    """Whether "(Kèm theo …)" follows a heading."""
    search = head_patterns()["attachment"].search
    return any(search(p.folded) for p in pieces[k + 1 : k + 4])


def closed_at(pieces: list[Piece], body: int) -> int:
    """Where a copy without foot and annexes ends: after its "./.", a site's few lines may follow; else at the end."""
    last = len(pieces)
    for k in range(last - 1, max(body, last - _SITE_LINES - 2), -1):
        if head_patterns()["end-mark"].search(pieces[k].folded[-6:]):
            return k + 1
        if pieces[k].mark or len(pieces[k].words) > 200 or pieces[k].block.kind == "cell":
            break
    return last


def chrome_start(pieces: list[Piece], tail: int) -> int:
    """Where a site's words begin after the document; the end where there are none."""
    for k in range(max(tail, len(pieces) - 400), len(pieces)):
        if is_chrome(pieces[k]) and k >= tail and not pieces[k].mark:
            while k > tail and _summary(pieces, k - 1):
                k -= 1
            return k
    return len(pieces)


def _summary(pieces: list[Piece], k: int) -> bool:
    """Whether a line is a portal's own title of this document: type, its number without "số", year."""
    match = head_patterns()["summary"].match(pieces[k].folded)
    return match is not None and any(match.group("n") in p.folded for p in pieces[: HEAD_LINES + 8])
