r"""With which letters a text must begin for a pattern to match at its beginning: most texts do not.

A pattern that is asked of the beginning of a text need not be handed one that begins with another letter. The letters
are read from the pattern itself, as `loaders.text.required` reads its words; the figures are in
docs/decisions/0076-speed-of-small-looks.md.

>>> opening(r"^(?:các )?sở [a-z]+"), opening("ngày|[0-9]+"), opening("[*( ]*(?:về )?việc$"), opening(".*năm")
(('cs', True), ('0123456789n', False), (' (*v', False), ('', False))
"""

from __future__ import annotations

import re

from loaders.text.required import END, LONGEST, Tokens, tokens_of

_WIDEST = 64  # letters of a range that are taken one by one
_EMPTY = frozenset({"^", "$", r"\b", r"\B", r"\A", r"\z"})  # stand between letters
_MEMBER = re.compile(r"\\?(?P<a>.)(?:-\\?(?P<b>[^\]]))?", re.DOTALL)
_KINDS = re.compile(r"^\[\^|\[:|\\\w")  # a class that is told by what it excludes or by a name
Letters = set[str] | None
"""First letters; None where any may be the first."""


def opening(pattern: str) -> tuple[str, bool]:
    """The letters of which one begins every text in which the pattern matches at the start ("" where none are known, or
    where it matches nothing at all), and whether it matches nowhere but at the start."""
    tokens = tokens_of(pattern) if len(pattern) <= LONGEST else None
    if tokens is None:
        return "", False
    letters, empty, anchored, _ = _read(tokens, 0)
    return "" if letters is None or empty else "".join(sorted(letters)), anchored


def _read(tokens: Tokens, at: int) -> tuple[Letters, bool, bool, int]:
    """Of alternatives up to the bracket that shuts them: their first letters, whether they match nothing, whether all
    of them match at the start alone; and where what follows begins."""
    letters: Letters = set()
    empty, anchored = False, True  # of all branches
    none, bound, first = True, False, True  # of this branch: nothing needed so far; begins with ^; nothing read
    while True:
        kind, words = tokens[at] if at < len(tokens) else END
        at += 1
        if kind in ("bar", "shut"):
            empty, anchored = empty or none, anchored and bound
            none, bound, first = True, False, True
            if kind == "shut":
                return letters, empty, anchored, at
            continue
        own, may, held = _letters(kind, words), words in _EMPTY, words in ("^", r"\A")
        if kind == "open":
            own, may, held, at = _read(tokens, at)
        if at < len(tokens) and tokens[at][0] == "count":
            spared = tokens[at][1][0] in "*?" or tokens[at][1].startswith("{0")
            may, held = may or spared, held and not spared
            at += 1
        bound = bound or (first and held)
        if none:
            letters = None if letters is None or own is None else letters | own
        none, first = none and may, False


def _letters(kind: str, words: str) -> Letters:
    """With which letters one token may begin."""
    if kind in ("letter", "quoted"):
        return {words}
    if kind == "open" or words in _EMPTY:
        return set()
    if not words.startswith("[") or _KINDS.search(words):
        return None
    found: set[str] = set()
    for match in _MEMBER.finditer(words[1:-1]):
        first, last = ord(match["a"]), ord(match["b"] or match["a"])
        if last - first > _WIDEST:
            return None
        found.update(map(chr, range(first, last + 1)))
    return found
