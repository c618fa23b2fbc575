"""What the pages say, in both languages: data/words/*.toml, a table of keys, each with `vi` and `en`, and
with `one`, English too, where that has another form of words for one thing (`n`).

>>> said = words("vi")
>>> said("home"), words("en")("home"), said("count.tasks", n=3)
('Trang đầu', 'Home', '3 nhiệm vụ')
>>> words("en")("count.tasks", n=1), words("en")("count.tasks", n="2")
('1 task', '2 tasks')
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")
ONE = "one"
"""The English words where `{n}` is one."""
FOLDER = Path(__file__).parent.parent / "data" / "words"
Words = Callable[..., str]


@cache
def table() -> dict[str, dict[str, str]]:
    """All words by their key; raises ValueError for a key that stands twice or lacks a language."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for key, said in _flat(tomllib.loads(file.read_text(encoding="utf-8"))):
            if key in found or set(said) - {ONE} != set(LANGUAGES):
                raise ValueError(f"{file.name}: {key}: stands twice, or lacks one of {', '.join(LANGUAGES)}")
            found[key] = said
    return found


def _flat(data: dict[str, Any], head: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for key, value in data.items():
        if all(isinstance(each, str) for each in value.values()):
            yield head + key, value
        else:
            yield from _flat(value, f"{head}{key}.")


@cache
def words(language: str) -> Words:
    """A function from a key (and what fills its `{names}`) to the words; it raises KeyError for a key that is none."""
    known = table()

    def said(key: str, **filled: object) -> str:
        form = ONE if language == "en" and str(filled.get("n")) == "1" and ONE in known[key] else language
        text = known[key][form]
        return text.format(**filled) if filled else text

    return said
