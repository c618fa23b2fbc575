"""Verbs of what an office does with plans: tracker, coverage, progress.

Declared here, added to `chidao` by cli.py; their bodies stand in queries.commands.
"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from queries.commands.verbs.options import (
    AsCsv,
    AsJson,
    Document,
    Limit,
    Store,
    picked,
    today,
)

app = typer.Typer()
progress_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="How far tasks have come: import what offices report, list."
)


class Part(str, enum.Enum):
    """A table of the coverage."""

    all, fields, cells, missing, gaps, agencies, pairs, alike = (
        "all", "fields", "cells", "missing", "gaps", "agencies", "pairs", "alike",
    )  # fmt: skip


@app.command(epilog='Example: chidao tracker --doc 34/KH-UBND -o theo-doi.xlsx')
def tracker(
    out: Annotated[Path, typer.Option("-o", "--out", help="The file, .xlsx or .csv.")],
    lead: Annotated[Optional[str], typer.Option(help="Who leads: an agency or a kind of agency, in any spelling.")] = None,
    support: Annotated[Optional[str], typer.Option(help="Who supports.")] = None,
    doc: Annotated[Optional[str], typer.Option(help="The document that sets them.")] = None,
    province: Annotated[Optional[str], typer.Option(help="The province whose documents set them.")] = None,
    field: Annotated[Optional[str], typer.Option(help="Field of infrastructure or of public work.")] = None,
    due_before: Annotated[Optional[str], typer.Option(help="Due before this day.")] = None,
    status: Annotated[Optional[str], typer.Option(help="What was reported last, as in tasks.")] = None,
    as_of: Annotated[Optional[str], typer.Option(help="The day on which it is told who leads.", show_default="today")] = None,
    store: Store = None,
) -> None:
    """Write tasks as a table for an office to fill in; read it back with: chidao progress import."""
    from queries.commands import context
    from queries.commands.tracker import tracker as run

    given = picked(lead=lead, support=support, doc=doc, province=province, field=field, due_before=due_before)
    with context.current(store) as generation:
        typer.echo(run(generation, given, status, out, as_of or today()))


@app.command(epilog="Example: chidao coverage 72-KL/TW --part fields")
def coverage(
    document: Document,
    part: Annotated[Part, typer.Option(help="Which table; all of them with --json.", show_default="all")] = Part.all,
    scheme: Annotated[Optional[str], typer.Option(help="Fields of infrastructure or of public work (general).", show_default="the one that has more of the tasks")] = None,
    limit: Limit = None, store: Store = None, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Show what a directive and the plans under it cover: fields by provinces, gaps, agencies, what plans do alike."""
    from queries.commands import context
    from queries.commands.coverage import coverage as run

    with context.current(store) as generation:
        typer.echo(run(generation, document, part.value, scheme, limit=limit, as_json=as_json, as_csv=as_csv))


@progress_app.command("import", epilog='Example: chidao progress import theo-doi.xlsx --by "Sở Xây dựng Bạc Liêu"')
def progress_import(
    file: Annotated[Path, typer.Argument(help="A tracker that was filled in, or any .xlsx or .csv with a column of tasks and one of statuses.")],
    by: Annotated[Optional[str], typer.Option(help="Who reports.", show_default="your login name")] = None,
    store: Store = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take in what an office reports of tasks; rows that are wrong are told and left out."""
    from queries.commands import context
    from queries.commands.progress import imported

    with context.current(store) as generation:
        said, code = imported(generation, file, by, as_json, lambda line: typer.echo(line, err=True))
    typer.echo(said)
    raise typer.Exit(code)


@progress_app.command("list", epilog="Example: chidao progress list --status late")
def progress_list(
    doc: Annotated[Optional[str], typer.Option(help="The document that sets the tasks.")] = None,
    lead: Annotated[Optional[str], typer.Option(help="Who leads them.")] = None,
    status: Annotated[Optional[str], typer.Option(help="What was reported last: not-begun, under-way, done, late.")] = None,
    history: Annotated[Optional[str], typer.Option(metavar="TASK", help="All that was reported of this task, by its IRI.")] = None,
    gone: Annotated[bool, typer.Option("--gone", help="Of tasks that are no longer in the graph.")] = False,
    prov: Annotated[bool, typer.Option("--prov", help="As TriG in the terms of W3C PROV-O.")] = False,
    limit: Limit = None, store: Store = None, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List what was reported last of tasks, by whom, when, and in which row of which file."""
    from queries.commands import context
    from queries.commands.progress import listed

    with context.current(store) as generation:
        given = picked(doc=doc, lead=lead)
        typer.echo(listed(generation, given, status=status, history=history, gone=gone, limit=limit, as_json=as_json, as_csv=as_csv, as_prov=prov))
