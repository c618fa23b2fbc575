"""Reading and parsing on one core: speed, and that ten times the text takes about ten times as long."""

from __future__ import annotations

import re
from pathlib import Path

from measure import Figure, median_seconds, peak_memory_mb, sources, top_of_profile

_PART_ONE = re.compile(r"^[\W_]*I\.\s")
_END = re.compile(r"^[\W_]*Nơi nhận")


def longer(text: str, times: int) -> str:
    """A document whose body, from part I to the recipients, stands `times` times; head and foot once."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if _PART_ONE.match(line)), 0)
    last = next((i for i, line in enumerate(lines) if _END.match(line)), len(lines))
    return "\n".join([*lines[:first], *lines[first:last] * times, *lines[last:]])


def extract(data: bytes, name: str) -> None:
    """One file, from bytes to facts."""
    from loaders.parse import parse
    from loaders.read import read

    parse(read(data, name))


def measure() -> list[Figure]:
    """Documents and megabytes a second, and the factor by which ten times the text takes longer."""
    where, paths = sources()
    files = [(path.read_bytes(), path.name) for path in paths]
    size = sum(len(data) for data, _ in files)

    def all_files() -> None:
        for data, name in files:
            extract(data, name)

    each = median_seconds(all_files)
    speed = Figure("extraction, one core", len(files) / each, "documents/s", ">= 75", f"{where}, read and parsed")
    if not speed.met:
        speed = Figure(**speed.record() | {"profile": top_of_profile(all_files)})

    def growth(path: Path) -> float:
        text = path.read_text(encoding="utf-8")
        once, more = (longer(text, times).encode() for times in (1, 10))
        slower = median_seconds(lambda: extract(more, path.name), 1.0) / median_seconds(
            lambda: extract(once, path.name), 1.0
        )
        return 10 * slower / (len(more) / len(once))  # head and foot do not grow

    note = "the body of each document ten times over, the slowest of them"
    factor = Figure("ten times the text takes", max(map(growth, paths)), "times as long", "<= 12", note)
    if not factor.met:
        worst = longer(paths[0].read_text(encoding="utf-8"), 10).encode()
        factor = Figure(**factor.record() | {"profile": top_of_profile(lambda: extract(worst, paths[0].name))})
    return [
        speed,
        Figure("extraction, one core", size / each / 1e6, "MB/s"),
        factor,
        Figure("extraction, peak memory", peak_memory_mb(), "MiB", note="the process, with its programs"),
    ]
