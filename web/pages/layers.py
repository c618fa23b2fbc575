"""A lineage as a picture: documents in layers by rank, higher ones above, and where each box and each line stands.

No library lays it out: the layers are ranks, and within one a document stands below those of the layer it carries out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RANKS = ("party-centre", "state-centre", "party-province", "state-province", "below", "unknown")
PARTY = "Đảng"
LEVELS = {"trung ương": ("party-centre", "state-centre"), "tỉnh": ("party-province", "state-province")}
BOX, HEIGHT, GAP, ACROSS = 206, 94, 20, 5
STEP = HEIGHT + 56
MARGIN, SIDE = 12, 128
"""Around the picture, and on its left for the names of the layers."""
LANE = 30
"""What a line takes that passes a row."""
LETTERS, LINES, SIDE_LETTERS = 27, 3, 15


def rank(level: str, system: str) -> str:
    """The layer of a document whose issuer is of this level and system (of the registry's agency_kinds).

    >>> rank("trung ương", "Đảng"), rank("tỉnh", "UBND"), rank("xã", "UBND"), rank("", "")
    ('party-centre', 'state-province', 'below', 'unknown')
    """
    if not level:
        return "unknown"
    return LEVELS[level][system != PARTY] if level in LEVELS else "below"


def wrapped(text: str, letters: int = LETTERS, lines: int = LINES) -> list[str]:
    """A label in lines of a box; what does not fit is cut.

    >>> wrapped("Kế hoạch thực hiện Nghị quyết 13-NQ/TW", 14, 2)
    ['Kế hoạch thực', 'hiện Nghị…']
    """
    made: list[str] = [""]
    for word in text.split():
        word = word if len(word) <= letters else word[: letters - 1] + "…"
        longer = f"{made[-1]} {word}".strip()
        if len(longer) <= letters:
            made[-1] = longer
        else:
            made.append(word)
    if len(made) > lines:
        return [*made[: lines - 1], made[lines - 1][: letters - 1].rstrip() + "…"]
    return made


@dataclass(frozen=True, slots=True)
class Edge:
    """A step: `upper` is carried out by `lower`."""

    upper: str
    lower: str


@dataclass(slots=True)
class _Item:
    """A document in a row, or a line that passes it (`iri` empty)."""

    iri: str
    uppers: list[_Item]
    x: float = 0.0


class Drawing:
    """Where everything stands: `ranks` are those of all documents, in the order in which they were found."""

    def __init__(self, ranks: Mapping[str, str], edges: Sequence[Edge]) -> None:
        self.rows: list[tuple[str, list[_Item]]] = []
        self.row_of: dict[str, int] = {}
        for name, row in rows(ranks, edges):
            self.row_of |= dict.fromkeys(row, len(self.rows))
            self.rows.append((name, [_Item(iri, []) for iri in row]))
        self.items = {item.iri: item for _, row in self.rows for item in row}
        self.lanes = {edge: self._lanes(edge) for edge in edges}
        widths = [sum(_width(each) + GAP for each in row) - GAP for _, row in self.rows]
        self.across = max([BOX, *widths])
        for _, items in self.rows:
            self._place(items)

    def _lanes(self, edge: Edge) -> list[_Item]:
        """The places in the rows between its ends where a step passes."""
        before = self.items[edge.upper]
        made = []
        for n in range(self.row_of[edge.upper] + 1, self.row_of[edge.lower]):
            before = _Item("", [before])
            made.append(before)
            self.rows[n][1].append(before)
        if self.row_of[edge.lower] > self.row_of[edge.upper]:
            self.items[edge.lower].uppers.append(before)
        return made

    def _place(self, row: list[_Item]) -> None:
        """Put a row in order, each below the middle of what it goes on from, so that few lines cross."""
        middle = SIDE + self.across / 2
        wanted = {id(each): _middle([upper.x for upper in each.uppers], middle) for each in row}
        row.sort(key=lambda each: (wanted[id(each)], each.iri))
        x = SIDE + (self.across - (sum(_width(each) + GAP for each in row) - GAP)) / 2
        for each in row:
            each.x = x + _width(each) / 2
            x += _width(each) + GAP

    def top(self, row: int) -> float:
        """The upper edge of the boxes of a row."""
        return MARGIN + row * STEP

    def as_data(self, labels: Mapping[str, str]) -> dict[str, Any]:
        """Size of the picture, headings of its layers, boxes by document."""
        headings, before = [], ""
        for n, (name, _) in enumerate(self.rows):
            if name != before:
                line = self.top(n) - (STEP - HEIGHT) / 2 if n else 0
                headings.append({"rank": name, "x": MARGIN, "y": self.top(n) + 16, "line": line})
                before = name
        boxes = {
            iri: {"x": e.x - BOX / 2, "y": self.top(self.row_of[iri]), "middle": e.x, "lines": wrapped(labels[iri])}
            for iri, e in self.items.items()
        }
        height = self.top(len(self.rows)) - STEP + HEIGHT + MARGIN
        return {"width": SIDE + self.across + MARGIN, "height": height, "box": BOX, "tall": HEIGHT,
                "headings": headings, "boxes": boxes}  # fmt: skip

    def line(self, edge: Edge) -> dict[str, Any]:
        """The path of a step, and where its words stand: just above the lower box, where nothing else is."""
        upper, lower = self.items[edge.upper], self.items[edge.lower]
        start, end = self.row_of[edge.upper], self.row_of[edge.lower]
        if end <= start:  # one that leads back, or to its neighbour
            y1, y2 = self.top(start) + HEIGHT / 2, self.top(end) + HEIGHT / 2
            middle = (upper.x + lower.x) / 2
            return {"d": f"M{upper.x:g} {y1:g}L{lower.x:g} {y2:g}", "x": middle, "y": (y1 + y2) / 2 - 4}
        d = f"M{upper.x:g} {self.top(start) + HEIGHT:g}v8"
        for n, each in enumerate([*self.lanes[edge], lower], start + 1):
            d += f"L{each.x:g} {self.top(n) - 26:g}"
            d += f"L{each.x:g} {self.top(n) + (HEIGHT + 8 if not each.iri else 0):g}"
        return {"d": d, "x": lower.x, "y": self.top(end) - 10}


def _width(item: _Item) -> int:
    return BOX if item.iri else LANE


def _middle(found: list[float], otherwise: float) -> float:
    return sum(found) / len(found) if found else otherwise


def rows(ranks: Mapping[str, str], edges: Sequence[Edge]) -> list[tuple[str, list[str]]]:
    """The rows of a picture from above, the rank of each and its documents, ACROSS at most in one.

    >>> rows({"a": "unknown", "b": "party-centre", "c": "party-centre"}, [Edge("b", "c"), Edge("c", "a")])
    [('party-centre', ['b']), ('party-centre', ['c']), ('unknown', ['a'])]
    """
    deep = _depths(ranks, edges)
    found: dict[tuple[int, int], list[str]] = {}
    for iri, name in ranks.items():
        found.setdefault((RANKS.index(name), deep[iri]), []).append(iri)
    return [
        (RANKS[layer], row[n : n + ACROSS])
        for (layer, _), row in sorted(found.items())
        for n in range(0, len(row), ACROSS)
    ]


def _depths(ranks: Mapping[str, str], edges: Iterable[Edge]) -> dict[str, int]:
    """How many documents of its own layer stand above each; bounded, since there may be circles."""
    within = [edge for edge in edges if ranks[edge.upper] == ranks[edge.lower]]
    deep = dict.fromkeys(ranks, 0)
    for _ in range(min(len(within), 12)):
        changed = False
        for edge in within:
            if deep[edge.lower] <= deep[edge.upper] < 12:
                deep[edge.lower] = deep[edge.upper] + 1
                changed = True
        if not changed:
            break
    return deep
