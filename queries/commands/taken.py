"""Tasks that have come to an agency from others: with a day, they are found beside those that name it.

What is asked for is widened to the agencies whose work it carries on on that day. Of one that handed over a part, only
the tasks whose words concern that part are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kg.index import reading
from kg.store.generations import Generation
from queries import lookup
from queries.members import out_of_time, unnamed
from queries.run import ask
from queries.today import Today, taken_over

ROLES = {"lead": "lead", "support": "support", "lead_with_groups": "lead", "support_with_groups": "support"}
"""Parameter of the question `tasks` -> the role that it asks for."""
_NAMED = 3  # agencies that a hint names


class Widened(NamedTuple):
    """Parameters of the question `tasks` with those from whom work came; `own` are the agencies that were asked for,
    by parameter, `partly` says that somebody gave only a part away."""

    given: dict[str, str]
    own: dict[str, frozenset[str]]
    partly: bool = False


def widened(generation: Generation, given: Mapping[str, str], date: str) -> Widened:
    """What is asked for, with those whose work the agencies carry on on a day. Raises LookupFailedError."""
    made, own, partly = dict(given), {}, False
    for name in ROLES:
        if name not in given:
            continue
        asked = _agencies(generation, given[name])
        found = taken_over(generation, asked, date)
        if name.endswith("_groups"):  # through a collective nobody tells which part of its work is meant
            found = [each for each in found if each.carrier.share == "whole"]
        partly = partly or any(each.carrier.share != "whole" for each in found)
        own[name] = _members(generation, asked)
        made[name] = " ".join(dict.fromkeys([*asked, *(each.agency for each in found)]))
    return Widened(made, own, partly)


def _agencies(generation: Generation, said: str) -> list[str]:
    return lookup.agencies(generation.search, str(generation.manifest["base"]), said)


def _members(generation: Generation, asked: Iterable[str]) -> frozenset[str]:
    """The agencies that IRIs of agencies and of kinds mean."""
    with reading(generation.search) as connection:
        sql = "SELECT DISTINCT iri FROM agents WHERE iri = ?1 OR kind = ?1"
        return frozenset(iri for each in asked for (iri,) in connection.execute(sql, (each,)))


def through(
    roles: Iterable[tuple[str, str, str]], agencies: Mapping[str, Today], text: str, own: Mapping[str, frozenset[str]]
) -> list[dict[str, Any]] | None:
    """By whom a task has come to those that were asked for; nothing where it names them, None where it has not come.

    `roles` are role, name and IRI of the agencies of the task. Where several roles are asked for, all must have come.
    """
    made: list[dict[str, Any]] = []
    for name, wanted in own.items():
        mine = [agent for role, _, agent in roles if role == ROLES[name]]
        ways = [
            {"role": ROLES[name], "agency": now.agency, "stated": now.label, "carrier": c.carrier, "today": c.label}
            for now in (agencies[agent] for agent in dict.fromkeys(mine))
            for c in now.told(text)[0]
            if c.carrier in wanted
        ]
        named = not wanted.isdisjoint(mine)
        if not ways and not named and not name.endswith("_groups"):
            return None
        made += [] if named else ways
    return made


def through_groups(generation: Generation, given: Mapping[str, str]) -> tuple[dict[str, str], set[str]]:
    """What is asked for with the collectives by which agencies that no document names have tasks, and the tasks among
    those of the collectives that were set when the agency was not there, or that it leads itself. Raises
    LookupFailedError."""
    made, late = dict(given), set[str]()
    for name in (name for name in ROLES if name.endswith("_groups") and name in given):
        through = unnamed(generation, given[name])
        try:
            own = _agencies(generation, given[name])
        except lookup.LookupFailedError:
            if not through:
                raise
            own = []
        made[name] = " ".join(dict.fromkeys([*own, *(each.group for each in through)]))
        dropped = out_of_time(generation, through, ROLES[name])
        if dropped and own:
            dropped -= {row["task"] for row in ask(generation, "tasks", {name: " ".join(own)}, 0).dicts()}
        late |= dropped
        if name == "support_with_groups":
            late |= _led(generation, own)
    return made, late


def _led(generation: Generation, agencies: Iterable[str]) -> set[str]:
    """The tasks that agencies lead and do not support themselves: a collective that has them supports them, then."""
    given = {"lead": " ".join(agencies)}
    if not given["lead"]:
        return set()
    both = given | {"support": given["lead"]}
    found, itself = ({row["task"] for row in ask(generation, "tasks", each, 0).dicts()} for each in (given, both))
    return found - itself


def hint(generation: Generation, given: Mapping[str, str], date: str) -> list[str]:
    """Where work has come to an agency that was asked for without a day: from whom, and how to see it."""
    lines: list[str] = []
    for name, role in ROLES.items():
        if name not in given:
            continue
        asked = _agencies(generation, given[name])
        own = _members(generation, asked)
        found = {each.agency: each.label for each in taken_over(generation, asked, date) if each.agency not in own}
        told = ask(generation, "agency", {"agency": " ".join(found)}, 0).dicts() if found else []
        counts = {row["who"]: int(row[f"{role}s"]) for row in told if row[f"{role}s"] != "0"}
        first = sorted(counts, key=lambda who: (-counts[who], found[who]))
        if first:
            said = "; ".join(f"{found[who]} ({counts[who]})" for who in first[:_NAMED])
            said += f" và {len(first) - _NAMED} cơ quan khác / more" if len(first) > _NAMED else ""
            how = "xem với / see them with: --as-of today"
            lines.append(f"nay kế tục cả nhiệm vụ, báo cáo của / also carries on tasks and reports of: {said}; {how}")
    return lines
