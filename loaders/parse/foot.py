"""The foot: recipients and signature (Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I, phần II, mục 7 to 9).

>>> from loaders.model import Text
>>> from loaders.parse.outline import outline
>>> text = Text.of_paragraphs(["KẾ HOẠCH", "Nước sạch", "1. Giao Sở Y tế./.", "Nơi nhận:", "- Như Điều 3;",
...     "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"])
>>> provisions, signer, recipients = read(outline(text)[0])
>>> signer.authority.value, signer.position.value, signer.name.value, [r.value for r in recipients]
('TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Nguyễn Văn A', ['Như Điều 3', 'Lưu: VT'])
"""

from __future__ import annotations

from loaders.model import Provision, ProvisionKind, Said, Signer, Span
from loaders.parse.outline import Outline
from loaders.parse.piece import Piece, is_authority, is_name, is_position, rank_length
from loaders.text.patterns import load


def read(outline: Outline) -> tuple[list[Provision], Signer, tuple[Said, ...]]:
    """The foot's provisions, who signs, and the recipients' lines without dash and stop."""
    patterns = load("header").table("head")
    provisions: list[Provision] = []
    authority: list[Piece] = []
    position: list[Piece] = []
    name: Said | None = None
    recipients: list[tuple[str, list[Span]]] = []
    listing = False
    signed = False
    counts = {"recipient": 0, "signature": 0, "recipients": 0}
    for piece in outline.zone("foot"):
        block = piece.block
        content = block.start
        kind: ProvisionKind = "signature"
        if patterns["recipients"].match(piece.folded):
            listing, kind = True, "recipients"
            rest = piece.words.split(":", 1)[1].strip() if ":" in piece.words else ""
            if rest:
                recipients.append((rest, [Span(block.end - len(rest), block.end)]))
        elif listing and piece.mark and piece.mark.kind in ("dash", "plus"):
            kind, content = "recipient", block.start + piece.mark.content
            recipients.append((piece.words[piece.mark.content :], [Span(content, block.end)]))
        elif listing and not signed and recipients and _goes_on(recipients[-1][0], piece):
            kind = "recipient"
            words, spans = recipients[-1]
            recipients[-1] = (f"{words} {piece.words}", [*spans, Span(block.start, block.end)])
        elif patterns["signed"].match(piece.folded):
            pass
        elif name is None and is_name(piece.words) and not is_position(piece) and (position or not piece.caps):
            rank = rank_length(piece.words)
            name = Said(piece.words[rank:], (Span(block.start + rank, block.end),))
        elif name is not None or not any(c.isalnum() for c in piece.words):
            pass  # a second signer, beside or under the first
        elif _again(piece, position if is_position(piece) else authority):
            signed = True  # the second column of two signers, row by row
        elif is_position(piece) and not (authority and authority[-1].words.endswith(",")):
            signed = True
            position.append(piece)
        elif name is None:
            signed = True
            (position if position else authority).append(piece)
        counts[kind] = counts.get(kind, 0) + 1
        path = f"foot/{kind}" + (f".{counts[kind]}" if counts[kind] > 1 else "")
        provisions.append(Provision(path, kind, block.start, block.end, content))
    return (
        provisions,
        _signer(authority, position, name),
        tuple(_recipient(w, s) for w, s in recipients if w.strip(" .;,")),
    )


def _again(piece: Piece, before: list[Piece]) -> bool:
    """Whether a line opens a second signature beside the first: the same function, or KT. after KT."""
    if not before:
        return False
    if is_position(piece):
        return before[-1].folded == piece.folded
    return is_authority(piece) and piece.folded[:3] == before[0].folded[:3] and len(before) == 1


def _goes_on(before: str, piece: Piece) -> bool:
    """Whether a line without a dash is the rest of a recipient."""
    if is_position(piece) or is_authority(piece):
        return False
    if piece.caps and not any(c.isdigit() or c == "," for c in piece.words):
        return False
    return not is_name(piece.words) or before.endswith(",")


def _signer(authority: list[Piece], position: list[Piece], name: Said | None) -> Signer:
    return Signer(_joined(authority), _joined(position), name)


def _joined(pieces: list[Piece]) -> Said | None:
    if not pieces:
        return None
    return Said(" ".join(p.words for p in pieces), tuple(Span(p.block.start, p.block.end) for p in pieces))


def _recipient(words: str, spans: list[Span]) -> Said:
    value = words.rstrip()
    while value and value[-1] in ";,":
        value = value[:-1].rstrip()
    if value.endswith(".") and not value.endswith(".."):
        value = value[:-1].rstrip()
    cut = len(words) - len(value)
    last = spans[-1]
    return Said(value, (*spans[:-1], Span(last.start, max(last.start, last.end - cut))))
