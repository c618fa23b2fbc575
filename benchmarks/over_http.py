"""Asking over HTTP, as people and programs do: every question of the catalogue, pages, many clients at once, a query
without end beside them, and the same queries put to rdflib-endpoint.

But for the many clients the server keeps no answers: what is measured is how long it takes to make them.

    python benchmarks/over_http.py --documents 100 --peer-documents 20 --seconds 5

The name is not http.py, which would stand in front of Python's own module of that name.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pages
from graph import Case, asking, cases, read_sources, variants
from measure import Figure, percentile
from serving import NOTHING_KEPT, Client, Reply, cpu_of_children, peer, served
from store import read_once, write_store

AIM_MS = 150
LIMIT_SECONDS = 5  # of a query, where its limit is measured
PEER_SECONDS = 5  # for one answer of rdflib-endpoint, which cannot be stopped: then a fresh server is asked
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PATIENCE_SECONDS = 5  # within which a client of many is to have its answer


def path_of(case: Case) -> str:
    """The address of a question with its values, on its own page of rows."""
    return f"/api/query/{case.question}" + (f"?{urlencode(case.given)}" if case.given else "")


def table(times: dict[str, list[float]], most: int = 15) -> str:
    """The slowest of some names with their times."""
    slowest = sorted(times, key=lambda name: -percentile(times[name], 0.95))[:most]
    return "\n".join(
        f"{name:22} p50 {percentile(times[name], 0.5):9.1f} ms   p95 {percentile(times[name], 0.95):9.1f} ms"
        f"   {len(times[name]):4} times"
        for name in slowest
    )


def questions(url: str, asked: Sequence[Case]) -> list[Figure]:
    """Times of all questions, one after the other; each once before, so that no file is read for the first time."""
    client = Client(url, 120)
    times: dict[str, list[float]] = {}
    refused: Counter[int] = Counter()
    for case in asked:
        path = path_of(case)
        client.get(path)
        reply = client.get(path)
        refused[reply.status] += reply.status != 200
        times.setdefault(case.question, []).append(reply.ms)
    every = [ms for found in times.values() for ms in found]
    worst = max(times, key=lambda name: percentile(times[name], 0.95))
    slow = sorted(name for name, found in times.items() if percentile(found, 0.95) > AIM_MS)
    note = f"{len(asked)} requests, {len(times)} questions, their own pages"
    note += f"; other answers than 200: {sum(refused.values())}"
    return [
        Figure("question over HTTP, p50", percentile(every, 0.5), "ms"),
        Figure("question over HTTP, p95", percentile(every, 0.95), "ms", f"<= {AIM_MS}", note, table(times)),
        Figure("slowest question over HTTP, its p95", percentile(times[worst], 0.95), "ms", f"<= {AIM_MS}",
               f"{worst}; over the aim: {', '.join(slow) or 'none'}", table(times)),
    ]  # fmt: skip


def endless(store: Path, asked: Sequence[Case]) -> list[Figure]:
    """A query without end: when it is ended, and what others wait meanwhile against what they wait alone."""
    few = [path_of(case) for case in asked if case.question in ("agency", "document", "named-by", "steps")][:20]
    limits = {"CHIDAO_QUERY_SECONDS": str(LIMIT_SECONDS), "CHIDAO_SERVE_WORKERS": "4"}
    with served(store, **limits, **NOTHING_KEPT) as url:
        client = Client(url, 60)

        def round_of(seconds: float) -> list[float]:
            end, found = time.monotonic() + seconds, []
            while time.monotonic() < end:
                found += [client.get(path).ms for path in few]
            return found

        round_of(1)
        alone = round_of(LIMIT_SECONDS - 1)
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(lambda: Client(url, 60).query("/sparql", ENDLESS))
            time.sleep(0.2)
            meanwhile = round_of(LIMIT_SECONDS - 1)
            reply: Reply = running.result()
    note = f"limit {LIMIT_SECONDS} s, answered {reply.status}"
    return [
        Figure("query without end, ended after", reply.ms / 1000, "s", f"<= {LIMIT_SECONDS + 0.2}", note),
        Figure("look-ups beside it, p95", percentile(meanwhile, 0.95), "ms", "",
               f"{len(meanwhile)} requests; alone {percentile(alone, 0.95):.1f} ms, {len(alone)} requests"),
    ]  # fmt: skip


def crowd(url: str, asked: Sequence[Case], clients: int, seconds: float) -> list[Figure]:
    """Many clients for some time, each asking one question after the other."""
    paths = [path_of(case) for case in asked]
    statuses: Counter[int] = Counter()
    times: list[float] = []
    told = [0]
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def one(number: int) -> None:
        client, at = Client(url, 60), number * 7
        while time.monotonic() < end:
            reply = client.get(paths[at % len(paths)])
            at += 1
            with lock:
                statuses[reply.status] += 1
                if reply.status == 200:
                    times.append(reply.ms)
                told[0] += reply.status == 503 and reply.after is not None
            if reply.status == 503:
                time.sleep(float(reply.after or 1))

    with ThreadPoolExecutor(clients) as many:
        list(many.map(one, range(clients)))
    whole = sum(statuses.values())
    quick = sum(ms <= 1000 * PATIENCE_SECONDS for ms in times)
    said = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    others = whole - statuses[200] - told[0]
    note = f"{clients} clients, {seconds:g} s, {len(paths)} addresses, {whole} answers ({said})"
    note += f"; p50 {percentile(times or [0.0], 0.5):.0f} ms"
    return [
        Figure(f"answered 200 within {PATIENCE_SECONDS} s", 100 * quick / max(1, whole), "%", ">= 95", note),
        Figure("neither 200 nor 503 with Retry-After", others, "answers", "<= 0"),
    ]


def ratio(url: str, asked: Sequence[Case], nquads: Path) -> list[Figure]:
    """The same queries put to rdflib-endpoint on the same graph; each once, after one that is not counted."""
    ours, theirs, late, failed = [], [], [], []
    client = Client(url, 120)
    with peer(nquads) as start:
        them: Client | None = None
        for case in asked:
            if them is None:
                them = Client(start(), PEER_SECONDS)
                them.query("/", "SELECT * { ?s ?p ?o } LIMIT 1")
            client.query("/sparql", case.query)
            mine, its = client.query("/sparql", case.query), them.query("/", case.query)
            if its.status == 0:  # it would go on; the next queries are not to wait for it
                them = None
            if mine.status != 200 or its.status not in (0, 200):
                failed.append(case.question)
                continue
            ours.append(mine.ms)
            theirs.append(1000.0 * PEER_SECONDS if its.status == 0 else its.ms)
            if its.status == 0:
                late.append(case.question)
    times = sorted(b / a for a, b in zip(ours, theirs, strict=True))
    note = (
        f"{len(ours)} queries, their own pages; median of the ratios;"
        f" sums {sum(theirs) / 1000:.1f} s and {sum(ours) / 1000:.1f} s;"
        f" ended after {PEER_SECONDS} s, which counts as that: {', '.join(sorted(late)) or 'none'};"
        f" without an answer: {', '.join(sorted(failed)) or 'none'}"
    )
    return [
        Figure("rdflib-endpoint takes", percentile(times, 0.5) if times else 0.0, "times as long", ">= 10", note),
        Figure("rdflib-endpoint takes, all queries together", sum(theirs) / max(1e-9, sum(ours)), "times as long"),
    ]


def one_each(asked: Sequence[Case]) -> list[Case]:
    """The first case of each question."""
    return list({case.question: case for case in reversed(asked)}.values())


def measure(
    count: int, peer_count: int = 500, clients: int = 200, seconds: float = 60, store: Path | None = None
) -> list[Figure]:
    """All of it on graphs of `count` and `peer_count` documents, which are made first; the large one may stand
    in a `store` that write_store made before."""
    _, _, documents = read_sources()
    with tempfile.TemporaryDirectory() as folder:
        root = store or Path(folder) / "large"
        made = {} if store else write_store(variants(documents, count), root)
        read_once(root)
        figures = [*asking(root), *large(root, clients, seconds)]
        write_store(variants(documents, peer_count), Path(folder) / "small")
        figures += small(Path(folder) / "small", peer_count)
    if store:
        return figures
    steps = ", ".join(f"{name} {made[name]:.0f} s" for name in ("assemble", "load", "names", "optimize"))
    steps += "; then each of its files read once"
    return [*figures, Figure("graph that is served", made["triples"], "triples", note=steps)]


def large(root: Path, clients: int, seconds: float) -> list[Figure]:
    """What is measured on the large graph in the store `root`."""
    from kg.store.generations import Generations

    with Generations(root).open() as generation:
        asked = list(cases(generation.store))
        before = cpu_of_children()
        with served(root, **NOTHING_KEPT) as url:
            figures = questions(url, asked)
        used = cpu_of_children() - before
        figures += pages.figures(pages.measured(root))
        with served(root) as url:
            figures += crowd(url, one_each(asked), clients, seconds)
        with served(root, **NOTHING_KEPT) as url:
            first, *_ = crowd(url, one_each(asked), clients, seconds)
            figures.append(replace(first, name=f"{first.name}, where no answer is kept", aim=""))
        figures += endless(root, asked)
    return [*figures, Figure("CPU of the server for a question", 1000 * used / (2 * len(asked)), "ms", note="mean")]


def small(root: Path, count: int) -> list[Figure]:
    """What is compared with rdflib-endpoint on the graph in the store `root`; nothing where that is not installed."""
    from importlib.util import find_spec

    from pyoxigraph import RdfFormat

    from kg.store.generations import Generations

    if find_spec("rdflib_endpoint") is None:
        print("  rdflib-endpoint is not installed, so nothing is compared: pip install -e '.[bench]'", flush=True)
        return []
    nquads = root / "graph.nq"
    with Generations(root).open() as generation, served(root, **NOTHING_KEPT) as url:
        generation.store.dump(str(nquads), format=RdfFormat.N_QUADS)
        found = ratio(url, one_each(list(cases(generation.store))), nquads)
    return [Figure(f"{each.name} ({count:,} documents)", each.value, each.unit, each.aim, each.note) for each in found]


def main() -> int:
    """Measure and print; `--store` takes a graph that write_store made before."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--peer-documents", type=int, default=500)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--store", type=Path, help="a store with the large graph, instead of making one")
    given = parser.parse_args()
    figures = measure(given.documents, given.peer_documents, given.clients, given.seconds, given.store)
    for each in figures:
        print(f"{each.name:50} {each.value:10.1f} {each.unit:14} {each.aim:8} {each.note}\n{each.profile}".rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
