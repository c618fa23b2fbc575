"""What follows from the links: steps down the cascade, their closure, and who leads and supports a task.

Plain Python over edges and not SPARQL CONSTRUCT: docs/decisions/0012-inference.md has the figures. The rules themselves
are data: kg/data/cascade.toml.

>>> steps([Edge("plan", "implements", "resolution"), Edge("decision", "approves", "plan")], set())
{'resolution': {'plan'}, 'decision': {'plan'}}
>>> closure({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == {"a": {"b", "c"}, "b": {"c"}, "c": {"b"}}
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.data import toml


class Edge(NamedTuple):
    """A relation between two documents, by IRI; `relation` is a name of loaders.model.RelationType."""

    source: str
    relation: str
    target: str


def steps(edges: Iterable[Edge], plans: set[str] | frozenset[str]) -> dict[str, set[str]]:
    """`cascadesTo`, from each higher document to those one step below it. `plans` are the documents that are plans."""
    rules: dict[str, str] = toml("cascade")["steps"]
    found: dict[str, set[str]] = {}
    for source, relation, target in edges:
        rule = rules.get(relation)
        if rule is None or source == target:
            continue
        if rule == "forward":
            found.setdefault(source, set()).add(target)
        elif rule == "inverse" or source in plans:
            found.setdefault(target, set()).add(source)
    return found


def closure(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The transitive closure without loops on a single node: `cascadesToAll`. Cycles do no harm.

    Strongly connected components are found first (Tarjan, without recursion); those below are closed before those
    above, so every set is made once.
    """
    below: dict[str, set[str]] = {}
    for component in _components(edges):
        inside = set(component)
        direct = {child for node in component for child in edges.get(node, ())}
        reached = inside | direct
        for node in direct - inside:
            reached |= below.get(node, set())
        for node in component:
            below[node] = reached
    return {node: reached - {node} for node, reached in below.items() if reached - {node}}


def _components(edges: Mapping[str, set[str]]) -> list[list[str]]:
    """Strongly connected components, those that are reached first."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    done: list[list[str]] = []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(sorted(edges.get(root, ()))))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for child in rest:
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    on_stack.add(child)
                    work.append((child, iter(sorted(edges.get(child, ())))))
                    break
                if child in on_stack:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = [stack.pop()]
                    while component[-1] != node:
                        component.append(stack.pop())
                    on_stack.difference_update(component)
                    done.append(component)
    return done
