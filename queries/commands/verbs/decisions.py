"""Verbs of decisions and of builds: correct, why, generations, diff.

Declared here, added to `chidao` by cli.py; their bodies stand in queries.commands.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from queries.commands.verbs.options import (
    AsJson,
    Store,
)

app = typer.Typer()


@app.command(
    epilog='Example: chidao correct lead "Sở Y tế" --no --doc 34/KH-UBND --path III/2/2.4/-1 --why "only asked to help"'
)
def correct(
    fact: Annotated[str, typer.Argument(help="What is decided: number, date, issuer, type, title …; citation, target; implements, cites …; task, lead, support, basis, deadline, field, requested; same-agency.")],
    value: Annotated[str, typer.Argument(help="What it is; for the forms see docs/corrections.md.")] = "",
    deny: Annotated[bool, typer.Option("--no", help="It is not so.")] = False,
    doc: Annotated[str, typer.Option(help="The document that says it: number in any spelling, words of its name, or IRI.")] = "",
    file: Annotated[str, typer.Option(help="Instead: the file it was read from, by name or SHA-256.")] = "",
    path: Annotated[str, typer.Option(help="The provision, as chidao tasks shows it.")] = "",
    words: Annotated[str, typer.Option(help="The words that say so, as printed.")] = "",
    of: Annotated[str, typer.Option(help="The cited document, or the agency, that it is about.")] = "",
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    who: Annotated[str, typer.Option(help="Who decides.", show_default="your login name")] = "",
    to: Annotated[
        Optional[Path], typer.Option(help="File to write to.", show_default="corrections.csv in the store")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Take a name of an agency that nobody knows: a new one.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Check it, write nothing.")] = False,
    store: Store = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Write down that an extracted fact is wrong or missing; from the next build on your word holds."""
    from kg.settings import Settings
    from queries.commands import context
    from queries.commands.correct import correct as run

    cells = {"document": doc, "file": file, "path": path, "words": words, "of": of, "fact": fact, "value": value}
    cells |= {"is": "no" if deny else "yes", "who": who, "why": why}
    with context.current(store) as generation:
        folder = Settings.from_environment(store=store).store
        typer.echo(run(generation, folder, cells, to=to, dry=dry, as_json=as_json, new=new))


@app.command(epilog='Example: chidao why 13-NQ/TW 34/KH-UBND')
def why(
    terms: Annotated[
        list[str],
        typer.Argument(metavar="FACT...", help="An IRI; two of them, or documents and agencies by name; or SUBJECT PREDICATE OBJECT."),
    ],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Say why a fact is in the graph: asserted or inferred, by which rule, from which words, in which file."""
    from queries.commands import context
    from queries.commands.why import why as run

    if len(terms) > 3:
        raise typer.BadParameter("give one, two or three terms; put names with blanks in quotes")
    with context.current(store) as generation:
        typer.echo(run(generation, terms, as_json))


@app.command(epilog="Example: chidao generations")
def generations(store: Store = None, as_json: AsJson = False) -> None:
    """List the builds that are kept: the last one and the one before."""
    from queries.commands.diff import generations as run

    typer.echo(run(store, as_json))


@app.command(epilog="Example: chidao diff previous last")
def diff(
    one: Annotated[str, typer.Argument(metavar="[GENERATION]", help="previous, last, or a number from chidao generations.")] = "previous",
    other: Annotated[str, typer.Argument(metavar="[GENERATION]", help="The later one.")] = "last",
    store: Store = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Say what changed between two builds, document by document; exit code 0 nothing, 1 something, 2 trouble."""
    from queries.commands.diff import diff as run

    said, differ = run(store, one, other, as_json)
    typer.echo(said)
    raise typer.Exit(int(differ))
