"""The page of a lineage: what a document carries out and what carries it out, in layers by rank, each step with its
words."""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.together import together
from queries.commands.context import local
from queries.lineage import CARRYING, Steps, ways_of
from queries.run import Answer, QueryError
from queries.today import iso
from queries.validity import validity
from web.pages.cased import cased
from web.pages.chosen import Chosen
from web.pages.directives import directives
from web.pages.layers import LETTERS, SIDE_LETTERS, Drawing, Edge, rank, wrapped
from web.pages.page import Page, View

MOST = 150
"""Documents that a picture shows."""
STEPS = 50
"""Steps in each way that are shown; a directive may have thousands of documents below it."""
WORDS = 20
"""Steps whose words stand on the page; those of further ones on the page of the lineage of their lower document."""
FEW, PLACES = 8, 6
"""Steps whose words are asked for one by one, with what other documents state; places that are told of each."""
START = 12
COLUMNS = ("upper", "upperLabel", "relation", "lower", "lowerLabel", "confidence", "quote", "document", "path", "line")
Data = dict[str, Any]


def view(page: Page) -> View:
    """The lineage of the document that `doc` means; a form where it means none or several."""
    asked = Chosen(page, "doc")
    as_of = iso(page.given.get("as_of", page.today))
    data: Data = {"asked": asked.as_data(), "given": dict(page.given), "as_of": as_of,
                  "min_confidence": _confidence(page)}  # fmt: skip
    if asked.entry is None:
        # Most documents stand in no chain: those that others carry out are where one begins.
        start = directives(page)[:START] or [row for row in page.ask("documents", START) if row["read"] == "true"]
        return View("lineage.html", page.words("lineage_page.title"), {**data, "start": start, "documents": {}})
    entry = asked.entry
    ways = ways_of(page.generation, entry.iri, ("up", "down"), data["min_confidence"], most=page.most(STEPS))
    documents, steps = _documents(entry._asdict(), ways), _steps(ways)
    together(partial(_tell_state, page, documents, data["as_of"]), partial(_tell_words, page, steps[:WORDS], documents))
    data |= {"start": [], "root": entry.iri, "documents": documents,
             "steps": {step["id"]: step for step in steps},
             **{way: _tree(entry.iri, found, steps, way) for way, found in ways.items()},
             "left": {way: found.left for way, found in ways.items()},
             "picture": _picture(page, documents, steps) if len(documents) <= MOST else None}  # fmt: skip
    return View("lineage.html", page.words("lineage_page.of", label=entry.label), data, _table(documents, steps))


def _confidence(page: Page) -> float:
    said = page.given.get("min_confidence", "").replace(",", ".") or "0"
    try:
        found = float(said)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise QueryError(f"min_confidence: {said[:40]!r} is no number from 0 to 1; for example 0.8")
    return found


def _documents(root: Data, ways: dict[str, Steps]) -> dict[str, Data]:
    """All documents of a lineage by IRI."""
    own = {name: root[name] or "" for name in ("iri", "label", "issuer", "date", "read")}
    found: dict[str, Data] = {root["iri"]: own}
    for steps in ways.values():
        for below in steps.values():
            for s in below:
                found.setdefault(
                    s.iri, {"iri": s.iri, "label": s.label, "issuer": s.issuer, "date": s.date, "read": s.read}
                )
    return found


def _tell_state(page: Page, documents: dict[str, Data], as_of: str) -> None:
    """Tell of documents their ranks and what became of them."""
    gone = validity(page.generation, documents, as_of)
    ranks: dict[str, str] = {}
    for row in page.ask("ranks", 0, 0, doc=" ".join(documents)):
        ranks.setdefault(row["document"], rank(row["level"], row["system"]))
    for iri, each in documents.items():
        each |= {"rank": ranks.get(iri, "unknown"), "validity": gone.get(iri, [])}


def _steps(ways: dict[str, Steps]) -> list[Data]:
    """The steps, each once, from the higher to the lower document; without the words that state it yet."""
    found: dict[tuple[str, str], Data] = {}
    for way, steps in ways.items():
        for near, below in steps.items():
            for step in below:
                upper, lower = (step.iri, near) if way == "up" else (near, step.iri)
                relations = sorted(set(step.relations))
                found.setdefault((upper, lower), {
                    "upper": upper, "lower": lower, "relations": relations, "confidence": step.confidence,
                    "evidence": None,
                })  # fmt: skip
    return [{"id": f"step-{n}", **step} for n, step in enumerate(found.values(), 1)]


def _tell_words(page: Page, steps: list[Data], documents: dict[str, Data]) -> None:
    """Tell of steps the words that state them: what the lower document says itself, of many that were read and that
    nothing goes on from, else what is said by any; of what others stand below, thousands may say it."""
    ends = dict.fromkeys(step[end] for step in steps for end in ("upper", "lower"))
    uppers = {step["upper"] for step in steps}
    said: dict[tuple[str, str], list[dict[str, str]]] = {}
    carrying = (step["lower"] for step in steps if not CARRYING.isdisjoint(step["relations"]))
    sources = {lower for lower in carrying if documents[lower]["read"] and lower not in uppers}
    if len(sources) > FEW:
        for row in page.ask("steps-words", 0, 0, doc=" ".join(sorted(sources)), target=" ".join(ends)):
            said.setdefault((row["source"], row["target"]), []).append(row)
    for step in steps:
        step["evidence"] = _told(said.get((step["lower"], step["upper"]), []), step)[:PLACES]
    left = [step for step in steps if not step["evidence"]]
    for step, words in zip(left, together(*(partial(_words, page, step) for step in left)), strict=True):
        step["evidence"] = words


def _words(page: Page, step: Data) -> list[Data]:
    """Some of the places that state a step."""
    return _told(page.ask("step-words", 0, 0, one=step["lower"], other=step["upper"]), step)


def _told(rows: list[dict[str, str]], step: Data) -> list[Data]:
    """Those of some places that state what the step is, each once."""
    said: list[Data] = []
    for row in rows:
        told = {**row, "relation": local(row["relation"])}
        if told["relation"] in step["relations"] and told not in said:
            said.append(told)
    return said


def _tree(root: str, steps: Steps, every: list[Data], way: str) -> list[Data]:
    """The way as a nested list: each step with those that go on from it; one that was told before does not go on."""
    ids = {(step["upper"], step["lower"]): step for step in every}
    told: set[str] = set()
    stood: set[tuple[str, str]] = set()

    def below(iri: str, above: tuple[str, ...]) -> list[Data]:
        made = []
        for step in steps.get(iri, []):
            pair = (step.iri, iri) if way == "up" else (iri, step.iri)
            again = "circle" if step.iri in above else "again" if step.iri in told and steps.get(step.iri) else ""
            told.add(step.iri)
            made.append({"to": step.iri, "step": ids[pair]["id"], "again": again, "first": pair not in stood,
                         "steps": []})  # fmt: skip
            stood.add(pair)
            if not again:
                made[-1]["steps"] = below(step.iri, (*above, step.iri))
        return made

    return below(root, (root,))


def _picture(page: Page, documents: dict[str, Data], steps: list[Data]) -> Data | None:
    if not steps:
        return None
    edges = [Edge(step["upper"], step["lower"]) for step in steps]
    ranks = {iri: each["rank"] for iri, each in documents.items()}
    drawing = Drawing(ranks, edges)
    made = drawing.as_data({iri: cased(each["label"]) for iri, each in documents.items()})
    made["headings"] = [{**each, "words": wrapped(page.words(f"rank.{each['rank']}"), SIDE_LETTERS)}
                        for each in made["headings"]]  # fmt: skip
    made["lines"] = [{"id": s["id"], **drawing.line(edge)} for s, edge in zip(steps, edges, strict=True)]
    for iri, box in made["boxes"].items():
        box["issuer"] = wrapped(documents[iri]["issuer"], LETTERS + 4, 1)[0]
    return made


def _table(documents: dict[str, Data], steps: list[Data]) -> Answer:
    """The steps as a table, a row for each place that states one."""
    made: list[tuple[str | None, ...]] = []
    for step in steps:
        ends = [(step[end], documents[step[end]]["label"]) for end in ("upper", "lower")]
        for relation in step["relations"]:
            said = [q for q in step["evidence"] or () if q["relation"] == relation] or [{}]
            for quote in said:
                words = [quote.get(name) or None for name in ("quote", "document", "path", "line")]
                made.append((*ends[0], relation, *ends[1], f"{step['confidence']:g}", *words))
    return Answer(COLUMNS, tuple(made))


