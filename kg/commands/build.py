"""`chidao build`: files and folders to a new generation of the graph."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.settings import Settings


def build(paths: Sequence[Path], settings: Settings, as_json: bool, say: Callable[[str], None]) -> int:
    """Build, report, and return the exit code: 0 all went in, 1 a file was refused or failed.

    Raises StoreError and ScanError; each message is one line.
    """
    from kg.build.build import build as run

    report = run(paths, settings, progress=_progress if sys.stderr.isatty() and not as_json else _silent)
    if sys.stderr.isatty() and not as_json:
        sys.stderr.write("\r\x1b[K")
    if as_json:
        say(json.dumps(report.as_data(), ensure_ascii=False, indent=1))
    else:
        for line in report.lines():
            say(line)
    return report.exit_code


def _silent(stage: str, done: int, total: int) -> None:
    pass


def _progress(stage: str, done: int, total: int) -> None:
    sys.stderr.write(f"\r\x1b[K{stage} {done}/{total}")
    sys.stderr.flush()
