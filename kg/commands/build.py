"""`chidao build`: files and folders to a new generation of the graph."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from kg.settings import Settings

STOPPED = 130
"""The exit code of a build that was stopped, as shells give it for Ctrl-C."""


def build(
    paths: Sequence[Path], settings: Settings, say: Callable[[str], None], *,
    as_json: bool = False, quiet: bool = False, report_to: Path | None = None, corrections: Sequence[Path] = (),
) -> int:  # fmt: skip
    """Build, report, and return the exit code: 0 all went in; 1 a file was refused or failed, or a correction fits
    nothing; STOPPED at Ctrl-C.

    `corrections` are files of decisions beside that of the store, which comes first; of two about one thing the later
    one holds.

    `report_to` is a file for the report, .html or .json. With `quiet` only files that did not go in are named, and no
    progress is shown; none with `as_json` either. Raises StoreError, ScanError, ReportError and CorrectionError, each
    of one line.
    """
    from kg.build.build import NothingReadError
    from kg.build.build import build as run
    from kg.build.progress import shown, silent
    from kg.build.report_file import check, write
    from kg.corrections.rows import STORED, read

    if report_to is not None:
        check(report_to)  # not after an hour
    stored = settings.store / STORED
    decided = [row for file in [*([stored] if stored.exists() else []), *corrections] for row in read(file)]
    watched = nullcontext(silent) if as_json or quiet else shown(sys.stderr, settings.progress_seconds)
    try:
        with _terminable(), watched as progress:
            report = run(paths, settings, progress=progress, corrections=decided)
    except KeyboardInterrupt:
        sys.stderr.write("chidao: stopped; the last graph stays as it was, and what was read is kept: "
                         "run the same command to go on\n")  # fmt: skip
        return STOPPED
    except NothingReadError as error:
        if report_to is not None:
            write(error.report, report_to)
        raise
    if report_to is not None:
        write(report, report_to)
    if as_json:
        say(json.dumps(report.as_data(), ensure_ascii=False, indent=1))
    else:
        for line in report.quiet_lines() if quiet else report.lines():
            say(line)
    return report.exit_code


@contextmanager
def _terminable() -> Iterator[None]:
    """While the block runs, SIGTERM ends it as Ctrl-C does: workers stopped, one line said."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
