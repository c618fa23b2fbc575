"""What became of each file, in words and as data.

>>> report = FileReport.refused(Path("a.txt"), "the file is empty", "remove it")
>>> report.line()
'refused  a.txt: the file is empty; remove it'
"""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.build.printable import printable

if TYPE_CHECKING:
    from kg.build.found import Found

Status = Literal["read", "skipped", "refused", "failed"]
"""`read`: its documents are in the graph. `skipped`: found in a folder, of a kind that is not read yet. `refused`:
empty, too large, binary, not to be opened. `failed`: reading it took too long, too much memory, or met an error."""


@dataclass(frozen=True)
class FileReport:
    """One file: `why` says what is the matter, `advice` what to do; both empty for a file that was read."""

    path: Path
    status: Status
    why: str = ""
    advice: str = ""
    documents: int = 0
    sha256: str = ""
    size: int = 0
    cached: bool = False
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()

    @staticmethod
    def refused(path: Path, why: str, advice: str) -> FileReport:
        """A file that is not read, by a rule."""
        return FileReport(path, "refused", why, advice)

    @staticmethod
    def unreadable(path: Path, error: OSError) -> FileReport:
        """A file or folder that cannot be opened."""
        gone = error.errno in (errno.ENOENT, errno.ELOOP)
        advice = "check whether it is still there" if gone else "check its permissions"
        return FileReport.refused(path, f"cannot be read ({error.strerror})", advice)

    @staticmethod
    def skipped(path: Path, why: str, advice: str) -> FileReport:
        """A file of a folder that is of a kind not read yet."""
        return FileReport(path, "skipped", why, advice)

    @staticmethod
    def failed(path: Path, why: str, advice: str) -> FileReport:
        """A file whose reading went wrong."""
        return FileReport(path, "failed", why, advice)

    def line(self) -> str:
        """One line: status, what, why, what to do."""
        said = "; ".join(part for part in (self.why, self.advice) if part)
        return printable(f"{self.status:8} {self.path}" + (f": {said}" if said else ""))

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        plain = {"path": printable(str(self.path)), "warnings": list(self.warnings), "seconds": round(self.seconds, 3)}
        return {**asdict(self), **plain}


@dataclass
class BuildReport:
    """A whole build: its files, and what was written."""

    files: list[FileReport] = field(default_factory=list)
    generation: str = ""
    documents: int = 0
    quads: int = 0
    graphs: int = 0
    changed_graphs: int = 0
    how: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    corrections: int = 0
    unmatched: list[str] = field(default_factory=list)
    found: dict[Path, list[Found]] = field(default_factory=dict)
    """What was found in each file that was read; for `chidao build --report`, not for the manifest."""

    def count(self, status: Status) -> int:
        """How many files have this status."""
        return Counter(file.status for file in self.files)[status]

    @property
    def troubled(self) -> list[FileReport]:
        """The files that were not read, skipped ones included."""
        return [file for file in self.files if file.status != "read"]

    @property
    def exit_code(self) -> int:
        """0 where all went in, 1 where a file was refused or failed, or a correction fits nothing."""
        return 1 if self.unmatched or any(file.status in ("refused", "failed") for file in self.files) else 0

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "generation": self.generation, "documents": self.documents, "quads": self.quads, "graphs": self.graphs,
            "changed_graphs": self.changed_graphs, "how": self.how,
            "read": self.count("read"), "skipped": self.count("skipped"), "refused": self.count("refused"),
            "failed": self.count("failed"), "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
            "warnings": self.warnings, "corrections": self.corrections, "unmatched": self.unmatched,
            "files": [file.as_data() for file in self.files],
        }  # fmt: skip

    def quiet_lines(self) -> Iterable[str]:
        """Only the files that should have gone in and did not, and corrections that fit nothing."""
        yield from (file.line() for file in self.troubled if file.status != "skipped")
        yield from self.unmatched

    def lines(self) -> Iterable[str]:
        """For people: troubles first, then the sum."""
        yield from (file.line() for file in self.troubled)
        yield from (f"warning  {warning}" for warning in self.warnings)
        cached = sum(file.cached for file in self.files)
        yield (f"{self.count('read')} files read ({cached} unchanged), {self.count('skipped')} skipped, "
               f"{self.count('refused')} refused, {self.count('failed')} failed")  # fmt: skip
        if self.generation:
            yield (
                f"generation {self.generation}: {self.documents} documents, {self.quads:,} triples "
                f"in {self.graphs} graphs ({self.changed_graphs} changed), {sum(self.seconds.values()):.1f} s"
            )
        if self.corrections:
            missed = f"{len(self.unmatched)} of them fit nothing" if self.unmatched else "all of them fit"
            yield f"{self.corrections} corrections, {missed}"
