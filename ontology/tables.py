"""The registry's tables as they stand in ontology/registry/*.csv: facts about the Vietnamese state, read once.

Columns are described in ontology/registry/README.md, what their cells may hold in ontology/registry/schema.toml. Rows
keep the file's order.

>>> next(p["name"] for p in rows("provinces") if p["id"] == "bac-lieu")
'Bạc Liêu'
>>> cell("TP.HN|HN")
('TP.HN', 'HN')
>>> parse("agency_unions", ["id,united_ids,evidence,note", "so-y-te,so-thu-y,E01,"])
Traceback (most recent call last):
ontology.tables.TableError: ontology/registry/agency_unions.csv:2: united_ids: 'so-thu-y' is no id of agency_kinds.csv
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, TypeAlias

from ontology.dates import is_date

Row: TypeAlias = MappingProxyType[str, str]

_NUMBERS = {"decimal": re.compile(r"-?[0-9]+(\.[0-9]+)?"), "integer": re.compile(r"-?[0-9]+")}


class TableError(ValueError):
    """A row of a table is malformed; the message names file, line and column."""


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of `ontology/registry/{name}.csv` as read-only mappings from column to cell (empty string: unknown).

    Raises TableError for a row that is malformed (see `parse`).
    """
    with (resources.files("ontology") / "registry" / f"{name}.csv").open(encoding="utf-8") as stream:
        return parse(name, stream)


def parse(name: str, lines: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table from its lines, checked against schema.toml.

    Raises TableError for too few or too many cells, a repeated id, a cell that is no date or number where one must be,
    that is none of the words allowed there, or that names what another table does not hold.
    """
    schema = _schema().get(name, {})
    found: list[Row] = []
    lines_of: dict[str, int] = {}
    reader = csv.DictReader(lines, strict=True)
    places: list[int] = []
    try:
        for record in reader:
            if None in record or None in record.values():
                raise TableError(f"{_where(name, reader.line_num)}: wrong number of cells")
            if "id" in record:
                first = lines_of.setdefault(record["id"], reader.line_num)
                if first != reader.line_num:
                    raise TableError(f"{_where(name, reader.line_num)}: id {record['id']} stands in line {first} too")
            found.append(MappingProxyType(dict(record)))
            places.append(reader.line_num)
    except csv.Error as error:
        ended = "end of data" in str(error)  # a quote that is not closed; else the line is not counted yet
        raise TableError(f"{_where(name, reader.line_num + (not ended))}: {error}") from None
    missing = [column for column in schema if column not in (reader.fieldnames or ())]
    if missing:
        raise TableError(f"{_where(name, 1)}: no column {missing[0]}")
    for row, line in zip(found, places, strict=True):
        for column, rule in schema.items():
            wrong = _wrong(row, column, rule, lines_of if rule.get("refers") == name else None)
            if wrong:
                raise TableError(f"{_where(name, line)}: {column}: {wrong}")
    return tuple(found)


def _wrong(row: Row, column: str, rule: dict[str, Any], own: dict[str, int] | None) -> str | None:
    """What is wrong with a cell; `own` are the ids of its own table where it refers to that."""
    value = row[column]
    if not value:
        return "is empty" if rule.get("required") else None
    kind = rule.get("type")
    if "enum" in rule and value not in rule["enum"]:
        return f"{value!r} is none of {', '.join(rule['enum'])}"
    if kind == "date" and not is_date(value):
        return f"{value!r} is no date (YYYY-MM-DD)"
    if kind in _NUMBERS and not _NUMBERS[kind].fullmatch(value):
        return f"{value!r} is no number"
    if "after" in rule and value < row[rule["after"]]:
        return f"{value} is before {rule['after']} {row[rule['after']]}"
    if "refers" in rule:
        known = own if own is not None else _ids(rule["refers"])
        for each in cell(value):
            if each not in known:
                return f"{each!r} is no id of {rule['refers']}.csv"
    return None


@cache
def _schema() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads((resources.files("ontology") / "registry" / "schema.toml").read_text(encoding="utf-8"))


@cache
def _ids(name: str) -> frozenset[str]:
    return frozenset(row["id"] for row in rows(name))


def _where(name: str, line: int) -> str:
    return f"ontology/registry/{name}.csv:{line}"


def cell(value: str) -> tuple[str, ...]:
    """The values of one cell, which are parted by `|`."""
    return tuple(part.strip() for part in value.split("|") if part.strip())
