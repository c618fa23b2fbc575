"""Which 8-bit encoding bytes are in: each decodes the same sample of words, the one that gives Vietnamese wins.

No library tells them: chardet and charset-normalizer know neither TCVN3 nor VNI nor VISCII nor VPS (docs/decisions/
0030-encodings.md). Deterministic; the time is linear in the size of the file, the words looked at are bounded.

>>> detect(b"K\\xd5 ho\\xb9ch ph\\xb8t tri\\xd3n h\\xb9 t\\xc7ng").code
'tcvn3'
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from loaders.read.encodings.score import Share, parts, share
from loaders.read.encodings.tables import NAMES, table

ENOUGH = 0.75  # of the words that speak; a Vietnamese text in its own encoding has 0.95 and more, in another under 0.4
CLOSE = 0.1  # a second candidate so near makes the first doubtful
DECLARED = 0.05  # what a declaration adds: it decides where two are equal, not more
SLICES, SLICE = 16, 1 << 14
WORDS = 4000  # at most so many words of a slice or of a thin file
FEW = 200

# Letters, with the control characters that VISCII and VPS use as capitals.
_RARE = rb"\x02-\x06\x10-\x15\x19\x1c-\x1e"
_WORD = re.compile(rb"[A-Za-z%b]{0,24}[\x80-\xff][A-Za-z\x80-\xff%b]{0,40}" % (_RARE, _RARE))  # bounded: linear
CANDIDATES = (NAMES[0], NAMES[1], "windows-1258", *NAMES[2:])
WESTERN = "windows-1252"


@dataclass(frozen=True)
class Found:
    """`code` of CANDIDATES or WESTERN, how much speaks for it, and other candidates as good that read it otherwise."""

    code: str
    share: Share
    rivals: tuple[str, ...] = ()


def decode_as(data: bytes, code: str) -> str:
    """Bytes as text in an encoding of CANDIDATES or in WESTERN; never fails, NFC."""
    if code == "windows-1258":
        return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if code == WESTERN:
        return data.decode("cp1252", "replace")
    return table(code).decode(data)


def sample(data: bytes) -> Counter[bytes]:
    """Words with a byte beyond ASCII: of slices all over the file, or, where those hold few, from its beginning."""
    found: Counter[bytes] = Counter()
    if len(data) > 2 * SLICES * SLICE:
        for k in range(SLICES):
            start = len(data) * k // SLICES
            found.update(islice(_words(data[start : start + SLICE]), WORDS))
        if found.total() >= FEW:
            return found
        found.clear()
    found.update(islice(_words(data), WORDS))
    return found


def _words(data: bytes) -> list[bytes]:
    return [match[0] for match in islice(_WORD.finditer(data), WORDS)]


def detect(data: bytes, declared: str | None = None) -> Found | None:
    """The encoding of bytes that are not UTF-8 or UTF-16; None where none gives sense.

    `declared` is a code of CANDIDATES or WESTERN that the file claims.
    """
    words = sample(data)
    if not words:
        return Found(WESTERN, Share(0.0, 0))
    scored: list[tuple[float, int, str, Share, list[str]]] = []
    for rank, code in enumerate(CANDIDATES):
        decoded = [decode_as(word, code) for word in words]
        said = share(zip(decoded, words.values(), strict=True), mixed_case=code in NAMES and not table(code).capitals)
        scored.append((said.value + DECLARED * (code == declared), -rank, code, said, decoded))
    scored.sort(reverse=True)
    value, _, code, said, decoded = scored[0]
    western = _western(words)
    if said.words == 0:  # signs of print alone: quotes, dashes
        return Found(WESTERN, said) if western else None
    if max(map(len, words)) < 2:  # a letter alone is a word in every encoding
        return None
    if said.value < ENOUGH:
        return Found(WESTERN, said) if western else None
    rivals = tuple(c for v, _, c, s, d in scored[1:] if s.words and v > value - CLOSE and d != decoded)
    if western and len(words) < 3 and [decode_as(word, WESTERN) for word in words] != decoded:
        rivals += (WESTERN,)
    return Found(code, said, rivals)


def _western(words: Counter[bytes]) -> bool:
    """Whether the words can be a Western European language: letters of Latin-1, mostly ASCII, in one case or titled."""
    good = bad = 0
    for word in words:
        for part in parts(decode_as(word, WESTERN)):
            high = sum(c > "\x7f" for c in part)
            cased = part.islower() or part.isupper() or part[1:].islower()
            fine = part.isalpha() and cased and high <= max(1, len(part) // 2) and "ÿ" not in part
            good += fine
            bad += not fine
    return good + bad == 0 or good >= 9 * bad
