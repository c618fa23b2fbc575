"""`chidao tasks`: who has to do what, with whom, by when, and the words that say so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kg.dates import day
from kg.progress import Report
from kg.store.generations import Generation
from queries import progress
from queries.attached import attached
from queries.bind import page
from queries.catalogue import Catalogue
from queries.commands.context import due, local, words
from queries.commands.evidence import ground, of_duties
from queries.commands.taken import Widened, hint, through, through_groups, widened
from queries.commands.today import apart, bases, short, without_names
from queries.present import csv_text, json_text, show, wrapped
from queries.run import ask
from queries.today import Today, carried_on, iso
from queries.validity import said as become
from queries.validity import validity

_COLUMNS = ("task", "document", "documentLabel", "issuerName", "path", "leads", "supports", "due", "requested", "text",
            "outputs", *progress.COLUMNS)  # fmt: skip


def tasks(
    generation: Generation,
    given: dict[str, str],
    *,
    limit: int | None,
    evidence: bool,
    as_json: bool,
    as_csv: bool,
    as_of: str | None = None,
    status: str | None = None,
    overdue: str | None = None,
) -> str:
    """The tasks for which all of `given` holds: parameters of the question `tasks`.

    At most `limit` of them, 0 means all, None a page. With `as_of` each agency is told with who carries it on on that
    day, and what has come to those asked for from others is among them. `status` is what an office reported last;
    `overdue` a day before which they were due without being reported done. Raises QueryError and LookupFailedError.
    """
    if overdue:
        given = {**given, "due_before": overdue}
    given, late = through_groups(generation, given)
    asked = widened(generation, given, iso(as_of)) if as_of else Widened(given, {})
    every = 0 if asked.partly or late else limit
    found, reports = progress.tasks(generation, asked.given, every, status, open_only=bool(overdue))
    shown = [_ordered(row) | progress.cells(reports.get(row["task"])) for row in found.dicts()]
    told = of_duties(generation, (row["task"] for row in shown)) if evidence or as_of else {}
    said = {row["task"]: told.get(row["task"], []) for row in shown} if evidence or as_of else {}
    quotes = said if evidence else {}
    now = _now(generation, said, shown, as_of, asked) if as_of else None
    truncated = found.truncated
    if every == 0:
        kept = [row for row in shown if row["task"] not in late and (not now or now.through[row["task"]] is not None)]
        most = page(Catalogue.shipped().get("tasks").text) if limit is None else limit
        shown, truncated = kept[: most or None], bool(most) and len(kept) > (most or 0)
    if as_json:
        rows = [_data(row, quotes) | (now.row(row) if now else {}) for row in shown]
        return json_text({"count": len(shown), "truncated": truncated, "rows": rows})
    if as_csv:
        columns = (*_COLUMNS, *_TODAY) if now else _COLUMNS
        cells = [{**row, **(now.cells(row["task"]) if now else {})} for row in shown]
        return csv_text(columns, ([row[c] for c in columns] for row in cells)).rstrip("\n")
    lines = _lines(shown, truncated, quotes, now, reports)
    if given.get("due_before") and day(given["due_before"]).isoformat() != given["due_before"]:
        lines[-1] += f", hạn trước / due before {day(given['due_before']).isoformat()}"
    if not shown:
        lines += attached(generation, given)
    if now is None:
        lines += [wrapped(line, "") for line in hint(generation, given, datetime.date.today().isoformat())]
    return "\n".join(lines)


def orphaned(generation: Generation, as_of: str, *, limit: int | None, as_json: bool, as_csv: bool) -> str:
    """The tasks whose lead has ended by the day `as_of` without a successor on record, each with which lead that is."""
    found = progress.beside(generation, ask(generation, "tasks-orphaned", {"date": as_of}, limit))
    if as_json or as_csv:
        return show(found, as_json=as_json, as_csv=as_csv)
    ended: dict[str, list[str]] = {}
    for row in found.dicts():
        what = f"chấm dứt / ended {row['lastDay']}, không có nơi kế tục trong danh mục / no successor on record"
        ended.setdefault(row["task"], []).append(wrapped(f"↪ {row['lead']} → {what}", "      "))
    given = {"task": " ".join(ended)}
    rows = [_ordered(row) for row in ask(generation, "tasks", given, 0).dicts()] if ended else []
    reports = progress.reports(generation, ended)
    return "\n".join(_lines(rows, found.truncated, {}, None, reports, ended))


_LISTS = ("leads", "supports", "due", "outputs")
_TODAY = ("leadsToday", "supportsToday")


@dataclass(frozen=True)
class _Now:
    """Agencies on a day, and which task has which of them in which role."""

    date: str
    agencies: dict[str, Today]
    roles: dict[str, list[tuple[str, str, str]]]  # task -> role, name as said, IRI
    documents: dict[str, list[dict[str, str]]]  # what became of them
    texts: dict[str, str]  # task -> its words, without the names of its agencies
    through: dict[str, list[dict[str, Any]] | None]  # task -> by whom it has come to those asked for

    def row(self, row: dict[str, str]) -> dict[str, Any]:
        """For JSON: the agencies of a task on the day, and what became of its document."""
        today = [
            {"role": role, "name": name, "asOf": self.date, **self._data(agent, row["task"])}
            for role, name, agent in self.roles[row["task"]]
        ]
        came = {"through": self.through[row["task"]] or []}
        return {"today": today, **came, "validity": self.documents.get(row["document"], [])}

    def _data(self, agent: str, task: str) -> dict[str, Any]:
        """An agency on the day; of each that carries it on, whether the words of the task concern what it has."""
        now = self.agencies[agent]
        meant, _ = now.told(self.texts[task])
        carriers = [{**c.as_data(), "concerned": c in meant} for c in now.carriers]
        return {**now.as_data(), "carriers": carriers}

    def cells(self, task: str) -> dict[str, str]:
        """For a spreadsheet: the carriers of leads and of supports, parted by |."""
        out = {}
        for column, wanted in zip(_TODAY, ("lead", "support"), strict=True):
            own = [self.agencies[agent] for role, _, agent in self.roles[task] if role == wanted]
            names: list[str] = []
            for now in own:
                names += [now.label] if now.state == "same" else []
                names += [carrier.name for carrier in now.told(self.texts[task])[0]]
            out[column] = "|".join(dict.fromkeys(names))
        return out

    def lines(self, task: str) -> list[str]:
        said = [short(self.agencies[agent], self.texts[task]) for _, _, agent in self.roles[task]]
        return [wrapped(f"↪ {line}", "      ") for line in dict.fromkeys(filter(None, said))]

    def bases(self, tasks: Iterable[str]) -> list[str]:
        """The changes behind what was said of these tasks, agency by agency, and what none of them concerns."""
        texts: dict[str, list[str]] = {}
        for task in tasks:
            for agent in {agent for _, _, agent in self.roles[task]}:
                texts.setdefault(agent, []).append(self.texts[task])
        lines = []
        for agent, today in self.agencies.items():
            if agent in texts and today.changed and (found := bases([today], "    ")):
                aside = apart(today, texts[agent])
                lines += [f"  {today.label}", *found, *([wrapped(aside, "    ")] if aside else [])]
        return [f"thay đổi và căn cứ đến / changes and legal bases up to {self.date}", *lines, ""] if lines else []


def _now(
    generation: Generation,
    said: dict[str, list[dict[str, str]]],
    rows: list[dict[str, str]],
    as_of: str,
    asked: Widened,
) -> _Now:
    date = iso(as_of)
    roles = {
        task: list(dict.fromkeys((local(r["role"]), r["name"], r["agent"]) for r in rows if r["agent"]))
        for task, rows in said.items()
    }
    agents = {agent for rows in roles.values() for _, _, agent in rows}
    agencies = carried_on(generation, agents, date)
    texts = {row["task"]: without_names(row["text"], said[row["task"]]) for row in rows}
    came = {task: through(roles[task], agencies, text, asked.own) for task, text in texts.items()}
    documents = validity(generation, {row["document"] for row in rows}, date)
    return _Now(date, agencies, roles, documents, texts, came)


def _ordered(row: dict[str, str]) -> dict[str, str]:
    """The row with its lists in order: GROUP_CONCAT gives its parts in any (SPARQL 1.1, 18.5.1.7).

    >>> _ordered({"leads": "b||a", "supports": "", "due": "2", "path": "II|I"})
    {'leads': 'a|b', 'supports': '', 'due': '2', 'path': 'II|I'}
    """
    lists = {name: sorted(filter(None, row[name].split("|"))) for name in _LISTS if name in row}
    return {**row, **{name: "|".join(parts) for name, parts in lists.items()}}


def _data(row: dict[str, str], quotes: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    many = {name: [part for part in row[name].split("|") if part] for name in _LISTS}
    out: dict[str, Any] = {**row, **many, "requested": row["requested"] == "true"}
    if quotes:
        out["evidence"] = quotes[row["task"]]
    return out


def _lines(
    rows: list[dict[str, str]], truncated: bool, quotes: dict[str, list[dict[str, str]]], now: _Now | None,
    reports: dict[str, Report], notes: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[str]:  # fmt: skip
    if not rows:
        return ["không có nhiệm vụ nào / no tasks"]
    lines: list[str] = []
    document = ""
    for row in rows:
        if row["document"] != document:
            document = row["document"]
            lines += (
                ["", f"{row['documentLabel']} · {row['issuerName']}"]
                if lines
                else [f"{row['documentLabel']} · {row['issuerName']}"]
            )
            lines += [f"  ! {become(each)}" for each in now.documents.get(document, ())] if now else []
        lines.append("  " + _roles(row))
        lines.append(wrapped(words(row["text"], row["path"]), "      "))
        if report := reports.get(row["task"]):
            said = "; ".join(filter(None, (progress.told(report), report.note)))
            lines.append(wrapped(f"→ tình trạng: {said}", "      "))
        lines += now.lines(row["task"]) if now else []
        lines += notes.get(row["task"], ())
        for each in quotes.get(row["task"], ()):
            what = local(each["role"]) if each["role"] else "deadline"
            said = each["name"] or due(each["dueBy"] or each["recurs"])
            how = f", {local(each['basis'])}" if each["basis"] else ""
            where = f"{each['path']}, line {each['line']}" if each["line"] else each["path"]
            lines.append(f"      · {what} {said}{how}: {ground(each)} ({where})")
    lines += ["", *(now.bases(row["task"] for row in rows) if now else [])]
    came = sum(bool(now.through[row["task"]]) for row in rows) if now else 0
    taken = f", trong đó {came} do kế tục / {came} of them taken over" if came else ""
    more = ", còn nữa / the first ones (--limit 0 for all)" if truncated else ""
    lines.append(f"{len(rows)} nhiệm vụ / tasks{taken}{more}")
    return lines


def _roles(row: dict[str, str]) -> str:
    said = [row["path"]]
    for label, name in (("chủ trì", "leads"), ("phối hợp", "supports"), ("hạn", "due")):
        if row[name]:
            parts = [due(part) if name == "due" else part for part in row[name].split("|")]
            said.append(f"{label}: {'; '.join(parts)}")
    if row["requested"] == "true":
        said.append("đề nghị")
    return " | ".join(said)
