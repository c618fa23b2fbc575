"""Targets as quads of their document's graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.rdf import terms as t
from loaders.model import Target
from loaders.parse.targets.units import QUDT, normal

if TYPE_CHECKING:
    from kg.rdf.document import _Writer

COMPARATORS = {
    ">": "more-than", ">=": "at-least", "=": "equal", "~": "about", "<": "less-than", "<=": "at-most",
}  # fmt: skip


def number(value: float) -> Literal:
    """A value as xsd:decimal, without an exponent.

    >>> number(7.5).value, number(105e12).value, number(0.699).value, number(3.0).value
    ('7.5', '105000000000000', '0.699', '3')
    """
    return t.decimal(f"{value:.6f}".rstrip("0").rstrip("."))


def write_targets(writer: _Writer, targets: Iterable[Target]) -> None:
    """The quantified goals, as printed and as they can be compared."""
    for target in targets:
        part = writer.nodes.get(target.provision)
        if part is None:
            writer.warn(f"target of the provision {target.provision}, which there is not")
            continue
        node = writer.fragment(part, "target")
        writer.add(node, t.RDF_TYPE, t.TARGET)
        writer.add(node, t.SET_BY, writer.node)
        writer.evidence(node, target.span, target.provision)
        writer.add(node, t.INDICATOR, Literal(target.indicator))
        writer.add(node, t.COMPARATOR, t.concept("comparator", COMPARATORS[target.comparator]))
        writer.add(node, t.VALUE, number(target.value))
        _measure(writer, node, target)
        for predicate, words in (
            (t.INDICATOR_KEY, target.key), (t.COUNTED, target.subject), (t.PLACE_NAME, target.place),
        ):  # fmt: skip
            if words:
                writer.add(node, predicate, Literal(words))
        for predicate, year in ((t.TARGET_YEAR, target.year), (t.SINCE_YEAR, target.since)):
            if year is not None:
                writer.add(node, predicate, t.integer(year))


def _measure(writer: _Writer, node: NamedNode, target: Target) -> None:
    """The unit as printed; value and unit for comparison, where the unit is known and another."""
    if target.unit is None:
        return
    writer.add(node, t.UNIT_NAME, Literal(target.unit))
    unit = normal(target.unit)
    if unit is None or target.quantity is None:
        return
    writer.add(node, t.BASE_UNIT, Literal(unit.base))
    writer.add(node, t.QUANTITY, number(target.quantity))
    if unit.qudt is not None:
        writer.add(node, t.UNIT, NamedNode(QUDT + unit.qudt))
