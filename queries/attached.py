"""What a decision only promulgates or approves: its tasks stand in the plan, which a question for the decision does not
ask about."""

from __future__ import annotations

from collections.abc import Mapping

from kg.store.generations import Generation
from queries import lookup
from queries.lineage import ways_of

ISSUED = {"approves", "promulgates"}


def attached(generation: Generation, given: Mapping[str, str]) -> list[str]:
    """Of the document that is asked for (`doc`): the documents that it promulgates or approves, each with how to ask
    for its tasks. Raises LookupFailedError."""
    if "doc" not in given or len(given["doc"].split("://")) > 2:
        return []
    asked = lookup.document(generation.search, given["doc"])
    below = ways_of(generation, asked.iri, ("down",))["down"].get(asked.iri, [])
    return [
        f"{asked.label} ban hành hoặc phê duyệt / promulgates or approves: {step.label}; nhiệm vụ ở đó / its tasks: "
        f"chidao tasks --doc '{step.iri}'"
        for step in below
        if step.read and ISSUED & set(step.relations)
    ]
