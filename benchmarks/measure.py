"""What every benchmark uses: the machine's description, times, memory, profiles, and the form of a figure."""

from __future__ import annotations

import cProfile
import io
import math
import os
import platform
import pstats
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Figure:
    """One measured value. `aim` is what it should reach (`>= 75`), empty where nothing was aimed at."""

    name: str
    value: float
    unit: str
    aim: str = ""
    note: str = ""
    profile: str = ""  # top of a profile, where the aim was missed

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without one."""
        if not self.aim:
            return None
        comparison, limit = self.aim.split()
        return self.value >= float(limit) if comparison == ">=" else self.value <= float(limit)


def sources() -> tuple[str, list[Path]]:
    """Where the documents are from, and their files: the annotated real ones, else the digests of samples/."""
    shared = Path(os.environ.get("CHIDAO_SHARED") or ROOT.parent / "shared")
    real = sorted((shared / "seeds").glob("*.txt"))
    if real:
        return "the five annotated real documents", real
    return "the digests of samples/", [p for p in sorted((ROOT / "samples").iterdir()) if p.name[0].isdigit()]


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_cpu_seconds(work: Callable[[], object], least: float = 4.0, rounds: int = 5) -> float:
    """Median CPU time of a call, after one unmeasured, over `least` seconds and `rounds` rounds at least.

    CPU time, so that whatever else the machine does counts less; for work that is done in this process alone.
    """
    work()
    times: list[float] = []
    while len(times) < rounds or sum(times) < least:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def percentile(times: list[float], part: float) -> float:
    """Nearest-rank percentile."""
    ordered = sorted(times)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def top_of_profile(work: Callable[[], object], lines: int = 12) -> str:
    """The functions in which most time goes by, own time first; paths are cut to the last two parts."""
    profile = cProfile.Profile()
    profile.runcall(work)
    out = io.StringIO()
    pstats.Stats(profile, stream=out).strip_dirs().sort_stats("tottime").print_stats(lines)
    kept = [line.rstrip() for line in out.getvalue().split("\n") if line.strip()]
    start = next(i for i, line in enumerate(kept) if line.lstrip().startswith("ncalls"))
    return "\n".join(kept[start:])


def peak_memory_mb() -> float:
    """Most resident memory of this process so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def machine() -> list[tuple[str, str]]:
    """What the figures depend on; no name of a host or user."""
    cpu = platform.processor() or platform.machine()
    memory = ""
    if Path("/proc/cpuinfo").exists():
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n"):
            if line.startswith("model name"):
                cpu = line.split(":", 1)[1].strip()
                break
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "google-re2", "rdflib"))
    return [
        ("processor", cpu),
        ("cores used by the system", str(cores)),
        ("memory", memory),
        ("busy processes when it began", f"{os.getloadavg()[0]:.1f}"),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("Python", platform.python_version()),
        ("packages", versions),
    ]
