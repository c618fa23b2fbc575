"""Verbs of the browser's pages, added to `chidao` by cli.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from queries.commands.verbs.options import Endpoint, Store, today

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


@app.command(epilog="Example: chidao serve --port 8080 --open")
def serve(
    store: Store = None,
    host: Annotated[str, typer.Option(help="Address to listen on; other machines reach only one that is not a loopback.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port, or the next one that is free; 0: any.")] = 8000,
    browse: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    origin: Annotated[
        Optional[list[str]],
        typer.Option(help="A site whose pages may read answers (CORS); again for more.", show_default="all"),
    ] = None,
    endpoint: Endpoint = None,
) -> None:
    """Serve the graph: pages for the browser, SPARQL endpoint, the questions as data; Ctrl-C ends it."""
    from kg.settings import Settings
    from web.serve import serve as run

    settings = Settings.from_environment(store=store)
    raise typer.Exit(run(settings, host, port, origin or ["*"], browse, typer.echo, endpoint))
