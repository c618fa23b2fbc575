"""What stands around an expression of time and tells whether it says when work is due.

The words are data (loaders/data/deadlines.toml: `before`, `after`, `words`).

>>> Clues("", "báo cáo trước ngày 5/12").how(14)
('first', 8)
>>> Clues("", "kế hoạch năm 2026").how(9)
(None, 9)
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property

from loaders.parse.deadlines.units import Unit
from loaders.text.patterns import Pattern, load

LEFT = 56  # code points before an expression in which the word stands that makes it a deadline
RIGHT = 80  # code points after it that may go on with it
_ORDER = ("first", "latest", "until", "done", "to", "in", "on")
_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'))


@cache
def patterns() -> dict[str, Pattern]:
    """All patterns of the data file but its parts, as "table.name"."""
    data = load("deadlines")
    names = ("unit", "before", "after", "words")
    return {f"{table}.{name}": data[f"{table}.{name}"] for table in names for name in data.data[table]}


def joined(gap: str) -> bool:
    """Whether what stands between two expressions makes them beginning and end of one period."""
    return gap.strip() in ("-", "đến", "đến hết", "đến ngày", "tới", "đến tháng", "đến quý", "đến năm")


class Clues:
    """The words of one provision, printed and folded; `label`: all of them stand under a label of time."""

    def __init__(self, text: str, folded: str, label: bool = False) -> None:
        self.text, self.folded = text, folded
        self.whole = label
        self.labels = [(0, len(folded))] if label else _labels(folded)

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Stretches in quotation marks."""
        return _quotes(self.text)

    @cached_property
    def recurring(self) -> bool:
        """Whether the provision speaks of every year."""
        return patterns()["words.recurring"].search(self.folded) is not None

    def labelled(self, start: int) -> bool:
        """Whether a position stands under a label of time."""
        return _inside(self.labels, start, 0)

    def after(self, end: int) -> str:
        """The words that may go on with an expression."""
        return self.folded[end : end + RIGHT]

    def beside_the_point(self, start: int, end: int) -> bool:
        """Whether an expression is a part of a longer word or number, or of a quoted name."""
        folded = self.folded
        before = folded[start - 1] if start else " "
        after = folded[end] if end < len(folded) else " "
        if before.isalnum() or after.isalnum():
            return True
        if before in "/.-" and start > 1 and folded[start - 2].isalnum():
            return True
        if after in "/-%" and folded[end + 1 : end + 2].isalnum():
            return True
        return _inside(self.quotes, start, 1)

    def every_year(self, start: int) -> bool:
        """Whether a bare "hằng năm" at `start` says when."""
        before = self.folded[max(0, start - 24) : start]
        return self.labelled(start) or patterns()["words.yearly"].search(before) is not None

    def of_a_document(self, start: int) -> bool:
        """Whether a document's number or name stands before the expression: it is that document's date."""
        return patterns()["before.number"].search(self._left(start)) is not None

    def how(self, start: int) -> tuple[str | None, int]:
        """The kind of word before an expression that makes it a deadline, and where it begins."""
        left = self._left(start)
        for name in _ORDER:
            match = patterns()[f"before.{name}"].search(left)
            if match:
                at = match.start("t")
                return name, start if at < 0 else start - len(left) + at
        return None, start

    def counts(self, unit: Unit, how: str | None, start: int, end: int, at: int, ranged: bool) -> bool:
        """Whether an expression at `start`..`end`, with a word of kind `how` at `at` before it, says when the work is
        due; `ranged`: it is the end of a period."""
        left = self._left(start)
        if unit.shape == "day" and not self._of_each_month(end):
            return False
        if how not in (None, "first", "latest") and self._status(at, 24):
            return False
        if how is None and patterns()["before.law"].search(left):
            return False
        if self.labelled(start):
            return ranged or how is not None or not patterns()["before.status"].search(left[-12:])
        match how:
            case "first":
                return patterns()["words.past"].search(self._left(at)) is None
            case "latest":
                return True
            case "on":
                return unit.shape in ("year", "date", "month", "quarter", "half", "day")
            case "done" if unit.shape == "years":
                return self.folded.startswith("trong ", at)
            case "until":
                first = at if not ranged else self.folded.rfind("từ ", 0, at)
                return unit.shape != "years" and patterns()["words.state"].search(self._left(first)) is None
            case "done":
                return unit.shape != "years"
            case "in" if unit.shape in ("year", "years"):
                return self._clause_finishes(at, unit.shape == "years")
            case "in":
                return unit.shape in ("quarter", "month", "half", "date")
            case "to":
                return unit.shape in ("date", "month", "quarter") and not ranged
            case _:
                return self._opens(unit, left, start, end)

    def _opens(self, unit: Unit, left: str, start: int, end: int) -> bool:
        """Whether a bare expression opens a clause as its time: "Quý IV/2026, trình …", "- Năm 2026: …"."""
        if unit.last is None or (left.strip() and left.rstrip()[-1:] not in ".;:(-"):
            return False
        if self.folded.startswith(":", end) and not left.strip(" -+*"):
            return self.folded[start].isalpha()
        if self.folded.startswith(")", end) and patterns()["words.bracketed"].search(left):
            return True
        clause = self.folded[start : start + 2 * RIGHT]
        return unit.shape == "quarter" and patterns()["words.finish"].search(clause) is not None

    def _left(self, start: int) -> str:
        return self.folded[max(0, start - LEFT) : start]

    def _status(self, at: int, size: int) -> bool:
        """Whether the words before `at` say how things stand: "tính đến ngày …"."""
        return patterns()["before.status"].search(self.folded[max(0, at - size) : at]) is not None

    def _of_each_month(self, end: int) -> bool:
        right = self.after(end)
        return bool(patterns()["after.monthly"].search(right) or patterns()["after.quarterly"].search(right))

    def _clause_finishes(self, at: int, years: bool) -> bool:
        """Whether the clause of "trong …" at `at` says that something is to be finished in that year or these years."""
        begin = max(self.folded.rfind(".", 0, at), self.folded.rfind(";", 0, at)) + 1
        clause = self.folded[max(begin, at - 4 * RIGHT) : at].strip(" -+")
        p = patterns()
        if p["words.other"].search(clause) or p["words.moved"].search(self._left(at)):
            return False
        if p["words.reach"].search(clause):
            return True
        return not years and bool(p["words.finish"].search(clause)) and not p["words.holds"].search(self._left(at))


def _inside(stretches: list[tuple[int, int]], at: int, least: int) -> bool:
    """Whether a stretch begins at least `least` before `at` and ends after it; `stretches` in order, none nested."""
    i = bisect_right(stretches, at - least, key=lambda stretch: stretch[0]) - 1
    return i >= 0 and at < stretches[i][1]


def _labels(folded: str) -> list[tuple[int, int]]:
    """Where a label says that what follows, up to the end of the sentence or the next label, is when."""
    if ":" not in folded:
        return []
    found = [
        match.span()
        for match in patterns()["words.label"].finditer(folded)
        if not (match.start() and folded[match.start()].isalnum() and folded[match.start() - 1].isalnum())
    ]
    out = []
    for i, (_, start) in enumerate(found):
        stop = found[i + 1][0] if i + 1 < len(found) else len(folded)
        for mark in (";", ". "):
            end = folded.find(mark, start, stop)
            stop = end if end >= 0 else stop
        out.append((start, stop))
    return out


def _quotes(text: str) -> list[tuple[int, int]]:
    """Stretches in quotation marks, in order."""
    out: list[tuple[int, int]] = []
    for opening, closing in _QUOTES:
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + 1)
            if end < 0:
                break
            out.append((start, end))
            start = text.find(opening, end + 1)
    out.sort()
    return [one for i, one in enumerate(out) if not i or one[1] > out[i - 1][1]]
