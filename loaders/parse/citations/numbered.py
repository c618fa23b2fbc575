"""Mentions of documents by number: the type word before it, the lists that share one."""

from __future__ import annotations

from bisect import bisect_left

from loaders.parse.citations import issuer
from loaders.parse.citations.numbers import Number, Parts
from loaders.parse.citations.sheet import Found, Sheet, types
from loaders.parse.citations.view import Place
from loaders.text.patterns import load

_LETTERS = ("Công văn", "Tờ trình", "Báo cáo", "Thông báo")


def scan(sheet: Sheet) -> None:
    """Add a mention for every number that no law has claimed."""
    previous: Found | None = None
    for number in sheet.numbers:
        if number.start in sheet.claimed:
            previous = None
            continue
        place = sheet.view.place(number.start)
        if place is None or number.end > place.end:
            continue
        found = (
            _with_type(sheet, number, place)
            or _listed(sheet, number, place, previous)
            or _continued(sheet, number, place)
            or _bare(sheet, number, place)
        )
        if found is None:
            continue
        found.anchor = number.start
        sheet.claimed.add(number.start)
        sheet.date(found)
        sheet.found.append(found)
        previous = found


def _with_type(sheet: Sheet, number: Number, place: Place) -> Found | None:
    """A mention that begins with the type word before its number."""
    i = bisect_left(sheet.starts, number.start) - 1
    if i < 0 or sheet.tokens[i].start < place.start or number.start - sheet.tokens[i].end > 70:
        return None
    token = sheet.tokens[i]
    if token.start in sheet.used or token.end > number.start:
        return None
    words = sheet.folded[token.end : number.start].strip(' :"')
    plain = words in ("", "số", "số hiệu")
    if not plain and (not words.endswith(" số") or any(c in ",;.:()" for c in words)):
        return None
    kind, parts = types()[token.word], number.parts
    earlier = sheet.tokens[i - 1] if i else token
    if place.start <= earlier.start and earlier.end + 1 == token.start and types()[earlier.word] == parts.type:
        token, kind = earlier, types()[earlier.word]  # "Thông báo kết luận số 30-TB/…"
    elif not plain and not _agree(kind, parts):
        return None
    if token.word in load("citations").words("types.vague"):
        kind = parts.type or kind
    sheet.used.add(token.start)
    sheet.use(token.end, number.start)
    return Found(token.start, number.end, place, kind, parts)


def _agree(kind: str, parts: Parts) -> bool:
    """Whether a type word some words before a number fits its code."""
    if parts.type is None:
        return kind in _LETTERS or parts.year is not None
    return kind.startswith(parts.type) or parts.type.startswith(kind)


def _listed(sheet: Sheet, number: Number, place: Place, previous: Found | None) -> Found | None:
    """A further number of a list: "Quyết định số 123/QĐ-UBND và 456/QĐ-UBND"."""
    if previous is None or previous.parts is None or previous.place is not place:
        return None
    between = sheet.folded[previous.end : number.start]
    if len(between) > 16 or load("citations")["list.link"].fullmatch(between) is None:
        return None
    same = number.parts.kind == previous.parts.kind
    kind = previous.type if same else number.parts.type or "Công văn"
    previous.linked = Found(number.start, number.end, place, kind, number.parts)
    return previous.linked


def _continued(sheet: Sheet, number: Number, place: Place) -> Found | None:
    """A number at the head of a line whose type word ends the line before ("Xét Tờ trình số / 226/TTr-BKHCN")."""
    i = bisect_left(sheet.starts, number.start) - 1
    if number.start > place.content or i < 0 or number.start - sheet.tokens[i].end > 8:
        return None
    if sheet.folded[sheet.tokens[i].end : number.start].split() not in (["số"], ["số:"], []):
        return None
    return Found(number.start, number.end, place, types()[sheet.tokens[i].word], number.parts)


def _bare(sheet: Sheet, number: Number, place: Place) -> Found | None:
    """A number with no type word: its codes tell the type, if they are known at all."""
    parts = number.parts
    if parts.type is None and not number.worded and not issuer.by_symbol(parts, sheet.context).name:
        return None
    letter = parts.kind is None and parts.year is None
    return Found(number.start, number.end, place, parts.type or ("Công văn" if letter else None), parts)
