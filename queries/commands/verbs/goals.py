"""Verbs of what plans want: projects, targets, reports, due.

Declared here, added to `chidao` by cli.py; their bodies stand in queries.commands.
"""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from queries.commands.verbs.options import (
    AsCsv,
    AsJson,
    Endpoint,
    Evidence,
    Limit,
    Store,
    picked,
    today,
)

app = typer.Typer()


@app.command(epilog='Example: chidao projects --province "Bạc Liêu" --kind "cao tốc" --evidence')
def projects(
    doc: Annotated[Optional[str], typer.Option(help="The document that names them.")] = None,
    province: Annotated[Optional[str], typer.Option(help="A province they concern.")] = None,
    kind: Annotated[Optional[str], typer.Option(help="Kind of works: cầu, cao tốc, đường sắt.")] = None,
    field: Annotated[Optional[str], typer.Option(help="Field of infrastructure: giao thông.")] = None,
    words: Annotated[Optional[str], typer.Option(help="Words of the name.")] = None,
    limit: Limit = None, store: Store = None, endpoint: Endpoint = None, evidence: Evidence = False, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List the named works that documents want built, upgraded, finished or studied."""
    from queries.commands import context
    from queries.commands.projects import projects as run

    with context.current(store, endpoint) as generation:
        given = picked(doc=doc, province=province, kind=kind, field=field, words=words)
        typer.echo(run(generation, given, limit=limit, evidence=evidence, as_json=as_json, as_csv=as_csv))


@app.command(epilog='Example: chidao targets "che phủ rừng" --year 2030 --evidence')
def targets(
    words: Annotated[Optional[str], typer.Argument(help="Words of the indicator.")] = None,
    doc: Annotated[Optional[str], typer.Option(help="The document that sets them.")] = None,
    province: Annotated[Optional[str], typer.Option(help="The province whose documents set them.")] = None,
    year: Annotated[Optional[str], typer.Option(help="The year by which they are to be reached.")] = None,
    limit: Limit = None, store: Store = None, endpoint: Endpoint = None, evidence: Evidence = False, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List quantified goals: indicator, value, unit, year."""
    from queries.commands import context
    from queries.commands.goals import targets as run

    with context.current(store, endpoint) as generation:
        given = picked(words=words, doc=doc, province=province, year=year)
        typer.echo(run(generation, given, limit=limit, evidence=evidence, as_json=as_json, as_csv=as_csv))


@app.command(epilog='Example: chidao reports --to "UBND tỉnh Bạc Liêu" --evidence')
def reports(
    who: Annotated[Optional[str], typer.Option(help="Who reports: an agency or a kind of agency, in any spelling.")] = None,
    to: Annotated[Optional[str], typer.Option(help="To whom.")] = None,
    doc: Annotated[Optional[str], typer.Option(help="The document that sets them.")] = None,
    province: Annotated[Optional[str], typer.Option(help="The province whose documents set them.")] = None,
    limit: Limit = None, store: Store = None, endpoint: Endpoint = None, evidence: Evidence = False, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List duties to report: who, to whom, through whom, when, how often."""
    from queries.commands import context
    from queries.commands.goals import reports as run

    with context.current(store, endpoint) as generation:
        given = picked(who=who, to=to, doc=doc, province=province)
        typer.echo(run(generation, given, limit=limit, evidence=evidence, as_json=as_json, as_csv=as_csv))


@app.command(epilog="Example: chidao due --from 1/1/2025 --to 31/12/2025")
def due(
    start: Annotated[Optional[str], typer.Option("--from", help="First day: 2025-01-31, 31/1/2025; 1/2025 means its first day.", show_default="today")] = None,
    end: Annotated[Optional[str], typer.Option("--to", help="Last day, which is included.", show_default="a year on")] = None,
    lead: Annotated[Optional[str], typer.Option(help="Who leads or reports: an agency or a kind of agency.")] = None,
    doc: Annotated[Optional[str], typer.Option(help="The document that sets them.")] = None,
    province: Annotated[Optional[str], typer.Option(help="The province whose documents set them.")] = None,
    as_of: Annotated[Optional[str], typer.Option(help="The day on which it is told who answers.", show_default="today")] = None,
    limit: Limit = None, store: Store = None, endpoint: Endpoint = None, evidence: Evidence = False, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List the tasks and reports that are due in an interval; those that come back on each of their days."""
    from queries.commands import context
    from queries.commands.goals import deadlines as run
    from queries.today import year_on

    with context.current(store, endpoint) as generation:
        first = start or today()
        given = {"from": first, "to": end or year_on(first)} | picked(lead=lead, doc=doc, province=province)
        typer.echo(run(generation, given, limit=limit, evidence=evidence, as_json=as_json, as_csv=as_csv, as_of=as_of or today()))
