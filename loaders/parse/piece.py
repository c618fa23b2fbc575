"""A paragraph as the stages of parsing see it, and what its form alone says of it.

>>> from loaders.model import Block
>>> piece = Piece.of(Block("paragraph", 0, 8), "KẾ HOẠCH")
>>> type_line(piece), is_chrome(piece), is_position(piece)
('Kế hoạch', False, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loaders.model import Block
from loaders.text.fold import fold
from loaders.text.marks import Mark, find
from loaders.text.patterns import Pattern, load

HEAD_LINES = 12  # a letterhead stands within so many paragraphs before its type line


@dataclass(slots=True)
class Piece:
    """A block with what the stages ask about it again and again."""

    block: Block
    words: str
    folded: str
    mark: Mark | None

    @staticmethod
    def of(block: Block, words: str, folded: str | None = None) -> Piece:
        """The piece of a block whose words are `words`."""
        return Piece(block, words, fold(words) if folded is None else folded, find(words))

    @property
    def caps(self) -> bool:
        """Set in capitals."""
        return self.words.isupper()


@cache
def head_patterns() -> dict[str, Pattern]:
    """The patterns of head and foot, by name."""
    return load("header").table("head")


@cache
def _type_names_by_word() -> dict[str, tuple[tuple[str, str], ...]]:
    """`type_names` by their first word."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for folded, name in type_names():
        first = folded.split(" ", 1)[0]
        found[first] = (*found.get(first, ()), (folded, name))
    return found


@cache
def type_names() -> tuple[tuple[str, str], ...]:
    """Folded and printed names of kinds of documents, longest first."""
    names = load("document_names").words("type.names")
    return tuple(sorted(((fold(name), name) for name in names), key=lambda pair: -len(pair[0])))


def type_line(piece: Piece) -> str | None:
    """The kind of document that a line names as its type line ("KẾ HOẠCH", "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ")."""
    if piece.mark or piece.folded.endswith(":") or len(piece.words) > 200:
        return None
    upper = piece.words.isupper()
    for folded, name in _type_names_by_word().get(piece.folded.split(" ", 1)[0], ()):
        if piece.folded == folded:
            # alone on its line, in capitals or as a heading
            return name if upper or piece.block.level or piece.block.bold else None
        if piece.folded.startswith(folded + " ") and piece.words[: len(folded)].isupper():
            rest = piece.words[len(folded) + 1 :]
            if piece.folded[len(folded) + 1 :].startswith(
                ("của ", "kết luận", "về ", "ban hành", "phê duyệt", "v/v", "thực hiện")
            ):
                return name if upper or not rest.isupper() else None
            # "KẾ HOẠCH Trồng rừng năm 2020"
            titled = rest[:1].isupper() and not rest.isupper() and piece.block.kind != "cell" and len(rest) > 12
            return name if titled and not rest.lower().startswith("số") else None
    return None


def is_motto(piece: Piece) -> bool:
    """Whether a line is the national title or the Party's, whole or broken."""
    head = head_patterns()
    if not (piece.caps or piece.block.level) or len(piece.words) > 120:
        return False
    return bool(head["motto"].search(piece.folded))


def numbered(piece: Piece) -> bool:
    """Whether a line is that of the number and symbol ("Số: 34/KH-UBND")."""
    if len(piece.words) > 60 or "/" not in piece.words:
        return False
    match = head_patterns()["number"].match(piece.folded)
    return bool(match) and piece.words[0] in "SLNP" and not piece.folded.startswith("số hiệu")


def annex_heading(piece: Piece) -> bool:
    """Whether a line heads an annex ("PHỤ LỤC I", "DANH MỤC …", "Mẫu số 01"), and does not merely name one."""
    annex = (piece.mark is not None and piece.mark.kind == "phu-luc") or bool(
        head_patterns()["annex"].match(piece.folded)
    )
    if not annex or len(piece.words) > 300:
        return False
    if piece.caps or piece.block.bold or piece.block.level:
        return True
    if head_patterns()["form"].match(piece.folded):
        return True
    return piece.mark is not None and len(piece.words) <= 24 and not piece.folded.endswith((";", ","))


@cache
def _chrome() -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in load("header").words("chrome.phrases"))


def is_chrome(piece: Piece) -> bool:
    """Whether the words are a site's, not an office's."""
    if len(piece.words) > 600:
        return False
    return any(phrase in piece.folded for phrase in _chrome())


def type_line_rest(piece: Piece) -> str:
    """What stands on the type line after the type: a part of the title, or empty."""
    for folded, _ in type_names():
        if piece.folded == folded:
            return ""
        if piece.folded.startswith(folded + " "):
            return piece.words[len(folded) + 1 :]
    return ""


@cache
def _bodies() -> Pattern:
    return load("issuers")["enact.line"]


def enacts(piece: Piece) -> bool:
    """Whether a line in capitals names the body that enacts ("THỦ TƯỚNG CHÍNH PHỦ"), not a part of the title."""
    return piece.caps and len(piece.words) < 90 and bool(_bodies().fullmatch(piece.folded.strip(" :,")))


def is_authority(piece: Piece) -> bool:
    """Whether a line opens a signature: "TM. ỦY BAN NHÂN DÂN", "KT. BỘ TRƯỞNG", "T/M …"."""
    return (
        piece.words[:3].isupper()
        and len(piece.words) < 90
        and bool(head_patterns()["authority"].match(piece.folded))
        and piece.words.upper() == piece.words
    )


@cache
def positions() -> frozenset[str]:
    """Folded names of the functions that sign."""
    return frozenset(fold(name) for name in load("header").words("foot.positions"))


def is_position(piece: Piece) -> bool:
    """A line that is nothing but a function in capitals."""
    return piece.caps and piece.folded.strip(" ,.") in positions()


def rank_length(words: str) -> int:
    """How many letters a rank or degree takes before a name: "Đại tá ", "PGS.TS. "; 0 where there is none."""
    match = head_patterns()["rank"].match(fold(words))
    return match.end() if match else 0


def is_name(words: str) -> bool:
    """Whether a line is a person's name: two to six words, each with a capital first letter.

    >>> is_name("Phạm Văn Thiều"), is_name("Ý kiến bạn đọc"), is_name("TRẦN THỊ B"), is_name("Đại tá Lê Văn C")
    (True, False, True, True)
    """
    parts = words[rank_length(words) :].split()
    return 2 <= len(parts) <= 6 and all(p.isalpha() and p[0].isupper() for p in parts) and len(words) < 40
