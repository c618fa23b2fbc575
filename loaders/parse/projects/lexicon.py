"""The words by which named works begin and what asks for them, read once from loaders/data/projects.toml.

>>> head = heads_at_start("tuyến đường cao tốc bắc - nam")
>>> head.kind, head.canon, head.line
('cao tốc', 'cao tốc', True)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from loaders.text.patterns import Pattern, compile_pattern, load
from loaders.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Head:
    """One head: its words, what all heads of its group are called, the kind of work; the rest as the data file says."""

    words: str
    canon: str
    kind: str
    line: bool = False
    own: bool = False
    level: bool = False
    unique: bool = False
    national: bool = False
    named: bool = False
    whole: bool = False
    tight: bool = False
    body: bool = False


NONE = Head("", "", "")
"""Words that begin like a head and are none: "hồ sơ"."""
_FLAGS = ("line", "own", "level", "unique", "national", "named", "whole", "tight", "body")


@cache
def heads() -> Phrases[Head]:
    """All heads."""
    found: dict[str, Head] = {}
    for group in load("projects").data["heads"]:
        flags = {flag: bool(group.get(flag)) for flag in _FLAGS}
        for words in group["words"]:
            canon = group["words"][0] if group.get("one") else words.removeprefix("tuyến ")
            found[words] = Head(words, canon, group["kind"], **flags)
    for words in load("projects").words("words.others"):
        found[words] = NONE
    return Phrases(found)


def heads_at_start(folded: str) -> Head | None:
    """The longest head that folded words begin with."""
    first = heads().at_start(folded)
    return first[1] if first is not None and first[1].kind else None


@cache
def kinds() -> tuple[str, ...]:
    """All kinds of works, in the order of the file."""
    return tuple(dict.fromkeys(group["kind"] for group in load("projects").data["heads"]))


def field_of(kind: str | None) -> str | None:
    """The field of infrastructure that works of a kind belong to.

    >>> field_of("cầu"), field_of("khác")
    ('giao-thong', None)
    """
    found: str | None = load("projects").data["fields"].get(kind)
    return found


def identifier(kind: str) -> str:
    """The concept of a kind of works: "cầu" -> "bridge"."""
    found: str = load("projects").data["ids"][kind]
    return found


@cache
def asks() -> Phrases[str]:
    """What is asked, by the words that ask."""
    return Phrases({words: ask for ask, every in load("projects").data["asks"].items() for words in every})


@cache
def words(name: str) -> frozenset[str]:
    """A list of the data file as a set."""
    return frozenset(load("projects").words(f"words.{name}"))


class Tables(NamedTuple):
    """The lists that every word of a name is looked up in, at hand."""

    units: frozenset[str]
    compounds: frozenset[str]
    within: frozenset[str]
    capitals: frozenset[str]
    capital_firsts: frozenset[str]
    classes: frozenset[str]
    measures: frozenset[str]
    plural: frozenset[str]
    levels: frozenset[str]
    head_firsts: frozenset[str]
    stops: dict[str, tuple[str, ...]]


@cache
def tables() -> Tables:
    """All of them."""
    lists = {name: words(name) for name in Tables._fields if name not in ("capital_firsts", "head_firsts", "stops")}
    firsts = frozenset(phrase.split()[0] for phrase in words("capitals"))
    return Tables(**lists, capital_firsts=firsts, head_firsts=frozenset(heads().first), stops=stop_firsts())


@cache
def stop_firsts() -> dict[str, tuple[str, ...]]:
    """The words with which a stop begins -> the stops."""
    found: dict[str, list[str]] = {}
    for stop in load("projects").words("words.stop"):
        found.setdefault(stop.split()[0], []).append(stop)
    return {first: tuple(every) for first, every in found.items()}


@cache
def patterns() -> dict[str, Pattern]:
    """The patterns of the file by table and name, and what opens a list of works."""
    data = load("projects")
    found = {f"{table}.{name}": p for table in ("left", "facts") for name, p in data.table(table).items()}
    works = _any((*data.words("words.intro"), *(w for every in data.data["asks"].values() for w in every)))
    intro = _any(data.words("words.intro"))
    made = {
        "opens.colon": rf"(?:^|[^\pL])(?:{works})[^.;:]{{0,120}}: ?$",
        "opens.like": rf"(?:^|[^\pL])(?:{intro})[^.;:]{{0,90}} (?:như|(?:bao )?gồm|(?:[^ ]+ )?là|trong đó có) ?$",
        "opens.list": rf"(?:^|[^\pL])(?:{works})(?:[^\pL]|$)",
    }
    return found | {name: compile_pattern(p, f"loaders/data/projects.toml: {name}") for name, p in made.items()}


def _any(phrases: Iterable[str]) -> str:
    return "|".join(sorted(phrases, key=lambda p: (-len(p), p)))


_WORDS = 18  # words before a head that are looked at


@cache
def _beginnings() -> Phrases[bool]:
    data = load("projects")
    asks_ = (word for every in data.data["asks"].values() for word in every)
    return Phrases(dict.fromkeys((*asks_, *data.words("words.filler"), *data.words("words.works")), True))


def begins(folded: str) -> bool:
    """Whether words begin as what stands before a head does, and so are no name: "Dự án …", "Xây dựng …"."""
    return _beginnings().at_start(folded) is not None


class Before(NamedTuple):
    """The words that end directly before a head and belong to it: where the first of them begins (`at`), where the
    first that asks (`verb`, or the first "dự án"; None: nothing asks), what is asked, and whether one is "dự án"."""

    at: int
    verb: int | None
    asks: tuple[str, ...]
    work: bool
    topic: bool


@cache
def _endings() -> dict[str, list[tuple[list[str], str]]]:
    """The phrases that may stand before a head by their last words, long ones first, each with what it asks, "-" for
    one that asks nothing by itself."""
    data = load("projects")
    phrases = dict.fromkeys(data.words("words.filler"), "-")
    indirect = data.words("words.indirect")
    phrases |= {w: ask for ask, every in data.data["asks"].items() for w in every if w not in indirect}
    phrases |= dict.fromkeys(data.words("words.works"), "+") | dict.fromkeys(data.words("words.topics"), "?")
    found: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, ask in phrases.items():
        parts = phrase.replace(",", "").split()
        found.setdefault(parts[-1], []).append((parts, ask))
    for held in found.values():
        held.sort(key=lambda each: -len(each[0]))
    return found


def before(left: str) -> Before:
    """What stands directly before a head, of the folded words `left` that end there.

    >>> found = before("kiến nghị bộ xây dựng sớm nâng cấp, mở rộng các tuyến ")
    >>> found.asks, found.verb, found.work
    (('upgrade',), 26, False)
    """
    endings = _endings()
    end = left.rstrip(' ,/:"“')
    last = end[end.rfind(" ") + 1 :]
    if last not in endings and not last.isdigit():  # so it is before most heads
        return Before(len(left), None, (), False, False)
    tokens = left.rsplit(None, _WORDS)[-_WORDS:]
    bare = tokens[:]
    i, first, work, topic = len(tokens), None, False, False
    asks: list[str] = []
    while i:
        last = tokens[i - 1]
        if last[-1] in ',/"“:':
            last = bare[i - 1] = last.rstrip(',/:"“' if i == len(tokens) else ",/") or last
        figure = tokens[i - 1].isdigit() and len(last) < 4  # "02 cầu"; with a comma it belongs to the name before
        if last not in endings and last != "và" and not figure:
            break
        if figure:
            i -= 1
            continue
        if last == "và":  # between two of these words; else it begins a further item of a list
            if i < 2 or i == len(tokens) or bare[i - 2] not in endings:
                break
            i -= 1
            continue
        ending = _ending(endings.get(bare[i - 1], ()), bare, i)
        if ending is None:
            if i < len(tokens) and tokens[i] == "và":
                i += 1  # "và" did not stand between two
            break
        parts, ask = ending
        if i > len(parts) and bare[i - len(parts) - 1] in ("bộ", "sở"):  # "Bộ Xây dựng" asks for nothing
            break
        i -= len(parts)
        if ask not in ("-", "?"):
            first = i
        if ask not in ("-", "?", "+") and ask not in asks:
            asks.append(ask)
        work, topic = work or ask == "+", ask == "?"
    at = len(left) if i == len(tokens) else _offset(left, tokens, i)
    verb = None if first is None else _offset(left, tokens, first)
    return Before(at, verb, tuple(reversed(asks)), work, topic)


def _ending(held: Iterable[tuple[list[str], str]], tokens: list[str], i: int) -> tuple[list[str], str] | None:
    """The longest phrase that ends before the token `i`."""
    for parts, ask in held:
        if len(parts) == 1 or [token.rstrip(",") for token in tokens[max(0, i - len(parts)) : i]] == parts:
            return parts, ask
    return None


def _offset(left: str, tokens: list[str], i: int) -> int:
    """Where the token `i` begins."""
    at = len(left)
    for token in reversed(tokens[i:]):
        at = left.rfind(token, 0, at)
    return at
