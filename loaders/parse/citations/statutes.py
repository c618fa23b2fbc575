"""Mentions of laws, codes and ordinances, with a number, a date or a year, or by name alone (grammar: `laws`)."""

from __future__ import annotations

from loaders.parse.citations import laws, named
from loaders.parse.citations.numbers import Number
from loaders.parse.citations.sheet import Found, Sheet, Token, types


def scan(sheet: Sheet) -> None:
    """Add a mention for every law named; those that an amending law names stand within it."""
    words = named.classes()
    within = 0  # where the law that names others ends
    numbered = False  # whether the others have their numbers beside them
    for token in sheet.tokens:
        place = sheet.view.place(token.start) if words.get(token.word) == "law" else None
        if place is None:
            continue
        inner = token.start < within
        limit = min(place.end, token.end + laws.LONGEST, within if inner else place.end)
        end = _end(sheet, token, limit)
        if end is None:
            continue
        found = Found(token.start, end, place, types()[token.word], anchor=token.start)
        found.name = sheet.squeezed(token.start, end)
        if not inner:
            numbered = _lists(sheet, found)
            if not numbered:
                _number(sheet, found)
            within = max(within, found.end)
        elif numbered:
            _number(sheet, found, dated=False)
        sheet.used.add(token.start)
        sheet.use(token.end, end)
        sheet.found.append(found)


def _end(sheet: Sheet, token: Token, limit: int) -> int | None:
    """Where the name after a type word ends; a capital must show that it is one."""
    text, folded = sheet.text[token.end : limit], sheet.folded[token.end : limit]
    if not folded.startswith(" ") or not (sheet.text[token.start].isupper() or text[1:2].isupper()):
        return None
    end = laws.read(text, folded)
    return token.end + end if end is not None else None


def _lists(sheet: Sheet, found: Found) -> bool:
    """Whether an amending law names others with their numbers ("của Luật A số 1, Luật B số 2"); takes in them all."""
    first = _number_after(sheet, found.end)
    if first is None or not laws.amends(sheet.folded[found.start : found.start + 40]):
        return False
    end = at = first.end
    listed = False
    while True:
        more = laws.further(sheet.text[at : found.place.end], sheet.folded[at : found.place.end])
        if more is None:
            break
        listed = True
        at += more
        number = _number_after(sheet, at)
        end = at = number.end if number is not None else at
    if not listed and first.parts.symbol not in sheet.statutes:
        return False  # the one number is that of the amending law
    found.end = end
    found.name = sheet.squeezed(found.start, end)
    sheet.date(found)
    return True


_GAPS = ("", "số", "(luật số", "(số", "(bộ luật số", "luật số", "số hiệu")


def _number_after(sheet: Sheet, at: int) -> Number | None:
    """The number of the law whose name ends at `at`."""
    number = sheet.next_number(at)
    if number is None or number.start - at > 20:
        return None
    if number.parts.kind not in (None, "L") or (number.parts.year is None and number.parts.kind is None):
        return None  # a law's number has a year, or is 24-L/CTN
    return number if sheet.folded[at : number.start].strip(' :"') in _GAPS else None


def _number(sheet: Sheet, found: Found, dated: bool = True) -> None:
    """The number or the year that follows a law's name, then the date."""
    number = _number_after(sheet, found.end)
    if number is not None and number.end <= found.place.end:
        found.parts, found.anchor, found.end = number.parts, number.start, number.end
        sheet.claimed.add(number.start)
        sheet.statutes.add(number.parts.symbol)
        sheet.use(found.start, number.end)
    else:
        found.end += laws.year(sheet.folded[found.end : found.end + 14])
        found.name = sheet.squeezed(found.start, found.end)
    if dated:
        sheet.date(found)
