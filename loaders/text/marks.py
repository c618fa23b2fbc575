"""The marks that begin a provision: what they are, what they count, where the words after them begin.

The marks are data (loaders/data/marks.toml), after Nghị định 30/2020/NĐ-CP, Phụ lục I, and Hướng dẫn 36-HD/VPTW.

>>> find("II. NHIỆM VỤ VÀ GIẢI PHÁP")
Mark(kind='roman', label='II.', number='II', ordinal=2, content=4)
>>> find("đ) Sở Y tế")
Mark(kind='diem', label='đ)', number='đ', ordinal=5, content=3)
>>> find("2.10. Sở Nội vụ").number, find("- Rà soát").kind, find("2.000 tỷ đồng"), find("23/2/2024 là ngày")
('2.10', 'dash', None, None)
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from loaders.text.fold import fold
from loaders.text.patterns import Match, Pattern, load

ALPHABET = "abcdđeghiklmnopqrstuvxy"  # the order of điểm: f, j, w, z are not used (Nghị định 30/2020, Phụ lục I)
_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "thứ nhất": 1, "thứ hai": 2,
    "thứ ba": 3, "thứ tư": 4, "thứ năm": 5, "thứ sáu": 6, "thứ bảy": 7, "thứ tám": 8,
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LONGEST = 40  # code points that a mark can take at most; what stands after them is not looked at


class Mark(NamedTuple):
    """`label` as printed, `number` what it counts as printed, `ordinal` that as a number, `content` the offset of the
    first word after it."""

    kind: str
    label: str
    number: str
    ordinal: int | None
    content: int


@cache
def _patterns() -> dict[str, Pattern]:
    return load("marks").table("mark")


_WORDED = (("phần", "phan"), ("chương", "chuong"), ("tiểu mục", "tieu-muc"), ("mục", "muc"), ("điều", "dieu"))
_ANNEXES = ("phụ lục", "biểu", "bảng")


def find(line: str) -> Mark | None:
    """The mark that `line` (as printed, stripped) begins with, or None."""
    return _find(line[: LONGEST + 8])


@lru_cache(maxsize=8192)  # reading and parsing ask for the same lines again
def _find(line: str) -> Mark | None:
    head = fold(line[:LONGEST])
    for kind in _kinds(line, head):
        match = _patterns()[kind].match(head)
        if match and _holds(kind, match, line, head):
            return _mark(kind, match, line)
    return None


def _kinds(line: str, head: str) -> tuple[str, ...]:
    """The kinds that a line can begin with by its first letters: spares nearly every paragraph the patterns."""
    if not head:
        return ()
    first = line[0]
    if first.isdecimal():
        return ("decimal", "arabic")
    if first == "(":
        return ("arabic", "diem")
    if not first.isalpha():
        return ("plus",) if first == "+" else ("footnote", "dash")
    stopped = any(c in ".):/-" for c in head[1:9])
    if first.islower():
        return ("diem", "dash") if stopped or first == "o" else ()
    for word, kind in _WORDED:
        if head.startswith(word + " "):
            return (kind,)
    if head.startswith(_ANNEXES):
        return ("phu-luc",)
    return ("roman", "letter") if stopped else ()


def _holds(kind: str, match: Match, line: str, head: str) -> bool:
    """What the pattern alone cannot tell: capitals, and figures that are a date, a sum or a share."""
    end = match.end()
    rest = line[end:]
    if kind in ("phan", "chuong", "muc", "tieu-muc", "dieu", "phu-luc"):
        return line[0].isupper()
    if kind == "roman":
        printed = line[: len(match.group("n"))]
        if not printed.isupper() or (printed in ("C", "L") and len(printed) == 1):
            return False
        if head[match.end("n") :].lstrip()[:1] == "/" and match.group("s") == "":
            return False  # "V/v"
        return roman(printed) is not None and (match.group("s") != "" or not rest or rest[0].isalpha())
    if kind == "letter":
        return line[0].isupper()
    if kind == "diem":
        label = line[:end].lstrip("(")
        return label[0].islower() and (match.group("s") != "" or not rest or not rest[0].islower() or ")" in label)
    if kind == "decimal":
        stop = head[match.end("n") : match.end() - len(match.group("s"))].strip()
        if not rest:
            return bool(stop)
        if "%" in rest[:2] or rest[0].isdigit():
            return False
        return bool(stop) or rest.lstrip()[:1].isupper()
    if kind == "arabic":
        stop = head[match.end("n") : match.end() - len(match.group("s"))].strip()
        if rest[:1].isdigit():  # "(3) 100% các xã" is a mark, "2.000" and "1) 5 - 7" without brackets are none
            return line[0] == "(" and stop == ")" and match.group("s") != ""
        if stop == "-":  # "1- Mục đích" is a mark; "5 - 7 năm" and "57-NQ/TW" are none
            return rest[:1].isupper() and "/" not in rest[:7]
        if stop == "/":  # "1/ Mục đích", "1/Mục đích", not "226/TTr-BXD"
            return match.group("s") != "" or (rest[:1].isupper() and rest[1:2].islower() and "-" not in rest[:8])
        return True
    if kind == "dash":
        return bool(rest) and not rest.startswith("-") and (line[0] != "o" or rest[0].isupper())
    return True


def _mark(kind: str, match: Match, line: str) -> Mark:
    groups = match.groupdict()
    space = groups.get("s") or groups.get("s2") or ""
    end = match.end()
    label = line[:end].rstrip() if space.strip() else line[: end - len(space)]
    raw = groups.get("n") or groups.get("n2") or ""
    at = match.start("n") if groups.get("n") else (match.start("n2") if groups.get("n2") else 0)
    number = line[at : at + len(raw)]
    return Mark(kind, label, number, ordinal(kind, number), end)


def ordinal(kind: str, number: str) -> int | None:
    """What a printed number counts: IV -> 4, đ -> 5, 2.10 -> 10, "thứ hai" -> 2; None where it counts nothing."""
    folded = fold(number)
    if not folded:
        return None
    if kind == "footnote":
        digits = "".join(c for c in folded.translate(_SUPERSCRIPTS) if c.isdigit())
        return int(digits) if digits else None
    if folded in _WORDS:
        return _WORDS[folded]
    if kind == "roman" or (kind in ("phan", "chuong", "muc", "tieu-muc", "phu-luc") and not folded[0].isdigit()):
        return roman(number.upper())
    if folded[0].isdigit():
        digits = folded.rsplit(".", 1)[-1].rstrip(ALPHABET + "fjwz")
        return int(digits) if digits.isdecimal() else None
    if folded[0] in ALPHABET:
        tail = folded[1:].lstrip(".")
        return int(tail) if tail.isdecimal() else ALPHABET.index(folded[0]) + 1
    return None


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(number: str) -> int | None:
    """The value of a Roman number in capitals; None if it is none.

    >>> roman("XIV"), roman("IIX")
    (14, None)
    """
    if not number or any(c not in _ROMAN for c in number):
        return None
    total = 0
    for c, following in zip(number, (*number[1:], ""), strict=True):
        value = _ROMAN[c]
        total += -value if following and _ROMAN[following] > value else value
    return total if total > 0 and to_roman(total) == number else None


def to_roman(value: int) -> str:
    """The Roman number of 1..399."""
    out = ""
    for worth, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while value >= worth:
            out += letters
            value -= worth
    return out
