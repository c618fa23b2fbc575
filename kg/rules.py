"""The rules of inference, read backwards: from which asserted triples an inferred one follows.

Rules are data: kg/data/rules.toml and, for the steps of the cascade, kg/data/cascade.toml; kg.infer runs them forwards.

>>> [rule.premises for rule in rules("ledBy")]
[(('?s', 'cd:assignment', '?a'), ('?a', 'cd:role', 'role:lead'), ('?a', 'cd:agent', '?o'))]
>>> [rule.id for rule in rules("cascadesTo")][:2], rules("cascadesToAll")[0].closure, rules("cascadesUp")
(['cascadesTo: implements', 'cascadesTo: continues'], 'cascadesTo', ())
>>> [rule.file for rule in rules("validTo")][:2], rules("validTo")[0].id
(['ontology/registry/agency_kinds.csv', 'ontology/registry/provinces.csv'], 'validTo: 1')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.data import toml
from kg.rdf.terms import RELATIONS

Pattern = tuple[str, str, str]
"""Subject, predicate and object: `?variable`, or a name with the prefix `cd:`, `role:`, `skos:` or `base:`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for a predicate of graph/inferred: its `premises` hold for `?s` and `?o`, or it is the `closure` of
    another predicate. `more` are shown too where they hold; `where` is a condition in SPARQL on the variables of the
    premises; `alone`: of several rules for the predicate the first that holds is the reason. `file` is where an analyst
    finds it."""

    id: str
    vi: str
    en: str
    file: str
    premises: tuple[Pattern, ...] = ()
    closure: str | None = None
    more: tuple[Pattern, ...] = ()
    where: str = ""
    alone: bool = False


@cache
def rules(predicate: str) -> tuple[Rule, ...]:
    """The rules by which triples with this predicate (the end of its IRI) follow; none where no table tells."""
    predicate = predicate.rpartition("#")[2]
    tables = toml("rules").get(predicate, ())
    if predicate == "cascadesTo":
        return tuple(_step(tables, relation, how) for relation, how in toml("cascade")["steps"].items())
    if isinstance(tables, dict):
        return (_rule(predicate, tables),)
    return tuple(_rule(f"{predicate}: {number}", table, alone=True) for number, table in enumerate(tables, 1))


def _rule(name: str, table: dict[str, Any], *, alone: bool = False) -> Rule:
    """A rule as rules.toml has it."""
    premises, more = (tuple((s, p, o) for s, p, o in table.get(part, ())) for part in ("from", "more"))
    file = table.get("file", "kg/data/rules.toml")
    where = table.get("where", "")
    return Rule(name, table["vi"], table["en"], file, premises, table.get("closure"), more, where, alone)


def _step(table: dict[str, str], relation: str, how: str) -> Rule:
    """A step by one relation, as cascade.toml has it."""
    name = f"cd:{RELATIONS[relation].value.rpartition('#')[2]}"
    premises: tuple[Pattern, ...] = (("?s", name, "?o"),) if how == "forward" else (("?o", name, "?s"),)
    if how == "inverse of plans":
        premises += (("?o", "cd:documentType", "?type"), ("base:type-group/plans", "skos:member", "?type"))
    en = f"{table['en']}: {relation}, {how}"
    return Rule(f"cascadesTo: {relation}", table["vi"], en, "kg/data/cascade.toml", premises)
