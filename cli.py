"""The command line `chidao`: declares the verbs, some in groups (queries.commands.verbs); their bodies stand in
kg.commands and queries.commands.

Exit codes: 0 done; 1 a file was refused or failed, a correction fits nothing, two generations differ, a query file is
malformed, or the graph breaks a rule; 2 the command cannot be carried out; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated, NoReturn, Optional

import typer

import web.verbs
from queries.commands.verbs import decisions, draw, goals, office, outputs
from queries.commands.verbs.options import (
    AsCsv,
    AsJson,
    Document,
    Endpoint,
    Evidence,
    Limit,
    MinConfidence,
    OnlyDoubtful,
    Store,
    picked,
    sure,
    today,
)

app = typer.Typer(
    name="chidao", no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Reads Vietnamese government and Party documents into a knowledge graph in which every fact has its words.",
    epilog='Begin with: chidao build FOLDER; then: chidao docs, chidao tasks --lead "Sở Y tế", chidao lineage 13-NQ/TW',
)  # fmt: skip
query_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The catalogue of questions: list, show, run, check."
)
app.add_typer(query_app, name="query")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"chidao {version('chidao')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


READS = (
    "Read are .txt, .md, .html, .mhtml, .hocr, .docx, .pdf; .doc, .rtf and .odt where LibreOffice is installed; scans where Tesseract is."
)


class Direction(str, enum.Enum):
    """Which way a lineage is followed."""

    up, down, both = "up", "down", "both"


class Syntax(str, enum.Enum):
    """A form of the graph, or of one document."""

    turtle, trig, nquads, ntriples, jsonld = "turtle", "trig", "nquads", "ntriples", "jsonld"
    graphml, akn, annotations = "graphml", "akn", "annotations"


class Format(str, enum.Enum):
    """How the result of a query is shown."""

    table, json, csv, tsv, xml = "table", "json", "csv", "tsv", "xml"
    jsonld, graphml = "jsonld", "graphml"


class Graph(str, enum.Enum):
    """A form of the graph of an answer."""

    jsonld, graphml = "jsonld", "graphml"


@app.command(epilog="Example: chidao build samples/ --store out/kg")
def build(
    paths: Annotated[list[Path], typer.Argument(help=f"Files, folders and ZIP archives, recursively. {READS}")],
    store: Store = None,
    workers: Annotated[
        Optional[int], typer.Option(help="Files extracted at the same time.", show_default="one a core")
    ] = None,
    report: Annotated[
        Optional[Path],
        typer.Option(help="Write what was found, doubtful or not read in each file to this .html or .json file."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Name the files that did not go in, nothing else.")] = False,
    as_json: AsJson = False,
    corrections: Annotated[
        Optional[list[Path]],
        typer.Option(help="A CSV file of decisions that hold over what is read, beside those in the store; may be repeated."),
    ] = None,
) -> None:
    """Make the graph of exactly these files; the last graph answers until the new one is complete."""
    from kg.commands.build import build as run
    from kg.settings import Settings

    settings = Settings.from_environment(store=store, workers=workers)
    decided = corrections or []
    raise typer.Exit(run(paths, settings, typer.echo, as_json=as_json, quiet=quiet, report_to=report, corrections=decided))


@app.command(epilog="Example: chidao extract ke-hoach.txt -o out/")
def extract(
    files: Annotated[list[Path], typer.Argument(help=f"Files. {READS}")],
    out: Annotated[
        Optional[Path], typer.Option("-o", "--out", help="Folder for one JSON a file; else it is printed.")
    ] = None,
) -> None:
    """Print what is found in documents as JSON, without a graph."""
    from kg.commands.extract import extract as run

    raise typer.Exit(run(files, out, typer.echo, lambda line: typer.echo(line, err=True)))


@app.command(epilog='Example: chidao docs --province "Bạc Liêu" --year 2022')
def docs(
    issuer: Annotated[Optional[str], typer.Option(help="Who issued them: an agency or a kind of agency, in any spelling.")] = None,
    kind: Annotated[Optional[str], typer.Option("--type", help="Kind of document (Kế hoạch), or its abbreviation (KH).")] = None,
    year: Annotated[Optional[str], typer.Option(help="Year of the date.")] = None,
    province: Annotated[Optional[str], typer.Option(help="Province of the issuer.")] = None,
    cited: Annotated[bool, typer.Option("--cited", help="Those that are only cited, most cited first.")] = False,
    min_confidence: MinConfidence = None, only_doubtful: OnlyDoubtful = False,
    limit: Limit = None,
    store: Store = None, endpoint: Endpoint = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List the documents."""
    from queries.commands import context, lists

    with context.current(store, endpoint) as generation:
        given = picked(issuer=issuer, type=kind, year=year, province=province) | sure(min_confidence, only_doubtful)
        typer.echo(lists.docs(generation, given, cited=cited, limit=limit, as_json=as_json, as_csv=as_csv))


@app.command(epilog="Example: chidao show 34/KH-UBND --evidence")
def show(
    document: Document, store: Store = None, endpoint: Endpoint = None, evidence: Evidence = False, as_json: AsJson = False,
    text: Annotated[bool, typer.Option("--text", help="Its whole text, by provisions.")] = False,
) -> None:  # fmt: skip
    """Show one document: head, relations, number of tasks."""
    from queries.commands import context, lists

    with context.current(store, endpoint) as generation:
        typer.echo(lists.document(generation, document, evidence=evidence, whole=text, as_json=as_json))


@app.command(epilog="Example: chidao lineage 13-NQ/TW --evidence")
def lineage(
    document: Document,
    direction: Annotated[Direction, typer.Option(help="To what it carries out (up), what carries it out (down), or both.")] = Direction.both,
    min_confidence: MinConfidence = None, only_doubtful: OnlyDoubtful = False,
    as_of: Annotated[Optional[str], typer.Option(help="Which of them were replaced, amended or past their period by this day.")] = None,
    store: Store = None, endpoint: Endpoint = None, evidence: Evidence = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Show how a directive turns into plans, step by step."""
    from queries.commands import context
    from queries.commands.lineage import lineage as run

    with context.current(store, endpoint) as generation:
        typer.echo(run(generation, document, direction.value, evidence, as_json, min_confidence or 0.0, only_doubtful, as_of))


@app.command(epilog='Example: chidao tasks --lead "Sở GTVT" --evidence')
def tasks(
    lead: Annotated[Optional[str], typer.Option(help="Who leads: an agency or a kind of agency, in any spelling.")] = None,
    support: Annotated[Optional[str], typer.Option(help="Who supports.")] = None,
    doc: Annotated[Optional[str], typer.Option(help="The document that sets them.")] = None,
    province: Annotated[Optional[str], typer.Option(help="The province whose documents set them.")] = None,
    field: Annotated[Optional[str], typer.Option(help="Field of infrastructure or of public work, in any spelling: giao thông.")] = None,
    due_before: Annotated[Optional[str], typer.Option(help="Due before this day, which is left out: 2025-12-31, 31/12/2025; 12/2025, quý IV/2025 or 2025 mean their first day.")] = None,
    unassigned: Annotated[bool, typer.Option("--unassigned", help="Those that name nobody to lead them.")] = False,
    include_groups: Annotated[bool, typer.Option("--include-groups", help="With --lead and --support: also what an agency has through collectives (các sở, ban, ngành).")] = False,
    as_of: Annotated[Optional[str], typer.Option(help="Who carries each agency on on this day, through which changes and on which legal bases; with --lead and --support also the tasks that have come to them from others; whether the document was replaced, amended or past its period.")] = None,
    orphaned: Annotated[bool, typer.Option("--orphaned", help="Those whose lead has ended by --as-of (today, if none is given) without a successor on record.")] = False,
    min_confidence: MinConfidence = None, only_doubtful: OnlyDoubtful = False,
    status: Annotated[Optional[str], typer.Option(help="What an office reported last: not-begun, under-way, done, late, in Vietnamese too; none: nothing was reported.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Those due before --as-of (today, if none is given) and not reported done.")] = False,
    limit: Limit = None, store: Store = None, endpoint: Endpoint = None, evidence: Evidence = False, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List tasks with who leads, who supports, and by when."""
    from queries.commands import context
    from queries.commands import tasks as verbs

    end = "_with_groups" if include_groups else ""
    given = picked(**{f"lead{end}": lead, f"support{end}": support}, doc=doc, province=province, field=field, due_before=due_before)
    given |= ({"unassigned": "true"} if unassigned else {}) | sure(min_confidence, only_doubtful)
    if overdue and due_before:
        raise typer.BadParameter("--overdue goes with --as-of, not with --due-before")
    if orphaned and (given or evidence or status or overdue):
        raise typer.BadParameter("--orphaned goes with --as-of, --limit, --json and --csv alone")
    with context.current(store, endpoint) as generation:
        if orphaned:
            typer.echo(verbs.orphaned(generation, as_of or today(), limit=limit, as_json=as_json, as_csv=as_csv))
        else:
            late = (as_of or today()) if overdue else None
            typer.echo(verbs.tasks(generation, given, limit=limit, evidence=evidence, as_json=as_json, as_csv=as_csv, as_of=as_of, status=status, overdue=late))


@app.command(epilog='Example: chidao agency "Sở GTVT" --province "Bạc Liêu" --as-of 2026-11-01')
def agency(
    name: Annotated[str, typer.Argument(help="An agency or a kind of agency, in any spelling.")],
    province: Annotated[Optional[str], typer.Option(help="The province it is of.")] = None,
    as_of: Annotated[Optional[str], typer.Option(help="The day.", show_default="today")] = None,
    store: Store = None, endpoint: Endpoint = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Show what an agency leads and supports, and who carries it on."""
    from queries.commands import context
    from queries.commands.agency import agency as run

    with context.current(store, endpoint) as generation:
        typer.echo(run(generation, name, province, as_of or today(), as_json))


@app.command(epilog="Example: chidao resolve --doc 72/KH-UBND")
def resolve(
    doc: Annotated[Optional[str], typer.Option(help="Only in this document.")] = None,
    min_confidence: MinConfidence = None, limit: Limit = None, store: Store = None, endpoint: Endpoint = None, as_json: AsJson = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List what is ambiguous or doubtful, worst first: the words, the candidates, what would settle it."""
    from queries.commands import context
    from queries.commands.resolve import resolve as run

    with context.current(store, endpoint) as generation:
        given = picked(doc=doc) | sure(min_confidence)
        typer.echo(run(generation, given, limit=limit, as_json=as_json, as_csv=as_csv))


@app.command(epilog='Example: chidao search "so giao thong van tai"')
def search(
    words: Annotated[
        str, typer.Argument(help='Words, with or without diacritics; "phrases in quotes"; beginnings with *.')
    ],
    limit: Annotated[int, typer.Option(min=1, help="How many hits at most.")] = 20,
    store: Store = None,
    endpoint: Endpoint = None,
    as_json: AsJson = False,
) -> None:
    """Find the provisions in which words stand."""
    from queries.commands import context, lists

    with context.current(store, endpoint, words=True) as generation:
        typer.echo(lists.search(generation, words, limit, as_json))


@app.command(epilog='Example: chidao sparql "SELECT * { ?task a cd:Task ; cd:in ?part } LIMIT 5"')
def sparql(
    query: Annotated[
        Optional[str], typer.Argument(help="A query; else --file, else what comes on standard input.")
    ] = None,
    file: Annotated[Optional[Path], typer.Option("-f", "--file", help="File with the query.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to show the result.")] = Format.table,
    store: Store = None, endpoint: Endpoint = None,
) -> None:
    """Ask the graph in SPARQL 1.1: all named graphs together, read-only; cd:, part:, role:, rdf:, rdfs:, skos:, xsd: are declared."""
    from kg.settings import Settings
    from queries.commands import context, questions

    text = query if query is not None else file.read_text(encoding="utf-8") if file else sys.stdin.read()
    with context.current(store, endpoint) as generation:
        typer.echo(questions.sparql(generation, text, form.value, Settings.from_environment(store=store)))


@app.command(epilog="Example: chidao stats --json")
def stats(store: Store = None, as_json: AsJson = False) -> None:
    """Count what is in the graph."""
    from queries.commands import context, lists

    with context.current(store) as generation:
        typer.echo(lists.stats(generation, as_json))


@app.command(epilog="Example: chidao check ke-hoach.txt --json")
def check(
    paths: Annotated[
        Optional[list[Path]], typer.Argument(help="Files and folders to check instead of the graph of the store.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Check all again, not only what changed since the last check.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Check the graph against the rules of the model; exit code 1 where one is broken, 2 where a file cannot be read."""
    from kg.commands.check import check as run
    from kg.settings import Settings

    def warn(line: str) -> None:
        typer.echo(line, err=True)

    settings = Settings.from_environment(store=store)
    raise typer.Exit(run(paths or [], settings, typer.echo, warn, everything=everything, as_json=as_json))


@app.command(epilog="Example: chidao export --doc 34/KH-UBND --format akn -o 34.xml")
def export(
    form: Annotated[Syntax, typer.Option("--format", help="Form; N-Quads come sorted; akn (Akoma Ntoso) and annotations (its evidence) are of one document.")] = Syntax.trig,
    doc: Annotated[Optional[str], typer.Option(help="One document's own graph alone.")] = None,
    out: Annotated[Optional[Path], typer.Option("-o", "--out", help="File; else standard output.")] = None,
    store: Store = None,
) -> None:
    """Write the graph in a syntax of RDF or as GraphML; a document as Akoma Ntoso, its evidence as Web Annotations."""
    from kg.commands.export import export as run
    from kg.export.files import whole
    from queries import lookup
    from queries.commands import context

    with context.current(store) as generation:
        iri = lookup.document(generation.search, doc).iri if doc else None
        if out is None:
            run(generation, form.value, iri, sys.stdout.buffer)
        else:
            with whole(out) as stream:
                run(generation, form.value, iri, stream)


@app.command(epilog="Example: chidao push http://127.0.0.1:7878")
def push(
    url: Annotated[str, typer.Argument(help="Address of the store: of its server, data set or repository.")],
    graphs: Annotated[Optional[str], typer.Option(help="Where it has the Graph Store Protocol, if that is not found.")] = None,
    update: Annotated[Optional[str], typer.Option(help="Where it takes SPARQL Update, if that is not found.")] = None,
    store: Store = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Load the graph into a SPARQL 1.1 store; what is there already is not sent again. Exit code 1 where counts differ."""
    from kg.commands.push import push as run
    from kg.settings import Settings

    settings = Settings.from_environment(store=store)
    raise typer.Exit(run(url, settings, typer.echo, graphs=graphs, update=update, as_json=as_json))


@query_app.command("list", epilog="Example: chidao query list")
def query_list(as_json: AsJson = False) -> None:
    """List the questions."""
    from queries.commands import questions

    typer.echo(questions.listed(as_json))


@query_app.command("show", epilog="Example: chidao query show cascade")
def query_show(name: str, as_json: AsJson = False) -> None:
    """Show one question with its parameters and its SPARQL."""
    from queries.commands import questions

    typer.echo(questions.described(name, as_json))


@query_app.command("run", epilog="Example: chidao query run cascade doc=13-NQ/TW")
def query_run(
    name: str,
    given: Annotated[Optional[list[str]], typer.Argument(metavar="[NAME=VALUE]...", help="Parameters.")] = None,
    limit: Limit = None, store: Store = None, endpoint: Endpoint = None, as_json: AsJson = False, as_csv: AsCsv = False,
    graph: Annotated[Optional[Graph], typer.Option(help="Instead of the rows: what the graph says of the things in them.")] = None,
) -> None:  # fmt: skip
    """Ask one question."""
    from queries.commands import context, questions

    with context.current(store, endpoint) as generation:
        form = graph.value if graph else None
        typer.echo(questions.asked(generation, name, given or [], limit=limit, as_json=as_json, as_csv=as_csv, graph=form))


@query_app.command("check", epilog="Example: chidao query check")
def query_check(
    folder: Annotated[Optional[Path], typer.Argument(help="Folder of .rq files.", show_default="the catalogue")] = None,
) -> None:
    """Say what is wrong with the query files: file, line, reason."""
    from queries.commands import questions

    wrong = questions.checked(folder)
    for line in wrong:
        typer.echo(line, err=True)
    raise typer.Exit(1 if wrong else 0)


for _group in (goals, office, outputs, decisions, web.verbs):
    app.registered_commands += _group.app.registered_commands
app.add_typer(office.progress_app, name="progress")
app.add_typer(draw.app, name="draw")


def _fail(message: str) -> NoReturn:
    typer.echo(f"chidao: {message}", err=True)
    sys.exit(2)


def main() -> None:
    """Run the command line; every expected error is one line on standard error and exit code 2."""
    usage: type[BaseException] = typer.BadParameter.__base__ or typer.BadParameter  # typer names its parent nowhere
    try:
        sys.exit(app(prog_name="chidao", standalone_mode=False))
    except usage as error:
        context, said = getattr(error, "ctx", None), error.format_message()  # type: ignore[attr-defined]
        if "\n" in said:  # a group without a command: its whole help
            typer.echo(said, err=True)
            sys.exit(2)
        _fail(f"{said.rstrip('.')}; see: {context.command_path if context else 'chidao'} --help")
    except (ValueError, OSError) as error:
        from queries.lookup import LookupFailedError

        said = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
        _fail("\n".join([said, *(error.lines() if isinstance(error, LookupFailedError) else [])]))
    except Exception as error:
        from kg.build.scan import ScanError
        from kg.store.generations import StoreError

        if isinstance(error, (StoreError, ScanError)):
            _fail(str(error))
        raise


if __name__ == "__main__":
    main()
