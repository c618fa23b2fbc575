"""Every place of a document where another one is named, in order.

Numbers and type words are each found in one pass over the folded text; names are then read after the type words.
A mention runs from the type word through the date where one is printed directly after (gold guidelines, "Mentions").
"""

from __future__ import annotations

from loaders.parse.citations import dates, issuer, statutes, tail, unnumbered
from loaders.parse.citations.issuer import Context
from loaders.parse.citations.numbered import scan as scan_numbers
from loaders.parse.citations.sheet import Found, Sheet
from loaders.parse.citations.view import View
from loaders.text.patterns import load

# Documents whose names say all: an issuer or a subject after them is not theirs.
_SILENT = ("Hiến pháp", "Quy hoạch", "Chiến lược", "Điều lệ")


def find(view: View, context: Context) -> list[Found]:
    """The mentions of a view, sorted by where they begin, the longer first."""
    sheet = Sheet(view, context)
    statutes.scan(sheet)
    scan_numbers(sheet)
    unnumbered.scan(sheet)
    found = sorted(sheet.found, key=lambda one: (one.start, -one.end))
    for one in found:
        _finish(sheet, one)
    for one in reversed(found):
        _share(one)
    return found


def _finish(sheet: Sheet, found: Found) -> None:
    """What stands around a mention: issuer, term, a late date, what the document is about."""
    if found.type in _SILENT or (found.name and issuer.by_type(found.type).name):
        return
    after = tail.of(sheet.folded, sheet.text, found.end, found.place.end, sheet.context)
    found.tail = after
    found.term = found.term or after.term
    if found.parts is None:
        return
    found.date = found.date or after.date
    if after.subject is not None and found.name is None:
        found.subject, found.subject_end = found.end + after.subject, found.end + after.end
    if after.issuer is None and found.before is None:
        _issued(sheet, found)


_VERBS = (" ban hành ", " có ", " thông qua ", " ban hành các ")
_ADVERBS = (" đã ký", " đã", " vừa", " mới", " ký")


def _issued(sheet: Sheet, found: Found) -> None:
    """The body that "(đã) ban hành" the document, and the day before it: "Ngày …, Bộ Chính trị ban hành"."""
    before = sheet.folded[max(found.place.start, found.start - 130) : found.start]
    verb = next((verb for verb in _VERBS if before.endswith(verb)), None)
    if verb is None:
        return
    words = before.removesuffix(verb)
    for adverb in _ADVERBS:
        words = words.removesuffix(adverb)
    base = found.start - len(before)
    at = 0
    while at >= 0:  # the body is the longest run of words up to the verb that names one
        if sheet.text[base + at].isupper():
            reading = issuer.read(sheet.text[base + at : base + len(words)], sheet.context, words[at:])
            if reading is not None and at + reading.end == len(words):
                found.before = (reading, base + at)
                break
        at = words.find(" ", at) + 1 or -1
    else:
        return
    date = load("citations")["date.before"].search(words[:at])
    if date is not None and found.date is None:
        found.date = dates.of(date)


def _share(found: Found) -> None:
    """A list shares the date and the issuer of its last member."""
    following = found.linked
    if following is None:
        return
    if found.date is None and found.year is None and following.date:
        found.date = following.date
    found.term = found.term or following.term
    if found.tail is not None and found.tail.issuer is None and found.before is None:
        if following.tail is not None and following.tail.issuer is not None:
            found.before = (following.tail.issuer, following.end + following.tail.issuer_at)
        else:
            found.before = following.before
