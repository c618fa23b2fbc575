"""Titles that are printed in capitals, for reading: sentence case, with the capital letters of names and acronyms.

It is a matter of showing alone; facts and data keep what is printed.

>>> cased("KẾ HOẠCH PHÁT TRIỂN CÂY XANH TRÊN ĐỊA BÀN TỈNH TUYÊN QUANG THEO NGHỊ QUYẾT SỐ 99-NQ/TW")
'Kế hoạch phát triển cây xanh trên địa bàn tỉnh Tuyên Quang theo Nghị quyết số 99-NQ/TW'
>>> cased("Quy chế PHỐI HỢP CỦA UBND TP. HCM"), cased("Về việc mua sắm của UBND, HĐND")
('Quy chế phối hợp của UBND TP. HCM', 'Về việc mua sắm của UBND, HĐND')
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from loaders.read.encodings.syllables import is_syllable
from loaders.text.fold import fold
from ontology.tables import cell, rows

_FILE = Path(__file__).parent.parent / "data" / "capitals.toml"
FEWEST = 3
"""Words in capitals one behind the other that are a title in capitals; of a text all in capitals 2 are enough."""
LONGEST_ACRONYM = 6
LONGEST = 4000
_CAPITALS = re.compile(r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ]{2}")
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile(r"[^B-DF-HJ-NP-TV-XZĐ]")
_NUMBER = re.compile(r"\s+(?:số\b|[0-9]+[^\s,.;]*[-/])")
"""What stands behind the type of a document that is meant: nghị quyết số 5."""
_ROMAN = re.compile("(?=[IVXLCDM])M*(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})", re.ASCII)


def cased(text: str) -> str:
    """`text` with what is printed in capitals in sentence case; other words and what is longer than titles stay."""
    return _cased(text) if text and len(text) <= LONGEST and _CAPITALS.search(text) else text


@lru_cache(maxsize=1 << 13)
def _cased(text: str) -> str:
    whole = text == text.upper()
    made, at = [], 0
    for start, end in _runs(text, 2 if whole else FEWEST):
        made += [text[at:start], _lowered(text[start:end], first=not text[:start].strip())]
        at = end
    return "".join([*made, text[at:]])


def _runs(text: str, fewest: int) -> list[tuple[int, int]]:
    """Where words in capitals stand one behind the other; numbers and signs between them do not end it."""
    found: list[tuple[int, int]] = []
    words: list[tuple[int, int, bool]] = []
    for token in [*_TOKEN.finditer(text), None]:
        said = token[0] if token else "x"
        if any(map(str.isupper, said)) and not any(map(str.islower, said)):
            words.append((token.start(), token.end(), _spelt(said)))  # type: ignore[union-attr]
        elif any(map(str.isalpha, said)) and not any(map(str.isdigit, said)):
            if len(words) >= fewest and sum(spelt for *_, spelt in words) >= 2:
                found.append((words[0][0], words[-1][1]))
            words = []
    return found


def _spelt(token: str) -> bool:
    """Whether it holds a Vietnamese word with a mark, which acronyms do not have."""
    return any(not each.isascii() and is_syllable(each) for each in _WORD.findall(token))


def _lowered(run: str, first: bool) -> str:
    letters = list(run)
    folded = fold(run)
    words = list(_WORD.finditer(folded))
    numbers = [token.span() for token in _TOKEN.finditer(run) if any(map(str.isdigit, token[0]))]
    before = ""
    for word in words:
        start, end = word.span()
        while numbers and numbers[0][1] <= start:
            numbers.pop(0)
        if not (numbers and numbers[0][0] <= start) and not _kept(run[start:end], before):
            letters[start:end] = run[start:end].lower()
        before = word[0]
    for start, name in _named(folded, words):
        for at, letter in enumerate(name, start):
            if letter.isupper():
                letters[at] = run[at]
    for at in _people(folded, words):
        letters[at] = run[at]
    if first and letters:
        letters[0] = run[0]
    return "".join(letters)


def _kept(word: str, before: str) -> bool:
    """Whether a word is written in capitals anywhere."""
    data = _data()
    if _ROMAN.fullmatch(word):
        return word not in data["roman_words"] or before in data["roman_behind"]
    if word in data["acronyms"]:
        return True
    return (word.isascii() and len(word) <= LONGEST_ACRONYM and not is_syllable(word)) or _bare_acronym(word)


def _bare_acronym(word: str) -> bool:
    """HĐND, QĐ: consonants alone."""
    return len(word) > 1 and not _VOWEL.search(word)


def _people(folded: str, words: list[re.Match[str]]) -> list[int]:
    """Where the words of people's names begin."""
    data = _data()
    found: list[int] = []
    for at, word in enumerate(words):
        if not at or word[0] not in data["families"] or words[at - 1][0] not in data["people_behind"]:
            continue
        name = [word]
        for each in words[at + 1 : at + 4]:
            if each[0] in data["people_end"] or folded[name[-1].end() : each.start()] != " ":
                break
            name.append(each)
        if len(name) > 1:
            found += [each.start() for each in name]
    return found


def _named(folded: str, words: list[re.Match[str]]) -> list[tuple[int, str]]:
    """The names that stand in a folded text: where, and how each is written; the longest at each place."""
    names, types, units = _names(), _types(), _data()["units"]
    found: list[tuple[int, str]] = []
    behind = 0
    for at, word in enumerate(words):
        start = word.start()
        if start < behind:
            continue
        two = (word[0], words[at + 1][0] if at + 1 < len(words) else "")
        name = ""
        for said, each in (*names.get(two, ()), *names.get((word[0], ""), ())):
            end = start + len(said)
            if folded.startswith(said, start) and not folded[end : end + 1].isalnum():
                if said in _data()["common"] and (not at or words[at - 1][0] not in units):
                    continue
                name = each
                break
        else:
            for said, each in types.get(word[0], ()):
                if folded.startswith(said, start) and _NUMBER.match(folded, start + len(said)):
                    name = each
                    break
        if name:
            found.append((start, name))
            behind = start + len(name)
    return found


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _names() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The first two words -> names that begin with them, folded and as they are written, the longest first; a name of
    one word below that word alone."""
    data = _data()
    said = [*data["names"], *(row["name"] for row in rows("provinces"))]
    for row in rows("agency_kinds"):
        said += [each for each in (row["name"].partition(" (")[0], *cell(row["alt_names"])) if " " in each]
    made: dict[tuple[str, str], dict[str, str]] = {}
    for name in said:
        first, second, *_ = [*_WORD.findall(fold(name)), ""]
        made.setdefault((first, second), {}).setdefault(fold(name), name)
    return {key: sorted(each.items(), key=lambda one: -len(one[0])) for key, each in made.items()}


@cache
def _types() -> dict[str, list[tuple[str, str]]]:
    """The first word -> types of documents that begin with it, folded and as they are written, the longest first."""
    made: dict[str, list[tuple[str, str]]] = {}
    for row in rows("document_types"):
        name = row["name"].partition(" (")[0]
        made.setdefault(fold(name).split()[0], []).append((fold(name), name))
    return {first: sorted(each, key=lambda one: -len(one[0])) for first, each in made.items()}
