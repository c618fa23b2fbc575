"""The annotations that lie beside the real documents, as the rows an analyst would write where extraction differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.corrections.rows import COLUMNS, RELATION_FACTS, Row, made, when
from loaders.model import CitedDocument, Document
from loaders.parse.fields.lexicon import fields
from loaders.text.fold import key

Gold = dict[str, Any]
_HEAD = ("number", "type", "issuer", "province", "place", "date", "title")


def gold_of(file: Path) -> list[Gold]:
    """The documents of a file of annotations."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return list(data.get("documents") or [data])


def row(document: Document, fact: str, value: str | None = None, **more: str) -> Row:
    """A row about a document, by its file."""
    cells = dict.fromkeys(COLUMNS, "") | {"file": document.text.source.sha256, "fact": fact, "value": value or ""}
    cells |= {"who": "annotators", "when": "2026-01-31", "why": "as the annotations have it"}
    return made(cells | more, "gold.csv:2")


def rows(gold: Gold, found: Document, *, optional: bool = False) -> list[Row]:
    """What is to be decided so that `found` says what `gold` says; `optional`: also citations that careful readers may
    leave out."""
    cited = _citations(gold, found, optional)
    told = [*_head(gold["document"], found), *cited, *_relations(gold, found), *_tasks(gold, found)]
    return [*told, *_fields(gold, found)]


def _fields(gold: Gold, found: Document) -> Iterator[Row]:
    """Those of infrastructure, which alone the annotations have."""
    had = {task.provision: task for task in found.tasks or ()}
    for task in gold["tasks"]:
        path = task["section"]
        mine = {tag.field for tag in had[path].fields} if path in had else set()
        wanted = {one.id for one in fields().values() if one.scheme == "infrastructure" and one.name in task["fields"]}
        assert len(wanted) == len(task["fields"]), task["fields"]
        if not task.get("optional"):
            yield from (row(found, "field", fields()[each].name, path=path) for each in sorted(wanted - mine))
            extra = sorted(each for each in mine - wanted if each.startswith("infrastructure/"))
            yield from (row(found, "field", each, path=path, **{"is": "no"}) for each in extra)


def _head(gold: Gold, found: Document) -> Iterator[Row]:
    for name in _HEAD:
        said = getattr(found.header, name)
        if gold[name] is not None:
            yield row(found, name, gold[name])
        elif said is not None:
            yield row(found, name, **{"is": "no"})
    signer = found.header.signer.name
    if gold["signer"]["name"]:
        yield row(found, "signer", gold["signer"]["name"])
    elif signer:
        yield row(found, "signer", **{"is": "no"})
    had = {key(said.value) for said in found.header.recipients}
    wanted = {key(line) for line in gold["recipients"]}
    yield from (row(found, "recipient", line) for line in gold["recipients"] if key(line) not in had)
    extra = [said.value for said in found.header.recipients if key(said.value) not in wanted]
    yield from (row(found, "recipient", line, **{"is": "no"}) for line in extra)


def _same(gold: Gold, found: CitedDocument) -> bool:
    names = [gold["key"].partition("|")[0], *gold.get("aliases", ())]
    if gold["number"]:
        return bool(gold["number"] == found.number and (gold["date"] or None) == (found.date or None)) or gold["key"] == found.key
    return found.number is None and key(found.key.partition("|")[0]) in map(key, names)


def keys(gold: Gold, found: Document) -> dict[str, str]:
    """Key of the annotations to the key by which the document is known here; those of extraction stay as they are."""
    made = {"this": "this"}
    for cited in gold["citations"]:
        mine = next((c.key for c in found.citations or () if _same(cited, c)), None)
        made[cited["key"]] = mine or cited["key"]
    return made


def _citations(gold: Gold, found: Document, optional: bool) -> Iterator[Row]:
    for each in found.citations or ():
        if not any(_same(cited, each) for cited in gold["citations"]):
            yield row(found, "citation", each.key, **{"is": "no"})
    for cited in gold["citations"]:
        mine = next((c for c in found.citations or () if _same(cited, c)), None)
        if mine is None and cited.get("optional") and not optional:
            continue
        named = keys(gold, found)[cited["key"]]
        for line, words in cited["mentions"]:
            part = next(p for p in found.provisions if p.start <= _at(found, line, words) < p.end)
            yield row(found, "citation", named, path=part.path, words=plain(words))
        for name in ("type", "issuer"):
            had = getattr(mine, name) if mine else None
            if cited[name] and had != cited[name]:
                yield row(found, name, cited[name], of=named)
            elif not cited[name] and had:
                yield row(found, name, of=named, **{"is": "no"})


def plain(words: str) -> str:
    """Words of the file as they stand in the canonical text: without markup."""
    return " ".join(words.replace("*", "").split())


def _at(found: Document, line: int, words: str) -> int:
    """Where words of a line of the file stand in the canonical text."""
    wanted = plain(words)
    for part in found.provisions:
        text = " ".join(found.words(part.span).split())
        if wanted in text and abs(found.text.line(part.start) - line) <= 3:
            return part.start
    raise AssertionError(f"{words!r} of line {line} stands in no provision")


def _relations(gold: Gold, found: Document) -> Iterator[Row]:
    known = keys(gold, found)
    wanted = {(known[r["from"]], r["type"], known[r["to"]]) for r in gold["relations"]}
    firm = {(known[r["from"]], r["type"], known[r["to"]]) for r in gold["relations"] if not r.get("optional")}
    had = {(r.source, r.type, r.target) for r in found.relations or ()}
    names = {fact.replace("-", "_"): fact for fact in RELATION_FACTS}
    left = {c.key for c in found.citations or () if any(_same(cited, c) for cited in gold["citations"])} | {"this"}
    free = {(known[r["from"]], known[r["to"]]) for r in gold["relations"] if r.get("optional")}
    for source, kind, target in sorted(had - wanted):
        if {source, target} <= left and (source, target) not in free:  # else it went with the citation
            yield row(found, names[kind], target, of="" if source == "this" else source, **{"is": "no"})
    for source, kind, target in sorted(firm - had):
        yield row(found, names[kind], target, of="" if source == "this" else source)


def _tasks(gold: Gold, found: Document) -> Iterator[Row]:
    had = {task.provision: task for task in found.tasks or ()}
    wanted = {task["section"]: task for task in gold["tasks"]}
    for path in had.keys() - wanted.keys():
        yield row(found, "task", path=path, **{"is": "no"})
    for path, task in wanted.items():
        mine = had.get(path)
        if task.get("optional"):
            continue
        if mine is None:
            yield row(found, "task", path=path)
        for role in ("lead", "support"):
            names = [a.agency for a in mine.assignments if a.role == role] if mine else []
            yield from (row(found, role, name, path=path) for name in task[role] if key(name) not in map(key, names))
            extra = [name for name in names if key(name) not in map(key, task[role])]
            yield from (row(found, role, name, path=path, **{"is": "no"}) for name in extra)
        basis = {a.basis for a in mine.assignments if a.role == "lead"} if mine else set()
        if task["lead"] and basis != {task["lead_basis"]}:
            yield row(found, "basis", task["lead_basis"], path=path)
        due = {(d["date"], d["kind"]) for d in task["deadline"]}
        mine_due = {(d.date, d.kind) for d in mine.deadlines} if mine else set()
        for deadline in mine.deadlines if mine else ():
            if (deadline.date, deadline.kind) not in due:
                yield row(found, "deadline", path=path, words=" ".join(found.words(deadline.span).split()), **{"is": "no"})
        for each in task["deadline"]:
            if (each["date"], each["kind"]) not in mine_due:
                yield row(found, "deadline", said(each), path=path, words=plain(each["quote"]))


def said(deadline: Gold) -> str:
    """A deadline of the annotations as a row says it."""
    if deadline["date"] is None:
        return "P1Y"
    year, month = str(deadline["date"])[:4], str(deadline["date"])[5:7]
    value = f"{year}-Q{int(month) // 3}" if deadline["kind"] == "quarter" else str(deadline["date"])
    assert when(value) is not None
    return value
