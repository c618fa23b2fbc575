"""The steps from one document to others above and below it, as the questions `ancestry` and `cascade` have them, each
with how sure it is: what `chidao lineage` and the page of a lineage show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from kg.store.generations import Generation
from kg.together import together
from queries.run import Answer, ask


@dataclass
class Step:
    """One step of a lineage: the document it leads to, by which relations."""

    iri: str
    label: str
    issuer: str
    date: str
    read: bool
    relations: list[str] = field(default_factory=list)
    confidence: float = 1.0


FEW = 24
"""Steps that are asked about one by one, of each twelve places in each direction (the question `step-confidence`)."""


class Steps(dict[str, list[Step]]):
    """Document -> the steps that lead on from it. `left`: how many steps more there are than were wanted."""

    left = 0


Plain = dict[str, list[Step]]
CARRYING = frozenset({"implements", "continues", "basedOn"})
"""Relations that the lower document states; the others are stated by the higher one."""
_QUESTIONS = {"up": ("ancestry", "to", "from"), "down": ("cascade", "from", "to")}


def ways_of(
    generation: Generation, iri: str, ways: Iterable[str], min_confidence: float = 0.0, *,
    only_doubtful: bool = False, most: int = 0,
) -> dict[str, Steps]:  # fmt: skip
    """The steps up and down (`ways`) from a document; of each way the `most` that are nearest, 0 for all.
    No more than are told to be first (kg.rdf.summary.FIRST_STEPS): further ones of a document would be passed over.

    Steps that are less sure than `min_confidence` are left out with what only they lead to; with `only_doubtful` the
    branches without doubt are. Raises LookupFailedError.
    """

    def steps_of(way: str) -> Steps:
        if most and way == "down":
            steps, left = _near_below(generation, iri, most)
        else:
            every = _steps(generation, iri, *_QUESTIONS[way])
            steps = _nearest(iri, every, most) if most else every
            left = _number(every) - _number(steps)
        _weigh(generation, steps, up=way == "up")
        sure = {near: [s for s in below if s.confidence >= min_confidence] for near, below in steps.items()}
        found = Steps(_reached(iri, _doubtful(sure) if only_doubtful else sure))
        found.left = left
        return found

    wanted = list(ways)
    return dict(zip(wanted, together(*(partial(steps_of, way) for way in wanted)), strict=True))


def _near_below(generation: Generation, root: str, most: int) -> tuple[Plain, int]:
    """The first `most` steps down, those of nearer documents first, and how many there are more. Thousands of documents
    may stand below one: the next ones are asked for, then those next to them."""
    found: Plain = {}
    seen, level, left = {root}, [root], most
    while level:
        answer = ask(generation, "next-below", {"doc": " ".join(level)}, left + 1)
        rows, more = _whole(answer, left)
        below = _told(rows, "from", "to")
        found |= below
        left -= _number(below)
        if more or not left:
            counted = ask(generation, "step-counts", {"doc": root}).dicts()
            return found, sum(int(row["steps"]) for row in counted) - _number(found)
        level = list(dict.fromkeys(s.iri for near in level for s in below.get(near, []) if s.iri not in seen))
        seen.update(level)
    return found, 0


def _whole(answer: Answer, most: int) -> tuple[list[dict[str, str]], bool]:
    """The rows of the first `most` steps, each with all its relations, of which the last of a page may lack some; and
    whether there are more steps. What is the only step stays."""
    rows = answer.dicts()
    steps = list(dict.fromkeys((row["from"], row["to"]) for row in rows))
    whole = steps[:-1] if answer.truncated and len(steps) > 1 else steps
    wanted = set(whole[:most])
    return [row for row in rows if (row["from"], row["to"]) in wanted], answer.truncated or len(steps) > most


def _number(steps: Plain) -> int:
    return sum(map(len, steps.values()))


def _nearest(root: str, steps: Plain, most: int) -> Plain:
    """The first `most` steps, those of nearer documents first."""
    found: Plain = {}
    left = [root]
    seen = {root}
    for near in left:
        found[near] = steps.get(near, [])[:most]
        most -= len(found[near])
        new = [step.iri for step in found[near] if step.iri not in seen]
        seen.update(new)
        left += new
    return {near: below for near, below in found.items() if below}


def above(generation: Generation, iri: str) -> list[str]:
    """The documents above a document, each once, the nearest first. Raises LookupFailedError."""
    steps = _steps(generation, iri, *_QUESTIONS["up"])
    found = {iri: None}
    left = [iri]
    for near in left:
        new = [step.iri for step in steps.get(near, []) if step.iri not in found]
        found |= dict.fromkeys(new)
        left += new
    return left[1:]


def _steps(generation: Generation, iri: str, name: str, near: str, far: str) -> Plain:
    """Document -> the steps that lead on from it, in the order of the answer."""
    return _told(ask(generation, name, {"doc": iri}, 0).dicts(), near, far)


def _told(rows: Iterable[dict[str, str]], near: str, far: str) -> Plain:
    found: dict[str, dict[str, Step]] = defaultdict(dict)
    for row in rows:
        step = found[row[near]].setdefault(
            row[far],
            Step(row[far], row[f"{far}Label"], row[f"{far}Issuer"], row[f"{far}Date"], row[f"{far}Read"] == "true"),
        )
        step.relations.append(_local(row["relation"]))
    return {key: list(steps.values()) for key, steps in found.items()}


def _weigh(generation: Generation, steps: Plain, *, up: bool) -> None:
    """Tell each step how sure it is: as sure as the surest of its relations."""
    if not steps:
        return
    sure: dict[tuple[str, str, str], float] = {}
    for row in _stated(generation, steps, up=up):
        which = (row["source"], row["target"], _local(row["relation"]))
        sure[which] = max(sure.get(which, 0.0), float(row["confidence"]))
    for near, below in steps.items():
        for step in below:
            ends = ((near, step.iri), (step.iri, near))
            said = [sure[*pair, r] for pair in ends for r in step.relations if (*pair, r) in sure]
            step.confidence = max(said, default=1.0)


def _stated(generation: Generation, steps: Plain, *, up: bool) -> list[dict[str, str]]:
    """Rows that say how sure relations are. Thousands of documents may state the same step of a chain: of the steps
    that lead to documents from which others go on, or that were not read, the first places of each speak for all, where
    such steps are few."""
    pairs = [(near, step) for near, below in steps.items() for step in below]
    chain = [(near, step.iri) for near, step in pairs if step.iri in steps or not step.read or len(pairs) <= FEW]
    chain = chain if len(chain) <= FEW else []
    asked = together(
        *(partial(ask, generation, "step-confidence", {"one": one, "other": other}, 0) for one, other in chain)
    )
    rows = [row for answer in asked for row in answer.dicts()]
    known: dict[str, None] = {}
    for near, step in pairs:
        if (near, step.iri) not in chain:
            lower, upper = (near, step.iri) if up else (step.iri, near)
            known |= {lower if relation in CARRYING else upper: None for relation in step.relations}
    if not known:
        return rows
    ends = dict.fromkeys(iri for near, step in pairs for iri in (near, step.iri))
    return [*rows, *ask(generation, "steps", {"doc": " ".join(known), "target": " ".join(ends)}).dicts()]


def _doubtful(steps: Plain) -> Plain:
    """The steps that are doubtful or lead to one that is."""
    leads = {near for near, below in steps.items() if any(s.confidence < 1 for s in below)}
    before: dict[str, set[str]] = defaultdict(set)
    for near, below in steps.items():
        for step in below:
            before[step.iri].add(near)
    left = list(leads)
    while left:
        for near in before[left.pop()] - leads:
            leads.add(near)
            left.append(near)
    return {near: [s for s in below if s.confidence < 1 or s.iri in leads] for near, below in steps.items()}


def _reached(root: str, steps: Plain) -> Plain:
    """What can be reached from the root."""
    seen, left = {root}, [root]
    while left:
        for step in steps.get(left.pop(), []):
            if step.iri not in seen:
                seen.add(step.iri)
                left.append(step.iri)
    return {near: below for near, below in steps.items() if near in seen}


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


class Quotes:
    """The words behind an edge, asked once each."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation

    def of(self, one: str, other: str, relations: list[str]) -> list[dict[str, str]]:
        """The places that state one of some relations between two documents, in either direction."""
        rows = ask(self.generation, "step-evidence", {"one": one, "other": other}).dicts()
        return [row for row in rows if _local(row["relation"]) in relations]
