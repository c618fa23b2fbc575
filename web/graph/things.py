"""What a node of the explorer is told to be: class, label, place, date, level.

>>> rank("tỉnh", "Đảng"), rank("trung ương", "Chính phủ"), rank("", "")
(2, 1, None)
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from web.graph.ask import CD, portions, rows
from web.pages.cased import cased

if TYPE_CHECKING:
    from kg.store.generations import Generation

MARKS = " -–+•*"
"""Of bullets, before the words of a task."""
LABEL = 160
"""Characters of a label; that of a task is its whole paragraph."""


@cache
def _ranks() -> dict[tuple[str, str], int]:
    data = tomllib.loads((Path(__file__).parent / "levels.toml").read_text(encoding="utf-8"))
    return {(level, each["system"]): each["rank"] for each in data["rank"] for level in each["level"]}


def rank(level: str, system: str) -> int | None:
    """The layer of what is of this level and system (levels.toml); None where it is not known."""
    return _ranks().get((level, system), _ranks().get((level, "*")))


def short(text: str, most: int = LABEL) -> str:
    """A text on one line, cut at a blank.

    >>> short("- Sở Y tế  chủ trì", 12)
    '- Sở Y tế…'
    """
    said = " ".join(text.split())
    return said if len(said) <= most else said[: said.rfind(" ", 1, most) if " " in said[1:most] else most] + "…"


def things(generation: Generation, iris: Iterable[str]) -> list[dict[str, Any]]:
    """The nodes of these things, in their order; what the graph does not know, or does not show, is left out."""
    wanted = list(dict.fromkeys(iris))
    found: dict[str, dict[str, Any]] = {}
    for some in portions(wanted):
        for row in rows(generation, "graph-things", {"node": some})[0]:
            node = found.get(row["thing"])
            if node is None:
                found[row["thing"]] = _node(row)
            elif row["place"] and row["place"] not in node["place"].split(", "):
                node["place"] = f"{node['place']}, {row['place']}".removeprefix(", ")
    return [found[iri] for iri in wanted if iri in found]


def _node(row: dict[str, str]) -> dict[str, Any]:
    label = short(cased(row["label"]).lstrip(MARKS) or row["thing"])
    node = {
        "iri": row["thing"], "class": row["class"].removeprefix(CD), "label": label, "place": row["place"],
        "date": row["date"], "level": rank(row["level"], row["system"]),
    }  # fmt: skip
    if row["labelEn"]:
        node["labelEn"] = row["labelEn"]
    if row["document"]:
        node["document"] = row["document"]
    if node["class"] == "Document":
        node["read"] = row["read"] == "true"
    return node
