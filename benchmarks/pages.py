"""Every kind of page of the browser, with things of a graph for each, and what each page takes.

    python benchmarks/pages.py STORE                    wall and CPU time of each kind, over HTTP
    python benchmarks/pages.py STORE --only compare     of the kinds whose names hold that
    python benchmarks/pages.py STORE --each             every address by itself, the slowest first

CPU time is that of the server and its workers together: on a machine that does other things too it says more than
wall time. It is measured where the system tells it of each thread (Linux).
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from graph import PREFIX, cases
from measure import Figure, percentile
from serving import NOTHING_KEPT, Client, Process, running

if TYPE_CHECKING:
    from pyoxigraph import Store

AIM_MS, AIM_CPU_MS = 100, 75
DRAWS = 12
"""Addresses of each kind that are asked for."""
TABLE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Kind:
    """A kind of page: its address with `{}` for values, and the values or a SELECT of them."""

    path: str
    values: str | list[str] = ""


def kinds() -> dict[str, Kind]:
    """The table of pages.toml.

    >>> kinds()["home"]
    Kind(path='/', values='')
    """
    return {name: Kind(**said) for name, said in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


def pages(store: Store, base: str, draws: int = DRAWS) -> Iterator[tuple[str, list[str]]]:
    """Of each kind its name, and addresses with things of the graph; none where the graph has no such thing."""
    for name, kind in kinds().items():
        if name.startswith("query, "):
            yield name, _questions(store, with_results="results" in name)
        elif not kind.values:
            yield name, [kind.path]
        elif isinstance(kind.values, list):
            yield name, _addresses(kind.path, kind.values, base, draws)
        else:
            found: Any = store.query(PREFIX + kind.values, use_default_graph_as_union=True)
            yield name, _addresses(kind.path, [str(row[0].value) for row in found], base, draws)


def _questions(store: Store, *, with_results: bool) -> list[str]:
    """Every question of the catalogue: its form, or its answer to the first values that were drawn for it."""
    first = {case.question: case for case in reversed(list(cases(store)))}
    given = {name: f"?{urlencode(case.given)}" if with_results else "" for name, case in first.items()}
    return [f"/queries/{name}{given[name]}" for name in sorted(first)]


def _addresses(path: str, values: list[str], base: str, draws: int) -> list[str]:
    size = path.count("{}")
    head = path.partition("{}")[0]
    start = base + head.removeprefix("/") if "?" not in head else ""
    fitting = sorted(each.removeprefix(start) for each in values if each.startswith(start))
    drawn = random.Random(13).sample(fitting, min(len(fitting), draws * size))  # noqa: S311 - the same every time
    ends = [quote(each, safe="/:" if start else "") for each in drawn]
    return [path.format(*ends[n : n + size]) for n in range(0, len(ends) - size + 1, size)]


@dataclass
class Taken:
    """What the pages of one kind took: milliseconds of wall and of CPU time by address; `first` is that of the first
    time each was asked for, `absent` the answers other than 200."""

    first: dict[str, float] = field(default_factory=dict)
    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    absent: dict[str, int] = field(default_factory=dict)


def taken(client: Client, server: Process, addresses: list[str]) -> Taken:
    """Ask for each address twice, as a browser does."""
    found = Taken()
    for address in addresses:
        first = client.page(address)
        before = server.cpu_ms()
        reply = client.page(address)
        if reply.status != 200:
            found.absent[address] = reply.status
            continue
        found.first[address], found.wall[address] = first.ms, reply.ms
        found.cpu[address] = server.cpu_ms() - before
    return found


def figures(every: dict[str, Taken]) -> list[Figure]:
    """Times over all pages, and of the kinds that take longest; a kind without a page is named."""
    wall = [ms for kind in every.values() for ms in kind.wall.values()]
    if not wall:
        return []
    first = [ms for kind in every.values() for ms in kind.first.values()]
    slow = [name for name, kind in every.items() if kind.wall and _p95(kind.wall) > AIM_MS]
    none = [name for name, kind in every.items() if not kind.wall]
    absent = sorted({f"{name} ({status})" for name, kind in every.items() for status in kind.absent.values()})
    worst = max((name for name in every if every[name].wall), key=lambda name: _p95(every[name].wall))
    note = f"{len(wall)} addresses of {len(every) - len(none)} kinds"
    note += f"; of these there is none in this graph: {', '.join(none) or 'none'}"
    note += f"; answers other than 200: {', '.join(absent) or 'none'}"
    told = table(every, 15)
    return [
        Figure("page, p95", percentile(wall, 0.95), "ms", f"<= {AIM_MS}", note, told),
        Figure("page, the first time it is asked for, p95", percentile(first, 0.95), "ms"),
        Figure("slowest kind of page, its p95", _p95(every[worst].wall), "ms", f"<= {AIM_MS}",
               f"{worst}; over the aim: {', '.join(slow) or 'none'}", told),
    ]  # fmt: skip


def _p95(times: dict[str, float]) -> float:
    return percentile(list(times.values()), 0.95)


HEAD = f"{'kind of page':34} {'n':>3} {'CPU p50':>8} {'p95':>7} {'wall p50':>9} {'p95':>7} {'first p95':>10}  ms"


def row(name: str, kind: Taken) -> str:
    """A kind as a row of the table."""
    if not kind.wall:
        return f"{name:34} {0:3}"
    cpu, wall = list(kind.cpu.values()), list(kind.wall.values())
    return (
        f"{name:34} {len(wall):3} {percentile(cpu, 0.5):8.0f} {percentile(cpu, 0.95):7.0f}"
        f" {percentile(wall, 0.5):9.0f} {percentile(wall, 0.95):7.0f} {_p95(kind.first):10.0f}"
    )


def table(every: dict[str, Taken], most: int = 1000) -> str:
    """The kinds, those first that take most CPU time."""
    there = sorted((name for name in every if every[name].wall), key=lambda name: -_p95(every[name].cpu))
    return "\n".join([HEAD, *(row(name, every[name]) for name in there[:most])])


def measured(
    store: Path, only: str = "", draws: int = DRAWS, tell: Callable[[str], object] = lambda line: None
) -> dict[str, Taken]:
    """What all kinds took, with a server of its own; each is told as soon as it is known."""
    from kg.store.generations import Generations

    with Generations(store).open() as generation:
        asked = dict(pages(generation.store, str(generation.manifest["base"]), draws))
    wanted = {name: asked[name] for name in asked if only in name}
    found = {}
    with running(store, **NOTHING_KEPT) as server:
        client = Client(server.url, 120)
        for name, addresses in wanted.items():
            found[name] = taken(client, server, addresses)
            tell(row(name, found[name]))
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--only", default="", help="kinds whose names hold this")
    parser.add_argument("--draws", type=int, default=DRAWS, help="addresses of a kind")
    parser.add_argument("--each", action="store_true", help="every address by itself")
    given = parser.parse_args()
    print(HEAD)
    found = measured(given.store, given.only, given.draws, lambda line: print(line, flush=True))
    print("\nThose that take most first:\n" + table(found))
    for name, kind in found.items():
        if not kind.wall:
            print(f"{name}: no such page in this graph")
        for address, status in kind.absent.items():
            print(f"{status} {address}")
    if given.each:
        every = sorted(((kind.cpu[a], kind.wall[a], a) for kind in found.values() for a in kind.wall), reverse=True)
        print("\n".join(f"{cpu:7.0f} {wall:7.0f}  {address}" for cpu, wall, address in every))
    return 0


if __name__ == "__main__":
    sys.exit(main())
