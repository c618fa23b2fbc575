"""The bodies that a cell names: all of the cell is a list of bodies, so that one that no list knows is one as printed.

>>> from loaders.parse.agencies.names import where
>>> words = "Sở KH&CN; Tổ công nghệ số cộng đồng\\nviện, trường; doanh nghiệp"
>>> [found.name for found in named(words, where("Sơn La"))]
['Sở Khoa học và Công nghệ', 'Tổ công nghệ số cộng đồng', 'Viện', 'Trường', 'Doanh nghiệp']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from loaders.parse.agencies.lists import Found, scan
from loaders.parse.agencies.names import Where, written
from loaders.text.fold import fold
from loaders.text.patterns import load

# what parts bodies whatever they are
_STRONG = re.compile(r"[;\n]|^[-+•*–](?=\s)|(?:^|(?<=\s))\d{1,2}[.)](?=\s)", re.MULTILINE)
_WEAK = re.compile(r",(?!\d)|\s+và\s+|/|\.(?:\s|$)")
# where a cell's line breaks within a name: "Bộ Khoa học và / Công nghệ"
_UNFINISHED = re.compile(r"(?:(?<=\svà)|(?<=\scủa)|(?<=\svới)|(?<=\sthuộc)|(?<=\scác))\n")
_TRIM = " .,;:*-–+•()\n"
LONGEST = 160  # code points of a body that no list knows


@lru_cache(maxsize=4096)  # a table names the same bodies in row after row
def named(words: str, setting: Where) -> tuple[Found, ...]:
    """The bodies of a cell's words, in order; offsets count in `words`."""
    words = _UNFINISHED.sub(" ", words)
    folded = fold(words).replace("\n", ";")
    known = [_whole(one, words, folded) for one in scan(words.replace("\n", ";"), setting, folded)]
    out: list[Found] = []
    for start, end in _chunks(words):
        inside = [one for one in known if start <= one.start < end]
        out += inside
        if inside:
            out += _beside(words, start, end, inside, setting)
        else:
            out += _alone(words, start, end, setting)
    out.sort(key=lambda one: one.start)
    seen: set[str] = set()
    once = []
    for one in out:
        if one.name.casefold() not in seen:
            seen.add(one.name.casefold())
            once.append(one)
    return tuple(once)


def _chunks(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STRONG.finditer(words):
        if start < match.start():
            yield start, match.start()
        start = match.end()
    if start < len(words):
        yield start, len(words)


def _whole(one: Found, words: str, folded: str) -> Found:
    """A collective of common words with what makes it a particular one: "các cơ quan Đảng", "các cơ quan quản lý …"."""
    rest = folded[one.end :]
    if load("tables")["bodies.branch"].match(rest):
        end = next(_items(words, one.end, len(words)), (0, one.end))[1]
        return replace(one, end=end, name=f"{one.name} {written('x' + words[one.end : end])[1:].strip()}", kind=None)
    if not (one.group and (one.weak or one.kind is None)):
        return one
    proper = one.weak and rest[:1] == " " and words[one.end + 1 : one.end + 2].isupper()
    if not proper and not load("tables")["bodies.goes_on"].match(rest):
        return one
    stop = _STRONG.search(words, one.end)
    end = stop.start() if stop else len(words)
    if proper:
        comma = words.find(",", one.end, end)
        end = comma if comma >= 0 else end
    name = words[one.start : end].strip(_TRIM)
    return replace(one, end=one.start + len(name), name=written(name), weak=False)


def _beside(words: str, start: int, end: int, inside: list[Found], setting: Where) -> Iterator[Found]:
    """What stands in a list of known bodies and is one too: "Sở Y tế, doanh nghiệp liên quan"."""
    at = start
    for one in [*inside, None]:
        stop = one.start if one else end
        if at < stop:
            pieces = list(_items(words, at, stop))
            for k, (a, b) in enumerate(pieces):
                first = k == 0 and at > start and not words[at:a].strip(" ")  # goes on the body before it
                first = first or words[b : b + 1] == ":"  # "các trường: …"
                item = words[a:b]
                kind = "noun" if item[:1].isupper() else "small"
                if not first and len(item.split()) < 14 and load("tables")[f"bodies.{kind}"].match(fold(item)):
                    yield _made(item, a, setting)
        at = one.end if one else end


def _items(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch between commas, trimmed."""
    at = start
    folded = fold(words[start:end])
    compounds = load("tables").words("bodies.compounds")
    whole = [range(start + i, start + i + len(each)) for each in compounds if (i := folded.find(each)) >= 0]
    for match in [*_WEAK.finditer(words, start, end), None]:
        if match and any(match.start() in each for each in whole):
            continue
        stop = match.start() if match else end
        piece = words[at:stop]
        lead = len(piece) - len(piece.lstrip(_TRIM))
        body = piece.strip(_TRIM)
        if body and fold(body) not in load("tables").words("bodies.heads"):
            yield at + lead, at + lead + len(body)
        at = match.end() if match else end


def _alone(words: str, start: int, end: int, setting: Where) -> Iterator[Found]:
    """A part of the cell in which no body is known: one body as printed, or several where each is plainly one."""
    piece = words[start:end]
    whole = piece.strip(_TRIM)
    if not any(c.isalpha() for c in whole) or len(whole) > LONGEST:
        return
    noun = load("tables")["bodies.noun"]
    items = list(_items(words, start, end))
    if len(items) > 1 and all(noun.match(fold(words[a:b])) for a, b in items):
        for a, b in items:
            yield _made(words[a:b], a, setting)
        return
    if load("tables")["row.none"].fullmatch(fold(whole)):
        return
    yield _made(whole, start + piece.index(whole[0]), setting)


def _made(item: str, at: int, setting: Where) -> Found:
    """A body as printed, up to what it does, or what the scanner makes of it with "các" before it."""
    acts = load("tables")["bodies.acts"].search(fold(item))
    item = item[: acts.start()] if acts and acts.start() else item
    folded = fold(item)
    if folded.split(" ")[0] not in ("các", "mọi"):
        found = scan("các " + item[:1].lower() + item[1:], setting)
        said = found[0].name.casefold() if len(found) == 1 and found[0].group else ""
        if said and found[0].end >= len(item) + 4 and said != f"các {folded}":
            return Found(at, at + len(item), found[0].name, found[0].kind, True)
    return Found(at, at + len(item), written(item), None, not item[:1].isupper() or folded.startswith("các "))
