"""Amounts in running text: figures, the words that compare them, their units.

>>> [(a.comparator, a.value, a.unit) for a in amounts("thu ngân sách đạt trên 2.000 tỷ đồng, tăng 8 - 9%/năm")]
[('>', 2000.0, 'tỷ đồng'), ('>=', 8.0, '%/năm'), ('<=', 9.0, '%/năm')]
>>> [(a.comparator, a.value, a.unit) for a in amounts("ít nhất 70 xã và 03 trường; 1,5 vạn lao động trở lên")]
[('>=', 70.0, 'xã'), ('>=', 3.0, 'trường'), ('>=', 1.5, 'vạn lao động')]
>>> amounts("Quyết định số 25/QĐ-UBND năm 2030, giai đoạn 2026 - 2030, đường 04 làn xe, 500kV")
[]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from loaders.model import Comparator
from loaders.parse.tables.amounts import number
from loaders.parse.targets import units
from loaders.text.fold import fold
from loaders.text.patterns import Match, Pattern, compile_pattern, load

BEFORE = 40  # code points before figures in which the words that compare them stand
AFTER = 24  # code points after an amount in which "trở lên" stands

_COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    ("ge", ">="), ("le", "<="), ("gt", ">"), ("lt", "<"), ("about", "~"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """`start`..`end` are comparator, figures and unit, `figures` where the figures begin and `unit_end` where the unit
    ends; `said` whether a word compares; `upper` whether it is the upper end of a range, `lifted` whether it is what
    something is lifted or brought down to ("từ 5% lên 7%": the words before it are in `start`..`end`)."""

    start: int
    end: int
    figures: int
    unit_end: int
    comparator: Comparator
    value: float
    unit: str | None
    said: bool = False
    upper: bool = False
    lifted: bool = False


@cache
def _p() -> dict[str, Pattern]:
    data = load("targets")
    num = data.data["parts"]["num"]
    unit = units.pattern().source
    figure = rf"(?P<n>{num})(?:(?: ?%)? ?(?:-|đến|tới) ?(?P<b>{num}))? ?(?P<unit>{unit})(?:[^\pL\pN]|$)"
    return {"figure": compile_pattern(figure, "loaders/data/targets.toml: figure")} | data.table("amount")


def amounts(text: str, folded: str | None = None) -> list[Amount]:
    """The amounts of `text` (the words of a provision), in order; the two ends of a range are two, with one place."""
    folded = fold(text) if folded is None else folded
    out: list[Amount] = []
    for match in _p()["figure"].finditer(folded):
        out += _amount(text, folded, match, out[-1] if out else None)
    if any(word in folded for word in ("chỉ số", "hệ số", "hdi", "index", "pci")):
        out = sorted([*out, *_indices(folded, out)], key=lambda a: (a.figures, a.upper))
    return _lifted(folded, out)


def _amount(text: str, folded: str, match: Match, last: Amount | None) -> list[Amount]:
    start, end = match.start("n"), match.end("unit")
    before = folded[max(0, start - BEFORE) : start]
    if before[-1:].isalnum() or (before[-1:] in tuple("/.,-") and before[-2:-1].isalnum()):
        return []
    value, upper = number(match.group("n")), match.group("b") and number(match.group("b"))
    unit = units.normal(text[match.start("unit") : end])
    if value is None or unit is None or (_p()["other"].search(before) and not _p()["none"].search(before)):
        return []
    if unit.printed.isalpha() and len(unit.printed) == 1 and text[end : end + 1] not in (" ", ".", ",", ";", ")", ""):
        return []
    comparator, at = _compared(before, start)
    said = comparator is not None
    if not said and last is not None and last.said and _goes_on(folded[last.end : start], unit.printed):
        comparator = last.comparator
    after = folded[end : end + AFTER]
    stop = end
    for name, onward in (("onward", ">="), ("down", "<=")):
        later = _p()[name].match(after.lstrip(" ")) if "trở" in after else None
        if later:
            comparator, said = (">=", True) if onward == ">=" else ("<=", True)
            stop = end + later.end() + (len(after) - len(after.lstrip(" ")))
    if upper is not None and upper:
        if upper <= value:
            return []
        low = Amount(at, stop, start, end, ">=", value, unit.printed, True)
        return [low, replace(low, comparator="<=", value=upper, upper=True)]
    return [Amount(at, stop, start, end, comparator or "=", value, unit.printed, said)]


def _goes_on(gap: str, unit: str) -> bool:
    """Whether an amount of `unit` goes on a list of amounts: "ít nhất 70 xã và 03 huyện"; of shares each is its own."""
    if gap.strip(" ,") in ("và", "") and len(gap) < 6:
        return True
    if unit.startswith("%") or len(gap) >= BEFORE + AFTER or gap[-1:] != " " or not _p()["list"].match(gap):
        return False
    return not load("targets")["right.verb"].search(gap)


def _compared(before: str, start: int) -> tuple[Comparator | None, int]:
    match = _p()["compared"].search(before)
    if match is None:
        return None, start
    for name, comparator in _COMPARATORS:
        if match.start(name) >= 0:
            return comparator, start - len(before) + match.start("w")
    return None, start


def _indices(folded: str, found: list[Amount]) -> list[Amount]:
    """Values of indices, which have no unit: "chỉ số HDI đạt 0,699"."""
    out = []
    taken = {a.figures for a in found}
    for match in _p()["index"].finditer(folded):
        start, end = match.span("n")
        value = number(match.group("n"))
        if start in taken or value is None or (value == int(value) and 1900 < value < 2100):
            continue
        comparator, at = _compared(folded[max(0, start - BEFORE) : start], start)
        later = _p()["onward"].match(folded[end : end + AFTER].lstrip(" "))
        out.append(Amount(at, end, start, end, ">=" if later else comparator or "=", value, None, bool(comparator)))
    return out


def _lifted(folded: str, found: list[Amount]) -> list[Amount]:
    """Without the beginnings of "từ 5% lên 7%"; "từ 5% đến 7%" is a range."""
    out: list[Amount] = []
    for i, one in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        from_ = _p()["from"].search(folded[max(0, one.figures - 16) : one.figures]) if after is not None else None
        if after is not None and from_ and not one.upper and after.figures > one.figures:
            gap = folded[one.unit_end : after.figures]
            if _p()["lift"].match(gap):
                begin = one.figures - len(folded[max(0, one.figures - 16) : one.figures]) + from_.start("w")
                found[i + 1] = replace(after, start=begin, lifted=True)
                continue
            if gap.strip() in ("đến", "tới") and one.unit == after.unit:
                out.append(replace(one, comparator=">=", end=after.end))
                found[i + 1] = replace(after, start=one.start, comparator="<=", upper=True)
                continue
        out.append(one)
    return out
