"""Whether a word can be a Vietnamese syllable: by how syllables are written (syllables.toml), and by whether the
project's own lists of names and words hold it (known.txt).

`python -m loaders.read.encodings.syllables` prints known.txt anew: all syllables with a letter beyond ASCII that stand
in loaders/data and in the registry (ontology/registry). No text of a document is in it.

>>> is_syllable("nghiệp"), is_syllable("Hoạch"), is_syllable("hoâch"), is_syllable("été")
(True, True, False, False)
>>> worth("kế") > worth("kẹ") > worth("kôế")
True
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_HERE = "loaders.read.encodings"


@cache
def _rules() -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
    data = tomllib.loads((resources.files(_HERE) / "syllables.toml").read_text(encoding="utf-8"))
    initials = sorted(data["initials"].split(), key=lambda initial: -len(initial))
    return (*initials, ""), frozenset(data["rhymes"].split()), tuple(data["stops"])


@cache
def known() -> frozenset[str]:
    """The syllables of the project's own lists, lower case, tone in its new place."""
    return frozenset((resources.files(_HERE) / "known.txt").read_text(encoding="utf-8").split())


def toneless(word: str) -> tuple[str, str]:
    """The letters without their tone marks, and the marks.

    >>> toneless("hoạch") == ("hoach", "\\u0323")
    True
    """
    apart = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in apart if c in TONES)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES)), tones


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, any case) is written as a Vietnamese syllable is."""
    if len(word) > 7:
        return False
    letters, tones = toneless(word.lower())
    if len(tones) > 1:
        return False
    initials, rhymes, stops = _rules()
    for initial in initials:
        if not letters.startswith(initial):
            continue
        rest = letters[len(initial) :]
        if initial == "gi" and rest in ("", "n", "êng", "êt", "êc", "a"):  # gì, gìn, giếng: the i is the vowel too
            return True
        if rest in rhymes:
            return not rest.endswith(stops) or tones in ("\u0301", "\u0323")
    return False


def worth(word: str) -> float:
    """How well a word speaks for its decoding: 1 a known syllable, 0.8 one that can be written, 0 none."""
    from loaders.text.fold import fold

    if fold(word) in known():
        return 1.0
    return 0.8 if is_syllable(word) else 0.0


def collect() -> list[str]:
    """The syllables with a letter beyond ASCII of the project's own lists, sorted."""
    from loaders.text.fold import fold

    found: set[str] = set()
    sources = [(resources.files("loaders") / "data", ".toml"), (resources.files("ontology") / "registry", ".csv")]
    for folder, suffix in sources:
        for file in folder.iterdir():
            if file.name.endswith(suffix):
                found.update(re.findall(r"[^\W\d_]+", fold(unicodedata.normalize("NFC", file.read_text("utf-8")))))
    return sorted(word for word in found if not word.isascii() and is_syllable(word))


if __name__ == "__main__":
    import sys

    sys.stdout.write("\n".join(collect()) + "\n")
