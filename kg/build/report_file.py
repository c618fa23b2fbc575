"""The report of a build as a file: `chidao build --report out.html` or `out.json`. Documented in docs/report.md.

>>> check(Path("out.pdf"))
Traceback (most recent call last):
kg.build.report_file.ReportError: out.pdf: a report is .html or .json; name it so
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.build.found import Found
from kg.build.report import BuildReport, FileReport

FORM = 1
"""The number of this form of the JSON; it grows when a field changes its meaning or goes."""


class ReportError(ValueError):
    """A report cannot be written there; the message is one line."""


def check(target: Path) -> None:
    """Raise ReportError for a name that is no report's, or a folder that is not there."""
    if target.suffix.lower() not in _FORMS:
        raise ReportError(f"{target}: a report is .html or .json; name it so")
    if not target.parent.is_dir():
        raise ReportError(f"{target.parent}: no such folder; make it first")


def write(report: BuildReport, target: Path) -> None:
    """Write the report; the file is whole or not there. Raises ReportError."""
    from kg.store.durable import replace_file

    check(target)
    made = _FORMS[target.suffix.lower()](as_data(report))
    try:
        replace_file(target, made.encode())
    except OSError as error:
        raise ReportError(f"{target}: {error.strerror}; choose another place for the report") from error


def as_data(report: BuildReport) -> dict[str, Any]:
    """The report as JSON has it; docs/report.md says what each field means."""
    files = [_file(file, report.found.get(file.path, [])) for file in report.files]
    data = report.as_data()
    return {
        "form": FORM,
        "sums": sums(report),
        **{name: data[name] for name in ("generation", "graphs", "changed_graphs", "how", "seconds", "warnings")},
        **{name: data[name] for name in ("corrections", "unmatched")},
        "files": files,
    }


def sums(report: BuildReport) -> dict[str, int]:
    """What all files come to."""
    found = [each for documents in report.found.values() for each in documents]
    counted = Counter(file.status for file in report.files)
    linked = [each.outcome for each in found if each.outcome is not None]
    return {
        "files": len(report.files),
        **{status: counted[status] for status in ("read", "skipped", "refused", "failed")},
        "unchanged": sum(file.cached for file in report.files),
        "bytes": sum(file.size for file in report.files),
        "documents": len(found),
        "copies": sum(each.copy_of is not None for each in linked),
        "triples": report.quads,
        **{name: sum(getattr(each, name) for each in found) for name in COUNTS},
        "ambiguous": sum(len(each.ambiguous) for each in linked),
        "unresolved": sum(len(each.unresolved) for each in linked),
        "uncertain": sum(each.uncertain for each in linked),
        "flagged": sum(sum(each.flags.values()) for each in found),
    }


COUNTS = (
    "provisions", "citations", "relations", "tasks", "with_lead", "without_lead", "with_deadline", "tables", "rows",
)  # fmt: skip


def _file(file: FileReport, found: list[Found]) -> dict[str, Any]:
    documents = [each.as_data() | {"doubts": each.doubts()} for each in found]
    return file.as_data() | {"documents": documents}


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _html(data: dict[str, Any]) -> str:
    from kg.build.report_html import page

    return page(data)


_FORMS: dict[str, Callable[[dict[str, Any]], str]] = {".json": _json, ".html": _html}
