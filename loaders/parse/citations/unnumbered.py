"""Mentions of documents by name alone, laws apart: schemes, plans, congress resolutions, decisions by their subject.

Type words are looked at from the last to the first, so that what a plan carries out is known when the plan is read.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from loaders.parse.citations import named, tail
from loaders.parse.citations.sheet import Found, Sheet, Token, types
from loaders.parse.citations.view import Place
from loaders.text.patterns import load

_CONGRESS = (" đại hội", " hội nghị", " trung ương", " tw ", " lần thứ")
_RECORD = "văn kiện"


def scan(sheet: Sheet) -> None:
    """Add a mention for every document named; type words that a number or a law has used are left out."""
    nodes = sorted(sheet.found, key=lambda found: found.start)
    starts = [found.start for found in nodes]
    laws = [found for found in nodes if found.name]
    law_starts = [found.start for found in laws]
    law_ends = list(accumulate((found.end for found in laws), max))  # up to where a law goes that begins before
    classes = named.classes()
    fixed = load("citations_names").data["fixed"]
    for token in reversed(sheet.tokens):
        kind = classes.get(token.word)
        if token.start in sheet.used or kind == "law" or (kind is None and token.word not in (*fixed, _RECORD)):
            continue
        if sheet.text[token.start].islower() and (
            kind == "plan" or (kind == "act" and not sheet.folded.startswith(_CONGRESS, token.end))
        ):
            continue  # without a capital these name nothing
        place = sheet.view.place(token.start)
        before = bisect_left(law_starts, token.start) - 1
        if place is None or (before >= 0 and token.start < law_ends[before]):
            continue
        i = bisect_left(starts, token.end)
        following = nodes[i] if i < len(nodes) and nodes[i].place is place else None
        found = _read(sheet, token, kind, place, following)
        if found is not None:
            at = bisect_left(starts, found.start)
            nodes.insert(at, found)
            starts.insert(at, found.start)
            sheet.found.append(found)


def _read(sheet: Sheet, token: Token, kind: str | None, place: Place, following: Found | None) -> Found | None:
    limit = min(place.end, token.end + named.LONGEST)
    text, folded = sheet.text[token.end : limit], sheet.folded[token.end : limit]
    if folded and not folded.startswith((" ", '"')):
        return None
    capital = sheet.text[token.start].isupper()
    before = sheet.folded[max(place.start, token.start - 70) : token.start]
    if kind == "act" or token.word == _RECORD:
        found = _congress(sheet, token, place, text, folded)
        if place.part == "title" and token.start <= place.content:
            return found  # "Thông báo / Kết luận của Chủ tịch … về …": a title begins with what it is itself
        if found is None and capital and folded.startswith(" của ") and not named.before(before, "plural"):
            found = _act(sheet, token, place, text, folded)
        return found
    if kind is None:
        end = named.fixed(token.word, folded) if capital or token.word == "khung kiến trúc" else None
        return _made(sheet, token, place, end) if end is not None else None
    free = capital and not _begins(sheet, token, place) and not sheet.text[token.start : token.end].isupper()
    if kind == "plan":
        if following is not None and named.carries(sheet.folded[token.end : following.start]):
            if following.parts is not None or named.before(before, "made"):
                return None  # a plan for a numbered document is this one, or somebody's still to come
            return _made(sheet, token, place, following.end - token.end)
        name = named.scheme(token.word, text, folded, free)
        if name is None or any(named.before(before, key) for key in ("made", "money", "plural")):
            return None
    else:
        name = named.scheme(token.word, text, folded, free)
        if name is None:
            return None
        if named.before(before, "plural") and not (name.quoted or name.period):
            return None
        free = capital or name.quoted or token.word == "quy hoạch"
        if not free and not named.before(before, "governed"):
            return None
    return None if named.before(before, "promulgated") else _made(sheet, token, place, name.end)


def _begins(sheet: Sheet, token: Token, place: Place) -> bool:
    """Whether the type word begins a sentence, so that its capital says nothing."""
    if token.start <= place.content:
        return True
    before = sheet.folded[place.start : token.start].rstrip(' "(')
    return not before or before[-1] in ".:?!…-+"


def _made(sheet: Sheet, token: Token, place: Place, end: int) -> Found:
    stop = token.end + end
    name = sheet.squeezed(token.start, stop)
    return Found(token.start, stop, place, types()[token.word], name=name, anchor=token.start)


def _congress(sheet: Sheet, token: Token, place: Place, text: str, folded: str) -> Found | None:
    """What a meeting issues: "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI", "Nghị quyết Trung ương 4 khóa XII"."""
    if token.word not in load("citations_names").words("class.congress") or not folded.startswith(_CONGRESS):
        return None
    read = named.congress(text, folded)
    if read is None:
        return None
    found = _made(sheet, token, place, read.end)
    found.term = read.term
    if "đại hội" not in folded[: read.end]:
        found.own_issuer = "Ban Chấp hành Trung ương Đảng"
    elif read.level is None:
        found.own_issuer = f"Đại hội đại biểu toàn quốc lần thứ {read.term} của Đảng"
    else:
        where = read.place or (sheet.context.province if read.level in ("tỉnh", "thành phố") else None)
        words = ("Đại hội Đảng bộ", read.level, where, f"lần thứ {read.term}")
        found.own_issuer = " ".join(word for word in words if word)
    return found


def _act(sheet: Sheet, token: Token, place: Place, text: str, folded: str) -> Found | None:
    """A decision known only by its issuer and what it is about."""
    after = tail.read(folded, text, sheet.context)
    if after.issuer is None or after.subject is None:
        return None
    end = after.subject + named.end_of(" " + folded[after.subject : after.end]) - 1
    if end - after.subject < 12:
        return None
    found = _made(sheet, token, place, end)
    found.own_issuer = after.issuer.name
    found.before = (after.issuer, token.end + after.issuer_at)
    found.subject, found.subject_end = token.end + after.subject, token.end + end
    return found
