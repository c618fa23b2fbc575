"""Measures the program and writes docs/benchmarks.md: `make bench`.

    python benchmarks/run.py                              everything, some minutes
    python benchmarks/run.py --documents 100 --out FILE   a smaller graph, written elsewhere
    python benchmarks/run.py --only Asking                the sections with that in their titles; the others stay
    python benchmarks/run.py --only Asking --store DIR    of a graph that was made before

Each section runs in a process of its own, so that the peak of memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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


MISSED = "Aims missed"


def parts(text: str) -> dict[str, str]:
    """The sections of a page by their titles.

    >>> parts("# A\\n\\n## B\\n\\nb\\n\\n## C\\n\\nc\\n")
    {'B': 'b', 'C': 'c'}
    """
    found = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {title: body.strip("\n") for title, _, body in found}


def missed_before(old: dict[str, str], kept: Iterable[str]) -> list[str]:
    """What an earlier page says of the aims that were missed in the sections that are kept of it."""
    rows = (line for title in kept for line in old[title].split("\n") if " | " in line)
    names = {row.split(" | ")[0].removeprefix("| ") for row in rows}
    entries = f"\n{old.get(MISSED, '')}".split("\n**")[1:]
    return [f"**{entry}".rstrip("\n") for entry in entries if entry.partition("**")[0] in names]


def page(
    sections: list[tuple[str, list[Figure] | None]], described: list[tuple[str, str]], old: dict[str, str] | None = None
) -> str:
    """The page in Markdown; a section without figures is that of an `old` page."""
    old = old or {}
    again = [title for title, found in sections if found is not None]
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}. Figures are of this machine; run it on yours.",
        "",
        "| machine | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in described),
    ]
    if len(again) < len(sections):
        lines += ["", f"Measured that day, the rest earlier: {'; '.join(again)}."]
    figures = [figure for _, found in sections for figure in found or ()]
    for title, found in sections:
        if found is None:
            lines += ["", f"## {title}", "", old[title]]
            continue
        lines += ["", f"## {title}", "", "| figure | measured | aim | |", "|---|---|---|---|"]
        for figure in found:
            verdict = {True: "met", False: "**missed**", None: ""}[figure.met]
            lines.append(f"| {figure.name} | {shown(figure.value)} {figure.unit} | {figure.aim} | {verdict} |")
        notes = [f"* {figure.name}: {figure.note}." for figure in found if figure.note]
        lines += ["", *notes] if notes else []
    missed = [figure for figure in figures if figure.met is False]
    before = missed_before(old, [title for title, found in sections if found is None])
    lines += ["", f"## {MISSED}", ""]
    if not missed and not before:
        lines.append("None.")
    for entry in before:
        lines += [entry, ""]
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
    parser.add_argument("--only", default="", help="measure the sections with this in their titles")
    parser.add_argument("--store", type=Path, help="a store with the large graph, instead of making one")
    given = parser.parse_args()
    crowd = (given.peer_documents, given.clients, given.seconds, given.store)
    works: list[tuple[str, Callable[..., list[Figure]], tuple[Any, ...]]] = [
        ("Extraction", extraction.measure, ()),
        ("Formats", formats.measure, ()),
        ("Building the graph", graph.measure_size_and_building, (given.documents,)),
        (f"Asking a graph of {given.documents:,} documents", over_http.measure, (given.documents, *crowd)),
        ("The command line", start.measure, ()),
    ]
    titles = [title for title, _, _ in works]
    if not any(given.only in title for title in titles):
        parser.error(f"--only {given.only}: no section has that in its title: {', '.join(titles)}")
    described, sections = machine(), list[tuple[str, list[Figure] | None]]()
    old = parts(given.out.read_text(encoding="utf-8")) if given.only else {}
    context = multiprocessing.get_context("spawn")
    for title, work, arguments in works:
        if given.only not in title and title in old:
            sections.append((title, None))
            continue
        print(f"{title} ...", flush=True)
        with ProcessPoolExecutor(1, mp_context=context) as process:
            found = process.submit(work, *arguments).result()
        for figure in found:
            verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
            value = f"{shown(figure.value):>10} {figure.unit:16} {figure.aim:12} {verdict}"
            print(f"  {figure.name:44} {value}", flush=True)
        sections.append((title, found))
    given.out.write_text(page(sections, described, old), encoding="utf-8")
    print(f"wrote {given.out.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
