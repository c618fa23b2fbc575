"""How the verbs say who carries an agency on: a line below a task, and the changes with their legal bases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kg.store.generations import Generation
from queries.commands.context import local
from queries.present import wrapped
from queries.today import Carrier as Carrier
from queries.today import Step, Today, carried_on, iso


def short(today: Today, text: str) -> str:
    """Who carries on a task of an agency with the words `text`, in a few words; empty where it goes on itself, or
    under the same name.

    >>> short(Today("a", "Sở A", "none", "2025-02-28", ()), "Trồng cây.")
    'Sở A → không có nơi kế tục trong danh mục / no successor on record'
    >>> def whole(name): return Carrier("b", name, "", "2025-07-01", "whole", (), (), True, ())
    >>> short(Today("a", "Sở A (tỉnh B)", "carried", "2025-06-30", (whole("Sở A (tỉnh B)"),)), "Trồng cây.")
    ''
    >>> short(Today("a", "Sở A (tỉnh B)", "carried", "2025-06-30", (whole("Sở A (tỉnh C)"),)), "Trồng cây.")
    'Sở A (tỉnh B) → Sở A (tỉnh C)'
    """
    if today.state == "none":
        return f"{today.label} → không có nơi kế tục trong danh mục / no successor on record"
    carriers, _ = today.told(text)
    if today.state == "same" and not carriers:
        return ""
    whole = [c.name for c in carriers if c.share == "whole"]
    parts = [c.named for c in carriers if c.share != "whole"]
    own = [today.label] if today.state == "same" else []
    names = dict.fromkeys([*own, *whole, *parts])
    return f"{today.label} → {'; '.join(names)}" if set(names) != {today.label} else ""


def without_names(text: str, said: Iterable[Mapping[str, str]]) -> str:
    """The words of a task without those that name its agencies: a name holds words of the agency's functions.

    >>> without_names("Sở Y tế dạy y tế.", [{"quote": "Sở Y tế", "name": "Sở Y tế"}])
    '  dạy y tế.'
    """
    names = {name for row in said for name in (row["quote"], row["name"]) if name and name != text}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


class Answering(NamedTuple):
    """Who answers on a day for duties: `roles` are role, name as said and IRI of the agencies of each."""

    day: str
    agencies: Mapping[str, Today]
    roles: Mapping[str, list[tuple[str, str, str]]]
    texts: Mapping[str, str]

    def changes(self, duty: str) -> list[str]:
        """Who answers now for those that were named, where that is somebody else."""
        said = [short(self.agencies[agent], self.texts[duty]) for _, _, agent in self.roles.get(duty, ())]
        return list(dict.fromkeys(filter(None, said)))

    def names(self, duty: str, role: str) -> list[str]:
        """Who has a role in it now; nothing where all are called as they were."""
        mine = [self.agencies[agent] for each, _, agent in self.roles.get(duty, ()) if each == role]
        if not any(short(now, self.texts[duty]) for now in mine):
            return []
        made: list[str] = []
        for now in mine:
            made += [now.label] if now.state == "same" else []
            made += [carrier.name for carrier in now.told(self.texts[duty])[0]]
        return list(dict.fromkeys(made))

    def data(self, duty: str) -> list[dict[str, Any]]:
        """For JSON: each agency of it on the day."""
        return [
            {"role": role, "name": name, "asOf": self.day, **self.agencies[agent].as_data()}
            for role, name, agent in self.roles.get(duty, ())
        ]


def answering(
    generation: Generation, said: Mapping[str, list[dict[str, str]]], texts: Mapping[str, str], day: str
) -> Answering:
    """Who answers on a day, in any form of kg.dates, for duties of which `said` is the evidence (`of_duties`) and
    `texts` the words; raises QueryError for what is no date."""
    roles = {
        duty: list(dict.fromkeys((local(r["role"]), r["name"], r["agent"]) for r in rows if r["agent"]))
        for duty, rows in said.items()
    }
    agents = {agent for rows in roles.values() for _, _, agent in rows}
    plain = {duty: without_names(text, said.get(duty, ())) for duty, text in texts.items()}
    return Answering(iso(day), carried_on(generation, agents, iso(day)), roles, plain)


def apart(today: Today, texts: Iterable[str]) -> str:
    """Who carries on functions that none of the tasks with these words concern, in one line; empty if nobody does."""
    aside = [set(today.told(text)[1]) for text in texts]
    named = [c.named for c in today.carriers if aside and all(c in each for each in aside)]
    return f"theo chức năng / by function: {'; '.join(dict.fromkeys(named))}" if named else ""


def bases(agencies: Iterable[Today], indent: str) -> list[str]:
    """The changes behind what was said, each once: day, what it became, documents."""
    return changes((step for today in agencies for carrier in today.carriers for step in carrier.changes), indent)


def changes(steps: Iterable[Step], indent: str) -> list[str]:
    """Changes, each once, the earliest first."""
    said = [f"{s.date} → {s.result}: {s.said or _NO_BASIS}" for s in sorted(set(steps))]
    return [wrapped(line, indent) for line in said]


_NO_BASIS = "không rõ căn cứ / no basis on record"
