"""How far a build is: told to whoever listens, and put into words for people.

>>> clock = iter([0.0, 10.0, 20.0])
>>> meter = Meter(lambda: next(clock))
>>> meter.words(Step("extract", 0, 300, 0, 30_000_000))
'reading 0/300 files, 0.0/30.0 MB'
>>> meter.words(Step("extract", 100, 300, 10_000_000, 30_000_000))
'reading 100/300 files, 10.0/30.0 MB, 10.0 files/s, 1.00 MB/s, about 20 s left'
>>> meter.words(Step("extract", 200, 300, 20_000_000, 30_000_000, 3))
'reading 200/300 files, 20.0/30.0 MB, 10.0 files/s, 1.00 MB/s, about 10 s left, 3 not read'
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal, TextIO

Stage = Literal["scan", "extract", "assemble", "write", "index", "check", "reason", "push"]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a build; `done` of `total` (files; later documents or triples), `size` of `whole` bytes, and how many
    files were not read."""

    stage: Stage
    done: int = 0
    total: int = 0
    size: int = 0
    whole: int = 0
    trouble: int = 0

    def after(self, size: int, *, trouble: bool) -> Step:
        """One more file, of so many bytes, is done."""
        return replace(self, done=self.done + 1, size=self.size + size, trouble=self.trouble + trouble)


Progress = Callable[[Step], None]
"""Told of each step, in the thread of the build."""


def silent(step: Step) -> None:
    """Says nothing."""


_WORDS = {
    "scan": "looking for files", "assemble": "linking {} documents", "write": "writing {} triples",
    "index": "indexing {} documents", "check": "checked {done:,}/{} documents", "reason": "reasoning over the ontology",
    "push": "sent {done:,}/{} graphs",
}  # fmt: skip
WINDOW = 30.0
"""Seconds over which the rate is taken: what comes from the cache is a hundred times faster than what is read."""


class Meter:
    """Rates and time left, by a clock (seconds)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.seen: deque[tuple[float, Step]] = deque()

    def words(self, step: Step) -> str:
        """One line: what is done, how fast, how long it will take."""
        if step.stage != "extract":
            return _WORDS[step.stage].format(f"{step.total:,}", done=step.done)
        now = self.clock()
        self.seen.append((now, step))
        while len(self.seen) > 2 and self.seen[1][0] <= now - WINDOW:
            self.seen.popleft()
        began, first = self.seen[0]
        said = [f"reading {step.done:,}/{step.total:,} files", f"{step.size / 1e6:,.1f}/{step.whole / 1e6:,.1f} MB"]
        if now > began and step.done > first.done:
            files, size = (step.done - first.done) / (now - began), (step.size - first.size) / (now - began)
            said += [f"{files:.1f} files/s", f"{size / 1e6:.2f} MB/s"]
            if step.done < step.total:
                # Large files come first, so bytes tell more than files, but the many small ones after them do not.
                left = max((step.total - step.done) / files, (step.whole - step.size) / size if size else 0.0)
                said.append(f"about {duration(left)} left")
        if step.trouble:
            said.append(f"{step.trouble:,} not read")
        return ", ".join(said)


def duration(seconds: float) -> str:
    """A time for people.

    >>> duration(8.4), duration(200), duration(9000)
    ('8 s', '3 min', '2 h 30 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


@contextmanager
def shown(stream: TextIO = sys.stderr, every: float = 30.0) -> Iterator[Progress]:
    """Tells people: on a terminal one line that is redrawn, elsewhere (a log) a line every `every` seconds.

    Nothing is left on the terminal at the end.
    """
    meter = Meter()
    terminal = stream.isatty()
    pause = 0.1 if terminal else every
    last, stage = time.monotonic(), ""

    def say(step: Step) -> None:
        nonlocal last, stage
        now = time.monotonic()
        if now - last < pause and not (terminal and step.stage != stage):
            return
        last, stage = now, step.stage
        words = meter.words(step)
        stream.write(f"\r\x1b[K{_fitting(words)}" if terminal else f"chidao: {words}\n")
        stream.flush()

    try:
        yield say
    finally:
        if terminal:
            stream.write("\r\x1b[K")
            stream.flush()


def _fitting(words: str) -> str:
    """What fits on one line of the terminal: a longer one could not be redrawn."""
    import shutil

    width = shutil.get_terminal_size().columns - 1
    return words if len(words) <= width else words[: max(0, width - 1)] + "…"
