"""Verbs of the browser's pages, added to `chidao` by cli.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from queries.commands.verbs.options import Store, today

app = typer.Typer()


@app.command(epilog="Example: chidao publish -o site/ --lang en")
def publish(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write, which must be new or written by this before.")],
    lang: Annotated[str, typer.Option(help="Language of the pages: vi or en.")] = "vi",
    as_of: Annotated[Optional[str], typer.Option(help="The day on which it is told who answers.", show_default="today")] = None,
    store: Store = None,
) -> None:
    """Write the whole graph as pages that need no server: they work from a file share, evidence included."""
    from queries.commands import context
    from web.publish.command import publish as run

    with context.current(store) as generation:
        typer.echo(run(generation, out, lang, as_of or today()))
