"""Units printed after figures, and what they are in a base unit that can be compared and in QUDT.

The words are data: loaders/data/units.toml.

>>> unit, = [normal("nghìn tỷ đồng")]
>>> unit.base, unit.factor, unit.qudt
('đồng', 1000000000000.0, 'CCY_VND')
>>> normal("bác sĩ/1 vạn dân").printed, normal("%/năm").qudt, normal("tạ/ha").quantity(60)
('bác sĩ/vạn dân', 'PERCENT-PER-YR', 6.0)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.text.fold import fold
from loaders.text.patterns import Pattern, compile_pattern, load

QUDT = "http://qudt.org/vocab/unit/"


@dataclass(frozen=True, slots=True)
class Unit:
    """`printed` as in base form; `base` what it is counted in and `factor` how many of these it is; `qudt` the name of
    the base in QUDT, None where there is none."""

    printed: str
    base: str
    factor: float
    qudt: str | None

    def quantity(self, value: float) -> float:
        """A value in the base unit; rounded to what a decimal figure can tell."""
        return float(f"{value * self.factor:.12g}")


def _quoted(words: tuple[str, ...]) -> str:
    """Words as alternatives, the longest first."""
    return "|".join(re.escape(word).replace("/", "/") for word in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def sources() -> dict[str, str]:
    """The parts of patterns that the data make: `times`, `unit`, `per`."""
    data = load("units").data
    measures = tuple(word for entry in data["measures"].values() for word in entry["words"])
    return {
        "times": _quoted(tuple(data["multipliers"])),
        "unit": _quoted((*measures, *data["counts"]["words"])),
        "per": _quoted(tuple(data["per"]["words"])),
    }


@cache
def pattern() -> Pattern:
    """A whole unit: multipliers `m`, unit `u`, what it is per `p`."""
    s = sources()
    per = rf"(?:(?: ?/ ?| trên (?:mỗi )?)(?:1 |một |[0-9][0-9.]* )?(?:{s['per']}))"
    whole = rf"(?P<m>(?:(?:{s['times']}) )*)(?P<u>{s['unit']}|{s['times']})(?P<p>{per}{{0,3}})"
    return compile_pattern(whole, "loaders/data/units.toml")


@cache
def per() -> Pattern:
    """What a unit may be per, at the beginning of words."""
    return compile_pattern(sources()["per"], "loaders/data/units.toml: per")


@lru_cache(maxsize=4096)
def normal(words: str) -> Unit | None:
    """The unit that `words` print; None where they are no unit that is known: they can be compared only as printed."""
    folded = " ".join(fold(words).replace("vnđ", "đồng").split())
    match = pattern().fullmatch(folded)
    if match is None:
        return None
    data = load("units").data
    times: dict[str, float] = data["multipliers"]
    factor = 1.0
    for word in match.group("m").split():
        factor *= times[word]
    name, printed = match.group("u"), " ".join(words.split())
    if name in times:  # "105.000 tỷ": money
        factor, name = factor * times[name], "đồng"
    for measure, entry in data["measures"].items():
        if name in entry["words"]:
            name, factor = entry.get("of", measure), factor * entry.get("factor", 1)
            break
    per = _per(match.group("p"))
    base = name + per
    known = data["measures"].get(name, {}).get("qudt") if not per else None
    return Unit(_plain(printed, per), base, factor, data["qudt"].get(base, known))


def _per(printed: str) -> str:
    """What a unit is per, in one form: "/1 vạn dân" and " trên vạn dân" are "/vạn dân".

    >>> _per("/1 vạn dân"), _per(" trên 10.000 dân"), _per("/ngày đêm"), _per("/người/năm")
    ('/vạn dân', '/vạn dân', '/ngày', '/người/năm')
    """
    parts = [part.strip() for part in printed.replace(" trên mỗi ", "/").replace(" trên ", "/").split("/")]
    out = []
    for part in parts:
        part = part.removeprefix("1 ").removeprefix("một ").replace("10.000 dân", "vạn dân").replace("ngày.đêm", "ngày")
        out.append("ngày" if part == "ngày đêm" else part)
    return "/".join(out)


def _plain(printed: str, per: str) -> str:
    """A unit in base form: as printed, but what it is per by a stroke and without "1"."""
    folded = fold(printed)
    ends = [at for at in (folded.find("/"), folded.find(" trên ")) if at >= 0]
    return printed[: min(ends)].strip() + per if per and ends else printed
