"""`chidao lineage`: what a document carries out, and what carries it out, as a tree in the terminal."""

from __future__ import annotations

from typing import Any, Literal

from kg.store.generations import Generation
from queries import lookup
from queries.commands.context import RELATIONS, named
from queries.lineage import Quotes, Steps, ways_of
from queries.present import json_text
from queries.today import iso
from queries.validity import said, validity

Direction = Literal["up", "down", "both"]


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
    wanted = ("up", "down") if direction == "both" else (direction,)
    ways = ways_of(generation, entry.iri, wanted, min_confidence, only_doubtful=only_doubtful)
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
