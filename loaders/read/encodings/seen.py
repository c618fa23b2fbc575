"""Text that is Unicode in form and an 8-bit encoding in truth: bytes that were taken for Windows-1252 on the way.

Two kinds: UTF-8 taken for Windows-1252 ("Káº¿ hoáº¡ch"), and TCVN3 or VNI as the fonts of old documents need it
("KÕ ho¹ch" in .VnTime, "Keá hoaïch" in VNI-Times). A portal mixes them with good text, so it is told line by line.

>>> mend("Káº¿ hoáº¡ch phÃ¡t triá»ƒn")
('Kế hoạch phát triển', 'windows-1252', 4)
>>> looks_like("KÕ ho¹ch ph¸t triÓn h¹ tÇng"), looks_like("Kế hoạch"), looks_like("Müller à Orléans")
('tcvn3', None, None)
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import Literal

from loaders.read.encodings.capitals import restore
from loaders.read.encodings.score import parts, share, value
from loaders.read.encodings.tables import WINDOWS_1252, table

Seen = Literal["tcvn3", "vni"]

ENOUGH = 0.75
WORDS = 4000
_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_VIETNAMESE += _VIETNAMESE.upper()
# Characters of Windows-1252 that good Vietnamese text has no use for inside a word: bytes of letters in truth.
_GOOD = _VIETNAMESE + "°²³´·"
_STRANGE = re.compile("[\xad" + "".join(c for c in map(chr, range(0xA1, 0x100)) if c not in _GOOD) + "]")
_LETTER = "[A-Za-z\xa1-\u024f\u1e00-\u1eff]"
_WORD = re.compile(f"[A-Za-z]{{0,24}}[\xa1-\u024f\u1e00-\u1eff]{_LETTER}{{0,40}}")

_BYTES = {c: byte for byte, c in enumerate(WINDOWS_1252) if byte >= 0x80} | {chr(b): b for b in range(0x80, 0x100)}
_TWICE = re.compile(f"[{re.escape(''.join(sorted(_BYTES)))}]{{2,}}")
_LED = re.compile("[ÂÃÄÅÆá][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ»º\x90\x9d]")


def mend(text: str) -> tuple[str, Literal["windows-1252", "tcvn3", "vni"] | None, int]:
    """The text as it was meant, what it had been taken for or was in, and how many places (or lines) were mended.

    The text comes back as it is, with None and 0, where nothing speaks plainly for a mending.
    """
    repaired, count = _untwice(text)
    if count:
        again, more = _untwice(repaired)
        return again, "windows-1252", count + more
    seen = _encoding(text)
    if seen is None:
        return text, None, 0
    lines, count = _lines(text, seen)
    return (lines, seen, count) if count else (text, None, 0)


def looks_like(text: str) -> Seen | None:
    """The encoding that text without word of its font is in, None where it is good as it stands.

    Only words that are no Vietnamese as they stand and are some when converted speak for one.
    """
    return _encoding(text)


def convert(text: str, encoding: Seen, capitals: bool = False) -> str:
    """Text as a DOCX, PDF or HTML holds it in a font of `encoding` (characters that are bytes of it, seen as
    Windows-1252 or Latin-1) as Unicode, NFC. `capitals`: the font sets small letters as capitals (`.VnTimeH`).

    >>> convert("KÕ HO¹CH", "tcvn3"), convert("kÕ ho¹ch", "tcvn3", capitals=True), convert("Keá hoaïch", "vni")
    ('KẾ HOẠCH', 'KẾ HOẠCH', 'Kế hoạch')
    """
    read = table(encoding).convert(text)
    if capitals:
        return read.upper()
    return read if table(encoding).capitals else restore(read)


def _untwice(text: str) -> tuple[str, int]:
    """UTF-8 that was taken for Windows-1252, mended run by run; nothing where too many runs make no sense."""
    if len(set(islice((match[0] for match in _LED.finditer(text)), WORDS))) == 0:
        return text, 0
    tally = [0, 0]

    def back(match: re.Match[str]) -> str:
        made = _utf8(match[0])
        tally[0 if made != match[0] else 1] += 1
        return made

    made = _TWICE.sub(back, text)
    good, bad = tally
    return (made, good) if good and good >= 4 * bad else (text, 0)


def _utf8(run: str) -> str:
    """A run of characters as the UTF-8 it is; what is no UTF-8 in it stays, and all of it where that is doubtful."""
    stored = bytes(_BYTES[c] for c in run)
    out: list[str] = []
    at = 0
    for match in _SEQUENCE.finditer(stored):
        letter = match[0].decode("utf-8", "replace")
        if letter not in _MEANT:
            continue
        out.append(run[at : match.start()] + letter)
        at = match.end()
    return "".join(out) + run[at:]


_SEQUENCE = re.compile(rb"[\xc2-\xcc\xd0\xd1][\x80-\xbf]|[\xe1\xe2\xef][\x80-\xbf]{2}")
_MEANT = frozenset(_BYTES) | set(_VIETNAMESE) | set(map(chr, (*range(0x100, 0x250), *range(0x400, 0x460))))
_MEANT |= set("•≤≥→₫\ufeff\u0300\u0301\u0303\u0309\u0323")


def _encoding(text: str) -> Seen | None:
    if _STRANGE.search(text) is None:
        return None
    lines = (line for line in text.split("\n") if _STRANGE.search(line))
    strange = (match[0] for line in lines for match in _WORD.finditer(line) if _STRANGE.search(match[0]))
    words = Counter(islice((word for word in strange if len(word) > 1), WORDS))  # "2÷3" is no word
    best: tuple[float, Seen] | None = None
    codes: tuple[Seen, ...] = ("tcvn3", "vni")
    for code in codes:
        converted = [(table(code).convert(word), count) for word, count in words.items()]
        said = share(converted, mixed_case=code == "tcvn3")
        if said.value >= ENOUGH and said.words >= _needed(text) and (best is None or said.value > best[0]):
            best = said.value, code
    return best[1] if best else None


def _needed(text: str) -> int:
    """How many words must speak: one in a line or a run of a font, three in a file."""
    return 1 if len(text) < 200 else 3


def _lines(text: str, seen: Seen) -> tuple[str, int]:
    """Each line converted or left by what its own words say; where they say nothing, as the line before it."""
    stands = share(Counter(islice((match[0] for match in _WORD.finditer(text)), WORDS)).items())
    wrong = stands.value < 0.5
    made: list[str] = []
    count = 0
    for line in text.splitlines(keepends=True):
        if not line.isascii():
            as_is, other = _says(line, False), _says(table(seen).convert(line), seen == "tcvn3")
            if as_is != other:
                wrong = other > as_is
            if wrong:
                meant = table(seen).convert(line)
                count += meant != line
                line = meant
        made.append(line)
    out = "".join(made)
    return (out if table(seen).capitals else restore(out)), count


def _says(line: str, mixed_case: bool) -> float:
    """How much of a line is Vietnamese, for and against."""
    return sum(_word_says(match[0], mixed_case) for match in _WORD.finditer(line))


@lru_cache(maxsize=1 << 15)
def _word_says(word: str, mixed_case: bool) -> float:
    said = [value(part, mixed_case) for part in parts(word)] if len(word) > 1 else []
    return sum(-1.0 if each == 0.0 else each or 0.0 for each in said)
