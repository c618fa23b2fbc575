"""Documents cited by name alone: schemes, plannings, strategies, plans, congress resolutions.

What is definite and where a name ends is data (loaders/data/citations_names.toml); here the rules are applied to the
words after a type word. Laws have a grammar of their own (`laws`).

>>> words = " phát triển chợ đêm ven sông hướng đến thương mại văn minh"
>>> print(words[:end_of(words)])
 phát triển chợ đêm ven sông
>>> words = " phát triển du lịch, dịch vụ tỉnh giai đoạn 2021 - 2030, tầm nhìn đến năm 2050, bảo đảm hiệu quả"
>>> print(words[:end_of(words)])
 phát triển du lịch, dịch vụ tỉnh giai đoạn 2021 - 2030, tầm nhìn đến năm 2050
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from loaders.text.patterns import Pattern, Patterns, load

LONGEST = 420  # code points of a name


class Name(NamedTuple):
    """A name after a type word: where it ends, whether it is in quotation marks, whether it has a period."""

    end: int
    quoted: bool
    period: bool


@cache
def _data() -> Patterns:
    return load("citations_names")


@cache
def _pattern(key: str) -> Pattern:
    return _data()[key]


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(_data().words(key))


@cache
def classes() -> dict[str, str]:
    """Type word -> the class of its names: scheme, plan, act."""
    table = _data().data["class"]
    return {word: name for name in ("act", "plan", "scheme", "law") for word in table[name]}


def end_of(folded: str) -> int:
    """Where a name that begins with the words after a type word ends (their first blank counts)."""
    return _name(folded).end


def _name(folded: str) -> Name:
    name = _marked(folded)
    nation = folded.find(" quốc gia", 0, name.end)
    if nation < 0 or folded[:nation].rsplit(" ", 1)[-1] in _words("name.not_national"):
        return name
    here = _pattern("name.here").search(folded[nation : name.end])
    if here is None:
        return name
    # Where a national document is carried out is no part of its name.
    end = nation + max(here.start("place"), here.start("place2"))
    return Name(end, name.quoted, name.period and _pattern("name.period").search(folded[:end]) is not None)


def _marked(folded: str) -> Name:
    """The name up to the first mark that ends it: each mark is weighed, one that goes on with the name is passed."""
    soft: int | None = None
    at = inside = 0  # where the look goes on; up to where commas belong to the name
    while (match := _pattern("name.marks").search(folded[at:])) is not None:
        start, end = at + match.start(), at + match.end()
        if match.start("period") >= 0:
            return Name(end, False, True)
        at = end
        if match.start("hard") >= 0:
            if _opens(folded, start) or _joined(folded, start, end):
                at = end - 1 if end - start > 1 and not folded[end - 1].isalnum() else end
                continue
            if folded[start] == '"' and folded[start - 1] == " ":  # 'Đề án thí điểm "A, B" của …'
                close = folded.find('"', start + 1)
                if close > 0:
                    at = close + 1
                    continue
            return Name(_choose(folded, soft, start), False, False)
        if start < inside:
            continue
        if folded[start] == ",":
            if _paired(folded, start):
                continue
            if _pattern("name.breaks").match(folded[start : start + 24]) is not None:
                return Name(_choose(folded, soft, start), False, False)
            inner = _pattern("name.inner").match(folded[start : start + 80])
            if inner is not None:
                inside = start + inner.end()
                continue
        if soft is None:
            soft = start
    return Name(_choose(folded, soft, len(folded)), False, False)


def _opens(folded: str, start: int) -> bool:
    """Whether a word that else ends a name begins it: "Đề án bảo đảm cơ sở vật chất", "Kế hoạch phối hợp"."""
    return start < 2 or folded[:start].strip() == ""


def _joined(folded: str, start: int, end: int) -> bool:
    """Whether the word that else ends a name is the second half of another one: "chương trình"."""
    word = folded[start:end].strip(' ,;.:()"')
    before = folded[:start].rsplit(" ", 1)[-1]
    if folded[start] == " " and before in _words("name.open"):
        return True
    if word.startswith("của "):
        return before in _words("name.parts_of")
    halves = _data().data["name"]["joined"].get(word)
    return halves is not None and before in halves


def _paired(folded: str, comma: int) -> bool:
    return _pattern("name.pair").search(folded[max(0, comma - 14) : comma + 12]) is not None


def _choose(folded: str, soft: int | None, end: int) -> int:
    if soft is not None and folded.count(" ", 0, soft) > 2:  # two words alone are no name: they go on
        end = end if _pattern("name.completes").search(folded[soft:end]) is not None else soft
    return len(folded[:end].rstrip(' ,.-"'))


def quoted(folded: str) -> Name | None:
    """A name in quotation marks at the beginning."""
    if not folded.startswith((' "', '"')):
        return None
    first = folded.index('"') + 1
    close = folded.find('"', first)
    if close < 0 or close - first < 6 or " " not in folded[first:close].strip():
        return None
    end = close + 1
    period = _pattern("name.period").match(folded[end : end + 80])
    if period is not None:
        return Name(end + period.end(), True, True)
    return Name(end, True, False)


def figure(folded: str) -> int:
    """The end of a short name made of a figure, "Đề án 06", "Đề án 06/CP"; 0 if there is none."""
    if len(folded) < 3 or folded[0] != " " or not folded[1].isdigit():
        return 0
    end = 1
    while end < len(folded) and folded[end].isdigit():
        end += 1
    if folded.startswith("/cp", end) and not folded[end + 3 : end + 4].isalnum():
        end += 3
    following = folded[end : end + 1]
    if not 2 <= end - 1 <= 6 or following.isalnum() or following in ("/", "-", "%"):
        return 0
    if following == "." and folded[end + 1 : end + 2].isdigit():
        return 0
    return end


def scheme(kind: str, text: str, folded: str, free: bool) -> Name | None:
    """The name of a Đề án, Chiến lược, Quy hoạch, Kế hoạch or Chương trình; None if the words name none of its own.

    `text` and `folded` are the words after the type word `kind`. `free` is True where the type word's capital is the
    writer's choice (in the middle of a sentence, not in a line of capitals), so that it marks a name.
    """
    name = quoted(folded)
    if name is not None:
        return name if free or kind not in _words("class.plan") else None
    if kind in _words("class.numbered"):
        end = figure(folded)
        if end:
            return Name(end, False, False)
    if len(folded) < 2 or folded[0] != " ":
        return None
    planned = kind in _words("class.plan")
    first = folded[1:].split(" ", 1)[0].rstrip(",;.:()")
    allowed = _words("generic.plan_first" if planned else "generic.scheme_first")
    if not first or not first[0].isalpha() or (first in _words("generic.first") and first not in allowed):
        return None
    name = _name(folded)
    if kind in _words("class.yearly") and not name.period:
        year = _pattern("name.year").match(folded[name.end : name.end + 12])
        if year is not None:
            name = Name(name.end + year.end(), False, True)
    words = folded[1 : name.end].split()
    common = 0
    while common < len(words) and words[common].strip(",") in _words("generic.words"):
        common += 1
    if len(words) < 2 or (common < len(words) and common and words[common] in _words("generic.links")):
        return None
    if planned:
        return name if _definite_plan(text, folded, name, free) else None
    if _pattern("generic.unique").match(folded[1 : name.end]) is not None:
        return name if free or proper(text, name.end) else None
    if name.period:
        match = _pattern("name.period").search(folded[: name.end])
        return name if match is None or match.start() > 1 else None
    if free:
        plain = common == len(words) or len(words) < 3
        return None if plain and not proper(text, name.end) else name
    return _lower(kind, text, folded, name)


def _definite_plan(text: str, folded: str, name: Name, free: bool) -> bool:
    if _pattern("generic.plan").match(folded[1 : name.end]) is not None:
        return False
    if name.period:
        return free
    words = folded[: name.end]
    return free and _pattern("context.definite").search(words) is not None and words.count(" ") >= 4


def proper(text: str, end: int) -> bool:
    """Whether capitalised words stand in the name after its first word (and not only capitals)."""
    words = text[1:end].split()
    return any(word[:1].isupper() for word in words[1:]) and not text[1:end].isupper()


def _lower(kind: str, text: str, folded: str, name: Name) -> Name | None:
    """A planning without a capital is named by the place in it, and its name ends there."""
    if kind != "quy hoạch" or text[1 : name.end].isupper():
        return None
    if _pattern("context.lower").match(folded) is None:
        return None
    run = _capital_run(text[: name.end])
    return Name(run, False, False) if run else None


def _capital_run(text: str) -> int:
    """The end of the first run of two or more capitalised words."""
    at = 0
    length = 0
    for word in text.split(" "):
        if word[:1].isupper() or (length and word in ("sông", "và", "-", "–") and length >= 1):
            length += 1
        else:
            if length >= 2:
                return at - 1
            length = 0
        at += len(word) + 1
    return len(text) if length >= 2 else 0


class Congress(NamedTuple):
    """The name of a congress or plenum: its end, the term "XVI", level "tỉnh" and place of the Party body."""

    end: int
    term: str | None
    level: str | None
    place: str | None


def congress(text: str, folded: str) -> Congress | None:
    """A congress or a plenum, after "Nghị quyết".

    >>> congress(" Đại hội Đảng bộ tỉnh lần thứ XVI đề ra", " đại hội đảng bộ tỉnh lần thứ xvi đề ra")
    Congress(end=33, term='XVI', level='tỉnh', place=None)
    """
    for key in ("congress.name", "congress.plenum"):
        match = _pattern(key).match(folded[:160])
        if match is None or (match.end() < len(folded) and folded[match.end()].isalnum()):
            continue
        term = match.group("n")
        level = place = None
        if key == "congress.name":
            level = match.group("level") or match.group("level2")
            if match.group("place"):
                place = text[match.start("place") : match.end("place")]
            if level is None and "đảng" not in folded[: match.end()] and "toàn quốc" not in folded[: match.end()]:
                continue
        return Congress(match.end(), term.upper() if term else None, level, place)
    return None


def fixed(kind: str, folded: str) -> int | None:
    """The end of a name of which there is one: Hiến pháp (năm 2013), Điều lệ Đảng, Bộ tiêu chí quốc gia về …"""
    pattern = _data().data["fixed"].get(kind)
    if pattern is None:
        return None
    match = _fixed(kind).match(folded[:80])
    if match is None:
        return None
    if kind in ("bộ tiêu chí", "khung kiến trúc"):
        return _name(folded).end
    return match.end()


@cache
def _fixed(kind: str) -> Pattern:
    return _data()[f"fixed.{kind}"]


def carries(folded: str) -> bool:
    """Whether the words between "Kế hoạch" and a document say that the plan carries it out."""
    return _pattern("context.carries").fullmatch(folded) is not None


def before(folded: str, key: str) -> bool:
    """Whether the words before a type word are those of `context.{key}` (`made`, `promulgated`, `money`, `plural`)."""
    return _pattern(f"context.{key}_before").search(folded) is not None
