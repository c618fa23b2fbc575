"""Names of indicators for comparison over documents: "Tỷ lệ che phủ rừng toàn tỉnh" and "Độ che phủ rừng" are one.

Words that are taken out or written another way, and indicators that many plans have, are data
(loaders/data/targets.toml, tables `key` and `known`).

>>> key("Duy trì tỷ lệ che phủ rừng trên địa bàn tỉnh", None), key("Độ che phủ rừng", None)
('tỷ lệ che phủ rừng', 'tỷ lệ che phủ rừng')
>>> key("Tỉ lệ hộ dân tỉnh Bạc Liêu dùng nước sạch (%)", "Bạc Liêu")
'tỷ lệ hộ dùng nước sạch'
>>> place("Tỷ lệ hộ nghèo của huyện Na Hang"), place("Tỷ lệ hộ nghèo khu vực nông thôn"), place("Tỷ lệ hộ nghèo")
('huyện Na Hang', 'khu vực nông thôn', None)
>>> place("Số xã đạt chuẩn nông thôn mới")
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loaders.text.fold import fold
from loaders.text.patterns import Pattern, compile_pattern, load

_UPPER = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))  # capital letters, those of Vietnamese among them
_NAME = rf"[{_UPPER}][\w'-]*"
_PLACE = re.compile(
    rf"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|vùng) {_NAME}(?: {_NAME}){{0,3}}"
    r"|khu vực (?:nông thôn|thành thị|đô thị|miền núi)"
)
_WORDS = ("tỉnh ", "thành phố ", "huyện ", "thị xã ", "quận ", "xã ", "phường ", "vùng ", "khu vực ")


@lru_cache(maxsize=64)
def _drop(province: str | None) -> Pattern:
    data = load("targets")
    source = data.source("key.drop").replace("{own}", re.escape(fold(province)) if province else "(?:$)")
    return compile_pattern(source, "loaders/data/targets.toml: key.drop")


@cache
def _known() -> tuple[Pattern, dict[str, Pattern]]:
    """One look that spares most names the others, and the others."""
    data = load("targets")
    every = "|".join(f"(?:{data.source(f'known.{name}')})" for name in data.data["known"])
    return compile_pattern(every, "loaders/data/targets.toml: known"), data.table("known")


@lru_cache(maxsize=8192)
def key(indicator: str, province: str | None) -> str:
    """The key of an indicator in a document of `province` (bare name, None for central bodies)."""
    words = f" {fold(indicator)} "
    for short, full in load("targets").data["key"]["words"].items():
        words = words.replace(f" {short} ", f" {full} ")
    words = " ".join(words.split())
    if province:
        words = words.replace(f"tỉnh {fold(province)}", "tỉnh").replace(f"thành phố {fold(province)}", "thành phố")
    any_, known = _known()
    if any_.search(words):
        return next(name for name, pattern in known.items() if pattern.search(words))
    spans = [m.span() for m in _drop(None).finditer(words)]
    for start, end in reversed(spans):
        if not (start and words[start - 1].isalnum() and words[start].isalnum()):
            words = words[:start] + " " + words[end:]
    return " ".join(words.replace("tỉnh ", " ").split()).strip(" ,.;:-") if words.strip() else fold(indicator)


def place(indicator: str) -> str | None:
    """The place that an indicator names, as printed; None where it names none: then it is that of the document."""
    if not any(word in indicator for word in _WORDS):
        return None
    match = _PLACE.search(indicator)
    return match.group() if match else None
