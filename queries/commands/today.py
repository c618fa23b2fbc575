"""How the verbs say who carries an agency on: a line below a task, and the changes with their legal bases."""

from __future__ import annotations

from collections.abc import Iterable

from queries.present import wrapped
from queries.today import Step, Today


def short(today: Today, text: str) -> str:
    """Who carries on a task of an agency with the words `text`, in a few words; empty where it goes on itself.

    >>> short(Today("a", "Sở A", "none", "2025-02-28", ()), "Trồng cây.")
    'Sở A → không có nơi kế tục trong danh mục / no successor on record'
    """
    if today.state == "none":
        return f"{today.label} → không có nơi kế tục trong danh mục / no successor on record"
    carriers, _ = today.told(text)
    if today.state == "same" and not carriers:
        return ""
    whole = [c.name for c in carriers if c.share == "whole"]
    parts = [c.named for c in carriers if c.share != "whole"]
    own = [today.label] if today.state == "same" else []
    return f"{today.label} → {'; '.join(dict.fromkeys([*own, *whole, *parts]))}"


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
