"""What facts stand on, for people: the words of the document, or the decision of a person that they are so.

>>> row = {"correctedBy": "Ông A", "correctedOn": "2026-03-01", "correctedWhy": "họp", "quote": "", "path": "II/1"}
>>> ground(row)
'theo hiệu chỉnh của Ông A, ngày 2026-03-01: họp / corrected by Ông A'
>>> ground(row | {"correctedBy": "", "quote": "Sở Y tế"}), ground(row | {"quote": "Sở Y tế"}).rpartition("; ")[2]
('« Sở Y tế »', 'lời văn / words: « Sở Y tế »')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.store.generations import Generation
from queries.commands.context import words
from queries.run import ask

Row = dict[str, str]
COLUMNS = ("correctedBy", "correctedOn", "correctedWhy")
"""The columns in which the questions of evidence tell of a correction; empty where there is none."""
_MANY = 400  # terms in one question, so that it stays short whatever the plan


def decision(row: Mapping[str, str]) -> str:
    """Who decided that it is so, when and why; empty where the document says it."""
    if not row.get("correctedBy"):
        return ""
    who, on, why = (row[name] for name in COLUMNS)
    return f"theo hiệu chỉnh của {who}, ngày {on}: {why} / corrected by {who}"


def ground(row: Mapping[str, str]) -> str:
    """A decision before the words, which then say something else or less; else the words alone."""
    decided = decision(row)
    quote = f"« {words(row['quote'], row['path'])} »" if row["quote"] or not decided else ""
    return "; ".join(filter(None, (decided, f"lời văn / words: {quote}" if decided and quote else quote)))


def of_duties(generation: Generation, duties: Iterable[str]) -> dict[str, list[Row]]:
    """Task or report -> its roles and deadlines, each with its words and with who corrected it."""
    found: dict[str, list[Row]] = {}
    iris = list(dict.fromkeys(duties))
    for at in range(0, len(iris), _MANY):
        for row in ask(generation, "task-evidence", {"task": " ".join(iris[at : at + _MANY])}, 0).dicts():
            found.setdefault(row["task"], []).append(row)
    return found


def of_deadlines(said: Mapping[str, list[Row]], rows: Iterable[Row]) -> list[Row]:
    """Rows of the question `due` with who corrected their deadlines; `said` is what `of_duties` has of the duties."""
    nodes = {each["node"]: each for evidence in said.values() for each in evidence}
    made = []
    for row in rows:
        mine = nodes.get(row["deadline"], {})
        decided = {name: mine.get(name, "") for name in COLUMNS}
        made.append({**row, **decided, "quote": mine.get("quote", row["quote"])})
    return made


def decided_leads(said: Iterable[Row]) -> list[str]:
    """Each lead of a duty that a person decided, with the decision."""
    rows = [row for row in said if row["role"].endswith("#lead") and decision(row)]
    return list(dict.fromkeys(f"{row['name']}: {decision(row)}" for row in rows))
