"""What the program says in English of what it could not do, in the language of the page: data/errors.toml.

>>> spoken("vi")("as_of: 'tomorrow' is no date; for example 2025-12-31 or 2025")
"Tính đến ngày: 'tomorrow' không phải là ngày; ví dụ 2025-12-31 hoặc 2025"
>>> spoken("vi")("'Tuyen Quan': no such field; see them with: chidao query run fields; did you mean 'a' or 'b'?")
"'Tuyen Quan': không có lĩnh vực này; xem ở trang Lĩnh vực; có phải ý bạn là 'a' hoặc 'b'?"
>>> spoken("en")("'gtvt': hiểu là / understood as: Sở Giao thông vận tải (2025-02-28)")
"'gtvt': understood as Sở Giao thông vận tải (28/02/2025)"
>>> spoken("en")("x is no IRI"), spoken("vi")("what nobody foresaw")
('x is no IRI', 'chương trình báo: what nobody foresaw')
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from web.pages.words import table, words

_FILE = Path(__file__).parent.parent / "data" / "errors.toml"
_NAMES = re.compile(r"\{([a-z_]+)\}")
_DAY = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b", re.ASCII)
_FOREIGN = re.compile("[À-ỹ]")
Template = tuple[tuple[str, ...], tuple[str, ...], str, str]
"""What stands between the names of a sentence, these names, the sentence in Vietnamese, and in English where it is in
both languages."""


@cache
def _templates() -> tuple[dict[str, str], list[Template]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    made: list[Template] = []
    for each in data["error"]:
        parts = _NAMES.split(each["en"])
        made.append((tuple(parts[::2]), tuple(parts[1::2]), each["vi"], each.get("said", "")))
    return data["meant"], made


@cache
def spoken(language: str) -> Callable[[str], str]:
    """A function from what the program says to the same in a language; what is English alone stays as it is."""
    return _vietnamese if language == "vi" else _english


def _english(said: str) -> str:
    for between, names, _, english in _templates()[1]:
        if english and (found := _filled(said, between)) is not None:
            return english.format(**{name: _called(name, value) for name, value in zip(names, found, strict=True)})
    return said


def _vietnamese(said: str) -> str:
    meant, templates = _templates()
    before, after = meant["en"].split("{names}")
    head, mark, rest = said.partition(before)
    tail = ""
    if mark and rest.endswith(after):
        tail = meant["vi"].format(names=rest.removesuffix(after).replace(meant["or_en"], meant["or_vi"]))
    else:
        head = said
    for between, names, vietnamese, _ in templates:
        found = _filled(head, between)
        if found is not None:
            filled = {name: _called(name, value) for name, value in zip(names, found, strict=True)}
            return vietnamese.format(**filled) + tail
    return said if _FOREIGN.search(said) else words("vi")("error_raw", said=said)


def _filled(said: str, between: tuple[str, ...]) -> list[str] | None:
    """What stands in `said` where the names stand; None where it is another sentence. Linear: each part is looked for
    once, behind the one before it."""
    if len(between) == 1:
        return [] if said == between[0] else None
    if not said.startswith(between[0]):
        return None
    found: list[str] = []
    at = len(between[0])
    for part in between[1:-1]:
        end = said.find(part, at)
        if end < 0:
            return None
        found.append(said[at:end])
        at = end + len(part)
    end = len(said) - len(between[-1])
    if end < at or not said.endswith(between[-1]):
        return None
    return [*found, said[at:end]]


def _called(name: str, value: str) -> str:
    """A parameter by the name that its field has in a form; days among names as they are written in Viet Nam."""
    if name == "names":
        return _DAY.sub(r"\3/\2/\1", value)
    return words("vi")(f"filter.{value}") if name == "name" and f"filter.{value}" in table() else value
