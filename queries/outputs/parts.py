"""The parts of a brief: tasks, targets, projects, reports, agencies today, doubts, each from one question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.data import toml
from kg.progress import Report
from kg.store.generations import Generation
from queries import progress
from queries.commands.context import due, local, words
from queries.commands.evidence import ground, of_duties
from queries.commands.goals import OFTEN, SIGNS
from queries.commands.today import Answering, answering
from queries.outputs.content import Group, Item, Table
from queries.run import ask
from queries.today import carried_on

Row = dict[str, str]
_COLUMNS = {"tt": 5, "text": 60, "leads": 26, "supports": 28, "due": 14, "document": 20}  # shares of the width
_NOBODY = "Không nêu ai chủ trì / nobody is named"


def place(row: Mapping[str, str]) -> str:
    """Where words stand: document, provision, line of the file.

    >>> place({"documentLabel": "Kế hoạch 5/KH-UBND", "path": "II/1", "line": "12"}), place({"path": "II/1"})
    ('Kế hoạch 5/KH-UBND, II/1, dòng / line 12', 'II/1')
    """
    line = f"dòng / line {row['line']}" if row.get("line") else ""
    return ", ".join(filter(None, (row.get("documentLabel", ""), row["path"], line)))


@dataclass
class Rows:
    """The tasks for which all of `given` holds (as of the question `tasks`) with their evidence, and the parameters for
    the other questions about the same: those of `given`, or `reported` for reports (empty: none are asked for); `day`
    is that on which it is told who answers."""

    generation: Generation
    given: dict[str, str]
    day: str
    reported: dict[str, str] | None = field(default=None)

    @cached_property
    def tasks(self) -> list[Row]:
        """In the order of the documents."""
        return ask(self.generation, "tasks", self.given, 0).dicts()

    @cached_property
    def reports(self) -> list[Row]:
        """In the order of the documents."""
        given = self.given if self.reported is None else self.reported
        return ask(self.generation, "reports", given, 0).dicts() if given else []

    @cached_property
    def evidence(self) -> dict[str, list[Row]]:
        """Task or report -> its roles and deadlines, each with its words."""
        iris = [row["task"] for row in self.tasks] + [row["report"] for row in self.reports]
        return of_duties(self.generation, iris)

    @cached_property
    def progress(self) -> dict[str, Report]:
        """Task -> what an office reported last."""
        return progress.reports(self.generation, (row["task"] for row in self.tasks))

    @cached_property
    def now(self) -> Answering:
        """Who answers for the tasks and reports."""
        texts = {row["task"]: row["text"] for row in self.tasks}
        texts |= {row["report"]: row["quote"] for row in self.reports}
        return answering(self.generation, self.evidence, texts, self.day)

    def leads(self) -> list[str]:
        """The agencies that lead or report, once each."""
        rows = [row for said in self.evidence.values() for row in said if local(row["role"]) == "lead" and row["agent"]]
        return list(dict.fromkeys(row["agent"] for row in rows))

    def rows(self, question: str) -> list[Row]:
        """The answer to another question about the same."""
        return ask(self.generation, question, self.given, 0).dicts()


def tasks_by_lead(rows: Rows, *, several: bool) -> tuple[Group, ...]:
    """A group for each that leads, those with most tasks first; a task that several lead stands under each."""
    found: dict[str, list[Item]] = {}
    for row in rows.tasks:
        item = _task(row, rows)
        issuer = f" ({row['issuerName']})" if several and row["issuerName"] else ""
        for lead in _several(row["leads"]) or [_NOBODY]:
            found.setdefault(lead if lead == _NOBODY else f"{lead}{issuer}", []).append(item)
    order = sorted(found, key=lambda lead: (lead == _NOBODY, -len(found[lead]), lead))
    return tuple(Group(f"{lead}: {len(found[lead])}", tuple(found[lead])) for lead in order)


def tasks_by_document(rows: Rows) -> tuple[Group, ...]:
    """A group for each document, in the order of its text."""
    found: dict[str, list[Item]] = {}
    for row in rows.tasks:
        label = " · ".join(filter(None, (row["documentLabel"], row["issuerName"])))
        found.setdefault(label, []).append(_task(row, rows))
    return tuple(Group(label, tuple(items)) for label, items in found.items())


def _task(row: Row, rows: Rows) -> Item:
    """Its words, how far it has come, and who has which part in it."""
    notes = [said] if (said := progress.line(rows.progress.get(row["task"]))) else []
    for each in rows.evidence.get(row["task"], []):
        what = {"lead": "chủ trì / leads", "support": "phối hợp / supports"}.get(local(each["role"]), "hạn / due")
        value = each["name"] or due(each["dueBy"] or each["recurs"])
        notes.append(f"{what}{f' {value}' if value else ''}: {ground(each)} ({place(each)})")
    notes += _now(row["task"], rows)
    if row["requested"] == "true":
        notes.append("đề nghị / requested")
    return Item(words(row["text"], row["path"]), tuple(notes), place=place(row))


def _now(duty: str, rows: Rows) -> tuple[str, ...]:
    """Who answers for it on the day, where that is somebody else than was named."""
    return tuple(f"ngày / on {rows.now.day}: {each}" for each in rows.now.changes(duty))


def table(*found: Rows) -> Table | None:
    """The tasks in order, as in a tracker, each once; None where there are none."""
    rows = list({row["task"]: (row, each) for each in found for row in each.tasks}.values())
    names = toml("progress")["tracker"]
    made = []
    for number, (row, each) in enumerate(rows, start=1):
        cells = [str(number), words(row["text"], row["path"])]
        for role, column in (("lead", "leads"), ("support", "supports")):
            now = "; ".join(each.now.names(row["task"], role))
            cells.append("; ".join(_several(row[column])) + (f" (ngày / on {each.now.day}: {now})" if now else ""))
        cells += ["; ".join(due(part) for part in _several(row["due"])), place(row)]
        made.append(tuple(cells))
    heads = tuple((names[name], share) for name, share in _COLUMNS.items())
    return Table("Bảng nhiệm vụ / table of tasks", heads, tuple(made)) if made else None


def targets(rows: Rows) -> tuple[Group, ...]:
    """Indicator, comparator, value, unit, year."""
    items = []
    for row in rows.rows("targets"):
        value = f"{SIGNS.get(local(row['comparator']), '')} {row['value']} {row['unit']}".strip()
        years = f"{row['since']}-{row['year']}" if row["since"] else row["year"]
        text = f"{row['indicator']} {value}{f', {years}' if years else ''}"
        items.append(Item(text, quote=words(row["quote"], row["path"]), place=place(row)))
    return _group(items)


def reports(rows: Rows) -> tuple[Group, ...]:
    """Who reports to whom, through whom, when, how often."""
    items = []
    for row in rows.reports:
        who, to, through = ("; ".join(_several(row[name])) for name in ("who", "to", "through"))
        when = "; ".join(due(part) for part in _several(row["due"]))
        said = [
            f"gửi / to {to}" if to else "",
            f"qua / through {through}" if through else "",
            f"hạn / due {when}" if when else "",
            OFTEN.get(local(row["frequency"]), ""),
        ]
        text = " · ".join(filter(None, (who or _NOBODY, *said)))
        items.append(Item(text, _now(row["report"], rows), words(row["quote"], row["path"]), place(row)))
    return _group(items)


def projects(rows: Rows) -> tuple[Group, ...]:
    """The works that the documents name, each at the first place that does, with what is asked of it and how far the
    tasks that want it have come."""
    found: dict[str, list[Row]] = {}
    for each in rows.rows("project-places"):
        found.setdefault(each["project"], []).append(each)
    reports = progress.reports(rows.generation, (each["task"] for said in found.values() for each in said))
    items = []
    for row in rows.rows("projects"):
        places = found[row["project"]]
        first, mentions = places[0], list({each["mention"]: each for each in places}.values())
        asks = ", ".join(sorted({ask_ for p in places for ask_ in p["asks"].split("|") if ask_}))
        states = dict.fromkeys(filter(None, (progress.line(reports.get(each["task"])) for each in places)))
        notes = (*states, *(f"« {words(p['quote'], p['path'])} » ({place(p)})" for p in mentions[1:]))
        text = " · ".join(filter(None, (row["label"], row["kindName"], asks, first["capital"], first["period"])))
        items.append(Item(text, notes, words(first["quote"], first["path"]), place(first)))
    return _group(items)


def today(generation: Generation, agencies: Iterable[str], day: str, *, always: bool = False) -> tuple[Group, ...]:
    """Who carries each agency on on a day, with the changes and their legal bases. Those to which nothing happened are
    named in one item, or with `always` like the others."""
    items, same = [], []
    for now in carried_on(generation, agencies, day).values():
        if not now.changed and not always:
            same.append(now.label)
            continue
        steps = dict.fromkeys(step for carrier in now.carriers for step in carrier.changes)
        bases = tuple(f"{step.date}: {step.result} ({step.said})" for step in steps)
        items.append(Item(f"{now.label} → {'; '.join(now.lines())}", bases))
    if same:
        items.append(Item(f"Không có thay đổi trong danh mục / no change on record: {'; '.join(sorted(same))}"))
    return _group(items)


def doubts(generation: Generation, documents: Iterable[str]) -> tuple[Group, ...]:
    """What is linked with doubt in the documents, the least sure first, with the reasons."""
    reasons = {row["reason"]: row for row in ask(generation, "reasons").dicts()}
    facts: dict[str, tuple[Row, list[str]]] = {}
    for document in documents:
        for row in ask(generation, "doubts", {"doc": document}, 0).dicts():
            why = reasons.get(row["reason"], {"vi": local(row["reason"]), "en": ""})
            said = " / ".join(filter(None, (why["vi"], why["en"])))
            facts.setdefault(row["fact"], (row, []))[1].append(said)
    ordered = sorted(facts.values(), key=lambda pair: float(pair[0]["confidence"]))
    return _group(
        Item(
            f"{row['confidence']} → {row['targetLabel'] or row['target'] or 'chưa rõ / unknown'}",
            tuple(dict.fromkeys(why)), words(row["quote"], row["path"]), place(row),
        )
        for row, why in ordered
    )  # fmt: skip


def _several(cell: str) -> list[str]:
    return sorted(filter(None, cell.split("|")))


def _group(items: Iterable[Item]) -> tuple[Group, ...]:
    found = tuple(items)
    return (Group("", found),) if found else ()
