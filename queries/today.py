"""Who carries on agencies on a day, as the graph has it: the answers of the question `agency-today`, put in order.

>>> said = "2025-07-01 Cà Mau: NQ 202/2025/QH15|2025-03-01 Sở Xây dựng: B|2025-03-01 Sở Xây dựng: A"
>>> for step in steps(said, "2025-03-01 Sở Xây dựng: in English"):
...     step.date, step.result, step.bases, step.english
('2025-03-01', 'Sở Xây dựng', ('A', 'B'), ('in English',))
('2025-07-01', 'Cà Mau', ('NQ 202/2025/QH15',), ())
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from kg.dates import EXAMPLES, day
from kg.store.generations import Generation
from queries.functions import concerns
from queries.run import QueryError, ask


def year_on(first: str) -> str:
    """The day a year after a day in any form of kg.dates: how far one looks ahead where no last day is given.

    Raises QueryError for what is no date.

    >>> year_on("28/11/2026"), year_on("2024-02-29")
    ('2027-11-28', '2025-02-28')
    """
    start = datetime.date.fromisoformat(iso(first, "from"))
    leap = (start.month, start.day) == (2, 29)
    return start.replace(year=start.year + 1, day=28 if leap else start.day).isoformat()


class Step(NamedTuple):
    """A change on the way: its date, what the place or kind became, the documents on which it stands; `english` are
    those of them that are told in words, in English."""

    date: str
    result: str
    bases: tuple[str, ...]
    english: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The documents on one line, in Vietnamese and then in English where that differs."""
        return beside("; ".join(self.bases), self.english)


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carries an agency on, or a part of it. `carrier` is an IRI, empty where only the kind is on record; `place`
    is then the place within which it lies."""

    carrier: str
    label: str
    place: str
    since: str
    share: str
    functions: tuple[str, ...]
    functions_en: tuple[str, ...]
    certain: bool
    changes: tuple[Step, ...]

    @property
    def name(self) -> str:
        """Who it is; of one that is known by its kind alone also where it lies, and that it is not told which."""
        where = "" if self.carrier else f" ({self.place}, chưa rõ / which one is not on record)"
        return f"{self.label}{where}{'' if self.certain else ' (có thể / possibly)'}"

    def line(self) -> str:
        """Who it is, what for, and since when."""
        return f"{self.named}, từ / since {self.since}"

    @property
    def named(self) -> str:
        """Who it is, and what for where that is a part."""
        return f"{self.name} [{beside('; '.join(self.functions), self.functions_en)}]" if self.functions else self.name

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        told = {**asdict(self), "functions": list(self.functions), "functionsEn": list(self.functions_en)}
        del told["functions_en"]
        return {**told, "changes": [_data(step) for step in self.changes]}


class Taken(NamedTuple):
    """An agency whose work, or a part of it, another one carries on."""

    agency: str
    label: str
    carrier: Carrier


@dataclass(frozen=True, slots=True)
class Today:
    """An agency on a day: `state` is same (no change on record ended it), carried, or none (ended without successor on
    record); `carriers` those of the whole first. One that goes on may have given away a part."""

    agency: str
    label: str
    state: str
    last_day: str
    carriers: tuple[Carrier, ...]

    def told(self, text: str) -> tuple[tuple[Carrier, ...], tuple[Carrier, ...]]:
        """Who carries on a task with these words, and who only what they do not concern.

        A part counts where the words concern its functions; all parts do where none of them does and nobody carries on
        the whole, since which of them it is is then not known.
        """
        parts = [c for c in self.carriers if c.share != "whole"]
        meant = [c for c in parts if concerns(text, c.functions)]
        if not meant and len(parts) == len(self.carriers) and self.state != "same":
            meant = parts
        shown = tuple(c for c in self.carriers if c.share == "whole" or c in meant)
        return shown, tuple(c for c in parts if c not in meant)

    def lines(self) -> list[str]:
        """In words, a line each."""
        if self.state == "none":
            return [f"chấm dứt / ended {self.last_day}, không có nơi kế tục trong danh mục / no successor on record"]
        own = ["không có thay đổi trong danh mục / no change on record"] if self.state == "same" else []
        same = [f"vẫn tên ấy / the name stays, từ / since {c.since}" for c in self.carriers if c.named == self.label]
        return own + same + [carrier.line() for carrier in self.carriers if carrier.named != self.label]

    @property
    def changed(self) -> bool:
        """Whether somebody answers who is not called as this one is, or nobody does."""
        return self.state == "none" or any(carrier.named != self.label for carrier in self.carriers)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "agency": self.agency,
            "label": self.label,
            "state": self.state,
            "lastDay": self.last_day or None,
            "carriers": [carrier.as_data() for carrier in self.carriers],
        }


def _data(step: Step) -> dict[str, Any]:
    said = {"legalBases": list(step.bases), "legalBasesEn": list(step.english)}
    return {"date": step.date, "result": step.result, **said}


def beside(vietnamese: str, english: Iterable[str]) -> str:
    """Words in Vietnamese, and in English where there are any.

    >>> beside("giảm nghèo", ["poverty reduction"]), beside("45/2025/NĐ-CP", [])
    ('giảm nghèo / poverty reduction', '45/2025/NĐ-CP')
    """
    return " / ".join(filter(None, (vietnamese, "; ".join(english))))


def steps(text: str, english: str = "") -> list[Step]:
    """The changes of one answer, the earliest first."""
    said, translated = _by_change(text), _by_change(english)
    return [
        Step(*change, tuple(sorted(bases)), tuple(sorted(translated.get(change, ()))))
        for change, bases in sorted(said.items())
    ]


def _by_change(text: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for each in filter(None, text.split("|")):
        head, _, basis = each.partition(": ")
        date, _, result = head.partition(" ")
        found.setdefault((date, result), set()).update({basis} - {""})
    return found


_TODAY = ("today", "hôm nay")


def iso(as_of: str, called: str = "--as-of") -> str:
    """A day as it was typed, as an ISO date, also "today" and "hôm nay"; raises QueryError, which names the parameter
    (`called`), if it is none.

    >>> iso("1/11/2026"), iso("hôm nay") == datetime.date.today().isoformat()
    ('2026-11-01', True)
    """
    if " ".join(as_of.casefold().split()) in _TODAY:
        return datetime.date.today().isoformat()
    try:
        return day(as_of).isoformat()
    except ValueError:
        raise QueryError(f"{called}: {as_of!r} is no date; for example {EXAMPLES}") from None


def carried_on(generation: Generation, agencies: Iterable[str], date: str) -> dict[str, Today]:
    """Agencies by IRI, each as it is on a day (in any form of kg.dates); a kind gives those of all provinces.

    Raises QueryError for what is no date.
    """
    wanted = sorted(set(agencies))
    if not wanted:
        return {}
    found: dict[str, list[dict[str, str]]] = {}
    for row in ask(generation, "agency-today", {"agency": " ".join(wanted), "date": date}, 0).dicts():
        found.setdefault(row["who"], []).append(row)
    return {who: _today(who, rows) for who, rows in found.items()}


def taken_over(generation: Generation, agencies: Iterable[str], date: str) -> list[Taken]:
    """Whose work the agencies (IRIs; a kind means those of all provinces) carry on on a day, in any form of
    kg.dates; those of the same carrier together."""
    wanted = sorted(set(agencies))
    if not wanted:
        return []
    rows = ask(generation, "carried-by", {"agency": " ".join(wanted), "date": date}, 0).dicts()
    return [Taken(row["who"], row["whoLabel"], _carrier(row | {"carrierPlace": ""})) for row in rows]


def _today(who: str, rows: list[dict[str, str]]) -> Today:
    states = {row["state"] for row in rows}
    state = "same" if "same" in states else "none" if "none" in states else "carried"
    carriers = [_carrier(row) for row in rows if row["state"] == "carried"]
    carriers.sort(key=lambda c: (c.share != "whole", not c.certain, c.label, c.functions))
    last = next((row["lastDay"] for row in rows if row["lastDay"]), "")
    return Today(who, rows[0]["whoLabel"], state, last, tuple(carriers))


def _carrier(row: dict[str, str]) -> Carrier:
    return Carrier(
        carrier=row["carrier"], label=row["carrierLabel"], place=row["carrierPlace"], since=row["since"],
        share=row["share"].rpartition("#")[2], functions=_parts(row["functions"]),
        functions_en=_parts(row["functionsEn"]), certain=not row["confidence"],
        changes=tuple(steps(row["changes"], row["changesEn"])),
    )  # fmt: skip


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(sorted(filter(None, cell.split("|"))))
