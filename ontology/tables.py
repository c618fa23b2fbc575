"""The registry's tables as they stand in ontology/registry/*.csv: facts about the Vietnamese state, read once.

Columns are described in ontology/registry/README.md. Rows keep the file's order.

>>> next(p["name"] for p in rows("provinces") if p["id"] == "bac-lieu")
'Bạc Liêu'
>>> cell("TP.HN|HN")
('TP.HN', 'HN')
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypeAlias

Row: TypeAlias = MappingProxyType[str, str]


class TableError(ValueError):
    """A row of a table is malformed; the message names file and line."""


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of `ontology/registry/{name}.csv` as read-only mappings from column to cell (empty string: unknown).

    Raises TableError for a row with too few or too many cells, or a repeated id.
    """
    file = resources.files("ontology") / "registry" / f"{name}.csv"
    found: list[Row] = []
    seen: set[str] = set()
    with file.open(encoding="utf-8") as stream:
        reader = csv.DictReader(stream, strict=True)
        for record in reader:
            if None in record or None in record.values():
                raise TableError(f"ontology/registry/{name}.csv:{reader.line_num}: wrong number of cells")
            if "id" in record:
                if record["id"] in seen:
                    raise TableError(f"ontology/registry/{name}.csv:{reader.line_num}: id {record['id']} is repeated")
                seen.add(record["id"])
            found.append(MappingProxyType(dict(record)))
    return tuple(found)


def cell(value: str) -> tuple[str, ...]:
    """The values of one cell, which are parted by `|`."""
    return tuple(part.strip() for part in value.split("|") if part.strip())
