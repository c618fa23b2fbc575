"""`chidao check`: the graph against the rules of the model, each violation with the words it stands on."""

from __future__ import annotations

import json
import sys
import tempfile
import textwrap
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.settings import Settings

if TYPE_CHECKING:
    from kg.build.progress import Progress
    from kg.check.check import Checked, Violation

QUOTED = 300
"""Letters of a quote that are shown to people; JSON has them all."""
_SEVERITY = {"violation": "vi phạm / violation", "warning": "cần xem lại / to be looked at"}


def check(
    paths: Sequence[Path], settings: Settings, say: Callable[[str], None], warn: Callable[[str], None], *,
    everything: bool = False, as_json: bool = False,
) -> int:  # fmt: skip
    """Check the current graph, or one made of `paths` for the occasion; returns the exit code.

    0 it conforms, 1 there are violations, 2 a file could not be read (what was read is checked all the same).
    `say` prints answers, `warn` what stands beside them. Raises StoreError, NothingReadError and ScanError.
    """
    from kg.build.progress import shown, silent

    watched = nullcontext(silent) if as_json else shown(sys.stderr, settings.progress_seconds)
    with watched as progress:
        if paths:
            with tempfile.TemporaryDirectory(prefix="chidao-check-") as folder:
                there = replace(settings, store=Path(folder))
                unread = _built(paths, there, progress)
                checked = _checked(there, everything, progress)
        else:
            unread, checked = [], _checked(settings, everything, progress)
    for line in unread:
        warn(line)
    if checked.reasoned.missing:
        warn(f"chidao: {checked.reasoned.missing}")
    if as_json:
        say(json.dumps(_data(checked), ensure_ascii=False, indent=1))
    else:
        for line in _lines(checked):
            say(line)
    return 2 if unread else 0 if checked.conforms else 1


def _built(paths: Sequence[Path], settings: Settings, progress: Progress) -> list[str]:
    """Make a graph of these files; lines on those that could not be read."""
    from kg.build.build import build

    report = build(paths, settings, progress=progress)
    return [file.line() for file in report.files if file.status in ("refused", "failed")]


def _checked(settings: Settings, everything: bool, progress: Progress) -> Checked:
    from kg.check.check import check_generation
    from kg.store.generations import Generations

    with Generations(settings.store).open() as generation:
        return check_generation(
            generation, settings.store, everything=everything, workers=settings.workers, progress=progress
        )


def _data(checked: Checked) -> dict[str, object]:
    reasoner = {"faults": list(checked.reasoned.faults), "missing": checked.reasoned.missing}
    rows = [violation.as_data() for violation in checked.violations]
    return {
        "conforms": checked.conforms, "count": len(rows), "truncated": False, "rows": rows,
        "checked": checked.checked, "anew": checked.anew, "reasoner": reasoner,
    }  # fmt: skip


def _lines(checked: Checked) -> list[str]:
    """For people: every violation, then how many and of how much."""
    lines = [line for violation in checked.violations for line in (*shown_violation(violation), "")]
    lines += [f"{_SEVERITY['violation']}: {fault}" for fault in checked.reasoned.faults]
    warnings = sum(violation.rule.severity == "warning" for violation in checked.violations)
    faults = len(checked.violations) - warnings + len(checked.reasoned.faults)
    known = checked.checked - checked.anew
    lines.append(
        f"{faults} vi phạm / violations, {warnings} cần xem lại / to be looked at · "
        f"{checked.checked} phần / parts: {checked.anew} kiểm tra / checked, {known} không đổi / unchanged"
    )
    if not checked.reasoned.missing and not checked.reasoned.faults:
        lines.append("bản thể học nhất quán / the ontology is consistent (HermiT)")
    return lines


def shown_violation(violation: Violation) -> list[str]:
    """One violation: where, the words, the rule, what to do."""
    at = violation.place
    where = ":".join(filter(None, (at.file, str(at.line or ""))))
    known = " · ".join(filter(None, (where, at.path, at.document))) or violation.broken.node
    quote = " ".join(at.quote.split())
    said = [f"« {quote if len(quote) <= QUOTED else quote[:QUOTED].rstrip() + '…'} »"] if quote else []
    rule = violation.rule
    said += [f"{rule.message['vi']} / {rule.message['en']}", f"→ {rule.suggestion['vi']} / {rule.suggestion['en']}"]
    said.append(f"[{rule.id}] {violation.fact}")
    return [
        f"{_SEVERITY[rule.severity]}: {known}",
        *(textwrap.fill(line, 118, initial_indent="    ", subsequent_indent="      ", break_long_words=False,
                        break_on_hyphens=False) for line in said),
    ]  # fmt: skip
