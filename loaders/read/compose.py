"""NFC in linear time.

Putting combining marks in order takes time in the square of how many follow each other: 200,000 of them a minute. No
language has more than some six; the Unicode Standard's Stream-Safe Text Format (UAX #15, section 13) allows 30. A file
with more is refused.

>>> nfc("Mu\\u0323c")
'Mục'
>>> nfc("a" + "\\u0301" * 31)
Traceback (most recent call last):
loaders.read.bounds.ReadError: more than 30 accents upon one letter, which is no text; leave it out
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from loaders.read.bounds import MAX_MARKS, ReadError


@cache
def _many() -> Any:
    import re2

    return re2.compile(rf"\p{{M}}{{{MAX_MARKS + 1}}}")


def check(words: str) -> None:
    """Raise ReadError (without a file's name) where more than MAX_MARKS combining marks follow each other."""
    if len(words) > MAX_MARKS and not words.isascii() and _many().search(words.encode("utf-8", "replace")):
        raise ReadError(f"more than {MAX_MARKS} accents upon one letter, which is no text; leave it out")


def nfc(words: str) -> str:
    """`words` in NFC; raises what `check` raises."""
    check(words)
    return unicodedata.normalize("NFC", words)
