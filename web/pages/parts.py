"""Long documents a part at a time: where the parts begin, so that a page stays quick to make and to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MOST = 220
"""Provisions of a document that stands on one page."""
PART = 90
"""Provisions of a part, about: it ends before a main part of the document where one is near."""
NEAR = 25


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
    """
    if len(rows) <= most:
        return []
    begins = [0]
    at = size
    while at < len(rows) - size // 2:
        near = range(max(begins[-1] + 1, at - min(NEAR, size // 2)), min(len(rows), at + size // 4))
        tops = [n for n in near if "/" not in rows[n]["path"]]
        free = [n for n in near if rows[n]["start"] != rows[n - 1]["start"]]
        best = min(tops or free or [at], key=lambda n: abs(n - at))
        begins.append(best)
        at = best + size
    starts = [int(rows[n]["start"]) for n in begins]
    ends: list[int | None] = [*starts[1:], None]
    return [Part(s, e, rows[n]["path"]) for s, e, n in zip(starts, ends, begins, strict=True)]


def holding(found: Sequence[Part], start: int) -> int:
    """Which part a provision stands in that starts at `start`, counted from 1."""
    return next((n for n, each in enumerate(found, 1) if each.before is None or start < each.before), 1)


def shown(found: Sequence[Part], number: int) -> list[dict[str, Any]]:
    """The parts, for a list of links."""
    return [{"number": n, "path": each.path, "here": n == number} for n, each in enumerate(found, 1)]
