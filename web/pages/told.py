"""What facts of a document say, by kind, as pages show it: header, relations, duties, targets, works, citations."""

from __future__ import annotations

from typing import Any

from queries.commands.context import local
from web.pages.duties import led
from web.pages.facts import Fact, Facts
from web.pages.words import table, words

HEADER = (
    "number", "issuerName", "date", "title", "provinceName", "placeOfIssue", "periodStart", "periodEnd", "visionYear",
    "signerAuthority", "signerPosition", "signerName", "recipient",
)  # fmt: skip
"""What head and foot state, in the order in which it is shown."""
Data = dict[str, Any]


def header(facts: Facts, rows: list[dict[str, str]]) -> list[Data]:
    """What head and foot state: the values (rows of the question `document`) with the facts that state them."""
    values: dict[str, list[str]] = {}
    for row in rows:
        values.setdefault(local(row["property"]), []).append(row["value"])
    stated: dict[str, list[Fact]] = {}
    for fact in facts.of("HeaderStatement"):
        for name in fact.all("states"):
            stated.setdefault(local(name), []).append(fact)
    made = []
    for name in [*HEADER, *sorted(stated.keys() - set(HEADER))]:
        own = [facts.base(each) for each in stated.get(name, ())]
        # Recipients in the order of the document where their words are at hand.
        order = {" ".join(each["quote"].split()).casefold(): i for i, each in enumerate(own)}
        said = sorted(values.get(name, ()), key=lambda v: (order.get(" ".join(v.split()).casefold(), len(order)), v))
        if (said and name in HEADER) or own:
            links = values.get("issuer", []) if name == "issuerName" else []
            made.append({"property": name, "values": said if name in HEADER else [], "things": links, "facts": own})
    return made


def relations(facts: Facts, language: str) -> list[Data]:
    """The relations that the document states, but for those that only name another document."""
    found = []
    for fact in facts.of("RelationStatement"):
        stated = local(fact.one("states"))
        if stated == "cites":
            continue
        source = fact.one("source")
        other = facts.by_iri[source].one("refersTo") if source in facts.by_iri else ""
        found.append({**facts.base(fact), "relation": stated, **_target(facts, fact.one("targetDocument"), language),
                      "own": source in ("", facts.doc), "source": other,
                      "sourceLabel": facts.name(other, language)})  # fmt: skip
    return found


def citations(facts: Facts, language: str, candidates: dict[str, list[dict[str, str]]]) -> list[Data]:
    """Each place where another document is named, with what it resolves to; `candidates` of those that several fit."""
    naming: dict[str, list[Data]] = {}
    for fact in facts.of("RelationStatement"):
        if local(fact.one("states")) == "cites":
            naming.setdefault(fact.one("target"), []).append(facts.base(fact))
    found = []
    for fact in facts.of("Citation"):
        target = fact.one("refersTo")
        found.append({**facts.base(fact), **_target(facts, target, language), "candidates": candidates.get(target, []),
                      "same": naming.pop(fact.iri, [])})  # fmt: skip
    for left in naming.values():
        found += [{**each, "target": "", "label": "", "read": False, "candidates": [], "same": []} for each in left]
    return found


def _target(facts: Facts, iri: str, language: str) -> Data:
    return {"target": iri, "label": facts.name(iri, language), "read": facts.read(iri)}


def duties(facts: Facts, kind: str, language: str) -> list[Data]:
    """Tasks or duties to report, each with who, by when, what comes of it and its fields."""
    return [duty(facts, fact, language) for fact in facts.of(kind)]


def duty(facts: Facts, fact: Fact, language: str) -> Data:
    """One duty."""
    text = facts.texts.get(fact.provision, "")
    return {
        **facts.base(fact), "kind": fact.kind, "text": text, "requested": fact.one("requested") == "true",
        "frequency": local(fact.one("frequency")),
        "roles": _roles([role(facts, each, language) for each in facts.linked(fact, "assignment")]),
        "due": [deadline(facts, each) for each in facts.linked(fact, "deadline")],
        "outputs": [{**facts.base(each), "name": each.one("outputName")} for each in facts.linked(fact, "output")],
        "fields": [classified(facts, each, language) for each in facts.linked(fact, "classification")],
    }  # fmt: skip


def _roles(found: list[Data]) -> list[Data]:
    """The agencies of a duty, each once (web.pages.duties.led); `same` of a lead: where it supports too."""
    kept = led(found)
    for each in (one for one in found if one not in kept):
        said = {each["agent"], each["name"]}
        lead = next(one for one in kept if one["role"] == "lead" and said & ({one["agent"], one["name"]} - {""}))
        lead["same"].append({name: each[name] for name in ("n", "iri", "id", "path", "quote")})
    return kept


def role(facts: Facts, fact: Fact, language: str) -> Data:
    """An agency's part in a duty."""
    agent, above = fact.one("agent"), fact.one("inherited") == "true"
    return {**facts.base(fact), "role": local(fact.one("role")), "name": fact.one("agentName"), "agent": agent,
            "label": facts.name(agent, language), "basis": local(fact.one("basis")),
            "same": [], "inherited": above, "from": facts.texts.get(fact.provision, "") if above else ""}  # fmt: skip


def deadline(facts: Facts, fact: Fact) -> Data:
    """When a duty is due."""
    return {**facts.base(fact), "kind": local(fact.one("deadlineKind")), "from": fact.one("dueFrom"),
            "by": fact.one("dueBy"), "recurs": fact.one("recurs"), "days": fact.all("occursOn")}  # fmt: skip


def classified(facts: Facts, fact: Fact, language: str) -> Data:
    """A field, and the words that tell it."""
    field = fact.one("field")
    return {**facts.base(fact), "field": field, "name": facts.name(field, language) or local(field)}


def targets(facts: Facts) -> list[Data]:
    """Quantified goals."""
    names = ("indicator", "value", "unitName", "targetYear", "sinceYear", "counted", "placeName")
    return [
        {**facts.base(fact), "comparator": local(fact.one("comparator")), **{name: fact.one(name) for name in names}}
        for fact in facts.of("Target")
    ]


def projects(facts: Facts, language: str) -> list[Data]:
    """Named works, each with what is asked of it and what is told of it."""
    found = []
    for fact in facts.of("ProjectStatement"):
        work = fact.one("project")
        details = [{**facts.base(each), "states": local(each.one("states"))} for each in facts.linked(fact, "detail")]
        asks = [local(each) for each in fact.all("asks")]
        found.append({**facts.base(fact), "project": work, "details": details, "asks": asks,
                      "name": facts.name(work, language) or fact.one("projectName") or facts.quote(fact)})  # fmt: skip
    return found


def unlisted(facts: Facts, shown: set[int], language: str) -> list[Data]:
    """Facts that none of the lists above has, so that no words are marked without a fact to go to."""
    return [
        {**facts.base(each), "kind": each.kind, "kindName": _kind(each.kind, language)}
        for each in facts.all if each.number not in shown
    ]  # fmt: skip


def _kind(name: str, language: str) -> str:
    """What a class of facts is called; its name where there are no words for it."""
    return words(language)(f"fact.{name}") if f"fact.{name}" in table() else name
