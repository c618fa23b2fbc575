"""Two plans side by side: what both set in nearly the same words, what one sets alone, who leads, by when, how much.

>>> texts = ["Rà soát, bổ sung quy hoạch mạng lưới trường học trên địa bàn tỉnh, hoàn thành trong năm 2025",
...          "Nuôi ong lấy mật ở các vườn cây ăn quả của tỉnh và bán mật ở chợ phiên của huyện mỗi tuần",
...          "Rà soát, bổ sung quy hoạch mạng lưới trường học trên địa bàn tỉnh, hoàn thành trong năm 2026"]
>>> paired(texts[:2], texts[2:])
[(0, 0)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from kg.link.similar import shingles
from kg.store.generations import Generation
from kg.together import together
from queries.alike import differences, groups
from queries.run import ask

Row = dict[str, str]
Data = dict[str, Any]
ROLES = {"lead": "leads", "support": "supports", "deadline": "due"}
"""The end of what the question `tasks-said` says a thing is, and the list of a task that it stands in."""


def paired(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Which texts of two lists are alike (queries.alike), each in at most one pair, the nearest ones first paired.

    In the order of the first list."""
    found: list[tuple[int, int]] = []
    count = len(one)
    for group in groups([*one, *other]):
        left, right = [i for i in group if i < count], [i - count for i in group if i >= count]
        sets = {i: shingles(one[i]) for i in left}
        pairs = []
        for j in right:
            own = shingles(other[j])
            pairs += [(-len(own & sets[i]) / max(1, len(own | sets[i])), i, j) for i in left]
        taken_left: set[int] = set()
        taken_right: set[int] = set()
        for _, i, j in sorted(pairs):
            if i not in taken_left and j not in taken_right:
                taken_left.add(i)
                taken_right.add(j)
                found.append((i, j))
    return sorted(found)


class Comparison:
    """Two documents by IRI; each table is made when it is wanted."""

    def __init__(self, generation: Generation, one: str, other: str) -> None:
        self.generation = generation
        self.ends = (one, other)

    @cached_property
    def _tasks(self) -> tuple[list[Data], list[Data]]:
        """The tasks of both. All are needed to pair and to count them, so the question `tasks`, which tells much more
        of each, would take four times as long."""
        roles, *ends = together(
            partial(ask, self.generation, "tasks-said", {"doc": " ".join(self.ends)}, 0),
            *(partial(ask, self.generation, "tasks-by-document", {"doc": iri}, 0) for iri in self.ends),
        )
        said: dict[str, dict[str, set[str]]] = {}
        for row in roles.dicts():
            name = ROLES.get(row["as"].rpartition("#")[2])
            if name and row["said"]:
                said.setdefault(row["task"], {}).setdefault(name, set()).add(row["said"])
        one, other = ([_task(row, said.get(row["task"], {})) for row in _first(end.dicts())] for end in ends)
        return one, other

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        one, other = self._tasks
        return paired([row["text"] for row in one], [row["text"] for row in other])

    def counts(self) -> list[Data]:
        """Of each: how many tasks, and how many of these name a lead, a deadline."""
        return [
            {"tasks": len(rows), "led": sum(1 for r in rows if r["leads"]), "due": sum(1 for r in rows if r["due"])}
            for rows in self._tasks
        ]

    def alike(self) -> list[Data]:
        """Tasks of both in nearly the same words, with the words in which they differ."""
        one, other = self._tasks
        return [
            {"one": one[i], "other": other[j],
             "differences": [{"one": a, "other": b} for a, b in differences(one[i]["text"], other[j]["text"])]}
            for i, j in self._pairs
        ]  # fmt: skip

    def alone(self) -> tuple[list[Data], list[Data]]:
        """Tasks of the one, and of the other, to which the other plan has none alike."""
        one, other = self._tasks
        with_one, with_other = {i for i, _ in self._pairs}, {j for _, j in self._pairs}
        return ([row for i, row in enumerate(one) if i not in with_one],
                [row for j, row in enumerate(other) if j not in with_other])  # fmt: skip

    def fields(self) -> list[Data]:
        """Fields by how many tasks either sets in them."""
        found: dict[str, Data] = {}
        for row in ask(self.generation, "fields-by-document", {"doc": " ".join(self.ends)}, 0).dicts():
            own = found.setdefault(row["field"], {"field": row["field"], "vi": row["fieldVi"], "en": row["fieldEn"],
                                                  "counts": [0, 0]})  # fmt: skip
            for n, iri in enumerate(self.ends):
                if row["document"] == iri:
                    own["counts"][n] = int(row["tasks"])
        return sorted(found.values(), key=lambda each: (-sum(each["counts"]), each["field"]))

    def leads(self) -> list[Data]:
        """Who leads how many tasks of each, by the names that the documents use."""
        return _counted((name for row in rows for name in row["leads"]) for rows in self._tasks)

    def deadlines(self) -> list[Data]:
        """Days and recurrences with the tasks of each that are due then, in order."""
        found: dict[str, Data] = {}
        for n, rows in enumerate(self._tasks):
            for row in rows:
                for due in row["due"]:
                    own = found.setdefault(due, {"due": due, "tasks": [[], []]})
                    own["tasks"][n].append({"task": row["task"], "path": row["path"]})
        return [found[due] for due in sorted(found, key=lambda d: (d.startswith(("-", "P")), d))]

    def targets(self) -> list[Data]:
        """Indicators with what each sets for them; those that both have first."""
        found: dict[str, Data] = {}
        for row in ask(self.generation, "targets-by-document", {"doc": " ".join(self.ends)}, 0).dicts():
            name = row["key"] or row["indicator"]
            own = found.setdefault(name, {"indicator": row["indicator"], "targets": [[], []]})
            own["targets"][self.ends.index(row["document"])].append(_target(row))
        return sorted(found.values(), key=lambda each: not all(each["targets"]))


def _task(row: Row, said: Mapping[str, set[str]]) -> Data:
    lists = {name: sorted(said.get(name, ())) for name in ROLES.values()}
    return {"task": row["task"], "path": row["path"], "text": row["text"], **lists}


def _first(rows: Iterable[Row]) -> list[Row]:
    """Each task once: a provision that begins on two lines has two rows."""
    return list({row["task"]: row for row in rows}.values())


def _target(row: Mapping[str, str]) -> Data:
    names = ("target", "path", "comparator", "value", "unit", "year", "place")
    return {name: row[name] for name in names}


def _counted(lists: Iterable[Iterable[str]]) -> list[Data]:
    one, other = (Counter(names) for names in lists)
    every = sorted({*one, *other}, key=lambda name: (-(one[name] + other[name]), name))
    return [{"name": name, "counts": [one[name], other[name]]} for name in every]
