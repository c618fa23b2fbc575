"""The text of a document as blocks of a page: provisions with their marks, rows of a table put together to tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from queries.commands.context import local
from web.pages.marks import Segment, Span, lines, segments

Row = dict[str, str]
Data = dict[str, Any]
TABULAR = ("table", "row")
DEEPEST = 7


def blocks(rows: Sequence[Row], spans: Mapping[str, list[Span]], doc: str) -> list[Data]:
    """The provisions (rows of the question `provisions`) in their order; those of a table in one block."""
    made: list[Data] = []
    for row in rows:
        kind, iri = local(row["kind"]), row["provision"]
        own = spans.get(iri, [])
        told = {"iri": iri, "path": row["path"], "kind": kind, "line": row["line"]}
        if kind in TABULAR:
            table = _table(row["path"], kind)
            if not made or made[-1].get("table") != table:
                made.append({"table": table, "head": [], "rows": []})
            cells = [[each.as_data() for each in line] for line in lines(row["text"], own)]
            made[-1]["rows"].append({**told, "cells": cells})
        else:
            zone = row["path"].partition("/")[0]
            made.append({**told, "zone": zone if zone in ("head", "foot") else "body",
                         "depth": min(row["path"].count("/"), DEEPEST),
                         "segments": _data(segments(row["text"], own))})  # fmt: skip
    for block in made:
        if "table" in block:
            columned(block)
    return made


def _data(found: list[Segment]) -> list[Data]:
    return [each.as_data() for each in found]


def _table(path: str, kind: str) -> str:
    """The path of the table that a provision is part of.

    >>> _table("Phụ-lục/t1/I/2", "row"), _table("t2", "table")
    ('Phụ-lục/t1', 't2')
    """
    parts = path.split("/")
    for n in range(len(parts), 0, -1):
        name = parts[n - 1]
        if name[:1] == "t" and name[1:].replace(".", "").isdigit():
            return "/".join(parts[:n])
    return path if kind == "table" else path.rpartition("/")[0]


def columned(block: Data) -> None:
    """Tell each cell how many columns it takes. Empty cells are not kept in the graph: a row with fewer cells than the
    table has columns gives the rest to its last one, and one with more (cells of several paragraphs) is one cell."""
    rows = block["rows"]
    heads = [len(row["cells"]) for row in rows if row["kind"] == "table"]
    columns = max([len(block["head"]), *heads]) or max(len(row["cells"]) for row in rows)
    block["columns"] = columns
    block["uneven"] = any(len(row["cells"]) not in (columns, 1, 2) for row in rows)
    for row in rows:
        row["whole"] = len(row["cells"]) > columns
        row["rest"] = columns - len(row["cells"]) + 1


def within(blocks: Sequence[Data]) -> Iterator[Data]:
    """All provisions of blocks."""
    for block in blocks:
        yield from block["rows"] if "table" in block else (block,)
