"""Where a name ends that no list holds: its head word, then capitals and the words that names are made of, until a
word of doing (`names` in the data file), a place, a bracket or a stop.

>>> text = "Trung tâm Kiểm định chất lượng công trình xây dựng chủ trì"
>>> text[:name_end(text, text.lower(), 9)]
'Trung tâm Kiểm định chất lượng công trình xây dựng'
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from loaders.parse.agencies.levels import proper, read
from loaders.parse.agencies.lexicon import lexicon
from loaders.parse.places import place as province
from loaders.text.patterns import load

ITEMS = 6  # the most parts with commas between them that a name has
_LINKS = frozenset({"và", "&", "-"})


class _Words(NamedTuple):
    stop: frozenset[str]
    pairs: frozenset[str]
    doubtful: frozenset[str]
    linked: frozenset[str]
    objects: frozenset[str]
    longest: int
    closing: tuple[str, ...]
    onward: frozenset[str]


@cache
def _words() -> _Words:
    data = load("agencies")
    stop, pairs, doubtful, linked, objects = (
        frozenset(data.words(f"names.{name}")) for name in ("stop", "pairs", "doubtful", "linked", "objects")
    )
    onward = frozenset(data.words("names.onward"))
    longest = int(data.data["names"]["longest"])
    return _Words(stop, pairs, doubtful, linked, objects, longest, data.words("names.closing"), onward)


def _ends(folded: str, text: str, start: int, end: int, previous: str = "") -> bool:
    """Whether the word in small letters at `start`..`end` begins what a body does, and so ends its name."""
    words = _words()
    word = folded[start:end]
    if word in words.stop:
        return True
    after = _word_end(text, end + 1)
    pair = f"{word} {folded[end + 1 : after]}"
    if pair not in words.pairs:
        return False
    if pair not in words.doubtful or (pair in words.linked and previous not in ("", "và")):
        return True
    stop = _word_end(text, after + 1)
    following = folded[after + 1 : stop]
    return following in words.objects or f"{following} {folded[stop + 1 : _word_end(text, stop + 1)]}" in words.objects


def _closed(text: str, folded: str, head_end: int, at: int, word: str) -> bool:
    """Whether the words before `at` end a name: "miền Nam", a province's name; `word` is the next one."""
    last = text[head_end:at].split(" ")[-2:]
    if len(last) < 2 or not last[1][:1].isupper() or word in _words().onward:
        return False
    return folded.endswith(_words().closing, 0, at) or province(" ".join(last)) is not None


def _word_end(text: str, at: int) -> int:
    end = at
    size = len(text)
    while end < size and (
        text[end].isalnum()
        or (text[end] in "&-–." and end + 1 < size and text[end + 1].isalnum())
        or (text[end] == "," and text[end - 1].isupper() and text[end + 1 : end + 2].isupper())  # "KH,CN&MT"
    ):
        end += 1
    return end


def name_end(text: str, folded: str, head_end: int, heading: bool = False) -> int:
    """The offset where a name ends whose head word ends at `head_end`. `heading`: all of the text is the name."""
    at = head_end
    previous = ""
    for count in range(_words().longest):
        place = read(text, at, folded) if count or folded[at : at + 1] == " " else None
        if place and (place.named or place.levels) and not heading:
            return place.end
        gap = text[at : at + 1]
        if gap == "," and _comma_inside(text, folded, at):
            at += 1
            continue
        if gap != " ":
            break
        start = at + 1
        while text[start : start + 1] == " ":
            start += 1
        end = _word_end(text, start)
        if end == start and text[start : start + 2] in ("- ", "– "):
            end = start + 1
        if end == start:
            break
        word = folded[start:end]
        if word in _LINKS:
            if not _link_inside(text, folded, end):
                break
        elif text[start].islower():
            if _ends(folded, text, start, end, previous) or _closed(text, folded, head_end, at, word):
                break
        elif place is None and count and not heading and lexicon().begins(folded, start):
            break
        previous = word
        at = end
    return at


def _link_inside(text: str, folded: str, at: int) -> bool:
    """Whether "và" goes on a name: what follows is a word of it, not another body or a group."""
    start = at + 1
    end = _word_end(text, start)
    if end == start:
        return False
    if folded[start:end] in ("các", "những", "từng"):
        return folded.startswith(("các khu ", "các kcn"), start) and "khu " in folded[max(0, at - 60) : at]
    if text[start].isupper():
        return not lexicon().begins(folded, start)
    return not _ends(folded, text, start, end) and not lexicon().begins(folded, start)


def _comma_inside(text: str, folded: str, at: int) -> bool:
    """Whether a comma stands inside a name: "Trung tâm Văn hóa, Thể thao và Truyền thông"."""
    for _ in range(ITEMS):
        start = at + 2
        if text[at + 1 : start] != " " or not text[start : start + 1].isupper() or lexicon().begins(folded, start):
            return False
        end = _word_end(text, start)
        for _ in range(6):
            if text[end : end + 1] != " ":
                break
            stop = _word_end(text, end + 1)
            if folded[end + 1 : stop] == "và":
                return text[stop + 1 : stop + 2].isupper() and not lexicon().begins(folded, stop + 1)
            if stop == end + 1:
                return False
            end = stop
        if text[end : end + 1] != "," or end == start:
            return False
        at = end
    return False


def several(text: str, folded: str, head: str, at: int) -> list[tuple[int, int]]:
    """The rests of names at `at` that share the head of a plural: "các Vụ: Pháp chế, Kế hoạch - Tài chính và …".

    >>> words = "các Vụ: Pháp chế, Khoa học và Công nghệ, Tổ chức cán bộ và Đối ngoại chủ trì"
    >>> [words[a:b] for a, b in several(words, words.lower(), "vụ", 8)]
    ['Pháp chế', 'Khoa học và Công nghệ', 'Tổ chức cán bộ', 'Đối ngoại']
    """
    out: list[tuple[int, int]] = []
    common = load("agencies").words("heads.beside")
    while text[at : at + 1].isupper() and (folded.startswith(common, at) or not lexicon().begins(folded, at)):
        stop = min((i for i in (text.find(mark, at) for mark in ",;.:(") if i >= 0), default=len(text))
        end = name_end(text[:stop], folded[:stop], at - 1)
        link = folded.find(" và ", at, end)
        if folded[at:end] in lexicon().all_tails or not text[link + 4 : link + 5].isupper():
            link = -1
        out += [(at, link), (link + 4, end)] if link > 0 else [(at, end)]
        if end < stop or text[end : end + 2] not in (", ", "; "):
            break
        at = end + 2
    return out


def place_after(text: str, at: int) -> int:
    """The end of a province's bare name printed directly after a body ("VNPT Bình Định"), `at` where there is none."""
    if text[at : at + 1] != " ":
        return at
    name = proper(text, at + 1)
    return at + 1 + len(name) if name and province(name) else at
