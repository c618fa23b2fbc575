"""When and how often a report is due."""

from __future__ import annotations

from functools import cache
from typing import cast

from loaders.model import Deadline, Frequency
from loaders.parse.reports.sentence import Step, arising
from loaders.text.patterns import Pattern, load

NEAR = 70  # code points before the verb in which its time may stand
_RECURS = {"P1M": "monthly", "P3M": "quarterly", "P6M": "half-yearly", "P1W": "weekly", "P1D": "daily", "P1Y": "annual"}


@cache
def _often() -> dict[str, Pattern]:
    return load("reports").table("often")


def times(folded: str, step: Step, at: int, dates: tuple[Deadline, ...]) -> list[Deadline]:
    """The deadlines of a provision, which begins at `at`, that are those of a step: said after its verb, or just before
    it and of nothing else."""
    out = []
    for one in dates:
        start, end = one.span.start - at, one.span.end - at
        if step.start <= start < step.end:
            if not _of_another(folded[step.start : start], step.onward):
                out.append(one)
        elif not step.onward and step.clause <= start < end <= step.start and _of_the_report(folded, step, start, end):
            out.append(one)
    dated = [one for one in out if one.date is not None]
    return dated or out[:1]


def _of_another(words: str, onward: bool) -> bool:
    """Whether in the words between the verb and a time another act begins, of which the time is."""
    patterns = load("reports")
    later = not onward and patterns["arising.submits"].search(words) is not None
    return later or patterns["arising.else"].search(words) is not None


def _of_the_report(folded: str, step: Step, start: int, end: int) -> bool:
    """Whether a time at `start`..`end`, before the verb in its clause, is of the report and of nothing else that is
    done: it stands near the verb, or the word for a report directly before it."""
    patterns = load("reports")
    before = folded[max(step.clause, start - 80) : start]
    between = folded[end : step.start]
    if len(between) >= NEAR and not patterns["arising.collected"].search(between):
        return patterns["arising.report"].search(before) is not None
    finish = patterns["arising.finish"]
    return not finish.search(before[before.rfind(", ") + 1 :]) and not finish.search(between)


def frequency(folded: str, step: Step, deadline: Deadline | None) -> Frequency | None:
    """How often, by the deadline or by the words of the clause; None where they do not say."""
    if deadline is not None and deadline.recurs:
        if deadline.recurs.startswith("--"):
            return "monthly" if deadline.recurs.startswith("---") else "annual"
        return cast("Frequency | None", _RECURS.get(deadline.recurs))
    if deadline is not None and deadline.date is not None:
        return "once"
    words = folded[step.clause if not step.onward else step.start : step.end]
    often = _often()
    said = next((name for name in often if name != "demand" and often[name].search(words)), None)
    if arising(folded, step) is not None and not said and not step.onward:
        return "when arising"
    if said:
        return cast("Frequency", said)
    return "on demand" if often["demand"].search(words) else None
