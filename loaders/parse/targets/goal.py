"""A goal as the words of a provision state it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.parse.targets.amounts import Amount
from loaders.text.fold import fold
from loaders.text.patterns import load

CLAUSE = 200  # code points before an amount in which its clause may say that it is of every year


@dataclass(frozen=True, slots=True)
class Goal:
    """An amount with its indicator; `start`..`end` are the words that state both; `sentence` where their sentence
    begins, `stop` where what is said of this amount ends, `limit` where the next amount or clause begins; `subject`
    what is counted; `place` among whom somebody is ranked."""

    indicator: str
    amount: Amount
    start: int
    end: int
    sentence: int
    stop: int
    limit: int
    subject: str | None = None
    place: str | None = None


def each_year(goal: Goal, folded: str) -> Goal:
    """A goal of every year says so in its unit: "mỗi năm đào tạo 500 người" is of "người/năm". Not so a share, which is
    the same in a year, and what has a unit per something."""
    unit = goal.amount.unit
    if unit is None or "/" in unit or unit.startswith(("%", "lần", "điểm")):
        return goal
    data, start = load("targets"), goal.amount.start
    begin = max(goal.sentence, start - CLAUSE)
    clause = folded[max(begin, folded.rfind(";", begin, start) + 1) : start]
    said = list(data["left.yearly"].finditer(clause)) if " năm" in clause else []
    behind = data["right.yearly"].search(fold(goal.indicator)) if not said else None
    if behind is None and (not said or data["year.any"].search(clause[said[-1].end() :])):
        return goal
    name = goal.indicator[: behind.start()] + goal.indicator[behind.end("w") :] if behind else goal.indicator
    return replace(goal, indicator=name, amount=replace(goal.amount, unit=f"{unit}/năm"), subject=subject(name))


def subject(indicator: str) -> str | None:
    """What is counted: of a share or a number, the words up to what is said of it.

    >>> subject("Tỷ lệ hộ dân nông thôn được sử dụng nước sạch"), subject("Tỷ lệ che phủ rừng")
    ('hộ dân nông thôn', None)
    """
    folded = fold(indicator)
    for head in ("tỷ lệ số ", "tỉ lệ số ", "tỷ lệ ", "tỉ lệ ", "số "):
        if folded.startswith(head):
            verb = load("targets")["right.verb"].search(folded[len(head) :])
            if verb and verb.start() > 1:
                return indicator[len(head) : len(head) + verb.start()]
            return None
    return None
