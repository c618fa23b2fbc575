"""Where documents begin in a file: the first after a site's words, further ones after the foot of the one before.

A further document opens with a letterhead of its own, or it is one that the document before promulgates: its type
line stands before "(Kèm theo Quyết định …)", or its type is that of "Ban hành kèm theo Quyết định này Kế hoạch …".
Annexes and the specimen heads in them (biểu mẫu: blank number, blank date) open none.

>>> from loaders.model import Block
>>> lines = ["QUYẾT ĐỊNH", "Ban hành Quy chế", "Điều 1. Ban hành kèm theo Quyết định này Quy chế họp./.", "Nơi nhận:",
...     "- Lưu: VT.", "QUY CHẾ", "Họp", "PHỤ LỤC", "MẪU GIẤY MỜI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: …/BC-…",
...     "BÁO CÁO"]
>>> find_starts([Piece.of(Block("paragraph", 0, 1), line) for line in lines])
[0, 5]
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.parse.piece import (
    HEAD_LINES,
    Piece,
    annex_heading,
    head_patterns,
    is_authority,
    is_chrome,
    is_motto,
    is_name,
    is_position,
    numbered,
    type_line,
    type_names,
)
from loaders.text.fold import fold
from loaders.text.patterns import load

LETTERHEAD = 5  # lines of state motto and rules before the type line of an attached document
NEAR = 6  # paragraphs of a title before its "(Kèm theo …)"


@dataclass(slots=True)
class _State:
    """What is known of the document being passed: whether its foot and an annex of it were met, and what it says to
    promulgate."""

    closed: bool = False
    annexed: bool = False
    announced: set[str] = field(default_factory=set)


def find_starts(live: list[Piece]) -> list[int]:
    """Indices where documents begin, at least one; time in proportion to the pieces."""
    found: list[int] = []
    state = _State()
    i = 0
    while i < len(live):
        piece = live[i]
        if not found:
            if (is_motto(piece) or type_line(piece) or numbered(piece)) and _plausible(live, i):
                found.append(_back(live, i, 0))
                i = max(i + 1, _after_head(live, found[-1]))
                continue
        elif _attached(live, i, state):
            found.append(_letterhead(live, i, found[-1] + 1))
            state.closed = state.annexed = False
            i += 1
            continue
        elif state.closed and (start := _own_head(live, i, found[-1] + 1, state)) is not None:
            found.append(start)
            state = _State()
            i = max(i + 1, _after_head(live, start))
            continue
        _pass(piece, state)
        i += 1
    return found or [_first_text(live)]


def _pass(piece: Piece, state: _State) -> None:
    head = head_patterns()
    if head["end-mark"].search(piece.folded[-6:]) or head["recipients"].match(piece.folded):
        state.closed = True
    elif state.closed and annex_heading(piece):
        state.annexed = True
    if not state.closed or not state.annexed:
        state.announced |= announced(piece.folded)


def announced(folded: str) -> set[str]:
    """Folded types of the documents that a paragraph says it promulgates.

    >>> sorted(announced("điều 1. ban hành kèm theo quyết định này quy chế họp và kế hoạch năm."))
    ['kế hoạch', 'quy chế']
    """
    found: set[str] = set()
    if "kèm theo" not in folded or "này" not in folded:
        return found
    data = load("header")
    for match in (data["attach.announces"].search(folded), data["attach.announces-after"].search(folded)):
        said = match.group("said") if match is not None else ""
        for name, _ in type_names():
            at = said.find(name)
            before, after = said[:at].rstrip(' "'), said[at + len(name) :]
            if at >= 0 and not after[:1].isalpha() and (not before or before.endswith((" và", ",", ";", "các", "bản"))):
                found.add(name)
    return found


def _attached(live: list[Piece], i: int, state: _State) -> bool:
    """Whether a type line opens a document that the one before promulgates."""
    piece = live[i]
    kind = type_line(piece)
    if kind is None or not (piece.caps or piece.block.level) or piece.block.cell is not None:
        return False
    if piece.block.kind == "cell" and not state.closed:
        return False
    if any(annex_heading(p) for p in live[max(0, i - 2) : i]):
        return False
    if _noted(live[i + 1 : i + NEAR]):
        return True
    return state.closed and not state.annexed and fold(kind) in state.announced and _titled(live, i)


def _noted(near: list[Piece]) -> bool:
    """Whether "(Kèm theo Quyết định …)" follows within the title. What comes with a plan or report is its annex."""
    for piece in near:
        if head_patterns()["attachment"].search(piece.folded):
            return not load("header")["attach.annexes"].search(piece.folded)
        if piece.mark or annex_heading(piece) or is_motto(piece):
            return False
    return False


def _titled(live: list[Piece], i: int) -> bool:
    """Whether a title or a first provision follows: the bare word of a heading is no document."""
    return any(len(p.words) > 3 for p in live[i + 1 : i + 3])


def _own_head(live: list[Piece], i: int, least: int, state: _State) -> int | None:
    """Where the letterhead begins that this piece is the first sign of; None if it opens no document.

    In an annex, where specimens stand, number and date must be filled in.
    """
    piece = live[i]
    motto = is_motto(piece)
    if piece.block.cell is not None or not (motto or (numbered(piece) and not state.annexed)):
        return None
    near = live[i : i + HEAD_LINES]
    typed = any(type_line(p) or head_patterns()["addressee"].match(p.folded) for p in near)
    if not typed:
        return None
    start = _back(live, i, least)
    if any(head_patterns()["example"].match(p.folded) for p in live[max(least, start - 2) : i]):
        return None
    head = live[start : i + HEAD_LINES]
    number = _number_filled(head)
    if state.annexed:
        return start if number and _date_filled(head) else None
    if number or any(numbered(p) for p in head):
        return start
    kinds = {fold(kind) for p in near if (kind := type_line(p))}
    return start if kinds & state.announced or any(_noted([p]) for p in near) else None


def _number_filled(near: list[Piece]) -> bool:
    for k, piece in enumerate(near):
        if numbered(piece) and piece.folded.removeprefix("số").lstrip(" :")[:1].isdigit():
            return True
        if piece.folded.strip(" :") == "số" and k + 1 < len(near) and near[k + 1].words[:1].isdigit():
            return True
    return False


def _date_filled(near: list[Piece]) -> bool:
    for piece in near:
        match = head_patterns()["place-date"].search(piece.folded)
        if match and match.group("d") and match.group("m") and match.group("y"):
            return True
    return False


def _plausible(live: list[Piece], i: int) -> bool:
    """A first anchor counts if a type line, a number or an addressee follows soon: site furniture has none."""
    near = live[i : i + HEAD_LINES + 8]
    return any(type_line(p) or numbered(p) or head_patterns()["addressee"].match(p.folded) for p in near)


def _letterhead(live: list[Piece], i: int, least: int) -> int:
    """Where an attached document with a type line at `i` begins: it may have a letterhead of its own."""
    motto = next((k for k in range(max(least, i - LETTERHEAD), i) if is_motto(live[k])), i)
    slogan = head_patterns()["slogan"].search
    if motto == i or any(p.mark or not (p.caps or is_motto(p) or slogan(p.folded)) for p in live[motto:i]):
        return i
    return _back(live, motto, least)


def _back(live: list[Piece], i: int, least: int) -> int:
    """From an anchor back over the issuer's lines: capitals, or a line that names who issues."""
    start = i
    while start > least and i - start < 6:
        piece = live[start - 1]
        if head_patterns()["gazette"].match(piece.folded):
            break
        if piece.mark or len(piece.words) > 90 or piece.folded.endswith((".", ";", ":")) or is_chrome(piece):
            break
        if least and (is_authority(piece) or _signed(live, start - 1)):
            break  # the signature of the document before
        if not piece.caps and any(c.isalnum() for c in piece.words):
            break
        start -= 1
    return start


def _signed(live: list[Piece], k: int) -> bool:
    """Whether a line is the name under a signature, and no body's ("THỦ TƯỚNG / CHÍNH PHỦ")."""
    if k < 1 or not is_name(live[k].words):
        return False
    before = live[k - 1]
    if is_position(before):
        return not load("issuers")["enact.line"].fullmatch(f"{before.folded} {live[k].folded}")
    return bool(head_patterns()["signed"].match(before.folded))


def _after_head(live: list[Piece], start: int) -> int:
    """The first index after the type line of the head that begins at `start`."""
    for k in range(start, min(start + HEAD_LINES + 8, len(live))):
        if type_line(live[k]):
            return k + 1
    return start + 1


def _first_text(live: list[Piece]) -> int:
    for k, piece in enumerate(live):
        if not is_chrome(piece):
            return k
    return 0
