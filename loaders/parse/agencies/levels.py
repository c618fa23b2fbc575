"""The places printed after a body's name: "tỉnh", "các huyện, thị xã, thành phố", "các xã A, B và thị trấn C".

>>> places = read("UBND các huyện: Na Hang, Lâm Bình và thành phố Tuyên Quang chủ trì", 4)
>>> places.levels, places.plural, [(n.level, n.name) for n in places.named]
(('huyện', 'thành phố'), True, [('huyện', 'Na Hang'), ('huyện', 'Lâm Bình'), ('thành phố', 'Tuyên Quang')])
>>> read("UBND cấp huyện chỉ đạo", 4).rank
True
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from loaders.parse.agencies.lexicon import lexicon
from loaders.parse.places import place
from loaders.text.fold import fold
from loaders.text.patterns import Pattern, compile_pattern, load

_TAILS = (
    " trực thuộc",
    " thuộc",
    ", thuộc",
    " của",
    ", của",
    " trong",
    ", trong",
    " trên",
    ", trên",
    " ở ",
    ", ở ",
    " có liên",
    " liên",
)


class Named(NamedTuple):
    """A place with its level; the span is that of level (where printed) and name."""

    level: str
    name: str
    start: int
    end: int


class Places(NamedTuple):
    """The words `start`..`end`: `levels` in printed order; `plural` where "các" or several levels are printed; `rank`
    for "cấp huyện"; `named` single places; `span` the part of the country a collective is of ("khu vực Bắc Bộ", "từ A
    đến B"); `core` where the level words end."""

    end: int
    levels: tuple[str, ...]
    plural: bool
    rank: bool
    named: tuple[Named, ...] = ()
    span: tuple[int, int] | None = None
    colon: bool = False
    start: int = 0
    core: int = 0


@cache
def _patterns() -> dict[str, Pattern]:
    data = load("agencies").data["place"]
    return {
        "tail": compile_pattern(rf"(?P<core>{data['tail']})(?:[^\pL\pN]|$)", "agencies: place.tail"),
        "region": compile_pattern(rf"(?P<core>{data['region']})(?:[^\pL\pN]|$)", "agencies: place.region"),
        "reach": compile_pattern(r" +từ +[^,;.:]{2,30}? +đến +", "agencies: reach"),
        "join": compile_pattern(r"(?:,? +và +|, *|; *)", "agencies: join"),
    }


class _Word(NamedTuple):
    """A level word at `start`..`end`; `the` after "các", `rank` after "cấp", `close` joined by "và"."""

    level: str
    start: int
    end: int
    the: bool
    rank: bool
    close: bool = False


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Level words by their first word, the longer ones first."""
    data = load("agencies").data["place"]
    found: dict[str, list[str]] = {}
    for word in sorted({*data["province"], *data["district"], *data["commune"], *data["short"]}, key=len, reverse=True):
        found.setdefault(word.split()[0], []).append(word)
    return {first: tuple(words) for first, words in found.items()}


@cache
def _beginnings() -> tuple[str, ...]:
    """With one of these every level word begins."""
    return ("tất cả ", "các ", "cấp ", *(word for words in _words().values() for word in words))


@cache
def _nots() -> tuple[str, ...]:
    return tuple(load("agencies").data["place"]["not"])


def _level(folded: str, at: int, close: bool = False) -> _Word | None:
    """The level word at `at`, "các" and "cấp" before it allowed."""
    if not folded.startswith(_beginnings(), at):
        return None
    the = rank = False
    if folded.startswith("tất cả ", at):
        at += 7
    if folded.startswith("các ", at):
        at, the = at + 4, True
    if folded.startswith("cấp ", at):
        at, rank = at + 4, True
    first = folded[at : at + 8].split(" ", 1)[0]
    for word in _words().get(first) or _words().get(first.rstrip(".,;:)/"), ()):
        if folded.startswith(word, at) and not folded[at + len(word) : at + len(word) + 1].isalnum():
            if folded.startswith(_nots(), at):
                return None
            return _Word(word, at, at + len(word), the, rank, close)
    return None


def _next(folded: str, at: int) -> _Word | None:
    """The level word with which a list of places goes on at `at`."""
    for separator in (", và ", " và ", ", ", "; ", " hoặc ", ",", ";", "/", " - "):
        if folded.startswith(separator, at):
            return _level(folded, at + len(separator), "và" in separator)
    return None


def read(text: str, at: int, folded: str | None = None) -> Places | None:
    """The level words and places that begin at `at` (a blank before them allowed); None if there are none."""
    folded = fold(text) if folded is None else folded
    if folded[at : at + 1] != " ":
        return None
    word = _level(folded, at + 1)
    if word is None:
        return None
    patterns = _patterns()
    short: dict[str, str] = load("agencies").data["place"]["short"]
    plural, rank = word.the, word.rank
    levels: list[str] = []
    named: list[Named] = []
    end = at
    while word is not None:
        level = short.get(word.level, word.level)
        rank = rank or word.rank
        if level not in levels:
            levels.append(level)
        many = plural or word.the  # "tỉnh A và các tỉnh B, C"
        found, end = _names(text, folded, level, word.end if plural and not named else word.start, word.end, many)
        named += found
        bare = plural and not named and folded[end : end + 1] == " "  # "các phường xã", the comma left out
        word = _next(folded, end) or (_level(folded, end + 1) if bare else None)
        if word and (word.the or not word.close) and named and not plural and not found:
            break  # "UBND huyện A, phường" of a new thing
    plural = plural or (len(levels) > 1 and not named)
    core = end
    end = _reach(text, folded, end) if plural and not named else end
    span = (core, end) if end > core else None
    while folded.startswith(_TAILS, end):
        tail = patterns["tail"].match(folded[end : end + 40])
        if not tail:
            break
        end += tail.end("core")
    colon = bool(named) and ":" in text[at : named[0].start]
    return Places(end, tuple(levels), plural, rank, tuple(named), span, colon, at, core)


def _reach(text: str, folded: str, at: int) -> int:
    """The end of the words that say of which part of the country a collective is; `at` where there are none."""
    end = at
    if folded[end : end + 1] == " ":
        region = _patterns()["region"].match(folded[end : end + 160])
        end += region.end("core") if region else 0
    if folded.startswith(" từ ", end):
        reach = _patterns()["reach"].match(folded[end : end + 48])
        name = proper(text, end + reach.end()) if reach else ""
        if reach and name:
            end += reach.end() + len(name)
    return end


def _names(text: str, low: str, level: str, level_at: int, end: int, plural: bool) -> tuple[list[Named], int]:
    """The proper names after a level word; several only after "các"."""
    at = end
    colon = plural and text[at : at + 1] == ":"
    at += colon
    name = proper(text, at + 1) if text[at : at + 1] == " " else ""
    if not name or (colon and _sentence(text, at + 1, name)):
        return [], end
    start = at + 1 if level_at == end else level_at
    found = [Named(level, name, start, at + 1 + len(name))]
    end = at + 1 + len(name)
    while plural:
        join = _patterns()["join"].match(text[end : end + 8])
        name = proper(text, end + join.end()) if join else ""
        start = end + join.end() if join else end
        if not name or lexicon().begins(low, start, loose=False):
            break
        end = start + len(name)
        found.append(Named(level, name, start, end))
    return found, end


def _sentence(text: str, at: int, name: str) -> bool:
    """Whether a colon before `name` opens a sentence and no list of places: "các xã: Rà soát …"."""
    after = text[at + len(name) : at + len(name) + 2]
    joined = text[at + len(name) :].startswith(" và ")
    return " " not in name and after[:1] == " " and after[1:].islower() and not joined


def proper(text: str, at: int) -> str:
    """The proper name of a place that begins at `at`: a province by its name, else up to four capitalised words.

    >>> proper("Bà Rịa - Vũng Tàu và", 0), proper("Na Hang chủ trì", 0), proper("chủ trì", 0)
    ('Bà Rịa - Vũng Tàu', 'Na Hang', '')
    """
    if not text[at : at + 1].isupper() and not text[at : at + 1].isdigit():
        return ""
    words: list[tuple[str, int]] = []
    position = at
    while len(words) < 7:
        stop = position
        while stop < len(text) and (text[stop].isalnum() or text[stop] == "'" or (text[stop] == "."
                                    and text[position:stop].isupper() and stop - position <= 2)):  # fmt: skip
            stop += 1
        word = text[position:stop]
        if not word or not (word[0].isupper() or word[0].isdigit()):
            if text[position : position + 2] in ("- ", "– ") and words:
                words.append(("-", position + 1))
                position += 2
                continue
            break
        words.append((word, stop))
        if text[stop : stop + 1] != " ":
            break
        position = stop + 1
    for size in range(min(len(words), 7), 0, -1):
        name = text[at : words[size - 1][1]]
        if words[size - 1][0] != "-" and place(name):
            return name
    pairs = load("agencies").words("names.pairs")
    if len(words) > 1 and fold(f"{words[0][0]} {words[1][0]}") in pairs:
        return ""  # "UBND tỉnh Báo cáo …": a capital by mistake
    plain = 0
    while plain < min(4, len(words)) and words[plain][0] != "-":
        plain += 1
    if not plain or (text[at : words[plain - 1][1]].isupper() and not words[0][0].isdigit()):
        return ""
    return text[at : words[plain - 1][1]]
