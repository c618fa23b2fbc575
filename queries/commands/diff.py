"""`chidao diff` and `chidao generations`: the generations of the store, and what changed between two of them."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

from kg.diff import Difference, differences
from kg.settings import Settings
from kg.store.generations import Generation, Generations
from queries.present import json_text, show
from queries.run import Answer

_COLUMNS = ("generation", "made", "documents", "triples", "corrections", "state")


def generations(store: Path | None, as_json: bool) -> str:
    """The generations that are kept, the oldest first; `state` is `last` or `previous`. Raises StoreError."""
    found = Generations(Settings.from_environment(store=store).store)
    states = {found.current(): "last", found.previous(): "previous"}
    rows = []
    with ExitStack() as stack:
        for each in found.kept():
            stack.enter_context(each)
            told = each.manifest
            cells = (each.id, told.get("made"), told.get("documents"), told.get("quads"), told.get("corrections", 0))
            rows.append((*(str(cell) for cell in cells), states.get(each.id, "")))
    if not rows:
        found.open()  # says that nothing was built
    return show(Answer(_COLUMNS, tuple(rows)), as_json=as_json)


def diff(store: Path | None, one: str, other: str, as_json: bool) -> tuple[str, bool]:
    """What changed from generation `one` to `other`, and whether anything did. Raises StoreError."""
    found = Generations(Settings.from_environment(store=store).store)
    with found.named(one) as old, found.named(other) as new:
        rows = list(differences(old, new))
        if as_json:
            made = [{**each._asdict(), "change": each.change} for each in rows]
            data = {"from": old.id, "to": new.id, "count": len(rows), "truncated": False, "rows": made}
            return json_text(data), bool(rows)
        return "\n".join(_lines(old, new, rows)), bool(rows)


def _lines(old: Generation, new: Generation, rows: list[Difference]) -> list[str]:
    lines = [f"{old.id} → {new.id}"]
    for document, same in groupby(rows, key=lambda each: each.document):
        lines.append(document or "chung / of the whole graph")
        lines += [f"  {each.words()}" for each in same]
    if not rows:
        lines.append("không khác / no difference")
    return lines
