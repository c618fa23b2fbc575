"""Verbs that write files for an office: calendar, brief.

Declared here, added to `chidao` by cli.py; their bodies stand in queries.commands.outputs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from queries.commands.verbs.options import Store, picked, today

app = typer.Typer()


@app.command(epilog='Example: chidao calendar -o so-y-te.ics --lead "Sở Y tế"')
def calendar(
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write, .ics.")],
    lead: Annotated[Optional[str], typer.Option(help="Who leads or reports: an agency or a kind of agency.")] = None,
    doc: Annotated[Optional[str], typer.Option(help="The document that sets them.")] = None,
    province: Annotated[Optional[str], typer.Option(help="The province whose documents set them.")] = None,
    start: Annotated[Optional[str], typer.Option("--from", help="First day.", show_default="all")] = None,
    end: Annotated[Optional[str], typer.Option("--to", help="Last day, which is included.", show_default="all")] = None,
    as_of: Annotated[Optional[str], typer.Option(help="The day on which it is told who answers.", show_default="today")] = None,
    store: Store = None,
) -> None:
    """Write a calendar of the tasks and reports that are due, with those that come back."""
    from queries.commands import context
    from queries.commands.outputs import calendar as run

    given = picked(lead=lead, doc=doc, province=province) | picked(**{"from": start, "to": end})
    with context.current(store) as generation:
        typer.echo(run(generation, given, out, as_of or today()))


@app.command(epilog="Example: chidao brief 72-KL/TW --cascade -o brief.docx")
def brief(
    subject: Annotated[str, typer.Argument(help="A document, or an agency or kind of agency, in any spelling.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write: .html, .md or .docx.")],
    province: Annotated[Optional[str], typer.Option(help="The province of the agency.")] = None,
    cascade: Annotated[bool, typer.Option("--cascade", help="Of the document with all that carries it out.")] = False,
    as_of: Annotated[Optional[str], typer.Option(help="The day on which it is told who answers.", show_default="today")] = None,
    store: Store = None,
) -> None:
    """Write a brief: who issued it, what carries it out, tasks by lead, targets, works, reports, who answers today, doubts."""
    from queries.commands import context
    from queries.commands.outputs import brief as run

    with context.current(store) as generation:
        typer.echo(run(generation, subject, out, province, as_of or today(), cascade=cascade))
