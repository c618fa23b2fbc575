"""Measures the program and writes docs/benchmarks.md: `make bench`.

    python benchmarks/run.py                              everything, some minutes
    python benchmarks/run.py --documents 100 --out FILE   a smaller graph, written elsewhere

Each section runs in a process of its own, so that the peak of memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import extraction
import formats
import graph
import over_http
import start
from measure import ROOT, Figure, machine

PAGE = ROOT / "docs" / "benchmarks.md"


def shown(value: float) -> str:
    """A value with as many digits as mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3f}"


def page(sections: list[tuple[str, list[Figure]]], described: list[tuple[str, str]]) -> str:
    """The page in Markdown."""
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}. Figures are of this machine; run it on yours.",
        "",
        "| machine | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in described),
    ]
    figures = [figure for _, found in sections for figure in found]
    for title, found in sections:
        lines += ["", f"## {title}", "", "| figure | measured | aim | |", "|---|---|---|---|"]
        for figure in found:
            verdict = {True: "met", False: "**missed**", None: ""}[figure.met]
            lines.append(f"| {figure.name} | {shown(figure.value)} {figure.unit} | {figure.aim} | {verdict} |")
        notes = [f"* {figure.name}: {figure.note}." for figure in found if figure.note]
        lines += ["", *notes] if notes else []
    missed = [figure for figure in figures if figure.met is False]
    lines += ["", "## Aims missed", ""]
    if not missed:
        lines.append("None.")
    for figure in missed:
        lines += [f"**{figure.name}**: {shown(figure.value)} {figure.unit}, aim {figure.aim}."]
        lines += ["", "```text", figure.profile, "```", ""] if figure.profile else [""]
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Exit code 0 however the figures are: a missed aim is reported, not hidden behind a failure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000, help="documents of the generated graph")
    parser.add_argument("--out", type=Path, default=PAGE, help="where the page is written")
    parser.add_argument("--peer-documents", type=int, default=500, help="documents of the graph that is compared")
    parser.add_argument("--clients", type=int, default=200, help="how many ask at once")
    parser.add_argument("--seconds", type=float, default=60, help="how long they do")
    given = parser.parse_args()
    crowd = (given.peer_documents, given.clients, given.seconds)
    works: list[tuple[str, Callable[..., list[Figure]], tuple[float, ...]]] = [
        ("Extraction", extraction.measure, ()),
        ("Formats", formats.measure, ()),
        ("Building the graph", graph.measure_size_and_building, (given.documents,)),
        (f"Asking a graph of {given.documents:,} documents", over_http.measure, (given.documents, *crowd)),
        ("The command line", start.measure, ()),
    ]
    described = machine()
    sections = []
    context = multiprocessing.get_context("spawn")
    for title, work, arguments in works:
        print(f"{title} ...", flush=True)
        with ProcessPoolExecutor(1, mp_context=context) as process:
            found = process.submit(work, *arguments).result()
        for figure in found:
            verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
            value = f"{shown(figure.value):>10} {figure.unit:16} {figure.aim:12} {verdict}"
            print(f"  {figure.name:44} {value}", flush=True)
        sections.append((title, found))
    given.out.write_text(page(sections, described), encoding="utf-8")
    print(f"wrote {given.out.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
