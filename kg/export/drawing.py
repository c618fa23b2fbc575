"""What a picture shows, before it is drawn: a networkx graph of things and statements, each with its words.

>>> drawing = Drawing("Kế hoạch", "vi")
>>> drawing.node("a", "A", "Document")
>>> drawing.node("b", "B", "Task")
>>> drawing.edge("b", "a", "setBy", "do văn bản giao")
>>> drawing.cut(1)
>>> drawing.graph.number_of_nodes(), drawing.total
(1, 2)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Lang = Literal["vi", "en"]
Way = Literal["UD", "LR", ""]
"""Layers from the top down or from left to right; without them the forces between nodes place them."""


class Said(NamedTuple):
    """Words on which a fact stands: what they state, the words, and where they are."""

    what: str
    quote: str
    place: str


def _empty() -> Any:
    import networkx as nx

    return nx.MultiDiGraph()


@dataclass
class Drawing:
    """A picture to be: `graph` has a node for each IRI with label, kind (name of its class, or of a look), facts, words
    and, in a layered picture, its level; its edges have relation, label, words and doubt. `total`: how many things
    there were before some were left out, None where none were."""

    title: str
    lang: Lang
    way: Way = ""
    graph: Any = field(default_factory=_empty)
    total: int | None = None
    kinds: dict[str, str] = field(default_factory=dict)
    note: str = ""

    def node(
        self, iri: str, label: str, kind: str, *, level: int | None = None,
        facts: Iterable[tuple[str, str]] = (), said: Iterable[Said] = (),
    ) -> None:  # fmt: skip
        """Add a thing; one that is there already stays as it is."""
        if iri not in self.graph or "label" not in self.graph.nodes[iri]:
            words = list(dict.fromkeys(said))
            self.graph.add_node(iri, label=label, kind=kind, level=level, facts=list(facts), said=words)

    def edge(
        self, source: str, target: str, relation: str, label: str, *,
        said: Iterable[Said] = (), doubtful: bool = False,
    ) -> None:  # fmt: skip
        """Add a statement about two things; words of one that is there already are added to it."""
        known = self.graph.get_edge_data(source, target, relation)
        before = known["said"] if known else []
        words = list(dict.fromkeys([*before, *said]))
        self.graph.add_edge(source, target, relation, relation=relation, label=label, said=words, doubtful=doubtful)

    def cut(self, limit: int) -> None:
        """Keep the first `limit` things that were added, with the statements between them."""
        everything = list(self.graph)
        if len(everything) > limit:
            self.total = len(everything)
            self.graph.remove_nodes_from(everything[limit:])


def rank(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The layer of each thing, given pairs of a higher and a lower one: the longest way from a top, where things that
    lead to each other in a circle count as one.

    >>> rank([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "c")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 2}
    """
    import networkx as nx

    whole: Any = nx.condensation(nx.DiGraph(list(pairs)))
    found: dict[str, int] = {}
    for layer, knots in enumerate(nx.topological_generations(whole)):
        for knot in knots:
            found.update(dict.fromkeys(whole.nodes[knot]["members"], layer))
    return dict(sorted(found.items()))


def columns(drawing: Drawing, wide: float, tall: float) -> dict[str, tuple[float, float]]:
    """Where each thing stands when layers are columns, `wide` apart, with things `tall` apart: the fullest column keeps
    its order, in those beside it a thing stands as near as may be to the middle of what it is related to.

    >>> drawing = Drawing("", "vi", "LR")
    >>> for iri, level in (("plan", 0), ("1", 1), ("2", 1), ("3", 1), ("who", 2)):
    ...     drawing.node(iri, iri, "", level=level)
    >>> for task in "123":
    ...     drawing.edge(task, "plan", "setBy", "")
    >>> drawing.edge("3", "who", "ledBy", "")
    >>> places = columns(drawing, 100, 10)
    >>> places["plan"], places["3"], places["who"]
    ((0, 10.0), (100, 20), (200, 20.0))
    """
    layers: dict[int, list[str]] = {}
    for iri, level in drawing.graph.nodes(data="level"):
        layers.setdefault(level or 0, []).append(iri)
    fullest = max(layers, key=lambda level: len(layers[level]), default=0)
    placed: dict[str, float] = {iri: at * tall for at, iri in enumerate(layers.get(fullest, ()))}
    near: Any = drawing.graph.to_undirected(as_view=True)
    for level in sorted(layers, key=lambda level: abs(level - fullest)):
        if level != fullest:
            wanted: dict[str, float] = {}
            for iri in layers[level]:
                others = [placed[other] for other in near[iri] if other in placed]
                wanted[iri] = sum(others) / len(others) if others else 0
            placed.update(_apart(wanted, tall))
    return {iri: ((drawing.graph.nodes[iri]["level"] or 0) * wide, y) for iri, y in placed.items()}


def _apart(wanted: dict[str, float], least: float) -> dict[str, float]:
    """Places in the order of those that are wanted, at least so far apart, and on the whole neither higher nor lower.

    >>> _apart({"a": 5, "b": 5, "c": 50}, 10)
    {'a': 0.0, 'b': 10.0, 'c': 50.0}
    """
    heaps: list[tuple[list[str], float]] = []  # things that stand close to each other, and where the first stands
    for iri in sorted(wanted, key=lambda iri: wanted[iri]):
        heap, top = [iri], float(wanted[iri])
        while heaps and heaps[-1][1] + len(heaps[-1][0]) * least > top:
            heap = heaps.pop()[0] + heap
            top = sum(wanted[each] - at * least for at, each in enumerate(heap)) / len(heap)
        heaps.append((heap, top))
    return {iri: top + at * least for heap, top in heaps for at, iri in enumerate(heap)}
