"""What a directive and the plans under it cover: fields by provinces with the tasks behind each cell, what is left out,
what tasks lack, who has how much to do and with whom, and what several plans say alike.

Every table is made from questions of the catalogue (coverage-*), so a cell can be asked for again in SPARQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.store.generations import Generation
from queries import lookup, progress
from queries.alike import differences, groups
from queries.run import QueryError, ask

CENTRAL = "trung ương"
"""The column of documents that are of no province."""
OWN = "văn bản chỉ đạo / the directive"
"""The column of the directive's own tasks."""
NO_FIELD = "không thuộc lĩnh vực nào / none of them"
LACKS = {"lead": "hasLead", "deadline": "hasDeadline", "target": "hasTarget"}
Table = list[dict[str, Any]]


@dataclass(frozen=True)
class Field:
    """A field: its IRI and its Vietnamese name."""

    iri: str
    name: str


class Coverage:
    """The tables of one directive; each is asked for when it is wanted."""

    def __init__(self, generation: Generation, document: str, scheme: str | None = None) -> None:
        self.generation = generation
        self.entry = lookup.document(generation.search, document)
        self._scheme = scheme

    def _ask(self, name: str) -> list[dict[str, str]]:
        return ask(self.generation, name, {"doc": self.entry.iri}, 0).dicts()

    @cached_property
    def documents(self) -> list[dict[str, str]]:
        """The documents that were read, with how many tasks each sets."""
        return [{**row, "province": row["province"] or CENTRAL} for row in self._ask("coverage-documents")]

    @cached_property
    def plans(self) -> list[dict[str, str]]:
        """Those of them below the directive that set tasks."""
        return [row for row in self.documents if row["tasks"] != "0" and row["document"] != self.entry.iri]

    @cached_property
    def own(self) -> list[dict[str, str]]:
        """The directive itself, where it was read and sets tasks."""
        return [row for row in self.documents if row["tasks"] != "0" and row["document"] == self.entry.iri]

    @cached_property
    def provinces(self) -> list[str]:
        """The provinces of the plans, in the order of their names."""
        return sorted({plan["province"] for plan in self.plans})

    @property
    def columns(self) -> list[str]:
        """The columns of fields by provinces: the directive's own tasks, then the provinces."""
        return [*([OWN] if self.own else ()), *self.provinces]

    def _column(self, row: dict[str, str]) -> str:
        return OWN if row["document"] == self.entry.iri else row["province"]

    @cached_property
    def tasks(self) -> list[dict[str, str]]:
        """All tasks, in the order of documents and within them, with what was last reported of each."""
        lists = ("leads", "supports", "due")
        return [
            {**row, **{name: "|".join(sorted(filter(None, row[name].split("|")))) for name in lists},
             "province": row["province"] or CENTRAL}
            for row in self._reported(self._ask("coverage-tasks"))
        ]  # fmt: skip

    def _reported(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        reports = progress.reports(self.generation, (row["task"] for row in rows))
        return [{**row, **progress.cells(reports.get(row["task"]))} for row in rows]

    @cached_property
    def _cells(self) -> list[dict[str, str]]:
        return [{**row, "province": row["province"] or CENTRAL} for row in self._ask("coverage-cells")]

    @cached_property
    def scheme(self) -> str:
        """The scheme of fields: the one asked for, else the one that has more of the tasks, of two alike the first.

        Raises QueryError for a scheme that there is not.
        """
        from loaders.parse.fields.lexicon import SCHEMES

        if self._scheme is not None:
            if self._scheme not in SCHEMES:
                raise QueryError(f"{self._scheme!r}: no such scheme of fields; there are: {', '.join(SCHEMES)}")
            return self._scheme
        return max(self.classified, key=lambda name: self.classified[name])

    @cached_property
    def classified(self) -> dict[str, int]:
        """Scheme -> how many of all the tasks are in a field of it."""
        from loaders.parse.fields.lexicon import SCHEMES

        return {name: len({row["task"] for row in self._cells if _within(row["field"], name)}) for name in SCHEMES}

    @cached_property
    def schemed(self) -> list[Field]:
        """All fields of the scheme, in their order."""
        from loaders.parse.fields import lexicon

        base = str(self.generation.manifest["base"])
        known = [one for one in lexicon.fields().values() if one.id.startswith(f"{self.scheme}/")]
        return [Field(f"{base}field/{one.id}", one.name) for one in known]

    def cells(self) -> Table:
        """A row a field and task of the scheme, with what was last reported of the task."""
        names = {one.iri: one.name for one in self.schemed}
        found = [{"fieldName": names[row["field"]], **row} for row in self._cells if row["field"] in names]
        return [*self._reported(found)]

    def fields(self) -> Table:
        """Field by province, the directive's own tasks apart: the tasks of each cell. The last row has those that are
        in no field of the scheme."""
        tasks: dict[tuple[str, str], dict[str, None]] = {}
        for row in self.cells():
            tasks.setdefault((row["field"], self._column(row)), {})[row["task"]] = None
        known = {task for cell in tasks.values() for task in cell}
        for task in self.tasks:
            if task["task"] not in known:
                tasks.setdefault(("", self._column(task)), {})[task["task"]] = None
        made = []
        for one in [*self.schemed, Field("", NO_FIELD)]:
            own = {place: list(tasks.get((one.iri, place), ())) for place in self.columns}
            cells = {place: {"count": len(found), "tasks": found} for place, found in own.items()}
            total = sum(map(len, own.values()))
            made.append({"field": one.iri, "fieldName": one.name, "total": total, "provinces": cells})
        return made

    def missing(self) -> Table:
        """Fields of the scheme in which a plan sets no task, with how many of the other plans do; `cut` of a plan
        whose file breaks off."""
        having: dict[str, set[str]] = {}
        for row in self._cells:
            if row["document"] == self.entry.iri:
                continue
            having.setdefault(row["field"], set()).add(row["document"])
        return [
            {"document": plan["document"], "documentLabel": plan["documentLabel"], "province": plan["province"],
             "cut": plan["cut"], "field": one.iri, "fieldName": one.name, "others": len(having.get(one.iri, ()))}
            for plan in self.plans for one in self.schemed
            if plan["document"] not in having.get(one.iri, ())
        ]  # fmt: skip

    def gaps(self) -> Table:
        """The tasks that name nobody to lead them, no deadline or no measurable target: `lacks` has which."""
        found = []
        for task in self.tasks:
            lacks = [what for what, column in LACKS.items() if task[column] == "false"]
            if lacks:
                kept = ("task", "document", "documentLabel", "province", "path", "text", *progress.COLUMNS)
                found.append({**{name: task[name] for name in kept}, "lacks": lacks})
        return found

    def agencies(self) -> Table:
        """Agencies and collectives by load."""
        return _numbers(self._ask("coverage-agencies"), "leads", "supports")

    def pairs(self) -> Table:
        """Agencies that work together, by how many tasks."""
        return _numbers(self._ask("coverage-pairs"), "tasks")

    def alike(self) -> Table:
        """Groups of tasks that several plans set in nearly the same words, the largest first.

        Each has its first task as it stands; of the others the words that differ from it, and who leads, by when.
        """
        found = []
        for group in groups([task["text"] for task in self.tasks]):
            members = [self.tasks[i] for i in group]
            if len({member["document"] for member in members}) > 1:
                found.append(members)
        found.sort(key=lambda members: (-len({m["document"] for m in members}), members[0]["task"]))
        return [_group(members) for members in found]

    def table(self, part: str) -> Table:
        """One of the tables by its name."""
        made: Table = getattr(self, part)()
        return made


PARTS = ("fields", "missing", "gaps", "agencies", "pairs", "alike")
"""The tables that are shown together; the tasks behind the first are `cells`."""


def _within(field: str, scheme: str) -> bool:
    return f"/field/{scheme}/" in field


def _numbers(rows: Iterable[dict[str, str]], *names: str) -> Table:
    return [{**row, **{name: int(row[name]) for name in names}} for row in rows]


def _group(members: list[dict[str, str]]) -> dict[str, Any]:
    first = members[0]
    columns = ("task", "document", "documentLabel", "province", "path", "leads", "supports", "due", "text",
               *progress.COLUMNS)  # fmt: skip
    told = []
    for member in members:
        apart = [{"first": one, "this": other} for one, other in differences(first["text"], member["text"])]
        told.append({**{name: member[name] for name in columns}, "differences": apart})
    places = sorted({member["province"] for member in members})
    documents = len({member["document"] for member in members})
    return {"text": first["text"], "documents": documents, "provinces": places, "tasks": told}
