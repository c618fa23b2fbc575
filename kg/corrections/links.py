"""Decisions about identities, applied where documents are linked: which document a citation means, and which two
agencies are one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.corrections.apply import Applied, unmatched
from kg.corrections.rows import Row
from kg.iri import slug, symbol
from kg.link.agencies import Agency
from kg.link.cards import Card
from kg.link.documents import link
from kg.link.works import Linked, Target, Work


@dataclass(slots=True)
class Decided:
    """Cards and links as decided, and a line for each decision whose document is not in the graph."""

    cards: list[Card]
    linked: Linked
    unmatched: list[str] = field(default_factory=list)


def linked(cards: Sequence[Card], applied: Applied, base: str) -> Decided:
    """All cards linked, what people decided for certain; decisions that fit nothing are taken out of `applied`.

    A citation of which people say what it means takes no part in linking: it describes no other document. Only where
    it means a document that no other text describes, it stays what describes that one.
    """
    lines: list[str] = []
    alone: set[int] = set()
    while True:
        mine = _without(cards, applied, alone)
        found = link(mine)
        works = {id(change): _works(found.works, change.row.value, base) for _, change in applied.links}
        wrong = [(i, change) for i, change in applied.links if len(works[id(change)]) != 1]
        own = {id(change) for _, change in wrong if not works[id(change)]} - alone
        if own:
            alone |= own
            continue
        if not wrong:
            break
        for i, change in wrong:  # what was extracted holds again, so all is linked once more
            fit = len(works[id(change)])
            why = f"fits {fit} documents, give an IRI" if fit else "is no document of the graph"
            lines.append(unmatched(change.row, f"{change.row.value} {why}"))
            applied.changes[i].remove(change)
        applied.links = [each for each in applied.links if each not in wrong]
    if not applied.links:
        return Decided(mine, found, lines)
    targets: dict[int, dict[str, Target]] = {i: dict(each) for i, each in found.targets.items()}
    for i, change in applied.links:
        targets.setdefault(i, {})[change.at[0]] = Target(works[id(change)][0].iri)
    return Decided(mine, replace(found, targets=targets), lines)


def _without(cards: Sequence[Card], applied: Applied, alone: Container[int]) -> list[Card]:
    """The cards, without the citations of which people say what they mean, save by the changes of the ids `alone`."""
    made = list(cards)
    for i, change in applied.links:
        if id(change) in alone:
            continue
        made[i] = replace(made[i], cited=tuple(named for named in made[i].cited if named.key != change.at[0]))
    return made


def _works(works: Iterable[Work], said: str, base: str) -> list[Work]:
    iri = said.removeprefix(base)
    found = [work for work in works if work.iri == iri]
    if found or said != iri or iri.startswith("doc/"):
        return found
    wanted = slug(symbol(said))
    numbered = [work for work in works if work.best.symbol and slug(work.best.symbol) == wanted]
    read = [work for work in numbered if work.sources]
    return read if len(read) == 1 else numbered


def same_agencies(known: Mapping[str, Agency], rows: Iterable[Row], base: str) -> tuple[dict[str, Agency], list[str]]:
    """Of each agency that is another one: that one; and a line for each row of which one of the two is unknown.

    `known` are all agencies of the graph by IRI without base. Of a chain the last one stands for all; a circle is none.
    """
    to: dict[str, str] = {}
    lines: list[str] = []
    for row in rows:
        one, other = (cell.removeprefix(base) for cell in (row.of, row.value))
        missing = next((iri for iri in (one, other) if iri not in known), None)
        if missing is not None:
            lines.append(unmatched(row, f"no agency {missing} is in the graph"))
        elif other in _chain(to, one) or one in _chain(to, other):
            lines.append(unmatched(row, f"{one} and {other} are one already"))
        else:
            to[one] = other
    return {one: replace(known[_chain(to, one)[-1]], reason=None) for one in to}, lines


def _chain(to: Mapping[str, str], iri: str) -> list[str]:
    found = [iri]
    while found[-1] in to:
        found.append(to[found[-1]])
    return found
