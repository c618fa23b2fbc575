"""Long documents a part at a time: where the parts begin, so that a page stays quick to make and to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

MOST = 180
"""Provisions of a document that stands on one page."""
PART = 90
"""Provisions of a part, about: it ends before a main part of the document where one is near."""
NEAR = 25
LETTERS = 133
"""A provision that is longer counts as one for each so many letters: long ones, rows of tables above all, have more
facts, and facts are what takes time. So a page has 24,000 letters at most, about ten printed ones."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: the offsets of its first provision and of the first behind it (None: to the end)."""

    first: int
    before: int | None
    path: str

    def given(self) -> dict[str, str]:
        """As parameters of the questions `provisions`, `facts` and `facts-names`."""
        return {"first": str(self.first)} | ({} if self.before is None else {"before": str(self.before)})


def parts(rows: Sequence[dict[str, str]], most: int = MOST, size: int = PART) -> list[Part]:
    """The parts of a document (rows of the question `outline`); none where it stands on one page.

    >>> rows = [{"path": f"{n // 10}/{n}" if n % 10 else f"{n // 10}", "start": str(n)} for n in range(40)]
    >>> [(part.first, part.before, part.path) for part in parts(rows, 20, 12)]
    [(0, 10, '0'), (10, 20, '1'), (20, 30, '2'), (30, None, '3')]
    >>> parts(rows)
    []
    >>> long = [{"path": str(n), "start": str(n * 2660)} for n in range(20)]
    >>> [part.path for part in parts(long)]
    ['0', '4', '8', '12', '16']
    """
    starts = [int(row["start"]) for row in rows]
    # How much stands before each provision, and before the end.
    before = [0.0, *accumulate(max(1.0, (after - start) / LETTERS) for start, after in pairwise([*starts, 0]))]
    if before[-1] <= most:
        return []
    begins = [0]
    goal = float(size)
    while goal < before[-1] - size / 2:
        later = range(begins[-1] + 1, len(rows))
        near = [n for n in later if goal - min(NEAR, size // 2) <= before[n] < goal + size / 4]
        tops = [n for n in near if "/" not in rows[n]["path"]]
        free = [n for n in near if starts[n] != starts[n - 1]]
        best = min(tops or free or near or later, key=lambda n: abs(before[n] - goal), default=None)
        if best is None:
            break
        begins.append(best)
        goal = before[best] + size
    firsts = [starts[n] for n in begins]
    ends: list[int | None] = [*firsts[1:], None]
    return [Part(s, e, rows[n]["path"]) for s, e, n in zip(firsts, ends, begins, strict=True)]


def holding(found: Sequence[Part], start: int) -> int:
    """Which part a provision stands in that starts at `start`, counted from 1."""
    return next((n for n, each in enumerate(found, 1) if each.before is None or start < each.before), 1)


def shown(found: Sequence[Part], number: int) -> list[dict[str, Any]]:
    """The parts, for a list of links."""
    return [{"number": n, "path": each.path, "here": n == number} for n, each in enumerate(found, 1)]
