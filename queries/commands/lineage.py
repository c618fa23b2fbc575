"""`chidao lineage`: what a document carries out, and what carries it out, as a tree in the terminal."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.store.generations import Generation
from queries import lookup
from queries.commands.context import RELATIONS, local, named
from queries.present import json_text
from queries.run import ask
from queries.today import iso
from queries.validity import said, validity

Direction = Literal["up", "down", "both"]


@dataclass
class Step:
    """One step of a lineage: the document it leads to, by which relations."""

    iri: str
    label: str
    issuer: str
    date: str
    read: bool
    relations: list[str] = field(default_factory=list)
    confidence: float = 1.0


Steps = dict[str, list[Step]]
"""Document -> the steps that lead on from it."""


def lineage(
    generation: Generation, text: str, direction: Direction, evidence: bool, as_json: bool,
    min_confidence: float = 0.0, only_doubtful: bool = False, as_of: str | None = None,
) -> str:  # fmt: skip
    """The lineage of the document that `text` means, as a tree or as JSON; raises LookupFailedError.

    Steps that are less sure than `min_confidence` are left out with what only they lead to; with `only_doubtful` the
    branches without doubt are. With `as_of` it is told which documents were replaced, amended or past their period by
    that day; QueryError for what is no date.
    """
    entry = lookup.document(generation.search, text)
    ways = followed(generation, entry.iri, direction, min_confidence, only_doubtful)
    quotes = Quotes(generation) if evidence else None
    every = {entry.iri, *(step.iri for steps in ways.values() for below in steps.values() for step in below)}
    gone = validity(generation, every, iso(as_of)) if as_of else {}
    if as_json:
        out = _data(entry, ways, quotes)
        return json_text(out | ({"asOf": iso(as_of), "validity": gone} if as_of else {}))
    lines = [named(entry.label, entry.issuer or "", entry.date or "", entry.read)]
    lines += [f"  ! {said(row)}" for row in gone.get(entry.iri, ())]
    for way, steps in ways.items():
        if len(ways) > 1:
            lines.append("↑ thực hiện / carries out" if way == "up" else "↓ được triển khai bởi / carried out by")
        before = len(lines)
        _draw(entry.iri, steps, "", lines, quotes, {entry.iri}, gone)
        if len(lines) == before:
            lines.append("  (không có / none)")
    return "\n".join(lines)


def followed(
    generation: Generation, iri: str, direction: Direction, min_confidence: float = 0.0, only_doubtful: bool = False
) -> dict[str, Steps]:
    """`up`, `down` or both -> the steps of the lineage of a document; which are left out says `lineage`."""
    ways: dict[str, Steps] = {}
    if direction in ("up", "both"):
        ways["up"] = _steps(generation, "ancestry", iri, "to", "from")
    if direction in ("down", "both"):
        ways["down"] = _steps(generation, "cascade", iri, "from", "to")
    for way, steps in ways.items():
        _weigh(generation, iri, steps)
        sure = {near: [s for s in below if s.confidence >= min_confidence] for near, below in steps.items()}
        ways[way] = _reached(iri, _doubtful(sure) if only_doubtful else sure)
    return ways


def _steps(generation: Generation, name: str, iri: str, near: str, far: str) -> Steps:
    """Document -> the steps that lead on from it, in the order of the answer."""
    found: dict[str, dict[str, Step]] = defaultdict(dict)
    for row in ask(generation, name, {"doc": iri}).dicts():
        step = found[row[near]].setdefault(
            row[far],
            Step(row[far], row[f"{far}Label"], row[f"{far}Issuer"], row[f"{far}Date"], row[f"{far}Read"] == "true"),
        )
        step.relations.append(local(row["relation"]))
    return {key: list(steps.values()) for key, steps in found.items()}


def _weigh(generation: Generation, root: str, steps: Steps) -> None:
    """Tell each step how sure it is: as sure as the surest of its relations."""
    if not steps:
        return
    known = dict.fromkeys([root, *(iri for near, below in steps.items() for iri in (near, *(s.iri for s in below)))])
    rows = ask(generation, "steps", {"doc": " ".join(known)}).dicts()
    sure = {(row["source"], row["target"], local(row["relation"])): float(row["confidence"]) for row in rows}
    for near, below in steps.items():
        for step in below:
            ends = ((near, step.iri), (step.iri, near))
            said = [sure[*pair, r] for pair in ends for r in step.relations if (*pair, r) in sure]
            step.confidence = max(said, default=1.0)


def _doubtful(steps: Steps) -> Steps:
    """The steps that are doubtful or lead to one that is."""
    leads = {near for near, below in steps.items() if any(s.confidence < 1 for s in below)}
    before: dict[str, set[str]] = defaultdict(set)
    for near, below in steps.items():
        for step in below:
            before[step.iri].add(near)
    left = list(leads)
    while left:
        for near in before[left.pop()] - leads:
            leads.add(near)
            left.append(near)
    return {near: [s for s in below if s.confidence < 1 or s.iri in leads] for near, below in steps.items()}


def _reached(root: str, steps: Steps) -> Steps:
    """What can be reached from the root."""
    seen, left = {root}, [root]
    while left:
        for step in steps.get(left.pop(), []):
            if step.iri not in seen:
                seen.add(step.iri)
                left.append(step.iri)
    return {near: below for near, below in steps.items() if near in seen}


class Quotes:
    """The words behind an edge, asked once each."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation

    def of(self, one: str, other: str, relations: list[str]) -> list[dict[str, str]]:
        """The rows of the question `step-evidence` for these relations, in either direction."""
        rows = ask(self.generation, "step-evidence", {"one": one, "other": other}).dicts()
        return [row for row in rows if local(row["relation"]) in relations]


def _draw(
    iri: str, steps: Steps, indent: str, lines: list[str], quotes: Quotes | None, above: set[str],
    gone: dict[str, list[dict[str, str]]],
) -> None:  # fmt: skip
    below = steps.get(iri, [])
    for i, step in enumerate(below):
        last = i + 1 == len(below)
        how = ", ".join(RELATIONS.get(r, r) for r in sorted(set(step.relations)))
        lines.append(
            f"{indent}{'└─' if last else '├─'} [{how}] {named(step.label, step.issuer, step.date, step.read)}"
            + (f" · còn ngờ / doubtful ({step.confidence:g})" if step.confidence < 1 else "")
        )
        deeper = indent + ("   " if last else "│  ")
        lines += [f"{deeper}! {said(row)}" for row in gone.get(step.iri, ())]
        for row in quotes.of(iri, step.iri, step.relations) if quotes else ():
            lines.append(f"{deeper}« {row['quote']} »")
            lines.append(f"{deeper}  {row['documentLabel']}, {row['path']} ({row['file']}:{row['line']})")
        if step.iri not in above:
            _draw(step.iri, steps, deeper, lines, quotes, above | {step.iri}, gone)
        else:
            lines.append(f"{deeper}… (lặp lại / a circle)")


def _data(entry: lookup.Entry, ways: dict[str, Steps], quotes: Quotes | None) -> dict[str, Any]:
    out: dict[str, Any] = {"document": entry._asdict()}
    for way, steps in ways.items():
        out[way] = [
            {
                "from": near,
                "to": step.iri,
                "label": step.label,
                "issuer": step.issuer,
                "date": step.date,
                "read": step.read,
                "relations": sorted(set(step.relations)),
                "confidence": step.confidence,
                **({"evidence": quotes.of(near, step.iri, step.relations)} if quotes else {}),
            }
            for near, below in steps.items()
            for step in below
        ]
    return out
