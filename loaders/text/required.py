r"""Which words a text must hold for a pattern to match: a look for them spares most texts the pattern.

Most patterns are asked of every provision and match in few. To look whether a word stands in a text takes a tenth of
what it takes to hand the text to RE2; docs/decisions/0070-words-a-pattern-needs.md has the figures. The words are read
from the pattern itself, so that whoever changes a pattern of a data file has nothing else to change.

>>> required(r"^(?:các )?sở (?:y tế|nội vụ)\.?$"), required("(?:đến|tới) năm"), required("[a-z]+|năm")
(('nội vụ', 'y tế'), (' năm',), ())
"""

from __future__ import annotations

import re

LONGEST = 4000  # characters of a pattern beyond which it is not read
MOST = 8  # words that are looked for; with more of them the pattern itself is as fast

# What a pattern of RE2 is made of (github.com/google/re2/wiki/Syntax).
_TOKEN = re.compile(
    r"(?P<count>[*+?]\??|\{\d+(?:,\d*)?\}\??)"
    r"|(?P<open>\((?:\?:|\?P<\w+>)?(?!\?))"
    r"|(?P<shut>\))"
    r"|(?P<bar>\|)"
    r"|(?P<one>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\\[pP](?:\w|\{\^?\w+\})|\\[dwsbDWSBAznt]|[.^$])"
    r"|\\(?P<quoted>[^\w\s])"
    r"|(?P<letter>[^\\(\[])",
    re.DOTALL,
)
END = ("shut", ")")
Tokens = list[tuple[str, str]]


def required(pattern: str) -> tuple[str, ...]:
    """Words of which one stands in every text in which the pattern matches anywhere; () where none are known."""
    tokens = tokens_of(pattern) if len(pattern) <= LONGEST else None
    return _read(tokens, 0)[0] if tokens is not None else ()


def tokens_of(pattern: str) -> Tokens | None:
    """What a pattern is made of, kind and words; None where it has flags, `\\Q` and the like, of which nothing is said.

    >>> tokens_of("^các?")
    [('one', '^'), ('letter', 'c'), ('letter', 'á'), ('letter', 'c'), ('count', '?')]
    """
    tokens: Tokens = []
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None or token.lastgroup is None:
            return None
        tokens.append((token.lastgroup, token[token.lastgroup]))
        at = token.end()
    return tokens


def _read(tokens: Tokens, at: int) -> tuple[tuple[str, ...], int]:
    """The words that alternatives need, up to the bracket that shuts them, and where what follows begins."""
    branches: list[tuple[str, ...]] = []
    best: tuple[str, ...] = ()
    run = ""  # letters that follow each other
    group: tuple[str, ...] = ()  # what the group just read needs, until its count is known
    while True:
        kind, words = tokens[at] if at < len(tokens) else END
        at += 1
        if kind == "count":
            spared = words[0] in "*?" or words.startswith("{0")
            best = best if spared else _better(best, group)
            best, run, group = _better(best, (run[:-1] if spared else run,)), "", ()
            continue
        best, group = _better(best, group), ()
        if kind in ("letter", "quoted"):
            run += words
            continue
        best, run = _better(best, (run,)), ""
        if kind == "open":
            group, at = _read(tokens, at)
        elif kind in ("bar", "shut"):
            branches.append(best)
            best = ()
            if kind == "shut":
                found = {word for branch in branches for word in branch} if all(branches) else set()
                return (tuple(sorted(found)) if len(found) <= MOST else ()), at


def _better(held: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Of two sets of words the one that fewer texts hold: whose shortest word is longer (blanks stand everywhere), then
    the smaller one."""
    if not all(len(word) > 1 or not word.isalnum() for word in other) or not all(word.strip() for word in other):
        return held
    return max(held, other, key=lambda words: (min((len(word.strip()) for word in words), default=0), -len(words)))
