"""Status of tasks beside the tasks that questions find: what an office reported last (kg.progress)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.progress import Ledger, Report, status, statuses
from kg.store.generations import Generation
from loaders.text.fold import key
from queries.bind import page
from queries.catalogue import question
from queries.run import Answer, QueryError, ask

NONE = "none"
"""What is asked for to find tasks of which nothing was reported."""
_FEW = 1_000  # tasks of a status that are named in the query; more are picked out of its answer
_UNTOLD = (NONE, "chưa báo cáo", "không rõ")


def is_task(generation: Generation, iri: str) -> bool:
    """Whether the graph has a task with this IRI."""
    from pyoxigraph import NamedNode

    from kg.rdf import terms as t

    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    return next(iter(generation.store.quads_for_pattern(node, t.RDF_TYPE, t.TASK)), None) is not None


def wanted(text: str) -> str:
    """The status that is asked for, NONE for tasks without a report; raises QueryError."""
    if key(text) in map(key, _UNTOLD):
        return NONE
    try:
        return status(text)
    except ValueError as error:
        raise QueryError(f"{error}; or {NONE}") from None


def tasks(
    generation: Generation, given: Mapping[str, str], limit: int | None, status: str | None, open_only: bool = False
) -> tuple[Answer, dict[str, Report]]:
    """The answer to the question `tasks` and the last reports of these tasks.

    With `status` those that have it (NONE: of which nothing was reported); with `open_only` those not reported done.
    Raises QueryError where either is asked of the graph at an endpoint.
    """
    ledger = Ledger.beside(generation)
    state = wanted(status) if status else None
    if state is not None or open_only:
        _here(generation)
    if state is None and not open_only:
        found = ask(generation, "tasks", given, limit)
        return found, ledger.current(_column(found, "task"))
    if state is not None and state != NONE:
        having = ledger.having(state)
        if not having:
            return Answer((), ()), {}
        if len(having) <= _FEW:
            given = {**given, "task": " ".join(having)}
    everything = ask(generation, "tasks", given, 0)
    reports = ledger.current(_column(everything, "task"))
    at = everything.columns.index("task")
    kept = tuple(row for row in everything.rows if _kept(reports.get(row[at] or ""), state, open_only))
    own = page(question("tasks").text)
    most = own if limit is None else limit
    cut = kept[:most] if most else kept
    return Answer(everything.columns, cut, truncated=len(cut) < len(kept)), reports


def _here(generation: Generation) -> None:
    """Refuse what only the store here can tell: a push sends the graph, not what offices report."""
    from queries.remote import Remote  # urllib behind it costs 40 ms

    if isinstance(generation, Remote):
        raise QueryError(
            "--status, --overdue: tình hình thực hiện không có ở endpoint, hãy bỏ --endpoint / "
            "progress is not in an endpoint; ask the store here, without --endpoint and CHIDAO_ENDPOINT"
        )


def _kept(report: Report | None, state: str | None, open_only: bool) -> bool:
    if open_only and report is not None and report.status == "done":
        return False
    return state is None or (state == NONE if report is None else report.status == state)


def _column(answer: Answer, name: str) -> Iterable[str]:
    at = answer.columns.index(name)
    return (row[at] for row in answer.rows if row[at])  # type: ignore[misc]


def reports(generation: Generation, tasks: Iterable[str]) -> dict[str, Report]:
    """The last report of each of the tasks that has one."""
    return Ledger.beside(generation).current(tasks)


COLUMNS = ("status", "statusDate", "statusNote", "statusProof")


def cells(report: Report | None) -> dict[str, str]:
    """The cells of a row for the columns COLUMNS; all empty where nothing was reported."""
    said = report.said() if report else ("", "", "", "")
    return dict(zip(COLUMNS, said, strict=True))


def told(report: Report) -> str:
    """A report on one line.

    >>> told(Report("t", "done", "2026-05-01", who="Sở Y tế"))
    'đã hoàn thành, ngày 2026-05-01 (Sở Y tế)'
    """
    said = [statuses()[report.status], *([f"ngày {report.date}"] if report.date else [])]
    return f"{', '.join(said)}{f' ({report.who})' if report.who else ''}"


def line(report: Report | None) -> str:
    """The status as a line of its own with its note, for lists and files; empty where nothing was reported.

    >>> line(Report("t", "late", note="chờ vốn", who="Sở Y tế")), line(None)
    ('Tình trạng / status: chậm tiến độ (Sở Y tế); chờ vốn', '')
    """
    if report is None:
        return ""
    return "; ".join(filter(None, (f"Tình trạng / status: {told(report)}", report.note)))


def reported(generation: Generation, answer: Answer) -> Answer:
    """The answer to a question that was asked by its name: as `beside` once anything was reported, else as it is."""
    return beside(generation, answer) if Ledger.beside(generation).path.exists() else answer


def beside(generation: Generation, answer: Answer) -> Answer:
    """An answer with a column `task` or `duty`, and the last reports of them as further columns; others as they are."""
    name = next((name for name in ("task", "duty") if name in answer.columns), None)
    if name is None:
        return answer
    reports = Ledger.beside(generation).current(_column(answer, name))
    at = answer.columns.index(name)
    made = tuple((*row, *cells(reports.get(row[at] or "")).values()) for row in answer.rows)
    return Answer((*answer.columns, *COLUMNS), made, answer.truncated)
