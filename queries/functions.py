"""Whether the words of a task concern a function that went from one agency to another.

>>> concerns("Đổi mới việc cấp giấy phép lái xe.", ["sát hạch, cấp giấy phép lái xe"])
True
>>> concerns("Đầu tư đường cao tốc.", ["sát hạch, cấp giấy phép lái xe"])
False
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.data import toml
from loaders.text.fold import key

_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile("[,;]")
_LEAST = 2  # syllables; one alone ("phòng" of "phòng, chống …") stands in words of every kind


def concerns(text: str, functions: Iterable[str]) -> bool:
    """Whether `text` has the words of one of `functions` (as the registry says them), ignoring case and spelling.

    How they are taken apart is told in kg/data/agencies.toml, [functions].
    """
    said = f" {' '.join(_WORD.findall(key(text)))} "
    return any(f" {phrase} " in said for words in functions for phrase in phrases(words))


@lru_cache(maxsize=1024)
def phrases(functions: str) -> tuple[str, ...]:
    """The folded phrases by which functions are told.

    >>> phrases("tín ngưỡng, tôn giáo (Ban Tôn giáo)"), phrases("tất cả, trừ sát hạch, cấp giấy phép lái xe")
    (('tín ngưỡng', 'tôn giáo'), ())
    """
    data = toml("agencies")["functions"]
    whole = key(_BRACKETS.sub(" ", functions))
    if whole.startswith(tuple(data["rest"])):
        return ()
    found: list[str] = []
    for part in _APART.split(whole):
        phrase = " ".join(part.split())
        found.append(phrase)
        found += [phrase.removeprefix(f"{head} ") for head in data["heads"] if phrase.startswith(f"{head} ")]
    return tuple(dict.fromkeys(phrase for phrase in found if len(phrase.split()) >= _LEAST))
