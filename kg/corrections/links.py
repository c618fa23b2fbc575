"""Decisions about identities, applied where documents are linked: which document a citation means, and which two
agencies are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.corrections.apply import Applied, unmatched
from kg.corrections.rows import Row
from kg.iri import slug, symbol
from kg.link.agencies import Agency
from kg.link.cards import Card
from kg.link.works import Linked, Target, Work


def without(cards: Sequence[Card], applied: Applied) -> list[Card]:
    """The cards, without the citations of which people say what they mean: those describe no other document."""
    made = list(cards)
    for i, change in applied.links:
        made[i] = replace(made[i], cited=tuple(named for named in made[i].cited if named.key != change.at[0]))
    return made


@dataclass(slots=True)
class Decided:
    """The links as decided, and a line for each decision whose document is not in the graph."""

    linked: Linked
    unmatched: list[str] = field(default_factory=list)


def decided(linked: Linked, applied: Applied, base: str) -> Decided:
    """The links with what people decided, which is certain."""
    made = Decided(linked)
    if not applied.links:
        return made
    targets: dict[int, dict[str, Target]] = {i: dict(found) for i, found in linked.targets.items()}
    for i, change in applied.links:
        works = _works(linked.works, change.row.value, base)
        if len(works) == 1:
            targets.setdefault(i, {})[change.at[0]] = Target(works[0].iri)
            continue
        fit = f"{change.row.value} fits {len(works)} documents, give an IRI" if works else \
            f"no document {change.row.value} is in the graph"  # fmt: skip
        made.unmatched.append(unmatched(change.row, fit))
    made.linked = replace(linked, targets=targets)
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
