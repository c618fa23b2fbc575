"""What the pages say, in both languages: data/words/*.toml, a table of keys, each with `vi` and `en`.

>>> said = words("vi")
>>> said("home"), words("en")("home"), said("count.tasks", n=3)
('Trang đầu', 'Home', '3 nhiệm vụ')
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")
FOLDER = Path(__file__).parent.parent / "data" / "words"
Words = Callable[..., str]


@cache
def table() -> dict[str, dict[str, str]]:
    """All words by their key; raises ValueError for a key that stands twice or lacks a language."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for key, said in _flat(tomllib.loads(file.read_text(encoding="utf-8"))):
            if key in found or set(said) != set(LANGUAGES):
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
        text = known[key][language]
        return text.format(**filled) if filled else text

    return said
