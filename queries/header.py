"""The header of a query file: lines that begin with `#+` and hold a small, strict subset of YAML.

What there is: `key: value`, maps by indentation of two blanks, lists `[a, b]`. A value is taken as it stands; one in
double quotes is read as a JSON string. Everything else (tabs, other indentation, a key twice) is an error with its
line. The idea of the header is grlc's; parsing it strictly is the answer to queries that vanished from its lists.

>>> lines = ["#+ summary:", "#+   vi: Văn bản", "#+ tags: [lineage, tree]", "SELECT * {}"]
>>> {key: value.plain() for key, value in parse(lines).items()}
{'summary': {'vi': 'Văn bản'}, 'tags': ['lineage', 'tree']}
>>> parse(["#+ summary", ""])
Traceback (most recent call last):
queries.header.HeaderError: line 1: 'summary' has no colon; write 'key: value'
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MARK = "#+"
_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?: +(.*))?")


class HeaderError(ValueError):
    """A header that cannot be read; the message begins with its line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


@dataclass
class Node:
    """A value of the header and the line it stands on: words, a list of words, or a map of nodes."""

    line: int
    words: str | None = None
    items: list[str] | None = None
    map: dict[str, Node] = field(default_factory=dict)

    def plain(self) -> Any:
        """As plain data."""
        if self.map:
            return {key: node.plain() for key, node in self.map.items()}
        return self.items if self.items is not None else self.words


def parse(lines: Sequence[str]) -> dict[str, Node]:
    """The header of a file's lines, by key; raises HeaderError."""
    top = Node(0)
    open_maps = [top]
    for number, line in enumerate(lines, start=1):
        if not line.startswith(MARK):
            continue
        body = line[len(MARK) :].rstrip()
        if not body.strip():
            continue
        if "\t" in body:
            raise HeaderError(number, "holds a tab; indent with blanks")
        indent = len(body) - len(body.lstrip(" ")) - 1
        if indent < 0 or indent % 2:
            raise HeaderError(number, "is indented by an odd number of blanks; write '#+ ' and two blanks a level")
        if indent // 2 >= len(open_maps):
            raise HeaderError(number, "is indented deeper than the map above it; take blanks away")
        del open_maps[indent // 2 + 1 :]
        inside = open_maps[-1]
        if inside is not top and (inside.words is not None or inside.items is not None):
            raise HeaderError(number, "stands below a key that has a value already; take one of them away")
        found = _KEY.fullmatch(body.strip())
        if not found:
            raise HeaderError(number, f"{body.strip()!r} has no colon; write 'key: value'")
        key, value = found[1], (found[2] or "").strip()
        if key in inside.map:
            raise HeaderError(number, f"{key!r} stands twice; take one away")
        inside.map[key] = node = _value(number, value)
        open_maps.append(node)
    _whole(top)
    return top.map


def _value(line: int, value: str) -> Node:
    if not value:
        return Node(line)
    if value.startswith("["):
        if not value.endswith("]"):
            raise HeaderError(line, "a list does not end; close it with ']'")
        return Node(line, items=[item.strip() for item in value[1:-1].split(",") if item.strip()])
    if value.startswith('"'):
        try:
            words = json.loads(value)
        except ValueError:
            raise HeaderError(line, f"{value} is no string in double quotes; write it as in JSON") from None
        return Node(line, words=str(words))
    return Node(line, words=value)


def _whole(node: Node) -> None:
    """Every key has a value or something below it."""
    for key, below in node.map.items():
        if below.words is None and below.items is None and not below.map:
            raise HeaderError(below.line, f"{key!r} has no value; give it one")
        _whole(below)
