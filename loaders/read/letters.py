"""Letters put right, for every reader: look-alikes, marks out of order, ligatures, characters that cannot be seen.

Only what is unambiguous is touched (loaders/data/letters.toml says what and where); it is counted, and the count
becomes a warning. Where a tone mark stands (hoà, hòa) stays as printed; `loaders.text.fold` makes them equal.

>>> put_right("Ðiều 1. Cấp nưoс")
('Điều 1. Cấp nưoc', Counter({'Ð for Đ': 1, 'letters of another alphabet': 1}))
>>> segments("qui đi\\u0323\\u0302nh \\ufb01", 10)
[('qui đ', 10, 5), ('ị̂', 15, 3), ('nh ', 18, 3), ('fi', 21, 1)]
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from loaders.read.compose import check
from loaders.read.encodings.syllables import is_syllable
from loaders.text.patterns import load

Segment = tuple[str, int, int]  # words, where they begin in the file, what they take there
Counts = Counter[str]

# Dropped: soft hyphen, joiners, marks of direction, byte-order mark, selectors of glyphs, controls that are no blank.
INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb\x7f"
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070), *range(0xFE00, 0xFE10))))
    + "".join(chr(c) for c in (*range(0x20), *range(0x80, 0xA0)) if not chr(c).isspace())
)
_UNSEEN = re.compile("[" + re.escape("".join(sorted(INVISIBLE))) + "]")
_DROP = str.maketrans(dict.fromkeys(INVISIBLE))

_SCRIPT, _INITIAL, _SYLLABLE, _SIGN, _WIDE = (
    "letters of another alphabet", "Ð for Đ", "letters of an old font", "signs of an old font", "full-width letters",
)  # fmt: skip
_MARKS, _JOINED, _INVISIBLE = "marks out of order", "ligatures and joined numbers", "invisible characters"

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆⅡⅢⅣⅥⅦⅧⅨⅪⅫⅱⅲⅳⅵⅶⅷⅸⅺⅻ"
_COMBINING = re.compile("[\u0300-\u036f" + _LIGATURES + "]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+|[" + _LIGATURES + "]")
_WORD_REACH = 32  # a word is looked at so far on both sides


@cache
def _tables() -> tuple[dict[str, dict[str, str]], re.Pattern[str]]:
    """What stands for what, by kind, and a pattern of all that must be looked at."""
    data = load("letters").data
    tables = {
        kind: {pair[0]: pair[1] for group in groups.values() for pair in group.split()} for kind, groups in data.items()
    }
    odd = "".join(sorted({c for table in tables.values() for c in table}))
    return tables, re.compile(f"[{re.escape(odd)}\uff01-\uff5eº]")


def put_right(raw: str) -> tuple[str, Counts]:
    """Look-alikes put right, one character for one, and how many of what (also of what `segments` and the dropping of
    invisible characters will mend). Raises what `loaders.read.compose.check` raises: every reader comes by here."""
    check(raw)
    counts: Counts = Counter()
    tables, odd = _tables()
    out: list[str] = []
    done = 0
    for match in odd.finditer(raw):
        at = match.start()
        if at < done:
            continue
        start, end = _around(raw, at, done)
        word = raw[start:end]
        right = _word(word, raw[max(0, start - 1) : start], raw[end : end + 1], tables, counts)
        out += (raw[done:start], right)
        done = end
    text = "".join(out) + raw[done:] if out else raw
    _count_rest(text, counts)
    return text, counts


def _around(raw: str, at: int, least: int) -> tuple[int, int]:
    """The word or symbol around a position, as far as is looked."""
    start, end = at, at + 1
    while start > max(least, at - _WORD_REACH) and _in_word(raw[start - 1]):
        start -= 1
    while end < min(len(raw), at + _WORD_REACH) and _in_word(raw[end]):
        end += 1
    return start, end


def _in_word(c: str) -> bool:
    return c.isalpha() or c in "-/&." or "\u0300" <= c <= "\u036f"


_LETTERS = re.compile("[^\\W\\d_][\u0300-\u036f\\w]*")


def _word(word: str, before: str, after: str, tables: dict[str, dict[str, str]], counts: Counts) -> str:
    """One word or symbol put right."""
    signs = tables["sign"]
    out: list[str] = []
    for i, c in enumerate(word):
        if c in signs:
            counts[_SIGN] += 1
            c = signs[c]
        elif "\uff01" <= c <= "\uff5e" and not _east_asian(word, i, before, after):
            counts[_WIDE] += 1
            c = chr(ord(c) - 0xFEE0)
        elif c == "º" and (word[i - 1] if i else before).isdigit():
            counts[_SIGN] += 1
            c = "°"
        out.append(c)
    word = "".join(out)
    symbol = _latin(word) and word.upper() == word and any(c in word for c in "-/")
    return _LETTERS.sub(lambda match: _letters(match[0], symbol, tables, counts), word)


def _letters(word: str, symbol: bool, tables: dict[str, dict[str, str]], counts: Counts) -> str:
    script, initial, syllable = tables["script"], tables["initial"], tables["syllable"]
    if any(c in script for c in word) and (symbol or _latin(word)) and not any(_other(c, script) for c in word):
        counts[_SCRIPT] += sum(c in script for c in word)
        word = "".join(script.get(c, c) for c in word)
    if any(c in initial for c in word) and (word[0] in initial or word.isupper()):
        counts[_INITIAL] += sum(c in initial for c in word)
        word = "".join(initial.get(c, c) for c in word)
    if any(c in syllable for c in word):
        right = "".join(syllable.get(c, c) for c in word)
        right = right.upper() if word.isupper() else right
        if len(right) == len(word) and is_syllable(unicodedata.normalize("NFC", right)):
            counts[_SYLLABLE] += sum(c in syllable for c in word)
            word = right
    return word


def _latin(word: str) -> bool:
    return any(c.isalpha() and (c < "\u0250" or "\u1e00" <= c <= "\u1eff") for c in word)


def _other(c: str, script: Mapping[str, str]) -> bool:
    """A letter of another alphabet that looks like no Latin one: the word is no Vietnamese."""
    return c not in script and "\u0370" <= c <= "\u1dff"


def _east_asian(word: str, i: int, before: str, after: str) -> bool:
    beside = (word[i - 1] if i else before) + (word[i + 1] if i + 1 < len(word) else after)
    return any("\u2e80" <= c <= "\ud7ff" for c in beside)


def _count_rest(text: str, counts: Counts) -> None:
    unseen = len(text) - len(text.translate(_DROP)) if _UNSEEN.search(text) else 0
    if unseen:
        counts[_INVISIBLE] += unseen
    if _COMBINING.search(text):
        for match in _CLUSTER.finditer(text):
            if match[0][0] in _LIGATURES:
                counts[_JOINED] += 1
            elif _disordered(match[0]):
                counts[_MARKS] += 1


def visible(words: str) -> str:
    """Without the characters that cannot be seen.

    >>> visible("Sở\\u200b Y\\u00ad tế")
    'Sở Y tế'
    """
    return words.translate(_DROP)


@lru_cache(maxsize=4096)
def cluster(letter: str) -> str:
    """A letter with its marks, composed: the shape (â ă ơ) before the tone, a mark given twice once; a horn on a letter
    that has none is dropped.

    >>> cluster("a\\u0301\\u0302"), cluster("Q\\u031b"), cluster("ậ\\u0323")
    ('ấ', 'Q', 'ậ')
    """
    if letter[0] in _LIGATURES:
        apart = unicodedata.normalize("NFKC", letter[0])
        return apart[:-1] + cluster(apart[-1] + letter[1:])
    apart = unicodedata.normalize("NFD", letter)
    base, marks = apart[0], list(dict.fromkeys(apart[1:]))
    if base.isalpha() and base not in "ouOU":
        marks = [mark for mark in marks if mark != "\u031b"]
    marks.sort(key=lambda mark: 0 if mark in _SHAPES else 1 if mark in _TONES else 2)
    return unicodedata.normalize("NFC", base + "".join(marks))


@lru_cache(maxsize=4096)
def _disordered(letter: str) -> bool:
    return cluster(letter) != unicodedata.normalize("NFC", letter)


def composed(words: str) -> str:
    """Words with every letter composed (NFC) and put in order by `cluster`."""
    if words.isascii():
        return words
    words = unicodedata.normalize("NFC", words)
    return _CLUSTER.sub(lambda match: cluster(match[0]), words) if _COMBINING.search(words) else words


def segments(words: str, at: int) -> list[Segment]:
    """`composed` words that stand at `at` in the file; where composing changes lengths, a segment a letter, so that
    each still leads to its own place."""
    if words.isascii() or (_COMBINING.search(words) is None and unicodedata.is_normalized("NFC", words)):
        return [(words, at, len(words))]
    out: list[Segment] = []
    i = 0
    while i < len(words):
        j = i + 1
        while j < len(words) and unicodedata.combining(words[j]):
            j += 1
        letter = composed(words[i:j])
        plain = len(letter) == j - i
        if plain and out and len(out[-1][0]) == out[-1][2] and out[-1][1] + out[-1][2] == at + i:
            out[-1] = (out[-1][0] + letter, out[-1][1], out[-1][2] + len(letter))
        else:
            out.append((letter, at + i, j - i))
        i = j
    return out


def warnings(counts: Counts) -> tuple[str, ...]:
    """The line that says what was put right, none where nothing was.

    >>> warnings(Counter({"Ð for Đ": 3, "invisible characters": 1200}))
    ('letters put right: 1,200 invisible characters, 3 Ð for Đ',)
    """
    if not counts:
        return ()
    return ("letters put right: " + ", ".join(f"{count:,} {what}" for what, count in counts.most_common()),)
