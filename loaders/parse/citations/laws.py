"""The names of laws, codes and ordinances: `Luật Đất đai năm 2024`, `Luật sửa đổi … của Luật A và Luật B`.

>>> words = " Đầu tư theo phương thức đối tác công tư và các văn bản"
>>> words[: read(words, fold(words))]
' Đầu tư theo phương thức đối tác công tư'
>>> read(" này có hiệu lực", " này có hiệu lực") is None
True
"""

from __future__ import annotations

from functools import cache

from loaders.text.fold import fold
from loaders.text.patterns import load

LONGEST = 700  # code points of the name of an amending law that names many others


@cache
def _names() -> dict[str, list[str]]:
    """First word -> folded names, longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(set(map(fold, load("citations_laws").words("names"))), key=lambda name: (-len(name), name)):
        found.setdefault(name.split(" ")[0].rstrip(","), []).append(name)
    return found


@cache
def canonical() -> dict[str, str]:
    """Folded name -> the name as it is written, to restore a title in capitals."""
    return {fold(name): name for name in load("citations_laws").words("names")}


def read(text: str, folded: str) -> int | None:
    """Where the name ends that follows the type word; None if none does. Both begin with the blank after the word."""
    data = load("citations_names")
    if folded.startswith((" sửa đổi", "  sửa đổi")):
        match = data["law.amending"].match(folded)
        if match is not None:
            return _amended(text, folded, match.end())
    return _single(text, folded, 1)


def _amended(text: str, folded: str, at: int) -> int | None:
    """The end of the list of laws that an amending law names."""
    data = load("citations_names")
    rest = folded[at:]
    related = data["law.related"].match(rest)
    if related is not None:
        return at + related.start("stop")
    if rest.startswith("bộ luật "):
        at += 8
    elif rest.startswith("luật "):
        at += 5
    else:
        return None
    end = _single(text, folded, at)
    while end is not None:
        match = data["law.next"].match(folded[end:])
        following = _single(text, folded, end + match.end()) if match is not None else None
        if following is None:
            return end
        end = following
    return None


def _single(text: str, folded: str, at: int) -> int | None:
    """The end of one law's name that begins at `at`."""
    words = folded[at : at + 140]
    first = words.split(" ", 1)[0].rstrip(",;.:)")
    for name in _names().get(first, ()):
        if words.startswith(name) and not (len(words) > len(name) and words[len(name)].isalnum()):
            return at + len(name)
    if words.startswith(load("citations_names").words("law.none")):
        return None
    if not text[at : at + 1].isupper() or text[at : at + 12].isupper():
        return None
    match = load("citations_names")["law.stop"].search(words)
    end = match.start() if match is not None else len(words)
    if end > 90 or not words[:end].strip():
        return None
    return at + len(words[:end].rstrip())


def amends(folded: str) -> bool:
    """Whether the words beginning with the type word are those of a law that amends others."""
    return folded.partition(" ")[2].startswith("sửa đổi")


def further(text: str, folded: str) -> int | None:
    """Where the name of a further law of a list ends (", Luật Nhà ở"); None if the words go on otherwise."""
    match = load("citations_names")["law.next"].match(folded[:24])
    return _single(text, folded, match.end()) if match is not None else None


def year(folded: str) -> int:
    """How many code points of " năm 2024" or " 2024" the words after a name begin with."""
    match = load("citations_names")["law.year"].match(folded[:12])
    if match is None:
        return 0
    following = folded[match.end() : match.end() + 1]
    return 0 if following.isalnum() or following in ("/", "-") else match.end()
