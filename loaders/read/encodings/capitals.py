"""Capitals of TCVN3 restored: the encoding has none with a tone, so "KẾ HOẠCH" comes out as "Kế HOạCH".

Some letters have capitals in TCVN3: A-Z and Ă Â Đ Ê Ô Ơ Ư. They tell the case of a word: it is in capitals where one
stands after the first letter and no small one of that kind is in it. A word that they leave open ("Kế", "Sở", "ủ") is
in capitals where the words of its line beside it are. What stays lost: the capital of a toned letter that begins a word
("Ủy ban" comes out as "ủy ban", but for the beginning of a sentence and for the names of tcvn3.toml), and words set in
a font of capitals (.VnTimeH) and typed in small letters.

>>> restore("Kế HOạCH\\nSở Y tế; ủY BAN NHÂN DÂN; Bộ GTVT")
'KẾ HOẠCH\\nSở Y tế; ỦY BAN NHÂN DÂN; Bộ GTVT'
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from loaders.read.encodings.syllables import is_syllable

Case = Literal["capitals", "small", "open", "none"]

_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+")
_BARE_CAPITAL = "A-ZĂÂĐÊÔƠƯ"
_BARE_SMALL = "a-zăâđêôơư"
_TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_CAPITAL = re.compile(f"[{_BARE_CAPITAL}]")
_SMALL = re.compile(f"[{_BARE_SMALL}]")
_TONED_LETTER = re.compile(f"[{_TONED}]")
_LATER_CAPITAL = re.compile(f".[^{_BARE_SMALL}]*[{_BARE_CAPITAL}]", re.DOTALL)
# a small toned letter that begins a sentence: after a stop, or after the mark of a provision at the head of a line
_SENTENCE = re.compile(
    rf"(?:(?<=[.!?] )|(?<=^)|^(?:[-+•*] ?|[0-9.]{{1,8}}[.)/] ?|[a-zđ][.)/] ?|[IVX]{{1,6}}[.)/-] ?))([{_TONED}])",
    re.MULTILINE,
)


def restore(text: str) -> str:
    """The text with the capitals that its line tells; of the same length."""
    out: list[str] = []
    lines = text.splitlines(keepends=True)
    kinds = [_kind(line) for line in lines]
    beside = _beside(kinds, [bool(line.strip()) for line in lines])
    for line, kind, capitals in zip(lines, kinds, beside, strict=True):
        out.append(_restored(line, kind, capitals) if kind != "none" and _TONED_LETTER.search(line) else line)
    return _named(_SENTENCE.sub(lambda m: m[0][:-1] + m[0][-1].upper() if _begins(m, text) else m[0], "".join(out)))


def _beside(kinds: list[Case], filled: list[bool]) -> list[bool]:
    """Of each line, whether the line right above or below is in capitals, or both are over blank lines."""
    above, below = [False] * len(kinds), [False] * len(kinds)
    for order, nearest in ((range(len(kinds)), above), (range(len(kinds) - 1, -1, -1), below)):
        last = False
        for i in order:
            nearest[i] = last
            if filled[i]:
                last = kinds[i] == "capitals"
    touching = [any(kinds[k] == "capitals" for k in (i - 1, i + 1) if 0 <= k < len(kinds)) for i in range(len(kinds))]
    return [t or (a and b) for t, a, b in zip(touching, above, below, strict=True)]


def _begins(match: re.Match[str], text: str) -> bool:
    """Whether a match is the beginning of a sentence: a line that only goes on the one before it is none."""
    start = match.start()
    if match.start(1) > start or start == 0 or text[start - 1] == " ":
        return True
    before = text[max(0, start - 3) : start].rstrip(" \t\r")
    return before.endswith(("\n\n", ".\n", ";\n", ":\n")) or before == "\n"


@lru_cache(maxsize=1 << 15)
def _case(word: str) -> Case:
    """What the letters that have capitals say of a word's case; "none" of an abbreviation."""
    if _SMALL.search(word):
        return "small"
    if _LATER_CAPITAL.match(word):
        return "capitals" if _TONED_LETTER.search(word) or is_syllable(word) else "none"
    return "open" if _TONED_LETTER.search(word) else "none"


def _kind(line: str) -> Case:
    """A line is in capitals where a word is and none is in small letters; "open" where words leave it open."""
    cases = {_case(match[0]) for match in _WORD.finditer(line)}
    if "small" in cases:
        return "small" if "capitals" in cases or "open" in cases else "none"
    return "capitals" if "capitals" in cases else "open" if "open" in cases else "none"


def _restored(line: str, kind: Case, beside: bool) -> str:
    words = [(match.start(), match.end(), _case(match[0])) for match in _WORD.finditer(line)]
    if kind == "capitals":
        return "".join(c.upper() for c in line) if len(line.upper()) == len(line) else line
    if kind == "open":
        whole = beside and ":" not in line and len(line.upper()) == len(line)  # "Số:" is never one
        return line.upper() if whole else line
    told = [word for word in words if word[2] != "none"]
    letters = list(line)
    for k, (start, end, case) in enumerate(told):
        if case == "open":
            left = _nearest(told, k, -1, line)
            right = _nearest(told, k, 1, line)
            if "capitals" in (left, right) and "small" not in (left, right):
                case = "capitals"
        if case == "capitals":
            letters[start:end] = line[start:end].upper()
    return "".join(letters)


def _nearest(told: list[tuple[int, int, Case]], k: int, step: int, line: str) -> Case:
    """The case of the nearest word on one side that has one; three words of the same clause are looked at."""
    for distance in (1, 2, 3):
        i = k + step * distance
        if not 0 <= i < len(told):
            return "none"
        first = min(i, i - step)
        if any(c in ".;:()" for c in line[told[first][1] : told[first + 1][0]]):
            return "none"
        if told[i][2] != "open":
            return told[i][2]
    return "none"


@cache
def _names() -> re.Pattern[str]:
    import tomllib

    data = tomllib.loads((resources.files("loaders.read.encodings") / "tcvn3.toml").read_text(encoding="utf-8"))
    return re.compile(r"\b(?:" + "|".join(data["names"]) + r")\b")


def _named(text: str) -> str:
    return _names().sub(lambda m: m[0][0].upper() + m[0][1:], text)
