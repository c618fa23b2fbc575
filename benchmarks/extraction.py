"""Reading and parsing on one core: speed, and that ten times the text takes about ten times as long."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from measure import Figure, median_cpu_seconds, peak_memory_mb, sources, top_of_profile

_PART_ONE = re.compile(r"^[\W_]*I\.\s")
_END = re.compile(r"^[\W_]*Nơi nhận")


def longer(text: str, times: int) -> str:
    """A document whose body, from part I to the recipients, stands `times` times; head and foot once."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if _PART_ONE.match(line)), 0)
    last = next((i for i, line in enumerate(lines) if _END.match(line)), len(lines))
    return "\n".join([*lines[:first], *lines[first:last] * times, *lines[last:]])


def extract(path: Path) -> None:
    """One file, from bytes to facts."""
    from loaders.parse import parse
    from loaders.read import read

    parse(read(path))


def measure() -> list[Figure]:
    """Documents and megabytes a second, and the factor by which ten times the text takes longer."""
    where, paths = sources()

    def all_files() -> None:
        for path in paths:
            extract(path)

    each = median_cpu_seconds(all_files)
    speed = Figure(
        "extraction, one core", len(paths) / each, "documents/s", ">= 75", f"{where}, read and parsed, CPU time"
    )
    if not speed.met:
        speed = replace(speed, profile=top_of_profile(all_files))
    size = sum(path.stat().st_size for path in paths)
    return [
        speed,
        Figure("extraction, one core", size / each / 1e6, "MB/s"),
        growth(paths),
        Figure("extraction, peak memory", peak_memory_mb(), "MiB", note="the process, with its programs"),
    ]


def growth(paths: list[Path]) -> Figure:
    """How many times as long ten times the text takes, for the document for which it is most."""
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            text = path.read_text(encoding="utf-8")
            once, ten = (Path(folder, f"{path.stem}-{times}{path.suffix}") for times in (1, 10))
            once.write_text(text, encoding="utf-8")
            ten.write_text(longer(text, 10), encoding="utf-8")
            slower = median_cpu_seconds(lambda ten=ten: extract(ten), 1.0)  # type: ignore[misc]
            slower /= median_cpu_seconds(lambda once=once: extract(once), 1.0)  # type: ignore[misc]
            # Head and foot do not grow, so the text is a little less than ten times as long.
            factor = 10 * slower / (ten.stat().st_size / once.stat().st_size)
            if factor > worst:
                worst, slowest = factor, ten
        note = "the body of each document ten times over, the slowest of them, CPU time"
        figure = Figure("ten times the text takes", worst, "times as long", "<= 12", note)
        return figure if figure.met else replace(figure, profile=top_of_profile(lambda: extract(slowest)))
