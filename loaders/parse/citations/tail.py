"""What follows a mention: who issued the document, its term, a date printed late, what it is about.

>>> here = Context("Bình Định", None, None)
>>> words = " của Bộ Chính trị khóa XII về đổi mới tổ chức; căn cứ khác"
>>> found = plain(words, here)
>>> found.issuer.name, found.term, words[found.subject : found.end]
('Bộ Chính trị', 'XII', 'đổi mới tổ chức')
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from loaders.parse.citations import dates, issuer
from loaders.parse.citations.issuer import Context, Reading
from loaders.text.fold import fold
from loaders.text.patterns import Pattern, load

LONGEST = 900  # code points after a mention that are looked at


class Tail(NamedTuple):
    """All positions count from the end of the mention.

    `issuer` with `issuer_at` where its words begin; `term` "XI"; `date` printed after the issuer; `subject` where what
    it is about begins (None if nothing says so); `end` where that ends, else where issuer and term end.
    """

    issuer: Reading | None
    issuer_at: int
    term: str | None
    date: str | None
    subject: int | None
    end: int


@cache
def _patterns() -> tuple[Pattern, Pattern, Pattern]:
    data = load("citations")
    return data["after.term"], data["after.subject"], data["after.end"]


_MARKS = "¹²³⁴⁵⁶⁷⁸⁹⁰*"
# Words after a body named without "của" that show it to be the issuer, not the subject of the next clause.
_NOUN = (" về", " v/v", " khóa", " (khóa", " quy định", " phê duyệt", " hướng dẫn", " sửa đổi")


@lru_cache(maxsize=512)  # citations and relations look at the same words one after the other
def read(folded: str, text: str, context: Context) -> Tail:
    """What the words directly after a mention say; `folded` may have blanks for line breaks in `text`."""
    at = _skip_marks(folded, 0)
    reading, begin, at = _issuer(folded, text, at, context)
    term_pattern, subject_pattern, _ = _patterns()
    term = None
    date = dates.after(folded[at : at + dates.LONGEST])
    late = date.iso if date else None
    at += date.end if date else 0
    if folded[at : at + 12].lstrip(" ,(").startswith(("khóa", "lần thứ", "nhiệm kỳ")):
        match = term_pattern.match(folded[at : at + 40])
        if match is not None:
            term = text[at + match.start("term") : at + match.end("term")]
            at += match.end()
    if folded[at : at + 24].lstrip(" ,").startswith(("kỳ họp", "phiên họp", "tại kỳ", "tại phiên", "thông qua tại")):
        session = load("citations")["after.session"].match(folded[at : at + 120])
        at += session.end() if session is not None else 0
    if folded.startswith(" (", at):
        at = _aside(folded, at)
    match = subject_pattern.match(folded[at : at + 60])
    if match is None:
        return Tail(reading, begin, term, late, None, at)
    about = match.start("about")
    subject = at + (about if about >= 0 else match.start("verb"))
    quoted = '"' in folded[at:subject] or folded[subject : subject + 1] == '"'
    return Tail(reading, begin, term, late, subject, _end(folded, subject, quoted))


def _skip_marks(folded: str, at: int) -> int:
    """Past footnote marks: "¹", "[3]"."""
    while at < len(folded) and folded[at] in _MARKS:
        at += 1
    if folded.startswith("[", at):
        close = folded.find("]", at, at + 5)
        at = close + 1 if close > 0 else at
    return at


def _issuer(folded: str, text: str, at: int, context: Context) -> tuple[Reading | None, int, int]:
    """The issuer, where its words begin, and where the look goes on."""
    for link in (" của ", ", của ", " do ", "  của ", " của  "):
        if folded.startswith(link, at):
            begin = at + len(link)
            stop = begin + issuer.LONGEST
            reading = issuer.read(text[begin:stop], context, folded[begin:stop])
            if reading is None:
                return None, 0, at
            return reading, begin, _joined(folded, begin + reading.end)
    begin = at + 1
    if folded.startswith(" ", at) and begin < len(text) and text[begin].isupper():
        stop = begin + issuer.LONGEST
        reading = issuer.read(text[begin:stop], context, folded[begin:stop])
        if reading is not None and folded.startswith(_NOUN, begin + reading.end):
            return reading, begin, begin + reading.end
    return None, 0, at


def _joined(folded: str, at: int) -> int:
    """Past a note on the body's present name: "(nay là Bộ …)"."""
    if folded.startswith((" (nay là", " (trước đây", " (cũ)", " (nay")):
        close = folded.find(")", at, at + 100)
        return close + 1 if close > 0 else at
    at = _skip_marks(folded, at)
    return _aside(folded, at) if folded.startswith((" (nay", " (trước", " (cũ"), at) else at


def _aside(folded: str, at: int) -> int:
    """Past a bracket that says what a body is called now; a bracket that says something else stays."""
    if folded.startswith((" (nay", " (trước", " (cũ"), at):
        close = folded.find(")", at, at + 120)
        return close + 1 if close > 0 else at
    return at


_ABBREVIATED = ("tp.", "tx.", "tt.", "q.", "p.", "ts.", "gs.", "st.", "nxb.", "số.", "v.v.")


def _end(folded: str, subject: int, quoted: bool) -> int:
    """Where what a document is about ends: with its clause, at the bracket or quotation mark that closes it."""
    words = folded[subject : subject + LONGEST]
    if quoted:
        close = words.find('"', 1)
        if close > 0:
            return subject + close
    end = len(words)
    done = 0
    while True:
        match = _patterns()[2].search(words[done:])
        if match is None:
            break
        at = done + match.start()
        if (words[at] == "." and words[: at + 1].endswith(_ABBREVIATED)) or (
            words[at] == '"' and words[: at + 1].count('"') % 2 == 0
        ):
            done = at + 1
            continue
        end = at
        break
    close = words.find(")", 0, end)
    while close >= 0 and words.count("(", 0, close) > words.count(")", 0, close):
        close = words.find(")", close + 1, end)
    end = close if close >= 0 else end
    end = len(words[:end].rstrip(' .,;:"'))
    if words[:end].count('"') % 2 and words.startswith('"', end):
        end += 1
    return subject + end


def of(folded: str, text: str, start: int, stop: int, context: Context) -> Tail:
    """The tail of a mention that ends at `start`, within a provision that ends at `stop`."""
    last = min(stop, start + LONGEST + 200)
    return read(folded[start:last], text[start:last], context)


def plain(text: str, context: Context) -> Tail:
    """The tail of words that are not folded yet (for looking at single examples)."""
    return read(fold(text), text, context)
