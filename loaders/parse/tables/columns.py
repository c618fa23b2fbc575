"""What the columns of a table hold, told by the words of its head, in any order and wording.

The words are data (loaders/data/tables.toml). A head of two rows is given as "phân công / chủ trì": the lower words
tell, the upper ones where those do not.

>>> kinds({0: "stt", 1: "nội dung công việc", 2: "phân công thực hiện / chủ trì", 3: "phân công thực hiện / phối hợp"})
{0: 'number', 1: 'task', 2: 'lead', 3: 'support'}
>>> is_head(["tt", "tên nhiệm vụ", "tiến độ"]), is_head(["1", "rà soát quy hoạch", "2026"])
(True, False)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, cast

from loaders.text.patterns import load

ColumnKind = Literal[
    "number", "task", "lead", "support", "both", "deadline", "output", "level", "note",
    "project", "place", "scale", "capital", "investor",
    "indicator", "unit", "value", "cost", "other",
]  # fmt: skip
TableKind = Literal["tasks", "projects", "indicators", "other"]

_LONGEST = 110  # code points of the head of a column


@lru_cache(maxsize=4096)
def kind(words: str) -> ColumnKind:
    """What a column with these words (folded) at its head holds.

    >>> kind("cơ quan chủ trì, phối hợp"), kind("thời gian thực hiện"), kind("đơn vị tính"), kind("đơn vị thực hiện")
    ('both', 'deadline', 'unit', 'lead')
    """
    plain = " ".join(words.split()).strip(" .:*")
    if not plain or len(plain) > _LONGEST:
        return "other"
    for name, pattern in load("tables").table("column").items():
        if pattern.search(plain):
            return cast(ColumnKind, name)
    return "other"


def kinds(heads: Mapping[int, str]) -> dict[int, ColumnKind]:
    """What each column holds; `heads` are the words above it, levels parted by " / "."""
    out: dict[int, ColumnKind] = {}
    for column, words in sorted(heads.items()):
        parts = words.split(" / ")
        found: ColumnKind = "other"
        for part in reversed(parts):
            found = kind(part)
            if found != "other":
                break
        if found == "other" and len(parts) > 1:
            found = kind(" ".join(parts))
        out[column] = found
    _settle(out, heads)
    return out


def _settle(out: dict[int, ColumnKind], heads: Mapping[int, str]) -> None:
    """What only the other columns tell: which of two the work stands in, what a bare "thời gian" or "đơn vị" means."""
    names = [j for j, found in out.items() if found in ("task", "indicator", "project")]
    if len(names) > 1:  # "Lĩnh vực / Nội dung / Nhiệm vụ": the work stands in the one that says so most plainly
        strict = [j for j in names if load("tables")["kinds.work"].search(heads[j])]
        keep = (strict or names)[-1] if all(out[j] == "task" for j in names) else names[0]
        for j in names:
            if j != keep and out[j] == "task":
                out[j] = "other"
    if "indicator" not in out.values():
        for j in [j for j, found in out.items() if found == "unit" and heads[j].endswith("đơn vị")]:
            out[j] = "other" if {"lead", "both"} & set(out.values()) else "lead"
    if "lead" not in out.values() and "both" not in out.values() and "support" in out.values():
        bare = [j for j, found in out.items() if found == "other" and load("tables")["kinds.body"].search(heads[j])]
        if bare:
            out[bare[0]] = "lead"


def kind_of(columns: Mapping[int, ColumnKind], heads: Mapping[int, str]) -> TableKind:
    """What the rows of a table are."""
    found = set(columns.values())
    patterns = load("tables").table("kinds")
    bodies = found & {"lead", "support", "both"}
    if "indicator" in found:
        return "indicators"
    if "project" in found and found & {"capital", "investor", "scale", "place"} and not bodies:
        return "projects"
    if "cost" in found and not found & {"lead", "both"}:
        return "other"
    if found & {"lead", "both"} and found & {"task", "project"}:
        return "tasks"
    work = any(columns.get(j) in ("task", "project") and patterns["work"].search(words) for j, words in heads.items())
    if work and found & {"support", "deadline", "output"}:
        return "tasks"
    if "project" in found and found & {"capital", "investor", "scale", "place"}:
        return "projects"
    return "other"


def is_head(values: Sequence[str]) -> bool:
    """Whether the cells (folded) of a row are those of a head."""
    if len(values) < 2 or any(len(words) > 2 * _LONGEST for words in values):
        return False
    known = sum(is_head_word(words) for words in values)
    return known > 1 and known * 2 >= len(values)


@lru_cache(maxsize=4096)
def is_head_word(words: str) -> bool:
    """Whether words (folded) stand at the head of a column and nowhere else."""
    plain = " ".join(words.split()).strip(" .:*")
    return len(plain) <= _LONGEST and load("tables")["head.words"].fullmatch(plain) is not None


def is_number_head(words: str) -> bool:
    """Whether the words (folded) are the head of the column of numbers."""
    return load("tables")["flat.first"].fullmatch(words.strip(" .*")) is not None


def counts(values: Sequence[str]) -> bool:
    """Whether the cells of a row count the columns: "(1) (2) (3)", "A B 1 2".

    >>> counts(["(1)", "(2)", "(3)"]), counts(["1", "2"]), counts(["a", "b", "1=2+3"])
    (True, False, True)
    """
    pattern = load("tables")["head.counts"]
    if len(values) < 3 or not all(pattern.fullmatch(" ".join(words.split())) for words in values):
        return False
    figures = [words.strip("() ") for words in values]
    return figures[0] in ("1", "a", "i") and len(set(figures)) == len(figures)


def guessed(rows: Sequence[Mapping[int, str]]) -> dict[int, ColumnKind]:
    """What the columns of a table without head hold, told by their cells; {} where they do not plainly tell.

    >>> guessed([{0: "1", 1: "rà soát quy hoạch cấp nước", 2: "sở xây dựng", 3: "quý i/2026"}] * 3)
    {0: 'number', 1: 'task', 2: 'lead', 3: 'deadline'}
    """
    patterns = load("tables").table("guess") | {"number": load("tables")["flat.number"]}
    cells: dict[int, list[str]] = {}
    for row in rows:
        for column, words in row.items():
            cells.setdefault(column, []).append(words.strip())
    out: dict[int, ColumnKind] = {}
    rest: dict[int, float] = {}
    for column, values in sorted(cells.items()):
        share = {name: sum(bool(p.match(words)) for words in values) / len(values) for name, p in patterns.items()}
        if column == 0 and sum(bool(patterns["number"].fullmatch(words)) for words in values) > 0.8 * len(values):
            out[column] = "number"
        elif share["body"] > 0.8:
            out[column] = "support" if "lead" in out.values() else "lead"
        elif share["time"] > 0.8:
            out[column] = "deadline"
        else:
            rest[column] = sum(map(len, values)) / len(values)
    if "lead" not in out.values() or not rest or len(rows) < 2:
        return {}
    for column in rest:
        out[column] = "task" if column == max(rest, key=lambda j: rest[j]) else "other"
    return dict(sorted(out.items()))
