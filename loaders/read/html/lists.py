"""The numbers that a browser prints before the items of a list (HTML Living Standard, 4.4.5 and 4.4.8; CSS Lists 3).

>>> a = Counter("ol", {"type": "a", "start": "3"}, {}, 5)
>>> [a.next({}, {}), a.next({"value": "7"}, {}), a.next({}, {})]
['c.', 'g.', 'h.']
>>> down = Counter("ol", {"reversed": ""}, {}, 3)
>>> [down.next({}, {}), down.next({}, {})]
['3.', '2.']
>>> Counter("ul", {}, {}, 1).next({}, {}), Counter("ul", {}, {"list-style": "none"}, 1).next({}, {})
('-', '')
"""

from __future__ import annotations

from loaders.text.marks import to_roman

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = frozenset(("disc", "circle", "square"))
_NUMBERED = frozenset((*_TYPES.values(), "decimal-leading-zero", "lower-latin", "upper-latin"))
_MOST = 10**6


class Counter:
    """The counter of one list. A bullet of any shape is a dash, as offices print it (Nghị định 30/2020/NĐ-CP)."""

    def __init__(self, tag: str, attributes: dict[str, str], style: dict[str, str], items: int) -> None:
        self.kind = kind(attributes, style) or ("decimal" if tag == "ol" else "disc")
        self.step = -1 if "reversed" in attributes and tag == "ol" else 1
        start = _integer(attributes.get("start", ""))
        self.value = (items if self.step < 0 else 1) if start is None else start

    def next(self, attributes: dict[str, str], style: dict[str, str]) -> str:
        """The mark of the next item; empty where none is printed."""
        said = _integer(attributes.get("value", ""))
        if said is not None:
            self.value = said
        value, self.value = self.value, self.value + self.step
        return printed(kind(attributes, style) or self.kind, value)


def kind(attributes: dict[str, str], style: dict[str, str]) -> str:
    """What `list-style-type` or the attribute `type` says; empty for nothing."""
    for word in f"{style.get('list-style-type', '')} {style.get('list-style', '')}".split():
        if word in _BULLETS or word in _NUMBERED or word == "none":
            return word
    said = attributes.get("type", "").strip()
    return _TYPES.get(said) or (said.lower() if said.lower() in _BULLETS | {"none"} else "")


def printed(kind: str, value: int) -> str:
    """The mark of an item."""
    if kind == "none":
        return ""
    if kind in _BULLETS:
        return "-"
    if kind == "decimal-leading-zero":
        return f"{value:02d}."
    if kind in ("lower-roman", "upper-roman") and 0 < value < 400:
        return (to_roman(value).lower() if kind == "lower-roman" else to_roman(value)) + "."
    if kind in ("lower-alpha", "upper-alpha", "lower-latin", "upper-latin") and value > 0:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(97 + rest) + letters
        return (letters.upper() if kind.startswith("upper") else letters) + "."
    return f"{value}."


def _integer(words: str) -> int | None:
    words = words.strip()
    digits = words[1:] if words[:1] in "+-" else words
    return int(words) if digits.isascii() and digits.isdigit() and len(digits) < 8 and abs(int(words)) < _MOST else None
