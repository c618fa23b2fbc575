"""`chidao push`: the current generation into a SPARQL 1.1 store."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import nullcontext

from kg.build.progress import shown, silent
from kg.remote.endpoint import Services, find
from kg.remote.http import Address
from kg.remote.push import Pushed
from kg.remote.push import push as run
from kg.settings import Settings
from kg.store.generations import Generations

_SECONDS = 300
"""Least time for one request: counting millions of triples takes some."""


def push(
    url: str, settings: Settings, echo: Callable[[str], None], *, graphs: str | None, update: str | None, as_json: bool
) -> int:
    """Push and say what was done; 1 where the counts afterwards differ. Raises RemoteError, StoreError."""
    seconds = max(_SECONDS, settings.query_seconds)
    with Generations(settings.store).open() as generation:
        if graphs or update:
            services = Services(
                find(url, seconds).query,
                Address.of(graphs) if graphs else None, Address.of(update) if update else None,
            )  # fmt: skip
        else:
            services = find(url, seconds, to_fill=True)
        with nullcontext(silent) if as_json else shown(sys.stderr, settings.progress_seconds) as progress:
            done = run(generation, services, seconds, progress)
    echo(json.dumps(done.as_data(), ensure_ascii=False) if as_json else _words(done))
    return 1 if done.wrong else 0


def _words(done: Pushed) -> str:
    """For people.

    >>> print(_words(Pushed("http://h/query", "000001", "graph store", 3, 1, 2, 0, 12, ("urn:g",))))
    generation 000001 -> http://h/query (graph store): 3 graphs with 12 triples; 1 sent, 2 there already, 0 removed
    not what it should be afterwards, push again: urn:g
    """
    lines = [
        f"generation {done.generation} -> {done.url} ({done.protocol}): {done.graphs:,} graphs with "
        f"{done.triples:,} triples; {done.sent:,} sent, {done.there:,} there already, {done.removed:,} removed"
    ]
    lines += [f"not what it should be afterwards, push again: {name}" for name in done.wrong[:20]]
    if not done.wrong:
        lines.append("verified: each graph has the number of triples that it has here")
    return "\n".join(lines)
