"""How the verbs say who carries an agency on: a line below a task, and the changes with their legal bases."""

from __future__ import annotations

from collections.abc import Iterable

from queries.present import wrapped
from queries.today import Today


def short(today: Today) -> str:
    """An agency's carriers in a few words; empty where it goes on itself and gave nothing away.

    >>> short(Today("a", "Sở A", "none", "2025-02-28", ()))
    'Sở A → không có nơi kế tục trong danh mục / no successor on record'
    """
    if today.state == "none":
        return f"{today.label} → không có nơi kế tục trong danh mục / no successor on record"
    if today.state == "same" and not today.carriers:
        return ""
    whole = [c.name for c in today.carriers if c.share == "whole"]
    rest = [c for c in today.carriers if c.share != "whole"]
    parts = [f"{c.name} [{'; '.join(c.functions)}]" if c.functions else c.name for c in rest]
    own = [today.label] if today.state == "same" else []
    return f"{today.label} → {'; '.join(dict.fromkeys([*own, *whole, *parts]))}"


def bases(agencies: Iterable[Today], indent: str) -> list[str]:
    """The changes behind what was said, each once: day, what it became, documents."""
    steps = {step for today in agencies for carrier in today.carriers for step in carrier.changes}
    said = [f"{s.date} → {s.result}: {'; '.join(s.bases) or _NO_BASIS}" for s in sorted(steps)]
    return [wrapped(line, indent) for line in said]


_NO_BASIS = "không rõ căn cứ / no basis on record"
