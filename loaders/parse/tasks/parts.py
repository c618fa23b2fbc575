"""Which part of a document a heading opens, and with it whether the leaves under it are tasks.

The words are data (loaders/data/parts.toml), after the gold guidelines, section "tasks".

>>> mode("mục đích, yêu cầu"), mode("nhiệm vụ và giải pháp"), mode("mục tiêu, nhiệm vụ"), mode("hạ tầng điện")
('none', 'task', 'task', None)
>>> mode("triển khai công tác", "task"), mode("triển khai công tác", "none")
('task', None)
>>> default("Kế hoạch"), default("Quyết định"), default(None)
('task', 'order', 'soft')
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, cast

from loaders.text.fold import fold
from loaders.text.patterns import Pattern, load

Mode = Literal["none", "funding", "order", "soft", "task"]
_ORDER: tuple[Mode, ...] = ("none", "funding", "order", "task")


@cache
def _tables() -> dict[Mode, tuple[Pattern, ...]]:
    return {mode: tuple(load("parts").table(mode).values()) for mode in _ORDER}


@lru_cache(maxsize=4096)
def mode(heading: str, parent: Mode = "task") -> Mode | None:
    """The mode that a heading (folded, without its mark) under one of mode `parent` gives to what stands under it;
    None: that of its parent."""
    if len(heading) > 200:
        return None
    for name in _ORDER:
        for pattern in _tables()[name]:
            if pattern.search(heading):
                mixed = name == "none" and load("parts")["mixed.words"].search(heading)
                return "task" if mixed else name
    if parent in ("task", "soft", "funding") and load("parts")["work.work"].search(heading):
        return "task"
    return None


def default(document_type: str | None) -> Mode:
    """The mode of a body where no heading has spoken; a document of unknown type is read like a directive."""
    table = load("parts").data["default"]
    if document_type is None:
        return "soft"
    return cast(Mode, table.get(fold(document_type), table["other"]))


def annex(headings: list[str]) -> Mode:
    """The mode of an annex with these first lines (folded): in most, only what names who has to act is a task.

    >>> annex(["phụ lục 1", "định hướng sắp xếp các trạm bơm"]), annex(["phụ lục 2", "mẫu báo cáo kết quả"])
    ('order', 'none')
    >>> annex(["phụ lục 3", "phân công nhiệm vụ"])
    'soft'
    """
    form = load("parts")["annex.form"]
    if any(form.search(heading[:120]) for heading in headings):
        return "none"
    return "soft" if any(mode(heading, "none") == "task" for heading in headings) else "order"


@cache
def never() -> dict[str, Pattern]:
    """Patterns of provisions that are no tasks, by name."""
    return load("parts").table("never")
