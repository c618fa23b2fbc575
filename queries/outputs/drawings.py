"""Answers as drawings: a lineage, a document with its tasks, an agency, the graph of any answer.

Which things and which statements come from the catalogue, as everywhere; what the panel tells of a thing is what the
graph says of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.export.drawing import Drawing, Lang, Said, rank
from kg.export.graphml import local
from kg.export.labels import Labels
from kg.store.generations import Generation
from queries.commands.context import due, words
from queries.commands.evidence import decision, of_duties
from queries.commands.lineage import Direction
from queries.lineage import Quotes, ways_of
from queries.lookup import Entry
from queries.run import ask
from queries.today import carried_on

Row = dict[str, str]
_LINES = {"vi": "dòng", "en": "line"}
_DOWNWARD = {"approves", "promulgates"}  # of these the higher document is the subject


def lineage(generation: Generation, root: Entry, direction: Direction, lang: Lang) -> Drawing:
    """The documents of a lineage in layers, the highest on top, with the words that state each step."""
    labels, quotes = Labels(generation, lang), Quotes(generation)
    drawing = Drawing(root.label, lang, "UD")
    wanted = ("up", "down") if direction == "both" else (direction,)
    steps = [
        ((near, step.iri) if way == "down" else (step.iri, near), step)
        for way, found in ways_of(generation, root.iri, wanted).items()
        for near, below in found.items()
        for step in below
    ]
    layer = rank(pair for pair, _ in steps)
    seen = {step.iri: step.read for _, step in steps} | {root.iri: root.read}
    for iri in sorted(seen, key=lambda iri: (iri != root.iri, layer.get(iri, 0), iri)):
        thing(drawing, labels, iri, "Document" if seen[iri] else "cited", level=layer.get(iri, 0))
    for (high, low), step in steps:
        rows = quotes.of(high, low, step.relations)
        for relation in sorted(set(step.relations)):
            ends = (high, low) if relation in _DOWNWARD else (low, high)
            said = [_said(row, lang) for row in rows if local(row["relation"]) == relation]
            drawing.edge(*ends, relation, labels.term(relation), said=said, doubtful=step.confidence < 1)
    return drawing


def document(generation: Generation, root: Entry, lang: Lang) -> Drawing:
    """A document, its tasks in their order, and who leads and supports each."""
    labels = Labels(generation, lang)
    drawing = Drawing(root.label, lang, "LR")
    thing(drawing, labels, root.iri, "Document" if root.read else "cited", level=0)
    _tasks(drawing, labels, ask(generation, "tasks", {"doc": root.iri}, 0).dicts(), documents=0, tasks=1, agents=2)
    return drawing


def agency(generation: Generation, iris: Iterable[str], name: str, day: str, lang: Lang) -> Drawing:
    """Agencies, what they lead and support, which documents say so, and who carries each on on a day."""
    labels = Labels(generation, lang)
    drawing = Drawing(f"{name} · {day}", lang, "LR")
    own = [row["who"] for row in ask(generation, "agency", {"agency": " ".join(iris)}, 0).dicts()]
    today = carried_on(generation, own, day)
    heirs = [carrier.carrier for now in today.values() for carrier in now.carriers if carrier.carrier]
    for iri in dict.fromkeys([*own, *heirs]):
        thing(drawing, labels, iri, labels.kind(iri), level=3 if iri in heirs else 2)
    for now in today.values():
        for carrier in now.carriers:
            if carrier.carrier:
                bases = [f"{step.date}: {step.result} ({'; '.join(step.bases)})" for step in carrier.changes]
                said = [Said("; ".join(carrier.functions), base, "") for base in bases]
                drawing.edge(now.agency, carrier.carrier, "succeededBy", labels.term("succeededBy"), said=said)
    found: dict[str, Row] = {}
    for role in ("lead", "support"):
        for row in ask(generation, "tasks", {role: " ".join(own)}, 0).dicts() if own else ():
            found.setdefault(row["task"], row)
    _tasks(drawing, labels, found.values(), documents=0, tasks=1, agents=2, only=set(own))
    return drawing


def _tasks(
    drawing: Drawing, labels: Labels, rows: Iterable[Row], *, documents: int, tasks: int, agents: int,
    only: set[str] | None = None,
) -> None:  # fmt: skip
    """Tasks with the documents that set them and the agencies (`only` these, if given) that lead and support them."""
    given = list(rows)
    said = of_duties(labels.generation, (row["task"] for row in given))
    for row in given:
        mine = said.get(row["task"], [])
        thing(drawing, labels, row["document"], "Document", level=documents)
        own = [Said("", words(row["text"], row["path"]), f"{row['documentLabel']}, {row['path']}")]
        own += [_said(each, drawing.lang, due(each["dueBy"] or each["recurs"])) for each in mine if not each["role"]]
        days = "; ".join(due(each) for each in sorted(filter(None, row["due"].split("|"))))
        facts = labels.facts(row["task"]) + ([(labels.term("deadline"), days)] if days else [])
        text, kind = f"{row['path']}: {words(row['text'], row['path'])}", _kind(drawing, labels, "Task")
        drawing.node(row["task"], text, kind, level=tasks, facts=facts, said=own)
        drawing.edge(row["task"], row["document"], "setBy", labels.term("setBy"))
        for each in mine:
            _role(drawing, labels, each, agents, only)


def _role(drawing: Drawing, labels: Labels, row: Row, level: int, only: set[str] | None) -> None:
    relation = {"lead": "ledBy", "support": "supportedBy"}.get(local(row["role"]))
    agent = row["agent"] or f"name:{row['name']}"
    if relation is None or (only is not None and agent not in only):
        return
    if row["agent"]:
        thing(drawing, labels, agent, labels.kind(agent), level=level)
    else:
        drawing.node(agent, row["name"], "named", level=level)
    drawing.edge(row["task"], agent, relation, labels.term(relation), said=[_said(row, drawing.lang)])


def thing(drawing: Drawing, labels: Labels, iri: str, kind: str, *, level: int | None = None) -> None:
    """A thing with what the graph says of it, and of a document the words of its head."""
    if iri in drawing.graph:
        return
    own = ask(labels.generation, "evidence", {"fact": iri}, 0).dicts() if "#" in iri or kind == "Document" else []
    said = [_said(row, drawing.lang, labels.of(row["what"]) if row["what"] else "") for row in own if row["quote"]]
    look = _kind(drawing, labels, kind)
    drawing.node(iri, _name(labels, iri, own), look, level=level, facts=labels.facts(iri), said=said)


def _name(labels: Labels, iri: str, said: list[Row]) -> str:
    """The label of a thing; where it has none, the place and the words on which it stands."""
    label = labels.of(iri)
    if label == local(iri) and said:
        return f"{said[0]['path']}: {words(said[0]['quote'], said[0]['path'])}"
    return label


def _kind(drawing: Drawing, labels: Labels, kind: str) -> str:
    if kind and kind not in drawing.kinds:
        drawing.kinds[kind] = labels.term(kind)
    return kind or "other"


def _said(row: Mapping[str, str], lang: Lang, what: str = "") -> Said:
    """A row of evidence: a decision of a person before the words, as everywhere."""
    line = f"{_LINES[lang]} {row['line']}" if row.get("line") else ""
    place = ", ".join(filter(None, (row.get("documentLabel", ""), row["path"], line, row.get("file", ""))))
    return Said("; ".join(filter(None, (what, decision(row)))), words(row["quote"], row["path"]), place)
