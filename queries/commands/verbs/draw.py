"""Verbs that draw: a lineage, a document, an agency, a question, a query.

Declared here, added to `chidao` by cli.py; their bodies stand in queries.commands.draw.
"""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from queries.commands.verbs.options import Document, Store, today

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None,
    help="Draw an answer as one HTML file that needs nothing else: lineage, document, agency, question, sparql.",
)  # fmt: skip


class Lang(str, enum.Enum):
    """The language of a picture."""

    vi, en = "vi", "en"


class Direction(str, enum.Enum):
    """Which way a lineage is followed."""

    up, down, both = "up", "down", "both"


Out = Annotated[Path, typer.Option("-o", "--out", help="File to write, .html.")]
Language = Annotated[Lang, typer.Option("--lang", help="Language of labels.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=2000, help="How many things at most; the picture says how many there are.")]


@app.command(epilog="Example: chidao draw lineage 13-NQ/TW -o 13.html")
def lineage(
    document: Document, out: Out,
    direction: Annotated[Direction, typer.Option(help="To what it carries out (up), what carries it out (down), or both.")] = Direction.both,
    lang: Language = Lang.vi, limit: Limit = 150, store: Store = None,
) -> None:  # fmt: skip
    """Draw how a directive turns into plans, in layers, each step with its words."""
    from queries.commands import context, draw

    with context.current(store) as generation:
        typer.echo(draw.lineage(generation, document, direction.value, out, lang.value, limit))


@app.command(epilog="Example: chidao draw document 34/KH-UBND -o 34.html --lang en")
def document(document: Document, out: Out, lang: Language = Lang.vi, limit: Limit = 150, store: Store = None) -> None:
    """Draw a document with its tasks and who leads and supports them."""
    from queries.commands import context, draw

    with context.current(store) as generation:
        typer.echo(draw.document(generation, document, out, lang.value, limit))


@app.command(epilog='Example: chidao draw agency "Sở GTVT" --province "Bạc Liêu" -o so.html')
def agency(
    name: Annotated[str, typer.Argument(help="An agency or a kind of agency, in any spelling.")], out: Out,
    province: Annotated[Optional[str], typer.Option(help="The province it is of.")] = None,
    as_of: Annotated[Optional[str], typer.Option(help="The day on which it is told who carries it on.", show_default="today")] = None,
    lang: Language = Lang.vi, limit: Limit = 150, store: Store = None,
) -> None:  # fmt: skip
    """Draw an agency with its tasks, the documents that set them, and who carries it on."""
    from queries.commands import context, draw

    with context.current(store) as generation:
        typer.echo(draw.agency(generation, name, province, as_of or today(), out, lang.value, limit))


@app.command(epilog="Example: chidao draw question cascade doc=13-NQ/TW -o 13.html")
def question(
    name: Annotated[str, typer.Argument(help="A question of the catalogue: see chidao query list.")], out: Out,
    given: Annotated[Optional[list[str]], typer.Argument(metavar="[NAME=VALUE]...", help="Parameters.")] = None,
    lang: Language = Lang.vi, limit: Limit = 150, store: Store = None,
) -> None:  # fmt: skip
    """Draw the things in the answer to a question, with what relates them."""
    from queries.commands import context, draw, questions

    with context.current(store) as generation:
        typer.echo(draw.question(generation, name, questions.values(given or []), out, lang.value, limit))


@app.command(epilog='Example: chidao draw sparql "CONSTRUCT { ?a cd:cites ?b } { ?a cd:cites ?b }" -o a.html')
def sparql(
    out: Out,
    query: Annotated[Optional[str], typer.Argument(help="A query; else --file, else what comes on standard input.")] = None,
    file: Annotated[Optional[Path], typer.Option("-f", "--file", help="File with the query.")] = None,
    lang: Language = Lang.vi, limit: Limit = 150, store: Store = None,
) -> None:  # fmt: skip
    """Draw the triples of a CONSTRUCT or DESCRIBE, or the things in the rows of a SELECT."""
    from kg.settings import Settings
    from queries.commands import context, draw

    text = query if query is not None else file.read_text(encoding="utf-8") if file else sys.stdin.read()
    with context.current(store) as generation:
        settings = Settings.from_environment(store=store)
        typer.echo(draw.sparql(generation, text, out, lang.value, limit, settings))
